//! A vault that is locked: it can be unlocked, it can receive, and it knows its alarms.

use crate::alarms::{self, AlarmMark, Alarms};
use crate::change::{Kind, Moment, Operation};
use crate::database;
use crate::documents::Arrival;
use crate::error::VaultError;
use crate::folder::{
    Folder, Holder, Machine, Manifest, PARTS, TempFile, WholeVault, list, read_small, synced_by,
    write_whole,
};
use crate::hazmat::{self, DatabaseKey, Identity};
use crate::keys::{
    KeyStrength, Keychain, KeychainTrouble, RecoveryCode, Slot, open_slot, seal_slot,
};
use crate::open::{Opening, Vault};
use crate::originals;
use holdfast_case::Private;
use secrecy::{ExposeSecret, SecretString};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// A vault folder whose content cannot be read.
#[derive(Clone, Debug)]
pub struct LockedVault {
    folder: Folder,
    manifest: Manifest,
}

/// What opens a key file.
#[derive(Clone, Copy, Debug)]
pub enum Secret<'a> {
    /// The passphrase.
    Passphrase(&'a SecretString),
    /// The recovery words.
    Recovery(&'a RecoveryCode),
}

/// How a vault is made.
#[derive(Clone, Debug)]
pub struct CreateOptions {
    /// The moment it is made.
    pub now: Moment,
    /// Work to try one passphrase.
    pub strength: KeyStrength,
    /// The machine it is made on, which has it open afterwards.
    pub machine: Machine,
}

impl CreateOptions {
    /// A vault made now, on this machine, at full strength.
    pub fn at(now: Moment) -> Self {
        Self {
            now,
            strength: KeyStrength::STANDARD,
            machine: Machine::this(),
        }
    }
}

/// How a vault is unlocked.
#[derive(Clone, Debug)]
pub struct UnlockOptions {
    /// The moment.
    pub now: Moment,
    /// How long to wait for a process that holds the whole vault.
    pub wait: Duration,
    /// How long a change waits for other processes that write to the records.
    pub patience: Duration,
    /// The machine it is opened on.
    pub machine: Machine,
    /// Open it although another machine has it open: by the person's explicit yes only.
    pub take_over: bool,
    /// Put the changed public key right: by the person's explicit yes only.
    pub repair_recipient: bool,
}

impl UnlockOptions {
    /// Unlocked now, on this machine, without waiting.
    pub fn at(now: Moment) -> Self {
        let machine = Machine::this();
        Self {
            now,
            wait: Duration::ZERO,
            patience: database::PATIENCE,
            machine,
            take_over: false,
            repair_recipient: false,
        }
    }
}

/// What is known about something received while locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Name of the file.
    pub file_name: Private<String>,
    /// Media type by its content.
    pub media: String,
    /// How it came.
    pub arrival: Arrival,
    /// When.
    pub at: Moment,
}

impl LockedVault {
    /// Makes a vault in a folder that is not there yet or is empty, and unlocks it. The recovery code is given back
    /// this once. On any error nothing is left of it.
    pub fn create(
        folder: &Path,
        passphrase: &SecretString,
        options: &CreateOptions,
    ) -> Result<(Vault, RecoveryCode), VaultError> {
        if passphrase.expose_secret().is_empty() {
            return Err(VaultError::EmptyPassphrase);
        }
        if let Some(service) = synced_by(folder) {
            return Err(VaultError::SyncedFolder { service });
        }
        let folder = Folder::new(std::path::absolute(folder)?);
        let was_there = folder.path().exists();
        check_empty(&folder)?;
        make_private_folder(folder.path())?;
        let made = make(&folder, passphrase, options);
        if made.is_err() {
            clear(&folder);
            let _ = fs::remove_file(folder.lock());
            if !was_there {
                let _ = fs::remove_dir(folder.path());
            }
        }
        made
    }

