//! What the tests share.
#![allow(clippy::unwrap_used)]

use holdfast_vault::*;
use secrecy::SecretString;

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// A fixed moment.
pub fn now() -> Moment {
    "2026-11-25T09:30:00Z".parse().unwrap()
}

/// Options that need not wait for scrypt.
pub fn weak() -> CreateOptions {
    CreateOptions {
        strength: KeyStrength::weak_for_tests(),
        ..CreateOptions::at(now())
    }
}
