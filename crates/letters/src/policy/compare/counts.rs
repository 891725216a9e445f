//! Counts in a sentence: days, money, visits, how many of what; and which of them changed.

use super::units::Unit;
use holdfast_library::Library;

/// A count that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberChange {
    /// What it counts, where that is known: "the time to appeal".
    pub about: Option<String>,
    /// As it was: "180 days".
    pub before: String,
    /// As it is: "90 days".
    pub after: String,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Count {
    value: String,
    shown: String,
    unit: &'static str,
}

const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
/// Words before a figure that is no count.
const NAMES: &[&str] = &[
    "section", "page", "chapter", "form", "part", "article", "box", "suite", "no", "title",
    "number", "step", "level", "phase", "tier",
];

fn counts(text: &str) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |w: &str| {
        w.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '%')
            .to_lowercase()
    };
    for (n, word) in words.iter().enumerate() {
        let word = bare(word);
        let before = n
            .checked_sub(1)
            .and_then(|n| words.get(n))
            .map(|w| bare(w))
            .unwrap_or_default();
        let spelled = NUMBERS.iter().position(|w| *w == word);
        let figure = word.trim_start_matches('$').trim_end_matches('%');
        let is_figure = !figure.is_empty()
            && figure.len() <= 10
            && figure
                .chars()
                .all(|c| c.is_ascii_digit() || c == ',' || c == '.')
            && figure.starts_with(|c: char| c.is_ascii_digit());
        if (!is_figure && spelled.is_none()) || NAMES.contains(&before.as_str()) {
            continue;
        }
        let value = spelled.map_or_else(|| figure.replace(',', ""), |n| n.to_string());
        // "four (4) months" is one count.
        if found.last().is_some_and(|last| last.value == value)
            && NUMBERS.contains(&before.as_str())
        {
            found.pop();
        }
        let (mut unit_words, mut unit) = (Vec::new(), "");
        if word.starts_with('$') {
            unit = "money";
        } else if word.ends_with('%') {
            unit = "percent";
        } else {
            for next in words.get(n + 1..).unwrap_or_default().iter().take(3) {
                let next = bare(next);
                if next.is_empty() || next.starts_with(|c: char| c.is_ascii_digit() || c == '$') {
                    continue;
                }
                unit_words.push(next.clone());
                match next.trim_end_matches('s') {
                    "calendar" | "busines" | "consecutive" | "working" => continue,
                    "day" | "month" | "year" | "hour" | "week" => unit = "time",
                    "visit" | "session" => unit = "visits",
                    "percent" => unit = "percent",
                    _ => unit = "other",
                }
                break;
            }
            if unit_words.is_empty() {
                continue;
            }
        }
        let shown = if unit_words.is_empty() {
            word.clone()
        } else {
            format!("{word} {}", unit_words.join(" "))
        };
        found.push(Count { value, shown, unit });
    }
    found
}

/// The counts that differ, where both sentences have as many.
pub fn changed(lib: &Library, old: &Unit, new: &Unit) -> Vec<NumberChange> {
    let (a, b) = (counts(&old.said.text), counts(&new.said.text));
    if a.len() != b.len() {
        return Vec::new();
    }
    a.iter()
        .zip(&b)
        .filter(|(x, y)| {
            x.value != y.value || (x.unit != y.unit && x.unit != "other" && y.unit != "other")
        })
        .map(|(x, y)| NumberChange {
            about: topic(lib, &new.said.text, y.unit),
            before: x.shown.clone(),
            after: y.shown.clone(),
        })
        .collect()
}

/// What a count of this unit in this sentence is about.
fn topic(lib: &Library, text: &str, unit: &str) -> Option<String> {
    let low = text.to_lowercase();
    lib.policy_finding
        .counts
        .iter()
        .find(|t| {
            t.unit == unit
                && t.all.iter().all(|w| low.contains(w.as_str()))
                && (t.any.is_empty() || t.any.iter().any(|w| low.contains(w.as_str())))
                && !t.none.iter().any(|w| low.contains(w.as_str()))
        })
        .map(|t| t.say.clone())
}
