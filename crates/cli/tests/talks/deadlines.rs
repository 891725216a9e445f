use crate::{Machine, letter};
use serde_json::{Map, Value, json};
use std::path::Path;

/// The worked examples as JSON: TOML days become strings.
fn examples() -> Vec<(String, Value, Value)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../rules/cases/deadlines/deadline-examples.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let plain = |value: &toml::Value| json_of(value);
    table["example"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            (
                e["id"].as_str().unwrap().to_owned(),
                plain(&e["input"]),
                plain(&e["expect"]),
            )
        })
        .collect()
}

fn json_of(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(s) => json!(s),
        toml::Value::Integer(i) => json!(i),
        toml::Value::Float(f) => json!(f),
        toml::Value::Boolean(b) => json!(b),
        toml::Value::Datetime(d) => json!(d.to_string()),
        toml::Value::Array(a) => Value::Array(a.iter().map(json_of).collect()),
        toml::Value::Table(t) => Value::Object(
            t.iter()
                .map(|(k, v)| (k.clone(), json_of(v)))
                .collect::<Map<_, _>>(),
        ),
    }
}

#[test]
fn all_worked_examples_are_answered_as_expected_in_one_call() {
    let examples = examples();
    assert!(examples.len() >= 30);
    let requests: Vec<&Value> = examples.iter().map(|e| &e.1).collect();
    let asked = json!({ "requests": requests }).to_string();
    let answer = Machine::new().call_with(&["deadline", "--json"], asked.as_bytes());
    assert_eq!(answer.status, 0, "{}", answer.out);
    let object = answer.json();
    let answers = object["answers"].as_array().unwrap();
    assert_eq!(answers.len(), examples.len());
    for ((id, _, expect), got) in examples.iter().zip(answers) {
        let got = &got["deadlines"][0];
        for (key, want) in expect.as_object().unwrap() {
            if key == "steps" {
                let dates = |steps: &Value| -> Vec<Value> {
                    steps
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|s| s["date"].clone())
                        .collect()
                };
                assert_eq!(dates(&got[key]), dates(want), "{id}: days of the steps");
            } else {
                assert_eq!(&got[key], want, "{id}: {key}");
            }
        }
        for key in [
            "due",
            "due_by_letter",
            "due_by_rule",
            "leads",
            "safe_day",
            "safe_by",
        ] {
            if expect.get(key).is_none() {
                assert!(got[key].is_null(), "{id}: {key} should have no value");
            }
        }
    }
}

#[test]
fn options_ask_the_same_as_a_request_on_standard_input() {
    let machine = Machine::new();
    let by_options = machine.call(&[
        "deadline",
        "--json",
        "--plan-kind",
        "employer-self-funded",
        "--level",
        "internal-appeal",
        "--notice-date",
        "2026-03-02",
        "--received-date",
        "2026-03-06",
    ]);
    let request = r#"{"plan_kind":"employer-self-funded","level":"internal-appeal","notice_date":"2026-03-02","received_date":"2026-03-06"}"#;
    let by_input = machine.call_with(&["deadline", "--json"], request.as_bytes());
    assert_eq!(by_options.out, by_input.out);
    assert_eq!(by_input.json()["deadlines"][0]["due"], "2026-09-02");
}

#[test]
fn an_unknown_key_or_a_day_that_does_not_exist_is_a_wrong_call() {
    let machine = Machine::new();
    for request in [
        r#"{"plan_kindd":"fehb"}"#,
        r#"{"notice_date":"2026-02-30"}"#,
        "no json",
    ] {
        let answer = machine.call_with(&["deadline", "--json"], request.as_bytes());
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (2, "bad-request"),
            "{request}"
        );
    }
}

#[test]
fn a_kind_of_plan_that_does_not_exist_is_a_wrong_call_and_another_name_of_one_is_not() {
    let machine = Machine::new();
    for request in [
        r#"{"plan_kind":"zzz"}"#,
        r#"{"requests":[{"plan_kind":"fehb"},{"plan_kind":"zzz"}]}"#,
    ] {
        let answer = machine.call_with(&["deadline", "--json"], request.as_bytes());
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (2, "bad-request"),
            "{request}"
        );
        let hint = answer.json()["error"]["hint"].to_string();
        assert!(hint.contains("medicare-advantage"), "{hint}");
        assert!(!answer.out.contains("zzz"), "{}", answer.out);
    }
    assert_eq!(machine.call(&["deadline", "--plan-kind", "zzz"]).status, 2);
    for kind in ["fehb", "Self-Funded", "unknown"] {
        let request = json!({"plan_kind": kind, "level": "internal-appeal"}).to_string();
        let answer = machine.call_with(&["deadline", "--json"], request.as_bytes());
        assert_eq!(answer.status, 0, "{kind}: {}", answer.out);
    }
}

