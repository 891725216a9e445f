//! The vault's folder: where each file is, and how files get there without ever being half there.

mod files;
mod hold;
mod machine;
mod manifest;
mod synced;

pub(crate) use files::{
    Held, TempFile, is_temp, list, lock_if_free, read_small, remove_if_there, sweep, sync_folder,
    write_whole,
};
pub(crate) use hold::{OpenMark, WholeVault, guard};
pub(crate) use manifest::{Manifest, OpenOn};
pub use {hold::Holder, machine::Machine, synced::synced_by};

use holdfast_case::ContentId;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Paths within one vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folder(PathBuf);

/// Everything that may stand at the top of a vault folder.
pub(crate) const PARTS: [&str; 11] = [
    "vault.json",
    "vault.lock",
    "keys",
    "records.db",
    "records.db-wal",
    "records.db-shm",
    "documents",
    "inbox",
    "alarms.json",
    "before",
    "rescue.txt",
];

/// How to open the vault without Holdfast. It names nobody; every vault holds it, for the day this program is gone.
const RESCUE: &str = include_str!("../../../../docs/rescue.md");

impl Folder {
    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
    pub(crate) fn manifest(&self) -> PathBuf {
        self.0.join("vault.json")
    }
    pub(crate) fn lock(&self) -> PathBuf {
        self.0.join("vault.lock")
    }
    pub(crate) fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }
    pub(crate) fn passphrase_slot(&self) -> PathBuf {
        self.keys().join("passphrase.age")
    }
    pub(crate) fn recovery_slot(&self) -> PathBuf {
        self.keys().join("recovery.age")
    }
    pub(crate) fn records_slot(&self) -> PathBuf {
        self.keys().join("records.age")
    }
    /// The key files, each with its name in `vault.json`.
    pub(crate) fn slots(&self) -> [(&'static str, PathBuf); 3] {
        [
            ("passphrase", self.passphrase_slot()),
            ("recovery", self.recovery_slot()),
            ("records", self.records_slot()),
        ]
    }
    pub(crate) fn records(&self) -> PathBuf {
        self.0.join("records.db")
    }
    pub(crate) fn documents(&self) -> PathBuf {
        self.0.join("documents")
    }
    pub(crate) fn original(&self, id: ContentId) -> PathBuf {
        let name = id.to_string();
        // A content id prints as 64 ASCII digits, so that the first two can always be split off.
        let (first, _) = name.split_at(2);
        self.documents().join(first).join(format!("{name}.age"))
    }
    pub(crate) fn inbox(&self) -> PathBuf {
        self.0.join("inbox")
    }
    pub(crate) fn received(&self, id: Uuid) -> PathBuf {
        self.inbox().join(format!("{id}.age"))
    }
    pub(crate) fn about(&self, id: Uuid) -> PathBuf {
        self.inbox().join(format!("{id}.about.age"))
    }
    pub(crate) fn alarms(&self) -> PathBuf {
        self.0.join("alarms.json")
    }
    pub(crate) fn rescue(&self) -> PathBuf {
        self.0.join("rescue.txt")
    }
    /// Lays the text on opening the vault with other programs into it, where it is missing or of an older program.
    pub(crate) fn lay_rescue(&self) -> std::io::Result<()> {
        match std::fs::read(self.rescue()) {
            Ok(text) if text == RESCUE.as_bytes() => Ok(()),
            _ => write_whole(&self.rescue(), RESCUE.as_bytes()),
        }
    }
    pub(crate) fn before(&self) -> PathBuf {
        self.0.join("before")
    }
}
