//! Settings: those of this computer, those of the vault, each changed at once.

use crate::desk::{Desk, Inner, held};
use crate::error::{Code, Error};
use crate::reminders::{PREFERENCES, PauseFor};
use crate::sheet::Checked;
use crate::view::{SettingRequest, SettingsView};
use chrono::{Days, NaiveDate, NaiveTime};
use holdfast_case::reminder::{NoticeLevel, ReminderPreferences};
use holdfast_reader::LandlockLevel;
use holdfast_vault::{DocumentFilter, Operation};
use serde::de::DeserializeOwned;

impl Desk {
    /// All settings. While locked those of the vault are as at the first start.
    pub fn settings(&self) -> Result<SettingsView, Error> {
        let inner = &self.inner;
        let local = held(&inner.settings).present.clone();
        let (preferences, documents, in_trash, sheet) = if self.is_open() {
            inner.with(|open| {
                let read = open.vault.read();
                let count = |trashed| {
                    read.documents(&DocumentFilter {
                        trashed,
                        ..DocumentFilter::default()
                    })
                };
                let sheet = Checked::of(&open.vault)?;
                let preferences: ReminderPreferences =
                    read.setting(PREFERENCES)?.unwrap_or_default();
                Ok((preferences, count(false)?.len(), count(true)?.len(), sheet))
            })?
        } else {
            (ReminderPreferences::default(), 0, 0, Checked::default())
        };
        let report = inner
            .parts
            .reader
            .as_ref()
            .map(holdfast_reader::Reader::confinement);
        let confinement_level = match &report {
            Some(report)
                if report.is_whole() && matches!(report.landlock, LandlockLevel::Full { .. }) =>
            {
                "full"
            }
            Some(report) if report.seccomp || report.is_whole() => "partial",
            _ => "none",
        };
        let time = |time: NaiveTime| time.format("%H:%M").to_string();
        let looks = local.looks;
        Ok(SettingsView {
            theme: looks.theme,
            density: looks.density,
            text_size: looks.text_size,
            reduce_motion: looks.reduce_motion,
            single_keys: looks.single_keys,
            lock_minutes: looks.lock_minutes,
            lock_on_close: looks.lock_on_close,
            keychain: local.keychain,
            keychain_trouble: None,
            notice_level: match preferences.level {
                NoticeLevel::Private => "private",
                NoticeLevel::Kind => "kind",
                NoticeLevel::Full => "full",
            }
            .to_owned(),
            reminder_time: time(preferences.time_of_day),
            quiet_from: time(preferences.quiet_from),
            quiet_to: time(preferences.quiet_to),
            safe_day_distances: preferences.safe_day_distances,
            last_day_distances: preferences.last_day_distances,
            paused_until: preferences.paused_until.map(|day| day.to_string()),
            autostart: false,
            autostart_trouble: None,
            vault_folder: inner.folder().display().to_string(),
            documents: u32::try_from(documents).unwrap_or(u32::MAX),
            in_trash: u32::try_from(in_trash).unwrap_or(u32::MAX),
            sheet_made_on: sheet.made_on.map(|day| day.to_string()),
            sheet_checked_on: sheet.checked_on.map(|day| day.to_string()),
            confinement: match &report {
                Some(report) => report.sentences(),
                None => vec!["The program that reads papers is not there.".to_owned()],
            },
            confinement_level: confinement_level.to_owned(),
            ocr: inner
                .parts
                .reader
                .as_ref()
                .is_some_and(holdfast_reader::Reader::can_recognize),
            ocr_languages: if inner
                .parts
                .reader
                .as_ref()
                .is_some_and(holdfast_reader::Reader::can_recognize)
            {
                vec!["English".to_owned()]
            } else {
                Vec::new()
            },
            rules_checked: inner.lib.appeal.meta.checked.to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Changes one setting.
    pub fn set_setting(&self, request: &SettingRequest) -> Result<SettingsView, Error> {
        let inner = &self.inner;
        let text = request.value.as_str();
        match request.name.as_str() {
            "theme" => {
                let theme = one_of(text, &["system", "light", "dark"])?;
                inner.remember(|s| s.looks.theme = theme);
            }
            "density" => {
                let density = one_of(text, &["comfortable", "compact"])?;
                inner.remember(|s| s.looks.density = density);
            }
            "textSize" => {
                let size: u32 = value(text)?;
                inner.remember(|s| s.looks.text_size = size.clamp(100, 200));
            }
            "reduceMotion" => {
                let on = value(text)?;
                inner.remember(|s| s.looks.reduce_motion = on);
            }
            "singleKeys" => {
                let on = value(text)?;
                inner.remember(|s| s.looks.single_keys = on);
            }
            "lockMinutes" => {
                let minutes: u32 = value(text)?;
                inner.remember(|s| {
                    s.looks.lock_minutes = if minutes == 0 {
                        0
                    } else {
                        minutes.clamp(2, 60)
                    }
                });
            }
            "lockOnClose" => {
                let on = value(text)?;
                inner.remember(|s| s.looks.lock_on_close = on);
            }
            "keychain" => self.set_keychain(value(text)?)?,
            name => inner.set_preference(name, text)?,
        }
        inner.tell(crate::DeskEvent::Changed(vec![
            crate::view::RecordKind::Settings,
        ]));
        self.settings()
    }

    fn set_keychain(&self, on: bool) -> Result<(), Error> {
        let inner = &self.inner;
        inner.not_in_sample()?;
        let keychain = inner.parts.keychain;
        let done = inner.with(|open| {
            Ok(if on {
                open.vault.remember_in_keychain(keychain)
            } else {
                open.vault.forget_in_keychain(keychain)
            })
        })?;
        match done {
            Ok(()) => inner.remember(|s| s.keychain = on),
            Err(trouble) => return Err(trouble.into()),
        }
        Ok(())
    }

    /// Lets reminders rest until this day; none ends the pause.
    pub fn pause_reminders(&self, until: Option<&str>) -> Result<SettingsView, Error> {
        let until = until.map(crate::review::values::day).transpose()?;
        self.inner.pause_until(until)?;
        self.settings()
    }

    /// Lets reminders rest for a while.
    pub fn pause(&self, how_long: PauseFor) -> Result<(), Error> {
        let today = self.inner.clock.today();
        let days = match how_long {
            PauseFor::UntilTomorrow => 1,
            PauseFor::AWeek => 7,
            PauseFor::NoLonger => 0,
        };
        let until = today.checked_add_days(Days::new(days)).filter(|_| days > 0);
        self.inner.pause_until(until)
    }
}

impl Inner {
    fn pause_until(&self, until: Option<NaiveDate>) -> Result<(), Error> {
        self.change(
            Operation::by_person("pause-reminders").described("Changed the pause of reminders."),
            |tx, _| {
                let mut preferences: ReminderPreferences =
                    tx.setting(PREFERENCES)?.unwrap_or_default();
                preferences.paused_until = until;
                tx.set_setting(PREFERENCES, &preferences)
            },
        )?;
        Ok(())
    }

    fn set_preference(&self, name: &str, text: &str) -> Result<(), Error> {
        let mut next: ReminderPreferences =
            self.with(|open| Ok(open.vault.read().setting(PREFERENCES)?.unwrap_or_default()))?;
        match name {
            "noticeLevel" => {
                next.level = match one_of(text, &["private", "kind", "full"])?.as_str() {
                    "private" => NoticeLevel::Private,
                    "kind" => NoticeLevel::Kind,
                    _ => NoticeLevel::Full,
                }
            }
            "reminderTime" => next.time_of_day = time(text)?,
            "quietFrom" => next.quiet_from = time(text)?,
            "quietTo" => next.quiet_to = time(text)?,
            "safeDayDistances" => next.safe_day_distances = distances(text)?,
            "lastDayDistances" => next.last_day_distances = distances(text)?,
            _ => return Err(Code::BadRequest.into()),
        }
        self.change(
            Operation::by_person("change-setting").described("Changed a setting of reminders."),
            |tx, _| tx.set_setting(PREFERENCES, &next),
        )?;
        Ok(())
    }
}

fn value<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| Code::BadRequest.into())
}

fn one_of(text: &str, known: &[&str]) -> Result<String, Error> {
    let word: String = value(text)?;
    if known.contains(&word.as_str()) {
        Ok(word)
    } else {
        Err(Code::BadRequest.into())
    }
}

fn time(text: &str) -> Result<NaiveTime, Error> {
    let word: String = value(text)?;
    NaiveTime::parse_from_str(&word, "%H:%M").map_err(|_| Code::BadRequest.into())
}

/// Days before: the last one, the day itself, is never left out.
fn distances(text: &str) -> Result<Vec<u32>, Error> {
    let mut days: Vec<u32> = value(text)?;
    days.push(0);
    days.retain(|days| *days <= 365);
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    Ok(days)
}
