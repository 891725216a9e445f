//! Why a day is the day: the steps that led to it and what is not sure of it.
//!
//! Each carries what it means beside its sentence. A face decides by the meaning and may say it in words of its own;
//! nobody takes a sentence apart.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a step of a derivation means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Nothing of what is listed here: it is shown as it is said.
    #[default]
    Said,
    /// The date of a paper is not known: this one was taken.
    AssumedDate,
    /// The day of a decision is not known: this one was taken.
    AssumedDecision,
    /// What the clock starts with is not known, or has not happened.
    NotStarted,
    /// The clock starts with the date printed on the paper.
    StartsAtDate,
    /// It starts with the day the paper came.
    StartsAtReceipt,
    /// It starts with receipt, which is not known: the date printed on the paper was taken.
    StartsAtDateForReceipt,
    /// It starts with the day the paper came, which lies before the date printed on it.
    StartsBeforeDate,
    /// It starts with a day of receipt that the rule presumes.
    StartsAtPresumedReceipt {
        /// Days for the mail.
        days: u32,
    },
    /// It starts with another day that the letter names.
    StartsElsewhere,
    /// It starts with a day that counts itself.
    StartsThatDay,
    /// A state sets the length within limits; what the letter says of it.
    WithinState,
    /// So much after the start.
    Counted {
        /// How many.
        count: u32,
        /// Of what.
        unit: CountUnit,
        /// Where the count comes out.
        lands: Lands,
    },
    /// The letter's own day, inside what the rule allows.
    LetterInside,
    /// A cut takes effect later than what was counted: that day counts.
    CutLater,
    /// It has to be in before a cut takes effect, sooner than what was counted.
    CutSooner,
    /// The day is a weekend or a holiday, and the rule does not move it.
    NotMoved,
    /// The day is a weekend or a holiday, and the rule moves it to this one.
    Moved,
    /// The federal floor beside a state's entry that was not seen.
    FederalFloor,
    /// Of two days that the law may give, the state's and the floor's, the earlier.
    EarlierOfLaw,
    /// The shortest of the states that could be meant.
    ShortestState {
        /// Two letters.
        state: String,
        /// Between how many it was taken, where they are but some; none where it was taken of all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<u32>,
    },
    /// The shortest of the kinds of plan that could be meant.
    ShortestKind {
        /// Plan kind id.
        kind: String,
        /// Between how many it was taken, where they are but some; none where it was taken of all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<u32>,
    },
    /// The letter's own limit is not that of these kinds of plan.
    StruckOut {
        /// Plan kind ids.
        kinds: Vec<String>,
    },
    /// The letter's own limit and the day it gives.
    Letter,
    /// Of the rule's day and the letter's, the earlier.
    EarlierLeads,
    /// The day by which it is safe to send.
    Safe,
}

impl StepKind {
    /// True for the day that a rule's clock starts with.
    pub const fn is_start(&self) -> bool {
        matches!(
            self,
            Self::StartsAtDate
                | Self::StartsAtReceipt
                | Self::StartsAtDateForReceipt
                | Self::StartsBeforeDate
                | Self::StartsAtPresumedReceipt { .. }
                | Self::StartsElsewhere
                | Self::StartsThatDay
        )
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Days on which offices are open.
    BusinessDays,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// Where a count comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lands {
    /// On its day.
    OnIt,
    /// That month has no such day: on the last it has.
    LastOfMonth,
    /// That month has no such day: on the first of the next.
    FirstOfNext,
    /// On the last day of that year.
    EndOfYear,
}

/// One step of a derivation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it means.
    #[serde(default)]
    pub kind: StepKind,
    /// A sentence a person can read.
    pub say: String,
    /// The day this step arrives at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Rule citation, `the letter` or `safe_day`.
    pub citation: String,
    /// True for the step whose day leads.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leads: bool,
}

