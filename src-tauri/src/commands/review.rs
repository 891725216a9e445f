//! Letter review.

use holdfast_casework::view::{
    ChoiceView, DateLineView, ReviewRequest, ReviewView, SavedReviewView,
};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// The review of one letter.
#[tauri::command]
#[specta::specta]
pub async fn review(shell: State<'_, Shell>, id: String) -> Answer<ReviewView> {
    shell.ask(move |desk| desk.review(&id)).await
}

/// The facts that words on a page can be used as.
#[tauri::command]
#[specta::specta]
pub async fn review_fields(shell: State<'_, Shell>) -> Answer<Vec<ChoiceView>> {
    shell.ask(|desk| desk.review_fields()).await
}

/// The date these answers lead to; nothing is stored.
#[tauri::command]
#[specta::specta]
pub async fn preview_review(
    shell: State<'_, Shell>,
    request: ReviewRequest,
) -> Answer<DateLineView> {
    shell.ask(move |desk| desk.preview_review(&request)).await
}

/// Saves the answers.
#[tauri::command]
#[specta::specta]
pub async fn save_review(
    shell: State<'_, Shell>,
    request: ReviewRequest,
) -> Answer<SavedReviewView> {
    shell.ask(move |desk| desk.save_review(&request)).await
}

/// The unsaved words of a place, as the window wrote them.
#[tauri::command]
#[specta::specta]
pub async fn draft(shell: State<'_, Shell>, name: String) -> Answer<Option<String>> {
    shell.ask(move |desk| desk.draft(&name)).await
}

/// Keeps the unsaved words of a place, sealed; nothing takes them away.
#[tauri::command]
#[specta::specta]
pub async fn keep_draft(shell: State<'_, Shell>, name: String, text: Option<String>) -> Answer<()> {
    shell
        .ask(move |desk| desk.keep_draft(&name, text.as_deref()))
        .await
}