#[test]
fn the_rules_of_a_plan_kind_come_with_their_citations() {
    let machine = Machine::new();
    let answer = machine.call(&["rules", "--plan-kind", "fehb", "--json"]);
    let object = answer.json();
    let rungs = object["ladders"][0]["rungs"].as_array().unwrap();
    assert!(rungs.iter().any(|rung| rung["level"] == "opm-review"));
    let windows = rungs
        .iter()
        .flat_map(|rung| rung["windows"].as_array().unwrap());
    assert!(windows.clone().count() > 0);
    assert!(
        windows
            .into_iter()
            .all(|window| !window["citation"].as_str().unwrap().is_empty())
    );
    assert_eq!(
        machine
            .call(&["rules", "--plan-kind", "nonsense", "--json"])
            .status,
        2
    );
}

#[test]
fn a_day_of_receipt_that_cannot_be_is_said_as_a_doubt() {
    let machine = Machine::new();
    let asked = |received: &str| {
        let request = json!({"plan_kind": "employer-self-funded", "level": "internal-appeal",
            "notice_date": "2026-11-02", "received_date": received, "today": "2026-11-27"});
        let answer = machine.call_with(&["deadline", "--json"], request.to_string().as_bytes());
        let deadline = answer.json()["deadlines"][0].clone();
        (deadline["due"].clone(), deadline["doubt"][0].to_string())
    };
    let (due, doubt) = asked("2027-11-21");
    assert_eq!(due, "2027-05-01", "as if it were not known");
    assert!(doubt.contains("lies ahead of today"), "{doubt}");
    let (due, doubt) = asked("2026-11-01");
    assert_eq!(due, "2027-04-30", "the earlier of the two");
    assert!(doubt.contains("before the date on the letter"), "{doubt}");
}

#[test]
fn a_person_reads_the_names_of_the_kinds_of_plan() {
    let machine = Machine::new();
    let answer = machine.call(&["deadline", "--notice-date", "2026-06-01"]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert!(
        answer
            .out
            .contains("if it is Medicaid through a health plan"),
        "{}",
        answer.out
    );
    for id in ["medicaid-", "medicare-", "employer-", "tricare", "champva"] {
        assert!(!answer.out.contains(id), "{id}: {}", answer.out);
    }
}

#[test]
fn an_approval_tells_its_end_and_gives_no_day_to_act_on() {
    let machine = Machine::new();
    let clock = machine.write("clock", b"2026-11-23T10:00:00-05:00");
    let open = |words: &[&str]| {
        let mut command = machine.command();
        command.env("HOLDFAST_TEST_CLOCK", &clock);
        command.args(words).arg("--json").args(machine.secret());
        machine.run(&mut command, b"")
    };
    assert_eq!(open(&["init"]).status, 0);
    let path = letter("22-approval-esketamine.txt");
    let added = open(&["add", path.to_str().unwrap()]);
    let id = added.json()["files"][0]["document"]
        .as_str()
        .unwrap()
        .to_owned();
    let shown = open(&["show", &id]).json();
    let deadlines = shown["documents"][0]["deadlines"].as_array().unwrap();
    assert_eq!(deadlines.len(), 1, "{deadlines:?}");
    let end = &deadlines[0];
    assert_eq!(end["level"], "authorization-end");
    assert_eq!(
        (&end["who"], &end["primary"]),
        (&"other".into(), &false.into())
    );
    assert_eq!(
        (&end["due"], &end["leads"]),
        (&"2027-05-31".into(), &"letter".into())
    );
    assert!(
        end["letter"]["quote"]
            .as_str()
            .unwrap()
            .contains("May 31, 2027")
    );
    assert_eq!(end["letter"]["place"]["page"], 1);
    for none in ["rule", "citation", "safe_day", "safe_by"] {
        assert!(end[none].is_null(), "{none}: {end}");
    }
    let due = open(&["due"]).json();
    assert_eq!(due["due"].as_array().map(Vec::len), Some(0), "{due}");
    let told = open(&["reminders", "--at", "2027-05-01T12:00"]).json();
    assert_eq!(told["reminders"][0]["deadline"], end["id"]);
    assert_eq!(
        told["reminders"][0]["text"],
        "Something has a day this month."
    );
}
