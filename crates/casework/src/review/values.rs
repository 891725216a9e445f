//! Values of facts as text, and read back from what a person typed.

use crate::error::{Code, Error};
use chrono::NaiveDate;
use holdfast_case::{Cents, LetterLimit};
use holdfast_rules::calendar::Unit;

/// A day as the person may write it.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Error> {
    let text = text.trim();
    ["%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|day| (1900..2200).contains(&chrono::Datelike::year(day)))
        .ok_or_else(|| Code::BadDate.into())
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
    let mut words = text.split_whitespace();
    let count: u32 = words
        .next()
        .and_then(|n| n.parse().ok())
        .ok_or(Code::BadRequest)?;
    let unit = match words.next().unwrap_or("days") {
        first @ ("business" | "working" | "calendar") => {
            format!("{first} {}", words.next().unwrap_or("days"))
        }
        unit => unit.to_owned(),
    };
    let (count, unit) = Unit::read(count, &unit).ok_or(Code::BadRequest)?;
    Ok(LetterLimit {
        form: "duration".to_owned(),
        count: Some(count),
        unit: Some(unit_id(unit).to_owned()),
        trigger: words
            .next()
            .map(str::to_owned)
            .or_else(|| before.trigger.clone()),
        date: None,
        ..before.clone()
    })
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
        assert!(parse_limit("3 fortnights", &before).is_err());
        assert!(parse_limit("soon", &before).is_err());
    }
}
