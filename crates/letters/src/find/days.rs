//! Dates with what stands around them, and which are days of treatment.

use super::{Ctx, labels};
use crate::dates::{self, Spot};
use crate::phrases::List;
use crate::structure::text::{any, has};
use chrono::NaiveDate;
use holdfast_case::Fact;

/// A date with what stands around it.
#[derive(Clone, Debug)]
pub struct Day {
    /// The date.
    pub spot: Spot,
    /// Its sentence.
    pub sentence: usize,
    /// Its tokens.
    pub ids: Vec<usize>,
    /// What stands left of it in its cell, or in the cell left of it.
    pub name: String,
    /// What stands in the cell over it.
    pub over: String,
    /// The sentence before it.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// True where its cell holds nothing else.
    pub alone: bool,
    /// Its row.
    pub row: usize,
    /// Its page.
    pub page: usize,
}

static WEEKDAYS: List = List("days.weekdays");

/// All dates of the document.
pub fn all(ctx: &Ctx<'_>) -> Vec<Day> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for (n, s) in sheet.sentences.iter().enumerate() {
        for spot in dates::find(&s.text.low) {
            let parts = s.text.parts_in(spot.low.clone());
            let ids = s.text.toks(parts.clone());
            let Some(tok) = ids.first().and_then(|&i| sheet.toks.get(i)) else {
                continue;
            };
            let Some(cell) = sheet.cells.get(tok.cell) else {
                continue;
            };
            let from = cell
                .text
                .parts
                .iter()
                .position(|p| ids.contains(&p.tok))
                .unwrap_or(0);
            let within = cell
                .text
                .parts
                .iter()
                .filter(|p| ids.contains(&p.tok))
                .count();
            let rest: Vec<&str> = cell
                .text
                .parts
                .iter()
                .filter(|p| !ids.contains(&p.tok))
                .filter_map(|p| cell.text.low.get(p.low.clone()))
                .filter(|w| !WEEKDAYS.contains(&w.trim_end_matches(',')))
                .collect();
            // "Newark, October 7, 2026": the place it was written at.
            let place = rest.len() == 1
                && rest
                    .first()
                    .is_some_and(|w| w.ends_with(',') && w.len() > 3)
                && rest.first().is_some_and(|w| cell.text.low.starts_with(w));
            let over = above(ctx, tok.cell);
            out.push(Day {
                sentence: n,
                name: labels::name_of(sheet, tok.cell, from),
                over,
                before: s.text.before(spot.low.start).to_owned(),
                after: s.text.after(spot.low.end).to_owned(),
                alone: (rest.is_empty() || place) && within > 0,
                row: tok.row,
                page: tok.page,
                spot,
                ids,
            });
        }
    }
    out
}

pub fn above(ctx: &Ctx<'_>, cell: usize) -> String {
    cell_above(ctx, cell, 1.0).map_or_else(String::new, |(_, words)| words)
}

/// The cell over a cell, at most so many lines away, and its words.
pub fn cell_above(ctx: &Ctx<'_>, cell: usize, lines: f32) -> Option<(usize, String)> {
    let sheet = ctx.sheet;
    let c = sheet.cells.get(cell)?;
    let row = c.row.checked_sub(1).and_then(|r| sheet.rows.get(r))?;
    let m = sheet.measure(c.page);
    if row.page != c.page || c.bbox.y0 - row.bbox.y1 > m.pitch * lines {
        return None;
    }
    row.cells
        .iter()
        .filter_map(|&n| Some((n, sheet.cells.get(n)?)))
        .find(|(_, x)| x.bbox.x0 < c.bbox.x1 && x.bbox.x1 > c.bbox.x0)
        .map(|(n, x)| (n, x.text.low.clone()))
}

static SERVICE: List = List("days.service");

/// Days of treatment.
pub fn service(ctx: &Ctx<'_>) -> Vec<Fact<NaiveDate>> {
    let sheet = ctx.sheet;
    let mut out: Vec<Fact<NaiveDate>> = Vec::new();
    let add = |out: &mut Vec<Fact<NaiveDate>>, day: &Day, sure: f32, why: &str| {
        if !out.iter().any(|f| f.value == day.spot.date) {
            out.push(sheet.fact(day.spot.date, &day.ids, sure, why));
        }
    };
    for day in &ctx.days {
        let name = day.name.trim_end_matches([':', '.', ' ']);
        let named = SERVICE.iter().any(|w| has(name, w))
            || SERVICE
                .iter()
                .any(|w| day.over.trim_end_matches(':').ends_with(w));
        let in_table = sheet.tables.iter().any(|t| {
            t.lines.iter().any(|l| l.row == day.row) && {
                let first = crate::structure::table::row_toks(sheet, day.row)
                    .into_iter()
                    .take(6)
                    .collect::<Vec<_>>();
                day.ids.iter().all(|i| first.contains(i))
                    || day.ids.first().is_some_and(|i| first.first() == Some(i))
            }
        });
        let before = &day.before;
        let near = before
            .get(before.len().saturating_sub(70)..)
            .unwrap_or(before.as_str());
        let told = any(near, &List("days.received-these-services-on")).is_some();
        // "Ketamine infusions (96365) at Potomac Ridge Wellness, 12 January through 30 January 2026": a span behind a code.
        let coded = day.spot.first_of_range.is_some()
            && super::codes::code_in(near)
            && any(near, &["approved", "authorized", "valid", "requested for"]).is_none()
            && near.ends_with(", ");
        let future = any(near, &List("days.approved")).is_some();
        if named && any(name, &["birth", "received"]).is_none() {
            add(&mut out, day, 0.97, "label of a service date");
        } else if in_table {
            // Tables differ too much for more: a column may hold another day, or days of several claims.
            add(&mut out, day, 0.89, "first column of a table of amounts");
        } else if line_of_bill(ctx, day) {
            add(&mut out, day, 0.85, "begins a line with an amount");
        } else if (told && !future) || coded {
            add(&mut out, day, 0.88, "the sentence tells a day of treatment");
        }
    }
    // The provider's line of a summary: a date alone over a claim.
    let none = out.is_empty();
    if none {
        for day in ctx.days.iter().filter(|d| {
            d.alone
                && d.page > 0
                && sheet
                    .tables
                    .iter()
                    .any(|t| t.first > d.row && t.first - d.row < 12)
        }) {
            add(&mut out, day, 0.8, "stands alone over a table of amounts");
        }
    }
    out
}

/// True where the date begins a row that ends in an amount and is no payment.
fn line_of_bill(ctx: &Ctx<'_>, day: &Day) -> bool {
    let sheet = ctx.sheet;
    let toks = crate::structure::table::row_toks(sheet, day.row);
    let starts = toks.first().is_some_and(|t| day.ids.contains(t));
    let amount = toks.iter().any(|&t| {
        sheet
            .toks
            .get(t)
            .is_some_and(|t| crate::structure::table::money(t).is_some())
    });
    let low = crate::structure::table::row_low(sheet, day.row);
    starts && amount && any(&low, &List("days.payment")).is_none()
}
