//! Documents: records that list pages of originals.

mod file;
mod trash;

pub use file::{Filed, NewDocument};
pub use trash::TrashPlan;

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, moment_text, to_json, to_word};
use chrono::NaiveDate;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{CaseId, ContentId, DocumentId, Private};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How something came into the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrival {
    /// Dropped on the window.
    Dropped,
    /// Picked in a dialog.
    Picked,
    /// Copied elsewhere and pasted into the window.
    Pasted,
    /// By the command line.
    CommandLine,
    /// From a scanner.
    Scanned,
    /// From a watched folder.
    WatchedFolder,
    /// Out of a mail that was filed.
    Attached,
    /// Made here and sent.
    Sent,
    /// Made here from another paper.
    Made,
    /// A sealed file without a record, taken in after a crash: how it came is not known.
    Found,
}

/// How far the reading of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadState {
    /// Not yet read.
    Waiting,
    /// Wholly read.
    Read,
    /// Some pages could not be read.
    Partly,
    /// It needs its own password.
    Encrypted,
    /// It could not be read.
    Failed,
}

/// A part of a page, in points of the page as shown.
pub type Crop = holdfast_case::BBox;

/// A page of an original, as a document lists it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRef {
    /// The original.
    pub original: ContentId,
    /// Page of the original, from 1.
    pub page: u32,
    /// Quarter turns clockwise, 0 to 3.
    pub turn: u8,
    /// Part of the page; none is all of it.
    pub crop: Option<Crop>,
}

/// A filed document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// Its id.
    pub id: DocumentId,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// The original it came with.
    pub original: ContentId,
    /// The mail it was attached to.
    pub parent: Option<DocumentId>,
    /// Kind of letter, as read or as the person says.
    pub kind: Option<NoticeKind>,
    /// Title shown to the person.
    pub title: Private<String>,
    /// Name of the file it came as.
    pub file_name: Private<String>,
    /// Media type.
    pub media: String,
    /// How it came.
    pub arrival: Arrival,
    /// When it was filed.
    pub added_at: Moment,
    /// Day it was received by the person, where known.
    pub received: Option<NaiveDate>,
    /// Date printed on it, where known.
    pub letter_date: Option<NaiveDate>,
    /// How far its reading is.
    pub read_state: ReadState,
    /// Code of the error that stopped its reading.
    pub read_error: Option<String>,
    /// What was said of that beyond the words of the code, as whoever said it keeps it.
    pub read_said: Option<Value>,
    /// When the person finished checking it.
    pub reviewed_at: Option<Moment>,
    /// When it was put in the trash.
    pub trashed_at: Option<Moment>,
    /// The person's own note.
    pub note: Private<String>,
    /// How many pages it lists; 0 until it was read.
    pub page_count: u32,
}

/// Which documents to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Of this case only.
    pub case: Option<CaseId>,
    /// Of this kind only.
    pub kind: Option<NoticeKind>,
    /// What is in the trash, instead of what isn't.
    pub trashed: bool,
    /// Only what was read and waits to be checked by the person.
    pub to_review: bool,
}

/// What to change on a document; what is none stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentEdit {
    /// Title.
    pub title: Option<Private<String>>,
    /// Kind.
    pub kind: Option<NoticeKind>,
    /// Case.
    pub case: Option<CaseId>,
    /// Day received; `Some(None)` takes it away.
    pub received: Option<Option<NaiveDate>>,
    /// Date printed on it; `Some(None)` takes it away.
    pub letter_date: Option<Option<NaiveDate>>,
    /// Note.
    pub note: Option<Private<String>>,
}

impl Records<'_> {
    /// Documents that could not be read, each with the code of why, where one was kept. Not those in the trash.
    pub fn unread_documents(self) -> Result<Vec<(DocumentId, Option<String>)>, VaultError> {
        self.all(include_str!("unread.sql"), [], |row| {
            let row = Columns(Kind::Documents, row);
            Ok((row.parse("id")?, row.get("read_error")?))
        })
    }
    /// Documents that belong to no case yet, those in the trash too: what was taken in at an unlock.
    pub fn documents_without_case(self) -> Result<Vec<DocumentId>, VaultError> {
        self.all(include_str!("without-case.sql"), [], |row| {
            Columns(Kind::Documents, row).parse("id")
        })
    }
    /// Documents that fit, newest first.
    pub fn documents(self, filter: &DocumentFilter) -> Result<Vec<DocumentRow>, VaultError> {
        let case = filter.case.map(|id| id.to_string());
        let kind = filter.kind.map(NoticeKind::id);
        self.all(
            include_str!("list.sql"),
            (case, kind, filter.trashed, filter.to_review),
            read_row,
        )
    }

    /// A document, in the trash or not.
    pub fn document(self, id: DocumentId) -> Result<DocumentRow, VaultError> {
        self.one(include_str!("find.sql"), [id.to_string()], read_row)?
            .ok_or(VaultError::NotFound(Kind::Documents))
    }

    /// The one document whose id begins so.
    pub fn document_by_beginning(self, start: &str) -> Result<DocumentId, VaultError> {
        self.by_beginning(Kind::Documents, include_str!("beginning.sql"), start)
    }

    /// Documents that show this original, oldest first, the trash included.
    pub fn documents_of(self, original: ContentId) -> Result<Vec<DocumentRow>, VaultError> {
        self.all(
            include_str!("of-original.sql"),
            [original.to_string()],
            read_row,
        )
    }

    /// The pages a document lists, in order.
    pub fn page_list(self, document: DocumentId) -> Result<Vec<PageRef>, VaultError> {
        self.all(include_str!("pages.sql"), [document.to_string()], |row| {
            let row = Columns(Kind::Documents, row);
            Ok(PageRef {
                original: row.parse("original")?,
                page: row.get("page")?,
                turn: row.get("turn")?,
                crop: row.json_if("crop")?,
            })
        })
    }
}

