//! Today: the one next step, the days that matter, who owes an answer.

use crate::deadlines::{Stored, days_between};
use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use crate::view::{
    DayView, DeadlineState, DeadlineView, NextStepKind, NextStepView, TodayView, WaitingView,
};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_case::reminder::ReminderPreferences;
use holdfast_vault::{DeadlineFilter, DocumentFilter, DocumentRow, Operation};
use std::collections::BTreeMap;

/// Steps put off, with the day on which they were.
const LATER: &str = "later-today";
/// Days shown.
const MOST_DAYS: usize = 3;

impl Desk {
    /// The Today screen.
    pub fn today(&self) -> Result<TodayView, Error> {
        self.inner.with(|open| self.inner.today_view(open))
    }

    /// Puts a next step off until later today.
    pub fn later_today(&self, step: &str) -> Result<TodayView, Error> {
        let inner = &self.inner;
        let today = inner.clock.today();
        inner.change(Operation::by_program("later-today"), |tx, _| {
            let mut later: BTreeMap<String, NaiveDate> = tx.setting(LATER)?.unwrap_or_default();
            later.retain(|_, day| *day == today);
            later.insert(step.to_owned(), today);
            tx.set_setting(LATER, &later)
        })?;
        self.today()
    }
}

impl Inner {
    fn today_view(&self, open: &Opened) -> Result<TodayView, Error> {
        let today = self.clock.today();
        let read = open.vault.read();
        let all = self.stored_deadlines(open.vault.read(), &DeadlineFilter::default())?;
        let documents = read.documents(&DocumentFilter::default())?;
        let later: BTreeMap<String, NaiveDate> = read.setting(LATER)?.unwrap_or_default();
        let mut steps = self.steps(open, &all, &documents)?;
        let rests = |step: &NextStepView| later.get(&step.id) == Some(&today);
        // What was put off stands at the end: it is still there, behind all others.
        steps.sort_by_key(&rests);
        let awake = steps.iter().filter(|step| !rests(step)).count();
        let preferences: ReminderPreferences = read
            .setting(crate::reminders::PREFERENCES)?
            .unwrap_or_default();
        let unknown_plan = read.case(open.case)?.plan_kind.is_none()
            && all
                .iter()
                .any(|s| s.row.deadline.who == "member" && !s.row.deadline.shortest_of.is_empty());
        let next = steps.into_iter().next().filter(|step| !rests(step));
        let mut days = self.days(&all);
        // What the next step says already is not said again below it.
        let said = next.as_ref().and_then(|step| step.sooner.as_deref());
        for day in &mut days {
            day.sooner = day.sooner.take().filter(|line| Some(line.as_str()) != said);
        }
        Ok(TodayView {
            today: today.to_string(),
            more: u32::try_from(awake.saturating_sub(1)).unwrap_or(u32::MAX),
            next,
            next_day: self.next_day(&all).map(|day| day.to_string()),
            days,
            waiting: waiting(&all, today),
            to_check: u32::try_from(documents.iter().filter(|d| to_check(d)).count()).unwrap_or(u32::MAX),
            empty: documents.is_empty(),
            paused_until: preferences.paused_until.filter(|day| *day > today).map(|day| day.to_string()),
            notice: unknown_plan.then(|| {
                "We don't know this plan's time limits yet. We go by the shortest that could be yours, and say so."
                    .to_owned()
            }),
        })
    }

    /// How many things need the person today, for the tray.
    pub(crate) fn needs(&self, open: &Opened) -> Result<u32, Error> {
        let all = self.stored_deadlines(open.vault.read(), &DeadlineFilter::default())?;
        let documents = open.vault.read().documents(&DocumentFilter::default())?;
        let steps = self.steps(open, &all, &documents)?;
        Ok(u32::try_from(steps.len()).unwrap_or(u32::MAX))
    }

