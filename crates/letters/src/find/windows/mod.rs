//! Spans and printed days of a letter, each with whose it is, what for, and what starts it.

pub mod counts;
mod printed;
mod spans;
mod states;
mod trigger;

pub use states::listed as states;

use super::Ctx;
use crate::phrases::List;
use crate::structure::text::any;
use chrono::NaiveDate;
use holdfast_case::Reading;

/// A window as the words give it.
#[derive(Clone, Debug)]
pub struct Window {
    /// Level id.
    pub level: &'static str,
    /// Who must act.
    pub who: &'static str,
    /// How many units.
    pub count: Option<u32>,
    /// The unit.
    pub unit: Option<&'static str>,
    /// The printed day.
    pub date: Option<NaiveDate>,
    /// What starts the clock.
    pub trigger: &'static str,
    /// A day of its own the count starts from.
    pub start: Option<NaiveDate>,
    /// False while that has not happened.
    pub started: bool,
    /// Received or sent by then.
    pub must: &'static str,
    /// The state under whose name it stands in a list of several, as its two letters.
    pub of_state: Option<String>,
    /// Its words.
    pub ids: Vec<usize>,
    /// True where its words name what it is for, or what starts it.
    pub told: bool,
    /// True where its word and its figure differ: "ninety (60) days".
    pub differs: bool,
    /// Confidence on clean words.
    pub sure: f32,
    /// Why it was found.
    pub why: String,
}

impl Window {
    /// `duration`, `date` or `words`.
    pub fn form(&self) -> &'static str {
        match (self.date, self.count) {
            (Some(_), _) => "date",
            (None, Some(_)) => "duration",
            _ => "words",
        }
    }
}

/// All windows.
pub fn all(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Window> {
    let mut out = Vec::new();
    for n in 0..ctx.sheet.sentences.len() {
        let Some(s) = ctx.sheet.sentences.get(n) else {
            continue;
        };
        if s.foreign || s.aside || s.text.low.is_empty() {
            continue;
        }
        spans::find(ctx, reading, n, &mut out);
    }
    printed::days(ctx, reading, &mut out);
    printed::words(ctx, &mut out);
    printed::next_day(ctx, reading, &mut out);
    out
}

/// Whether it must be there or sent by the day.
pub fn must(low: &str, at: usize) -> &'static str {
    let before = low
        .get(at.saturating_sub(90)..at)
        .unwrap_or(low.get(..at).unwrap_or(""));
    if any(before, &List("windows.postmarked-or-received")).is_some() {
        "be-sent"
    } else if any(before, &List("windows.must-get")).is_some() {
        "be-received"
    } else if any(before, &["filed", "file "]).is_some() {
        "be-filed"
    } else {
        "not-stated"
    }
}

/// Where in `low` a span stands that is counted from this very letter.
pub fn from_this_letter(low: &str) -> Vec<std::ops::Range<usize>> {
    counts::SPAN
        .find_iter(low)
        .filter(|m| {
            let after = low.get(m.end()..).unwrap_or("");
            spans::TAIL.is_match(after) && trigger::this_letter(after)
        })
        .map(|m| m.range())
        .collect()
}

/// True where the words behind a span name this very letter, or its receipt, as its beginning.
pub fn from_this_very_letter(after: &str) -> bool {
    trigger::this_very(after)
}

/// True where the words before a span speak of any refusal, not of the one at hand.
pub fn of_any(before: &str) -> bool {
    trigger::of_any(before)
}

/// Where in `low` a span stands that limits something and names no beginning: "within 65 calendar days."
pub fn without_beginning(low: &str) -> Vec<std::ops::Range<usize>> {
    counts::SPAN
        .find_iter(low)
        .filter(|m| {
            let after = low.get(m.end()..).unwrap_or("").trim_start();
            let before = low.get(..m.start()).unwrap_or("");
            spans::LEAD.is_match(before)
                && after.chars().next().is_none_or(|c| ".,;)".contains(c))
                && !m.as_str().contains("hour")
        })
        .map(|m| m.range())
        .collect()
}

/// True where the words before a printed day make it the last one: "not later than".
pub fn ends_on(before: &str) -> bool {
    printed::BY.is_match(before)
}
