//! Lines of an explanation of benefits: amounts by their columns, days and codes by their shape, and for each line
//! the claim it stands under.

use super::claims::{Claim, claim_of, claims, row_of};
use super::row::{self, overlap};
use super::{doubtful, sums, unread};
use crate::find::{Ctx, amounts};
use crate::phrases::List;
use crate::structure::table::{self, Line, Table};
use crate::structure::text::any;
use chrono::NaiveDate;
use holdfast_case::{BBox, Cents, Fact, Reading, StatementLine, StatementTable};
use std::collections::HashSet;

/// A table with what its columns mean; a table without a heading has those of the one before.
struct Columns<'a> {
    table: &'a Table,
    fields: Vec<Option<&'static str>>,
    /// Where the headings of what is no amount stand.
    units: Vec<BBox>,
    modifiers: Vec<BBox>,
    remarks: Vec<BBox>,
    /// True where it has no heading of its own.
    inherited: bool,
}

/// All lines.
pub fn lines(ctx: &Ctx<'_>, reading: &Reading) -> StatementTable {
    let mut out = StatementTable::default();
    let claims = claims(ctx, reading);
    let days = service_days(ctx, reading);
    let mut before: Option<Columns<'_>> = None;
    let mut sum = sums::Sums::default();
    let mut last_row = 0;
    let mut read: HashSet<usize> = HashSet::new();
    for table in &ctx.sheet.tables {
        let Some(columns) = columns(ctx, table, before.as_ref()) else {
            continue;
        };
        if !columns.inherited {
            let doubts = unread::columns(ctx, table, &columns.fields);
            // Each page has its heading, and one doubt is enough.
            for doubt in doubts {
                if !out.doubts.contains(&doubt) {
                    out.doubts.push(doubt);
                }
            }
        }
        for (n, line) in table.lines.iter().enumerate() {
            let mut found = amounts_of(ctx, &columns, line);
            let claim = claim_of(&claims, line.row);
            if line.total {
                read.insert(line.row);
                let low = table::row_low(ctx.sheet, line.row);
                let grand = sum.none_open() || any(&low, &List("tables.grand")).is_some();
                if !grand {
                    found.claim_number = claim.and_then(|c| c.number.clone());
                }
                out.doubts.extend(sum.close(&found, &out.lines, grand));
                out.totals.push(found);
                continue;
            }
            let floor = n
                .checked_sub(1)
                .and_then(|b| table.lines.get(b))
                .map_or(table.first, |l| l.row);
            let mut rows = lead_rows(ctx, floor, line);
            let next = table.lines.get(n + 1).filter(|l| !l.total);
            let end = next.map_or(usize::MAX, |l| {
                lead_rows(ctx, line.row, l)
                    .first()
                    .copied()
                    .unwrap_or(l.row)
            });
            rows.extend(line.rows.iter().copied().filter(|&r| r < end));
            describe(ctx, &columns, line, &rows, &claims, &mut found);
            if found.code.is_none()
                && found.service_from.is_none()
                && (columns.inherited || found.description.is_none())
            {
                continue;
            }
            found.claim_number = claim.and_then(|c| c.number.clone());
            found.provider = claim.and_then(|c| c.provider.clone());
            if found.service_from.is_none() {
                found.service_from = undated(&out, &days, last_row, line.row, &found);
            }
            read.extend(rows.iter().copied());
            out.doubts
                .extend(sums::of_line(out.lines.len() + 1, &found));
            sum.add(out.lines.len());
            out.lines.push(found);
        }
        last_row = table.last;
        before = Some(columns);
    }
    if doubtful::is_recognized(ctx.sheet) {
        let lacking = unread::lacking(&out);
        out.doubts.extend(lacking);
    }
    let missed = unread::rows(ctx, &out, &read);
    out.doubts.extend(missed);
    out
}

