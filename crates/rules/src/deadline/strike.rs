//! Whether the letter's own limit strikes a kind of plan out: its law fixes another.

use super::answer::{Found, end_of};
use super::doubt::Doubt;
use super::letter::length_of;
use crate::calendar::{Calendar, Counting, Unit};
use chrono::{Days, NaiveDate};
use holdfast_case::LetterLimit;
use holdfast_library::appeal::Rule;

/// Whether the letter's own limit shows that it is not a plan of this kind.
pub(crate) fn rules_out(
    calendar: &Calendar,
    letter: &LetterLimit,
    found: &Found<'_>,
    slack: u64,
) -> bool {
    let basis = &found.basis;
    // A limit that gives no day, or only a guessed one, is no fact.
    if found.worked.letter.as_ref().is_none_or(|l| !l.sure) {
        return false;
    }
    // Where the clock starts with a receipt that nobody knows, and no law presumes, the kind's own day may be as late
    // as the printed one.
    let open = found.worked.clock.doubt.iter();
    let open = open
        .into_iter()
        .any(|d| matches!(d, Doubt::ReceiptUnknown(_)));
    let late = |own: Option<NaiveDate>| match (
        letter.date.filter(|_| !open),
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
                let end = end_of(found);
                let on = |n, u| {
                    calendar
                        .count(start, n, u, end, Counting::Member)
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
                let end = end_of(found);
                late(
                    start
                        .and_then(|s| calendar.count(s, basis.length, own, end, Counting::Member))
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
