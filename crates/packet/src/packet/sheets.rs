//! Sheets that go along as exhibits and are set from the record: tables, charts, a study, a call.

use crate::PacketError;
use crate::world::{SetSheet, Typesetter};
use chrono::NaiveDate;
use serde::Serialize;

/// A column of a table.
#[derive(Clone, Serialize)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// True where it takes the room that is left.
    pub wide: bool,
}

/// A line with a label.
#[derive(Clone, Serialize)]
pub struct LabeledLine {
    /// What it is.
    pub label: String,
    /// The words; may have several lines.
    pub text: String,
}

impl LabeledLine {
    /// A line.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
        }
    }
}

/// A sheet.
#[derive(Clone, Default, Serialize)]
pub struct ExhibitSheet {
    /// Its title.
    pub title: String,
    /// Whose it is: name, member ID, reference.
    pub about: Vec<String>,
    /// Sentences above all else.
    pub lead: Vec<String>,
    /// A chart as SVG of our own making; empty for none.
    pub chart: String,
    /// The chart in words.
    pub chart_words: String,
    /// Lines with labels.
    pub facts: Vec<LabeledLine>,
    /// Columns of the table.
    pub columns: Vec<Column>,
    /// Rows of the table, a text for each column.
    pub rows: Vec<Vec<String>>,
    /// Notes below, such as where it is all from.
    pub notes: Vec<String>,
}

impl ExhibitSheet {
    /// As a PDF alone.
    pub fn pdf(&self, today: NaiveDate) -> Result<Vec<u8>, PacketError> {
        Ok(self.set(today)?.pdf)
    }

    pub(super) fn set(&self, today: NaiveDate) -> Result<SetSheet, PacketError> {
        if self.rows.iter().any(|row| row.len() != self.columns.len()) {
            return Err(PacketError::Columns);
        }
        let data = serde_json::to_string(self).map_err(PacketError::Data)?;
        Typesetter::built_in().set_lasting(include_str!("../sheets/exhibit.typ"), data, today)
    }
}
