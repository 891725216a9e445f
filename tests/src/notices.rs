//! A notification daemon that writes down what it is asked to show, and can press the buttons.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;
use zbus::blocking::Connection;
use zbus::zvariant::OwnedValue;

use crate::world::{World, until};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notice as it was shown.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its number.
    pub id: u32,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// Keys and words of the buttons, in turn.
    pub buttons: Vec<String>,
}

#[derive(Clone, Default)]
struct Daemon(Arc<Mutex<Vec<Notice>>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[expect(clippy::too_many_arguments, reason = "so the interface is")]
    fn notify(
        &self,
        _app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut shown = self.0.lock().expect("no holder of this lock panics");
        let id = shown.len() as u32 + 1;
        shown.push(Notice {
            id,
            title: summary,
            text: body,
            buttons: actions,
        });
        id
    }
    fn close_notification(&self, _id: u32) {}
    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body", "persistence"]
            .map(String::from)
            .to_vec()
    }
    fn get_server_information(&self) -> (String, String, String, String) {
        (
            "Holdfast's test".into(),
            "tests".into(),
            "1".into(),
            "1.2".into(),
        )
    }
}

/// The daemon at work.
pub struct Notices {
    bus: Connection,
    daemon: Daemon,
}

impl Notices {
    /// Starts it on the world's bus.
    pub fn start(world: &World) -> Result<Notices> {
        let daemon = Daemon::default();
        let bus = zbus::blocking::connection::Builder::address(world.bus.as_str())?
            .serve_at(PATH, daemon.clone())?
            .name(NAME)?
            .build()?;
        Ok(Notices { bus, daemon })
    }

    /// All that was shown so far.
    pub fn shown(&self) -> Vec<Notice> {
        self.daemon
            .0
            .lock()
            .expect("no holder of this lock panics")
            .clone()
    }

    /// Waits for the notice after the first `before` ones.
    pub fn next(&self, before: usize) -> Result<Notice> {
        until("a notice", Duration::from_secs(15), || {
            self.shown().get(before).cloned()
        })
    }

    /// Presses a button: `default`, `later-today`, `tomorrow`.
    ///
    /// Sooner than a hand could, but not within the moment in which the app begins to listen.
    pub fn press(&self, notice: &Notice, button: &str) -> Result<()> {
        std::thread::sleep(Duration::from_millis(200));
        let told = |signal: &str, body: &(u32, &str)| {
            self.bus.emit_signal(None::<()>, PATH, NAME, signal, body)
        };
        told("ActionInvoked", &(notice.id, button))?;
        self.bus.emit_signal(
            None::<()>,
            PATH,
            NAME,
            "NotificationClosed",
            &(notice.id, 2u32),
        )?;
        Ok(())
    }
}
