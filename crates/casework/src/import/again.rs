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
    /// The papers that this opening of the vault queued to be read again.
    pub fn read_again(&self) -> Vec<ImportId> {
        held(&self.inner.queue.state).again.clone()
    }
}

impl Inner {
    /// Queues the papers that another try may read.
    pub(crate) fn queue_unread_again(&self) -> Result<(), Error> {
        if self.parts.reader.is_none() {
            return Ok(());
        }
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
        let change = self.change_for_queue(Operation::by_program("read-again"), |tx, _| {
            let batch = Uuid::now_v7();
            let mut queued = Vec::new();
            for (document, row) in &unread {
                tx.set_read_state(document.id, ReadState::Waiting, None)?;
                let import = NewImport {
                    file_name: document.file_name.clone(),
                    path: None,
                    arrival: document.arrival,
                    case: document.case,
                };
                queued.push(match row {
                    Some(row) => {
                        let filed = holdfast_vault::ImportState::Filed;
                        tx.set_import(row.id, filed, Some(document.id), None)?;
                        row.id
                    }
                    None => tx.enqueue_filed(batch, &import, document.id)?,
                });
            }
            Ok(queued)
        })?;
        held(&self.queue.state).again = change.value;
        Ok(())
    }
}
