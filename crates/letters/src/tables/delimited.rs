//! Tables whose columns are parted by a sign: commas, semicolons, bars or tabs, as programs give them out.
//!
//! The words of such a page are cut where the sign stands, each piece with its own place; a row's cells then go by
//! their count, not by where they stand.

mod tabs;

use super::grid::{self, Field, Record};
use crate::phrases::List;
use crate::structure::Sheet;
use holdfast_case::{BBox, Page, PageSource, Pages, Word};
use holdfast_library::Library;
use std::collections::{HashMap, HashSet};

/// Signs that part columns.
const SIGNS: [char; 3] = [',', ';', '|'];
/// So many fields a heading must name.
const LEAST: usize = 3;
/// So many lines of a page are looked at for one.
const LONGEST: usize = 20_000;

/// One sign of a line, or a blank between two words.
#[derive(Clone, Copy)]
struct Sign {
    sign: char,
    /// Its word within the page; none for a blank.
    word: Option<usize>,
    bbox: BBox,
}

/// One line of a page.
struct Line {
    page: usize,
    signs: Vec<Sign>,
    /// The words of the page that it is made of.
    words: std::ops::Range<usize>,
}

/// A cell: its pieces, each a word of the new page.
type Cell = Vec<Word>;

/// A table that was cut.
pub struct Delimited {
    /// The pages with their words cut.
    sheet: Sheet,
    /// Its records, without those that hold nothing.
    pub records: Vec<Record>,
}

impl Delimited {
    /// The pages with their words cut.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }
}

/// The table of these fields on the pages, where its columns are parted by a sign.
pub fn table(lib: &Library, pages: &Pages, fields: &[Field]) -> Option<Delimited> {
    let lines: Vec<Line> = pages
        .pages
        .iter()
        .enumerate()
        .flat_map(|(n, page)| lines(n, page))
        .take(LONGEST)
        .collect();
    let (at, columns, rows) = SIGNS
        .iter()
        .find_map(|&sign| by_sign(pages, &lines, fields, sign))
        .or_else(|| tabs::by_tabs(pages, &lines, fields))?;
    let mut cut = Pages {
        pages: pages.pages.clone(),
        doubts: Vec::new(),
    };
    // From the last line to the first, so that the places of those before stay.
    for (line, cells) in lines.iter().skip(at).zip(&rows).rev() {
        let words: Vec<Word> = cells.iter().flatten().flatten().cloned().collect();
        if let Some(page) = cut.pages.get_mut(line.page)
            && !words.is_empty()
            && line.words.end <= page.words.len()
        {
            page.words.splice(line.words.clone(), words);
        }
    }
    let sheet = Sheet::new(lib, &cut);
    let places: HashMap<(usize, [u32; 2]), usize> = (0..)
        .zip(&sheet.toks)
        .map(|(id, tok)| ((tok.page, corner(tok.bbox)), id))
        .collect();
    let mut records = Vec::new();
    for (line, cells) in lines.iter().skip(at).zip(&rows).skip(1) {
        let Some(cells) = cells else { continue };
        let mut record: Option<Record> = None;
        for (column, cell) in columns.iter().zip(cells) {
            let ids: Vec<usize> = cell
                .iter()
                .filter_map(|w| places.get(&(line.page, corner(w.bbox))).copied())
                .collect();
            let row = ids
                .first()
                .and_then(|&id| sheet.toks.get(id))
                .map(|t| t.row);
            let (Some(field), Some(row)) = (column, row) else {
                continue;
            };
            record
                .get_or_insert_with(|| Record::at(row))
                .put(field, &ids);
        }
        records.extend(record);
    }
    (!records.is_empty()).then_some(Delimited { sheet, records })
}

fn corner(b: BBox) -> [u32; 2] {
    [b.x0.to_bits(), b.y0.to_bits()]
}

/// The lines of a page of plain text, sign by sign.
fn lines(number: usize, page: &Page) -> Vec<Line> {
    if page.source != PageSource::TextLayer {
        return Vec::new();
    }
    let mut out: Vec<Line> = Vec::new();
    let mut top = f32::NAN;
    for (n, word) in page.words.iter().enumerate() {
        let b = word.bbox;
        let count = word.text.chars().count().max(1) as f32;
        let wide = b.width() / count;
        let follows = |line: &Line| {
            let last = line.signs.last().map_or(f32::MAX, |s| s.bbox.x1);
            (b.y0 - top).abs() < 0.5 && b.x0 >= last - 0.5 && line.words.end == n
        };
        if !out.last().is_some_and(follows) {
            out.push(Line {
                page: number,
                signs: Vec::new(),
                words: n..n,
            });
        }
        top = b.y0;
        let Some(line) = out.last_mut() else { continue };
        if let Some(last) = line.signs.last().map(|s| s.bbox) {
            let blank = Sign {
                sign: ' ',
                word: None,
                bbox: BBox {
                    x0: last.x1,
                    x1: b.x0,
                    ..b
                },
            };
            line.signs.push(blank);
        }
        for (k, sign) in word.text.chars().enumerate() {
            let at = |k: usize| b.x0 + wide * k as f32;
            line.signs.push(Sign {
                sign,
                word: Some(n),
                bbox: BBox {
                    x0: at(k),
                    x1: at(k + 1),
                    ..b
                },
            });
        }
        line.words.end = n + 1;
    }
    out
}

