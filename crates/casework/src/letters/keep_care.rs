//! The last day to ask that care goes on while they decide, and whose day it is.

use crate::desk::{Inner, Opened};
use crate::error::Error;
use chrono::NaiveDate;
use holdfast_case::{Deadline, Letter};
use holdfast_vault::DeadlineFilter;

/// The step that asks for care to go on.
const KEEPING_CARE: &str = "continuation-of-benefits";

/// The last day to ask that care goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KeepCare {
    /// The day.
    pub(super) day: NaiveDate,
    /// True where their letter gives it: only then may a letter of ours say so.
    pub(super) by_letter: bool,
}

impl Inner {
    /// The last day to ask that care goes on meanwhile; none where their letter cuts none.
    pub(super) fn day_to_keep_care(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<Option<KeepCare>, Error> {
        let Some(document) = letter.answers else {
            return Ok(None);
        };
        let rows = open.vault.read().deadlines(&DeadlineFilter {
            document: Some(document),
            only_member: true,
            with_done: true,
            ..DeadlineFilter::default()
        })?;
        let of_care = rows.iter().map(|row| &row.deadline);
        Ok(chosen(
            of_care.filter(|deadline| deadline.level == KEEPING_CARE),
        ))
    }
}

/// The day of their letter, the later of two: what their own letter still allows is not late, whatever a rule counts.
/// Where it gives none, the rule's, the earliest.
fn chosen<'a>(all: impl Iterator<Item = &'a Deadline> + Clone) -> Option<KeepCare> {
    let theirs = all.clone().filter_map(|deadline| deadline.due_by_letter);
    let by_letter = theirs.max().map(|day| KeepCare {
        day,
        by_letter: true,
    });
    by_letter.or_else(|| {
        let day = all.filter_map(|deadline| deadline.due).min()?;
        Some(KeepCare {
            day,
            by_letter: false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_their_letter_is_theirs_and_no_other_is() {
        let day = |day: &str| day.parse::<NaiveDate>().ok();
        let row = |due: &str, by_letter: Option<&str>| Deadline {
            due: day(due),
            due_by_letter: by_letter.and_then(day),
            ..Deadline::default()
        };
        let found = |rows: &[Deadline]| {
            let found = chosen(rows.iter())?;
            Some((found.day.to_string(), found.by_letter))
        };
        assert_eq!(
            found(&[row("2026-08-30", Some("2026-08-31"))]),
            Some(("2026-08-31".to_owned(), true))
        );
        // "by October 31, or within 10 days"
        assert_eq!(
            found(&[
                row("2026-10-26", Some("2026-10-26")),
                row("2026-10-26", Some("2026-10-31"))
            ]),
            Some(("2026-10-31".to_owned(), true))
        );
        assert_eq!(
            found(&[row("2026-08-30", None)]),
            Some(("2026-08-30".to_owned(), false))
        );
        assert_eq!(found(&[]), None);
    }
}
