//! Records of a case: trials, scores, claims, provisions and the like, each of a named kind with a body of its own.
//!
//! The vault does not look into a body. A change keeps what stood before as a version; the trash hides a record and
//! loses nothing.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, moment_text, to_json};
use holdfast_case::{CaseId, CaseRecordId};
use serde_json::Value;

/// A record of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRecordRow {
    /// Its id.
    pub id: CaseRecordId,
    /// Its case.
    pub case: CaseId,
    /// What it is, one word in kebab-case (`trial`, `claim`); it stays.
    pub kind: String,
    /// What it says, as JSON.
    pub body: Value,
    /// When it was made.
    pub made_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
    /// When it was put into the trash.
    pub trashed_at: Option<Moment>,
}

/// What a record said before a change.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRecordVersion {
    /// Its number, from 1.
    pub number: u32,
    /// What it said, as JSON.
    pub body: Value,
    /// From when it held.
    pub held_from: Moment,
    /// Until when.
    pub held_until: Moment,
}

impl Records<'_> {
    /// The records of one kind of a case, oldest first, without the trash.
    pub fn case_records(self, case: CaseId, kind: &str) -> Result<Vec<CaseRecordRow>, VaultError> {
        self.all(include_str!("list.sql"), (case.to_string(), kind), read_row)
    }
    /// All records in the trash, last thrown away first.
    pub fn trashed_case_records(self) -> Result<Vec<CaseRecordRow>, VaultError> {
        self.all(include_str!("trashed.sql"), [], read_row)
    }
    /// One record, in the trash or not.
    pub fn case_record(self, id: CaseRecordId) -> Result<CaseRecordRow, VaultError> {
        self.one(include_str!("find.sql"), [id.to_string()], read_row)?
            .ok_or(VaultError::NotFound(Kind::CaseRecords))
    }
    /// The one record whose id begins so.
    pub fn case_record_by_beginning(self, start: &str) -> Result<CaseRecordId, VaultError> {
        self.by_beginning(Kind::CaseRecords, include_str!("beginning.sql"), start)
    }
    /// What a record said before each of its changes, oldest first.
    pub fn case_record_versions(
        self,
        id: CaseRecordId,
    ) -> Result<Vec<CaseRecordVersion>, VaultError> {
        self.all(include_str!("versions.sql"), [id.to_string()], |row| {
            let row = Columns(Kind::CaseRecords, row);
            Ok(CaseRecordVersion {
                number: row.get("number")?,
                body: row.json("body")?,
                held_from: row.moment("held_from")?,
                held_until: row.moment("held_until")?,
            })
        })
    }
}

impl Tx<'_> {
    /// Makes a record of a case.
    pub fn add_case_record(
        &mut self,
        case: CaseId,
        kind: &str,
        body: &Value,
    ) -> Result<CaseRecordId, VaultError> {
        let id = CaseRecordId::make_random();
        let row = (
            id.to_string(),
            case.to_string(),
            kind,
            to_json(body)?,
            moment_text(self.now),
        );
        self.run(Kind::CaseRecords, include_str!("insert.sql"), row)?;
        Ok(id)
    }
    /// Changes what a record says and keeps what it said as a version. The same words again change nothing.
    pub fn change_case_record(&mut self, id: CaseRecordId, body: &Value) -> Result<(), VaultError> {
        if self.case_record(id)?.body == *body {
            return Ok(());
        }
        let now = moment_text(self.now);
        self.run_on_one(
            Kind::CaseRecords,
            include_str!("keep-version.sql"),
            (id.to_string(), &now),
        )?;
        self.run_on_one(
            Kind::CaseRecords,
            include_str!("change.sql"),
            (id.to_string(), to_json(body)?, &now),
        )
    }
    /// Puts a record into the trash, or takes it out.
    pub fn set_case_record_trashed(
        &mut self,
        id: CaseRecordId,
        at: Option<Moment>,
    ) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::CaseRecords,
            include_str!("set-trashed.sql"),
            (id.to_string(), at.map(moment_text)),
        )
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> Result<CaseRecordRow, VaultError> {
    let row = Columns(Kind::CaseRecords, row);
    Ok(CaseRecordRow {
        id: row.parse("id")?,
        case: row.parse("case_id")?,
        kind: row.get("kind")?,
        body: row.json("body")?,
        made_at: row.moment("made_at")?,
        changed_at: row.moment("changed_at")?,
        trashed_at: row.moment_if("trashed_at")?,
    })
}
