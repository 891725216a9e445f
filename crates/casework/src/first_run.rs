//! First run: a passphrase, a folder, a vault, and the recovery sheet copied down.

use crate::desk::{Desk, Inner, Session, held};
use crate::error::{Code, Error};
use crate::unlock::{Sheet, three_of_24};
use crate::view::{
    AppView, ChangePassphraseRequest, ChangeView, ConfirmedWordsView, CreateVaultRequest,
    ErrorView, FolderCheckView, RecordKind, RecoverySheetView, TypedWordRequest,
};
use chrono::NaiveDate;
use holdfast_packet::RecoverySheet;
use holdfast_vault::{
    CreateOptions, LockedVault, Records, RecoveryCode, UnlockOptions, VaultError, synced_by,
};
use secrecy::{ExposeSecret, SecretString};
use std::path::{Path, PathBuf};

/// Day of the recovery sheet whose words were typed back; unset while there is none.
const SHEET_MADE_ON: &str = "sheet-made-on";

/// Day of the confirmed recovery sheet; none while there is none.
pub(crate) fn sheet_made_on(read: Records<'_>) -> Result<Option<NaiveDate>, VaultError> {
    read.setting(SHEET_MADE_ON)
}

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
        inner.put_sheet(code)
    }

    /// The recovery sheet again, while it is not confirmed.
    pub fn recovery_sheet(&self) -> Result<RecoverySheetView, Error> {
        self.inner.sheet_view()
    }

    /// The recovery sheet as a PDF, with a name for the file.
    pub fn recovery_sheet_pdf(&self) -> Result<(String, Vec<u8>), Error> {
        let inner = &self.inner;
        let (line, id) = inner.with(|open| Ok((open.vault.identity_line(), open.vault.id())))?;
        let waiting = held(&inner.sheet);
        let sheet = waiting.as_ref().ok_or(Code::NoSheet)?;
        let bytes = holdfast_packet::recovery_sheet(&RecoverySheet {
            words: &sheet.code.words(),
            identity_line: line.expose_secret(),
            vault_path: &inner.folder().display().to_string(),
            vault_id: &id.to_string(),
            made_on: sheet.made_on,
        })?;
        Ok(("Holdfast recovery sheet.pdf".to_owned(), bytes))
    }

    /// Checks the words typed back from the sheet.
    pub fn confirm_recovery(
        &self,
        words: &[TypedWordRequest],
    ) -> Result<ConfirmedWordsView, Error> {
        let mut waiting = held(&self.inner.sheet);
        let sheet = waiting.as_ref().ok_or(Code::NoSheet)?;
        let is_right = |number: u32| {
            let typed = words.iter().find(|typed| typed.number == number);
            typed.is_some_and(|typed| sheet.code.word_is(number as usize, &typed.word))
        };
        let wrong: Vec<u32> = sheet
            .ask
            .iter()
            .copied()
            .filter(|number| !is_right(*number))
            .collect();
        let confirmed = wrong.is_empty();
        if confirmed {
            let sheet = waiting.take().ok_or(Code::NoSheet)?;
            drop(waiting);
            // The words that were typed are those of the sheet; whether they open the vault, only its file tells.
            let opens = self
                .inner
                .with(|open| Ok(open.vault.opens_with(&sheet.code)?))?;
            if !opens {
                return Err(Code::SheetReplaced.into());
            }
            let made_on = sheet.made_on;
            let operation = holdfast_vault::Operation::by_program("sheet-confirmed");
            self.inner
                .change(operation, |tx, _| tx.set_setting(SHEET_MADE_ON, &made_on))?;
        }
        Ok(ConfirmedWordsView { confirmed, wrong })
    }

    /// Goes on without a confirmed sheet.
    pub fn skip_recovery(&self) -> Result<AppView, Error> {
        *held(&self.inner.sheet) = None;
        self.app_state()
    }

    /// Changes the passphrase.
    pub fn change_passphrase(&self, request: ChangePassphraseRequest) -> Result<ChangeView, Error> {
        let inner = &self.inner;
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

    /// A new recovery sheet; the old words open nothing from now on. Until three of the new ones were typed back
    /// the vault has no confirmed sheet, and Today asks for one.
    pub fn new_recovery_sheet(&self) -> Result<RecoverySheetView, Error> {
        let inner = &self.inner;
        let (now, strength) = (inner.moment(), inner.parts.strength);
        let operation = holdfast_vault::Operation::by_program("sheet-made");
        inner.change(operation, |tx, _| tx.unset_setting(SHEET_MADE_ON))?;
        let code = inner.with(|open| Ok(open.vault.new_recovery_code(strength, now)?))?;
        inner.put_sheet(code)
    }
}

impl Inner {
    fn put_sheet(&self, code: RecoveryCode) -> Result<RecoverySheetView, Error> {
        let sheet = Sheet {
            code,
            made_on: self.clock.today(),
            ask: three_of_24()?,
        };
        *held(&self.sheet) = Some(sheet);
        self.sheet_view()
    }

    fn sheet_view(&self) -> Result<RecoverySheetView, Error> {
        let line = self.with(|open| Ok(open.vault.identity_line()))?;
        let waiting = held(&self.sheet);
        let sheet = waiting.as_ref().ok_or(Code::NoSheet)?;
        let (qr_path, qr_size) = qr(line.expose_secret())?;
        Ok(RecoverySheetView {
            words: sheet.code.words().into_iter().map(str::to_owned).collect(),
            identity_line: line.expose_secret().to_owned(),
            qr_path,
            qr_size,
            vault_folder: self.folder().display().to_string(),
            made_on: sheet.made_on.to_string(),
            ask: sheet.ask.clone(),
        })
    }
}

/// The dark modules of a QR code as an SVG path, and its width in modules.
fn qr(text: &str) -> Result<(String, u32), Error> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M)
        .map_err(|error| Error::of(Code::SheetNotMade).because(error))?;
    let width = code.width();
    let dark = code.to_colors();
    let mut path = String::new();
    for (index, _) in dark
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == qrcode::Color::Dark)
    {
        path.push_str(&format!("M{} {}h1v1h-1z", index % width, index / width));
    }
    Ok((path, u32::try_from(width).unwrap_or(0)))
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
