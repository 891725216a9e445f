//! What was typed, and what was understood of it.

use crate::money::Cents;
use crate::rough_day::month_named;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A value as it was typed, with what it was taken for. What nobody can read stays as it is and has no value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Typed<T> {
    /// The words as they were typed.
    #[serde(default)]
    pub typed: String,
    /// What they mean; none where they are empty or mean nothing.
    #[serde(default)]
    pub value: Option<T>,
    /// What was mended to read them.
    #[serde(default)]
    pub slip: Option<Slip>,
}

impl<T> Typed<T> {
    /// True where something was typed that nobody can read.
    pub fn is_unread(&self) -> bool {
        self.value.is_none() && !self.typed.trim().is_empty()
    }

    /// True where nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.typed.trim().is_empty()
    }
}

impl<T> Default for Typed<T> {
    fn default() -> Self {
        Self {
            typed: String::new(),
            value: None,
            slip: None,
        }
    }
}

impl<T> fmt::Debug for Typed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

/// What was mended to read a value: said to the person, who can put it right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slip {
    /// A letter stands where a digit was meant: O for 0, l or I for 1, S for 5, B for 8.
    LetterForDigit,
    /// A comma stands before the cents, or points between the thousands.
    CommaForPoint,
    /// The year was not typed: the last one in which the day lies not ahead was taken.
    YearTaken,
}

/// A day, or a month where the day is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// This day.
    Day(NaiveDate),
    /// Some day of a month.
    Month {
        /// The year.
        year: i32,
        /// 1 to 12.
        month: u32,
    },
}

impl When {
    /// The first day it can mean.
    pub fn earliest(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Month { year, month } => {
                NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
            }
        }
    }

    /// The last day it can mean.
    pub fn latest(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Month { year, month } => {
                let (year, month) = if month == 12 {
                    (year.saturating_add(1), 1)
                } else {
                    (year, month + 1)
                };
                NaiveDate::from_ymd_opt(year, month, 1)
                    .and_then(|first| first.checked_sub_days(Days::new(1)))
                    .unwrap_or(NaiveDate::MAX)
            }
        }
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month { .. } => None,
        }
    }
}

impl Typed<Cents> {
    /// Reads an amount. `1,02O.00` and `1.020,00` are read, and the slip is noted.
    pub fn amount(typed: &str) -> Self {
        let text = typed.trim();
        let (value, slip) = match text.parse::<Cents>() {
            Ok(cents) => (Some(cents), None),
            Err(_) => {
                let digits = digits_for_letters(text);
                let mended = digits.as_deref().and_then(|text| text.parse().ok());
                let pointed = point_for_comma(digits.as_deref().unwrap_or(text));
                match (mended, pointed.and_then(|text| text.parse().ok())) {
                    (Some(cents), _) => (Some(cents), Some(Slip::LetterForDigit)),
                    (None, Some(cents)) => (Some(cents), Some(Slip::CommaForPoint)),
                    (None, None) => (None, None),
                }
            }
        };
        // "1,0200" and "525,5" parse by leaving the comma out: that is no amount anybody writes.
        let odd = slip.is_none() && value.is_some() && odd_commas(text);
        let (value, slip) = match point_for_comma(text).filter(|_| odd) {
            Some(text) => (text.parse().ok(), Some(Slip::CommaForPoint)),
            None if odd => (None, None),
            None => (value, slip),
        };
        Self {
            typed: typed.to_owned(),
            value,
            slip,
        }
    }
}

impl Typed<u32> {
    /// Reads a count of units: a whole number.
    pub fn units(typed: &str) -> Self {
        let text = typed.trim();
        let whole = |text: &str| {
            let text = text.strip_suffix(".0").unwrap_or(text);
            let text = text.strip_suffix(".00").unwrap_or(text);
            text.parse::<u32>().ok()
        };
        let (value, slip) = match whole(text) {
            Some(units) => (Some(units), None),
            None => match digits_for_letters(text).as_deref().and_then(whole) {
                Some(units) => (Some(units), Some(Slip::LetterForDigit)),
                None => (None, None),
            },
        };
        Self {
            typed: typed.to_owned(),
            value,
            slip,
        }
    }
}

