//! Calls: whose care they are about, and what was promised.

use crate::common::{Home, add_one, answers};
use holdfast_casework::view::{CallRequest, CallView, PlanEntry, PlanRequest};
use holdfast_casework::{Code, Desk};

const SCRIPT: &str = "verification-of-benefits";

fn call(promise: &str, by: &str) -> CallRequest {
    CallRequest {
        script: Some(SCRIPT.to_owned()),
        whom: "Larkmoor Health".to_owned(),
        name: "Dana R.".to_owned(),
        number: String::new(),
        minutes: None,
        reference: "C-118".to_owned(),
        answers: Vec::new(),
        said: String::new(),
        promise: promise.to_owned(),
        promised_by: by.to_owned(),
    }
}

fn only_call(desk: &Desk) -> CallView {
    let calls = desk.plan().unwrap().calls;
    assert_eq!(calls.len(), 1);
    calls.into_iter().next().unwrap()
}

fn no(name: &str) -> String {
    format!(
        "Larkmoor Health\n\nNovember 12, 2026\n\nMember: {name}\nMember ID: LMH 4471 0926 83\n\n\
         Dear {name}:\n\nWe have denied your request for six ketamine infusions. Ketamine given by vein is \
         experimental for depression. You may appeal this decision within 180 days of the day you get this letter.\n"
    )
}

#[test]
fn the_script_names_the_patient_only_once_a_letter_was_checked() {
    let home = Home::new();
    let desk = home.made();
    let opener = || desk.call_script(SCRIPT).unwrap().opener;
    assert!(opener().contains("about my care"), "{}", opener());
    let letter = add_one(&desk, &home.file("no.txt", no("Ilse Filipek")));
    assert!(opener().contains("about my care"), "{}", opener());
    desk.save_review(&answers(&letter, &[])).unwrap();
    assert!(
        opener().contains("about Ilse Filipek's care"),
        "{}",
        opener()
    );
    // A newer paper that nobody looked at changes nothing.
    home.set_clock("2026-11-24T10:00:00-05:00");
    let other = add_one(&desk, &home.file("other.txt", no("Desmond Filipek")));
    assert!(
        opener().contains("about Ilse Filipek's care"),
        "{}",
        opener()
    );
    // Two that were checked and differ: neither name is said.
    desk.save_review(&answers(&other, &[])).unwrap();
    assert!(opener().contains("about my care"), "{}", opener());
}

#[test]
fn whose_plan_it_is_names_the_patient_where_no_letter_says_otherwise() {
    let home = Home::new();
    let desk = home.made();
    desk.save_plan(&PlanRequest {
        entries: vec![PlanEntry {
            field: "subscriber".to_owned(),
            value: "Ilse Filipek".to_owned(),
        }],
        state: None,
    })
    .unwrap();
    let opener = || desk.call_script(SCRIPT).unwrap().opener;
    assert!(
        opener().contains("about Ilse Filipek's care"),
        "{}",
        opener()
    );
    add_one(&desk, &home.file("no.txt", no("Desmond Filipek")));
    assert!(opener().contains("about my care"), "{}", opener());
}

#[test]
fn a_day_that_can_not_be_read_keeps_the_call_and_is_said() {
    let home = Home::new();
    let desk = home.made();
    let saved = desk.save_call(&call("The policy by mail", "next Friday"));
    let said = saved.unwrap().said;
    assert!(said.contains("\u{2018}next Friday\u{2019}"), "{said}");
    let kept = only_call(&desk);
    assert_eq!(kept.promise, "The policy by mail, by next Friday.");
    assert_eq!(kept.day_typed, "next Friday");
    assert!(kept.trouble.contains("kept as you typed it"));
    assert_eq!(
        desk.today().unwrap().waiting,
        [],
        "there is no day to wait for"
    );

    desk.set_promise_day(&kept.id, "12/4/2026").unwrap();
    let kept = only_call(&desk);
    assert_eq!(kept.promise, "The policy by mail, by Friday, December 4.");
    assert_eq!((kept.day_typed.as_str(), kept.trouble.as_str()), ("", ""));
    assert_eq!(desk.today().unwrap().waiting.len(), 1);
    desk.undo().unwrap();
    assert!(!only_call(&desk).trouble.is_empty());
}

#[test]
fn today_waits_for_a_promise_until_it_came() {
    let home = Home::new();
    let desk = home.made();
    desk.save_call(&call("The policy by mail", "12/1/2026"))
        .unwrap();
    home.set_clock("2026-11-26T10:00:00-05:00");
    let waiting = desk.today().unwrap().waiting;
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    let wait = &waiting[0];
    assert_eq!(
        (wait.who.as_str(), wait.what.as_str(), wait.by.as_str()),
        (
            "Larkmoor Health, Dana R.",
            "The policy by mail",
            "2026-12-01"
        )
    );
    assert_eq!((wait.day, wait.of), (3, 8));

    let id = only_call(&desk).id;
    assert!(only_call(&desk).open);
    desk.promise_came(&id).unwrap();
    assert_eq!(desk.today().unwrap().waiting, []);
    let kept = only_call(&desk);
    assert!(!kept.open);
    assert_eq!(kept.came, "It came on November 26.");
    desk.undo().unwrap();
    assert_eq!(desk.today().unwrap().waiting.len(), 1);
    desk.trash_call(&id).unwrap();
    assert_eq!(desk.today().unwrap().waiting, []);
    assert_eq!(desk.promise_came(&id).unwrap_err().code(), Code::NotFound);
}

#[test]
fn a_promise_without_a_day_is_kept_and_not_waited_for() {
    let home = Home::new();
    let desk = home.made();
    let said = desk.save_call(&call("A call back", "")).unwrap().said;
    assert_eq!(said, "Kept the call.");
    let kept = only_call(&desk);
    assert_eq!((kept.promise.as_str(), kept.open), ("A call back", true));
    assert_eq!(desk.today().unwrap().waiting, []);
}
