//! `vault.json`: what kind of folder this is, and the public half of its key. No secrets, no names.

use super::{Folder, Machine, read_small, write_whole};
use crate::Moment;
use crate::error::VaultError;
use crate::hazmat::{self, Identity, Recipient};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use uuid::Uuid;

/// Newest folder format this program knows.
pub(crate) const FORMAT: u32 = 1;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Always `holdfast-vault`.
    pub(crate) kind: String,
    pub(crate) format: u32,
    pub(crate) vault: Uuid,
    /// `age1…`, the public half of the vault identity.
    pub(crate) recipient: String,
    /// BLAKE3 of each sealed key file as it was written: tells a wrong passphrase from a broken file.
    #[serde(default)]
    pub(crate) slots: BTreeMap<String, String>,
    /// The machine that has the vault open, or had when it crashed.
    #[serde(default)]
    pub(crate) open_on: Option<OpenOn>,
}

/// Which machine has the vault open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct OpenOn {
    /// Keyed hash of the machine's own id.
    pub(crate) machine: String,
    /// The machine's name, sealed to the vault, in hex.
    pub(crate) name: String,
    pub(crate) since: Moment,
}

impl OpenOn {
    pub(crate) fn make(
        vault: Uuid,
        machine: &Machine,
        recipient: &Recipient,
        now: Moment,
    ) -> io::Result<Self> {
        let mut name = Vec::new();
        hazmat::seal_to(recipient, machine.name.reveal().as_bytes(), &mut name)?;
        Ok(Self {
            machine: hazmat::derive_machine_mark(vault, &machine.id),
            name: hex::encode(name),
            since: now,
        })
    }
    /// The name, where it opens.
    pub(crate) fn open_name(&self, identity: &Identity) -> Option<String> {
        let sealed = hex::decode(&self.name).ok()?;
        let name = hazmat::open_with(identity, sealed.as_slice()).ok()?;
        String::from_utf8(name.to_vec()).ok()
    }
}

impl Manifest {
    pub(crate) const KIND: &str = "holdfast-vault";

    /// The description of a new vault with this public key.
    pub(crate) fn new(recipient: String) -> Self {
        Self {
            kind: Self::KIND.to_owned(),
            format: FORMAT,
            vault: Uuid::now_v7(),
            recipient,
            slots: BTreeMap::new(),
            open_on: None,
        }
    }

    /// Reads and checks `vault.json`.
    pub(crate) fn read(folder: &Folder) -> Result<Self, VaultError> {
        /// Only what every format has.
        #[derive(Deserialize)]
        struct Head {
            kind: String,
            format: u32,
        }
        let bytes = match read_small(&folder.manifest()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(match folder.path().is_dir() {
                    // A folder with keys was a vault: the file is lost, which is damage and not "not a vault".
                    true if folder.passphrase_slot().exists() => VaultError::DamagedManifest,
                    true => VaultError::NotAVault,
                    false => VaultError::NoFolder,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(VaultError::NotAVault);
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(VaultError::DamagedManifest);
            }
            bytes => bytes?,
        };
        let head: Head = serde_json::from_slice(&bytes).map_err(|_| VaultError::DamagedManifest)?;
        if head.kind != Self::KIND {
            return Err(VaultError::NotAVault);
        }
        if head.format > FORMAT {
            return Err(VaultError::NewerVault {
                found: head.format,
                known: FORMAT,
            });
        }
        serde_json::from_slice(&bytes).map_err(|_| VaultError::DamagedManifest)
    }

    /// Changes `vault.json` as it is now on the disk, so that another process's change isn't lost.
    pub(crate) fn update(
        folder: &Folder,
        change: impl FnOnce(&mut Self),
    ) -> Result<Self, VaultError> {
        let _guard = super::guard(folder)?;
        let mut manifest = Self::read(folder)?;
        change(&mut manifest);
        manifest.write(folder)?;
        Ok(manifest)
    }

    pub(crate) fn write(&self, folder: &Folder) -> Result<(), VaultError> {
        let mut text =
            serde_json::to_vec_pretty(self).map_err(|error| VaultError::Io(error.into()))?;
        text.push(b'\n');
        Ok(write_whole(&folder.manifest(), &text)?)
    }

    pub(crate) fn recipient(&self) -> Result<Recipient, VaultError> {
        hazmat::parse_recipient(&self.recipient).ok_or(VaultError::DamagedManifest)
    }

    pub(crate) fn note_slot(&mut self, name: &str, sealed: &[u8]) {
        self.slots
            .insert(name.to_owned(), blake3::hash(sealed).to_hex().to_string());
    }

    /// False where the file is known to differ from what was written.
    pub(crate) fn slot_is_sound(&self, name: &str, sealed: &[u8]) -> bool {
        self.slots
            .get(name)
            .is_none_or(|known| *known == *blake3::hash(sealed).to_hex())
    }
}
