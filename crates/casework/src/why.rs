//! Why this date: the derivation as a person reads it.

mod doubts;
mod steps;
#[cfg(test)]
mod tests;

pub(crate) use doubts::{doubt as doubt_words, receipt as receipt_doubt};

use crate::deadlines::Stored;
use crate::desk::{Desk, Inner};
use crate::error::Error;
use crate::review::Facts;
use crate::view::{DeadlineState, DeadlineView, LaterIfView, SoonerIfView, WhyStepView, WhyView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_case::deadline::Doubt;
use holdfast_library::Library;
use holdfast_library::appeal::Late;
use steps::Telling;

impl Desk {
    /// Why this date.
    pub fn why(&self, deadline: &str) -> Result<WhyView, Error> {
        let id = self.deadline_id(deadline)?;
        self.inner.with(|open| {
            let stored = self.inner.one_deadline(open.vault.read(), id)?;
            let view = self.inner.stored_view(&stored);
            let Stored { row, document, .. } = &stored;
            let facts = match document {
                Some(document) => Some(Facts::load(
                    open.vault.read(),
                    self.inner.lib,
                    document.id,
                    self.inner.clock.today(),
                )?),
                None => None,
            };
            Ok(self.inner.why_of(view, &row.deadline, facts.as_ref()))
        })
    }
}

impl Inner {
    pub(crate) fn why_view(
        &self,
        view: DeadlineView,
        deadline: &Deadline,
        facts: &Facts,
    ) -> WhyView {
        self.why_of(view, deadline, Some(facts))
    }

    fn why_of(&self, view: DeadlineView, deadline: &Deadline, facts: Option<&Facts>) -> WhyView {
        let today = self.clock.today();
        let telling = Telling {
            lib: self.lib,
            today,
            deadline,
            facts,
        };
        let steps = telling.steps();
        // the other of the two days stands in the steps already
        let told = [deadline.due_by_rule, deadline.due_by_letter];
        let later_if: Vec<LaterIfView> = deadline
            .later_if
            .iter()
            .filter(|later| !told.contains(&Some(later.date)))
            .map(|later| LaterIfView {
                say: doubts::condition(self.lib, later),
                date: later.date.to_string(),
            })
            .collect();
        let mut about = view.title.clone();
        if let Some(first) = about.get_mut(0..1) {
            first.make_ascii_lowercase();
        }
        let lead = match (deadline.due, view.state) {
            (None, _) => view.say.clone(),
            // what is closed is not counted any more
            (Some(_), DeadlineState::Done) => format!("{}.", view.say.trim_end_matches('.')),
            (Some(_), DeadlineState::Passed | DeadlineState::Ended) => view.say.clone(),
            (Some(due), _) => {
                let left = match (due - today).num_days() {
                    0 => "Today is the last day.".to_owned(),
                    1 => "1 day left.".to_owned(),
                    n => format!("{n} days left."),
                };
                format!("{} {left}", words::must(deadline))
            }
        };
        let ways = if view.state == DeadlineState::Passed {
            ways(deadline, self.lib, today)
        } else {
            Vec::new()
        };
        let sooner_if: Vec<SoonerIfView> = deadline
            .sooner_if
            .iter()
            .map(|sooner| SoonerIfView {
                say: sooner.say.clone(),
                citation: sooner.citation.clone(),
            })
            .collect();
        // That a day has passed, and what may still help, is said above all.
        let passed = view.state == DeadlineState::Passed;
        let said = |doubt: &&Doubt| passed && doubt.is_of_a_day_gone_by();
        let doubt = deadline.doubt.iter().filter(|doubt| !said(doubt));
        let mut doubts: Vec<String> = doubt
            .map(|doubt| doubts::doubt(self.lib, doubt, today))
            .collect();
        if !deadline.rule_verified && deadline.rule.is_some() {
            doubts.push(
                "We did not see the text of this rule ourselves. Ask the plan to confirm the date."
                    .to_owned(),
            );
        }
        // A shorter time that may hold comes before what is only not sure.
        let notes: Vec<&str> = (deadline.sooner_if.iter().map(|sooner| sooner.say.as_str()))
            .chain(doubts.iter().chain(&ways).map(String::as_str))
            .collect();
        let as_text = as_text(&view, &lead, &steps, &notes, &later_if);
        WhyView {
            deadline: view,
            about,
            lead,
            steps,
            doubts,
            sooner_if,
            later_if,
            ways,
            as_text,
        }
    }
}

/// What is left once the day has passed.
fn ways(deadline: &Deadline, lib: &Library, today: NaiveDate) -> Vec<String> {
    let mut ways = Vec::new();
    ways.push(late(deadline, lib));
    for later in deadline.later_if.iter().filter(|later| later.date >= today) {
        let day = words::day(later.date, today);
        ways.push(match Some(later.date) {
            date if date == deadline.due_by_rule => format!("The law may give you until {day}."),
            date if date == deadline.due_by_letter => {
                format!("The letter may give you until {day}.")
            }
            _ => format!("{}: {day}.", doubts::condition(lib, later)),
        });
    }
    ways.push("Your doctor can ask again with new facts. A new no starts a new time.".to_owned());
    ways
}

/// Whether they may take it late, in a person's words.
fn late(deadline: &Deadline, lib: &Library) -> String {
    let own = |id: &str| lib.appeal.rules.iter().find(|rule| rule.id == id);
    let rule = deadline.rule.as_deref().and_then(own);
    let Some((cause, rule)) = deadline.good_cause.as_deref().zip(rule) else {
        return "You can ask them in writing to take it late, and say why it came late.".to_owned();
    };
    let first = match rule.late {
        Some(Late::Yes) => "They may take it late for a good reason.",
        Some(Late::No) => "The rule names no reason for taking it late.",
        Some(Late::Ask) | None => "We don't know if they take it late.",
    };
    let source = match &rule.good_cause_citation {
        Some(citation) => format!(" ({citation})"),
        None => String::new(),
    };
    format!("{first} {}{source}.", words::sentence_start(cause))
}

fn as_text(
    view: &DeadlineView,
    lead: &str,
    steps: &[WhyStepView],
    notes: &[&str],
    later_if: &[LaterIfView],
) -> String {
    let mut text = format!("{}\n", view.title);
    if let Some(due) = &view.due {
        text.push_str(&format!("Last day: {due}\n"));
    }
    if let Some(safe) = &view.safe_day {
        text.push_str(&format!("Safe day: {safe}\n"));
    }
    text.push_str(&format!("{lead}\n\n"));
    for (number, step) in (1..).zip(steps) {
        text.push_str(&format!("{number}. {}. {}", step.title, step.say));
        if let Some(citation) = &step.citation {
            let checked = step
                .checked
                .as_deref()
                .map(|day| format!(", last checked {day}"))
                .unwrap_or_default();
            text.push_str(&format!(" ({citation}{checked})"));
        }
        text.push('\n');
    }
    let lines = notes.iter().map(|line| format!("- {line}\n"));
    let later = later_if
        .iter()
        .map(|later| format!("- {}: {}\n", later.say, later.date));
    let rest: String = lines.chain(later).collect();
    if !rest.is_empty() {
        text.push('\n');
        text.push_str(&rest);
    }
    text
}
