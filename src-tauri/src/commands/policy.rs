//! Plan books.

use holdfast_casework::view::{
    ChangeView, PageView, PassagesView, PayerPositionsView, PinRequest, PinnedView,
    PolicyBooksView, ProvisionView, VersionsView,
};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// The plan books of the case.
#[tauri::command]
#[specta::specta]
pub async fn policy_books(shell: State<'_, Shell>) -> Answer<PolicyBooksView> {
    shell.ask(|desk| desk.policy_books()).await
}

/// What was found in a plan book.
#[tauri::command]
#[specta::specta]
pub async fn policy_passages(shell: State<'_, Shell>, document: String) -> Answer<PassagesView> {
    shell.ask(move |desk| desk.policy_passages(&document)).await
}

/// One page of a plan book.
#[tauri::command]
#[specta::specta]
pub async fn policy_page(shell: State<'_, Shell>, document: String, page: u32) -> Answer<PageView> {
    shell
        .ask(move |desk| desk.policy_page(&document, page))
        .await
}

/// Says that a paper is a plan book, or none.
#[tauri::command]
#[specta::specta]
pub async fn call_policy(
    shell: State<'_, Shell>,
    document: String,
    is_book: bool,
    year: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.call_policy(&document, is_book, &year))
        .await
}

/// Says that one plan book took the place of another.
#[tauri::command]
#[specta::specta]
pub async fn replace_policy(
    shell: State<'_, Shell>,
    older: String,
    newer: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.replace_policy(&older, &newer))
        .await
}

/// Pins a passage.
#[tauri::command]
#[specta::specta]
pub async fn pin_passage(shell: State<'_, Shell>, request: PinRequest) -> Answer<PinnedView> {
    shell.ask(move |desk| desk.pin_passage(&request)).await
}

/// Pins what changed.
#[tauri::command]
#[specta::specta]
pub async fn pin_change(
    shell: State<'_, Shell>,
    older: String,
    newer: String,
    number: u32,
) -> Answer<PinnedView> {
    shell
        .ask(move |desk| desk.pin_change(&older, &newer, number))
        .await
}

/// Takes a pin away.
#[tauri::command]
#[specta::specta]
pub async fn unpin(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.unpin(&id)).await
}

/// Writes a note on a pin.
#[tauri::command]
#[specta::specta]
pub async fn note_provision(
    shell: State<'_, Shell>,
    id: String,
    note: String,
) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.note_provision(&id, &note)).await
}

/// The pins of the case.
#[tauri::command]
#[specta::specta]
pub async fn provisions(shell: State<'_, Shell>) -> Answer<Vec<ProvisionView>> {
    shell.ask(|desk| desk.provisions()).await
}

/// What changed from one plan book to another.
#[tauri::command]
#[specta::specta]
pub async fn compare_policies(
    shell: State<'_, Shell>,
    older: String,
    newer: String,
) -> Answer<VersionsView> {
    shell
        .ask(move |desk| desk.compare_policies(&older, &newer))
        .await
}

/// What insurers say in public about the treatment.
#[tauri::command]
#[specta::specta]
pub async fn payer_positions(shell: State<'_, Shell>) -> Answer<PayerPositionsView> {
    shell.ask(|desk| desk.payer_positions()).await
}
