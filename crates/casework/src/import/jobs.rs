//! The threads behind the queue: which file is next, sealing it, and who may work at all.

use super::{Active, Added, Taken, Then, intake, look_at};
use crate::dating;
use crate::desk::{DeskEvent, Inner, held};
use crate::error::{Code, Error};
use crate::view::ErrorView;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{DocumentId, ImportId, Private};
use holdfast_reader::CancelToken;
use holdfast_vault::{
    Filed, ImportRow, ImportState, NewDocument, NewImport, Operation, Sealed, Tx, VaultError,
};
use std::fs::{File, OpenOptions};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Files worked on at a time. Within one file pages are recognized in parallel, so two keep all cores busy.
const THREADS: usize = 2;
/// How often one looks whether another program is done with the queue.
const OTHERS: Duration = Duration::from_millis(250);

/// What a thread is to do next.
enum Next {
    Seal(ImportRow, CancelToken),
    Read(ImportRow, CancelToken),
    /// Another program works on the queue.
    Wait,
    Nothing,
}

/// Takes a file off the list of active ones, however its work ends.
struct Working<'a>(&'a Inner, ImportId);

impl Drop for Working<'_> {
    fn drop(&mut self) {
        held(&self.0.queue.state).active.remove(&self.1);
    }
}

/// Counts a thread, however it ends.
struct Thread(Arc<Inner>);

impl Drop for Thread {
    fn drop(&mut self) {
        let mut state = held(&self.0.queue.state);
        state.threads = state.threads.saturating_sub(1);
        if state.threads == 0 {
            state.lock = None;
            state.pace.rest();
        }
    }
}

impl Inner {
    /// Has the queue worked on, if there is anything to do.
    pub(crate) fn wake_queue(self: &Arc<Self>) {
        loop {
            let mut state = held(&self.queue.state);
            if state.threads >= THREADS {
                return;
            }
            state.threads += 1;
            drop(state);
            let counted = Thread(self.clone());
            let started = std::thread::Builder::new()
                .name("queue".to_owned())
                .spawn(move || {
                    counted.0.work();
                    let inner = counted.0.clone();
                    drop(counted);
                    inner.lock_if_resting();
                });
            if started.is_err() {
                tracing::error!("no thread for the queue could be started");
                return;
            }
        }
    }

    fn work(&self) {
        loop {
            match self.next() {
                Next::Seal(row, token) => {
                    let _working = Working(self, row.id);
                    self.tell(DeskEvent::QueueChanged);
                    self.seal(&row, &token);
                }
                Next::Read(row, token) => {
                    let _working = Working(self, row.id);
                    self.read(&row, &token);
                }
                Next::Wait => std::thread::sleep(OTHERS),
                Next::Nothing => return self.tell(DeskEvent::QueueChanged),
            }
            self.tell(DeskEvent::QueueChanged);
        }
    }

    /// A vault that rests locks for good once nothing is left to read.
    fn lock_if_resting(&self) {
        let rests =
            matches!(&*held(&self.session), crate::desk::Session::Open(open) if open.resting);
        if rests && !self.queue.is_busy() && self.lock_now().is_err() {
            tracing::warn!("the vault could not be locked after reading");
        }
    }

    fn next(&self) -> Next {
        let rows = self.with_for_queue(|open| {
            let read = open.vault.read();
            let rows = read.unfinished_imports()?;
            let mut wanted = Vec::new();
            for row in rows.into_iter().filter(|row| row.state.wants_work()) {
                // A long paper that was read as far as its facts go on after all others.
                let long = match row.document {
                    Some(document) => read.reading(document)?.is_some(),
                    None => false,
                };
                let sealed = !matches!(row.state, ImportState::Waiting | ImportState::Keeping);
                wanted.push((sealed, long, row));
            }
            wanted.sort_by_key(|(filed, long, row)| (*filed, *long, row.id));
            Ok(wanted)
        });
        let Ok(rows) = rows else { return Next::Nothing };
        let mut state = held(&self.queue.state);
        if state.closing {
            return Next::Nothing;
        }
        let free = |id: &ImportId| !state.active.contains_key(id) && !state.stuck.contains_key(id);
        let Some((filed, _, row)) = rows.into_iter().find(|(.., row)| free(&row.id)) else {
            return Next::Nothing;
        };
        if state.lock.is_none() {
            // The vault is asked for its id, and its lock always comes before this one.
            drop(state);
            let Some(file) = self.take_queue() else {
                return Next::Wait;
            };
            held(&self.queue.state).lock.get_or_insert(file);
            // Whoever held it may have done this file in the meantime.
            return self.next();
        }
        let token = CancelToken::new();
        let active = Active {
            sealing: !filed,
            page: 0,
            pages: 0,
            token: token.clone(),
            stopped: false,
        };
        state.active.insert(row.id, active);
        if filed {
            state.pace.begin();
            Next::Read(row, token)
        } else {
            Next::Seal(row, token)
        }
    }

