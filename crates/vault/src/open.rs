//! A vault that is unlocked.

use crate::alarms::TakenOver;
use crate::change::Moment;
use crate::database;
use crate::error::VaultError;
use crate::folder::{Folder, Machine, Manifest, OpenMark, OpenOn, TempFile, WholeVault};
use crate::hazmat::{self, DatabaseKey, Identity};
use crate::keys::{Keychain, KeychainTrouble, read_database_key};
use crate::locked::{LockedVault, UnlockOptions};
use crate::originals::{self, Sealer};
use crate::records::Records;
use holdfast_case::{DocumentId, Private};
use rusqlite::Connection;
use secrecy::SecretString;
use std::path::Path;
use uuid::Uuid;

/// An unlocked vault. Dropping it locks it.
pub struct Vault {
    pub(crate) folder: Folder,
    pub(crate) identity: Identity,
    pub(crate) connection: Connection,
    sealer: Sealer,
    id: Uuid,
    machine: Machine,
    access: Access,
    report: UnlockReport,
    mark: Option<OpenMark>,
}

/// What can be done with an unlocked vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Full,
    /// Only reading: the records were written by a newer program.
    ReadOnlyNewer {
        /// Their schema.
        schema: u32,
    },
    /// Only looking: nothing can be written where the vault lies.
    LookOnly {
        /// Why not.
        why: CannotWrite,
    },
}

/// Why nothing can be written where a vault lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotWrite {
    /// The disk is full.
    DiskFull,
    /// The folder does not allow it.
    ReadOnlyFolder,
}

impl From<CannotWrite> for VaultError {
    fn from(why: CannotWrite) -> Self {
        match why {
            CannotWrite::DiskFull => Self::DiskFull,
            CannotWrite::ReadOnlyFolder => Self::ReadOnlyFolder,
        }
    }
}

impl TryFrom<VaultError> for CannotWrite {
    type Error = VaultError;
    /// Every other error comes back as it was.
    fn try_from(error: VaultError) -> Result<Self, VaultError> {
        match error {
            VaultError::DiskFull => Ok(Self::DiskFull),
            VaultError::ReadOnlyFolder => Ok(Self::ReadOnlyFolder),
            other => Err(other),
        }
    }
}

/// What unlocking found and put in order.
#[derive(Debug, Default)]
pub struct UnlockReport {
    /// Schema before it was brought up to date.
    pub migrated_from: Option<u32>,
    /// Documents filed from the inbox, and whole sealed files that had no record.
    pub taken_in: Vec<DocumentId>,
    /// Documents that were received again and were there already.
    pub known: Vec<DocumentId>,
    /// Unfinished files that were swept.
    pub swept: usize,
    /// Sealed files that do not open; they stay where they are.
    pub damaged: usize,
    /// Files among the documents that no vault makes; they stay.
    pub strange: usize,
    /// True if `alarms.json` was gone or broken; it was written anew.
    pub alarms_lost: bool,
    /// Notices shown or put off while locked.
    pub taken_over: Vec<TakenOver>,
    /// True if the changed public key was put right.
    pub recipient_repaired: bool,
    /// What kept the folder from being put in order, such as a full disk; the records can be read all the same.
    pub trouble: Option<VaultError>,
}

#[derive(Clone)]
pub(crate) struct Opening<'a> {
    pub(crate) folder: Folder,
    pub(crate) identity: Identity,
    pub(crate) options: &'a UnlockOptions,
}

impl Vault {
    pub(crate) fn open(opening: Opening<'_>) -> Result<Self, VaultError> {
        WholeVault::wait_until_free(&opening.folder, opening.options.wait)?;
        let manifest = Manifest::read(&opening.folder)?;
        let recipient_repaired = manifest.recipient != opening.identity.recipient().to_string();
        if recipient_repaired && !opening.options.repair_recipient {
            return Err(VaultError::RecipientChanged);
        }
        check_machine(&manifest, &opening.identity, opening.options)?;
        let key = read_database_key(&opening.folder, &opening.identity)?;
        let opened = check_place_is_writable(&opening.folder)
            .and_then(|()| Self::open_to_write(opening.clone(), &manifest, &key));
        let why = match opened {
            Ok(mut vault) => {
                vault.report.recipient_repaired = recipient_repaired;
                return Ok(vault);
            }
            Err(error) => CannotWrite::try_from(error)?,
        };
        let connection = database::open_to_look(&opening.folder, &key)?;
        if database::schema_of(&connection)? < database::NEWEST_SCHEMA {
            // It would have to be brought up to date first.
            return Err(why.into());
        }
        let access = Access::LookOnly { why };
        Ok(Self::made(opening, connection, &manifest, access, None))
    }

