//! Filing: what became of each file, said per file.
//!
//! A paper that lies in the trash is put back by adding it: at a terminal nobody sits before a row that offers it, and
//! a call that was broken off and made again would leave every letter there, with its dates.

use super::desk;
use crate::args::{AddArgs, Common};
use crate::input;
use crate::out::{self, Trouble};
use crate::secrets;
use holdfast_case::ImportId;
use holdfast_case::reading::NoticeKind;
use holdfast_casework::view::{
    DocumentPasswordRequest, ErrorView, ImportState, Phase, QueueView, QueuedFileView, ReadingState,
};
use holdfast_casework::{Added, CameBy, Code, Desk, Error, Filing};
use serde_json::{Value, json};
use std::collections::BTreeSet;
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
    if (args.case.is_some() || args.kind.is_some()) && !desk.is_open() {
        return Err(Error::of(Code::Locked)
            .saying(
                "A case or a kind can be given while the vault is open only. Nothing was filed.",
            )
            .into());
    }
    let case = args.case.as_deref().map(|id| desk.case(Some(id)));
    let kind = args
        .kind
        .as_deref()
        .map(|kind| NoticeKind::find(kind).ok_or_else(|| Error::of(Code::BadRequest)));
    let filing = Filing {
        case: case.transpose()?.map(|case| case.id),
        kind: kind.transpose()?,
        ..Filing::from(CameBy::CommandLine)
    };
    listen_for_ctrl_c();
    let mut added: Vec<Added> = Vec::new();
    for path in &args.files {
        let name = path.display().to_string();
        let done = if path.as_os_str() == "-" {
            input::bytes()
                .and_then(|bytes| desk.add_bytes("standard input", &bytes, filing))
                .map(|one| vec![one])
        } else {
            desk.add(std::slice::from_ref(path), filing)
        };
        // Said per file as it was given: two folders may hold the same name, and one trouble stops no other file.
        match done {
            Ok(files) => added.extend(files.into_iter().map(|file| Added {
                file_name: name.clone(),
                ..file
            })),
            Err(error) => added.push(Added::refused(name, &error)),
        }
    }
    let ids: Vec<ImportId> = added.iter().filter_map(|file| file.id).collect();
    // What an earlier call could not read through no fault of the paper is read along with it.
    let again = desk.read_again();
    let mut back = PutBack::default();
    for document in added.iter().filter(|file| file.in_trash) {
        back.take(&desk, document.document.map(|id| id.to_string()))?;
    }
    let files = if ids.is_empty() && again.is_empty() && back.0.is_empty() {
        added.iter().map(at_once).collect()
    } else {
        wait(common, &desk, &added, &ids, &again, &mut back)?
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

/// Papers that this call took out of the trash.
#[derive(Default)]
struct PutBack(BTreeSet<String>);

impl PutBack {
    fn take(&mut self, desk: &Desk, document: Option<String>) -> Result<(), Error> {
        let Some(document) = document else {
            return Ok(());
        };
        if !self.0.contains(&document) {
            desk.restore_document(&document)?;
            self.0.insert(document);
        }
        Ok(())
    }

    fn holds(&self, document: Option<&str>) -> bool {
        document.is_some_and(|document| self.0.contains(document))
    }
}

struct FileAnswer {
    object: Value,
    text: String,
    exit: u8,
}

impl FileAnswer {
    /// The same with what of it could not be read, though it was filed and the rest was.
    fn lacking(mut self, unread: Option<String>) -> Self {
        let (Some(unread), Value::Object(keys)) = (unread, &mut self.object) else {
            return self;
        };
        self.text.push_str("\n  ? ");
        self.text.push_str(&out::plain(&unread));
        keys.insert("unread".to_owned(), json!(unread));
        self
    }
}

fn at_once(file: &Added) -> FileAnswer {
    let document = file.document.map(|id| id.to_string());
    let trouble = file.trouble.as_ref();
    file_answer(&file.file_name, file.status, document, false, trouble)
}

/// Waits until the files are done with, and those read again too.
fn wait(
    common: &Common,
    desk: &Desk,
    added: &[Added],
    ids: &[ImportId],
    again: &[ImportId],
    back: &mut PutBack,
) -> Result<Vec<FileAnswer>, Trouble> {
    let all: Vec<ImportId> = ids.iter().chain(again).copied().collect();
    let bar = out::bar(common.json);
    let mut tell = |queue: &QueueView| {
        bar.set_length(u64::from(queue.total));
        bar.set_position(u64::from(queue.done));
        !STOPPED.load(Ordering::Acquire)
    };
    let mut queue = desk.wait_for(&all, &mut tell);
    if let Ok(view) = &queue {
        let ours = view.files.iter().filter(|file| is_one_of(file, ids));
        for file in ours.filter(|file| file.state == ImportState::Known && file.in_trash) {
            back.take(desk, file.document.clone())?;
        }
        queue = desk.queue();
    }
    // A paper that is here already may still be read by its first line in the queue: after an import that was ended in
    // the middle, or where it is a long one. It is told as done once it is.
    if let Ok(view) = &queue {
        let under_way: Vec<ImportId> = view
            .files
            .iter()
            .filter(|file| is_one_of(file, ids) || back.holds(file.document.as_deref()))
            .flat_map(|file| lines_of(view, file))
            .collect();
        queue = desk.wait_for(&under_way, &mut tell);
    }
    if let (Ok(view), Some(password)) = (&queue, secrets::document_password(common)?) {
        let mut read = ids.to_vec();
        for file in view.files.iter().filter(|file| is_one_of(file, ids)) {
            read.extend(give_password(desk, file, &password)?);
        }
        queue = desk.wait_for(&read, &mut tell);
    }
    bar.finish_and_clear();
    let queue = match queue {
        Err(error) if error.code() == Code::Cancelled => {
            return Err(take_back(desk, ids, back, error).into());
        }
        other => other?,
    };
    Ok(added
        .iter()
        .map(|file| {
            let shown = file
                .id
                .and_then(|id| queue.files.iter().find(|f| f.id == id.to_string()));
            let document = match shown {
                Some(shown) => shown.document.clone(),
                None => file.document.map(|id| id.to_string()),
            };
            let put_back = back.holds(document.as_deref());
            match shown {
                None if !put_back => at_once(file),
                _ => {
                    let status = match shown.map_or(ImportState::Known, |shown| shown.state) {
                        ImportState::Known if put_back => "filed",
                        ImportState::Known => "known",
                        ImportState::Refused => "refused",
                        ImportState::Received => "received",
                        _ => "filed",
                    };
                    let trouble = shown.and_then(|shown| shown.trouble.clone()).or_else(|| {
                        // It was known already and is still unread: its own trouble is what there is to say.
                        let known = status == "known" || put_back;
                        let known = known.then_some(document.as_deref())??;
                        desk.document(known, "").ok()?.trouble
                    });
                    let trouble = trouble.as_ref();
                    let lacks = document
                        .as_deref()
                        .filter(|_| status == "filed" && trouble.is_none())
                        .and_then(|id| desk.document(id, "").ok()?.row.unread);
                    let answer = file_answer(&file.file_name, status, document, put_back, trouble);
                    answer.lacking(lacks)
                }
            }
        })
        .collect())
}

/// Stopped in the middle: what this call brought goes to the trash, wholly, and what was so is said.
fn take_back(desk: &Desk, ids: &[ImportId], back: &PutBack, stopped: Error) -> Error {
    let mut papers = back.0.clone();
    let mut all = true;
    for id in ids.iter().map(ToString::to_string) {
        let undone = desk
            .queue_stop(Some(&id))
            .and_then(|_| desk.queue_undo(Some(&id)));
        match undone {
            Ok(view) => {
                let ours = view.files.into_iter().filter(|file| file.id == id);
                papers.extend(
                    ours.filter(|file| file.state != ImportState::Known)
                        .filter_map(|file| file.document),
                );
            }
            Err(_) => all = false,
        }
    }
    for document in &back.0 {
        all &= desk.trash_document(document).is_ok();
    }
    let again = "Add it again and it is put back.";
    match (all, papers.len()) {
        (true, 0) => stopped,
        (true, 1) => stopped
            .saying("Stopped. The paper lies in the trash.")
            .hinting(again),
        (true, count) => stopped
            .saying(format!("Stopped. The {count} papers lie in the trash."))
            .hinting("Add them again and they are put back."),
        (false, _) => stopped
            .saying("Stopped, but not all of it could be taken back: some of it may be filed.")
            .hinting("Look with `holdfast-cli list`, or add it again."),
    }
}

fn is_one_of(file: &QueuedFileView, ids: &[ImportId]) -> bool {
    ids.iter().any(|id| id.to_string() == file.id)
}

/// Gives a file its own password, where it wants one: also one that was filed by an earlier call, without it. Answers
/// with the lines of the queue that are read by that.
fn give_password(
    desk: &Desk,
    file: &QueuedFileView,
    password: &str,
) -> Result<Vec<ImportId>, Error> {
    let queue = match (file.state, &file.document) {
        (ImportState::HasPassword, _) => desk.queue_password(DocumentPasswordRequest {
            file: file.id.clone(),
            password: password.to_owned(),
        })?,
        (ImportState::Known, Some(document))
            if desk.document(document, "")?.reading == ReadingState::Password =>
        {
            desk.read_with_password(document, password.to_owned())?
        }
        _ => return Ok(Vec::new()),
    };
    Ok(lines_of(&queue, file))
}

/// The lines of the queue that brought in the paper of this one, or have it read.
fn lines_of(queue: &QueueView, file: &QueuedFileView) -> Vec<ImportId> {
    let same = |other: &&QueuedFileView| {
        other.document.is_some()
            && other.document == file.document
            && other.state != ImportState::Known
    };
    let lines = queue.files.iter().filter(same);
    lines.filter_map(|line| line.id.parse().ok()).collect()
}

fn file_answer(
    name: &str,
    status: &str,
    document: Option<String>,
    put_back: bool,
    trouble: Option<&ErrorView>,
) -> FileAnswer {
    let code = trouble.map_or(0, |trouble| Error::stored(&trouble.code).exit_status());
    let exit = match status {
        "refused" => code,
        // A paper that can't be read is filed all the same, as was asked; where we are to blame, we say so.
        "filed" if code != 5 => code,
        _ => 0,
    };
    let words = match status {
        "filed" if put_back => "filed. It lay in the trash; it was put back".to_owned(),
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
    let mut object = json!({
        "file": name, "status": status, "document": document,
        "error": trouble.map(out::error_object),
    });
    if let (true, Value::Object(keys)) = (put_back, &mut object) {
        keys.insert("put_back".to_owned(), json!(true));
    }
    FileAnswer {
        object,
        text: out::plain(&format!("{name}: {words}.{said}{id}")),
        exit,
    }
}
