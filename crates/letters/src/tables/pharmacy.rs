//! Rows of a pharmacy's print-out: one medicine handed out in each. As a table under headings, or as a block of
//! labels for each prescription.

use super::doubtful::{self, ROWS};
use super::grid::{self, Field, Record};
use super::label::{self, Labels};
use super::{row, total};
use crate::phrases::List;
use crate::structure::{Sheet, Text};
use holdfast_case::{Cents, Fact, FillLine, FillTable};
use regex::Regex;
use std::sync::LazyLock;

static NDC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*(\d{4,5}-\d{3,4}-\d{1,2}|\d{11})\W*$").expect("a fixed pattern")
});
/// A strength as drugs are labelled: `50 mg`, `0.5MG/ML`, `10 mg/5 mL`, `25-100 mg`, `137 mcg`.
static STRENGTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\d[\d,.]*(?:[-/]\d[\d,.]*)? ?(?:mg|mcg|g|gm|ml|meq|units?|iu|%)(?:/(?:\d[\d,.]* ?)?(?:ml|hr|actuation|spray|24 ?hr))?(?:\b|$)")
        .expect("a fixed pattern")
});

/// Columns of a print-out.
fn fields() -> Vec<Field> {
    let field = |name, heads, words| Field { name, heads, words };
    vec![
        field("filled", List("tables.fill-day"), false),
        field("drug", List("tables.fill-drug"), true),
        field("strength", List("tables.fill-strength"), true),
        field("quantity", List("tables.fill-quantity"), false),
        field("supply", List("tables.fill-supply"), false),
        field("refills", List("tables.fill-refills"), false),
        field("prescriber", List("tables.fill-prescriber"), true),
        field("ndc", List("tables.fill-ndc"), false),
        field("rx", List("tables.fill-rx"), false),
        field("pharmacy", List("tables.fill-pharmacy"), true),
        field("price", List("tables.fill-price"), false),
    ]
}

/// All rows of the print-out, and what of them is in doubt.
pub fn fills(sheet: &Sheet) -> FillTable {
    let fields = fields();
    let begins = |sheet: &Sheet, record: &Record| {
        !row::days(sheet, record.cell("filled")).is_empty()
            && (!record.cell("drug").is_empty() || !record.cell("rx").is_empty())
    };
    let records = grid::records(sheet, &fields, 3, &begins);
    let mut out = FillTable::default();
    let mut of: Vec<&Record> = Vec::new();
    for record in &records {
        let line = line(sheet, record);
        if line.drug.is_some() {
            of.push(record);
            out.lines.push(line);
        }
    }
    if out.lines.is_empty() {
        out.lines = blocks(sheet, &fields);
    }
    out.doubts = prices(sheet, &of).into_iter().collect();
    if doubtful::is_recognized(sheet) {
        out.doubts.extend(doubts(sheet, &of, &out.lines));
    }
    out
}

/// Where prices are printed, their total tells whether a row is missing.
fn prices(sheet: &Sheet, records: &[&Record]) -> Option<String> {
    let price = |record: &&Record| {
        let toks = record
            .cell("price")
            .iter()
            .filter_map(|&i| sheet.toks.get(i));
        toks.filter_map(crate::structure::table::money).next_back()
    };
    let read: Vec<i64> = records.iter().filter_map(price).map(|p| p.0).collect();
    let last = records.last().filter(|_| !read.is_empty())?;
    let sum = read
        .iter()
        .fold(0_i64, |sum, price| sum.saturating_add(*price));
    match total::behind(sheet, last).map(|total| total.value.0) {
        Some(printed) if printed == sum => None,
        Some(printed) => Some(total::differs("prices of the rows", sum, printed)),
        // Many print no total; a blank is a blank where the paper's own text says so.
        None => doubtful::is_recognized(sheet).then(|| {
            format!(
                "No total was found on this print-out. The prices that were read add up to {}: compare that with the paper.",
                Cents(sum)
            )
        }),
    }
}

/// What of recognized rows may be other than what was read.
fn doubts(sheet: &Sheet, records: &[&Record], lines: &[FillLine]) -> Vec<String> {
    let lacks = |what: &str, has: &dyn Fn(&FillLine) -> bool| {
        ROWS.lacking(what, lines.len(), &|n| lines.get(n).is_some_and(has))
    };
    let hard = |what: &str, field: &str| {
        let cell = |n: usize| records.get(n).map_or(&[][..], |r| r.cell(field));
        ROWS.hard(what, records.len(), &|n| doubtful::is_hard(sheet, cell(n)))
    };
    let said = [
        missed(sheet, records),
        lacks("day", &|l| l.filled.is_some()),
        lacks("count", &|l| l.quantity.is_some()),
        lacks("number of days", &|l| l.days_supply.is_some()),
        hard("day", "filled"),
        hard("count", "quantity"),
        hard("number of days", "supply"),
    ];
    said.into_iter().flatten().collect()
}

/// Rows between the first and the last that was read that have a drug's code or strength, and belong to none.
fn missed(sheet: &Sheet, records: &[&Record]) -> Option<String> {
    let mut rows: Vec<usize> = records
        .iter()
        .flat_map(|r| r.rows.iter().copied())
        .collect();
    rows.sort_unstable();
    let (first, last) = (*rows.first()?, *rows.last()?);
    let lost =
        (first..last).filter(|row| rows.binary_search(row).is_err() && like_a_fill(sheet, *row));
    match lost.count() {
        0 => None,
        1 => Some("1 row looks like a fill and was not read. Compare with the paper.".to_owned()),
        n => Some(format!(
            "{n} rows look like fills and were not read. Compare with the paper."
        )),
    }
}