    /// All next steps, in the order of ui §3.2: days that can be met, checking, days that have passed, the rest.
    fn steps(
        &self,
        open: &Opened,
        all: &[Stored],
        documents: &[DocumentRow],
    ) -> Result<Vec<NextStepView>, Error> {
        let today = self.clock.today();
        let (mut steps, mut passed) = (Vec::new(), Vec::new());
        for step in all.iter().filter_map(|stored| self.day_step(stored)) {
            if step.soon {
                steps.push(step);
            } else {
                passed.push(step);
            }
        }
        // what passed last has most ways left
        passed.reverse();
        let mut asks = Vec::new();
        for document in documents {
            if to_check(document) {
                let mut step = check_step(document, today, *self.clock.now().offset());
                let leads = |s: &&Stored| {
                    let deadline = &s.row.deadline;
                    s.row.document == Some(document.id)
                        && deadline.primary
                        && deadline.who == "member"
                };
                let lead = all.iter().find(leads);
                step.sooner = lead.and_then(|s| self.stored_view(s).sooner);
                // a day that has passed is not the next step, but it is not kept back either
                if let Some(day) = lead
                    .and_then(|s| s.row.deadline.due)
                    .filter(|day| *day < today)
                {
                    step.why = format!(
                        "{} By what we read, its last day was {}. It may be another.",
                        step.why,
                        words::day(day, today)
                    );
                }
                steps.push(step);
                continue;
            }
            if document.reviewed_at.is_some() {
                let facts = Facts::load(open.vault.read(), self.lib, document.id, today)?;
                asks.extend(question_step(&facts, all));
            }
        }
        steps.extend(passed);
        let unread = self.files_to_look_at(open)?;
        if unread > 0 {
            steps.push(NextStepView {
                id: "queue".to_owned(),
                kind: NextStepKind::LookAtQueue,
                title: format!(
                    "Look at {} that did not go through",
                    words::count(unread as usize, "file", "files")
                ),
                why: "They want a password, or they were not taken. The queue says which and why."
                    .to_owned(),
                minutes: 2,
                document: None,
                deadline: None,
                soon: false,
                sooner: None,
            });
        }
        steps.extend(asks);
        Ok(steps)
    }

    fn day_step(&self, stored: &Stored) -> Option<NextStepView> {
        let view = self.stored_view(stored);
        let near = matches!(
            view.state,
            DeadlineState::Soon | DeadlineState::Today | DeadlineState::Passed
        );
        if view.who != "member" || !near || is_court(&view.level) {
            return None;
        }
        let passed = view.state == DeadlineState::Passed;
        if passed && !view.confirmed {
            // its letter is to be checked: the day may turn out to be another
            return None;
        }
        let today = self.clock.today();
        let due = stored.row.deadline.due?;
        let title = match passed {
            true => format!("See what is still open: {}", view.title),
            false => view.title.clone(),
        };
        let why = match view.state {
            DeadlineState::Soon => {
                format!("{}. The last day is {}.", view.say, words::day(due, today))
            }
            DeadlineState::Passed => format!("{}{}", view.say, from_letter(&view)),
            _ => view.say.clone(),
        };
        Some(NextStepView {
            id: format!("day/{}", view.id),
            kind: NextStepKind::ActOnDay,
            title,
            why,
            minutes: 10,
            document: stored.row.document.map(|id| id.to_string()),
            deadline: Some(view.id),
            soon: !passed,
            sooner: view.sooner,
        })
    }

