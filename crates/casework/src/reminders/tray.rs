//! What the tray says: how many things need the person, and nothing while locked.

use super::PREFERENCES;
use crate::desk::Desk;
use crate::words;
use holdfast_case::reminder::{NoticeLevel, ReminderPreferences};
use holdfast_vault::DeadlineFilter;

/// The words of the tray.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TrayView {
    /// How many things need the person; 0 while locked.
    pub count: u32,
    /// The first line of the menu.
    pub line: String,
    /// The next day, where the person allows it.
    pub next_date: Option<String>,
}

impl Desk {
    /// What the tray says.
    pub fn tray(&self) -> TrayView {
        let inner = &self.inner;
        if inner.in_sample() {
            return TrayView {
                line: "The sample is open".to_owned(),
                ..TrayView::default()
            };
        }
        let today = inner.clock.today();
        let open = inner.with(|open| {
            let read = open.vault.read();
            let preferences: ReminderPreferences = read.setting(PREFERENCES)?.unwrap_or_default();
            let filter = DeadlineFilter {
                only_member: true,
                ..DeadlineFilter::default()
            };
            let next = inner
                .stored_deadlines(read, &filter)?
                .into_iter()
                .find_map(|stored| {
                    let deadline = &stored.row.deadline;
                    deadline
                        .safe_day
                        .filter(|day| *day >= today)
                        .or(deadline.due.filter(|day| *day >= today))
                });
            Ok((
                inner.needs(open)?,
                next.filter(|_| preferences.level > NoticeLevel::Private),
            ))
        });
        let Ok((count, next)) = open else {
            return TrayView {
                line: "Open Holdfast to see what is next".to_owned(),
                ..TrayView::default()
            };
        };
        TrayView {
            count,
            line: match count {
                0 => "Nothing needs you today".to_owned(),
                1 => "1 thing needs you".to_owned(),
                n => format!("{n} things need you"),
            },
            next_date: next.map(|day| words::short_day(day, today)),
        }
    }
}
