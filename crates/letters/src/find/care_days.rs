//! Which dates are days of treatment: by label, by table, by the sentence that tells them, by the day beside them.

use super::days::{Day, cell_above};
use super::{Ctx, codes};
use crate::phrases::List;
use crate::structure::table;
use crate::structure::text::{any, has};
use chrono::NaiveDate;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

static SERVICE: List = List("days.service");

/// Days of treatment, in a letter of this date.
pub fn service(ctx: &Ctx<'_>, notice: Option<NaiveDate>) -> Vec<Fact<NaiveDate>> {
    let sheet = ctx.sheet;
    let mut out: Vec<Fact<NaiveDate>> = Vec::new();
    // Cells that hold a day of treatment, and whether more of them may stand below.
    let mut columns: Vec<usize> = Vec::new();
    let mut last: Option<&Day> = None;
    for day in &ctx.days {
        let told = by_itself(ctx, day, notice)
            .or_else(|| beside(ctx, last, day).then_some((0.85, "goes on with a list of days")))
            .or_else(|| below(ctx, &columns, day).then_some((0.85, "under a day of treatment")));
        let Some((sure, why)) = told else { continue };
        let cell = day
            .ids
            .first()
            .and_then(|&i| sheet.toks.get(i))
            .map(|t| t.cell);
        columns.extend(cell.filter(|&c| leads_down(ctx, &columns, c, day)));
        last = Some(day);
        if !out.iter().any(|f| f.value == day.spot.date) {
            out.push(sheet.fact(day.spot.date, &day.ids, sure, why));
        }
    }
    // The provider's line of a summary: a date alone over a claim.
    if out.is_empty() {
        let over_table = |d: &&Day| {
            d.alone
                && d.page > 0
                && sheet
                    .tables
                    .iter()
                    .any(|t| t.first > d.row && t.first - d.row < 12)
        };
        for day in ctx.days.iter().filter(over_table) {
            if !out.iter().any(|f| f.value == day.spot.date) {
                out.push(sheet.fact(
                    day.spot.date,
                    &day.ids,
                    0.8,
                    "stands alone over a table of amounts",
                ));
            }
        }
    }
    out
}

/// What makes the date a day of treatment, and how sure that is.
fn by_itself(ctx: &Ctx<'_>, day: &Day, notice: Option<NaiveDate>) -> Option<(f32, &'static str)> {
    let name = day.name.trim_end_matches([':', '.', ' ']);
    let over = day.over.trim_end_matches(':');
    let named = SERVICE.iter().any(|w| has(name, w)) || SERVICE.iter().any(|w| over.ends_with(w));
    if named && any(name, &["birth", "received"]).is_none() {
        return Some((0.97, "label of a service date"));
    }
    let past = notice.is_none_or(|n| day.spot.date <= n);
    let label = begins_cell(ctx, day) || day.name.trim_end().ends_with(':');
    let other = notice != Some(day.spot.date);
    if past && other && label && List("days.short-labels").contains(&name) {
        return Some((0.85, "short label of a day of treatment"));
    }
    if in_table(ctx, day) {
        // Tables differ too much for more: a column may hold another day, or days of several claims.
        return Some((0.89, "first column of a table of amounts"));
    }
    if line_of_bill(ctx, day) {
        return Some((0.85, "begins a line with an amount"));
    }
    if over_line(ctx, day) {
        return Some((0.85, "begins the words of a claim line"));
    }
    let before = &day.before;
    let near = before
        .get(before.len().saturating_sub(70)..)
        .unwrap_or(before.as_str());
    let told = any(near, &List("days.received-these-services-on")).is_some();
    // "Ketamine infusions (96365) at Potomac Ridge Wellness, 12 January through 30 January 2026": a span behind a code.
    let coded = day.spot.first_of_range.is_some()
        && codes::code_in(near)
        && any(near, &["approved", "authorized", "valid", "requested for"]).is_none()
        && near.ends_with(", ");
    let future = any(near, &List("days.approved")).is_some()
        || [" after ", " before "].iter().any(|w| near.ends_with(w));
    if (told && !future)
        || coded
        || (past && (spans_care(day) || on_a_day(near) || you_came(&day.after)))
    {
        return Some((0.88, "the sentence tells a day of treatment"));
    }
    None
}

/// True where the date is the first in its cell: what is called its name is a label, not the words before it.
fn begins_cell(ctx: &Ctx<'_>, day: &Day) -> bool {
    let sheet = ctx.sheet;
    let first = day.ids.first();
    let cell = first.and_then(|&i| sheet.cells.get(sheet.toks.get(i)?.cell));
    cell.is_some_and(|c| c.ids.first() == first)
}

/// "(90792) on 12 May 2026": a code, and the day it was done on.
fn on_a_day(near: &str) -> bool {
    static CODED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\(?\b(?:\d{5}|[a-v]\d{4})\)? (?:on|of|from|for) $|\b(?:visits?|infusions?|sessions?|(?:psycho)?therapy|stimulation|infused|you had|you were seen|you were treated) (?:on|of) $")
            .expect("a fixed pattern")
    });
    CODED.is_match(near) && any(tail(near, 34), &List("days.no-visit")).is_none()
}

/// "On October 3, 2026 you saw Dr. Ames".
fn you_came(after: &str) -> bool {
    static CAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^,? (?:you|he|she|your (?:son|daughter|child|wife|husband|spouse)) (?:saw|visited|had (?:an?|the) (?:\w+ )?(?:visit|infusion|session|treatment|scan|test)|(?:was|were) (?:seen|treated) (?:by|at)|received (?:an?|the) (?:infusion|treatment))\b")
            .expect("a fixed pattern")
    });
    CAME.is_match(after)
}

