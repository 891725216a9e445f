//! Deadlines: their states and words, the list, and what the person did about each.

use crate::approvals;
use crate::desk::{Desk, Inner, change_view};
use crate::error::{Code, Error};
use crate::ladder::ladder_of;
use crate::review::Facts;
use crate::sooner;
use crate::twins::told_apart;
use crate::view::{ChangeView, DayLineView, DeadlineState, DeadlineView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::deadline::DoubtCode;
use holdfast_case::{Deadline, DeadlineId, Private};
use holdfast_library::Library;
use holdfast_rules::reading::is_approval_end;
use holdfast_rules::{Standing, standing};
use holdfast_vault::{DeadlineFilter, DeadlineRow, DocumentRow, Operation, Records, VaultError};

/// How likely two letters are one, from which on the second is taken for a copy of the first.
pub(crate) const SAME_LETTER: f32 = 0.8;
/// Days before the safe day at which it counts as soon.
const SOON: u32 = 7;

/// A deadline with what is needed to show it.
pub(crate) struct Shown<'a> {
    pub(crate) lib: &'a Library,
    pub(crate) today: NaiveDate,
    /// Empty for one that is not stored.
    pub(crate) id: String,
    pub(crate) deadline: &'a Deadline,
    pub(crate) document: Option<&'a DocumentRow>,
    /// Who sent its letter, where that is sure.
    pub(crate) issuer: Option<String>,
    pub(crate) done_on: Option<NaiveDate>,
    /// Why it was closed, where it was not sent.
    pub(crate) closed: String,
}

/// A stored deadline, its letter and who sent it.
pub(crate) struct Stored {
    pub(crate) row: DeadlineRow,
    pub(crate) document: Option<DocumentRow>,
    /// Who sent its letter, where that is sure.
    pub(crate) issuer: Option<String>,
    /// True where its level is a step of the ladder of its letter's plan.
    pub(crate) on_ladder: bool,
}

impl Desk {
    /// All deadlines, nearest first, those without a day last.
    pub fn deadlines(&self) -> Result<Vec<DeadlineView>, Error> {
        self.inner.with(|open| {
            let filter = DeadlineFilter {
                with_done: true,
                ..DeadlineFilter::default()
            };
            let stored = self.inner.stored_deadlines(open.vault.read(), &filter)?;
            Ok(stored
                .iter()
                .map(|stored| self.inner.stored_view(stored))
                .collect())
        })
    }

    /// The deadlines of one letter as they were worked out.
    pub fn deadlines_of(&self, document: &str) -> Result<Vec<(DeadlineView, Deadline)>, Error> {
        let id = self.document_id(document)?;
        self.inner.with(|open| {
            let filter = DeadlineFilter {
                document: Some(id),
                with_done: true,
                ..DeadlineFilter::default()
            };
            let read = open.vault.read();
            let mut found = Vec::new();
            for row in read.deadlines(&filter)? {
                let stored = self.inner.with_letter(read, row)?;
                found.push((self.inner.stored_view(&stored), stored.row.deadline));
            }
            Ok(found)
        })
    }

    /// It was done.
    pub fn deadline_done(&self, id: &str) -> Result<ChangeView, Error> {
        self.set_done(id, true)
    }

    /// It was not done after all.
    pub fn deadline_reopen(&self, id: &str) -> Result<ChangeView, Error> {
        self.set_done(id, false)
    }

    fn set_done(&self, id: &str, done: bool) -> Result<ChangeView, Error> {
        let id = self.deadline_id(id)?;
        let (view, twins) = self.inner.with(|open| {
            let read = open.vault.read();
            let stored = self.inner.one_deadline(read, id)?;
            let letter = DeadlineFilter {
                document: stored.row.document,
                with_done: true,
                ..DeadlineFilter::default()
            };
            let mut rows = read.deadlines(&letter)?;
            rows.retain(|row| row.id == id || is_twin(row, &stored.row));
            Ok((stored, rows))
        })?;
        let title = self.inner.stored_view(&view).title;
        let said = match done {
            true => format!("Marked \u{2018}{title}\u{2019} as done."),
            false => format!("\u{2018}{title}\u{2019} is open again."),
        };
        let operation = Operation::by_person("deadline-done").described(said.clone());
        let change = self.inner.change(operation, |tx, _| {
            let at = done.then(|| tx.now());
            // They are shown as one row, so they are done as one.
            twins.iter().try_for_each(|row| {
                if !row.note.reveal().is_empty() {
                    tx.set_deadline_note(row.id, &Private::default())?;
                }
                tx.set_deadline_done(row.id, at)
            })
        })?;
        Ok(change_view(&change, said))
    }

