//! Treatment and scales, in the real window.

use holdfast_tests::{after, treatment};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_treatment_is_added_judged_and_charted_and_a_scale_filled_in_by_mouse() {
    treatment::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_goes_by_keyboard_alone_and_a_scale_stopped_half_way_is_gone_on_with() {
    treatment::by_keyboard(&mut after::NoLook).await.unwrap();
}
