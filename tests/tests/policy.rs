//! A plan book, in the real window.

use holdfast_tests::policy;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_book_is_searched_pinned_by_keyboard_and_compared_with_its_older_version() {
    let folder = tempfile::tempdir().unwrap();
    let taken = policy::walk(folder.path()).await.unwrap();
    assert!(taken >= 16, "only {taken} pictures");
}