    pub(crate) fn deadline_id(&self, text: &str) -> Result<DeadlineId, Error> {
        match text.parse() {
            Ok(id) => Ok(id),
            Err(_) if text.is_empty() => Err(Code::NotFound.into()),
            Err(_) => self
                .inner
                .with(|open| Ok(open.vault.read().deadline_by_beginning(text)?)),
        }
    }

    /// Deadlines as the rules gave them, with case and document, for the command line.
    pub fn due(&self, until: Option<NaiveDate>) -> Result<Vec<(DeadlineView, Deadline)>, Error> {
        self.inner.with(|open| {
            let filter = DeadlineFilter {
                until,
                only_member: true,
                ..DeadlineFilter::default()
            };
            let stored = self.inner.stored_deadlines(open.vault.read(), &filter)?;
            let dated = stored
                .into_iter()
                .filter(|stored| stored.row.deadline.due.is_some());
            Ok(dated
                .map(|stored| (self.inner.stored_view(&stored), stored.row.deadline))
                .collect())
        })
    }
}

impl Inner {
    /// Stored deadlines, each duty once: a photo of a letter that is here already adds none, and where a letter says
    /// one last day in two ways ("45 days" and "by December 3"), that is one.
    pub(crate) fn stored_deadlines(
        &self,
        read: Records<'_>,
        filter: &DeadlineFilter,
    ) -> Result<Vec<Stored>, VaultError> {
        self.each_duty_once(read, read.deadlines(filter)?)
    }

    /// The same of rows that were read.
    pub(crate) fn each_duty_once(
        &self,
        read: Records<'_>,
        rows: Vec<DeadlineRow>,
    ) -> Result<Vec<Stored>, VaultError> {
        let mut found: Vec<Stored> = Vec::new();
        for row in rows {
            let stored = self.with_letter(read, row)?;
            let mut copy = false;
            for other in &found {
                copy = copy || self.is_copy(read, other, &stored)?;
            }
            if copy {
                continue;
            }
            match found
                .iter_mut()
                .find(|other| is_twin(&other.row, &stored.row))
            {
                Some(twin) => {
                    let primary = twin.row.deadline.primary || stored.row.deadline.primary;
                    if sooner(stored.row.deadline.safe_day, twin.row.deadline.safe_day) {
                        *twin = stored;
                    }
                    twin.row.deadline.primary = primary;
                }
                None => found.push(stored),
            }
        }
        Ok(found)
    }

    pub(crate) fn one_deadline(
        &self,
        read: Records<'_>,
        id: DeadlineId,
    ) -> Result<Stored, VaultError> {
        self.with_letter(read, read.deadline(id)?)
    }

    fn with_letter(&self, read: Records<'_>, row: DeadlineRow) -> Result<Stored, VaultError> {
        let Some(document) = row.document else {
            return Ok(Stored {
                row,
                document: None,
                issuer: None,
                on_ladder: false,
            });
        };
        let facts = Facts::load(read, self.lib, document, self.clock.today())?;
        Ok(Stored {
            on_ladder: ladder_of(self.lib, &facts)
                .iter()
                .any(|rung| rung.level == row.deadline.level),
            row,
            issuer: facts.sure_issuer(),
            document: Some(facts.document),
        })
    }

