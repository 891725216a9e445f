//! Holdfast, the desktop app: the window, the tray, notices, one timer.
//!
//! Here: what only a desktop shell can do. The window is made when it is wanted and destroyed when it is closed; the
//! tray stays. Each command is one use case of `casework`, passed on. Page pictures go to the window by the `page:`
//! scheme, dropped files come from the window's own drag events, and nothing else carries bytes.
//! One thread sleeps until something is due: a reminder, or the lock after a while without a hand on the keyboard.
//!
//! Never here: a rule, a use case, a word about a person. What is logged names nobody: places in the program,
//! error codes and moments only.

mod already;
mod app;
mod arguments;
mod autostart;
mod commands;
mod dialogs;
mod drop;
mod events;
mod guard;
mod idle;
mod log;
mod notices;
mod packet_turn;
mod pages;
mod shell;
mod sleep;
mod timer;
mod tray;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else, while there is one thread only.
    guard::close_doors();
    let wish = match arguments::read(std::env::args_os().skip(1)) {
        arguments::Read::Wish(wish) => wish,
        arguments::Read::Said(text) => {
            println!("{text}");
            return ExitCode::SUCCESS;
        }
        arguments::Read::Wrong(text) => {
            eprintln!("{text}");
            return ExitCode::from(2);
        }
    };
    if !guard::display_is_there() {
        eprintln!(
            "Holdfast needs a screen: neither WAYLAND_DISPLAY nor DISPLAY is set. Without one, use holdfast-cli."
        );
        return ExitCode::FAILURE;
    }
    match already::ask() {
        already::Asked::Alone => {}
        already::Asked::HandedOver => return ExitCode::SUCCESS,
        already::Asked::Silent => {
            eprintln!(
                "Holdfast is open already and does not answer. Wait a little and start it again; nothing is lost."
            );
            return ExitCode::FAILURE;
        }
    }
    log::begin();
    match app::run(wish) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
