//! Papers that are filed and unread through no fault of their own (our reading program was missing or was ended, the
//! disk was full): they are read when the vault is next opened by a program that can read.

use super::Inner;
use super::again::queue_document;
use crate::desk::{Desk, held};
use crate::error::{Code, Error};
use holdfast_case::{DocumentId, ImportId};
use holdfast_vault::{DocumentRow, ImportState, Operation, ReadState};
use std::sync::Arc;

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
    /// A paper that is back from the trash unread is read: nobody would see a date in it otherwise. What was to be
    /// kept unread stays so.
    pub(crate) fn read_put_back(self: &Arc<Self>, id: DocumentId) -> Result<(), Error> {
        let unread = self.with_for_queue(|open| {
            let read = open.vault.read();
            let document = read.document(id)?;
            let kept = read
                .imports(chrono::DateTime::UNIX_EPOCH)?
                .iter()
                .any(|line| line.document == Some(id) && line.state == ImportState::Kept);
            Ok((document.read_state == ReadState::Waiting && !kept).then_some(document))
        })?;
        if let Some(document) = unread {
            self.change_for_queue(Operation::by_program("read-again"), |tx, case| {
                queue_document(tx, case, &document, ImportState::Filed)
            })?;
            self.wake_queue();
        }
        Ok(())
    }

    /// What came in while locked and lay in the trash already is put back: whoever brings a paper wants it here, and
    /// no line of the queue asks about it.
    pub(crate) fn put_back_received(
        self: &Arc<Self>,
        received: &[DocumentId],
    ) -> Result<(), Error> {
        for id in received {
            let trashed =
                self.with(|open| Ok(open.vault.read().document(*id)?.trashed_at.is_some()))?;
            if trashed {
                let operation = Operation::by_program("restore")
                    .described("Put back a paper that came in once more and lay in the trash.");
                self.change(operation, |tx, _| tx.restore_document(*id))?;
                self.read_put_back(*id)?;
            }
        }
        Ok(())
    }

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
        let unread: Vec<DocumentRow> = self.with_for_queue(|open| {
            let read = open.vault.read();
            let ours = |code: Option<&str>| code.and_then(Code::find).is_some_and(was_our_fault);
            let papers = read.unread_documents()?.into_iter();
            papers
                .filter(|(_, code)| ours(code.as_deref()))
                .map(|(id, _)| Ok(read.document(id)?))
                .collect()
        })?;
        if unread.is_empty() {
            return Ok(());
        }
        tracing::info!(papers = unread.len(), "papers are read again");
        self.change_for_queue(Operation::by_program("read-again"), |tx, case| {
            for document in &unread {
                tx.set_read_state(document.id, ReadState::Waiting, None)?;
                queue_document(tx, case, document, ImportState::Filed)?;
            }
            Ok(())
        })?;
        Ok(())
    }
}
