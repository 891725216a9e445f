//! Plan kind not known: all that could apply are worked out, facts strike kinds out, the earliest leads.

use super::answer::{Ask, Found, RULE_WAITS, describe, step};
use super::basis::{self, UNKNOWN};
use super::clock::receipt_unknown;
use super::count::Worked;
use super::letter::length_of;
use crate::calendar::{Calendar, Unit, long};
use chrono::{Days, NaiveDate};
use holdfast_case::deadline::LaterIf;
use holdfast_case::{Deadline, DeadlineQuestion, LetterLimit};
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

const KIND_UNKNOWN: &str =
    "The kind of plan is not known: the shortest time that could apply was taken.";

struct Candidate<'l> {
    kind: &'l str,
    found: Found<'l>,
    day: NaiveDate,
}

/// The answer where the kind of plan is not known.
pub(crate) fn answer(ask: &Ask<'_>, lib: &Library, calendar: &Calendar, level: &str) -> Deadline {
    let mut candidates = Vec::new();
    let mut struck_out = Vec::new();
    // Kinds whose own documents set the time, by our cautious figure.
    let mut by_document = Vec::new();
    let mut waiting = Vec::new();
    for kind in lib.appeal.plan_kinds.iter().filter(|k| k.id != UNKNOWN) {
        let kind_level = basis::level_for(lib, &kind.id, ask.rule_level.unwrap_or(level));
        let Some(found) = ask.find(lib, calendar, &kind.id, kind_level) else {
            continue;
        };
        let Some(day) = found.worked.day else {
            if found.waits_for_paper() {
                waiting.push((kind.id.as_str(), kind_level));
            }
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
        return alone(ask, lib, calendar, level, struck_out);
    };
    let sooner: Vec<&str> = waiting
        .into_iter()
        .filter(|(kind, kind_level)| {
            could_be_sooner(ask, lib, calendar, (kind, kind_level), first.day)
        })
        .map(|(kind, _)| kind)
        .collect();
    if sooner.is_empty() {
        lead(ask, lib, calendar, level, &candidates, struck_out)
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
fn withheld(ask: &Ask<'_>, level: &str, first: &Candidate<'_>, sooner: &[&str]) -> Deadline {
    let mut deadline = ask.blank(level);
    deadline.doubt = vec![
        format!(
            "The kind of plan is not known, and for some the clock starts with a paper whose date is not known ({}): no day is named, it could be too late.",
            sooner.join(", ")
        ),
        format!("If it is {}: {}.", first.kind, long(first.day)),
    ];
    deadline
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
    candidates: &[Candidate<'_>],
    struck_out: Vec<String>,
) -> Deadline {
    let mut deadline = ask.blank(level);
    let Some(first) = candidates.first() else {
        return deadline;
    };
    let basis = &first.found.basis;
    describe(&mut deadline, &first.found);
    deadline.shortest_of = candidates
        .iter()
        .map(|c| format!("{}: {}", c.kind, c.day))
        .collect();
    deadline.start = first.found.worked.clock.start;
    deadline.doubt = doubts(ask, &first.found);
    for doubt in candidates.iter().flat_map(|c| &c.found.worked.doubt) {
        if doubt.contains("sooner") && !deadline.doubt.contains(doubt) {
            deadline.doubt.push(doubt.clone());
        }
    }
    deadline.steps.push(step(
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
        deadline.steps.push(step(say, None, "the letter"));
    }
    deadline.struck_out = struck_out;
    let mut seen = vec![first.day];
    for other in candidates {
        if !seen.contains(&other.day) {
            seen.push(other.day);
            deadline.later_if.push(LaterIf {
                say: format!("if it is {}", other.kind),
                date: other.day,
            });
        }
    }
    let mut worked = first.found.worked.clone();
    worked.letter = earliest_letter(candidates);
    if let Some(open) = candidates.iter().find(|c| c.found.worked.open) {
        worked.open = true;
        worked.letter_doubt = open.found.worked.letter_doubt.clone();
    } else if let Some(by) = candidates.iter().find(|c| {
        c.found.worked.letter.as_ref().map(|l| l.day) == worked.letter.as_ref().map(|l| l.day)
    }) {
        worked.letter_doubt = by.found.worked.letter_doubt.clone();
    }
    let citation = basis.citation.to_owned();
    ask.lead(&mut deadline, &worked, &citation);
    // Which kind it is decides whether the day of posting counts: the strictest is taken.
    deadline.must = "be-received".to_owned();
    ask.finish(lib, calendar, &mut deadline, &worked);
    ask.say_passed(&mut deadline);
    deadline
}

/// The letter's own day, the earliest that the kinds left make of it.
fn earliest_letter(candidates: &[Candidate<'_>]) -> Option<super::letter::LetterDay> {
    let mut day = candidates
        .iter()
        .filter_map(|c| c.found.worked.letter.clone())
        .min_by_key(|l| l.day)?;
    day.say = format!("The letter's own limit: {}.", long(day.day));
    Some(day)
}

/// No kind is left, or none has a rule at this level: the letter alone.
fn alone(
    ask: &Ask<'_>,
    lib: &Library,
    calendar: &Calendar,
    level: &str,
    struck_out: Vec<String>,
) -> Deadline {
    let mut deadline = ask.assemble(lib, calendar, level, None);
    if lib.appeal.rules.iter().any(|r| r.level == level) {
        deadline
            .doubt
            .insert(0, "The kind of plan is not known.".to_owned());
        if deadline.due.is_some() {
            deadline.doubt.push(RULE_WAITS.to_owned());
        }
    }
    if deadline.due.is_none()
        && ask.question.notice_date.is_none()
        && ask.question.decision_date.is_none()
    {
        deadline
            .doubt
            .push("The date printed on the letter is needed.".to_owned());
    }
    deadline.struck_out = struck_out;
    deadline
}

fn doubts(ask: &Ask<'_>, found: &Found<'_>) -> Vec<String> {
    let worked: &Worked = &found.worked;
    let mut doubt = vec![KIND_UNKNOWN.to_owned()];
    if worked.cautious && Unit::find(found.basis.unit).is_none() {
        doubt.extend(
            worked
                .doubt
                .iter()
                .filter(|d| d.contains("cautious figure"))
                .cloned(),
        );
    }
    if ask.question.received_date.is_none() {
        doubt.push(receipt_unknown(worked.clock.word));
    }
    doubt
}
