//! First run: a passphrase, a folder, a vault.

use crate::desk::{Desk, Session, held};
use crate::error::{Code, Error};
use crate::view::{
    AppView, ChangePassphraseRequest, ChangeView, CreateVaultRequest, ErrorView, FolderCheckView,
    RecordKind, RecoverySheetView,
};
use holdfast_vault::{CreateOptions, LockedVault, UnlockOptions, VaultError, synced_by};
use secrecy::{ExposeSecret, SecretString};
use std::path::{Path, PathBuf};

impl Desk {
    /// Whether this folder, or the proposed one, can hold the vault.
    pub fn check_folder(&self, folder: Option<&str>) -> Result<FolderCheckView, Error> {
        let folder = folder.map_or_else(|| self.inner.folder(), PathBuf::from);
        let trouble = match LockedVault::open(&folder) {
            Ok(_) => return Ok(check(&folder, "vault", None)),
            Err(VaultError::NoFolder | VaultError::NotAVault) => refuse(&folder),
            Err(error) => Some(error.into()),
        };
        let state = if trouble.is_some() {
            "refused"
        } else {
            "usable"
        };
        Ok(check(&folder, state, trouble))
    }

    /// Uses the vault that is in this folder.
    pub fn use_folder(&self, folder: &str) -> Result<AppView, Error> {
        let folder = PathBuf::from(folder);
        let vault = LockedVault::open(&folder).map_err(missing)?;
        self.inner.lock_now()?;
        self.inner.remember(|s| s.vault_folder = Some(folder));
        *held(&self.inner.session) = Session::Locked(vault);
        self.app_state()
    }

    /// Makes the vault and opens it. The recovery words are given this once.
    pub fn create_vault(&self, request: CreateVaultRequest) -> Result<RecoverySheetView, Error> {
        let inner = &self.inner;
        let passphrase = SecretString::from(request.passphrase);
        if !crate::passphrase::strength(passphrase.expose_secret()).enough {
            return Err(match passphrase.expose_secret() {
                "" => Code::EmptyPassphrase.into(),
                _ => Code::WeakPassphrase.into(),
            });
        }
        let folder = request.folder.map_or_else(|| inner.folder(), PathBuf::from);
        if matches!(&*held(&inner.session), Session::Open(_)) {
            return Err(Code::AlreadyAVault.into());
        }
        if let Some(above) = folder.parent().filter(|above| !above.exists()) {
            std::fs::create_dir_all(above).map_err(|error| Error::from(VaultError::from(error)))?;
        }
        let options = CreateOptions {
            strength: inner.parts.strength,
            ..CreateOptions::at(inner.moment())
        };
        let (vault, code) = LockedVault::create(&folder, &passphrase, &options)?;
        let remembered = request.remember
            && match vault.remember_in_keychain(inner.parts.keychain) {
                Ok(()) => true,
                Err(trouble) => {
                    tracing::warn!(%trouble, "the keychain does not remember the key");
                    false
                }
            };
        inner.remember(|s| s.keychain = remembered);
        self.begin(vault)?;
        inner.put_first_sheet(code)
    }

    /// Changes the passphrase.
    pub fn change_passphrase(&self, request: ChangePassphraseRequest) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        inner.not_in_sample()?;
        let (present, new) = (
            SecretString::from(request.present),
            SecretString::from(request.new),
        );
        if !crate::passphrase::strength(new.expose_secret()).enough {
            return Err(Code::WeakPassphrase.into());
        }
        let waiting = inner.seconds_to_wait();
        if waiting > 0 {
            return Err(Error::wait(waiting));
        }
        // The present one is proved on a handle of its own, so that the open vault stays as it is.
        let folder = inner.with(|open| Ok(open.vault.folder().to_owned()))?;
        let proof = LockedVault::open(&folder)?
            .unlock_with_passphrase(&present, &UnlockOptions::at(inner.moment()));
        match proof {
            Ok(vault) => drop(vault.lock()?),
            Err(error) => return Err(error.into()),
        }
        let (now, strength) = (inner.moment(), inner.parts.strength);
        inner.with(|open| Ok(open.vault.change_passphrase(&new, strength, now)?))?;
        Ok(ChangeView {
            said: "The new passphrase opens the vault from now on.".to_owned(),
            undo: None,
            touched: vec![RecordKind::Settings],
        })
    }
}

fn check(folder: &Path, state: &str, trouble: Option<Error>) -> FolderCheckView {
    FolderCheckView {
        folder: folder.display().to_string(),
        state: state.to_owned(),
        trouble: trouble.as_ref().map(ErrorView::from),
    }
}

/// Why no vault can be made in a folder that holds none.
fn refuse(folder: &Path) -> Option<Error> {
    if let Some(service) = synced_by(folder) {
        return Some(VaultError::SyncedFolder { service }.into());
    }
    match std::fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Some(Code::FolderNotEmpty.into());
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Some(Code::FolderNotEmpty.into());
        }
        Err(error) => return Some(VaultError::from(error).into()),
    }
    // Whether something can be written is known only by writing; the nearest folder that is there is asked.
    let there = folder.ancestors().find(|above| above.is_dir())?;
    let probe = there.join(format!(".holdfast-{}", std::process::id()));
    let written = std::fs::write(&probe, b"");
    let _ = std::fs::remove_file(&probe);
    written.err().map(|error| VaultError::from(error).into())
}

/// A folder that is to be opened and isn't there.
pub(crate) fn missing(error: VaultError) -> Error {
    match error {
        VaultError::NoFolder => Code::VaultMissing.into(),
        error => error.into(),
    }
}
