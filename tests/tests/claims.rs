//! Claims and requests in the real window, with the mouse and by keyboard alone.

#![allow(clippy::unwrap_used)]

use holdfast_tests::claims;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_is_written_mended_sent_and_answered_by_mouse_and_by_keyboard() {
    let saw = claims::walk(None).await.unwrap();
    assert!(saw[0].contains("plan paid $0.00"), "{saw:?}");
}
