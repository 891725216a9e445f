//! Renderings of letters as the pages our reader made of them.

use holdfast_case::Pages;
use std::path::{Path, PathBuf};

/// The pages of a letter in the form `kind` under `folder`, if they are there. A letter of several files (photos)
/// is one document.
pub fn pages(folder: &Path, kind: &str, name: &str) -> Option<Pages> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join(kind))
        .into_iter()
        .flatten()
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| {
            let file = p.file_name().unwrap_or_default().to_string_lossy();
            file.starts_with(name) && file.ends_with(".pages")
        })
        .collect();
    files.sort();
    let mut all = Pages::default();
    for file in files {
        let read: Pages = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        for mut page in read.pages {
            page.number = all.pages.len() as u32 + 1;
            all.pages.push(page);
        }
        all.doubts.extend(read.doubts);
    }
    (!all.pages.is_empty()).then_some(all)
}
