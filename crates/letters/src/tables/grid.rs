//! Rows under headings: which words head a column, and what stands in each row below them.
//!
//! A heading may take several lines. The words of one row may go on below it, or stand above and below its middle.

use super::row::overlap;
use crate::phrases::List;
use crate::structure::table;
use crate::structure::text::at_word;
use crate::structure::{RowKind, Sheet, union};
use holdfast_case::BBox;
use std::collections::HashSet;

/// What a table may have as columns: a name, its headings, and whether its words may go on in the next line.
pub struct Field {
    /// Name of the column for the finder.
    pub name: &'static str,
    /// The headings.
    pub heads: List,
    /// True where words stand, false where a figure or a day stands.
    pub words: bool,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Which field; none for a heading that is not known.
    pub field: Option<&'static str>,
    words: bool,
    head: BBox,
    text: String,
}

/// One row with all that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The row that made it a record.
    pub row: usize,
    /// All its rows, in order.
    pub rows: Vec<usize>,
    /// Tokens by column name.
    cells: Vec<(&'static str, Vec<usize>)>,
}

impl Record {
    /// One of a single row, still empty.
    pub fn at(row: usize) -> Self {
        Self {
            row,
            rows: vec![row],
            cells: Vec::new(),
        }
    }

    /// The tokens of a column.
    pub fn cell(&self, field: &str) -> &[usize] {
        let found = self.cells.iter().find(|c| c.0 == field);
        found.map_or(&[], |c| c.1.as_slice())
    }

    /// Puts more tokens into a column.
    pub fn put(&mut self, field: &'static str, ids: &[usize]) {
        match self.cells.iter_mut().find(|c| c.0 == field) {
            Some(cell) => cell.1.extend_from_slice(ids),
            None => self.cells.push((field, ids.to_vec())),
        }
    }
}

/// Rows in which one heading may be written.
const DEEPEST: usize = 3;
/// Rows that the words of one record may take above or below.
const LONGEST: usize = 4;
/// Rows without a record after which a table is over.
const GAP: usize = 8;

/// Tokens of a row, cut where more than one blank parts them.
fn chunks(sheet: &Sheet, row: usize) -> Vec<Vec<usize>> {
    let Some(r) = sheet.rows.get(row) else {
        return Vec::new();
    };
    let m = sheet.measure(r.page);
    let wide = m.sign * if m.ocr { 1.6 } else { 1.35 };
    let mut out: Vec<Vec<usize>> = Vec::new();
    for id in table::row_toks(sheet, row) {
        let Some(tok) = sheet.toks.get(id) else {
            continue;
        };
        let near = out
            .last()
            .and_then(|c| c.last())
            .and_then(|&l| sheet.toks.get(l))
            .is_some_and(|l| tok.bbox.x0 - l.bbox.x1 <= wide);
        match out.last_mut() {
            Some(chunk) if near => chunk.push(id),
            _ => out.push(vec![id]),
        }
    }
    out
}

fn low(sheet: &Sheet, ids: &[usize]) -> String {
    let words: Vec<&str> = ids
        .iter()
        .filter_map(|&i| sheet.toks.get(i))
        .map(|t| t.low.as_str())
        .collect();
    words.join(" ").replace("- ", "-")
}

/// The field that a heading names: the longest of its phrases decides.
pub fn field_of(fields: &[Field], head: &str) -> Option<usize> {
    let mended = head.replace('-', "");
    fields
        .iter()
        .enumerate()
        .flat_map(|(n, f)| f.heads.iter().map(move |h| (n, *h)))
        .filter(|(_, h)| at_word(head, h).is_some() || at_word(&mended, h).is_some())
        .max_by_key(|(n, h)| (h.len(), usize::MAX - n))
        .map(|(n, _)| n)
}

/// True where a row holds a figure of money, a day, or a long number: it heads nothing.
fn holds_values(sheet: &Sheet, row: usize) -> bool {
    let ids = table::row_toks(sheet, row);
    let figures = |raw: &str| raw.chars().filter(char::is_ascii_digit).count() >= 3;
    !super::row::days(sheet, &ids).is_empty()
        || ids
            .iter()
            .filter_map(|&i| sheet.toks.get(i))
            .any(|t| figures(&t.raw))
}

