//! The next steps: days that can be met, letters to check, days that have passed, files and questions.

use super::days::Ours;
use super::{is_court, passed_last, to_check};
use crate::deadlines::Stored;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use crate::view::{DeadlineState, NextStepKind, NextStepView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::reading::NoticeKind;
use holdfast_vault::DocumentRow;

impl Inner {
    /// All next steps, in the order of ui §3.2: days that can be met, checking (by the day of each letter), days that
    /// have passed, the rest.
    pub(super) fn steps(
        &self,
        open: &Opened,
        all: &[Stored],
        documents: &[DocumentRow],
    ) -> Result<Vec<NextStepView>, Error> {
        let today = self.clock.today();
        let ours = self.ours(all);
        let (mut steps, mut passed) = (Vec::new(), Vec::new());
        for step in all.iter().filter_map(|stored| self.day_step(stored, &ours)) {
            if step.soon {
                steps.push(step);
            } else {
                passed.push(step);
            }
        }
        // what passed last has most ways left
        passed.reverse();
        let (mut checks, mut asks) = (Vec::new(), Vec::new());
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
                let due = lead.and_then(|s| s.row.deadline.due);
                if let Some(day) = due.filter(|day| *day < today) {
                    step.why = format!(
                        "{} By what we read, its last day was {}. It may be another.",
                        step.why,
                        words::day(day, today)
                    );
                }
                checks.push((passed_last(due, today), step));
                continue;
            }
            if document.reviewed_at.is_some() {
                let facts = Facts::load(open.vault.read(), self.lib, document.id, today)?;
                asks.extend(question_step(&facts, all));
            }
        }
        // a stable sort: of letters alike in this the newest comes first
        checks.sort_by_key(|(order, _)| *order);
        steps.extend(checks.into_iter().map(|(_, step)| step));
        steps.extend(self.letters_to_ask_after(open)?);
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
                letter: None,
                soon: false,
                sooner: None,
            });
        }
        steps.extend(asks);
        Ok(steps)
    }

    fn day_step(&self, stored: &Stored, ours: &Ours<'_>) -> Option<NextStepView> {
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
        let origin = match passed {
            true => ours.origin(stored),
            false => ours.origin_if_needed(stored, &view),
        };
        let why = match view.state {
            DeadlineState::Soon => format!(
                "{}. The last day is {}.{origin}",
                view.say,
                words::day(due, today)
            ),
            _ => format!("{}{origin}", view.say),
        };
        Some(NextStepView {
            id: format!("day/{}", view.id),
            kind: NextStepKind::ActOnDay,
            title,
            why,
            minutes: 10,
            document: stored.row.document.map(|id| id.to_string()),
            deadline: Some(view.id),
            letter: None,
            soon: !passed,
            sooner: view.sooner,
        })
    }
}

fn check_step(document: &DocumentRow, today: NaiveDate, zone: chrono::FixedOffset) -> NextStepView {
    let came = document.added_at.with_timezone(&zone).date_naive();
    let when = match (today - came).num_days() {
        0 => "came in today".to_owned(),
        1 => "came in yesterday".to_owned(),
        _ => format!("came in on {}", words::short_day(came, today)),
    };
    let thing = match document.kind {
        None | Some(NoticeKind::Records | NoticeKind::Bill) => "paper",
        Some(_) => "letter",
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
        letter: None,
        soon: false,
        sooner: None,
    }
}

/// A question left open whose answer moves a date that lies ahead.
fn question_step(facts: &Facts, all: &[Stored]) -> Option<NextStepView> {
    let views = facts.views();
    let open = views.asked.iter().find(|q| facts.moves_a_date(&q.field))?;
    let moved = all.iter().any(|s| {
        let deadline = &s.row.deadline;
        s.row.document == Some(facts.document.id)
            && deadline.who == "member"
            && deadline.clock_started
    });
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
        letter: None,
        soon: false,
        sooner: None,
    })
}
