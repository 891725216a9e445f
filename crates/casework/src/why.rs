//! Why this date: the derivation as a person reads it.

use crate::deadlines::Stored;
use crate::desk::{Desk, Inner};
use crate::error::Error;
use crate::review::Facts;
use crate::view::{DeadlineState, DeadlineView, LaterIfView, SoonerIfView, WhyStepView, WhyView};
use crate::words;
use holdfast_case::Deadline;
use holdfast_case::deadline::Step;

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
        let steps: Vec<WhyStepView> = deadline
            .steps
            .iter()
            .map(|step| step_view(step, deadline, facts))
            .collect();
        let later_if: Vec<LaterIfView> = deadline
            .later_if
            .iter()
            .map(|later| LaterIfView {
                say: later.say.clone(),
                date: later.date.to_string(),
            })
            .collect();
        let mut about = view.title.clone();
        if let Some(first) = about.get_mut(0..1) {
            first.make_ascii_lowercase();
        }
        let lead = match (deadline.due, view.state) {
            (None, _) => view.say.clone(),
            (Some(_), DeadlineState::Passed) => view.say.clone(),
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
            ways(deadline)
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
        let mut doubts = deadline.doubt.clone();
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

fn step_view(step: &Step, deadline: &Deadline, facts: Option<&Facts>) -> WhyStepView {
    let from_letter = step.citation == "the letter";
    let safe = step.citation == "safe_day";
    let title = match (from_letter, safe) {
        (_, true) => "Safe day",
        (true, _) => "What the letter says",
        _ if deadline.start.is_some() && step.date == deadline.start => "The time starts",
        _ if step.date.is_some() && step.date == deadline.due => "Last day",
        _ => "By the rule",
    };
    let place = facts.and_then(|facts| {
        let stated = deadline.letter.as_ref().and_then(|letter| letter.place);
        let date = facts
            .reading
            .claim
            .date_of_notice
            .as_ref()
            .and_then(|date| date.place);
        let starts = deadline.start.is_some() && step.date == deadline.start;
        match (from_letter, starts) {
            (true, _) => stated,
            (_, true) => date,
            _ => None,
        }
    });
    let by_rule = !from_letter && !safe;
    WhyStepView {
        title: title.to_owned(),
        say: step.say.clone(),
        date: step.date.map(|day| day.to_string()),
        leads: step.leads,
        document: facts
            .filter(|_| place.is_some())
            .map(|facts| facts.document.id.to_string()),
        page: place.map(|place| place.page),
        citation: by_rule.then(|| step.citation.clone()),
        checked: deadline
            .checked
            .filter(|_| by_rule)
            .map(|day| day.to_string()),
        verified: !by_rule || deadline.rule_verified,
    }
}

/// What is left once the day has passed.
fn ways(deadline: &Deadline) -> Vec<String> {
    let mut ways = Vec::new();
    if let Some(cause) = &deadline.good_cause {
        ways.push(format!(
            "You can ask them to take it late. What helps: {cause}"
        ));
    } else {
        ways.push(
            "You can ask them in writing to take it late, and say why it came late.".to_owned(),
        );
    }
    for later in &deadline.later_if {
        ways.push(format!("The day may be later: {}", later.say));
    }
    ways.push("Your doctor can ask again with new facts. A new no starts a new time.".to_owned());
    ways
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
        text.push_str(&format!("{number}. {}", step.say));
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
