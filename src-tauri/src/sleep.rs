//! Lock before the computer sleeps; ask the clock again once it woke. Told by `logind`, where there is one.

use tauri::{AppHandle, Manager};
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedFd;

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
    let signals = logind.receive_signal("PrepareForSleep")?;
    let mut delay = hold_back(&logind);
    for signal in signals {
        let (about_to_sleep,): (bool,) = signal.body().deserialize()?;
        let shell = app.state::<Shell>();
        if about_to_sleep {
            tracing::info!("locking: the computer goes to sleep");
            if let Err(error) = shell.desk.lock() {
                tracing::error!(code = %error.code(), "it could not be locked");
            }
            drop(delay.take());
        } else {
            delay = hold_back(&logind);
            shell.bell.ring();
        }
    }
    Ok(())
}

/// Has sleep wait until this is dropped, some seconds at most, so that the keys leave memory before it is frozen.
fn hold_back(logind: &Proxy<'_>) -> Option<OwnedFd> {
    let asked = ("sleep", "Holdfast", "Locks the vault first", "delay");
    match logind.call("Inhibit", &asked) {
        Ok(delay) => Some(delay),
        Err(error) => {
            tracing::info!(%error, "sleep will not wait for the lock");
            None
        }
    }
}
