//! Calls about documents and their days.

use super::open_desk;
use super::versions::{trashed_line, trashed_object};
use crate::args::{Common, ListArgs, ReviewArgs};
use crate::out::{self, Trouble};
use crate::wire::deadline::deadline as deadline_object;
use crate::wire::reading::round;
use holdfast_case::Deadline;
use holdfast_casework::view::{
    AnswerRequest, ChangeView, DeadlineView, DocumentRowView, DocumentsRequest, FactView,
    ReviewRequest,
};
use holdfast_casework::{Code, Error};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Lists documents.
pub fn list(common: &Common, args: &ListArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let view = desk.documents(&DocumentsRequest {
        words: String::new(),
        kind: args.kind.clone(),
        trash: args.trash,
    })?;
    let objects: Vec<Value> = view.documents.iter().map(row_object).collect();
    let mut answer = json!({ "documents": objects });
    let records = match args.trash {
        true => desk.trashed_records()?,
        false => Vec::new(),
    };
    if let (true, Value::Object(keys)) = (args.trash, &mut answer) {
        let records = records.iter().map(trashed_object).collect();
        keys.insert("records".to_owned(), records);
    }
    out::answer(common.json, answer, || {
        if view.documents.is_empty() && records.is_empty() {
            return "Nothing here yet.".to_owned();
        }
        let documents = view.documents.iter().map(row_line);
        documents
            .chain(records.iter().map(trashed_line))
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(0)
}

fn row_object(row: &DocumentRowView) -> Value {
    json!({
        "document": row.id, "title": row.title, "kind": row.kind, "from": row.from, "date": row.date,
        "filed": row.filed, "pages": row.pages, "to_check": row.to_check, "reviewed": row.reviewed,
        "unread": row.unread, "file": row.file_name,
    })
}

fn row_line(row: &DocumentRowView) -> String {
    let check = if row.to_check > 0 {
        format!("  {} to check", row.to_check)
    } else {
        String::new()
    };
    out::plain(&format!("{}  {}  {}{check}", row.id, row.date, row.title))
}

/// Shows one document.
pub fn show(common: &Common, id: &str) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let document = desk.document(id, "")?;
    let review = desk.review(id)?;
    let confidences = desk.confidences(id)?;
    let deadlines = desk.deadlines_of(id)?;
    let facts: Vec<&FactView> = review
        .questions
        .iter()
        .chain(&review.more)
        .chain(&review.sure)
        .collect();
    let mut object = row_object(&document.row);
    if let Value::Object(keys) = &mut object {
        let all: Vec<Value> = facts
            .iter()
            .map(|fact| fact_object(fact, &confidences))
            .collect();
        keys.insert("facts".to_owned(), Value::Array(all));
        keys.insert("doubts".to_owned(), json!(document.doubts));
        keys.insert(
            "same_letter_as".to_owned(),
            json!(document.same_letter_as.as_ref().map(|s| &s.document)),
        );
        keys.insert(
            "deadlines".to_owned(),
            deadlines
                .iter()
                .map(|(view, deadline)| stored_object(view, deadline))
                .collect(),
        );
    }
    out::answer(common.json, json!({ "documents": [object] }), || {
        let mut lines = vec![row_line(&document.row)];
        // What was read in part says so by its doubts.
        let unread = document.row.unread.iter();
        lines.extend(
            unread
                .filter(|_| document.doubts.is_empty())
                .map(|why| format!("  ? {why}")),
        );
        lines.extend(facts.iter().map(|fact| fact_line(fact)));
        lines.extend(
            document
                .deadlines
                .iter()
                .map(|d| format!("  {}: {}", d.title, d.say)),
        );
        lines.extend(document.doubts.iter().map(|doubt| format!("  ? {doubt}")));
        lines.join("\n")
    });
    Ok(0)
}

/// A fact as the contract has it, with its field, its words for the person and whether it was confirmed.
fn fact_object(fact: &FactView, confidences: &BTreeMap<String, f32>) -> Value {
    json!({
        "field": fact.field, "value": fact.value, "shown": fact.shown, "quote": fact.quote,
        "confidence": confidences.get(&fact.field).map(|sure| round(*sure)),
        "state": fact.state, "why": fact.why,
        "place": fact.place.as_ref().map(|at| json!({"page": at.page, "box": at.corners})),
    })
}

fn fact_line(fact: &FactView) -> String {
    // where nothing was read, what is asked
    let shown = match fact.shown.as_str() {
        "" => &fact.question,
        shown => shown,
    };
    out::plain(&format!(
        "  {:<28} {shown}  [{}, {}]",
        fact.field, fact.confidence, fact.state
    ))
}

/// Writes an original, unsealed, to a file that was not there.
pub fn open(common: &Common, id: &str, out_file: &Path) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let (name, bytes) = desk.original(id)?;
    write_new(out_file, &bytes)?;
    out::answer(
        common.json,
        json!({"file": name, "bytes": bytes.len(), "out": out_file.display().to_string()}),
        || out::plain(&format!("{name}: written. This copy is not sealed.")),
    );
    Ok(0)
}

/// Writes bytes, unsealed, to a file that was not there; a file half written goes.
pub fn write_new(out_file: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(out_file);
    let written = file.and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written {
        if error.kind() != std::io::ErrorKind::AlreadyExists {
            let _ = std::fs::remove_file(out_file);
        }
        let code = match error.kind() {
            std::io::ErrorKind::StorageFull => Code::DiskFull,
            std::io::ErrorKind::AlreadyExists => {
                return Err(Trouble::Call("That file is there already.".to_owned()));
            }
            _ => Code::FolderReadOnly,
        };
        return Err(Error::of(code).into());
    }
    Ok(())
}

