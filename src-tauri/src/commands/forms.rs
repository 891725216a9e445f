//! Forms of the insurer.

use holdfast_casework::view::{FormFillRequest, FormFilledView, FormView, FormsView};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// The forms among the papers of the case.
#[tauri::command]
#[specta::specta]
pub async fn forms(shell: State<'_, Shell>, letter: Option<String>) -> Answer<FormsView> {
    shell.ask(move |desk| desk.forms(letter.as_deref())).await
}

/// A form with what the record has for each of its boxes.
#[tauri::command]
#[specta::specta]
pub async fn form(
    shell: State<'_, Shell>,
    document: String,
    letter: Option<String>,
) -> Answer<FormView> {
    let work = move |desk: &holdfast_casework::Desk| desk.form(&document, letter.as_deref());
    shell.ask(work).await
}

/// Fills a form as the person checked it.
#[tauri::command]
#[specta::specta]
pub async fn fill_form(
    shell: State<'_, Shell>,
    request: FormFillRequest,
) -> Answer<FormFilledView> {
    shell.ask(move |desk| desk.fill_form(&request)).await
}
