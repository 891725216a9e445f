//! Days, spans and names as people say them (ui §3.19).

use chrono::{Datelike, NaiveDate};
use holdfast_case::deadline::CountUnit;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Deadline, LetterLimit, Reading};
use holdfast_library::Library;
use holdfast_rules::calendar::Unit;
use holdfast_rules::reading::is_approval_end;
use std::collections::HashSet;

/// "Friday, December 4"; with the year where it is not this one.
pub(crate) fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%A, %B %-d").to_string()
    } else {
        day.format("%A, %B %-d, %Y").to_string()
    }
}

/// "December 4"; with the year where it is not this one.
pub(crate) fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%B %-d").to_string()
    } else {
        day.format("%B %-d, %Y").to_string()
    }
}

/// "Thu, Nov 12, 2026".
pub(crate) fn fact_day(day: NaiveDate) -> String {
    day.format("%a, %b %-d, %Y").to_string()
}

/// "today", "tomorrow", "11 days".
pub(crate) fn days_ahead(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        n => format!("{n} days"),
    }
}

/// Sentences in their order, each once.
pub(crate) fn each_once(said: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut once = said;
    once.retain(|sentence| seen.insert(sentence.clone()));
    once
}

/// "1 thing", "3 things".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

/// "12 more pages were not read."; none where there are none.
pub(crate) fn not_read(beyond: u32) -> Option<String> {
    match beyond {
        0 => None,
        1 => Some("1 more page was not read.".to_owned()),
        more => Some(format!("{more} more pages were not read.")),
    }
}

/// "412 KB", "2.1 MB", "12 MB".
pub(crate) fn size(bytes: u64) -> String {
    let in_units = |unit: f64, name: &str| match bytes as f64 / unit {
        n if n < 9.95 => format!("{n:.1} {name}"),
        n => format!("{n:.0} {name}"),
    };
    match bytes {
        n if n >= 999_500_000 => in_units(1e9, "GB"),
        n if n >= 999_500 => in_units(1e6, "MB"),
        n if n >= 1000 => format!("{} KB", (n + 500) / 1000),
        n => count(usize::try_from(n).unwrap_or(usize::MAX), "byte", "bytes"),
    }
}

/// What a kind of letter is called.
pub(crate) fn kind(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Denial => "Denial letter",
        NoticeKind::PartialDenial => "Partial denial",
        NoticeKind::Approval => "Approval",
        NoticeKind::InformationRequest => "Request for information",
        NoticeKind::Eob => "Benefits statement",
        NoticeKind::Bill => "Bill",
        NoticeKind::AppealDecision => "Answer to an appeal",
        NoticeKind::ExternalReviewDecision => "Outside review decision",
        NoticeKind::PolicyChange => "Change of the plan",
        NoticeKind::Records => "Records",
        NoticeKind::Other => "Letter",
    }
}

/// Below this a fact is not used for a title.
pub(crate) const ENOUGH: f32 = 0.5;

/// "Denial letter, June 17" from what was read; none where nothing tells what it is: a paper then keeps the name of its
/// file, by which it is told from others.
pub(crate) fn title(reading: &Reading, today: NaiveDate) -> Option<String> {
    let found = reading.kind.as_ref().filter(|k| k.confidence >= ENOUGH)?;
    let date = reading
        .claim
        .date_of_notice
        .as_ref()
        .filter(|d| d.confidence >= ENOUGH);
    match date {
        Some(date) => Some(format!(
            "{}, {}",
            kind(found.value),
            short_day(date.value, today)
        )),
        None if found.value == NoticeKind::Other => None,
        None => Some(kind(found.value).to_owned()),
    }
}

/// A step of the ladder as people call it.
fn level(level: &str) -> &'static str {
    level_named(level).unwrap_or("Next step")
}

