//! Dates with what stands around them.

use super::{Ctx, labels};
use crate::dates::{self, Spot};
use crate::phrases::List;

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