/// The cells of a line: cut at `sign` outside of quotes, the quotes taken away.
fn cells(page: &Page, line: &Line, sign: char) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    let mut cell: Vec<Sign> = Vec::new();
    let mut quoted = false;
    let mut signs = line.signs.iter().peekable();
    while let Some(here) = signs.next() {
        let begins = cell.iter().all(|s| s.sign == ' ');
        if quoted && is_quote(here.sign) {
            // Two quotes within quotes stand for one.
            if signs.peek().is_some_and(|next| is_quote(next.sign)) {
                cell.extend(signs.next().copied());
            } else {
                quoted = false;
            }
        } else if begins && is_quote(here.sign) {
            quoted = true;
        } else if here.sign == sign && !quoted {
            out.push(words(page, &cell));
            cell.clear();
        } else {
            cell.push(*here);
        }
    }
    out.push(words(page, &cell));
    out
}

fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '\u{201c}' | '\u{201d}')
}

/// The words of a cell.
fn words(page: &Page, signs: &[Sign]) -> Cell {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for here in signs {
        let Some(from) = here.word.and_then(|n| page.words.get(n)) else {
            open = false;
            continue;
        };
        match out.last_mut().filter(|_| open) {
            Some(last) => {
                last.text.push(here.sign);
                last.bbox = last.bbox.union(here.bbox);
            }
            None => out.push(Word {
                text: here.sign.to_string(),
                bbox: here.bbox,
                ..from.clone()
            }),
        }
        open = true;
    }
    out
}

/// Where a heading stands, its columns, and the cells of it and of all lines below that have as many.
type Found = (usize, Vec<Option<&'static str>>, Vec<Option<Vec<Cell>>>);

fn by_sign(pages: &Pages, lines: &[Line], fields: &[Field], sign: char) -> Option<Found> {
    let cut = |line: &Line| {
        let page = pages.pages.get(line.page)?;
        let parted = line.signs.iter().any(|s| s.sign == sign);
        parted.then(|| cells(page, line, sign))
    };
    let (at, columns) = lines.iter().enumerate().find_map(|(n, line)| {
        let columns = columns(fields, &cut(line)?)?;
        Some((n, columns))
    })?;
    let rows: Vec<Option<Vec<Cell>>> = lines
        .iter()
        .skip(at)
        // Programs leave out what is empty at the end of a row, or put one more sign there.
        .map(|line| cut(line).filter(|c| c.len() >= LEAST && c.len() <= columns.len() + 1))
        .collect();
    rows.iter()
        .skip(1)
        .any(Option::is_some)
        .then_some((at, columns, rows))
}

/// What the cells of a heading name; none where they name too little. Of two cells that name one field the one with
/// the longer phrase does: "Fill date" beside "Date of birth".
fn columns(fields: &[Field], cells: &[Cell]) -> Option<Vec<Option<&'static str>>> {
    let text = |cell: &Cell| {
        let words: Vec<String> = cell.iter().map(|w| w.text.to_lowercase()).collect();
        words.join(" ").replace(['_', '.'], " ")
    };
    let named: Vec<Option<(&'static str, usize)>> = cells
        .iter()
        .map(|cell| {
            let low = text(cell);
            let other = List("tables.fill-no-day").iter().any(|w| low.contains(w));
            let n = grid::field_of(fields, &low)?;
            let field = fields.get(n)?;
            let phrases = field.heads.iter().filter(|h| low.contains(**h));
            let longest = phrases.map(|h| h.len()).max().unwrap_or(0);
            (!other).then_some((field.name, longest))
        })
        .collect();
    let best = |n: usize, (name, length): (&'static str, usize)| {
        let better = |(k, other): (usize, &Option<(&str, usize)>)| {
            other.is_some_and(|(o, l)| o == name && (l > length || (l == length && k < n)))
        };
        (!named.iter().enumerate().any(better)).then_some(name)
    };
    let columns: Vec<Option<&'static str>> = (0..)
        .zip(&named)
        .map(|(n, found)| best(n, (*found)?))
        .collect();
    let distinct: HashSet<&str> = columns.iter().flatten().copied().collect();
    (distinct.len() >= LEAST).then_some(columns)
}
