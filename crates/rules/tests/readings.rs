//! From a reading to its deadlines: which lead, which are no day at all, and what a letter left out.
//!
//! Long because each row of a letter is spelled out where it is checked.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use holdfast_case::reading::{NoticeKind, Outcome, Stage, StatedDeadline};
use holdfast_case::{Deadline, Fact, LetterLimit, Reading};
use holdfast_library::Library;
use holdfast_rules::{KnownFacts, date_reading};

fn on(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn fact<T>(value: T, confidence: f32) -> Option<Fact<T>> {
    Some(Fact {
        value,
        confidence,
        quote: String::new(),
        place: None,
        why: String::new(),
    })
}

fn letter(
    kind: NoticeKind,
    outcome: Outcome,
    stage: Stage,
    plan: &str,
    dated: NaiveDate,
) -> Reading {
    let mut reading = Reading {
        kind: fact(kind, 0.95),
        outcome: fact(outcome, 0.95),
        stage: fact(stage, 0.95),
        ..Reading::default()
    };
    reading.plan.kind = fact(plan.to_owned(), 0.95).filter(|_| !plan.is_empty());
    reading.claim.date_of_notice = fact(dated, 0.97);
    reading
}

fn limit(count: u32, unit: &str, trigger: &str) -> LetterLimit {
    LetterLimit {
        form: "duration".to_owned(),
        count: Some(count),
        unit: Some(unit.to_owned()),
        trigger: Some(trigger.to_owned()),
        quote: format!("within {count} {unit}"),
        ..LetterLimit::default()
    }
}

fn printed(date: NaiveDate) -> LetterLimit {
    LetterLimit {
        form: "date".to_owned(),
        trigger: Some("fixed".to_owned()),
        date: Some(date),
        ..LetterLimit::default()
    }
}

fn stated(level: &str, who: &str, limit: LetterLimit, primary: bool) -> StatedDeadline {
    let future = [
        "future-decision",
        "receipt-of-appeal",
        "remittance",
        "awareness",
    ];
    let clock_started = limit
        .trigger
        .as_deref()
        .is_none_or(|t| !future.contains(&t));
    StatedDeadline {
        level: level.to_owned(),
        who: who.to_owned(),
        primary,
        limit,
        confidence: 0.9,
        must: "not-stated".to_owned(),
        start: None,
        clock_started,
        why: String::new(),
    }
}

fn dated(reading: &Reading, known: &KnownFacts) -> Vec<Deadline> {
    date_reading(Library::builtin(), reading, known)
}

fn short(deadlines: &[Deadline]) -> Vec<(&str, &str, Option<NaiveDate>, bool)> {
    deadlines
        .iter()
        .map(|d| (d.level.as_str(), d.who.as_str(), d.due, d.primary))
        .collect()
}

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
        plan_kind: Some("medicaid-managed-care".to_owned()),
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
    assert!(found[0].doubt[0].contains("kind of plan is not known"));
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
            .any(|d| d.contains("not sure what the letter gives"))
    );
}

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
            .all(|d| !d.doubt.iter().any(|s| s.contains("kind of plan")))
    );
}

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
    assert!(keeping.doubt[0].starts_with("Only if this is Medicaid"));
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
            .any(|d| d.contains("date printed on the letter is needed"))
    );
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
    assert!(found[0].doubt.iter().any(|d| d.contains("has passed")));
    assert!(
        found[0]
            .doubt
            .iter()
            .any(|d| d.contains("There may still be a way"))
    );
}
