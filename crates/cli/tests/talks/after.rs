//! After a decision at the terminal: what is still open, and the case told without names.

use crate::Machine;

const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");

fn denied(machine: &Machine) {
    machine.init();
    let path = machine.write("no.txt", NO.as_bytes());
    let added = machine.open(&["add", path.to_str().unwrap()]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let plan = machine.open(&["plan", "--plan-kind", "employer-self-funded"]);
    assert_eq!(plan.status, 0, "{} {}", plan.out, plan.err);
}

#[test]
fn what_is_still_open_comes_with_its_day_its_source_and_what_to_do() {
    let machine = Machine::new();
    machine.init();
    let none = machine.open(&["after"]).json();
    assert_eq!(none["outcome"], "none");
    let machine = Machine::new();
    denied(&machine);
    let after = machine.open(&["after"]).json();
    assert_eq!(after["outcome"], "no");
    let open = after["open"].as_array().unwrap();
    assert_eq!(open[0]["id"], "internal-appeal");
    assert!(
        open[0]["by"].is_string() && open[0]["citation"].is_string(),
        "{}",
        open[0]
    );
    assert_eq!(open[0]["act"]["what"], "write");
    let regulator = open.iter().find(|door| door["id"] == "regulator").unwrap();
    assert!(
        regulator["places"][0]["verified"].is_boolean(),
        "{regulator}"
    );
}

#[test]
fn the_case_is_told_without_names_and_never_over_a_file_that_is_there() {
    let machine = Machine::new();
    denied(&machine);
    let out = machine.path("summary.txt");
    let place = out.to_str().unwrap().to_owned();
    let told = machine.open(&["share", "summary", "--out", &place]);
    assert_eq!(told.status, 0, "{} {}", told.out, told.err);
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(told.json()["text"].as_str().unwrap(), text);
    assert!(
        !text.contains("Hale") && !text.contains("Larkmoor") && text.contains("Experimental"),
        "{text}"
    );
    let again = machine.open(&["share", "summary", "--out", &place]);
    assert_ne!(again.status, 0);
    let named = machine.open(&["share", "summary", "--insurer"]).json();
    assert!(
        named["text"].as_str().unwrap().contains("Larkmoor"),
        "{named}"
    );
}
