//! The plan, its interview and the call to check, in the real window.

#![allow(clippy::unwrap_used)]

use holdfast_tests::{after, plan};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_takes_offers_is_asked_for_mended_and_checked_by_a_call_by_mouse() {
    plan::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_questions_go_by_keyboard_alone_and_a_lock_in_the_middle_loses_none() {
    plan::by_keyboard(&mut after::NoLook).await.unwrap();
}
