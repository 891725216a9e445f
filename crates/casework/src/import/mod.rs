//! Filing: files come in, are sealed first, then read, one state each.
//!
//! The queue is a record of the vault, so that it survives a restart. Sealing and reading are done by threads that
//! live only while there is something to do. Of several programs that have the vault open, one works on the queue
//! at a time (an empty lock file outside the vault says which); it does the others' files too.

mod acts;
mod again;
mod blank;
mod hover;
mod intake;
mod jobs;
mod lack;
mod pace;
mod read;
mod unread;
mod view;
mod wait;

pub(crate) use intake::{Taken, ending_of, look_at, media_words};

use crate::desk::{Desk, Inner, Session, held};
use crate::error::{Code, Error};
use crate::view::{DropHoverView, ErrorView, ImportState as Shown, QueuedFileView};
use holdfast_case::reading::NoticeKind;
use holdfast_case::{CaseId, DocumentId, ImportId, Private};
use holdfast_reader::{CancelToken, Password};
use holdfast_vault::{About, Arrival, LockedVault, NewImport, Operation};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long locking waits for a file that is just being sealed.
const LAST_MOMENT: Duration = Duration::from_millis(250);

/// How a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBy {
    /// Dropped on the window.
    Dropped,
    /// Copied elsewhere and pasted into the window.
    Pasted,
    /// Chosen in a dialog.
    Chosen,
    /// By the command line.
    CommandLine,
}

impl From<CameBy> for Arrival {
    fn from(by: CameBy) -> Self {
        match by {
            CameBy::Dropped => Self::Dropped,
            CameBy::Pasted => Self::Pasted,
            CameBy::Chosen => Self::Picked,
            CameBy::CommandLine => Self::CommandLine,
        }
    }
}

/// What becomes of a file once it is sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// It is read: the usual thing, and the safe one, since a date in it would be seen.
    #[default]
    Read,
    /// It is kept as it is.
    Keep,
}

/// How files are filed. By [`From`] what is usual: in the case in use, read, of the kind that is read off them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filing {
    /// How they came.
    pub by: CameBy,
    /// What becomes of them once sealed.
    pub then: Then,
    /// Another case than the one in use; that needs the vault open.
    pub case: Option<CaseId>,
    /// The kind of letter they are, as the person says; that needs the vault open too.
    pub kind: Option<NoticeKind>,
}

impl Filing {
    /// What is received while locked is filed as usual at the next unlock: a case or a kind of its own would be lost.
    fn while_locked(&self) -> Result<(), Error> {
        if self.case.is_some() || self.kind.is_some() {
            return Err(Code::Locked.into());
        }
        Ok(())
    }
}

impl From<CameBy> for Filing {
    fn from(by: CameBy) -> Self {
        Self {
            by,
            then: Then::Read,
            case: None,
            kind: None,
        }
    }
}

/// What the queue holds in memory only.
#[derive(Default)]
pub(crate) struct Queue {
    pub(crate) state: Mutex<QueueState>,
}

#[derive(Default)]
pub(crate) struct QueueState {
    /// Files being worked on, with how far they are.
    pub(crate) active: HashMap<ImportId, Active>,
    /// Threads that live.
    pub(crate) threads: usize,
    /// Passwords of documents, until they were read.
    pub(crate) passwords: HashMap<ImportId, Password>,
    /// Files whose trouble could not be recorded, such as with a full disk.
    pub(crate) stuck: HashMap<ImportId, Code>,
    /// True while the vault is being locked: nothing new is begun.
    pub(crate) closing: bool,
    /// Papers that were looked at.
    pub(crate) seen: HashSet<DocumentId>,
    /// How fast it goes.
    pub(crate) pace: pace::Pace,
    /// Files received or refused while locked.
    pub(crate) while_locked: Vec<QueuedFileView>,
    /// Papers that are read again: what stood in the way the first time was no fault of theirs.
    pub(crate) again: Vec<ImportId>,
    /// Held while this process works on the queue.
    pub(crate) lock: Option<File>,
}

