//! Reading originals back. The whole seal is verified before a byte is handed out.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::folder::remove_if_there;
use crate::hazmat::{self, OpenError};
use crate::journal::Tx;
use crate::open::Vault;
use crate::originals::{Sealed, Sealer};
use crate::records::{Columns, Records, moment_text};
use holdfast_case::ContentId;
use rusqlite::{Transaction, TransactionBehavior};
use std::fs::File;
use std::io;
use zeroize::Zeroizing;

/// The bytes of an original; wiped when dropped.
pub type Plain = Zeroizing<Vec<u8>>;

/// A recorded original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalRow {
    /// Keyed hash of the content.
    pub id: ContentId,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of the content in hex digits.
    pub sha256: String,
    /// When it was recorded.
    pub sealed_at: Moment,
}

impl Vault {
    /// The bytes of an original, its seal and its hash verified.
    pub fn open_original(&self, id: ContentId) -> Result<Plain, VaultError> {
        open_verified(&self.sealer(), &self.identity, id)
    }
}

impl Vault {
    /// Takes away what was sealed and is not to be recorded after all. What was there before stays, and so does what
    /// another process recorded in the meantime: the look and the removal are one write transaction.
    pub fn discard(&self, sealed: Sealed) -> Result<(), VaultError> {
        if !sealed.was_there() {
            let transaction =
                Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            if self.read().original(sealed.id)?.is_none() {
                remove_if_there(&self.folder.original(sealed.id))?;
            }
            transaction.commit()?;
        }
        Ok(())
    }
}

pub(crate) fn open_verified(
    sealer: &Sealer,
    identity: &hazmat::Identity,
    id: ContentId,
) -> Result<Plain, VaultError> {
    let file = match File::open(sealer.folder.original(id)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(match sealer.folder.documents().is_dir() {
                true => VaultError::OriginalMissing(id),
                false => VaultError::NoFolder,
            });
        }
        file => file?,
    };
    match hazmat::open_with(identity, file) {
        Ok(bytes) if sealer.content_id(&bytes) == id => Ok(bytes),
        Err(OpenError::Io(error)) => Err(error.into()),
        _ => Err(VaultError::DamagedOriginal(id)),
    }
}

impl Records<'_> {
    /// A recorded original.
    pub fn original(self, id: ContentId) -> Result<Option<OriginalRow>, VaultError> {
        self.one(include_str!("find.sql"), [id.to_string()], read_row)
    }
    /// All recorded originals.
    pub fn originals(self) -> Result<Vec<OriginalRow>, VaultError> {
        self.all(include_str!("all.sql"), [], read_row)
    }
}

impl Tx<'_> {
    /// Records a sealed original; one that is recorded already stays as it is.
    pub fn record_original(&mut self, sealed: &Sealed) -> Result<(), VaultError> {
        self.run(
            Kind::Originals,
            include_str!("unpurge.sql"),
            [sealed.id.to_string()],
        )?;
        let size = i64::try_from(sealed.size).unwrap_or(i64::MAX);
        let row = (
            sealed.id.to_string(),
            size,
            sealed.sha256.as_str(),
            moment_text(self.now),
        );
        self.run(Kind::Originals, include_str!("insert.sql"), row)
            .map(drop)
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> Result<OriginalRow, VaultError> {
    let row = Columns(Kind::Originals, row);
    Ok(OriginalRow {
        id: row.parse("id")?,
        size: row.get::<i64>("size")?.unsigned_abs(),
        sha256: row.get("sha256")?,
        sealed_at: row.moment("sealed_at")?,
    })
}
