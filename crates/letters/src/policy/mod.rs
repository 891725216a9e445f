//! Policies: pages of words to parts under headings, the passages that matter in them, and what changed between two.
//!
//! A policy has hundreds of pages, so it is taken in page by page ([`PolicyText::add`]) and only its lines are held.
//! All work is linear in the words; what two versions share is taken away before anything is compared.
//! What is found says why, and what is not found is an answer too.

mod choose;
mod compare;
mod furniture;
mod headings;
mod kind;
mod lines;
mod measure;
mod parts;
mod score;
mod sentences;
mod terms;
mod year;

pub use choose::{Findings, Passage, SectionPassages, find_passages};
pub use compare::{Change, ChangeKind, Comparison, NumberChange, Said, compare_policies};
pub use kind::{PolicyKind, policy_kind};
pub use lines::{MOST_WORDS, PolicyText};
pub use parts::Policy;
pub use year::{policy_year, year_in};
