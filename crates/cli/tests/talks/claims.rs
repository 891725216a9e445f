//! A claim at the terminal, on the invented case: written down with a slip, looked through, sent, answered, undone.

use crate::{Machine, PASSPHRASE};
use serde_json::{Value, json};

fn with_input(machine: &Machine, arguments: &[&str], input: &Value) -> crate::Answer {
    let secret = machine.write("secret", PASSPHRASE.as_bytes());
    let mut all = arguments.to_vec();
    all.extend(["--json", "--passphrase-file", secret.to_str().unwrap()]);
    machine.call_with(&all, input.to_string().as_bytes())
}

fn find<'a>(list: &'a Value, id: &str) -> Option<&'a Value> {
    list.as_array().unwrap().iter().find(|one| one["id"] == id)
}

#[test]
fn a_claim_is_written_looked_through_sent_and_answered() {
    let machine = Machine::new();
    machine.init();
    let claim = json!({
        "number": "26-300-55172-01", "diagnoses": "F33.2",
        "lines": [
            {"from": "10/5/2026", "to": "10/22/2026", "code": "96365", "units": "6", "charge": "2,04O.00"},
            {"from": "10/5/2026", "to": "10/22/2026", "code": "J3490", "units": "6", "charge": "1,110.00"},
        ],
    });
    let added = with_input(&machine, &["claim", "add"], &claim);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let made = &added.json()["claims"][0];
    let id = made["claim"].as_str().unwrap();
    assert_eq!(made["title"], "6 infusions, Oct 5 to 22");
    assert_eq!(made["billed"], "3150.00");
    assert_eq!(
        made["lines"][0]["charge"], "2,04O.00",
        "what was typed stays"
    );
    assert_eq!(made["lines"][0]["understood"]["charge"], "$2,040.00");
    assert!(find(&made["checks"], "charge-read-as").is_some());
    let unlisted = find(&made["checks"], "unlisted-drug").unwrap();
    assert_eq!(
        (&unlisted["verdict"], &unlisted["line"]),
        (&json!("look"), &json!(2))
    );

    // only the keys that are given change
    let mended = with_input(
        &machine,
        &["claim", "edit", id],
        &json!({"lines": [
            {"from": "10/5/2026", "to": "10/22/2026", "code": "96365", "units": "6", "charge": "2,040.00"},
            {"from": "10/5/2026", "to": "10/22/2026", "code": "J3490", "units": "6", "charge": "1,110.00",
             "drug": "ketamine", "dose": "40 mg", "ndc": "00143-9509-01"},
        ]}),
    );
    let mended = &mended.json()["claims"][0];
    assert_eq!(mended["number"], "26-300-55172-01");
    assert!(find(&mended["checks"], "unlisted-drug").is_none());

    let sent = machine.open(&["sent", id, "--way", "portal", "--day", "10/27/2026"]);
    assert_eq!(sent.status, 0, "{} {}", sent.out, sent.err);
    assert_eq!(sent.json()["claims"][0]["sent"], "Oct 27");

    let decided = machine.open(&[
        "decision",
        id,
        "--outcome",
        "partly",
        "--day",
        "11/12/2026",
        "--billed",
        "1,020.00",
        "--paid",
        "200.76",
        "--owes",
        "50.19",
        "--clinic-bill",
        "575.19",
    ]);
    let decided = &decided.json()["claims"][0];
    assert_eq!(decided["state"], "partly-paid");
    assert_eq!(
        decided["sentence"],
        "Billed $1,020.00, plan paid $200.76, they say you owe $50.19; the clinic billed you $575.19."
    );
    assert_eq!(decided["findings"][0]["kind"], "clinic-asks-more");
    assert_eq!(decided["findings"][0]["difference"], "525.00");

    let listed = machine.open(&["claim", "list"]).json();
    assert_eq!(listed["claims"][0]["paid"], "200.76");
    assert_eq!(machine.open(&["undo"]).status, 0);
    let before = &machine.open(&["claim", "show", id]).json()["claims"][0];
    assert_eq!(before["clinic_billed"], "");
}

#[test]
fn a_key_that_is_unknown_and_a_claim_that_is_not_there_are_told() {
    let machine = Machine::new();
    machine.init();
    let wrong = with_input(&machine, &["claim", "add"], &json!({"colour": "red"}));
    assert_eq!((wrong.status, wrong.code().as_str()), (2, "bad-request"));
    let kind = with_input(&machine, &["claim", "add"], &json!({"kind": "wish"}));
    assert_eq!((kind.status, kind.code().as_str()), (2, "bad-request"));
    let none = machine.open(&["claim", "show", "0195"]);
    assert_eq!((none.status, none.code().as_str()), (1, "not-found"));
}
