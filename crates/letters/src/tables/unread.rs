//! What of a statement's tables was seen and not read. Each doubt says what, and where to look: silence would pass
//! for a statement without it.

use super::doubtful::LINES;
use super::row;
use crate::find::{Ctx, amounts};
use crate::phrases::List;
use crate::structure::heads::Vocabulary;
use crate::structure::text::at_word;
use crate::structure::{RowKind, Table, table};
use holdfast_case::StatementTable;
use holdfast_case::statement::AMOUNT_FIELDS;
use std::collections::{BTreeSet, HashSet};

/// Kinds of amounts that a row of words must head to be the heading of a statement's table.
const HEADING: usize = 3;

/// Columns of figures whose heading is not understood, or means the same as another's. `fields` are those of its columns.
pub fn columns(ctx: &Ctx<'_>, table: &Table, fields: &[Option<&'static str>]) -> Vec<String> {
    let mut out = Vec::new();
    let mut taken: Vec<(&str, &str)> = Vec::new();
    for (n, column) in table.columns.iter().enumerate() {
        // Zeros alone say nothing that could be missed.
        let figures = table.lines.iter().flat_map(|l| &l.figures);
        if !figures.clone().any(|f| f.column == n && f.amount.0 != 0) {
            continue;
        }
        let head = column.head.as_str();
        let counted = List("tables.units")
            .iter()
            .any(|u| at_word(head, u).is_some());
        match fields.get(n).copied().flatten() {
            Some(field) => match taken.iter().find(|t| t.0 == field) {
                Some((_, first)) => out.push(format!(
                    "The columns '{first}' and '{head}' seem to mean the same. Only the first was read."
                )),
                None => taken.push((field, head)),
            },
            None if counted || amounts::is_told(ctx, head) => {}
            None if head.is_empty() => {
                out.push("A column of figures has no heading. Its figures were not read.".to_owned())
            }
            None => out.push(format!(
                "The heading '{head}' is not understood. The figures under it were not read."
            )),
        }
    }
    out
}

/// Rows that look like lines and belong to none, and tables of which no line was read. `read` are the rows of all
/// lines and totals.
pub fn rows(ctx: &Ctx<'_>, out: &StatementTable, read: &HashSet<usize>) -> Vec<String> {
    let sheet = ctx.sheet;
    let heading = body(ctx).find(|&r| heads(ctx, r));
    let seen = heading.is_some() || !out.lines.is_empty();
    if let Some(doubt) = missed(ctx, read, seen) {
        return vec![doubt];
    }
    if let Some(row) = heading.filter(|_| out.lines.is_empty()) {
        let page = sheet
            .rows
            .get(row)
            .and_then(|r| sheet.number_of(r.page))
            .unwrap_or(1);
        return vec![format!(
            "Page {page} has a table of amounts, and no line of it could be read."
        )];
    }
    Vec::new()
}

/// Rows that look like lines and are not among those that were `read`. Where no table was `seen`, a row must show more.
pub fn missed(ctx: &Ctx<'_>, read: &HashSet<usize>, seen: bool) -> Option<String> {
    let rows: Vec<usize> = body(ctx)
        .filter(|r| !read.contains(r) && like_a_line(ctx, *r, seen))
        .collect();
    let pages: BTreeSet<u32> = rows
        .iter()
        .filter_map(|&r| ctx.sheet.number_of(ctx.sheet.rows.get(r)?.page))
        .collect();
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    let which = match rows.len() {
        0 => return None,
        1 => "1 row looks like a line and was".to_owned(),
        n => format!("{n} rows look like lines and were"),
    };
    Some(format!(
        "{which} not read: page {}. Compare with the paper.",
        pages.join(", ")
    ))
}

/// The rows that are no running head or foot.
fn body<'c>(ctx: &'c Ctx<'_>) -> impl Iterator<Item = usize> + 'c {
    let rows = ctx.sheet.rows.iter().enumerate();
    rows.filter(|(_, row)| row.kind == RowKind::Body)
        .map(|(at, _)| at)
}

/// True where a row of words, or that row with the two below it, heads the amounts of a statement.
fn heads(ctx: &Ctx<'_>, row: usize) -> bool {
    let sheet = ctx.sheet;
    let page = sheet.rows.get(row).map(|r| r.page);
    // Running text names amounts too; a heading has its words in cells, or little else.
    let cells = |r: &usize| sheet.rows.get(*r).map_or(0, |r| r.cells.len());
    let here = row..row + 3;
    let here: Vec<usize> = here
        .filter(|r| sheet.rows.get(*r).map(|r| r.page) == page)
        .take_while(|r| cells(r) >= 3 && figures(ctx, *r) == 0)
        .collect();
    let low: Vec<String> = here.iter().map(|&r| table::row_low(sheet, r)).collect();
    low.iter().any(|low| Vocabulary::kinds(low) >= HEADING)
        || Vocabulary::kinds(&low.join(" ")) > HEADING
}

fn figures(ctx: &Ctx<'_>, row: usize) -> usize {
    let toks = table::row_toks(ctx.sheet, row);
    let amount = |i: &usize| {
        ctx.sheet
            .toks
            .get(*i)
            .is_some_and(|t| table::money(t).is_some())
    };
    toks.iter().filter(|i| amount(i)).count()
}

/// A day and a code, or one of them before two amounts. Where no table was `seen`, both with amounts.
fn like_a_line(ctx: &Ctx<'_>, row: usize, seen: bool) -> bool {
    let ids = table::row_toks(ctx.sheet, row);
    let day = !row::days(ctx.sheet, &ids).is_empty();
    let code = ids.iter().any(|&i| row::service(ctx, i).is_some());
    let amounts = figures(ctx, row);
    let total = table::row_low(ctx.sheet, row).starts_with("total");
    match (day, code) {
        _ if total => false,
        (true, true) => seen || amounts >= 2,
        (false, false) => false,
        _ => seen && amounts >= 2,
    }
}

/// True where the lines of a column make its printed total.
fn is_confirmed(out: &StatementTable, field: &str) -> bool {
    let amounts = out.lines.iter().filter_map(|l| l.amount(field));
    let sum = amounts.fold(0_i64, |sum, f| sum.saturating_add(f.value.0));
    let grand = out.totals.iter().rfind(|t| t.claim_number.is_none());
    grand
        .and_then(|t| t.amount(field))
        .is_some_and(|total| total.value.0 == sum)
}

/// On recognized pages, lines that lack what the other lines have.
pub fn lacking(out: &StatementTable) -> Vec<String> {
    let line = |n: usize| out.lines.get(n);
    let lacks = |what: &str, has: &dyn Fn(usize) -> bool| LINES.lacking(what, out.lines.len(), has);
    let code = lacks("code", &|n| line(n).is_some_and(|l| l.code.is_some()));
    let day = lacks("day", &|n| {
        line(n).is_some_and(|l| l.service_from.is_some())
    });
    let amounts = AMOUNT_FIELDS
        .into_iter()
        // What the printed total confirms lacks nothing.
        .filter(|field| !is_confirmed(out, field))
        .filter_map(|field| {
            let what = format!("figure for the {}", super::sums::name(field));
            lacks(&what, &|n| {
                line(n).is_some_and(|l| l.amount(field).is_some())
            })
        });
    code.into_iter().chain(day).chain(amounts).collect()
}
