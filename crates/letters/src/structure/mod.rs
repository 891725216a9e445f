//! The shape of a document: rows, cells, paragraphs, sentences and tables, before anything is understood.

pub mod amounts;
mod blocks;
pub mod boxes;
pub mod heads;
mod marks;
mod repair;
mod rows;
mod sentences;
mod slope;
pub mod table;
pub mod text;

pub use rows::{Measure, plain as plain_word};
pub use table::Table;
pub use text::Text;

use holdfast_case::{BBox, Fact, Pages, Place};
use holdfast_library::Library;

/// One word with both its forms.
#[derive(Clone, Debug)]
pub struct Tok {
    /// As it stands on the page.
    pub text: String,
    /// With straight quotes and dashes.
    pub raw: String,
    /// For matching.
    pub low: String,
    /// Index of its page.
    pub page: usize,
    /// Its box; on a page whose lines slope, where it would stand were they level.
    pub bbox: BBox,
    /// Its box as the page has it.
    pub(crate) shown: BBox,
    /// How sure the signs are.
    pub confidence: f32,
    /// True where it was recognized from a picture.
    pub ocr: bool,
    /// Its row.
    pub row: usize,
    /// Its cell.
    pub cell: usize,
    /// Its paragraph.
    pub para: usize,
}

/// Words of one row without a wide gap between them.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Tokens from left to right.
    pub ids: Vec<usize>,
    /// The words.
    pub text: Text,
    /// Index of its page.
    pub page: usize,
    /// Its row.
    pub row: usize,
    /// Its paragraph.
    pub para: usize,
    /// Box around it.
    pub bbox: BBox,
}

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Part of the letter.
    Body,
    /// The same at the head or foot of several pages.
    Running,
    /// Line of a fax machine or a print time.
    Printed,
    /// Form number, revision, page number.
    Foot,
}

/// What stands side by side.
#[derive(Clone, Debug)]
pub struct Row {
    /// Index of its page.
    pub page: usize,
    /// Its cells from left to right.
    pub cells: Vec<usize>,
    /// Box around it.
    pub bbox: BBox,
    /// What it is for.
    pub kind: RowKind,
}

/// Lines that belong together.
#[derive(Clone, Debug, Default)]
pub struct Para {
    /// Its cells from top to bottom.
    pub cells: Vec<usize>,
    /// All its words.
    pub text: Text,
    /// Its sentences.
    pub sentences: Vec<usize>,
    /// Index of its page.
    pub page: usize,
    /// Box around it.
    pub bbox: BBox,
    /// The paragraph over it in the same column; at the head of a page, the last one of the page before.
    pub above: Option<usize>,
}

/// One sentence, or one line that stands for itself.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The words.
    pub text: Text,
    /// Its paragraph.
    pub para: usize,
    /// True where the words are of another language than English, or of a notice about languages.
    pub foreign: bool,
    /// True in running heads, fax lines and form numbers, and at boxes left open beside ticked ones.
    pub aside: bool,
    /// Its box, where it has one.
    pub mark: Option<boxes::Mark>,
}

/// A document laid out.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// All words.
    pub toks: Vec<Tok>,
    /// All rows from top to bottom, page by page.
    pub rows: Vec<Row>,
    /// All cells.
    pub cells: Vec<Cell>,
    /// All paragraphs in reading order.
    pub paras: Vec<Para>,
    /// All sentences in reading order.
    pub sentences: Vec<Sentence>,
    /// Tables of amounts.
    pub tables: Vec<Table>,
    /// Measures page by page.
    pub measures: Vec<Measure>,
    /// Page numbers as the document has them.
    numbers: Vec<u32>,
}

/// Box around these tokens.
pub fn union(toks: &[Tok], ids: &[usize]) -> BBox {
    let mut boxes = ids.iter().filter_map(|&i| toks.get(i)).map(|t| t.bbox);
    let first = boxes.next().unwrap_or_default();
    boxes.fold(first, BBox::union)
}

