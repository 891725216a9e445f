//! Rows on both sides of each edge. The days were counted apart from this program.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use holdfast_case::{Deadline, DeadlineQuestion, LetterLimit};
use holdfast_library::Library;
use holdfast_rules::answer;
use holdfast_rules::{Standing, standing};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn ask(kind: &str, level: &str, notice: &str) -> DeadlineQuestion {
    DeadlineQuestion {
        plan_kind: Some(kind.to_owned()),
        level: Some(level.to_owned()),
        notice_date: Some(day(notice)),
        ..DeadlineQuestion::default()
    }
}

fn decided(kind: &str, level: &str, decision: &str, received: Option<&str>) -> DeadlineQuestion {
    DeadlineQuestion {
        notice_date: None,
        decision_date: Some(day(decision)),
        received_date: received.map(day),
        ..ask(kind, level, decision)
    }
}

fn days(count: u32, trigger: &str) -> Option<LetterLimit> {
    limit(count, "days", trigger)
}

fn limit(count: u32, unit: &str, trigger: &str) -> Option<LetterLimit> {
    Some(LetterLimit {
        form: "duration".to_owned(),
        count: Some(count),
        unit: Some(unit.to_owned()),
        trigger: Some(trigger.to_owned()),
        ..LetterLimit::default()
    })
}

fn printed(date: &str) -> Option<LetterLimit> {
    Some(LetterLimit {
        form: "date".to_owned(),
        date: Some(day(date)),
        ..LetterLimit::default()
    })
}

fn work(q: &DeadlineQuestion) -> Deadline {
    answer(Library::builtin(), q)
}

fn due(q: &DeadlineQuestion) -> Option<NaiveDate> {
    work(q).due
}

#[test]
fn around_the_presumed_day() {
    let rows = [
        ("2026-08-09", "2026-10-08", 1, None),
        ("2026-08-10", "2026-10-09", 0, None),
        ("2026-08-14", "2026-10-13", 0, None),
        ("2026-08-15", "2026-10-14", 0, None),
        ("2026-08-16", "2026-10-14", 1, Some("2026-10-15")),
    ];
    for (received, last, doubts, later) in rows {
        let found = work(&DeadlineQuestion {
            received_date: Some(day(received)),
            ..ask("medicare-advantage", "internal-appeal", "2026-08-10")
        });
        assert_eq!(
            (found.due, found.doubt.len()),
            (Some(day(last)), doubts),
            "{received}: {:?}",
            found.doubt
        );
        assert_eq!(
            found.later_if.first().map(|l| l.date),
            later.map(day),
            "{received}"
        );
    }
}

#[test]
fn papers_from_before_the_rule() {
    let found = work(&ask("medicare-advantage", "internal-appeal", "2024-12-31"));
    assert_eq!(
        found.due,
        Some(day("2025-03-01")),
        "sixty days from its date, no days for the mail"
    );
    assert!(
        found
            .doubt
            .iter()
            .any(|d| d.say.contains("January 1, 2025"))
    );
    assert_eq!(
        due(&ask("medicare-advantage", "internal-appeal", "2025-01-01")),
        Some(day("2025-03-07"))
    );
}

#[test]
fn around_what_the_state_may_set() {
    let rows = [
        (60, "2026-11-10", "2026-10-11", "2026-10-11"),
        (90, "2026-11-10", "2026-11-10", "2026-11-10"),
        (91, "2026-11-11", "2026-11-11", "2026-11-11"),
        (120, "2026-12-10", "2026-12-10", "2026-12-10"),
        (150, "2026-12-10", "2027-01-09", "2026-12-10"),
    ];
    for (count, by_rule, by_letter, last) in rows {
        let q = DeadlineQuestion {
            letter: days(count, "date-of-notice"),
            ..decided("medicaid-managed-care", "fair-hearing", "2026-08-12", None)
        };
        let found = work(&q);
        let got = (found.due_by_rule, found.due_by_letter, found.due);
        assert_eq!(
            got,
            (Some(day(by_rule)), Some(day(by_letter)), Some(day(last))),
            "{count}"
        );
    }
}