    /// The right to work on the queue; none while another program has it. The system takes it back when a program
    /// ends, however it ends.
    fn take_queue(&self) -> Option<File> {
        let vault = self.with_for_queue(|open| Ok(open.vault.id())).ok()?;
        std::fs::create_dir_all(&self.config_dir).ok()?;
        let path = self.config_dir.join(format!("queue-{vault}.lock"));
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .ok()?;
        file.try_lock().ok()?;
        Some(file)
    }

    fn seal(&self, row: &ImportRow, token: &CancelToken) {
        let done = self.try_to_seal(row, token);
        let Err(error) = done else { return };
        if error.code() == Code::Locked {
            return;
        }
        let state = match error.code() {
            Code::Cancelled => ImportState::Cancelled,
            _ => ImportState::Failed,
        };
        self.end(row.id, state, None, Some(&error));
    }

    fn try_to_seal(&self, row: &ImportRow, token: &CancelToken) -> Result<(), Error> {
        let path = row.path.as_ref().ok_or(Code::FileMissing)?;
        let taken = look_at(&intake::path_of(path.reveal()))?;
        let import = NewImport {
            file_name: row.file_name.clone(),
            path: None,
            arrival: row.arrival,
            case: row.case,
            kind: row.kind,
        };
        if token.is_cancelled() {
            return Err(self.stopped_or_locked(row.id));
        }
        self.file(row, &import, &taken, token)
    }

    /// Seals and records in two steps, so that nothing else waits while a large file is sealed.
    fn file(
        &self,
        row: &ImportRow,
        import: &NewImport,
        taken: &Taken,
        token: &CancelToken,
    ) -> Result<(), Error> {
        let id = row.id;
        let sealer = self.with_for_queue(|open| Ok(open.vault.sealer()))?;
        let sealed = sealer.seal(&taken.bytes)?;
        if token.is_cancelled() {
            let error = self.stopped_or_locked(id);
            self.with_for_queue(|open| Ok(open.vault.discard(sealed)?))?;
            return Err(error);
        }
        let document = new_document(import, intake::media_type(taken.media), None);
        let recorded = self.change_for_queue(Operation::by_program("file-paper"), |tx, _| {
            let filed = file_as(tx, &sealed, &document, import.kind)?;
            let (state, code) = match filed {
                Filed::New(_) if row.state == ImportState::Keeping => (ImportState::Kept, None),
                Filed::New(_) => (ImportState::Filed, None),
                Filed::Known(_) | Filed::InTrash(_) => (ImportState::Known, None),
            };
            tx.set_import(id, state, Some(filed.document()), code)
        });
        match recorded {
            Ok(_) => Ok(()),
            Err(error) => {
                // What cannot be taken away now is taken in at the next unlock, which loses nothing.
                let _ = self.with_for_queue(|open| Ok(open.vault.discard(sealed)?));
                Err(error)
            }
        }
    }

    /// Files bytes that have no path to wait at: sealed and recorded before this returns, read later.
    pub(super) fn file_at_once(
        &self,
        import: &NewImport,
        taken: &Taken,
        then: Then,
    ) -> Result<Added, Error> {
        let sealer = self.with(|open| Ok(open.vault.sealer()))?;
        let sealed = sealer.seal(&taken.bytes)?;
        let document = new_document(import, intake::media_type(taken.media), None);
        let recorded = self.change(Operation::by_program("file-paper"), |tx, _| {
            let filed = file_as(tx, &sealed, &document, import.kind)?;
            let Filed::New(document) = filed else {
                return Ok((None, filed));
            };
            let id = tx.enqueue_filed(Uuid::now_v7(), import, document)?;
            if then == Then::Keep {
                tx.set_import(id, ImportState::Kept, Some(document), None)?;
            }
            Ok((Some(id), filed))
        });
        let change = match recorded {
            Ok(change) => change,
            Err(error) => {
                let _ = self.with_for_queue(|open| Ok(open.vault.discard(sealed)?));
                return Err(error);
            }
        };
        let (id, filed) = change.value;
        Ok(Added {
            id,
            file_name: import.file_name.reveal().clone(),
            document: Some(filed.document()),
            status: if id.is_some() { "filed" } else { "known" },
            in_trash: matches!(filed, Filed::InTrash(_)),
            trouble: None::<ErrorView>,
        })
    }

