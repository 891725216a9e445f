//! Papers on their way in and out: dragged, dropped, chosen, pasted, opened outside.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::time::Duration;

use common::{MANAGED, SOON, unlocked, world};
use holdfast_tests::drag::Drag;
use holdfast_tests::page::Page;
use holdfast_tests::world::{Needs, World, program, until};
use holdfast_tests::{case, journey, search, terminal};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_dragged_over_the_window_are_filed_and_stay_where_they_were() {
    let mut world = world(Needs::default());
    let page = unlocked(&mut world).await;
    let desk = world.home.path().join("My letters");
    std::fs::create_dir(&desk).unwrap();
    let scan = case::scanned_denial(&desk).unwrap();
    let bytes = std::fs::read(&scan).unwrap();

    drag(&mut world, &scan);
    page.at("queue").await.unwrap();
    page.wait_for("file-1", "data-state", "to-check")
        .await
        .unwrap();
    assert_eq!(std::fs::read(&scan).unwrap(), bytes);
    let list = terminal::ask(&world, &["list"]).unwrap();
    assert_eq!(
        list["documents"].as_array().map(Vec::len),
        Some(1),
        "{list}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drop_goes_to_the_target_under_the_pointer_and_what_is_just_kept_is_not_read() {
    let mut world = world(Needs::default());
    let page = unlocked(&mut world).await;
    let folder = tempfile::tempdir().unwrap();
    let letter = case::claim_denial(folder.path()).unwrap();

    let held = Drag::over(&mut world, &letter).unwrap();
    let (read, keep) = (
        page.middle("drop-read").await.unwrap(),
        page.middle("drop-keep").await.unwrap(),
    );
    for (there, lit, other) in [
        (keep, "drop-keep", "drop-read"),
        (read, "drop-read", "drop-keep"),
        // beside all targets the usual one counts
        ((5, 5), "drop-read", "drop-keep"),
        (keep, "drop-keep", "drop-read"),
    ] {
        held.to(&world, there).unwrap();
        page.wait_for(lit, "data-lit", "true").await.unwrap();
        page.wait_for(other, "data-lit", "false").await.unwrap();
    }
    held.drop(&world).unwrap();
    page.at("queue").await.unwrap();
    page.wait_for("file-1", "data-state", "kept").await.unwrap();
    assert!(!page.has("drop").await.unwrap());
    let list = terminal::ask(&world, &["list"]).unwrap();
    assert_eq!(
        list.pointer("/documents/0/pages"),
        Some(&serde_json::json!(0)),
        "{list}"
    );

    page.click("see-1").await.unwrap();
    page.click("read-it").await.unwrap();
    page.at("check-facts").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drag_that_is_given_up_leaves_nothing_behind() {
    let mut world = world(Needs::default());
    let page = unlocked(&mut world).await;
    let folder = tempfile::tempdir().unwrap();
    let letter = case::claim_denial(folder.path()).unwrap();
    let held = Drag::over(&mut world, &letter).unwrap();
    page.at("drop").await.unwrap();
    held.give_up(&world).unwrap();
    page.gone("drop").await.unwrap();
    let list = terminal::ask(&world, &["list"]).unwrap();
    assert_eq!(list["documents"], serde_json::json!([]), "{list}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_line_of_the_queue_can_be_looked_at_tried_again_and_put_away() {
    let mut world = world(Needs::default());
    let page = unlocked(&mut world).await;
    let folder = tempfile::tempdir().unwrap();
    let letter = case::claim_denial(folder.path()).unwrap();
    let late = folder.path().join("late.txt");
    std::fs::write(&late, b"").unwrap();
    journey::file_letter(&world, &page, &letter, 1)
        .await
        .unwrap();
    hand_over(&world, &[&letter, &late]);
    page.wait_for("file-2", "data-state", "known")
        .await
        .unwrap();
    page.wait_for("file-3", "data-state", "refused")
        .await
        .unwrap();

    page.click("put-away-2").await.unwrap();
    page.wait_for("file-2", "data-state", "refused")
        .await
        .unwrap();
    std::fs::write(&late, b"A note about the call of today.").unwrap();
    page.click("again-2").await.unwrap();
    page.wait_for("file-2", "data-state", "to-check")
        .await
        .unwrap();
    page.click("file-undo-2").await.unwrap();
    page.wait_for("file-2", "data-state", "undone")
        .await
        .unwrap();
    page.click("put-back-2").await.unwrap();
    page.wait_for("file-2", "data-state", "to-check")
        .await
        .unwrap();
    let list = terminal::ask(&world, &["list"]).unwrap();
    assert_eq!(
        list["documents"].as_array().map(Vec::len),
        Some(2),
        "{list}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_copied_in_a_file_manager_are_added_by_the_paste_key() {
    let mut world = world(MANAGED);
    let page = unlocked(&mut world).await;
    let folder = tempfile::tempdir().unwrap();
    let letter = case::claim_denial(folder.path()).unwrap();
    holdfast_tests::drag::copy(&mut world, &letter).unwrap();
    let window = world.window().unwrap();
    world
        .xdotool(&["windowfocus", "--sync", &window, "key", "ctrl+v"])
        .unwrap();
    page.at("queue").await.unwrap();
    page.wait_for("file-1", "data-state", "to-check")
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_opened_outside_is_saved_where_the_person_says_and_is_said_to_be_unsealed() {
    let mut world = world(MANAGED);
    let page = unlocked(&mut world).await;
    let folder = world.home.path().join("Papers");
    std::fs::create_dir(&folder).unwrap();
    let letter = case::claim_denial(&folder).unwrap();
    let bytes = std::fs::read(&letter).unwrap();
    journey::file_letter(&world, &page, &letter, 1)
        .await
        .unwrap();
    page.click("nav-documents").await.unwrap();
    page.at("preview").await.unwrap();
    page.click("more").await.unwrap();
    page.click("open-outside").await.unwrap();
    page.click("ask-yes").await.unwrap();
    let dialog = the_dialog(&world, "copy");
    let copy = folder.join("copy.pdf");
    say_path(&world, &dialog, &copy);
    let said = page.words("undo-bar").await.unwrap();
    assert!(said.contains("copy.pdf"), "{said}");
    assert!(said.contains("not sealed"), "{said}");
    assert_eq!(std::fs::read(&copy).unwrap(), bytes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropped_while_locked_a_letter_is_sealed_and_read_after_unlocking() {
    let mut world = world(Needs::default());
    terminal::make_vault(&world).unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    page.at("locked").await.unwrap();
    let folder = world.home.path().join("Downloads");
    std::fs::create_dir(&folder).unwrap();
    let letter = case::claim_denial(&folder).unwrap();

    drag(&mut world, &letter);
    let inbox = world
        .folder("data")
        .join("app.holdfast.desktop/vault/inbox");
    until("the letter to be sealed", SOON, || {
        std::fs::read_dir(&inbox).ok()?.next().map(drop)
    })
    .unwrap();
    let open = search::find(&world.folder("data"), case::SECRETS).unwrap();
    assert!(open.is_empty(), "{open:?}");

    page.write("unlock-passphrase", case::PASSPHRASE)
        .await
        .unwrap();
    page.click("unlock").await.unwrap();
    page.at("today").await.unwrap();
    until("the letter to be read", Duration::from_secs(60), || {
        let list = terminal::ask(&world, &["list"]).ok()?;
        let title = list.pointer("/documents/0/title")?.as_str()?.to_owned();
        title.contains("November 12").then_some(())
    })
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_chosen_in_the_dialog_is_filed_and_the_desktop_keeps_no_trace_of_it() {
    let mut world = world(MANAGED);
    let page = unlocked(&mut world).await;
    let folder = world.home.path().join("Papers");
    std::fs::create_dir(&folder).unwrap();
    let letter = case::claim_denial(&folder).unwrap();

    page.click("top-add").await.unwrap();
    let dialog = the_dialog(&world, "letters");
    say_path(&world, &dialog, &letter);

    page.at("queue").await.unwrap();
    page.wait_for("file-1", "data-state", "to-check")
        .await
        .unwrap();
    // GTK writes the name into its list of recent files a moment later; it is taken back
    let recent = world.folder("data").join("recently-used.xbel");
    until("the list without the letter", SOON, || {
        let list = std::fs::read_to_string(&recent).ok()?;
        (!list.contains("letter-2026-11")).then_some(())
    })
    .unwrap();
}

fn the_dialog(world: &World, word: &str) -> String {
    until("the dialog", SOON, || {
        let all = world
            .xdotool(&["search", "--onlyvisible", "--name", "."])
            .ok()?;
        let mut others = all.lines().filter(|id| {
            world
                .xdotool(&["getwindowname", id])
                .is_ok_and(|name| name.contains(word))
        });
        others.next().map(str::to_owned)
    })
    .unwrap()
}

/// Types a path into the system's dialog, and takes it.
fn say_path(world: &World, dialog: &str, path: &Path) {
    world
        .xdotool(&["windowfocus", "--sync", dialog, "key", "ctrl+l"])
        .unwrap();
    // nothing outside of the dialog tells that it shows its field, nor that it took the path
    std::thread::sleep(Duration::from_millis(500));
    world.xdotool(&["key", "ctrl+a"]).unwrap();
    world
        .xdotool(&["type", "--delay", "15", path.to_str().unwrap()])
        .unwrap();
    std::thread::sleep(Duration::from_millis(500));
    world.xdotool(&["key", "Return"]).unwrap();
}

/// Hands files to the running app by a second start.
fn hand_over(world: &World, files: &[&Path]) {
    let status = world
        .command(program("holdfast").unwrap())
        .args(files)
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
}

/// Drags a file out of another program's window and lets it go over the app.
fn drag(world: &mut World, file: &Path) {
    Drag::over(world, file).unwrap().drop(world).unwrap();
}
