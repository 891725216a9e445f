//! Talks about plan books.

use crate::Machine;

const BOOK: &str = "PINEFIELD FREIGHT HEALTH PLAN\n\nSummary Plan Description. The Plan Sponsor is Pinefield Freight.\n\u{c}\
    YOUR RIGHT TO APPEAL\n\nIf your claim is denied you may appeal in writing within 180 days of the\nday you receive the notice.\n\u{c}\
    INFUSION THERAPY\n\nDrugs given by infusion are covered when given by a licensed provider.\n";

#[test]
fn passages_are_listed_pinned_noted_taken_off_and_put_back() {
    let machine = Machine::new();
    machine.init();
    let none = machine.open(&["provision", "find"]);
    assert_eq!((none.status, none.code().as_str()), (1, "not-found"));
    let path = machine.write("book.txt", BOOK.as_bytes());
    let added = machine.open(&["add", path.to_str().unwrap()]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let id = added.json()["files"][0]["document"]
        .as_str()
        .unwrap()
        .to_owned();

    let found = machine
        .open(&["provision", "find", "--section", "appeals"])
        .json();
    assert_eq!(found["document"], id.as_str());
    let place = &found["passages"][0]["places"][0];
    assert_eq!(place["page"], 2);
    assert!(place["quote"].as_str().unwrap().contains("180 days"));
    assert_eq!(place["boxes"][0]["page"], 2);
    assert_eq!(
        machine
            .open(&["provision", "find", "--section", "nothing"])
            .status,
        2
    );

    let pinned = machine.open(&[
        "provision",
        "add",
        &id,
        "--section",
        "appeals",
        "--note",
        "first",
    ]);
    let pin = pinned.json()["provision"].as_str().unwrap().to_owned();
    let shown = machine.open(&["provision", "show", &pin]).json();
    assert_eq!(shown["provisions"][0]["note"], "first");
    assert_eq!(shown["provisions"][0]["page"], 2);
    assert_eq!(
        machine
            .open(&["provision", "edit", &pin, "--note", "second"])
            .status,
        0
    );
    assert_eq!(
        machine.open(&["provision", "list"]).json()["provisions"][0]["note"],
        "second"
    );
    assert_eq!(
        machine
            .open(&["provision", "edit", &pin, "--remove"])
            .status,
        0
    );
    let gone = machine.open(&["provision", "list"]).json();
    assert_eq!(gone["provisions"].as_array().unwrap().len(), 0);
    assert_eq!(machine.open(&["undo"]).status, 0);
    assert_eq!(
        machine.open(&["provision", "list"]).json()["provisions"][0]["provision"],
        pin.as_str()
    );
    assert_eq!(machine.open(&["provision", "edit", &pin]).status, 2);
}

#[test]
fn two_books_are_compared_at_the_terminal() {
    let machine = Machine::new();
    machine.init();
    let mut ids = Vec::new();
    for (name, text) in [
        ("old.txt", BOOK.to_owned()),
        ("new.txt", BOOK.replace("180", "90")),
    ] {
        let path = machine.write(name, text.as_bytes());
        let added = machine.open(&["add", path.to_str().unwrap()]).json();
        ids.push(added["files"][0]["document"].as_str().unwrap().to_owned());
    }
    let found = machine
        .open(&["provision", "compare", &ids[0], &ids[1]])
        .json();
    assert_eq!(found["changes"].as_array().unwrap().len(), 1);
    assert_eq!(
        found["changes"][0]["say"],
        "The time to appeal went from 180 days to 90 days."
    );
    assert_eq!(
        machine
            .open(&["provision", "book", &ids[0], "--replaced-by", &ids[1]])
            .status,
        0
    );
    let books = machine.open(&["provision", "books"]).json();
    assert_eq!(books["books"][1]["replaced_by"], ids[1].as_str());
    assert!(
        machine.open(&["provision", "positions"]).json()["to_quote"][0]["verified"].is_boolean()
    );
}
