//! Deadlines, why they are, and the ladder.

use holdfast_casework::view::{
    AfterView, ChangeView, ChangedAnswer, DeadlineView, LadderView, WhyView,
};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// All deadlines, nearest first.
#[tauri::command]
#[specta::specta]
pub async fn deadlines(shell: State<'_, Shell>) -> Answer<Vec<DeadlineView>> {
    shell.ask(|desk| desk.deadlines()).await
}

/// Why this date.
#[tauri::command]
#[specta::specta]
pub async fn why(shell: State<'_, Shell>, deadline: String) -> Answer<WhyView> {
    shell.ask(move |desk| desk.why(&deadline)).await
}

/// It was done.
#[tauri::command]
#[specta::specta]
pub async fn deadline_done(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.deadline_done(&id)).await
}

/// It was not done after all.
#[tauri::command]
#[specta::specta]
pub async fn deadline_reopen(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.deadline_reopen(&id)).await
}

/// Whether a no that another letter changed is done.
#[tauri::command]
#[specta::specta]
pub async fn answer_changed(
    shell: State<'_, Shell>,
    decision: String,
    denial: String,
    answer: ChangedAnswer,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.answer_changed(&decision, &denial, answer))
        .await
}

/// The steps of a denial, or of the newest.
#[tauri::command]
#[specta::specta]
pub async fn ladder(shell: State<'_, Shell>, document: Option<String>) -> Answer<LadderView> {
    shell
        .ask(move |desk| desk.ladder(document.as_deref()))
        .await
}

/// What to do after a decision on this letter, or on the denial to act on next.
#[tauri::command]
#[specta::specta]
pub async fn after_decision(
    shell: State<'_, Shell>,
    document: Option<String>,
) -> Answer<AfterView> {
    shell.ask(move |desk| desk.after(document.as_deref())).await
}
