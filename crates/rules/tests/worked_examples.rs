//! The worked examples: every key that is expected comes out, and no key that is not.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;
use serde_json::{Map, Value};

/// Keys of an answer that an example may expect; one that it leaves out has no value.
const KEYS: [&str; 19] = [
    "rule",
    "citation",
    "rule_verified",
    "cautious_figure",
    "clock_started",
    "due",
    "weekday",
    "due_by_rule",
    "due_by_letter",
    "leads",
    "must",
    "safe_day",
    "safe_by",
    "later_if",
    "doubt",
    "shortest_of",
    "struck_out",
    "state_entry",
    "steps",
];

/// TOML to JSON, days as their strings.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(s) => Value::String(s.clone()),
        toml::Value::Integer(i) => Value::from(*i),
        toml::Value::Float(f) => Value::from(*f),
        toml::Value::Boolean(b) => Value::Bool(*b),
        toml::Value::Datetime(d) => Value::String(d.to_string()),
        toml::Value::Array(a) => Value::Array(a.iter().map(json).collect()),
        toml::Value::Table(t) => {
            Value::Object(t.iter().map(|(k, v)| (k.clone(), json(v))).collect())
        }
    }
}

/// Steps are compared by date, order and citation; their words are a model.
fn comparable(key: &str, value: Option<&Value>) -> Value {
    let nothing = |v: &Value| match v {
        Value::Null => true,
        Value::Array(a) => a.is_empty(),
        Value::Bool(b) => !b && key == "cautious_figure",
        _ => false,
    };
    let Some(value) = value.filter(|v| !nothing(v)) else {
        return Value::Null;
    };
    match (key, value) {
        ("doubt", Value::Array(doubts)) => {
            let plain = |d: &Value| d.get("say").unwrap_or(d).clone();
            Value::Array(doubts.iter().map(plain).collect())
        }
        ("later_if", Value::Array(later)) => {
            let plain = |l: &Value| serde_json::json!([l["say"], l["date"]]);
            Value::Array(later.iter().map(plain).collect())
        }
        ("steps", Value::Array(steps)) => {
            let plain = |s: &Value| {
                serde_json::json!([s.get("date").cloned().unwrap_or(Value::Null), s["citation"]])
            };
            Value::Array(steps.iter().map(plain).collect())
        }
        _ => value.clone(),
    }
}

fn check(case: &toml::Value) -> Result<Deadline, String> {
    let id = case["id"].as_str().unwrap();
    let question: DeadlineQuestion =
        serde_json::from_value(json(&case["input"])).map_err(|e| format!("{id}: {e}"))?;
    let answer = holdfast_rules::answer(Library::builtin(), &question);
    let got: Map<String, Value> = serde_json::to_value(&answer)
        .unwrap()
        .as_object()
        .unwrap()
        .clone();
    let Value::Object(want) = json(&case["expect"]) else {
        panic!("{id}: expect is a table")
    };
    if let Some(unknown) = want.keys().find(|k| !KEYS.contains(&k.as_str())) {
        return Err(format!("{id}: the test does not know {unknown}"));
    }
    for key in KEYS {
        let (want, got) = (
            comparable(key, want.get(key)),
            comparable(key, got.get(key)),
        );
        if want != got {
            return Err(format!("{id}: {key}\n  want {want}\n  got  {got}"));
        }
    }
    Ok(answer)
}

#[test]
fn all_worked_examples_hold() {
    let mut faults = Vec::new();
    let mut count = 0;
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/deadlines")).unwrap()
    {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let cases: toml::Value = toml::from_str(&text).unwrap();
        for case in cases["example"].as_array().unwrap() {
            count += 1;
            if let Err(fault) = check(case) {
                faults.push(fault);
            }
        }
    }
    assert!(count >= 30, "only {count} cases were found");
    assert!(
        faults.is_empty(),
        "{} of {count}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn the_words_of_the_steps_follow_the_model() {
    let text = include_str!("../cases/deadlines/deadline-examples.toml");
    let cases: toml::Value = toml::from_str(text).unwrap();
    let mut other = Vec::new();
    for case in cases["example"].as_array().unwrap() {
        let answer = check(case).unwrap();
        for (got, want) in answer
            .steps
            .iter()
            .zip(case["expect"]["steps"].as_array().unwrap())
        {
            if got.say != want["say"].as_str().unwrap() {
                other.push(format!("{}\n  {}\n  {}", case["id"], want["say"], got.say));
            }
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
}
