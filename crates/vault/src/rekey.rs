//! Other ways into an open vault: another passphrase, other recovery words. The vault identity stays as it is.

use crate::change::{Kind, Moment, Operation};
use crate::error::VaultError;
use crate::folder::{Manifest, WholeVault, read_small, write_whole};
use crate::keys::{KeyStrength, RecoveryCode, Slot, open_sealed, open_slot, seal_slot};
use crate::open::Vault;
use secrecy::{ExposeSecret, SecretString};
use std::io;
use std::time::Duration;

/// Recovery words that were made for a vault and are not in force: those before still open it.
pub struct NewRecovery {
    code: RecoveryCode,
    /// The key file they are to take the place of.
    instead_of: RecoveryMark,
}

impl NewRecovery {
    /// The words.
    pub fn code(&self) -> &RecoveryCode {
        &self.code
    }

    /// The key file they are to take the place of.
    pub fn instead_of(&self) -> &RecoveryMark {
        &self.instead_of
    }
}

/// Tells one `keys/recovery.age` from another without telling what opens it. It changes with every new sheet.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RecoveryMark(String);

/// The mark where no such file can be read.
const NONE: &str = "none";

impl Vault {
    /// The mark of the recovery words in force.
    pub fn recovery_mark(&self) -> Result<RecoveryMark, VaultError> {
        match read_small(&self.folder.recovery_slot()) {
            Ok(sealed) => Ok(RecoveryMark(blake3::hash(&sealed).to_hex().to_string())),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::InvalidData
                ) =>
            {
                Ok(RecoveryMark(NONE.to_owned()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// True where these recovery words open the vault as it stands: another program may have made new ones.
    pub fn opens_with(&self, code: &RecoveryCode) -> Result<bool, VaultError> {
        let manifest = Manifest::read(&self.folder)?;
        match open_slot(Slot::Recovery(code), &self.folder, &manifest) {
            Ok(_) => Ok(true),
            Err(VaultError::WrongRecoveryWords) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Sets another passphrase. The old one opens the vault no more; copies made before still open with it.
    pub fn change_passphrase(
        &mut self,
        passphrase: &SecretString,
        strength: KeyStrength,
        now: Moment,
    ) -> Result<(), VaultError> {
        if passphrase.expose_secret().is_empty() {
            return Err(VaultError::EmptyPassphrase);
        }
        self.check_writable()?;
        let held = WholeVault::take(&self.folder, "re-key", now, Duration::from_secs(5))?;
        self.reseal(Slot::Passphrase(passphrase.expose_secret()), strength)?;
        drop(held);
        self.transact(Operation::by_person("change-passphrase"), now, |_| Ok(()))?;
        Ok(())
    }

    /// Makes new recovery words. Nothing is written: until [`Vault::put_recovery`] the ones before open the vault.
    pub fn make_recovery(&self) -> Result<NewRecovery, VaultError> {
        self.check_writable()?;
        Ok(NewRecovery {
            code: RecoveryCode::make_random()?,
            instead_of: self.recovery_mark()?,
        })
    }

    /// Puts new recovery words in force; the old ones open the vault no more. After an error it can be asked again.
    /// Errors: [`VaultError::RecoveryReplaced`] where other new words were put in force since these were made.
    pub fn put_recovery(
        &mut self,
        new: &NewRecovery,
        strength: KeyStrength,
        now: Moment,
    ) -> Result<(), VaultError> {
        self.check_writable()?;
        let held = WholeVault::take(&self.folder, "re-key", now, Duration::from_secs(5))?;
        let in_force = self.recovery_mark()?;
        let is_other = in_force != new.instead_of && in_force.0 != NONE;
        // An earlier try may have ended behind the key file, before all of it was noted.
        if is_other && !self.opens_with(&new.code)? {
            return Err(VaultError::RecoveryReplaced);
        }
        self.reseal(Slot::Recovery(&new.code), strength)?;
        drop(held);
        self.transact(Operation::by_person("new-recovery-code"), now, |tx| {
            tx.touch(Kind::Settings);
            tx.keep_backup_password(&new.code.backup_password())
        })?;
        Ok(())
    }

    /// Writes a key file anew, in one step: before it the old secret opens the vault, after it the new one.
    fn reseal(&self, slot: Slot<'_>, strength: KeyStrength) -> Result<(), VaultError> {
        let sealed = seal_slot(slot, &self.identity, strength)?;
        // Nobody would notice a key file that opens to nothing until it is needed.
        let opened = open_sealed(slot, &sealed)?;
        if opened.line().expose_secret() != self.identity.line().expose_secret() {
            return Err(io::Error::other("a key file was not sealed as it should be").into());
        }
        write_whole(&slot.path(&self.folder), &sealed)?;
        Manifest::update(&self.folder, |manifest| {
            manifest.note_slot(slot.name(), &sealed)
        })?;
        Ok(())
    }
}
