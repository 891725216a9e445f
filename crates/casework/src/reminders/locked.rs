//! Reminders while the vault is locked: times without words, from `alarms.json`.

use super::{DueNotice, Snooze, Told};
use crate::desk::{Inner, held};
use crate::error::Error;
use chrono::{DateTime, Days, NaiveDateTime, TimeDelta, Timelike, Utc};
use holdfast_case::reminder::ReminderPreferences;
use holdfast_rules::reminders::wording::LOCKED;
use holdfast_vault::{AlarmEntry, Alarms, LockedVault};
use uuid::Uuid;

/// Name of the notice that asks to unlock because the times were lost.
const LOST: &str = "lost";

impl Inner {
    fn locked_alarms(&self) -> Option<Result<(LockedVault, Alarms), Error>> {
        let folder = self.alarm_folder()?;
        let read = || {
            let vault = LockedVault::open_although_synced(&folder)?;
            let alarms = vault.alarms()?;
            Ok((vault, alarms))
        };
        Some(read())
    }

    pub(super) fn due_while_locked(&self) -> Result<Option<DueNotice>, Error> {
        let Some(found) = self.locked_alarms() else {
            return Ok(None);
        };
        let (_, alarms) = found?;
        let mut told = held(&self.told);
        let notice = |id: &str| DueNotice {
            id: id.to_owned(),
            text: LOCKED.to_owned(),
            urgent: false,
        };
        let Alarms::Known(entries) = alarms else {
            // Once a run: the times come back when the vault is opened.
            if told.iter().any(|told| told.id == LOST) {
                return Ok(None);
            }
            told.push(handed(LOST, Vec::new()));
            return Ok(Some(notice(LOST)));
        };
        let now = self.moment();
        let tokens: Vec<Uuid> = entries
            .iter()
            .filter(|entry| self.is_due(entry, now))
            .map(|entry| entry.token)
            .collect();
        if tokens.is_empty() {
            return Ok(None);
        }
        let id = Uuid::now_v7().to_string();
        told.push(handed(&id, tokens));
        Ok(Some(notice(&id)))
    }

    /// How many reminders have come, told or not, and whether another comes within a week; by times alone.
    pub(crate) fn due_by_time(&self) -> (u32, bool) {
        let Some(Ok((_, Alarms::Known(entries)))) = self.locked_alarms() else {
            return (0, false);
        };
        let now = self.moment();
        let week = now + TimeDelta::days(7);
        // What was told while locked still waits to be seen; what was put off waits for its time.
        let times = entries
            .iter()
            .map(|entry| entry.put_off.unwrap_or(entry.at))
            .collect::<Vec<_>>();
        let due = times.iter().filter(|at| **at <= now).count();
        let soon = times.iter().any(|at| *at > now && *at <= week);
        (u32::try_from(due).unwrap_or(u32::MAX), soon)
    }

    pub(super) fn next_while_locked(&self) -> Option<DateTime<Utc>> {
        let (_, alarms) = self.locked_alarms()?.ok()?;
        match alarms {
            Alarms::Lost => held(&self.told)
                .iter()
                .all(|told| told.id != LOST)
                .then(|| self.moment()),
            Alarms::Known(entries) => {
                let at = entries
                    .iter()
                    .filter_map(waits_until)
                    .map(|at| self.in_daylight(at));
                at.min()
            }
        }
    }

    /// Due, and not at night unless it is of this very day: then it may be a last day, which nothing holds back.
    fn is_due(&self, entry: &AlarmEntry, now: DateTime<Utc>) -> bool {
        waits_until(entry).is_some_and(|at| self.in_daylight(at) <= now)
    }

    /// The moment itself; where only the night is left of its day, the next morning. What the person chose as quiet
    /// hours is in the vault, so the usual ones hold.
    fn in_daylight(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let now = self.clock.now();
        let zone = *now.offset();
        let usual = ReminderPreferences::default();
        let planned = at.with_timezone(&zone).naive_local();
        let local = now.naive_local();
        let quiet = |time: chrono::NaiveTime| time >= usual.quiet_from || time < usual.quiet_to;
        if planned > local || planned.date() == local.date() || !quiet(local.time()) {
            return at;
        }
        let day = if local.hour() < 12 {
            Some(local.date())
        } else {
            local.date().checked_add_days(Days::new(1))
        };
        day.map_or(at, |day| self.clock.moment(day.and_time(usual.quiet_to)))
    }

    pub(super) fn shown_while_locked(&self, tokens: &[Uuid]) -> Result<(), Error> {
        let Some(found) = self.locked_alarms() else {
            return Ok(());
        };
        let (vault, _) = found?;
        let now = self.moment();
        for token in tokens {
            vault.mark_delivered(*token, now)?;
        }
        Ok(())
    }

    pub(super) fn put_off_while_locked(
        &self,
        tokens: &[Uuid],
        how_long: Snooze,
    ) -> Result<(), Error> {
        let Some(found) = self.locked_alarms() else {
            return Ok(());
        };
        let (vault, _) = found?;
        let until = self
            .clock
            .moment(later(how_long, self.clock.now().naive_local()));
        for token in tokens {
            vault.put_off(*token, until)?;
        }
        Ok(())
    }
}

fn handed(id: &str, tokens: Vec<Uuid>) -> Told {
    Told {
        id: id.to_owned(),
        names: Vec::new(),
        deadlines: Vec::new(),
        tokens,
    }
}

/// When an entry is to be told; none once it was and nobody put it off.
fn waits_until(entry: &AlarmEntry) -> Option<DateTime<Utc>> {
    match (entry.delivered, entry.put_off) {
        (None, None) => Some(entry.at),
        (Some(shown), Some(until)) if shown >= until => None,
        (_, Some(until)) => Some(until),
        (Some(_), None) => None,
    }
}

fn later(how_long: Snooze, now: NaiveDateTime) -> NaiveDateTime {
    let hours = now + TimeDelta::hours(3);
    let morning = ReminderPreferences::default().time_of_day;
    match how_long {
        Snooze::LaterToday if hours.date() == now.date() => hours,
        _ => now
            .date()
            .checked_add_days(Days::new(1))
            .map_or(hours, |day| day.and_time(morning)),
    }
}
