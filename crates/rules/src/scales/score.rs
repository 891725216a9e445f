//! What an entry amounts to. A scale stopped half-way is kept and has no score.

use super::points::Points;
use holdfast_case::ScaleEntry;
use holdfast_library::scales::{Scale, ScaleResult};

/// What an entry amounts to.
#[derive(Clone, Debug, PartialEq)]
pub enum Score<'a> {
    /// A total.
    Points(Points),
    /// Stopped half-way: so many of so many answered.
    HalfWay {
        /// Answered so far.
        answered: u32,
        /// Items in all.
        items: u32,
    },
    /// A result in words.
    Result(&'a ScaleResult),
    /// A number that this scale cannot have.
    OutOfRange,
    /// What was typed can't be read as a number of this scale.
    NotRead,
    /// Nothing was entered.
    Empty,
}

impl Score<'_> {
    /// The total, where there is one.
    pub fn points(&self) -> Option<Points> {
        match self {
            Self::Points(points) => Some(*points),
            _ => None,
        }
    }
}

/// How a number with decimals becomes a whole one before its band is read.
enum Decimals {
    None,
    Round,
    Cut,
}

/// As `bands_note` of these scales has it.
fn decimals(scale: &Scale) -> Decimals {
    match scale.id.as_str() {
        "nrs-pain" | "bpi-sf" => Decimals::Round,
        "promis-depression-8a" | "promis-pain-interference" => Decimals::Cut,
        _ => Decimals::None,
    }
}

/// What an entry amounts to. A scale with items may also be kept by its total alone, as it came from a clinic.
pub fn score<'a>(scale: &'a Scale, entry: &ScaleEntry) -> Score<'a> {
    if !scale.results.is_empty() {
        // "High" is "high"; the words of a result name it as well as its id
        let told = entry.result.trim();
        let is_it = |result: &&ScaleResult| {
            told.eq_ignore_ascii_case(&result.value) || told.eq_ignore_ascii_case(&result.label)
        };
        return match scale.results.iter().find(is_it) {
            Some(result) => Score::Result(result),
            None if told.is_empty() => Score::Empty,
            None => Score::NotRead,
        };
    }
    if let Some(part) = scale.parts.first() {
        // the first part is the one that bands and changes are about
        return typed(scale, entry.parts.get(&part.id).map_or("", String::as_str));
    }
    let items = if scale.entry == "choice" {
        1
    } else {
        scale.items.len()
    };
    let answered = answers(scale, entry, items);
    if items > 0 && (!answered.is_empty() || entry.total.is_empty()) {
        return of_answers(items, &answered);
    }
    typed(scale, &entry.total)
}

/// The answers that the scale has, of its own items only.
fn answers(scale: &Scale, entry: &ScaleEntry, items: usize) -> Vec<u32> {
    let is_option = |value: &u32| scale.options.iter().any(|option| option.value == *value);
    entry
        .answers
        .iter()
        .take(items)
        .flatten()
        .copied()
        .filter(is_option)
        .collect()
}

fn of_answers(items: usize, answered: &[u32]) -> Score<'static> {
    if answered.is_empty() {
        return Score::Empty;
    }
    if answered.len() < items {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        return Score::HalfWay {
            answered: count(answered.len()),
            items: count(items),
        };
    }
    Score::Points(Points::whole(
        answered
            .iter()
            .fold(0u32, |sum, value| sum.saturating_add(*value)),
    ))
}

fn typed(scale: &Scale, text: &str) -> Score<'static> {
    if text.trim().is_empty() {
        return Score::Empty;
    }
    let Ok(points) = text.parse::<Points>() else {
        return Score::NotRead;
    };
    if !points.is_whole() && matches!(decimals(scale), Decimals::None) {
        return Score::NotRead;
    }
    let above = scale.min.is_some_and(|min| points < Points::whole(min));
    let below = scale.max.is_some_and(|max| points > Points::whole(max));
    if above || below {
        return Score::OutOfRange;
    }
    Score::Points(points)
}

/// The band of a total, in the words of its table; none where the scale has no bands.
pub fn band(scale: &Scale, points: Points) -> Option<&str> {
    let whole = match decimals(scale) {
        Decimals::Round => points.rounded(),
        Decimals::Cut | Decimals::None => points.cut(),
    };
    scale
        .bands
        .iter()
        .find(|band| (i64::from(band.from)..=i64::from(band.to)).contains(&whole))
        .map(|band| band.label.as_str())
}
