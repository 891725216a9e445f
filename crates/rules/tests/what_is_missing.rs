//! A fact that is missing is named, where knowing it could make the day sooner.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;
use holdfast_rules::answer;
use serde_json::json;

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

/// A request as the command line reads it.
fn ask(request: serde_json::Value) -> Deadline {
    let question: DeadlineQuestion = serde_json::from_value(request).unwrap();
    answer(Library::builtin(), &question)
}

fn doubts(found: &Deadline, part: &str) -> bool {
    found.doubt.iter().any(|d| d.say.contains(part))
}

#[test]
fn days_for_the_mail_are_not_called_the_earliest_day() {
    // The only kind with this step presumes receipt five days after the date.
    let found = ask(json!({"level": "expedited-appeal", "notice_date": "2026-11-02"}));
    assert_eq!(found.due, day("2026-11-10"));
    assert!(
        doubts(&found, "the law presumes it 5 days after the date"),
        "{:?}",
        found.doubt
    );
    assert!(!doubts(&found, "the earliest it can have been"));
    // The day that leads counts from the date, but that of another kind would come before it.
    let found = ask(json!({"level": "ire", "decision_date": "2026-11-02"}));
    assert!(
        doubts(&found, "the law presumes it 5 days after the date"),
        "{:?}",
        found.doubt
    );
}

#[test]
fn the_letters_day_counts_for_kinds_whose_rule_gives_none() {
    // For federal employees the years run from the care, so only the letter gives a day, from its own date.
    let letter =
        json!({"form": "duration", "count": 75, "unit": "days", "trigger": "date-of-notice"});
    let request = |kind: &str| {
        ask(
            json!({"plan_kind": kind, "level": "court", "notice_date": "2027-05-09",
            "decision_date": "2027-06-01", "received_date": "2027-06-07", "letter": letter}),
        )
    };
    assert_eq!(request("fehb").due, day("2027-07-23"));
    assert_eq!(request("unknown").due, day("2027-07-23"));
}

#[test]
fn a_notice_that_may_be_older_is_said_where_another_kind_hangs_on_it() {
    let found = ask(
        json!({"level": "information-response", "claim_type": "post-service", "received_date": "2029-07-17"}),
    );
    assert_eq!(found.due, day("2029-08-31"));
    assert!(
        doubts(&found, "The date on the notice is not known"),
        "{:?}",
        found.doubt
    );
}

#[test]
fn a_decision_never_stands_for_a_notice_in_silence() {
    let found = ask(
        json!({"plan_kind": "champva", "level": "debt-dispute", "decision_date": "2030-02-09",
        "received_date": "2030-02-18", "letter": {"form": "duration", "count": 11, "unit": "days"}}),
    );
    assert_eq!(found.due, day("2030-02-20"));
    assert!(
        doubts(&found, "the day of the decision was taken"),
        "{:?}",
        found.doubt
    );
}

#[test]
fn what_a_rule_waits_for_is_named_with_what_can_stand_for_it() {
    let printed = json!({"form": "date", "date": "2026-10-17"});
    let found = ask(json!({"plan_kind": "tricare", "level": "internal-appeal", "letter": printed}));
    assert_eq!(found.due, day("2026-10-17"));
    let named = "the date of the notice or the day of receipt or the day of the decision";
    assert!(doubts(&found, named), "{:?}", found.doubt);
    let found = ask(json!({"level": "expedited-appeal", "letter": printed}));
    assert!(
        doubts(&found, "the kind of plan or the date of the notice"),
        "{:?}",
        found.doubt
    );
}

#[test]
fn a_limit_that_fits_no_kind_is_said() {
    let found = ask(
        json!({"level": "council-review", "decision_date": "2026-11-02",
        "letter": {"form": "duration", "count": 90, "unit": "days", "trigger": "date-of-decision"}}),
    );
    assert_eq!(found.due, day("2027-01-31"));
    assert!(
        doubts(&found, "that of no kind of plan"),
        "{:?}",
        found.doubt
    );
}

#[test]
fn a_limit_from_a_cut_whose_day_is_not_known_names_it() {
    let found = ask(
        json!({"plan_kind": "chip", "level": "internal-appeal", "notice_date": "2026-11-02",
        "letter": {"form": "duration", "count": 20, "unit": "days", "trigger": "effective-date"}}),
    );
    assert_eq!(found.due, day("2026-11-22"));
    assert!(
        doubts(&found, "(the day the cut takes effect)"),
        "{:?}",
        found.doubt
    );
}
