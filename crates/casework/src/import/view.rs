//! The queue as it is shown, and what the person does with it: stop, undo, clear, a password.

use super::acts::{acts, brought_in};
use super::{Desk, Inner, QueueState, import_id};
use crate::desk::{Opened, held};
use crate::documents::partly;
use crate::error::{Code, Error};
use crate::review;
use crate::view::{
    DocumentPasswordRequest, ErrorView, ImportState as Shown, QueueView, QueuedFileView,
};
use holdfast_reader::Password;
use holdfast_vault::{DocumentRow, ImportRow, ImportState, Operation, ReadState};

impl Desk {
    /// The queue. While locked only what came in since: a count, and what was refused.
    pub fn queue(&self) -> Result<QueueView, Error> {
        let inner = &self.inner;
        let open = inner.with(|open| {
            let rows = open.vault.read().imports(chrono::DateTime::UNIX_EPOCH)?;
            let state = held(&inner.queue.state);
            rows.iter()
                .map(|row| {
                    let file = inner.file_view(open, &state, row)?;
                    Ok(QueuedFileView {
                        acts: acts(&file),
                        ..file
                    })
                })
                .collect::<Result<Vec<_>, _>>()
        });
        let files = match open {
            Ok(files) => files,
            Err(error) if error.code() == Code::Locked => {
                let state = held(&inner.queue.state);
                return Ok(QueueView {
                    files: state.while_locked.clone(),
                    done: count(&state.while_locked),
                    total: count(&state.while_locked),
                    running: false,
                    brought_in: 0,
                    undoable: 0,
                    seconds_left: None,
                });
            }
            Err(error) => return Err(error),
        };
        let left = files.iter().filter(|f| f.state.is_under_way()).count();
        let ours = files.iter().filter(|f| brought_in(f)).count();
        Ok(QueueView {
            total: count(&files),
            brought_in: u32::try_from(ours).unwrap_or(u32::MAX),
            undoable: u32::try_from(ours + left).unwrap_or(u32::MAX),
            done: u32::try_from(files.len() - left).unwrap_or(u32::MAX),
            running: left > 0,
            seconds_left: self.seconds_left(&files),
            files,
        })
    }

    /// Stops one file, or all that wait or run. What is sealed stays.
    pub fn queue_stop(&self, file: Option<&str>) -> Result<QueueView, Error> {
        let inner = &self.inner;
        let rows = self.rows(file)?;
        let mut idle = Vec::new();
        for row in rows.iter().filter(|row| row.state.wants_work()) {
            match held(&inner.queue.state).active.get_mut(&row.id) {
                // Its thread ends it at the page it is at.
                Some(active) => {
                    active.stopped = true;
                    active.token.cancel();
                }
                None => idle.push(row.clone()),
            }
        }
        inner.change(Operation::by_program("stop-queue"), |tx, _| {
            for row in &idle {
                tx.set_import(row.id, ImportState::Cancelled, row.document, None)?;
            }
            Ok(())
        })?;
        self.queue()
    }

    /// Takes back one file, or all that are shown: what was filed goes to the trash, what waits is stopped.
    pub fn queue_undo(&self, file: Option<&str>) -> Result<QueueView, Error> {
        self.queue_stop(file)?;
        let rows = self.rows(file)?;
        let inner = &self.inner;
        inner.change(
            Operation::by_person("undo-filing").described("Took back what was just filed."),
            |tx, _| {
                // A paper that was here before stays: only what this file brought in goes.
                for row in rows.iter().filter(|row| row.state != ImportState::Known) {
                    if let Some(document) = row.document
                        && tx.document(document)?.trashed_at.is_none()
                    {
                        tx.trash_document(document)?;
                    }
                }
                Ok(())
            },
        )?;
        self.queue()
    }

    /// Takes what is finished off the list.
    pub fn queue_clear(&self) -> Result<QueueView, Error> {
        let inner = &self.inner;
        held(&inner.queue.state).while_locked.clear();
        if self.is_open() {
            let before = inner.moment() + chrono::TimeDelta::milliseconds(1);
            inner.change(Operation::by_program("clear-queue"), |tx, _| {
                tx.clear_finished_imports(before)
            })?;
        }
        self.queue()
    }

    /// Gives the password of a document, so that it is read.
    pub fn queue_password(&self, request: DocumentPasswordRequest) -> Result<QueueView, Error> {
        let inner = &self.inner;
        let id = import_id(&request.file)?;
        let password = Password::new(request.password);
        held(&inner.queue.state).passwords.insert(id, password);
        inner.change(Operation::by_program("document-password"), |tx, _| {
            let row = tx.import(id)?;
            if let Some(document) = row.document {
                tx.set_read_state(document, ReadState::Waiting, None)?;
            }
            tx.set_import(id, ImportState::Filed, row.document, None)
        })?;
        inner.wake_queue();
        self.queue()
    }

    fn rows(&self, file: Option<&str>) -> Result<Vec<ImportRow>, Error> {
        let id = file.map(import_id).transpose()?;
        self.inner.with(|open| {
            let read = open.vault.read();
            Ok(match id {
                Some(id) => vec![read.import(id)?],
                None => read.imports(chrono::DateTime::UNIX_EPOCH)?,
            })
        })
    }
}

