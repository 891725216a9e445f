//! Letters and packets.

use holdfast_casework::view::{
    ChangeView, LetterAnswerRequest, LetterByHandView, LetterChange, LetterCiteRequest,
    LetterKindView, LetterNodeView, LetterSentRequest, LetterStartRequest, LetterStartedView,
    LetterView, LettersSentView, LettersView, PacketOptions, PacketView, PacketWordView,
    SendGuideView, SharePagesView, ShareRequest, ShareView,
};
use holdfast_casework::{Code, Error};
use tauri::{AppHandle, State};
use tauri_specta::Event;

use super::Answer;
use crate::dialogs;
use crate::events::PacketProgress;
use crate::shell::Shell;

/// Kinds of letters that can be written.
#[tauri::command]
#[specta::specta]
pub async fn letter_kinds(shell: State<'_, Shell>) -> Answer<Vec<LetterKindView>> {
    shell.ask(|desk| Ok(desk.letter_kinds())).await
}

/// The letters of the case.
#[tauri::command]
#[specta::specta]
pub async fn letters(shell: State<'_, Shell>) -> Answer<LettersView> {
    shell.ask(|desk| desk.letters()).await
}

/// One letter.
#[tauri::command]
#[specta::specta]
pub async fn letter(shell: State<'_, Shell>, id: String) -> Answer<LetterView> {
    shell.ask(move |desk| desk.letter(&id)).await
}

/// Begins a letter.
#[tauri::command]
#[specta::specta]
pub async fn start_letter(
    shell: State<'_, Shell>,
    request: LetterStartRequest,
) -> Answer<LetterStartedView> {
    shell.ask(move |desk| desk.start_letter(&request)).await
}

/// What can be put among the exhibits of a letter by hand.
#[tauri::command]
#[specta::specta]
pub async fn letter_by_hand(shell: State<'_, Shell>, id: String) -> Answer<LetterByHandView> {
    shell.ask(move |desk| desk.letter_by_hand(&id)).await
}

/// A pointer to a page, to be put into a paragraph.
#[tauri::command]
#[specta::specta]
pub async fn letter_cite(
    shell: State<'_, Shell>,
    id: String,
    request: LetterCiteRequest,
) -> Answer<LetterNodeView> {
    shell.ask(move |desk| desk.letter_cite(&id, &request)).await
}

/// Changes a letter.
#[tauri::command]
#[specta::specta]
pub async fn change_letter(
    shell: State<'_, Shell>,
    id: String,
    change: LetterChange,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.change_letter(&id, &change))
        .await
}

/// Moves a letter to the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_letter(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.trash_letter(&id)).await
}

/// Puts a packet together, to be looked at. One that is still being put together is called off; `window` and `turn` tell
/// which of two questions is the newer one ([`crate::packet_turn`]).
#[tauri::command]
#[specta::specta]
pub async fn show_packet(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
    options: PacketOptions,
    window: u32,
    turn: u32,
) -> Answer<PacketView> {
    let cancel = (shell.packet.begin(window, turn)).ok_or_else(|| Error::of(Code::Cancelled))?;
    let mut told = None;
    shell
        .ask(move |desk| {
            let letter = id.clone();
            let mut progress = |done: u32, all: u32| {
                let share = u64::from(done) * 100 / u64::from(all.max(1));
                let now = PacketProgress {
                    letter: letter.clone(),
                    // each page is laid once and looked at once
                    pages: all / 2,
                    share: u32::try_from(share).unwrap_or(100).min(100),
                };
                if told.as_ref() != Some(&now) && now.clone().emit(&app).is_err() {
                    tracing::warn!("the window could not be told how far a packet is");
                }
                told = Some(now);
            };
            desk.show_packet(&id, &options, &cancel, &mut progress)
        })
        .await
}

/// Calls off the packet of this turn, and each before it.
#[tauri::command]
#[specta::specta]
pub async fn stop_packet(shell: State<'_, Shell>, window: u32, turn: u32) -> Answer<()> {
    shell.packet.stop(window, turn);
    Ok(())
}

