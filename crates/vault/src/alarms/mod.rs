//! `alarms.json`: the coming reminder times and nothing else, so that a locked vault can still remind.
//!
//! Tokens are random; what they mean stands in the records. What was shown or put off while locked is written
//! beside the token and taken over at unlock. Each writing happens under a lock on `vault.json`, which is there
//! in every vault, so that a locked window and an unlocked command line don't overwrite each other.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::folder::{Folder, guard, read_small, write_whole};
use crate::journal::Tx;
use crate::open::Vault;
use crate::records::{Columns, Records, moment_text, to_json};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use uuid::Uuid;

/// One time at which something is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmEntry {
    /// When to tell.
    pub at: Moment,
    /// Random; its meaning is in the records.
    pub token: Uuid,
    /// When a notice was shown while the vault was locked.
    #[serde(default)]
    pub delivered: Option<Moment>,
    /// Until when the person put that notice off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_off: Option<Moment>,
}

/// What `alarms.json` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alarms {
    /// The coming times, earliest first.
    Known(Vec<AlarmEntry>),
    /// The file is gone or broken: one notice should ask to unlock.
    Lost,
}

/// A time at which something will be due, and what that means, for whoever asked for it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAlarm {
    /// When.
    pub at: Moment,
    /// What it means; kept in the records only.
    pub meaning: Value,
}

/// What happened to an alarm while the vault was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmMark {
    /// A notice was shown.
    Delivered(Moment),
    /// The notice was put off until then.
    PutOff(Moment),
}

/// An alarm that was shown or put off while locked, with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenOver {
    /// When it was due.
    pub at: Moment,
    /// What it means; none where the records don't know the token.
    pub meaning: Option<Value>,
    /// When it was shown.
    pub delivered: Option<Moment>,
    /// Until when it was put off.
    pub put_off: Option<Moment>,
}