impl Sheet {
    /// Lays out `pages`.
    pub fn new(lib: &Library, pages: &Pages) -> Self {
        let mut sheet = Self::default();
        for (index, page) in pages.pages.iter().enumerate() {
            let measure = rows::read_page(
                index,
                page,
                &mut sheet.toks,
                &mut sheet.rows,
                &mut sheet.cells,
            );
            sheet.measures.push(measure);
            sheet.numbers.push(page.number);
        }
        repair::repair(lib, &mut sheet.toks);
        blocks::rejoin_prose(&mut sheet);
        for i in 0..sheet.cells.len() {
            let text = Text::new(&sheet.toks, &sheet.cells[i].ids);
            sheet.cells[i].text = text;
        }
        marks::mark_rows(&mut sheet);
        blocks::build(&mut sheet);
        sentences::build(&mut sheet);
        table::build(lib, &mut sheet);
        sheet
    }

    /// How sure the signs of these tokens are: the least sure word counts most.
    pub fn sureness(&self, ids: &[usize]) -> f32 {
        if ids.is_empty() {
            let sum: f32 = self.toks.iter().map(|t| t.confidence).sum();
            return sum / self.toks.len().max(1) as f32;
        }
        let mut worst = 1.0_f32;
        let (mut sum, mut n) = (0.0, 0);
        for tok in ids.iter().filter_map(|&i| self.toks.get(i)) {
            worst = worst.min(tok.confidence);
            sum += tok.confidence;
            n += 1;
        }
        if n == 0 {
            0.0
        } else {
            (worst + sum / n as f32) / 2.0
        }
    }

    /// The words of these tokens as they stand.
    pub fn quote(&self, ids: &[usize]) -> String {
        let words: Vec<&str> = ids
            .iter()
            .filter_map(|&i| self.toks.get(i))
            .map(|t| t.text.as_str())
            .collect();
        words.join(" ")
    }

    /// Where these tokens stand: the box of those on the page of the first.
    pub fn place(&self, ids: &[usize]) -> Option<Place> {
        let page = self.toks.get(*ids.first()?)?.page;
        let mine: Vec<usize> = ids
            .iter()
            .copied()
            .filter(|&i| self.toks.get(i).is_some_and(|t| t.page == page))
            .collect();
        let mut boxes = mine
            .iter()
            .filter_map(|&i| self.toks.get(i))
            .map(|t| t.shown);
        let first = boxes.next()?;
        Some(Place {
            page: self.numbers.get(page).copied().unwrap_or(page as u32 + 1),
            bbox: boxes.fold(first, BBox::union),
        })
    }

    /// A fact on these tokens. `confidence` is what the finder thinks of it on clean words; unsure signs lower it.
    pub fn fact<T>(
        &self,
        value: T,
        ids: &[usize],
        confidence: f32,
        why: impl Into<String>,
    ) -> Fact<T> {
        Fact {
            value,
            confidence: crate::calibrate::with_signs(confidence, self.sureness(ids)),
            quote: self.quote(ids),
            place: self.place(ids),
            why: why.into(),
        }
    }

    /// The number in the document of the page with this index.
    pub fn number_of(&self, page: usize) -> Option<u32> {
        self.numbers.get(page).copied()
    }

    /// The cell right of `cell` in its row.
    pub fn right_of(&self, cell: usize) -> Option<usize> {
        let row = self.rows.get(self.cells.get(cell)?.row)?;
        let at = row.cells.iter().position(|&c| c == cell)?;
        row.cells.get(at + 1).copied()
    }

    /// The rows after `row` on the same page, nearest first.
    pub fn rows_below(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let page = self.rows.get(row).map(|r| r.page);
        (row + 1..self.rows.len()).take_while(move |&r| self.rows.get(r).map(|x| x.page) == page)
    }

    /// The measure of a page.
    pub fn measure(&self, page: usize) -> Measure {
        self.measures.get(page).copied().unwrap_or(Measure {
            sign: 5.0,
            pitch: 12.0,
            ocr: false,
        })
    }

    /// The heading over a paragraph: the nearest short one above it in its column, itself included if its first
    /// line is one.
    pub fn heading(&self, para: usize) -> Option<&Text> {
        let mut at = self.paras.get(para)?.above;
        for _ in 0..4 {
            let p = self.paras.get(at?)?;
            let words = p.text.parts.len();
            if words <= 14 && p.cells.len() <= 2 && !p.text.raw.ends_with(['.', ',']) {
                return Some(&p.text);
            }
            at = p.above;
        }
        None
    }
}