/// What one may want to black out in the packet that was put together last.
#[tauri::command]
#[specta::specta]
pub async fn packet_words(shell: State<'_, Shell>, id: String) -> Answer<Vec<PacketWordView>> {
    shell.ask(move |desk| desk.packet_words(&id)).await
}

/// Saves that packet, or one of the files it is parted into, where the person says; the person was asked, since the
/// copy is not sealed.
#[tauri::command]
#[specta::specta]
pub async fn save_packet(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
    part: u32,
) -> Answer<Option<String>> {
    let files = shell.ask(move |desk| desk.packet_files(&id)).await?;
    let at = usize::try_from(part).unwrap_or(usize::MAX);
    let file = files.into_iter().nth(at);
    let (name, bytes) = file.ok_or_else(|| Error::of(Code::NotFound))?;
    dialogs::save(&app, &name, bytes).await
}

/// Saves all files of that packet into a folder that the person chooses; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn save_packet_parts(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
) -> Answer<Option<String>> {
    let files = shell.ask(move |desk| desk.packet_files(&id)).await?;
    dialogs::save_all(&app, files).await
}

/// Saves the letter alone for a word processor; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn save_letter_docx(
    app: AppHandle,
    shell: State<'_, Shell>,
    id: String,
) -> Answer<Option<String>> {
    let (name, bytes) = shell.ask(move |desk| desk.letter_docx(&id)).await?;
    dialogs::save(&app, &name, bytes).await
}

/// How to send a letter.
#[tauri::command]
#[specta::specta]
pub async fn send_guide(shell: State<'_, Shell>, id: String) -> Answer<SendGuideView> {
    shell.ask(move |desk| desk.send_guide(&id)).await
}

/// The letters that went out.
#[tauri::command]
#[specta::specta]
pub async fn letters_sent(shell: State<'_, Shell>) -> Answer<LettersSentView> {
    shell.ask(|desk| desk.letters_sent()).await
}

/// Writes down that a letter went out.
#[tauri::command]
#[specta::specta]
pub async fn letter_sent(
    shell: State<'_, Shell>,
    id: String,
    request: LetterSentRequest,
) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.letter_sent(&id, &request)).await
}

/// Takes what came back on a letter.
#[tauri::command]
#[specta::specta]
pub async fn answer_letter(
    shell: State<'_, Shell>,
    id: String,
    request: LetterAnswerRequest,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.answer_letter(&id, &request))
        .await
}

/// Says that a paper is no answer to a letter.
#[tauri::command]
#[specta::specta]
pub async fn not_answer_of_letter(
    shell: State<'_, Shell>,
    id: String,
    document: String,
) -> Answer<ChangeView> {
    shell
        .ask(move |desk| desk.not_answer_of_letter(&id, &document))
        .await
}

/// Nothing came on a letter yet: it is asked again later.
#[tauri::command]
#[specta::specta]
pub async fn nothing_yet(shell: State<'_, Shell>, id: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.nothing_yet(&id)).await
}

/// Sets the day on which to ask after a letter next.
#[tauri::command]
#[specta::specta]
pub async fn set_ask_again(shell: State<'_, Shell>, id: String, day: String) -> Answer<ChangeView> {
    shell.ask(move |desk| desk.set_ask_again(&id, &day)).await
}

/// The case told without names, as it would be saved.
#[tauri::command]
#[specta::specta]
pub async fn share_summary(shell: State<'_, Shell>, request: ShareRequest) -> Answer<ShareView> {
    shell.ask(move |desk| desk.share_summary(&request)).await
}

/// Sets it as a PDF, to be looked at.
#[tauri::command]
#[specta::specta]
pub async fn show_share_summary(
    shell: State<'_, Shell>,
    request: ShareRequest,
) -> Answer<SharePagesView> {
    shell
        .ask(move |desk| desk.show_share_summary(&request))
        .await
}

/// Saves it unsealed, as text or as a PDF; the person was asked.
#[tauri::command]
#[specta::specta]
pub async fn save_share_summary(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: ShareRequest,
    pdf: bool,
) -> Answer<Option<String>> {
    let (name, bytes) = shell
        .ask(move |desk| match pdf {
            true => desk.share_summary_pdf(&request),
            false => desk.share_summary_file(&request),
        })
        .await?;
    dialogs::save(&app, &name, bytes).await
}
