//! What a bill prints once, outside of its table: diagnoses, place of service, clinic, clinician and their numbers.
//!
//! A number that is told for nobody in particular is left out: a wrong one on a claim is worse than none.

use crate::find::provider::clinic_like;
use crate::phrases::List;
use crate::structure::table::row_toks;
use crate::structure::text::{any, at_word};
use crate::structure::{Sheet, Text, table};
use crate::tables::grid::Record;
use crate::tables::row;
use holdfast_case::{BillTable, Fact};
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

static NPI: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\bnpi\b[^\d]{0,14}(\d{10})\b").expect("a fixed pattern"));
static TAX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:tax id|tax i\.d\.|tin|ein|fein|taxpayer id)\b[^\d]{0,20}(\d{2}-?\d{7})\b")
        .expect("a fixed pattern")
});
/// The letter or number by which lines point to a diagnosis: `A.F33.2`, `1)F33.2`.
static POINTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\(?[A-L1-9][.):]").expect("a fixed pattern"));

/// Rows from the top in which a letterhead stands.
const LETTERHEAD: usize = 6;
/// Diagnoses that may be listed under one label.
const LISTED: usize = 12;
/// How sure what is said of the whole bill is for one of its lines.
const OF_A_LINE: f32 = 0.86;

/// Puts what stands outside of the table into it, and gives its lines the diagnoses that none of them has.
pub fn read(sheet: &Sheet, records: &[Record], out: &mut BillTable) {
    let inside: HashSet<usize> = records
        .iter()
        .flat_map(|r| r.rows.iter().copied())
        .collect();
    let outside: Vec<usize> = (0..sheet.rows.len())
        .filter(|row| !inside.contains(row))
        .collect();
    out.diagnoses = diagnoses(sheet, &outside, &inside);
    out.place = place(sheet, &outside).or_else(|| place_of_all(sheet, records));
    out.clinic = labelled(sheet, &outside, &List("tables.bill-clinic"))
        .or_else(|| letterhead(sheet, &outside));
    out.provider = labelled(sheet, &outside, &List("tables.bill-clinician"));
    numbers(sheet, &outside, out);
    if out.lines.iter().all(|line| line.diagnosis.is_empty()) {
        for line in &mut out.lines {
            line.diagnosis = out.diagnoses.iter().map(of_a_line).collect();
        }
    }
}

/// What is said of the whole bill, as a fact of one line.
fn of_a_line(fact: &Fact<String>) -> Fact<String> {
    Fact {
        confidence: fact.confidence.min(OF_A_LINE),
        why: "said of the whole bill".to_owned(),
        ..fact.clone()
    }
}

/// Diagnosis codes behind their label, and those of the rows right below it.
fn diagnoses(sheet: &Sheet, outside: &[usize], inside: &HashSet<usize>) -> Vec<Fact<String>> {
    let mut out: Vec<Fact<String>> = Vec::new();
    let codes = |row: usize| -> Vec<(usize, String)> {
        let ids = row_toks(sheet, row).into_iter();
        ids.filter_map(|id| Some((id, code(&sheet.toks.get(id)?.raw)?)))
            .collect()
    };
    for &row in outside {
        let low = table::row_low(sheet, row);
        if any_word(&low, &List("tables.bill-diagnosis")).is_none() {
            continue;
        }
        let listed = (row + 1..sheet.rows.len())
            .take(LISTED)
            .take_while(|r| !inside.contains(r) && !codes(*r).is_empty());
        for (id, code) in std::iter::once(row).chain(listed).flat_map(codes) {
            if out.iter().all(|d| d.value != code) {
                out.push(sheet.fact(code, &[id], 0.94, "a diagnosis code under its label"));
            }
        }
    }
    out
}

/// A diagnosis code with its point; without one too many other words look alike.
fn code(raw: &str) -> Option<String> {
    let bare = POINTER
        .find(raw)
        .and_then(|m| raw.get(m.end()..))
        .unwrap_or(raw);
    row::diagnosis(bare).filter(|code| code.contains('.'))
}

