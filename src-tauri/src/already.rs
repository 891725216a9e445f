//! A second start gives its words to the window that is open, before anything of a desktop is begun. The plugin that
//! keeps a single instance does the same only once GTK runs, and a process that ends then sometimes crashed at its end.

use std::time::Duration;

use zbus::blocking::connection::Builder;

use crate::app::ID;

/// Longer than any window takes to look up.
const PATIENCE: Duration = Duration::from_secs(20);
/// What the plugin answers to.
const INTERFACE: &str = "org.SingleInstance.DBus";
const NOBODY: &str = "org.freedesktop.DBus.Error.ServiceUnknown";

/// What came of asking.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing runs, or there is no bus to ask on: this start goes on.
    Alone,
    /// The window that is open took over.
    HandedOver,
    /// One is open and gave no answer.
    Silent,
}

/// Asks on the session bus whether Holdfast is open, and hands it this start's words and folder.
pub fn ask() -> Asked {
    let bus = Builder::session().map(|bus| bus.method_timeout(PATIENCE));
    let Ok(bus) = bus.and_then(Builder::build) else {
        return Asked::Alone;
    };
    let name = format!("{ID}.SingleInstance");
    let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let folder = std::env::current_dir().unwrap_or_default();
    let folder = folder.to_string_lossy();
    let answer = bus.call_method(
        Some(name.as_str()),
        path.as_str(),
        Some(INTERFACE),
        "ExecuteCallback",
        &(words, folder.as_ref()),
    );
    match answer {
        Ok(_) => Asked::HandedOver,
        Err(zbus::Error::MethodError(error, _, _)) if error.as_str() == NOBODY => Asked::Alone,
        Err(_) => Asked::Silent,
    }
}
