//! `settings.toml` in the system's configuration folder: what stands outside the vault. It names nobody.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Looks of the window, needed before anything is unlocked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Looks {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// Percent.
    pub text_size: u32,
    /// Less motion than the system asks for.
    pub reduce_motion: bool,
    /// Single letters work while a list has the focus.
    pub single_keys: bool,
    /// Lock when the window is closed.
    pub lock_on_close: bool,
    /// Minutes until it locks by itself, 0 for never.
    pub lock_minutes: u32,
    /// Size of the window.
    pub window: Option<(f64, f64)>,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            theme: "system".to_owned(),
            density: "comfortable".to_owned(),
            text_size: 100,
            reduce_motion: false,
            single_keys: true,
            lock_on_close: false,
            lock_minutes: 10,
            window: None,
        }
    }
}

/// Everything in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LocalSettings {
    /// Folder of the vault, once there is one.
    pub(crate) vault_folder: Option<PathBuf>,
    /// True where the keychain of this login was asked to hold the key.
    pub(crate) keychain: bool,
    /// Looks.
    pub(crate) looks: Looks,
    /// Wrong passphrases, by the id of the vault they were meant for.
    pub(crate) tries: BTreeMap<String, Tries>,
}

/// Wrong passphrases in a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Tries {
    /// How many.
    pub(crate) wrong: u32,
    /// Moment of the last, RFC 3339.
    pub(crate) last: Option<String>,
}

/// The file and what it says.
pub(crate) struct SettingsFile {
    path: PathBuf,
    pub(crate) present: LocalSettings,
}

impl SettingsFile {
    /// Reads the file. One that can't be read is set aside, and all is as at the first start.
    pub(crate) fn open(folder: &Path) -> Self {
        let path = folder.join("settings.toml");
        let present = match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).unwrap_or_else(|_| {
                tracing::warn!("settings.toml can't be read; it is set aside");
                let _ = fs::rename(&path, folder.join("settings-unreadable.toml"));
                LocalSettings::default()
            }),
            Err(_) => LocalSettings::default(),
        };
        Self { path, present }
    }

    /// Changes it, in the file too.
    pub(crate) fn change(&mut self, with: impl FnOnce(&mut LocalSettings)) -> io::Result<()> {
        let mut next = self.present.clone();
        with(&mut next);
        if next == self.present {
            return Ok(());
        }
        self.present = next;
        let text = toml::to_string(&self.present).map_err(io::Error::other)?;
        write_whole(&self.path, text.as_bytes())
    }
}

/// Writes a small file wholly or not at all, readable by its owner only.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    let beside = path.with_extension(format!("toml.{}", std::process::id()));
    let written = write_private(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut open = File::options();
    open.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    let mut file = open.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = SettingsFile::open(folder.path());
        file.change(|s| {
            let tries = s.tries.entry("a vault".to_owned()).or_default();
            tries.wrong = 3;
            s.looks.window = Some((1000.0, 800.5));
            s.vault_folder = Some("/somewhere/vault".into());
        })
        .unwrap();
        assert_eq!(SettingsFile::open(folder.path()).present, file.present);
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_all_is_as_at_first() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("settings.toml"), b"tries = [[[\xff").unwrap();
        let file = SettingsFile::open(folder.path());
        assert_eq!(file.present, LocalSettings::default());
        fs::write(folder.path().join("settings.toml"), "tries = 'many'").unwrap();
        assert_eq!(
            SettingsFile::open(folder.path()).present,
            LocalSettings::default()
        );
        assert!(folder.path().join("settings-unreadable.toml").exists());
    }
}
