//! Papers that are filed and unread through no fault of their own (our reading program was missing or was ended, the
//! disk was full): they are read when the vault is next opened by a program that can read.

use super::Inner;
use crate::desk::{Desk, held};
use crate::error::{Code, Error};
use holdfast_case::ImportId;
use holdfast_vault::{DocumentRow, ImportRow, NewImport, Operation, ReadState};
use std::collections::HashMap;
use uuid::Uuid;

/// True where the paper is not to blame: another try may read it.
pub(crate) fn was_our_fault(code: Code) -> bool {
    matches!(
        code,
        Code::ReaderMissing
            | Code::ReaderEnded
            | Code::DiskFull
            | Code::FolderGone
            | Code::FolderReadOnly
            | Code::RecordsBusy
            | Code::StorageTrouble
            | Code::Internal
    )
}

impl Desk {
    /// The papers that were filed and not yet read when the vault was opened, those to be read again among them.
    pub fn read_again(&self) -> Vec<ImportId> {
        held(&self.inner.queue.state).again.clone()
    }
}

impl Inner {
    /// Queues the papers that another try may read, and notes all that wait to be read.
    pub(crate) fn queue_unread_again(&self) -> Result<(), Error> {
        // What could not be written down before may find room now.
        held(&self.queue.state).stuck.clear();
        if self.parts.reader.is_none() {
            return Ok(());
        }
        self.queue_what_failed()?;
        let waiting = self.with_for_queue(|open| {
            let read = open.vault.read();
            let mut waiting = Vec::new();
            for row in read.unfinished_imports()? {
                // A long paper that gave its facts goes on in the background; nobody waits for it.
                if let (true, Some(document)) = (row.state.wants_work(), row.document)
                    && read.reading(document)?.is_none()
                {
                    waiting.push(row.id);
                }
            }
            Ok(waiting)
        })?;
        held(&self.queue.state).again = waiting;
        Ok(())
    }

    fn queue_what_failed(&self) -> Result<(), Error> {
        let unread: Vec<(DocumentRow, Option<ImportRow>)> = self.with_for_queue(|open| {
            let read = open.vault.read();
            let papers: Vec<_> = read
                .unread_documents()?
                .into_iter()
                .filter(|(_, code)| {
                    let code = code.as_deref().and_then(Code::find);
                    code.is_some_and(was_our_fault)
                })
                .collect();
            if papers.is_empty() {
                return Ok(Vec::new());
            }
            let mut rows: HashMap<_, ImportRow> = read
                .imports(chrono::DateTime::UNIX_EPOCH)?
                .into_iter()
                .filter_map(|row| Some((row.document?, row)))
                .collect();
            papers
                .into_iter()
                .map(|(id, _)| Ok((read.document(id)?, rows.remove(&id))))
                .collect()
        })?;
        if unread.is_empty() {
            return Ok(());
        }
        tracing::info!(papers = unread.len(), "papers are read again");
        self.change_for_queue(Operation::by_program("read-again"), |tx, _| {
            let batch = Uuid::now_v7();
            for (document, row) in &unread {
                tx.set_read_state(document.id, ReadState::Waiting, None)?;
                let import = NewImport {
                    file_name: document.file_name.clone(),
                    path: None,
                    arrival: document.arrival,
                    case: document.case,
                    kind: None,
                };
                match row {
                    Some(row) => {
                        let filed = holdfast_vault::ImportState::Filed;
                        tx.set_import(row.id, filed, Some(document.id), None)?;
                    }
                    None => drop(tx.enqueue_filed(batch, &import, document.id)?),
                }
            }
            Ok(())
        })?;
        Ok(())
    }
}