#[test]
fn around_the_most_a_state_may_allow() {
    let base = || ask("medicaid-fee-for-service", "fair-hearing", "2026-05-04");
    let found = work(&base());
    assert!(found.cautious_figure && found.due == Some(day("2026-06-03")));
    assert_eq!(
        found.later_if.first().map(|l| l.date),
        Some(day("2026-08-02"))
    );
    for (count, last) in [(89, "2026-08-01"), (90, "2026-08-02"), (91, "2026-08-02")] {
        let found = work(&DeadlineQuestion {
            letter: days(count, "date-of-notice"),
            ..base()
        });
        assert_eq!(
            (found.due, found.cautious_figure),
            (Some(day(last)), false),
            "{count}"
        );
    }
    for (print, last) in [
        ("2026-08-01", "2026-08-01"),
        ("2026-08-02", "2026-08-02"),
        ("2026-08-03", "2026-08-02"),
    ] {
        assert_eq!(
            due(&DeadlineQuestion {
                letter: printed(print),
                ..base()
            }),
            Some(day(last)),
            "{print}"
        );
    }
}

#[test]
fn around_weekends_holidays_and_month_ends() {
    // received, last day, safe day
    let rows = [
        ("2026-03-02", "2026-07-02", "2026-06-22"),
        ("2026-03-04", "2026-07-06", "2026-06-24"),
        ("2026-03-05", "2026-07-06", "2026-06-25"),
        ("2026-03-06", "2026-07-06", "2026-06-26"),
        ("2026-05-07", "2026-09-08", "2026-08-28"),
        ("2026-08-25", "2026-12-28", "2026-12-15"),
        ("2026-09-01", "2027-01-04", "2026-12-22"),
        ("2027-03-03", "2027-07-05", "2027-06-23"),
        ("2027-03-05", "2027-07-05", "2027-06-25"),
        ("2026-10-28", "2027-03-01", "2027-02-18"),
        ("2026-10-29", "2027-03-01", "2027-02-19"),
        ("2026-10-31", "2027-03-01", "2027-02-19"),
        ("2027-10-29", "2028-02-29", "2028-02-18"),
        ("2027-10-30", "2028-03-01", "2028-02-18"),
        ("2026-07-26", "2026-11-27", "2026-11-16"),
    ];
    for (received, last, safe) in rows {
        let found = work(&decided(
            "employer-self-funded",
            "external-review",
            received,
            Some(received),
        ));
        assert_eq!(
            (found.due, found.safe_day),
            (Some(day(last)), Some(day(safe))),
            "{received}"
        );
    }
}

#[test]
fn states_that_were_not_seen_and_states_not_known() {
    let rows = [
        (Some("OH"), "2026-09-01", true),
        (Some("CA"), "2026-09-05", true),
        (Some("CT"), "2026-07-08", true),
        (Some("SC"), "2026-05-09", true),
        (Some("KY"), "2026-05-09", false),
        (Some("ME"), "2026-07-10", false),
        (Some("AK"), "2026-07-10", false),
        (Some("HI"), "2026-07-10", false),
        (Some("GA"), "2026-07-10", false),
        (Some("tx"), "2026-07-10", true),
        (Some("PR"), "2026-05-09", true),
        (None, "2026-05-09", true),
    ];
    for (state, last, verified) in rows {
        let q = DeadlineQuestion {
            state: state.map(str::to_owned),
            ..decided(
                "marketplace",
                "external-review",
                "2026-03-05",
                Some("2026-03-10"),
            )
        };
        let found = work(&q);
        assert_eq!(
            (found.due, found.rule_verified),
            (Some(day(last)), verified),
            "{state:?}"
        );
    }
    let found = work(&decided(
        "marketplace",
        "external-review",
        "2026-03-05",
        Some("2026-03-10"),
    ));
    assert_eq!(
        found.state_entry.as_deref(),
        Some("SC"),
        "the verified one of the two"
    );
    assert_eq!(found.shortest_of.len(), 51);
    assert!(
        found
            .later_if
            .iter()
            .any(|l| l.date == day("2026-07-10") && l.say.contains("NE"))
    );
    let maine = work(&DeadlineQuestion {
        state: Some("ME".to_owned()),
        ..decided(
            "marketplace",
            "external-review",
            "2026-03-05",
            Some("2026-03-10"),
        )
    });
    assert!(
        maine.later_if.iter().any(|l| l.date == day("2027-03-10")),
        "{:?}",
        maine.later_if
    );
}

