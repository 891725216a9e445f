//! The checklist at a terminal: listed, noted, asked for, and the letter that goes out.

use crate::{Machine, letter};
use serde_json::Value;

fn row(machine: &Machine, id: &str) -> Value {
    let shown = machine.open(&["checklist", "show", id]);
    assert_eq!(shown.status, 0, "{} {}", shown.out, shown.err);
    shown.json()["row"].clone()
}

#[test]
fn a_thing_is_added_noted_and_taken_off() {
    let machine = Machine::new();
    machine.init();
    let listed = machine
        .open(&["checklist", "list", "--condition", "ptsd"])
        .json();
    assert_eq!(listed["condition"], "ptsd");
    assert_eq!(listed["rows"][0]["start"], true);
    assert_eq!(
        machine
            .open(&["checklist", "list", "--stage", "never"])
            .code(),
        "not-found"
    );
    assert_eq!(
        machine
            .open(&["checklist", "add", "Letter", "of", "my", "school"])
            .status,
        0
    );
    let listed = machine.open(&["checklist", "list"]).json();
    let own = listed["rows"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(own["title"], "Letter of my school");
    let id = own["id"].as_str().unwrap();
    let edit = [
        "checklist",
        "edit",
        "lmn",
        "--asked",
        "2026-01-05",
        "--of",
        "Dr. Varga",
        "--note",
        "by fax",
    ];
    assert_eq!(machine.open(&edit).status, 0);
    let asked = row(&machine, "lmn");
    assert_eq!(
        (asked["state"].as_str(), asked["asked_of"].as_str()),
        (Some("asked"), Some("Dr. Varga"))
    );
    assert_eq!(asked["note"], "by fax");
    assert_eq!(
        machine
            .open(&["checklist", "edit", "lmn", "--asked", "soon"])
            .code(),
        "bad-date"
    );
    assert_eq!(row(&machine, "lmn")["asked_on"], "2026-01-05");
    assert_eq!(machine.open(&["checklist", "edit", id, "--drop"]).status, 0);
    assert_eq!(machine.open(&["checklist", "show", id]).code(), "not-found");
}

#[test]
fn a_filed_denial_ticks_its_row_and_the_letter_for_records_goes_out() {
    let machine = Machine::new();
    machine.init();
    let paper = letter("02-iv-ketamine-experimental.txt");
    let added = machine.open(&["add", paper.to_str().unwrap()]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let denial = row(&machine, "denial");
    assert_eq!(
        (denial["state"].as_str(), denial["by_itself"].as_bool()),
        (Some("have"), Some(true))
    );
    assert_eq!(
        machine
            .open(&["checklist", "edit", "denial", "--untick"])
            .status,
        0
    );
    assert_eq!(row(&machine, "denial")["state"], "to-do");
    let out = machine.path("request.pdf");
    let call = |to: &str| {
        machine.open(&[
            "checklist",
            "records",
            "pharmacy",
            "--to",
            to,
            "--out",
            out.to_str().unwrap(),
            "--asked",
        ])
    };
    let made = call("Elk Meadow Pharmacy");
    assert_eq!(made.status, 0, "{} {}", made.out, made.err);
    assert!(std::fs::read(&out).unwrap().starts_with(b"%PDF"));
    let asked = row(&machine, "pharmacy");
    assert_eq!(
        (asked["day"].as_u64(), asked["of"].as_u64()),
        (Some(0), Some(30))
    );
    // A file that is there is never written over.
    assert_ne!(call("Another").status, 0);
    assert_eq!(row(&machine, "pharmacy")["asked_of"], "Elk Meadow Pharmacy");
}
