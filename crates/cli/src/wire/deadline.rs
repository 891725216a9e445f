//! A deadline on the wire, and the requests of `holdfast-cli deadline`.

use super::day;
use holdfast_case::deadline::{SoonerIf, Step};
use holdfast_case::{Deadline, DeadlineQuestion, LetterLimit, Place};
use serde_json::{Map, Value, json};

/// One deadline with all keys of the contract; what is not known is null.
pub fn deadline(d: &Deadline) -> Value {
    let mut out = json!({
        "level": d.level,
        "who": d.who,
        "primary": d.primary,
        "letter": d.letter.as_ref().map_or(Value::Null, letter),
        "rule": d.rule,
        "citation": d.citation,
        "rule_verified": d.rule_verified,
        "checked": day(d.checked),
        "clock_started": d.clock_started,
        "due": day(d.due),
        "weekday": d.weekday,
        "due_by_letter": day(d.due_by_letter),
        "due_by_rule": day(d.due_by_rule),
        "leads": d.leads,
        "must": d.must,
        "safe_day": day(d.safe_day),
        "safe_by": d.safe_by,
        "later_if": d.later_if.iter().map(|l| json!({"say": l.say, "date": l.date.to_string()})).collect::<Vec<_>>(),
        "doubt": d.doubt.iter().map(|doubt| &doubt.say).collect::<Vec<_>>(),
        "steps": d.steps.iter().map(step).collect::<Vec<_>>(),
    });
    if let Value::Object(keys) = &mut out {
        more(keys, d);
    }
    out
}

/// Keys that stand only where there is something to say.
fn more(keys: &mut Map<String, Value>, d: &Deadline) {
    if !d.shortest_of.is_empty() {
        keys.insert("shortest_of".into(), json!(d.shortest_of));
    }
    if !d.struck_out.is_empty() {
        keys.insert("struck_out".into(), json!(d.struck_out));
    }
    if !d.sooner_if.is_empty() {
        keys.insert("sooner_if".into(), d.sooner_if.iter().map(sooner).collect());
    }
    if d.cautious_figure {
        keys.insert("cautious_figure".into(), json!(true));
    }
    if let Some(state) = &d.state_entry {
        keys.insert("state_entry".into(), json!(state));
    }
    if let Some(cause) = &d.good_cause {
        keys.insert("good_cause".into(), json!(cause));
    }
}

/// What a step, a doubt or a shorter time means is for the program's own faces: the contract has the words.
fn sooner(sooner: &SoonerIf) -> Value {
    let mut out = json!({"say": sooner.say, "citation": sooner.citation});
    if let (Some(date), Value::Object(keys)) = (sooner.date, &mut out) {
        keys.insert("date".into(), json!(date.to_string()));
    }
    out
}

fn step(step: &Step) -> Value {
    let mut out = json!({"say": step.say, "citation": step.citation});
    if let (Some(date), Value::Object(keys)) = (step.date, &mut out) {
        keys.insert("date".into(), json!(date.to_string()));
    }
    out
}

/// The letter's own limit.
pub fn letter(limit: &LetterLimit) -> Value {
    json!({
        "form": limit.form,
        "count": limit.count,
        "unit": limit.unit,
        "trigger": limit.trigger,
        "date": day(limit.date),
        "quote": limit.quote,
        "place": place(limit.place),
    })
}

/// A place on a page, or null.
pub fn place(place: Option<Place>) -> Value {
    place.map_or(
        Value::Null,
        |p| json!({"page": p.page, "box": p.bbox.corners()}),
    )
}

/// What was asked: one question, or several in one call.
pub enum Requests {
    /// One.
    One(Box<DeadlineQuestion>),
    /// Several, answered in order.
    Several(Vec<DeadlineQuestion>),
}

