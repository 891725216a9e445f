//! What is printed: text for people, or one JSON object.

use holdfast_casework::Error;
use holdfast_casework::view::ErrorView;
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Version of the shape of all answers.
pub const SCHEMA: u32 = 1;

/// Why a call ends without its answer.
pub enum Trouble {
    /// The use case said no.
    Case(Error),
    /// The same, about one file.
    File(Error, String),
    /// The call does not fit; the sentence says where.
    Call(String),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Case(error)
    }
}

/// Prints an answer: the object with `schema`, or the text.
pub fn answer(json: bool, mut object: Value, text: impl FnOnce() -> String) {
    if json {
        if let Value::Object(keys) = &mut object {
            keys.insert("schema".to_owned(), json!(SCHEMA));
        }
        line(&object.to_string());
    } else {
        let text = text();
        line(text.trim_end());
    }
}

/// Writes to standard output. A reader that went away is no trouble of ours.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
}

/// Prints why a call ended, and gives its exit status.
pub fn trouble(json: bool, trouble: &Trouble) -> ExitCode {
    let (view, status, file) = match trouble {
        Trouble::Case(error) => (ErrorView::from(error), error.exit_status(), None),
        Trouble::File(error, file) => (
            ErrorView::from(error),
            error.exit_status(),
            Some(file.as_str()),
        ),
        Trouble::Call(say) => {
            let view = ErrorView {
                code: "bad-request".to_owned(),
                message: say.clone(),
                hint: Some("See --help for what can be asked.".to_owned()),
            };
            (view, 2, None)
        }
    };
    if json {
        let mut error = error_object(&view);
        if let (Some(file), Value::Object(keys)) = (file, &mut error) {
            keys.insert("file".to_owned(), json!(file));
        }
        line(&json!({"schema": SCHEMA, "error": error}).to_string());
    } else {
        let named = file.map(|file| format!("{file}: ")).unwrap_or_default();
        eprintln!("{named}{}", sentence(&view));
    }
    ExitCode::from(status)
}

/// A call that clap could not read, or a call for help.
pub fn wrong_call(help: &clap::Error) -> ExitCode {
    let asked = matches!(
        help.kind(),
        clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion
    );
    let json = !asked && std::env::args_os().any(|argument| argument == "--json");
    if json {
        // What was typed stays out of the answer: it may hold a name.
        let say = format!("This call does not fit: {}.", help.kind());
        return trouble(true, &Trouble::Call(say));
    }
    let _ = help.print();
    ExitCode::from(if asked { 0 } else { 2 })
}

/// An error as an object.
pub fn error_object(view: &ErrorView) -> Value {
    json!({"code": view.code, "message": view.message, "hint": view.hint})
}

/// What happened, what to do, the code.
pub fn sentence(view: &ErrorView) -> String {
    let hint = view
        .hint
        .as_deref()
        .map(|hint| format!(" {hint}"))
        .unwrap_or_default();
    format!("{}{hint} (code {})", view.message, view.code)
}

/// A bar on a terminal, nothing otherwise.
pub fn bar(json: bool) -> indicatif::ProgressBar {
    if json || !std::io::stderr().is_terminal() {
        indicatif::ProgressBar::hidden()
    } else {
        indicatif::ProgressBar::new(1)
    }
}
