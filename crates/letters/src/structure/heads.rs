//! Headings that stand one blank apart: which words are one heading, and over which figures it stands.
//!
//! Only two words or more that are known as a heading are taken together. All others go to the nearest column.

use super::amounts::AMOUNTS;
use super::table::Column;
use super::{Sheet, union};
use crate::phrases::List;
use holdfast_case::BBox;
use holdfast_library::Library;
use std::collections::HashSet;

/// Lists of headings over what is no amount.
const OTHERS: [List; 6] = [
    List("tables.units"),
    List("tables.modifiers"),
    List("tables.remarks"),
    List("tables.bill-day"),
    List("tables.bill-code"),
    List("tables.bill-description"),
];
/// Most words of one heading.
const LONGEST: usize = 5;

/// Where a word of a heading belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// To the column with this index.
    Column(usize),
    /// To a column without amounts.
    Nowhere,
    /// Nobody knows: the nearest one.
    Near,
}

/// What may stand over a column.
pub struct Vocabulary<'a> {
    amounts: HashSet<&'a str>,
    others: HashSet<&'a str>,
}

/// Some words of a cell that are one heading.
struct Phrase {
    from: usize,
    upto: usize,
    /// True for a known heading of amounts of two words or more.
    known: bool,
    /// True for a known heading of what is no amount.
    other: bool,
    bbox: BBox,
}

impl<'a> Vocabulary<'a> {
    /// All that the lists and the library know.
    pub fn new(lib: &'a Library) -> Self {
        let bank = lib.patterns.amount_labels.iter().flat_map(|l| &l.labels);
        let lists = AMOUNTS.iter().flat_map(|l| l.1.iter().copied());
        Self {
            amounts: bank.map(String::as_str).chain(lists).collect(),
            others: OTHERS.iter().flat_map(|l| l.iter().copied()).collect(),
        }
    }

    /// For each token of a cell over several columns where it belongs.
    pub fn spread(
        &self,
        sheet: &Sheet,
        ids: &[usize],
        columns: &[Column],
        hits: &[usize],
    ) -> Vec<Place> {
        let mut places = vec![Place::Near; ids.len()];
        let phrases = self.phrases(sheet, ids);
        // A note's heading beside the last figures is none of theirs.
        let beside = |phrase: &Phrase| {
            let mut over = hits.iter().filter_map(|&c| columns.get(c));
            phrase.other && !over.any(|c| phrase.bbox.x0 < c.x1 && phrase.bbox.x1 > c.x0)
        };
        // From left to right, each known heading takes the column it stands over most, or else the nearest; two
        // headings do not share one.
        let mut next = 0;
        for (n, phrase) in phrases.iter().enumerate() {
            let place = if beside(phrase) {
                Place::Nowhere
            } else if phrase.known {
                let after = phrases.iter().skip(n + 1).filter(|p| p.known).count();
                let last = hits.len().saturating_sub(after).max(next + 1);
                let best = hits
                    .iter()
                    .enumerate()
                    .take(last)
                    .skip(next)
                    .filter_map(|(at, &column)| {
                        let c = columns.get(column)?;
                        let shared = c.x1.min(phrase.bbox.x1) - c.x0.max(phrase.bbox.x0);
                        Some((at, column, shared))
                    })
                    .max_by(|a, b| a.2.total_cmp(&b.2));
                match best {
                    Some((at, column, _)) => {
                        next = at + 1;
                        Place::Column(column)
                    }
                    None => Place::Near,
                }
            } else {
                Place::Near
            };
            for slot in places.iter_mut().take(phrase.upto).skip(phrase.from) {
                *slot = place;
            }
        }
        places
    }

    /// The words of a cell as headings: the longest known ones, from left to right.
    fn phrases(&self, sheet: &Sheet, ids: &[usize]) -> Vec<Phrase> {
        let words: Vec<&str> = ids
            .iter()
            .filter_map(|&i| sheet.toks.get(i))
            .map(|t| {
                t.low
                    .trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
            })
            .collect();
        let mut out = Vec::new();
        let mut from = 0;
        while from < words.len() {
            let phrase = |length: usize| {
                let words = words.get(from..from + length)?.join(" ");
                let amounts = self.amounts.contains(words.as_str());
                let others = self.others.contains(words.as_str());
                (amounts || others).then_some((length, amounts))
            };
            let found = (1..=LONGEST).rev().find_map(phrase);
            let (length, amounts) = found.unwrap_or((1, true));
            out.push(Phrase {
                from,
                upto: from + length,
                known: amounts && length > 1 && found.is_some(),
                other: !amounts && found.is_some(),
                bbox: union(
                    &sheet.toks,
                    ids.get(from..from + length).unwrap_or_default(),
                ),
            });
            from += length;
        }
        out
    }

    /// How many kinds of amounts a row of words heads.
    pub fn kinds(low: &str) -> usize {
        let heads = |list: &List| {
            list.iter()
                .any(|phrase| super::text::at_word(low, phrase).is_some())
        };
        AMOUNTS.iter().filter(|l| heads(&l.1)).count()
    }
}
