//! Looks for planted words in every file below a folder: as they stand, without their blanks, and in UTF-16.

use std::path::{Path, PathBuf};

use anyhow::Result;

/// Files that hold one of the words, and which.
pub fn find(folder: &Path, words: &[&str]) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    visit(folder, &mut |path| {
        let Ok(bytes) = std::fs::read(path) else {
            return;
        };
        for word in words {
            let joined: String = word.split_whitespace().collect();
            let forms = [
                wide(word),
                word.as_bytes().to_vec(),
                joined.as_bytes().to_vec(),
                wide(&joined),
            ];
            if forms.iter().any(|form| holds(&bytes, form)) {
                found.push((path.to_owned(), (*word).to_owned()));
            }
        }
    })?;
    Ok(found)
}

/// How many files there are, for a test that must have looked at some.
pub fn count(folder: &Path) -> Result<usize> {
    let mut files = 0;
    visit(folder, &mut |_| files += 1)?;
    Ok(files)
}

fn visit(folder: &Path, each: &mut impl FnMut(&Path)) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = std::fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            visit(&path, each)?;
        } else if kind.is_file() {
            each(&path);
        }
    }
    Ok(())
}

fn wide(word: &str) -> Vec<u8> {
    word.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn holds(bytes: &[u8], form: &[u8]) -> bool {
    memchr::memmem::find(bytes, form).is_some()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_planted_word_is_found_in_each_of_its_forms() {
        let folder = tempfile::tempdir().unwrap();
        let wide: Vec<u8> = "x Nora".encode_utf16().flat_map(u16::to_le_bytes).collect();
        std::fs::create_dir(folder.path().join("deep")).unwrap();
        std::fs::write(folder.path().join("deep/wide"), wide).unwrap();
        std::fs::write(folder.path().join("plain"), "of LMH 4471 0926").unwrap();
        std::fs::write(folder.path().join("joined"), "LMH44710926!").unwrap();
        std::fs::write(folder.path().join("clean"), "nothing").unwrap();
        let mut found = super::find(folder.path(), &["Nora", "LMH 4471 0926"]).unwrap();
        found.sort();
        let names: Vec<_> = found
            .iter()
            .filter_map(|(path, _)| path.file_name()?.to_str())
            .collect();
        assert_eq!(names, ["wide", "joined", "plain"]);
        assert_eq!(super::count(folder.path()).unwrap(), 4);
    }
}
