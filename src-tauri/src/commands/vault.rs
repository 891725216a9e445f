//! Making, opening and checking the vault.

use holdfast_casework::view::{
    AppView, ChangePassphraseRequest, ChangeView, ConfirmedWordsView, CreateVaultRequest,
    FolderCheckView, ProposedPassphraseView, RecoverySheetView, StrengthView, TypedWordRequest,
    UnlockRequest, VerifyView,
};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs;
use crate::shell::Shell;

/// Five words.
#[tauri::command]
#[specta::specta]
pub async fn propose_passphrase(shell: State<'_, Shell>) -> Answer<ProposedPassphraseView> {
    shell.ask(|desk| desk.propose_passphrase()).await
}

/// How strong it is.
#[tauri::command]
#[specta::specta]
pub async fn passphrase_strength(
    shell: State<'_, Shell>,
    passphrase: String,
) -> Answer<StrengthView> {
    shell
        .ask(move |desk| desk.passphrase_strength(&passphrase))
        .await
}

/// Whether this folder, or the proposed one, can hold the vault.
#[tauri::command]
#[specta::specta]
pub async fn check_folder(
    shell: State<'_, Shell>,
    folder: Option<String>,
) -> Answer<FolderCheckView> {
    shell
        .ask(move |desk| desk.check_folder(folder.as_deref()))
        .await
}

/// Lets the person choose a folder in the system's dialog, and checks it.
#[tauri::command]
#[specta::specta]
pub async fn choose_folder(
    app: AppHandle,
    shell: State<'_, Shell>,
) -> Answer<Option<FolderCheckView>> {
    let Some(folder) = dialogs::choose_folder(&app).await else {
        return Ok(None);
    };
    shell
        .ask(move |desk| desk.check_folder(Some(&folder)).map(Some))
        .await
}

/// Uses the vault that is in this folder.
#[tauri::command]
#[specta::specta]
pub async fn use_folder(shell: State<'_, Shell>, folder: String) -> Answer<AppView> {
    shell.ask(move |desk| desk.use_folder(&folder)).await
}

/// Makes the vault.
#[tauri::command]
#[specta::specta]
pub async fn create_vault(
    shell: State<'_, Shell>,
    request: CreateVaultRequest,
) -> Answer<RecoverySheetView> {
    shell.ask(move |desk| desk.create_vault(request)).await
}

/// The recovery sheet again, while it is not confirmed.
#[tauri::command]
#[specta::specta]
pub async fn recovery_sheet(shell: State<'_, Shell>) -> Answer<RecoverySheetView> {
    shell.ask(|desk| desk.recovery_sheet()).await
}

/// Saves the recovery sheet as a PDF where the person says; answers with the name of the file.
#[tauri::command]
#[specta::specta]
pub async fn save_recovery_sheet(
    app: AppHandle,
    shell: State<'_, Shell>,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(|desk| desk.recovery_sheet_pdf()).await?;
    dialogs::save(&app, &name, bytes).await
}

/// Checks the words typed back from the sheet.
#[tauri::command]
#[specta::specta]
pub async fn confirm_recovery(
    shell: State<'_, Shell>,
    words: Vec<TypedWordRequest>,
) -> Answer<ConfirmedWordsView> {
    shell.ask(move |desk| desk.confirm_recovery(&words)).await
}

/// Goes on without a confirmed sheet; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn skip_recovery(shell: State<'_, Shell>) -> Answer<AppView> {
    shell.ask(|desk| desk.skip_recovery()).await
}

/// Makes the sample case and opens it. Locking leaves it, and throws it away.
#[tauri::command]
#[specta::specta]
pub async fn open_sample(shell: State<'_, Shell>) -> Answer<AppView> {
    shell.ask(holdfast_sample::open).await
}

/// Opens the vault.
#[tauri::command]
#[specta::specta]
pub async fn unlock(shell: State<'_, Shell>, request: UnlockRequest) -> Answer<AppView> {
    shell.ask(move |desk| desk.unlock(request)).await
}

/// Changes the passphrase.
#[tauri::command]
#[specta::specta]
pub async fn change_passphrase(
    shell: State<'_, Shell>,
    request: ChangePassphraseRequest,
) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.change_passphrase(request)).await
}

/// Checks a recovery sheet that the person holds, by all its words. They are kept nowhere.
#[tauri::command]
#[specta::specta]
pub async fn check_recovery(shell: State<'_, Shell>, words: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.check_recovery(words)).await
}

/// A new recovery sheet; the old one opens the vault until the new one is confirmed.
#[tauri::command]
#[specta::specta]
pub async fn new_recovery_sheet(shell: State<'_, Shell>) -> Answer<RecoverySheetView> {
    shell.ask(|desk| desk.new_recovery_sheet()).await
}

/// Breaks off a new recovery sheet, or takes note that one was broken off; the old one stays.
#[tauri::command]
#[specta::specta]
pub async fn drop_new_sheet(shell: State<'_, Shell>) -> Answer<ChangeView> {
    shell.ask(|desk| desk.drop_new_sheet()).await
}

/// Checks every seal.
#[tauri::command]
#[specta::specta]
pub async fn verify_vault(shell: State<'_, Shell>) -> Answer<VerifyView> {
    shell.ask(|desk| desk.verify_vault()).await
}
