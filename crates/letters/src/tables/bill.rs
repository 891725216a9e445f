//! Lines of a superbill or a clinic's bill: day, code, modifiers, diagnoses, units and charge under their headings.

mod head;

use super::doubtful::{self, LINES};
use super::grid::{self, Field, Record};
use super::{row, total, unread};
use crate::find::Ctx;
use crate::phrases::List;
use crate::structure::table;
use crate::structure::text::any;
use chrono::NaiveDate;
use holdfast_case::statement::BillLine;
use holdfast_case::{BillTable, Cents, Fact};
use std::collections::HashSet;

fn fields() -> Vec<Field> {
    let field = |name, heads, words| Field { name, heads, words };
    vec![
        field("day", List("tables.bill-day"), false),
        field("place", List("tables.bill-place"), false),
        field("code", List("tables.bill-code"), false),
        field("modifiers", List("tables.bill-modifiers"), false),
        field("description", List("tables.bill-description"), true),
        field("diagnosis", List("tables.bill-diagnosis"), false),
        field("units", List("tables.bill-units"), false),
        field("price", List("tables.bill-price"), false),
        field("charge", List("tables.bill-charge"), false),
        field("paid", List("tables.bill-paid"), false),
        field("balance", List("tables.bill-balance"), false),
    ]
}

/// All lines, the printed total, and what of them is in doubt.
pub fn lines(ctx: &Ctx<'_>) -> BillTable {
    let sheet = ctx.sheet;
    let begins = |sheet: &crate::structure::Sheet, record: &Record| {
        let total = any(
            &table::row_low(sheet, record.row),
            &List("tables.bill-total"),
        )
        .is_some();
        let day = !row::days(sheet, record.cell("day")).is_empty();
        let code = record
            .cell("code")
            .iter()
            .any(|&i| row::service(ctx, i).is_some());
        !total && (day || code) && amount(ctx, record.cell("charge")).is_some()
    };
    let records = grid::records(sheet, &fields(), 3, &begins);
    let mut out = BillTable::default();
    for record in &records {
        let above = out.lines.last().and_then(|l: &BillLine| l.day.clone());
        out.lines.push(line(ctx, record, above));
    }
    let Some(last) = records.last() else {
        return out;
    };
    out.total = total::behind(ctx.sheet, last);
    head::read(sheet, &records, &mut out);
    out.doubts = doubts(ctx, &records, &out);
    out
}

/// What of it may be other than what was read.
fn doubts(ctx: &Ctx<'_>, records: &[Record], read: &BillTable) -> Vec<String> {
    let charges = read.lines.iter().filter_map(|l| l.charge.as_ref());
    let sum = charges.fold(0_i64, |s, f| s.saturating_add(f.value.0));
    let printed = read.total.as_ref().map(|f| f.value.0);
    if printed == Some(sum) {
        // What the printed total confirms lacks no line, and no charge is wrong.
        return lacking(ctx, read);
    }
    let mut out = vec![match printed {
        Some(printed) => total::differs("charges of the lines", sum, printed),
        None => format!(
            "No total was found on this bill. The charges that were read add up to {}: compare that with the paper.",
            Cents(sum)
        ),
    }];
    let cell = |n: usize| records.get(n).map_or(&[][..], |r| r.cell("charge"));
    out.extend(LINES.hard("charge", records.len(), &|n| {
        doubtful::is_hard(ctx.sheet, cell(n))
    }));
    let rows: HashSet<usize> = records
        .iter()
        .flat_map(|r| r.rows.iter().copied())
        .collect();
    out.extend(unread::missed(ctx, &rows, true));
    out.extend(lacking(ctx, read));
    out
}

/// On recognized pages, lines without what the other lines have.
fn lacking(ctx: &Ctx<'_>, read: &BillTable) -> Vec<String> {
    if !doubtful::is_recognized(ctx.sheet) {
        return Vec::new();
    }
    let lacks = |what: &str, has: &dyn Fn(&BillLine) -> bool| {
        LINES.lacking(what, read.lines.len(), &|n| {
            read.lines.get(n).is_some_and(has)
        })
    };
    let code = lacks("code", &|l| l.code.is_some());
    let units = lacks("count of units", &|l| l.units.is_some());
    code.into_iter().chain(units).collect()
}