    pub(crate) fn stored_view(&self, stored: &Stored) -> DeadlineView {
        let zone = *self.clock.now().offset();
        view(&Shown {
            lib: self.lib,
            today: self.clock.today(),
            id: stored.row.id.to_string(),
            deadline: &stored.row.deadline,
            document: stored.document.as_ref(),
            issuer: stored.issuer.clone(),
            done_on: stored
                .row
                .done_at
                .map(|at| at.with_timezone(&zone).date_naive()),
            closed: stored.row.note.reveal().clone(),
        })
    }

    /// True where both say the same of the same letter in two forms.
    fn is_copy(&self, read: Records<'_>, a: &Stored, b: &Stored) -> Result<bool, VaultError> {
        let key = |s: &Stored| {
            (
                s.row.deadline.level.clone(),
                s.row.deadline.who.clone(),
                s.row.deadline.due,
            )
        };
        let (Some(first), Some(second)) = (a.row.document, b.row.document) else {
            return Ok(false);
        };
        if first == second || key(a) != key(b) {
            return Ok(false);
        }
        let (Some(x), Some(y)) = (read.reading(first)?, read.reading(second)?) else {
            return Ok(false);
        };
        // What could be another claim's day keeps its own row: two rows are no harm, a day that is hidden is.
        if holdfast_letters::contradict(&x.reading, &y.reading) || told_apart(read, first, second)?
        {
            return Ok(false);
        }
        self.prints.same(read, &x, &y)
    }
}

/// True where the first safe day is the one to go by: the earlier, and any rather than none.
fn sooner(one: Option<NaiveDate>, other: Option<NaiveDate>) -> bool {
    one.is_some_and(|one| other.is_none_or(|other| one < other))
}

/// True for two deadlines of one letter that ask the same of the same person by the same last day.
fn is_twin(a: &DeadlineRow, b: &DeadlineRow) -> bool {
    let key = |row: &DeadlineRow| {
        let deadline = &row.deadline;
        (
            row.document,
            deadline.level.clone(),
            deadline.who.clone(),
            deadline.due,
            row.done_at.is_some(),
        )
    };
    a.document.is_some() && a.deadline.due.is_some() && key(a) == key(b)
}

/// The state of a deadline.
pub(crate) fn state_of(
    lib: &Library,
    deadline: &Deadline,
    done: bool,
    today: NaiveDate,
) -> DeadlineState {
    if done {
        return DeadlineState::Done;
    }
    if !deadline.clock_started {
        return DeadlineState::NotStarted;
    }
    if is_approval_end(deadline) {
        return approvals::state(deadline, today);
    }
    match standing(lib, deadline, today) {
        Standing::Passed { .. } => DeadlineState::Passed,
        _ if deadline.due == Some(today) => DeadlineState::Today,
        Standing::Late { .. } => DeadlineState::Soon,
        Standing::Safe { days, .. } if days <= SOON => DeadlineState::Soon,
        Standing::Safe { .. } => DeadlineState::Far,
        Standing::NoDay => DeadlineState::NotStarted,
    }
}

/// A deadline as it is shown.
pub(crate) fn view(shown: &Shown<'_>) -> DeadlineView {
    let (deadline, today) = (shown.deadline, shown.today);
    let state = state_of(shown.lib, deadline, shown.done_on.is_some(), today);
    let document = shown.document;
    DeadlineView {
        id: shown.id.clone(),
        document: document.map(|d| d.id.to_string()).unwrap_or_default(),
        document_title: document
            .map(|d| d.title.reveal().clone())
            .unwrap_or_default(),
        level: deadline.level.clone(),
        title: words::step(&deadline.level, shown.issuer.as_deref()),
        approval: is_approval_end(deadline),
        who: deadline.who.clone(),
        primary: deadline.primary,
        due: deadline.due.map(|day| day.to_string()),
        days: deadline.due.map(|day| days_between(today, day)),
        safe_day: deadline.safe_day.map(|day| day.to_string()),
        safe_by: deadline.safe_by.clone(),
        state,
        say: say(shown, state),
        line: line(deadline, today),
        confirmed: document.is_some_and(|d| d.reviewed_at.is_some()),
        rule_verified: deadline.rule_verified,
        sooner: sooner::line(deadline, today).filter(|_| shown.done_on.is_none()),
        earliest: earliest(deadline, today).filter(|_| shown.done_on.is_none()),
    }
}

