//! Records of the case: what each said before, and those in the trash.

use holdfast_casework::view::{ChangeView, RecordVersionView, TrashedRecordView};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// What a record of the case said before each of its changes.
#[tauri::command]
#[specta::specta]
pub async fn record_versions(
    shell: State<'_, Shell>,
    of: String,
) -> Answer<Vec<RecordVersionView>> {
    shell.ask(move |desk| desk.record_versions(&of)).await
}

/// Takes an older version of a record again.
#[tauri::command]
#[specta::specta]
pub async fn bring_back_version(
    shell: State<'_, Shell>,
    of: String,
    number: u32,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.bring_back_version(&of, number))
        .await
}

/// Records in the trash.
#[tauri::command]
#[specta::specta]
pub async fn trashed_records(shell: State<'_, Shell>) -> Answer<Vec<TrashedRecordView>> {
    shell.ask(|desk| desk.trashed_records()).await
}

/// Takes a record out of the trash.
#[tauri::command]
#[specta::specta]
pub async fn bring_back_record(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.bring_back_record(&id)).await
}
