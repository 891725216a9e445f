//! Words of the library on studies, put so that they can stand in a letter: what the library itself says of limits is
//! meant for the person, not for a reviewer.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a letter may say of a study beside its result.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StudyWords {
    /// Its limits.
    pub limits: String,
    /// What can be answered where it is held against one.
    pub answer: String,
}

/// The words on a study of the library; none where there are none.
pub fn study_words(id: &str) -> Option<&'static StudyWords> {
    static WORDS: OnceLock<BTreeMap<String, StudyWords>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        toml::from_str(include_str!("../../data/study-words.toml"))
            .expect("the compiled-in words read: a test of this crate reads them")
    });
    words.get(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_speak_to_the_person_or_end_with_a_stop() {
        assert!(study_words("berman-2000").is_some());
        let all: BTreeMap<String, StudyWords> =
            toml::from_str(include_str!("../../data/study-words.toml")).unwrap();
        for (id, words) in all {
            for text in [words.limits, words.answer] {
                let lower = format!(" {} ", text.to_lowercase());
                assert!(!text.ends_with('.'), "{id}");
                assert!(
                    !lower.contains(" you ") && !lower.contains("do not claim"),
                    "{id}: {text}"
                );
            }
        }
    }
}
