//! What a person confirmed goes before what was read, and half a confidence is none.

use super::support::*;

#[test]
fn what_the_person_confirmed_goes_first() {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "marketplace",
        on(2026, 9, 3),
    );
    reading.deadlines = vec![stated(
        "internal-appeal",
        "member",
        limit(60, "days", "date-of-notice"),
        true,
    )];
    let known = KnownFacts {
        plan_kinds: vec!["medicaid-managed-care".to_owned()],
        notice_date: Some(on(2026, 9, 8)),
        received_date: Some(on(2026, 9, 12)),
        ..KnownFacts::default()
    };
    let found = dated(&reading, &known);
    assert_eq!(
        short(&found),
        [("internal-appeal", "member", Some(on(2026, 11, 7)), true)]
    );
    assert_eq!(found[0].rule.as_deref(), Some("mc-appeal"));
}

#[test]
fn half_a_confidence_counts_as_not_known() {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "marketplace",
        on(2026, 6, 1),
    );
    reading.plan.kind = fact("marketplace".to_owned(), 0.49);
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        short(&found),
        [("internal-appeal", "member", Some(on(2026, 7, 1)), true)]
    );
    assert!(found[0].doubt[0].say.contains("kind of plan is not known"));
    reading.plan.kind = fact("marketplace".to_owned(), 0.5);
    assert_eq!(
        dated(&reading, &KnownFacts::default())[0].due,
        Some(on(2026, 11, 28))
    );

    let mut unsure = stated(
        "internal-appeal",
        "member",
        limit(400, "days", "date-of-notice"),
        true,
    );
    unsure.confidence = 0.3;
    reading.deadlines = vec![unsure];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        (found[0].due, found[0].due_by_letter),
        (Some(on(2026, 11, 28)), None)
    );
    assert!(
        found[0]
            .doubt
            .iter()
            .any(|d| d.say.contains("not sure what the letter gives"))
    );
}
