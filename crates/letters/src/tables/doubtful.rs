//! Sentences on rows that may say other than what was read: what one lacks and most have, and what was hard to read.

use crate::structure::Sheet;

/// Signs that the recognizer is less sure of than this are called hard to read. In photos and poor scans of tables
/// nearly all figures above it are right.
const HARD: f32 = 0.8;
/// So many rows are named in a sentence.
const NAMED: usize = 8;

/// What the rows of a table are called.
#[derive(Clone, Copy)]
pub struct Called {
    /// One, at the start of a sentence.
    pub one: &'static str,
    /// Several, at the start of a sentence.
    pub many: &'static str,
    /// Several, within a sentence.
    pub within: &'static str,
}

/// Lines of a statement or a bill.
pub const LINES: Called = Called {
    one: "Line",
    many: "Lines",
    within: "lines",
};
/// Rows of a pharmacy's print-out.
pub const ROWS: Called = Called {
    one: "Row",
    many: "Rows",
    within: "rows",
};

impl Called {
    /// `Line 3`, `Lines 3, 7`, by their places from 0.
    pub fn these(self, places: &[usize]) -> String {
        let numbers: Vec<String> = places
            .iter()
            .take(NAMED)
            .map(|n| (n + 1).to_string())
            .collect();
        let more = if places.len() > NAMED {
            " and more"
        } else {
            ""
        };
        let which = if places.len() == 1 {
            self.one
        } else {
            self.many
        };
        format!("{which} {}{more}", numbers.join(", "))
    }

    /// Rows that lack what most of the `count` rows have. A blank is a blank where the paper's own text says so; where
    /// signs were recognized it may be a figure that was missed.
    pub fn lacking(self, what: &str, count: usize, has: &dyn Fn(usize) -> bool) -> Option<String> {
        let (there, gone): (Vec<usize>, Vec<usize>) = (0..count).partition(|&n| has(n));
        let most = count >= 3 && there.len() * 2 > count && !gone.is_empty();
        most.then(|| {
            format!(
                "{}: no {what} could be read, and most {} have one.",
                self.these(&gone),
                self.within
            )
        })
    }

    /// Rows in which the recognizer was not sure of this.
    pub fn hard(self, what: &str, count: usize, is_hard: &dyn Fn(usize) -> bool) -> Option<String> {
        let found: Vec<usize> = (0..count).filter(|&n| is_hard(n)).collect();
        (!found.is_empty()).then(|| {
            format!(
                "{}: the {what} was hard to read. Compare it with the paper.",
                self.these(&found)
            )
        })
    }
}

/// True where the recognizer was not sure of the signs of these words.
pub fn is_hard(sheet: &Sheet, ids: &[usize]) -> bool {
    !ids.is_empty() && sheet.sureness(ids) < HARD
}

/// True where words of the document were recognized from pictures.
pub fn is_recognized(sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| sheet.measure(row.page).ocr)
}
