//! Calls about documents and their days.

use super::{desk, open_desk};
use crate::args::{AddArgs, Common, ListArgs, ReviewArgs};
use crate::out::{self, Trouble};
use crate::secrets;
use crate::wire::deadline::deadline as deadline_object;
use holdfast_case::ImportId;
use holdfast_casework::view::{
    AnswerRequest, ChangeView, DocumentPasswordRequest, DocumentRowView, DocumentsRequest,
    ErrorView, FactView, ImportState, Phase, ReviewRequest,
};
use holdfast_casework::{Added, CameBy, Code, Desk, Error};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// True once the person pressed Ctrl+C.
static STOPPED: AtomicBool = AtomicBool::new(false);

extern "C" fn stop(_: libc::c_int) {
    STOPPED.store(true, Ordering::Release);
}

fn listen_for_ctrl_c() {
    // SAFETY: the handler only stores to an atomic, which is allowed in a signal handler.
    unsafe { libc::signal(libc::SIGINT, stop as *const () as libc::sighandler_t) };
}

/// Files documents, and reads them where the vault can be opened.
pub fn add(common: &Common, args: &AddArgs) -> Result<u8, Trouble> {
    let desk = desk(common)?;
    let state = desk.app_state()?;
    if let Some(trouble) = state.trouble {
        return Err(Error::stored(&trouble.code).saying(trouble.message).into());
    }
    if state.phase == Phase::FirstRun {
        return Err(Error::of(Code::VaultMissing).into());
    }
    // Without any secret at hand what comes is received, sealed and unread.
    match secrets::unlock(&desk, common) {
        Ok(()) => {}
        Err(Trouble::Case(error)) if error.code() == Code::Locked => {}
        Err(other) => return Err(other),
    }
    listen_for_ctrl_c();
    let mut added: Vec<Added> = Vec::new();
    for path in &args.files {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let _ = std::io::stdin().lock().read_to_end(&mut bytes);
            added.push(desk.add_bytes("standard input", &bytes, CameBy::CommandLine)?);
        } else {
            added.extend(desk.add(std::slice::from_ref(path), CameBy::CommandLine)?);
        }
    }
    let ids: Vec<ImportId> = added.iter().filter_map(|file| file.id).collect();
    let files = if ids.is_empty() {
        added.iter().map(at_once).collect()
    } else {
        wait(common, &desk, &added, &ids)?
    };
    let status = files.iter().map(|file| file.exit).max().unwrap_or(0);
    let objects: Vec<Value> = files.iter().map(|file| file.object.clone()).collect();
    out::answer(common.json, json!({ "files": objects }), || {
        files
            .iter()
            .map(|file| file.text.clone())
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(status)
}

struct FileAnswer {
    object: Value,
    text: String,
    exit: u8,
}

fn at_once(file: &Added) -> FileAnswer {
    file_answer(
        &file.file_name,
        file.status,
        file.document.map(|id| id.to_string()),
        file.trouble.as_ref(),
    )
}

fn wait(
    common: &Common,
    desk: &Desk,
    added: &[Added],
    ids: &[ImportId],
) -> Result<Vec<FileAnswer>, Trouble> {
    let bar = out::bar(common.json);
    let mut tell = |queue: &holdfast_casework::view::QueueView| {
        bar.set_length(u64::from(queue.total));
        bar.set_position(u64::from(queue.done));
        !STOPPED.load(Ordering::Acquire)
    };
    let mut queue = desk.wait_for(ids, &mut tell);
    if let (Ok(view), Some(password)) = (&queue, secrets::document_password(common)?) {
        let locked = view
            .files
            .iter()
            .filter(|f| f.state == ImportState::HasPassword);
        for file in locked
            .filter(|f| ids.iter().any(|id| id.to_string() == f.id))
            .cloned()
            .collect::<Vec<_>>()
        {
            desk.queue_password(DocumentPasswordRequest {
                file: file.id,
                password: password.to_string(),
            })?;
        }
        queue = desk.wait_for(ids, &mut tell);
    }
    bar.finish_and_clear();
    let queue = match queue {
        Err(error) if error.code() == Code::Cancelled => {
            // Stopped in the middle: what this call brought goes to the trash, wholly.
            for id in ids {
                let _ = desk.queue_stop(Some(&id.to_string()));
                let _ = desk.queue_undo(Some(&id.to_string()));
            }
            return Err(error.into());
        }
        other => other?,
    };
    Ok(added
        .iter()
        .map(|file| {
            let shown = file
                .id
                .and_then(|id| queue.files.iter().find(|f| f.id == id.to_string()));
            match shown {
                None => at_once(file),
                Some(shown) => {
                    let status = match shown.state {
                        ImportState::Known => "known",
                        ImportState::Refused => "refused",
                        ImportState::Received => "received",
                        _ => "filed",
                    };
                    let document = shown.document.clone();
                    file_answer(&file.file_name, status, document, shown.trouble.as_ref())
                }
            }
        })
        .collect())
}

fn file_answer(
    name: &str,
    status: &str,
    document: Option<String>,
    trouble: Option<&ErrorView>,
) -> FileAnswer {
    let exit = match (status, trouble) {
        ("refused", Some(trouble)) => Error::stored(&trouble.code).exit_status(),
        _ => 0,
    };
    let words = match status {
        "filed" => "filed".to_owned(),
        "known" => "already here; nothing was stored twice".to_owned(),
        "received" => "received, sealed, to be read after unlocking".to_owned(),
        other => other.to_owned(),
    };
    let said = trouble
        .map(|t| format!(" {}", out::sentence(t)))
        .unwrap_or_default();
    let id = document
        .as_deref()
        .map(|id| format!("  {id}"))
        .unwrap_or_default();
    FileAnswer {
        object: json!({
            "file": name, "status": status, "document": document,
            "error": trouble.map(out::error_object),
        }),
        text: format!("{name}: {words}.{said}{id}"),
        exit,
    }
}

/// Lists documents.
pub fn list(common: &Common, args: &ListArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let view = desk.documents(&DocumentsRequest {
        words: String::new(),
        kind: args.kind.clone(),
        trash: args.trash,
    })?;
    let objects: Vec<Value> = view.documents.iter().map(row_object).collect();
    out::answer(common.json, json!({ "documents": objects }), || {
        if view.documents.is_empty() {
            return "Nothing here yet.".to_owned();
        }
        view.documents
            .iter()
            .map(row_line)
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
    format!("{}  {}  {}{check}", row.id, row.date, row.title)
}

/// Shows one document.
pub fn show(common: &Common, id: &str) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let document = desk.document(id, "")?;
    let review = desk.review(id)?;
    let facts: Vec<&FactView> = review.questions.iter().chain(&review.sure).collect();
    let mut object = row_object(&document.row);
    if let Value::Object(keys) = &mut object {
        let all: Vec<Value> = facts.iter().map(|fact| fact_object(fact)).collect();
        keys.insert("facts".to_owned(), Value::Array(all));
        keys.insert("doubts".to_owned(), json!(document.doubts));
        keys.insert(
            "same_letter_as".to_owned(),
            json!(document.same_letter_as.as_ref().map(|s| &s.document)),
        );
        keys.insert(
            "deadlines".to_owned(),
            serde_json::to_value(&document.deadlines).unwrap_or(Value::Null),
        );
    }
    out::answer(common.json, json!({ "documents": [object] }), || {
        let mut lines = vec![row_line(&document.row)];
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

fn fact_object(fact: &FactView) -> Value {
    json!({
        "field": fact.field, "value": fact.value, "shown": fact.shown, "quote": fact.quote,
        "confidence": fact.confidence, "state": fact.state, "why": fact.why,
        "page": fact.place.as_ref().map(|place| place.page),
    })
}

fn fact_line(fact: &FactView) -> String {
    format!(
        "  {:<28} {}  [{}, {}]",
        fact.field, fact.shown, fact.confidence, fact.state
    )
}

/// Writes an original, unsealed, to a file that was not there.
pub fn open(common: &Common, id: &str, out_file: &Path) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let (name, bytes) = desk.original(id)?;
    let file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(out_file);
    let written = file.and_then(|mut file| {
        file.write_all(&bytes)?;
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
    out::answer(
        common.json,
        json!({"file": name, "bytes": bytes.len(), "out": out_file.display().to_string()}),
        || format!("{name}: written. This copy is not sealed."),
    );
    Ok(0)
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
            .map(|hit| format!("{}  p. {}  {}", hit.document, hit.page, plain(hit)))
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
    let facts: Vec<&FactView> = view.questions.iter().chain(&view.sure).collect();
    let objects: Vec<Value> = facts.iter().map(|fact| fact_object(fact)).collect();
    let object = json!({"document": view.document.row.id, "facts": objects, "date": view.date.headline, "open": view.date.open});
    out::answer(common.json, object, || {
        let mut lines: Vec<String> = facts.iter().map(|fact| fact_line(fact)).collect();
        lines.push(format!("{} {}", view.date.headline, view.date.say));
        lines.join("\n")
    });
    Ok(0)
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
    let objects: Vec<Value> = due
        .iter()
        .map(|(view, deadline)| {
            let mut object = deadline_object(deadline);
            if let Value::Object(keys) = &mut object {
                keys.insert("id".to_owned(), json!(view.id));
                keys.insert("case".to_owned(), json!(case.id.to_string()));
                keys.insert("document".to_owned(), json!(view.document));
            }
            object
        })
        .collect();
    out::answer(common.json, json!({ "due": objects }), || {
        if due.is_empty() {
            return "Nothing needs you today. You are on track.".to_owned();
        }
        due.iter()
            .map(|(view, _)| {
                format!(
                    "{}  {}  {}",
                    view.due.as_deref().unwrap_or("-"),
                    view.title,
                    view.say
                )
            })
            .collect::<Vec<_>>()
            .join("\n")
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
        desk.restore_document(id)?
    };
    changed(common, &change);
    Ok(0)
}

/// Says what was changed.
pub fn changed(common: &Common, change: &ChangeView) {
    out::answer(
        common.json,
        json!({"said": change.said, "undo": change.undo}),
        || change.said.clone(),
    );
}

/// The steps of a denial.
pub fn ladder(common: &Common, id: Option<&str>) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let view = desk.ladder(id)?;
    let object = serde_json::to_value(&view).unwrap_or(Value::Null);
    out::answer(common.json, json!({ "ladders": [object] }), || {
        let mut lines = vec![
            view.about.clone(),
            format!("{}. {}", view.plan_kind, view.plan_kind_why),
        ];
        for step in &view.steps {
            let day = step
                .deadline
                .as_ref()
                .and_then(|d| d.due.clone())
                .map(|d| format!(" by {d}"))
                .unwrap_or_default();
            lines.push(format!(
                "  [{}] {}{day}: {}",
                step.state, step.title, step.say
            ));
        }
        lines.join("\n")
    });
    Ok(0)
}