/// A drug's code, or a strength beside a figure of its own.
fn like_a_fill(sheet: &Sheet, row: usize) -> bool {
    let ids = crate::structure::table::row_toks(sheet, row);
    let figure = |&i: &usize| {
        sheet
            .toks
            .get(i)
            .is_some_and(|t| row::count(&t.raw).is_some())
    };
    ndc(sheet, &ids, false).is_some()
        || (strength(sheet, &ids).is_some() && ids.iter().filter(|i| figure(i)).count() >= 2)
}

fn number(sheet: &Sheet, ids: &[usize]) -> Option<Fact<holdfast_case::Quantity>> {
    ids.iter().find_map(|&id| {
        let raw = sheet.toks.get(id)?.low.as_str();
        // "30.000 EA", "30EA": the unit stands behind the count.
        let bare = raw.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
        let count = row::count(bare)?;
        Some(sheet.fact(count, &[id], 0.95, "under its heading"))
    })
}

fn whole(sheet: &Sheet, ids: &[usize]) -> Option<Fact<u32>> {
    let fact = number(sheet, ids)?;
    let count = u32::try_from(fact.value.0 / 1000)
        .ok()
        .filter(|_| fact.value.0 % 1000 == 0)?;
    Some(Fact {
        value: count,
        confidence: fact.confidence,
        quote: fact.quote,
        place: fact.place,
        why: fact.why,
    })
}

/// The strength within these words.
fn strength(sheet: &Sheet, ids: &[usize]) -> Option<Fact<String>> {
    let text = Text::new(&sheet.toks, ids);
    let found = STRENGTH.find(&text.low)?;
    let parts = text.parts_in(found.range());
    let value = text.raw.get(found.range()).unwrap_or_default();
    let toks = text.toks(parts);
    Some(sheet.fact(
        value.trim().to_owned(),
        &toks,
        0.94,
        "strength in the name of the drug",
    ))
}

fn ndc(sheet: &Sheet, ids: &[usize], headed: bool) -> Option<Fact<String>> {
    ids.iter().find_map(|&id| {
        let raw = sheet.toks.get(id)?.raw.clone();
        let value = NDC.captures(&raw)?.get(1)?.as_str().to_owned();
        (headed || value.contains('-'))
            .then(|| sheet.fact(value, &[id], 0.95, "shape of a drug code"))
    })
}

fn line(sheet: &Sheet, record: &Record) -> FillLine {
    let cell = |name: &str| record.cell(name);
    let day = row::days(sheet, cell("filled")).into_iter().next();
    let words = |name: &str| row::words_fact(sheet, cell(name), 0.93, "under its heading");
    let all: Vec<usize> = record
        .rows
        .iter()
        .flat_map(|&r| crate::structure::table::row_toks(sheet, r))
        .collect();
    FillLine {
        filled: day.map(|(day, ids)| sheet.fact(day, &ids, 0.96, "under the heading of the day")),
        drug: words("drug"),
        strength: words("strength").or_else(|| strength(sheet, cell("drug"))),
        quantity: number(sheet, cell("quantity")),
        days_supply: whole(sheet, cell("supply")),
        prescriber: words("prescriber"),
        ndc: ndc(sheet, cell("ndc"), true).or_else(|| ndc(sheet, &all, false)),
        prescription: words("rx"),
        pharmacy: words("pharmacy"),
        refills: whole(sheet, cell("refills")),
    }
}

/// Blocks of labels: a new one begins where a label comes that the block has already.
fn blocks(sheet: &Sheet, fields: &[Field]) -> Vec<FillLine> {
    let bank: Vec<(&'static str, List)> =
        fields.iter().map(|f| (f.name, List(f.heads.0))).collect();
    let found: Labels = label::all(sheet, &bank);
    let mut out: Vec<FillLine> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (field, ids) in found.iter() {
        if seen.is_empty() || seen.contains(field) {
            out.push(FillLine::default());
            seen.clear();
        }
        seen.push(field);
        let Some(block) = out.last_mut() else {
            continue;
        };
        let words = || row::words_fact(sheet, ids, 0.93, "behind its label");
        match *field {
            "filled" => {
                let day = row::days(sheet, ids).into_iter().next();
                block.filled = day.map(|(d, ids)| sheet.fact(d, &ids, 0.95, "behind its label"));
            }
            "drug" => {
                block.drug = words();
                block.strength = block.strength.take().or_else(|| strength(sheet, ids));
            }
            "strength" => block.strength = words(),
            "quantity" => block.quantity = number(sheet, ids),
            "supply" => block.days_supply = whole(sheet, ids),
            "refills" => block.refills = whole(sheet, ids),
            "prescriber" => block.prescriber = words(),
            "ndc" => block.ndc = ndc(sheet, ids, true),
            "rx" => block.prescription = words(),
            "pharmacy" => block.pharmacy = words(),
            _ => {}
        }
    }
    out.retain(|l| l.drug.is_some() && l.filled.is_some());
    out
}
