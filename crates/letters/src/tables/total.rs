//! The total under a table, and what is said where it is not the sum of the lines.

use super::grid::Record;
use crate::phrases::List;
use crate::structure::text::any;
use crate::structure::{Sheet, table};
use holdfast_case::{Cents, Fact};

/// So many rows below the last line are looked through.
const BELOW: usize = 6;

/// The total: in the rows after the last line, the amount behind the words of a total.
pub fn behind(sheet: &Sheet, last: &Record) -> Option<Fact<Cents>> {
    let from = last.rows.iter().copied().max()? + 1;
    (from..sheet.rows.len()).take(BELOW).find_map(|r| {
        let ids = table::row_toks(sheet, r);
        let low = table::row_low(sheet, r);
        let word = any(&low, &List("tables.bill-total"))?;
        if any(&low, &List("tables.bill-no-total")).is_some_and(|w| low.find(w) < low.find(word)) {
            return None;
        }
        let (id, cents) = ids
            .into_iter()
            .find_map(|i| Some((i, table::money(sheet.toks.get(i)?)?)))?;
        Some(sheet.fact(cents, &[id], 0.94, format!("behind '{word}'")))
    })
}

/// What is said where the sum of what was read is not what is printed.
pub fn differs(what: &str, sum: i64, printed: i64) -> String {
    let by = printed.saturating_sub(sum);
    let way = if by > 0 { "more" } else { "less" };
    format!(
        "The {what} add up to {}. The total printed is {}: {} {way}.",
        Cents(sum),
        Cents(printed),
        Cents(by.saturating_abs())
    )
}
