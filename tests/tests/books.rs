//! Plan books that are no clean file: a scan, two thousand pages, a damaged one. What is in them is found on its page, and
//! what is not looked at is said.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{unlocked, world};
use holdfast_tests::paper;
use holdfast_tests::policy::{Edition, book, book_at_its_shortest};
use holdfast_tests::terminal::{ask, file, make_vault};
use holdfast_tests::world::{Needs, World};
use serde_json::Value;

/// Passages that a person looks for first; each stands in the book.
const SOUGHT: [&str; 8] = [
    "appeals",
    "medical-necessity",
    "experimental",
    "infusion",
    "mental-health",
    "prior-auth",
    "external-review",
    "limitation",
];

fn filed(world: &World, name: &str, pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, pdf).unwrap();
    file(world, &path).unwrap()
}

fn found(world: &World, id: &str) -> Value {
    ask(world, &["provision", "find", id]).unwrap()
}

/// The page of the first place of each passage.
fn pages_of(found: &Value) -> BTreeMap<String, u64> {
    let passages = found["passages"].as_array().unwrap();
    let first = |passage: &Value| {
        let section = passage["section"].as_str().unwrap().to_owned();
        (section, passage["places"][0]["page"].as_u64().unwrap())
    };
    passages.iter().map(first).collect()
}

fn not_found(found: &Value) -> Vec<&str> {
    let all = found["not_found"].as_array().unwrap().iter();
    all.map(|each| each["section"].as_str().unwrap()).collect()
}

fn doubts(found: &Value) -> String {
    let all = found["doubts"].as_array().unwrap().iter();
    all.map(|each| each.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanned_plan_book_is_read_found_on_its_pages_and_called_a_scan() {
    let mut world = world(Needs::default());
    let page = unlocked(&mut world).await;
    let text = book_at_its_shortest(Edition::Present).unwrap();
    let scan = paper::scanned("plan-book", text.clone()).unwrap();
    let as_text = filed(&world, "as-text.pdf", &text);
    let as_scan = filed(&world, "scan.pdf", &scan);

    let (wanted, read) = (found(&world, &as_text), found(&world, &as_scan));
    let (wanted_pages, pages) = (pages_of(&wanted), pages_of(&read));
    for section in SOUGHT {
        assert!(wanted_pages.contains_key(section), "{wanted_pages:?}");
        assert_eq!(pages.get(section), wanted_pages.get(section), "{section}");
    }
    assert_eq!(not_found(&read), not_found(&wanted));
    assert!(not_found(&read).contains(&"step-therapy"));
    assert_eq!(read["searched"], wanted["searched"]);
    assert!(doubts(&read).contains("pages are scanned. A word read wrong can hide a passage."));
    assert!(!doubts(&wanted).contains("scanned"), "{}", doubts(&wanted));

    // the window says the same of the book that is shown
    ask(&world, &["trash", &as_text]).unwrap();
    page.click("nav-plan").await.unwrap();
    page.at("passage-appeals").await.unwrap();
    page.says("book-doubt", "scanned", common::SOON)
        .await
        .unwrap();
    page.says("missing-step-therapy", "nothing found", common::SOON)
        .await
        .unwrap();
    page.click("see-appeals").await.unwrap();
    page.at("passage-page").await.unwrap();
    page.pictured().await.unwrap();
    let lit =
        "return document.querySelectorAll('[data-testid=\"passage-page\"] [data-box]').length";
    assert!(page.run(lit).await.unwrap().as_u64() > Some(0));
    page.close().await.unwrap();
}

#[test]
fn a_plan_book_of_two_thousand_pages_is_searched_to_its_last_page() {
    const PAGES: usize = 2000;
    let world = World::new(Needs::default()).unwrap();
    make_vault(&world).unwrap();
    let id = filed(
        &world,
        "long-book.pdf",
        &book(Edition::Present, PAGES).unwrap(),
    );
    let read = found(&world, &id);
    assert_eq!(read["searched"], "We searched all 2000 pages.");
    assert_eq!(doubts(&read), "");
    let pages = pages_of(&read);
    for section in SOUGHT {
        assert!(pages.contains_key(section), "{section} in {pages:?}");
    }
    // definitions stand at the end of the book
    assert!(pages["medical-necessity"] > 1900, "{pages:?}");
}

#[test]
fn a_plan_book_that_breaks_off_says_so_and_does_not_pass_for_a_whole_one() {
    let world = World::new(Needs::default()).unwrap();
    make_vault(&world).unwrap();
    let whole = book(Edition::Present, 40).unwrap();
    for percent in [30, 60, 90] {
        let cut = &whole[..whole.len() * percent / 100];
        let id = filed(&world, &format!("cut-{percent}.pdf"), cut);
        ask(&world, &["provision", "book", &id]).unwrap();
        let read = found(&world, &id);
        let (searched, said) = (read["searched"].as_str().unwrap(), doubts(&read));
        if searched.starts_with("No page") {
            assert_eq!(
                searched,
                "No page of it could be read, so nothing was searched."
            );
            assert!(said.contains("This file is damaged"), "{percent}: {said}");
            assert!(not_found(&read).is_empty(), "{percent}: {read}");
        } else {
            assert!(
                said.contains("The file ends too early"),
                "{percent}: {said}"
            );
        }
    }
}
