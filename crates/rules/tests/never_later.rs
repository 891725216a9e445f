//! No day is later than one that could apply: what a letter says is never dropped in silence, and what is not known
//! never makes more time.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;
use holdfast_rules::answer;
use serde_json::json;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
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
fn a_letters_limit_is_never_dropped_in_silence() {
    let from_paper = "2027-01-01";
    let rows = [
        (
            json!({"count": 60, "unit": "days", "trigger": "awareness"}),
            from_paper,
            "not known",
        ),
        (
            json!({"count": 60, "unit": "days", "trigger": "banana"}),
            from_paper,
            "not known",
        ),
        (
            json!({"count": 60, "unit": "days", "trigger": "effective-date"}),
            from_paper,
            "not known",
        ),
        (
            json!({"count": 60, "unit": "days", "trigger": "date-of-decision"}),
            from_paper,
            "",
        ),
        (
            json!({"count": 6, "unit": "weeks", "trigger": "date-of-notice"}),
            "2026-12-14",
            "",
        ),
        (json!({"count": 1, "unit": "Week"}), "2026-11-09", ""),
        (
            json!({"count": 60, "unit": "calendar days"}),
            from_paper,
            "",
        ),
        (json!({"count": 36, "unit": "hours"}), "2026-11-03", ""),
        (json!({"count": 60}), from_paper, "without a unit"),
        (
            json!({"count": 60, "unit": "moons"}),
            from_paper,
            "without a unit",
        ),
    ];
    for (mut letter, due, doubt) in rows {
        letter["form"] = json!("duration");
        let found = ask(
            json!({"plan_kind": "employer-insured", "level": "internal-appeal",
            "notice_date": "2026-11-02", "received_date": "2026-11-02", "letter": letter}),
        );
        assert_eq!(found.due, Some(day(due)), "{letter}");
        assert_eq!(found.due_by_letter, found.due, "{letter}");
        assert!(
            doubts(&found, doubt) || doubt.is_empty(),
            "{letter}: {:?}",
            found.doubt
        );
        assert_eq!(
            found.doubt.is_empty(),
            doubt.is_empty(),
            "{letter}: {:?}",
            found.doubt
        );
    }
    for letter in [
        json!({"form": "duration", "count": 60, "unit": "days", "trigger": "future-decision"}),
        json!({"form": "duration", "count": 60, "unit": "days", "trigger": "receipt-of-information"}),
        json!({"form": "words"}),
        json!({"form": "date"}),
        json!({"form": "duration", "count": 4_000_000_000_u32, "unit": "years"}),
    ] {
        let found = ask(
            json!({"plan_kind": "employer-insured", "level": "internal-appeal",
            "notice_date": "2026-11-02", "received_date": "2026-11-02", "letter": letter}),
        );
        assert_eq!(
            (found.due, found.due_by_letter),
            (Some(day("2027-05-01")), None),
            "{letter}"
        );
        assert!(!found.doubt.is_empty(), "{letter}: in silence");
    }
}

#[test]
fn a_unit_that_is_guessed_is_no_fact() {
    // The cautious figure stays the earlier one, and no kind is ruled out by it.
    let found = ask(
        json!({"plan_kind": "medicaid-fee-for-service", "notice_date": "2026-11-02",
        "letter": {"form": "duration", "count": 60}}),
    );
    assert_eq!(found.due, Some(day("2026-12-02")));
    let found =
        ask(json!({"notice_date": "2026-11-02", "letter": {"form": "duration", "count": 180}}));
    assert_eq!(
        (found.due, found.struck_out.len()),
        (Some(day("2026-12-02")), 0)
    );
    assert!(doubts(&found, "without a unit"));
    // Nor by a number that counts from a decision to come.
    let found = ask(json!({"notice_date": "2026-11-02",
        "letter": {"form": "duration", "count": 180, "unit": "days", "trigger": "receipt-of-information"}}));
    assert_eq!(
        (found.due, found.struck_out.len()),
        (Some(day("2026-12-02")), 0)
    );
}

#[test]
fn a_limit_from_a_first_denial_that_is_not_known_lets_no_day_lead() {
    let request = |notice: serde_json::Value| {
        ask(
            json!({"plan_kind": "employer-insured", "level": "external-review", "state": "NY", "notice_date": notice,
            "decision_date": "2026-11-02",
            "letter": {"form": "duration", "count": 4, "unit": "months", "trigger": "first-denial"}}),
        )
    };
    let open = request(json!(null));
    assert_eq!((open.due, open.clock_started), (None, true));
    assert!(doubts(&open, "By the rule alone"), "{:?}", open.doubt);
    assert_eq!(request(json!("2026-08-03")).due, Some(day("2026-12-03")));
}

