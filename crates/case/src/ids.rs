//! Identifiers. UUIDv7 so that they sort by time and never clash over machines; the content id is a keyed hash.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, later in order than all made before it on this machine.
            pub fn make_random() -> Self {
                Self(Uuid::now_v7())
            }
            /// The UUID inside.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

id!(/** One person's case. */ CaseId);
id!(/** A filed document: a record that lists pages of originals. */ DocumentId);
id!(/** One deadline of a case. */ DeadlineId);
id!(/** One file in the import queue. */ ImportId);
id!(/** One record of a case: a trial, a claim, a provision, an answer of a call. */ CaseRecordId);

/// Keyed hash of an original's bytes (32 bytes, printed as 64 hex digits). It tells nothing about the bytes
/// to anyone without the vault's key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentId(pub [u8; 32]);

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentId({self})")
    }
}

/// The text is not 64 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a content id")]
pub struct NotAContentId;

impl FromStr for ContentId {
    type Err = NotAContentId;
    fn from_str(text: &str) -> Result<Self, NotAContentId> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(NotAContentId);
        }
        let mut id = [0; 32];
        for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotAContentId)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAContentId)?;
        }
        Ok(Self(id))
    }
}
