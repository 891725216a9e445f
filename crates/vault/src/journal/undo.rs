//! Taking changes back, and making them again.

use super::{JournalEntry, JournalRole, RowHead, WATCHED};
use crate::change::{Author, Change, Kind, Moment, Operation};
use crate::database::NEWEST_SCHEMA;
use crate::error::VaultError;
use crate::open::Vault;
use crate::records::Records;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::session::{ChangesetItem, ChangesetIter, ConflictAction, ConflictType, invert_strm};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

impl Vault {
    /// Takes back the person's last change that still stands, with all that belongs to it.
    pub fn undo_last(&mut self, now: Moment) -> Result<Change<i64>, VaultError> {
        let seq = self
            .read()
            .value(include_str!("last-done.sql"), [])?
            .ok_or(VaultError::NothingToUndo)?;
        self.undo(seq, now)
    }

    /// Takes back one change; one that belongs to a group takes the group along, newest first.
    /// Gives back the row's number. [`VaultError::UndoConflict`] where a later change stands in the way.
    pub fn undo(&mut self, seq: i64, now: Moment) -> Result<Change<i64>, VaultError> {
        let entry = self.read().journal_entry(seq)?;
        if entry.role != JournalRole::Do || entry.undone {
            return Err(VaultError::NothingToUndo);
        }
        self.turn(&entry, JournalRole::Undo, now)
    }

    /// Makes the change again that was taken back last, unless the person did something else since.
    pub fn redo_last(&mut self, now: Moment) -> Result<Change<i64>, VaultError> {
        let seq = self
            .read()
            .value(include_str!("last-undone.sql"), [])?
            .ok_or(VaultError::NothingToUndo)?;
        self.redo(seq, now)
    }

    /// Makes a change again that was taken back.
    pub fn redo(&mut self, seq: i64, now: Moment) -> Result<Change<i64>, VaultError> {
        let entry = self.read().journal_entry(seq)?;
        if entry.role != JournalRole::Do || !entry.undone {
            return Err(VaultError::NothingToUndo);
        }
        self.turn(&entry, JournalRole::Redo, now)
    }

    fn turn(
        &mut self,
        entry: &JournalEntry,
        role: JournalRole,
        now: Moment,
    ) -> Result<Change<i64>, VaultError> {
        let back = role == JournalRole::Undo;
        let operation = Operation {
            author: Author::Person,
            ..Operation::by_person(if back { "undo" } else { "redo" })
        };
        let (seq, group) = (entry.seq, entry.group);
        self.write_row(
            &operation,
            now,
            &RowHead {
                role,
                target: Some(seq),
            },
            |tx| {
                let mut steps = rows_of(tx.records, seq, group, back)?;
                if !back {
                    steps.reverse();
                }
                if !steps.iter().any(|step| step.seq == seq) {
                    return Err(VaultError::NothingToUndo);
                }
                for step in steps {
                    if step.schema != NEWEST_SCHEMA {
                        return Err(VaultError::NotUndoable);
                    }
                    // Rows that only touched what isn't watched (the import queue) have nothing to take back, unless
                    // they are what was asked for: then their content was deleted for good.
                    let Some(changeset) = step.changeset else {
                        if step.seq == seq {
                            return Err(VaultError::NotUndoable);
                        }
                        continue;
                    };
                    let changeset = if back { invert(&changeset)? } else { changeset };
                    apply(tx.records, &changeset)?;
                    for kind in kinds_in(&changeset)? {
                        tx.touch(kind);
                    }
                    tx.run(Kind::Journal, include_str!("mark.sql"), (step.seq, back))?;
                }
                Ok(seq)
            },
        )
    }
}

struct StoredRow {
    seq: i64,
    schema: u32,
    changeset: Option<Vec<u8>>,
}

/// The row and its group, newest first.
fn rows_of(
    records: Records<'_>,
    seq: i64,
    group: Option<Uuid>,
    standing: bool,
) -> Result<Vec<StoredRow>, VaultError> {
    let group = group.map(|group| group.to_string());
    records.all(include_str!("group.sql"), (seq, group, !standing), |row| {
        Ok(StoredRow {
            seq: row.get(0)?,
            schema: row.get(1)?,
            changeset: row.get(2)?,
        })
    })
}

fn invert(changeset: &[u8]) -> Result<Vec<u8>, VaultError> {
    let mut inverted = Vec::with_capacity(changeset.len());
    invert_strm(&mut &*changeset, &mut inverted)?;
    Ok(inverted)
}

/// Applies a changeset as a whole; any difference between what it expects and what is there stops it.
fn apply(records: Records<'_>, changeset: &[u8]) -> Result<(), VaultError> {
    let conflict = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&conflict);
    let on_conflict = move |_: ConflictType, _: &ChangesetItem| {
        seen.store(true, Ordering::Relaxed);
        ConflictAction::SQLITE_CHANGESET_ABORT
    };
    let applied =
        records
            .connection
            .apply_strm(&mut &*changeset, None::<fn(&str) -> bool>, on_conflict);
    match applied {
        Err(_) if conflict.load(Ordering::Relaxed) => Err(VaultError::UndoConflict),
        applied => Ok(applied?),
    }
}

/// The kinds of record in a changeset.
fn kinds_in(changeset: &[u8]) -> Result<Vec<Kind>, VaultError> {
    let mut kinds = Vec::new();
    let input: &mut dyn std::io::Read = &mut &*changeset;
    let mut items = ChangesetIter::start_strm(&input)?;
    while let Some(item) = items.next()? {
        let operation = item.op()?;
        kinds.extend(
            WATCHED
                .iter()
                .filter(|(table, _)| *table == operation.table_name())
                .map(|(_, kind)| *kind),
        );
    }
    Ok(kinds)
}

/// True if any column of any row in the changeset is one of `ids`.
pub(crate) fn mentions(
    changeset: &[u8],
    ids: &std::collections::HashSet<String>,
) -> Result<bool, VaultError> {
    let input: &mut dyn std::io::Read = &mut &*changeset;
    let mut items = ChangesetIter::start_strm(&input)?;
    while let Some(item) = items.next()? {
        let operation = item.op()?;
        let columns = usize::try_from(operation.number_of_columns()).unwrap_or(0);
        let is_known = |value: rusqlite::types::ValueRef<'_>| {
            value.as_str().is_ok_and(|text| ids.contains(text))
        };
        for column in 0..columns {
            let (old, new) = match operation.code() {
                rusqlite::hooks::Action::SQLITE_INSERT => (None, item.new_value(column).ok()),
                rusqlite::hooks::Action::SQLITE_DELETE => (item.old_value(column).ok(), None),
                // An unchanged column of an update has no value.
                _ => (item.old_value(column).ok(), item.new_value(column).ok()),
            };
            if old.is_some_and(is_known) || new.is_some_and(is_known) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
