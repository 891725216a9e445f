//! A letter whose date is not known, is not sure, or cannot be right.
//!
//! Where it was not read no day is named, and the date printed on the letter is asked for: with the day it would lead
//! to, where a date was read without being sure of it. A date that lies after the day the letter was filed cannot be
//! right: until the person has said which it is, the day of filing stands in for it, for it was here by then.

use super::{KnownFacts, Letter, sure};
use crate::deadline::answer::{SAFE_DAY, step};
use crate::deadline::doubt::Doubt;
use chrono::NaiveDate;
use holdfast_case::deadline::{DoubtCode, StepKind};
use holdfast_case::{Deadline, Reading};
use holdfast_library::Library;

/// The date that a letter is counted from, and the one printed on it, where that lies ahead and was not taken.
pub(super) fn date_of(
    reading: &Reading,
    known: &KnownFacts,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let read = sure(reading.claim.date_of_notice.as_ref()).copied();
    let printed = known.notice_date.or(read);
    // What the person said of the letter in their hand holds, unless that day is still to come.
    let said = known
        .notice_date
        .is_some_and(|day| known.today.is_none_or(|today| day <= today));
    let (Some(day), Some(filed), false) = (printed, known.filed_on, said) else {
        return (printed, None);
    };
    if day <= filed {
        return (printed, None);
    }
    let taken = known.received_date.map_or(filed, |came| came.min(filed));
    (Some(taken), Some(day))
}

impl Letter<'_> {
    /// Says what is to be said of the date of this letter beside a deadline. The paper is in hand: its clock runs even
    /// where its date could not be read.
    pub(super) fn say_of_date(&self, deadline: &mut Deadline, started: bool) {
        if !started {
            return;
        }
        if let Some(day) = self.ahead {
            let taken = self.paper;
            let doubt = Doubt::DatedAhead { day, taken };
            let first = step(StepKind::AssumedDate, doubt.say(), taken, SAFE_DAY);
            deadline.steps.insert(0, first);
            deadline.doubt.insert(0, doubt.said());
        }
        if self.paper.is_some() || deadline.due.is_some() {
            return;
        }
        let asks =
            |code: &DoubtCode| matches!(code, DoubtCode::PaperNotDated | DoubtCode::DateNeeded);
        if deadline.rule.is_none() && !deadline.doubt.iter().any(|d| asks(&d.code)) {
            return;
        }
        deadline.clock_started = true;
        deadline.doubt.retain(|d| !asks(&d.code));
        deadline.doubt.insert(0, Doubt::PaperDateNeeded.said());
    }

    /// Beside each step that waits for the date of the letter: its last day, if the date is the one that was read
    /// without being sure of it.
    pub(super) fn say_if_dated(&self, lib: &Library, found: &mut [Deadline]) {
        let waits = |d: &Deadline| {
            d.due.is_none() && d.doubt.iter().any(|d| d.code == DoubtCode::DateNeeded)
        };
        let read = self.reading.claim.date_of_notice.as_ref();
        let Some(dated) = read.map(|fact| fact.value) else {
            return;
        };
        let latest = self.known.filed_on.or(self.known.today);
        if self.paper.is_some()
            || latest.is_some_and(|latest| dated > latest)
            || !found.iter().any(waits)
        {
            return;
        }
        let letter = Self {
            paper: Some(dated),
            ..self.clone()
        };
        let then = letter.dated(lib);
        for deadline in found.iter_mut().filter(|d| waits(d)) {
            let same = |d: &&Deadline| {
                d.level == deadline.level && d.who == deadline.who && d.letter == deadline.letter
            };
            let day = then.iter().find(same).and_then(|d| d.due);
            let doubt = day.map(|day| Doubt::IfDated { dated, day }.said());
            let first = deadline
                .doubt
                .iter()
                .position(|d| d.code == DoubtCode::DateNeeded);
            let behind = first.map_or(0, |at| at + 1);
            deadline.doubt.splice(behind..behind, doubt).for_each(drop);
        }
    }
}
