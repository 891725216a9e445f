//! The desk: where the parts meet. It holds the vault while it is open and hands out the use cases, one file each.
//!
//! All methods may be called from any thread and may wait; none calls back into the desk while it holds a lock.

use crate::claims::SaidTimeToFile;
use crate::clock::{Clock, SampleClock};
use crate::error::{Code, Error};
use crate::import::Queue;
use crate::local_settings::{LocalSettings, Looks, SettingsFile};
use crate::pictures::Pictures;
use crate::reminders::Told;
use crate::sheet::Sheet;
use crate::view::{ChangeView, RecordKind};
use chrono::{DateTime, Local, Utc};
use holdfast_case::{CaseId, DocumentId};
use holdfast_library::Library;
use holdfast_reader::Reader;
use holdfast_rules::claims::PlanSays;
use holdfast_vault::{
    Change, KeyStrength, Keychain, Kind, LockedVault, Operation, Tx, Vault, VaultError,
};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Where a desk keeps its things, and what time it is.
pub struct DeskOptions {
    /// Folder of `settings.toml`.
    pub config_dir: PathBuf,
    /// Folder in which a vault is made unless another is chosen.
    pub data_dir: PathBuf,
    /// This vault and no other, whatever the settings say.
    pub vault_folder: Option<PathBuf>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

/// The parts that touch the machine.
pub struct DeskParts {
    /// Reads papers; none where its program is missing.
    pub reader: Option<Reader>,
    /// The keychain of this login.
    pub keychain: Keychain,
    /// Work to try one passphrase of a vault made here.
    pub strength: KeyStrength,
    /// How long to wait for a process that holds the whole vault.
    pub wait: Duration,
    /// How long a change waits for other programs that write.
    pub patience: Duration,
}

impl DeskParts {
    /// Those of this machine.
    pub fn of_this_machine() -> Self {
        let reader = Reader::locate();
        if let Err(error) = &reader {
            tracing::warn!(code = error.code(), "papers can be filed, not read");
        }
        Self {
            reader: reader.ok(),
            keychain: Keychain::of_this_session(Duration::from_secs(20)),
            strength: strength(),
            wait: Duration::ZERO,
            patience: holdfast_vault::PATIENCE,
        }
    }
}

impl DeskParts {
    /// The same for another desk on this machine.
    pub(crate) fn again(&self) -> Self {
        Self {
            reader: self.reader.clone(),
            ..*self
        }
    }
}

/// Full strength. Builds for developers make weak keys where a test asks for it; builds for people never do.
fn strength() -> KeyStrength {
    #[cfg(debug_assertions)]
    if std::env::var_os("HOLDFAST_TEST_WEAK_KEYS").is_some() {
        return KeyStrength::weak_for_tests();
    }
    KeyStrength::STANDARD
}

/// What the faces are told of without having asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskEvent {
    /// Records changed: read these again.
    Changed(Vec<RecordKind>),
    /// The import queue moved on.
    QueueChanged,
    /// The vault was locked: show nothing of it.
    Locked,
    /// The coming reminders changed.
    AlarmsChanged,
}

type Listener = Box<dyn Fn(&DeskEvent) + Send + Sync>;

/// All use cases.
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) clock: Arc<dyn Clock>,
    /// The same clock, to be put on the days of the sample and back.
    pub(crate) sample_clock: Arc<SampleClock>,
    pub(crate) data_dir: PathBuf,
    pub(crate) config_dir: PathBuf,
    pub(crate) given_folder: Option<PathBuf>,
    pub(crate) parts: DeskParts,
    pub(crate) lib: &'static Library,
    pub(crate) settings: Mutex<SettingsFile>,
    pub(crate) session: Mutex<Session>,
    /// True while the sample is open.
    pub(crate) sample: Mutex<bool>,
    pub(crate) sheet: Mutex<Option<Sheet>>,
    pub(crate) queue: Queue,
    pub(crate) pictures: Pictures,
    pub(crate) prints: crate::twins::Prints,
    pub(crate) told: Mutex<Vec<Told>>,
    listeners: Mutex<Vec<Arc<Listener>>>,
}

/// Whether a vault is there, and open.
pub(crate) enum Session {
    /// No vault yet.
    None,
    /// There is one, locked.
    Locked(LockedVault),
    /// Open.
    Open(Box<Opened>),
    /// It can't be opened.
    Trouble(Code),
}

