//! Times at which a person is told: a pure schedule over local time.
//!
//! A reminder's identity is its deadline, what it is about, how many days before, and the day it speaks of. So
//! nothing is told twice, whatever the clock does, and a day that moves makes new reminders. What fell into a time
//! when the computer was off is still told, as missed; what was due before a day was known at all is not.
//! `now` is local time as the person's clock shows it: a changed zone or a changed clock is just another `now`.

pub mod wording;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use holdfast_case::DeadlineId;
use holdfast_case::reminder::{DatedDuty, DutyKind, ReminderKind, ReminderPreferences};
use std::collections::{BTreeMap, BTreeSet};

/// Days before the end of an approval at which it is told: a month, in which a clinic can ask again and they can
/// decide, and a week. On the day itself nothing can be done any more, so nothing is told.
const APPROVAL_DISTANCES: [u32; 2] = [30, 7];

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Its identity: the same reminder always has the same name.
    pub name: String,
    /// The deadline; none for a notice that was put off as a whole.
    pub deadline: Option<DeadlineId>,
    /// What it is about.
    pub kind: ReminderKind,
    /// Days before the day it speaks of.
    pub distance: u32,
    /// The day it speaks of.
    pub refers_to: NaiveDate,
    /// The moment it is due: of its day, after quiet hours and pause.
    pub at: NaiveDateTime,
    /// True where its day is over: it fell into a time when nothing ran.
    pub missed: bool,
}

/// A notice that the person put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutOff {
    /// Id of the record of it.
    pub id: String,
    /// The deadline; none for all that stood in the notice.
    pub deadline: Option<DeadlineId>,
    /// Until when, local time.
    pub until: NaiveDateTime,
}

/// A time at which something is due, for the alarm that runs while the vault is locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// When.
    pub at: NaiveDateTime,
    /// Names of what is due then.
    pub names: Vec<String>,
}

/// What is due and what is to come.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Schedule {
    /// Due now; they go out as one notice. The most pressing first.
    pub due: Vec<Reminder>,
    /// The next moment at which something becomes due.
    pub next: Option<NaiveDateTime>,
    /// All coming moments, one for each time of day at which something is due.
    pub alarms: Vec<Alarm>,
}

/// The schedule at a moment: from duties, preferences, names of what was delivered, and what was put off.
pub fn schedule(
    duties: &[DatedDuty],
    preferences: &ReminderPreferences,
    delivered: &BTreeSet<String>,
    put_off: &[PutOff],
    now: NaiveDateTime,
) -> Schedule {
    let all = duties
        .iter()
        .filter(|duty| !duty.done)
        .flat_map(|duty| reminders_of(duty, preferences))
        .chain(put_off.iter().filter_map(|p| again(duties, preferences, p)));
    let mut due = Vec::new();
    let mut coming: BTreeMap<NaiveDateTime, Vec<String>> = BTreeMap::new();
    for mut reminder in all.filter(|r| !delivered.contains(&r.name)) {
        // What was due while nothing ran is told now, but never at night.
        let at = reminder.at.max(now);
        let at = loud(preferences, at, is_last_day(&reminder, at.date()));
        if at <= now {
            reminder.missed = reminder.at.date() < now.date();
            due.push(reminder);
        } else {
            coming.entry(at).or_default().push(reminder.name);
        }
    }
    due.sort_by(|a, b| {
        (a.missed, a.refers_to, a.kind, a.distance, &a.name).cmp(&(
            b.missed,
            b.refers_to,
            b.kind,
            b.distance,
            &b.name,
        ))
    });
    let alarms: Vec<Alarm> = coming
        .into_iter()
        .map(|(at, names)| Alarm { at, names })
        .collect();
    Schedule {
        due,
        next: alarms.first().map(|a| a.at),
        alarms,
    }
}

/// All reminders of one duty, at the moments they are due.
fn reminders_of(duty: &DatedDuty, preferences: &ReminderPreferences) -> Vec<Reminder> {
    let last = (
        ReminderKind::LastDay,
        Some(duty.due),
        preferences.last_day_distances.as_slice(),
    );
    let safe = (
        ReminderKind::SafeDay,
        duty.safe_day,
        preferences.safe_day_distances.as_slice(),
    );
    let ends = (
        ReminderKind::ApprovalEnd,
        Some(duty.due),
        APPROVAL_DISTANCES.as_slice(),
    );
    // a day of one's own choice is told on that day alone
    let ask = (ReminderKind::AskAgain, Some(duty.due), [0].as_slice());
    let told = match duty.kind {
        DutyKind::Act => vec![safe, last],
        DutyKind::ApprovalEnd => vec![ends],
        DutyKind::AskAgain => vec![ask],
    };
    let mut found = Vec::new();
    for (kind, day, distances) in told {
        let Some(day) = day else { continue };
        let distances: BTreeSet<u32> = distances.iter().copied().collect();
        for distance in distances {
            let Some(on) = day.checked_sub_days(Days::new(u64::from(distance))) else {
                continue;
            };
            let is_last = kind == ReminderKind::LastDay && distance == 0;
            let planned = on.and_time(time_of_day(preferences, is_last));
            if duty.known_since.is_some_and(|since| planned < since) {
                continue;
            }
            let through_pause = duty.legal && distance == 0;
            found.push(Reminder {
                name: name(duty.deadline, kind, distance, day),
                deadline: Some(duty.deadline),
                kind,
                distance,
                refers_to: day,
                at: if through_pause {
                    planned
                } else {
                    after_pause(preferences, planned)
                },
                missed: false,
            });
        }
    }
    found
}