/// What a doubt means, as far as a face decides by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtCode {
    /// Nothing of what is listed here: it is shown as it is said.
    #[default]
    Said,
    /// The day of receipt is not known: the date of the paper was taken.
    ReceiptUnknown,
    /// The day of receipt is not known: it was presumed, and may have been sooner.
    ReceiptPresumed,
    /// The day of receipt that was given lies ahead of the day it is: nothing is counted from it.
    ReceivedAhead {
        /// The day that was given.
        day: NaiveDate,
    },
    /// The day of receipt that was given lies before the date printed on the paper: the earlier of the two was taken.
    ReceivedBeforeDate {
        /// The day that was given.
        day: NaiveDate,
    },
    /// The date of the paper lies ahead of the day it is, or of the day the paper was filed.
    DatedAhead {
        /// The date as it was read or given.
        day: NaiveDate,
        /// The day that stands in for it; none where there is none.
        taken: Option<NaiveDate>,
    },
    /// The rule counts from a paper whose date is not known.
    PaperNotDated,
    /// The date printed on the letter is needed.
    DateNeeded,
    /// The last day, were the letter of the date that was read without being sure of it.
    IfDated {
        /// The date that is not sure.
        dated: NaiveDate,
        /// The last day.
        day: NaiveDate,
    },
    /// The step before was decided, as the person wrote down, and the paper of it is not here: it is counted from the
    /// earliest day that can be.
    OnlyTold {
        /// The day counted from.
        day: NaiveDate,
        /// True where it is the day that was written down; else the day the appeal went out.
        told: bool,
    },
    /// The kind of plan is not known.
    KindUnknown,
    /// It is one of these kinds of plan, and nobody knows which.
    KindOneOf {
        /// Plan kind ids.
        kinds: Vec<String>,
    },
    /// No day is named: one of these kinds starts its clock with a paper whose date is not known.
    PaperUnknown {
        /// Plan kind ids.
        kinds: Vec<String>,
    },
    /// The day, were it this kind of plan.
    IfKind {
        /// Plan kind id.
        kind: String,
        /// The day.
        day: NaiveDate,
    },
    /// The state is not known: the shortest time of all was taken.
    StateUnknown,
    /// It is one of these states, and nobody knows which.
    StateOneOf {
        /// Two letters each.
        states: Vec<String>,
    },
    /// By another of the kinds of plan, or of the states, that could be meant this day has passed; the one that leads
    /// has not.
    OtherPassed {
        /// The day.
        day: NaiveDate,
    },
    /// The last day is over.
    Passed,
    /// What helps a late request.
    GoodCause,
}

/// What is not sure of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Doubt {
    /// What it means.
    pub code: DoubtCode,
    /// A sentence a person can read.
    pub say: String,
}

impl Doubt {
    /// True for what is said of a last day that is over.
    pub const fn is_of_a_day_gone_by(&self) -> bool {
        matches!(self.code, DoubtCode::Passed | DoubtCode::GoodCause)
    }
}

/// A doubt as it is kept: one that was kept as its sentence alone is read too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Sentence(String),
    Coded { code: DoubtCode, say: String },
}

impl From<Kept> for Doubt {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Sentence(say) => Self {
                code: DoubtCode::Said,
                say,
            },
            Kept::Coded { code, say } => Self { code, say },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_without_a_meaning_is_still_read() {
        let step: Step = serde_json::from_str(r#"{"say":"a","citation":"the letter"}"#).unwrap();
        assert_eq!((step.kind, step.say.as_str()), (StepKind::Said, "a"));
        let doubt: Vec<Doubt> = serde_json::from_str(
            r#"["b", {"code": "passed", "say": "c"}, {"code": {"if-kind": {"kind": "fehb", "day": "2026-11-27"}}, "say": "d"}]"#,
        )
        .unwrap();
        let day = "2026-11-27".parse().unwrap();
        let kind = "fehb".to_owned();
        let code = |doubt: &Doubt| (doubt.code.clone(), doubt.say.clone());
        assert_eq!(
            doubt.iter().map(code).collect::<Vec<_>>(),
            [
                (DoubtCode::Said, "b".to_owned()),
                (DoubtCode::Passed, "c".to_owned()),
                (DoubtCode::IfKind { kind, day }, "d".to_owned()),
            ]
        );
    }
}
