//! Pages to facts: what a letter says, each fact with its confidence, its words, its place and why.
//!
//! Long policies are read another way: `policy` finds the passages that matter, and compares two versions.
//!
//! Two layers. `structure` turns words into lines, cells, paragraphs, tables and sentences, and keeps for every
//! sign the way back to its box. `find` holds one file per kind of fact; each looks only at structure and at the
//! phrase bank of the library, and says of what it found which label, phrase or shape led to it.
//! `calibrate` turns what a finder saw into a confidence that means something.
//!
//! Never here: files, a clock, a thread, the network, a plan's rules, or a date worked out from a rule.
//! A page is outside data: nothing in it may make this crate fail; what cannot be read is a doubt.

mod asked_along;
pub mod blank_form;
mod calibrate;
mod dates;
pub mod deciding;
mod find;
pub mod forms;
mod in_dispute;
mod learned;
pub mod names_in;
mod phrases;
mod plain;
pub mod policy;
pub mod quoting;
mod rule_names;
mod same;
mod structure;
mod tables;
mod written_to;

use holdfast_case::{Pages, Reading};
use holdfast_library::Library;

pub use plain::pages_from_text;
pub use same::{TextPrint, contradict, same_letter, same_letter_at_most};
pub use tables::{
    bill_lines, card_fields, counters, days_not_refused, owed_for_refused, pharmacy_fills,
    statement_lines,
};

/// So many pages are looked at for facts. No letter is as long; a text of thousands of pages must not take the memory of
/// the whole machine.
pub const LOOKED_AT: usize = 1000;

/// What the letter on `pages` says. Pages without words give an empty reading; of those behind [`LOOKED_AT`] the reading
/// says that nobody looked at them.
pub fn read(lib: &Library, pages: &Pages) -> Reading {
    let Some(first) = pages
        .pages
        .get(..LOOKED_AT)
        .filter(|_| pages.pages.len() > LOOKED_AT)
    else {
        let sheet = structure::Sheet::new(lib, pages);
        return find::read(lib, &sheet, pages);
    };
    let looked_at = Pages {
        pages: first.to_vec(),
        doubts: pages.doubts.clone(),
    };
    let sheet = structure::Sheet::new(lib, &looked_at);
    let mut reading = find::read(lib, &sheet, &looked_at);
    reading.doubts.push(format!(
        "This paper has {} pages. Only the first {LOOKED_AT} were looked at for dates and reasons.",
        pages.pages.len()
    ));
    reading
}
