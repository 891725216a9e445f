//! Tables of amounts: which figures stand in one column, what the column is called, which row is the total.

use super::heads::{self, Vocabulary};
use super::{Sheet, Tok};
use holdfast_case::Cents;
use holdfast_library::Library;
use regex::Regex;
use std::sync::LazyLock;

static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\(?-?\$?-?\d{1,3}(?:,?\d{3})*\.\d{2}(?:\)|-|CR)?$|^-?\$\d{1,3}(?:,?\d{3})*$")
        .expect("a fixed pattern")
});

/// One figure of a table.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Its token.
    pub tok: usize,
    /// Its amount.
    pub amount: Cents,
    /// Its column.
    pub column: usize,
}

/// One row of figures.
#[derive(Clone, Debug)]
pub struct Line {
    /// The row of the sheet.
    pub row: usize,
    /// Rows of the sheet that belong to it, itself included (a description that goes on below).
    pub rows: Vec<usize>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// True where it adds up the rows above.
    pub total: bool,
}

/// One column of figures.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Left edge of its figures.
    pub x0: f32,
    /// Right edge of its figures.
    pub x1: f32,
    /// Its heading in lower case.
    pub head: String,
    /// The tokens of the heading.
    pub ids: Vec<usize>,
}

/// A table of amounts.
#[derive(Clone, Debug)]
pub struct Table {
    /// First row of its heading.
    pub first: usize,
    /// Last row.
    pub last: usize,
    /// Its columns of figures from left to right.
    pub columns: Vec<Column>,
    /// Its rows of figures.
    pub lines: Vec<Line>,
    /// Tokens of its heading rows.
    pub head: Vec<usize>,
}

/// A row with its amounts by token, and whether it is called a total.
type Found = (usize, Vec<(usize, Cents)>, bool);

/// The amount that a token is, if it is one: cents or a dollar sign are needed.
pub fn money(tok: &Tok) -> Option<Cents> {
    let text = tok
        .raw
        .trim_end_matches(['.', ',', ';', ':', '|', '*'])
        .trim_start_matches(['|', '+']);
    let text = if MONEY.is_match(text) {
        text.to_owned()
    } else if (tok.ocr || tok.confidence < 0.98)
        && MONEY.is_match(tok.low.trim_end_matches(['.', ',', ';']))
    {
        tok.low.trim_end_matches(['.', ',', ';']).to_owned()
    } else {
        return None;
    };
    text.parse().ok()
}

fn figures(sheet: &Sheet, row: usize) -> Vec<(usize, Cents)> {
    sheet
        .rows
        .get(row)
        .into_iter()
        .flat_map(|r| &r.cells)
        .filter_map(|&c| sheet.cells.get(c))
        .flat_map(|c| &c.ids)
        .filter_map(|&i| Some((i, money(sheet.toks.get(i)?)?)))
        .collect()
}

/// The words of a row in lower case.
pub fn row_low(sheet: &Sheet, row: usize) -> String {
    let cells = sheet
        .rows
        .get(row)
        .map(|r| r.cells.as_slice())
        .unwrap_or_default();
    let texts: Vec<&str> = cells
        .iter()
        .filter_map(|&c| sheet.cells.get(c))
        .map(|c| c.text.low.as_str())
        .collect();
    texts.join(" ")
}

/// Tokens of a row from left to right.
pub fn row_toks(sheet: &Sheet, row: usize) -> Vec<usize> {
    let cells = sheet
        .rows
        .get(row)
        .map(|r| r.cells.as_slice())
        .unwrap_or_default();
    cells
        .iter()
        .filter_map(|&c| sheet.cells.get(c))
        .flat_map(|c| c.ids.iter().copied())
        .collect()
}

fn prose(sheet: &Sheet, row: usize) -> bool {
    let Some(r) = sheet.rows.get(row) else {
        return true;
    };
    let m = sheet.measure(r.page);
    r.cells.len() == 1
        && r.bbox.width() > 45.0 * m.sign
        && r.cells
            .iter()
            .any(|&c| sheet.cells.get(c).is_some_and(|c| c.ids.len() > 7))
}

/// Most rows that the words of one item take below its figures.
const LONGEST_ITEM: usize = 9;