/// The first of these words that stands for itself.
fn any_word<'a>(low: &str, words: &[&'a str]) -> Option<&'a str> {
    words.iter().copied().find(|w| at_word(low, w).is_some())
}

/// The two figures behind "Place of service".
fn place(sheet: &Sheet, outside: &[usize]) -> Option<Fact<String>> {
    outside.iter().find_map(|&row| {
        let text = Text::new(&sheet.toks, &row_toks(sheet, row));
        let words = List("tables.bill-place-label");
        let word = any_word(&text.low, &words)?;
        let from = at_word(&text.low, word)? + word.len();
        let part = text.parts.iter().find(|p| {
            let bare = text.low.get(p.low.clone()).unwrap_or_default();
            let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
            p.low.start >= from && !bare.is_empty() && !matches!(bare, "code" | "pos")
        })?;
        two_figures(sheet, part.tok, "behind its label")
    })
}

/// Two figures, as places of service have.
fn two_figures(sheet: &Sheet, id: usize, why: &str) -> Option<Fact<String>> {
    let raw = sheet.toks.get(id)?.raw.as_str();
    let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
    let sound = bare.len() == 2 && bare.chars().all(|c| c.is_ascii_digit());
    sound.then(|| sheet.fact(bare.to_owned(), &[id], 0.95, why))
}

/// The place in the column of places, where all lines have the same.
fn place_of_all(sheet: &Sheet, records: &[Record]) -> Option<Fact<String>> {
    let of = |record: &Record| {
        let &[id] = record.cell("place") else {
            return None;
        };
        two_figures(sheet, id, "the same in all lines")
    };
    let first = of(records.first()?)?;
    let same = |record| of(record).is_some_and(|place| place.value == first.value);
    records.iter().all(same).then_some(first)
}

/// A name behind one of these labels at the beginning of a cell, or in the cell beside it.
fn labelled(sheet: &Sheet, outside: &[usize], labels: &[&str]) -> Option<Fact<String>> {
    let cells = outside.iter().filter_map(|&r| sheet.rows.get(r));
    cells.flat_map(|r| &r.cells).find_map(|&cell| {
        let c = sheet.cells.get(cell)?;
        let (label, rest) = c.text.low.split_once(':')?;
        let label = label.trim_matches(|w: char| !w.is_alphanumeric());
        if !labels.contains(&label) {
            return None;
        }
        let from = c.text.low.len() - rest.len();
        let parts = c.text.parts.iter().filter(|p| p.low.start >= from);
        let inside: Vec<usize> = parts.map(|p| p.tok).collect();
        let beside = || {
            let right = sheet.right_of(cell).and_then(|r| sheet.cells.get(r));
            right.map_or_else(Vec::new, |r| r.ids.clone())
        };
        let ids = if inside.is_empty() { beside() } else { inside };
        name(sheet, &ids, "behind its label")
    })
}

/// A name: its words up to a number, or to the label of one.
fn name(sheet: &Sheet, ids: &[usize], why: &str) -> Option<Fact<String>> {
    let ends = |&&id: &&usize| {
        sheet.toks.get(id).is_none_or(|t| {
            let bare = t.low.trim_matches(|c: char| !c.is_alphanumeric());
            let number = t.raw.chars().filter(char::is_ascii_digit).count() >= 3;
            number || matches!(bare, "npi" | "tax" | "tin" | "ein" | "license" | "lic")
        })
    };
    let upto = ids.iter().take_while(|id| !ends(id)).count();
    let fact = row::words_fact(sheet, ids.get(..upto)?, 0.92, why)?;
    let letters = fact.value.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 4).then_some(fact)
}

