//! Rows that are not part of what the letter says: running heads, fax lines, print times, form numbers.

use super::{RowKind, Sheet};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

static TIME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\d{1,2}:\d{2}(?::\d{2})?\b").expect("a fixed pattern"));
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]\d|\d[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
        .expect("a fixed pattern")
});
static PHONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d{3}[-. )]{1,2}\d{3}[-. ]\d{4}").expect("a fixed pattern"));
/// The number a fax went to.
static SENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r">\s*\d|\b\d{10,11}\b").expect("a fixed pattern"));
static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:page|pg|p)\W*\s*\d+\s*(?:(?:of|/)\s*\d+)?\W*$|^\W*\d{1,3}\W*$|\b(?:pg|p)\.? ?\d{1,2} ?/ ?\d{1,2}\b")
        .expect("a fixed pattern")
});
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bform (?:no\.? ?)?[a-z]*-?\d|\bomb (?:approval|no|control)|\brev(?:ised)?\.? ?\(?\d{1,2}[/-]|\bexp(?:ires)?\.? \d{1,2}/|\b[hsy]\d{4}_")
        .expect("a fixed pattern")
});

/// Sets the kind of every row.
pub fn mark_rows(sheet: &mut Sheet) {
    let joined: Vec<String> = sheet
        .rows
        .iter()
        .map(|r| {
            r.cells
                .iter()
                .filter_map(|&c| sheet.cells.get(c))
                .map(|c| c.text.low.as_str())
                .collect::<Vec<_>>()
                .join("  ")
        })
        .collect();
    // The rank of a row from the head and from the foot of its page.
    let mut rank = vec![(usize::MAX, usize::MAX); sheet.rows.len()];
    let mut start = 0;
    while start < sheet.rows.len() {
        let page = sheet.rows[start].page;
        let end = (start..sheet.rows.len())
            .find(|&i| sheet.rows[i].page != page)
            .unwrap_or(sheet.rows.len());
        for (r, slot) in rank.iter_mut().enumerate().take(end).skip(start) {
            *slot = (r - start, end - 1 - r);
        }
        start = end;
    }
    let plain = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for (r, text) in joined.iter().enumerate() {
        if rank[r].0 < 4 || rank[r].1 < 4 {
            let key = plain(text);
            if key.len() > 6 {
                seen.entry(key).or_default().push(r);
            }
        }
    }
    for (r, text) in joined.iter().enumerate() {
        let edge = rank[r].0 < 3 || rank[r].1 < 3;
        let words = text.split_whitespace().count();
        let faxed = text.contains("fax")
            || text.contains("page")
            || PAGE.is_match(text)
            || text.contains("printed")
            || SENT.is_match(text)
            || (words <= 6 && DATE.is_match(text));
        let kind = if edge
            && TIME.is_match(text)
            && text.chars().filter(char::is_ascii_digit).count() >= 8
            && faxed
        {
            RowKind::Printed
        } else if (PAGE.is_match(text) && words <= 4) || (FORM.is_match(text) && rank[r].1 < 4) {
            RowKind::Foot
        } else if (rank[r].0 < 4 || rank[r].1 < 4)
            && seen.get(&plain(text)).is_some_and(|rows| {
                // The head of the first page is the letterhead and stays; its repeats are running heads.
                let pages: Vec<usize> = rows.iter().map(|&x| sheet.rows[x].page).collect();
                // A telephone number in one of two rows only makes them different rows.
                let alike = PHONE.find_iter(text).all(|m| {
                    rows.iter()
                        .any(|&x| x != r && joined.get(x).is_some_and(|t| t.contains(m.as_str())))
                });
                alike
                    && pages.iter().any(|&p| p != sheet.rows[r].page)
                    && pages.first() != Some(&sheet.rows[r].page)
            })
        {
            RowKind::Running
        } else {
            RowKind::Body
        };
        sheet.rows[r].kind = kind;
    }
}