/// Searches in all pages.
pub fn search(common: &Common, words: &[String]) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let hits = desk.search(&words.join(" "))?;
    let plain = |hit: &holdfast_casework::Hit| -> String {
        hit.snippet.parts.iter().map(|p| p.0.as_str()).collect()
    };
    let objects: Vec<Value> = hits
        .iter()
        .map(|hit| json!({"document": hit.document.to_string(), "page": hit.page, "snippet": plain(hit)}))
        .collect();
    out::answer(common.json, json!({ "hits": objects }), || {
        if hits.is_empty() {
            return "Nothing holds these words.".to_owned();
        }
        hits.iter()
            .map(|hit| {
                out::plain(&format!(
                    "{}  p. {}  {}",
                    hit.document,
                    hit.page,
                    plain(hit)
                ))
            })
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(0)
}

/// Shows the facts of a letter; confirms the sure ones and corrects others where asked.
pub fn review(common: &Common, args: &ReviewArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let mut view = desk.review(&args.id)?;
    let mut answers = Vec::new();
    if args.accept_sure {
        let open = view.sure.iter().filter(|fact| fact.state == "open");
        answers.extend(open.map(|fact| AnswerRequest {
            field: fact.field.clone(),
            answer: "confirm".to_owned(),
            value: None,
        }));
    }
    for set in &args.set {
        let (field, value) = set
            .split_once('=')
            .ok_or_else(|| Trouble::Call("--set takes field=value.".to_owned()))?;
        answers.retain(|answer| answer.field != field);
        answers.push(AnswerRequest {
            field: field.to_owned(),
            answer: if value.is_empty() {
                "unknown"
            } else {
                "correct"
            }
            .to_owned(),
            value: (!value.is_empty()).then(|| value.to_owned()),
        });
    }
    if !answers.is_empty() {
        let request = ReviewRequest {
            document: view.document.row.id.clone(),
            answers,
        };
        view = desk.save_review(&request)?.review;
    }
    let facts: Vec<&FactView> = view
        .questions
        .iter()
        .chain(&view.more)
        .chain(&view.sure)
        .collect();
    let confidences = desk.confidences(&args.id)?;
    let objects: Vec<Value> = facts
        .iter()
        .map(|fact| fact_object(fact, &confidences))
        .collect();
    let object = json!({"document": view.document.row.id, "facts": objects, "date": view.date.headline, "open": view.date.open});
    out::answer(common.json, object, || {
        let mut lines: Vec<String> = facts.iter().map(|fact| fact_line(fact)).collect();
        let headline = view.date.headline.trim_end_matches('.');
        lines.push(format!("{headline}. {}", view.date.say));
        lines.join("\n")
    });
    Ok(0)
}

/// A deadline as the contract has it, with its id and its letter.
pub fn stored_object(view: &DeadlineView, deadline: &Deadline) -> Value {
    let mut object = deadline_object(deadline);
    if let Value::Object(keys) = &mut object {
        keys.insert("id".to_owned(), json!(view.id));
        keys.insert("document".to_owned(), json!(view.document));
        keys.insert("earliest".to_owned(), json!(view.earliest));
    }
    object
}

/// Days to act on.
pub fn due(common: &Common, days: Option<u32>) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let until = days.and_then(|days| {
        desk.now()
            .date_naive()
            .checked_add_days(chrono::Days::new(u64::from(days)))
    });
    let due = desk.due(until)?;
    let case = desk.case(None)?;
    // an approval that ends is no day to act by, but not to be kept quiet about
    let ends: Vec<String> = desk
        .today()?
        .approvals
        .into_iter()
        .map(|a| a.title)
        .collect();
    let objects: Vec<Value> = due
        .iter()
        .map(|(view, deadline)| {
            let mut object = stored_object(view, deadline);
            if let Value::Object(keys) = &mut object {
                keys.insert("case".to_owned(), json!(case.id.to_string()));
            }
            object
        })
        .collect();
    out::answer(common.json, json!({ "due": objects }), || {
        let days = due.iter().map(|(view, _)| {
            let day = view.due.as_deref().unwrap_or("-");
            let earliest = view.earliest.as_ref();
            let earliest = earliest.map(|say| format!("\n            {say}"));
            let earliest = earliest.unwrap_or_default();
            format!("{day}  {}  {}{earliest}", view.title, view.say)
        });
        let lines: Vec<String> = days.chain(ends).collect();
        match lines.is_empty() {
            true => "Nothing needs you today. You are on track.".to_owned(),
            false => lines.join("\n"),
        }
    });
    Ok(0)
}

/// What would be told at a moment.
pub fn reminders(common: &Common, at: &chrono::NaiveDateTime) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let told = desk.reminders_at(*at)?;
    let objects: Vec<Value> = told
        .iter()
        .map(|(at, text, deadline)| json!({"at": at.to_string(), "text": text, "deadline": deadline}))
        .collect();
    out::answer(common.json, json!({ "reminders": objects }), || {
        told.iter()
            .map(|(at, text, _)| format!("{at}  {text}"))
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(0)
}

/// To the trash, or back.
pub fn trash(common: &Common, id: &str, away: bool) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let change = if away {
        desk.trash_document(id)?
    } else {
        match desk.restore_document(id) {
            // no document: a record, which lies in the same trash
            Err(error) if error.code() == Code::NotFound => desk.bring_back_record(id)?,
            restored => restored?,
        }
    };
    changed(common, &change);
    Ok(0)
}

/// Says what was changed.
pub fn changed(common: &Common, change: &ChangeView) {
    out::answer(
        common.json,
        json!({"said": change.said, "undo": change.undo}),
        || out::plain(&change.said),
    );
}
