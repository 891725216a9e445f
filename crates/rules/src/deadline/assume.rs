//! What stands in for a date that is not known, always on the early side and always said.
//!
//! A notice is dated no later than the day it came, and how much sooner nobody can tell: the ten days that the safe
//! day gives the post (`mail_margin_days`) are our own cautious figure. A first appeal that has only the day of a
//! decision takes that for the date of the notice.

use super::answer::{Ask, SAFE_DAY, step};
use super::basis;
use super::doubt::{Doubt, Draft, Missing};
use crate::calendar::in_calendar;
use chrono::{Days, NaiveDate};
use holdfast_case::deadline::StepKind;
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;

/// The question without dates that no calendar has, and what there is to say of that.
pub(crate) fn of_this_calendar(question: &DeadlineQuestion) -> (DeadlineQuestion, Vec<Doubt>) {
    let mut clean = question.clone();
    let mut outside = false;
    let days = [
        &mut clean.notice_date,
        &mut clean.received_date,
        &mut clean.decision_date,
        &mut clean.effective_date,
    ];
    for day in days {
        if day.is_some_and(|d| !in_calendar(d)) {
            *day = None;
            outside = true;
        }
    }
    let doubt = outside.then_some(Doubt::OutsideCalendar);
    (clean, doubt.into_iter().collect())
}

/// Takes out a day of receipt that lies ahead of the day it is; gives what there is to say of that, and of a paper that
/// is dated ahead. Nothing can have come that is still to come: counted from, it would make every day too late.
pub(crate) fn of_days_to_come(question: &mut DeadlineQuestion) -> Vec<Doubt> {
    let Some(today) = question.today else {
        return Vec::new();
    };
    let ahead = |day: Option<NaiveDate>| day.filter(|day| *day > today);
    let dated = ahead(question.notice_date).or(ahead(question.decision_date));
    let dated = dated.map(|day| Doubt::DatedAhead { day, taken: None });
    let received = ahead(question.received_date).map(|day| {
        question.received_date = None;
        Doubt::ReceivedAhead(day)
    });
    received.into_iter().chain(dated).collect()
}

/// Words for the kind of plan or of claim that nobody knows: doubt, never silence.
pub(crate) fn words_not_known(lib: &Library, question: &DeadlineQuestion) -> Vec<Doubt> {
    let mut doubt = Vec::new();
    let said = |word: &Option<String>| {
        word.as_deref()
            .map(str::trim)
            .filter(|w| !w.is_empty() && !matches!(*w, "unknown" | "not-stated" | "none" | "any"))
            .map(str::to_owned)
    };
    if let Some(word) = said(&question.plan_kind)
        && basis::plan_kind(lib, Some(&word)).is_none()
    {
        doubt.push(Doubt::PlanWord(word));
    }
    if let Some(word) = said(&question.claim_type)
        && !basis::is_claim_type(lib, &word)
    {
        doubt.push(Doubt::ClaimWord(word));
    }
    doubt
}

/// The answer, with the date of the notice assumed where it is not known and matters.
pub(crate) fn answer(ask: &Ask<'_>, lib: &Library) -> Draft {
    let mut plain = with_decision(ask, lib);
    let q = ask.question;
    for doubt in &mut plain.doubt {
        if let Doubt::RuleWaits(facts) = doubt {
            stand_in(ask, lib, facts);
        }
    }
    let Some((notice, taken)) = notice(ask, lib) else {
        return plain;
    };
    let question = DeadlineQuestion {
        notice_date: Some(notice),
        ..q.clone()
    };
    let assuming = Ask {
        question: &question,
        assumed: true,
        ..ask.clone()
    };
    let mut assumed = with_decision(&assuming, lib);
    let days = |d: &Deadline| (d.due, d.due_by_rule, d.due_by_letter);
    if days(&assumed.deadline) == days(&plain.deadline) {
        // What is said of other kinds and rules may hang on it: an older notice could let one of them lead.
        let others = |d: &Deadline| {
            (
                d.shortest_of.clone(),
                d.struck_out.clone(),
                d.later_if.clone(),
            )
        };
        if others(&assumed.deadline) == others(&plain.deadline) {
            return plain;
        }
        take(&mut assumed, taken, notice);
        return assumed;
    }
    // Against a date that was assumed nothing came late.
    assumed.doubt.retain(|d| !matches!(d, Doubt::CameLate(_)));
    take(&mut assumed, taken, notice);
    assumed.deadline.cautious_figure = true;
    assumed
}

