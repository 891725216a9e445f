//! Every change to the records is one short transaction and one row here, with the changeset that undoes it.

mod history;
mod undo;

pub use history::{JournalEntry, JournalRole};
pub(crate) use undo::mentions;

use crate::change::{Change, Kind, Moment, Operation};
use crate::database::{NEWEST_SCHEMA, schema_of};
use crate::error::VaultError;
use crate::open::Vault;
use crate::records::Records;
use rusqlite::session::Session;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
use std::ops::Deref;
use uuid::Uuid;

/// The tables whose changes can be undone, with the kind of record that each holds. The full-text index is not
/// among them: its shadow tables would be recorded too.
pub(crate) const WATCHED: [(&str, Kind); 10] = [
    ("cases", Kind::Cases),
    ("documents", Kind::Documents),
    ("document_pages", Kind::Documents),
    ("readings", Kind::Readings),
    ("confirmations", Kind::Confirmations),
    ("deadlines", Kind::Deadlines),
    ("settings", Kind::Settings),
    ("drafts", Kind::Drafts),
    ("case_records", Kind::CaseRecords),
    ("case_record_versions", Kind::CaseRecords),
];

/// A change being made. Reads through [`Records`], writes by the functions of each area.
pub struct Tx<'a> {
    pub(crate) records: Records<'a>,
    pub(crate) now: Moment,
    pub(crate) folder: &'a crate::folder::Folder,
    touched: BTreeSet<Kind>,
    pub(crate) alarms: Option<Vec<crate::alarms::AlarmEntry>>,
    keeps_changeset: bool,
}

impl<'a> Tx<'a> {
    /// The moment of this change.
    pub fn now(&self) -> Moment {
        self.now
    }
    pub(crate) fn touch(&mut self, kind: Kind) {
        self.touched.insert(kind);
    }
    /// For what is deleted for good: its content must not live on in the journal.
    pub(crate) fn keep_no_changeset(&mut self) {
        self.keeps_changeset = false;
    }
    pub(crate) fn connection(&self) -> &'a Connection {
        self.records.connection
    }
    /// Runs one statement and notes the kind it touches; gives back how many rows it changed.
    pub(crate) fn run(
        &mut self,
        kind: Kind,
        sql: &str,
        with: impl rusqlite::Params,
    ) -> Result<usize, VaultError> {
        let changed = self.connection().prepare_cached(sql)?.execute(with)?;
        if changed > 0 {
            self.touch(kind);
        }
        Ok(changed)
    }
    /// Like [`Tx::run`] where a record must be there.
    pub(crate) fn run_on_one(
        &mut self,
        kind: Kind,
        sql: &str,
        with: impl rusqlite::Params,
    ) -> Result<(), VaultError> {
        if self.run(kind, sql, with)? == 0 {
            Err(VaultError::NotFound(kind))
        } else {
            Ok(())
        }
    }
}

impl<'a> Deref for Tx<'a> {
    type Target = Records<'a>;
    fn deref(&self) -> &Records<'a> {
        &self.records
    }
}

/// What a row of the journal says beside its operation.
pub(super) struct RowHead {
    pub(super) role: JournalRole,
    pub(super) target: Option<i64>,
}

impl Vault {
    /// Makes one change: all of it is kept, or nothing. An error of `work` takes everything back.
    pub fn transact<T>(
        &mut self,
        operation: Operation,
        now: Moment,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, VaultError>,
    ) -> Result<Change<T>, VaultError> {
        self.write_row(
            &operation,
            now,
            &RowHead {
                role: JournalRole::Do,
                target: None,
            },
            work,
        )
    }

    pub(super) fn write_row<T>(
        &mut self,
        operation: &Operation,
        now: Moment,
        head: &RowHead,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, VaultError>,
    ) -> Result<Change<T>, VaultError> {
        self.check_writable()?;
        let connection = &self.connection;
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        let schema = schema_of(&transaction)?;
        if schema != NEWEST_SCHEMA {
            // Another, newer program migrated the vault while this one had it open.
            return Err(VaultError::NewerVault {
                found: schema,
                known: NEWEST_SCHEMA,
            });
        }
        let mut session = Session::new(connection)?;
        for (table, _) in WATCHED {
            session.attach(Some(table))?;
        }
        let mut tx = Tx {
            records: Records { connection },
            now,
            folder: &self.folder,
            touched: BTreeSet::new(),
            alarms: None,
            keeps_changeset: true,
        };
        let value = work(&mut tx)?;
        let mut changeset = Vec::new();
        if tx.keeps_changeset {
            session.changeset_strm(&mut changeset)?;
        }
        drop(session);
        let touched: Vec<Kind> = tx.touched.iter().copied().collect();
        let alarms = tx.alarms.take();
        let row = NewRow {
            operation,
            now,
            head,
            touched: &touched,
            changeset: &changeset,
        };
        let seq = insert_row(connection, &row)?;
        if let Some(alarms) = &alarms {
            // Before the commit the file holds old and new times: a crash in between costs a notice too many,
            // never one too few.
            crate::alarms::write_union(&self.folder, alarms)?;
        }
        transaction.commit()?;
        if alarms.is_some() {
            self.rewrite_alarms()?;
        }
        Ok(Change {
            value,
            seq,
            operation: operation.id.to_owned(),
            touched,
        })
    }
}

struct NewRow<'a> {
    operation: &'a Operation,
    now: Moment,
    head: &'a RowHead,
    touched: &'a [Kind],
    changeset: &'a [u8],
}

fn insert_row(connection: &Connection, row: &NewRow<'_>) -> Result<i64, VaultError> {
    let touched = crate::records::to_json(&row.touched)?;
    let seq = connection
        .prepare_cached(include_str!("insert.sql"))?
        .query_row(
            rusqlite::named_params! {
                ":at": crate::records::moment_text(row.now),
                ":operation": row.operation.id,
                ":description": row.operation.description.reveal(),
                ":author": crate::records::to_word(&row.operation.author)?,
                ":role": crate::records::to_word(&row.head.role)?,
                ":change_group": row.operation.group.as_ref().map(Uuid::to_string),
                ":target": row.head.target,
                ":schema": NEWEST_SCHEMA,
                ":touched": touched,
                ":changeset": (!row.changeset.is_empty()).then_some(row.changeset),
            },
            |row| row.get(0),
        )?;
    Ok(seq)
}
