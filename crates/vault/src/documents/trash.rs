//! The trash: putting in, taking out, and emptying as a plan that is looked at before it is carried out.

use crate::change::{Change, Kind, Moment, Operation};
use crate::error::VaultError;
use crate::folder::remove_if_there;
use crate::journal::{Tx, mentions};
use crate::open::Vault;
use crate::records::moment_text;
use holdfast_case::{ContentId, DocumentId};
use rusqlite::{Transaction, TransactionBehavior};
use std::collections::HashSet;

/// What emptying the trash would delete for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrashPlan {
    /// Documents.
    pub documents: Vec<DocumentId>,
    /// Originals that no other document shows.
    pub originals: Vec<ContentId>,
    /// Length of those originals in bytes.
    pub bytes: u64,
}

impl Tx<'_> {
    /// Puts a document in the trash; its deadlines rest with it.
    pub fn trash_document(&mut self, document: DocumentId) -> Result<(), VaultError> {
        let row = (document.to_string(), Some(moment_text(self.now)));
        self.touch(Kind::Deadlines);
        self.run_on_one(Kind::Documents, include_str!("set-trashed.sql"), row)
    }

    /// Takes a document out of the trash.
    pub fn restore_document(&mut self, document: DocumentId) -> Result<(), VaultError> {
        self.touch(Kind::Deadlines);
        self.run_on_one(
            Kind::Documents,
            include_str!("set-trashed.sql"),
            (document.to_string(), None::<String>),
        )
    }
}

impl Vault {
    /// What emptying the trash would delete.
    pub fn plan_empty_trash(&self) -> Result<TrashPlan, VaultError> {
        let read = self.read();
        let documents = read.all(include_str!("trashed.sql"), [], |row| {
            row.get::<_, String>(0)?
                .parse()
                .map_err(|_| VaultError::DamagedRecord(Kind::Documents))
        })?;
        let originals = read.all(include_str!("trashed-originals.sql"), [], |row| {
            let id = row
                .get::<_, String>(0)?
                .parse()
                .map_err(|_| VaultError::DamagedRecord(Kind::Originals))?;
            Ok((id, row.get::<_, i64>(1)?.unsigned_abs()))
        })?;
        let bytes = originals.iter().map(|(_, size)| size).sum();
        Ok(TrashPlan {
            documents,
            originals: originals.into_iter().map(|(id, _)| id).collect(),
            bytes,
        })
    }

    /// Deletes for good what `plan` names, as far as it still is in the trash and unused. The journal keeps its rows
    /// but loses their content where they tell of these documents, so that such changes cannot be undone any more.
    /// Gives back how many documents were deleted.
    pub fn empty_trash(
        &mut self,
        plan: &TrashPlan,
        now: Moment,
    ) -> Result<Change<usize>, VaultError> {
        let change = self.transact(Operation::by_person("empty-trash"), now, |tx| {
            let (mut deleted, mut gone) = (0, HashSet::new());
            for document in &plan.documents {
                let id = document.to_string();
                if tx.value::<i64>(include_str!("is-trashed.sql"), [&id])? == Some(1) {
                    for sql in PURGE {
                        tx.run(Kind::Documents, sql, [&id])?;
                    }
                    deleted += 1;
                    gone.insert(id);
                }
            }
            for original in &plan.originals {
                let id = original.to_string();
                if tx.value::<i64>(include_str!("is-unused.sql"), [&id])? == Some(1) {
                    tx.forget_pages(*original)?;
                    tx.run(
                        Kind::Originals,
                        include_str!("../originals/delete.sql"),
                        [&id],
                    )?;
                    tx.run(
                        Kind::Originals,
                        include_str!("../originals/purge.sql"),
                        [&id],
                    )?;
                    // No change made again may show an original whose bytes are gone.
                    gone.insert(id);
                }
            }
            for kind in [Kind::Deadlines, Kind::Readings, Kind::Confirmations] {
                tx.touch(kind);
            }
            forget_changes(tx, &gone)?;
            tx.keep_no_changeset();
            Ok(deleted)
        })?;
        self.remove_purged()?;
        Ok(change)
    }

    /// Removes the files whose records were deleted for good. Within a write transaction, so that nobody can file
    /// the same bytes anew between the look and the removal. A crash before it is made up for at the next unlock.
    pub(crate) fn remove_purged(&self) -> Result<usize, VaultError> {
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let purged = self
            .read()
            .all(include_str!("../originals/purged.sql"), [], |row| {
                row.get::<_, String>(0)?
                    .parse::<ContentId>()
                    .map_err(|_| VaultError::DamagedRecord(Kind::Originals))
            })?;
        for original in &purged {
            remove_if_there(&self.folder.original(*original))?;
            transaction.execute(
                include_str!("../originals/unpurge.sql"),
                [original.to_string()],
            )?;
        }
        transaction.commit()?;
        Ok(purged.len())
    }
}

/// Everything that goes with a document, children first.
const PURGE: [&str; 6] = [
    include_str!("purge-pages.sql"),
    include_str!("purge-reading.sql"),
    include_str!("purge-confirmations.sql"),
    include_str!("purge-deadlines.sql"),
    include_str!("purge-queue.sql"),
    include_str!("purge-document.sql"),
];

/// Empties the changesets that tell of deleted documents.
fn forget_changes(tx: &mut Tx<'_>, deleted: &HashSet<String>) -> Result<(), VaultError> {
    let rows = tx.all(include_str!("../journal/changesets.sql"), [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    for (seq, changeset) in rows {
        if mentions(&changeset, deleted)? {
            tx.run(Kind::Journal, include_str!("../journal/forget.sql"), [seq])?;
        }
    }
    Ok(())
}