fn level_named(level: &str) -> Option<&'static str> {
    Some(match level {
        "internal-appeal" | "redetermination" => "Appeal",
        "second-level-appeal" => "Second appeal",
        "expedited-appeal" => "Urgent appeal",
        "external-review" | "external-appeal" | "independent-medical-review" => "Outside review",
        "expedited-external-review" => "Urgent outside review",
        "external-preliminary" => "First check of your outside review",
        "external-decision" => "The outside decision",
        "reconsideration" | "qic-reconsideration" => "Next review",
        "second-reconsideration" => "Second review",
        "formal-review" => "Formal review",
        "ire" => "Independent review",
        "opm-review" => "OPM's review",
        "alj-hearing" => "Hearing",
        "dha-hearing" => "Independent hearing",
        "fair-hearing" | "state-fair-hearing" => "Fair hearing",
        "appeals-council" | "council-review" => "Appeals Council",
        "court" => "Court",
        "qio-fast-appeal" => "Fast appeal to stay in care",
        "continuation-of-benefits" | "continue-benefits" => "Ask to keep the care going",
        "continuation-of-benefits-hearing" => "Ask to keep the care going until the hearing",
        "continuity-of-care" => "Stay with your clinic for now",
        "grievance" => "Complaint to the insurer",
        "information-response" => "Answer their questions",
        "peer-to-peer" => "Doctor-to-doctor call",
        "provider-reconsideration" => "The clinic's own review",
        "authorization-end" => "End of the approval",
        "payment" => "Payment",
        "plan-decision" | "appeal-decision" => "Their decision",
        "plan-compliance" => "The plan has to act",
        "timely-filing" => "Last day to send the claim",
        "reopening" => "Ask to reopen it",
        "enrollment" => "Choose a plan",
        "debt-dispute" => "Dispute the debt",
        "credit-report" => "The debt on your credit report",
        "financial-assistance" => "Ask the hospital for help with the bill",
        "good-faith-estimate" => "The price, told before the care",
        "good-faith-estimate-dispute" => "Dispute a bill above the estimate",
        "surprise-bill-complaint" => "Complain about a surprise bill",
        "document-request" => "The plan's papers you asked for",
        "parity-request" => "How they treat mental health beside other care",
        "records-request" => "The records you asked for",
        "regulator-complaint" => "Tell the state or federal office",
        "offer" => "End of the offer",
        _ => return None,
    })
}

/// `$3,150.00`.
pub(crate) fn money(cents: holdfast_case::Cents) -> String {
    let decimal = cents.decimal();
    let (sign, plain) = decimal
        .strip_prefix('-')
        .map_or(("", decimal.as_str()), |plain| ("-", plain));
    let (whole, part) = plain.split_once('.').unwrap_or((plain, "00"));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}${grouped}.{part}")
}

/// "Appeal to Larkmoor Health": the step, and to whom where the person sends something; "Your appeal" where that is
/// not sure.
pub(crate) fn step(level_id: &str, issuer: Option<&str>) -> String {
    let name = level(level_id);
    let to_the_issuer = matches!(
        level_id,
        "internal-appeal" | "second-level-appeal" | "expedited-appeal"
    );
    match issuer {
        Some(issuer) if to_the_issuer => format!("{name} to {issuer}"),
        None if to_the_issuer => format!("Your {}", name.to_lowercase()),
        _ => name.to_owned(),
    }
}

/// What has to go out for a step, in the middle of a sentence: "your appeal".
pub(crate) fn thing(level_id: &str) -> &'static str {
    match level_id {
        "external-review" | "expedited-external-review" => "request for an outside review",
        "fair-hearing" | "alj-hearing" | "dha-hearing" => "request for a hearing",
        "continuation-of-benefits" | "continuation-of-benefits-hearing" => {
            "request to keep the care going"
        }
        "ire" => "request for an independent review",
        "reconsideration" | "qic-reconsideration" => "request for the next review",
        "second-reconsideration" => "request for a second review",
        "formal-review" => "request for a formal review",
        "appeals-council" | "council-review" => "request to the Appeals Council",
        "qio-fast-appeal" => "fast appeal",
        "timely-filing" => "claim",
        "financial-assistance" => "request for help with the bill",
        "grievance" | "surprise-bill-complaint" | "regulator-complaint" => "complaint",
        "information-response" => "answer",
        "payment" => "payment",
        "debt-dispute" | "good-faith-estimate-dispute" => "dispute",
        "opm-review" => "request to OPM",
        "enrollment" => "choice of a plan",
        "offer" => "answer to the offer",
        "peer-to-peer" => "request for a call",
        "second-level-appeal" => "second appeal",
        "court" => "lawsuit",
        _ => "appeal",
    }
}

/// What has to have happened by the last day. What is not stated counts as the stricter: it has to be there.
pub(crate) fn must(deadline: &Deadline) -> String {
    if is_approval_end(deadline) {
        return crate::approvals::ASK_AGAIN.to_owned();
    }
    let thing = thing(&deadline.level);
    match deadline.must.as_str() {
        "be-sent" | "be-postmarked-or-received" => format!("Your {thing} has to be sent by then."),
        "be-filed" | "be-made" => format!("Your {thing} has to be filed by then."),
        _ => format!("Your {thing} has to be there by then."),
    }
}

