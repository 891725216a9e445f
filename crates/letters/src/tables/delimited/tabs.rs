//! Columns parted by tabs. A page of text has them set to the next eighth sign, and nothing is left of them but where
//! the words begin; a gap of one blank may be either, and what stands in the cells decides.

use super::super::pharmacy::fits;
use super::{Cell, Found, Line, columns, words};
use crate::tables::grid::Field;
use holdfast_case::{Page, Pages};

/// Width of a sign on a page of text, and its margin, in points.
const ADVANCE: f32 = 6.0;
const MARGIN: f32 = 36.0;
/// Signs from one stop to the next.
const STOP: i64 = 8;
/// So many gaps of one line may be either.
const EITHER: usize = 8;

/// How many tabs a gap holds.
#[derive(Clone, Copy)]
enum Gap {
    /// None: a blank between words.
    Blank,
    /// So many.
    Tabs(usize),
    /// One, or a blank.
    Either,
}

/// The table where its columns are parted by tabs.
pub fn by_tabs(pages: &Pages, lines: &[Line], fields: &[Field]) -> Option<Found> {
    let ways = |line: &Line| {
        let page = pages.pages.get(line.page)?;
        let gaps = gaps(line)?;
        let tabs = gaps.iter().any(|g| !matches!(g, Gap::Blank));
        tabs.then(|| ways(page, line, &gaps))
    };
    let heading = |line: &Line| {
        let named = ways(line)?.into_iter().filter_map(|cells| {
            // Columns that are set apart by blanks leave stops empty between them.
            let whole = cells.iter().all(|c| !c.is_empty());
            let columns = columns(fields, &cells).filter(|_| whole)?;
            Some((columns.iter().flatten().count(), columns))
        });
        // The most cells that are named, in the fewest cells.
        named
            .max_by_key(|(named, columns)| (*named, usize::MAX - columns.len()))
            .map(|(_, columns)| columns)
    };
    let (at, columns) = lines
        .iter()
        .enumerate()
        .find_map(|(n, line)| Some((n, heading(line)?)))?;
    let row = |line: &Line| {
        let all = ways(line)?.into_iter();
        let fitting = all.filter(|cells| cells.len() >= 3 && cells.len() <= columns.len());
        fitting.max_by_key(|cells| {
            let fit = columns.iter().zip(cells).filter(|(column, cell)| {
                let text: Vec<&str> = cell.iter().map(|w| w.text.as_str()).collect();
                column.is_some_and(|name| fits(name, &text.join(" ")))
            });
            (fit.count(), cells.len())
        })
    };
    let rows: Vec<Option<Vec<Cell>>> = lines.iter().skip(at).map(row).collect();
    let first = rows.first().is_some_and(Option::is_some);
    (first && rows.iter().skip(1).any(Option::is_some)).then_some((at, columns, rows))
}

/// What each gap of a line may be; none where one ends at no stop and is more than a blank.
fn gaps(line: &Line) -> Option<Vec<Gap>> {
    let column = |x: f32| ((x - MARGIN) / ADVANCE).round() as i64;
    let blanks = line.signs.iter().filter(|s| s.word.is_none());
    blanks
        .map(|blank| {
            let (from, to) = (column(blank.bbox.x0), column(blank.bbox.x1));
            match (to - from, to % STOP) {
                (1, 0) => Some(Gap::Either),
                (1, _) => Some(Gap::Blank),
                (_, 0) => usize::try_from(to / STOP - from / STOP).ok().map(Gap::Tabs),
                _ => None,
            }
        })
        .collect()
}

/// All ways to cut a line.
fn ways(page: &Page, line: &Line, gaps: &[Gap]) -> Vec<Vec<Cell>> {
    let open = gaps.iter().filter(|g| matches!(g, Gap::Either)).count();
    let count = 1_usize << open.min(EITHER);
    let cut = |way: usize| {
        let mut out: Vec<Cell> = Vec::new();
        let mut from = 0;
        let mut either = 0;
        let blanks = (0..).zip(&line.signs).filter(|(_, s)| s.word.is_none());
        for ((at, _), gap) in blanks.zip(gaps) {
            let tabs = match gap {
                Gap::Blank => 0,
                Gap::Tabs(n) => *n,
                Gap::Either => {
                    either += 1;
                    usize::from(either <= EITHER && way & (1 << (either - 1)) != 0)
                }
            };
            if tabs > 0 {
                let piece = line.signs.get(from..at).unwrap_or_default();
                out.push(words(page, piece));
                // An empty cell for each stop that was passed by.
                out.extend(std::iter::repeat_n(Vec::new(), tabs.min(64) - 1));
                from = at + 1;
            }
        }
        out.push(words(page, line.signs.get(from..).unwrap_or_default()));
        out
    };
    (0..count).map(cut).collect()
}
