//! Rows of a pharmacy's print-out: one medicine handed out in each. As a table under headings, or as a block of
//! labels for each prescription.

mod figures;
mod said;

use super::doubtful;
use super::grid::{self, Field, Record};
use super::label::{self, Labels};
use super::row;
use crate::phrases::List;
use crate::structure::text::at_word;
use crate::structure::{Sheet, Text};
use holdfast_case::{Fact, FillLine, FillTable};
use regex::Regex;
use said::Odd;
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
pub fn fields() -> Vec<Field> {
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

/// One row: what was read of it, and what was odd about it.
#[derive(Clone, Debug, Default)]
struct Row {
    line: FillLine,
    odd: Odd,
}

/// All rows of the print-out, and what of them is in doubt.
pub fn fills(sheet: &Sheet) -> FillTable {
    let fields = fields();
    let records = grid::records(sheet, &fields, 3, &begins);
    let (of, mut rows) = rows(sheet, &records);
    if rows.is_empty() {
        rows = blocks(sheet, &fields);
    }
    table(sheet, &of, rows)
}

/// The same of rows whose columns a sign parts. A row of such a table is one even where its day is missing.
pub fn fills_of(sheet: &Sheet, records: &[Record]) -> FillTable {
    let told = |record: &&Record| {
        let beside = ["filled", "quantity", "supply", "rx"];
        beside.into_iter().any(|name| !record.cell(name).is_empty())
    };
    let records: Vec<Record> = records.iter().filter(told).cloned().collect();
    let (of, rows) = rows(sheet, &records);
    table(sheet, &of, rows)
}

/// The records that name a drug, with what they say.
fn rows<'r>(sheet: &Sheet, records: &'r [Record]) -> (Vec<&'r Record>, Vec<Row>) {
    let read = records.iter().map(|record| (record, read(sheet, record)));
    read.filter(|(_, row)| row.line.drug.is_some()).unzip()
}

fn table(sheet: &Sheet, of: &[&Record], rows: Vec<Row>) -> FillTable {
    let mut doubts: Vec<String> = said::prices(sheet, of).into_iter().collect();
    doubts.extend(said::missed(sheet, of));
    doubts.extend(said::of_rows(&rows));
    if doubtful::is_recognized(sheet) {
        doubts.extend(said::recognized(sheet, of, &rows));
    }
    FillTable {
        lines: rows.into_iter().map(|row| row.line).collect(),
        doubts,
    }
}

