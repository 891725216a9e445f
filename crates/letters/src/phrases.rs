//! Lists of phrases, kept as text beside the code: one file for each subject, a list under each `[name]`.
//!
//! A phrase that begins or ends with a blank stands in double quotes. `#` begins a remark.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::LazyLock;

/// A list by its name: the file, a dot, and the heading in it. Used like the slice it stands for.
pub struct List(pub &'static str);

impl Deref for List {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        LISTS.get(self.0).map_or(&[], Vec::as_slice)
    }
}

/// All lists of one file, by their headings, in a fixed order.
pub fn lists_of(
    file: &'static str,
) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let mut lists: Vec<_> = LISTS
        .iter()
        .filter_map(|(name, list)| {
            let heading = name.strip_prefix(file)?.strip_prefix('.')?;
            Some((heading, list.as_slice()))
        })
        .collect();
    lists.sort_unstable_by_key(|l| l.0);
    lists.into_iter()
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../phrases/", $name, ".txt")))),*]
    };
}

const FILES: &[(&str, &str)] = files![
    "amounts",
    "appeal",
    "codes",
    "days",
    "deadlines",
    "find",
    "issuer",
    "kind",
    "labels",
    "levels",
    "numbers",
    "people",
    "plan",
    "purpose",
    "reasons",
    "review",
    "sentences",
    "tables",
    "text",
    "windows",
];

static LISTS: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<String, Vec<&str>> = HashMap::new();
    for (file, text) in FILES {
        let mut name = String::new();
        for line in text.lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                Some(heading) => name = format!("{file}.{heading}"),
                None => {
                    let bare = line.strip_prefix('"').and_then(|l| l.strip_suffix('"'));
                    lists
                        .entry(name.clone())
                        .or_default()
                        .push(bare.unwrap_or(line));
                }
            }
        }
    }
    lists
});

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The names of all lists that the code asks for.
    fn asked(folder: &Path, names: &mut Vec<String>) {
        let pattern = regex::Regex::new(r#"\bList\("([^"]+)"\)"#).unwrap();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                asked(&path, names);
            } else {
                let code = std::fs::read_to_string(path).unwrap();
                names.extend(pattern.captures_iter(&code).map(|c| c[1].to_owned()));
            }
        }
    }

    #[test]
    fn every_list_is_there_and_every_list_is_used() {
        let mut names = Vec::new();
        asked(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut names,
        );
        assert!(names.len() > 50);
        for name in &names {
            assert!(LISTS.contains_key(name), "no list {name}");
        }
        for name in LISTS.keys().filter(|n| !n.starts_with("labels.")) {
            assert!(names.contains(name), "{name} is not used");
        }
    }

    #[test]
    fn no_list_says_a_thing_twice() {
        for (name, list) in LISTS.iter() {
            let mut once = list.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), list.len(), "{name} says something twice");
            assert!(list.iter().all(|p| !p.is_empty()), "{name}");
        }
    }

    #[test]
    fn a_phrase_in_quotes_keeps_its_blanks() {
        assert!(LISTS.values().flatten().any(|p| p.ends_with(' ')));
        assert!(LISTS.values().flatten().all(|p| !p.starts_with('"')));
    }
}
