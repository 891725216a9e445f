//! Notices: shown by the desktop's own daemon, in the words the desk chose, with what can be answered.
//!
//! The desk writes down what is about to show; it is marked as shown only once the daemon took it. So what could
//! not be delivered comes again, and nothing comes twice.

use std::sync::mpsc::{self, Receiver};

use holdfast_casework::{DueNotice, Snooze};
use notify_rust::{Hint, Notification, NotificationHandle, Timeout, Urgency};
use tauri::{AppHandle, Manager};

use crate::app::ID;
use crate::shell::{self, Shell};
use crate::window;

const OPEN: &str = "default";
const LATER: &str = "later-today";
const TOMORROW: &str = "tomorrow";

/// Shows what is due, if anything is; false where it is due and could not be shown.
pub fn show_due(app: &AppHandle) -> bool {
    let desk = &app.state::<Shell>().desk;
    let due = match desk.reminders_due() {
        Ok(Some(due)) => due,
        Ok(None) => return true,
        Err(error) => {
            tracing::error!(code = %error.code(), "what is due could not be asked");
            return false;
        }
    };
    let handle = match show(&due) {
        Ok(handle) => handle,
        Err(_) => {
            // The error's words could hold the notice's.
            tracing::warn!("no notice could be shown; it is tried again");
            return false;
        }
    };
    // Listening begins before the marking, which writes to the disk: an answer given at once is heard, and is
    // carried out once the notice is marked.
    let (marking, marked) = mpsc::channel();
    wait_for_answer(app, due.id.clone(), handle, marked);
    if let Err(error) = desk.reminder_shown(&due.id) {
        tracing::error!(code = %error.code(), "a shown notice could not be marked as shown");
    }
    drop(marking);
    true
}

fn show(due: &DueNotice) -> notify_rust::error::Result<NotificationHandle> {
    let mut notice = Notification::new();
    notice
        .appname("Holdfast")
        .summary("Holdfast")
        .body(&due.text)
        .icon("holdfast")
        .hint(Hint::DesktopEntry(ID.into()))
        .hint(Hint::Category("reminder".into()))
        .hint(Hint::SuppressSound(true))
        .urgency(if due.urgent {
            Urgency::Critical
        } else {
            Urgency::Normal
        })
        .timeout(if due.urgent {
            Timeout::Never
        } else {
            Timeout::Default
        });
    if daemon_takes_answers() {
        notice
            .action(OPEN, "Open")
            .action(LATER, "Later today")
            .action(TOMORROW, "Tomorrow");
    }
    notice.show()
}

fn daemon_takes_answers() -> bool {
    notify_rust::get_capabilities().is_ok_and(|can| can.iter().any(|what| what == "actions"))
}

/// The daemon tells by a signal; waiting for it takes a thread, which ends when the notice is gone. An answer is
/// carried out when the other end of `marked` is gone.
fn wait_for_answer(app: &AppHandle, id: String, handle: NotificationHandle, marked: Receiver<()>) {
    let app = app.clone();
    let started = std::thread::Builder::new()
        .name("notice".into())
        .spawn(move || {
            handle.wait_for_action(|action| {
                // nothing is ever sent: this returns when the sender is dropped
                let _ = marked.recv();
                answered(&app, &id, action);
            });
        });
    if started.is_err() {
        tracing::warn!("a notice cannot be answered");
    }
}

fn answered(app: &AppHandle, id: &str, action: &str) {
    let until = match action {
        OPEN => return window::go(app, "today", None),
        LATER => Snooze::LaterToday,
        TOMORROW => Snooze::Tomorrow,
        _ => return,
    };
    let id = id.to_owned();
    shell::in_background(app, move |_, desk| desk.snooze(&id, until));
}
