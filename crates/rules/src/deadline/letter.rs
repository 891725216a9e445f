//! The letter's own limit: a printed day, or a count from its own trigger.

use super::clock::Clock;
use crate::calendar::{Calendar, Counting, MonthEnd, Unit, long};
use chrono::NaiveDate;
use holdfast_case::{DeadlineQuestion, LetterLimit};

/// The letter's last day, and the sentence that tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LetterDay {
    pub(crate) day: NaiveDate,
    pub(crate) say: String,
    /// True where it was counted from receipt.
    pub(crate) from_receipt: bool,
}

/// Works out the letter's own limit; none where it gives none, or what starts it has not happened.
pub(crate) fn letter_day(
    calendar: &Calendar,
    letter: &LetterLimit,
    ask: &DeadlineQuestion,
    clock: &Clock,
    given: Option<NaiveDate>,
    end: MonthEnd,
) -> Option<LetterDay> {
    if let Some(day) = letter.date {
        let say = format!("The letter prints a last day of its own: {}.", long(day));
        return Some(LetterDay {
            day,
            say,
            from_receipt: false,
        });
    }
    let (count, unit) = (letter.count?, Unit::find(letter.unit.as_deref()?)?);
    let (start, from, from_receipt) = match letter.trigger.as_deref() {
        Some("receipt-of-notice" | "receipt-of-final-decision" | "receipt-of-decision") => {
            (clock.receipt?, "receipt", true)
        }
        Some("effective-date" | "effective-date-of-action" | "day-of-discharge") => {
            (ask.effective_date?, "the day the cut takes effect", false)
        }
        // What the earlier letter left open has come by now, if there is a decision. Its date is the earliest.
        Some("future-decision" | "final-decision") => (
            ask.decision_date.and(clock.paper)?,
            "the date of the decision",
            false,
        ),
        Some("first-denial") => (
            given.or(ask.notice_date.filter(|_| ask.decision_date.is_some()))?,
            "the first denial",
            false,
        ),
        Some(
            "date-of-notice"
            | "date-of-final-decision"
            | "mailing"
            | "date-of-first-bill"
            | "receipt-of-bill",
        )
        | None => (clock.paper?, "its date", false),
        Some(_) => (given?, "the day it names", false),
    };
    let day = calendar
        .count(start, count, unit, end, Counting::Member)?
        .day;
    let say = format!(
        "The letter gives {} from {from}, {}: {}.",
        unit.words(count),
        long(start),
        long(day)
    );
    Some(LetterDay {
        day,
        say,
        from_receipt,
    })
}