    /// Finds the vault in a folder. Nothing is opened yet.
    pub fn open(folder: &Path) -> Result<Self, VaultError> {
        let folder = Folder::new(std::path::absolute(folder)?);
        if let Some(service) = synced_by(folder.path()) {
            return Err(VaultError::SyncedFolder { service });
        }
        Self::open_anywhere(folder)
    }

    /// Like [`LockedVault::open`], in a synced folder too: for the offer to move or copy it elsewhere, never to work.
    pub fn open_although_synced(folder: &Path) -> Result<Self, VaultError> {
        Self::open_anywhere(Folder::new(std::path::absolute(folder)?))
    }

    /// Writes a lost or broken `vault.json` anew, from a key file that the secret opens. The vault gets a new id (the
    /// keychain must be told again), and nothing else changes.
    pub fn rebuild_description(
        folder: &Path,
        secret: Secret<'_>,
        now: Moment,
    ) -> Result<Self, VaultError> {
        let folder = Folder::new(std::path::absolute(folder)?);
        match Manifest::read(&folder) {
            Err(VaultError::DamagedManifest) => {}
            Ok(manifest) => return Ok(Self { folder, manifest }),
            Err(error) => return Err(error),
        }
        let _held = WholeVault::take(&folder, "repair", now, Duration::from_secs(3))?;
        let blank = Manifest::new(String::new());
        let slot = match secret {
            Secret::Passphrase(passphrase) => Slot::Passphrase(passphrase.expose_secret()),
            Secret::Recovery(code) => Slot::Recovery(code),
        };
        let identity = open_slot(slot, &folder, &blank)?;
        crate::keys::read_database_key(&folder, &identity)?;
        let mut manifest = Manifest::new(identity.recipient().to_string());
        for (name, path) in folder.slots() {
            // A key file that is missing is damage of its own, which the check of the vault names.
            if let Ok(sealed) = read_small(&path) {
                manifest.note_slot(name, &sealed);
            }
        }
        manifest.write(&folder)?;
        Ok(Self { folder, manifest })
    }

