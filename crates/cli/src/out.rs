//! What is printed: text for people, or one JSON object.

use holdfast_casework::view::ErrorView;
use holdfast_casework::{Error, is_unseen};
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
pub fn answer(json: bool, object: Value, text: impl FnOnce() -> String) {
    // A reader that went away is no trouble of ours.
    let _ = answer_that_counts(json, object, text);
}

/// The same where something hangs on its being out.
pub fn answer_that_counts(
    json: bool,
    mut object: Value,
    text: impl FnOnce() -> String,
) -> std::io::Result<()> {
    let said = if json {
        if let Value::Object(keys) = &mut object {
            keys.insert("schema".to_owned(), json!(SCHEMA));
        }
        object.to_string()
    } else {
        lines_plain(text().trim_end())
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{said}").and_then(|()| out.flush())
}

/// Words of others (names of files and cases, lines of letters) for a terminal, on one line: a sign that would command
/// it or turn its line around is written out.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_unseen(sign) {
            out.extend(sign.escape_default());
        } else {
            out.push(sign);
        }
    }
    out
}

/// The same for a whole answer, whose own line ends stay.
pub fn lines_plain(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// Writes to standard output. A reader that went away is no trouble of ours.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
}

/// Writes bytes to standard output, as they are.
pub fn bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
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
        eprintln!("{}", plain(&format!("{named}{}", sentence(&view))));
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
    if asked {
        let _ = help.print();
        return ExitCode::SUCCESS;
    }
    eprintln!("{}", lines_plain(help.render().to_string().trim_end()));
    ExitCode::from(2)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_written_out() {
        assert_eq!(
            plain("a\u{1b}[31m\u{7}b\nc\u{202e}fdp.exe"),
            "a\\u{1b}[31m\\u{7}b\\nc\\u{202e}fdp.exe"
        );
        assert_eq!(
            plain("B\u{e9}a \u{2018}x\u{2019}"),
            "B\u{e9}a \u{2018}x\u{2019}"
        );
        assert_eq!(lines_plain("one\ntwo\u{9b}2J"), "one\ntwo\\u{9b}2J");
    }
}