impl Typed<When> {
    /// Reads a day: `10/5/2026`, `2026-10-05`, `Oct 5, 2026`, `10/5` (the year is taken so that the day lies not
    /// ahead of `today`), `October 2026` and `10/2026` (some day of that month).
    pub fn day(typed: &str, today: NaiveDate) -> Self {
        let (value, slip) = match parts(typed.trim()) {
            Some((Some(year), month, Some(day))) => (
                NaiveDate::from_ymd_opt(year, month, day).map(When::Day),
                None,
            ),
            Some((Some(year), month, None)) => (month_of(year, month), None),
            Some((None, month, Some(day))) => {
                let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
                let this = in_year(today.year()).filter(|day| *day <= today);
                let day = this.or_else(|| in_year(today.year() - 1));
                (day.map(When::Day), day.map(|_| Slip::YearTaken))
            }
            Some((None, month, None)) => {
                let this = month_of(today.year(), month).filter(|m| m.earliest() <= today);
                let month = this.or_else(|| month_of(today.year() - 1, month));
                (month, month.map(|_| Slip::YearTaken))
            }
            None => (None, None),
        };
        Self {
            typed: typed.to_owned(),
            value,
            slip,
        }
    }

    /// A day that was read elsewhere.
    pub fn of_day(day: NaiveDate) -> Self {
        Self {
            typed: day.format("%-m/%-d/%Y").to_string(),
            value: Some(When::Day(day)),
            slip: None,
        }
    }
}

fn month_of(year: i32, month: u32) -> Option<When> {
    NaiveDate::from_ymd_opt(year, month, 1).map(|_| When::Month { year, month })
}

/// Year, month and day of what was typed, as far as they stand there.
fn parts(text: &str) -> Option<(Option<i32>, u32, Option<u32>)> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ','))
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| word.parse::<u32>().ok().filter(|_| word.len() <= 4);
    let year = |word: &str| {
        let full = |n: u32| i32::try_from(n).ok();
        match (word.len(), number(word)?) {
            (4, n) if (1900..2200).contains(&n) => full(n),
            (2, n) => full(2000 + n),
            _ => None,
        }
    };
    let four = |word: &str| word.len() == 4;
    if let Some((at, month)) = words
        .iter()
        .enumerate()
        .find_map(|(at, word)| Some((at, month_named(&word.to_ascii_lowercase())?)))
    {
        let rest: Vec<&str> = (words.iter().enumerate())
            .filter(|(n, _)| *n != at)
            .map(|(_, word)| *word)
            .collect();
        return match rest.as_slice() {
            [] => Some((None, month, None)),
            [y] if four(y) => Some((Some(year(y)?), month, None)),
            [d] => Some((None, month, Some(number(ordinal(d))?))),
            [d, y] => Some((Some(year(y)?), month, Some(number(ordinal(d))?))),
            _ => None,
        };
    }
    match words.as_slice() {
        [y, m, d] if four(y) => Some((Some(year(y)?), number(m)?, Some(number(d)?))),
        [m, d, y] => Some((Some(year(y)?), number(m)?, Some(number(d)?))),
        [y, m] if four(y) => Some((Some(year(y)?), number(m)?, None)),
        [m, y] if four(y) => Some((Some(year(y)?), number(m)?, None)),
        [m, d] => Some((None, number(m)?, Some(number(d)?))),
        _ => None,
    }
}

fn ordinal(word: &str) -> &str {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word)
}

/// The text with digits for the letters that look like them; none where it holds none, or holds any other.
fn digits_for_letters(text: &str) -> Option<String> {
    let mut any = false;
    let mended: String = text
        .chars()
        .map(|c| {
            let digit = match c {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                'S' => '5',
                'B' => '8',
                other => return other,
            };
            any = true;
            digit
        })
        .collect();
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    (any && has_digit && !mended.chars().any(char::is_alphabetic)).then_some(mended)
}

/// `1.020,00` and `525,5` with the point where it belongs; none where the text is not written so.
fn point_for_comma(text: &str) -> Option<String> {
    let (whole, cents) = text.rsplit_once(',')?;
    let is_cents = (1..=2).contains(&cents.trim_end_matches(')').len())
        && cents
            .trim_end_matches(')')
            .chars()
            .all(|c| c.is_ascii_digit());
    is_cents.then(|| format!("{}.{cents}", whole.replace(['.', ','], "")))
}

/// True where a comma does not stand between thousands.
fn odd_commas(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or(text);
    let mut groups = whole
        .split(',')
        .map(|group| group.chars().filter(char::is_ascii_digit).count());
    let first = groups.next().unwrap_or(0);
    let rest: Vec<usize> = groups.collect();
    !rest.is_empty() && (first == 0 || first > 3 || rest.iter().any(|digits| *digits != 3))
}
