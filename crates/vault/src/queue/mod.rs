//! The import queue. It survives a restart: what was waiting is taken up again.

use crate::change::{Kind, Moment};
use crate::documents::Arrival;
use crate::error::VaultError;
use crate::journal::Tx;
use crate::open::Vault;
use crate::records::{Columns, Records, moment_text, to_json, to_word};
use holdfast_case::reading::NoticeKind;
use holdfast_case::{CaseId, DocumentId, ImportId, Private};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportState {
    /// Waits to be sealed; the bytes are only where they came from.
    Waiting,
    /// Waits to be sealed, and is not to be read.
    Keeping,
    /// Sealed and filed, to be read.
    Filed,
    /// Being read.
    Reading,
    /// Done.
    Done,
    /// Sealed and filed without being read, as the person wished.
    Kept,
    /// The same bytes were filed before.
    Known,
    /// Filed, but it needs its own password to be read.
    NeedsPassword,
    /// Refused or failed; `error` says which.
    Failed,
    /// Cancelled by the person.
    Cancelled,
}

impl ImportState {
    /// True for a file that still wants work.
    pub fn wants_work(self) -> bool {
        matches!(
            self,
            Self::Waiting | Self::Keeping | Self::Filed | Self::Reading
        )
    }
    /// True for a file that is not finished: it wants work, or its password. The view `open_imports` of the records
    /// holds the same states.
    pub fn is_open(self) -> bool {
        self.wants_work() || self == Self::NeedsPassword
    }
}

/// A file to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImport {
    /// Its name.
    pub file_name: Private<String>,
    /// Where it is; none where the bytes came another way.
    pub path: Option<Private<String>>,
    /// How it came.
    pub arrival: Arrival,
    /// Case it is for.
    pub case: Option<CaseId>,
    /// Kind of letter, where the person said it when filing.
    pub kind: Option<NoticeKind>,
}

/// A file of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    /// Its id.
    pub id: ImportId,
    /// The drop or call it came with.
    pub batch: Uuid,
    /// Its name.
    pub file_name: Private<String>,
    /// Where it is.
    pub path: Option<Private<String>>,
    /// How it came.
    pub arrival: Arrival,
    /// Case it is for.
    pub case: Option<CaseId>,
    /// How far it is.
    pub state: ImportState,
    /// Its document, once filed.
    pub document: Option<DocumentId>,
    /// Part of its reading that is done, 0 to 1.
    pub progress: f64,
    /// Code of what went wrong.
    pub error: Option<String>,
    /// What was said of that beyond the words of the code, as whoever said it keeps it.
    pub said: Option<Value>,
    /// The document that this one was found to be once more, in another form.
    pub same_letter: Option<DocumentId>,
    /// Kind of letter, where the person said it when filing.
    pub kind: Option<NoticeKind>,
    /// When it was queued.
    pub added_at: Moment,
    /// When its state last changed.
    pub changed_at: Moment,
}

impl Records<'_> {
    /// The queue in order: what is not finished, and what finished since `since`.
    pub fn imports(self, since: Moment) -> Result<Vec<ImportRow>, VaultError> {
        self.all(include_str!("list.sql"), [moment_text(since)], read_row)
    }
    /// What is not finished, in order.
    pub fn unfinished_imports(self) -> Result<Vec<ImportRow>, VaultError> {
        self.all(include_str!("unfinished.sql"), [], read_row)
    }
    /// The file of the queue that brought a document in, or had it read since. One that only was the same again is
    /// not it.
    pub fn import_of_document(self, id: DocumentId) -> Result<Option<ImportRow>, VaultError> {
        self.one(include_str!("of-document.sql"), [id.to_string()], read_row)
    }
    /// One file of the queue.
    pub fn import(self, id: ImportId) -> Result<ImportRow, VaultError> {
        self.one(include_str!("find.sql"), [id.to_string()], read_row)?
            .ok_or(VaultError::NotFound(Kind::Queue))
    }
}

