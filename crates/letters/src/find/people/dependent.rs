//! A patient who is another person than the one written to: a child, a husband, a ward.

use super::super::{Ctx, labels};
use super::{NOT_NAMES, TITLES, name_at, named, no_person};
use crate::phrases::List;
use crate::structure::Sheet;
use crate::structure::text::any;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// What somebody is to the one who is insured or written to.
const KIN: &str = r"(?:spouse|wife|husband|son|daughter|child|dependents?|stepson|stepdaughter|ward|father|mother|parent|partner|brother|sister|grandson|granddaughter)";

/// A patient who is not the one written to.
pub fn dependent(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    named(ctx, &List("people.dependent"))
        .or_else(|| by_bracket(ctx))
        .or_else(|| of_guardian(ctx))
        .or_else(|| on_behalf(ctx))
        .or_else(|| told(ctx))
        .or_else(|| called_patient(ctx))
}

/// "Copy by mail to: Ada Roe, patient".
fn called_patient(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    sheet.cells.iter().enumerate().find_map(|(n, c)| {
        let low = c.text.low.trim_end_matches(['.', ')']);
        let low = low
            .strip_suffix(", patient")
            .or(low.strip_suffix(" (patient"))?;
        let to = c.text.parts_in(0..low.len()).end;
        (0..to).find_map(|from| whole_name(sheet, n, from, to, "called the patient"))
    })
}

/// "Marguerite Vanterpool (spouse)", or the bracket under the name.
fn by_bracket(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"^\((?:your |covered |the |dependent )?{KIN}\b[^)]*\)"
        ))
        .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    sheet.cells.iter().enumerate().find_map(|(n, c)| {
        let part = c.text.parts.iter().position(|p| {
            c.text
                .low
                .get(p.low.start..)
                .is_some_and(|l| l.starts_with('(') && BRACKET.is_match(l))
        })?;
        if part == 0 {
            let over = over(sheet, n)?;
            let count = sheet.cells.get(over)?.text.parts.len();
            return whole_name(sheet, over, 0, count, "the bracket says whose kin it is");
        }
        // "Insured: John Roe (husband)" says whose kin the patient is.
        let label = labels::name_of(sheet, n, part);
        if any(&label, &List("people.insured")).is_some() {
            return None;
        }
        // The words in capitals right before the bracket.
        (part.saturating_sub(4)..part)
            .find_map(|from| whole_name(sheet, n, from, part, "the bracket says whose kin it is"))
    })
}

/// The cell over this one in its column.
fn over(sheet: &Sheet, cell: usize) -> Option<usize> {
    let c = sheet.cells.get(cell)?;
    let row = sheet.rows.get(c.row.checked_sub(1)?)?;
    let sign = sheet.measure(c.page).sign;
    row.cells.iter().copied().find(|&o| {
        sheet
            .cells
            .get(o)
            .is_some_and(|o| o.page == c.page && (o.bbox.x0 - c.bbox.x0).abs() < 2.5 * sign)
    })
}

/// The name that fills these parts of a cell.
fn whole_name(
    sheet: &Sheet,
    cell: usize,
    from: usize,
    to: usize,
    why: &str,
) -> Option<Fact<String>> {
    let (ids, value) = name_at(sheet, cell, from, to)?;
    let titles = sheet
        .cells
        .get(cell)?
        .text
        .parts
        .get(from..to)?
        .iter()
        .filter(|p| {
            sheet
                .cells
                .get(cell)
                .and_then(|c| c.text.low.get(p.low.clone()))
                .is_some_and(|w| TITLES.contains(&w))
        })
        .count();
    (ids.len() > 1 && ids.len() + titles >= to - from && !no_person(&value))
        .then(|| sheet.fact(value, &ids, 0.9, why))
}

/// "To the parents of Ignacio Wetherby": the name behind, or in the next line.
fn of_guardian(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static GUARDIAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b(?:parents?|guardians?|family|representative|mother|father)(?: (?:or|and|/) (?:legal )?(?:parents?|guardians?))?(?: of| for|/guardian of)\b:?|, (?:for|on behalf of) (?:his|her|their) {KIN}$|^(?:for|on behalf of) (?:his|her|their|your) {KIN}:?"
        ))
        .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    let why = "the letter goes to a parent or guardian";
    sheet
        .cells
        .iter()
        .enumerate()
        .filter(|(_, c)| c.page == 0 && c.row < 30 && c.ids.len() <= 12)
        .find_map(|(n, c)| {
            let m = GUARDIAN.find(&c.text.low)?;
            let count = c.text.parts.len();
            let behind = c.text.parts_in(m.end()..c.text.low.len()).start;
            if behind < count && m.end() < c.text.low.len() {
                let (ids, value) = name_at(sheet, n, behind, count)?;
                return (ids.len() > 1 && !no_person(&value))
                    .then(|| sheet.fact(value, &ids, 0.9, why));
            }
            let below = labels::below(sheet, n)?;
            let count = sheet.cells.get(below)?.text.parts.len();
            whole_name(sheet, below, 0, count, why)
        })
}