impl Inner {
    fn file_view(
        &self,
        open: &Opened,
        queue: &QueueState,
        row: &ImportRow,
    ) -> Result<QueuedFileView, Error> {
        let mut view = bare(row.file_name.reveal().clone(), Shown::Waiting, None);
        view.id = row.id.to_string();
        view.document = row.document.map(|id| id.to_string());
        let read = open.vault.read();
        let document = match row.document {
            Some(id) => read.document(id).ok(),
            None => None,
        };
        let trouble = |code: &str| {
            let told = Error::kept(code, row.said.as_ref());
            Some(ErrorView::from(told))
        };
        if let Some(code) = queue.stuck.get(&row.id) {
            // What is filed already stays filed; it is unread.
            view.state = match row.document {
                Some(_) => Shown::Unreadable,
                None => Shown::Refused,
            };
            view.again = true;
            view.trouble = Some(ErrorView::from(Error::of(*code)));
            return Ok(view);
        }
        if let Some(active) = queue.active.get(&row.id) {
            view.state = if active.sealing {
                Shown::Sealing
            } else {
                Shown::Reading
            };
            view.page = active.page;
            view.pages = active.pages;
            return Ok(view);
        }
        match row.state {
            ImportState::Waiting | ImportState::Keeping | ImportState::Filed => {}
            ImportState::Reading => {
                view.state = Shown::Reading;
                view.pages = document.as_ref().map_or(0, |d| d.page_count);
            }
            ImportState::Known => {
                view.state = Shown::Known;
                view.again = document.as_ref().is_some_and(is_unread);
                view.in_trash = document.as_ref().is_some_and(|d| d.trashed_at.is_some());
                view.already = document.as_ref().map(|d| d.title.reveal().clone());
                let say = if view.in_trash {
                    "It lies in the trash. You can restore it."
                } else {
                    "Nothing was stored twice."
                };
                view.say = Some(say.to_owned());
            }
            ImportState::NeedsPassword => {
                view.state = Shown::HasPassword;
                view.trouble = row.error.as_deref().and_then(trouble);
            }
            ImportState::Failed => {
                view.state = Shown::Refused;
                view.again = row.path.is_some();
                view.trouble = row.error.as_deref().and_then(trouble);
            }
            ImportState::Kept | ImportState::Cancelled => {
                view.again = document.is_some() || row.path.is_some();
                view.state = match row.state {
                    ImportState::Kept => Shown::Kept,
                    _ => Shown::Stopped,
                };
            }
            ImportState::Done => {
                view.state = Shown::Filed;
                view.trouble = row.error.as_deref().and_then(trouble);
            }
        }
        if let Some(document) = document.filter(|_| row.state != ImportState::Known) {
            self.add_document(open, row, &mut view, &document)?;
        }
        Ok(view)
    }

    fn add_document(
        &self,
        open: &Opened,
        row: &ImportRow,
        view: &mut QueuedFileView,
        document: &DocumentRow,
    ) -> Result<(), Error> {
        let done = view.state == Shown::Filed;
        view.pages = document.page_count.max(view.pages);
        if document.trashed_at.is_some() {
            view.state = Shown::Undone;
            view.again = false;
        }
        if view.state == Shown::Kept {
            view.title = Some(document.title.reveal().clone());
        }
        if !done {
            return Ok(());
        }
        view.title = Some(document.title.reveal().clone());
        if document.read_state == ReadState::Failed {
            view.state = if view.state == Shown::Undone {
                Shown::Undone
            } else {
                view.again = true;
                Shown::Unreadable
            };
            if view.trouble.is_none() {
                let code = document
                    .read_error
                    .as_deref()
                    .unwrap_or(Code::FileDamaged.id());
                let told = Error::kept(code, document.read_said.as_ref());
                view.trouble = Some(ErrorView::from(told));
            }
            return Ok(());
        }
        let facts =
            review::Facts::load(open.vault.read(), self.lib, document.id, self.clock.today())?;
        view.say = match document.read_state {
            // What is missing goes before what was found.
            ReadState::Partly => Some(partly(&facts.page_doubts)),
            _ => facts.second_line(),
        };
        view.same_letter_as = self.twin_view(open, row.same_letter)?;
        let unchecked = document.reviewed_at.is_none()
            && matches!(document.read_state, ReadState::Read | ReadState::Partly);
        if unchecked {
            view.to_check = facts.to_check();
        }
        if unchecked && view.state == Shown::Filed {
            view.state = Shown::ToCheck;
        }
        Ok(())
    }

    /// How many files in the queue want a password or could not be taken.
    pub(crate) fn files_to_look_at(&self, open: &Opened) -> Result<u32, Error> {
        let rows = open.vault.read().imports(chrono::DateTime::UNIX_EPOCH)?;
        let wants = |row: &&ImportRow| {
            matches!(row.state, ImportState::NeedsPassword | ImportState::Failed)
        };
        let count = rows.iter().filter(wants).count();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// Kept without its text, and not trashed.
fn is_unread(document: &DocumentRow) -> bool {
    document.read_state == ReadState::Waiting && document.trashed_at.is_none()
}

fn count(files: &[QueuedFileView]) -> u32 {
    u32::try_from(files.len()).unwrap_or(u32::MAX)
}

/// A file of which only name and state are known.
pub(super) fn bare(file_name: String, state: Shown, trouble: Option<ErrorView>) -> QueuedFileView {
    QueuedFileView {
        id: String::new(),
        file_name,
        state,
        title: None,
        say: None,
        document: None,
        already: None,
        in_trash: false,
        page: 0,
        pages: 0,
        to_check: 0,
        same_letter_as: None,
        again: false,
        acts: Vec::new(),
        trouble,
    }
}
