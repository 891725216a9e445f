//! A claim or a prior authorization: what was asked of the insurer, how it went out, and what came back.
//!
//! What a person typed is kept beside what was understood of it ([`Typed`]), so that a slip in one field never loses
//! the words of another. `Debug` of these types prints dots: they name a person's illness and doctor.

mod answer;
mod line;
mod sent;
mod terms;
mod typed;

pub use answer::{AnsweredLine, ClaimAnswer, ClaimOutcome, ClinicBill};
pub use line::ServiceLine;
pub use sent::{SendWay, Submission};
pub use terms::{ClaimTerms, FilingUnit};
pub use typed::{Slip, Typed, When};

use crate::ids::DocumentId;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether it asks for money or for a yes beforehand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// A claim: the treatment was given, the plan is asked to pay.
    #[default]
    Claim,
    /// A prior authorization: the plan is asked to say yes first.
    Authorization,
}

impl ClaimKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Authorization];

    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Authorization => "authorization",
        }
    }
}

/// When the plan is asked, which sets its time to decide: the claim types of the appeal rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimTiming {
    /// Before the treatment.
    PreService,
    /// Before it, and waiting could do harm.
    Urgent,
    /// While a treatment that was approved goes on.
    Concurrent,
    /// After it.
    PostService,
}

impl ClaimTiming {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::PreService,
        Self::Urgent,
        Self::Concurrent,
        Self::PostService,
    ];

    /// The id of the appeal rules' claim type.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PreService => "pre-service",
            Self::Urgent => "urgent",
            Self::Concurrent => "concurrent",
            Self::PostService => "post-service",
        }
    }
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimState {
    /// Not sent yet.
    Draft,
    /// Sent, no answer yet.
    Sent,
    /// The answer is no.
    Denied,
    /// Paid or approved in part.
    PartlyPaid,
    /// Paid.
    Paid,
    /// Approved beforehand.
    Approved,
    /// The person closed it.
    Closed,
}

impl ClaimState {
    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Denied => "denied",
            Self::PartlyPaid => "partly-paid",
            Self::Paid => "paid",
            Self::Approved => "approved",
            Self::Closed => "closed",
        }
    }
}

/// A claim or a prior authorization.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    /// Whether it asks for money or for a yes.
    pub kind: ClaimKind,
    /// When the plan is asked; none goes by the kind.
    pub timing: Option<ClaimTiming>,
    /// What was asked, in the person's words; empty where the lines tell it.
    pub title: String,
    /// The number the insurer gave it, as typed.
    pub number: String,
    /// The number of the approval that the treatment had, as typed.
    pub authorization: String,
    /// The clinic that gives the treatment.
    pub clinic: String,
    /// The clinic's provider number (NPI), as typed.
    pub clinic_npi: String,
    /// The person who treats.
    pub provider: String,
    /// That person's provider number (NPI), as typed.
    pub provider_npi: String,
    /// Place of service code, as typed; a line may name its own.
    pub place: String,
    /// Diagnosis codes for all lines that name none, as typed.
    pub diagnoses: Vec<String>,
    /// What was done or given.
    pub lines: Vec<ServiceLine>,
    /// A sentence that goes with it.
    pub note: String,
    /// The bill or superbill its lines were read from.
    pub document: Option<DocumentId>,
    /// The claim this one is a new try of, by its record's id.
    pub again_of: Option<String>,
    /// Each time it went out, oldest first.
    pub submissions: Vec<Submission>,
    /// What came back, oldest first.
    pub answers: Vec<ClaimAnswer>,
    /// Papers that the person said are no answer to it.
    pub not_answers: Vec<DocumentId>,
    /// What the clinic asks the person to pay.
    pub clinic_bill: Option<ClinicBill>,
    /// True where the person closed it.
    pub closed: bool,
}

impl Claim {
    /// When the plan is asked, the kind's own where nothing else was said.
    pub fn timing(&self) -> ClaimTiming {
        self.timing.unwrap_or(match self.kind {
            ClaimKind::Claim => ClaimTiming::PostService,
            ClaimKind::Authorization => ClaimTiming::PreService,
        })
    }

    /// Where it stands: closed by the person, else the last answer to its last sending, else whether it went out.
    pub fn state(&self) -> ClaimState {
        if self.closed {
            return ClaimState::Closed;
        }
        let answered = self
            .answers
            .last()
            .filter(|answer| !self.sent_since(answer));
        match (answered, self.submissions.is_empty()) {
            (Some(answer), _) => match answer.outcome {
                ClaimOutcome::Denied => ClaimState::Denied,
                ClaimOutcome::Partly => ClaimState::PartlyPaid,
                ClaimOutcome::Paid => ClaimState::Paid,
                ClaimOutcome::Approved => ClaimState::Approved,
            },
            (None, false) => ClaimState::Sent,
            (None, true) => ClaimState::Draft,
        }
    }

    /// True where it went out again on a day after this answer.
    fn sent_since(&self, answer: &ClaimAnswer) -> bool {
        let sent = self.submissions.last().and_then(|s| s.day.value);
        match (sent, answer.day.value) {
            (Some(sent), Some(answered)) => sent.earliest() > answered.latest(),
            _ => false,
        }
    }

    /// The diagnoses of a line: its own, else those of the claim. Empty entries are none.
    pub fn diagnoses_of<'a>(&'a self, line: &'a ServiceLine) -> Vec<&'a str> {
        let own = filled(&line.diagnoses);
        if own.is_empty() {
            filled(&self.diagnoses)
        } else {
            own
        }
    }

    /// The place of service of a line: its own, else the claim's.
    pub fn place_of<'a>(&'a self, line: &'a ServiceLine) -> &'a str {
        let own = line.place.trim();
        if own.is_empty() {
            self.place.trim()
        } else {
            own
        }
    }

    /// The sum of the charges that were understood; none where no line has one, or the sum has no room.
    pub fn charged(&self) -> Option<Cents> {
        let charges = self.lines.iter().filter_map(|line| line.charge.value);
        charges
            .map(|cents| cents.0)
            .fold(None, |sum: Option<Option<i64>>, cents| {
                Some(
                    sum.unwrap_or(Some(0))
                        .and_then(|sum| sum.checked_add(cents)),
                )
            })
            .flatten()
            .map(Cents)
    }

    /// The first day of treatment that any line can mean.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.lines.iter().filter_map(ServiceLine::first_day).min()
    }

    /// The last day of treatment that any line can mean.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.lines.iter().filter_map(ServiceLine::last_day).max()
    }
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claim(•••)")
    }
}

fn filled(codes: &[String]) -> Vec<&str> {
    let trimmed = codes.iter().map(|code| code.trim());
    trimmed.filter(|code| !code.is_empty()).collect()
}

#[cfg(test)]
mod tests;
