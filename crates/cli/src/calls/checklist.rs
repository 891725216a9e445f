//! The checklist: what to have, what was asked for, what is there; and the letter that asks for records.

use super::open_desk;
use super::versions::{version_lines, with_versions};
use crate::args::{ChecklistCall, ChecklistEditArgs, Common, RecordsArgs};
use crate::out::{self, Trouble};
use holdfast_casework::Desk;
use holdfast_casework::view::{
    ChecklistEdit, ChecklistRowView, ChecklistState, RecordsRequestInput,
};
use serde_json::{Value, json};

/// Answers a call about the checklist.
pub fn checklist(common: &Common, what: &ChecklistCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        ChecklistCall::List { condition, stage } => {
            if condition.is_some() || stage.is_some() {
                let now = desk.checklist()?;
                let condition = condition.as_deref().unwrap_or(&now.condition);
                let stage = stage.as_deref().unwrap_or(&now.stage);
                desk.choose_checklist(condition, stage)?;
            }
            list(common, &desk)
        }
        ChecklistCall::Show { id } => show(common, &desk, id),
        ChecklistCall::Add { title } => {
            done(common, &desk.add_to_checklist(&title.join(" "))?.said)
        }
        ChecklistCall::Edit(args) => edit(common, &desk, args),
        ChecklistCall::Records(args) => records(common, &desk, args),
    }
}

fn done(common: &Common, said: &str) -> Result<u8, Trouble> {
    out::answer(common.json, json!({ "said": said }), || out::plain(said));
    Ok(0)
}

fn state(state: ChecklistState) -> &'static str {
    match state {
        ChecklistState::ToDo => "to-do",
        ChecklistState::Asked => "asked",
        ChecklistState::Have => "have",
    }
}

fn object(row: &ChecklistRowView) -> Value {
    json!({
        "id": row.id, "title": row.title, "why": row.why, "who_has": row.who, "how_to_ask": row.how_to_ask,
        "need": row.need, "start": row.start, "state": state(row.state), "say": row.say, "asked_on": row.asked_on,
        "asked_of": row.asked_of, "day": row.day, "of": row.of, "by": row.by, "late": row.late,
        "document": row.document.as_ref().map(|d| &d.id), "by_itself": row.by_itself, "record": row.record,
        "note": row.note, "source": row.source,
    })
}

fn list(common: &Common, desk: &Desk) -> Result<u8, Trouble> {
    let view = desk.checklist()?;
    let rows: Vec<Value> = view.rows.iter().map(object).collect();
    let object = json!({
        "condition": view.condition, "stage": view.stage, "rows": rows, "have": view.have, "asked": view.asked,
        "total": view.total,
    });
    out::answer(common.json, object, || {
        let name = |all: &[holdfast_casework::view::ChoiceView], id: &str| {
            let found = all.iter().find(|c| c.value == id);
            found.map_or_else(|| id.to_owned(), |c| c.say.clone())
        };
        let mut lines = vec![format!(
            "{}. {}. {}",
            name(&view.conditions, &view.condition),
            name(&view.stages, &view.stage),
            view.say
        )];
        for row in &view.rows {
            let start = if row.start { "*" } else { " " };
            lines.push(out::plain(&format!(
                "{start} {:<20} {}: {}",
                row.id, row.title, row.say
            )));
        }
        lines.join("\n")
    });
    Ok(0)
}

/// The row with this id, or a beginning that fits one.
fn row(desk: &Desk, id: &str) -> Result<ChecklistRowView, Trouble> {
    let rows = desk.checklist()?.rows;
    if let Some(row) = rows.iter().find(|r| r.id == id) {
        return Ok(row.clone());
    }
    let mut fits = rows.into_iter().filter(|r| r.id.starts_with(id));
    match (fits.next(), fits.next()) {
        (Some(row), None) => Ok(row),
        (None, _) => Err(holdfast_casework::Error::of(holdfast_casework::Code::NotFound).into()),
        _ => Err(holdfast_casework::Error::of(holdfast_casework::Code::Ambiguous).into()),
    }
}

fn show(common: &Common, desk: &Desk, id: &str) -> Result<u8, Trouble> {
    let row = row(desk, id)?;
    let versions = desk.record_versions(&row.id)?;
    let answer = json!({ "row": with_versions(object(&row), &versions) });
    out::answer(common.json, answer, || {
        let mut lines = vec![row.title.clone(), row.say.clone()];
        lines.extend([&row.then, &row.why].into_iter().cloned());
        if !row.who.is_empty() {
            lines.push(format!("Who has it: {}.", row.who));
        }
        lines.extend([&row.how_to_ask, &row.note].into_iter().cloned());
        if !row.source.is_empty() {
            lines.push(format!("Source: {}", row.source));
        }
        lines.retain(|line| !line.is_empty());
        lines.extend(version_lines(&versions));
        lines
            .iter()
            .map(|l| out::plain(l))
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(0)
}

fn edit(common: &Common, desk: &Desk, args: &ChecklistEditArgs) -> Result<u8, Trouble> {
    let id = row(desk, &args.id)?.id;
    if args.untick {
        return done(common, &desk.untick_checklist(&id)?.said);
    }
    if args.drop {
        return done(common, &desk.drop_from_checklist(&id)?.said);
    }
    let edit = ChecklistEdit {
        asked_on: args.asked.clone(),
        asked_of: args.of.clone(),
        follow_up: args.follow_up.clone(),
        have: (args.have.is_some() || args.to_do).then_some(args.have.is_some()),
        document: args.have.clone().flatten(),
        note: args.note.clone(),
        title: args.title.clone(),
    };
    done(common, &desk.edit_checklist(&id, &edit)?.said)
}

fn records(common: &Common, desk: &Desk, args: &RecordsArgs) -> Result<u8, Trouble> {
    let known = desk.records_request(args.items.first().map(String::as_str))?;
    let or = |given: &Option<String>, known: String| given.clone().unwrap_or(known);
    let input = RecordsRequestInput {
        patient: or(&args.patient, known.patient),
        address: or(&args.address, known.address),
        holder: or(&args.to, known.holder),
        holder_address: or(&args.to_address, known.holder_address),
        from: or(&args.since, known.from),
        to: or(&args.until, known.to),
        by_email: or(&args.email, known.by_email),
        items: args.items.clone(),
    };
    let (_, bytes) = desk.records_request_pdf(&input)?;
    super::papers::write_new(&args.out, &bytes)?;
    let mut said = format!(
        "Wrote the letter to {}. It is not sealed.",
        args.out.display()
    );
    if args.asked {
        said = format!("{said} {}", desk.records_asked(&input)?.said);
    }
    done(common, &said)
}