    /// Files what came with a mail: each a document of its own that knows its mail.
    pub(super) fn file_attachment(
        &self,
        mail: &ImportRow,
        parent: DocumentId,
        name: &str,
        bytes: &[u8],
    ) -> Result<(), Error> {
        if bytes.is_empty() {
            return Ok(());
        }
        let media = holdfast_reader::MediaKind::sniff(bytes)
            .map_or("application/octet-stream", intake::media_type);
        let import = NewImport {
            file_name: Private::new(name.to_owned()),
            path: None,
            arrival: holdfast_vault::Arrival::Attached,
            case: mail.case,
            kind: None,
        };
        let mut document = new_document(&import, media, Some(parent));
        let (sealer, case) = self.with_for_queue(|open| {
            Ok((
                open.vault.sealer(),
                open.vault.read().document(parent)?.case,
            ))
        })?;
        // A mail that was taken in has its case by now, and its line of the queue has none.
        document.case = document.case.or(case);
        let sealed = sealer.seal(bytes)?;
        let recorded = self.change_for_queue(Operation::by_program("file-attachment"), |tx, _| {
            let filed = tx.file_document(&sealed, &document)?;
            if let Filed::New(id) = filed {
                tx.enqueue_filed(mail.batch, &import, id)?;
            }
            Ok(())
        });
        match recorded {
            Ok(_) => Ok(()),
            Err(error) => {
                let _ = self.with_for_queue(|open| Ok(open.vault.discard(sealed)?));
                Err(error)
            }
        }
    }

    /// Why a token was called off: the person stopped this file, or the vault was locked.
    pub(super) fn stopped_or_locked(&self, id: ImportId) -> Error {
        let stopped = held(&self.queue.state)
            .active
            .get(&id)
            .is_some_and(|active| active.stopped);
        if stopped {
            Code::Cancelled.into()
        } else {
            Code::Locked.into()
        }
    }

    /// Records how a file ended. Where that cannot be written, it is remembered, so that it isn't tried for ever.
    pub(super) fn end(
        &self,
        id: ImportId,
        state: ImportState,
        document: Option<DocumentId>,
        error: Option<&Error>,
    ) {
        let code = error.map(Error::code);
        let done = self.change_for_queue(Operation::by_program("queue"), |tx, _| {
            tx.set_import(id, state, document, code.map(Code::id))?;
            match error.and_then(Error::beyond_its_code) {
                Some(said) => tx.say_of_import(id, &said),
                None => Ok(()),
            }
        });
        match done {
            Ok(_) => {}
            Err(error) if error.code() == Code::Locked => {}
            Err(error) => {
                tracing::warn!(code = %error.code(), "the state of a file could not be recorded");
                held(&self.queue.state)
                    .stuck
                    .insert(id, code.unwrap_or(error.code()));
            }
        }
    }
}

/// Files a sealed paper. One that is new is of the kind the person said, from its first dating on.
fn file_as(
    tx: &mut Tx<'_>,
    sealed: &Sealed,
    document: &NewDocument,
    kind: Option<NoticeKind>,
) -> Result<Filed, VaultError> {
    let filed = tx.file_document(sealed, document)?;
    if let (Filed::New(id), Some(kind)) = (filed, kind) {
        dating::say_kind(tx, id, kind)?;
    }
    Ok(filed)
}

fn new_document(import: &NewImport, media: &str, parent: Option<DocumentId>) -> NewDocument {
    let mut document =
        NewDocument::from_file(import.file_name.reveal().clone(), media, import.arrival);
    document.case = import.case;
    document.parent = parent;
    document
}
