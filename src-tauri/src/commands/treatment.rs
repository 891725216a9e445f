//! What was tried, sessions, what the plan asks, rating scales.

use holdfast_casework::view::{
    AskRequest, ChangeView, CompletionView, ScaleCheckView, ScaleCourseView, ScaleFormView,
    ScaleRequest, ScaleSavedView, SessionRequest, TreatmentView, TrialPreviewView, TrialRequest,
};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs;
use crate::shell::Shell;

/// What was tried, and what of it counts.
#[tauri::command]
#[specta::specta]
pub async fn treatment(shell: State<'_, Shell>) -> Answer<TreatmentView> {
    shell.ask(|desk| desk.treatment()).await
}

/// Names that begin with these letters.
#[tauri::command]
#[specta::specta]
pub async fn complete_treatment(
    shell: State<'_, Shell>,
    letters: String,
) -> Answer<Vec<CompletionView>> {
    shell
        .ask(move |desk| Ok(desk.complete_treatment(&letters)))
        .await
}

/// How a trial is understood while it is typed.
#[tauri::command]
#[specta::specta]
pub async fn preview_trial(
    shell: State<'_, Shell>,
    request: TrialRequest,
) -> Answer<TrialPreviewView> {
    shell.ask(move |desk| desk.preview_trial(&request)).await
}

/// Adds a trial, or changes one.
#[tauri::command]
#[specta::specta]
pub async fn save_trial(
    shell: State<'_, Shell>,
    id: Option<String>,
    request: TrialRequest,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| match id {
            Some(id) => desk.change_trial(&id, &request),
            None => desk.add_trial(&request),
        })
        .await
}

/// Moves a trial to the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_trial(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.trash_trial(&id)).await
}

/// Adds sessions, one for each day, or changes one.
#[tauri::command]
#[specta::specta]
pub async fn save_session(
    shell: State<'_, Shell>,
    id: Option<String>,
    request: SessionRequest,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| match id {
            Some(id) => desk.change_session(&id, &request),
            None => desk.add_sessions(&request),
        })
        .await
}

/// Moves a session to the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_session(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.trash_session(&id)).await
}

/// What is not right with days that are typed.
#[tauri::command]
#[specta::specta]
pub async fn session_days_trouble(shell: State<'_, Shell>, days: String) -> Answer<Option<String>> {
    shell
        .ask(move |desk| Ok(desk.session_days_trouble(&days)))
        .await
}

/// Tells what the plan asks.
#[tauri::command]
#[specta::specta]
pub async fn set_trial_ask(shell: State<'_, Shell>, request: AskRequest) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.set_trial_ask(&request)).await
}

/// What became of a scale's scores.
#[tauri::command]
#[specta::specta]
pub async fn scale_course(shell: State<'_, Shell>, scale: String) -> Answer<ScaleCourseView> {
    shell.ask(move |desk| desk.scale_course(&scale)).await
}

/// The form of a scale: a new one, or an entry to change.
#[tauri::command]
#[specta::specta]
pub async fn scale_form(
    shell: State<'_, Shell>,
    scale: String,
    entry: Option<String>,
) -> Answer<ScaleFormView> {
    shell
        .ask(move |desk| desk.scale_form(&scale, entry.as_deref()))
        .await
}

/// What is seen of an entry while it is given.
#[tauri::command]
#[specta::specta]
pub async fn check_scale(shell: State<'_, Shell>, request: ScaleRequest) -> Answer<ScaleCheckView> {
    shell.ask(move |desk| desk.check_scale(&request)).await
}

/// Keeps an entry, whole or half-way.
#[tauri::command]
#[specta::specta]
pub async fn save_scale(shell: State<'_, Shell>, request: ScaleRequest) -> Answer<ScaleSavedView> {
    shell.ask(move |desk| desk.save_scale(&request)).await
}

/// Moves an entry to the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_scale(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.trash_scale(&id)).await
}

/// Says that this is the score to count from, or that it is not.
#[tauri::command]
#[specta::specta]
pub async fn set_baseline(
    shell: State<'_, Shell>,
    id: String,
    baseline: bool,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.set_baseline(&id, baseline))
        .await
}

/// Saves what was tried as an unsealed table; the person was asked. Answers with the name of the file.
#[tauri::command]
#[specta::specta]
pub async fn save_treatment_csv(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(|desk| desk.treatment_csv()).await?;
    dialogs::save(&app, &name, bytes).await
}

/// Saves the scores of a scale as an unsealed table; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn save_scale_csv(
    app: AppHandle,
    shell: State<'_, Shell>,
    scale: String,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(move |desk| desk.scale_csv(&scale)).await?;
    dialogs::save(&app, &name, bytes).await
}

/// Saves the chart of a scale as an unsealed picture; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn save_scale_picture(
    app: AppHandle,
    shell: State<'_, Shell>,
    scale: String,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(move |desk| desk.scale_picture(&scale)).await?;
    dialogs::save(&app, &name, bytes).await
}
