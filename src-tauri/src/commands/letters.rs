//! Letters and packets.

use holdfast_casework::CancelToken;
use holdfast_casework::view::{
    ChangeView, LetterChange, LetterKindView, LetterStartRequest, LetterStartedView, LetterView,
    LettersView, PacketOptions, PacketView,
};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs;
use crate::shell::Shell;

/// Kinds of letters that can be written.
#[tauri::command]
#[specta::specta]
pub async fn letter_kinds(shell: State<'_, Shell>) -> Answer<Vec<LetterKindView>> {
    shell.ask(|desk| Ok(desk.letter_kinds())).await
}

/// The letters of the case.
#[tauri::command]
#[specta::specta]
pub async fn letters(shell: State<'_, Shell>) -> Answer<LettersView> {
    shell.ask(|desk| desk.letters()).await
}

/// One letter.
#[tauri::command]
#[specta::specta]
pub async fn letter(shell: State<'_, Shell>, id: String) -> Answer<LetterView> {
    shell.ask(move |desk| desk.letter(&id)).await
}

/// Begins a letter.
#[tauri::command]
#[specta::specta]
pub async fn start_letter(
    shell: State<'_, Shell>,
    request: LetterStartRequest,
) -> Answer<LetterStartedView> {
    shell.ask(move |desk| desk.start_letter(&request)).await
}

/// Changes a letter.
#[tauri::command]
#[specta::specta]
pub async fn change_letter(
    shell: State<'_, Shell>,
    id: String,
    change: LetterChange,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.change_letter(&id, &change))
        .await
}

/// Moves a letter to the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_letter(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.trash_letter(&id)).await
}

/// Puts a packet together, to be looked at.
#[tauri::command]
#[specta::specta]
pub async fn show_packet(
    shell: State<'_, Shell>,
    id: String,
    options: PacketOptions,
) -> Answer<PacketView> {
    shell
        .ask(move |desk| desk.show_packet(&id, &options, &CancelToken::new(), &mut |_, _| {}))
        .await
}

/// Saves that packet where the person says; the person was asked, since the copy is not sealed.
#[tauri::command]
#[specta::specta]
pub async fn save_packet(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(move |desk| desk.packet_file(&id)).await?;
    dialogs::save(&app, &name, bytes).await
}

/// Saves the letter alone for a word processor; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn save_letter_docx(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(move |desk| desk.letter_docx(&id)).await?;
    dialogs::save(&app, &name, bytes).await
}
