//! Claims and requests in the real window, with the mouse and by keyboard alone.

#![allow(clippy::unwrap_used)]

use holdfast_tests::{after, claims};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_is_written_mended_sent_and_answered_and_a_bill_taken_over_by_mouse() {
    claims::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_is_written_and_sent_and_the_table_gone_through_by_keyboard_alone() {
    claims::by_keyboard(&mut after::NoLook).await.unwrap();
}
