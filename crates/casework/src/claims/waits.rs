//! How long the insurer has: said on the claim, and among those that Today waits for.

use super::book::Book;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::view::{ClaimClockView, DayLineView, WaitingView};
use crate::words;
use holdfast_case::claim::{Claim, ClaimKind, ClaimState};
use holdfast_rules::claims::{DecisionClock, decision_clock};

impl Book {
    /// The clock of a claim that waits for its answer.
    pub(super) fn running(&self, kept: &Kept<Claim>) -> Option<DecisionClock> {
        if kept.record.state() != ClaimState::Sent {
            return None;
        }
        let others = self.others(Some(kept.id));
        decision_clock(self.lib, &kept.record, &self.known(&others))
    }

    /// The clock as it is shown.
    pub(super) fn clock_view(&self, kept: &Kept<Claim>) -> Option<ClaimClockView> {
        let clock = self.running(kept)?;
        let deadline = &clock.deadline;
        let today = self.today;
        let days = |to: chrono::NaiveDate| (to - clock.from).num_days();
        // where the plan is not known, this is the shortest of several times: said as what may be
        let may = !deadline.shortest_of.is_empty();
        let say = match deadline.due {
            Some(due) => {
                let until = words::day(due, today);
                match (due < today, may) {
                    (true, false) => format!("They had until {until} to answer."),
                    (true, true) => format!("They may have had until {until} to answer."),
                    (false, false) => format!("They have until {until} to answer."),
                    (false, true) => format!("They may have until {until} to answer, or longer."),
                }
            }
            None => "We know no rule that sets their time to answer.".to_owned(),
        };
        let mut doubts: Vec<String> = deadline
            .doubt
            .iter()
            .map(|doubt| doubt.say.clone())
            .collect();
        if clock.from_sending {
            let sent = words::short_day(clock.from, today);
            doubts.insert(
                0,
                format!(
                    "We don't know the day they got it, so we count from {sent}, when it went out."
                ),
            );
        }
        for typed in &clock.unread {
            let sent = words::short_day(clock.from, today);
            let which = match typed.is_empty() {
                true => "We don't know the day it went out again".to_owned(),
                false => format!("We can't read the day \u{201c}{typed}\u{201d} it went out again"),
            };
            doubts.insert(0, format!("{which}, so we still count from {sent}."));
        }
        if may {
            doubts.push(
                "We don't know your plan's kind, so we took the shortest time that could be its own."
                    .to_owned(),
            );
        }
        if let Some(extended) = clock.extended {
            let until = words::short_day(extended, today);
            doubts.push(format!(
                "They may take until {until} if they write to you why."
            ));
        }
        Some(ClaimClockView {
            say,
            by: deadline.due.map(|due| due.to_string()),
            day: u32::try_from(days(today)).unwrap_or(0),
            of: deadline.due.and_then(|due| u32::try_from(days(due)).ok()),
            line: deadline.due.and_then(|due| {
                Some(DayLineView {
                    from: clock.from.to_string(),
                    to: due.to_string(),
                    today_day: i32::try_from(days(today)).ok()?,
                    days: u32::try_from(days(due)).ok()?,
                    safe_day: None,
                    unsure: clock.from_sending || may,
                })
            }),
            steps: deadline.steps.iter().map(|step| step.say.clone()).collect(),
            doubts,
            citation: deadline.citation.clone(),
            verified: deadline.rule_verified,
            checked: deadline.checked.map(|day| day.to_string()),
            then: "If they stay silent after that, call, and ask for the number of the call."
                .to_owned(),
        })
    }
}

impl Inner {
    /// The claims and requests of the case in use that wait for an answer.
    pub(crate) fn claim_waits(&self, open: &Opened) -> Result<Vec<WaitingView>, Error> {
        let today = self.clock.today();
        let book = Book::load(open, self.lib, today)?;
        let waits = book.claims.iter().filter_map(|kept| {
            let clock = book.running(kept)?;
            let due = clock.deadline.due?;
            let title = super::words::title(self.lib, &kept.record, today);
            Some(WaitingView {
                who: "The insurer".to_owned(),
                what: match kept.record.kind {
                    ClaimKind::Claim => format!("Claim: {title}"),
                    ClaimKind::Authorization => title,
                },
                day: u32::try_from((today - clock.from).num_days()).unwrap_or(0),
                of: u32::try_from((due - clock.from).num_days()).unwrap_or(0),
                by: due.to_string(),
                say: String::new(),
                letter: None,
            })
        });
        // two that are called the same and end on one day are one row
        let mut rows: Vec<WaitingView> = Vec::new();
        for wait in waits {
            if !rows.contains(&wait) {
                rows.push(wait);
            }
        }
        Ok(rows)
    }
}