/// What the columns of a table mean; none where it is no table of claims.
fn columns<'a>(
    ctx: &Ctx<'_>,
    table: &'a Table,
    before: Option<&Columns<'a>>,
) -> Option<Columns<'a>> {
    let sheet = ctx.sheet;
    let mut fields = amounts::columns(ctx, table);
    sums::settle(table, &mut fields);
    let has = |fields: &[Option<&str>], name: &str| fields.contains(&Some(name));
    let of_claims = |fields: &[Option<&str>]| {
        (has(fields, "billed") || has(fields, "allowed"))
            && ["paid", "patient_owes", "not_covered"]
                .iter()
                .any(|f| has(fields, f))
    };
    if of_claims(&fields) {
        let boxes = |list: List| {
            table
                .head
                .iter()
                .filter_map(|&i| sheet.toks.get(i))
                .filter(|t| {
                    let bare = t.low.trim_matches(|c: char| !c.is_alphanumeric());
                    list.contains(&bare)
                })
                .map(|t| t.bbox)
                .collect()
        };
        return Some(Columns {
            table,
            fields,
            units: boxes(List("tables.units")),
            modifiers: boxes(List("tables.modifiers")),
            remarks: boxes(List("tables.remarks")),
            inherited: false,
        });
    }
    // The table of the next claim, or of the next page: the columns stand where they stood before.
    let before = before?;
    let sign = table
        .lines
        .first()
        .and_then(|l| sheet.rows.get(l.row))
        .map_or(5.0, |r| sheet.measure(r.page).sign);
    let fields: Vec<Option<&'static str>> = table
        .columns
        .iter()
        .map(|c| {
            let over = before
                .table
                .columns
                .iter()
                .position(|b| b.x0 < c.x1 + sign && b.x1 > c.x0 - sign)?;
            before.fields.get(over).copied().flatten()
        })
        .collect();
    let known = fields.iter().flatten().count();
    (of_claims(&fields) && known * 4 >= table.columns.len() * 3).then(|| Columns {
        table: before.table,
        fields: before.fields.clone(),
        units: before.units.clone(),
        modifiers: before.modifiers.clone(),
        remarks: before.remarks.clone(),
        inherited: true,
    })
}

/// The amounts of one line.
fn amounts_of(ctx: &Ctx<'_>, columns: &Columns<'_>, line: &Line) -> StatementLine {
    let sheet = ctx.sheet;
    let mut out = StatementLine::default();
    for figure in &line.figures {
        let Some(at) = sheet.toks.get(figure.tok).map(|t| t.bbox) else {
            continue;
        };
        let sign = sheet
            .rows
            .get(line.row)
            .map_or(5.0, |r| sheet.measure(r.page).sign);
        let column = columns
            .table
            .columns
            .iter()
            .position(|c| at.x0 < c.x1 + 0.6 * sign && at.x1 > c.x0 - 0.6 * sign);
        let Some((column, field)) =
            column.and_then(|c| Some((c, columns.fields.get(c).copied().flatten()?)))
        else {
            continue;
        };
        let head = columns
            .table
            .columns
            .get(column)
            .map_or("", |c| c.head.as_str());
        let fact: Fact<Cents> = sheet.fact(
            figure.amount,
            &[figure.tok],
            0.96,
            format!("figure under '{head}'"),
        );
        if let Some(slot) = out.amount_mut(field)
            && slot.is_none()
        {
            *slot = Some(fact);
        }
    }
    out
}

