//! Reminders: what is due, told once, put off; coming times kept for when the vault is locked.
//!
//! A reminder is recorded before it is shown and marked after: what a crash left between the two is shown again.
//! While locked only times are known, and the notice is always the same sentence.

mod locked;
mod tray;

pub use tray::TrayView;

use crate::deadlines::Stored;
use crate::desk::{Desk, Inner, Session, held};
use crate::error::{Code, Error};
use crate::letters::AskAfter;
use crate::words;
use chrono::{DateTime, Days, Local, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use holdfast_case::DeadlineId;
use holdfast_case::reminder::{DatedDuty, DutyKind, ReminderKind, ReminderPreferences};
use holdfast_rules::reading::is_approval_end;
use holdfast_rules::reminders::wording::{Event, wording};
use holdfast_rules::reminders::{Later, put_off_until};
use holdfast_rules::{PutOff, Reminder, Schedule, schedule};
use holdfast_vault::{
    DeadlineFilter, NewAlarm, NewDelivery, Operation, Records, TakenOver, Tx, VaultError,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use uuid::Uuid;

/// Name of the setting that holds the preferences.
pub(crate) const PREFERENCES: &str = "reminders";

/// A notice to show now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueNotice {
    /// To mark it as shown, or to put it off.
    pub id: String,
    /// Its words, as private as the person wants them.
    pub text: String,
    /// True on a last day: it should stand until it is seen.
    pub urgent: bool,
}

/// For how long a notice is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snooze {
    /// Some hours.
    LaterToday,
    /// The next day.
    Tomorrow,
}

/// For how long reminders rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseFor {
    /// Until tomorrow.
    UntilTomorrow,
    /// A week.
    AWeek,
    /// The pause ends.
    NoLonger,
}

/// A notice that was handed out.
pub(crate) struct Told {
    pub(crate) id: String,
    /// Reminders in it; empty for one told while locked.
    pub(crate) names: Vec<String>,
    pub(crate) deadlines: Vec<(DeadlineId, NaiveDate)>,
    /// Alarms in it, for one told while locked.
    pub(crate) tokens: Vec<Uuid>,
}

impl Desk {
    /// What is due now, as one notice; it is recorded before this returns.
    pub fn reminders_due(&self) -> Result<Option<DueNotice>, Error> {
        let inner = &self.inner;
        if inner.in_sample() {
            return Ok(None);
        }
        if !self.is_open() {
            return inner.due_while_locked();
        }
        let today = inner.clock.today();
        let found = inner.with(|open| {
            let (schedule, about) = inner.schedule(open.vault.read())?;
            let preferences: ReminderPreferences =
                open.vault.read().setting(PREFERENCES)?.unwrap_or_default();
            Ok((schedule.due, about, preferences))
        })?;
        let (due, about, preferences) = found;
        if due.is_empty() {
            return Ok(None);
        }
        let begun = inner.change(Operation::by_program("begin-reminders"), |tx, _| {
            let mut begun = Vec::new();
            for reminder in due {
                if tx.begin_delivery(&delivery_of(&reminder))? {
                    begun.push(reminder);
                }
            }
            Ok(begun)
        })?;
        let begun: Vec<Reminder> = begun.value;
        let events: Vec<Event> = begun
            .iter()
            .filter_map(|reminder| about.event(reminder, today))
            .collect();
        if events.is_empty() {
            return Ok(None);
        }
        let missed = begun.iter().all(|reminder| reminder.missed);
        let notice = DueNotice {
            id: Uuid::now_v7().to_string(),
            text: wording(preferences.level, false, &events, missed, today),
            urgent: begun.iter().any(|reminder| {
                reminder.refers_to <= today && reminder.kind == ReminderKind::LastDay
            }),
        };
        let deadlines = begun.iter().filter_map(|r| about.until(r, today));
        held(&inner.told).push(Told {
            id: notice.id.clone(),
            deadlines: deadlines.collect::<BTreeMap<_, _>>().into_iter().collect(),
            names: begun.iter().map(|reminder| reminder.name.clone()).collect(),
            tokens: Vec::new(),
        });
        Ok(Some(notice))
    }

