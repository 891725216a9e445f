//! Forms of the insurer: found among the papers, proposed from the record, checked by the person, and filed filled in.
//!
//! The empty form is never changed. Nothing is filed without the person's yes, and what is theirs alone (a signature,
//! the day of signing, a consent, secret numbers) is never proposed.

mod find;
mod known;
mod propose;
mod save;
mod shape;
mod told;

use crate::kept::CaseRecord;
use holdfast_case::FilledForm;

impl CaseRecord for FilledForm {
    const KIND: &'static str = "filled-form";
}
