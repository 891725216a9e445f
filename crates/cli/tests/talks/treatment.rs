//! Treatments and scales at the terminal.

use crate::Machine;

#[test]
fn a_treatment_is_added_changed_listed_and_judged() {
    let machine = Machine::new();
    machine.init();
    let added = machine.open(&[
        "treatment",
        "add",
        "--set",
        "taken=Zoloft",
        "--set",
        "dose=200 mg",
        "--set",
        "start=2021-02-08",
    ]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let list = machine.open(&["treatment", "list"]).json();
    let trial = &list["trials"][0];
    assert_eq!(trial["class"], "SSRI");
    assert_eq!(trial["look"]["state"], "not-enough-known");
    assert_eq!(
        list["gaps"][0]["say"],
        "Zoloft: The last day is missing. A month or a year will do."
    );
    let id = trial["trial"].as_str().unwrap().to_owned();
    let edited = machine.open(&["treatment", "edit", &id, "--set", "end=2021-06-14"]);
    assert_eq!(edited.status, 0, "{} {}", edited.out, edited.err);
    let shown = machine.open(&["treatment", "show", &id]).json();
    assert_eq!(shown["trials"][0]["look"]["state"], "adequate");
    assert_eq!(
        shown["trials"][0]["dose"], "200 mg",
        "what was not given stays"
    );
    assert_eq!(shown["trials"][0]["versions"][0]["when"], "from Feb 2021");
}

#[test]
fn an_older_version_is_told_brought_back_and_undone() {
    let machine = Machine::new();
    machine.init();
    machine.open(&[
        "treatment",
        "add",
        "--set",
        "taken=Zoloft",
        "--set",
        "dose=50 mg",
    ]);
    let dose = || machine.open(&["treatment", "list"]).json()["trials"][0]["dose"].clone();
    let list = machine.open(&["treatment", "list"]).json();
    let id = list["trials"][0]["trial"].as_str().unwrap().to_owned();
    let none = machine.open(&["versions", &id]).json();
    assert_eq!(none["versions"], serde_json::json!([]));
    machine.open(&["treatment", "edit", &id, "--set", "dose=75 mg"]);
    let told = machine.open(&["versions", &id[..8]]).json();
    assert_eq!(told["schema"], 1);
    assert_eq!(told["versions"][0]["number"], 1);
    assert_eq!(
        told["versions"][0]["lines"],
        serde_json::json!([{"what": "Dose you came to", "before": "50 mg", "after": "75 mg"}])
    );
    let back = machine.open(&["versions", &id, "--bring-back", "1"]);
    assert_eq!(back.status, 0, "{} {}", back.out, back.err);
    assert_eq!(dose(), "50 mg");
    let again = machine.open(&["versions", &id, "--bring-back", "1"]);
    assert_eq!(again.status, 2, "it says this now: {}", again.out);
    assert_eq!(
        machine.open(&["versions", &id, "--bring-back", "9"]).status,
        1
    );
    assert_eq!(machine.open(&["undo"]).status, 0);
    assert_eq!(dose(), "75 mg");
    // of what a case has once nothing may have been said yet
    let plan = machine.open(&["versions", "plan"]);
    assert_eq!(
        (plan.status, &plan.json()["versions"]),
        (0, &serde_json::json!([]))
    );
    assert_eq!(machine.open(&["versions", "nothing-here"]).status, 1);
}

#[test]
fn a_record_in_the_trash_is_listed_and_restored() {
    let machine = Machine::new();
    machine.init();
    machine.open(&["treatment", "add", "--set", "taken=Zoloft"]);
    let list = machine.open(&["treatment", "list"]).json();
    let id = list["trials"][0]["trial"].as_str().unwrap().to_owned();
    machine.open(&["treatment", "trash", &id]);
    let trash = machine.open(&["list", "--trash"]).json();
    assert_eq!(trash["records"][0]["record"], id.as_str());
    assert_eq!(trash["records"][0]["kind"], "Treatment");
    assert_eq!(trash["documents"], serde_json::json!([]));
    let restored = machine.open(&["restore", &id[..8]]);
    assert_eq!(restored.status, 0, "{} {}", restored.out, restored.err);
    assert_eq!(
        machine.open(&["treatment", "list"]).json()["trials"][0]["taken"],
        "Zoloft"
    );
    assert_eq!(
        machine.open(&["restore", &id]).status,
        1,
        "it is not there any more"
    );
}

#[test]
fn fields_come_by_standard_input_as_well_and_a_strange_one_is_a_wrong_call() {
    let machine = Machine::new();
    machine.init();
    let secret = machine.secret();
    let call = |input: &str| {
        let arguments = ["treatment", "add", "--json", &secret[0], &secret[1]];
        machine.call_with(&arguments, input.as_bytes())
    };
    let added = call(r#"{"taken": "lithium", "still_taken": true, "at_dose_since": "2024"}"#);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    for input in [
        r#"{"taken": "lithium", "colour": "blue"}"#,
        "[]",
        "{",
        r#"{"taken": 5}"#,
    ] {
        assert_eq!(call(input).status, 2, "{input}");
    }
    assert_eq!(
        machine.open(&["treatment", "list"]).json()["trials"][0]["at_dose_since"],
        "2024"
    );
}

#[test]
fn a_score_is_kept_and_its_course_told() {
    let machine = Machine::new();
    machine.init();
    let half = machine.open(&[
        "scale",
        "add",
        "phq-9",
        "--set",
        "answers=3,3,2",
        "--set",
        "day=2026-10-05",
    ]);
    assert_eq!(half.status, 0, "{} {}", half.out, half.err);
    assert_eq!(half.json()["score"], "");
    let id = half.json()["entry"].as_str().unwrap().to_owned();
    let whole = machine.open(&["scale", "edit", &id, "--set", "answers=3,3,2,3,3,3,3,2,1"]);
    assert_eq!(whole.json()["score"], "23", "{}", whole.out);
    assert!(
        whole.json()["help"]["text"]
            .as_str()
            .unwrap()
            .contains("988")
    );
    machine.open(&[
        "scale",
        "add",
        "phq-9",
        "--set",
        "total=9",
        "--set",
        "day=2026-10-26",
    ]);
    let shown = machine.open(&["scale", "show", "phq-9"]).json();
    assert_eq!(
        shown["scales"][0]["figures"]["how"],
        "in 3 weeks, 61% lower"
    );
    assert_eq!(shown["scales"][0]["entries"].as_array().unwrap().len(), 2);
    let out = machine.path("chart.svg");
    let out = out.to_str().unwrap();
    let written = machine.open(&["scale", "out", "phq-9", "--picture", "--out", out]);
    assert_eq!(written.status, 0, "{} {}", written.out, written.err);
    assert!(std::fs::read_to_string(out).unwrap().starts_with("<svg"));
    let again = machine.open(&["scale", "out", "phq-9", "--picture", "--out", out]);
    assert_eq!(again.status, 2, "a file that is there is not written over");
}

#[test]
fn days_and_answers_that_cannot_be_read_are_said_and_never_passed_over() {
    let machine = Machine::new();
    machine.init();
    let added = machine.open(&[
        "treatment",
        "session",
        "--set",
        "what=Ketamine infusion",
        "--set",
        "days=10/5/2026;10/32/2026;10/8/2026;10/12/2026",
    ]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let said = added.json()["said"].as_str().unwrap().to_owned();
    assert!(said.starts_with("Added 4 sessions."), "{said}");
    assert!(said.contains("10/32/2026"), "{said}");
    let answers = machine.open(&[
        "scale",
        "add",
        "c-ssrs-screen",
        "--set",
        "answers=1,1,0,0,0,0",
    ]);
    assert_eq!(answers.status, 2);
    assert!(
        format!("{}{}", answers.out, answers.err).contains("by its result"),
        "{} {}",
        answers.out,
        answers.err
    );
}
