//! How long a trial lasted, from days that may be rough. Both ends are told: the least it can have been, and the most.

use chrono::NaiveDate;
use holdfast_case::treatment::TreatmentTrial;
use holdfast_case::{DaySpan, Grain};

/// How many days a trial lasted, from its first day (or the day it came to its dose) to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysTaken {
    /// The least it can have been.
    pub least: u32,
    /// The most it can have been.
    pub most: u32,
    /// True where a day was told by its month or year.
    pub rough: bool,
}

impl DaysTaken {
    /// Whole weeks of the least.
    pub fn least_weeks(self) -> u32 {
        self.least / 7
    }
    /// Whole weeks of the most.
    pub fn most_weeks(self) -> u32 {
        self.most / 7
    }
}

/// How long it lasted, or what is in the way of knowing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// It is known.
    Known(DaysTaken),
    /// The first day is not known, or can't be read.
    NoStart,
    /// The last day is not known, or can't be read.
    NoEnd,
    /// The last day lies before the first.
    EndBeforeStart,
    /// The first day lies in the time to come.
    StartAhead,
}

/// How long `trial` lasted. While it is still taken it counts until `today`; a day after `today` counts as today.
/// The last day itself is not counted, for nobody knows whether it was taken on that day.
pub fn days_taken(trial: &TreatmentTrial, today: NaiveDate) -> Duration {
    let Some(start) = trial.start.span() else {
        return Duration::NoStart;
    };
    let told_end = trial.end.span().filter(|_| !trial.still_taken);
    if told_end.is_some_and(|end| end.last < start.first) {
        return Duration::EndBeforeStart;
    }
    if start.first > today {
        return Duration::StartAhead;
    }
    let end = if trial.still_taken {
        exactly(today)
    } else {
        match told_end {
            Some(end) => DaySpan {
                first: end.first.min(today),
                last: end.last.min(today),
                ..end
            },
            None => return Duration::NoEnd,
        }
    };
    // weeks of climbing up do not count, where it is known how long they were
    let from = match trial.at_dose_since.span() {
        Some(since) => DaySpan {
            first: since.first.max(start.first),
            last: since.last.max(start.last),
            grain: since.grain.max(start.grain),
        },
        None => start,
    };
    Duration::Known(DaysTaken {
        least: days(from.last, end.first),
        most: days(from.first, end.last),
        rough: from.grain != Grain::Day || end.grain != Grain::Day,
    })
}

fn exactly(day: NaiveDate) -> DaySpan {
    DaySpan {
        first: day,
        last: day,
        grain: Grain::Day,
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}