/// Reads the request object. The error is a sentence that names the key at fault: a wrong call, exit status 2.
pub fn requests(text: &str) -> Result<Requests, String> {
    let value: Value = serde_json::from_str(text).map_err(|e| {
        format!(
            "This is no JSON object: it breaks off at line {}, column {}.",
            e.line(),
            e.column()
        )
    })?;
    let Value::Object(mut keys) = value else {
        return Err("One JSON object is wanted.".to_owned());
    };
    match keys.remove("requests") {
        None => Ok(Requests::One(Box::new(question(Value::Object(keys))?))),
        Some(_) if !keys.is_empty() => Err("Beside ‘requests’ no other key may stand.".to_owned()),
        Some(Value::Array(several)) => Ok(Requests::Several(
            several
                .into_iter()
                .map(question)
                .collect::<Result<_, _>>()?,
        )),
        Some(_) => Err("‘requests’ is a list of objects.".to_owned()),
    }
}

/// The keys of a request.
const KEYS: [&str; 10] = [
    "plan_kind",
    "level",
    "claim_type",
    "state",
    "notice_date",
    "received_date",
    "decision_date",
    "effective_date",
    "letter",
    "today",
];

/// What was typed stays out of the sentence, for it may hold a name: only keys that we know are named.
fn question(value: Value) -> Result<DeadlineQuestion, String> {
    serde_json::from_value(value.clone()).map_err(|_| {
        let Value::Object(keys) = value else {
            return "A request is a JSON object.".to_owned();
        };
        let alone = |key: &str, value: &Value| {
            let one: Map<String, Value> = [(key.to_owned(), value.clone())].into_iter().collect();
            serde_json::from_value::<DeadlineQuestion>(Value::Object(one)).is_ok()
        };
        let wrong = KEYS
            .iter()
            .find(|key| keys.get(**key).is_some_and(|value| !alone(key, value)));
        match wrong {
            Some(key) => format!("The value of \u{2018}{key}\u{2019} does not fit."),
            None => format!("A key is not known. The keys are: {}.", KEYS.join(", ")),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_and_a_day_that_does_not_exist_are_wrong_calls() {
        for text in [
            r#"{"plan_kindd": "fehb"}"#,
            r#"{"notice_date": "2026-02-30"}"#,
            r#"{"letter": {"form": "duration", "kount": 3}}"#,
            r#"{"requests": [], "level": "court"}"#,
            r#"{"requests": 3}"#,
            "[]",
            "{",
        ] {
            assert!(requests(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_was_typed_stays_out_of_the_sentence() {
        for (text, says) in [
            (r#"{"Okonjo": "fehb"}"#, "not known"),
            (r#"{"notice_date": "Okonjo"}"#, "notice_date"),
            (r#"{"letter": {"Okonjo": 3}}"#, "letter"),
            (r#"{"plan_kind": Okonjo}"#, "line 1"),
        ] {
            let said = requests(text).err().unwrap_or_default();
            assert!(said.contains(says) && !said.contains("Okonjo"), "{said}");
        }
    }

    #[test]
    fn every_key_of_a_request_is_named() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2);
        let text = Some("x".to_owned());
        // Each field by its name: a new one does not compile until it stands here.
        let full = DeadlineQuestion {
            plan_kind: text.clone(),
            level: text.clone(),
            claim_type: text.clone(),
            state: text,
            notice_date: day,
            received_date: day,
            decision_date: day,
            effective_date: day,
            letter: Some(LetterLimit::default()),
            today: day,
        };
        let Ok(Value::Object(keys)) = serde_json::to_value(&full) else {
            panic!("a question is an object");
        };
        let mut named = KEYS.to_vec();
        named.sort_unstable();
        let mut there: Vec<&str> = keys.keys().map(String::as_str).collect();
        there.sort_unstable();
        assert_eq!(named, there);
        assert!(question(Value::Object(keys)).is_ok());
    }

    #[test]
    fn a_missing_key_is_doubt_and_no_error() {
        assert!(
            matches!(requests("{}"), Ok(Requests::One(q)) if *q == DeadlineQuestion::default())
        );
    }
}
