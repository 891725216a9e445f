//! Where the app stands, today, find, lock and hide.

use holdfast_casework::view::{AppView, FoundView, TermView, TodayView};
use tauri::{AppHandle, State};

use super::Answer;
use crate::shell::Shell;
use crate::window;

/// Where the app stands.
#[tauri::command]
#[specta::specta]
pub async fn app_state(shell: State<'_, Shell>) -> Answer<AppView> {
    shell.ask(|desk| desk.app_state()).await
}

/// The page has shown its first picture, at this moment (milliseconds of Unix time); it listens from here on.
#[tauri::command]
#[specta::specta]
pub async fn painted(app: AppHandle, ms: f64) -> Answer<()> {
    window::painted(&app, ms);
    Ok(())
}

/// Locks.
#[tauri::command]
#[specta::specta]
pub async fn lock(shell: State<'_, Shell>) -> Answer<AppView> {
    shell.ask(|desk| desk.lock()).await
}

/// Takes the window away at once, then locks.
#[tauri::command]
#[specta::specta]
pub async fn hide(app: AppHandle, shell: State<'_, Shell>) -> Answer<()> {
    window::hide(&app);
    shell.ask(|desk| desk.lock().map(drop)).await
}

/// The Today screen.
#[tauri::command]
#[specta::specta]
pub async fn today(shell: State<'_, Shell>) -> Answer<TodayView> {
    shell.ask(|desk| desk.today()).await
}

/// Puts a next step off until later today.
#[tauri::command]
#[specta::specta]
pub async fn later_today(shell: State<'_, Shell>, step: String) -> Answer<TodayView> {
    shell.ask(move |desk| desk.later_today(&step)).await
}

/// Documents and deadlines that hold these words.
#[tauri::command]
#[specta::specta]
pub async fn find(shell: State<'_, Shell>, words: String) -> Answer<Vec<FoundView>> {
    shell.ask(move |desk| desk.find(&words)).await
}

/// Hard words that stand in this text, in plain words.
#[tauri::command]
#[specta::specta]
pub async fn explain_words(shell: State<'_, Shell>, text: String) -> Answer<Vec<TermView>> {
    shell.ask(move |desk| Ok(desk.explain_words(&text))).await
}
