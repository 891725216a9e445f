//! Words of insurance in plain words.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// How plain it is meant to be.
    pub reading_level: String,
}

/// A word and its meaning.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The word.
    pub term: String,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means, in plain words.
    pub plain: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// All terms.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// About the file.
    pub meta: GlossaryMeta,
    /// A word and its meaning.
    #[serde(rename = "term")]
    pub terms: Vec<Term>,
}

impl Glossary {
    /// The terms that stand in a text, in the order in which they first do. Short names are told apart from common words by
    /// their capitals; others may be written either way, and in the plural.
    pub fn terms_in(&self, text: &str) -> Vec<&Term> {
        let lower = text.to_lowercase();
        let mut found: Vec<(usize, &Term)> = self
            .terms
            .iter()
            .filter_map(|term| {
                let names = std::iter::once(&term.term).chain(&term.also);
                let first = names.filter_map(|name| place(text, &lower, name)).min()?;
                Some((first, term))
            })
            .collect();
        found.sort_by_key(|(first, _)| *first);
        found.into_iter().map(|(_, term)| term).collect()
    }
}

/// Where a name stands in a text as a word of its own.
fn place(text: &str, lower: &str, name: &str) -> Option<usize> {
    let is_short = name.chars().filter(|c| c.is_uppercase()).count() > 1;
    let (hay, needle) = match is_short {
        true => (text, name.to_owned()),
        false => (lower, name.to_lowercase()),
    };
    hay.match_indices(&needle).map(|(at, _)| at).find(|at| {
        let before = hay.get(..*at).and_then(|rest| rest.chars().next_back());
        let rest = hay.get(at + needle.len()..).unwrap_or_default();
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_word(before) && !is_word(rest.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use crate::Library;

    fn ids(text: &str) -> Vec<&'static str> {
        let terms = Library::builtin().glossary.terms_in(text);
        terms.iter().map(|term| term.id.as_str()).collect()
    }

    #[test]
    fn terms_are_found_as_words_in_the_order_they_stand() {
        assert_eq!(
            ids("Two SSRIs were tried. Your deductible is open; ask for prior authorization."),
            ["ssri", "deductible", "prior-authorization"]
        );
        // a part of a word is no term, and a short name wants its capitals
        assert!(!ids("He vacated the unitsome va banner.").contains(&"va"));
        assert!(ids("Care by the VA").contains(&"va"));
        assert_eq!(ids(""), Vec::<&str>::new());
    }

    #[test]
    fn no_term_stands_twice_and_none_is_explained_by_nothing() {
        let terms = &Library::builtin().glossary.terms;
        let mut names: Vec<String> = terms.iter().map(|t| t.term.to_lowercase()).collect();
        names.sort_unstable();
        let many = names.len();
        names.dedup();
        assert_eq!(names.len(), many);
        assert!(
            terms
                .iter()
                .all(|term| term.plain.split_whitespace().count() > 1)
        );
    }
}