/// Day, code, modifiers, units, words and remarks of one line.
fn describe(
    ctx: &Ctx<'_>,
    columns: &Columns<'_>,
    line: &Line,
    rows: &[usize],
    claims: &[Claim],
    out: &mut StatementLine,
) {
    let sheet = ctx.sheet;
    let figures: Vec<usize> = line.figures.iter().map(|f| f.tok).collect();
    let edge = |pick: fn(f32, f32) -> f32, start: f32, right: bool| {
        figures
            .iter()
            .filter_map(|&i| sheet.toks.get(i))
            .map(|t| if right { t.bbox.x1 } else { t.bbox.x0 })
            .fold(start, pick)
    };
    let left = edge(f32::min, f32::MAX, false);
    let last = edge(f32::max, f32::MIN, false);
    let right = edge(f32::max, f32::MIN, true);
    let mut told: Vec<usize> = Vec::new();
    for &r in rows {
        let n = usize::from(r > line.row);
        // The next claim begins within the rows of the line before it.
        if n > 0 && claims.iter().any(|c| c.row == r && r != line.row) {
            break;
        }
        let ids = row::without_amounts(sheet, r);
        let days = row::days(sheet, &ids);
        let mut taken: Vec<usize> = days.iter().flat_map(|d| d.1.clone()).collect();
        if out.service_from.is_none()
            && let Some((day, toks)) = days.first()
        {
            let last = days.get(1).filter(|d| d.0 > *day);
            out.service_from = Some(sheet.fact(*day, toks, 0.96, "day in the line"));
            out.service_to =
                last.map(|(day, toks)| sheet.fact(*day, toks, 0.95, "last day of the span"));
        }
        for (at, &id) in ids.iter().enumerate() {
            let Some(tok) = sheet.toks.get(id).filter(|_| !taken.contains(&id)) else {
                continue;
            };
            let sign = sheet.measure(tok.page).sign;
            let under = |boxes: &[BBox]| boxes.iter().any(|&b| overlap(tok.bbox, b, 0.5 * sign));
            let behind_code = at
                .checked_sub(1)
                .and_then(|b| ids.get(b))
                .is_some_and(|b| out.code.is_some() && taken.contains(b));
            // Under the amounts of the line stands only what could not stand beside them.
            let below = n > 0 && tok.bbox.x0 >= last && !row::remarks(&tok.raw).is_empty();
            if tok.bbox.x0 > right || below || under(&columns.remarks) {
                for code in row::remarks(&tok.raw) {
                    let fact = sheet.fact(code, &[id], 0.92, "behind the amounts of the line");
                    out.remarks.push(fact);
                }
                taken.push(id);
            } else if out.code.is_none()
                && let Some(service) = row::service(ctx, id)
            {
                out.code = Some(sheet.fact(service.code, &[id], service.sure, service.why));
                for modifier in service.modifiers {
                    let fact = sheet.fact(modifier, &[id], 0.96, "behind the code");
                    out.modifiers.push(fact);
                }
                taken.push(id);
            } else if (behind_code || under(&columns.modifiers))
                && let Some(modifier) = row::modifier(ctx, id, under(&columns.modifiers))
            {
                out.modifiers
                    .push(sheet.fact(modifier, &[id], 0.94, "beside the code"));
                taken.push(id);
            } else if out.units.is_none()
                && under(&columns.units)
                && let Some(units) = row::count(&tok.raw)
            {
                out.units = Some(sheet.fact(units, &[id], 0.95, "under the heading of units"));
                taken.push(id);
            } else if matches!(tok.low.as_str(), "yes" | "no")
                && sheet.cells.get(tok.cell).is_some_and(|c| c.ids.len() == 1)
            {
                taken.push(id);
            }
        }
        told.extend(ids.iter().filter(|&&i| {
            !taken.contains(&i) && sheet.toks.get(i).is_some_and(|t| t.bbox.x0 < left)
        }));
    }
    let bare = |i: &usize| {
        let low = sheet.toks.get(*i).map_or("", |t| t.low.as_str());
        let low = low.trim_matches(|c: char| !c.is_alphanumeric());
        !low.is_empty() && !List("tables.code-labels").contains(&low)
    };
    told.retain(bare);
    // A claim number that stands in the line has been read as such.
    let number: Vec<usize> = claims
        .iter()
        .filter(|c| rows.contains(&c.row))
        .filter_map(|c| c.number.as_ref()?.place)
        .flat_map(|place| {
            let within = move |i: &usize| {
                sheet.toks.get(*i).is_some_and(|t| {
                    overlap(t.bbox, place.bbox, 0.0)
                        && t.bbox.y0 < place.bbox.y1
                        && t.bbox.y1 > place.bbox.y0
                })
            };
            told.clone().into_iter().filter(within)
        })
        .collect();
    told.retain(|i| {
        let named = |c: &Claim| {
            let raw = sheet.toks.get(*i).map(|t| t.raw.as_str());
            raw.is_some() && raw == c.number.as_ref().map(|n| n.value.as_str())
        };
        !number.contains(i) && !claims.iter().any(named)
    });
    out.description = row::words_fact(sheet, &told, 0.9, "words of the line");
}

