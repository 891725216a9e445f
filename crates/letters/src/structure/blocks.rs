//! Cells to paragraphs: what stands under one another in a column, by geometry alone.

use super::{Para, RowKind, Sheet, Text};
use regex::Regex;
use std::sync::LazyLock;

/// The number or mark of a paragraph or of an item of a list.
static ENUMERATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|\(?[A-Za-z][.)]|[•*o·▪■-])$",
    )
    .expect("a fixed pattern")
});

/// Puts cells together again that a double blank within running text has parted.
pub fn rejoin_prose(sheet: &mut Sheet) {
    let spans = |sheet: &Sheet, row: usize, page: usize, x0: f32, x1: f32| {
        sheet.rows.get(row).is_some_and(|r| {
            r.page == page
                && r.cells.len() == 1
                && r.cells.iter().any(|&c| {
                    sheet.cells.get(c).is_some_and(|c| {
                        let sign = sheet.measure(page).sign;
                        c.ids.len() > 6
                            && c.bbox.x0 < x0 - 4.0 * sign
                            && c.bbox.x1 > x1 + 4.0 * sign
                    })
                })
        })
    };
    for row in 0..sheet.rows.len() {
        let page = sheet.rows[row].page;
        let sign = sheet.measure(page).sign;
        let mut at = 0;
        while at + 1 < sheet.rows[row].cells.len() {
            let (left, right) = (sheet.rows[row].cells[at], sheet.rows[row].cells[at + 1]);
            let (x0, x1) = (sheet.cells[left].bbox.x1, sheet.cells[right].bbox.x0);
            let beside = row > 0
                && spans(sheet, row - 1, page, x0, x1)
                && spans(sheet, row + 1, page, x0, x1);
            // "2.4  Second review." and "(a)  Article VII": the number of a paragraph is no column.
            let numbered = at == 0
                && x1 - x0 < 4.2 * sign
                && ENUMERATOR.is_match(&sheet.quote(&sheet.cells[left].ids))
                && sheet.cells[right].ids.len() >= 3;
            if (x1 - x0 < 3.2 * sign && beside) || numbered {
                let moved = std::mem::take(&mut sheet.cells[right].ids);
                for &i in &moved {
                    sheet.toks[i].cell = left;
                }
                sheet.cells[left].ids.extend(moved);
                sheet.cells[left].bbox = sheet.cells[left].bbox.union(sheet.cells[right].bbox);
                sheet.rows[row].cells.remove(at + 1);
            } else {
                at += 1;
            }
        }
    }
}

/// A paragraph that may still grow.
struct Open {
    para: usize,
    first_x0: f32,
    x0: f32,
    x1: f32,
    bottom: f32,
    lines: usize,
}

