//! The list, one document, the trash, a copy.

use holdfast_casework::view::{ChangeView, DocumentView, DocumentsRequest, DocumentsView};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs;
use crate::shell::Shell;

/// The list, or what holds the words.
#[tauri::command]
#[specta::specta]
pub async fn documents(
    shell: State<'_, Shell>,
    request: DocumentsRequest,
) -> Answer<DocumentsView> {
    shell.ask(move |desk| desk.documents(&request)).await
}

/// One document, with the places of the words.
#[tauri::command]
#[specta::specta]
pub async fn document(shell: State<'_, Shell>, id: String, words: String) -> Answer<DocumentView> {
    shell.ask(move |desk| desk.document(&id, &words)).await
}

/// Gives it another title.
#[tauri::command]
#[specta::specta]
pub async fn rename_document(
    shell: State<'_, Shell>,
    id: String,
    title: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.rename_document(&id, &title))
        .await
}

/// Moves it to the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_document(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.trash_document(&id)).await
}

/// Takes it out of the trash.
#[tauri::command]
#[specta::specta]
pub async fn restore_document(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.restore_document(&id)).await
}

/// Empties the trash; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn empty_trash(shell: State<'_, Shell>) -> Answer<ChangeView> {
    shell.ask(|desk| desk.empty_trash()).await
}

/// Saves an unsealed copy where the person says; answers with the name of the file.
#[tauri::command]
#[specta::specta]
pub async fn save_copy(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(move |desk| desk.original(&id)).await?;
    dialogs::save(&app, &name, bytes).await
}
