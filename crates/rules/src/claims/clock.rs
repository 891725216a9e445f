//! How long the insurer has to decide: the plan's own clock, from the day it had the request.

use super::Known;
use crate::deadline::answer::Ask;
use chrono::NaiveDate;
use holdfast_case::claim::{Claim, Submission};
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;

/// The plan's time to decide a claim or request.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionClock {
    /// The last day with its rule, citation, mark and steps.
    pub deadline: Deadline,
    /// The day counted from.
    pub from: NaiveDate,
    /// True where that is the day it went out, since nobody knows the day it came.
    pub from_sending: bool,
    /// The longest with the extension that the rule allows; none where it allows none.
    pub extended: Option<NaiveDate>,
}

/// The clock of the last sending; none where it was not sent, or its day is not known.
pub fn decision_clock(lib: &Library, claim: &Claim, known: &Known<'_>) -> Option<DecisionClock> {
    let (from, from_sending) = start(claim.submissions.last()?)?;
    let question = DeadlineQuestion {
        plan_kind: known.plan_kind.map(str::to_owned),
        level: Some("plan-decision".to_owned()),
        claim_type: Some(claim.timing().id().to_owned()),
        today: Some(known.today),
        ..DeadlineQuestion::default()
    };
    let ask = Ask {
        actor: Some("plan"),
        given: Some(from),
        ..Ask::of(&question)
    };
    let deadline = ask.answer(lib);
    let rule = deadline.rule.as_deref().and_then(|id| lib.rule(id));
    let extended = rule.zip(deadline.due).and_then(|(rule, due)| {
        let unit = crate::calendar::Unit::find(rule.extension_unit.as_deref()?)?;
        let calendar = crate::calendar::Calendar::new(lib);
        let end = crate::calendar::MonthEnd::LastDay;
        let side = crate::calendar::Counting::OtherSide;
        let counted = calendar.count(due, rule.extension_length?, unit, end, side)?;
        Some(counted.day)
    });
    Some(DecisionClock {
        deadline,
        from,
        from_sending,
        extended,
    })
}

/// The day they had it, or the day it went out: the earliest it can have been.
fn start(sent: &Submission) -> Option<(NaiveDate, bool)> {
    let received = sent.received.value.map(|when| when.earliest());
    let out = sent.day.value.map(|when| when.earliest());
    match (received, out) {
        // what came before it went out is a slip of the pen: the day it went out counts
        (Some(received), Some(out)) if received < out => Some((out, true)),
        (Some(received), _) => Some((received, false)),
        (None, out) => out.map(|out| (out, true)),
    }
}