/// True where words are what a column of this name holds.
pub fn fits(field: &str, words: &str) -> bool {
    let low = words.to_lowercase();
    let figures = |text: &str| !text.contains(' ') && figures::figure(text).is_some();
    match field {
        "filled" => figures::is_day(&low),
        "quantity" | "supply" | "refills" => figures(&low),
        "price" => low.starts_with('$') || figures(&low),
        "strength" => STRENGTH.is_match(&low),
        "ndc" => NDC.is_match(&low),
        "rx" => low.contains(|c: char| c.is_ascii_digit()) && !low.contains(' '),
        "drug" => low.contains(char::is_alphabetic) && !figures::is_day(&low),
        "prescriber" => !low.is_empty() && !low.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// True of a row that is one of the table: a day with what was filled. Where no day can be read, what stands in its
/// place must look like one, and more must stand beside it: the person can type the day, but never misses the row.
fn begins(sheet: &Sheet, record: &Record) -> bool {
    let has = |name: &str| !record.cell(name).is_empty();
    let day = !row::days(sheet, record.cell("filled")).is_empty();
    let rough = || figures::rough_day(sheet, record.cell("filled")).is_some();
    let told = || {
        let beside = ["rx", "ndc", "strength", "quantity", "supply"];
        has("drug") && beside.into_iter().any(has)
    };
    (day && (has("drug") || has("rx"))) || (!day && told() && rough())
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

fn read(sheet: &Sheet, record: &Record) -> Row {
    let cell = |name: &str| record.cell(name);
    let day = row::days(sheet, cell("filled")).into_iter().next();
    let words = |name: &str| row::words_fact(sheet, cell(name), 0.93, "under its heading");
    let all: Vec<usize> = record
        .rows
        .iter()
        .flat_map(|&r| crate::structure::table::row_toks(sheet, r))
        .collect();
    let (quantity, count) = figures::number(sheet, cell("quantity"));
    let (days_supply, supply) = figures::whole(sheet, cell("supply"));
    let line = FillLine {
        filled: day.map(|(day, ids)| sheet.fact(day, &ids, 0.96, "under the heading of the day")),
        drug: words("drug"),
        strength: words("strength").or_else(|| strength(sheet, cell("drug"))),
        quantity,
        days_supply,
        prescriber: words("prescriber"),
        ndc: ndc(sheet, cell("ndc"), true).or_else(|| ndc(sheet, &all, false)),
        prescription: words("rx"),
        pharmacy: words("pharmacy"),
        refills: figures::whole(sheet, cell("refills")).0,
    };
    let odd = Odd {
        day: figures::rough_day(sheet, cell("filled")),
        count,
        supply,
        reversed: reversed(sheet, &all),
    };
    marked(Row { line, odd })
}

/// The words by which a row says that its fill was taken back, or never handed out.
fn reversed(sheet: &Sheet, ids: &[usize]) -> Option<String> {
    let text = Text::new(&sheet.toks, ids);
    let word = List("tables.fill-reversed")
        .iter()
        .find(|w| at_word(&text.low, w).is_some())?;
    Some((*word).to_owned())
}

/// A row that may be none, or whose figure cannot be read, is to be looked at: its drug is not sure.
fn marked(mut row: Row) -> Row {
    let unread = (row.odd.count.is_some() && row.line.quantity.is_none())
        || (row.odd.supply.is_some() && row.line.days_supply.is_none());
    if row.odd.reversed.is_some() {
        row.line.drug = figures::doubted(row.line.drug, "the fill may have been taken back");
    } else if unread {
        row.line.drug = figures::doubted(row.line.drug, "a figure of its row cannot be read");
    }
    row
}

/// Blocks of labels: a new one begins where a label comes that the block has already.
fn blocks(sheet: &Sheet, fields: &[Field]) -> Vec<Row> {
    let bank: Vec<(&'static str, List)> =
        fields.iter().map(|f| (f.name, List(f.heads.0))).collect();
    let found: Labels = label::all(sheet, &bank);
    let mut out: Vec<Row> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (field, ids) in found.iter() {
        if seen.is_empty() || seen.contains(field) {
            out.push(Row::default());
            seen.clear();
        }
        seen.push(field);
        let Some(Row { line, odd }) = out.last_mut() else {
            continue;
        };
        let words = || row::words_fact(sheet, ids, 0.93, "behind its label");
        match *field {
            "filled" => {
                let day = row::days(sheet, ids).into_iter().next();
                line.filled = day.map(|(d, ids)| sheet.fact(d, &ids, 0.95, "behind its label"));
                odd.day = figures::rough_day(sheet, ids);
            }
            "drug" => {
                line.drug = words();
                line.strength = line.strength.take().or_else(|| strength(sheet, ids));
            }
            "strength" => line.strength = words(),
            "quantity" => (line.quantity, odd.count) = figures::number(sheet, ids),
            "supply" => (line.days_supply, odd.supply) = figures::whole(sheet, ids),
            "refills" => line.refills = figures::whole(sheet, ids).0,
            "prescriber" => line.prescriber = words(),
            "ndc" => line.ndc = ndc(sheet, ids, true),
            "rx" => line.prescription = words(),
            "pharmacy" => line.pharmacy = words(),
            _ => {}
        }
        if let Some(said) = reversed(sheet, ids) {
            odd.reversed = Some(said);
        }
    }
    out.retain(|r| r.line.drug.is_some() && (r.line.filled.is_some() || r.odd.day.is_some()));
    out.into_iter().map(marked).collect()
}
