//! Values of facts as text, and read back from what a person typed.

use crate::error::{Code, Error};
use chrono::NaiveDate;
use holdfast_case::{Cents, LetterLimit};
use holdfast_rules::calendar::Unit;

/// A day as the person may write it.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Error> {
    const FORMS: [&str; 8] = [
        "%Y-%m-%d",
        "%m/%d/%Y",
        "%m-%d-%Y",
        "%B %d, %Y",
        "%b %d, %Y",
        "%B %d %Y",
        "%d %B %Y",
        "%d %b %Y",
    ];
    let text = tidied(text);
    // "Dec. 1, 2026"
    let plain = text.replace(". ", " ");
    let known = |text: &str| {
        FORMS
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
    };
    // "12/1/26"
    let short = || NaiveDate::parse_from_str(&plain, "%m/%d/%y").ok();
    let whole = known(&plain).filter(|day| (1900..2200).contains(&chrono::Datelike::year(day)));
    whole.or_else(short).ok_or_else(|| Code::BadDate.into())
}

/// Words without the signs at their ends, and without what leads to a day: "by December 1, 2026." is December 1, 2026.
fn tidied(text: &str) -> String {
    const LEADS: [&str; 10] = [
        "no later than",
        "not later than",
        "on or before",
        "by",
        "before",
        "within",
        "until",
        "through",
        "on",
        "the",
    ];
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '"' | '\u{201c}' | '\u{201d}')
    };
    let mut text = text.trim_matches(ends);
    loop {
        let lead = LEADS.iter().find_map(|lead| {
            let head = text.get(..lead.len())?;
            let rest = text.get(lead.len()..)?;
            (head.eq_ignore_ascii_case(lead) && rest.starts_with(char::is_whitespace))
                .then_some(rest)
        });
        match lead {
            Some(rest) => text = rest.trim_matches(ends),
            None => return text.to_owned(),
        }
    }
}

pub(super) fn money(text: &str) -> Result<Cents, Error> {
    text.parse().map_err(|_| Code::BadAmount.into())
}

pub(super) fn truth(text: &str) -> Result<bool, Error> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(Code::BadRequest.into()),
    }
}

pub(super) fn yes_no(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

/// A limit as text: a day, or `180 days receipt-of-notice`.
pub(super) fn limit_text(limit: &LetterLimit) -> String {
    match (limit.date, limit.count) {
        (Some(date), _) => date.to_string(),
        (None, Some(count)) => {
            let unit = limit.unit.as_deref().unwrap_or("days");
            let trigger = limit.trigger.as_deref().unwrap_or("date-of-notice");
            format!("{count} {unit} {trigger}")
        }
        (None, None) => limit.quote.clone(),
    }
}

/// Reads a limit; what is left out (the start) stays as it was.
pub(super) fn parse_limit(text: &str, before: &LetterLimit) -> Result<LetterLimit, Error> {
    if let Ok(date) = day(text) {
        return Ok(LetterLimit {
            form: "date".to_owned(),
            count: None,
            unit: None,
            trigger: None,
            date: Some(date),
            ..before.clone()
        });
    }
    let text = text.to_lowercase();
    if text == before.quote.to_lowercase() {
        return Ok(before.clone());
    }
    let text = in_digits(&tidied(&text));
    let unread = || {
        Error::of(Code::BadDate)
            .saying("We can't read this time. Try 12/14/2026, or 180 days.")
            .hinting("Nothing was changed. \"I don't know\" is fine too.")
    };
    let mut words = text.split_whitespace();
    let count: u32 = words
        .next()
        .and_then(|n| n.parse().ok())
        .filter(|count| *count > 0)
        .ok_or_else(unread)?;
    let unit = match words.next().unwrap_or("days") {
        first @ ("business" | "working" | "calendar") => {
            format!("{first} {}", words.next().unwrap_or("days"))
        }
        unit => unit.to_owned(),
    };
    let (count, unit) = Unit::read(count, &unit).ok_or_else(unread)?;
    let rest: Vec<&str> = words.collect();
    Ok(LetterLimit {
        form: "duration".to_owned(),
        count: Some(count),
        unit: Some(unit_id(unit).to_owned()),
        trigger: trigger(&rest).or_else(|| before.trigger.clone()),
        date: None,
        ..before.clone()
    })
}

/// What a time is counted from, by its id or in ordinary words; none where nothing is said of it.
fn trigger(words: &[&str]) -> Option<String> {
    if let [id] = words
        && id.contains('-')
    {
        return Some((*id).to_owned());
    }
    let says = |stems: &[&str]| {
        let mut words = words.iter();
        words.any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    if says(&["receiv", "receipt", "get", "got", "came", "arriv"]) {
        Some("receipt-of-notice".to_owned())
    } else if says(&["date", "letter", "notice"]) {
        Some("date-of-notice".to_owned())
    } else {
        None
    }
}

/// Numbers that are said twice, once: "sixty (60) days" and "180 (one hundred eighty) days" have one number each.
fn in_digits(text: &str) -> String {
    let Some((before, rest)) = text.split_once('(') else {
        return text.to_owned();
    };
    let Some((inner, after)) = rest.split_once(')') else {
        return text.to_owned();
    };
    let digits = inner.trim().chars().all(|c| c.is_ascii_digit()) && !inner.trim().is_empty();
    let number = if digits { inner } else { before };
    format!("{} {}", number.trim(), after.trim())
}

/// A unit as letters have it.
fn unit_id(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::BusinessDays => "business-days",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::YearsEnd => "years-end",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_day_or_a_count() {
        let before = LetterLimit {
            form: "duration".into(),
            trigger: Some("receipt-of-notice".into()),
            ..LetterLimit::default()
        };
        let limit = parse_limit("60 business days", &before).unwrap();
        assert_eq!(limit_text(&limit), "60 business-days receipt-of-notice");
        assert_eq!(
            limit_text(&parse_limit("12/14/2026", &before).unwrap()),
            "2026-12-14"
        );
        let weeks = parse_limit("6 weeks", &before).unwrap();
        assert_eq!(
            (weeks.count, weeks.unit.as_deref()),
            (Some(42), Some("days")),
            "letters count in days"
        );
        for unit in ["hours", "days", "business-days", "months", "years"] {
            let limit = parse_limit(&format!("3 {unit}"), &before).unwrap();
            assert_eq!(limit_text(&limit), format!("3 {unit} receipt-of-notice"));
        }
        for (text, stored) in [
            ("December 15, 2026.", "2026-12-15"),
            ("Dec. 1, 2026", "2026-12-01"),
            ("by December 1, 2026", "2026-12-01"),
            ("no later than 12/1/26", "2026-12-01"),
            ("within 180 days", "180 days receipt-of-notice"),
            ("30 days.", "30 days receipt-of-notice"),
            ("sixty (60) calendar days", "60 days receipt-of-notice"),
            (
                "180 (one hundred eighty) days",
                "180 days receipt-of-notice",
            ),
            ("30 days after the letter's date", "30 days date-of-notice"),
            ("30 days after you get it", "30 days receipt-of-notice"),
            ("30 days from receipt", "30 days receipt-of-notice"),
            ("30 days first-denial", "30 days first-denial"),
        ] {
            let limit = parse_limit(text, &before).unwrap();
            assert_eq!(limit_text(&limit), stored, "{text}");
        }
        assert!(parse_limit("0 days", &before).is_err());
        assert!(parse_limit("3 fortnights", &before).is_err());
        assert!(parse_limit("soon", &before).is_err());
    }
}
