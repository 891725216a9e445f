//! The checklist and the letter for one's records, in the real window.

#![allow(clippy::unwrap_used)]

use holdfast_tests::{after, checklists};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_are_asked_for_come_back_and_go_into_the_treatment_history() {
    checklists::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_goes_by_keyboard_alone() {
    checklists::by_keyboard(&mut after::NoLook).await.unwrap();
}
