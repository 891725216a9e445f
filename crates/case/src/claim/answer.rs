//! What came back: the insurer's answer with the lines of its statement, and what the clinic asks.

use super::line::code_key;
use super::typed::{Typed, When};
use crate::ids::DocumentId;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What the insurer answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimOutcome {
    /// No.
    #[default]
    Denied,
    /// Paid or approved in part.
    Partly,
    /// Paid.
    Paid,
    /// Approved beforehand.
    Approved,
}

impl ClaimOutcome {
    /// All answers, as they are offered.
    pub const ALL: [Self; 4] = [Self::Denied, Self::Partly, Self::Paid, Self::Approved];

    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Partly => "partly",
            Self::Paid => "paid",
            Self::Approved => "approved",
        }
    }

    /// The answer with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

/// A line of a benefits statement, as plain values. What the statement does not say is none, never zero.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnsweredLine {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day; none where it is the first.
    pub to: Option<NaiveDate>,
    /// Code as it stands there.
    pub code: String,
    /// How many.
    pub units: Option<u32>,
    /// What the clinic asked.
    pub billed: Option<Cents>,
    /// What the network price takes off.
    pub discount: Option<Cents>,
    /// What the plan reckons with.
    pub allowed: Option<Cents>,
    /// What it does not cover.
    pub not_covered: Option<Cents>,
    /// What goes to the deductible.
    pub deductible: Option<Cents>,
    /// The copay.
    pub copay: Option<Cents>,
    /// The coinsurance.
    pub coinsurance: Option<Cents>,
    /// What another insurer pays.
    pub other_insurance: Option<Cents>,
    /// What the plan paid.
    pub paid: Option<Cents>,
    /// What they say the person owes.
    pub owes: Option<Cents>,
    /// Page of the statement it stands on, from 1.
    pub page: Option<u32>,
}

impl AnsweredLine {
    /// The code as it is compared: upper case, without spaces.
    pub fn code_key(&self) -> String {
        code_key(&self.code)
    }
}

impl fmt::Debug for AnsweredLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnsweredLine(•••)")
    }
}

/// What the insurer answered to a claim.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimAnswer {
    /// Yes, no, or partly.
    pub outcome: ClaimOutcome,
    /// The date of the answer.
    pub day: Typed<When>,
    /// The statement or letter it stands in.
    pub document: Option<DocumentId>,
    /// Its lines.
    pub lines: Vec<AnsweredLine>,
    /// The totals it prints, where it does.
    pub totals: Option<AnsweredLine>,
    /// Where the lines may be other than the paper has them, as plain sentences.
    pub doubts: Vec<String>,
}

impl fmt::Debug for ClaimAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimAnswer(•••)")
    }
}

/// What the clinic asks the person to pay.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClinicBill {
    /// How much.
    pub amount: Typed<Cents>,
    /// The bill.
    pub document: Option<DocumentId>,
}

impl fmt::Debug for ClinicBill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClinicBill(•••)")
    }
}
