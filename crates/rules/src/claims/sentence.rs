//! How sums, days and lists are written in the sentences of claims.

use chrono::{Datelike, NaiveDate};
use holdfast_case::Cents;

/// `$1,020.00`, with a minus before it where money goes back.
pub fn dollars(amount: Cents) -> String {
    let plain = Cents(amount.0.saturating_abs()).decimal();
    let (whole, cents) = plain.split_once('.').unwrap_or((&plain, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if amount.0 < 0 { "-" } else { "" };
    format!("{sign}${grouped}.{cents}")
}

/// `October 22`, with the year where it is not that of `today`.
pub(super) fn on(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%B %-d").to_string()
    } else {
        day.format("%B %-d, %Y").to_string()
    }
}

/// "a", "a and b", "a, b and c".
pub(super) fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first letter in upper case.
pub(super) fn start(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
