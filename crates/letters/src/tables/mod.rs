//! What stands in rows: statements, bills and pharmacies' print-outs line by line; cards by their labels.
//!
//! A finder here takes the document as `structure` laid it out. Amounts go by the columns that the letters' own
//! finder knows; days and codes go by their shape wherever they stand in the row; words go by the heading they
//! stand under. What was not printed is not made up: a value that is only likely has a low confidence.

mod bill;
mod card;
mod claims;
mod counters;
mod delimited;
mod doubtful;
mod grid;
mod label;
mod pharmacy;
mod phones;
mod refused;
mod row;
mod statement;
mod sums;
mod total;
mod unread;

pub use refused::{days_not_refused, owed_for_refused};

use crate::find::{self, Ctx};
use crate::structure::Sheet;
use holdfast_case::{BillTable, CardFields, Counter, FillTable, Pages, StatementTable};
use holdfast_library::Library;

/// So many pages are looked at for rows: a statement of a year has fewer.
const LOOKED_AT: usize = 200;

/// The pages that are looked at, and a doubt where there are more.
fn looked_at(pages: &Pages) -> (Pages, Option<String>) {
    let all = pages.pages.len();
    let first = pages.pages.iter().take(LOOKED_AT).cloned().collect();
    let doubt = (all > LOOKED_AT).then(|| {
        format!("This paper has {all} pages. Only the first {LOOKED_AT} were read for lines.")
    });
    (
        Pages {
            pages: first,
            doubts: Vec::new(),
        },
        doubt,
    )
}

/// The lines of an explanation of benefits or a Medicare summary notice, with doubts where they do not add up.
/// Pages without such lines give an empty table.
pub fn statement_lines(lib: &Library, pages: &Pages) -> StatementTable {
    let (pages, doubt) = looked_at(pages);
    let sheet = Sheet::new(lib, &pages);
    // Claim numbers, the patient and the provider are those of the letter as a whole.
    let reading = find::read(lib, &sheet, &pages);
    let mut table = statement::lines(&Ctx::new(lib, &sheet), &reading);
    table.doubts.extend(doubt);
    table
}

/// The rows of a pharmacy's print-out: each medicine handed out, with doubts where one may have been missed or misread.
/// Pages without such rows give an empty table.
pub fn pharmacy_fills(lib: &Library, pages: &Pages) -> FillTable {
    let (pages, doubt) = looked_at(pages);
    let mut table = match delimited::table(lib, &pages, &pharmacy::fields()) {
        Some(cut) => pharmacy::fills_of(cut.sheet(), &cut.records),
        None => pharmacy::fills(&Sheet::new(lib, &pages)),
    };
    table.doubts.extend(doubt);
    table
}

/// The lines of a superbill or of a clinic's bill, with doubts where they do not add up to the printed total,
/// where none is found, and where a line may have been missed or misread.
pub fn bill_lines(lib: &Library, pages: &Pages) -> BillTable {
    let (pages, doubt) = looked_at(pages);
    let sheet = Sheet::new(lib, &pages);
    let mut table = bill::lines(&Ctx::new(lib, &sheet));
    table.doubts.extend(doubt);
    table
}

/// What stands on an insurance card: front and back as pages of one document, in any order of their words.
pub fn card_fields(lib: &Library, pages: &Pages) -> CardFields {
    let (pages, _) = looked_at(pages);
    card::fields(&Sheet::new(lib, &pages))
}

/// The yearly counters that a statement or a portal's page prints: deductible and out-of-pocket.
pub fn counters(lib: &Library, pages: &Pages) -> Vec<Counter> {
    let (pages, _) = looked_at(pages);
    counters::counters(&Sheet::new(lib, &pages))
}
