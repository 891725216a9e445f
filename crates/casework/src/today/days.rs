//! The days that matter: which rows stand on Today, what has no room there, and from which letter each is.

use super::{is_court, passed_last};
use crate::deadlines::{Stored, days_between};
use crate::desk::Inner;
use crate::view::{DayView, DeadlineState, DeadlineView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::Deadline;

/// Days shown.
const MOST_DAYS: usize = 3;

/// The rows of Today.
pub(super) struct Days {
    /// The next three.
    pub(super) rows: Vec<DayView>,
    /// Those that have passed and found no room among them, the latest first.
    pub(super) passed: Vec<DayView>,
}

/// The person's own deadlines with a day, as they are shown.
pub(super) struct Ours<'a>(Vec<(&'a Stored, DeadlineView)>);

impl Ours<'_> {
    /// " From ‘Denial letter, June 17’.", after another sentence; with the file's name where two letters are called the
    /// same, and empty where it came from no letter.
    pub(super) fn origin(&self, of: &Stored) -> String {
        let Some(document) = &of.document else {
            return String::new();
        };
        let title = document.title.reveal();
        let named_alike = |(_, view): &(&Stored, DeadlineView)| {
            view.document_title == *title && view.document != document.id.to_string()
        };
        match self.0.iter().any(named_alike) {
            true => format!(
                " From \u{2018}{title}\u{2019} ({}).",
                document.file_name.reveal()
            ),
            false => format!(" From \u{2018}{title}\u{2019}."),
        }
    }

    /// The same where the step alone does not tell which letter it is of, or where that letter is not checked; then
    /// with a word on that.
    pub(super) fn origin_if_needed(&self, of: &Stored, view: &DeadlineView) -> String {
        let step_alike = |(_, other): &(&Stored, DeadlineView)| {
            other.title == view.title && other.document != view.document
        };
        match view.confirmed && !self.0.iter().any(step_alike) {
            true => String::new(),
            false => format!("{}{}", self.origin(of), not_confirmed(view)),
        }
    }

    /// How many letters have a day that lies ahead, or is today.
    pub(super) fn letters_ahead(&self) -> usize {
        let ahead = self.0.iter().filter(|(_, view)| view.days >= Some(0));
        let mut letters: Vec<&str> = ahead.map(|(_, view)| view.document.as_str()).collect();
        letters.sort_unstable();
        letters.dedup();
        letters.len()
    }
}

/// What is to be known of the day of a letter that was not checked.
fn not_confirmed(view: &DeadlineView) -> &'static str {
    let unsure = view.line.as_ref().is_some_and(|line| line.unsure);
    match (view.confirmed, unsure) {
        (true, _) => "",
        (false, true) => " Not confirmed yet, so we took the earliest date.",
        (false, false) => " Not confirmed yet.",
    }
}

impl Inner {
    /// The person's own deadlines with a day.
    pub(super) fn ours<'a>(&self, all: &'a [Stored]) -> Ours<'a> {
        let ours = all.iter().filter(|stored| {
            let deadline = &stored.row.deadline;
            is_ours(deadline) && deadline.due.is_some()
        });
        Ours(
            ours.map(|stored| (stored, self.stored_view(stored)))
                .collect(),
        )
    }

    /// The next day of the person's own that lies ahead, or is today.
    pub(super) fn next_day(&self, all: &[Stored]) -> Option<NaiveDate> {
        let today = self.clock.today();
        let ours = all.iter().map(|stored| &stored.row.deadline);
        ours.filter(|deadline| is_ours(deadline))
            .flat_map(|deadline| {
                [
                    deadline.safe_day.filter(|_| deadline.due.is_some()),
                    deadline.due,
                ]
            })
            .flatten()
            .filter(|day| *day >= today)
            .min()
    }

    /// The next days: of each deadline the safe day where it lies ahead, and the last day. Days that have passed
    /// fill what room is left, the latest first; those beyond stand apart, so that none is lost.
    pub(super) fn days(&self, ours: &Ours<'_>) -> Days {
        let today = self.clock.today();
        let mut days: Vec<Day<'_>> = Vec::new();
        for (stored, view) in &ours.0 {
            let deadline = &stored.row.deadline;
            let Some(due) = deadline.due else { continue };
            let safe = deadline.safe_day.filter(|safe| *safe >= today);
            if let Some(safe) = safe {
                let mut row = safe_day(stored, view, due, safe, today);
                let origin = ours.origin_if_needed(stored, view);
                row.note = row.note.map(|note| format!("{note}{origin}"));
                days.push(Day {
                    date: safe,
                    urgent: safe,
                    of: stored,
                    view: row,
                });
            }
            // What can't be mailed in time any more waits for no later day.
            let late = safe.is_none() && deadline.safe_day.is_some() && due >= today;
            days.push(Day {
                date: due,
                urgent: if late { today } else { due },
                of: stored,
                view: last_day(ours, stored, view.clone(), due, today),
            });
        }
        // a stable sort: on one and the same day the safe day stands first
        days.sort_by_key(|day| passed_last(Some(day.urgent), today));
        once_each(&mut days);
        let rest = days.split_off(days.len().min(MOST_DAYS));
        say_that(&mut days, today);
        let mut rows: Vec<DayView> = days.into_iter().map(|day| day.view).collect();
        say_sooner_once(&mut rows);
        let passed = (rest.into_iter().map(|day| day.view))
            .filter(|view| view.state == DeadlineState::Passed);
        Days {
            rows,
            passed: passed.collect(),
        }
    }
}

