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
