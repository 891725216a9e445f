//! Plan kind not known: all that could apply are worked out, facts strike kinds out, the earliest leads.

use super::answer::{Ask, Found, LETTER, describe, step};
use super::basis::{self, UNKNOWN};
use super::count::Worked;
use super::doubt::{Doubt, Draft, Missing};
use super::letter::length_of;
use crate::calendar::{Calendar, Unit, long};
use chrono::{Days, NaiveDate};
use holdfast_case::deadline::{LaterIf, StepKind};
use holdfast_case::{DeadlineQuestion, LetterLimit};
use holdfast_library::Library;
use holdfast_library::appeal::Rule;

/// Kinds in the order in which they are named where their days are the same: the commonest first.
const ORDER: [&str; 15] = [
    "employer-self-funded",
    "employer-insured",
    "marketplace",
    "church",
    "governmental-self-funded",
    "grandfathered",
    "medicaid-fee-for-service",
    "medicaid-managed-care",
    "chip",
    "medicare-advantage",
    "medicare-part-d",
    "original-medicare",
    "fehb",
    "tricare",
    "champva",
];

/// A printed day this much later than a kind's own day rules that kind out.
const SLACK_DAYS: u64 = 5;

struct Candidate<'l> {
    kind: &'l str,
    found: Found<'l>,
    day: NaiveDate,
}

/// The answer where the kind of plan is not known.
pub(crate) fn answer(ask: &Ask<'_>, lib: &Library, calendar: &Calendar, level: &str) -> Draft {
    let mut candidates = Vec::new();
    let mut struck_out = Vec::new();
    // Kinds whose own documents set the time, by our cautious figure.
    let mut by_document = Vec::new();
    let mut waiting = Vec::new();
    let mut waits_for: Vec<Missing> = Vec::new();
    // The letter's own limit under a kind whose rule gives no day.
    let mut letters = Vec::new();
    for kind in lib.appeal.plan_kinds.iter().filter(|k| k.id != UNKNOWN) {
        let kind_level = basis::level_for(lib, &kind.id, ask.rule_level.unwrap_or(level));
        let Some(found) = ask.find(lib, calendar, &kind.id, kind_level) else {
            continue;
        };
        let Some(day) = found.worked.day else {
            for fact in &found.worked.clock.waits_for {
                if !waits_for.contains(fact) {
                    waits_for.push(*fact);
                }
            }
            if found.waits_for_paper() {
                waiting.push((kind.id.as_str(), kind_level));
            }
            letters.push(found.worked);
            continue;
        };
        let stated = Unit::find(found.basis.unit).is_none();
        let out = ask
            .question
            .letter
            .as_ref()
            .is_some_and(|letter| rules_out(calendar, letter, &found, slack(ask, lib)));
        let candidate = Candidate {
            kind: &kind.id,
            found,
            day,
        };
        match (out, stated) {
            (true, _) => struck_out.push(kind.id.clone()),
            (false, true) => by_document.push(candidate),
            (false, false) => candidates.push(candidate),
        }
    }
    struck_out.sort();
    let place = |kind: &str| ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len());
    let order = |c: &Candidate<'_>| (c.day, place(c.kind));
    candidates.sort_by_key(order);
    by_document.sort_by_key(order);
    // A figure of our own is no time limit to list; but a day later than it could be too late.
    if let Some(own) = by_document.into_iter().next()
        && candidates.first().is_none_or(|first| own.day < first.day)
    {
        candidates.insert(0, own);
    }
    let Some(first) = candidates.first() else {
        let mut by_letter = ask.letter_alone(calendar);
        let of_kinds = letters.iter().flat_map(|w| &w.letter_doubt);
        let may_be_sooner: Vec<Doubt> = of_kinds
            .filter(|d| !d.sooner_by().is_empty())
            .cloned()
            .collect();
        let day = |w: &Worked| w.letter.as_ref().map(|l| l.day);
        // A kind may count the letter's limit from an earlier paper than the last one.
        if let Some(sooner) = letters
            .into_iter()
            .min_by_key(|w| (day(w).is_none(), day(w)))
            && day(&sooner).is_some_and(|d| day(&by_letter).is_none_or(|own| d < own))
        {
            by_letter.letter = sooner.letter;
            by_letter.letter_doubt = sooner.letter_doubt;
        }
        by_letter.letter_doubt.extend(may_be_sooner);
        let draft = ask.put_together(lib, calendar, level, None, by_letter);
        return alone(ask, lib, draft, struck_out, waits_for);
    };
    let sooner: Vec<&str> = waiting
        .into_iter()
        .filter(|(kind, kind_level)| {
            could_be_sooner(ask, lib, calendar, (kind, kind_level), first.day)
        })
        .map(|(kind, _)| kind)
        .collect();
    if sooner.is_empty() {
        letters.extend(candidates.iter().map(|c| c.found.worked.clone()));
        lead(
            ask,
            lib,
            calendar,
            level,
            (&candidates, &letters),
            struck_out,
        )
    } else {
        withheld(ask, level, first, &sooner)
    }
}

