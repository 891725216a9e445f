//! Plan books, in the real window.

#![allow(clippy::unwrap_used)]

use holdfast_tests::{after, policy};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_book_is_searched_pinned_compared_and_replaced_by_the_next_by_mouse() {
    policy::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_book_is_searched_pinned_and_compared_by_keyboard_alone() {
    policy::by_keyboard(&mut after::NoLook).await.unwrap();
}
