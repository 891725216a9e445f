//! The plan and calls at the terminal.

use crate::Machine;
use serde_json::json;

#[test]
fn the_plan_record_is_set_and_listed_and_a_slip_is_kept_and_said() {
    let machine = Machine::new();
    machine.init();
    let set = machine.open(&[
        "plan",
        "record",
        "set",
        "deductible-in=1500",
        "deductible-in-used=2,O00",
        "year_end=12/31/2026",
    ]);
    assert_eq!(set.status, 0, "{} {}", set.out, set.err);
    assert!(set.json()["said"].as_str().unwrap().contains("2,O00"));
    let list = machine.open(&["plan", "record", "list"]).json();
    let field = |id: &str| {
        let fields = list["fields"].as_array().unwrap();
        fields.iter().find(|f| f["field"] == id).unwrap().clone()
    };
    assert_eq!(field("deductible-in")["shown"], "$1,500.00");
    assert_eq!(field("year-end")["shown"], "Thu, Dec 31, 2026");
    assert_eq!(field("deductible-in-used")["shown"], "2,O00");
    assert!(field("deductible-in-used")["trouble"].is_string());
    let strange = machine.open(&["plan", "record", "set", "moon=full"]);
    assert_eq!(strange.code(), "bad-request");
    // the call for the kind and the state is as it was
    assert_eq!(machine.open(&["plan", "--state", "OH"]).status, 0);
}

#[test]
fn what_papers_offer_is_listed_taken_and_declined() {
    let machine = Machine::new();
    machine.init();
    let card = machine.write(
        "card.txt",
        b"Gulfstream Mutual\nChoice HMO Silver\n\nName: Ofelia Brandt\nID#: GMX7741980032\nGroup: 77120\n\n\
         Customer service: (850) 555-0120\n",
    );
    assert_eq!(machine.open(&["add", card.to_str().unwrap()]).status, 0);
    let offered = || {
        let offers = machine.open(&["plan", "offers"]).json();
        let offers = offers["offers"].as_array().unwrap().clone();
        offers
            .iter()
            .map(|o| o["field"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(offered().contains(&"group".to_owned()), "{:?}", offered());
    let taken = machine.open(&["plan", "take", "group"]);
    assert_eq!(taken.status, 0, "{} {}", taken.out, taken.err);
    assert_eq!(machine.open(&["plan", "decline", "member-id"]).status, 0);
    assert!(!offered().contains(&"group".to_owned()));
    assert!(!offered().contains(&"member-id".to_owned()));
    let gone = machine.open(&["plan", "take", "group"]);
    assert_eq!(gone.code(), "not-found");
    assert_eq!(machine.open(&["plan", "take", "--sure"]).status, 0);
}

#[test]
fn the_interview_asks_and_ends_with_a_kind() {
    let machine = Machine::new();
    machine.init();
    let first = machine.open(&["plan", "interview"]).json();
    assert_eq!(first["number"], 1);
    let end = machine.open(&["plan", "interview", "1", "1", "1"]).json();
    assert_eq!(end["found"]["kind"], "employer-self-funded");
    assert_eq!(end["answers"], json!([1, 1, 1]));
    assert_eq!(
        machine.open(&["plan", "interview", "1", "--save"]).status,
        2
    );
    assert_eq!(
        machine
            .open(&["plan", "interview", "1", "1", "1", "--save"])
            .status,
        0
    );
    let saved = machine.open(&["plan", "interview", "--saved"]).json();
    assert_eq!(saved["answers"], json!([1, 1, 1]));
}

#[test]
fn a_call_is_kept_with_its_promise_and_what_it_told_of_the_plan() {
    let machine = Machine::new();
    machine.init();
    let added = machine.open(&[
        "call",
        "add",
        "--set",
        "whom=Larkmoor Health",
        "--set",
        "reference=C-118",
        "--set",
        "promise=The policy by mail",
        "--set",
        "promised_by=next Friday",
        "--set",
        "deductible-in=1500",
    ]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let call = || machine.open(&["call", "list"]).json()["calls"][0].clone();
    assert_eq!(call()["promise"], "The policy by mail, by next Friday.");
    assert_eq!(call()["day_typed"], "next Friday");
    let record = machine.open(&["plan", "record", "list"]).json();
    assert_eq!(record["fields"][0]["shown"], "$1,500.00");
    let id = call()["call"].as_str().unwrap().to_owned();
    assert_eq!(machine.open(&["call", "day", &id, "12/4/2026"]).status, 0);
    assert_eq!(call()["day_typed"], "");
    assert_eq!(machine.open(&["call", "came", &id]).status, 0);
    assert_eq!(call()["open"], false);
    let script = machine.open(&["call", "script"]).json();
    assert!(script["opener"].as_str().unwrap().contains("my care"));
    assert_eq!(machine.open(&["call", "trash", &id]).status, 0);
    assert_eq!(call(), json!(null));
}
