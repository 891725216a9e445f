//! Calls: what was said and promised, and what to say.

use super::fields::{given, object, text};
use super::open_desk;
use super::papers::changed;
use super::plan::entries;
use crate::args::{Common, FieldArgs, PhoneCall};
use crate::out::{self, Trouble};
use holdfast_casework::Desk;
use holdfast_casework::view::{CallAnswerRequest, CallRequest, CallScriptView, CallView};
use serde_json::{Value, json};

/// Answers a call about calls.
pub fn call(common: &Common, what: &PhoneCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        PhoneCall::Add(fields) => add(common, &desk, fields)?,
        PhoneCall::List => list(common, &desk.plan()?.calls),
        PhoneCall::Script { script } => show(common, &desk.call_script(script)?),
        PhoneCall::Came { id } => changed(common, &desk.promise_came(id)?),
        PhoneCall::Day { id, day } => changed(common, &desk.set_promise_day(id, day)?),
        PhoneCall::Trash { id } => changed(common, &desk.trash_call(id)?),
    }
    Ok(0)
}

/// Keeps a call; what is no field of it is one of the plan record that was told.
fn add(common: &Common, desk: &Desk, fields: &FieldArgs) -> Result<(), Trouble> {
    let mut given = given(fields)?;
    let mut take = |field: &str| given.remove(field).as_ref().map_or(Ok(String::new()), text);
    let minutes = match take("minutes")?.trim() {
        "" => None,
        minutes => Some(
            minutes
                .parse()
                .map_err(|_| Trouble::Call("minutes is a whole number, such as 14.".to_owned()))?,
        ),
    };
    let mut request = CallRequest {
        script: None,
        whom: take("whom")?,
        name: take("name")?,
        number: take("number")?,
        minutes,
        reference: take("reference")?,
        answers: Vec::new(),
        said: take("said")?,
        promise: take("promise")?,
        promised_by: take("promised_by")?,
    };
    if !given.is_empty() {
        request.answers.push(CallAnswerRequest {
            asked: "What they told of the plan".to_owned(),
            fills: String::new(),
            answered: String::new(),
            entries: entries(&given)?,
        });
    }
    changed(common, &desk.save_call(&request)?);
    Ok(())
}

fn list(common: &Common, calls: &[CallView]) {
    let objects: Vec<Value> = calls.iter().map(call_object).collect();
    out::answer(common.json, json!({ "calls": objects }), || {
        if calls.is_empty() {
            return "No call yet.".to_owned();
        }
        let mut lines = Vec::new();
        for call in calls {
            let number = match call.reference.as_str() {
                "" => String::new(),
                reference => format!("  number {reference}"),
            };
            lines.push(out::plain(&format!(
                "{}  {}  {}{number}",
                call.id, call.at, call.title
            )));
            for said in [&call.promise, &call.came, &call.said] {
                if !said.is_empty() {
                    lines.push(out::plain(&format!("  {said}")));
                }
            }
            if !call.trouble.is_empty() {
                lines.push(format!("  ? {}", call.trouble));
            }
            lines.extend(
                (call.answers.iter())
                    .map(|a| out::plain(&format!("  {}: {}", a.asked, a.answered))),
            );
        }
        lines.join("\n")
    });
}

/// A call with its id under its own name.
fn call_object(call: &CallView) -> Value {
    let mut keys = object(call);
    if let Value::Object(keys) = &mut keys
        && let Some(id) = keys.remove("id")
    {
        keys.insert("call".to_owned(), id);
    }
    keys
}

fn show(common: &Common, script: &CallScriptView) {
    out::answer(common.json, object(script), || {
        let mut lines = vec![script.title.clone(), script.opener.clone()];
        for (n, step) in (1..).zip(&script.steps) {
            lines.push(format!("{n}  {}", step.say));
            lines.extend(
                (step.fields.iter()).map(|field| format!("     {}  {}", field.field, field.label)),
            );
        }
        lines.push(script.source.clone());
        lines.join("\n")
    });
}