    fn open_anywhere(folder: Folder) -> Result<Self, VaultError> {
        match Manifest::read(&folder) {
            Ok(manifest) => Ok(Self { folder, manifest }),
            Err(VaultError::NotAVault | VaultError::DamagedManifest)
                if WholeVault::left_behind(&folder)
                    .is_some_and(|holder| holder.purpose == MAKE) =>
            {
                Err(VaultError::NotAVault)
            }
            Err(error) => Err(error),
        }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its id; names the vault in the keychain and in settings.
    pub fn id(&self) -> Uuid {
        self.manifest.vault
    }

    /// Unlocks with the passphrase.
    pub fn unlock_with_passphrase(
        &self,
        passphrase: &SecretString,
        options: &UnlockOptions,
    ) -> Result<Vault, VaultError> {
        self.check_there()?;
        WholeVault::wait_until_free(&self.folder, options.wait)?;
        let slot = Slot::Passphrase(passphrase.expose_secret());
        let identity = open_slot(slot, &self.folder, &Manifest::read(&self.folder)?)?;
        self.unlock(identity, options)
    }

    /// Unlocks with the recovery words.
    pub fn unlock_with_recovery(
        &self,
        code: &RecoveryCode,
        options: &UnlockOptions,
    ) -> Result<Vault, VaultError> {
        self.check_there()?;
        WholeVault::wait_until_free(&self.folder, options.wait)?;
        let identity = open_slot(
            Slot::Recovery(code),
            &self.folder,
            &Manifest::read(&self.folder)?,
        )?;
        self.unlock(identity, options)
    }

    /// Unlocks with the key kept in the keychain. Any [`VaultError::Keychain`] means: ask for the passphrase.
    pub fn unlock_with_keychain(
        &self,
        keychain: Keychain,
        options: &UnlockOptions,
    ) -> Result<Vault, VaultError> {
        self.check_there()?;
        let line = keychain.recall(self.id())?;
        let identity = std::str::from_utf8(&line)
            .ok()
            .and_then(hazmat::parse_identity);
        let identity = identity.ok_or(KeychainTrouble::WrongKey)?;
        if !self.owns(&identity) {
            return Err(KeychainTrouble::WrongKey.into());
        }
        self.unlock(identity, options)
    }

    /// Unlocks with the identity line of the recovery sheet (`AGE-SECRET-KEY-1…`).
    pub fn unlock_with_identity(
        &self,
        line: &SecretString,
        options: &UnlockOptions,
    ) -> Result<Vault, VaultError> {
        self.check_there()?;
        let identity =
            hazmat::parse_identity(line.expose_secret()).ok_or(VaultError::WrongRecoveryWords)?;
        if !self.owns(&identity) {
            return Err(VaultError::WrongRecoveryWords);
        }
        self.unlock(identity, options)
    }

    /// True for this vault's own identity. Another vault's key shows here, before anything is said about damage; the
    /// public key alone does not decide, for it may have been changed.
    fn owns(&self, identity: &Identity) -> bool {
        identity.recipient().to_string() == self.manifest.recipient
            || crate::keys::read_database_key(&self.folder, identity).is_ok()
    }

    fn unlock(&self, identity: Identity, options: &UnlockOptions) -> Result<Vault, VaultError> {
        Vault::open(Opening {
            folder: self.folder.clone(),
            identity,
            options,
        })
    }

    /// Takes this vault's key out of the keychain.
    pub fn forget_in_keychain(&self, keychain: Keychain) -> Result<(), KeychainTrouble> {
        keychain.forget(self.id())
    }

    /// Seals bytes into the inbox; the next unlock files them. Gives back a receipt that means nothing.
    pub fn receive(&self, bytes: &[u8], about: &About) -> Result<Uuid, VaultError> {
        self.check_there()?;
        // Whoever changes a key or migrates is done in a moment; a restore is not waited for.
        WholeVault::wait_until_free(&self.folder, Duration::from_secs(3))?;
        originals::receive(&self.folder, &self.manifest.recipient()?, bytes, about)
    }

    /// True where the database was copied before a change of its form.
    pub fn holds_copies(&self) -> bool {
        list(&self.folder.before()).is_ok_and(|copies| !copies.is_empty())
    }

    /// How many files lie in the inbox and wait for the next unlock.
    pub fn received(&self) -> usize {
        let entries = list(&self.folder.inbox()).unwrap_or_default();
        let is_content = |name: &str| {
            name.strip_suffix(".age")
                .is_some_and(|id| id.parse::<Uuid>().is_ok())
        };
        entries
            .iter()
            .filter(|entry| is_content(&entry.name))
            .count()
    }

    /// The coming alarms.
    pub fn alarms(&self) -> Result<Alarms, VaultError> {
        alarms::read(&self.folder)
    }

    /// Notes that a notice was shown for this alarm.
    pub fn mark_delivered(&self, token: Uuid, at: Moment) -> Result<(), VaultError> {
        alarms::mark(&self.folder, token, AlarmMark::Delivered(at))
    }

    /// Notes that the person put this alarm's notice off.
    pub fn put_off(&self, token: Uuid, until: Moment) -> Result<(), VaultError> {
        alarms::mark(&self.folder, token, AlarmMark::PutOff(until))
    }

    /// Who holds the whole vault at this moment, if anyone.
    pub fn holder(&self) -> Result<Option<Holder>, VaultError> {
        match WholeVault::wait_until_free(&self.folder, Duration::ZERO) {
            Err(VaultError::Held { holder }) => Ok(holder),
            other => other.map(|()| None),
        }
    }

    fn check_there(&self) -> Result<(), VaultError> {
        if !self.folder.path().is_dir() {
            return Err(VaultError::NoFolder);
        }
        Ok(())
    }
}

const MAKE: &str = "make";

/// Refuses a folder that holds anything, except what an unfinished making left there.
fn check_empty(folder: &Folder) -> Result<(), VaultError> {
    if folder.path().exists() && !folder.path().is_dir() {
        return Err(VaultError::NotEmpty);
    }
    if folder.manifest().exists() || folder.passphrase_slot().exists() && !is_unfinished(folder) {
        return Err(VaultError::AlreadyAVault);
    }
    let entries = list(folder.path())?;
    let others = entries.iter().any(|entry| {
        let ours = PARTS.contains(&entry.name.as_str()) || crate::folder::is_temp(&entry.name);
        !(ours && is_unfinished(folder)) && entry.name != "lost+found"
    });
    if others {
        Err(VaultError::NotEmpty)
    } else {
        Ok(())
    }
}

/// True where a crash ended the making of a vault: the lock file still says so and nobody holds it.
/// `vault.json` comes last, so that such a folder never held anything.
fn is_unfinished(folder: &Folder) -> bool {
    !folder.manifest().exists()
        && WholeVault::left_behind(folder).is_some_and(|holder| holder.purpose == MAKE)
}

fn make(
    folder: &Folder,
    passphrase: &SecretString,
    options: &CreateOptions,
) -> Result<(Vault, RecoveryCode), VaultError> {
    // Found out before anything is made: a folder that cannot be written to.
    drop(TempFile::start(folder.path())?);
    let held = WholeVault::take(folder, MAKE, options.now, Duration::ZERO)?;
    clear(folder);
    for part in [
        folder.keys(),
        folder.documents(),
        folder.inbox(),
        folder.before(),
    ] {
        fs::create_dir(part)?;
    }
    let identity = Identity::make_random();
    let code = RecoveryCode::make_random()?;
    let mut manifest = Manifest::new(identity.recipient().to_string());
    for slot in [
        Slot::Passphrase(passphrase.expose_secret()),
        Slot::Recovery(&code),
    ] {
        let sealed = seal_slot(slot, &identity, options.strength)?;
        write_whole(&slot.path(folder), &sealed)?;
        manifest.note_slot(slot.name(), &sealed);
    }
    let key = DatabaseKey::make_random()?;
    let mut sealed = Vec::new();
    hazmat::seal_to(
        &identity.recipient(),
        key.file_text().as_bytes(),
        &mut sealed,
    )?;
    write_whole(&folder.records_slot(), &sealed)?;
    manifest.note_slot("records", &sealed);
    let mut connection = database::make(folder, &key)?;
    database::run_all(&mut connection)?;
    connection.close().map_err(|(_, error)| error)?;
    alarms::write(folder, Vec::new())?;
    folder.lay_rescue()?;
    crate::folder::sync_folder(folder.path())?;
    manifest.write(folder)?;
    drop(held);
    let unlock = UnlockOptions {
        machine: options.machine.clone(),
        ..UnlockOptions::at(options.now)
    };
    let mut vault = Vault::open(Opening {
        folder: folder.clone(),
        identity,
        options: &unlock,
    })?;
    vault.transact(Operation::by_program("make-vault"), options.now, |tx| {
        tx.touch(Kind::Settings);
        tx.keep_backup_password(&code.backup_password())
    })?;
    Ok((vault, code))
}

/// Takes away what an unfinished making left. `vault.lock` stays: it is held.
fn clear(folder: &Folder) {
    for part in [
        folder.keys(),
        folder.documents(),
        folder.inbox(),
        folder.before(),
    ] {
        let _ = fs::remove_dir_all(part);
    }
    let files = [
        "vault.json",
        "records.db",
        "records.db-wal",
        "records.db-shm",
        "alarms.json",
        "rescue.txt",
    ];
    for file in files.map(|name| folder.path().join(name)) {
        let _ = fs::remove_file(file);
    }
}

/// Makes the folder, readable by its owner only; the folders above it are made as usual.
fn make_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}
