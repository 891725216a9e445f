//! Deadlines: what is asked of the rules, and the answer with its derivation.
//!
//! Keys and ids follow the contract of the command line (`holdfast-cli deadline`) and the worked examples.

pub use crate::derivation::{CountUnit, Doubt, DoubtCode, Lands, Step, StepKind};
use crate::reading::Place;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A limit as the letter states it.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterLimit {
    /// `duration`, `date` or `words`.
    pub form: String,
    /// How many units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// `hours`, `days` (calendar), `business-days`, `weeks`, `months` or `years`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Trigger id (`date-of-notice`, `receipt-of-notice`, `future-decision`, …).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// The printed day, where the letter prints one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// Whole days in a number of hours. Where only the day is known that the hours run from, a part of a day ends on
/// the day itself: rounded up, the last day could be a day too late.
pub const fn whole_days(hours: u32) -> u32 {
    hours / 24
}

/// What is known when a day is to be worked out. A missing key is doubt, never an error.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineQuestion {
    /// Plan kind id; none or `unknown` where it is not known.
    #[serde(default)]
    pub plan_kind: Option<String>,
    /// Level id or alias.
    #[serde(default)]
    pub level: Option<String>,
    /// `pre-service`, `post-service`, `concurrent`, …
    #[serde(default)]
    pub claim_type: Option<String>,
    /// Two-letter state.
    #[serde(default)]
    pub state: Option<String>,
    /// Date printed on the notice.
    #[serde(default)]
    pub notice_date: Option<NaiveDate>,
    /// Day the notice came.
    #[serde(default)]
    pub received_date: Option<NaiveDate>,
    /// Day of the decision of the level before.
    #[serde(default)]
    pub decision_date: Option<NaiveDate>,
    /// Day a cut takes effect.
    #[serde(default)]
    pub effective_date: Option<NaiveDate>,
    /// The letter's own limit.
    #[serde(default)]
    pub letter: Option<LetterLimit>,
    /// The day it is; given by the face, needed for `passed` and for the safe way.
    #[serde(default)]
    pub today: Option<NaiveDate>,
}

/// A later day that may hold, with what it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterIf {
    /// The condition in plain words.
    pub say: String,
    /// The day.
    pub date: NaiveDate,
    /// Id of the plan kind, where that is the condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_kind: Option<String>,
}

/// A shorter time that runs beside this one, or a faster track that someone may choose: said whatever leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoonerIf {
    /// The whole sentence, condition and what to do.
    pub say: String,
    /// Its last day, where that can be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Citation of its rule.
    pub citation: String,
    /// Id of the plan kind whose time it is.
    #[serde(default)]
    pub plan_kind: String,
    /// Level of its rule.
    #[serde(default)]
    pub level: String,
}

/// A last day to act, with why.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Deadline {
    /// Level id.
    pub level: String,
    /// Who must act.
    pub who: String,
    /// True for the one that leads its letter.
    pub primary: bool,
    /// What the letter says.
    pub letter: Option<LetterLimit>,
    /// Id of the rule, none where only the letter speaks.
    pub rule: Option<String>,
    /// Citation of the rule.
    pub citation: Option<String>,
    /// False where the rule's text was not seen: shown as unverified.
    pub rule_verified: bool,
    /// Day the rule was last checked.
    pub checked: Option<NaiveDate>,
    /// False while what starts the clock has not happened.
    pub clock_started: bool,
    /// The day the count starts from (that day itself is not counted).
    pub start: Option<NaiveDate>,
    /// The last day to act on; none while the clock has not started.
    pub due: Option<NaiveDate>,
    /// English name of `due`'s day of the week.
    pub weekday: Option<String>,
    /// Last day by the letter's own count.
    pub due_by_letter: Option<NaiveDate>,
    /// Last day by the rule.
    pub due_by_rule: Option<NaiveDate>,
    /// `letter`, `rule` or `both`.
    pub leads: Option<String>,
    /// `be-received`, `be-sent`, `be-filed`, `not-stated`, …
    pub must: String,
    /// The day by which it is safe to send.
    pub safe_day: Option<NaiveDate>,
    /// `mail`, `mail-counter`, `fax-or-portal` or `at-once`.
    pub safe_by: Option<String>,
    /// Later days that may hold.
    pub later_if: Vec<LaterIf>,
    /// Shorter times beside this one, where they may hold: always shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sooner_if: Vec<SoonerIf>,
    /// What is not sure.
    pub doubt: Vec<Doubt>,
    /// Why this date.
    pub steps: Vec<Step>,
    /// States or plan kinds among which the shortest was taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortest_of: Vec<String>,
    /// Plan kinds struck out by facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck_out: Vec<String>,
    /// True where our own cautious figure stands in for a rule.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cautious_figure: bool,
    /// Id of the state's entry, where one was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_entry: Option<String>,
    /// Good cause for being late, as the rule has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good_cause: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_day_is_no_day() {
        let counted = [0, 1, 23, 24, 36, 47, 48, 72].map(whole_days);
        assert_eq!(counted, [0, 0, 0, 1, 1, 1, 2, 3]);
    }
}
