//! The recovery sheet in the real window: a held one is checked, a new one is broken off and then proved.

#![allow(clippy::unwrap_used)]

mod common;

use common::{MANAGED, world};
use holdfast_tests::case;
use holdfast_tests::journey::confirm_three_words;
use holdfast_tests::page::Page;
use holdfast_tests::world::Needs;
use holdfast_tests::{search, terminal};

const ESCAPE: &str = "\u{e00c}";

/// Unlocks by the passphrase; what was shown before comes again.
async fn unlock(page: &Page) {
    page.write("unlock-passphrase", case::PASSPHRASE)
        .await
        .unwrap();
    page.click("unlock").await.unwrap();
    page.gone("locked").await.unwrap();
}

/// The words that the window shows.
async fn shown(page: &Page) -> String {
    let mut words = Vec::new();
    for number in 1..=24 {
        words.push(page.words(&format!("sheet-word-{number}")).await.unwrap());
    }
    words.join(" ")
}

async fn begin(page: &Page) -> String {
    page.click("nav-settings").await.unwrap();
    page.click("section-lock").await.unwrap();
    page.click("set-sheet").await.unwrap();
    page.click("ask-yes").await.unwrap();
    page.at("new-sheet").await.unwrap();
    shown(page).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_from_the_command_line_is_checked_by_its_words_and_asked_for_no_more() {
    let mut world = world(Needs::default());
    let words = terminal::words_of_new_vault(&world).unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    unlock(&page).await;
    page.click("sheet-check").await.unwrap();
    let other = words.replacen(' ', " hospitel ", 1);
    page.write("check-words", &other).await.unwrap();
    page.click("check-do").await.unwrap();
    let said = page.words("trouble").await.unwrap();
    assert!(said.contains("24 words. These are 25"), "{said}");
    let script = "document.querySelector('[data-testid=check-words]').value = ''";
    page.run(script).await.unwrap();
    let typed: Vec<String> = words
        .split(' ')
        .zip(1..)
        .map(|(word, number)| format!("{number}. {}, ", word.to_uppercase()))
        .collect();
    page.write("check-words", &typed.concat()).await.unwrap();
    page.click("check-do").await.unwrap();
    page.gone("check-sheet").await.unwrap();
    page.gone("sheet-wanted").await.unwrap();
    assert_eq!(page.violations().await.unwrap(), [] as [String; 0]);
    page.close().await.unwrap();

    let page = Page::open(&mut world, &[]).await.unwrap();
    unlock(&page).await;
    page.at("today").await.unwrap();
    assert!(!page.has("sheet-wanted").await.unwrap());
    page.close().await.unwrap();
    let some: Vec<&str> = typed.iter().map(|word| word.trim()).take(4).collect();
    let some = some.join(" ");
    let found = search::find(world.home.path(), &[&some]).unwrap();
    assert!(found.is_empty(), "the typed words lie in {found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_sheet_counts_once_it_is_proved_and_until_then_the_old_one_opens() {
    let mut world = world(MANAGED);
    let old = terminal::words_of_new_vault(&world).unwrap();
    let page = Page::open(&mut world, &[]).await.unwrap();
    unlock(&page).await;
    page.at("today").await.unwrap();

    // A lock in the midst of it.
    let lost = begin(&page).await;
    page.keys("\u{e009}l").await.unwrap();
    page.at("locked").await.unwrap();
    assert!(terminal::opens_with(&world, &old).unwrap());
    assert!(!terminal::opens_with(&world, &lost).unwrap());
    unlock(&page).await;
    page.run("location.hash = '#/today'").await.unwrap();
    page.at("sheet-broke").await.unwrap();
    page.click("sheet-noted").await.unwrap();
    page.gone("sheet-broke").await.unwrap();

    // Esc in the midst of it.
    begin(&page).await;
    page.keys(ESCAPE).await.unwrap();
    page.click("ask-no").await.unwrap();
    page.gone("ask-no").await.unwrap();
    page.at("new-sheet").await.unwrap();
    page.keys(ESCAPE).await.unwrap();
    page.click("ask-yes").await.unwrap();
    page.gone("new-sheet").await.unwrap();
    let said = page.words("undo-bar").await.unwrap();
    // its words opened the vault above, which is a check of it
    assert!(
        said.contains("Your old sheet still opens your vault"),
        "{said}"
    );

    // An end in the midst of it.
    begin(&page).await;
    page.close().await.unwrap();
    assert!(terminal::opens_with(&world, &old).unwrap());
    let page = Page::open(&mut world, &[]).await.unwrap();
    unlock(&page).await;
    page.run("location.hash = '#/today'").await.unwrap();
    page.at("sheet-broke").await.unwrap();

    // Another screen in the midst of it.
    begin(&page).await;
    page.keys("\u{e009}1").await.unwrap();
    page.gone("new-sheet").await.unwrap();
    page.at("sheet-broke").await.unwrap();
    let said = page.words("undo-bar").await.unwrap();
    assert!(said.contains("still opens your vault"), "{said}");
    assert!(terminal::opens_with(&world, &old).unwrap());

    // Proved.
    let new = begin(&page).await;
    confirm_three_words(&page).await.unwrap();
    page.click("sheet-next").await.unwrap();
    page.gone("new-sheet").await.unwrap();
    page.click("nav-today").await.unwrap();
    page.at("today").await.unwrap();
    assert!(!page.has("sheet-broke").await.unwrap() && !page.has("sheet-wanted").await.unwrap());
    page.close().await.unwrap();
    assert!(terminal::opens_with(&world, &new).unwrap());
    assert!(!terminal::opens_with(&world, &old).unwrap());
}
