//! The import queue.

use holdfast_casework::CameBy;
use holdfast_casework::view::{DocumentPasswordRequest, QueueView};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs;
use crate::shell::Shell;

/// Lets the person choose letters in the system's dialog, and files them.
#[tauri::command]
#[specta::specta]
pub async fn add_documents(app: AppHandle, shell: State<'_, Shell>) -> Answer<QueueView> {
    let paths = dialogs::choose_letters(&app).await;
    shell
        .ask(move |desk| desk.add_paths(&paths, CameBy::Chosen))
        .await
}

/// The queue.
#[tauri::command]
#[specta::specta]
pub async fn queue(shell: State<'_, Shell>) -> Answer<QueueView> {
    shell.ask(|desk| desk.queue()).await
}

/// Stops one file, or all that wait.
#[tauri::command]
#[specta::specta]
pub async fn queue_stop(shell: State<'_, Shell>, file: Option<String>) -> Answer<QueueView> {
    shell
        .ask(move |desk| desk.queue_stop(file.as_deref()))
        .await
}

/// Takes back one file, or all of this import: they go to the trash.
#[tauri::command]
#[specta::specta]
pub async fn queue_undo(shell: State<'_, Shell>, file: Option<String>) -> Answer<QueueView> {
    shell
        .ask(move |desk| desk.queue_undo(file.as_deref()))
        .await
}

/// Clears what was looked at.
#[tauri::command]
#[specta::specta]
pub async fn queue_clear(shell: State<'_, Shell>) -> Answer<QueueView> {
    shell.ask(|desk| desk.queue_clear()).await
}

/// Opens a document that has a password.
#[tauri::command]
#[specta::specta]
pub async fn queue_password(
    shell: State<'_, Shell>,
    request: DocumentPasswordRequest,
) -> Answer<QueueView> {
    shell.ask(move |desk| desk.queue_password(request)).await
}
