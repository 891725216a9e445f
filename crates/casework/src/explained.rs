//! Hard words in plain words: which of them stand in a text, and what each means.

use crate::desk::Desk;
use crate::view::TermView;

/// A screen has no more text than this, in bytes; of a longer one the beginning is looked at.
const LONGEST: usize = 200_000;

impl Desk {
    /// The terms of the glossary that stand in this text, in its order. The text is kept nowhere.
    pub fn explain_words(&self, text: &str) -> Vec<TermView> {
        let end = text.floor_char_boundary(LONGEST);
        let terms = self
            .inner
            .lib
            .glossary
            .terms_in(text.get(..end).unwrap_or_default());
        terms
            .into_iter()
            .map(|term| TermView {
                term: term.term.clone(),
                plain: term.plain.clone(),
            })
            .collect()
    }
}
