//! The system's file dialogs, without the trace they leave: GTK writes each chosen path in plain letters into the
//! desktop's list of recent files. That entry is taken back, unless it was there before; others stay as they are.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gtk::prelude::*;
use holdfast_casework::CameBy;
use holdfast_casework::view::ErrorView;
use rfd::AsyncFileDialog;
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager};

use crate::shell;
use crate::window::MAIN;

const LETTERS: &[&str] = &[
    "pdf", "png", "jpg", "jpeg", "tif", "tiff", "heic", "heif", "txt", "eml",
];

/// Lets the person choose letters; none where they changed their mind.
pub async fn choose_letters(app: &AppHandle) -> Vec<PathBuf> {
    let before = Recent::now(app).await;
    let dialog = dialog(app, "Choose letters")
        .add_filter("Letters, photos, PDFs, e-mails", &both_cases(LETTERS))
        .add_filter("All files", &["*"]);
    let picked = dialog.pick_files().await.unwrap_or_default();
    let paths: Vec<PathBuf> = picked.iter().map(|file| file.path().to_owned()).collect();
    before.restore(app, &paths);
    paths
}

/// Lets the person choose a folder for the vault.
pub async fn choose_folder(app: &AppHandle) -> Option<String> {
    let before = Recent::now(app).await;
    let picked = dialog(app, "Choose a folder for your vault")
        .pick_folder()
        .await?;
    let path = picked.path().to_owned();
    before.restore(app, std::slice::from_ref(&path));
    Some(path.to_string_lossy().into_owned())
}

/// Writes `bytes` where the person says; answers with the name of the file, none where they changed their mind.
pub async fn save(
    app: &AppHandle,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Option<String>, ErrorView> {
    let path = save_somewhere(app, name, bytes).await?;
    Ok(path.map(|path| name_of(&path)))
}

/// A copy that was made outside of the vault and handed to another program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenedOutside {
    /// Name of the file.
    pub name: String,
    /// False where the desktop has no program for such a file.
    pub opened: bool,
}

/// Writes `bytes` where the person says and opens the file with the desktop's program for it; none where they
/// changed their mind.
pub async fn save_and_open(
    app: &AppHandle,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Option<OpenedOutside>, ErrorView> {
    let Some(path) = save_somewhere(app, name, bytes).await? else {
        return Ok(None);
    };
    let (tell, told) = std::sync::mpsc::channel();
    let uri = address(&path);
    let asked = app.run_on_main_thread(move || {
        let none = gtk::gio::AppLaunchContext::NONE;
        let opened = gtk::gio::AppInfo::launch_default_for_uri(&uri, none).is_ok();
        let _ = tell.send(opened);
    });
    let told = tauri::async_runtime::spawn_blocking(move || told.recv().unwrap_or(false));
    Ok(Some(OpenedOutside {
        name: name_of(&path),
        opened: asked.is_ok() && told.await.unwrap_or(false),
    }))
}

async fn save_somewhere(
    app: &AppHandle,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Option<PathBuf>, ErrorView> {
    let before = Recent::now(app).await;
    let dialog = dialog(app, "Save a copy").set_file_name(name);
    let Some(picked) = dialog.save_file().await else {
        return Ok(None);
    };
    let path = picked.path().to_owned();
    before.restore(app, std::slice::from_ref(&path));
    let target = path.clone();
    let written = tauri::async_runtime::spawn_blocking(move || std::fs::write(target, bytes)).await;
    if !matches!(written, Ok(Ok(()))) {
        return Err(ErrorView {
            code: "cannot-write".into(),
            message: "The copy could not be written there. The document in the vault is as it was."
                .into(),
            hint: Some("Choose another folder, or make room there.".into()),
        });
    }
    Ok(Some(path))
}

/// Writes all files into a folder that the person chooses, none over one that is there; answers with the name of the
/// folder, none where they changed their mind. Where one can't be written, none stays.
pub async fn save_all(
    app: &AppHandle,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Option<String>, ErrorView> {
    let before = Recent::now(app).await;
    let Some(picked) = dialog(app, "Save the parts here").pick_folder().await else {
        return Ok(None);
    };
    let folder = picked.path().to_owned();
    before.restore(app, std::slice::from_ref(&folder));
    let target = folder.clone();
    let written =
        tauri::async_runtime::spawn_blocking(move || write_all_new(&target, &files)).await;
    if !matches!(written, Ok(Ok(()))) {
        return Err(ErrorView {
            code: "cannot-write".into(),
            message: "The parts could not be written there. Nothing is half there.".into(),
            hint: Some("Choose an empty folder, or make room there.".into()),
        });
    }
    Ok(Some(name_of(&folder)))
}

fn write_all_new(folder: &Path, files: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    let mut made: Vec<PathBuf> = Vec::new();
    let all = files.iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        let mut file = std::fs::File::create_new(&path)?;
        made.push(path);
        file.write_all(bytes)?;
        file.sync_all()
    });
    if all.is_err() {
        for path in made {
            let _ = std::fs::remove_file(path);
        }
    }
    all
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The files that a file manager has on the clipboard; none where something else lies there.
pub async fn copied_files(app: &AppHandle) -> Vec<PathBuf> {
    let (tell, told) = std::sync::mpsc::channel();
    let asked = app.run_on_main_thread(move || {
        let clipboard = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
        clipboard.request_uris(move |_, uris| {
            let paths = uris
                .iter()
                .filter_map(|uri| gtk::gio::File::for_uri(uri).path());
            let _ = tell.send(paths.collect());
        });
    });
    if asked.is_err() {
        return Vec::new();
    }
    let wait = Duration::from_secs(5);
    let told = tauri::async_runtime::spawn_blocking(move || told.recv_timeout(wait));
    told.await.ok().and_then(Result::ok).unwrap_or_default()
}

/// *File a document…* of the tray: also while locked, also without a window.
pub fn file_letters(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let paths = choose_letters(&app).await;
        shell::file_letters(&app, paths, CameBy::Chosen);
    });
}

