//! The sample case, in the real window.

use holdfast_tests::{after, sample};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sample_is_looked_through_and_left_by_mouse() {
    sample::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_goes_by_keyboard_alone() {
    sample::by_keyboard(&mut after::NoLook).await.unwrap();
}
