//! Starts the app: one instance, the desk, the tray, the timer, the window, and the loop that ends with Quit.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::path::PathBuf;

use holdfast_casework::{CameBy, Desk, DeskOptions, clock_of_this_run};
use tauri::{App, AppHandle, Manager, RunEvent, WindowEvent};
use thiserror::Error;

use crate::arguments::{Wish, handed_over};
use crate::shell::{self, Shell};
use crate::{commands, drop, log, pages, sleep, timer, tray, window};

/// Name of the app to the desktop.
pub const ID: &str = "app.holdfast.desktop";

/// Why it did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// Another one runs, and could not be told.
    #[error("Holdfast is open already.")]
    Twice,
    /// The desktop or the web view failed.
    #[error("Holdfast could not open its window: {0}")]
    Window(#[from] tauri::Error),
}

/// Runs until Quit.
pub fn run(wish: Wish) -> Result<(), StartError> {
    let builder = commands::all();
    let here = std::env::current_dir().unwrap_or_default();
    let wish = wish.resolved_in(&here);
    let app = tauri::Builder::default()
        // first: it takes the words of later starts, and ends one that began at the same moment
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, folder| {
                second_start(app, handed_over(arguments, &folder));
            },
        ))
        .plugin(
            tauri_plugin_autostart::Builder::new()
                .arg("--hidden")
                .build(),
        )
        .register_asynchronous_uri_scheme_protocol(pages::SCHEME, pages::answer)
        .invoke_handler(builder.invoke_handler())
        .on_window_event(|window, event| match event {
            WindowEvent::CloseRequested { api, .. } => {
                api.prevent_close();
                tracing::info!("asked to close");
                window::close(window.app_handle());
            }
            WindowEvent::Resized(_) => window::resized(window),
            WindowEvent::Focused(true) => shell::look_for_changes(window.app_handle()),
            WindowEvent::DragDrop(event) => drop::dragged(window.app_handle(), event),
            _ => {}
        })
        .setup(move |app| {
            builder.mount_events(app);
            if let Err(error) = set_up(app, wish) {
                // An error given back here would make Tauri panic; a sentence says more.
                eprintln!("{error}");
                app.cleanup_before_exit();
                std::process::exit(1);
            }
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        // The last window went to the tray.
        RunEvent::ExitRequested {
            code: None, api, ..
        } => api.prevent_exit(),
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::Destroyed,
            ..
        } if label == window::MAIN => window::gone(app),
        RunEvent::Exit => {
            if let Some(shell) = app.try_state::<Shell>()
                && let Err(error) = shell.desk.lock()
            {
                tracing::warn!(code = %error.code(), "locking at the end failed");
            }
        }
        _ => {}
    });
    Ok(())
}

fn set_up(app: &mut App, wish: Wish) -> Result<(), Box<dyn std::error::Error>> {
    let handle = app.handle().clone();
    if wish.lock {
        // Nothing was running, so nothing was open.
        handle.exit(0);
        return Ok(());
    }
    app.manage(only_one()?);
    log::begin_afresh();
    app.manage(Shell::new(desk(&handle)?));
    shell::listen(&handle);
    if !wish.hidden {
        window::make_first(&handle)?;
    }
    let sample = wish.sample;
    // The keychain may take its time, and so may the sample: the window comes up beside them.
    shell::in_background(&handle, move |app, desk| {
        desk.sweep_sample();
        match sample {
            true => shell::open_sample(app, desk),
            false => desk.unlock_at_start().map(drop),
        }
    });
    // The window goes first: the rest waits until the loop has nothing more to do for it.
    gtk::glib::idle_add_local_once(move || stand_by(&handle, wish.files));
    Ok(())
}

/// What goes on without a window.
fn stand_by(app: &AppHandle, files: Vec<PathBuf>) {
    if let Err(error) = tray::make(app) {
        // Closing the window then minimizes it.
        tracing::error!(%error, "the tray could not be made");
    }
    timer::start(app);
    sleep::watch(app);
    shell::file_letters(app, files, CameBy::CommandLine);
    tracing::info!("started");
}

fn desk(app: &AppHandle) -> Result<Desk, Box<dyn std::error::Error>> {
    let paths = app.path();
    Ok(Desk::new(DeskOptions {
        config_dir: paths.app_config_dir()?,
        data_dir: paths.app_data_dir()?,
        vault_folder: None,
        clock: clock_of_this_run(),
    })?)
}

fn second_start(app: &AppHandle, wish: Wish) {
    tracing::info!("a second start handed over its wish");
    if wish.lock {
        shell::in_background(app, |_, desk| desk.lock().map(drop));
    } else if wish.sample {
        shell::in_background(app, shell::open_sample);
    } else if !wish.files.is_empty() {
        shell::file_letters(app, wish.files, CameBy::CommandLine);
    } else if !wish.hidden {
        window::go_on_main(app);
    }
}

/// Held while the app runs. A second start ends by the session bus; this is for sessions without one.
struct Only(#[expect(dead_code, reason = "the lock goes when the file is closed")] File);

fn only_one() -> Result<Only, Box<dyn std::error::Error>> {
    let folder = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let folder = folder
        .filter(|path| path.is_dir())
        .unwrap_or_else(std::env::temp_dir);
    // SAFETY: `getuid` cannot fail and touches nothing.
    let user = unsafe { libc::getuid() };
    let file = File::create(folder.join(format!("{ID}.{user}.lock")))?;
    // SAFETY: a plain system call on a file that is open.
    if unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) } != 0 {
        return Err(StartError::Twice.into());
    }
    Ok(Only(file))
}