fn dialog(app: &AppHandle, title: &str) -> AsyncFileDialog {
    let dialog = AsyncFileDialog::new().set_title(title);
    match app.get_webview_window(MAIN) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

/// Endings are compared as they stand, and cameras write them in capitals.
fn both_cases(endings: &[&str]) -> Vec<String> {
    let large = endings.iter().map(|ending| ending.to_uppercase());
    endings
        .iter()
        .map(ToString::to_string)
        .chain(large)
        .collect()
}

/// The desktop's list of recent files, before a dialog.
struct Recent(BTreeSet<String>);

impl Recent {
    async fn now(app: &AppHandle) -> Recent {
        let (tell, told) = std::sync::mpsc::channel();
        let asked = app.run_on_main_thread(move || {
            let entries = gtk::RecentManager::default().map(|recent| recent.items());
            let uris = entries
                .unwrap_or_default()
                .into_iter()
                .filter_map(|entry| entry.uri());
            let _ = tell.send(uris.map(String::from).collect());
        });
        if asked.is_err() {
            return Recent(BTreeSet::new());
        }
        let told = tauri::async_runtime::spawn_blocking(move || told.recv().unwrap_or_default());
        Recent(told.await.unwrap_or_default())
    }

    /// Takes back what the dialog added. GTK adds it a moment after the dialog closed, so this tries for a while.
    fn restore(&self, app: &AppHandle, paths: &[PathBuf]) {
        for path in paths {
            let uri = address(path);
            if self.0.contains(&uri) {
                continue;
            }
            let asked = app.run_on_main_thread(move || take_back(uri));
            if asked.is_err() {
                tracing::warn!("an entry in the list of recent files could not be taken back");
            }
        }
    }
}

fn address(path: &Path) -> String {
    gtk::gio::File::for_path(path).uri().into()
}

fn take_back(uri: String) {
    let mut tries = 0;
    gtk::glib::timeout_add_local(Duration::from_millis(200), move || {
        tries += 1;
        let gone = gtk::RecentManager::default()
            .is_some_and(|recent| recent.has_item(&uri) && recent.remove_item(&uri).is_ok());
        if gone || tries > 10 {
            gtk::glib::ControlFlow::Break
        } else {
            gtk::glib::ControlFlow::Continue
        }
    });
}