/// Reads `alarms.json`.
pub(crate) fn read(folder: &Folder) -> Result<Alarms, VaultError> {
    match read_small(&folder.alarms()) {
        Ok(text) => Ok(serde_json::from_slice(&text).map_or(Alarms::Lost, Alarms::Known)),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::InvalidData
            ) =>
        {
            if folder.path().is_dir() {
                Ok(Alarms::Lost)
            } else {
                Err(VaultError::NoFolder)
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Marks one alarm, locked or not.
pub(crate) fn mark(folder: &Folder, token: Uuid, mark: AlarmMark) -> Result<(), VaultError> {
    let _guard = guard(folder)?;
    let Alarms::Known(mut entries) = read(folder)? else {
        return Err(VaultError::NotFound(Kind::Reminders));
    };
    let entry = entries
        .iter_mut()
        .find(|entry| entry.token == token)
        .ok_or(VaultError::NotFound(Kind::Reminders))?;
    match mark {
        AlarmMark::Delivered(at) => entry.delivered = Some(at),
        AlarmMark::PutOff(until) => entry.put_off = Some(until),
    }
    write(folder, entries)
}

/// Writes the times given beside those in the file.
pub(crate) fn write_union(folder: &Folder, alarms: &[AlarmEntry]) -> Result<(), VaultError> {
    let _guard = guard(folder)?;
    let mut entries = match read(folder)? {
        Alarms::Known(entries) => entries,
        Alarms::Lost => Vec::new(),
    };
    entries.extend(
        alarms
            .iter()
            .filter(|new| !entries.iter().any(|old| old.token == new.token))
            .cloned()
            .collect::<Vec<_>>(),
    );
    write(folder, entries)
}

pub(crate) fn write(folder: &Folder, mut entries: Vec<AlarmEntry>) -> Result<(), VaultError> {
    entries.sort_by_key(|entry| (entry.at, entry.token));
    let text = serde_json::to_vec_pretty(&entries).map_err(|error| VaultError::Io(error.into()))?;
    Ok(write_whole(&folder.alarms(), &text)?)
}

impl Records<'_> {
    /// The alarms with their meaning, earliest first.
    pub fn alarms(self) -> Result<Vec<(Uuid, NewAlarm)>, VaultError> {
        self.all(include_str!("list.sql"), [], |row| {
            let row = Columns(Kind::Reminders, row);
            Ok((
                row.parse("token")?,
                NewAlarm {
                    at: row.moment("at")?,
                    meaning: row.json("meaning")?,
                },
            ))
        })
    }
}

impl Tx<'_> {
    /// Sets the coming alarms, in place of all others. An alarm that was there with the same time and meaning keeps
    /// its token, and with it the mark that it was shown. `alarms.json` is written with this change.
    pub fn set_alarms(&mut self, alarms: &[NewAlarm]) -> Result<(), VaultError> {
        let mut before = Records::alarms(self.records)?;
        let mut entries = Vec::with_capacity(alarms.len());
        let mut fresh = Vec::new();
        for alarm in alarms {
            let token = match before.iter().position(|(_, old)| old == alarm) {
                Some(index) => before.swap_remove(index).0,
                None => {
                    let token = Uuid::new_v4();
                    fresh.push((token, alarm));
                    token
                }
            };
            entries.push(AlarmEntry {
                at: alarm.at,
                token,
                delivered: None,
                put_off: None,
            });
        }
        for (token, _) in before {
            self.run(
                Kind::Reminders,
                include_str!("delete.sql"),
                [token.to_string()],
            )?;
        }
        for (token, alarm) in fresh {
            let row = (
                token.to_string(),
                moment_text(alarm.at),
                to_json(&alarm.meaning)?,
            );
            self.run(Kind::Reminders, include_str!("insert.sql"), row)?;
        }
        self.alarms = Some(entries);
        Ok(())
    }
}

impl Vault {
    /// What `alarms.json` says now.
    pub fn alarms(&self) -> Result<Alarms, VaultError> {
        read(&self.folder)
    }

    /// Marks an alarm as shown or put off.
    pub fn mark_alarm(&mut self, token: Uuid, what: AlarmMark) -> Result<(), VaultError> {
        self.check_writable()?;
        mark(&self.folder, token, what)
    }

    /// Writes the file from the records; marks in it that are not taken over yet stay.
    pub(crate) fn rewrite_alarms(&self) -> Result<(), VaultError> {
        let _guard = guard(&self.folder)?;
        let marks = match read(&self.folder)? {
            Alarms::Known(entries) => entries,
            Alarms::Lost => Vec::new(),
        };
        let marks: BTreeMap<Uuid, AlarmEntry> = marks
            .into_iter()
            .map(|entry| (entry.token, entry))
            .collect();
        let entries = self.read().alarms()?.into_iter().map(|(token, alarm)| {
            let marked = marks.get(&token);
            AlarmEntry {
                at: alarm.at,
                token,
                delivered: marked.and_then(|entry| entry.delivered),
                put_off: marked.and_then(|entry| entry.put_off),
            }
        });
        write(&self.folder, entries.collect())
    }

    /// What was shown or put off while locked, with its meaning. The marks stay in the file until the alarms are
    /// set anew, so that a crash before they are recorded loses none; recording one twice does no harm.
    pub(crate) fn marks_while_locked(&self) -> Result<(Vec<TakenOver>, bool), VaultError> {
        let entries = match read(&self.folder)? {
            Alarms::Lost => return Ok((Vec::new(), true)),
            Alarms::Known(entries) => entries,
        };
        let meanings: BTreeMap<Uuid, NewAlarm> = self.read().alarms()?.into_iter().collect();
        let marked = entries
            .into_iter()
            .filter(|entry| entry.delivered.is_some() || entry.put_off.is_some());
        let marked = marked.map(|entry| TakenOver {
            at: entry.at,
            meaning: meanings
                .get(&entry.token)
                .map(|alarm| alarm.meaning.clone()),
            delivered: entry.delivered,
            put_off: entry.put_off,
        });
        Ok((marked.collect(), false))
    }
}
