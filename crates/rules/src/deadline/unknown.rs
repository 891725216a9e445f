//! Plan kind or state not known: all that could apply are worked out, facts strike kinds out, the earliest leads.

use super::answer::{Ask, Found, describe, step};
use super::basis::{self, Basis, UNKNOWN};
use super::clock::receipt_unknown;
use super::count::{Worked, work};
use crate::calendar::{Calendar, Unit, long};
use chrono::{Days, NaiveDate};
use holdfast_case::deadline::LaterIf;
use holdfast_case::{Deadline, LetterLimit};
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
    for kind in lib.appeal.plan_kinds.iter().filter(|k| k.id != UNKNOWN) {
        let kind_level = basis::level_for(lib, &kind.id, ask.rule_level.unwrap_or(level));
        let Some(found) = ask.find(lib, calendar, &kind.id, kind_level) else {
            continue;
        };
        // A kind whose own documents set the time has no day of its own here; the letter is all there is.
        if Unit::find(found.basis.unit).is_none() {
            continue;
        }
        let Some(day) = found.worked.day else {
            continue;
        };
        let out = ask
            .question
            .letter
            .as_ref()
            .is_some_and(|letter| rules_out(calendar, letter, &found));
        if out {
            struck_out.push(kind.id.clone());
        } else {
            candidates.push(Candidate {
                kind: &kind.id,
                found,
                day,
            });
        }
    }
    struck_out.sort();
    let place = |kind: &str| ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len());
    candidates.sort_by_key(|c| (c.day, place(c.kind)));
    match candidates.first() {
        Some(_) => lead(ask, lib, calendar, level, &candidates, struck_out),
        None => alone(ask, lib, calendar, level, struck_out),
    }
}

/// Whether the letter's own limit shows that it is not a plan of this kind.
fn rules_out(calendar: &Calendar, letter: &LetterLimit, found: &Found<'_>) -> bool {
    let basis = &found.basis;
    let late = |own: Option<NaiveDate>| match (
        letter.date,
        own.and_then(|d| d.checked_add_days(Days::new(SLACK_DAYS))),
    ) {
        (Some(printed), Some(latest)) => printed > latest,
        _ => false,
    };
    let counted = letter
        .count
        .zip(letter.unit.as_deref().and_then(Unit::find))
        .filter(|_| letter.date.is_none());
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
    deadline.doubt = doubts(ask, &first.found.worked);
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

fn doubts(ask: &Ask<'_>, worked: &Worked) -> Vec<String> {
    let mut doubt = vec![KIND_UNKNOWN.to_owned()];
    if ask.question.received_date.is_none() {
        doubt.push(receipt_unknown(worked.clock.word));
    }
    doubt
}

/// External review where the state is not known: the shortest of all states leads.
pub(crate) fn shortest_state<'l>(
    ask: &Ask<'_>,
    lib: &'l Library,
    calendar: &Calendar,
    rule: &'l Rule,
) -> Found<'l> {
    let floor = Basis::of_rule(rule);
    let mut all: Vec<(NaiveDate, Found<'l>)> = Vec::new();
    for state in &lib.appeal.states {
        let found = ask.guarded(calendar, Basis::of_state(rule, state), floor);
        if let Some(day) = found.worked.day {
            all.push((day, found));
        }
    }
    all.sort_by_key(|(day, found)| (*day, !found.verified, found.basis.state));
    let days: Vec<(NaiveDate, &str)> = all
        .iter()
        .map(|(day, f)| (*day, f.basis.state.unwrap_or_default()))
        .collect();
    let Some((shortest, mut found)) = all.into_iter().next() else {
        // No clock has started anywhere: the floor says what it waits for.
        let worked = work(calendar, &floor, ask.question, ask.given);
        return Found {
            basis: floor,
            worked,
            verified: floor.verified,
            shortest_of: Vec::new(),
            other_claim: false,
        };
    };
    let name = lib
        .appeal
        .states
        .iter()
        .find(|s| Some(s.state.as_str()) == found.basis.state)
        .map_or("", |s| s.name.as_str());
    found.shortest_of = days
        .iter()
        .map(|(day, state)| format!("{state}: {day}"))
        .collect();
    found.worked.steps = vec![step(
        format!(
            "The state is not known. The shortest limit of all is that of {name}: {}.",
            long(shortest)
        ),
        Some(shortest),
        found.basis.citation,
    )];
    found.worked.later_if = by_day(&days, shortest);
    found
        .worked
        .doubt
        .retain(|d| !d.starts_with("The state's entry"));
    found.worked.doubt.insert(
        0,
        "The state is not known: the shortest time of all states was taken. It is in the letter's address.".to_owned(),
    );
    found
}

fn by_day(days: &[(NaiveDate, &str)], shortest: NaiveDate) -> Vec<LaterIf> {
    let mut later: Vec<LaterIf> = Vec::new();
    for (day, state) in days.iter().filter(|(day, _)| *day > shortest) {
        match later.last_mut().filter(|l| l.date == *day) {
            Some(same) => {
                same.say.push_str(", ");
                same.say.push_str(state);
            }
            None => later.push(LaterIf {
                say: format!("if the state is {state}"),
                date: *day,
            }),
        }
    }
    later
}