/// The clinic by its name over the bill: the first cell with a word that clinics have in their names.
fn letterhead(sheet: &Sheet, outside: &[usize]) -> Option<Fact<String>> {
    let rows = outside.iter().take(LETTERHEAD);
    let cells = rows.filter_map(|&r| sheet.rows.get(r).filter(|r| r.page == 0));
    cells.flat_map(|r| &r.cells).find_map(|&cell| {
        let c = sheet.cells.get(cell)?;
        let title = any(&c.text.low, &List("tables.bill-titles")).is_some();
        let told = c.text.raw.contains(':') || c.text.raw.contains(|d: char| d.is_ascii_digit());
        if title || told || !clinic_like(&c.text.raw) {
            return None;
        }
        name(sheet, &c.ids, "the clinic's name over the bill")
    })
}

/// Whose number one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Clinic,
    Clinician,
}

/// The numbers of the clinic and of the clinician.
fn numbers(sheet: &Sheet, outside: &[usize], out: &mut BillTable) {
    let clinic_words = List("tables.bill-clinic");
    let clinician_words = List("tables.bill-clinician");
    let whose = |low: &str| {
        // The word nearest to the number decides.
        let last = |words: &[&str]| {
            let places = words.iter().filter_map(|w| at_word(low, w));
            places.max()
        };
        match (last(&clinic_words), last(&clinician_words)) {
            (Some(a), Some(b)) => Some(if a > b {
                Whose::Clinic
            } else {
                Whose::Clinician
            }),
            (Some(_), None) => Some(Whose::Clinic),
            (None, Some(_)) => Some(Whose::Clinician),
            (None, None) => None,
        }
    };
    let mut above: Option<Whose> = None;
    for (n, &row) in outside.iter().enumerate() {
        let text = Text::new(&sheet.toks, &row_toks(sheet, row));
        let number = |found: regex::Match<'_>, sound: bool, why: &str| {
            let ids = text.toks(text.parts_in(found.range()));
            let sure = if sound { 0.95 } else { 0.6 };
            sheet.fact(found.as_str().to_owned(), &ids, sure, why)
        };
        if out.tax_number.is_none() {
            let found = TAX.captures(&text.low).and_then(|c| c.get(1));
            out.tax_number = found.map(|m| number(m, true, "behind its label"));
        }
        let mut from = 0;
        for found in NPI.captures_iter(&text.low).filter_map(|c| c.get(1)) {
            let before = text.low.get(from..found.start()).unwrap_or_default();
            from = found.end();
            let named = out.clinic.as_ref().filter(|clinic| {
                let low = clinic.value.to_lowercase();
                before.contains(low.as_str())
            });
            let at_the_top = || (n < LETTERHEAD).then_some(Whose::Clinic);
            let owner = match named {
                Some(_) => Some(Whose::Clinic),
                None => whose(before).or(above).or_else(at_the_top),
            };
            let slot = match owner {
                Some(Whose::Clinic) => &mut out.clinic_npi,
                Some(Whose::Clinician) => &mut out.provider_npi,
                None => continue,
            };
            if slot.is_none() {
                let sound = checks(found.as_str());
                *slot = Some(number(found, sound, "behind its label"));
            }
        }
        // "Therapist: Ada Quill, LCSW", and below it "NPI 1234567893".
        above = whose(&text.low).filter(|_| !NPI.is_match(&text.low));
    }
}

/// True where the last figure of a National Provider Identifier is that of the others (Luhn, with the prefix 80840).
fn checks(number: &str) -> bool {
    let figures: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = figures
        .iter()
        .rev()
        .enumerate()
        .map(|(n, figure)| match n % 2 {
            0 => *figure,
            _ => figure * 2 / 10 + figure * 2 % 10,
        })
        .sum();
    figures.len() == 10 && (sum + 24).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_figure_of_a_provider_number_is_checked() {
        assert!(checks("1234567893"));
        assert!(!checks("1234567892"));
        assert!(!checks("123456789"));
    }

    #[test]
    fn a_diagnosis_needs_its_point_and_loses_its_pointer() {
        assert_eq!(code("F33.2").as_deref(), Some("F33.2"));
        assert_eq!(code("A.F33.2,").as_deref(), Some("F33.2"));
        assert_eq!(code("B12"), None);
        assert_eq!(code("96365"), None);
    }
}
