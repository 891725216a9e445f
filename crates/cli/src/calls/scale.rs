//! Rating scales: scores, their course, what leaves the vault.

use super::fields::{given, object, request};
use super::open_desk;
use super::papers::{changed, write_new};
use super::treatment::written;
use crate::args::{Common, FieldArgs, ScaleCall};
use crate::out::{self, Trouble};
use holdfast_casework::Desk;
use holdfast_casework::view::{ScaleEntryView, ScalePartRequest, ScaleRequest, ScaleSavedView};
use serde_json::{Map, Value, json};

/// Answers a call about scales.
pub fn scale(common: &Common, what: &ScaleCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        ScaleCall::Add { scale, fields } => {
            let mut request: ScaleRequest = request(None::<&ScaleEntryView>, fields_of(fields)?)?;
            request.scale.clone_from(scale);
            saved(common, &desk.save_scale(&request)?);
        }
        ScaleCall::List { scale: None } => scales(common, &desk)?,
        ScaleCall::List { scale: Some(scale) } | ScaleCall::Show { scale } => {
            course(common, &desk, scale)?;
        }
        ScaleCall::Edit { id, fields } => {
            let form = desk.scale_form("", Some(id))?;
            let mut request: ScaleRequest = request(Some(&form.given), fields_of(fields)?)?;
            if request.parts.is_empty() {
                let parts = form.parts.into_iter();
                request.parts = parts
                    .map(|part| ScalePartRequest {
                        id: part.id,
                        total: part.total,
                    })
                    .collect();
            }
            request.scale = form.scale;
            saved(common, &desk.save_scale(&request)?);
        }
        ScaleCall::Trash { id } => changed(common, &desk.trash_scale(id)?),
        ScaleCall::Out {
            scale,
            picture,
            out,
        } => {
            let (name, bytes) = if *picture {
                desk.scale_picture(scale)?
            } else {
                desk.scale_csv(scale)?
            };
            write_new(out, &bytes)?;
            written(common, &name, out, bytes.len());
        }
    }
    Ok(0)
}

/// Fields, where `answers=0,1,,2` is a list with a gap and `part.severity=6` a part.
fn fields_of(args: &FieldArgs) -> Result<Map<String, Value>, Trouble> {
    let mut fields = given(args)?;
    if let Some(Value::String(typed)) = fields.get("answers") {
        let answers: Result<Vec<Value>, _> = typed
            .split(',')
            .map(str::trim)
            .map(|one| match one {
                "" | "-" => Ok(Value::Null),
                one => one.parse::<u32>().map(Value::from),
            })
            .collect();
        let answers =
            answers.map_err(|_| Trouble::Call("Answers are numbers, such as 0,1,2.".to_owned()))?;
        fields.insert("answers".to_owned(), Value::Array(answers));
    }
    if let Some(Value::String(typed)) = fields.get("extra") {
        let extra = typed
            .parse::<u32>()
            .map_err(|_| Trouble::Call("extra is a number.".to_owned()))?;
        fields.insert("extra".to_owned(), Value::from(extra));
    }
    let mut parts = Vec::new();
    fields.retain(|field, value| match field.strip_prefix("part.") {
        Some(id) => {
            parts.push(json!({ "id": id, "total": value }));
            false
        }
        None => true,
    });
    if !parts.is_empty() {
        fields.insert("parts".to_owned(), Value::Array(parts));
    }
    Ok(fields)
}

/// Says what was kept; help stands first where an answer speaks for it.
fn saved(common: &Common, saved: &ScaleSavedView) {
    let answer = json!({
        "entry": saved.id, "score": saved.score, "band": saved.band, "said": saved.change.said,
        "undo": saved.change.undo, "help": saved.help.as_ref().map(object),
    });
    out::answer(common.json, answer, || {
        let mut lines = Vec::new();
        if let Some(help) = &saved.help {
            lines.push(format!("{}. {}", help.title, help.text));
        }
        lines.push(saved.change.said.clone());
        if !saved.score.is_empty() {
            lines.push(
                format!("{} {}", saved.score, saved.band)
                    .trim_end()
                    .to_owned(),
            );
        }
        lines.push(saved.say.clone());
        lines.join("\n")
    });
}

fn scales(common: &Common, desk: &Desk) -> Result<(), Trouble> {
    let view = desk.treatment()?;
    let objects: Vec<Value> = view.scales.iter().map(object).collect();
    out::answer(common.json, json!({ "scales": objects }), || {
        let lines = view
            .scales
            .iter()
            .map(|scale| format!("{:<26} {:>3}  {}", scale.id, scale.scores, scale.name));
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

fn course(common: &Common, desk: &Desk, scale: &str) -> Result<(), Trouble> {
    let view = desk.scale_course(scale)?;
    let rows: Vec<Value> = view.rows.iter().map(object).collect();
    let course = json!({
        "scale": view.scale, "title": view.title, "figures": view.figures.as_ref().map(object), "entries": rows,
        "source": view.source, "verified": view.verified, "unverified": view.unverified,
    });
    out::answer(common.json, json!({ "scales": [course] }), || {
        let mut lines = vec![view.title.clone()];
        lines.extend(view.rows.iter().map(|row| {
            let mark = if row.baseline { "  (counted from)" } else { "" };
            let trouble = row
                .trouble
                .as_ref()
                .map(|t| format!("  ? {t}"))
                .unwrap_or_default();
            out::plain(&format!(
                "{}  {:<14} {}  {}{mark}{trouble}",
                row.id, row.day, row.score, row.band
            ))
        }));
        if let Some(figures) = &view.figures {
            lines.push(format!("{} {}", figures.change, figures.how));
            lines.extend(
                figures
                    .response
                    .iter()
                    .map(|say| format!("Response. {say}")),
            );
            lines.extend(
                figures
                    .remission
                    .iter()
                    .map(|say| format!("Remission. {say}")),
            );
            lines.push(figures.baseline.clone());
            lines.extend(figures.notes.clone());
        }
        lines.join("\n")
    });
    Ok(())
}
