//! What can go wrong with a vault, by what a caller can do about it. Texts name no person and no path.

use crate::change::Kind;
use crate::folder::Holder;
use crate::keys::{KeychainTrouble, RecoveryWordsError};
use holdfast_case::{ContentId, Private};
use std::io;

/// A sealed key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySlot {
    /// `keys/passphrase.age`
    Passphrase,
    /// `keys/recovery.age`
    Recovery,
    /// `keys/records.age`
    Records,
}

/// How a database is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseDamage {
    /// The file is gone.
    Missing,
    /// The first page cannot be opened with the vault's key: cut off, overwritten, or from another vault.
    NotADatabase,
    /// The file opens, but some of its pages are not as they were written.
    Pages,
}

/// Why a vault could not do what was asked. Nothing is half done when one of these comes back.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The folder isn't there, or went away in the middle.
    #[error("the vault's folder is not there")]
    NoFolder,
    /// The folder holds no vault.
    #[error("the folder is not a vault")]
    NotAVault,
    /// A vault cannot be made here: one is here already.
    #[error("the folder already is a vault")]
    AlreadyAVault,
    /// A vault cannot be made here: something else is in the folder.
    #[error("the folder is not empty")]
    NotEmpty,
    /// A cloud service syncs this folder; a database in use must not be synced.
    #[error("the folder is synced by {service}")]
    SyncedFolder {
        /// Name of the service.
        service: &'static str,
    },
    /// Nothing can be written to the folder.
    #[error("the vault's folder is read-only")]
    ReadOnlyFolder,
    /// The vault was written by a newer program: it can be read at most.
    #[error(
        "the vault is from a newer version of the program (format {found}, this program knows {known})"
    )]
    NewerVault {
        /// Version found.
        found: u32,
        /// Newest version this program knows.
        known: u32,
    },
    /// The passphrase does not open the vault.
    #[error("this is not the vault's passphrase")]
    WrongPassphrase,
    /// A passphrase must have at least one sign.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The words are a recovery code, but not this vault's.
    #[error("these are not the vault's recovery words")]
    WrongRecoveryWords,
    /// What was typed is no recovery code.
    #[error("not a recovery code: {0}")]
    NotRecoveryWords(#[from] RecoveryWordsError),
    /// Other recovery words were put in force since these were made.
    #[error("newer recovery words were put in force")]
    RecoveryReplaced,
    /// The keychain did not help: ask for the passphrase.
    #[error("the keychain gave no key: {0}")]
    Keychain(#[from] KeychainTrouble),
    /// A sealed key file is missing or broken; another slot may still open the vault.
    #[error("the key file for the {slot:?} is damaged")]
    DamagedKey {
        /// Which.
        slot: KeySlot,
    },
    /// `vault.json` is broken.
    #[error("the vault's description (vault.json) is damaged")]
    DamagedManifest,
    /// The public key in `vault.json` is not this vault's: someone changed the file, and what was received while
    /// locked since then may be sealed to a stranger. [`crate::UnlockOptions::repair_recipient`] puts it right.
    #[error("the vault's public key was changed")]
    RecipientChanged,
    /// The records cannot be read; copies are in `before/` and in the safety copies.
    #[error("the vault's database is damaged ({damage:?})")]
    DamagedDatabase {
        /// How.
        damage: DatabaseDamage,
    },
    /// A sealed original does not open, or is not what it was.
    #[error("a sealed original is damaged ({0})")]
    DamagedOriginal(ContentId),
    /// A sealed original is not there.
    #[error("a sealed original is missing ({0})")]
    OriginalMissing(ContentId),
    /// Another machine has the vault open. [`crate::UnlockOptions::take_over`] claims it all the same.
    #[error("the vault is open on another machine")]
    OpenElsewhere {
        /// Its name, where it could be opened.
        machine: Private<String>,
        /// When it was opened there.
        since: crate::Moment,
    },
    /// Another process makes, migrates, restores, moves or re-keys the vault.
    #[error("the vault is held by another process")]
    Held {
        /// Who holds it; none where that could not be read.
        holder: Option<Holder>,
    },
    /// Another process writes to the records and did not finish in time: try again.
    #[error("the records are busy")]
    RecordsBusy,
    /// No room on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// No such record.
    #[error("there is no such record ({0:?})")]
    NotFound(Kind),
    /// More than one record fits the beginning of an id.
    #[error("more than one record fits ({0:?})")]
    Ambiguous(Kind),
    /// The journal holds nothing to undo, or to redo.
    #[error("there is nothing to undo or redo")]
    NothingToUndo,
    /// This change cannot be undone: it is from before a migration, or its content was deleted for good.
    #[error("this change can no longer be undone")]
    NotUndoable,
    /// Something changed since, so that undoing would lose a later change.
    #[error("a later change stands in the way")]
    UndoConflict,
    /// A stored record isn't what this program writes.
    #[error("a stored record cannot be read ({0:?})")]
    DamagedRecord(Kind),
    /// Files could not be read or written for another reason.
    #[error("reading or writing the vault failed")]
    Io(#[source] io::Error),
    /// The records could not be read or written for another reason.
    #[error("reading or writing the records failed")]
    Records(#[source] rusqlite::Error),
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as K;
        match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Self::DiskFull,
            K::ReadOnlyFilesystem | K::PermissionDenied => Self::ReadOnlyFolder,
            K::NotFound => Self::NoFolder,
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        // SQLite could not make the index of its log larger: the disk is full.
        let full = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
        if error
            .sqlite_error()
            .is_some_and(|error| error.extended_code == full)
        {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(C::DiskFull) => Self::DiskFull,
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::RecordsBusy,
            Some(C::ReadOnly) => Self::ReadOnlyFolder,
            Some(C::NotADatabase) => Self::DamagedDatabase {
                damage: DatabaseDamage::NotADatabase,
            },
            Some(C::DatabaseCorrupt) => Self::DamagedDatabase {
                damage: DatabaseDamage::Pages,
            },
            Some(C::CannotOpen) => Self::NoFolder,
            _ => Self::Records(error),
        }
    }
}
