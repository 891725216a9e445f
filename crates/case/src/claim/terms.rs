//! What the plan says of claims: from when it covers, how long one may file, whether it wants to be asked first.

use super::typed::{Typed, When};
use crate::ids::DocumentId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// In what the plan counts its time to file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilingUnit {
    /// Calendar days.
    #[default]
    Days,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl FilingUnit {
    /// All units, as they are offered.
    pub const ALL: [Self; 3] = [Self::Days, Self::Months, Self::Years];

    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
        }
    }

    /// The unit with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.id() == id)
    }
}

/// What is known of the plan where claims are concerned. One record of a case.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimTerms {
    /// First day of the coverage.
    pub covered_from: Typed<When>,
    /// Last day of the coverage; empty while it goes on.
    pub covered_to: Typed<When>,
    /// How long after the treatment a claim may come, as the plan has it.
    pub filing_count: Typed<u32>,
    /// In what that counts.
    pub filing_unit: FilingUnit,
    /// Where the plan says so, in the person's words ("Plan book p. 92").
    pub filing_said: String,
    /// The paper that says so.
    pub filing_document: Option<DocumentId>,
    /// Whether the plan wants to be asked first; none where nobody knows.
    pub asks_first: Option<bool>,
}

impl fmt::Debug for ClaimTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimTerms(•••)")
    }
}
