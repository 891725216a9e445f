//! Forms of the insurer: listed, shown with what the record has, filled.

use super::open_desk;
use crate::args::{Common, FormCall, FormFillArgs};
use crate::out::{self, Trouble};
use holdfast_casework::view::{FormBoxInput, FormBoxView, FormFillRequest, FormView};
use holdfast_casework::{Code, Desk, Error};
use serde_json::{Value, json};

/// Answers a call about forms.
pub fn form(common: &Common, what: &FormCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        FormCall::List { letter } => list(common, &desk, letter.as_deref()),
        FormCall::Show { id, letter } => {
            let view = desk.form(id, letter.as_deref())?;
            out::answer(common.json, json!({ "form": object(&view) }), || {
                text(&view)
            });
            Ok(0)
        }
        FormCall::Fill(args) => fill(common, &desk, args),
    }
}

fn list(common: &Common, desk: &Desk, letter: Option<&str>) -> Result<u8, Trouble> {
    let forms = desk.forms(letter)?.forms;
    let rows: Vec<Value> = forms
        .iter()
        .map(|row| {
            json!({ "document": row.document, "title": row.title, "boxes": row.boxes, "filled": row.filled,
                    "along": row.along, "of_letter": row.of_letter })
        })
        .collect();
    out::answer(common.json, json!({ "forms": rows }), || {
        if forms.is_empty() {
            return "No paper of this case has boxes to fill in.".to_owned();
        }
        let line = |row: &holdfast_casework::view::FormRowView| {
            let state = match (row.along, &row.filled) {
                (true, _) => "goes along",
                (false, Some(_)) => "filled",
                (false, None) => "empty",
            };
            out::plain(&format!(
                "{}  {state}  {} boxes  {}",
                row.document, row.boxes, row.title
            ))
        };
        forms.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

fn one(view: &FormBoxView) -> Value {
    let places: Vec<Value> = view
        .places
        .iter()
        .map(|place| json!({ "page": place.page, "box": place.corners, "state": place.state }))
        .collect();
    let options: Vec<Value> = view
        .options
        .iter()
        .map(|option| json!({ "value": option.value, "label": option.label }))
        .collect();
    json!({ "name": view.name, "kind": view.kind, "label": view.label, "places": places, "options": options,
            "most": view.most, "value": view.value, "from": view.from, "document": view.from_document,
            "page": view.from_page, "unsure": view.unsure, "by_pen": view.by_pen, "chosen": view.chosen,
            "locked": view.locked })
}

fn object(view: &FormView) -> Value {
    let pages: Vec<Value> = view
        .pages
        .iter()
        .map(|page| json!({ "number": page.number, "width": page.width, "height": page.height }))
        .collect();
    json!({ "document": view.document, "title": view.title, "letter": view.letter, "filled": view.filled,
            "along": view.along, "pages": pages, "boxes": view.boxes.iter().map(one).collect::<Vec<_>>() })
}

fn text(view: &FormView) -> String {
    let mut lines = vec![out::plain(&view.title)];
    let line = |one: &FormBoxView| {
        let label = one.options.iter().find(|option| option.value == one.value);
        let value = label.map_or(one.value.as_str(), |option| &option.label);
        let mut line = format!("  {} ({}): ", one.label, one.name);
        line.push_str(match value {
            "" if one.by_pen.is_empty() => "-",
            "" => &one.by_pen,
            value => value,
        });
        if !one.from.is_empty() {
            line.push_str(&format!("  [{}]", one.from));
        }
        if !one.unsure.is_empty() {
            line.push_str(&format!("  Not sure: {}", one.unsure));
        }
        out::plain(&line)
    };
    lines.extend(view.boxes.iter().map(line));
    lines.join("\n")
}

fn fill(common: &Common, desk: &Desk, args: &FormFillArgs) -> Result<u8, Trouble> {
    let view = desk.form(&args.id, args.letter.as_deref())?;
    let mut boxes: Vec<FormBoxInput> = view
        .boxes
        .iter()
        .filter(|one| !one.locked && (args.unsure || one.unsure.is_empty()))
        .map(|one| FormBoxInput {
            name: one.name.clone(),
            value: one.value.clone(),
        })
        .collect();
    let mut put = |name: &str, value: &str| {
        boxes.retain(|had| had.name != name);
        boxes.push(FormBoxInput {
            name: name.to_owned(),
            value: value.to_owned(),
        });
    };
    for set in &args.set {
        let (name, value) = set.split_once('=').ok_or_else(|| {
            Error::of(Code::BadRequest)
                .saying("A box is set as NAME=VALUE. Nothing was changed.")
                .hinting("See the names of the boxes with 'form show'.")
        })?;
        put(name.trim(), value);
    }
    for name in &args.leave {
        put(name.trim(), "");
    }
    let filled = desk.fill_form(&FormFillRequest {
        document: args.id.clone(),
        letter: args.letter.clone(),
        boxes,
    })?;
    let object =
        json!({ "said": filled.change.said, "document": filled.filled, "by_pen": filled.by_pen });
    out::answer(common.json, object, || {
        let mut lines = vec![
            out::plain(&filled.change.said),
            format!("Filed as {}.", filled.filled),
        ];
        if !filled.by_pen.is_empty() {
            lines.push("Left for your pen:".to_owned());
            lines.extend(
                filled
                    .by_pen
                    .iter()
                    .map(|label| out::plain(&format!("  {label}"))),
            );
        }
        lines.join("\n")
    });
    Ok(0)
}