/// An open vault.
pub(crate) struct Opened {
    pub(crate) vault: Vault,
    pub(crate) case: CaseId,
    pub(crate) seen_version: i64,
    /// The time to file a claim that a plan book gives, with its page, by the book and how many pages it has. It goes
    /// with the lock.
    pub(crate) said_times: SaidTimes,
    /// What was last found said of claims in a case, for the checks while a claim is typed.
    pub(crate) last_says: Option<(CaseId, PlanSays)>,
    /// True once it rests: the faces see it locked, and it locks as soon as the queue is empty.
    pub(crate) resting: bool,
}

/// What plan books give as the time to file.
pub(crate) type SaidTimes = HashMap<(DocumentId, u32), Option<(SaidTimeToFile, u32)>>;

pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// A desk with the parts of this machine. Nothing is opened yet.
    pub fn new(options: DeskOptions) -> Result<Self, Error> {
        Self::with_parts(options, DeskParts::of_this_machine())
    }

    /// A desk with other parts.
    pub fn with_parts(options: DeskOptions, parts: DeskParts) -> Result<Self, Error> {
        let settings = SettingsFile::open(&options.config_dir);
        let clock = Arc::new(SampleClock::new(options.clock));
        let inner = Inner {
            clock: clock.clone(),
            sample_clock: clock,
            data_dir: options.data_dir,
            config_dir: options.config_dir,
            given_folder: options.vault_folder,
            parts,
            lib: Library::builtin(),
            settings: Mutex::new(settings),
            session: Mutex::new(Session::None),
            sample: Mutex::new(false),
            sheet: Mutex::new(None),
            queue: Queue::default(),
            pictures: Pictures::default(),
            prints: crate::twins::Prints::default(),
            told: Mutex::default(),
            listeners: Mutex::default(),
        };
        let desk = Self {
            inner: Arc::new(inner),
        };
        *held(&desk.inner.session) = desk.inner.look_for_vault();
        Ok(desk)
    }

    /// Calls this on every event, from any thread.
    pub fn events(&self, listener: impl Fn(DeskEvent) + Send + Sync + 'static) {
        let listener: Listener = Box::new(move |event| listener(event.clone()));
        held(&self.inner.listeners).push(Arc::new(listener));
    }

    /// Now, by the desk's clock.
    pub fn now(&self) -> DateTime<Local> {
        self.inner.clock.now().with_timezone(&Local)
    }

    /// True while the vault is open to the faces.
    pub fn is_open(&self) -> bool {
        matches!(&*held(&self.inner.session), Session::Open(open) if !open.resting)
    }

    /// Looks of the window, known while locked too.
    pub fn looks(&self) -> Looks {
        held(&self.inner.settings).present.looks.clone()
    }

    /// Minutes until it locks by itself, 0 for never.
    pub fn lock_minutes(&self) -> u32 {
        held(&self.inner.settings).present.looks.lock_minutes
    }

    /// Remembers the size of the window.
    pub fn remember_window(&self, width: f64, height: f64) {
        self.inner
            .remember(|s| s.looks.window = Some((width, height)));
    }

    /// Looks whether another program changed the vault, and tells the listeners if so.
    pub fn look_for_changes(&self) -> Result<(), Error> {
        let changed = self.inner.with(|open| {
            let version = open.vault.data_version()?;
            let changed = version != open.seen_version;
            open.seen_version = version;
            Ok(changed)
        })?;
        if changed {
            self.inner.tell(DeskEvent::Changed(all_kinds()));
            self.inner.tell(DeskEvent::QueueChanged);
        }
        Ok(())
    }
}

impl Drop for Desk {
    /// Locks: a program that ends must leave no thread in the database, whose library ends with the program.
    fn drop(&mut self) {
        if self.inner.lock_now().is_err() {
            tracing::warn!("locking at the end failed");
        }
    }
}

impl Inner {
    /// The vault in the folder given, chosen, or usual.
    pub(crate) fn look_for_vault(&self) -> Session {
        let chosen = held(&self.settings).present.vault_folder.clone();
        let named = self.given_folder.is_some() || chosen.is_some();
        let folder = self.folder();
        match LockedVault::open(&folder) {
            Ok(vault) => Session::Locked(vault),
            Err(VaultError::NoFolder | VaultError::NotAVault) if !named => Session::None,
            Err(VaultError::NoFolder) => Session::Trouble(Code::VaultMissing),
            Err(error) => Session::Trouble(Error::from(error).code()),
        }
    }

    /// Folder of the vault, or the one proposed for it.
    pub(crate) fn folder(&self) -> PathBuf {
        self.given_folder
            .clone()
            .or_else(|| held(&self.settings).present.vault_folder.clone())
            .unwrap_or_else(|| self.data_dir.join("vault"))
    }

    /// Changes `settings.toml`. What cannot be written holds until the program ends, and is logged.
    pub(crate) fn remember(&self, with: impl FnOnce(&mut LocalSettings)) {
        if held(&self.settings).change(with).is_err() {
            tracing::warn!("settings.toml could not be written");
        }
    }

