//! The journal, to read.

use crate::change::{Author, Kind, Moment};
use crate::error::VaultError;
use crate::records::{Columns, Records};
use holdfast_case::Private;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a row of the journal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JournalRole {
    /// A change.
    Do,
    /// A change taken back.
    Undo,
    /// A change made again.
    Redo,
}

/// One row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Name of the operation.
    pub operation: String,
    /// Words for the history.
    pub description: Private<String>,
    /// Who made it.
    pub author: Author,
    /// What it is.
    pub role: JournalRole,
    /// The changes it belongs with.
    pub group: Option<Uuid>,
    /// The row that it takes back or makes again.
    pub target: Option<i64>,
    /// True while it is taken back.
    pub undone: bool,
    /// Schema it was made under.
    pub schema: u32,
    /// Kinds of record it touched.
    pub touched: Vec<Kind>,
    /// True if it has content that can be taken back.
    pub reversible: bool,
}

impl Records<'_> {
    /// The newest rows of the journal, newest first.
    pub fn history(self, most: u32) -> Result<Vec<JournalEntry>, VaultError> {
        self.all(include_str!("history.sql"), [most], read_entry)
    }

    /// One row of the journal.
    pub fn journal_entry(self, seq: i64) -> Result<JournalEntry, VaultError> {
        self.one(include_str!("entry.sql"), [seq], read_entry)?
            .ok_or(VaultError::NotFound(Kind::Journal))
    }
}

pub(super) fn read_entry(row: &rusqlite::Row<'_>) -> Result<JournalEntry, VaultError> {
    let row = Columns(Kind::Journal, row);
    Ok(JournalEntry {
        seq: row.get("seq")?,
        at: row.moment("at")?,
        operation: row.get("operation")?,
        description: Private::new(row.get("description")?),
        author: row.word("author")?,
        role: row.word("role")?,
        group: row.parse_if("change_group")?,
        target: row.get("target")?,
        undone: row.get("undone")?,
        schema: row.get("schema")?,
        touched: row.json("touched")?,
        reversible: row.get("reversible")?,
    })
}
