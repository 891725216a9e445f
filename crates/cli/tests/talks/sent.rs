//! A letter at the terminal: drafted, sent with its proof, asked after, answered; the ladder goes along.

use crate::Machine;
use serde_json::{Value, json};

const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");
const UPHELD: &str = include_str!("../../../../tests/fixtures/appeal-upheld.txt");

fn filed(machine: &Machine, name: &str, text: &str) -> String {
    let path = machine.write(name, text.as_bytes());
    let added = machine.open(&["add", path.to_str().unwrap()]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    added.json()["files"][0]["document"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// A vault with a no and an appeal begun on it: their ids.
fn drafted(machine: &Machine) -> (String, String) {
    machine.init();
    let no = filed(machine, "no.txt", NO);
    let plan = machine.open(&["plan", "--plan-kind", "employer-self-funded"]);
    assert_eq!(plan.status, 0, "{} {}", plan.out, plan.err);
    let drafted = machine.open(&["draft", "internal-appeal"]);
    assert_eq!(drafted.status, 0, "{} {}", drafted.out, drafted.err);
    let id = drafted.json()["letter"]["id"].as_str().unwrap().to_owned();
    (no, id)
}

fn standing(machine: &Machine, no: &str, level: &str) -> Value {
    let ladder = machine.open(&["ladder", no]).json();
    let steps = ladder["ladders"][0]["steps"].as_array().unwrap().clone();
    let step = steps.into_iter().find(|step| step["level"] == level);
    step.unwrap()["standing"].clone()
}

#[test]
fn a_letter_is_sent_with_its_proof_and_answered_and_the_ladder_goes_along() {
    let machine = Machine::new();
    let (no, id) = drafted(&machine);
    assert_eq!(standing(&machine, &no, "internal-appeal"), json!("open"));

    let nowhere = machine.open(&["letter", "edit", &id, "--to-address", "", "--to-fax", ""]);
    assert_eq!(nowhere.status, 0, "{} {}", nowhere.out, nowhere.err);
    // with a gap it is sent only where that is said
    let refused = machine.open(&["sent", &id, "--on", "7/2/2026", "--by", "fax"]);
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (2, "bad-request")
    );
    let proof = machine.write("report.txt", b"Fax report: all pages sent, result OK");
    let sent = machine.open(&[
        "sent",
        &id,
        "--on",
        "7/2/2026",
        "--by",
        "certified",
        "--tracking",
        "9407 1118 9956",
        "--proof",
        proof.to_str().unwrap(),
        "--anyway",
    ]);
    assert_eq!(sent.status, 0, "{} {}", sent.out, sent.err);
    let told = sent.json();
    let letter = &told["letters"][0];
    assert_eq!(letter["state"], "sent");
    let submission = &letter["submissions"][0];
    assert_eq!(submission["way"], "certified-mail");
    assert_eq!(submission["proofs"].as_array().unwrap().len(), 1);
    assert_eq!(letter["decision"]["by"], "2026-08-01");
    assert!(letter["decision"]["rule_verified"].is_boolean());
    assert!(letter["decision"]["citation"].is_string());
    assert_eq!(standing(&machine, &no, "internal-appeal"), json!("waiting"));

    // the packet is a paper of its own, as it went out
    let packet = submission["packet"].as_str().unwrap();
    let out = machine.path("packet.pdf");
    let opened = machine.open(&["open", packet, "--out", out.to_str().unwrap()]);
    assert_eq!(opened.status, 0, "{} {}", opened.out, opened.err);
    assert!(std::fs::read(&out).unwrap().starts_with(b"%PDF"));

    let decision = filed(&machine, "upheld.txt", UPHELD);
    let answered = machine.open(&[
        "decision",
        &id,
        "--outcome",
        "lost",
        "--document",
        &decision,
    ]);
    assert_eq!(answered.status, 0, "{} {}", answered.out, answered.err);
    let answer = &answered.json()["letters"][0]["answer"];
    assert_eq!(
        (&answer["outcome"], &answer["document"]),
        (&json!("lost"), &json!(decision))
    );
    assert_eq!(standing(&machine, &no, "internal-appeal"), json!("lost"));
    assert_eq!(standing(&machine, &no, "external-review"), json!("open"));
    assert_eq!(machine.open(&["undo"]).status, 0);
    assert_eq!(standing(&machine, &no, "internal-appeal"), json!("waiting"));
}

#[test]
fn what_does_not_fit_a_letter_is_told() {
    let machine = Machine::new();
    let (_, id) = drafted(&machine);
    let day = machine.open(&["sent", &id, "--on", "7/2/2126", "--by", "hand", "--anyway"]);
    assert_eq!((day.status, day.code().as_str()), (2, "bad-date"));
    let way = machine.open(&["sent", &id, "--by", "pigeon"]);
    assert_eq!(way.status, 2);
    let outcome = machine.open(&["decision", &id, "--outcome", "paid"]);
    assert_eq!(
        (outcome.status, outcome.code().as_str()),
        (2, "bad-request")
    );
    let amounts = machine.open(&["decision", &id, "--outcome", "won", "--paid", "1.00"]);
    assert_eq!(amounts.status, 2);
    let none = machine.open(&["sent", "0195", "--by", "fax"]);
    assert_eq!((none.status, none.code().as_str()), (1, "not-found"));
}