#[test]
fn what_a_letter_rules_out() {
    let rows: [(Option<LetterLimit>, &str, &str); 11] = [
        (
            days(60, "date-of-notice"),
            "2026-07-31",
            "medicaid-fee-for-service: 2026-07-31",
        ),
        (
            days(65, "date-of-notice"),
            "2026-08-05",
            "medicaid-fee-for-service: 2026-08-05",
        ),
        (
            days(90, "date-of-notice"),
            "2026-08-30",
            "medicaid-fee-for-service: 2026-08-30",
        ),
        (
            days(91, "date-of-notice"),
            "2026-08-31",
            "employer-self-funded: 2026-11-28",
        ),
        (
            days(120, "date-of-notice"),
            "2026-09-29",
            "original-medicare: 2026-10-04",
        ),
        (
            limit(6, "months", "date-of-notice"),
            "2026-11-28",
            "employer-self-funded: 2026-11-28",
        ),
        (
            printed("2026-08-05"),
            "2026-07-31",
            "medicaid-managed-care: 2026-07-31",
        ),
        (
            printed("2026-08-06"),
            "2026-08-05",
            "medicare-advantage: 2026-08-05",
        ),
        (
            printed("2026-08-11"),
            "2026-08-11",
            "medicaid-fee-for-service: 2026-08-11",
        ),
        (
            printed("2026-09-04"),
            "2026-08-30",
            "medicaid-fee-for-service: 2026-08-30",
        ),
        (
            printed("2026-09-05"),
            "2026-09-05",
            "original-medicare: 2026-10-04",
        ),
    ];
    for (letter, last, first) in rows {
        let found = work(&DeadlineQuestion {
            letter: letter.clone(),
            ..ask("unknown", "internal-appeal", "2026-06-01")
        });
        assert_eq!(
            (found.due, found.shortest_of.first().map(String::as_str)),
            (Some(day(last)), Some(first)),
            "{letter:?}"
        );
        assert_eq!(found.must, "be-received");
    }
}

#[test]
fn keeping_care_from_the_state() {
    let base = || {
        ask(
            "medicaid-fee-for-service",
            "continue-benefits",
            "2026-07-17",
        )
    };
    for (cut, last) in [
        ("2026-07-27", "2026-07-26"),
        ("2026-07-28", "2026-07-27"),
        ("2026-08-15", "2026-07-27"),
    ] {
        assert_eq!(
            due(&DeadlineQuestion {
                effective_date: Some(day(cut)),
                ..base()
            }),
            Some(day(last)),
            "{cut}"
        );
    }
    let found = work(&base());
    assert_eq!((found.due, found.doubt.len()), (Some(day("2026-07-27")), 1));
}

#[test]
fn short_times_go_by_fax_or_at_once() {
    let base = |cut: &str| DeadlineQuestion {
        effective_date: Some(day(cut)),
        claim_type: Some("concurrent".to_owned()),
        ..ask("medicare-advantage", "qio-fast-appeal", "2026-07-16")
    };
    let found = work(&base("2026-07-17"));
    // One day after receipt, or the day of discharge: the earlier of the two rules leads.
    assert_eq!(
        (found.due, found.safe_by.as_deref()),
        (Some(day("2026-07-17")), Some("at-once"))
    );
    assert_eq!(found.safe_day, Some(day("2026-07-16")));
}

#[test]
fn what_is_left_on_a_later_day() {
    let lib = Library::builtin();
    let found = work(&DeadlineQuestion {
        received_date: Some(day("2026-03-06")),
        ..ask("employer-self-funded", "internal-appeal", "2026-03-02")
    });
    assert_eq!(
        standing(lib, &found, day("2026-08-21")),
        Standing::Safe {
            days: 0,
            by: "mail".to_owned()
        }
    );
    assert_eq!(
        standing(lib, &found, day("2026-08-22")),
        Standing::Late {
            day: day("2026-08-31"),
            by: "fax-or-portal",
            days_left: 11
        }
    );
    assert_eq!(
        standing(lib, &found, day("2026-09-02")),
        Standing::Late {
            day: day("2026-09-02"),
            by: "at-once",
            days_left: 0
        }
    );
    assert_eq!(
        standing(lib, &found, day("2026-09-03")),
        Standing::Passed { days: 1 }
    );
    let waiting = work(&ask("marketplace", "external-review", "2026-06-15"));
    assert_eq!(standing(lib, &waiting, day("2026-09-03")), Standing::NoDay);
}

#[test]
fn nothing_known_says_what_to_give() {
    for q in [
        DeadlineQuestion::default(),
        DeadlineQuestion {
            plan_kind: Some("marketplace".to_owned()),
            ..DeadlineQuestion::default()
        },
    ] {
        let found = work(&q);
        assert!(
            found.due.is_none() && !found.clock_started && !found.doubt.is_empty(),
            "{found:?}"
        );
    }
    let found = work(&DeadlineQuestion {
        plan_kind: Some("part-d".to_owned()),
        level: Some("redetermination".to_owned()),
        ..ask("", "", "2026-03-02")
    });
    assert_eq!(
        (found.level.as_str(), found.rule.as_deref()),
        ("internal-appeal", Some("pd-redetermination"))
    );
}
