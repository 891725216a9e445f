//! What hangs over the window before it is let go: how many files, of what kinds, how large.

use super::{intake, name_of};
use crate::view::DropHoverView;
use crate::words;
use std::path::{Path, PathBuf};

/// What a file is by its name: one, several. The last is for all others.
const KINDS: [(&[&str], &str, &str); 7] = [
    (&["pdf"], "PDF", "PDFs"),
    (&["jpg", "jpeg", "heic", "heif"], "photo", "photos"),
    (&["tif", "tiff"], "scan", "scans"),
    (&["png", "webp", "bmp"], "picture", "pictures"),
    (&["eml"], "e-mail", "e-mails"),
    (&["txt"], "text", "texts"),
    (&[], "other file", "other files"),
];

/// Counted by a look at each, without reading a whole file.
pub(super) fn look_over(paths: &[PathBuf]) -> DropHoverView {
    let mut view = DropHoverView {
        files: 0,
        in_folders: 0,
        summary: String::new(),
        refused: Vec::new(),
    };
    let mut counts = [0_u32; KINDS.len()];
    let mut bytes = 0_u64;
    let mut count = |path: &Path| {
        if let Some(kind) = counts.get_mut(kind_of(path)) {
            *kind += 1;
        }
        bytes += std::fs::metadata(path).map_or(0, |there| there.len());
    };
    for path in paths {
        if path.is_dir() {
            let inside = intake::files_in(path);
            view.in_folders += u32::try_from(inside.len()).unwrap_or(u32::MAX);
            if inside.is_empty() {
                let name = name_of(path);
                view.refused.push(format!("{name}: This folder is empty."));
            }
            inside.iter().for_each(|path| count(path));
            continue;
        }
        match intake::glance(path) {
            Ok(()) => {
                view.files += 1;
                count(path);
            }
            Err(error) => view
                .refused
                .push(format!("{}: {}", name_of(path), error.message())),
        }
    }
    if view.files + view.in_folders > 0 {
        view.summary = format!("{}, {}", in_words(&counts), words::size(bytes));
    }
    view
}

fn kind_of(path: &Path) -> usize {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    KINDS
        .iter()
        .position(|(endings, ..)| endings.contains(&ending.as_str()))
        .unwrap_or(KINDS.len() - 1)
}

/// "4 PDFs and 1 photo".
fn in_words(counts: &[u32]) -> String {
    let mut parts: Vec<String> = counts
        .iter()
        .zip(KINDS)
        .filter(|(count, _)| **count > 0)
        .map(|(count, (_, one, many))| words::count(*count as usize, one, many))
        .collect();
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() {
        return last;
    }
    format!("{} and {last}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_size_are_said_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: usize| {
            let path = folder.path().join(name);
            std::fs::write(&path, vec![b'x'; bytes]).unwrap();
            path
        };
        let paths = [
            file("a.pdf", 400),
            file("b.PDF", 400),
            file("IMG_1.heic", 1_200_000),
            file("note.xyz", 10),
        ];
        let view = look_over(&paths);
        assert_eq!(view.files, 4);
        assert_eq!(view.summary, "2 PDFs, 1 photo and 1 other file, 1.2 MB");
    }

    #[test]
    fn a_folder_is_counted_and_what_cannot_be_taken_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let letters = folder.path().join("letters");
        std::fs::create_dir(&letters).unwrap();
        for n in 0..43 {
            std::fs::write(letters.join(format!("{n}.pdf")), b"%PDF").unwrap();
        }
        let (none, empty) = (folder.path().join("none"), folder.path().join("e.pdf"));
        std::fs::create_dir(&none).unwrap();
        std::fs::write(&empty, b"").unwrap();
        let view = look_over(&[letters, none, empty]);
        assert_eq!((view.files, view.in_folders), (0, 43));
        assert_eq!(view.summary, "43 PDFs, 172 bytes");
        assert_eq!(view.refused.len(), 2);
    }
}
