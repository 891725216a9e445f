//! What stands in for a date that is not known, always on the early side and always said.
//!
//! A notice is dated no later than the day it came, and how much sooner nobody can tell: the ten days that the safe
//! day gives the post (`mail_margin_days`) are our own cautious figure. A first appeal that has only the day of a
//! decision takes that for the date of the notice.

use super::answer::{Ask, step};
use super::basis;
use super::clock::CAME_LATE;
use crate::calendar::{in_calendar, long};
use chrono::{Days, NaiveDate};
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;

/// The question without dates that no calendar has, and what there is to say of that.
pub(crate) fn of_this_calendar(question: &DeadlineQuestion) -> (DeadlineQuestion, Vec<String>) {
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
    let doubt = outside.then(|| {
        "A date that was given lies beyond any calendar and was left out: look at it again."
            .to_owned()
    });
    (clean, doubt.into_iter().collect())
}

/// Words for the kind of plan or of claim that nobody knows: doubt, never silence.
pub(crate) fn words_not_known(lib: &Library, question: &DeadlineQuestion) -> Vec<String> {
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
        doubt.push(format!(
            "We do not know this kind of plan: \u{201c}{word}\u{201d}."
        ));
    }
    if let Some(word) = said(&question.claim_type)
        && !basis::is_claim_type(lib, &word)
    {
        doubt.push(format!(
            "We do not know this kind of claim: \u{201c}{word}\u{201d}."
        ));
    }
    doubt
}

/// The answer, with the date of the notice assumed where it is not known and matters.
pub(crate) fn answer(ask: &Ask<'_>, lib: &Library) -> Deadline {
    let plain = with_decision(ask, lib);
    let q = ask.question;
    let Some((notice, say)) = notice(ask, lib) else {
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
    if days(&assumed) == days(&plain) {
        return plain;
    }
    // Against a date that was assumed nothing came late.
    assumed.doubt.retain(|d| !d.starts_with(CAME_LATE));
    assumed.doubt.push(say.clone());
    assumed.steps.insert(0, step(say, Some(notice), "safe_day"));
    assumed.cautious_figure = true;
    assumed
}

/// Where the letter's own day leads alone, because the rule waits for a decision: had the decision come with this
/// very paper, the rule could end sooner. Then that day leads.
fn with_decision(ask: &Ask<'_>, lib: &Library) -> Deadline {
    let plain = ask.plain_answer(lib);
    by_the_step_before(ask, lib, &plain).unwrap_or(plain)
}

fn by_the_step_before(ask: &Ask<'_>, lib: &Library, plain: &Deadline) -> Option<Deadline> {
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
    if assumed.due.is_none_or(|sooner| sooner >= due) {
        return None;
    }
    let say = format!(
        "The day of the decision is not known: the date of the notice was taken, {}, the earliest it can have been.",
        long(paper)
    );
    assumed.doubt.push(say.clone());
    assumed.steps.insert(0, step(say, Some(paper), "safe_day"));
    assumed.cautious_figure = true;
    Some(assumed)
}

/// The earliest that the date of the notice is taken to be, and the sentence.
fn notice(ask: &Ask<'_>, lib: &Library) -> Option<(NaiveDate, String)> {
    let q = ask.question;
    if q.notice_date.is_some() {
        return None;
    }
    if let Some(decision) = q.decision_date {
        if !is_first_step(lib, q) {
            return None;
        }
        let say = format!(
            "The date on the notice is not known: the day of the decision was taken, {}. If the notice is older, it is sooner.",
            long(decision)
        );
        return Some((decision, say));
    }
    let received = q.received_date?;
    let margin = lib.appeal.meta.safe_day.mail_margin_days;
    let day = received
        .checked_sub_days(Days::new(u64::from(margin)))
        .filter(|d| in_calendar(*d))?;
    let say = format!(
        "The date on the notice is not known; it can be no later than the day it came. {margin} days for the post were taken, our own cautious figure: {}.",
        long(day)
    );
    Some((day, say))
}

/// True for the first step of a ladder, and for what is no step of one.
fn is_first_step(lib: &Library, q: &DeadlineQuestion) -> bool {
    let Some(asked) = q.level.as_deref() else {
        return true;
    };
    let level = basis::level_id(lib, asked);
    match basis::plan_kind(lib, q.plan_kind.as_deref()) {
        Some(kind) => {
            let level = basis::level_for(lib, &kind.id, level);
            !basis::ladder(lib, &kind.id)
                .iter()
                .skip(1)
                .any(|l| l.id == level)
        }
        None => {
            matches!(level, "internal-appeal" | "fair-hearing")
                || lib.appeal.levels.iter().all(|l| l.id != level)
        }
    }
}
