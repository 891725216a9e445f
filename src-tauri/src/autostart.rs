//! Starting with the computer: offered for an installed program, never forced.

use holdfast_casework::view::{ErrorView, SettingsView};
use tauri::AppHandle;
use tauri_plugin_autostart::ManagerExt;

/// Name of the setting.
pub const NAME: &str = "autostart";

const NOT_INSTALLED: &str = "Holdfast runs from a folder of its own here. Once it is installed, it can start with the computer.";

/// The settings, with what is true of starting with the computer.
pub fn told(app: &AppHandle, mut view: SettingsView) -> SettingsView {
    view.autostart = app.autolaunch().is_enabled().unwrap_or(false);
    view.autostart_trouble = (!is_installed()).then(|| NOT_INSTALLED.to_owned());
    view
}

/// Switches it on or off; `value` is JSON text.
pub fn set(app: &AppHandle, value: &str) -> Result<(), ErrorView> {
    let wanted = value == "true";
    if wanted && !is_installed() {
        return Err(trouble(NOT_INSTALLED));
    }
    let autolaunch = app.autolaunch();
    let done = if wanted {
        autolaunch.enable()
    } else if autolaunch.is_enabled().unwrap_or(false) {
        autolaunch.disable()
    } else {
        Ok(())
    };
    done.map_err(|_| trouble("The desktop's list of programs to start could not be written."))
}

fn trouble(message: &str) -> ErrorView {
    ErrorView {
        code: "autostart-refused".into(),
        message: message.into(),
        hint: None,
    }
}

/// A program in a build folder or a download folder moves away; an entry for it would fail at the next login.
fn is_installed() -> bool {
    std::env::current_exe().is_ok_and(|path| {
        ["/usr", "/opt", "/app", "/nix"]
            .iter()
            .any(|root| path.starts_with(root))
    })
}