pub(crate) struct Active {
    pub(crate) sealing: bool,
    pub(crate) page: u32,
    pub(crate) pages: u32,
    pub(crate) token: CancelToken,
    pub(crate) stopped: bool,
}

impl QueueState {
    /// What was told of a file in this run counts no more: it is tried again, or put away.
    fn forget(&mut self, id: ImportId) {
        self.stuck.remove(&id);
    }
}

impl Queue {
    pub(crate) fn is_busy(&self) -> bool {
        let state = held(&self.state);
        state.threads > 0 || !state.active.is_empty()
    }
    /// Calls off what runs, and begins nothing new until [`Queue::closed`]. What is just being sealed gets a moment
    /// to end: it would have no record otherwise, and be taken in nameless at the next unlock.
    pub(crate) fn close(&self) {
        let mut state = held(&self.state);
        state.closing = true;
        for active in state.active.values() {
            active.token.cancel();
        }
        drop(state);
        let begun = Instant::now();
        while held(&self.state)
            .active
            .values()
            .any(|active| active.sealing)
            && begun.elapsed() < LAST_MOMENT
        {
            std::thread::sleep(Duration::from_millis(4));
        }
    }
    /// The vault is locked.
    pub(crate) fn closed(&self) {
        held(&self.state).closing = false;
    }
    pub(crate) fn forget_secrets(&self) {
        let mut state = held(&self.state);
        state.passwords.clear();
        state.seen.clear();
    }
}

/// One file and what became of it.
#[derive(Clone, Debug)]
pub struct Added {
    /// Its place in the queue; none while locked.
    pub id: Option<ImportId>,
    /// Its name.
    pub file_name: String,
    /// The document it became, or already was.
    pub document: Option<DocumentId>,
    /// `waiting`, `filed`, `known`, `received` or `refused`.
    pub status: &'static str,
    /// True for a known one that lies in the trash.
    pub in_trash: bool,
    /// Why it was refused.
    pub trouble: Option<ErrorView>,
}

impl Added {
    /// A file that was not taken.
    pub fn refused(file_name: String, error: &Error) -> Self {
        Self {
            id: None,
            file_name,
            document: None,
            status: "refused",
            in_trash: false,
            trouble: Some(ErrorView::from(error)),
        }
    }
}

impl Desk {
    /// Files what lies at these paths, and says of each what became of it so far. What was dropped or pasted brings
    /// the files of its folders. While locked all are received, and read once it is unlocked.
    pub fn add(&self, paths: &[PathBuf], filing: impl Into<Filing>) -> Result<Vec<Added>, Error> {
        self.inner.not_in_sample()?;
        let filing = filing.into();
        let paths = match filing.by {
            CameBy::Dropped | CameBy::Pasted => intake::with_folders(paths),
            CameBy::Chosen | CameBy::CommandLine => paths.to_vec(),
        };
        let inner = &self.inner;
        let locked = match &*held(&inner.session) {
            Session::Open(open) if open.resting => Some(LockedVault::open(open.vault.folder())?),
            Session::Open(_) => None,
            Session::Locked(vault) => Some(vault.clone()),
            Session::None => return Err(Code::VaultMissing.into()),
            Session::Trouble(code) => return Err((*code).into()),
        };
        if let Some(vault) = locked {
            filing.while_locked()?;
            let received = paths
                .iter()
                .map(|path| inner.receive(&vault, path, filing.by))
                .collect();
            inner.tell(crate::DeskEvent::QueueChanged);
            return Ok(received);
        }
        let imports: Vec<NewImport> = paths.iter().map(|path| new_import(path, filing)).collect();
        let seen = inner.with(|open| inner.seen_imports(open))?;
        let change = inner.change(Operation::by_program("queue-files"), |tx, in_use| {
            // The list clears itself of what was looked at, and of nothing else.
            for id in &seen {
                tx.forget_import(*id)?;
            }
            let batch = Uuid::now_v7();
            let imports = imports.iter().map(|import| NewImport {
                case: import.case.or(Some(in_use)),
                ..import.clone()
            });
            imports
                .map(|import| match filing.then {
                    Then::Read => tx.enqueue(batch, &import),
                    Then::Keep => tx.enqueue_to_keep(batch, &import),
                })
                .collect::<Result<Vec<_>, _>>()
        })?;
        inner.wake_queue();
        Ok(change
            .value
            .into_iter()
            .zip(&paths)
            .map(|(id, path)| Added {
                id: Some(id),
                file_name: name_of(path),
                document: None,
                status: "waiting",
                in_trash: false,
                trouble: None,
            })
            .collect())
    }