/// A coming day, with the deadline it belongs to.
struct Day<'a> {
    date: NaiveDate,
    /// Its place among the others: its date, or today where the safe day is over and the last day is not.
    urgent: NaiveDate,
    of: &'a Stored,
    view: DayView,
}

/// "Mail your appeal by Friday, December 4".
fn safe_day(
    stored: &Stored,
    view: &DeadlineView,
    due: NaiveDate,
    safe: NaiveDate,
    today: NaiveDate,
) -> DayView {
    let deadline = &stored.row.deadline;
    let by_mail = matches!(deadline.safe_by.as_deref(), Some("mail" | "mail-counter"));
    let days = usize::try_from((due - safe).num_days()).unwrap_or(0);
    let days = words::count(days, "day", "days");
    DayView {
        deadline: view.id.clone(),
        document: view.document.clone(),
        role: "safe".to_owned(),
        on_ladder: stored.on_ladder,
        date: safe.to_string(),
        days: days_between(today, safe),
        title: format!(
            "{} your {} by {}",
            if by_mail { "Mail" } else { "Send" },
            words::thing(&deadline.level),
            words::day(safe, today)
        ),
        note: Some(if by_mail {
            format!(
                "{}. The safe day: it leaves {days} for the mail.",
                view.title
            )
        } else {
            format!("{}. The safe day, {days} before the last.", view.title)
        }),
        sooner: view.sooner.clone(),
        state: view.state,
        line: None,
    }
}

/// "Appeal to Larkmoor Health: last day Monday, December 14", with its letter where that is needed.
fn last_day(
    ours: &Ours<'_>,
    stored: &Stored,
    view: DeadlineView,
    due: NaiveDate,
    today: NaiveDate,
) -> DayView {
    let passed = view.state == DeadlineState::Passed;
    let note = match (passed, &view.line) {
        (true, _) => format!("There may still be a way.{}", ours.origin(stored)),
        // the line says how far it is
        (false, Some(_)) => ours.origin_if_needed(stored, &view).trim().to_owned(),
        (false, None) => format!("{}.{}", view.say, ours.origin_if_needed(stored, &view)),
    };
    let note = match &view.earliest {
        Some(earliest) => format!("{earliest} {note}").trim().to_owned(),
        None => note,
    };
    DayView {
        deadline: view.id,
        document: view.document,
        role: "last".to_owned(),
        on_ladder: stored.on_ladder,
        date: due.to_string(),
        days: days_between(today, due),
        title: if passed {
            format!(
                "{}: {} has passed",
                view.title,
                words::short_day(due, today)
            )
        } else {
            format!("{}: last day {}", view.title, words::day(due, today))
        },
        note: (!note.is_empty()).then_some(note),
        sooner: view.sooner,
        state: view.state,
        line: view.line.filter(|_| !passed),
    }
}

/// One and the same thing to do by one day stands once, with all the letters that it is from.
fn once_each(days: &mut Vec<Day<'_>>) {
    let mut kept: Vec<Day<'_>> = Vec::new();
    for day in days.drain(..) {
        let same = |had: &&mut Day<'_>| {
            had.date == day.date
                && had.view.role == day.view.role
                && had.view.title == day.view.title
        };
        let Some(had) = kept.iter_mut().find(same) else {
            kept.push(day);
            continue;
        };
        if let Some(document) = &day.of.document {
            let title = document.title.reveal();
            let note = had.view.note.take().unwrap_or_default();
            let also = format!("{note} Also from \u{2018}{title}\u{2019}.");
            had.view.note = Some(also.trim().to_owned());
        }
    }
    *days = kept;
}

/// A shorter time stands with the first day of its deadline, not with each.
fn say_sooner_once(days: &mut [DayView]) {
    let mut said: Vec<String> = Vec::new();
    for day in days {
        if said.contains(&day.deadline) {
            day.sooner = None;
        }
        said.push(day.deadline.clone());
    }
}

/// A day of the person's own that Today shows.
fn is_ours(deadline: &Deadline) -> bool {
    deadline.who == "member" && !is_court(&deadline.level)
}

/// The last day right below its own safe day need not name it again.
///
/// "Last day for that appeal: Monday, December 14".
fn say_that(days: &mut [Day<'_>], today: NaiveDate) {
    for at in 1..days.len() {
        let (above, below) = days.split_at_mut(at);
        let (Some(above), Some(day)) = (above.last(), below.first_mut()) else {
            continue;
        };
        let of_it = above.of.row.id == day.of.row.id;
        if of_it && day.view.state != DeadlineState::Passed {
            let thing = words::thing(&day.of.row.deadline.level);
            // its letter is named right above
            day.view.note = None;
            day.view.title = format!("Last day for that {thing}: {}", words::day(day.date, today));
        }
    }
}
