//! A day as a person remembers it: a day, a month, a year, "spring 2021", "about June 2020".
//!
//! What was typed is kept as it stands and is all that is stored. What can be read of it is a span of days, so that
//! whoever counts can take the end of the span that is on the safe side.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day of a person's memory. Empty where nothing was typed.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoughDay(String);

/// The first and the last day it can have been, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DaySpan {
    /// The earliest it can have been.
    pub first: NaiveDate,
    /// The latest it can have been.
    pub last: NaiveDate,
    /// How it was told.
    pub grain: Grain,
}

/// How exactly a day was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To a part of a year, or "about".
    About,
    /// To the year.
    Year,
}

impl std::fmt::Debug for RoughDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A day of somebody's treatment is nobody's business in a log.
        f.write_str("RoughDay(•••)")
    }
}

impl From<NaiveDate> for RoughDay {
    fn from(day: NaiveDate) -> Self {
        Self(day.format("%Y-%m-%d").to_string())
    }
}

impl RoughDay {
    /// As it was typed, without the spaces around it.
    pub fn typed(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// True where nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The days it can have been; none where that can't be read, or a part is missing (a day without its year).
    pub fn span(&self) -> Option<DaySpan> {
        read(&self.0)
    }

    /// The day, where it was told to the day.
    pub fn day(&self) -> Option<NaiveDate> {
        let span = self.span()?;
        (span.grain == Grain::Day).then_some(span.first)
    }
}

/// First year that is read as one: before it nothing is a memory of a treatment, but a number of something else.
const FIRST_YEAR: i32 = 1930;
/// Last year that is read as one.
const LAST_YEAR: i32 = 2099;
/// How far "about" may be off for a day.
const ABOUT_DAY: u64 = 15;
/// How far it may be off for a month or a part of a year: a month, by its longest.
const ABOUT_MONTH: u64 = 31;

fn read(text: &str) -> Option<DaySpan> {
    let text = text.trim().to_lowercase();
    let (about, text) = match ABOUT.iter().find_map(|word| text.strip_prefix(word)) {
        Some(rest) => (true, rest.trim_start().to_owned()),
        None => (false, text),
    };
    let span = numbers(&text).or_else(|| words(&text))?;
    if about { widened(span) } else { Some(span) }
}

const ABOUT: [&str; 7] = [
    "about ", "around ", "approx. ", "circa ", "ca. ", "~", "maybe ",
];

/// `2021-02-14`, `2021-02`, `2021`, `2/14/2021`, `2/14/21`, `2/2021`.
fn numbers(text: &str) -> Option<DaySpan> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let number = |at: usize| parts.get(at)?.parse::<u32>().ok();
    let digits = |at: usize| parts.get(at).map_or(0, |part| part.len());
    if !parts
        .iter()
        .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    match parts.len() {
        1 if digits(0) == 4 => year(number(0)?),
        2 if digits(0) == 4 => month(number(0)?, number(1)?),
        2 if digits(1) == 4 => month(number(1)?, number(0)?),
        3 if digits(0) == 4 => day(number(0)?, number(1)?, number(2)?),
        3 if digits(2) == 4 => day(number(2)?, number(0)?, number(1)?),
        3 if digits(2) == 2 => day(2000 + number(2)?, number(0)?, number(1)?),
        _ => None,
    }
}

/// `February 14, 2021`, `14 Feb 2021`, `Feb 2021`, `spring 2021`, `early 2021`.
fn words(text: &str) -> Option<DaySpan> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',' || c == '.')
        .filter(|word| !word.is_empty() && *word != "of")
        .collect();
    let (last, before) = words.split_last()?;
    if last.len() != 4 {
        return None;
    }
    let in_year: u32 = last.parse().ok()?;
    match before {
        [one] => part_of_year(in_year, one).or_else(|| month(in_year, month_named(one)?)),
        [one, two] => {
            let (named, number) = match month_named(one) {
                Some(month) => (month, two),
                None => (month_named(two)?, one),
            };
            let number = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            day(in_year, named, number.parse().ok()?)
        }
        _ => None,
    }
}

