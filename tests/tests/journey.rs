//! The whole journey, in the real window.

use holdfast_tests::{after, case, journey};

/// So many times in a row it has to hold: a journey that fails now and then fails somebody.
const TIMES: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanned_denial_is_filed_read_dated_and_reminded_of_and_nothing_lies_open_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let letter = case::scanned_denial(folder.path()).unwrap();
    let before = std::fs::read(&letter).unwrap();
    for time in 1..=TIMES {
        let saw = journey::main_job(&letter, None)
            .await
            .unwrap_or_else(|error| panic!("time {time} of {TIMES}: {error:#}"));
        assert!(
            saw.iter().any(|line| line.starts_with("Reminded")),
            "time {time} of {TIMES}: {saw:?}"
        );
    }
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
