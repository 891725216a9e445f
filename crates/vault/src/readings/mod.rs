//! What letters say, and what the person says about it.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, moment_text, to_json, to_word};
use holdfast_case::{DocumentId, Reading};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The reading of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingRow {
    /// The document.
    pub document: DocumentId,
    /// What it says.
    pub reading: Reading,
    /// Doubts of the reader about its pages.
    pub page_doubts: Vec<String>,
    /// Version of the program that read it.
    pub reader: String,
    /// When.
    pub at: Moment,
}

/// What the person says about a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConfirmationState {
    /// It is right as read.
    Confirmed,
    /// It is otherwise; the value is the person's.
    Corrected,
    /// The person doesn't know.
    Unknown,
}

/// A fact the person looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmation {
    /// The document.
    pub document: DocumentId,
    /// Path of the field in the reading, such as `claim.date_of_notice`.
    pub field: String,
    /// What the person said.
    pub state: ConfirmationState,
    /// The value that holds now, as JSON; none where it isn't known.
    pub value: Option<Value>,
    /// When.
    pub at: Moment,
}

impl Records<'_> {
    /// The reading of a document, where it has one.
    pub fn reading(self, document: DocumentId) -> Result<Option<ReadingRow>, VaultError> {
        self.one(
            include_str!("find.sql"),
            [document.to_string()],
            read_reading,
        )
    }

    /// The readings of all documents that are not in the trash: to find the same letter in another form.
    pub fn readings(self) -> Result<Vec<ReadingRow>, VaultError> {
        self.all(include_str!("all.sql"), [], read_reading)
    }

    /// What the person said about the facts of a document, by field.
    pub fn confirmations(self, document: DocumentId) -> Result<Vec<Confirmation>, VaultError> {
        self.all(
            include_str!("confirmations.sql"),
            [document.to_string()],
            |row| {
                let row = Columns(Kind::Confirmations, row);
                Ok(Confirmation {
                    document: row.parse("document")?,
                    field: row.get("field")?,
                    state: row.word("state")?,
                    value: row.json_if("value")?,
                    at: row.moment("at")?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Stores the reading of a document, in place of an older one. What the person confirmed stays.
    pub fn put_reading(
        &mut self,
        document: DocumentId,
        reading: &Reading,
        page_doubts: &[String],
        reader: &str,
    ) -> Result<(), VaultError> {
        self.document(document)?;
        let now = moment_text(self.now);
        let row = (
            document.to_string(),
            to_json(reading)?,
            to_json(&page_doubts)?,
            reader,
            now,
        );
        self.run(Kind::Readings, include_str!("put.sql"), row)
            .map(drop)
    }

    /// Stores what the person says about one fact, in place of what was said before.
    pub fn confirm(
        &mut self,
        document: DocumentId,
        field: &str,
        state: ConfirmationState,
        value: Option<&Value>,
    ) -> Result<(), VaultError> {
        self.document(document)?;
        let value = value.map(to_json).transpose()?;
        let row = (
            document.to_string(),
            field,
            to_word(&state)?,
            value,
            moment_text(self.now),
        );
        self.run(Kind::Confirmations, include_str!("confirm.sql"), row)
            .map(drop)
    }

    /// Takes back what the person said about one fact.
    pub fn unconfirm(&mut self, document: DocumentId, field: &str) -> Result<(), VaultError> {
        self.run(
            Kind::Confirmations,
            include_str!("unconfirm.sql"),
            (document.to_string(), field),
        )
        .map(drop)
    }
}

fn read_reading(row: &rusqlite::Row<'_>) -> Result<ReadingRow, VaultError> {
    let row = Columns(Kind::Readings, row);
    Ok(ReadingRow {
        document: row.parse("document")?,
        reading: row.json("reading")?,
        page_doubts: row.json("doubts")?,
        reader: row.get("reader")?,
        at: row.moment("at")?,
    })
}
