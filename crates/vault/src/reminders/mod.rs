//! What the person was told and what was put off. When something is due is decided elsewhere.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, moment_text, to_word};
use holdfast_case::DeadlineId;
use holdfast_case::reminder::ReminderKind;
use uuid::Uuid;

/// A reminder that is about to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// Name that this reminder alone has, made from what it is about (deadline, kind, day, distance): the same
    /// reminder always gets the same name, so that it is never given twice.
    pub name: String,
    /// The deadline it is about.
    pub deadline: Option<DeadlineId>,
    /// What it is about.
    pub kind: ReminderKind,
    /// Anything its maker wants to find again, such as the day it was about.
    pub about: String,
}

/// A reminder that was given, or begun to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its name.
    pub name: String,
    /// The deadline.
    pub deadline: Option<DeadlineId>,
    /// What it is about.
    pub kind: ReminderKind,
    /// What its maker noted.
    pub about: String,
    /// Recorded before it was shown.
    pub begun_at: Moment,
    /// Marked once it was shown; none is what a crash or a failed notice left: it is to be shown again.
    pub shown_at: Option<Moment>,
}

/// A notice that was put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    /// Its id.
    pub id: Uuid,
    /// The deadline; none is for all that stood in the notice.
    pub deadline: Option<DeadlineId>,
    /// Until when.
    pub until: Moment,
    /// When it was put off.
    pub made_at: Moment,
    /// When it was told again.
    pub ended_at: Option<Moment>,
}

impl Records<'_> {
    /// Everything that was given or begun.
    pub fn deliveries(self) -> Result<Vec<Delivery>, VaultError> {
        self.all(include_str!("deliveries.sql"), [], |row| {
            let row = Columns(Kind::Reminders, row);
            Ok(Delivery {
                name: row.get("name")?,
                deadline: row.parse_if("deadline")?,
                kind: row.word("kind")?,
                about: row.get("about")?,
                begun_at: row.moment("begun_at")?,
                shown_at: row.moment_if("shown_at")?,
            })
        })
    }

    /// What is put off and not yet told again.
    pub fn snoozes(self) -> Result<Vec<Snooze>, VaultError> {
        self.all(include_str!("snoozes.sql"), [], |row| {
            let row = Columns(Kind::Reminders, row);
            Ok(Snooze {
                id: row.parse("id")?,
                deadline: row.parse_if("deadline")?,
                until: row.moment("until")?,
                made_at: row.moment("made_at")?,
                ended_at: row.moment_if("ended_at")?,
            })
        })
    }
}

impl Tx<'_> {
    /// Records a reminder before it is shown. False where it was shown before: then it must not be shown again.
    pub fn begin_delivery(&mut self, delivery: &NewDelivery) -> Result<bool, VaultError> {
        let row = (
            &delivery.name,
            delivery.deadline.map(|id| id.to_string()),
            to_word(&delivery.kind)?,
            &delivery.about,
            moment_text(self.now),
        );
        self.run(Kind::Reminders, include_str!("begin.sql"), row)?;
        let unshown: Option<bool> = self.value(include_str!("is-unshown.sql"), [&delivery.name])?;
        Ok(unshown == Some(true))
    }

    /// Marks a reminder as shown.
    pub fn finish_delivery(&mut self, name: &str, shown_at: Moment) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Reminders,
            include_str!("finish.sql"),
            (name, moment_text(shown_at)),
        )
    }

    /// Puts a notice off.
    pub fn snooze(
        &mut self,
        deadline: Option<DeadlineId>,
        until: Moment,
    ) -> Result<Uuid, VaultError> {
        let id = Uuid::now_v7();
        let deadline = deadline.map(|id| id.to_string());
        let row = (
            id.to_string(),
            deadline,
            moment_text(until),
            moment_text(self.now),
        );
        self.run(Kind::Reminders, include_str!("snooze.sql"), row)?;
        Ok(id)
    }

    /// Notes that what was put off was told again.
    pub fn end_snooze(&mut self, id: Uuid) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Reminders,
            include_str!("end-snooze.sql"),
            (id.to_string(), moment_text(self.now)),
        )
    }
}