impl Tx<'_> {
    /// Sets the pages a document lists: this turns, splits and joins without touching bytes.
    pub fn set_page_list(
        &mut self,
        document: DocumentId,
        pages: &[PageRef],
    ) -> Result<(), VaultError> {
        let id = document.to_string();
        self.document(document)?;
        self.run(Kind::Documents, include_str!("clear-pages.sql"), [&id])?;
        for (number, page) in (1_u32..).zip(pages) {
            let crop = page.crop.as_ref().map(to_json).transpose()?;
            let row = (
                &id,
                number,
                page.original.to_string(),
                page.page,
                page.turn % 4,
                crop,
            );
            self.run(Kind::Documents, include_str!("insert-page.sql"), row)?;
        }
        Ok(())
    }

    /// Says how far the reading of a document is; `error` is a code. What was said of an earlier try is forgotten.
    pub fn set_read_state(
        &mut self,
        document: DocumentId,
        state: ReadState,
        error: Option<&str>,
    ) -> Result<(), VaultError> {
        let row = (document.to_string(), to_word(&state)?, error);
        self.run_on_one(Kind::Documents, include_str!("set-read-state.sql"), row)
    }

    /// Keeps what is said of a document that could not be read, beyond the words of the code given before.
    pub fn say_unread(&mut self, document: DocumentId, said: &Value) -> Result<(), VaultError> {
        let row = (document.to_string(), to_json(said)?);
        self.run_on_one(Kind::Documents, include_str!("say-unread.sql"), row)
    }

    /// Changes what the person may change.
    pub fn edit_document(
        &mut self,
        document: DocumentId,
        edit: &DocumentEdit,
    ) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Documents,
            include_str!("edit.sql"),
            rusqlite::named_params! {
                ":id": document.to_string(),
                ":title": edit.title.as_ref().map(Private::reveal),
                ":kind": edit.kind.map(NoticeKind::id),
                ":case_id": edit.case.map(|id| id.to_string()),
                ":set_received": edit.received.is_some(),
                ":received": edit.received.flatten().map(|day| day.to_string()),
                ":set_letter_date": edit.letter_date.is_some(),
                ":letter_date": edit.letter_date.flatten().map(|day| day.to_string()),
                ":note": edit.note.as_ref().map(Private::reveal),
            },
        )
    }

    /// Notes that the person finished checking a document, or that it is to be checked again.
    pub fn set_reviewed(
        &mut self,
        document: DocumentId,
        at: Option<Moment>,
    ) -> Result<(), VaultError> {
        let row = (document.to_string(), at.map(moment_text));
        self.run_on_one(Kind::Documents, include_str!("set-reviewed.sql"), row)
    }
}

pub(crate) fn read_row(row: &rusqlite::Row<'_>) -> Result<DocumentRow, VaultError> {
    let row = Columns(Kind::Documents, row);
    Ok(DocumentRow {
        id: row.parse("id")?,
        case: row.parse_if("case_id")?,
        original: row.parse("original")?,
        parent: row.parse_if("parent")?,
        kind: row
            .get::<Option<String>>("kind")?
            .as_deref()
            .and_then(NoticeKind::find),
        title: Private::new(row.get("title")?),
        file_name: Private::new(row.get("file_name")?),
        media: row.get("media")?,
        arrival: row.word("arrival")?,
        added_at: row.moment("added_at")?,
        received: row.day_if("received")?,
        letter_date: row.day_if("letter_date")?,
        read_state: row.word("read_state")?,
        read_error: row.get("read_error")?,
        read_said: row.json_if("read_said")?,
        reviewed_at: row.moment_if("reviewed_at")?,
        trashed_at: row.moment_if("trashed_at")?,
        note: Private::new(row.get("note")?),
        page_count: row.get("page_count")?,
    })
}
