//! Putting the folder in order at unlock: what a crash left unfinished is swept, what was received while locked
//! is taken in, and a whole sealed file without a record is taken in too (a scan has no other copy).

use super::inbox::StoredAbout;
use super::{Sealed, make_folder};
use crate::change::{Moment, Operation};
use crate::documents::{Arrival, Filed, NewDocument};
use crate::error::VaultError;
use crate::folder::{Held, is_temp, list, lock_if_free, remove_if_there, sweep, sync_folder};
use crate::hazmat::{self, OpenError};
use crate::open::{UnlockReport, Vault};
use crate::queue::NewImport;
use holdfast_case::{ContentId, DocumentId};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, File};
use std::path::Path;
use uuid::Uuid;

/// Puts the folder in order and writes down what was found.
pub(crate) fn settle(
    vault: &mut Vault,
    report: &mut UnlockReport,
    now: Moment,
) -> Result<(), VaultError> {
    vault.remove_purged()?;
    if let Err(error) = vault.folder.lay_rescue() {
        // The next unlock tries again; the vault is whole without it.
        tracing::warn!(%error, "the text on opening the vault without this program could not be written");
    }
    report.swept += sweep_all(vault)?;
    take_in(vault, report, now)?;
    adopt(vault, report, now)
}

fn sweep_all(vault: &Vault) -> Result<usize, VaultError> {
    let folder = &vault.folder;
    let mut swept = 0;
    for place in [
        folder.path().to_owned(),
        folder.keys(),
        folder.inbox(),
        folder.before(),
    ] {
        swept += sweep(&place)?;
    }
    for shelf in list(&folder.documents())?
        .iter()
        .filter(|entry| entry.is_folder)
    {
        swept += sweep(&shelf.path)?;
    }
    Ok(swept)
}

fn take_in(vault: &mut Vault, report: &mut UnlockReport, now: Moment) -> Result<(), VaultError> {
    let names: HashSet<String> = list(&vault.folder.inbox())?
        .into_iter()
        .map(|entry| entry.name)
        .collect();
    let mut ids: Vec<Uuid> = names
        .iter()
        .filter_map(|name| {
            name.strip_suffix(".about.age")
                .or_else(|| name.strip_suffix(".age"))
        })
        .filter_map(|id| id.parse().ok())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        if !names.contains(&format!("{id}.age")) {
            // A description whose content never came; while it is being written, it is locked.
            if lock_if_free(&vault.folder.about(id))?.is_some()
                && !vault.folder.received(id).exists()
            {
                remove_if_there(&vault.folder.about(id))?;
                report.swept += 1;
            }
            continue;
        }
        let Some(file) = lock_if_free(&vault.folder.received(id))? else {
            continue;
        };
        take_in_one(vault, report, id, file, now)?;
    }
    Ok(())
}

/// Opens, hashes and moves one file of the inbox. `file` holds the lock until its record is made.
fn take_in_one(
    vault: &mut Vault,
    report: &mut UnlockReport,
    id: Uuid,
    file: Held,
    now: Moment,
) -> Result<(), VaultError> {
    let path = vault.folder.received(id);
    let bytes = match hazmat::open_with(&vault.identity, File::open(&path)?) {
        Ok(bytes) => bytes,
        Err(OpenError::Io(error)) => return Err(error.into()),
        Err(_) => {
            // It stays where it is: perhaps a safety copy of it is whole.
            report.damaged += 1;
            return Ok(());
        }
    };
    let about = File::open(vault.folder.about(id)).ok().and_then(|file| {
        let text = hazmat::open_with(&vault.identity, file).ok()?;
        serde_json::from_slice::<StoredAbout>(&text).ok()
    });
    let document = match &about {
        Some(about) => NewDocument::from_file(
            about.file_name.reveal().clone(),
            about.media.clone(),
            about.arrival,
        ),
        None => unknown(),
    };
    let content = vault.sealer().content_id(&bytes);
    let target = vault.folder.original(content);
    if !target.exists() {
        let shelf = target.parent().ok_or(VaultError::NoFolder)?;
        make_folder(shelf)?;
        // It is sealed to this very vault already, so it moves as it is. With a second link the first stays beside
        // its description until the record is made; a disk without links gets a plain move.
        if fs::hard_link(&path, &target).is_err() {
            fs::rename(&path, &target)?;
        }
        sync_folder(shelf)?;
    }
    let sealed = Sealed {
        id: content,
        size: bytes.len() as u64,
        sha256: hex::encode(Sha256::digest(&bytes)),
        file: Some(file),
    };
    record(vault, report, &sealed, &document, now)?;
    drop(sealed);
    remove_if_there(&path)?;
    remove_if_there(&vault.folder.about(id))?;
    Ok(())
}

fn adopt(vault: &mut Vault, report: &mut UnlockReport, now: Moment) -> Result<(), VaultError> {
    let recorded: HashSet<ContentId> = vault
        .read()
        .originals()?
        .into_iter()
        .map(|row| row.id)
        .collect();
    for shelf in list(&vault.folder.documents())?
        .into_iter()
        .filter(|entry| entry.is_folder)
    {
        for entry in list(&shelf.path)? {
            if is_temp(&entry.name) {
                continue;
            }
            let id = entry
                .name
                .strip_suffix(".age")
                .and_then(|id| id.parse::<ContentId>().ok());
            match id {
                Some(id) if recorded.contains(&id) => {}
                Some(id) => adopt_one(vault, report, id, &entry.path, now)?,
                None => report.strange += 1,
            }
        }
    }
    Ok(())
}

fn adopt_one(
    vault: &mut Vault,
    report: &mut UnlockReport,
    id: ContentId,
    path: &Path,
    now: Moment,
) -> Result<(), VaultError> {
    // Another process sealed it a moment ago and is about to record it.
    let Some(file) = lock_if_free(path)? else {
        return Ok(());
    };
    let bytes = match vault.open_original(id) {
        Ok(bytes) => bytes,
        Err(VaultError::DamagedOriginal(_)) => {
            report.damaged += 1;
            return Ok(());
        }
        // Another process emptied the trash, or took it in.
        Err(VaultError::OriginalMissing(_)) => return Ok(()),
        Err(error) => return Err(error),
    };
    let sha256 = hex::encode(Sha256::digest(&bytes));
    let sealed = Sealed {
        id,
        size: bytes.len() as u64,
        sha256,
        file: Some(file),
    };
    record(vault, report, &sealed, &unknown(), now)
}

fn unknown() -> NewDocument {
    NewDocument::from_file("", "application/octet-stream", Arrival::Found)
}

/// Records what was taken in and queues it to be read, in one change.
fn record(
    vault: &mut Vault,
    report: &mut UnlockReport,
    sealed: &Sealed,
    document: &NewDocument,
    now: Moment,
) -> Result<(), VaultError> {
    let group = Uuid::now_v7();
    let operation = Operation::by_program("take-in").in_group(group);
    let filed = vault.transact(operation, now, |tx| {
        let filed = tx.file_document(sealed, document)?;
        if let Filed::New(id) = filed {
            let import = NewImport {
                file_name: document.file_name.clone(),
                path: None,
                arrival: document.arrival,
                case: None,
                kind: None,
            };
            tx.enqueue_filed(group, &import, id)?;
        }
        Ok(filed)
    })?;
    let list: &mut Vec<DocumentId> = match filed.value {
        Filed::New(_) => &mut report.taken_in,
        Filed::Known(_) | Filed::InTrash(_) => &mut report.known,
    };
    list.push(filed.value.document());
    Ok(())
}
