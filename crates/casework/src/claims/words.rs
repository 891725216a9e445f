//! How claims are called, and how their days and answers are said.

use chrono::{Datelike, NaiveDate};
use holdfast_case::claim::{Claim, ClaimKind, ClaimOutcome, ServiceLine, When};
use holdfast_library::Library;
use holdfast_library::find_code::plain_of;

/// "Oct 27"; with the year where it is not this one.
pub(super) fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%b %-d").to_string()
    } else {
        day.format("%b %-d, %Y").to_string()
    }
}

/// A day, or "Oct 2026" where only the month is known.
pub(super) fn when(when: When, today: NaiveDate) -> String {
    match when {
        When::Day(on) => day(on, today),
        When::Month { .. } => when.earliest().format("%b %Y").to_string(),
    }
}

/// "Oct 5–22", "Oct 29–Nov 2", "Oct 5"; as typed where it can't be read.
pub(super) fn days(line: &ServiceLine, today: NaiveDate) -> String {
    match (line.from.value, line.to.value) {
        (Some(from), Some(to)) if from != to => match (from.day(), to.day()) {
            (Some(first), Some(last))
                if (first.year(), first.month()) == (last.year(), last.month()) =>
            {
                let year = if last.year() == today.year() {
                    String::new()
                } else {
                    format!(", {}", last.year())
                };
                format!("{}\u{2013}{}{year}", first.format("%b %-d"), last.day())
            }
            _ => format!("{}\u{2013}{}", when(from, today), when(to, today)),
        },
        (Some(one), _) | (None, Some(one)) => when(one, today),
        (None, None) => line.from.typed.trim().to_owned(),
    }
}

/// "Denied", "Paid in part", …
pub(super) fn outcome(outcome: ClaimOutcome) -> &'static str {
    match outcome {
        ClaimOutcome::Denied => "Denied",
        ClaimOutcome::Partly => "Partly paid",
        ClaimOutcome::Paid => "Paid",
        ClaimOutcome::Approved => "Approved",
    }
}

/// What a claim is called: the person's own words, else what its first main line tells.
pub(crate) fn title(lib: &Library, claim: &Claim, today: NaiveDate) -> String {
    if !claim.title.is_empty() {
        return claim.title.clone();
    }
    let asks = claim.kind == ClaimKind::Authorization;
    let Some(what) = what(lib, claim) else {
        return if asks { "New request" } else { "New claim" }.to_owned();
    };
    if asks {
        return format!("Approval for {what}");
    }
    let span = claim.first_day().zip(claim.last_day());
    match span {
        Some((first, last)) if first == last => {
            format!(
                "{}, {}",
                crate::words::sentence_start(&what),
                day(first, today)
            )
        }
        Some((first, last)) => {
            let last = if first.month() == last.month() && first.year() == last.year() {
                last.day().to_string()
            } else {
                day(last, today)
            };
            let what = crate::words::sentence_start(&what);
            format!("{what}, {} to {last}", first.format("%b %-d"))
        }
        None => crate::words::sentence_start(&what),
    }
}

/// "6 infusions", "visit", else the plain words of the first line.
fn what(lib: &Library, claim: &Claim) -> Option<String> {
    let kind_of = |line: &ServiceLine| lib.codes.service(&line.code_key());
    let counted = |kind: &str| match kind {
        "infusion" => Some(("infusion", "infusions")),
        "injection" => Some(("injection", "injections")),
        "tms" => Some(("TMS treatment", "TMS treatments")),
        "ect" => Some(("ECT treatment", "ECT treatments")),
        "visit" | "psychiatry" => Some(("visit", "visits")),
        _ => None,
    };
    // only what can stand alone counts treatments: a further hour is none
    let alone = |code: &str| {
        let rules = lib.codes.billing_rules.iter();
        !rules
            .filter(|rule| rule.kind == holdfast_library::codes::BillingKind::Needs)
            .any(|rule| rule.is_of(code))
    };
    let main = claim.lines.iter().find_map(|line| {
        let words = counted(&kind_of(line)?.kind).filter(|_| alone(&line.code_key()))?;
        Some((words, kind_of(line)?.kind.clone()))
    });
    if let Some(((one, many), kind)) = main {
        let same = claim.lines.iter().filter(|line| {
            alone(&line.code_key()) && kind_of(line).is_some_and(|entry| entry.kind == kind)
        });
        let count: u64 = same
            .map(|line| u64::from(line.units.value.unwrap_or(1)))
            .sum();
        return Some(if count == 1 {
            one.to_owned()
        } else {
            format!("{count} {many}")
        });
    }
    let line = claim.lines.first()?;
    let code = line.code_key();
    let told = kind_of(line).map(|entry| plain_of(&entry.code, &entry.plain, &code));
    let own = Some(line.description.clone()).filter(|text| !text.is_empty());
    own.or(told)
        .or_else(|| Some(code).filter(|code| !code.is_empty()))
        .map(|text| lower_start(&text))
}

/// The first letter small, unless the word is in capitals ("IV drug infusion").
fn lower_start(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