/// How much later than a kind's own day a printed one may be; more where that day was assumed on the early side.
fn slack(ask: &Ask<'_>, lib: &Library) -> u64 {
    if ask.assumed {
        SLACK_DAYS + u64::from(lib.appeal.meta.safe_day.mail_margin_days)
    } else {
        SLACK_DAYS
    }
}

/// Whether a kind whose clock waits for a paper could end before `day`, had the paper come with the one known.
fn could_be_sooner(
    ask: &Ask<'_>,
    lib: &Library,
    calendar: &Calendar,
    (kind, level): (&str, &str),
    day: NaiveDate,
) -> bool {
    let q = ask.question;
    let question = DeadlineQuestion {
        notice_date: q.notice_date.or(q.decision_date),
        decision_date: q.decision_date.or(q.notice_date),
        ..q.clone()
    };
    let ask = Ask {
        question: &question,
        ..ask.clone()
    };
    let found = ask.find(lib, calendar, kind, level);
    found.is_some_and(|f| {
        let own = f.worked.day.is_some_and(|d| d < day);
        own || f.worked.letter.is_some_and(|l| l.day < day)
    })
}

/// No day: a kind that could be meant has a clock whose start is not known, and could be over sooner.
fn withheld(ask: &Ask<'_>, level: &str, first: &Candidate<'_>, sooner: &[&str]) -> Draft {
    let mut draft = ask.blank(level);
    draft.doubt = vec![
        Doubt::PaperUnknown(sooner.iter().map(|kind| (*kind).to_owned()).collect()),
        Doubt::IfKind {
            kind: first.kind.to_owned(),
            day: first.day,
        },
    ];
    draft
}

/// Whether the letter's own limit shows that it is not a plan of this kind.
fn rules_out(calendar: &Calendar, letter: &LetterLimit, found: &Found<'_>, slack: u64) -> bool {
    let basis = &found.basis;
    // A limit that gives no day, or only a guessed one, is no fact.
    if found.worked.letter.as_ref().is_none_or(|l| !l.sure) {
        return false;
    }
    let late = |own: Option<NaiveDate>| match (
        letter.date,
        own.and_then(|d| d.checked_add_days(Days::new(slack))),
    ) {
        (Some(printed), Some(latest)) => printed > latest,
        _ => false,
    };
    let counted = length_of(letter).filter(|_| letter.date.is_none());
    match (basis.window, Unit::find(basis.unit)) {
        ("fixed", Some(own)) if basis.state.is_none() && !is_commercial(basis.rule) => {
            match counted {
                Some(letter) => !same_length(
                    letter,
                    (basis.length, own),
                    basis.rule.receipt_presumption_days,
                ),
                None => late(found.worked.day),
            }
        }
        ("maximum", Some(own)) => match (counted, found.worked.clock.start) {
            (Some((count, unit)), _) if unit == own => count > basis.length,
            (Some((count, unit)), Some(start)) => {
                let end = super::answer::end_of(found);
                let on = |n, u| {
                    calendar
                        .count(start, n, u, end, crate::calendar::Counting::Member)
                        .map(|c| c.day)
                };
                match (on(count, unit), on(basis.length, own)) {
                    (Some(letter), Some(most)) => letter > most,
                    (None, _) => true,
                    _ => false,
                }
            }
            (Some(_), None) => false,
            (None, start) => {
                let end = super::answer::end_of(found);
                late(
                    start
                        .and_then(|s| {
                            calendar.count(
                                s,
                                basis.length,
                                own,
                                end,
                                crate::calendar::Counting::Member,
                            )
                        })
                        .map(|c| c.day),
                )
            }
        },
        _ => false,
    }
}

/// Job, Marketplace and church plans may give more than their law wants: no number rules them out.
fn is_commercial(rule: &Rule) -> bool {
    const COMMERCIAL: [&str; 5] = [
        "employer-self-funded",
        "employer-insured",
        "marketplace",
        "church",
        "governmental-self-funded",
    ];
    rule.plan_kinds
        .iter()
        .any(|k| COMMERCIAL.contains(&k.as_str()))
}

/// Whether a letter counts the number of the law, with or without the days for the mail, in months or years alike.
fn same_length(letter: (u32, Unit), own: (u32, Unit), presumption: u32) -> bool {
    let months = |(count, unit): (u32, Unit)| match unit {
        Unit::Months => Some(count),
        Unit::Years => count.checked_mul(12),
        _ => None,
    };
    if let (Some(a), Some(b)) = (months(letter), months(own)) {
        return a == b;
    }
    letter.1 == own.1 && (letter.0 == own.0 || Some(letter.0) == own.0.checked_add(presumption))
}

