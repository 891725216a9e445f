//! Reminders: times at which a person is told, and what was told.

use crate::ids::DeadlineId;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// What a reminder is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderKind {
    /// The safe day to send comes near.
    SafeDay,
    /// The last day comes near.
    LastDay,
    /// A letter was read and waits to be checked.
    LetterRead,
    /// A promise of somebody passed.
    PromisePassed,
    /// The person put a notice off.
    Snoozed,
    /// An approval ends soon, and whoever needs it longer has to ask again.
    ApprovalEnd,
    /// A letter of the person's own went out, and nothing came back: to ask after it.
    AskAgain,
}

/// What its day asks of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DutyKind {
    /// Something has to go out by then.
    #[default]
    Act,
    /// An approval ends then. Nothing is late once it has.
    ApprovalEnd,
    /// A letter that went out is to be asked after. It stands under the id of the letter's record.
    AskAgain,
}

/// How much a notice may say (1 least, the default).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeLevel {
    /// As little as can be.
    #[default]
    Private,
    /// What kind of thing.
    Kind,
    /// All of it, while unlocked.
    Full,
}

/// What the schedule needs to know of one deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedDuty {
    /// Which deadline.
    pub deadline: DeadlineId,
    /// What its day asks of the person.
    #[serde(default)]
    pub kind: DutyKind,
    /// Last day to act, or the last day of an approval.
    pub due: NaiveDate,
    /// Safe day to send, not after `due`.
    pub safe_day: Option<NaiveDate>,
    /// True for a day set by law or letter, which a pause never holds back on its safe and last day.
    pub legal: bool,
    /// True once it was answered.
    pub done: bool,
    /// Local moment from which these days are known; what would have been due earlier was never missed.
    #[serde(default)]
    pub known_since: Option<NaiveDateTime>,
}

/// When a person wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReminderPreferences {
    /// Time of day at which reminders are given.
    pub time_of_day: NaiveTime,
    /// Start of the quiet hours.
    pub quiet_from: NaiveTime,
    /// End of the quiet hours.
    pub quiet_to: NaiveTime,
    /// Days before the safe day.
    pub safe_day_distances: Vec<u32>,
    /// Days before the last day.
    pub last_day_distances: Vec<u32>,
    /// How much a notice says.
    pub level: NoticeLevel,
    /// Reminders rest until the morning of this day, legal days excepted.
    pub paused_until: Option<NaiveDate>,
}

impl Default for ReminderPreferences {
    fn default() -> Self {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap_or_default();
        Self {
            time_of_day: at(9, 30),
            quiet_from: at(21, 0),
            quiet_to: at(8, 0),
            safe_day_distances: vec![30, 14, 7, 3, 1, 0],
            last_day_distances: vec![7, 3, 1, 0],
            level: NoticeLevel::Private,
            paused_until: None,
        }
    }
}
