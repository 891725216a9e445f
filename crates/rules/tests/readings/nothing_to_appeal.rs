//! Papers that say no to nothing get no day to appeal; their other days stay.

use super::support::*;

#[test]
fn nothing_to_appeal_gets_no_day_to_appeal() {
    let boilerplate = stated(
        "internal-appeal",
        "member",
        limit(180, "days", "receipt-of-notice"),
        true,
    );
    let papers = [
        (NoticeKind::Bill, Outcome::None),
        (NoticeKind::Approval, Outcome::Approved),
        (NoticeKind::InformationRequest, Outcome::Pending),
        (NoticeKind::PolicyChange, Outcome::None),
        (NoticeKind::Records, Outcome::None),
        (NoticeKind::Other, Outcome::None),
        (NoticeKind::Eob, Outcome::Paid),
        (NoticeKind::AppealDecision, Outcome::Overturned),
        (NoticeKind::ExternalReviewDecision, Outcome::Overturned),
    ];
    for (kind, outcome) in papers {
        for plan in [
            "",
            "marketplace",
            "medicaid-fee-for-service",
            "original-medicare",
        ] {
            let mut reading = letter(
                kind,
                outcome,
                Stage::InitialPostService,
                plan,
                on(2026, 9, 3),
            );
            reading.deadlines = vec![boilerplate.clone()];
            let found = dated(&reading, &KnownFacts::default());
            assert!(
                found
                    .iter()
                    .all(|d| d.due.is_none() && !d.primary && !d.clock_started),
                "{kind:?} {plan}: {found:?}"
            );
            reading.deadlines.clear();
            assert!(
                dated(&reading, &KnownFacts::default()).is_empty(),
                "{kind:?}"
            );
        }
    }
}

#[test]
fn other_days_of_such_papers_stay() {
    let mut reading = letter(
        NoticeKind::Bill,
        Outcome::None,
        Stage::None,
        "",
        on(2026, 9, 21),
    );
    reading.deadlines = vec![
        stated("payment", "member", printed(on(2026, 10, 12)), false),
        stated("debt-dispute", "member", printed(on(2026, 10, 26)), false),
    ];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        short(&found)[0],
        ("payment", "member", Some(on(2026, 10, 12)), false)
    );
    // The law's thirty days from receipt are earlier than the printed day, and lead.
    assert_eq!(
        short(&found)[1],
        ("debt-dispute", "member", Some(on(2026, 10, 21)), false)
    );
    assert_eq!(found[1].rule.as_deref(), Some("debt-validation"));
    assert!(
        found
            .iter()
            .all(|d| !d.doubt.iter().any(|s| s.say.contains("kind of plan")))
    );
}

#[test]
fn the_end_of_an_approval_is_the_letters_own_day_and_nothing_to_act_by() {
    let end = on(2027, 3, 14); // a Sunday
    let ends = stated("authorization-end", "other", printed(end), false);
    for plan in [
        "",
        "marketplace",
        "medicare-advantage",
        "medicaid-managed-care",
    ] {
        let mut reading = letter(
            NoticeKind::Approval,
            Outcome::Approved,
            Stage::InitialPreService,
            plan,
            on(2026, 9, 14),
        );
        reading.deadlines = vec![ends.clone()];
        for today in [on(2026, 11, 23), on(2027, 6, 1)] {
            let known = KnownFacts {
                today: Some(today),
                ..KnownFacts::default()
            };
            let found = dated(&reading, &known);
            assert_eq!(
                short(&found),
                [("authorization-end", "other", Some(end), false)]
            );
            let [only] = found.as_slice() else {
                panic!("one: {found:?}")
            };
            assert_eq!(
                only.weekday.as_deref(),
                Some("Sunday"),
                "no weekend moves it"
            );
            assert_eq!((only.safe_day, only.rule.as_deref()), (None, None));
            assert!(
                only.doubt.is_empty() && only.later_if.is_empty(),
                "{only:?}"
            );
            assert!(only.sooner_if.is_empty(), "{only:?}");
        }
        reading.deadlines[0].confidence = 0.3;
        let faint = dated(&reading, &KnownFacts::default());
        assert_eq!(short(&faint), [("authorization-end", "other", None, false)]);
    }
}

#[test]
fn a_letter_that_says_no_to_all_of_it_ends_no_approval_of_its_own() {
    let ends = stated(
        "authorization-end",
        "other",
        printed(on(2027, 4, 30)),
        false,
    );
    for (kind, outcome, has) in [
        (NoticeKind::Denial, Outcome::Denied, false),
        (NoticeKind::Denial, Outcome::Reduced, false),
        (NoticeKind::Denial, Outcome::None, false),
        (NoticeKind::PartialDenial, Outcome::Denied, false),
        (NoticeKind::AppealDecision, Outcome::Upheld, false),
        (NoticeKind::PartialDenial, Outcome::PartlyDenied, true),
        (NoticeKind::PartialDenial, Outcome::ApprovedWithChange, true),
        (NoticeKind::AppealDecision, Outcome::Overturned, true),
        (NoticeKind::AppealDecision, Outcome::PartlyDenied, true),
        (NoticeKind::Approval, Outcome::Approved, true),
        (NoticeKind::Approval, Outcome::None, true),
    ] {
        let mut reading = letter(
            kind,
            outcome,
            Stage::InitialConcurrent,
            "medicare-advantage",
            on(2027, 3, 2),
        );
        reading.deadlines = vec![ends.clone()];
        let found = dated(&reading, &KnownFacts::default());
        let ends = found.iter().any(|d| d.level == "authorization-end");
        assert_eq!(ends, has, "{kind:?} {outcome:?}");
    }
}
