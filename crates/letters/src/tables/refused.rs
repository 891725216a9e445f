//! What of a statement was refused, and what was paid: an appeal speaks of the refused alone.

use super::claims::row_of;
use super::statement;
use crate::find::{Ctx, codes};
use crate::structure::Sheet;
use chrono::NaiveDate;
use holdfast_case::{Pages, Reading};
use holdfast_library::Library;
use std::collections::BTreeSet;

/// Days of treatment on which no line of the paper's tables is refused, and one at least is not: nothing is to be
/// appealed there. Empty for a letter without such lines.
pub fn days_not_refused(lib: &Library, pages: &Pages, reading: &Reading) -> BTreeSet<NaiveDate> {
    let pages = Pages {
        pages: pages.pages.iter().take(crate::LOOKED_AT).cloned().collect(),
        doubts: Vec::new(),
    };
    let sheet = Sheet::new(lib, &pages);
    let ctx = Ctx::new(lib, &sheet);
    let (mut refused, mut not) = (BTreeSet::new(), BTreeSet::new());
    for line in statement::lines(&ctx, reading).lines {
        // a line is found by whatever stands in it
        let row = (line.code.as_ref().and_then(|fact| row_of(&ctx, fact)))
            .or_else(|| line.billed.as_ref().and_then(|fact| row_of(&ctx, fact)));
        let days = [&line.service_from, &line.service_to];
        let days = days.into_iter().flatten().map(|fact| fact.value);
        match row.and_then(|row| codes::line_refuses(&ctx, row)) {
            Some(false) => not.extend(days),
            // what is not told may be refused
            Some(true) | None => refused.extend(days),
        }
    }
    not.difference(&refused).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages_from_text;

    #[test]
    fn a_day_that_was_paid_is_told_from_one_that_was_refused() {
        let lib = Library::builtin();
        let pages = pages_from_text(include_str!("../../letters/06-eob-benefit-maximum.txt"));
        let reading = crate::read(lib, &pages);
        let paid = days_not_refused(lib, &pages, &reading);
        let day = NaiveDate::from_ymd_opt(2026, 3, 11).unwrap_or_default();
        assert_eq!(paid.into_iter().collect::<Vec<_>>(), [day]);
    }
}