/// The columns of a heading that begins at `row`, with its last row; none where fewer than `least` fields are named.
fn heading(
    sheet: &Sheet,
    row: usize,
    fields: &[Field],
    least: usize,
) -> Option<(Vec<Column>, usize)> {
    let known: HashSet<&str> = fields
        .iter()
        .flat_map(|f| f.heads.iter())
        .flat_map(|h| h.split(' '))
        .collect();
    let mut stacks: Vec<Vec<usize>> = Vec::new();
    let mut best: Option<(usize, Vec<Column>, usize)> = None;
    for depth in 0..DEEPEST {
        let at = row + depth;
        let r = sheet.rows.get(at)?;
        let before = at.checked_sub(1).and_then(|b| sheet.rows.get(b));
        let m = sheet.measure(r.page);
        let apart = depth > 0
            && before.is_none_or(|b| b.page != r.page || r.bbox.y0 - b.bbox.y1 > m.pitch * 0.9);
        if apart || holds_values(sheet, at) {
            break;
        }
        let parts = chunks(sheet, at);
        let words: Vec<usize> = parts.iter().flatten().copied().collect();
        let vocabulary = words
            .iter()
            .filter_map(|&i| sheet.toks.get(i))
            .filter(|t| {
                known.contains(
                    t.low
                        .trim_matches(|c: char| !c.is_alphanumeric() && c != '#'),
                )
            })
            .count();
        // A line is one of a heading only where it is made of words of headings.
        if vocabulary * 10 < words.len() * if depth > 0 { 6 } else { 5 } {
            break;
        }
        for part in parts {
            let b = union(&sheet.toks, &part);
            let shared = |s: &Vec<usize>| {
                let s = union(&sheet.toks, s);
                s.x1.min(b.x1) - s.x0.max(b.x0)
            };
            let over = stacks
                .iter_mut()
                .map(|s| (shared(s), s))
                .filter(|(by, _)| *by > 0.0)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            match over {
                Some((_, stack)) => stack.extend(part),
                None => stacks.push(part),
            }
        }
        let mut columns: Vec<Column> = stacks
            .iter()
            .map(|ids| {
                let text = low(sheet, ids);
                let field = field_of(fields, &text).and_then(|n| fields.get(n));
                Column {
                    field: field.map(|f| f.name),
                    words: field.is_none_or(|f| f.words),
                    head: union(&sheet.toks, ids),
                    text,
                }
            })
            .collect();
        columns.sort_by(|a, b| a.head.x0.total_cmp(&b.head.x0));
        let named: HashSet<&str> = columns.iter().filter_map(|c| c.field).collect();
        if named.len() >= least && best.as_ref().is_none_or(|b| named.len() >= b.0) {
            best = Some((named.len(), columns, at));
        }
    }
    best.map(|(_, columns, last)| (columns, last))
}

/// The column a piece of a row stands in: by its left edge, else by what it stands under, else the next on the left.
fn column_at(columns: &[Column], b: BBox, sign: f32) -> Option<usize> {
    let aligned = columns
        .iter()
        .enumerate()
        .filter(|(_, c)| (c.head.x0 - b.x0).abs() <= 0.6 * sign)
        .min_by(|x, y| {
            let away = |c: &Column| (c.head.x0 - b.x0).abs();
            away(x.1).total_cmp(&away(y.1))
        });
    let shared = |c: &Column| c.head.x1.min(b.x1) - c.head.x0.max(b.x0);
    let under = columns
        .iter()
        .enumerate()
        .filter(|(_, c)| shared(c) > 0.0)
        .max_by(|x, y| shared(x.1).total_cmp(&shared(y.1)));
    let left = columns
        .iter()
        .enumerate()
        .rev()
        .find(|(_, c)| c.head.x0 <= b.x0 + sign);
    let right = columns
        .iter()
        .enumerate()
        .find(|(_, c)| overlap(c.head, b, 2.5 * sign) && c.head.x0 > b.x1);
    aligned.or(under).or(right).or(left).map(|(n, _)| n)
}

/// All records under headings of these fields, in all tables of the document. `least`: so many fields make a heading.
/// `begins` says whether the cells of a row make a record of it.
pub fn records(
    sheet: &Sheet,
    fields: &[Field],
    least: usize,
    begins: &dyn Fn(&Sheet, &Record) -> bool,
) -> Vec<Record> {
    let mut out: Vec<Record> = Vec::new();
    let mut columns: Option<Vec<Column>> = None;
    // Rows with words alone that wait for the record they belong to, with what they hold.
    let mut waiting: Vec<Record> = Vec::new();
    let (mut empty, mut centered, mut fresh) = (0, false, true);
    let mut row = 0;
    while let Some(r) = sheet.rows.get(row) {
        if let Some((found, last)) = heading(sheet, row, fields, least) {
            give(sheet, &mut out, &mut waiting, None, centered);
            // The same heading on the next page keeps how its rows were written.
            let same = columns
                .as_ref()
                .is_some_and(|c| c.iter().map(|c| &c.text).eq(found.iter().map(|c| &c.text)));
            centered &= same;
            columns = Some(found);
            (empty, fresh, row) = (0, true, last + 1);
            continue;
        }
        let Some(known) = columns.as_ref() else {
            row += 1;
            continue;
        };
        let record = cut(sheet, known, row);
        // The same medicine on the next page looks like a running head: a record is one wherever it stands.
        if begins(sheet, &record) {
            centered |= fresh && !waiting.is_empty();
            give(sheet, &mut out, &mut waiting, Some(&record), centered);
            let mut record = record;
            take_over(&mut record, std::mem::take(&mut waiting));
            out.push(record);
            (empty, fresh) = (0, false);
        } else if r.kind != RowKind::Body {
            row += 1;
            continue;
        } else if words_only(known, &record) && waiting.len() < LONGEST {
            waiting.push(record);
        } else {
            empty += 1;
            if empty > GAP {
                give(sheet, &mut out, &mut waiting, None, centered);
                columns = None;
            }
        }
        row += 1;
    }
    give(sheet, &mut out, &mut waiting, None, centered);
    out
}