/// That a day is the earliest it can be, and why.
fn earliest(deadline: &Deadline, today: NaiveDate) -> Option<String> {
    deadline.due?;
    let mut codes = deadline.doubt.iter().map(|doubt| &doubt.code);
    codes.find_map(|code| match code {
        DoubtCode::OnlyTold { day, told: true } => Some(format!(
            "At the earliest. You wrote down that they kept their no on {}, and their letter is not here. Add it when it comes.",
            words::short_day(*day, today)
        )),
        DoubtCode::OnlyTold { day, told: false } => Some(format!(
            "At the earliest. We don\u{2019}t know the day they kept their no, so we count from {}.",
            words::short_day(*day, today)
        )),
        _ => None,
    })
}

/// Days from one to the other.
pub(crate) fn days_between(from: NaiveDate, to: NaiveDate) -> i32 {
    i32::try_from((to - from).num_days()).unwrap_or(i32::MAX)
}

fn say(shown: &Shown<'_>, state: DeadlineState) -> String {
    let (deadline, today) = (shown.deadline, shown.today);
    let left = deadline.due.map_or(0, |due| (due - today).num_days());
    if let Some(said) = approvals::say(deadline, state, today) {
        return said;
    }
    match state {
        DeadlineState::Ended => String::new(),
        DeadlineState::Far => words::days_ahead(left),
        DeadlineState::Soon => match standing(shown.lib, deadline, today) {
            Standing::Safe { days: 0, .. } => "Today is the safe day".to_owned(),
            Standing::Safe { days, .. } => {
                format!(
                    "{} to the safe day",
                    words::count(days as usize, "day", "days")
                )
            }
            _ => format!("Send by fax or portal now: {}", words::days_ahead(left)),
        },
        DeadlineState::Today => {
            "Today is the last day. Fax or portal still works. See how.".to_owned()
        }
        DeadlineState::Passed => {
            let day = deadline
                .due
                .map(|due| words::short_day(due, today))
                .unwrap_or_default();
            // where our day is the rule's, theirs is told beside it
            let theirs = deadline.due_by_letter;
            match theirs.filter(|theirs| deadline.due.is_some_and(|due| due < *theirs)) {
                Some(theirs) => {
                    let theirs = words::short_day(theirs, today);
                    format!(
                        "{day} has passed. Their letter says {theirs}. There may still be a way."
                    )
                }
                None => format!("{day} has passed. There may still be a way."),
            }
        }
        DeadlineState::NotStarted if deadline.clock_started => {
            "The date of the letter is needed to work this out.".to_owned()
        }
        DeadlineState::NotStarted => "Starts when they say no".to_owned(),
        DeadlineState::Done => {
            let on = shown
                .done_on
                .map(|day| words::short_day(day, today))
                .unwrap_or_default();
            match (shown.done_on, deadline.due) {
                _ if !shown.closed.is_empty() => format!("Closed {on}: {}.", shown.closed),
                (Some(done), Some(due)) if done <= due => format!("Done {on}, in time"),
                _ => format!("Done {on}"),
            }
        }
    }
}

/// The rope.
fn line(deadline: &Deadline, today: NaiveDate) -> Option<DayLineView> {
    let (from, to) = (deadline.start?, deadline.due?);
    let days = u32::try_from((to - from).num_days()).ok()?;
    let safe_day = deadline
        .safe_day
        .and_then(|safe| u32::try_from((safe - from).num_days()).ok());
    Some(DayLineView {
        from: from.to_string(),
        to: to.to_string(),
        today_day: days_between(from, today),
        days,
        safe_day: safe_day.filter(|day| *day <= days),
        unsure: deadline.doubt.iter().any(|d| !d.is_of_a_day_gone_by()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_safe_day_is_never_given_up_for_none() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d);
        assert!(sooner(day(3), None) && sooner(day(3), day(4)));
        assert!(!sooner(None, day(3)) && !sooner(day(4), day(3)) && !sooner(None, None));
    }
}
