//! Ids and what refers to them.

pub use holdfast_library::Library;
pub use std::collections::BTreeSet;

pub fn lib() -> &'static Library {
    Library::builtin()
}

pub fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Ids are unique and kebab-case; returns them.
pub fn ids<'a>(what: &str, ids: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    for id in ids {
        assert!(is_kebab(id), "{what}: {id:?}");
        assert!(seen.insert(id), "{what}: {id} stands twice");
    }
    assert!(!seen.is_empty(), "{what}: none");
    seen
}

pub fn resolve<'a>(what: &str, refs: impl IntoIterator<Item = &'a String>, known: &BTreeSet<&str>) {
    let lost: BTreeSet<&String> = refs
        .into_iter()
        .filter(|r| !known.contains(r.as_str()))
        .collect();
    assert!(lost.is_empty(), "{what}: {lost:?}");
}

pub fn known(words: &[&'static str]) -> BTreeSet<&'static str> {
    words.iter().copied().collect()
}

macro_rules! ids_of {
    ($what:literal, $($path:ident).+) => { ids($what, lib().$($path).+.iter().map(|e| e.id.as_str())) };
}