    fn open_to_write(
        opening: Opening<'_>,
        manifest: &Manifest,
        key: &DatabaseKey,
    ) -> Result<Self, VaultError> {
        let (folder, options) = (&opening.folder, opening.options);
        let recipient = opening.identity.recipient();
        let mut connection = database::open(folder, key, options.patience)?;
        let schema = database::schema_of(&connection)?;
        let mut report = UnlockReport::default();
        let access = if schema > database::NEWEST_SCHEMA {
            connection.execute_batch(include_str!("database/read-only.sql"))?;
            Access::ReadOnlyNewer { schema }
        } else {
            report.migrated_from =
                database::migrate(&mut connection, folder, options.now, options.wait)?;
            Access::Full
        };
        // The mark comes first: the last to leave would otherwise take away the name that is written here.
        let mark = Some(OpenMark::set(folder)?);
        let open_on = OpenOn::make(manifest.vault, &options.machine, &recipient, options.now)?;
        Manifest::update(folder, |manifest| {
            manifest.open_on = Some(open_on);
            manifest.recipient = recipient.to_string();
        })?;
        let mut vault = Self::made(opening, connection, manifest, access, mark);
        if access == Access::Full {
            report.trouble = vault.put_in_order(&mut report, options.now).err();
        }
        vault.report = report;
        Ok(vault)
    }

    fn made(
        opening: Opening<'_>,
        connection: Connection,
        manifest: &Manifest,
        access: Access,
        mark: Option<OpenMark>,
    ) -> Self {
        let Opening {
            folder,
            identity,
            options,
        } = opening;
        let sealer = Sealer {
            folder: folder.clone(),
            recipient: identity.recipient(),
            id_key: hazmat::derive_id_key(&identity),
        };
        Self {
            folder,
            identity,
            connection,
            sealer,
            id: manifest.vault,
            machine: options.machine.clone(),
            access,
            report: UnlockReport::default(),
            mark,
        }
    }

    fn put_in_order(&mut self, report: &mut UnlockReport, now: Moment) -> Result<(), VaultError> {
        (report.taken_over, report.alarms_lost) = self.marks_while_locked()?;
        if report.alarms_lost {
            self.rewrite_alarms()?;
        }
        originals::settle(self, report, now)
    }

    /// Locks: closes the records and wipes the keys. The last to leave takes the machine's name out of `vault.json`.
    pub fn lock(self) -> Result<LockedVault, VaultError> {
        let folder = self.folder.path().to_owned();
        drop(self);
        LockedVault::open_although_synced(&folder)
    }

    fn leave(&mut self) {
        let last = self.mark.take().and_then(OpenMark::leave);
        if last.is_some() {
            let mine = hazmat::derive_machine_mark(self.id, &self.machine.id);
            // A mark that stays behind only costs a question on another machine.
            let _ = Manifest::update(&self.folder, |manifest| {
                if manifest
                    .open_on
                    .as_ref()
                    .is_some_and(|open| open.machine == mine)
                {
                    manifest.open_on = None;
                }
            });
        }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
    /// Its id.
    pub fn id(&self) -> Uuid {
        self.id
    }
    /// What can be done with it.
    pub fn access(&self) -> Access {
        self.access
    }
    /// What unlocking found.
    pub fn unlock_report(&self) -> &UnlockReport {
        &self.report
    }
    /// The records, to read.
    pub fn read(&self) -> Records<'_> {
        Records {
            connection: &self.connection,
        }
    }
    /// The door to sealing; can be sent to another thread.
    pub fn sealer(&self) -> Sealer {
        self.sealer.clone()
    }
    /// A number that changes when another process changed the records. Changes of this one leave it alone.
    pub fn data_version(&self) -> Result<i64, VaultError> {
        Ok(self
            .connection
            .prepare_cached(include_str!("database/data-version.sql"))?
            .query_row([], |row| row.get(0))?)
    }
    /// The identity line for the recovery sheet; stock `age` opens every sealed file with it.
    pub fn identity_line(&self) -> SecretString {
        self.identity.line()
    }

    /// Keeps the key in the keychain, so that the vault opens without the passphrase.
    pub fn remember_in_keychain(&self, keychain: Keychain) -> Result<(), KeychainTrouble> {
        keychain.remember(self.id, self.identity.line())
    }
    /// Takes the key out of the keychain.
    pub fn forget_in_keychain(&self, keychain: Keychain) -> Result<(), KeychainTrouble> {
        keychain.forget(self.id)
    }

    pub(crate) fn check_writable(&self) -> Result<(), VaultError> {
        match self.access {
            Access::Full => Ok(()),
            Access::ReadOnlyNewer { schema } => Err(VaultError::NewerVault {
                found: schema,
                known: database::NEWEST_SCHEMA,
            }),
            Access::LookOnly { why } => Err(why.into()),
        }
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.leave();
    }
}

fn check_machine(
    manifest: &Manifest,
    identity: &Identity,
    options: &UnlockOptions,
) -> Result<(), VaultError> {
    let mine = hazmat::derive_machine_mark(manifest.vault, &options.machine.id);
    match &manifest.open_on {
        Some(open) if open.machine != mine && !options.take_over => {
            Err(VaultError::OpenElsewhere {
                machine: Private::new(open.open_name(identity).unwrap_or_default()),
                since: open.since,
            })
        }
        _ => Ok(()),
    }
}

/// A folder that cannot be written to shows here and not as a strange error of the database.
fn check_place_is_writable(folder: &Folder) -> Result<(), VaultError> {
    TempFile::start(folder.path())
        .map(drop)
        .map_err(VaultError::from)
}
