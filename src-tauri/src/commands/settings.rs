//! Settings, pause, history, undo.

use holdfast_casework::view::{ChangeView, HistoryRowView, SettingRequest, SettingsView};
use tauri::{AppHandle, State};

use super::Answer;
use crate::autostart;
use crate::shell::Shell;

/// All settings.
#[tauri::command]
#[specta::specta]
pub async fn settings(app: AppHandle, shell: State<'_, Shell>) -> Answer<SettingsView> {
    let view = shell.ask(|desk| desk.settings()).await?;
    Ok(autostart::told(&app, view))
}

/// Changes one setting.
#[tauri::command]
#[specta::specta]
pub async fn set_setting(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: SettingRequest,
) -> Answer<SettingsView> {
    if request.name == autostart::NAME {
        autostart::set(&app, &request.value)?;
    } else {
        shell.ask(move |desk| desk.set_setting(&request)).await?;
    }
    settings(app, shell).await
}

/// Lets reminders rest until this day; none ends the pause.
#[tauri::command]
#[specta::specta]
pub async fn pause_reminders(
    app: AppHandle,
    shell: State<'_, Shell>,
    until: Option<String>,
) -> Answer<SettingsView> {
    shell
        .ask(move |desk| desk.pause_reminders(until.as_deref()).map(drop))
        .await?;
    settings(app, shell).await
}

/// What was done, newest first.
#[tauri::command]
#[specta::specta]
pub async fn history(shell: State<'_, Shell>) -> Answer<Vec<HistoryRowView>> {
    shell.ask(|desk| desk.history()).await
}

/// Takes back the newest change.
#[tauri::command]
#[specta::specta]
pub async fn undo(shell: State<'_, Shell>) -> Answer<ChangeView> {
    shell.ask(|desk| desk.undo()).await
}

/// Does again what was taken back last.
#[tauri::command]
#[specta::specta]
pub async fn redo(shell: State<'_, Shell>) -> Answer<ChangeView> {
    shell.ask(|desk| desk.redo()).await
}

/// Takes back this change.
#[tauri::command]
#[specta::specta]
pub async fn undo_change(shell: State<'_, Shell>, number: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.undo_change(&number)).await
}
