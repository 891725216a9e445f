//! The signs of a number, where a value begins with one.

use super::super::labels::Pair;
use crate::dates;
use crate::phrases::List;
use crate::structure::Sheet;
use regex::Regex;
use std::sync::LazyLock;

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\+?1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}$").expect("a fixed pattern")
});
/// A date in figures, which is no number of a claim: "08/15/2026-08/14/2027" holds two.
static DATES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b").expect("a fixed pattern"));
static MARKED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^-?[A-Z0-9][A-Z0-9/.&*#\-]*$").expect("a fixed pattern"));

/// Words in capitals that join two numbers and are no part of one.
static JOINS: List = List("numbers.joins");
/// The number at the beginning of a value: its tokens and its signs.
pub fn number_at(sheet: &Sheet, pair: &Pair) -> Option<(Vec<usize>, String)> {
    let cell = sheet.cells.get(pair.value_cell)?;
    let mut ids: Vec<usize> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let of_case = !pair.fields.is_empty() && !pair.is("member_id") && !pair.is("group_number");
    let parts = cell
        .text
        .parts
        .get(pair.from..pair.to.min(cell.text.parts.len()))?;
    for (n, part) in parts.iter().enumerate() {
        let raw = cell.text.raw.get(part.raw.clone())?;
        let bare = raw
            .trim_start_matches(['(', '#', ':'])
            .trim_end_matches([',', ';', '.', ')', ':']);
        // "Enrollee number, which is SBF 20771-02", "participant UMI 880-41": what leads up to the number.
        let low = bare.trim_matches('-').to_ascii_lowercase();
        if words.is_empty()
            && n <= 3
            && (bare.is_empty()
                || List("numbers.leads-up").contains(&low.as_str())
                || (of_case && List("numbers.leads-up-case").contains(&low.as_str()))
                || (raw.starts_with('(') && !raw.bytes().any(|b| b.is_ascii_digit())))
        {
            continue;
        }
        // "MLH44710098 (01)": what is in brackets is no part of it.
        if !words.is_empty() && raw.starts_with('(') {
            break;
        }
        let word = |n: usize| {
            parts
                .get(n)
                .and_then(|p| cell.text.raw.get(p.raw.clone()))
                .unwrap_or("")
        };
        let digit_first = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
        let next_marked = digit_first(word(n + 1));
        // "SR 26-1113 / 00962", "26 / RTC / 10-0458": the stroke between two figures is part of the number.
        let short =
            |w: &str| (1..=4).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase());
        let between = short(word(n + 1)) && word(n + 2) == "/" && digit_first(word(n + 3));
        if bare == "/" && !words.is_empty() && (next_marked || between) {
            words.push(bare.to_owned());
            ids.push(part.tok);
            continue;
        }
        // "BF 60812 - 1": a dash with blanks, where only figures follow it.
        let figures = |w: &str| (1..=9).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
        let dash = figures(word(n + 1)) && matches!(word(n + 2), "" | "-");
        if bare == "-" && dash && words.last().is_some_and(|w| figures(w)) {
            words.push(bare.to_owned());
            ids.push(part.tok);
            continue;
        }
        // Letters at the beginning of a number whose parts are joined by strokes.
        let stroked = word(n + 1) == "/"
            && (digit_first(word(n + 2)) || !words.is_empty())
            && bare.len() <= 4
            && bare.bytes().all(|b| b.is_ascii_uppercase());
        // "AMX W 8850 1173": two groups of letters before the figures.
        let grouped = words.is_empty()
            && short(bare)
            && short(word(n + 1))
            && word(n + 1).len() <= 2
            && digit_first(word(n + 2));
        if !MARKED.is_match(bare) || JOINS.contains(&bare.to_ascii_lowercase().as_str()) {
            break;
        }
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        let letters = bare.chars().filter(char::is_ascii_alphabetic).count();
        let next_has_digit = parts
            .get(n + 1)
            .and_then(|p| cell.text.raw.get(p.raw.clone()))
            .is_some_and(|w| {
                w.bytes().any(|b| b.is_ascii_digit())
                    && MARKED.is_match(w.trim_end_matches([',', ';', '.', ')']))
            });
        // "639 0082 7741 55 MARTE": a name at the end of an account that fills its cell.
        let name = words.len() >= 3
            && n + 1 == parts.len()
            && (3..=5).contains(&letters)
            && bare.bytes().all(|b| b.is_ascii_uppercase())
            && pair.label.contains("account");
        let fits = digits > 0
            || name
            || stroked
            || grouped
            || (letters <= 4 && words.is_empty() && next_has_digit)
            || (letters <= 6 && bare.contains('-') && words.is_empty() && next_marked)
            || (letters <= 2 && !words.is_empty() && (next_has_digit || n + 1 == parts.len()))
            || (letters <= 4 && !words.is_empty() && next_marked);
        if !fits {
            break;
        }
        words.push(bare.to_owned());
        ids.push(part.tok);
        ids.extend(part.tail);
        if raw.ends_with([',', ';', ')', '.']) || words.len() == 6 {
            break;
        }
    }
    // A blank that recognition put before a hyphen is none.
    let value = words
        .join(" ")
        .replace(" - ", "\u{1}")
        .replace(" -", "-")
        .replace('\u{1}', " - ");
    if value.starts_with('-') {
        return None;
    }
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let signs = value.chars().filter(char::is_ascii_alphanumeric).count();
    let money = value.contains('.')
        && value.split('.').next_back().is_some_and(|c| c.len() == 2)
        && signs < 10;
    // "A2/26/12/0931" has strokes, and is no date.
    let low = value.to_ascii_lowercase();
    let alone = |m: std::ops::Range<usize>| {
        let before = low.get(..m.start).unwrap_or("");
        !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
            && !low.get(m.end..).is_some_and(|r| r.starts_with('/'))
    };
    let dated = dates::find(&low).into_iter().any(|d| alone(d.low))
        || DATES.find_iter(&value).any(|m| alone(m.range()));
    // "LCD L38803": a rule of Medicare has a number too.
    let rule = value.len() == 6
        && value.starts_with(['L', 'A'])
        && value.bytes().skip(1).all(|b| b.is_ascii_digit());
    // "38 CFR 17.276": where a law is printed.
    let law = ["CFR", "USC", "U.S.C"].iter().any(|w| value.contains(w));
    (digits >= 2 && signs >= 4 && !money && !dated && !rule && !law && !PHONE.is_match(&value))
        .then_some((ids, value))
}
