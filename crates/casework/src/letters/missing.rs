//! What a letter still lacks before it can be final: gaps, words that it must hold, a form, where it goes, who writes.

use super::around::has_address;
use super::unfit::lost_pointers;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use holdfast_case::Letter;
use holdfast_case::letter::Exhibit;
use holdfast_packet::compose::{letter_kind, must_hold};

/// Id of the gap where no address stands.
pub(super) const ADDRESS: &str = "address";
/// Id of the gap where nobody is named who writes.
pub(super) const WRITER: &str = "writer";

/// One thing that is missing: the id by which it is filled in, empty for what has none, and what it is.
pub(super) type Lacking = (String, String);

/// True for a letter that somebody writes in their own name; a sheet to read from, and a doctor's letter, are not that.
fn has_a_writer(letter: &Letter) -> bool {
    letter.kind != "peer-to-peer-sheet"
        && letter_kind(&letter.kind).is_some_and(|kind| kind.by != "doctor")
}

impl Inner {
    /// All that is missing, each thing once. `gone` are exhibits of it that are in the trash.
    pub(super) fn still_lacking(
        &self,
        open: &Opened,
        letter: &Letter,
        gone: &[Exhibit],
    ) -> Result<Vec<Lacking>, Error> {
        let own = |(id, say): (&str, &str)| (id.to_owned(), say.to_owned());
        let mut all: Vec<Lacking> = letter.gaps().into_iter().map(own).collect();
        let facts = self.letter_facts(open, letter)?;
        let lost = lost_pointers(letter, gone);
        for say in must_hold(letter, &facts).into_iter().chain(lost) {
            if all.iter().all(|(_, had)| *had != say) {
                all.push((String::new(), say));
            }
        }
        let form = self.form_lacking(open, letter)?;
        all.extend(form.map(|say| (String::new(), say.to_owned())));
        if !has_address(letter) {
            all.push(own((ADDRESS, "where it goes")));
        }
        if has_a_writer(letter) && letter.from.name.reveal().trim().is_empty() {
            all.push(own((WRITER, "your name")));
        }
        Ok(all)
    }
}
