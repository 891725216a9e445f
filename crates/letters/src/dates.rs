//! Dates as letters write them, found in matching text.

use chrono::{Datelike, NaiveDate};
use holdfast_case::deadline::whole_days;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// One date in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The day.
    pub date: NaiveDate,
    /// Where it stands in the matching text; of a range, both ends have the place of the whole.
    pub low: Range<usize>,
    /// `Some(true)` for the first and `Some(false)` for the last day of a range or the later ones of a list.
    pub first_of_range: Option<bool>,
}

const MONTH: &str = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[.,']?";
const JOIN: &str = r" ?(?:-|to|through|thru|and|&) ?";

fn regex(pattern: &str) -> Regex {
    Regex::new(&pattern.replace("MONTH", MONTH).replace("JOIN", JOIN)).expect("a fixed pattern")
}

/// Forms from the most to the least telling; a place taken by one is not looked at by the next.
static FORMS: LazyLock<Vec<(Regex, Form)>> = LazyLock::new(|| {
    vec![
        // "June 1, June 3 and June 8, 2026", "9 June, 16 June and 23 June 2026".
        (
            regex(r"\bMONTH \d{1,2}(?:(?:, and |, | and | & |; )MONTH \d{1,2}){2,},? (\d{4})\b"),
            Form::NamedDays,
        ),
        (
            regex(r"\b\d{1,2} MONTH(?:(?:,? and |, | & |; |,? )\d{1,2} MONTH){2,} (\d{4})\b"),
            Form::NamedDays,
        ),
        (
            regex(r"\bMONTH (\d{1,2})(?:, (\d{4}))?JOINMONTH (\d{1,2}),? (\d{4})\b"),
            Form::NamedSpan,
        ),
        (
            regex(r"\b(\d{1,2}) MONTH(?: (\d{4}))?JOIN(\d{1,2}) MONTH (\d{4})\b"),
            Form::DayFirstSpan,
        ),
        (
            regex(r"\bMONTH (\d{1,2}(?:(?:, and |, | and | & | ?- ?)\d{1,2})+),? (\d{4})\b"),
            Form::NamedList,
        ),
        (
            regex(r"\b(\d{1,2})/(\d{1,2})JOIN(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b"),
            Form::NumberSpan,
        ),
        // No blank before or behind the dash.
        (
            regex(
                r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})[-\x{2013}](\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b",
            ),
            Form::WholeSpan,
        ),
        (
            regex(r"\bMONTH ?(?:the )?(\d{1,2})(?:st|nd|rd|th)?[,.]? ?(\d{4})\b"),
            Form::Named,
        ),
        (
            regex(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: day of)?[ -]MONTH,?[ -](\d{4}|\d{2})\b"),
            Form::DayFirst,
        ),
        // "30NOV26", as large machines print it.
        (regex(r"\b(\d{1,2})MONTH(\d{4}|\d{2})\b"), Form::DayFirst),
        (regex(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b"), Form::Iso),
        (
            regex(r"\b(\d{1,2})[/](\d{1,2})[/](\d{4}|\d{2})\b"),
            Form::Number,
        ),
        (
            regex(r"\b(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})\b"),
            Form::Number,
        ),
        (
            regex(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b"),
            Form::Number,
        ),
        // Strokes and points that a scanner took for commas.
        (
            regex(r"\b(\d{1,2})[.,] ?(\d{1,2})[.,] ?(20\d{2})\b"),
            Form::Number,
        ),
    ]
});

#[derive(Clone, Copy, Debug)]
enum Form {
    NamedDays,
    NamedSpan,
    DayFirstSpan,
    NamedList,
    NumberSpan,
    WholeSpan,
    Named,
    DayFirst,
    Iso,
    Number,
}

/// All dates of `low`, in the order they stand in.
pub fn find(low: &str) -> Vec<Spot> {
    let mut out: Vec<Spot> = Vec::new();
    if !low.bytes().any(|b| b.is_ascii_digit()) {
        return out;
    }
    for (regex, form) in FORMS.iter() {
        for caught in regex.captures_iter(low) {
            let Some(whole) = caught.get(0) else { continue };
            let range = whole.range();
            let taken = out
                .iter()
                .any(|s| s.low.start < range.end && range.start < s.low.end);
            // A figure that goes on with a hyphen or a point is part of a number, not a date.
            let bytes = low.as_bytes();
            let before = range
                .start
                .checked_sub(1)
                .and_then(|i| bytes.get(i))
                .copied()
                .unwrap_or(b' ');
            let after = bytes.get(range.end).copied().unwrap_or(b' ');
            let after2 = bytes.get(range.end + 1).copied().unwrap_or(b' ');
            let inside = matches!(before, b'-' | b'/' | b'.' | b'$')
                || (matches!(after, b'-' | b'/' | b'.') && after2.is_ascii_alphanumeric());
            if taken || inside {
                continue;
            }
            for (n, date) in days(*form, &caught).into_iter().flatten().enumerate() {
                let span = matches!(
                    form,
                    Form::NamedDays
                        | Form::NamedSpan
                        | Form::DayFirstSpan
                        | Form::NumberSpan
                        | Form::WholeSpan
                        | Form::NamedList
                );
                out.push(Spot {
                    date,
                    low: range.clone(),
                    first_of_range: span.then_some(n == 0),
                });
            }
        }
    }
    out.sort_by_key(|s| s.low.start);
    join_spans(low, &mut out);
    out
}

/// Two whole dates with nothing but a dash or "to" between them are the ends of a span.
fn join_spans(low: &str, spots: &mut [Spot]) {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^ ?(?:-|to|through|thru|until|till) ?$").expect("a fixed pattern")
    });
    static AND: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:between|from) $").expect("a fixed pattern"));
    for n in 1..spots.len() {
        let (Some(a), Some(b)) = (spots.get(n - 1), spots.get(n)) else {
            continue;
        };
        if a.first_of_range.is_some() || b.first_of_range.is_some() || a.date > b.date {
            continue;
        }
        let between = low.get(a.low.end..b.low.start).unwrap_or("");
        let before = low.get(..a.low.start).unwrap_or("");
        if BETWEEN.is_match(between) || (between == " and " && AND.is_match(before)) {
            if let Some(a) = spots.get_mut(n - 1) {
                a.first_of_range = Some(true);
            }
            if let Some(b) = spots.get_mut(n) {
                b.first_of_range = Some(false);
            }
        }
    }
}