#[test]
fn a_notice_is_dated_no_later_than_it_came() {
    let found = ask(json!({"received_date": "2026-11-10"}));
    assert_eq!(
        (found.due, found.rule.as_deref()),
        (Some(day("2026-11-30")), Some("ffs-fair-hearing"))
    );
    assert!(found.cautious_figure && doubts(&found, "10 days for the post"));
    let rows = [
        ("medicare-advantage", "2027-01-04"),
        ("medicaid-managed-care", "2026-12-30"),
        ("fehb", "2027-04-30"),
    ];
    for (kind, due) in rows {
        let found = ask(json!({"plan_kind": kind, "received_date": "2026-11-10"}));
        assert_eq!(found.due, Some(day(due)), "{kind}");
        assert!(
            found.cautious_figure && doubts(&found, "10 days for the post"),
            "{kind}"
        );
    }
    // Where receipt starts the clock its date does not matter.
    let found = ask(json!({"plan_kind": "employer-insured", "received_date": "2026-11-10"}));
    assert_eq!((found.due, found.doubt.len()), (Some(day("2027-05-09")), 0));
    // But it does for the letter's own limit.
    let found = ask(
        json!({"plan_kind": "employer-insured", "received_date": "2026-11-10",
        "letter": {"form": "duration", "count": 60, "unit": "days", "trigger": "date-of-notice"}}),
    );
    assert_eq!(
        (found.due_by_letter, found.due),
        (Some(day("2026-12-30")), Some(day("2026-12-30")))
    );
    assert!(doubts(&found, "10 days for the post"));
    let found = ask(json!({"plan_kind": "medicaid-managed-care", "decision_date": "2026-11-02"}));
    assert_eq!(found.due, Some(day("2027-01-01")));
    assert!(doubts(&found, "the day of the decision was taken"));
}

#[test]
fn of_several_rules_that_could_hold_the_earliest_leads() {
    let found = ask(
        json!({"plan_kind": "original-medicare", "level": "qio-fast-appeal", "claim_type": "concurrent",
        "notice_date": "2026-11-02", "received_date": "2026-11-02", "effective_date": "2026-11-06"}),
    );
    assert_eq!(
        (found.due, found.rule.as_deref()),
        (Some(day("2026-11-03")), Some("om-services-end"))
    );
    assert!(doubts(&found, "More than one time limit"));
    assert_eq!(
        found.later_if.first().map(|l| l.date),
        Some(day("2026-11-06"))
    );
    let found = ask(
        json!({"plan_kind": "original-medicare", "level": "qio-fast-appeal", "claim_type": "concurrent",
        "effective_date": "2026-11-06"}),
    );
    assert_eq!(found.due, None);
    assert!(doubts(&found, "November 6, 2026"), "{:?}", found.doubt);
    let found = ask(
        json!({"plan_kind": "medicare-advantage", "level": "qio-fast-appeal", "claim_type": "concurrent",
        "notice_date": "2026-11-02"}),
    );
    assert_eq!(found.due, Some(day("2026-11-03")));
    assert!(doubts(&found, "It may be sooner"), "{:?}", found.doubt);
}

#[test]
fn a_kind_of_claim_that_is_missing_could_be_any() {
    for claim in [json!(null), json!("banana")] {
        let found = ask(
            json!({"plan_kind": "medicare-part-d", "level": "alj-hearing", "claim_type": claim, "decision_date": "2026-11-02"}),
        );
        assert_eq!(
            (found.due, found.rule.as_deref()),
            (Some(day("2027-01-01")), Some("pd-alj-expedited"))
        );
        assert_eq!(
            found.later_if.first().map(|l| l.date),
            Some(day("2027-01-06"))
        );
        assert!(doubts(&found, "kind of claim is not known"));
        assert_eq!(doubts(&found, "\u{201c}banana\u{201d}"), !claim.is_null());
    }
    // A fast track that leaves the ordinary time to whoever misses it is said, and does not lead.
    let found = ask(
        json!({"plan_kind": "original-medicare", "level": "qic-reconsideration", "decision_date": "2026-11-02"}),
    );
    assert_eq!(
        (found.due, found.rule.as_deref()),
        (Some(day("2027-05-06")), Some("om-qic"))
    );
    assert_eq!(
        found.sooner_if.iter().map(|s| s.date).collect::<Vec<_>>(),
        [Some(day("2026-11-03"))]
    );
    let post = ask(
        json!({"plan_kind": "original-medicare", "level": "qic-reconsideration", "claim_type": "post-service", "decision_date": "2026-11-02"}),
    );
    assert!(post.sooner_if.is_empty());
    let planned = ask(
        json!({"plan_kind": "medicare-part-d", "level": "alj-hearing", "claim_type": "pre-service", "decision_date": "2026-11-02"}),
    );
    assert_eq!(planned.due, Some(day("2027-01-06")));
    assert_eq!(
        planned.sooner_if.first().and_then(|s| s.date),
        Some(day("2027-01-01"))
    );
}

