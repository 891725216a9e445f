//! The list, one document, the trash, a copy.

use holdfast_casework::view::{
    ChangeView, DocumentView, DocumentsRequest, DocumentsView, QueueView,
};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs::{self, OpenedOutside};
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

/// Says that two papers that look like one letter are two.
#[tauri::command]
#[specta::specta]
pub async fn tell_apart(shell: State<'_, Shell>, id: String, other: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.tell_apart(&id, &other)).await
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

/// Has a paper read that was kept unread, stopped, or not readable.
#[tauri::command]
#[specta::specta]
pub async fn read_document(shell: State<'_, Shell>, id: String) -> Answer<QueueView> {
    shell.ask(move |desk| desk.read_document(&id)).await
}

/// Gives the password of a paper, so that it is read.
#[tauri::command]
#[specta::specta]
pub async fn document_password(
    shell: State<'_, Shell>,
    id: String,
    password: String,
) -> Answer<QueueView> {
    shell
        .ask(move |desk| desk.read_with_password(&id, password))
        .await
}

/// Saves an unsealed copy where the person says and opens it with the program the desktop has for it.
#[tauri::command]
#[specta::specta]
pub async fn open_outside(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
) -> Answer<Option<OpenedOutside>> {
    let (name, bytes) = shell.ask(move |desk| desk.original(&id)).await?;
    dialogs::save_and_open(&app, &name, bytes).await
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