/// "180 days", "1 business day".
pub(crate) fn span(n: u32, unit: CountUnit) -> String {
    let (one, many) = match unit {
        CountUnit::Hours => ("hour", "hours"),
        CountUnit::Days => ("day", "days"),
        CountUnit::BusinessDays => ("business day", "business days"),
        CountUnit::Months => ("month", "months"),
        CountUnit::Years => ("year", "years"),
    };
    count(n as usize, one, many)
}

/// The letter's own limit: "180 days after you get it".
pub(crate) fn limit(limit: &LetterLimit, today: NaiveDate) -> String {
    if let Some(date) = limit.date {
        return format!("by {}", day(date, today));
    }
    let (Some(n), Some(unit)) = (limit.count, limit.unit.as_deref()) else {
        return limit.quote.clone();
    };
    let span = match Unit::read(n, unit) {
        Some((n, unit)) => span(n, unit.outward()),
        None => return limit.quote.clone(),
    };
    match limit.trigger.as_deref() {
        Some("receipt-of-notice") => format!("{span} after you get it"),
        Some("date-of-notice") => format!("{span} after the letter's date"),
        Some("future-decision") => format!("{span} after their next decision"),
        Some("date-of-service") => format!("{span} after the treatment"),
        _ => span,
    }
}

/// A kind of plan by its plain name.
pub(crate) fn plan_kind(lib: &Library, kind: Option<&str>) -> String {
    kind.and_then(|kind| lib.plan_kind(kind))
        .map_or_else(|| "Not known yet".to_owned(), |kind| kind.name.clone())
}

/// A state by its name; its letters where no entry names it.
pub(crate) fn state(lib: &Library, state: &str) -> String {
    let entry = lib
        .appeal
        .states
        .iter()
        .find(|entry| entry.state.eq_ignore_ascii_case(state));
    entry.map_or_else(|| state.to_owned(), |entry| entry.name.clone())
}

/// `trash-document` as the beginning of a sentence.
pub(crate) fn sentence(id: &str) -> String {
    sentence_start(&id.replace('-', " "))
}

/// The same words as the beginning of a sentence.
pub(crate) fn sentence_start(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    words
}

pub(crate) use crate::person_names::name;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_of_the_library_has_a_name() {
        let appeal = &Library::builtin().appeal;
        let ladders = appeal.levels.iter().map(|level| level.id.as_str());
        let rules = appeal.rules.iter().map(|rule| rule.level.as_str());
        let aliases = appeal.level_aliases.keys().map(String::as_str);
        let nameless: std::collections::BTreeSet<&str> = ladders
            .chain(rules)
            .chain(aliases)
            .filter(|level| level_named(level).is_none())
            .collect();
        assert!(nameless.is_empty(), "{nameless:?}");
    }

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, said) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1000, "1 KB"),
            (412_300, "412 KB"),
            (999_499, "999 KB"),
            (999_500, "1.0 MB"),
            (2_100_000, "2.1 MB"),
            (9_949_999, "9.9 MB"),
            (12_300_000, "12 MB"),
            (999_499_999, "999 MB"),
            (2_340_000_000, "2.3 GB"),
        ] {
            assert_eq!(size(bytes), said);
        }
    }

    #[test]
    fn pages_that_were_not_read_are_counted() {
        assert_eq!(not_read(0), None);
        assert_eq!(not_read(1).as_deref(), Some("1 more page was not read."));
        assert_eq!(
            not_read(600).as_deref(),
            Some("600 more pages were not read.")
        );
    }

    #[test]
    fn names_that_shout_are_taken_down() {
        assert_eq!(
            name("TALLOW & REED BENEFIT SERVICES, INC"),
            "Tallow & Reed Benefit Services, Inc"
        );
        assert_eq!(name("LARKMOOR HMO"), "Larkmoor HMO");
        assert_eq!(name("Larkmoor Health"), "Larkmoor Health");
        assert_eq!(name("UMR"), "UMR");
    }

    #[test]
    fn money_and_days_are_written_for_people() {
        assert_eq!(money(holdfast_case::Cents(315_000)), "$3,150.00");
        assert_eq!(money(holdfast_case::Cents(-5_019)), "-$50.19");
        let on = |text: &str| text.parse::<NaiveDate>().expect("a day of this test");
        assert_eq!(
            day(on("2026-12-04"), on("2026-11-23")),
            "Friday, December 4"
        );
        assert_eq!(
            day(on("2027-05-20"), on("2026-11-23")),
            "Thursday, May 20, 2027"
        );
        assert_eq!(days_ahead(1), "tomorrow");
    }
}
