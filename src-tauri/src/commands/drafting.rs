//! Help with wording from a program that the person runs on this computer.

use holdfast_casework::view::{
    ChangeView, DraftingInput, DraftingView, SuggestionPromptView, SuggestionTake, SuggestionView,
};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// Whether it is on.
#[tauri::command]
#[specta::specta]
pub async fn drafting(shell: State<'_, Shell>) -> Answer<DraftingView> {
    shell.ask(|desk| desk.drafting()).await
}

/// Turns it on or off.
#[tauri::command]
#[specta::specta]
pub async fn set_drafting(shell: State<'_, Shell>, input: DraftingInput) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.set_drafting(&input)).await
}

/// Asks the program for its models.
#[tauri::command]
#[specta::specta]
pub async fn drafting_models(shell: State<'_, Shell>, address: String) -> Answer<Vec<String>> {
    shell.ask(move |desk| desk.drafting_models(&address)).await
}

/// What would be sent for a section.
#[tauri::command]
#[specta::specta]
pub async fn suggestion_prompt(
    shell: State<'_, Shell>,
    letter: String,
    section: String,
) -> Answer<SuggestionPromptView> {
    shell
        .ask(move |desk| desk.suggestion_prompt(&letter, &section))
        .await
}

/// Sends what was shown, and gives what came back.
#[tauri::command]
#[specta::specta]
pub async fn suggest(
    shell: State<'_, Shell>,
    letter: String,
    section: String,
    seal: String,
) -> Answer<SuggestionView> {
    shell
        .ask(move |desk| desk.suggest(&letter, &section, &seal))
        .await
}

/// Takes a suggested paragraph.
#[tauri::command]
#[specta::specta]
pub async fn take_suggestion(
    shell: State<'_, Shell>,
    letter: String,
    take: SuggestionTake,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.take_suggestion(&letter, &take))
        .await
}
