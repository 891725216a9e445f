//! Opening and locking, wrong tries, and where the app stands.

use crate::desk::{Desk, DeskEvent, Inner, Opened, Session, held};
use crate::error::{Code, Error};
use crate::reminders;
use crate::view::{AppView, ErrorView, Phase, UnlockRequest};
use chrono::{DateTime, SecondsFormat, TimeDelta};
use holdfast_case::{CaseId, Private};
use holdfast_vault::{
    Access, CannotWrite, LockedVault, NewCase, Operation, RecoveryCode, UnlockOptions, Vault,
};
use secrecy::SecretString;

/// Tries before one has to wait.
const FREE_TRIES: u32 = 5;
const FIRST_WAIT: u32 = 30;
const LONGEST_WAIT: u32 = 900;

/// What is known while it is locked, by counts and times alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WhileLocked {
    /// Documents in the inbox.
    pub received: u32,
    /// Reminders whose time has come.
    pub due: u32,
    /// True where one comes within seven days.
    pub due_this_week: bool,
}

impl Desk {
    /// What the locked screen can say now; none while it is not locked.
    pub fn while_locked(&self) -> Option<WhileLocked> {
        let inner = &self.inner;
        let locked = match &*held(&inner.session) {
            Session::Locked(_) => true,
            Session::Open(open) => open.resting,
            Session::None | Session::Trouble(_) => false,
        };
        locked.then(|| inner.while_locked())
    }