/// Most rows of words over the figures of their line.
const LONGEST_LEAD: usize = 4;

/// The rows over a line that are its own: the words begin there, and go on beside the figures in small letters or in
/// brackets. None where the line begins with its own row. `floor` is the row of the line above.
fn lead_rows(ctx: &Ctx<'_>, floor: usize, line: &Line) -> Vec<usize> {
    let sheet = ctx.sheet;
    // Day and code stand beside the figures even where the words began above.
    let first = |row: usize| {
        let ids = table::row_toks(sheet, row);
        let days: Vec<usize> = row::days(sheet, &ids)
            .into_iter()
            .flat_map(|d| d.1)
            .collect();
        let id = ids
            .into_iter()
            .find(|i| !days.contains(i) && row::service(ctx, *i).is_none())?;
        sheet.toks.get(id)
    };
    let goes_on = |row: usize| {
        first(row).is_some_and(|t| t.raw.starts_with(|c: char| c.is_lowercase() || c == '('))
    };
    let mut out = Vec::new();
    if !goes_on(line.row) {
        return out;
    }
    for row in (floor + 1..line.row).rev().take(LONGEST_LEAD) {
        let amounts = table::row_toks(sheet, row).len() != row::without_amounts(sheet, row).len();
        if amounts
            || !first(row)
                .is_some_and(|t| t.raw.starts_with(char::is_alphanumeric) || t.raw.starts_with('('))
        {
            break;
        }
        out.insert(0, row);
        if !goes_on(row) {
            return out;
        }
    }
    Vec::new()
}

/// The day of a line that has none: that of the line above, or the day that stands over its table.
fn undated(
    out: &StatementTable,
    days: &[(usize, Fact<NaiveDate>)],
    last_row: usize,
    row: usize,
    line: &StatementLine,
) -> Option<Fact<NaiveDate>> {
    let over = days
        .iter()
        .rev()
        .find(|(r, _)| *r < row && (*r > last_row || last_row == 0));
    let above = out
        .lines
        .last()
        .filter(|l| {
            l.claim_number.as_ref().map(|f| &f.value)
                == line.claim_number.as_ref().map(|f| &f.value)
        })
        .and_then(|l| l.service_from.clone());
    let (mut fact, why) = match (above, over, days) {
        (_, Some((_, day)), _) => (day.clone(), "the day over the lines"),
        (Some(day), ..) => (day, "the day of the line above"),
        (None, None, [(_, only)]) => (only.clone(), "the only day of treatment named"),
        _ => return None,
    };
    fact.confidence = fact.confidence.min(0.85);
    fact.why = why.to_owned();
    Some(fact)
}

/// Days of treatment with their rows.
fn service_days(ctx: &Ctx<'_>, reading: &Reading) -> Vec<(usize, Fact<NaiveDate>)> {
    let days = reading.claim.dates_of_service.iter();
    let mut days: Vec<(usize, Fact<NaiveDate>)> = days
        .filter_map(|f| Some((row_of(ctx, f)?, f.clone())))
        .collect();
    days.sort_by_key(|d| d.0);
    days
}
