//! Who holds the whole vault (`vault.lock`), and whether anyone has it open.

use super::{Folder, Held, machine::host_name};
use crate::Moment;
use crate::error::VaultError;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::time::{Duration, Instant};

/// Who holds a vault while it is made, migrated, restored, moved or re-keyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// File name of the program.
    pub program: String,
    /// Its process id.
    pub pid: u32,
    /// The machine's name.
    pub host: String,
    /// Since when.
    pub since: Moment,
    /// What for: `make`, `migrate`, `re-key`, …
    pub purpose: String,
}

/// The lock on the whole vault. The system lets go of it when the process ends, however it ends.
pub(crate) struct WholeVault(Held);

impl WholeVault {
    /// Takes the lock, waiting at most `wait`.
    pub(crate) fn take(
        folder: &Folder,
        purpose: &str,
        now: Moment,
        wait: Duration,
    ) -> Result<Self, VaultError> {
        let mut file = open(folder)?;
        wait_for(wait, || file.try_lock(), || read_holder(folder))?;
        let program = std::env::current_exe().ok();
        let program = program
            .as_ref()
            .and_then(|path| path.file_name())
            .map(|name| name.to_string_lossy());
        let holder = Holder {
            program: program.unwrap_or_default().into_owned(),
            pid: std::process::id(),
            host: host_name(),
            since: now,
            purpose: purpose.to_owned(),
        };
        let text = serde_json::to_vec(&holder).map_err(|error| VaultError::Io(error.into()))?;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(&text)?;
        file.sync_all()?;
        Ok(Self(Held(file)))
    }

    /// What a crash left in the lock file, if anything.
    pub(crate) fn left_behind(folder: &Folder) -> Option<Holder> {
        let free = super::lock_if_free(&folder.lock()).ok().flatten()?;
        read_from(&free.0)
    }

    /// Waits at most `wait` until nobody holds the whole vault.
    pub(crate) fn wait_until_free(folder: &Folder, wait: Duration) -> Result<(), VaultError> {
        let file = match File::open(folder.lock()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            file => file?,
        };
        wait_for(wait, || file.try_lock_shared(), || read_holder(folder))?;
        drop(Held(file));
        Ok(())
    }
}

impl Drop for WholeVault {
    fn drop(&mut self) {
        // An emptied file says that the work was done.
        let _ = self.0.0.set_len(0);
    }
}

fn open(folder: &Folder) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.lock())
}

fn wait_for(
    wait: Duration,
    mut attempt: impl FnMut() -> Result<(), TryLockError>,
    holder: impl Fn() -> Option<Holder>,
) -> Result<(), VaultError> {
    let start = Instant::now();
    loop {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error.into()),
            Err(TryLockError::WouldBlock) if start.elapsed() >= wait => {
                return Err(VaultError::Held { holder: holder() });
            }
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(25).min(wait))
            }
        }
    }
}

fn read_holder(folder: &Folder) -> Option<Holder> {
    read_from(&File::open(folder.lock()).ok()?)
}

fn read_from(file: &File) -> Option<Holder> {
    let mut text = Vec::new();
    file.take(4096).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Shows that this process has the vault open: a shared lock on `keys/records.age`, which is never replaced.
pub(crate) struct OpenMark(File);

impl OpenMark {
    pub(crate) fn set(folder: &Folder) -> io::Result<Self> {
        let file = File::open(folder.records_slot())?;
        file.lock_shared()?;
        Ok(Self(file))
    }

    /// Gives the mark up. The file is given back, locked, where no other process (and no other [`crate::Vault`] of
    /// this one) has the vault open: as long as it is held, nobody else can come in.
    pub(crate) fn leave(self) -> Option<Held> {
        self.0.unlock().ok()?;
        self.0.try_lock().ok()?;
        Some(Held(self.0))
    }
}

/// A short lock for the small files at the top of the vault (`vault.json`, `alarms.json`). It lies on `vault.json`,
/// which every vault has; since that file is replaced by others, the lock is taken on the one that is there now.
pub(crate) fn guard(folder: &Folder) -> io::Result<Held> {
    loop {
        let file = File::open(folder.manifest())?;
        file.lock()?;
        let file = Held(file);
        if is_still(&file.0, folder)? {
            return Ok(file);
        }
    }
}

#[cfg(unix)]
fn is_still(file: &File, folder: &Folder) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (held, there) = (file.metadata()?, folder.manifest().metadata()?);
    Ok((held.dev(), held.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_still(_: &File, _: &Folder) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_handle_does_not_keep_a_lock() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        let now = "2026-11-25T09:30:00Z".parse().unwrap();
        let whole = WholeVault::take(&folder, "make", now, Duration::ZERO).unwrap();
        // What a program that is just being started has of ours.
        let copy = whole.0.0.try_clone().unwrap();
        let held = WholeVault::wait_until_free(&folder, Duration::ZERO);
        assert!(
            matches!(held, Err(VaultError::Held { holder: Some(holder) }) if holder.purpose == "make")
        );
        drop(whole);
        WholeVault::wait_until_free(&folder, Duration::ZERO).unwrap();
        WholeVault::take(&folder, "re-key", now, Duration::ZERO).unwrap();
        drop(copy);
    }
}
