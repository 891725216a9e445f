//! The windows that a letter names: from where they are counted, what they want, when they are over.

use super::support::*;

#[test]
fn a_denial_with_its_windows() {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "marketplace",
        on(2026, 9, 3),
    );
    reading.deadlines = vec![
        stated(
            "internal-appeal",
            "member",
            limit(180, "days", "receipt-of-notice"),
            true,
        ),
        stated(
            "peer-to-peer",
            "provider",
            limit(14, "days", "date-of-notice"),
            false,
        ),
        stated(
            "external-review",
            "member",
            limit(4, "months", "future-decision"),
            false,
        ),
        stated(
            "plan-decision",
            "plan",
            limit(30, "days", "receipt-of-appeal"),
            false,
        ),
    ];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        short(&found),
        [
            ("internal-appeal", "member", Some(on(2027, 3, 2)), true),
            ("peer-to-peer", "provider", Some(on(2026, 9, 17)), false),
            ("external-review", "member", None, false),
            ("plan-decision", "plan", None, false),
        ]
    );
    assert!(!found[2].clock_started && found[2].rule.as_deref() == Some("insured-external-review"));
    // The clock of an appeal, not the one for a request before care.
    assert_eq!(
        found[3].rule.as_deref(),
        Some("erisa-appeal-decision-pre-service"),
        "an appeal's clock"
    );
    assert!(found[1].safe_day.is_none() || found[1].who == "provider");
}

#[test]
fn a_printed_day_is_the_letters_own() {
    let mut reading = letter(
        NoticeKind::Eob,
        Outcome::PartlyDenied,
        Stage::InitialPostService,
        "original-medicare",
        on(2026, 6, 11),
    );
    reading.deadlines = vec![stated(
        "internal-appeal",
        "member",
        printed(on(2026, 10, 14)),
        true,
    )];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        (found[0].due, found[0].leads.as_deref()),
        (Some(on(2026, 10, 14)), Some("both"))
    );
}

#[test]
fn a_start_of_the_past_is_counted_from_where_the_letter_says() {
    let mut reading = letter(
        NoticeKind::AppealDecision,
        Outcome::Upheld,
        Stage::FirstLevelAppeal,
        "grandfathered",
        on(2026, 9, 18),
    );
    let mut court = stated("court", "member", limit(3, "years", "first-denial"), false);
    court.start = Some(on(2026, 7, 1));
    reading.deadlines = vec![
        stated(
            "second-level-appeal",
            "member",
            limit(60, "days", "receipt-of-notice"),
            true,
        ),
        court,
    ];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        short(&found),
        [
            (
                "second-level-appeal",
                "member",
                Some(on(2026, 11, 17)),
                true
            ),
            ("court", "member", Some(on(2029, 7, 1)), false)
        ]
    );
}

#[test]
fn what_the_letter_wants_by_then_is_kept_if_stricter() {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "tricare",
        on(2026, 8, 29),
    );
    let mut strict = stated(
        "internal-appeal",
        "member",
        limit(90, "days", "date-of-notice"),
        true,
    );
    strict.must = "be-received".to_owned();
    reading.deadlines = vec![strict.clone()];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        (
            found[0].must.as_str(),
            found[0].safe_by.as_deref(),
            found[0].safe_day
        ),
        ("be-received", Some("mail"), Some(on(2026, 11, 17)))
    );
    strict.must = "be-sent".to_owned();
    reading.deadlines = vec![strict];
    assert_eq!(
        dated(&reading, &KnownFacts::default())[0].must,
        "be-postmarked-or-received"
    );
}

#[test]
fn a_day_gone_by_is_said_with_what_helps() {
    let reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "marketplace",
        on(2026, 1, 5),
    );
    let found = dated(
        &reading,
        &KnownFacts {
            today: Some(on(2026, 11, 25)),
            ..KnownFacts::default()
        },
    );
    assert!(found[0].doubt.iter().any(|d| d.say.contains("has passed")));
    assert!(
        found[0]
            .doubt
            .iter()
            .any(|d| d.say.contains("There may still be a way"))
    );
}

#[test]
fn a_time_under_the_name_of_a_state_holds_for_those_whose_state_it_may_be() {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "employer-self-funded",
        on(2026, 9, 14),
    );
    let listed = |state: &str, days| StatedDeadline {
        of_state: Some(state.to_owned()),
        ..stated(
            "internal-appeal",
            "member",
            limit(days, "days", "date-of-notice"),
            false,
        )
    };
    reading.deadlines = vec![
        stated(
            "internal-appeal",
            "member",
            limit(180, "days", "date-of-notice"),
            true,
        ),
        listed("OH", 60),
        listed("VA", 30),
    ];
    let lead = |states: &[&str], read: Option<&str>| {
        let mut reading = reading.clone();
        reading.plan.state = read.and_then(|state| fact(state.to_owned(), 0.89));
        let known = KnownFacts {
            states: states.iter().map(|s| (*s).to_owned()).collect(),
            ..KnownFacts::default()
        };
        let found = dated(&reading, &known);
        assert_eq!(found.iter().filter(|d| d.primary).count(), 1);
        found[0].due.unwrap()
    };
    // nobody knows the state: the shortest that could hold
    assert_eq!(lead(&[], None), on(2026, 10, 14));
    assert_eq!(lead(&["VA"], None), on(2026, 10, 14));
    assert_eq!(lead(&["OH"], Some("VA")), on(2026, 11, 13));
    assert_eq!(lead(&[], Some("VA")), on(2026, 10, 14));
    assert_eq!(lead(&["OH", "VA"], None), on(2026, 10, 14));
    // a state that is not listed has the time for everybody
    assert_eq!(lead(&["TX"], None), on(2027, 3, 13));
}
