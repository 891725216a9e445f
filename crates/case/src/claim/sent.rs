//! How a claim went out.

use super::typed::{Typed, When};
use crate::ids::DocumentId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The way it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SendWay {
    /// The insurer's web page.
    #[default]
    Portal,
    /// Fax.
    Fax,
    /// Certified mail.
    CertifiedMail,
    /// Ordinary mail.
    Mail,
    /// E-mail.
    Email,
    /// Handed over.
    ByHand,
    /// The clinic sent it.
    Clinic,
}

impl SendWay {
    /// All ways, as they are offered.
    pub const ALL: [Self; 7] = [
        Self::Portal,
        Self::Fax,
        Self::CertifiedMail,
        Self::Mail,
        Self::Email,
        Self::ByHand,
        Self::Clinic,
    ];

    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Fax => "fax",
            Self::CertifiedMail => "certified-mail",
            Self::Mail => "mail",
            Self::Email => "email",
            Self::ByHand => "by-hand",
            Self::Clinic => "clinic",
        }
    }

    /// The way with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == id)
    }
}

/// One sending.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Submission {
    /// The way it went.
    pub way: SendWay,
    /// The day it went out.
    pub day: Typed<When>,
    /// The day they had it, where that is known.
    pub received: Typed<When>,
    /// Where it went: a number, an address, a portal.
    pub to: String,
    /// Tracking or confirmation number, as typed.
    pub tracking: String,
    /// The paper that proves it.
    pub proof: Option<DocumentId>,
    /// What else to know.
    pub note: String,
}

impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Submission(•••)")
    }
}
