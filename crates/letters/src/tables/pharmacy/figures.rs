//! Counts and days of a row as they were read: plain figures, and those with something else among them, which are never
//! passed on as sure, nor short.

use crate::dates;
use crate::structure::{Sheet, Text};
use crate::tables::row;
use holdfast_case::{Fact, Quantity};
use regex::Regex;
use std::sync::LazyLock;

/// What a figure is worth that had a letter or a minus: below what the person confirms without looking.
const UNSURE: f32 = 0.6;

/// Letters that stand for figures where a paper was typed or recognized badly, with those figures.
const ALIKE: [(char, char); 7] = [
    ('o', '0'),
    ('l', '1'),
    ('i', '1'),
    ('|', '1'),
    ('z', '2'),
    ('s', '5'),
    ('b', '8'),
];

/// What looks like a day and is none: an impossible one, a month alone, one with letters among its figures.
static ROUGH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^\W*(?:",
        r"[\dolisbz|]{1,2}[/.-][\dolisbz|]{1,2}(?:[/.-][\dolisbz|]{2,4})?",
        r"|[\dolisbz|]{1,2}[/.-](?:19|20)\d\d",
        r"|(?:19|20)\d\d(?:[/.-]\d{1,2}){0,2}",
        r"|(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.,]?(?: \d{1,2},?)? '?\d{2,4}",
        r")\W*$",
    ))
    .expect("a fixed pattern")
});

/// A figure as one word of a row has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it most likely is.
    pub value: Quantity,
    /// False where a letter or a minus stood among its figures.
    pub plain: bool,
}

/// The figure that a word is: `30`, `#30`, `30.000EA`; `3O` and `-30` are not plain.
pub fn figure(word: &str) -> Option<Figure> {
    let low = word.to_ascii_lowercase();
    let bare = low
        .trim_start_matches('#')
        .trim_end_matches(['.', ',', ';']);
    if let Some(value) = row::count(bare) {
        return Some(Figure { value, plain: true });
    }
    if let Some(value) = with_unit(bare) {
        return Some(Figure { value, plain: true });
    }
    let doubtful = |value| Figure {
        value,
        plain: false,
    };
    // A count that was taken back: "-30", "30-", "(30)".
    let signs = |c: char| matches!(c, '-' | '(' | ')' | '+' | '~' | '*');
    let unsigned = bare.trim_matches(signs);
    if unsigned.len() < bare.len()
        && let Some(value) = row::count(unsigned).or_else(|| with_unit(unsigned))
    {
        return Some(doubtful(value));
    }
    if !unsigned.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mended: String = unsigned
        .chars()
        .map(|c| ALIKE.iter().find(|a| a.0 == c).map_or(c, |a| a.1))
        .collect();
    row::count(&mended).map(doubtful)
}

/// A count with its unit right behind it: "30ea", "30.000tabs". Letters that may all be figures are no unit.
fn with_unit(low: &str) -> Option<Quantity> {
    let at = low.find(|c: char| c.is_alphabetic())?;
    let (count, unit) = (low.get(..at)?, low.get(at..)?);
    let letters = unit.chars().all(|c| c.is_alphabetic() || c == '.');
    let alike = unit.chars().all(|c| ALIKE.iter().any(|a| a.0 == c));
    // One stray letter is a unit only where it is used as one: grams, days.
    let known = unit.len() > 1 || matches!(unit, "d" | "g");
    // A strength is no count.
    let strength = matches!(unit.trim_end_matches('.'), "mg" | "mcg" | "meq" | "iu");
    (letters && !alike && known && !strength)
        .then(|| row::count(count))
        .flatten()
}

/// The first figure of these words, with its words where it is not plain.
pub fn number(sheet: &Sheet, ids: &[usize]) -> (Option<Fact<Quantity>>, Option<String>) {
    let found = ids.iter().find_map(|&id| {
        let figure = figure(&sheet.toks.get(id)?.raw)?;
        Some((id, figure))
    });
    match found {
        Some((id, Figure { value, plain: true })) => {
            let fact = sheet.fact(value, &[id], 0.95, "under its heading");
            (Some(fact), None)
        }
        Some((id, Figure { value, .. })) => {
            let why = "its figure has a letter or a sign in it";
            let fact = sheet.fact(value, &[id], UNSURE, why);
            (Some(fact), Some(sheet.quote(&[id])))
        }
        None => (None, unread(sheet, ids)),
    }
}

/// The same for what is counted in whole numbers only.
pub fn whole(sheet: &Sheet, ids: &[usize]) -> (Option<Fact<u32>>, Option<String>) {
    let (fact, odd) = number(sheet, ids);
    let whole = fact.and_then(|fact| {
        let value = u32::try_from(fact.value.0 / 1000)
            .ok()
            .filter(|_| fact.value.0 % 1000 == 0)?;
        Some(Fact {
            value,
            confidence: fact.confidence,
            quote: fact.quote,
            place: fact.place,
            why: fact.why,
        })
    });
    let odd = odd.or_else(|| whole.is_none().then(|| unread(sheet, ids)).flatten());
    (whole, odd)
}

/// Words that hold figures, or letters like them, and are no figure.
fn unread(sheet: &Sheet, ids: &[usize]) -> Option<String> {
    let like = |&id: &usize| {
        sheet.toks.get(id).is_some_and(|t| {
            let alike = |c: char| ALIKE.iter().any(|a| a.0 == c) || !c.is_alphanumeric();
            t.low.contains(|c: char| c.is_ascii_digit())
                || (t.low.contains(char::is_alphanumeric) && t.low.chars().all(alike))
        })
    };
    ids.iter().any(like).then(|| sheet.quote(ids))
}

/// The words under the heading of the day where they look like a day and are none.
pub fn rough_day(sheet: &Sheet, ids: &[usize]) -> Option<String> {
    let text = Text::new(&sheet.toks, ids);
    let told = text.low.contains(|c: char| c.is_ascii_digit()) && row::days(sheet, ids).is_empty();
    (told && ROUGH.is_match(&text.low)).then(|| sheet.quote(ids))
}

/// True of words that are a day, or look like one.
pub fn is_day(low: &str) -> bool {
    let day = dates::find(low)
        .first()
        .is_some_and(|s| s.low.len() == low.len());
    day || (low.contains(|c: char| c.is_ascii_digit()) && ROUGH.is_match(low))
}

/// A fact that the person is to look at, with the reason.
pub fn doubted<T>(fact: Option<Fact<T>>, why: &str) -> Option<Fact<T>> {
    fact.map(|mut fact| {
        fact.confidence = fact.confidence.min(UNSURE);
        fact.why = format!("{}; {why}", fact.why);
        fact
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_they_are_meant_and_odd_ones_are_not_plain() {
        for (word, value, plain) in [
            ("30", "30", true),
            ("#30", "30", true),
            ("1,000", "1000", true),
            ("30.000EA", "30", true),
            ("30.", "30", true),
            ("3O", "30", false),
            ("l4", "14", false),
            ("I4", "14", false),
            ("6O.5", "60.5", false),
            ("-30", "30", false),
            ("30-", "30", false),
            ("(30)", "30", false),
            ("30s", "305", false),
        ] {
            let read = figure(word).unwrap();
            assert_eq!(
                (read.value.to_string().as_str(), read.plain),
                (value, plain),
                "{word}"
            );
        }
        for word in ["3x", "50mg", "TABS", "O", "-", "", "30/5", "3?0"] {
            assert_eq!(figure(word), None, "{word}");
        }
    }
}
