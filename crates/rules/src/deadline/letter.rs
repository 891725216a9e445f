//! The letter's own limit: a printed day, or a count from its own trigger.
//!
//! A limit that the letter gives is never dropped in silence. What starts it may be named in a way nobody listed,
//! or its unit may be missing: then it is counted from the earliest day it can mean, and a doubt says so. Only what
//! has not happened yet stays without a day.

use super::clock::Clock;
use super::doubt::{Doubt, Missing};
use super::trigger::Trigger;
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
    pub(crate) doubt: Vec<Doubt>,
    /// True where it started before everything that is known: any day could be too late.
    pub(crate) open: bool,
}

impl LetterSays {
    fn doubt(doubt: Doubt) -> Self {
        Self {
            doubt: vec![doubt],
            ..Self::default()
        }
    }
}

/// Where the letter's count starts.
enum Start {
    At(NaiveDate, &'static str, bool),
    /// What starts it is not known: the paper's own day, the earliest that is.
    Taken(NaiveDate, Option<Missing>),
    /// It has not happened, or nothing at all is known of it: these facts would start it.
    NotYet(Vec<Missing>),
    /// It lies before everything known.
    Before,
}

/// The letter's count in units that are counted here; none where it gives none or its unit is none.
pub(crate) fn length_of(letter: &LetterLimit) -> Option<(u32, Unit)> {
    Unit::read(letter.count?, letter.unit.as_deref()?)
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
            return LetterSays::doubt(Doubt::LetterBeyond);
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
        return LetterSays::doubt(Doubt::LetterUnread);
    };
    let mut doubt = Vec::new();
    let known = length_of(letter);
    let (count, unit) = known.unwrap_or_else(|| {
        doubt.push(Doubt::LetterUnit(plain));
        (plain, Unit::Days)
    });
    // Only the decision dates what the rule would count from a notice.
    let no_notice = clock.paper.is_none() && clock.word == "notice";
    let in_its_place = ask.decision_date.filter(|_| no_notice);
    let (start, from, from_receipt) = match start(letter.trigger.as_deref(), ask, clock, given) {
        Start::At(day, from, receipt) => (day, from, receipt),
        Start::Taken(day, fact) => {
            doubt.push(Doubt::LetterStartTaken(fact));
            (day, "the earliest day known", false)
        }
        Start::NotYet(facts) => return LetterSays::doubt(Doubt::LetterWaits(facts)),
        Start::Before => {
            return LetterSays {
                open: true,
                ..LetterSays::doubt(Doubt::LetterStartsBefore)
            };
        }
    };
    doubt.extend(in_its_place.filter(|d| *d == start).map(Doubt::NoticeTaken));
    let Some(counted) = calendar.count(start, count, unit, end, Counting::Member) else {
        return LetterSays::doubt(Doubt::LetterBeyond);
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
    let papers = || {
        let mut facts = Vec::new();
        if ask.notice_date.is_none() && clock.word != "decision" {
            facts.push(Missing::NoticeDate);
        }
        if ask.decision_date.is_none() {
            facts.push(Missing::DecisionDate);
        }
        facts
    };
    let at = |day: Option<NaiveDate>, from: &'static str, receipt: bool| {
        day.map_or_else(
            || Start::NotYet(papers()),
            |day| Start::At(day, from, receipt),
        )
    };
    let taken = |fact| paper.map_or_else(|| Start::NotYet(papers()), |day| Start::Taken(day, fact));
    let Some(id) = trigger else {
        return at(paper, "its date", false);
    };
    match Trigger::read(id) {
        Some(Trigger::ReceiptOfNotice | Trigger::ReceiptOfDecision) => {
            at(clock.receipt.or(decision), "receipt", true)
        }
        Some(Trigger::EffectiveDate | Trigger::DayOfDischarge) => match ask.effective_date {
            Some(day) => Start::At(day, "the day the cut takes effect", false),
            None => taken(Some(Missing::EffectiveDate)),
        },
        // What the earlier letter left open has come by now, if there is a decision. Its date is the earliest.
        Some(Trigger::FutureDecision) => at(
            ask.decision_date.and(paper),
            "the date of the decision",
            false,
        ),
        Some(Trigger::FirstDenial) => match (given, ask.notice_date, ask.decision_date) {
            (Some(day), _, _) | (None, Some(day), Some(_)) => {
                Start::At(day, "the first denial", false)
            }
            (None, _, None) => at(paper, "the first denial", false),
            (None, None, Some(_)) => Start::Before,
        },
        Some(Trigger::DateOfService | Trigger::DateOfFirstDelinquency) => given
            .map_or(Start::Before, |day| {
                Start::At(day, "the day it names", false)
            }),
        Some(
            Trigger::DateOfNotice | Trigger::DateOfDecision | Trigger::Mailing | Trigger::Bill,
        ) => at(paper, "its date", false),
        _ if given.is_some() => at(given, "the day it names", false),
        Some(to_come) if to_come.is_to_come() => Start::NotYet(Vec::new()),
        _ => taken(None),
    }
}
