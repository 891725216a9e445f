//! The plan: its record, what papers offer, the interview that finds its kind.

use super::fields::{object, pairs, text};
use super::open_desk;
use super::papers::changed;
use crate::args::{Common, PlanCall, RecordCall};
use crate::out::{self, Trouble};
use holdfast_casework::view::{
    InterviewView, PlanEntry, PlanFieldView, PlanOfferView, PlanRequest, PlanView,
};
use holdfast_casework::{Code, Desk, Error};
use serde_json::{Value, json};

/// Answers a call about the plan.
pub fn plan(common: &Common, what: &PlanCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        PlanCall::Record { what } => match what {
            RecordCall::List => list(common, &desk.plan()?),
            RecordCall::Set { fields } => set(common, &desk, fields)?,
        },
        PlanCall::Offers => offers(common, &desk.plan()?.offers),
        PlanCall::Take { sure: true, .. } => changed(common, &desk.take_sure_plan_offers()?),
        PlanCall::Take { field, value, .. } => {
            let field = field.as_deref().unwrap_or_default();
            let value = the_one(&desk, field, value.as_deref())?;
            changed(common, &desk.take_plan_offer(field, &value)?);
        }
        PlanCall::Decline { field, value } => {
            let value = the_one(&desk, field, value.as_deref())?;
            changed(common, &desk.decline_plan_offer(field, &value)?);
        }
        PlanCall::Interview {
            answers,
            save,
            saved,
        } => {
            let places = match saved {
                true => desk.saved_interview()?,
                false => answers.iter().map(|n| n.saturating_sub(1)).collect(),
            };
            match save {
                true => changed(common, &desk.save_interview(&places)?),
                false => interview(common, &desk.interview(&places)?),
            }
        }
    }
    Ok(0)
}

/// The value of the offer that is meant: the one given, else the only one of its field.
fn the_one(desk: &Desk, field: &str, value: Option<&str>) -> Result<String, Trouble> {
    if let Some(value) = value {
        return Ok(value.to_owned());
    }
    let offers = desk.plan()?.offers;
    let mut of_field = offers.into_iter().filter(|offer| offer.field == field);
    match (of_field.next(), of_field.next()) {
        (Some(one), None) => Ok(one.value),
        (None, _) => Err(Error::of(Code::NotFound).into()),
        (Some(_), Some(_)) => Err(Trouble::Call(
            "More than one value is offered for this field. Name the one you mean.".to_owned(),
        )),
    }
}

fn set(common: &Common, desk: &Desk, fields: &[String]) -> Result<(), Trouble> {
    let given = pairs(fields, "field=value")?;
    changed(
        common,
        &desk.save_plan(&PlanRequest {
            entries: entries(&given)?,
            state: None,
        })?,
    );
    Ok(())
}

/// Fields as they are given (`year_end` or `year-end`), as entries of the record.
pub fn entries(given: &serde_json::Map<String, Value>) -> Result<Vec<PlanEntry>, Trouble> {
    let entries = given.iter().map(|(field, value)| {
        Ok(PlanEntry {
            field: field.replace('_', "-"),
            value: text(value)?,
        })
    });
    entries.collect()
}

fn known(view: &PlanView) -> impl Iterator<Item = &PlanFieldView> {
    let all = view.parts.iter().flat_map(|part| &part.fields);
    all.filter(|field| !field.value.is_empty())
}

fn list(common: &Common, view: &PlanView) {
    let fields: Vec<Value> = known(view).map(object).collect();
    let counters: Vec<Value> = view.counters.iter().map(object).collect();
    let answer = json!({
        "about": view.about, "plan_kind": view.kind, "plan_kind_name": view.kind_name, "law": view.law,
        "law_source": view.law_source, "state": view.state, "fields": fields, "counters": counters,
        "shares": view.shares, "offers": view.offers.len(),
    });
    out::answer(common.json, answer, || {
        let mut lines = vec![format!("{}. {}", view.kind_name, view.kind_why)];
        lines.extend(view.about.clone());
        for field in known(view) {
            let source = field.source.as_deref().unwrap_or_default();
            lines.push(out::plain(&format!(
                "{}  {}: {}  ({source})",
                field.field, field.label, field.shown
            )));
            lines.extend(field.trouble.iter().map(|why| format!("  ? {why}")));
        }
        lines.extend(
            view.counters
                .iter()
                .map(|c| format!("{}: {} of {} used. {}", c.label, c.used, c.total, c.say)),
        );
        lines.extend(view.shares.clone());
        lines.join("\n")
    });
}

fn offers(common: &Common, offers: &[PlanOfferView]) {
    let objects: Vec<Value> = offers.iter().map(object).collect();
    out::answer(common.json, json!({ "offers": objects }), || {
        if offers.is_empty() {
            return "Your papers offer nothing that is not known.".to_owned();
        }
        let lines = offers.iter().map(|offer| {
            let doubt = if offer.sure { "" } else { "  ? not sure" };
            let page = offer.page.map(|page| format!(", page {page}"));
            let line = format!(
                "{}  {}: {}  ({}{}){doubt}",
                offer.field,
                offer.label,
                offer.value,
                offer.title,
                page.unwrap_or_default()
            );
            out::plain(&line)
        });
        lines.collect::<Vec<_>>().join("\n")
    });
}

fn interview(common: &Common, view: &InterviewView) {
    let numbers: Vec<u32> = view.answers.iter().map(|place| place + 1).collect();
    let answer = json!({
        "answers": numbers, "number": view.number, "of": view.of,
        "question": view.question.as_ref().map(object),
        "so_far": view.so_far.iter().map(object).collect::<Vec<_>>(),
        "evidence": view.evidence.iter().map(object).collect::<Vec<_>>(),
        "found": view.found.as_ref().map(object),
    });
    out::answer(common.json, answer, || {
        let mut lines: Vec<String> = Vec::new();
        for said in &view.so_far {
            lines.push(format!("{} {}", said.asked, said.answered));
        }
        if let Some(question) = &view.question {
            lines.push(format!("{}/{}  {}", view.number, view.of, question.ask));
            lines.extend(question.tip.clone());
            for (n, answer) in (1..).zip(&question.answers) {
                lines.push(format!("  {n}  {}", answer.say));
            }
            for evidence in &view.evidence {
                lines.push(format!(
                    "  \u{201c}{}\u{201d} ({}, page {})",
                    evidence.quote, evidence.title, evidence.page
                ));
            }
        }
        if let Some(found) = &view.found {
            lines.push(found.name.clone());
            lines.extend(found.law.clone());
            lines.extend(found.steps.iter().map(|step| format!("  {}", step.say)));
            lines.extend(found.moves.iter().map(|move_| format!("  {}", move_.say)));
            lines.push("Keep it with --save.".to_owned());
        }
        lines.join("\n")
    });
}
