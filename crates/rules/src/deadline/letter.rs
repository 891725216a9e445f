//! The letter's own limit: a printed day, or a count from its own trigger.
//!
//! A limit that the letter gives is never dropped in silence. What starts it may be named in a way nobody listed,
//! or its unit may be missing: then it is counted from the earliest day it can mean, and a doubt says so. Only what
//! has not happened yet stays without a day.

use super::clock::Clock;
use crate::calendar::{Calendar, Counting, MonthEnd, Unit, in_calendar, long};
use chrono::NaiveDate;
use holdfast_case::{DeadlineQuestion, LetterLimit};

/// The letter's last day, and the sentence that tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LetterDay {
    pub(crate) day: NaiveDate,
    pub(crate) say: String,
    /// True where it was counted from receipt.
    pub(crate) from_receipt: bool,
    /// False where the unit was guessed: no fact to hold a rule against.
    pub(crate) sure: bool,
}

/// What became of the letter's limit.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LetterSays {
    pub(crate) day: Option<LetterDay>,
    pub(crate) doubt: Vec<String>,
    /// True where it started before everything that is known: any day could be too late.
    pub(crate) open: bool,
}

impl LetterSays {
    fn doubt(say: impl Into<String>) -> Self {
        Self {
            doubt: vec![say.into()],
            ..Self::default()
        }
    }
}

/// Said where the letter's limit waits for something.
pub(crate) const NOT_YET: &str = "What the letter counts from has not happened, or is not known.";
const UNREAD: &str = "The letter gives a limit of its own that could not be read as a day: look at it, it may be sooner.";
const BEYOND: &str = "The letter's own limit lies beyond any calendar: look at it again.";

/// Where the letter's count starts.
enum Start {
    At(NaiveDate, &'static str, bool),
    /// What starts it is not known: the paper's own day, the earliest that is.
    Taken(NaiveDate),
    /// It has not happened, or nothing at all is known of it.
    NotYet,
    /// It lies before everything known.
    Before,
}

/// The letter's count in units that are counted here; none where it gives none or its unit is none.
pub(crate) fn length_of(letter: &LetterLimit) -> Option<(u32, Unit)> {
    Unit::read(letter.count?, letter.unit.as_deref()?)
}

/// True for a trigger that lies in time to come, so that its number says nothing of this clock.
fn is_to_come(trigger: Option<&str>) -> bool {
    matches!(
        trigger,
        Some(
            "receipt-of-information"
                | "receipt-of-appeal"
                | "receipt-of-request"
                | "receipt-of-external-request"
                | "receipt-by-reviewer"
                | "receipt-of-prescriber-statement"
                | "date-of-appeal-sent"
                | "plan-decision"
                | "plan-missed-its-clock"
        )
    )
}

/// Works out the letter's own limit.
pub(crate) fn letter_day(
    calendar: &Calendar,
    letter: &LetterLimit,
    ask: &DeadlineQuestion,
    clock: &Clock,
    given: Option<NaiveDate>,
    end: MonthEnd,
) -> LetterSays {
    if let Some(day) = letter.date {
        if !in_calendar(day) {
            return LetterSays::doubt(BEYOND);
        }
        return LetterSays {
            day: Some(LetterDay {
                day,
                say: format!("The letter prints a last day of its own: {}.", long(day)),
                from_receipt: false,
                sure: true,
            }),
            ..LetterSays::default()
        };
    }
    let Some(plain) = letter.count else {
        return LetterSays::doubt(UNREAD);
    };
    let mut doubt = Vec::new();
    let known = length_of(letter);
    let (count, unit) = known.unwrap_or_else(|| {
        doubt.push(format!(
            "The letter gives {plain} without a unit that we know: days were taken. Look at it, it may be sooner."
        ));
        (plain, Unit::Days)
    });
    let (start, from, from_receipt) = match start(letter.trigger.as_deref(), ask, clock, given) {
        Start::At(day, from, receipt) => (day, from, receipt),
        Start::Taken(day) => {
            doubt.push(
                "The day that the letter counts from is not known: it was counted from the earliest day we know of. Look at it."
                    .to_owned(),
            );
            (day, "the earliest day known", false)
        }
        Start::NotYet => return LetterSays::doubt(NOT_YET),
        Start::Before => {
            return LetterSays {
                open: true,
                ..LetterSays::doubt(
                    "The letter counts from an earlier day that is not known: give it, no day can be named before.",
                )
            };
        }
    };
    let Some(counted) = calendar.count(start, count, unit, end, Counting::Member) else {
        return LetterSays::doubt(BEYOND);
    };
    LetterSays {
        day: Some(LetterDay {
            day: counted.day,
            say: format!(
                "The letter gives {} from {from}, {}: {}.",
                unit.words(count),
                long(start),
                long(counted.day)
            ),
            from_receipt,
            sure: known.is_some(),
        }),
        doubt,
        open: false,
    }
}

fn start(
    trigger: Option<&str>,
    ask: &DeadlineQuestion,
    clock: &Clock,
    given: Option<NaiveDate>,
) -> Start {
    // A clock that waits for a decision waits for it in the letter too; another may have only the decision to go by.
    let decision = ask.decision_date.filter(|_| clock.word != "decision");
    let paper = clock.paper.or(decision);
    let at = |day: Option<NaiveDate>, from: &'static str, receipt: bool| {
        day.map_or(Start::NotYet, |day| Start::At(day, from, receipt))
    };
    match trigger {
        Some("receipt-of-notice" | "receipt-of-final-decision" | "receipt-of-decision") => {
            at(clock.receipt.or(decision), "receipt", true)
        }
        Some("effective-date" | "effective-date-of-action" | "day-of-discharge") => {
            match ask.effective_date {
                Some(day) => Start::At(day, "the day the cut takes effect", false),
                None => paper.map_or(Start::NotYet, Start::Taken),
            }
        }
        // What the earlier letter left open has come by now, if there is a decision. Its date is the earliest.
        Some("future-decision" | "final-decision") => at(
            ask.decision_date.and(paper),
            "the date of the decision",
            false,
        ),
        Some("first-denial") => match (given, ask.notice_date, ask.decision_date) {
            (Some(day), _, _) | (None, Some(day), Some(_)) => {
                Start::At(day, "the first denial", false)
            }
            (None, _, None) => at(paper, "the first denial", false),
            (None, None, Some(_)) => Start::Before,
        },
        Some("date-of-service" | "date-of-first-delinquency") => given
            .map_or(Start::Before, |day| {
                Start::At(day, "the day it names", false)
            }),
        Some(
            "date-of-notice"
            | "date-of-final-decision"
            | "date-of-decision"
            | "mailing"
            | "date-of-first-bill"
            | "receipt-of-bill",
        )
        | None => at(paper, "its date", false),
        Some(_) if given.is_some() => at(given, "the day it names", false),
        to_come if is_to_come(to_come) => Start::NotYet,
        Some(_) => paper.map_or(Start::NotYet, Start::Taken),
    }
}