/// The cells of one row.
fn cut(sheet: &Sheet, columns: &[Column], row: usize) -> Record {
    let mut record = Record::at(row);
    let sign = sheet
        .rows
        .get(row)
        .map_or(5.0, |r| sheet.measure(r.page).sign);
    for chunk in chunks(sheet, row) {
        // Pieces with one blank between them part where the next column's heading begins. Behind a day, and before a
        // last figure or code, they may begin one sign beside it: long words push what follows.
        let mut pieces: Vec<Vec<usize>> = Vec::new();
        let last = chunk.last().copied();
        for id in chunk {
            let behind = pieces.last().and_then(|p| p.last()).copied();
            let begins = sheet.toks.get(id).is_some_and(|t| {
                let pushed = (Some(id) == last && is_figure(&t.raw)) || is_day(sheet, behind);
                columns.iter().any(|c| {
                    let away = (c.head.x0 - t.bbox.x0).abs();
                    away <= 0.3 * sign || (pushed && away <= 1.2 * sign)
                })
            });
            match pieces.last_mut() {
                Some(piece) if !begins => piece.push(id),
                _ => pieces.push(vec![id]),
            }
        }
        for piece in pieces {
            let b = union(&sheet.toks, &piece);
            let column = column_at(columns, b, sign).and_then(|n| columns.get(n));
            record.put(column.and_then(|c| c.field).unwrap_or(""), &piece);
        }
    }
    record
}

/// True of a figure, with one letter or sign at most that does not belong there, and of a service code.
fn is_figure(raw: &str) -> bool {
    let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
    let figures = raw.chars().filter(char::is_ascii_digit).count();
    // "5g" is a strength, and goes on with the words before it.
    let unit = raw.ends_with(['g', 'G', '%']);
    figures > 0 && letters <= 1 && !unit && !raw.contains('/')
}

/// True where a word is a day for itself.
fn is_day(sheet: &Sheet, id: Option<usize>) -> bool {
    id.is_some_and(|id| !super::row::days(sheet, &[id]).is_empty())
}

/// True where nothing stands outside of the columns of words.
fn words_only(columns: &[Column], record: &Record) -> bool {
    let words = |name: &str| columns.iter().any(|c| c.field == Some(name) && c.words);
    !record.cells.is_empty() && record.cells.iter().all(|c| words(c.0))
}

/// Gives the waiting rows to the record above or to the one below.
fn give(
    sheet: &Sheet,
    out: &mut [Record],
    waiting: &mut Vec<Record>,
    below: Option<&Record>,
    centered: bool,
) {
    let middle = |row: usize| {
        sheet
            .rows
            .get(row)
            .map_or((0, 0.0), |r| (r.page, (r.bbox.y0 + r.bbox.y1) / 2.0))
    };
    let mut first: Vec<Record> = Vec::new();
    for words in waiting.drain(..) {
        let here = middle(words.row);
        let away = |row: usize| {
            let there = middle(row);
            (there.0 == here.0).then(|| (there.1 - here.1).abs())
        };
        let up = out.last().and_then(|o| away(o.row));
        let down = below.and_then(|b| away(b.row));
        let m = sheet.measure(here.0);
        // The next line of the same words, not a line of its own further down.
        let near = out.last().is_some_and(|o| {
            let last = o.rows.last().copied().unwrap_or(o.row);
            let gap = middle(words.row).1 - middle(last).1;
            middle(last).0 == here.0 && gap <= m.pitch * 1.7
        });
        match (up, down) {
            (up, Some(d)) if centered && up.is_none_or(|u| d < u) => first.push(words),
            (Some(_), _) if near => {
                if let Some(above) = out.last_mut() {
                    above.rows.push(words.row);
                    for (field, ids) in &words.cells {
                        above.put(field, ids);
                    }
                }
            }
            _ => {}
        }
    }
    // Without a record below nothing waits on.
    *waiting = if below.is_some() { first } else { Vec::new() };
}

/// Takes the words that stand over a record into it.
fn take_over(record: &mut Record, over: Vec<Record>) {
    for words in over.into_iter().rev() {
        record.rows.insert(0, words.row);
        for (field, ids) in words.cells {
            match record.cells.iter_mut().find(|c| c.0 == field) {
                Some(cell) => {
                    cell.1.splice(0..0, ids);
                }
                None => record.cells.push((field, ids)),
            }
        }
    }
}
