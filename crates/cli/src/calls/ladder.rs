//! The steps of a denial, and where it stands on them.

use super::open_desk;
use super::papers::stored_object;
use crate::args::Common;
use crate::out::{self, Trouble};
use holdfast_case::Deadline;
use holdfast_casework::view::{DeadlineView, LadderStepView, StepTimeView};
use serde_json::{Value, json};

/// The steps of a denial.
pub fn ladder(common: &Common, id: Option<&str>) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let view = desk.ladder(id)?;
    // a step may have its day from a decision that followed
    let mut deadlines = Vec::new();
    for step in &view.steps {
        if let Some(deadline) = &step.deadline {
            deadlines.extend(desk.deadlines_of(&deadline.document)?);
        }
    }
    let steps: Vec<Value> = view
        .steps
        .iter()
        .map(|step| step_object(step, &deadlines))
        .collect();
    let object = json!({
        "document": view.document, "about": view.about, "won": view.won, "plan_kind": view.plan_kind,
        "plan_kind_why": view.plan_kind_why, "steps": steps,
    });
    out::answer(common.json, json!({ "ladders": [object] }), || {
        let mut lines = vec![
            out::plain(&view.about),
            format!("{}. {}", view.plan_kind, view.plan_kind_why),
        ];
        lines.extend(view.won.clone());
        for step in &view.steps {
            let day = step
                .deadline
                .as_ref()
                .and_then(|d| d.due.clone())
                .map(|d| format!(" by {d}"))
                .unwrap_or_default();
            lines.push(out::plain(&format!(
                "  [{}] {}{day}: {}",
                standing(step),
                step.title,
                step.say
            )));
            let time = |time: &Option<StepTimeView>| {
                time.as_ref()
                    .map(|time| time.say.clone())
                    .unwrap_or_default()
            };
            let optional = match step.optional {
                true => "You may leave this out.".to_owned(),
                false => String::new(),
            };
            let more = [
                step.earliest.clone(),
                step.said.clone(),
                time(&step.decision),
                time(&step.fast),
                optional,
                step.last_say.clone(),
            ];
            let more = more.into_iter().filter(|said| !said.is_empty());
            lines.extend(more.map(|said| out::plain(&format!("      {said}"))));
        }
        lines.join("\n")
    });
    Ok(0)
}

/// Where a step stands, by its id.
fn standing(step: &LadderStepView) -> String {
    let id = json!(step.standing);
    id.as_str().unwrap_or_default().to_owned()
}

/// How long they have, and who gives it.
fn time_object(time: &StepTimeView) -> Value {
    json!({ "say": time.say, "by": time.by, "citation": time.citation, "rule_verified": time.verified })
}

/// A step; its deadline is one of the letter's, as the contract has it.
fn step_object(step: &LadderStepView, deadlines: &[(DeadlineView, Deadline)]) -> Value {
    let deadline = step.deadline.as_ref().and_then(|shown| {
        let (view, deadline) = deadlines.iter().find(|(view, _)| view.id == shown.id)?;
        Some(stored_object(view, deadline))
    });
    json!({
        "level": step.level, "title": step.title, "say": step.say, "state": step.state,
        "standing": standing(step), "said": step.said, "last_chance": step.last_chance, "letter": step.letter,
        "sent": step.follow.as_ref().map(super::sent::follow_object),
        "earliest": step.earliest, "decision": step.decision.as_ref().map(time_object),
        "expedited": step.fast.as_ref().map(time_object),
        "optional": step.optional, "deadline": deadline, "window": step.window,
        "citation": step.citation, "rule_verified": step.verified,
    })
}
