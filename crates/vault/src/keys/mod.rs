//! The ways into a vault: passphrase, recovery words, keychain.

mod keychain;
mod recovery;
mod slots;

pub use keychain::{Keychain, KeychainTrouble};
pub use recovery::{RecoveryCode, RecoveryWordsError};
pub(crate) use slots::{Slot, open_sealed, open_slot, read_database_key, seal_slot};

/// How much work it costs to try one passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyStrength(u8);

impl KeyStrength {
    /// scrypt at 2^18: half a second and 256 MiB a try.
    pub const STANDARD: Self = Self(18);

    /// Next to no work, so that tests need not wait. A vault made with it can be guessed.
    pub const fn weak_for_tests() -> Self {
        Self(4)
    }
    pub(crate) fn work(self) -> u8 {
        self.0
    }
}

impl Default for KeyStrength {
    fn default() -> Self {
        Self::STANDARD
    }
}
