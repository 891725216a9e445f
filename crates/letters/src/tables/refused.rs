//! What of a statement was refused, and what was paid: an appeal speaks of the refused alone.

use super::claims::row_of;
use super::statement;
use crate::find::{Ctx, codes};
use crate::structure::Sheet;
use chrono::NaiveDate;
use holdfast_case::statement::StatementLine;
use holdfast_case::{Cents, Pages, Reading};
use holdfast_library::Library;
use std::collections::BTreeSet;

/// Days of treatment on which no line of the paper's tables is refused, and one at least is not: nothing is to be
/// appealed there. Empty for a letter without such lines.
pub fn days_not_refused(lib: &Library, pages: &Pages, reading: &Reading) -> BTreeSet<NaiveDate> {
    let (mut refused, mut not) = (BTreeSet::new(), BTreeSet::new());
    for (line, refuses) in told_lines(lib, pages, reading) {
        let days = [&line.service_from, &line.service_to];
        let days = days.into_iter().flatten().map(|fact| fact.value);
        match refuses {
            Some(false) => not.extend(days),
            // what is not told may be refused
            Some(true) | None => refused.extend(days),
        }
    }
    not.difference(&refused).copied().collect()
}

/// What the person may have to pay for the refused lines, where the paper pays others: what is owed for those, or for one
/// of two claims, is not what an appeal is about. None where the lines do not tell it.
pub fn owed_for_refused(lib: &Library, pages: &Pages, reading: &Reading) -> Option<Cents> {
    let lines = told_lines(lib, pages, reading);
    let is_told = |refuses: bool| lines.iter().any(|(_, told)| *told == Some(refuses));
    let several = lines
        .iter()
        .filter_map(|(line, _)| line.claim_number.as_ref())
        .map(|fact| fact.value.as_str())
        .collect::<BTreeSet<_>>()
        .len()
        > 1;
    if !is_told(true) || !(is_told(false) || several) || lines.iter().any(|one| one.1.is_none()) {
        return None;
    }
    let refused = lines.iter().filter(|(_, told)| *told == Some(true));
    let mut sum = 0;
    for (line, _) in refused {
        sum += line.patient_owes.as_ref()?.value.0;
    }
    Some(Cents(sum))
}

/// The lines of the paper's tables, and whether each is refused.
fn told_lines(
    lib: &Library,
    pages: &Pages,
    reading: &Reading,
) -> Vec<(StatementLine, Option<bool>)> {
    let pages = Pages {
        pages: pages.pages.iter().take(crate::LOOKED_AT).cloned().collect(),
        doubts: Vec::new(),
    };
    let sheet = Sheet::new(lib, &pages);
    let ctx = Ctx::new(lib, &sheet);
    let lines = statement::lines(&ctx, reading).lines.into_iter();
    let told = lines.map(|line| {
        // a line is found by whatever stands in it
        let row = (line.code.as_ref().and_then(|fact| row_of(&ctx, fact)))
            .or_else(|| line.billed.as_ref().and_then(|fact| row_of(&ctx, fact)));
        let refuses = row.and_then(|row| codes::line_refuses(&ctx, row));
        (line, refuses)
    });
    told.collect()
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

    #[test]
    fn what_is_owed_is_that_of_the_refused_lines() {
        let lib = Library::builtin();
        for (text, owed) in [
            (include_str!("../../letters/121-msn-two-claims.txt"), 39_000),
            (
                include_str!("../../letters/83-student-eob-spravato.txt"),
                169_000,
            ),
            (include_str!("../../letters/118-ma-monthly-eob.txt"), 0),
            (
                include_str!("../../letters/38-eob-two-claims-marketplace.txt"),
                0,
            ),
        ] {
            let pages = pages_from_text(text);
            let reading = crate::read(lib, &pages);
            assert_eq!(
                owed_for_refused(lib, &pages, &reading),
                Some(Cents(owed)),
                "{}",
                text.lines().next().unwrap_or_default()
            );
        }
    }
}
