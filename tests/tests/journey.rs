//! The whole journey, in the real window.

use holdfast_tests::{after, case, journey};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanned_denial_is_filed_read_dated_and_reminded_of_and_nothing_lies_open_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let letter = case::scanned_denial(folder.path()).unwrap();
    let before = std::fs::read(&letter).unwrap();
    let saw = journey::main_job(&letter, None).await.unwrap();
    assert!(
        saw.iter().any(|line| line.starts_with("Reminded")),
        "{saw:?}"
    );
    assert_eq!(
        before,
        std::fs::read(&letter).unwrap(),
        "the file itself was touched"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_no_that_was_changed_is_asked_about_closed_and_opened_again_and_its_approval_is_told() {
    after::a_no_that_was_changed(&mut after::NoLook)
        .await
        .unwrap();
}
