//! What can be done with a file of the queue once its work ended: tried again, put away as looked at.

use super::{Desk, Inner, import_id};
use crate::desk::{Opened, held};
use crate::error::{Code, Error};
use crate::view::{DocumentPasswordRequest, QueueView};
use holdfast_case::{CaseId, DocumentId, ImportId};
use holdfast_vault::{
    DocumentRow, ImportRow, ImportState, NewImport, Operation, ReadState, Tx, VaultError,
};
use uuid::Uuid;

impl Desk {
    /// Tries one file again: what is sealed is read, what was not taken is looked for where it was.
    pub fn queue_again(&self, file: &str) -> Result<QueueView, Error> {
        let inner = &self.inner;
        let id = import_id(file)?;
        let row = inner.with(|open| Ok(open.vault.read().import(id)?))?;
        held(&inner.queue.state).forget(id);
        if let Some(document) = row.document {
            return self.read_document(&document.to_string());
        }
        if row.path.is_none() {
            return Err(Code::FileMissing.into());
        }
        inner.change(Operation::by_program("queue-again"), |tx, _| {
            tx.set_import(id, ImportState::Waiting, None, None)
        })?;
        inner.wake_queue();
        self.queue()
    }

    /// Has a paper read that was kept unread, was stopped, or could not be read.
    pub fn read_document(&self, id: &str) -> Result<QueueView, Error> {
        let inner = &self.inner;
        let id = self.document_id(id)?;
        inner.change(Operation::by_program("read-again"), |tx, case| {
            let row = tx.document(id)?;
            if row.read_state == ReadState::Failed {
                // Nothing of it could be read: it begins at its first page.
                tx.set_page_list(id, &[])?;
            }
            tx.set_read_state(id, ReadState::Waiting, None)?;
            queue_document(tx, case, &row, ImportState::Filed).map(drop)
        })?;
        inner.wake_queue();
        self.queue()
    }

    /// Gives the password of a paper that is not in the queue any more, so that it is read.
    pub fn read_with_password(&self, id: &str, password: String) -> Result<QueueView, Error> {
        let id = self.document_id(id)?;
        let change = self
            .inner
            .change(Operation::by_program("read-again"), |tx, case| {
                let row = tx.document(id)?;
                // It waits for its password there, which comes with the next call.
                queue_document(tx, case, &row, ImportState::NeedsPassword)
            })?;
        self.queue_password(DocumentPasswordRequest {
            file: change.value.to_string(),
            password,
        })
    }

    /// Takes one file off the list: it was looked at. What is filed stays filed.
    pub fn queue_put_away(&self, file: &str) -> Result<QueueView, Error> {
        let inner = &self.inner;
        let id = import_id(file)?;
        inner.change(Operation::by_program("clear-queue"), |tx, _| {
            tx.forget_import(id).map(drop)
        })?;
        held(&inner.queue.state).forget(id);
        self.queue()
    }
}

impl Inner {
    /// The person saw this paper: its line in the queue may go with the next import.
    pub(crate) fn looked_at(&self, document: DocumentId) {
        held(&self.queue.state).seen.insert(document);
    }

    /// Lines of the queue that ended and whose paper was looked at since.
    pub(super) fn seen_imports(&self, open: &Opened) -> Result<Vec<ImportId>, Error> {
        let read = open.vault.read();
        let seen = held(&self.queue.state).seen.clone();
        let mut done = Vec::new();
        for row in read.imports(chrono::DateTime::UNIX_EPOCH)? {
            let Some(document) = row.document.filter(|_| ended(&row)) else {
                continue;
            };
            if seen.contains(&document) || read.document(document)?.reviewed_at.is_some() {
                done.push(row.id);
            }
        }
        Ok(done)
    }
}

fn ended(row: &ImportRow) -> bool {
    matches!(
        row.state,
        ImportState::Done | ImportState::Kept | ImportState::Known | ImportState::Cancelled
    )
}

/// Puts a filed paper into the queue in this state: in its old line, where it has one.
pub(super) fn queue_document(
    tx: &mut Tx<'_>,
    case: CaseId,
    document: &DocumentRow,
    state: ImportState,
) -> Result<ImportId, VaultError> {
    match tx.import_of_document(document.id)? {
        Some(line) if line.state.wants_work() => Ok(line.id),
        Some(line) => {
            tx.set_import(line.id, state, Some(document.id), None)?;
            Ok(line.id)
        }
        None => {
            let import = NewImport {
                file_name: document.file_name.clone(),
                path: None,
                arrival: document.arrival,
                case: Some(document.case.unwrap_or(case)),
                kind: None,
            };
            let id = tx.enqueue_filed(Uuid::now_v7(), &import, document.id)?;
            if state != ImportState::Filed {
                tx.set_import(id, state, Some(document.id), None)?;
            }
            Ok(id)
        }
    }
}
