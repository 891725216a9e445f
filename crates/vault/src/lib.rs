//! Keys, sealed originals, records, search and journal of one vault folder.
//!
//! Here are the folder format ([`LockedVault`], [`Vault`]), the only door to sealing ([`Sealer`]), the records
//! with typed functions by area (no SQL outside this crate), the journal with undo, and the check of the whole
//! vault. The format and the rescue with stock tools are told in `docs/vault-format.md` and `docs/rescue.md`.
//!
//! Never here: what a letter means, which day is the last, what a person is told, a window, a clock (`now` is
//! always handed in), the network. Nothing personal in an error or a log line; nothing personal on the disk
//! that isn't sealed. Raw keys and ciphers stay inside the private `hazmat` module.

mod alarms;
mod case_records;
mod cases;
mod change;
mod database;
mod deadlines;
mod documents;
mod error;
mod folder;
mod hazmat;
mod journal;
mod keys;
mod locked;
mod open;
mod originals;
mod pages;
mod queue;
mod readings;
mod records;
mod rekey;
mod reminders;
mod search;
mod settings;
mod verify;

pub use alarms::{AlarmEntry, AlarmMark, Alarms, NewAlarm, TakenOver};
pub use case_records::{CaseRecordRow, CaseRecordVersion};
pub use cases::{CaseRow, NewCase};
pub use change::{Author, Change, Kind, Moment, Operation};
pub use database::{NEWEST_SCHEMA, PATIENCE};
pub use deadlines::{DeadlineFilter, DeadlineOrigin, DeadlineRow, NewDeadline};
pub use documents::{
    Arrival, Crop, DocumentEdit, DocumentFilter, DocumentRow, Filed, NewDocument, PageRef,
    ReadState, TrashPlan,
};
pub use error::{DatabaseDamage, KeySlot, VaultError};
pub use folder::{Holder, Machine, synced_by};
pub use journal::{JournalEntry, JournalRole, Tx};
pub use keys::{KeyStrength, Keychain, KeychainTrouble, RecoveryCode, RecoveryWordsError};
pub use locked::{About, CreateOptions, LockedVault, Secret, UnlockOptions};
pub use open::{Access, CannotWrite, UnlockReport, Vault};
pub use originals::{OriginalRow, Plain, Sealed, Sealer};
pub use pages::PageTextRow;
pub use queue::{ImportRow, ImportState, NewImport};
pub use readings::{Confirmation, ConfirmationState, ReadingRow};
pub use records::Records;
pub use rekey::{NewRecovery, RecoveryMark};
pub use reminders::{Delivery, NewDelivery, Snooze};
pub use search::{Hit, SearchRequest, Snippet};
pub use verify::{Finding, Verification};