/// Builds the paragraphs of all pages.
pub fn build(sheet: &mut Sheet) {
    let mut open: Vec<Open> = Vec::new();
    let mut page = usize::MAX;
    for row in 0..sheet.rows.len() {
        let kind = sheet.rows[row].kind;
        if sheet.rows[row].page != page {
            page = sheet.rows[row].page;
            open.clear();
        }
        let m = sheet.measure(page);
        let cells = sheet.rows[row].cells.clone();
        // A paragraph goes on for as long as the next line is near.
        open.retain(|o| {
            kind == RowKind::Body && sheet.rows[row].bbox.y1 - o.bottom < m.pitch * 1.65
        });
        let alone = cells.len() == 1;
        for cell in cells {
            let b = sheet.cells[cell].bbox;
            let found = open
                .iter()
                .enumerate()
                .filter(|(_, o)| {
                    let same_left = (b.x0 - o.x0).abs() < 2.2 * m.sign;
                    let after_indent = o.lines == 1
                        && o.first_x0 - b.x0 > 0.0
                        && o.first_x0 - b.x0 < 9.0 * m.sign
                        && alone;
                    let hanging = o.lines == 1
                        && b.x0 - o.x0 > 0.0
                        && b.x0 - o.x0 < 6.4 * m.sign
                        && alone
                        && b.x0 < o.x1;
                    same_left || ((after_indent || hanging) && o.x1 - b.x0 > 20.0 * m.sign)
                })
                .min_by(|(_, a), (_, c)| (a.x0 - b.x0).abs().total_cmp(&(c.x0 - b.x0).abs()))
                .map(|(i, _)| i);
            let para = match found {
                Some(i) => {
                    let o = &mut open[i];
                    o.x0 = b.x0;
                    o.x1 = o.x1.max(b.x1);
                    o.bottom = b.y1;
                    o.lines += 1;
                    o.para
                }
                None => {
                    sheet.paras.push(Para {
                        page,
                        bbox: b,
                        ..Para::default()
                    });
                    let para = sheet.paras.len() - 1;
                    open.push(Open {
                        para,
                        first_x0: b.x0,
                        x0: b.x0,
                        x1: b.x1,
                        bottom: b.y1,
                        lines: 1,
                    });
                    para
                }
            };
            sheet.paras[para].cells.push(cell);
            sheet.paras[para].bbox = sheet.paras[para].bbox.union(b);
            sheet.cells[cell].para = para;
        }
        if kind != RowKind::Body {
            open.clear();
        }
    }
    for para in 0..sheet.paras.len() {
        let ids: Vec<usize> = sheet.paras[para]
            .cells
            .iter()
            .flat_map(|&c| sheet.cells[c].ids.iter().copied())
            .collect();
        for &i in &ids {
            sheet.toks[i].para = para;
        }
        sheet.paras[para].text = Text::new(&sheet.toks, &ids);
    }
    link_above(sheet);
}

/// For each paragraph the nearest one above that overlaps it from left to right.
fn link_above(sheet: &mut Sheet) {
    let mut start = 0;
    while start < sheet.paras.len() {
        let page = sheet.paras[start].page;
        let end = (start..sheet.paras.len())
            .find(|&i| sheet.paras[i].page != page)
            .unwrap_or(sheet.paras.len());
        for p in start..end {
            let b = sheet.paras[p].bbox;
            // A page with very many scraps (a form, noise) is looked at only nearby.
            let from = start.max(p.saturating_sub(60));
            let above = (from..p)
                .filter(|&q| {
                    let o = sheet.paras[q].bbox;
                    let overlap = o.x1.min(b.x1) - o.x0.max(b.x0);
                    o.y0 < b.y0
                        && overlap > 0.3 * o.width().min(b.width())
                        && sheet.paras[q].text.parts.iter().any(|_| true)
                })
                .max_by(|&a, &c| sheet.paras[a].bbox.y1.total_cmp(&sheet.paras[c].bbox.y1));
            sheet.paras[p].above = above;
        }
        over_the_page(sheet, start, end);
        start = end;
    }
}

/// What stands first on a page goes on from the last paragraph of the page before it.
fn over_the_page(sheet: &mut Sheet, start: usize, end: usize) {
    let body = |sheet: &Sheet, p: usize| {
        let row = sheet
            .paras
            .get(p)
            .and_then(|p| p.cells.first())
            .and_then(|&c| sheet.cells.get(c))
            .and_then(|c| sheet.rows.get(c.row));
        row.is_some_and(|r| r.kind == RowKind::Body)
    };
    let Some(before) = start.checked_sub(1) else {
        return;
    };
    let page = sheet.paras.get(before).map(|p| p.page);
    let last = (0..start)
        .rev()
        .take_while(|&q| sheet.paras.get(q).map(|p| p.page) == page)
        .find(|&q| body(sheet, q));
    for p in start..end {
        let first = sheet.paras[p]
            .above
            .is_none_or(|a| !body(sheet, a) && sheet.paras[a].above.is_none());
        if first && body(sheet, p) {
            sheet.paras[p].above = last;
        }
    }
}