/// "Your stay at Alder Fen from Sept. 8 to Oct. 2, 2026": a span, or a list, of care that was given.
fn spans_care(day: &Day) -> bool {
    if day.spot.first_of_range.is_none() {
        return false;
    }
    let near = tail(&day.before, 110);
    let near = near.rsplit(['.', ';']).next().unwrap_or(near);
    let behind = day.after.get(..60).unwrap_or(&day.after);
    let behind = behind.split(['.', ';']).next().unwrap_or(behind);
    let name = tail(&day.name, 60);
    let care = List("days.care");
    let other = List("days.other-spans");
    let of_claims = ["claims of ", "claims from "];
    if of_claims
        .iter()
        .any(|w| near.ends_with(w) || name.ends_with(w.trim_end()))
    {
        return false;
    }
    let of_care = any(near, &care).is_some()
        || any(behind, &List("days.care-behind")).is_some()
        || any(name, &care).is_some();
    of_care && any(near, &other).is_none() && any(name, &other).is_none()
}

/// The last so many bytes of a text, or all of it.
fn tail(text: &str, most: usize) -> &str {
    text.get(text.len().saturating_sub(most)..).unwrap_or(text)
}

/// True where nothing but a comma or "and" stands between a day of treatment and this one.
fn beside(ctx: &Ctx<'_>, last: Option<&Day>, day: &Day) -> bool {
    let Some(last) = last.filter(|l| l.sentence == day.sentence) else {
        return false;
    };
    let low = ctx
        .sheet
        .sentences
        .get(day.sentence)
        .map_or("", |s| s.text.low.as_str());
    low.get(last.spot.low.end..day.spot.low.start)
        .is_some_and(|between| {
            matches!(
                between.trim(),
                "," | ";" | "and" | "&" | ", and" | "; and" | "/" | "-" | "to" | "through"
            )
        })
}

/// The end of a cell whose span goes on in the cell below it.
fn unfinished(ctx: &Ctx<'_>, cell: usize) -> bool {
    let text = ctx
        .sheet
        .cells
        .get(cell)
        .map_or("", |c| c.text.low.as_str());
    [" thru", " through", " to", " -", " and", ",", " &"]
        .iter()
        .any(|w| text.ends_with(w))
}

/// True where days below this cell are days of treatment as well: the head of a column, what stands under one, or a
/// list that is not finished.
fn leads_down(ctx: &Ctx<'_>, columns: &[usize], cell: usize, day: &Day) -> bool {
    let headed = SERVICE
        .iter()
        .any(|w| day.over.trim_end_matches(':').ends_with(w));
    let under = cell_above(ctx, cell, 1.0).is_some_and(|(above, _)| columns.contains(&above));
    headed || under || unfinished(ctx, cell)
}

/// True where the date stands alone under a day of treatment.
fn below(ctx: &Ctx<'_>, columns: &[usize], day: &Day) -> bool {
    let cell = day.ids.first().and_then(|&i| ctx.sheet.toks.get(i));
    day.alone
        && cell
            .and_then(|t| cell_above(ctx, t.cell, 1.0))
            .is_some_and(|(above, _)| columns.contains(&above))
}

/// True where the date stands left of the amounts of a claim line, or where the words of its item go on below.
fn in_table(ctx: &Ctx<'_>, day: &Day) -> bool {
    let sheet = ctx.sheet;
    let Some(at) = day.ids.last().and_then(|&i| sheet.toks.get(i)) else {
        return false;
    };
    let low = table::row_low(sheet, day.row);
    sheet.tables.iter().flat_map(|t| &t.lines).any(|l| {
        let left = l
            .figures
            .iter()
            .filter_map(|f| sheet.toks.get(f.tok))
            .map(|t| t.bbox.x0)
            .fold(f32::MAX, f32::min);
        !l.total
            && l.rows.contains(&day.row)
            && at.bbox.x1 <= left
            && (l.row == day.row || any(&low, &List("days.payment")).is_none())
    })
}

/// True where the date begins the words of a claim line whose figures stand in the row below.
fn over_line(ctx: &Ctx<'_>, day: &Day) -> bool {
    let sheet = ctx.sheet;
    let toks = table::row_toks(sheet, day.row);
    let starts = toks.first().is_some_and(|t| day.ids.contains(t));
    let no_amount = toks
        .iter()
        .all(|&t| sheet.toks.get(t).is_none_or(|t| table::money(t).is_none()));
    let below = day.row + 1;
    let dated = ctx.days.iter().any(|other| other.row == below);
    let mut lines = sheet.tables.iter().flat_map(|t| &t.lines);
    starts && no_amount && !dated && lines.any(|l| l.row == below && !l.total)
}

/// True where the date begins a row that ends in an amount and is no payment.
fn line_of_bill(ctx: &Ctx<'_>, day: &Day) -> bool {
    let sheet = ctx.sheet;
    let toks = table::row_toks(sheet, day.row);
    let starts = toks.first().is_some_and(|t| day.ids.contains(t));
    let amount = toks
        .iter()
        .any(|&t| sheet.toks.get(t).is_some_and(|t| table::money(t).is_some()));
    let low = table::row_low(sheet, day.row);
    starts && amount && any(&low, &List("days.payment")).is_none()
}
