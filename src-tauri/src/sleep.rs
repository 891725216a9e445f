//! Lock before the computer sleeps; ask the clock again once it woke. Told by `logind`, where there is one.

use tauri::{AppHandle, Manager};
use zbus::blocking::{Connection, Proxy};

use crate::shell::Shell;

/// Listens on a thread of its own for as long as the app runs.
pub fn watch(app: &AppHandle) {
    let app = app.clone();
    let started = std::thread::Builder::new()
        .name("sleep".into())
        .spawn(move || {
            if let Err(error) = listen(&app) {
                tracing::info!(%error, "no word of sleep on this computer");
            }
        });
    if started.is_err() {
        tracing::warn!("sleep is not watched");
    }
}

fn listen(app: &AppHandle) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let logind = Proxy::new(
        &bus,
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    )?;
    for signal in logind.receive_signal("PrepareForSleep")? {
        let (about_to_sleep,): (bool,) = signal.body().deserialize()?;
        let shell = app.state::<Shell>();
        if about_to_sleep {
            tracing::info!("locking: the computer goes to sleep");
            if let Err(error) = shell.desk.lock() {
                tracing::error!(code = %error.code(), "it could not be locked");
            }
        } else {
            shell.bell.ring();
        }
    }
    Ok(())
}
