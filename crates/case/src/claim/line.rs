//! A service line: one thing done or given, with its day, code, units and charge.

use super::typed::{Typed, When};
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing done or given.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceLine {
    /// First day.
    pub from: Typed<When>,
    /// Last day; empty where it is the first.
    pub to: Typed<When>,
    /// CPT or HCPCS code, as typed.
    pub code: String,
    /// Modifiers, as typed.
    pub modifiers: Vec<String>,
    /// Hospital revenue code, as typed.
    pub revenue: String,
    /// Diagnosis codes of this line, as typed; empty takes those of the claim.
    pub diagnoses: Vec<String>,
    /// How many.
    pub units: Typed<u32>,
    /// What the clinic asks for it, all units together.
    pub charge: Typed<Cents>,
    /// Name of the drug.
    pub drug: String,
    /// Dose given, as typed ("40 mg").
    pub dose: String,
    /// Drug package number (NDC), as typed.
    pub ndc: String,
    /// Place of service code, as typed; empty takes that of the claim.
    pub place: String,
    /// What the bill calls it.
    pub description: String,
}

impl ServiceLine {
    /// The first day it can mean.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.from.value.or(self.to.value).map(When::earliest)
    }

    /// The last day it can mean.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.to.value.or(self.from.value).map(When::latest)
    }

    /// The code as it is compared: upper case, without spaces.
    pub fn code_key(&self) -> String {
        code_key(&self.code)
    }

    /// True where nothing stands in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A code as it is compared: upper case, without spaces.
pub(crate) fn code_key(code: &str) -> String {
    code.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

impl fmt::Debug for ServiceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServiceLine(•••)")
    }
}
