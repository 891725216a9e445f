//! The plan: its record, the interview, calls.

use holdfast_casework::view::{
    CallRequest, CallScriptView, ChangeView, InterviewView, PlanRequest, PlanView,
};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// All that is known of the plan.
#[tauri::command]
#[specta::specta]
pub async fn plan(shell: State<'_, Shell>) -> Answer<PlanView> {
    shell.ask(|desk| desk.plan()).await
}

/// Puts values into the plan record.
#[tauri::command]
#[specta::specta]
pub async fn save_plan(shell: State<'_, Shell>, request: PlanRequest) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.save_plan(&request)).await
}

/// Takes a value that a paper offers.
#[tauri::command]
#[specta::specta]
pub async fn take_plan_offer(
    shell: State<'_, Shell>,
    field: String,
    value: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.take_plan_offer(&field, &value))
        .await
}

/// Takes all that papers offer with no doubt.
#[tauri::command]
#[specta::specta]
pub async fn take_sure_plan_offers(shell: State<'_, Shell>) -> Answer<ChangeView> {
    shell.ask(|desk| desk.take_sure_plan_offers()).await
}

/// Does not want a value that a paper offers.
#[tauri::command]
#[specta::specta]
pub async fn decline_plan_offer(
    shell: State<'_, Shell>,
    field: String,
    value: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.decline_plan_offer(&field, &value))
        .await
}

/// Where the interview stands after these answers.
#[tauri::command]
#[specta::specta]
pub async fn interview(shell: State<'_, Shell>, answers: Vec<u32>) -> Answer<InterviewView> {
    shell.ask(move |desk| desk.interview(&answers)).await
}

/// The answers that were saved last.
#[tauri::command]
#[specta::specta]
pub async fn saved_interview(shell: State<'_, Shell>) -> Answer<Vec<u32>> {
    shell.ask(|desk| desk.saved_interview()).await
}

/// Keeps the answers and the kind of plan they lead to.
#[tauri::command]
#[specta::specta]
pub async fn save_interview(shell: State<'_, Shell>, answers: Vec<u32>) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.save_interview(&answers)).await
}

/// The script of a call.
#[tauri::command]
#[specta::specta]
pub async fn call_script(shell: State<'_, Shell>, script: String) -> Answer<CallScriptView> {
    shell.ask(move |desk| desk.call_script(&script)).await
}

/// Keeps a call and its answers.
#[tauri::command]
#[specta::specta]
pub async fn save_call(shell: State<'_, Shell>, request: CallRequest) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.save_call(&request)).await
}

/// Puts a call into the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_call(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.trash_call(&id)).await
}

/// Says that what was promised on a call came.
#[tauri::command]
#[specta::specta]
pub async fn promise_came(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.promise_came(&id)).await
}

/// Changes by which day something was promised.
#[tauri::command]
#[specta::specta]
pub async fn set_promise_day(
    shell: State<'_, Shell>,
    id: String,
    day: String,
) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.set_promise_day(&id, &day)).await
}