/// The identity of a reminder.
fn name(deadline: DeadlineId, kind: ReminderKind, distance: u32, day: NaiveDate) -> String {
    let kind = match kind {
        ReminderKind::SafeDay => "safe",
        ReminderKind::LastDay => "last",
        ReminderKind::LetterRead => "read",
        ReminderKind::PromisePassed => "promise",
        ReminderKind::Snoozed => "again",
        ReminderKind::ApprovalEnd => "ends",
        ReminderKind::AskAgain => "ask",
    };
    format!("{deadline}/{kind}/{distance}/{day}")
}

/// A put-off notice as a reminder; none once its deadline is answered or gone.
fn again(
    duties: &[DatedDuty],
    preferences: &ReminderPreferences,
    put_off: &PutOff,
) -> Option<Reminder> {
    let duty = match put_off.deadline {
        Some(id) => Some(duties.iter().find(|d| d.deadline == id && !d.done)?),
        None => None,
    };
    let refers_to = duty.map_or(put_off.until.date(), |d| d.due);
    let through_pause =
        duty.is_some_and(|d| d.legal && put_off.until.date() >= d.safe_day.unwrap_or(d.due));
    Some(Reminder {
        name: format!("again/{}", put_off.id),
        deadline: put_off.deadline,
        // The last day of an approval is no last day to act: it breaks into no quiet hours.
        kind: match duty.map(|duty| duty.kind) {
            Some(DutyKind::ApprovalEnd) => ReminderKind::ApprovalEnd,
            Some(DutyKind::AskAgain) => ReminderKind::AskAgain,
            Some(DutyKind::Act) | None => ReminderKind::Snoozed,
        },
        distance: 0,
        refers_to,
        at: if through_pause {
            put_off.until
        } else {
            after_pause(preferences, put_off.until)
        },
        missed: false,
    })
}

/// True on the last day itself, the one time when quiet hours do not count.
fn is_last_day(reminder: &Reminder, day: NaiveDate) -> bool {
    reminder.refers_to == day
        && match reminder.kind {
            ReminderKind::LastDay => reminder.distance == 0,
            ReminderKind::Snoozed => reminder.deadline.is_some(),
            _ => false,
        }
}

fn is_quiet(preferences: &ReminderPreferences, time: NaiveTime) -> bool {
    let (from, to) = (preferences.quiet_from, preferences.quiet_to);
    if from <= to {
        time >= from && time < to
    } else {
        time >= from || time < to
    }
}

/// The person's time of day; inside the quiet hours it is their end, on the same day, save on a last day.
fn time_of_day(preferences: &ReminderPreferences, is_last: bool) -> NaiveTime {
    let time = preferences.time_of_day;
    if is_last || !is_quiet(preferences, time) {
        time
    } else {
        preferences.quiet_to
    }
}

/// The first moment, from this one on, outside the quiet hours.
fn loud(preferences: &ReminderPreferences, at: NaiveDateTime, is_last: bool) -> NaiveDateTime {
    if is_last || !is_quiet(preferences, at.time()) {
        return at;
    }
    let end = at.date().and_time(preferences.quiet_to);
    let end = if end >= at {
        Some(end)
    } else {
        end.checked_add_days(Days::new(1))
    };
    // From and to alike is no quiet time at all, so that the end is never quiet itself.
    end.unwrap_or(at)
}

/// The moment itself, or the morning on which the pause ends.
fn after_pause(preferences: &ReminderPreferences, planned: NaiveDateTime) -> NaiveDateTime {
    match preferences.paused_until {
        Some(until) if planned.date() < until => until.and_time(time_of_day(preferences, false)),
        _ => planned,
    }
}

/// For how long a notice can be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// A few hours, the same day.
    Today,
    /// The next day, at the person's time.
    Tomorrow,
}

/// Until when a notice can be put off; none where that would be after the last day, or at night.
pub fn put_off_until(
    later: Later,
    preferences: &ReminderPreferences,
    due: Option<NaiveDate>,
    now: NaiveDateTime,
) -> Option<NaiveDateTime> {
    const HOURS_LATER: i64 = 3;
    let until = match later {
        Later::Today => now.checked_add_signed(chrono::TimeDelta::hours(HOURS_LATER))?,
        Later::Tomorrow => now
            .date()
            .succ_opt()?
            .and_time(time_of_day(preferences, false)),
    };
    let same_day = later == Later::Tomorrow || until.date() == now.date();
    let in_time = due.is_none_or(|due| until.date() <= due || due < now.date());
    (same_day && in_time && !is_quiet(preferences, until.time())).then_some(until)
}

#[cfg(test)]
mod approval_tests;
#[cfg(test)]
mod tests;