impl Tx<'_> {
    /// Queues a file.
    pub fn enqueue(&mut self, batch: Uuid, import: &NewImport) -> Result<ImportId, VaultError> {
        self.enqueue_as(batch, import, ImportState::Waiting, None)
    }

    /// Queues a file that is to be sealed and not read.
    pub fn enqueue_to_keep(
        &mut self,
        batch: Uuid,
        import: &NewImport,
    ) -> Result<ImportId, VaultError> {
        self.enqueue_as(batch, import, ImportState::Keeping, None)
    }

    /// Queues what is filed already, to be read.
    pub fn enqueue_filed(
        &mut self,
        batch: Uuid,
        import: &NewImport,
        document: DocumentId,
    ) -> Result<ImportId, VaultError> {
        self.enqueue_as(batch, import, ImportState::Filed, Some(document))
    }

    fn enqueue_as(
        &mut self,
        batch: Uuid,
        import: &NewImport,
        state: ImportState,
        document: Option<DocumentId>,
    ) -> Result<ImportId, VaultError> {
        let id = ImportId::make_random();
        let now = moment_text(self.now);
        let row = (
            id.to_string(),
            batch.to_string(),
            import.file_name.reveal(),
            import.path.as_ref().map(Private::reveal),
            to_word(&import.arrival)?,
            import.case.map(|case| case.to_string()),
            to_word(&state)?,
            document.map(|document| document.to_string()),
            import.kind.map(NoticeKind::id),
            now,
        );
        self.run(Kind::Queue, include_str!("insert.sql"), row)?;
        Ok(id)
    }

    /// Moves a file of the queue on. `error` is a code. What was said of an earlier try is forgotten.
    pub fn set_import(
        &mut self,
        id: ImportId,
        state: ImportState,
        document: Option<DocumentId>,
        error: Option<&str>,
    ) -> Result<(), VaultError> {
        let document = document.map(|document| document.to_string());
        let row = (
            id.to_string(),
            to_word(&state)?,
            document,
            error,
            moment_text(self.now),
        );
        self.run_on_one(Kind::Queue, include_str!("set-state.sql"), row)
    }

    /// Keeps what is said of a file that went wrong, beyond the words of the code given before.
    pub fn say_of_import(&mut self, id: ImportId, said: &Value) -> Result<(), VaultError> {
        let row = (id.to_string(), to_json(said)?);
        self.run_on_one(Kind::Queue, include_str!("say.sql"), row)
    }

    /// Notes which document one that came with the queue was found to be once more; none takes that back. One whose
    /// line is not in the queue any more is left alone.
    pub fn set_same_letter(
        &mut self,
        document: DocumentId,
        same: Option<DocumentId>,
    ) -> Result<(), VaultError> {
        let row = (document.to_string(), same.map(|same| same.to_string()));
        self.run(Kind::Queue, include_str!("set-same-letter.sql"), row)
            .map(drop)
    }

    /// Takes one file off the queue, unless it is still worked on; says whether it went.
    pub fn forget_import(&mut self, id: ImportId) -> Result<bool, VaultError> {
        let gone = self.run(Kind::Queue, include_str!("forget.sql"), [id.to_string()])?;
        Ok(gone > 0)
    }

    /// Takes finished files off the queue that ended before `before`; gives back how many.
    pub fn clear_finished_imports(&mut self, before: Moment) -> Result<usize, VaultError> {
        self.run(
            Kind::Queue,
            include_str!("clear.sql"),
            [moment_text(before)],
        )
    }
}

impl Vault {
    /// Notes how far the reading of a file is. A passing number, so it leaves no row in the journal.
    pub fn set_import_progress(&mut self, id: ImportId, progress: f64) -> Result<(), VaultError> {
        self.check_writable()?;
        let progress = if progress.is_finite() {
            progress.clamp(0.0, 1.0)
        } else {
            0.0
        };
        self.connection
            .prepare_cached(include_str!("set-progress.sql"))?
            .execute((id.to_string(), progress))?;
        Ok(())
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> Result<ImportRow, VaultError> {
    let row = Columns(Kind::Queue, row);
    Ok(ImportRow {
        id: row.parse("id")?,
        batch: row.parse("batch")?,
        file_name: Private::new(row.get("file_name")?),
        path: row.get::<Option<String>>("path")?.map(Private::new),
        arrival: row.word("arrival")?,
        case: row.parse_if("case_id")?,
        state: row.word("state")?,
        document: row.parse_if("document")?,
        progress: row.get("progress")?,
        error: row.get("error")?,
        said: row.json_if("said")?,
        same_letter: row.parse_if("same_letter")?,
        kind: row
            .get::<Option<String>>("kind")?
            .as_deref()
            .and_then(NoticeKind::find),
        added_at: row.moment("added_at")?,
        changed_at: row.moment("changed_at")?,
    })
}