    /// Tells the listeners. Never called while a lock is held.
    pub(crate) fn tell(&self, event: DeskEvent) {
        let listeners: Vec<Arc<Listener>> = held(&self.listeners).clone();
        for listener in listeners {
            listener(&event);
        }
    }

    /// Works with the open vault, for a face.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut Opened) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match &mut *held(&self.session) {
            Session::Open(open) if !open.resting => work(open),
            Session::Open(_) | Session::Locked(_) => Err(Code::Locked.into()),
            Session::None => Err(Code::VaultMissing.into()),
            Session::Trouble(code) => Err((*code).into()),
        }
    }

    /// Works with the open vault, for the queue: also while it rests.
    pub(crate) fn with_for_queue<T>(
        &self,
        work: impl FnOnce(&mut Opened) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match &mut *held(&self.session) {
            Session::Open(open) => work(open),
            _ => Err(Code::Locked.into()),
        }
    }

    /// Makes one change, brings the alarms up to date with it, and tells what it touched.
    pub(crate) fn change<T>(
        &self,
        operation: Operation,
        work: impl FnOnce(&mut Tx<'_>, CaseId) -> Result<T, VaultError>,
    ) -> Result<Change<T>, Error> {
        let change = self.with(|open| self.change_in(open, operation, work))?;
        self.told_change(&change);
        Ok(change)
    }

    /// The same for the queue.
    pub(crate) fn change_for_queue<T>(
        &self,
        operation: Operation,
        work: impl FnOnce(&mut Tx<'_>, CaseId) -> Result<T, VaultError>,
    ) -> Result<Change<T>, Error> {
        let change = self.with_for_queue(|open| self.change_in(open, operation, work))?;
        self.told_change(&change);
        Ok(change)
    }

    pub(crate) fn change_in<T>(
        &self,
        open: &mut Opened,
        operation: Operation,
        work: impl FnOnce(&mut Tx<'_>, CaseId) -> Result<T, VaultError>,
    ) -> Result<Change<T>, Error> {
        let case = open.case;
        let change = open.vault.transact(operation, self.moment(), |tx| {
            let value = work(tx, case)?;
            self.set_alarms(tx)?;
            Ok(value)
        })?;
        Ok(change)
    }

    pub(crate) fn told_change<T>(&self, change: &Change<T>) {
        let touched = record_kinds(&change.touched);
        if touched.contains(&RecordKind::Queue) {
            self.tell(DeskEvent::QueueChanged);
        }
        if touched.contains(&RecordKind::Reminders) || touched.contains(&RecordKind::Deadlines) {
            self.tell(DeskEvent::AlarmsChanged);
        }
        let others: Vec<RecordKind> = touched
            .into_iter()
            .filter(|kind| *kind != RecordKind::Queue)
            .collect();
        if !others.is_empty() {
            self.tell(DeskEvent::Changed(others));
        }
    }

    /// Now, in UTC, as the records keep it.
    pub(crate) fn moment(&self) -> DateTime<Utc> {
        self.clock.now().with_timezone(&Utc)
    }
}

/// What a change touched, for the faces.
pub(crate) fn record_kinds(kinds: &[Kind]) -> Vec<RecordKind> {
    let mut found: Vec<RecordKind> = Vec::new();
    for kind in kinds {
        let kind = match kind {
            Kind::Cases => RecordKind::Cases,
            Kind::Documents | Kind::Pages | Kind::Originals => RecordKind::Documents,
            Kind::Readings | Kind::Confirmations => RecordKind::Reviews,
            Kind::Deadlines => RecordKind::Deadlines,
            Kind::Reminders => RecordKind::Reminders,
            Kind::Queue => RecordKind::Queue,
            Kind::Settings => RecordKind::Settings,
            Kind::CaseRecords => RecordKind::CaseRecords,
            Kind::Drafts | Kind::Journal => continue,
        };
        if !found.contains(&kind) {
            found.push(kind);
        }
    }
    found
}

fn all_kinds() -> Vec<RecordKind> {
    use RecordKind as R;
    vec![
        R::Documents,
        R::Reviews,
        R::Deadlines,
        R::Settings,
        R::Cases,
        R::Reminders,
        R::CaseRecords,
    ]
}

/// A change of the person, for the undo bar.
pub(crate) fn change_view<T>(change: &Change<T>, said: impl Into<String>) -> ChangeView {
    ChangeView {
        said: said.into(),
        undo: Some(change.seq.to_string()),
        touched: record_kinds(&change.touched),
    }
}