/// Adds the facts that would be taken in the place of those a rule waits for, were they known.
fn stand_in(ask: &Ask<'_>, lib: &Library, waits_for: &mut Vec<Missing>) {
    let q = ask.question;
    let notice = waits_for.contains(&Missing::NoticeDate);
    let decision = waits_for.contains(&Missing::DecisionDate);
    let mut add = |fact, known: bool| {
        if !known && !waits_for.contains(&fact) {
            waits_for.push(fact);
        }
    };
    if decision {
        add(Missing::NoticeDate, q.notice_date.is_some());
    }
    if notice || decision {
        add(Missing::ReceivedDate, q.received_date.is_some());
    }
    if notice && is_first_step(ask, lib) {
        add(Missing::DecisionDate, q.decision_date.is_some());
    }
}

/// Says on which day an answer stands that was not given.
fn take(assumed: &mut Draft, taken: Doubt, day: NaiveDate) {
    let kind = match taken {
        Doubt::DecisionTaken(_) => StepKind::AssumedDecision,
        _ => StepKind::AssumedDate,
    };
    let first = step(kind, taken.say(), Some(day), SAFE_DAY);
    assumed.deadline.steps.insert(0, first);
    assumed.doubt_once(taken);
}

/// Where the letter's own day leads alone, because the rule waits for a decision: had the decision come with this
/// very paper, the rule could end sooner. Then that day leads.
fn with_decision(ask: &Ask<'_>, lib: &Library) -> Draft {
    let plain = ask.plain_answer(lib);
    by_the_step_before(ask, lib, &plain.deadline).unwrap_or(plain)
}

fn by_the_step_before(ask: &Ask<'_>, lib: &Library, plain: &Deadline) -> Option<Draft> {
    let q = ask.question;
    let (due, paper) = (plain.due?, q.notice_date?);
    if plain.due_by_rule.is_some() || q.decision_date.is_some() {
        return None;
    }
    let question = DeadlineQuestion {
        decision_date: Some(paper),
        ..q.clone()
    };
    let assuming = Ask {
        question: &question,
        ..ask.clone()
    };
    let mut assumed = assuming.plain_answer(lib);
    if assumed.deadline.due.is_none_or(|sooner| sooner >= due) {
        return None;
    }
    take(&mut assumed, Doubt::DecisionTaken(paper), paper);
    assumed.deadline.cautious_figure = true;
    Some(assumed)
}

/// The earliest that the date of the notice is taken to be, and the doubt.
fn notice(ask: &Ask<'_>, lib: &Library) -> Option<(NaiveDate, Doubt)> {
    let q = ask.question;
    if q.notice_date.is_some() {
        return None;
    }
    if let Some(decision) = q.decision_date {
        if !is_first_step(ask, lib) {
            return None;
        }
        return Some((decision, Doubt::NoticeTaken(decision)));
    }
    let received = q.received_date?;
    let days = lib.appeal.meta.safe_day.mail_margin_days;
    let day = received
        .checked_sub_days(Days::new(u64::from(days)))
        .filter(|d| in_calendar(*d))?;
    Some((day, Doubt::NoticeBeforeReceipt { days, day }))
}

/// True for the first step of a ladder, and for what is no step of one.
fn is_first_step(ask: &Ask<'_>, lib: &Library) -> bool {
    let Some(asked) = ask.question.level.as_deref() else {
        return true;
    };
    let level = basis::level_id(lib, asked);
    let first_of = |kind: &str| {
        let level = basis::level_for(lib, kind, level);
        let mut above = basis::ladder(lib, kind).into_iter().skip(1);
        above.all(|l| l.id != level)
    };
    match basis::plan_kind(lib, ask.question.plan_kind.as_deref()) {
        Some(kind) => first_of(&kind.id),
        None if !ask.kinds.is_empty() => ask.kinds.iter().any(|kind| first_of(kind)),
        None => {
            basis::is_first_level(lib, level) || lib.appeal.levels.iter().all(|l| l.id != level)
        }
    }
}
