//! From a denial to a packet, in the real window.

#![allow(clippy::unwrap_used)]

use holdfast_tests::{after, by_hand, drafting, form, letters};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_appeal_is_begun_answered_with_a_study_and_looked_at_as_a_packet_by_mouse() {
    letters::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_appeal_is_begun_and_looked_at_as_a_packet_by_keyboard_alone() {
    letters::by_keyboard(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_words_are_asked_for_compared_and_taken() {
    drafting::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_packet_is_sent_waited_for_answered_and_the_next_step_opens_by_mouse() {
    letters::sent_by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_packet_is_sent_asked_after_and_answered_by_keyboard_alone() {
    letters::sent_by_keyboard(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_in_by_hand_is_put_in_and_taken_out_and_parts_are_sent_by_mouse() {
    by_hand::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_in_by_hand_and_a_black_box_are_placed_by_keyboard_alone() {
    by_hand::by_keyboard(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_insurers_form_is_checked_filled_and_put_before_the_letter_by_mouse() {
    form::by_mouse(&mut after::NoLook).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_insurers_form_is_checked_and_filled_by_keyboard_alone() {
    form::by_keyboard(&mut after::NoLook).await.unwrap();
}
