//! Checking the whole vault: every seal opened, every hash compared, the database looked through.

use crate::error::{KeySlot, VaultError};
use crate::folder::{is_temp, list, read_small};
use crate::hazmat;
use crate::open::Vault;
use holdfast_case::{ContentId, DocumentId};
use std::collections::HashSet;
use std::fs::File;

/// Something that isn't as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A sealed original does not open or is not what its name says.
    DamagedOriginal(ContentId),
    /// A recorded original has no file.
    MissingOriginal(ContentId),
    /// A sealed file has no record; the next unlock takes it in.
    UnrecordedOriginal(ContentId),
    /// A file among the documents that no vault makes.
    StrangeFile,
    /// A received file that does not open.
    DamagedReceived,
    /// A document shows an original that isn't recorded.
    DocumentWithoutOriginal(DocumentId),
    /// A key file is missing, or isn't as it was written.
    DamagedKey(KeySlot),
    /// SQLCipher finds pages whose seal is broken (number of complaints).
    DatabaseSeals(usize),
    /// SQLite finds the structure of the database broken (number of complaints).
    DatabaseStructure(usize),
    /// A record points to one that isn't there (number of rows).
    DanglingRecords(usize),
    /// `alarms.json` is gone or broken.
    AlarmsLost,
}

/// What a check found, and how much it looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Sealed originals opened.
    pub originals: usize,
    /// Their length in bytes.
    pub bytes: u64,
    /// What isn't as it should be; empty is a sound vault.
    pub findings: Vec<Finding>,
}

impl Vault {
    /// Checks everything; `progress` gets originals done and in all, and stops the check by answering false.
    pub fn verify(
        &self,
        mut progress: impl FnMut(usize, usize) -> bool,
    ) -> Result<Verification, VaultError> {
        let mut result = Verification::default();
        self.verify_database(&mut result)?;
        self.verify_keys(&mut result)?;
        let recorded = self.read().originals()?;
        for (done, row) in recorded.iter().enumerate() {
            if !progress(done, recorded.len()) {
                return Ok(result);
            }
            match self.open_original(row.id) {
                Ok(bytes) => {
                    result.originals += 1;
                    result.bytes += bytes.len() as u64;
                }
                Err(VaultError::DamagedOriginal(id)) => {
                    result.findings.push(Finding::DamagedOriginal(id))
                }
                Err(VaultError::OriginalMissing(id)) => {
                    result.findings.push(Finding::MissingOriginal(id))
                }
                Err(error) => return Err(error),
            }
        }
        let recorded: HashSet<ContentId> = recorded.into_iter().map(|row| row.id).collect();
        self.verify_files(&recorded, &mut result)?;
        if self.alarms()? == crate::Alarms::Lost {
            result.findings.push(Finding::AlarmsLost);
        }
        Ok(result)
    }

    fn verify_database(&self, result: &mut Verification) -> Result<(), VaultError> {
        let read = self.read();
        let text = |row: &rusqlite::Row<'_>| Ok(row.get::<_, String>(0)?);
        let seals = read.all(include_str!("database/check-seals.sql"), [], text)?;
        if !seals.is_empty() {
            result.findings.push(Finding::DatabaseSeals(seals.len()));
        }
        match read.all(include_str!("database/check-structure.sql"), [], text) {
            Ok(lines) if lines.first().is_some_and(|line| line == "ok") => {}
            Ok(lines) => result
                .findings
                .push(Finding::DatabaseStructure(lines.len())),
            Err(VaultError::DamagedDatabase { .. }) => {
                result.findings.push(Finding::DatabaseStructure(1))
            }
            Err(error) => return Err(error),
        }
        let dangling = read.all(include_str!("database/check-links.sql"), [], text)?;
        if !dangling.is_empty() {
            result
                .findings
                .push(Finding::DanglingRecords(dangling.len()));
        }
        let lonely = read.all(include_str!("documents/without-original.sql"), [], text)?;
        for id in lonely {
            let id = id
                .parse()
                .map_err(|_| VaultError::DamagedRecord(crate::Kind::Documents))?;
            result.findings.push(Finding::DocumentWithoutOriginal(id));
        }
        Ok(())
    }

    fn verify_keys(&self, result: &mut Verification) -> Result<(), VaultError> {
        let manifest = crate::folder::Manifest::read(&self.folder)?;
        let slots = [
            (
                KeySlot::Passphrase,
                "passphrase",
                self.folder.passphrase_slot(),
            ),
            (KeySlot::Recovery, "recovery", self.folder.recovery_slot()),
            (KeySlot::Records, "records", self.folder.records_slot()),
        ];
        for (slot, name, path) in slots {
            if !read_small(&path).is_ok_and(|sealed| manifest.slot_is_sound(name, &sealed)) {
                result.findings.push(Finding::DamagedKey(slot));
            }
        }
        Ok(())
    }

    fn verify_files(
        &self,
        recorded: &HashSet<ContentId>,
        result: &mut Verification,
    ) -> Result<(), VaultError> {
        for shelf in list(&self.folder.documents())? {
            for entry in list(&shelf.path)?
                .into_iter()
                .filter(|entry| !is_temp(&entry.name))
            {
                match entry
                    .name
                    .strip_suffix(".age")
                    .and_then(|id| id.parse::<ContentId>().ok())
                {
                    Some(id)
                        if recorded.contains(&id) && self.folder.original(id) == entry.path => {}
                    Some(id) if self.folder.original(id) == entry.path => {
                        result.findings.push(Finding::UnrecordedOriginal(id));
                    }
                    _ => result.findings.push(Finding::StrangeFile),
                }
            }
        }
        for entry in list(&self.folder.inbox())?
            .into_iter()
            .filter(|entry| !is_temp(&entry.name))
        {
            if hazmat::open_with(&self.identity, File::open(&entry.path)?).is_err() {
                result.findings.push(Finding::DamagedReceived);
            }
        }
        Ok(())
    }
}