/// The amount in a cell; under a heading of money whole dollars are one too.
fn amount(ctx: &Ctx<'_>, ids: &[usize]) -> Option<Fact<Cents>> {
    ids.iter().find_map(|&id| {
        let tok = ctx.sheet.toks.get(id)?;
        let whole = || row::count(&tok.raw).and_then(|_| tok.raw.parse().ok());
        let cents = table::money(tok).or_else(whole)?;
        Some(ctx.sheet.fact(cents, &[id], 0.95, "under its heading"))
    })
}

/// Diagnosis codes, or the letters and numbers that point to a list of them.
fn diagnoses(ctx: &Ctx<'_>, ids: &[usize]) -> Vec<Fact<String>> {
    let mut out = Vec::new();
    for &id in ids {
        let Some(tok) = ctx.sheet.toks.get(id) else {
            continue;
        };
        for piece in tok.raw.split([',', ';', '/']) {
            let pointer = piece.len() == 1
                && piece
                    .chars()
                    .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            let letters =
                (2..=4).contains(&piece.len()) && piece.chars().all(|c| ('A'..='L').contains(&c));
            let sheet = ctx.sheet;
            if let Some(code) = row::diagnosis(piece) {
                out.push(sheet.fact(code, &[id], 0.95, "shape of a diagnosis code"));
            } else if pointer {
                out.push(sheet.fact(piece.to_owned(), &[id], 0.9, "points to a diagnosis"));
            } else if letters {
                let each = piece.chars().map(|c| c.to_string());
                out.extend(each.map(|c| sheet.fact(c, &[id], 0.85, "points to a diagnosis")));
            }
        }
    }
    out
}

fn line(ctx: &Ctx<'_>, record: &Record, above: Option<Fact<NaiveDate>>) -> BillLine {
    let sheet = ctx.sheet;
    let mut out = BillLine {
        charge: amount(ctx, record.cell("charge")),
        paid: amount(ctx, record.cell("paid")),
        balance: amount(ctx, record.cell("balance")),
        diagnosis: diagnoses(ctx, record.cell("diagnosis")),
        ..BillLine::default()
    };
    let day = row::days(sheet, record.cell("day")).into_iter().next();
    out.day = match day {
        Some((day, ids)) => Some(sheet.fact(day, &ids, 0.96, "under the heading of the day")),
        // A visit prints its day once.
        None => above.map(|mut day| {
            day.confidence = day.confidence.min(0.85);
            day.why = "the day of the line above".to_owned();
            day
        }),
    };
    let mut taken = Vec::new();
    for &id in record.cell("code").iter().chain(record.cell("description")) {
        if out.code.is_none()
            && let Some(service) = row::service(ctx, id)
        {
            out.code = Some(sheet.fact(service.code, &[id], service.sure, service.why));
            for modifier in service.modifiers {
                out.modifiers
                    .push(sheet.fact(modifier, &[id], 0.96, "behind the code"));
            }
            taken.push(id);
        } else if record.cell("code").contains(&id)
            && out.code.is_some()
            && let Some(modifier) = row::modifier(ctx, id, false)
        {
            out.modifiers
                .push(sheet.fact(modifier, &[id], 0.92, "beside the code"));
            taken.push(id);
        }
    }
    for &id in record.cell("modifiers") {
        let raw = sheet
            .toks
            .get(id)
            .map(|t| t.raw.clone())
            .unwrap_or_default();
        for piece in raw.split([',', '/']) {
            if piece.len() == 2 && piece.chars().all(|c| c.is_ascii_alphanumeric()) {
                let value = piece.to_ascii_uppercase();
                out.modifiers
                    .push(sheet.fact(value, &[id], 0.94, "under their heading"));
            }
        }
    }
    out.units = record.cell("units").iter().find_map(|&id| {
        let count = row::count(&sheet.toks.get(id)?.raw)?;
        Some(sheet.fact(count, &[id], 0.95, "under the heading of units"))
    });
    let told: Vec<usize> = record
        .cell("description")
        .iter()
        // Words that stand in the column of the code beside it.
        .chain(record.cell("code").iter().filter(|i| !taken.contains(i)))
        .copied()
        .filter(|i| !taken.contains(i))
        .filter(|&i| {
            sheet
                .toks
                .get(i)
                .is_some_and(|t| t.raw.chars().any(char::is_alphanumeric))
        })
        .collect();
    out.description = row::words_fact(sheet, &told, 0.92, "under the heading of the words");
    out
}