/// "Appeal of Ada Roe on behalf of Ben Roe", "for Jonas Lindgren (son)".
fn on_behalf(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    sheet
        .cells
        .iter()
        .enumerate()
        .filter(|(_, c)| c.page == 0 && c.ids.len() <= 14)
        .find_map(|(n, c)| {
            let at = c.text.low.find("on behalf of ")? + "on behalf of ".len();
            let from = c.text.parts_in(at..at + 1).start;
            let (ids, value) = name_at(sheet, n, from, c.text.parts.len())?;
            let speaks = ["appeal", "request", "claim", "grievance"]
                .iter()
                .any(|w| c.text.low.get(..at).is_some_and(|b| b.contains(w)));
            (speaks && ids.len() > 1 && !no_person(&value))
                .then(|| sheet.fact(value, &ids, 0.88, "somebody acts on behalf of this person"))
        })
}

/// "your son Anton's stay": the first name, and the whole name where the letter has it.
fn told(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static YOURS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b[Yy]our {KIN},? ([A-Z][a-z]+(?:-[A-Z][a-z]+)?(?: [A-Z][\w'-]+)?)\b"
        ))
        .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    sheet.sentences.iter().filter(|s| !s.foreign).find_map(|s| {
        let m = YOURS.captures(&s.text.raw)?.get(1)?;
        let name = m.as_str().trim_end_matches("'s");
        let first = name.split(' ').next().unwrap_or(name);
        // A letter about somebody names that person more than once.
        let often = sheet
            .sentences
            .iter()
            .filter(|s| s.text.raw.contains(first))
            .count()
            >= 2;
        let sound = often && !NOT_NAMES.contains(&first.to_ascii_lowercase().as_str());
        let ids = s
            .text
            .toks(s.text.parts_in_raw(m.start()..m.start() + name.len()));
        sound.then(|| {
            from_first(ctx, first).unwrap_or_else(|| {
                sheet.fact(
                    name.to_owned(),
                    &ids,
                    0.85,
                    "the sentence says whose kin it is",
                )
            })
        })
    })
}

/// The full name that begins with this first name, anywhere in the letter.
pub fn from_first(ctx: &Ctx<'_>, first: &str) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    sheet.cells.iter().enumerate().find_map(|(n, c)| {
        c.text.parts.iter().enumerate().find_map(|(at, p)| {
            if c.text.raw.get(p.raw.clone())? != first {
                return None;
            }
            let (ids, value) = name_at(sheet, n, at, (at + 4).min(c.text.parts.len()))?;
            (ids.len() > 1 && !no_person(&value))
                .then(|| sheet.fact(value, &ids, 0.86, "full name of the one who is called so"))
        })
    })
}

/// A name of which the letter has a longer form: "A R Larkin-Soo", "Augustin R Larkin-Soo".
pub fn in_full(ctx: &Ctx<'_>, found: Fact<String>) -> Fact<String> {
    let words: Vec<&str> = found.value.split(' ').collect();
    let Some((surname, firsts)) = words.split_last() else {
        return found;
    };
    let initials = !firsts.is_empty() && firsts.iter().all(|w| w.trim_end_matches('.').len() == 1);
    let begins = firsts.first().and_then(|w| w.chars().next());
    if !initials {
        return found;
    }
    let longer = ctx.sheet.cells.iter().enumerate().find_map(|(n, c)| {
        let count = c.text.parts.len();
        let fact = whole_name(ctx.sheet, n, 0, count, "the full form of the name")?;
        let same = fact.value.to_lowercase().ends_with(&surname.to_lowercase())
            && fact.value.chars().next() == begins
            && fact.value.len() > found.value.len();
        same.then_some(fact)
    });
    longer.unwrap_or(found)
}

/// A name that stands for itself near the head of the letter: with a title, or over labels and numbers.
pub fn at_head(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let alone = |titled: bool| {
        sheet
            .cells
            .iter()
            .enumerate()
            .filter(|(_, c)| c.page == 0 && (1..24).contains(&c.row) && c.ids.len() <= 6)
            .find_map(|(n, c)| {
                let first = c.text.low.split(' ').next().unwrap_or("");
                if titled && !TITLES.contains(&first) {
                    return None;
                }
                // Right of a label it is somebody else's.
                if !labels::name_of(sheet, n, 0).is_empty() {
                    return None;
                }
                let lower = c.text.raw.chars().any(char::is_lowercase);
                let count = c.text.parts.len();
                let fact = whole_name(sheet, n, 0, count, "name that stands for itself")?;
                let headed = labels::below(sheet, n).is_some_and(|b| {
                    let numbered = |p: &labels::Pair| p.is("member_id") || p.is("claim_number");
                    ctx.pairs
                        .iter()
                        .any(|p| p.cell == b && (p.strong || numbered(p)))
                });
                ((titled || (headed && lower)) && (2..=4).contains(&count)).then_some(fact)
            })
    };
    alone(true).or_else(|| alone(false)).map(|mut f| {
        f.confidence = f.confidence.min(0.8);
        f
    })
}
