//! Raw sealing and raw keys. Private on purpose: outside this crate only envelopes named by their use exist.

mod derive;
mod envelope;

pub(crate) use derive::{DatabaseKey, derive_backup_password, derive_id_key, derive_machine_mark};
pub(crate) use envelope::{
    Identity, OpenError, open_passphrase, open_with, parse_identity, parse_recipient,
    seal_passphrase, seal_to,
};
pub(crate) type Recipient = age::x25519::Recipient;
