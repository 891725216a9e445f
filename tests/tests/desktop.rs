//! The app among other programs of the desktop: the keychain, real notices, sleep, the command line.

#![allow(clippy::unwrap_used)]

mod common;

use std::process::Command;
use std::time::Duration;

use common::{MANAGED, SOON, unlocked, world};
use holdfast_tests::journey::{first_run, unlock_by_hand};
use holdfast_tests::page::{self, Page};
use holdfast_tests::panel::Panel;
use holdfast_tests::world::{Needs, World, program, until};
use holdfast_tests::{case, journey, search, terminal};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_five_wrong_tries_the_locked_window_counts_the_seconds() {
    let mut world = world(Needs::default());
    terminal::make_vault(&world).unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    for tries in 1..=5 {
        page.at("locked").await.unwrap();
        page.run("document.querySelector('[data-testid=unlock-passphrase]').value = ''")
            .await
            .unwrap();
        page.write("unlock-passphrase", &format!("not this {tries}"))
            .await
            .unwrap();
        page.click("unlock").await.unwrap();
        let answer = if tries < 5 {
            "unlock-trouble"
        } else {
            "unlock-wait"
        };
        page.at(answer).await.unwrap();
        // the note of the try before may still stand: this one is answered once the button is free again
        if tries < 5 {
            let script =
                "return !document.querySelector('[data-testid=unlock]').hasAttribute('aria-busy')";
            let answered = page::until(SOON, async || {
                Ok((page.run(script).await? == serde_json::Value::Bool(true)).then_some(()))
            });
            assert!(answered.await.unwrap().is_some(), "try {tries} has no end");
        }
    }
    let first = page.words("unlock-wait").await.unwrap();
    assert!(first.contains("seconds"), "{first}");
    let moved = page::until(SOON, async || {
        let now = page.words("unlock-wait").await?;
        Ok((now != first).then_some(()))
    });
    assert!(moved.await.unwrap().is_some(), "the seconds stand still");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_login_kept_in_the_keychain_the_next_start_is_open_at_once() {
    let mut world = world(Needs {
        keychain: true,
        ..MANAGED
    });
    let panel = Panel::start(&world).unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    page.at("first-run").await.unwrap();
    page.click("first-vault-next").await.unwrap();
    page.click("remember").await.unwrap();
    page.write("passphrase", case::PASSPHRASE).await.unwrap();
    page.write("passphrase-again", case::PASSPHRASE)
        .await
        .unwrap();
    page.click("passphrase-next").await.unwrap();
    page.at("sheet").await.unwrap();
    panel.choose("Quit").unwrap();
    until("the app to end", SOON, || {
        world.window().is_none().then_some(())
    })
    .unwrap();

    let again = Page::open(&mut world, &[]).await.unwrap();
    again.at("today").await.unwrap();
    again.click("top-lock").await.unwrap();
    again.at("locked").await.unwrap();
    again.click("unlock-login").await.unwrap();
    again.at("today").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_due_while_it_is_locked_is_told_by_the_open_window() {
    let mut world = world(Needs::default());
    let folder = tempfile::tempdir().unwrap();
    let letter = case::claim_denial(folder.path()).unwrap();
    terminal::make_vault(&world).unwrap();
    terminal::file_and_check(&world, &letter).unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    page.at("locked").await.unwrap();
    assert!(!page.has("something-due").await.unwrap());
    world.set_clock("2027-04-30T10:30:00-04:00").unwrap();
    page.at("something-due").await.unwrap();
}

#[test]
fn a_real_notification_daemon_shows_a_reminder_of_a_locked_vault_once_and_without_a_name() {
    let mut world = world(Needs::default());
    let folder = tempfile::tempdir().unwrap();
    let letter = case::claim_denial(folder.path()).unwrap();
    terminal::make_vault(&world).unwrap();
    terminal::file_and_check(&world, &letter).unwrap();
    let reminders = terminal::ask(&world, &["reminders", "--at", "2027-04-30T10:30"]).unwrap();
    world.start("dunst", &[] as &[&str]).unwrap();
    let _panel = Panel::start(&world).unwrap();
    world
        .start(program("holdfast").unwrap(), &["--hidden"])
        .unwrap();
    until("dunst to answer", SOON, || shown(&world)).unwrap();
    assert_eq!(shown(&world), Some(0), "{reminders}");

    world.set_clock("2027-04-30T10:30:00-04:00").unwrap();
    until("the notice", SOON, || {
        shown(&world).filter(|count| *count == 1)
    })
    .unwrap_or_else(|error| panic!("{error}: {reminders}"));
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(shown(&world), Some(1), "told twice");
    dunstctl(&world, &["close-all"]).unwrap();
    let history = dunstctl(&world, &["history"]).unwrap();
    let history: serde_json::Value = serde_json::from_str(&history).unwrap();
    let notice = &history["data"][0][0];
    assert_eq!(notice["summary"]["data"], "Holdfast");
    let text = notice["body"]["data"].as_str().unwrap();
    assert_eq!(text, "Something needs you. Open Holdfast to see it.");
}

#[test]
fn started_as_a_desktop_starts_it_nothing_of_a_case_lies_open_in_any_file() {
    let mut world = world(MANAGED);
    let panel = Panel::start(&world).unwrap();
    terminal::make_vault(&world).unwrap();
    let log = world.log("holdfast");
    let mut app = world.command(program("holdfast").unwrap());
    app.env_remove("TAURI_AUTOMATION")
        .env_remove("TAURI_WEBVIEW_AUTOMATION");
    world.begin(app, &log).unwrap();
    until("the window", SOON, || world.window()).unwrap();
    unlock_by_hand(&world, &panel).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let letter = case::scanned_denial(folder.path()).unwrap();
    let second = world
        .command(program("holdfast").unwrap())
        .arg(&letter)
        .status()
        .unwrap();
    assert!(second.success());
    until("the letter to be read", Duration::from_secs(60), || {
        let list = terminal::ask(&world, &["list"]).ok()?;
        let title = list.pointer("/documents/0/title")?.as_str()?.to_owned();
        title.contains("June 17").then_some(())
    })
    .unwrap();
    // a look at the review, so that the page of the letter was painted
    let window = world.window().unwrap();
    world
        .xdotool(&["windowfocus", "--sync", &window, "key", "ctrl+1"])
        .unwrap();
    std::thread::sleep(Duration::from_secs(1));
    world.xdotool(&["key", "Return"]).unwrap();
    std::thread::sleep(Duration::from_secs(3));
    world.picture(&world.home.path().join("seen.png")).unwrap();
    panel.choose("Quit").unwrap();
    until("the app to end", SOON, || {
        world.window().is_none().then_some(())
    })
    .unwrap();
    assert!(search::count(world.home.path()).unwrap() > 10);
    let open = search::find(world.home.path(), case::SECRETS).unwrap();
    assert!(open.is_empty(), "{open:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn before_the_computer_sleeps_it_locks() {
    let mut world = world(Needs::default());
    let panel = Panel::start(&world).unwrap();
    let logind = holdfast_tests::logind::Logind::start(&world).unwrap();
    terminal::make_vault(&world).unwrap();
    let page = Page::open_with(
        &mut world,
        &[],
        &[("DBUS_SYSTEM_BUS_ADDRESS", logind.address())],
    )
    .await
    .unwrap();
    page.write("unlock-passphrase", case::PASSPHRASE)
        .await
        .unwrap();
    page.click("unlock").await.unwrap();
    page.at("today").await.unwrap();
    panel.wait_for("Lock now", true).unwrap();
    until("sleep to be held back", SOON, || {
        logind.is_held_back().then_some(())
    })
    .unwrap();

    logind.prepare_for_sleep(true).unwrap();
    page.at("locked").await.unwrap();
    until("sleep to be let go", SOON, || {
        (!logind.is_held_back()).then_some(())
    })
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_command_line_files_shows_in_the_open_window() {
    let mut world = world(Needs::default());
    let page = unlocked(&mut world).await;
    page.click("nav-documents").await.unwrap();
    page.at("documents").await.unwrap();
    assert!(!page.has("row-1").await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    let letter = case::claim_denial(folder.path()).unwrap();
    terminal::file(&world, &letter).unwrap();
    page.at("row-1").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_key_file_is_said_with_what_to_do_and_nothing_is_overwritten() {
    let mut world = world(Needs::default());
    terminal::make_vault(&world).unwrap();
    let vault = world.folder("data").join("app.holdfast.desktop/vault");
    let keys = vault.join("keys/passphrase.age");
    std::fs::write(&keys, b"not a key").unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    page.write("unlock-passphrase", case::PASSPHRASE)
        .await
        .unwrap();
    page.click("unlock").await.unwrap();
    let said = page.words("unlock-trouble").await.unwrap();
    assert!(said.contains("24 recovery words still open it"), "{said}");
    assert_eq!(std::fs::read(&keys).unwrap(), b"not a key");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_run_can_be_left_and_taken_up_again() {
    let mut world = world(MANAGED);
    let panel = Panel::start(&world).unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    page.at("first-run").await.unwrap();
    page.click("first-vault-next").await.unwrap();
    page.at("passphrase").await.unwrap();
    panel.choose("Quit").unwrap();
    until("the app to end", SOON, || {
        world.window().is_none().then_some(())
    })
    .unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    first_run(&page, &journey::Album(None)).await.unwrap();
}

fn dunstctl(world: &World, words: &[&str]) -> Option<String> {
    let done: std::process::Output = Command::output(world.command("dunstctl").args(words)).ok()?;
    done.status
        .success()
        .then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

fn shown(world: &World) -> Option<u32> {
    dunstctl(world, &["count", "displayed"])?.parse().ok()
}