/// True where all that stands in `row` stands left of the figures of `above`: the words of its item go on there.
fn goes_on(sheet: &Sheet, above: usize, row: usize) -> bool {
    let left = figures(sheet, above)
        .iter()
        .filter_map(|f| sheet.toks.get(f.0))
        .map(|t| t.bbox.x0)
        .fold(f32::MAX, f32::min);
    let (Some(r), Some(before)) = (
        sheet.rows.get(row),
        row.checked_sub(1).and_then(|b| sheet.rows.get(b)),
    ) else {
        return false;
    };
    let m = sheet.measure(r.page);
    r.bbox.x1 < left + m.sign && r.bbox.y0 - before.bbox.y1 < m.pitch && !label_row(sheet, row)
}

/// True where a row holds labels with their values: it heads no column and is no item.
fn label_row(sheet: &Sheet, row: usize) -> bool {
    sheet.rows.get(row).is_some_and(|r| {
        let labels = r.cells.split_last().map_or(&[][..], |x| x.1);
        labels.iter().any(|&c| {
            sheet
                .cells
                .get(c)
                .is_some_and(|c| c.text.low.ends_with(':'))
        })
    })
}

/// Finds all tables.
pub fn build(lib: &Library, sheet: &mut Sheet) {
    let vocabulary = Vocabulary::new(lib);
    let mut tables = Vec::new();
    let mut row = 0;
    while row < sheet.rows.len() {
        let start = figures(sheet, row);
        if start.len() < 2 || prose(sheet, row) {
            row += 1;
            continue;
        }
        let page = sheet.rows[row].page;
        let mut lines = Vec::new();
        let (mut at, mut empty, mut wrapped, mut last) = (row, 0, 0, row);
        while at < sheet.rows.len() && sheet.rows[at].page == page && empty < 3 {
            let found = figures(sheet, at);
            let low = row_low(sheet, at);
            let total = low
                .split_whitespace()
                .take(3)
                .any(|w| w.starts_with("total") || w.starts_with("subtotal"));
            if found.len() >= 2 && !prose(sheet, at) {
                (empty, wrapped) = (0, 0);
                last = at;
                lines.push((at, found, total));
                if total {
                    break;
                }
            } else if wrapped < LONGEST_ITEM && goes_on(sheet, last, at) {
                wrapped += 1;
            } else {
                empty += 1;
                if prose(sheet, at) {
                    break;
                }
            }
            at += 1;
        }
        if let Some(table) = make(sheet, &vocabulary, &lines, last) {
            tables.push(table);
        }
        row = last + 1;
    }
    sheet.tables = tables;
}

fn make(sheet: &Sheet, vocabulary: &Vocabulary<'_>, lines: &[Found], last: usize) -> Option<Table> {
    let first_row = lines.first()?.0;
    let page = sheet.rows.get(first_row)?.page;
    let m = sheet.measure(page);
    let mut columns: Vec<Column> = Vec::new();
    for (tok, _) in lines.iter().flat_map(|l| &l.1) {
        let b = sheet.toks.get(*tok)?.bbox;
        let near = columns
            .iter_mut()
            .find(|c| b.x0 < c.x1 + 0.6 * m.sign && b.x1 > c.x0 - 0.6 * m.sign);
        match near {
            Some(c) => {
                c.x0 = c.x0.min(b.x0);
                c.x1 = c.x1.max(b.x1);
            }
            None => columns.push(Column {
                x0: b.x0,
                x1: b.x1,
                ..Column::default()
            }),
        }
    }
    columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    if columns.len() < 2 && lines.len() < 2 {
        return None;
    }
    // The heading: rows right above without figures that are no running text.
    let mut first = first_row;
    let mut top = sheet.rows.get(first_row)?.bbox.y0;
    for up in 1..=6 {
        let Some(row) = first_row.checked_sub(up) else {
            break;
        };
        let r = sheet.rows.get(row)?;
        // The head of several groups stands over the name of the first one, a rule between them.
        let heads = r
            .cells
            .iter()
            .filter_map(|&c| sheet.cells.get(c))
            .filter(|c| over(&columns, c.bbox.x0, c.bbox.x1, 1.2 * m.sign).len() == 1);
        let near = if up == 1 || (columns.len() > 2 && heads.count() >= columns.len() - 1) {
            2.4
        } else {
            1.1
        };
        let far = top - r.bbox.y1 > m.pitch * near;
        if r.page != page
            || far
            || prose(sheet, row)
            || label_row(sheet, row)
            || !figures(sheet, row).is_empty()
        {
            break;
        }
        first = row;
        top = r.bbox.y0;
    }
    let mut head = Vec::new();
    for row in first..first_row {
        for &cell in &sheet.rows.get(row)?.cells {
            let c = sheet.cells.get(cell)?;
            head.extend(c.ids.iter().copied());
            let hits: Vec<usize> = over(&columns, c.bbox.x0, c.bbox.x1, 1.2 * m.sign);
            // Headings one blank apart are one cell: there the words that are known as headings say which is whose.
            let told = match (hits.len(), c.ids.len()) {
                (0, _) | (_, 1) => Vec::new(),
                _ => vocabulary.spread(sheet, &c.ids, &columns, &hits),
            };
            for (at, &id) in c.ids.iter().enumerate() {
                let b = sheet.toks.get(id)?.bbox;
                let column = match (hits.as_slice(), told.get(at)) {
                    ([], _) | (_, Some(heads::Place::Nowhere)) => None,
                    (_, Some(heads::Place::Column(column))) => Some(*column),
                    ([one], _) => Some(*one),
                    _ => nearest(&columns, &hits, (b.x0 + b.x1) / 2.0),
                };
                if let Some(c) = column.and_then(|c| columns.get_mut(c)) {
                    c.ids.push(id);
                }
            }
        }
    }
    for c in &mut columns {
        let words: Vec<&str> = c
            .ids
            .iter()
            .filter_map(|&i| sheet.toks.get(i))
            .map(|t| t.low.as_str())
            .collect();
        c.head = words.join(" ").replace("- ", "-");
    }
    let column_of = |tok: usize| {
        let b = sheet.toks.get(tok).map(|t| t.bbox).unwrap_or_default();
        over(&columns, b.x0, b.x1, 0.6 * m.sign)
            .first()
            .copied()
            .unwrap_or(0)
    };
    let mut lines: Vec<Line> = lines
        .iter()
        .enumerate()
        .map(|(n, (row, found, total))| {
            let next = lines.get(n + 1).map_or(last + 1, |l| l.0);
            Line {
                row: *row,
                rows: (*row..next.max(row + 1)).collect(),
                figures: found
                    .iter()
                    .map(|&(tok, amount)| Figure {
                        tok,
                        amount,
                        column: column_of(tok),
                    })
                    .collect(),
                total: *total,
            }
        })
        .collect();
    mark_sums(&mut lines);
    Some(Table {
        first,
        last,
        columns,
        lines,
        head,
    })
}

