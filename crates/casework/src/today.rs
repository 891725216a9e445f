//! Today: the one next step, the days that matter, who owes an answer.

mod days;
mod steps;

use crate::deadlines::Stored;
use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::sheet::Checked;
use crate::view::{NextStepView, TodayView, WaitingView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::reminder::ReminderPreferences;
use holdfast_rules::reading::is_approval_end;
use holdfast_vault::{Access, DeadlineFilter, DocumentFilter, DocumentRow, Operation};
use std::collections::BTreeMap;

/// Steps put off, with the day on which they were.
const LATER: &str = "later-today";

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
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let rests = |step: &NextStepView| later.get(&step.id) == Some(&today);
        // What was put off stands at the end: it is still there, behind all others.
        steps.sort_by_key(&rests);
        let awake = steps.iter().filter(|step| !rests(step)).count();
        let put_off = steps.len() - awake;
        let preferences: ReminderPreferences = read
            .setting(crate::reminders::PREFERENCES)?
            .unwrap_or_default();
        let unknown_plan = read.case(open.case)?.plan_kind.is_none()
            && all
                .iter()
                .any(|s| s.row.deadline.who == "member" && !s.row.deadline.shortest_of.is_empty());
        let next = steps.into_iter().next().filter(|step| !rests(step));
        let ours = self.ours(&all);
        let mut days = self.days(&ours);
        // What the next step says already is not said again below it.
        let said = next.as_ref().and_then(|step| step.sooner.as_deref());
        for day in days.rows.iter_mut().chain(&mut days.passed) {
            day.sooner = day.sooner.take().filter(|line| Some(line.as_str()) != said);
        }
        let can_write = open.vault.access() == Access::Full;
        Ok(TodayView {
            today: today.to_string(),
            more: count(awake.saturating_sub(1)),
            put_off: count(put_off),
            letters_open: count(ours.letters_ahead()),
            next,
            next_day: self.next_day(&all).map(|day| day.to_string()),
            days: days.rows,
            passed: days.passed,
            approvals: self.approvals(open, &all)?,
            changed: self.changed_no(open, None)?,
            answers: self.letter_answers_asked(open)?,
            waiting: {
                let mut owed = waiting(&all, today);
                owed.extend(self.asked_waits(open, today)?);
                owed.extend(self.claim_waits(open)?);
                owed.extend(self.letter_waits(open)?);
                owed.extend(self.promise_waits(open, today)?);
                owed
            },
            to_check: count(documents.iter().filter(|d| to_check(d)).count()),
            empty: documents.is_empty(),
            sheet_wanted: can_write && !self.in_sample() && !Checked::of(&open.vault)?.is_any(),
            sheet_broke_off: can_write && self.sheet_broke_off(open)?,
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
}

/// What the other side owes.
fn waiting(all: &[Stored], today: NaiveDate) -> Vec<WaitingView> {
    let mut found = Vec::new();
    for stored in all {
        let deadline = &stored.row.deadline;
        let (Some(start), Some(due)) = (deadline.start, deadline.due) else {
            continue;
        };
        // an approval that ends is owed by nobody
        let ours = deadline.who == "member" || deadline.who == "provider";
        if ours || is_approval_end(deadline) || !deadline.clock_started {
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
            say: String::new(),
            letter: None,
        });
    }
    found
}

/// Court is never a next step of ours.
fn is_court(level: &str) -> bool {
    level == "court"
}

/// A letter that was read and not yet checked.
pub(crate) fn to_check(document: &DocumentRow) -> bool {
    use holdfast_vault::ReadState::{Partly, Read};
    document.reviewed_at.is_none() && matches!(document.read_state, Read | Partly)
}

/// The order of days: the nearest ahead first, then what has passed, the latest first, then what has none.
fn passed_last(day: Option<NaiveDate>, today: NaiveDate) -> (u8, i64) {
    match day.map(|day| (day - today).num_days()) {
        Some(days) if days >= 0 => (0, days),
        Some(days) => (1, -days),
        None => (2, 0),
    }
}
