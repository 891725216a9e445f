//! The shell's state: the desk, the timer's bell, and where to go once the page listens.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::packet_turn::PacketTurn;
use holdfast_casework::{Desk, DeskEvent, Error};
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::drop::Drag;
use crate::events::{Changed, Go, Locked, QueueChanged};
use crate::idle::Hand;
use crate::timer::Bell;
use crate::window::{self, Leaving};

/// Kept by Tauri for the life of the app.
pub struct Shell {
    /// All use cases.
    pub desk: Arc<Desk>,
    /// Wakes the timer.
    pub bell: Arc<Bell>,
    /// When a hand was last at the window.
    pub hand: Arc<Hand>,
    /// Calls off the packet that is being put together.
    pub packet: PacketTurn,
    /// Files that hang over the window.
    pub drag: Drag,
    /// Where the page is to go once it listens.
    pub going: Mutex<Option<Go>>,
    /// Whether the window is just being taken away.
    pub leaving: Leaving,
}

impl Shell {
    /// The state, with a fresh bell.
    pub fn new(desk: Desk) -> Shell {
        Shell {
            desk: Arc::new(desk),
            bell: Arc::default(),
            hand: Arc::default(),
            packet: PacketTurn::default(),
            drag: Drag::default(),
            going: Mutex::default(),
            leaving: Leaving::default(),
        }
    }
}

/// Tells window and timer what the desk says has changed.
pub fn listen(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let app = app.clone();
    shell.desk.events(move |event| {
        let told = match event {
            DeskEvent::Changed(ref touched) => Changed {
                touched: touched.clone(),
            }
            .emit(&app),
            DeskEvent::QueueChanged => QueueChanged {}.emit(&app),
            DeskEvent::Locked => {
                app.state::<Shell>().packet.stop_all();
                Locked {}.emit(&app)
            }
            DeskEvent::AlarmsChanged => Ok(()),
        };
        if told.is_err() {
            tracing::warn!("the window could not be told of a change");
        }
        if !matches!(event, DeskEvent::QueueChanged) {
            app.state::<Shell>().bell.ring();
        }
    });
}

/// Whoever comes back to the window sees at once what the command line did meanwhile.
pub fn look_for_changes(app: &AppHandle) {
    app.state::<Shell>().bell.ring();
}

/// Does something with the desk on a thread of its own; trouble is logged by its code.
pub fn in_background(
    app: &AppHandle,
    what: impl FnOnce(&AppHandle, &Desk) -> Result<(), Error> + Send + 'static,
) {
    let app = app.clone();
    let desk = app.state::<Shell>().desk.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = what(&app, &desk) {
            tracing::warn!(code = %error.code(), "a wish of the tray or of a second start failed");
        }
    });
}

/// Opens the sample case and shows it.
pub fn open_sample(app: &AppHandle, desk: &Desk) -> Result<(), Error> {
    holdfast_sample::open(desk)?;
    window::go(app, "today", None);
    Ok(())
}

/// Files these letters and shows the queue.
pub fn file_letters(app: &AppHandle, paths: Vec<PathBuf>, came_by: holdfast_casework::CameBy) {
    if paths.is_empty() {
        return;
    }
    window::go(app, "queue", None);
    in_background(app, move |_, desk| desk.add(&paths, came_by).map(drop));
}
