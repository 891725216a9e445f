//! A letter's words from facts: templates are filled, and nothing that is not in the facts can come in.
//!
//! What is missing becomes a gap where the letter needs it, and else takes its whole sentence with it. What the person
//! changed is never overwritten: a newer proposal stands beside it until they take it.

mod another;
mod fill;
mod medicaid;
mod medicare;
mod merge;
mod statements;
mod study_words;
mod template;

pub use fill::{Composed, LetterFacts, ReasonFacts, Row, Slot, compose, letter_uses, must_hold};
pub use merge::{Proposal, merge, proposals};
pub use statements::{Statement, statements};
pub use study_words::{StudyWords, study_words};
pub use template::{Kind, common_words, letter_kinds};

/// The kind of letter with this id; a level of appeal without a kind of its own has that of an appeal.
pub fn letter_kind(id: &str) -> Option<&'static Kind> {
    template::Templates::builtin().kind(id)
}
