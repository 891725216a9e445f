//! Claims and requests for approval.

use holdfast_casework::view::{
    BillLinesView, ChangeView, ClaimAnswerRequest, ClaimLookView, ClaimRequest, ClaimTermsRequest,
    ClaimView, ClaimsView, SavedClaimView, SubmissionRequest,
};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// All claims and requests.
#[tauri::command]
#[specta::specta]
pub async fn claims(shell: State<'_, Shell>) -> Answer<ClaimsView> {
    shell.ask(|desk| desk.claims()).await
}

/// One of them.
#[tauri::command]
#[specta::specta]
pub async fn claim(shell: State<'_, Shell>, id: String) -> Answer<ClaimView> {
    shell.ask(move |desk| desk.claim(&id)).await
}

/// What is understood of a claim that is being written. Nothing is kept.
#[tauri::command]
#[specta::specta]
pub async fn look_at_claim(
    shell: State<'_, Shell>,
    id: Option<String>,
    request: ClaimRequest,
) -> Answer<ClaimLookView> {
    shell
        .ask(move |desk| desk.look_at_claim(id.as_deref(), &request))
        .await
}

/// Keeps a claim, a new one where there is no id.
#[tauri::command]
#[specta::specta]
pub async fn save_claim(
    shell: State<'_, Shell>,
    id: Option<String>,
    request: ClaimRequest,
) -> Answer<SavedClaimView> {
    shell
        .ask(move |desk| Ok(desk.save_claim(id.as_deref(), &request)?.into()))
        .await
}

/// Begins another try of a claim.
#[tauri::command]
#[specta::specta]
pub async fn claim_again(shell: State<'_, Shell>, id: String) -> Answer<SavedClaimView> {
    shell
        .ask(move |desk| Ok(desk.claim_again(&id)?.into()))
        .await
}

/// Puts a sentence into what goes with a claim.
#[tauri::command]
#[specta::specta]
pub async fn add_claim_sentence(
    shell: State<'_, Shell>,
    id: String,
    sentence: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| Ok(desk.add_claim_sentence(&id, &sentence)?.change))
        .await
}

/// Records that a claim went out.
#[tauri::command]
#[specta::specta]
pub async fn claim_sent(
    shell: State<'_, Shell>,
    id: String,
    request: SubmissionRequest,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| Ok(desk.claim_sent(&id, &request)?.change))
        .await
}

/// Takes an answer, from a paper or as typed.
#[tauri::command]
#[specta::specta]
pub async fn answer_claim(
    shell: State<'_, Shell>,
    id: String,
    request: ClaimAnswerRequest,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| Ok(desk.answer_claim(&id, &request)?.change))
        .await
}

/// Says that a paper is no answer to a claim.
#[tauri::command]
#[specta::specta]
pub async fn not_this_answer(
    shell: State<'_, Shell>,
    id: String,
    document: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| Ok(desk.not_this_answer(&id, &document)?.change))
        .await
}

/// Keeps what the clinic asks.
#[tauri::command]
#[specta::specta]
pub async fn set_clinic_bill(
    shell: State<'_, Shell>,
    id: String,
    amount: String,
    document: Option<String>,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| {
            Ok(desk
                .set_clinic_bill(&id, &amount, document.as_deref())?
                .change)
        })
        .await
}

/// Closes a claim, or opens it again.
#[tauri::command]
#[specta::specta]
pub async fn close_claim(shell: State<'_, Shell>, id: String, closed: bool) -> Answer<ChangeView> {
    shell
        .ask(move |desk| Ok(desk.close_claim(&id, closed)?.change))
        .await
}

/// Puts a claim into the trash.
#[tauri::command]
#[specta::specta]
pub async fn put_claim_away(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.put_claim_away(&id)).await
}

/// Keeps what the plan says of claims.
#[tauri::command]
#[specta::specta]
pub async fn set_claim_terms(
    shell: State<'_, Shell>,
    request: ClaimTermsRequest,
) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.set_claim_terms(&request)).await
}

/// The lines of a filed bill. Nothing is kept.
#[tauri::command]
#[specta::specta]
pub async fn lines_of_bill(shell: State<'_, Shell>, document: String) -> Answer<BillLinesView> {
    shell.ask(move |desk| desk.lines_of_bill(&document)).await
}
