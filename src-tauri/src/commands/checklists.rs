//! Checklists, the letter that asks for records, and print-outs of pharmacies.

use holdfast_casework::view::{
    ChangeView, ChecklistEdit, ChecklistView, FillRowInput, PrintOutView, PrintOutsView,
    RecordsRequestInput, RecordsRequestView,
};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs::{self, OpenedOutside};
use crate::shell::Shell;

/// The checklist in use.
#[tauri::command]
#[specta::specta]
pub async fn checklist(shell: State<'_, Shell>) -> Answer<ChecklistView> {
    shell.ask(|desk| desk.checklist()).await
}

/// Takes the list of another illness or stage.
#[tauri::command]
#[specta::specta]
pub async fn choose_checklist(
    shell: State<'_, Shell>,
    condition: String,
    stage: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.choose_checklist(&condition, &stage))
        .await
}

/// Adds a thing of the person's own.
#[tauri::command]
#[specta::specta]
pub async fn add_to_checklist(shell: State<'_, Shell>, title: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.add_to_checklist(&title)).await
}

/// Takes a thing of the person's own off the list.
#[tauri::command]
#[specta::specta]
pub async fn drop_from_checklist(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.drop_from_checklist(&id)).await
}

/// Says something of a row.
#[tauri::command]
#[specta::specta]
pub async fn edit_checklist(
    shell: State<'_, Shell>,
    id: String,
    edit: ChecklistEdit,
) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.edit_checklist(&id, &edit)).await
}

/// The paper that ticked a row is not it.
#[tauri::command]
#[specta::specta]
pub async fn untick_checklist(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.untick_checklist(&id)).await
}

/// The letter that asks for records, filled in with what is known.
#[tauri::command]
#[specta::specta]
pub async fn records_request(
    shell: State<'_, Shell>,
    item: Option<String>,
) -> Answer<RecordsRequestView> {
    shell
        .ask(move |desk| desk.records_request(item.as_deref()))
        .await
}

/// Saves that letter as a PDF where the person says; the person was asked, since the copy is not sealed.
#[tauri::command]
#[specta::specta]
pub async fn save_records_request(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: RecordsRequestInput,
) -> Answer<Option<String>> {
    let (name, bytes) = shell
        .ask(move |desk| desk.records_request_pdf(&request))
        .await?;
    dialogs::save(&app, &name, bytes).await
}

/// Saves that letter and opens it in the desktop's own program, to print it there; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn print_records_request(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: RecordsRequestInput,
) -> Answer<Option<OpenedOutside>> {
    let (name, bytes) = shell
        .ask(move |desk| desk.records_request_pdf(&request))
        .await?;
    dialogs::save_and_open(&app, &name, bytes).await
}

/// The letter has gone out: the wait begins.
#[tauri::command]
#[specta::specta]
pub async fn records_asked(
    shell: State<'_, Shell>,
    request: RecordsRequestInput,
) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.records_asked(&request)).await
}

/// The filed papers whose rows can be read as a pharmacy's list.
#[tauri::command]
#[specta::specta]
pub async fn print_outs(shell: State<'_, Shell>) -> Answer<PrintOutsView> {
    shell.ask(|desk| desk.print_outs()).await
}

/// The rows of a pharmacy's print-out that is filed, and what the confirmed ones come to.
#[tauri::command]
#[specta::specta]
pub async fn print_out(
    shell: State<'_, Shell>,
    document: String,
    confirmed: Option<Vec<FillRowInput>>,
) -> Answer<PrintOutView> {
    shell
        .ask(move |desk| desk.print_out(&document, confirmed.as_deref()))
        .await
}

/// Puts what the confirmed rows of a print-out come to into the treatment history.
#[tauri::command]
#[specta::specta]
pub async fn take_print_out(
    shell: State<'_, Shell>,
    document: String,
    confirmed: Vec<FillRowInput>,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.take_print_out(&document, &confirmed))
        .await
}