    /// Files bytes that came without a file, such as by a pipe.
    pub fn add_bytes(
        &self,
        file_name: &str,
        bytes: &[u8],
        filing: impl Into<Filing>,
    ) -> Result<Added, Error> {
        let inner = &self.inner;
        inner.not_in_sample()?;
        let filing = filing.into();
        let refused = |error: Error| Added::refused(file_name.to_owned(), &error);
        let media = match intake::kind_of(file_name, bytes) {
            Ok(kind) => kind,
            Err(error) => return Ok(refused(error)),
        };
        if !self.is_open() {
            let vault = LockedVault::open(&inner.folder()).map_err(crate::first_run::missing)?;
            filing.while_locked()?;
            let about = inner.about(file_name, media, filing.by);
            vault.receive(bytes, &about)?;
            return Ok(Added {
                status: "received",
                trouble: None,
                ..refused(Code::Internal.into())
            });
        }
        let in_use = inner.with(|open| Ok(open.case))?;
        let import = NewImport {
            file_name: Private::new(file_name.to_owned()),
            path: None,
            arrival: filing.by.into(),
            case: filing.case.or(Some(in_use)),
            kind: filing.kind,
        };
        let taken = Taken {
            bytes: zeroize::Zeroizing::new(bytes.to_vec()),
            media,
        };
        let added = inner.file_at_once(&import, &taken, filing.then)?;
        inner.wake_queue();
        Ok(added)
    }

    /// What hangs over the window.
    pub fn look_over(&self, paths: &[PathBuf]) -> DropHoverView {
        hover::look_over(paths)
    }
}

impl Inner {
    fn receive(&self, vault: &LockedVault, path: &Path, by: CameBy) -> Added {
        let file_name = name_of(path);
        let done = look_at(path).and_then(|taken| {
            let about = self.about(&file_name, taken.media, by);
            Ok(vault.receive(&taken.bytes, &about)?)
        });
        let trouble = done.as_ref().err().map(ErrorView::from);
        let state = if trouble.is_none() {
            Shown::Received
        } else {
            Shown::Refused
        };
        // Of what was taken only the number is shown while locked.
        let shown = if trouble.is_none() {
            String::new()
        } else {
            file_name.clone()
        };
        held(&self.queue.state)
            .while_locked
            .push(view::bare(shown, state, trouble.clone()));
        Added {
            id: None,
            file_name,
            document: None,
            status: if trouble.is_none() {
                "received"
            } else {
                "refused"
            },
            in_trash: false,
            trouble,
        }
    }

    fn about(&self, file_name: &str, media: holdfast_reader::MediaKind, by: CameBy) -> About {
        About {
            file_name: Private::new(file_name.to_owned()),
            media: intake::media_type(media).to_owned(),
            arrival: by.into(),
            at: self.moment(),
        }
    }
}

/// The place in the queue with this id.
fn import_id(id: &str) -> Result<ImportId, Error> {
    id.parse().map_err(|_| Code::NotFound.into())
}

fn new_import(path: &Path, filing: Filing) -> NewImport {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    NewImport {
        file_name: Private::new(name_of(path)),
        path: Some(Private::new(intake::path_text(&whole))),
        arrival: filing.by.into(),
        case: filing.case,
        kind: filing.kind,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
