//! The sealed key files.

use super::{KeyStrength, RecoveryCode};
use crate::error::{KeySlot, VaultError};
use crate::folder::{Folder, Manifest, read_small};
use crate::hazmat::{self, DatabaseKey, Identity, OpenError};
use std::io;
use std::path::PathBuf;

/// A slot that holds the vault identity.
#[derive(Clone, Copy)]
pub(crate) enum Slot<'a> {
    Passphrase(&'a str),
    Recovery(&'a RecoveryCode),
}

impl Slot<'_> {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Passphrase(_) => "passphrase",
            Self::Recovery(_) => "recovery",
        }
    }
    pub(crate) fn path(self, folder: &Folder) -> PathBuf {
        match self {
            Self::Passphrase(_) => folder.passphrase_slot(),
            Self::Recovery(_) => folder.recovery_slot(),
        }
    }
    fn kind(self) -> KeySlot {
        match self {
            Self::Passphrase(_) => KeySlot::Passphrase,
            Self::Recovery(_) => KeySlot::Recovery,
        }
    }
    fn wrong(self) -> VaultError {
        match self {
            Self::Passphrase(_) => VaultError::WrongPassphrase,
            Self::Recovery(_) => VaultError::WrongRecoveryWords,
        }
    }
    fn with_secret<T>(self, using: impl FnOnce(&str) -> T) -> T {
        match self {
            Self::Passphrase(passphrase) => using(passphrase),
            Self::Recovery(code) => using(&code.phrase()),
        }
    }
}

/// The sealed file of a slot.
pub(crate) fn seal_slot(
    slot: Slot<'_>,
    identity: &Identity,
    strength: KeyStrength,
) -> io::Result<Vec<u8>> {
    let text = identity.file_text();
    slot.with_secret(|secret| hazmat::seal_passphrase(secret, strength.work(), text.as_bytes()))
}

/// The identity in a slot. A file that isn't as it was written is damage, whatever the cipher makes of it;
/// one that opens all the same is good (a crash can leave an older note of it in `vault.json`).
pub(crate) fn open_slot(
    slot: Slot<'_>,
    folder: &Folder,
    manifest: &Manifest,
) -> Result<Identity, VaultError> {
    let damaged = VaultError::DamagedKey { slot: slot.kind() };
    let sealed = match read_small(&slot.path(folder)) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::InvalidData
            ) =>
        {
            return Err(if folder.path().is_dir() {
                damaged
            } else {
                VaultError::NoFolder
            });
        }
        sealed => sealed?,
    };
    match open_sealed(slot, &sealed) {
        Err(VaultError::WrongPassphrase | VaultError::WrongRecoveryWords)
            if !manifest.slot_is_sound(slot.name(), &sealed) =>
        {
            Err(damaged)
        }
        opened => opened,
    }
}

/// The identity in the bytes of a slot.
pub(crate) fn open_sealed(slot: Slot<'_>, sealed: &[u8]) -> Result<Identity, VaultError> {
    let damaged = VaultError::DamagedKey { slot: slot.kind() };
    match slot.with_secret(|secret| hazmat::open_passphrase(secret, sealed)) {
        Ok(text) => std::str::from_utf8(&text)
            .ok()
            .and_then(hazmat::parse_identity)
            .ok_or(damaged),
        Err(OpenError::WrongSecret) => Err(slot.wrong()),
        Err(OpenError::Damaged) => Err(damaged),
        Err(OpenError::Io(error)) => Err(error.into()),
    }
}

/// The key of the records, sealed to the identity.
pub(crate) fn read_database_key(
    folder: &Folder,
    identity: &Identity,
) -> Result<DatabaseKey, VaultError> {
    let damaged = || VaultError::DamagedKey {
        slot: KeySlot::Records,
    };
    let sealed = match read_small(&folder.records_slot()) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::InvalidData
            ) =>
        {
            return Err(damaged());
        }
        sealed => sealed?,
    };
    match hazmat::open_with(identity, sealed.as_slice()) {
        Ok(text) => DatabaseKey::parse(&text).ok_or_else(damaged),
        Err(OpenError::Io(error)) => Err(error.into()),
        Err(_) => Err(damaged()),
    }
}
