//! Approvals that end: the day a yes runs out, said quietly and in time.
//!
//! It is no day to act by. Nothing is late once it has passed, no word here speaks of an appeal, and it stands among
//! the things of today only around its end; but who needs the treatment longer has to have asked again before.

use crate::deadlines::Stored;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use crate::view::{ApprovalView, DeadlineState};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_rules::reading::{ApprovalStanding, approval_standing, is_approval_end};

/// What to do before an approval ends.
pub(crate) const ASK_AGAIN: &str = "Ask your clinic to ask for a new one before then.";
/// What to do once it has ended.
pub(crate) const ASKED_FOR: &str = "Ask your clinic whether a new one was asked for.";

/// "This approval ends on Sunday, March 14, 2027", and once that has passed "This approval ended on …".
pub(crate) fn line(end: NaiveDate, today: NaiveDate) -> String {
    let ends = if end < today { "ended" } else { "ends" };
    format!("This approval {ends} on {}", words::day(end, today))
}

/// What goes with that line.
pub(crate) fn advice(end: NaiveDate, today: NaiveDate) -> &'static str {
    if end < today { ASKED_FOR } else { ASK_AGAIN }
}

/// The state of an approval that was not taken care of.
pub(crate) fn state(deadline: &Deadline, today: NaiveDate) -> DeadlineState {
    match deadline.due {
        None => DeadlineState::NotStarted,
        Some(end) if end < today => DeadlineState::Ended,
        Some(_) => DeadlineState::Far,
    }
}

/// The words of that state; none for another deadline.
pub(crate) fn say(deadline: &Deadline, state: DeadlineState, today: NaiveDate) -> Option<String> {
    if !is_approval_end(deadline) || state == DeadlineState::Done {
        return None;
    }
    let letter = deadline.letter.as_ref();
    Some(
        match (deadline.due, letter.map(|letter| letter.quote.as_str())) {
            (Some(end), _) => format!("{}. {}", line(end, today), advice(end, today)),
            (None, Some(quote)) if !quote.is_empty() => {
                format!("The letter says when: \u{201c}{quote}\u{201d}")
            }
            (None, _) => "The letter names no day.".to_owned(),
        },
    )
}

/// What a treatment is called, without its doses, codes and counts.
fn name_of(service: &str) -> &str {
    service
        .split([',', '(', ';'])
        .next()
        .unwrap_or(service)
        .trim()
}

impl Inner {
    /// The approvals that end within a month or ended within the last one, the nearest end first.
    pub(crate) fn approvals(
        &self,
        open: &Opened,
        all: &[Stored],
    ) -> Result<Vec<ApprovalView>, Error> {
        let today = self.clock.today();
        let mut found = Vec::new();
        for stored in all.iter().filter(|s| is_approval_end(&s.row.deadline)) {
            let Some((end, document)) = stored.row.deadline.due.zip(stored.document.as_ref())
            else {
                continue;
            };
            let ended = match approval_standing(end, today) {
                ApprovalStanding::EndsSoon => false,
                ApprovalStanding::Ended => true,
                ApprovalStanding::Holds | ApprovalStanding::LongOver => continue,
            };
            let facts = Facts::load(open.vault.read(), self.lib, document.id, today)?;
            let service = facts.reading_now().claim.service;
            let service = service
                .filter(|service| service.confidence >= words::ENOUGH)
                .map(|service| format!("{}. ", words::sentence_start(name_of(&service.value))))
                .unwrap_or_default();
            let checked = match document.reviewed_at {
                Some(_) => "",
                None => " Not confirmed yet.",
            };
            found.push(ApprovalView {
                deadline: stored.row.id.to_string(),
                document: document.id.to_string(),
                end: end.to_string(),
                ended,
                title: line(end, today),
                note: format!(
                    "{service}{} From \u{2018}{}\u{2019}.{checked}",
                    advice(end, today),
                    document.title.reveal()
                ),
            });
        }
        found.sort_by_key(|view| (view.ended, view.end.clone()));
        Ok(found)
    }
}