/// The months, in order, small.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month of a name, or of its first three letters and more, written small.
pub(crate) fn month_named(word: &str) -> Option<u32> {
    if word == "sept" {
        return Some(9);
    }
    let at = MONTHS
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

/// Seasons reach to where the next begins, by the calendar or by the weather, whichever is wider.
fn part_of_year(in_year: u32, word: &str) -> Option<DaySpan> {
    let (from, to) = match word {
        "early" => ((0, 1, 1), (0, 4, 30)),
        "mid" | "middle" => ((0, 4, 1), (0, 9, 30)),
        "late" => ((0, 8, 1), (0, 12, 31)),
        "spring" => ((0, 3, 1), (0, 6, 21)),
        "summer" => ((0, 6, 1), (0, 9, 22)),
        "fall" | "autumn" => ((0, 9, 1), (0, 12, 21)),
        // of the winter that ends in it, or of the one that begins in it
        "winter" => ((-1, 12, 1), (1, 3, 21)),
        _ => return None,
    };
    let year = plausible(in_year)?;
    let at = |(off, month, day): (i32, u32, u32)| NaiveDate::from_ymd_opt(year + off, month, day);
    Some(DaySpan {
        first: at(from)?,
        last: at(to)?,
        grain: Grain::About,
    })
}

fn plausible(year: u32) -> Option<i32> {
    let year = i32::try_from(year).ok()?;
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(year)
}

fn year(year: u32) -> Option<DaySpan> {
    let year = plausible(year)?;
    Some(DaySpan {
        first: NaiveDate::from_ymd_opt(year, 1, 1)?,
        last: NaiveDate::from_ymd_opt(year, 12, 31)?,
        grain: Grain::Year,
    })
}

fn month(year: u32, month: u32) -> Option<DaySpan> {
    let first = NaiveDate::from_ymd_opt(plausible(year)?, month, 1)?;
    Some(DaySpan {
        first,
        last: first.checked_add_months(Months::new(1))?.pred_opt()?,
        grain: Grain::Month,
    })
}

fn day(year: u32, month: u32, day: u32) -> Option<DaySpan> {
    let day = NaiveDate::from_ymd_opt(plausible(year)?, month, day)?;
    Some(DaySpan {
        first: day,
        last: day,
        grain: Grain::Day,
    })
}

/// "About" may be off by the same again on either side.
fn widened(span: DaySpan) -> Option<DaySpan> {
    let (first, last) = match span.grain {
        Grain::Day => (
            span.first.checked_sub_days(Days::new(ABOUT_DAY))?,
            span.last.checked_add_days(Days::new(ABOUT_DAY))?,
        ),
        Grain::Month | Grain::About => (
            span.first.checked_sub_days(Days::new(ABOUT_MONTH))?,
            span.last.checked_add_days(Days::new(ABOUT_MONTH))?,
        ),
        Grain::Year => (
            span.first.with_year(span.first.year() - 1)?,
            span.last.with_year(span.last.year() + 1)?,
        ),
    };
    Some(DaySpan {
        first,
        last,
        grain: Grain::About,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read_as_people_write_them() {
        for (text, first, last) in [
            ("2021-02-14", "2021-02-14", "2021-02-14"),
            ("2/14/2021", "2021-02-14", "2021-02-14"),
            ("2/14/21", "2021-02-14", "2021-02-14"),
            ("Feb 14, 2021", "2021-02-14", "2021-02-14"),
            ("February 14th 2021", "2021-02-14", "2021-02-14"),
            ("14 feb 2021", "2021-02-14", "2021-02-14"),
            ("Feb 2021", "2021-02-01", "2021-02-28"),
            ("February of 2024", "2024-02-01", "2024-02-29"),
            ("sept. 2021", "2021-09-01", "2021-09-30"),
            ("2/2021", "2021-02-01", "2021-02-28"),
            ("2021-12", "2021-12-01", "2021-12-31"),
            ("2021", "2021-01-01", "2021-12-31"),
            ("spring 2021", "2021-03-01", "2021-06-21"),
            ("winter 2021", "2020-12-01", "2022-03-21"),
            ("early 2021", "2021-01-01", "2021-04-30"),
            ("about June 2020", "2020-05-01", "2020-07-31"),
            ("~2019", "2018-01-01", "2020-12-31"),
            ("around 3/1/2021", "2021-02-14", "2021-03-16"),
        ] {
            let span = RoughDay::typed(text).span().expect(text);
            assert_eq!(
                (span.first.to_string(), span.last.to_string()),
                (first.to_owned(), last.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_day_is_kept_and_not_guessed() {
        for text in [
            "",
            "when I was in college",
            "2/14",
            "Feb 14",
            "02/21",
            "2021-02-30",
            "13/2021",
            "1850",
            "20211",
            "2021-02-14-3",
            "99999999999",
            "Mayor 2021",
            "no 2021",
        ] {
            let day = RoughDay::typed(text);
            assert_eq!(day.span(), None, "{text}");
            assert_eq!(day.text(), text);
        }
    }
}
