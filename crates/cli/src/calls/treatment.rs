//! What was tried, sessions, and what the plan asks for.

use super::fields::{given, object, request};
use super::list_rows;
use super::open_desk;
use super::papers::{changed, write_new};
use super::versions::version_lines;
use crate::args::{Common, TreatmentCall};
use crate::out::{self, Trouble};
use holdfast_casework::view::{SessionRequest, TreatmentView, TrialRowView, TrialView};
use holdfast_casework::{Code, Desk, Error};
use serde_json::{Value, json};

/// Answers a call about treatments.
pub fn treatment(common: &Common, what: &TreatmentCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        TreatmentCall::Add(fields) => {
            let request = request(None::<&TrialView>, given(fields)?)?;
            changed(common, &desk.add_trial(&request)?);
        }
        TreatmentCall::List => list(common, &desk.treatment()?),
        TreatmentCall::Show { id } => show(common, &desk, id)?,
        TreatmentCall::Edit { id, fields } => {
            let request = request(Some(&desk.trial(id)?), given(fields)?)?;
            changed(common, &desk.change_trial(id, &request)?);
        }
        TreatmentCall::Trash { id } => changed(common, &desk.trash_trial(id)?),
        TreatmentCall::Names { letters } => {
            let names = desk.complete_treatment(letters);
            let objects: Vec<Value> = names.iter().map(object).collect();
            out::answer(common.json, json!({ "names": objects }), || {
                let lines = names
                    .iter()
                    .map(|name| format!("{}  ({})", name.name, name.about));
                lines.collect::<Vec<_>>().join("\n")
            });
        }
        TreatmentCall::Ask(fields) => {
            let request = request(None::<&TrialView>, given(fields)?)?;
            changed(common, &desk.set_trial_ask(&request)?);
        }
        TreatmentCall::Sessions => sessions(common, &desk.treatment()?),
        TreatmentCall::Session(fields) => {
            let mut request: SessionRequest = request(None::<&TrialView>, given(fields)?)?;
            request.days = request.days.replace(';', "\n");
            changed(common, &desk.add_sessions(&request)?);
        }
        TreatmentCall::FromList {
            document,
            rows,
            set,
            take,
        } => list_rows::from_list(common, &desk, document, rows.as_deref(), set, *take)?,
        TreatmentCall::Out { out } => {
            let (name, bytes) = desk.treatment_csv()?;
            write_new(out, &bytes)?;
            written(common, &name, out, bytes.len());
        }
    }
    Ok(0)
}

/// Says that a copy left the vault.
pub fn written(common: &Common, name: &str, out: &std::path::Path, bytes: usize) {
    out::answer(
        common.json,
        json!({"file": name, "bytes": bytes, "out": out.display().to_string()}),
        || out::plain(&format!("{name}: written. This copy is not sealed.")),
    );
}

/// A trial with its fields in front and how it looks.
fn trial_object(row: &TrialRowView) -> Value {
    let mut keys = object(&row.fields);
    if let Value::Object(keys) = &mut keys {
        keys.insert("trial".to_owned(), json!(row.id));
        keys.insert("class".to_owned(), json!(row.class));
        keys.insert("when".to_owned(), json!(row.when));
        keys.insert("look".to_owned(), object(&row.look));
    }
    keys
}

fn trial_line(row: &TrialRowView) -> String {
    let class = if row.class.is_empty() {
        String::new()
    } else {
        format!(" ({})", row.class)
    };
    out::plain(&format!(
        "{}  {}{class}  {}  {}  [{}: {}]",
        row.id, row.taken, row.dose, row.when, row.look.state, row.look.short
    ))
}

fn list(common: &Common, view: &TreatmentView) {
    let trials: Vec<Value> = view.trials.iter().map(trial_object).collect();
    let gaps: Vec<Value> = view.gaps.iter().map(object).collect();
    let classes: Vec<Value> = view.classes.iter().map(object).collect();
    let answer = json!({
        "trials": trials, "asked": view.asked, "have": view.have, "met": view.met, "classes": classes,
        "gaps": gaps, "overlaps": view.overlaps, "ask": object(&view.ask),
    });
    out::answer(common.json, answer, || {
        if view.trials.is_empty() {
            return "List what you tried. Names are enough; doses can come later.".to_owned();
        }
        let mut lines: Vec<String> = view.trials.iter().map(trial_line).collect();
        lines.extend(view.asked.clone());
        lines.push(view.have.clone());
        lines.extend(view.gaps.iter().map(|gap| format!("  ? {}", gap.say)));
        lines.extend(view.overlaps.iter().map(|overlap| format!("  ? {overlap}")));
        lines.join("\n")
    });
}

fn show(common: &Common, desk: &Desk, id: &str) -> Result<(), Trouble> {
    let fields = desk.trial_versions(id)?;
    // the id may be a beginning: the one row it fits
    let view = desk.treatment()?;
    let row = view
        .trials
        .iter()
        .find(|row| row.id.starts_with(&id.to_lowercase()));
    let row = row.ok_or_else(|| Trouble::from(Error::of(Code::NotFound)))?;
    let versions = desk.record_versions(&row.id)?;
    let mut keys = trial_object(row);
    if let Value::Object(keys) = &mut keys {
        let whole = versions.iter().map(|version| {
            let mut keys = object(version);
            let before = fields.iter().find(|each| each.number == version.number);
            if let (Value::Object(keys), Some(Value::Object(before))) =
                (&mut keys, before.map(object))
            {
                keys.extend(before);
            }
            keys
        });
        keys.insert("versions".to_owned(), whole.collect());
    }
    out::answer(common.json, json!({ "trials": [keys] }), || {
        let mut lines = vec![trial_line(row), format!("  {}", row.look.say)];
        lines.extend(row.look.doubts.iter().map(|doubt| format!("  ? {doubt}")));
        if !row.look.source.is_empty() {
            lines.push(format!("  {}", row.look.source));
        }
        lines.extend(version_lines(&versions));
        lines.join("\n")
    });
    Ok(())
}

fn sessions(common: &Common, view: &TreatmentView) {
    let objects: Vec<Value> = view.sessions.iter().map(object).collect();
    out::answer(common.json, json!({ "sessions": objects }), || {
        let lines = view.sessions.iter().map(|row| {
            out::plain(&format!(
                "{}  {}  {}  {}",
                row.id, row.day_shown, row.what, row.dose
            ))
        });
        lines.collect::<Vec<_>>().join("\n")
    });
}
