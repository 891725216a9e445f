//! Keys derived from keys, each with a context string of its own, and the database key.

use super::Identity;
use age::secrecy::ExposeSecret;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const CONTENT_IDS: &str = "app.holdfast 2026 vault: key of content ids";
const BACKUP_PASSWORD: &str = "app.holdfast 2026 vault: password of backup repositories";
const MACHINE: &str = "app.holdfast 2026 vault: mark of a machine";

/// Key of the keyed hash that names originals.
pub(crate) fn derive_id_key(identity: &Identity) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(blake3::derive_key(
        CONTENT_IDS,
        identity.line().expose_secret().as_bytes(),
    ))
}

/// Password of backup repositories, from the recovery words alone, so that place and words are enough.
pub(crate) fn derive_backup_password(recovery_phrase: &str) -> Zeroizing<String> {
    let key = Zeroizing::new(blake3::derive_key(
        BACKUP_PASSWORD,
        recovery_phrase.as_bytes(),
    ));
    Zeroizing::new(hex::encode(key.as_slice()))
}

/// A mark that tells machines apart without telling which they are.
pub(crate) fn derive_machine_mark(vault: uuid::Uuid, machine: &[u8]) -> String {
    let key = blake3::derive_key(MACHINE, vault.as_bytes());
    hex::encode(&blake3::keyed_hash(&key, machine).as_bytes()[..16])
}

/// The raw key of the records.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct DatabaseKey([u8; 32]);

impl DatabaseKey {
    pub(crate) fn make_random() -> std::io::Result<Self> {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| std::io::Error::other("no random numbers"))?;
        Ok(Self(key))
    }
    /// 64 hex digits and a line end, as they stand in `keys/records.age`.
    pub(crate) fn file_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}\n", hex::encode(self.0)))
    }
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let mut key = [0; 32];
        hex::decode_to_slice(text.trim_ascii(), &mut key).ok()?;
        Some(Self(key))
    }
    /// SQLCipher's form of a raw key.
    pub(crate) fn raw_form(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}'", hex::encode(self.0)))
    }
}
