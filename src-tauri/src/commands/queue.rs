//! The import queue.

use holdfast_casework::view::{DocumentPasswordRequest, QueueView};
use holdfast_casework::{CameBy, Filing};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs;
use crate::drop::{self, DropArea, DropTarget};
use crate::shell::Shell;

/// Lets the person choose letters in the system's dialog, and files them: what dropping them there would do.
#[tauri::command]
#[specta::specta]
pub async fn add_documents(
    app: AppHandle,
    shell: State<'_, Shell>,
    to: DropTarget,
) -> Answer<QueueView> {
    let paths = dialogs::choose_letters(&app).await;
    let filing = Filing {
        then: to.then(),
        ..CameBy::Chosen.into()
    };
    shell
        .ask(move |desk| desk.add(&paths, filing).and_then(|_| desk.queue()))
        .await
}

/// Files what was copied in a file manager.
#[tauri::command]
#[specta::specta]
pub async fn paste_documents(app: AppHandle, shell: State<'_, Shell>) -> Answer<QueueView> {
    let paths = dialogs::copied_files(&app).await;
    shell
        .ask(move |desk| desk.add(&paths, CameBy::Pasted).and_then(|_| desk.queue()))
        .await
}

/// The page has drawn the targets of a drop: where they lie.
#[tauri::command]
#[specta::specta]
pub fn drop_areas(app: AppHandle, areas: Vec<DropArea>) -> Answer<()> {
    drop::laid_out(&app, areas);
    Ok(())
}

/// Reads a file that was stopped, kept or not readable again, or looks for one that was not taken.
#[tauri::command]
#[specta::specta]
pub async fn queue_again(shell: State<'_, Shell>, file: String) -> Answer<QueueView> {
    shell.ask(move |desk| desk.queue_again(&file)).await
}

/// Takes one file off the list; what is filed stays filed.
#[tauri::command]
#[specta::specta]
pub async fn queue_put_away(shell: State<'_, Shell>, file: String) -> Answer<QueueView> {
    shell.ask(move |desk| desk.queue_put_away(&file)).await
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