    /// The next day of the person's own that lies ahead, or is today.
    fn next_day(&self, all: &[Stored]) -> Option<NaiveDate> {
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
    /// fill what room is left, the latest first.
    fn days(&self, all: &[Stored]) -> Vec<DayView> {
        let today = self.clock.today();
        let mut days: Vec<Day<'_>> = Vec::new();
        for stored in all {
            let deadline = &stored.row.deadline;
            let Some(due) = deadline.due.filter(|_| is_ours(deadline)) else {
                continue;
            };
            let view = self.stored_view(stored);
            if let Some(safe) = deadline.safe_day.filter(|safe| *safe >= today) {
                days.push(Day {
                    date: safe,
                    of: stored,
                    view: safe_day(stored, &view, due, safe, today),
                });
            }
            days.push(Day {
                date: due,
                of: stored,
                view: last_day(view, due, today),
            });
        }
        // a stable sort: on one and the same day the safe day stands first
        days.sort_by_key(|day| match day.date < today {
            false => (0, (day.date - today).num_days()),
            true => (1, (today - day.date).num_days()),
        });
        days.truncate(MOST_DAYS);
        say_that(&mut days, today);
        let mut days: Vec<DayView> = days.into_iter().map(|day| day.view).collect();
        say_sooner_once(&mut days);
        days
    }
}

/// A coming day, with the deadline it belongs to.
struct Day<'a> {
    date: NaiveDate,
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

/// "Appeal to Larkmoor Health: last day Monday, December 14"; of one that has passed, also from which letter.
fn last_day(view: DeadlineView, due: NaiveDate, today: NaiveDate) -> DayView {
    let passed = view.state == DeadlineState::Passed;
    let note = match (passed, &view.line) {
        (true, _) => Some(format!("There may still be a way.{}", from_letter(&view))),
        // the line says how far it is
        (false, Some(_)) => None,
        (false, None) => Some(view.say.clone()),
    };
    DayView {
        deadline: view.id,
        document: view.document,
        role: "last".to_owned(),
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
        note,
        sooner: view.sooner,
        state: view.state,
        line: view.line.filter(|_| !passed),
    }
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

/// " From ‘Denial letter, June 17’.", after another sentence; empty where it came from no letter.
fn from_letter(view: &DeadlineView) -> String {
    match view.document_title.as_str() {
        "" => String::new(),
        title => format!(" From \u{2018}{title}\u{2019}."),
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
            day.view.title = format!("Last day for that {thing}: {}", words::day(day.date, today));
        }
    }
}

/// Court is never a next step of ours.
fn is_court(level: &str) -> bool {
    level == "court"
}

/// A letter that was read and not yet checked.
fn to_check(document: &DocumentRow) -> bool {
    use holdfast_vault::ReadState::{Partly, Read};
    document.reviewed_at.is_none() && matches!(document.read_state, Read | Partly)
}

fn check_step(document: &DocumentRow, today: NaiveDate, zone: chrono::FixedOffset) -> NextStepView {
    let came = document.added_at.with_timezone(&zone).date_naive();
    let when = match (today - came).num_days() {
        0 => "came in today".to_owned(),
        1 => "came in yesterday".to_owned(),
        _ => format!("came in {}", words::short_day(came, today)),
    };
    let thing = if document.kind.is_some() {
        "letter"
    } else {
        "paper"
    };
    NextStepView {
        id: format!("check/{}", document.id),
        kind: NextStepKind::CheckLetter,
        title: format!("Check the {thing} that {when}"),
        why: format!(
            "{}. We read it; only you can say if that is right.",
            document.title.reveal()
        ),
        minutes: 3,
        document: Some(document.id.to_string()),
        deadline: None,
        soon: false,
        sooner: None,
    }
}

/// A question left open whose answer moves a date that lies ahead.
fn question_step(facts: &Facts, all: &[Stored]) -> Option<NextStepView> {
    let views = facts.views();
    let open = views.asked.iter().find(|q| facts.moves_a_date(&q.field))?;
    let moved = all
        .iter()
        .any(|s| s.row.document == Some(facts.document.id) && s.row.deadline.clock_started);
    moved.then(|| NextStepView {
        id: format!("ask/{}/{}", facts.document.id, open.field),
        kind: NextStepKind::AnswerQuestion,
        title: open.question.clone(),
        why: format!(
            "{}. The answer may give you more time.",
            facts.document.title.reveal()
        ),
        minutes: 1,
        document: Some(facts.document.id.to_string()),
        deadline: None,
        soon: false,
        sooner: None,
    })
}

/// What the other side owes.
fn waiting(all: &[Stored], today: NaiveDate) -> Vec<WaitingView> {
    let mut found = Vec::new();
    for stored in all {
        let deadline = &stored.row.deadline;
        let (Some(start), Some(due)) = (deadline.start, deadline.due) else {
            continue;
        };
        if deadline.who == "member" || deadline.who == "provider" || !deadline.clock_started {
            continue;
        }
        found.push(WaitingView {
            who: stored
                .issuer
                .clone()
                .unwrap_or_else(|| "The insurer".to_owned()),
            what: words::step(&deadline.level, stored.issuer.as_deref()),
            day: u32::try_from((today - start).num_days()).unwrap_or(0),
            of: u32::try_from((due - start).num_days()).unwrap_or(0),
            by: due.to_string(),
        });
    }
    found
}