#[test]
fn shorter_times_beside_are_always_said() {
    let dates = |found: &Deadline| found.sooner_if.iter().map(|s| s.date).collect::<Vec<_>>();
    let three = ["2026-11-12", "2026-11-10", "2026-11-03"].map(|d| Some(day(d)));
    let found = ask(json!({"notice_date": "2026-11-02"}));
    assert_eq!(dates(&found), three, "{:?}", found.sooner_if);
    assert!(found.sooner_if.iter().all(|s| !s.citation.is_empty()));
    // Whatever the letter rules out, and whatever the kind of claim.
    let found = ask(
        json!({"notice_date": "2026-11-02", "claim_type": "post-service",
        "letter": {"form": "duration", "count": 180, "unit": "days"}}),
    );
    assert_eq!(dates(&found), three);
    let found = ask(json!({}));
    assert_eq!(dates(&found), [None, None, None]);
    let found = ask(
        json!({"plan_kind": "tricare", "level": "internal-appeal", "claim_type": "urgent", "notice_date": "2026-11-02"}),
    );
    assert_eq!(
        (found.due, dates(&found)),
        (Some(day("2027-01-31")), vec![Some(day("2026-11-10"))])
    );
    let found = ask(json!({"plan_kind": "medicaid-managed-care", "notice_date": "2026-11-02"}));
    assert_eq!(dates(&found), [Some(day("2026-11-12"))]);
    let found = ask(
        json!({"plan_kind": "medicare-advantage", "notice_date": "2026-11-02", "effective_date": "2026-11-02"}),
    );
    assert_eq!(dates(&found), [Some(day("2026-11-02"))]);
    for kind in ["marketplace", "fehb"] {
        assert!(
            ask(json!({"plan_kind": kind, "notice_date": "2026-11-02"}))
                .sooner_if
                .is_empty()
        );
    }
}

#[test]
fn knowing_the_state_makes_nothing_later() {
    for state in ["NY", "CA", "TX", "ME", "SC"] {
        let found =
            ask(json!({"level": "external-review", "state": state, "decision_date": "2026-11-02"}));
        assert_eq!(found.due, Some(day("2027-01-01")), "{state}");
    }
    let found =
        ask(json!({"level": "external-review", "state": "NY", "decision_date": "2026-11-02"}));
    assert!(
        found.cautious_figure && doubts(&found, "cautious figure"),
        "{:?}",
        found.doubt
    );
    // The step above the first: a plan's own document can set less than the law of CHAMPVA gives.
    let found = ask(
        json!({"level": "second-level-appeal", "notice_date": "2026-11-02", "decision_date": "2026-11-02"}),
    );
    assert_eq!(found.due, Some(day("2026-12-02")));
    // And a year from the notice, if it is the VA, is not the day of the others, whose decision is not known.
    let found = ask(json!({"level": "second-level-appeal", "notice_date": "2026-11-02"}));
    assert_eq!(found.due, None);
    assert!(
        doubts(&found, "va-community-care: Tuesday, November 2, 2027"),
        "{:?}",
        found.doubt
    );
}

#[test]
fn days_beyond_the_calendar_are_no_days() {
    for (kind, notice) in [
        ("employer-insured", "9999-12-31"),
        ("medicare-advantage", "9999-12-29"),
        ("unknown", "9999-12-20"),
        ("champva", "9999-01-01"),
    ] {
        let found = ask(json!({"plan_kind": kind, "notice_date": notice, "received_date": notice}));
        if let Some(due) = found.due {
            assert!(due <= day("9999-12-31"), "{kind}");
        }
        assert!(!found.doubt.is_empty(), "{kind}");
        let text = serde_json::to_string(&found).unwrap();
        assert!(!text.contains("10000"), "{kind}: {text}");
    }
    let found = ask(json!({"plan_kind": "employer-insured", "notice_date": "9999-12-31"}));
    assert_eq!((found.due, found.safe_day), (None, None));
    assert!(doubts(&found, "beyond any calendar"));
}

#[test]
fn a_kind_of_plan_that_nobody_knows_is_said() {
    let found = ask(json!({"plan_kind": "banana", "notice_date": "2026-11-02"}));
    assert!(doubts(&found, "\u{201c}banana\u{201d}"));
    assert_eq!(found.due, Some(day("2026-12-02")));
    for word in ["unknown", "not-stated", " ", "HMO"] {
        let found = ask(json!({"plan_kind": word, "notice_date": "2026-11-02"}));
        assert_eq!(
            doubts(&found, "do not know this kind of plan"),
            word == "HMO",
            "{word}"
        );
    }
}

#[test]
fn what_comes_after_the_day_is_not_called_sooner() {
    let found = ask(json!({
        "plan_kind": "medicaid-managed-care", "level": "internal-appeal", "notice_date": "2026-11-02",
        "claim_type": "concurrent",
        "letter": { "form": "duration", "count": 5, "unit": "days", "trigger": "date-of-notice" },
    }));
    assert!(found.due.is_some(), "{found:?}");
    for time in &found.sooner_if {
        assert!(
            time.date < found.due,
            "{time:?} is not before {:?}",
            found.due
        );
    }
}
