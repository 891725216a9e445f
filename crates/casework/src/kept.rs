//! Records of a case, typed: each kind is one type of `case`, kept by the vault as it is.
//!
//! A use case of its own for each kind stands beside this file; here is only what all of them share: reading, making,
//! changing, the trash. What a record said before is told by `versions`.

use crate::desk::{Inner, Opened};
use crate::error::{Code, Error};
use crate::versions::{Told, is_told};
use holdfast_case::{CaseId, CaseRecordId};
use holdfast_vault::{CaseRecordRow, Change, Kind, Moment, Operation, Records, Tx, VaultError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A type that is kept as a record of a case, and told by what it says.
pub(crate) trait CaseRecord: Told + Serialize + DeserializeOwned {
    /// The word under which the vault keeps it; it stays.
    const KIND: &'static str;
}

/// A record as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept<T> {
    /// Its id.
    pub(crate) id: CaseRecordId,
    /// Its case.
    pub(crate) case: CaseId,
    /// When it was made.
    pub(crate) made_at: Moment,
    /// When it was last changed.
    pub(crate) changed_at: Moment,
    /// What it says.
    pub(crate) record: T,
}

/// All records of this kind in a case, oldest first, without the trash.
pub(crate) fn kept_in<T: CaseRecord>(
    records: Records<'_>,
    case: CaseId,
) -> Result<Vec<Kept<T>>, VaultError> {
    records
        .case_records(case, T::KIND)?
        .into_iter()
        .map(kept)
        .collect()
}

/// Makes a record within a change.
pub(crate) fn keep_in<T: CaseRecord>(
    tx: &mut Tx<'_>,
    case: CaseId,
    record: &T,
) -> Result<CaseRecordId, VaultError> {
    // one that is not told would have versions that nobody ever sees
    debug_assert!(is_told(T::KIND), "versions::kinds lists every kind");
    tx.add_case_record(case, T::KIND, &body_of(record)?)
}

/// Changes a record within a change.
pub(crate) fn change_in<T: CaseRecord>(
    tx: &mut Tx<'_>,
    id: CaseRecordId,
    record: &T,
) -> Result<(), VaultError> {
    tx.change_case_record(id, &body_of(record)?)
}

fn body_of<T: CaseRecord>(record: &T) -> Result<serde_json::Value, VaultError> {
    serde_json::to_value(record).map_err(|error| VaultError::Io(error.into()))
}

fn kept<T: CaseRecord>(row: CaseRecordRow) -> Result<Kept<T>, VaultError> {
    if row.kind != T::KIND {
        return Err(VaultError::NotFound(Kind::CaseRecords));
    }
    Ok(Kept {
        id: row.id,
        case: row.case,
        made_at: row.made_at,
        changed_at: row.changed_at,
        record: serde_json::from_value(row.body)
            .map_err(|_| VaultError::DamagedRecord(Kind::CaseRecords))?,
    })
}

/// The record with this id, there or not, or the one whose id begins so.
pub(crate) fn id_of(open: &Opened, text: &str) -> Result<CaseRecordId, Error> {
    match text.parse() {
        Ok(id) => Ok(id),
        Err(_) => Ok(open.vault.read().case_record_by_beginning(text)?),
    }
}

/// The record of this kind with this id or beginning. A beginning is looked for among its own kind first: what it
/// shares with records of other kinds makes it no less clear.
fn id_of_kind<T: CaseRecord>(open: &Opened, text: &str) -> Result<CaseRecordId, Error> {
    let beginning = text.trim().to_lowercase();
    if beginning.is_empty() || text.parse::<CaseRecordId>().is_ok() {
        return id_of(open, text);
    }
    let rows = open.vault.read().case_records(open.case, T::KIND)?;
    let mut fits = rows
        .iter()
        .filter(|row| row.id.to_string().starts_with(&beginning));
    match (fits.next(), fits.next()) {
        (Some(row), None) => Ok(row.id),
        // several, or none in this case: the vault says which
        _ => id_of(open, text),
    }
}

impl Inner {
    /// All records of this kind in the case in use, oldest first, without the trash.
    pub(crate) fn kept<T: CaseRecord>(&self) -> Result<Vec<Kept<T>>, Error> {
        self.with(|open| Ok(kept_in(open.vault.read(), open.case)?))
    }

    /// The same within work on the open vault.
    pub(crate) fn kept_with<T: CaseRecord>(&self, open: &Opened) -> Result<Vec<Kept<T>>, Error> {
        Ok(kept_in(open.vault.read(), open.case)?)
    }

    /// One record by its id or a beginning that fits only one; [`Code::NotFound`] where it is of another kind or in
    /// the trash.
    pub(crate) fn kept_one<T: CaseRecord>(&self, id: &str) -> Result<Kept<T>, Error> {
        self.with(|open| {
            let row = open.vault.read().case_record(id_of_kind::<T>(open, id)?)?;
            if row.trashed_at.is_some() {
                return Err(Error::of(Code::NotFound));
            }
            Ok(kept(row)?)
        })
    }

    /// Makes a record in the case in use.
    pub(crate) fn keep_new<T: CaseRecord>(
        &self,
        operation: Operation,
        record: &T,
    ) -> Result<Change<CaseRecordId>, Error> {
        self.change(operation, |tx, case| keep_in(tx, case, record))
    }

    /// Changes a record; what it said before is kept as a version.
    pub(crate) fn keep_changed<T: CaseRecord>(
        &self,
        operation: Operation,
        id: &str,
        record: &T,
    ) -> Result<Change<CaseRecordId>, Error> {
        let id = self.kept_one::<T>(id)?.id;
        let change = self.change(operation, |tx, _| change_in(tx, id, record))?;
        Ok(change.map(|()| id))
    }

    /// Puts a record into the trash.
    pub(crate) fn put_away<T: CaseRecord>(
        &self,
        operation: Operation,
        id: &str,
    ) -> Result<Change<CaseRecordId>, Error> {
        let id = self.kept_one::<T>(id)?.id;
        let change = self.change(operation, |tx, _| {
            let now = tx.now();
            tx.set_case_record_trashed(id, Some(now))
        })?;
        Ok(change.map(|()| id))
    }
}