fn days(form: Form, c: &Captures) -> Option<Vec<NaiveDate>> {
    let num = |i: usize| c.get(i)?.as_str().parse::<u32>().ok();
    let year = |i: usize| c.get(i).and_then(|m| full_year(m.as_str()));
    let mon = |i: usize| c.get(i).and_then(|m| month(m.as_str()));
    let day = |y: i32, m: u32, d: u32| NaiveDate::from_ymd_opt(y, m, d);
    Some(match form {
        Form::NamedDays => named_days(c.get(0)?.as_str()),
        Form::NamedSpan => {
            let last = day(year(6)?, mon(4)?, num(5)?)?;
            let first_year = year(3).unwrap_or(if mon(1)? > last.month() {
                last.year() - 1
            } else {
                last.year()
            });
            vec![day(first_year, mon(1)?, num(2)?)?, last]
        }
        Form::DayFirstSpan => {
            let last = day(year(6)?, mon(5)?, num(4)?)?;
            let first_year = year(3).unwrap_or(if mon(2)? > last.month() {
                last.year() - 1
            } else {
                last.year()
            });
            vec![day(first_year, mon(2)?, num(1)?)?, last]
        }
        Form::NamedList => {
            let (m, y) = (mon(1)?, year(3)?);
            let list = c.get(2)?.as_str();
            list.split(|x: char| !x.is_ascii_digit())
                .filter_map(|d| d.parse().ok())
                .filter_map(|d| day(y, m, d))
                .collect()
        }
        Form::NumberSpan => {
            let last = day(year(5)?, num(3)?, num(4)?)?;
            let first_year = if num(1)? > last.month() {
                last.year() - 1
            } else {
                last.year()
            };
            vec![day(first_year, num(1)?, num(2)?)?, last]
        }
        Form::WholeSpan => vec![
            day(year(3)?, num(1)?, num(2)?)?,
            day(year(6)?, num(4)?, num(5)?)?,
        ],
        Form::Named => vec![day(year(3)?, mon(1)?, num(2)?)?],
        Form::DayFirst => vec![day(year(3)?, mon(2)?, num(1)?)?],
        Form::Iso => vec![day(year(1)?, num(2)?, num(3)?)?],
        Form::Number => {
            let (a, b, y) = (num(1)?, num(2)?, year(3)?);
            vec![day(y, a, b).or_else(|| day(y, b, a))?]
        }
    })
}

/// Days each with its month, of which the last alone has the year.
fn named_days(low: &str) -> Vec<NaiveDate> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| regex(r"\bMONTH (\d{1,2})\b|\b(\d{1,2}) MONTH"));
    let mut found: Vec<(u32, u32)> = Vec::new();
    for c in DAY.captures_iter(low) {
        let text = |i: usize| c.get(i).map(|m| m.as_str());
        let name = text(1).or_else(|| text(4)).and_then(month);
        let day = text(2).or_else(|| text(3)).and_then(|d| d.parse().ok());
        found.extend(name.zip(day));
    }
    let year = low.get(low.len().saturating_sub(4)..).and_then(full_year);
    let (Some(year), Some(&(last, _))) = (year, found.last()) else {
        return Vec::new();
    };
    found
        .into_iter()
        .filter_map(|(m, d)| NaiveDate::from_ymd_opt(if m > last { year - 1 } else { year }, m, d))
        .collect()
}

