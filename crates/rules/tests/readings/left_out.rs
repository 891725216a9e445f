//! What a letter leaves out: the limit, the step above, the care that can go on, its own date.

use super::support::*;

#[test]
fn a_letter_that_leaves_the_limit_out_gets_the_rules() {
    let cases = [
        (
            NoticeKind::Denial,
            Outcome::Denied,
            Stage::InitialPostService,
            "fehb",
            vec![("internal-appeal", on(2027, 3, 3))],
        ),
        (
            NoticeKind::Eob,
            Outcome::PartlyDenied,
            Stage::InitialPostService,
            "original-medicare",
            vec![("internal-appeal", on(2027, 1, 6))],
        ),
        (
            NoticeKind::AppealDecision,
            Outcome::Upheld,
            Stage::FinalInternal,
            "employer-self-funded",
            vec![("external-review", on(2027, 1, 4))],
        ),
        (
            NoticeKind::AppealDecision,
            Outcome::Upheld,
            Stage::FirstLevelAppeal,
            "medicare-part-d",
            vec![("ire", on(2026, 11, 7))],
        ),
        (
            NoticeKind::AppealDecision,
            Outcome::Upheld,
            Stage::FirstLevelAppeal,
            "fehb",
            vec![("opm-review", on(2026, 12, 2))],
        ),
        (
            NoticeKind::ExternalReviewDecision,
            Outcome::Upheld,
            Stage::ExternalReview,
            "medicare-advantage",
            vec![("alj-hearing", on(2026, 11, 7))],
        ),
        (
            NoticeKind::AppealDecision,
            Outcome::Upheld,
            Stage::FinalInternal,
            "medicare-advantage",
            vec![],
        ),
        (
            NoticeKind::AppealDecision,
            Outcome::Upheld,
            Stage::FinalInternal,
            "tricare",
            vec![
                ("formal-review", on(2026, 11, 2)),
                ("second-reconsideration", on(2026, 12, 2)),
            ],
        ),
        (
            NoticeKind::Denial,
            Outcome::Denied,
            Stage::InitialPreService,
            "medicaid-fee-for-service",
            vec![("fair-hearing", on(2026, 10, 3))],
        ),
    ];
    for (kind, outcome, stage, plan, want) in cases {
        let found = dated(
            &letter(kind, outcome, stage, plan, on(2026, 9, 3)),
            &KnownFacts::default(),
        );
        let got: Vec<_> = found
            .iter()
            .map(|d| (d.level.as_str(), d.due.unwrap()))
            .collect();
        assert_eq!(got, want, "{plan} {stage:?}");
        assert_eq!(
            found.iter().filter(|d| d.primary).count(),
            usize::from(!want.is_empty()),
            "{plan} {stage:?}"
        );
        assert!(
            found
                .iter()
                .all(|d| d.letter.is_none() && d.citation.is_some())
        );
    }
}

#[test]
fn a_reconsideration_after_an_appeal_is_the_step_above() {
    let mut reading = letter(
        NoticeKind::AppealDecision,
        Outcome::Upheld,
        Stage::FirstLevelAppeal,
        "medicare-part-d",
        on(2026, 10, 6),
    );
    reading.deadlines = vec![
        stated(
            "reconsideration",
            "member",
            limit(65, "days", "date-of-notice"),
            true,
        ),
        stated(
            "alj-hearing",
            "member",
            limit(60, "days", "future-decision"),
            false,
        ),
    ];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        short(&found)[0],
        ("ire", "member", Some(on(2026, 12, 10)), true)
    );
    assert_eq!(found[0].leads.as_deref(), Some("both"));
    assert_eq!((found[1].due, found[1].clock_started), (None, false));
}

#[test]
fn care_that_is_cut_can_go_on_and_that_is_never_left_out() {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Reduced,
        Stage::InitialConcurrent,
        "medicaid-managed-care",
        on(2026, 7, 17),
    );
    let known = KnownFacts {
        effective_date: Some(on(2026, 8, 1)),
        ..KnownFacts::default()
    };
    let found = dated(&reading, &known);
    assert_eq!(
        short(&found),
        [
            ("internal-appeal", "member", Some(on(2026, 9, 15)), true),
            (
                "continuation-of-benefits",
                "member",
                Some(on(2026, 8, 1)),
                false
            ),
        ]
    );
    reading.plan.kind = None;
    let found = dated(&reading, &KnownFacts::default());
    let keeping = found
        .iter()
        .find(|d| d.level == "continuation-of-benefits")
        .unwrap();
    assert_eq!(keeping.due, Some(on(2026, 7, 27)));
    assert!(keeping.doubt[0].say.starts_with("Only if this is Medicaid"));
    assert!(found[0].primary && found[0].level == "internal-appeal");
}

#[test]
fn without_the_date_of_the_letter_there_is_no_day_but_the_way_to_one() {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "medicaid-managed-care",
        on(2026, 7, 17),
    );
    reading.claim.date_of_notice = fact(on(2026, 7, 17), 0.2);
    reading.deadlines = vec![stated(
        "internal-appeal",
        "member",
        limit(60, "days", "date-of-notice"),
        true,
    )];
    let found = dated(&reading, &KnownFacts::default());
    assert_eq!(
        (found[0].due, found[0].clock_started, found[0].primary),
        (None, true, true)
    );
    assert!(
        found[0]
            .doubt
            .iter()
            .any(|d| d.say.contains("date printed on the letter is needed"))
    );
}
