//! The sample case: Nora Hale of Wooster, Ohio, whose insurer refuses ketamine infusions. She does not exist, nor do
//! her plan, her clinic and her numbers.
//!
//! Here: her papers, and what she did with them, told as calls of the same use cases that the window makes, each on its
//! day. It is what people look at before they have a case of their own, and what pictures and end-to-end tests run on.
//! Never here: a rule, a reading, SQL, or a way around the use cases: what the sample shows, everyone's case can show.

mod claims;
mod lists;
mod papers;
mod plan;
mod told;
mod treatment;

pub use papers::{
    CARD, CLINIC_BILL, DENIAL_OF_APPROVAL, DENIAL_OF_CLAIM, PLAN_BOOK, PLAN_BOOK_BEFORE, Paper,
    STATEMENT_OF_INFUSIONS, STATEMENT_OF_VISIT, TEXTS,
};
pub use told::Told;

use chrono::{DateTime, FixedOffset};
use holdfast_casework::view::{AppView, CreateVaultRequest};
use holdfast_casework::{Code, Desk, DeskOptions, DeskParts, Error, FakeClock};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error as ThisError;

/// The morning on which the case is looked at: a Monday.
pub const TODAY: &str = "2026-11-23T10:02:00-05:00";

/// Why the sample could not be made.
#[derive(Debug, ThisError)]
pub enum SampleError {
    /// A use case refused.
    #[error(transparent)]
    Refused(#[from] Error),
    /// A day or a paper of the story is wrong: a fault of this crate.
    #[error("the sample case is not whole: {0}")]
    Story(String),
}

impl From<SampleError> for Error {
    fn from(error: SampleError) -> Self {
        match error {
            SampleError::Refused(error) => error,
            SampleError::Story(_) => Error::of(Code::Internal),
        }
    }
}

/// Opens the sample on this desk, on the day of [`TODAY`]; it takes a few seconds.
///
/// Errors: where a vault is open, or the sample can't be made.
pub fn open(desk: &Desk) -> Result<AppView, Error> {
    let today = moment(TODAY)?.date_naive();
    desk.open_sample(today, |site| {
        Ok(make(
            &site.vault,
            &site.aside,
            &site.passphrase,
            site.parts,
        )?)
    })
}

/// Makes a vault in `folder` that this passphrase opens, and fills it with the case. `aside` is a folder for the desk's
/// own files while it works; nothing of it is needed afterwards.
///
/// Errors: where the vault can't be made, or a paper can't be read.
pub fn make(
    folder: &Path,
    aside: &Path,
    passphrase: &str,
    parts: DeskParts,
) -> Result<(), SampleError> {
    let clock = Arc::new(FakeClock::at(moment("2026-06-22T17:40:00-04:00")?));
    let desk = Desk::with_parts(
        DeskOptions {
            config_dir: aside.to_owned(),
            data_dir: aside.to_owned(),
            vault_folder: Some(folder.to_owned()),
            clock: clock.clone(),
        },
        parts,
    )?;
    desk.create_vault(CreateVaultRequest {
        folder: Some(folder_text(folder)?),
        passphrase: passphrase.to_owned(),
        remember: false,
    })?;
    // nobody needs the sheet of a vault that is thrown away
    desk.trust_recovery()?;
    fill(&Told::new(&desk, &clock))?;
    desk.lock()?;
    Ok(())
}

/// Tells the story to an open desk with an empty case. Its clock ends at [`TODAY`].
///
/// Errors: as of [`make`].
pub fn fill(told: &Told<'_>) -> Result<(), SampleError> {
    told.desk.rename_case("Nora Hale")?;
    treatment::what_was_tried(told)?;
    let refused = plan::the_letter_comes(told)?;
    claims::the_approval(told, &refused)?;
    let claim = claims::the_visit_and_the_claim(told)?;
    lists::records_are_asked_for(told)?;
    treatment::six_infusions(told)?;
    claims::the_claim_is_refused(told, &claim)?;
    plan::the_plan_is_looked_up(told)?;
    lists::what_was_asked_for(told)?;
    claims::what_is_next(told)?;
    treatment::the_last_score(told)?;
    told.on(TODAY)
}

/// A moment of the story.
pub(crate) fn moment(rfc3339: &str) -> Result<DateTime<FixedOffset>, SampleError> {
    DateTime::parse_from_rfc3339(rfc3339).map_err(|_| SampleError::Story(rfc3339.to_owned()))
}

fn folder_text(folder: &Path) -> Result<String, SampleError> {
    let path: PathBuf = folder.to_owned();
    path.into_os_string()
        .into_string()
        .map_err(|_| SampleError::Story("a folder whose name is no text".to_owned()))
}
