//! The deductible and the most a person pays in a year, as a card prints them. A line with two amounts and nothing that
//! tells them apart says neither.

use super::super::counters;
use crate::structure::table::{money, row_toks};
use crate::structure::{Sheet, Text};
use holdfast_case::{Cents, Counter, Fact};

/// All limits of the card, each once.
pub fn limits(sheet: &Sheet) -> Vec<Counter> {
    let mut out: Vec<Counter> = Vec::new();
    for row in 0..sheet.rows.len() {
        let ids = row_toks(sheet, row);
        let text = Text::new(&sheet.toks, &ids);
        let Some(kind) = counters::kind_of(&text.low) else {
            continue;
        };
        let amounts: Vec<(usize, Cents)> = ids
            .iter()
            .filter_map(|&id| Some((id, money(sheet.toks.get(id)?)?)))
            .collect();
        let &[(id, amount)] = amounts.as_slice() else {
            continue;
        };
        let (whose, network, year) = counters::scope(&text.low);
        let limit: Fact<Cents> = sheet.fact(amount, &[id], 0.9, "the one amount behind its word");
        let found = Counter {
            kind,
            whose,
            network,
            year,
            limit: Some(limit),
            met: None,
            left: None,
        };
        let same = |c: &Counter| {
            (c.kind, &c.whose, &c.network) == (found.kind, &found.whose, &found.network)
        };
        if !out.iter().any(same) {
            out.push(found);
        }
    }
    out
}