fn lead(
    ask: &Ask<'_>,
    lib: &Library,
    calendar: &Calendar,
    level: &str,
    (candidates, letters): (&[Candidate<'_>], &[Worked]),
    struck_out: Vec<String>,
) -> Draft {
    let mut draft = ask.blank(level);
    let Some(first) = candidates.first() else {
        return draft;
    };
    draft.doubt = doubts(ask, candidates, first);
    // What may make another kind's day sooner than the one that leads must not be hidden by the choice.
    let of_kinds = candidates.iter().flat_map(|c| &c.found.worked.doubt);
    for doubt in of_kinds.chain(letters.iter().flat_map(|w| &w.letter_doubt)) {
        if !doubt.sooner_by().is_empty() {
            draft.doubt_once(doubt.clone());
        }
    }
    let deadline = &mut draft.deadline;
    let basis = &first.found.basis;
    describe(deadline, &first.found);
    deadline.shortest_of = candidates
        .iter()
        .map(|c| format!("{}: {}", c.kind, c.day))
        .collect();
    deadline.start = first.found.worked.clock.start;
    deadline.steps.push(step(
        StepKind::ShortestKind {
            kind: first.kind.to_owned(),
            among: None,
        },
        format!(
            "The kind of plan is not known. The shortest limit left is that of {}: {}.",
            first.kind,
            long(first.day)
        ),
        Some(first.day),
        basis.citation,
    ));
    if !struck_out.is_empty() {
        let say = format!(
            "The letter's own limit rules out kinds whose law fixes another: {}.",
            struck_out.join(", ")
        );
        let kind = StepKind::StruckOut {
            kinds: struck_out.clone(),
        };
        deadline.steps.push(step(kind, say, None, LETTER));
    }
    deadline.struck_out = struck_out;
    let mut seen = vec![first.day];
    for other in candidates {
        if !seen.contains(&other.day) {
            seen.push(other.day);
            deadline.later_if.push(LaterIf {
                say: format!("if it is {}", other.kind),
                date: other.day,
                plan_kind: Some(other.kind.to_owned()),
            });
        }
    }
    let mut worked = first.found.worked.clone();
    worked.letter = earliest_letter(letters);
    let day = |w: &Worked| w.letter.as_ref().map(|l| l.day);
    if let Some(open) = letters.iter().find(|w| w.open) {
        worked.open = true;
        worked.letter_doubt = open.letter_doubt.clone();
    } else if let Some(by) = letters.iter().find(|w| day(w) == day(&worked)) {
        worked.letter_doubt = by.letter_doubt.clone();
    }
    ask.lead(&mut draft, &worked, Some(basis.citation));
    // Which kind it is decides whether the day of posting counts: the strictest is taken.
    draft.deadline.must = "be-received".to_owned();
    ask.finish(lib, calendar, &mut draft.deadline, &worked);
    ask.say_passed(&mut draft);
    draft
}

/// The letter's own day, the earliest that the kinds left make of it.
fn earliest_letter(letters: &[Worked]) -> Option<super::letter::LetterDay> {
    let mut day = letters
        .iter()
        .filter_map(|w| w.letter.clone())
        .min_by_key(|l| l.day)?;
    day.say = format!("The letter's own limit: {}.", long(day.day));
    Some(day)
}

/// No kind is left, or none has a rule at this level: the letter alone.
fn alone(
    ask: &Ask<'_>,
    lib: &Library,
    mut draft: Draft,
    struck_out: Vec<String>,
    mut waits_for: Vec<Missing>,
) -> Draft {
    let level = draft.deadline.level.as_str();
    if lib.appeal.rules.iter().any(|r| r.level == level) {
        draft.doubt.insert(0, Doubt::NoKind);
        if draft.deadline.due.is_some() {
            draft
                .doubt
                .push(if waits_for.is_empty() && !struck_out.is_empty() {
                    Doubt::NoKindFits
                } else {
                    waits_for.insert(0, Missing::PlanKind);
                    Doubt::RuleWaits(waits_for)
                });
        }
    }
    if draft.deadline.due.is_none()
        && ask.question.notice_date.is_none()
        && ask.question.decision_date.is_none()
    {
        draft.doubt.push(Doubt::DateNeeded);
    }
    draft.deadline.struck_out = struck_out;
    draft
}

/// The days for the mail that are presumed of a kind whose day, without them, would come before the one that leads.
fn presumed(candidates: &[Candidate<'_>], leading: NaiveDate) -> Option<u32> {
    let sooner = candidates.iter().filter_map(|c| {
        let days = c.found.worked.clock.presumed?;
        let earliest = c.day.checked_sub_days(Days::new(u64::from(days)))?;
        Some(days).filter(|_| earliest < leading)
    });
    sooner.max()
}

fn doubts(ask: &Ask<'_>, candidates: &[Candidate<'_>], first: &Candidate<'_>) -> Vec<Doubt> {
    let found = &first.found;
    let worked: &Worked = &found.worked;
    let mut doubt = vec![Doubt::KindUnknown];
    if worked.cautious && Unit::find(found.basis.unit).is_none() {
        let own = worked.doubt.iter().filter(|d| d.is_own_figure());
        doubt.extend(own.cloned());
    }
    if ask.question.received_date.is_none() {
        doubt.push(match presumed(candidates, first.day) {
            Some(days) => Doubt::ReceiptPresumed(days),
            None => Doubt::ReceiptUnknown(worked.clock.word),
        });
    }
    doubt
}