/// A last line that adds up the others is a total, whatever its label was read as.
fn mark_sums(lines: &mut [Line]) {
    let Some((last, above)) = lines.split_last_mut() else {
        return;
    };
    if above.len() < 2 || above.iter().any(|l| l.total) {
        return;
    }
    let sums = last
        .figures
        .iter()
        .filter(|f| f.amount.0 != 0)
        .filter(|f| {
            let sum: i64 = above
                .iter()
                .flat_map(|l| &l.figures)
                .filter(|x| x.column == f.column)
                .fold(0, |s, x| s.saturating_add(x.amount.0));
            sum == f.amount.0
        })
        .count();
    last.total |=
        sums >= 2 || (sums == 1 && last.figures.iter().filter(|f| f.amount.0 != 0).count() == 1);
}

fn over(columns: &[Column], x0: f32, x1: f32, slack: f32) -> Vec<usize> {
    columns
        .iter()
        .enumerate()
        .filter(|(_, c)| x0 < c.x1 + slack && x1 > c.x0 - slack)
        .map(|(i, _)| i)
        .collect()
}

fn nearest(columns: &[Column], among: &[usize], x: f32) -> Option<usize> {
    let away = |c: &Column| {
        if x < c.x0 {
            c.x0 - x
        } else {
            (x - c.x1).max(0.0)
        }
    };
    among
        .iter()
        .copied()
        .filter_map(|i| Some((i, away(columns.get(i)?))))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages_from_text;

    fn heads(text: &str) -> Vec<String> {
        let sheet = Sheet::new(Library::builtin(), &pages_from_text(text));
        sheet
            .tables
            .iter()
            .flat_map(|t| t.columns.iter().map(|c| c.head.clone()))
            .collect()
    }

    #[test]
    fn headings_of_several_lines_belong_to_their_columns() {
        let text = "
                                Service    Provider    Medicare-  Medicare  Maximum    See
                                Approved?  Charged     Approved   Paid      You May    Notes
                                                                            Be Billed  Below
Office visit, established        Yes        $180.00    $116.60    $93.28     $23.32
patient (99214)
Infusion into a vein, up to      NO          340.00       0.00      0.00     340.00    A
1 hour (96365)
Total for claim #45-26130-088-210           $644.00    $116.60    $93.28    $487.32
";
        assert_eq!(
            heads(text),
            [
                "provider charged",
                "medicare-approved",
                "medicare paid",
                "maximum you may be billed"
            ]
        );
    }
}
