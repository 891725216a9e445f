//! What the tests share.

use holdfast_case::DocumentId;
use holdfast_vault::*;
use secrecy::{ExposeSecret, SecretString};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "correct horse battery";

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// A fixed moment.
pub fn now() -> Moment {
    "2026-11-25T09:30:00Z".parse().unwrap()
}

/// Some minutes after [`now`].
pub fn later(minutes: i64) -> Moment {
    now() + chrono::TimeDelta::minutes(minutes)
}

/// Options that need not wait for scrypt.
pub fn weak() -> CreateOptions {
    CreateOptions {
        strength: KeyStrength::weak_for_tests(),
        ..CreateOptions::at(now())
    }
}

pub fn here() -> UnlockOptions {
    UnlockOptions::at(now())
}

/// A vault in a folder of its own.
pub struct Home {
    pub dir: TempDir,
    pub code: RecoveryCode,
}

impl Home {
    pub fn make() -> (Self, Vault) {
        let dir = tempfile::tempdir().unwrap();
        let (vault, code) =
            LockedVault::create(&dir.path().join("vault"), &secret(PASSPHRASE), &weak()).unwrap();
        (Self { dir, code }, vault)
    }
    pub fn folder(&self) -> PathBuf {
        self.dir.path().join("vault")
    }
    pub fn locked(&self) -> LockedVault {
        LockedVault::open(&self.folder()).unwrap()
    }
    pub fn try_unlock(&self) -> Result<Vault, VaultError> {
        self.locked()
            .unlock_with_passphrase(&secret(PASSPHRASE), &here())
    }
    pub fn unlock(&self) -> Vault {
        self.try_unlock().unwrap()
    }
}

pub fn letter(name: &str) -> NewDocument {
    NewDocument::from_file(name, "application/pdf", Arrival::Dropped)
}

pub fn file(vault: &mut Vault, name: &str, bytes: &[u8]) -> DocumentId {
    let filed = vault
        .file_bytes(
            bytes,
            &letter(name),
            Operation::by_person("file-document"),
            now(),
        )
        .unwrap();
    let Filed::New(id) = filed.value else {
        panic!("{name} was filed before")
    };
    id
}

/// One change by the person.
pub fn change<T>(
    vault: &mut Vault,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, VaultError>,
) -> Change<T> {
    vault
        .transact(Operation::by_person("change"), now(), work)
        .unwrap()
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path))
        } else {
            found.push(path)
        }
    }
    found.sort();
    found
}

/// Temporary names that are left below a folder.
pub fn unfinished(folder: &Path) -> Vec<PathBuf> {
    files_below(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "tmp"))
        .collect()
}

/// One way of breaking a file.
pub type Act<'a> = Box<dyn Fn() + 'a>;

/// Changes one byte of a file.
pub fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at] ^= 0x40;
    std::fs::write(path, bytes).unwrap();
}

/// Cuts a file off.
pub fn truncate(path: &Path, to: u64) {
    std::fs::OpenOptions::new()
        .write(true)
        .open(path)
        .unwrap()
        .set_len(to)
        .unwrap();
}

/// A page whose lines are given; words get boxes and line numbers.
pub fn page(number: u32, lines: &[&str]) -> holdfast_case::Page {
    let mut words = Vec::new();
    for (line, text) in (0_u32..).zip(lines) {
        for (index, word) in (0_u16..).zip(text.split_whitespace()) {
            let x0 = 72.0 + f32::from(index) * 31.7;
            let y0 = 72.0 + line as f32 * 14.3;
            words.push(holdfast_case::Word {
                text: word.to_owned(),
                bbox: holdfast_case::BBox {
                    x0,
                    y0,
                    x1: x0 + 28.123,
                    y1: y0 + 11.1,
                },
                confidence: 0.97,
                line,
                block: 0,
            });
        }
    }
    holdfast_case::Page {
        number,
        width: 612.0,
        height: 792.0,
        source: holdfast_case::PageSource::Ocr,
        words,
    }
}

/// The records, opened as a rescuer would: with nothing but the identity line and stock libraries.
pub fn rescue_records(folder: &Path, identity: &SecretString) -> rusqlite::Connection {
    let identity: age::x25519::Identity = identity.expose_secret().parse().unwrap();
    let sealed = std::fs::read(folder.join("keys/records.age")).unwrap();
    let key = String::from_utf8(age::decrypt(&identity, &sealed).unwrap()).unwrap();
    let records = rusqlite::Connection::open(folder.join("records.db")).unwrap();
    records
        .pragma_update(None, "key", format!("x'{}'", key.trim()))
        .unwrap();
    records
}