/// Years of two digits: 00-79 are of this century.
fn full_year(text: &str) -> Option<i32> {
    let y: i32 = text.parse().ok()?;
    let y = if text.len() > 2 {
        y
    } else if y < 80 {
        2000 + y
    } else {
        1900 + y
    };
    (1900..2100).contains(&y).then_some(y)
}

fn month(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    NAMES
        .iter()
        .position(|n| text.starts_with(n))
        .map(|i| i as u32 + 1)
}

/// `start` plus so many of `unit`; months end on the same day, or on the last one there is.
pub fn plus(start: NaiveDate, count: u32, unit: &str) -> Option<NaiveDate> {
    match unit {
        "days" => start.checked_add_days(chrono::Days::new(u64::from(count))),
        "hours" => start.checked_add_days(chrono::Days::new(u64::from(whole_days(count)))),
        "months" => start.checked_add_months(chrono::Months::new(count)),
        "years" => start.checked_add_months(chrono::Months::new(count.checked_mul(12)?)),
        "business-days" => {
            let mut day = start;
            let mut left = count.min(3660);
            while left > 0 {
                day = day.succ_opt()?;
                left -= u32::from(day.weekday().number_from_monday() < 6);
            }
            Some(day)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<String> = find(text).iter().map(|s| s.date.to_string()).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn every_usual_spelling_of_a_date_is_read() {
        check("september 3, 2026", &["2026-09-03"]);
        check(
            "oct. 19, 2026 and 18-sep-2026",
            &["2026-10-19", "2026-09-18"],
        );
        check("01-jun-26", &["2026-06-01"]);
        check("28 may 2026", &["2026-05-28"]);
        check(
            "oct, 19, 2026 and march'8, 2027",
            &["2026-10-19", "2027-03-08"],
        );
        check("11,16, 2026", &["2026-11-16"]);
        check("the 2nd day of january, 2026", &["2026-01-02"]);
        check("mailed: 2026-03-16", &["2026-03-16"]);
        check("1/2/26", &["2026-01-02"]);
        check("13/2/2026", &["2026-02-13"]);
        check(
            "december 1, 2026 through may 31, 2027",
            &["2026-12-01", "2027-05-31"],
        );
        check("01/11/2027-01/15/2027", &["2027-01-11", "2027-01-15"]);
        check(
            "12 january through 30 january 2026",
            &["2026-01-12", "2026-01-30"],
        );
        check("march 1 - may 31, 2026", &["2026-03-01", "2026-05-31"]);
        check(
            "may 4, 11 and 18, 2026",
            &["2026-05-04", "2026-05-11", "2026-05-18"],
        );
        check(
            "june 1, june 3 and june 8, 2026",
            &["2026-06-01", "2026-06-03", "2026-06-08"],
        );
        check(
            "aug. 11, aug. 13, and sept. 2, 2026",
            &["2026-08-11", "2026-08-13", "2026-09-02"],
        );
        check(
            "9 june, 16 june, 23 june and 30 june 2026",
            &["2026-06-09", "2026-06-16", "2026-06-23", "2026-06-30"],
        );
    }

    #[test]
    fn numbers_that_look_like_dates_are_none() {
        check("2601-77-4419-co", &[]);
        check("20261120-004713", &[]);
        check("february 30, 2026", &[]);
        check("32 cfr 199.4", &[]);
        check("26-0014-558812", &[]);
    }

    #[test]
    fn months_end_on_a_day_there_is() {
        let d = |s: &str| s.parse::<NaiveDate>().unwrap();
        assert_eq!(plus(d("2026-10-31"), 4, "months"), Some(d("2027-02-28")));
        assert_eq!(
            plus(d("2027-02-09"), 3, "business-days"),
            Some(d("2027-02-12"))
        );
    }

    #[test]
    fn hours_make_no_day_later_than_they_end() {
        let d = |s: &str| s.parse::<NaiveDate>().unwrap();
        assert_eq!(plus(d("2026-11-02"), 72, "hours"), Some(d("2026-11-05")));
        assert_eq!(plus(d("2026-11-02"), 36, "hours"), Some(d("2026-11-03")));
        assert_eq!(plus(d("2026-11-02"), 12, "hours"), Some(d("2026-11-02")));
    }
}