    /// The notice was shown.
    pub fn reminder_shown(&self, id: &str) -> Result<(), Error> {
        let inner = &self.inner;
        let told = inner.told_by(id)?;
        if told.names.is_empty() {
            return inner.shown_while_locked(&told.tokens);
        }
        inner.change(Operation::by_program("reminders-shown"), |tx, _| {
            let now = tx.now();
            for name in &told.names {
                tx.finish_delivery(name, now)?;
                if let Some(snooze) = snooze_of(name) {
                    tx.end_snooze(snooze)?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Puts a notice off. Where that would be past the last day or at night, the nearest time before is taken.
    pub fn snooze(&self, id: &str, how_long: Snooze) -> Result<(), Error> {
        let inner = &self.inner;
        let told = inner.told_by(id)?;
        if told.names.is_empty() {
            return inner.put_off_while_locked(&told.tokens, how_long);
        }
        let now = inner.clock.now().naive_local();
        let preferences: ReminderPreferences =
            inner.with(|open| Ok(open.vault.read().setting(PREFERENCES)?.unwrap_or_default()))?;
        let until = |due: NaiveDate| {
            let order = match how_long {
                Snooze::LaterToday => [Later::Today, Later::Tomorrow],
                Snooze::Tomorrow => [Later::Tomorrow, Later::Today],
            };
            let found = order
                .iter()
                .find_map(|later| put_off_until(*later, &preferences, Some(due), now));
            // A last day that ends before anything else fits: an hour, whatever the hour.
            found.unwrap_or(now + TimeDelta::hours(1))
        };
        inner.change(Operation::by_program("put-off"), |tx, _| {
            for (deadline, due) in &told.deadlines {
                tx.snooze(Some(*deadline), inner.clock.moment(until(*due)))?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The next moment at which something can be due.
    pub fn next_alarm(&self) -> Option<DateTime<Local>> {
        let inner = &self.inner;
        if inner.in_sample() {
            return None;
        }
        let at: Option<DateTime<Utc>> = if self.is_open() {
            let schedule = inner
                .with(|open| Ok(inner.schedule(open.vault.read())?.0))
                .ok()?;
            match schedule.due.is_empty() {
                true => schedule.next.map(|at| inner.clock.moment(at)),
                false => Some(inner.moment()),
            }
        } else {
            inner.next_while_locked()
        };
        at.map(|at| at.with_timezone(&Local))
    }

    /// What would be told at this moment, for a look ahead: when each is due, its words, its deadline.
    pub fn reminders_at(
        &self,
        at: NaiveDateTime,
    ) -> Result<Vec<(NaiveDateTime, String, String)>, Error> {
        let inner = &self.inner;
        inner.with(|open| {
            let read = open.vault.read();
            let preferences: ReminderPreferences = read.setting(PREFERENCES)?.unwrap_or_default();
            let (schedule, about) = inner.schedule_at(read, at)?;
            let mut told = Vec::new();
            for reminder in &schedule.due {
                let id = reminder.deadline.map(|id| id.to_string());
                if let (Some(event), Some(id)) = (about.event(reminder, at.date()), id) {
                    let text = wording(
                        preferences.level,
                        false,
                        &[event],
                        reminder.missed,
                        at.date(),
                    );
                    told.push((reminder.at, text, id));
                }
            }
            Ok(told)
        })
    }
}

/// What was handed out, without the desk's lock on it.
struct Handed {
    names: Vec<String>,
    tokens: Vec<Uuid>,
    deadlines: Vec<(DeadlineId, NaiveDate)>,
}

impl Inner {
    fn told_by(&self, id: &str) -> Result<Handed, Error> {
        let told = held(&self.told);
        let told = told
            .iter()
            .find(|told| told.id == id)
            .ok_or(Code::NotFound)?;
        Ok(Handed {
            names: told.names.clone(),
            tokens: told.tokens.clone(),
            deadlines: told.deadlines.clone(),
        })
    }

    pub(crate) fn schedule(&self, read: Records<'_>) -> Result<(Schedule, About), VaultError> {
        self.schedule_at(read, self.clock.now().naive_local())
    }

    fn schedule_at(
        &self,
        read: Records<'_>,
        now: NaiveDateTime,
    ) -> Result<(Schedule, About), VaultError> {
        let preferences: ReminderPreferences = read.setting(PREFERENCES)?.unwrap_or_default();
        let mut rows = read.deadlines(&DeadlineFilter::default())?;
        rows.retain(|row| row.deadline.who == "member" || is_approval_end(&row.deadline));
        let stored = self.each_duty_once(read, rows)?;
        let zone = *self.clock.now().offset();
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
        let asks: Vec<(DeadlineId, AskAfter)> = (self.asks_to_come(read)?.into_iter())
            .filter_map(|ask| Some((told_under(&ask)?, ask)))
            .collect();
        let of_letters = asks.iter().map(|(id, ask)| DatedDuty {
            deadline: *id,
            kind: DutyKind::AskAgain,
            due: ask.day,
            safe_day: None,
            legal: false,
            done: false,
            known_since: Some(local(ask.since)),
        });
        let duties: Vec<DatedDuty> = stored
            .iter()
            .filter(|stored| {
                stored.row.deadline.clock_started && stored.row.deadline.level != "court"
            })
            .filter_map(|stored| {
                let kind = match is_approval_end(&stored.row.deadline) {
                    true => DutyKind::ApprovalEnd,
                    false => DutyKind::Act,
                };
                Some(DatedDuty {
                    deadline: stored.row.id,
                    kind,
                    due: stored.row.deadline.due?,
                    safe_day: stored.row.deadline.safe_day,
                    legal: kind == DutyKind::Act,
                    done: stored.row.done_at.is_some(),
                    known_since: Some(local(stored.row.made_at)),
                })
            })
            .chain(of_letters)
            .collect();
        let delivered: BTreeSet<String> = read
            .deliveries()?
            .into_iter()
            .filter(|d| d.shown_at.is_some())
            .map(|d| d.name)
            .collect();
        let put_off: Vec<PutOff> = read
            .snoozes()?
            .into_iter()
            .map(|snooze| PutOff {
                id: snooze.id.to_string(),
                deadline: snooze.deadline,
                until: local(snooze.until),
            })
            .collect();
        Ok((
            schedule(&duties, &preferences, &delivered, &put_off, now),
            About { stored, asks },
        ))
    }

    /// Brings the alarms up to date with the records; nothing is written where they are so already.
    pub(crate) fn set_alarms(&self, tx: &mut Tx<'_>) -> Result<(), VaultError> {
        let read: Records<'_> = **tx;
        let (schedule, _) = self.schedule(read)?;
        // What is due now and not told yet is told while locked too.
        let mut by_time: BTreeMap<NaiveDateTime, Vec<String>> = BTreeMap::new();
        for reminder in schedule.due {
            by_time.entry(reminder.at).or_default().push(reminder.name);
        }
        for alarm in schedule.alarms {
            by_time.entry(alarm.at).or_default().extend(alarm.names);
        }
        let mut alarms: Vec<NewAlarm> = by_time
            .into_iter()
            .map(|(at, mut names)| {
                names.sort_unstable();
                NewAlarm {
                    at: self.clock.moment(at),
                    meaning: serde_json::json!({ "names": names }),
                }
            })
            .collect();
        alarms.sort_by_key(|alarm| alarm.at);
        let present: Vec<NewAlarm> = read.alarms()?.into_iter().map(|(_, alarm)| alarm).collect();
        if present != alarms {
            tx.set_alarms(&alarms)?;
        }
        Ok(())
    }
}

/// What reminders are about: days of letters that came, and letters of the person's own that went out.
pub(crate) struct About {
    stored: Vec<Stored>,
    asks: Vec<(DeadlineId, AskAfter)>,
}

impl About {
    fn event(&self, reminder: &Reminder, today: NaiveDate) -> Option<Event> {
        let id = reminder.deadline?;
        match self.asks.iter().find(|(of, _)| *of == id) {
            Some((_, ask)) => Some(ask.event.clone()),
            None => event(
                reminder,
                self.stored.iter().find(|s| s.row.id == id)?,
                today,
            ),
        }
    }

    /// Under what a reminder is put off, and until when at most.
    fn until(&self, reminder: &Reminder, today: NaiveDate) -> Option<(DeadlineId, NaiveDate)> {
        let id = reminder.deadline?;
        if self.asks.iter().any(|(of, _)| *of == id) {
            // to ask a day later costs nothing
            return Some((id, today.checked_add_days(Days::new(7))?));
        }
        let stored = self.stored.iter().find(|s| s.row.id == id)?;
        Some((id, stored.row.deadline.due?))
    }
}

/// A letter is told under the id of its record: no deadline has the same.
fn told_under(ask: &AskAfter) -> Option<DeadlineId> {
    ask.letter.to_string().parse().ok()
}

fn delivery_of(reminder: &Reminder) -> NewDelivery {
    NewDelivery {
        name: reminder.name.clone(),
        deadline: reminder.deadline,
        kind: reminder.kind,
        about: reminder.refers_to.to_string(),
    }
}

/// The record behind a put-off notice.
fn snooze_of(name: &str) -> Option<Uuid> {
    name.strip_prefix("again/")?.parse().ok()
}

fn event(reminder: &Reminder, stored: &Stored, today: NaiveDate) -> Option<Event> {
    let deadline = &stored.row.deadline;
    let what = words::thing(&deadline.level).to_owned();
    let to = stored
        .issuer
        .clone()
        .unwrap_or_else(|| "the insurer".to_owned());
    if reminder.kind == ReminderKind::ApprovalEnd {
        let (day, by) = (deadline.due?, to);
        return Some(Event::ApprovalEnds { day, by });
    }
    let safe = deadline.safe_day.filter(|safe| *safe >= today);
    let about_safe_day = match reminder.kind {
        ReminderKind::SafeDay => deadline.safe_day,
        ReminderKind::Snoozed => safe,
        _ => None,
    };
    Some(match about_safe_day {
        Some(day) => Event::SafeDay {
            day,
            what,
            to,
            by: deadline.safe_by.clone().unwrap_or_default(),
        },
        None => Event::LastDay {
            day: deadline.due?,
            what,
            to,
        },
    })
}

/// A notice told or put off while locked, as it is recorded at unlock.
pub(crate) struct Mark {
    names: Vec<String>,
    delivered: Option<DateTime<Utc>>,
    put_off: Option<DateTime<Utc>>,
}

impl Mark {
    pub(crate) fn of(taken: &TakenOver) -> Self {
        let names = taken
            .meaning
            .as_ref()
            .and_then(|meaning| meaning.get("names"))
            .and_then(|n| n.as_array());
        let names = names
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned));
        Self {
            names: names.collect(),
            delivered: taken.delivered,
            put_off: taken.put_off,
        }
    }
}

/// Records what was told and put off while locked. Doing it twice does no harm.
pub(crate) fn take_over(tx: &mut Tx<'_>, marks: &[Mark]) -> Result<(), VaultError> {
    let mut put_off: BTreeMap<Option<DeadlineId>, DateTime<Utc>> = BTreeMap::new();
    for mark in marks {
        for name in &mark.names {
            let Some(shown) = mark.delivered.or(mark.put_off) else {
                continue;
            };
            let deadline = name
                .split('/')
                .next()
                .and_then(|id| id.parse::<DeadlineId>().ok());
            let kind = match name.split('/').nth(1) {
                Some("safe") => ReminderKind::SafeDay,
                Some("last") => ReminderKind::LastDay,
                Some("ends") => ReminderKind::ApprovalEnd,
                Some("ask") => ReminderKind::AskAgain,
                _ => ReminderKind::Snoozed,
            };
            let delivery = NewDelivery {
                name: name.clone(),
                deadline,
                kind,
                about: name.rsplit('/').next().unwrap_or_default().to_owned(),
            };
            let fresh = tx.begin_delivery(&delivery)?;
            if fresh {
                tx.finish_delivery(name, shown)?;
                if let Some(snooze) = snooze_of(name)
                    .filter(|id| tx.snoozes().is_ok_and(|s| s.iter().any(|s| s.id == *id)))
                {
                    tx.end_snooze(snooze)?;
                }
                if let Some(until) = mark.put_off {
                    put_off.entry(deadline).or_insert(until);
                }
            }
        }
    }
    for (deadline, until) in put_off {
        tx.snooze(deadline, until)?;
    }
    Ok(())
}

impl Inner {
    /// The folder whose alarms count while nothing is open.
    fn alarm_folder(&self) -> Option<PathBuf> {
        match &*held(&self.session) {
            Session::Locked(vault) => Some(vault.folder().to_owned()),
            Session::Open(open) => Some(open.vault.folder().to_owned()),
            Session::None | Session::Trouble(_) => None,
        }
    }
}
