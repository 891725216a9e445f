//! The sample: a vault of an invented case that is looked at and thrown away. It lies in a folder of its own, sealed by
//! a passphrase that nobody knows and that is kept nowhere; while it is open, the desk's days are those of its story.
//! Nothing of a person's own goes into it: what they add would go away with it.

use crate::desk::{Desk, DeskParts, Inner, Session, held};
use crate::error::{Code, Error};
use crate::view::AppView;
use chrono::NaiveDate;
use holdfast_vault::{LockedVault, UnlockOptions, VaultError};
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Folder of the sample below the data folder.
const FOLDER: &str = "sample";
/// Bytes of its passphrase, drawn anew each time.
const PASSPHRASE_BYTES: usize = 32;

/// Where a sample is to be made, and by what it opens.
pub struct SampleSite {
    /// Folder of its vault; it is not there yet.
    pub vault: PathBuf,
    /// Folder for files that are needed while it is made.
    pub aside: PathBuf,
    /// Opens it.
    pub passphrase: Zeroizing<String>,
    /// What it is made with.
    pub parts: DeskParts,
}

impl Desk {
    /// Makes a sample by `make`, and opens it as on the day `today` of its story. The person's own vault stays locked
    /// meanwhile; [`Desk::lock`] leaves the sample and throws it away.
    ///
    /// Errors: where a vault is open, or the sample can't be made.
    pub fn open_sample(
        &self,
        today: NaiveDate,
        make: impl FnOnce(SampleSite) -> Result<(), Error>,
    ) -> Result<AppView, Error> {
        let inner = &self.inner;
        if matches!(&*held(&inner.session), Session::Open(_)) {
            return Err(Code::AlreadyAVault.into());
        }
        self.sweep_sample();
        let above = inner.sample_folder();
        let vault = above.join("vault");
        std::fs::create_dir_all(&above).map_err(|error| Error::from(VaultError::from(error)))?;
        let opened = secret().and_then(|passphrase| {
            make(SampleSite {
                vault: vault.clone(),
                aside: above.join("aside"),
                passphrase: passphrase.clone(),
                parts: inner.parts.again(),
            })?;
            let secret = SecretString::from(passphrase.as_str());
            let locked = LockedVault::open(&vault)?;
            Ok(locked.unlock_with_passphrase(&secret, &UnlockOptions::at(inner.moment()))?)
        });
        let opened = opened.and_then(|vault| {
            inner.sample_clock.show(today);
            *held(&inner.sample) = true;
            self.begin(vault)
        });
        if let Err(error) = opened {
            inner.end_sample();
            return Err(error);
        }
        self.app_state()
    }

    /// Throws away what a sample left that ended by force: sealed, and without a key.
    pub fn sweep_sample(&self) {
        if !self.inner.in_sample() {
            sweep(&self.inner.sample_folder());
        }
    }
}

impl Inner {
    fn sample_folder(&self) -> PathBuf {
        self.data_dir.join(FOLDER)
    }

    /// True while the sample is open.
    pub(crate) fn in_sample(&self) -> bool {
        *held(&self.sample)
    }

    /// Refuses what is for a vault of one's own.
    pub(crate) fn not_in_sample(&self) -> Result<(), Error> {
        match self.in_sample() {
            true => Err(Code::InSample.into()),
            false => Ok(()),
        }
    }

    /// After the sample was locked: it goes, and the desk stands where it stood before.
    pub(crate) fn end_sample(&self) {
        *held(&self.sample) = false;
        self.sample_clock.show_present();
        *held(&self.session) = self.look_for_vault();
        sweep(&self.sample_folder());
    }
}

/// The words with which the window says which day it is in the sample.
pub(crate) fn says(today: NaiveDate) -> String {
    format!(
        "This is a sample; all of it is made up. Today in it is {}.",
        today.format("%A, %B %-d, %Y")
    )
}

fn secret() -> Result<Zeroizing<String>, Error> {
    let mut bytes = Zeroizing::new([0_u8; PASSPHRASE_BYTES]);
    getrandom::fill(bytes.as_mut()).map_err(|_| Error::of(Code::Internal))?;
    Ok(Zeroizing::new(hex::encode(*bytes)))
}

fn sweep(folder: &Path) {
    match std::fs::remove_dir_all(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(kind = ?error.kind(), "the sample could not be thrown away"),
    }
}
