//! Use cases without a vault: a letter is read and dated, a day is worked out, a ladder is shown. Nothing is stored.

use crate::checked;
use crate::error::{Code, Error};
use crate::import::look_at;
use crate::words::{each_once, not_read};
use holdfast_case::{Deadline, DeadlineQuestion, Pages, Reading};
use holdfast_library::Library;
use holdfast_reader::{CancelToken, Password, ReadProgress, ReadRequest, Reader};
use holdfast_rules::{KnownFacts, Ladder};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A letter that was read without a vault.
#[derive(Clone, Debug)]
pub struct OutsideReading {
    /// SHA-256 of the bytes, 64 hex digits.
    pub sha256: String,
    /// Its pages.
    pub pages: Pages,
    /// What it says.
    pub reading: Reading,
    /// Its deadlines, the leading one first.
    pub deadlines: Vec<Deadline>,
}

/// What the caller knows of the plan, beside the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPlan {
    /// Plan kind id.
    pub plan_kind: Option<String>,
    /// Two-letter state.
    pub state: Option<String>,
}

/// Reads letters for a caller who keeps no vault.
pub struct OutsideReader {
    reader: Reader,
}

impl KnownPlan {
    /// Looks whether there is such a kind of plan and such a state.
    pub fn checked(plan_kind: Option<&str>, state: Option<&str>) -> Result<Self, Error> {
        let lib = Library::builtin();
        Ok(Self {
            plan_kind: plan_kind
                .map(|kind| checked::plan_kind(lib, kind))
                .transpose()?,
            state: state.map(|state| checked::state(lib, state)).transpose()?,
        })
    }
}

impl OutsideReader {
    /// With the reader of this machine.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            reader: Reader::locate()?,
        })
    }

    /// Reads one file and dates it. `progress` hears pages done and pages in all.
    pub fn read_file(
        &self,
        path: &Path,
        plan: &KnownPlan,
        password: Option<String>,
        progress: &mut dyn FnMut(u32, u32),
        cancel: &CancelToken,
    ) -> Result<OutsideReading, Error> {
        let taken = look_at(path)?;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        self.read_bytes(name, &taken.bytes, plan, password, progress, cancel)
    }

    /// Reads bytes and dates them.
    pub fn read_bytes(
        &self,
        file_name: Option<String>,
        bytes: &[u8],
        plan: &KnownPlan,
        password: Option<String>,
        progress: &mut dyn FnMut(u32, u32),
        cancel: &CancelToken,
    ) -> Result<OutsideReading, Error> {
        if bytes.is_empty() {
            return Err(Code::FileEmpty.into());
        }
        let lib = Library::builtin();
        let request = ReadRequest {
            file_name,
            password: password.map(Password::new),
            ..ReadRequest::default()
        };
        let mut tell = |at: ReadProgress| {
            if let ReadProgress::PageDone { done, of, .. } = at {
                progress(done, of);
            }
        };
        let mut document = self.reader.read(bytes, &request, &mut tell, cancel)?;
        // Pages that nobody asked for were not looked at: that there are more is said in one sentence.
        document.pages.doubts.extend(not_read(document.beyond));
        let asked = request.page_limit as usize;
        let pages = &mut document.pages.pages;
        let beyond = pages.split_off(asked.min(pages.len()));
        let mut reading = holdfast_letters::read(lib, &document.pages);
        document.pages.pages.extend(beyond);
        reading.doubts = each_once(reading.doubts);
        let known = KnownFacts {
            plan_kinds: plan.plan_kind.iter().cloned().collect(),
            states: plan.state.iter().cloned().collect(),
            ..KnownFacts::default()
        };
        let deadlines = holdfast_rules::date_reading(lib, &reading, &known);
        Ok(OutsideReading {
            sha256: hex::encode(Sha256::digest(bytes)),
            pages: document.pages,
            reading,
            deadlines,
        })
    }
}

/// The last day for a question; what is missing is doubt.
pub fn answer(question: &DeadlineQuestion) -> Deadline {
    holdfast_rules::answer(Library::builtin(), question)
}

/// The ladder of one kind of plan, or of all kinds.
/// Errors: [`Code::BadRequest`] for a kind or a state that is not known.
pub fn rules(plan_kind: Option<&str>, state: Option<&str>) -> Result<Vec<Ladder>, Error> {
    let lib = Library::builtin();
    let state = state.map(|state| checked::state(lib, state)).transpose()?;
    let state = state.as_deref();
    match plan_kind {
        Some(kind) => {
            let kind = checked::plan_kind(lib, kind)?;
            let ladder = holdfast_rules::ladder(lib, &kind, state).ok_or(Code::NotFound)?;
            Ok(vec![ladder])
        }
        None => Ok(lib
            .appeal
            .plan_kinds
            .iter()
            .filter_map(|kind| holdfast_rules::ladder(lib, &kind.id, state))
            .collect()),
    }
}

/// Looks whether a question is of a kind of plan that there is, by its id or by another name of it. A kind that is not
/// given is doubt; one that does not exist is a wrong question.
pub fn kind_is_known(question: &DeadlineQuestion) -> Result<(), Error> {
    let lib = Library::builtin();
    match question.plan_kind.as_deref() {
        Some(kind) if holdfast_rules::ladder(lib, kind, None).is_none() => {
            checked::plan_kind(lib, kind).map(drop)
        }
        _ => Ok(()),
    }
}

/// Ids and plain names of the kinds of plan.
pub fn plan_kinds() -> Vec<(String, String)> {
    let kinds = Library::builtin().appeal.plan_kinds.iter();
    kinds
        .map(|kind| (kind.id.clone(), kind.name.clone()))
        .collect()
}
