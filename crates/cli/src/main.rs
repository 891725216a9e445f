//! The command line: a full face of the app, for advocates who automate, for tests, and for rescue.
//!
//! Here are the calls ([`args`]), where secrets and other input come from ([`secrets`], [`input`]), what is printed
//! ([`out`], [`wire`]), and one thin function for each call ([`calls`]). Never here: a rule, a record, SQL, or anything
//! the window could need too. With `--json` each call prints exactly one object; progress goes to standard error, on a
//! terminal only.

mod args;
mod calls;
mod input;
mod names;
mod out;
mod secrets;
mod wire;

use args::Cli;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    holdfast_casework::close_doors();
    quiet_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(help) => return out::wrong_call(&help),
    };
    let json = cli.common.json;
    match calls::answer(&cli) {
        Ok(status) => ExitCode::from(status),
        Err(trouble) => out::trouble(json, &trouble),
    }
}

/// A panic tells its place and nothing else: its message could hold words of a letter.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|l| format!("{}:{}", l.file(), l.line()))
            .unwrap_or_default();
        eprintln!("Holdfast came to a place it should not reach ({place}). Nothing is half there.");
    }));
}
