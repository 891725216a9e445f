//! Days that cannot be: a letter dated after it was filed, a day of receipt still to come or before the letter's own
//! date. One that is given is refused at once, one that was read or kept is asked for again, and what the date of the
//! letter stands on meanwhile is said.

use super::facts::Facts;
use super::{fields, is_told};
use crate::clock;
use crate::dating::{Answers, NOTICE_DATE, RECEIVED, Said};
use crate::error::{Code, Error};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_case::deadline::{Doubt, DoubtCode};
use holdfast_rules::reading::LEAST_CONFIDENCE;

const NOT_KNOWN: &str = "\"I don't know\" is fine too.";

/// The day a letter was filed, as the person's calendar has it.
pub(super) fn filed_on(facts: &Facts) -> NaiveDate {
    clock::day_of(facts.document.added_at)
}

/// The date of the letter, as the person says or as it was read with enough confidence, where it can be.
pub(super) fn dated(facts: &Facts) -> Option<NaiveDate> {
    match given(&facts.answers, NOTICE_DATE) {
        Some(day) => day.filter(|day| *day <= facts.today()),
        None => read(facts).filter(|day| *day <= filed_on(facts)),
    }
}

/// Why the day that was read, or kept, cannot be; none where it can, and for other facts.
pub(super) fn cannot_be(facts: &Facts, field: &str) -> Option<String> {
    let today = facts.today();
    let ahead = |day: NaiveDate| format!("{} lies ahead of today.", words::fact_day(day));
    match (field, given(&facts.answers, field)) {
        (NOTICE_DATE | RECEIVED, Some(kept)) => kept.filter(|day| *day > today).map(ahead),
        (NOTICE_DATE, None) => {
            let (day, filed) = (read(facts)?, filed_on(facts));
            (day > filed).then(|| {
                format!(
                    "We read {}, but you filed the letter on {}: it can't be of that date.",
                    words::fact_day(day),
                    words::fact_day(filed)
                )
            })
        }
        _ => None,
    }
}

/// Looks at the days that are given. Errors: [`Code::BadDate`] for one that lies ahead, or for a day of receipt before
/// the letter's own date.
pub(super) fn look_at(facts: &Facts, said: &Answers) -> Result<(), Error> {
    let today = facts.today();
    for field in [NOTICE_DATE, RECEIVED] {
        let Some(day) = given(said, field).flatten().filter(|day| *day > today) else {
            continue;
        };
        let what = if field == RECEIVED {
            "It can't have come on"
        } else {
            "The letter can't be of"
        };
        let day = words::short_day(day, today);
        return Err(Error::of(Code::BadDate)
            .saying(format!("{what} {day}: that day lies ahead of today."))
            .hinting(format!("Look at the day and the year. {NOT_KNOWN}")));
    }
    last_days(facts, said)?;
    if !said.contains_key(NOTICE_DATE) && !said.contains_key(RECEIVED) {
        return Ok(());
    }
    let came = given(said, RECEIVED).unwrap_or_else(|| facts.came_on());
    let date = given(said, NOTICE_DATE).unwrap_or_else(|| dated(facts));
    match (came, date) {
        (Some(came), Some(date)) if came < date => Err(Error::of(Code::BadDate)
            .saying(format!(
                "The letter is dated {}. It can't have come before, on {}.",
                words::short_day(date, today),
                words::short_day(came, today)
            ))
            .hinting(format!("Put right the one that is wrong. {NOT_KNOWN}"))),
        _ => Ok(()),
    }
}

/// Looks at the last days that are given: none lies before the letter's own date.
fn last_days(facts: &Facts, said: &Answers) -> Result<(), Error> {
    let date = given(said, NOTICE_DATE).unwrap_or_else(|| dated(facts));
    let Some(date) = date else { return Ok(()) };
    let today = facts.today();
    let is_time = |field: &str| {
        is_told(field) || fields::indexed(field).is_some_and(|(list, _)| list == "deadlines")
    };
    for field in said.keys().filter(|field| is_time(field)) {
        let Some(day) = given(said, field).flatten().filter(|day| *day < date) else {
            continue;
        };
        return Err(Error::of(Code::BadDate)
            .saying(format!(
                "The letter is dated {}. It can't speak of {} as a day to come.",
                words::short_day(date, today),
                words::short_day(day, today)
            ))
            .hinting(format!("Look at the day and the year. {NOT_KNOWN}")));
    }
    Ok(())
}

/// What is said beside a last day that stands on a day that cannot be; none for another doubt.
pub(super) fn said_of(doubt: &Doubt, today: NaiveDate) -> Option<String> {
    let day = |day: NaiveDate| words::short_day(day, today);
    Some(match doubt.code {
        DoubtCode::DatedAhead {
            day: read,
            taken: Some(taken),
        } => format!(
            "The letter's date reads {}, but you had it before. We count from {} until you put it right.",
            day(read),
            day(taken)
        ),
        DoubtCode::DatedAhead { day: read, .. } => format!(
            "The letter's date, {}, lies ahead of today. Look at it again.",
            day(read)
        ),
        DoubtCode::ReceivedAhead { day: came } => format!(
            "The day you gave, {}, lies ahead of today. We don't count from it until you put it right.",
            day(came)
        ),
        DoubtCode::ReceivedBeforeDate { day: came } => format!(
            "The day you gave, {}, lies before the letter's date. We count from the earlier until you put one right.",
            day(came)
        ),
        _ => return None,
    })
}

/// What is said where only the date of the letter is missing: that it is needed, and the day by one that is not sure.
pub(super) fn date_needed(deadline: &Deadline, today: NaiveDate) -> Option<String> {
    let codes = || deadline.doubt.iter().map(|doubt| &doubt.code);
    if !codes().any(|code| *code == DoubtCode::DateNeeded) {
        return None;
    }
    let mut said = "The date printed on the letter is needed.".to_owned();
    for code in codes() {
        if let DoubtCode::IfDated { dated, day } = code {
            said.push_str(&format!(
                " If the letter is from {}, answer by {}.",
                words::short_day(*dated, today),
                words::day(*day, today)
            ));
        }
    }
    Some(said)
}

/// The date that was read with enough confidence.
fn read(facts: &Facts) -> Option<NaiveDate> {
    let read = facts.reading.claim.date_of_notice.as_ref();
    read.filter(|fact| fact.confidence >= LEAST_CONFIDENCE)
        .map(|fact| fact.value)
}

/// What the person said of a day: nothing, that it is not known, or which.
fn given(answers: &Answers, field: &str) -> Option<Option<NaiveDate>> {
    answers.get(field).map(|said| match said {
        Said::Value(day) => day.parse().ok(),
        Said::Unknown => None,
    })
}
