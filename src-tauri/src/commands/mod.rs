//! The window's commands: each one use case, a few lines, no logic. The desk is asked on a thread where waiting is
//! allowed, never on the window's own.

pub mod app;
pub mod checklists;
pub mod claims;
pub mod deadlines;
pub mod documents;
pub mod drafting;
pub mod forms;
pub mod letters;
pub mod plan;
pub mod policy;
pub mod queue;
pub mod records;
pub mod review;
pub mod settings;
pub mod treatment;
pub mod vault;

use holdfast_casework::view::ErrorView;
use holdfast_casework::{Desk, Error};
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::events;
use crate::shell::Shell;

/// What each command answers with.
pub type Answer<T> = Result<T, ErrorView>;

impl Shell {
    /// Asks the desk where waiting is allowed.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
    ) -> Answer<T> {
        let desk = self.desk.clone();
        let answer = tauri::async_runtime::spawn_blocking(move || question(&desk)).await;
        answer.map_err(|_| broke_off())?.map_err(ErrorView::from)
    }
}

/// What is said where a use case ended in a panic.
fn broke_off() -> ErrorView {
    ErrorView {
        code: "internal".into(),
        message: "Something went wrong inside Holdfast. What was saved before is safe.".into(),
        hint: Some("Try it again. If it happens again, close Holdfast and open it anew.".into()),
    }
}

/// All commands and events, for the window and for the generated types.
pub fn all() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .commands(collect_commands![
            app::app_state,
            app::painted,
            app::lock,
            app::hide,
            app::today,
            app::later_today,
            app::find,
            app::explain_words,
            vault::propose_passphrase,
            vault::passphrase_strength,
            vault::check_folder,
            vault::choose_folder,
            vault::use_folder,
            vault::create_vault,
            vault::recovery_sheet,
            vault::save_recovery_sheet,
            vault::confirm_recovery,
            vault::skip_recovery,
            vault::open_sample,
            vault::unlock,
            vault::change_passphrase,
            vault::check_recovery,
            vault::new_recovery_sheet,
            vault::drop_new_sheet,
            vault::verify_vault,
            documents::documents,
            documents::document,
            documents::rename_document,
            documents::tell_apart,
            documents::trash_document,
            documents::restore_document,
            documents::empty_trash,
            documents::save_copy,
            documents::open_outside,
            documents::read_document,
            documents::document_password,
            policy::policy_books,
            policy::policy_passages,
            policy::policy_page,
            policy::call_policy,
            policy::replace_policy,
            policy::pin_passage,
            policy::pin_change,
            policy::unpin,
            policy::note_provision,
            policy::provisions,
            policy::compare_policies,
            policy::payer_positions,
            queue::add_documents,
            queue::paste_documents,
            queue::drop_areas,
            queue::queue,
            queue::queue_stop,
            queue::queue_undo,
            queue::queue_clear,
            queue::queue_password,
            queue::queue_again,
            queue::queue_put_away,
            review::review,
            review::review_fields,
            review::preview_review,
            review::save_review,
            review::draft,
            review::keep_draft,
            deadlines::deadlines,
            deadlines::why,
            deadlines::deadline_done,
            deadlines::deadline_reopen,
            deadlines::answer_changed,
            deadlines::ladder,
            deadlines::after_decision,
            checklists::checklist,
            checklists::choose_checklist,
            checklists::add_to_checklist,
            checklists::drop_from_checklist,
            checklists::edit_checklist,
            checklists::untick_checklist,
            checklists::records_request,
            checklists::save_records_request,
            checklists::print_records_request,
            checklists::records_asked,
            checklists::print_outs,
            checklists::print_out,
            checklists::take_print_out,
            claims::claims,
            claims::claim,
            claims::look_at_claim,
            claims::save_claim,
            claims::claim_again,
            claims::add_claim_sentence,
            claims::claim_sent,
            claims::answer_claim,
            claims::not_this_answer,
            claims::set_clinic_bill,
            claims::close_claim,
            claims::put_claim_away,
            claims::set_claim_terms,
            claims::lines_of_bill,
            plan::plan,
            plan::save_plan,
            plan::take_plan_offer,
            plan::take_sure_plan_offers,
            plan::decline_plan_offer,
            plan::interview,
            plan::saved_interview,
            plan::save_interview,
            plan::call_script,
            plan::save_call,
            plan::trash_call,
            plan::promise_came,
            plan::set_promise_day,
            records::record_versions,
            records::bring_back_version,
            records::trashed_records,
            records::bring_back_record,
            treatment::treatment,
            treatment::complete_treatment,
            treatment::preview_trial,
            treatment::save_trial,
            treatment::trash_trial,
            treatment::save_session,
            treatment::trash_session,
            treatment::session_days_trouble,
            treatment::set_trial_ask,
            treatment::scale_course,
            treatment::scale_form,
            treatment::check_scale,
            treatment::save_scale,
            treatment::trash_scale,
            treatment::set_baseline,
            treatment::save_treatment_csv,
            treatment::save_scale_csv,
            treatment::save_scale_picture,
            letters::letter_kinds,
            letters::letters,
            letters::letter,
            letters::start_letter,
            drafting::drafting,
            drafting::set_drafting,
            drafting::drafting_models,
            drafting::suggestion_prompt,
            drafting::suggest,
            drafting::take_suggestion,
            letters::letter_by_hand,
            letters::change_letter,
            letters::letter_cite,
            letters::trash_letter,
            forms::forms,
            forms::form,
            forms::fill_form,
            letters::show_packet,
            letters::stop_packet,
            letters::packet_words,
            letters::save_packet,
            letters::save_packet_parts,
            letters::save_letter_docx,
            letters::share_summary,
            letters::show_share_summary,
            letters::save_share_summary,
            letters::send_guide,
            letters::letters_sent,
            letters::letter_sent,
            letters::answer_letter,
            letters::not_answer_of_letter,
            letters::nothing_yet,
            letters::set_ask_again,
            settings::settings,
            settings::set_setting,
            settings::pause_reminders,
            settings::history,
            settings::undo,
            settings::redo,
            settings::undo_change,
        ])
        .events(collect_events![
            events::Changed,
            events::QueueChanged,
            events::DropHover,
            events::DropAim,
            events::PacketProgress,
            events::Dropped,
            events::Locked,
            events::WhileLocked,
            events::Go,
        ])
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/bindings.ts");

    #[test]
    fn bindings_of_the_window_are_current() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("bindings.ts");
        super::all()
            .export(
                Typescript::default().header(
                    "// Generated from src-tauri. Write it anew with `cargo xtask bindings`.\n",
                ),
                &fresh,
            )
            .unwrap();
        let wanted = std::fs::read_to_string(&fresh).unwrap();
        if std::env::var_os("HOLDFAST_WRITE_BINDINGS").is_some() {
            std::fs::create_dir_all(std::path::Path::new(FILE).parent().unwrap()).unwrap();
            std::fs::write(FILE, &wanted).unwrap();
        }
        let present = std::fs::read_to_string(FILE).unwrap_or_default();
        assert!(
            present == wanted,
            "ui/src/ipc/bindings.ts is not what the Rust types say now: run `cargo xtask bindings`"
        );
    }
}
