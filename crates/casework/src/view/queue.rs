//! The import queue: a record, exactly one state per file.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The queue.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QueueView {
    /// In the order they came.
    pub files: Vec<QueuedFileView>,
    /// Files done.
    pub done: u32,
    /// Files in all.
    pub total: u32,
    /// True while anything waits or runs.
    pub running: bool,
    /// Papers that are here because of this import.
    pub brought_in: u32,
    /// Files that undoing all takes back or stops.
    pub undoable: u32,
    /// Seconds until all is read, once that can be said.
    pub seconds_left: Option<u32>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QueuedFileView {
    /// Id.
    pub id: String,
    /// Name of the file.
    pub file_name: String,
    /// State.
    pub state: ImportState,
    /// Title once read: "Benefits statement, November 12".
    pub title: Option<String>,
    /// Second line: issuer and claim, or why not.
    pub say: Option<String>,
    /// The document it became, or already was.
    pub document: Option<String>,
    /// Title of the document that was already here.
    pub already: Option<String>,
    /// True where that one lies in the trash and can be restored.
    pub in_trash: bool,
    /// Page n being read.
    pub page: u32,
    /// Of m.
    pub pages: u32,
    /// Facts to check.
    pub to_check: u32,
    /// A paper filed before that seems to be the same letter in another form.
    pub same_letter_as: Option<super::SameLetterView>,
    /// True where it can be read, or looked for, again; the window finds it in `acts`.
    #[serde(skip)]
    pub again: bool,
    /// What can be done with it, the nearest first.
    pub acts: Vec<QueueAct>,
    /// Why it was not taken or not read.
    pub trouble: Option<super::ErrorView>,
}

/// Exactly one per file (ui §5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ImportState {
    /// Waiting.
    Waiting,
    /// Being sealed.
    Sealing,
    /// Reading page n of m.
    Reading,
    /// Filed, n to check; where n is 0 all of it looks clear, and it waits to be looked over.
    ToCheck,
    /// Filed, and looked over.
    Filed,
    /// Filed and not read, as the person wished.
    Kept,
    /// Already here.
    Known,
    /// Has a password; filed sealed as it is.
    HasPassword,
    /// Filed, not readable.
    Unreadable,
    /// Not taken.
    Refused,
    /// Received while locked.
    Received,
    /// Stopped by the person before it was filed, or reading stopped.
    Stopped,
    /// Undone: it lies in the trash.
    Undone,
}

impl ImportState {
    /// True while it waits or is worked on.
    pub fn is_under_way(self) -> bool {
        matches!(
            self,
            ImportState::Waiting | ImportState::Sealing | ImportState::Reading
        )
    }
}

/// What can be done with a file of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum QueueAct {
    /// Its facts can be checked.
    Check,
    /// It wants its password.
    Password,
    /// It can be read, or looked for, again.
    Again,
    /// It can be looked at.
    See,
    /// Reading it can be stopped.
    Stop,
    /// It can be taken out of the list before its turn.
    TakeOut,
    /// It can come back from the trash.
    PutBack,
    /// It is fine as it is: its line goes.
    Fine,
    /// It can be left as it is: its line goes.
    Leave,
    /// It can be taken back.
    Undo,
}

/// What hangs over the window (from Rust's drag events).
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DropHoverView {
    /// How many files.
    pub files: u32,
    /// How many in folders below.
    pub in_folders: u32,
    /// How many of what kind, and how large: "4 PDFs and 1 photo, 12 MB".
    pub summary: String,
    /// Names that can't be taken, with why.
    pub refused: Vec<String>,
}

/// The password of an encrypted document.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPasswordRequest {
    /// The file in the queue.
    pub file: String,
    /// Its password.
    pub password: String,
}
