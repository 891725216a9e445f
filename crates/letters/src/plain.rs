//! Plain-text letters as pages: for tests, the bench, and letters that never were on paper.

use holdfast_case::{BBox, Page, PageSource, Pages, Word};

/// Width of one sign of the grid in points.
const CELL_W: f32 = 6.0;
/// Height of one line of the grid in points.
const CELL_H: f32 = 12.0;
/// Margin on all sides in points.
const MARGIN: f32 = 36.0;

/// Pages of `text` on a typewriter grid, so that columns and tables keep their places.
/// A form feed begins a new page; a tabulator counts as blanks up to the next multiple of eight.
pub fn pages_from_text(text: &str) -> Pages {
    let pages = text
        .split('\u{c}')
        .enumerate()
        .map(|(n, page)| page_of(n as u32 + 1, page))
        .collect();
    Pages {
        pages,
        doubts: Vec::new(),
    }
}

fn page_of(number: u32, text: &str) -> Page {
    let mut words = Vec::new();
    let (mut columns, mut rows) = (0_usize, 0_usize);
    for (row, line) in text.lines().enumerate() {
        rows = row + 1;
        let mut column = 0_usize;
        let mut word: Option<(usize, String)> = None;
        let mut close = |word: &mut Option<(usize, String)>, end: usize| {
            if let Some((start, text)) = word.take() {
                let top = MARGIN + row as f32 * CELL_H;
                words.push(Word {
                    text,
                    bbox: BBox {
                        x0: MARGIN + start as f32 * CELL_W,
                        y0: top,
                        x1: MARGIN + end as f32 * CELL_W,
                        y1: top + CELL_H * 0.8,
                    },
                    confidence: 1.0,
                    line: row as u32,
                    block: 0,
                });
            }
        };
        for sign in line.chars() {
            if sign.is_whitespace() {
                close(&mut word, column);
                column += if sign == '\t' { 8 - column % 8 } else { 1 };
            } else {
                word.get_or_insert_with(|| (column, String::new()))
                    .1
                    .push(sign);
                column += 1;
            }
        }
        close(&mut word, column);
        columns = columns.max(column);
    }
    Page {
        number,
        width: (MARGIN * 2.0 + columns as f32 * CELL_W).max(612.0),
        height: (MARGIN * 2.0 + rows as f32 * CELL_H).max(792.0),
        source: if words.is_empty() {
            PageSource::Blank
        } else {
            PageSource::TextLayer
        },
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_pages_keep_their_places() {
        let pages = pages_from_text("Name:   Ada\n\tTab\n\u{c}Second");
        assert_eq!(pages.pages.len(), 2);
        let words = &pages.pages[0].words;
        assert_eq!(words[1].text, "Ada");
        assert_eq!(words[1].bbox.x0, MARGIN + 8.0 * CELL_W);
        assert_eq!(words[2].bbox.x0, words[1].bbox.x0);
        assert_eq!(pages.pages[1].words[0].text, "Second");
    }
}
