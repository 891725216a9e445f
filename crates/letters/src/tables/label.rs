//! Labels of cards and blocks with their values: behind the label, in the cell beside it, or in the cell below.

use crate::phrases::List;
use crate::structure::Sheet;
use std::ops::Range;

/// Most words of a value behind a label that has no mark.
const LONGEST: usize = 6;

/// Fields with the tokens of their values, in reading order.
pub type Labels = Vec<(&'static str, Vec<usize>)>;

/// A label found in a cell.
struct Spot {
    field: &'static str,
    /// Parts of the cell that are the label.
    parts: Range<usize>,
    /// True where a colon or a number sign ends it.
    marked: bool,
}

/// The word of a label without its mark: `Group#:` is `group`.
fn bare(low: &str) -> &str {
    low.trim_matches(|c: char| matches!(c, ':' | '#' | '.' | ',' | '(' | ')'))
}

/// Labels of one cell. One within a cell counts only behind another label or with a mark of its own.
fn spots(sheet: &Sheet, cell: usize, bank: &[(&'static str, List)]) -> Vec<Spot> {
    let Some(c) = sheet.cells.get(cell) else {
        return Vec::new();
    };
    let words: Vec<&str> = c
        .text
        .parts
        .iter()
        .map(|p| c.text.low.get(p.low.clone()).unwrap_or_default())
        .collect();
    let mut out: Vec<Spot> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let fits = |phrase: &str| {
            let wanted: Vec<&str> = phrase.split(' ').collect();
            let here = words.get(at..at + wanted.len())?;
            let same = here.iter().zip(&wanted).enumerate().all(|(n, (h, w))| {
                // Inside of a label no mark stands.
                let inside = n + 1 < wanted.len() && h.ends_with(':');
                bare(h) == *w && !inside
            });
            same.then_some(wanted.len())
        };
        let best = bank
            .iter()
            .flat_map(|(field, list)| list.iter().map(move |p| (*field, *p)))
            .filter_map(|(field, p)| Some((fits(p)?, p.len(), field)))
            .max_by_key(|b| (b.0, b.1));
        let Some((length, _, field)) = best else {
            at += 1;
            continue;
        };
        let mut end = at + length;
        // "Group No.", "Member ID #", "Rx number:": part of the label.
        while words
            .get(end)
            .is_some_and(|w| matches!(bare(w), "no" | "number" | "id" | "") && w.len() < 8)
        {
            end += 1;
        }
        let marked = words
            .get(end - 1)
            .is_some_and(|w| w.ends_with(':') || w.ends_with('#'));
        // "RxBIN 610011 PCN ADV": where the first label has no mark, neither have the others.
        let unmarked = out.last().is_some_and(|l| !l.marked && l.parts.end < at);
        if at == 0 || marked || unmarked {
            out.push(Spot {
                field,
                parts: at..end,
                marked,
            });
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// All labels of the document with their values.
pub fn all(sheet: &Sheet, bank: &[(&'static str, List)]) -> Labels {
    let mut out = Labels::new();
    let labels: Vec<Vec<Spot>> = (0..sheet.cells.len())
        .map(|c| spots(sheet, c, bank))
        .collect();
    for (cell, found) in labels.iter().enumerate() {
        let Some(c) = sheet.cells.get(cell) else {
            continue;
        };
        for (n, spot) in found.iter().enumerate() {
            let end = found
                .get(n + 1)
                .map_or(c.text.parts.len(), |s| s.parts.start);
            let inside = c.text.toks(spot.parts.end..end);
            let value = if inside.is_empty() {
                beside_or_below(sheet, cell, &labels, spot)
            } else if spot.marked || found.len() > 1 || inside.len() <= LONGEST {
                inside
            } else {
                // Words that go on behind a label without a mark are a sentence more often than a value.
                Vec::new()
            };
            if !value.is_empty() {
                out.push((spot.field, value));
            }
        }
    }
    out
}

/// The value of a label that ends its cell.
fn beside_or_below(sheet: &Sheet, cell: usize, labels: &[Vec<Spot>], spot: &Spot) -> Vec<usize> {
    let is_label = |c: usize| {
        labels
            .get(c)
            .is_some_and(|s| s.first().is_some_and(|s| s.parts.start == 0))
    };
    let ids = |c: usize| {
        sheet
            .cells
            .get(c)
            .map(|c| c.ids.clone())
            .unwrap_or_default()
    };
    let Some(this) = sheet.cells.get(cell) else {
        return Vec::new();
    };
    let below = below(sheet, cell).filter(|&b| !is_label(b));
    let right = sheet.right_of(cell).filter(|&r| !is_label(r));
    // A row of labels has its values in the row below; a label with its value beside it has a label below.
    let row_of_labels = sheet
        .rows
        .get(this.row)
        .is_some_and(|r| r.cells.len() > 1 && r.cells.iter().all(|&c| is_label(c)));
    match (right, below) {
        (_, Some(below)) if row_of_labels => ids(below),
        (Some(right), _) if !row_of_labels => ids(right),
        (None, Some(below)) if spot.marked || row_of_labels || this.ids.len() <= 3 => ids(below),
        _ => Vec::new(),
    }
}

/// The cell under a cell, at most two lines down.
pub fn below(sheet: &Sheet, cell: usize) -> Option<usize> {
    let c = sheet.cells.get(cell)?;
    let m = sheet.measure(c.page);
    sheet
        .rows_below(c.row)
        .take(3)
        .filter_map(|r| sheet.rows.get(r))
        .take_while(|r| r.bbox.y0 - c.bbox.y1 <= m.pitch * 1.8)
        .flat_map(|r| r.cells.iter().copied())
        .find(|&n| {
            sheet
                .cells
                .get(n)
                .is_some_and(|x| x.bbox.x0 < c.bbox.x1 && x.bbox.x1 > c.bbox.x0)
        })
}
