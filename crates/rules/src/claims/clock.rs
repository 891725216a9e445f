//! How long the insurer has to decide: the plan's own clock, from the day it had the request.

use super::Known;
use crate::calendar::{Calendar, Counting, MonthEnd, Unit};
use crate::deadline::answer::Ask;
use crate::deadline::basis::{self, Fit};
use chrono::NaiveDate;
use holdfast_case::claim::{Claim, Submission};
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;

/// The level of these rules, and who acts.
const LEVEL: &str = "plan-decision";
const PLAN: &str = "plan";

/// The plan's time to decide a claim or request.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionClock {
    /// The last day with its rule, citation, mark and steps.
    pub deadline: Deadline,
    /// The day counted from.
    pub from: NaiveDate,
    /// True where that is the day it went out, since nobody knows the day it came.
    pub from_sending: bool,
    /// Days of later sendings, as typed, that can't be read: it is counted from the last one that can.
    pub unread: Vec<String>,
    /// The longest with the extension that the rule allows; none where it allows none.
    pub extended: Option<NaiveDate>,
}

/// The clock of the last sending whose day is known; none where it was not sent, or no day is known. Where the kind of plan is not
/// known, the earliest of all kinds whose rules speak of such a claim, and `shortest_of` names these.
pub fn decision_clock(lib: &Library, claim: &Claim, known: &Known<'_>) -> Option<DecisionClock> {
    let start = last_start(claim.submissions.iter())?;
    let timing = claim.timing().id();
    let kind = basis::plan_kind(lib, known.plan_kind);
    let kinds: Vec<&str> = match kind {
        Some(kind) => vec![kind.id.as_str()],
        None => (lib.appeal.plan_kinds.iter())
            .map(|kind| kind.id.as_str())
            .filter(|id| *id != basis::UNKNOWN)
            .collect(),
    };
    // a rule for another kind of claim says nothing of this one
    let speaks = |kind: &&str| {
        let (rules, fit) = basis::rules(lib, kind, LEVEL, Some(PLAN), Some(timing));
        !rules.is_empty() && fit != Some(Fit::Other)
    };
    let speaking: Vec<&str> = kinds.into_iter().filter(speaks).collect();
    let answers = speaking.iter().map(|kind| {
        let question = DeadlineQuestion {
            plan_kind: Some((*kind).to_owned()),
            level: Some(LEVEL.to_owned()),
            claim_type: Some(timing.to_owned()),
            today: Some(known.today),
            ..DeadlineQuestion::default()
        };
        let ask = Ask {
            actor: Some(PLAN),
            given: Some(start.from),
            ..Ask::of(&question)
        };
        ask.answer(lib)
    });
    let mut deadline = answers
        .filter(|deadline| deadline.due.is_some())
        .min_by_key(|deadline| deadline.due)
        .unwrap_or_default();
    if kind.is_none() {
        deadline.shortest_of = speaking.into_iter().map(str::to_owned).collect();
    }
    let extended = extended(lib, &deadline);
    Some(DecisionClock {
        deadline,
        from: start.from,
        from_sending: start.from_sending,
        unread: start.unread,
        extended,
    })
}

/// From where the other side's time is counted.
pub(crate) struct Start {
    /// The day counted from.
    pub(crate) from: NaiveDate,
    /// True where that is the day it went out.
    pub(crate) from_sending: bool,
    /// Days of later sendings, as typed, that can't be read.
    pub(crate) unread: Vec<String>,
}

/// The start by the last sending whose day is known; none where no day is known.
pub(crate) fn last_start<'a>(
    submissions: impl DoubleEndedIterator<Item = &'a Submission>,
) -> Option<Start> {
    let mut unread = Vec::new();
    for sent in submissions.rev() {
        if let Some((from, from_sending)) = start(sent) {
            unread.reverse();
            return Some(Start {
                from,
                from_sending,
                unread,
            });
        }
        unread.push(sent.day.typed.trim().to_owned());
    }
    None
}

/// The last day with the extension that its rule allows.
pub(crate) fn extended(lib: &Library, deadline: &Deadline) -> Option<NaiveDate> {
    let rule = deadline.rule.as_deref().and_then(|id| lib.rule(id))?;
    let unit = Unit::find(rule.extension_unit.as_deref()?)?;
    let (end, side) = (MonthEnd::LastDay, Counting::OtherSide);
    let counted =
        Calendar::new(lib).count(deadline.due?, rule.extension_length?, unit, end, side)?;
    Some(counted.day)
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