    /// Where the app stands.
    pub fn app_state(&self) -> Result<AppView, Error> {
        let inner = &self.inner;
        let waits = held(&inner.sheet)
            .as_ref()
            .is_some_and(crate::sheet::Sheet::is_first);
        let session = held(&inner.session);
        let mut trouble = None;
        let mut case_name = None;
        let mut sample = None;
        let phase = match &*session {
            Session::None => Phase::FirstRun,
            Session::Locked(_) => Phase::Locked,
            Session::Open(open) if open.resting => Phase::Locked,
            Session::Open(_) if waits => Phase::Recovery,
            Session::Open(open) => {
                if inner.in_sample() {
                    sample = Some(crate::sample::says(inner.clock.today()));
                }
                case_name = Some(open.vault.read().case(open.case)?.name.into_inner());
                Phase::Open
            }
            Session::Trouble(code) => {
                trouble = Some(ErrorView::from(Error::of(*code)));
                Phase::Trouble
            }
        };
        drop(session);
        let (locked, remembers) = match phase {
            Phase::Locked => (inner.while_locked(), held(&inner.settings).present.keychain),
            _ => (WhileLocked::default(), false),
        };
        Ok(AppView {
            phase,
            vault_folder: inner.folder().display().to_string(),
            received_while_locked: locked.received,
            due_while_locked: locked.due,
            due_this_week: locked.due_this_week,
            keychain_remembers: remembers,
            wait_seconds: inner.seconds_to_wait(),
            today: inner.clock.today().to_string(),
            trouble,
            case_name,
            sample,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Opens the vault.
    pub fn unlock(&self, request: UnlockRequest) -> Result<AppView, Error> {
        self.unlock_with(request, &self.inner.unlock_options())
    }

    /// Opens the vault by the keychain where the person chose so; answers whether it is open now. For the start of
    /// the program only: who locked by hand wants to be asked.
    pub fn unlock_at_start(&self) -> Result<bool, Error> {
        let remembers = held(&self.inner.settings).present.keychain;
        if !remembers || !matches!(&*held(&self.inner.session), Session::Locked(_)) {
            return Ok(false);
        }
        self.unlock(UnlockRequest::Keychain).map(|_| true)
    }

    /// Opens the vault although another computer has it open, or with a public key put right: only after the person
    /// said yes.
    pub fn unlock_all_the_same(&self, request: UnlockRequest) -> Result<AppView, Error> {
        let options = UnlockOptions {
            take_over: true,
            repair_recipient: true,
            ..self.inner.unlock_options()
        };
        self.unlock_with(request, &options)
    }

    fn unlock_with(
        &self,
        request: UnlockRequest,
        options: &UnlockOptions,
    ) -> Result<AppView, Error> {
        let inner = &self.inner;
        let locked = inner.locked_vault()?;
        let waiting = inner.seconds_to_wait();
        // Words are too many to be guessed, and whoever forgot the passphrase needs them now.
        if waiting > 0 && matches!(request, UnlockRequest::Passphrase { .. }) {
            return Err(Error::wait(waiting));
        }
        let by_words = matches!(request, UnlockRequest::Words { .. });
        let opened = match request {
            UnlockRequest::Passphrase { passphrase } => {
                locked.unlock_with_passphrase(&SecretString::from(passphrase), options)
            }
            UnlockRequest::Words { words } => {
                let words = SecretString::from(words);
                RecoveryCode::parse(secrecy::ExposeSecret::expose_secret(&words))
                    .map_err(Into::into)
                    .and_then(|code| locked.unlock_with_recovery(&code, options))
            }
            UnlockRequest::Keychain => locked.unlock_with_keychain(inner.parts.keychain, options),
        };
        match opened {
            Ok(vault) => {
                inner.remember(|s| drop(s.tries.remove(&locked.id().to_string())));
                self.begin(vault)?;
                // whoever typed all the words holds the sheet
                if by_words && let Err(error) = inner.sheet_checked() {
                    tracing::warn!(code = %error.code(), "that the sheet was checked is not noted");
                }
                self.app_state()
            }
            Err(error) => {
                let mut error = Error::from(error);
                if error.code() == Code::DatabaseDamaged && locked.holds_copies() {
                    error = error.hinting(
                        "The folder \u{2018}before\u{2019} in the vault holds an older copy of the records. The command \
                         “holdfast-cli rescue” tells how to open it.",
                    );
                }
                if error.code() == Code::WrongPassphrase {
                    let now = inner.moment().to_rfc3339_opts(SecondsFormat::Secs, true);
                    inner.remember(|s| {
                        let tries = s.tries.entry(locked.id().to_string()).or_default();
                        tries.wrong = tries.wrong.saturating_add(1);
                        tries.last = Some(now);
                    });
                }
                Err(error)
            }
        }
    }

    /// Puts an open vault on the desk and takes up what was left.
    pub(crate) fn begin(&self, mut vault: Vault) -> Result<(), Error> {
        let inner = &self.inner;
        let case = inner.case_in(&mut vault)?;
        held(&inner.told).clear();
        if vault.access() == Access::Full {
            let now = inner.moment();
            let marks: Vec<_> = vault
                .unlock_report()
                .taken_over
                .iter()
                .map(reminders::Mark::of)
                .collect();
            // Not only what was taken in just now: a program that was killed in the middle of opening left what it
            // had taken in without a case, and its day would be worked out without what is known of the plan.
            let caseless = vault.read().documents_without_case()?;
            vault.transact(Operation::by_program("unlock"), now, |tx| {
                reminders::take_over(tx, &marks)?;
                for id in &caseless {
                    let edit = holdfast_vault::DocumentEdit {
                        case: Some(case),
                        ..Default::default()
                    };
                    tx.edit_document(*id, &edit)?;
                }
                inner.set_alarms(tx)
            })?;
        }
        let seen_version = vault.data_version()?;
        let folder = vault.folder().to_owned();
        let received = vault.unlock_report().known.clone();
        *held(&inner.session) = Session::Open(Box::new(Opened {
            vault,
            case,
            seen_version,
            said_times: Default::default(),
            last_says: Default::default(),
            resting: false,
        }));
        tracing::info!("the vault is open");
        if inner.given_folder.is_none() && !inner.in_sample() {
            inner.remember(|s| s.vault_folder = Some(folder));
        }
        if inner.can_write() {
            if let Err(error) = inner.put_back_received(&received) {
                tracing::warn!(code = %error.code(), "a paper that came in again stays in the trash for now");
            }
            if let Err(error) = inner.queue_unread_again() {
                tracing::warn!(code = %error.code(), "unread papers stay unread for now");
            }
            inner.wake_queue();
        }
        inner.tell(DeskEvent::AlarmsChanged);
        inner.tell(DeskEvent::QueueChanged);
        Ok(())
    }

    /// Why the open vault can only be looked at; none where it can be changed too.
    pub fn why_only_looking(&self) -> Option<Error> {
        let Session::Open(open) = &*held(&self.inner.session) else {
            return None;
        };
        match open.vault.access() {
            Access::Full => None,
            Access::ReadOnlyNewer { .. } => Some(
                Error::of(Code::VaultNewer)
                    .saying("A newer Holdfast wrote this vault: you can look, and nothing is changed."),
            ),
            Access::LookOnly { why: CannotWrite::DiskFull } => Some(
                Error::of(Code::DiskFull)
                    .saying("The disk is full: you can look, and nothing is changed."),
            ),
            Access::LookOnly { why: CannotWrite::ReadOnlyFolder } => Some(
                Error::of(Code::FolderReadOnly)
                    .saying("Nothing can be written to the vault's folder: you can look, and nothing is changed."),
            ),
        }
    }

    /// Locks. Reading stops at the page it is at and goes on after unlocking.
    pub fn lock(&self) -> Result<AppView, Error> {
        self.inner.lock_now()?;
        self.app_state()
    }

    /// Locks after nobody was there for a while: at once to the eye; a running queue may end first.
    pub fn lock_idle(&self) -> Result<(), Error> {
        let busy = self.inner.queue.is_busy();
        let mut session = held(&self.inner.session);
        let Session::Open(open) = &mut *session else {
            return Ok(());
        };
        open.resting = busy;
        drop(session);
        if !busy {
            return self.inner.lock_now();
        }
        self.inner.pictures.wipe();
        self.inner.prints.clear();
        self.inner.tell(DeskEvent::Locked);
        // The queue may have ended just before it could see that the vault rests.
        if !self.inner.queue.is_busy() {
            return self.inner.lock_now();
        }
        Ok(())
    }

    /// Checks a secret without keeping the vault open.
    pub fn check_secret(&self, request: UnlockRequest) -> Result<(), Error> {
        self.unlock(request)?;
        self.inner.lock_now()
    }
}

impl Inner {
    fn unlock_options(&self) -> UnlockOptions {
        UnlockOptions {
            wait: self.parts.wait,
            patience: self.parts.patience,
            ..UnlockOptions::at(self.moment())
        }
    }

    /// The locked vault; one that rests is locked for good first.
    fn locked_vault(&self) -> Result<LockedVault, Error> {
        if matches!(&*held(&self.session), Session::Open(_)) {
            self.lock_now()?;
        }
        let mut session = held(&self.session);
        // What was in trouble before may be whole now: a disk that was plugged in, a copy brought back.
        if matches!(&*session, Session::Trouble(_) | Session::None) {
            *session = self.look_for_vault();
        }
        match &*session {
            // Read anew: another program may have set another passphrase since.
            Session::Locked(vault) => {
                LockedVault::open(vault.folder()).map_err(|error| match error {
                    holdfast_vault::VaultError::NoFolder => Code::VaultMissing.into(),
                    error => error.into(),
                })
            }
            Session::Trouble(code) => Err((*code).into()),
            _ => Err(Code::VaultMissing.into()),
        }
    }

    pub(crate) fn lock_now(&self) -> Result<(), Error> {
        self.queue.close();
        *held(&self.sheet) = None;
        let was_open = self.lock_session();
        if was_open && self.in_sample() {
            self.end_sample();
        }
        self.queue.closed();
        if !was_open {
            return Ok(());
        }
        held(&self.told).clear();
        self.pictures.wipe();
        self.prints.clear();
        self.queue.forget_secrets();
        tracing::info!("locked");
        self.tell(DeskEvent::Locked);
        self.tell(DeskEvent::AlarmsChanged);
        Ok(())
    }

    /// Puts the locked vault in the place of the open one; answers whether one was open.
    fn lock_session(&self) -> bool {
        let mut session = held(&self.session);
        let Session::Open(_) = &*session else {
            return false;
        };
        let Session::Open(open) = std::mem::replace(&mut *session, Session::None) else {
            return false;
        };
        *session = match open.vault.lock() {
            Ok(locked) => Session::Locked(locked),
            Err(error) => Session::Trouble(Error::from(error).code()),
        };
        true
    }

    /// False where the records can only be looked at.
    pub(crate) fn can_write(&self) -> bool {
        matches!(&*held(&self.session), Session::Open(open) if open.vault.access() == Access::Full)
    }

    /// The case everything goes to: the chosen one, else the first, made where there is none.
    fn case_in(&self, vault: &mut Vault) -> Result<CaseId, Error> {
        let chosen: Option<CaseId> = vault.read().setting("case")?;
        let cases = vault.read().cases()?;
        let known = cases
            .iter()
            .find(|case| Some(case.id) == chosen)
            .or(cases.first());
        if let Some(case) = known {
            return Ok(case.id);
        }
        let case = NewCase {
            name: Private::new("My case".to_owned()),
            ..NewCase::default()
        };
        let made = vault.transact(Operation::by_program("first-case"), self.moment(), |tx| {
            tx.add_case(&case)
        })?;
        Ok(made.value)
    }

    /// Seconds until the next try is allowed.
    pub(crate) fn seconds_to_wait(&self) -> u32 {
        let vault = match &*held(&self.session) {
            Session::Locked(vault) => vault.id(),
            Session::Open(open) => open.vault.id(),
            _ => return 0,
        };
        let vault = vault.to_string();
        let tries = held(&self.settings).present.tries.get(&vault).cloned();
        let tries = tries.unwrap_or_default();
        let Some(over) = tries.wrong.checked_sub(FREE_TRIES) else {
            return 0;
        };
        let wait = FIRST_WAIT
            .saturating_mul(1 << over.min(6))
            .min(LONGEST_WAIT);
        let last = tries
            .last
            .as_deref()
            .and_then(|at| DateTime::parse_from_rfc3339(at).ok());
        let Some(last) = last else { return 0 };
        let now = self.clock.now();
        if last > now {
            // The clock was set back: the wait begins anew instead of lasting for years.
            let now = now.to_rfc3339_opts(SecondsFormat::Secs, true);
            self.remember(|s| s.tries.entry(vault).or_default().last = Some(now));
            return wait;
        }
        let left = TimeDelta::seconds(i64::from(wait)) - (now - last.with_timezone(now.offset()));
        u32::try_from((left.num_milliseconds() + 999) / 1000).unwrap_or(0)
    }

    fn while_locked(&self) -> WhileLocked {
        let (due, due_this_week) = self.due_by_time();
        WhileLocked {
            received: self.received(),
            due,
            due_this_week,
        }
    }

    /// How many files lie in the inbox.
    fn received(&self) -> u32 {
        match &*held(&self.session) {
            Session::Locked(vault) => vault.received().try_into().unwrap_or(u32::MAX),
            _ => 0,
        }
    }
}
