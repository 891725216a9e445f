//! Sealed originals: the bytes of what came or went, each in one file that never changes.

mod inbox;
mod reading;
mod settle;

pub(crate) use inbox::receive;
pub use reading::{OriginalRow, Plain};
pub(crate) use settle::settle;

use crate::error::VaultError;
use crate::folder::{Folder, Held, TempFile, sync_folder};
use crate::hazmat::{self, Recipient};
use holdfast_case::ContentId;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, BufWriter, Write};
use zeroize::Zeroizing;

/// The only door to sealing. It needs no lock on the vault and can be sent to another thread, so that a large
/// file is sealed while the window goes on.
#[derive(Clone)]
pub struct Sealer {
    pub(crate) folder: Folder,
    pub(crate) recipient: Recipient,
    pub(crate) id_key: Zeroizing<[u8; 32]>,
}

/// An original that is sealed on the disk and waits to be recorded. Dropped without being recorded, it stays and
/// is taken in at the next unlock; [`crate::Vault::discard`] takes it away.
pub struct Sealed {
    pub(crate) id: ContentId,
    pub(crate) size: u64,
    pub(crate) sha256: String,
    /// The file with its lock, which tells other processes to leave it alone; none where it was there before.
    pub(crate) file: Option<Held>,
}

impl Sealed {
    /// Keyed hash of the content.
    pub fn id(&self) -> ContentId {
        self.id
    }
    /// Length in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }
    /// SHA-256 of the content in hex digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
    /// True if this very content was sealed before.
    pub fn was_there(&self) -> bool {
        self.file.is_none()
    }
}

impl Sealer {
    /// The id these bytes have in this vault.
    pub fn content_id(&self, bytes: &[u8]) -> ContentId {
        ContentId(*blake3::keyed_hash(&self.id_key, bytes).as_bytes())
    }

    /// Seals bytes under the name of their content: temporary name, sync, rename, sync of the folder. Content that
    /// is there already is not written again. On any error nothing is left.
    pub fn seal(&self, bytes: &[u8]) -> Result<Sealed, VaultError> {
        let id = self.content_id(bytes);
        let path = self.folder.original(id);
        let size = bytes.len() as u64;
        let sha256 = hex::encode(Sha256::digest(bytes));
        if path.exists() {
            return Ok(Sealed {
                id,
                size,
                sha256,
                file: None,
            });
        }
        let shelf = path.parent().ok_or(VaultError::NoFolder)?;
        make_folder(shelf)?;
        let mut temp = BufWriter::with_capacity(1 << 18, TempFile::start(shelf)?);
        hazmat::seal_to(&self.recipient, bytes, &mut temp)?;
        let temp = temp.into_inner().map_err(io::IntoInnerError::into_error)?;
        let file = temp.finish(&path)?;
        Ok(Sealed {
            id,
            size,
            sha256,
            file: Some(file),
        })
    }
}

/// Makes a folder whose name is durable. The folder above must be there: a vault that went away isn't made anew.
pub(crate) fn make_folder(folder: &std::path::Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => folder.parent().map_or(Ok(()), sync_folder),
    }
}

/// Writes a sealed file of the inbox: the name is given by the caller.
pub(crate) fn seal_file(
    recipient: &Recipient,
    bytes: &[u8],
    path: &std::path::Path,
) -> Result<Held, VaultError> {
    let folder = path.parent().ok_or(VaultError::NoFolder)?;
    let mut temp = BufWriter::with_capacity(1 << 18, TempFile::start(folder)?);
    hazmat::seal_to(recipient, bytes, &mut temp)?;
    temp.flush()?;
    let temp = temp.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(temp.finish(path)?)
}
