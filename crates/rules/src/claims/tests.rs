//! What the checks, the sums and the clock say, and what holds for all of them.

use super::*;
use holdfast_case::Cents;
use holdfast_case::claim::{
    AnsweredLine, Claim, ClaimAnswer, ClaimKind, ClaimOutcome, ClaimTerms, ClaimTiming, FilingUnit,
    ServiceLine, Submission, Typed,
};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    source: String,
    #[serde(default)]
    today: Option<NaiveDate>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    plan_kind: Option<String>,
    #[serde(default)]
    covered_from: String,
    #[serde(default)]
    covered_to: String,
    #[serde(default)]
    filing: String,
    #[serde(default)]
    asks_first: Option<bool>,
    #[serde(default)]
    authorization: String,
    #[serde(default)]
    npi: String,
    #[serde(default)]
    place: String,
    lines: Vec<Line>,
    #[serde(default)]
    look: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    good: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    day: String,
    #[serde(default)]
    to: String,
    code: String,
    #[serde(default)]
    diagnosis: Option<String>,
    #[serde(default)]
    modifiers: String,
    #[serde(default)]
    units: Option<String>,
    #[serde(default)]
    charge: Option<String>,
    #[serde(default)]
    drug: String,
    #[serde(default)]
    dose: String,
    #[serde(default)]
    ndc: String,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn line(of: &Line, today: NaiveDate) -> ServiceLine {
    ServiceLine {
        from: Typed::day(&of.day, today),
        to: Typed::day(&of.to, today),
        code: of.code.clone(),
        diagnoses: match &of.diagnosis {
            Some(codes) => codes
                .split(',')
                .map(|code| code.trim().to_owned())
                .collect(),
            None => vec!["F33.2".to_owned()],
        },
        modifiers: vec![of.modifiers.clone()],
        units: Typed::units(of.units.as_deref().unwrap_or("1")),
        charge: Typed::amount(of.charge.as_deref().unwrap_or("340.00")),
        drug: of.drug.clone(),
        dose: of.dose.clone(),
        ndc: of.ndc.clone(),
        ..ServiceLine::default()
    }
}

fn simple(day: &str, code: &str, charge: &str) -> ServiceLine {
    let of = Line {
        day: day.to_owned(),
        to: String::new(),
        code: code.to_owned(),
        diagnosis: None,
        modifiers: String::new(),
        units: None,
        charge: Some(charge.to_owned()),
        drug: String::new(),
        dose: String::new(),
        ndc: String::new(),
    };
    line(&of, today())
}

#[test]
fn each_case_of_the_table_is_told_as_it_says() {
    #[derive(Deserialize)]
    struct Cases {
        case: Vec<Case>,
    }
    let cases: Cases = toml::from_str(include_str!("../../cases/claim-checks.toml")).unwrap();
    let lib = Library::builtin();
    for case in &cases.case {
        assert!(!case.source.is_empty());
        let today = case.today.unwrap_or_else(today);
        let (count, unit) = case.filing.split_once(' ').unwrap_or(("", "days"));
        let terms = ClaimTerms {
            covered_from: Typed::day(&case.covered_from, today),
            covered_to: Typed::day(&case.covered_to, today),
            filing_count: Typed::units(count),
            filing_unit: FilingUnit::find(unit).unwrap(),
            filing_said: "Plan book p. 92".to_owned(),
            asks_first: case.asks_first,
            ..ClaimTerms::default()
        };
        let claim = Claim {
            kind: match case.kind.as_deref() {
                Some("authorization") => ClaimKind::Authorization,
                _ => ClaimKind::Claim,
            },
            authorization: case.authorization.clone(),
            clinic_npi: case.npi.clone(),
            place: case.place.clone(),
            lines: case.lines.iter().map(|of| line(of, today)).collect(),
            ..Claim::default()
        };
        let known = Known {
            today,
            plan_kind: case.plan_kind.as_deref(),
            terms: &terms,
            others: &[],
            says: None,
        };
        let checks = before_sending(lib, &claim, &known);
        for (ids, verdict) in [
            (&case.look, Verdict::Look),
            (&case.open, Verdict::Open),
            (&case.good, Verdict::Good),
        ] {
            for id in ids {
                let there = checks.iter().any(|c| c.id == *id && c.verdict == verdict);
                assert!(there, "{}: no {id} in {checks:?}", case.name);
            }
        }
        for id in &case.not {
            let there = checks
                .iter()
                .any(|c| c.id == *id && c.verdict != Verdict::Good);
            assert!(!there, "{}: {id} in {checks:?}", case.name);
        }
        for check in &checks {
            assert!(
                !check.title.is_empty() && !check.source.say.is_empty(),
                "{check:?}"
            );
            let said = check.verdict == Verdict::Good
                || (!check.why.is_empty() && !check.mend.is_empty() && check.field.is_some());
            assert!(said, "{check:?}");
        }
    }
}

/// The claim of the invented case: six infusions, October 5 to 22, 6 x 340 and 6 x 185.
fn six_infusions() -> Claim {
    let of = |code: &str, charge: &str| {
        let mut line = simple("10/5/2026", code, charge);
        line.to = Typed::day("10/22/2026", today());
        line.units = Typed::units("6");
        line
    };
    Claim {
        number: "26-300-55172-01".to_owned(),
        lines: vec![of("96365", "2,040.00"), of("J3490", "1,110.00")],
        ..Claim::default()
    }
}

fn terms() -> ClaimTerms {
    ClaimTerms {
        covered_from: Typed::day("1/1/2026", today()),
        filing_count: Typed::units("12"),
        filing_unit: FilingUnit::Months,
        filing_said: "Plan book p. 92".to_owned(),
        ..ClaimTerms::default()
    }
}

/// The denied request of the invented case.
fn denied_request() -> Claim {
    Claim {
        kind: ClaimKind::Authorization,
        number: "PA-2606-118374".to_owned(),
        submissions: vec![Submission {
            day: Typed::day("6/3/2026", today()),
            ..Submission::default()
        }],
        answers: vec![ClaimAnswer {
            outcome: ClaimOutcome::Denied,
            day: Typed::day("6/17/2026", today()),
            ..ClaimAnswer::default()
        }],
        ..Claim::default()
    }
}

#[test]
fn the_invented_case_is_told_what_its_picture_shows() {
    let terms = terms();
    let others = [denied_request()];
    let known = Known {
        today: today(),
        plan_kind: Some("employer-self-funded"),
        terms: &terms,
        others: &others,
        says: None,
    };
    let checks = before_sending(Library::builtin(), &six_infusions(), &known);
    let titles: Vec<(Verdict, &str)> = checks
        .iter()
        .map(|c| (c.verdict, c.title.as_str()))
        .collect();
    assert_eq!(
        titles,
        [
            (Verdict::Look, "No approval number"),
            (Verdict::Look, "J3490 needs the drug named"),
            (Verdict::Good, "Diagnosis on each line"),
            (Verdict::Good, "All codes are known"),
            (Verdict::Good, "All dates inside your coverage"),
            (Verdict::Good, "A charge on each line"),
            (Verdict::Good, "In time to file"),
        ]
    );
    assert!(
        checks[1]
            .why
            .starts_with("The drug, the dose and the NDC number are missing on line 2.")
    );
    assert_eq!(
        checks[0].sentence.as_deref(),
        Some("Approval was asked for beforehand (PA-2606-118374) and denied.")
    );
    assert_eq!(checks[6].why, "Plan book p. 92: by October 5, 2027.");
    assert_eq!(checks[6].day, Some(day("2027-10-05")));
}

#[test]
fn a_line_that_was_sent_before_is_told_and_a_new_try_may_say_so() {
    let mut before = six_infusions();
    before.submissions = denied_request().submissions;
    let others = [before];
    let terms = terms();
    let known = Known {
        today: today(),
        plan_kind: None,
        terms: &terms,
        others: &others,
        says: None,
    };
    let verdicts = |claim: &Claim| -> Vec<Verdict> {
        let checks = before_sending(Library::builtin(), claim, &known);
        let of = checks.iter().filter(|c| c.id == "sent-before");
        of.map(|c| c.verdict).collect()
    };
    let mut again = six_infusions();
    assert_eq!(verdicts(&again), [Verdict::Look, Verdict::Look]);
    again.again_of = Some("0195".to_owned());
    assert_eq!(verdicts(&again), [Verdict::Open, Verdict::Open]);
}

/// Sources: 29 CFR 2560.503-1(f)(2)(iii)(A) and (B), (f)(2)(i); 42 CFR 422.568(b)(1)(ii); 42 CFR 423.568(c).
#[test]
fn the_insurer_has_the_time_of_its_rule() {
    let lib = Library::builtin();
    let terms = ClaimTerms::default();
    let rows = [
        (
            "employer-self-funded",
            ClaimTiming::PostService,
            "2026-11-26",
            Some("2026-12-11"),
        ),
        (
            "employer-self-funded",
            ClaimTiming::PreService,
            "2026-11-11",
            Some("2026-11-26"),
        ),
        (
            "employer-self-funded",
            ClaimTiming::Urgent,
            "2026-10-30",
            None,
        ),
        (
            "medicare-advantage",
            ClaimTiming::PreService,
            "2026-11-03",
            Some("2026-11-17"),
        ),
        (
            "medicare-part-d",
            ClaimTiming::PostService,
            "2026-11-10",
            None,
        ),
    ];
    for (kind, timing, due, extended) in rows {
        let claim = Claim {
            timing: Some(timing),
            submissions: vec![Submission {
                day: Typed::day("10/27/2026", today()),
                ..Submission::default()
            }],
            ..Claim::default()
        };
        let known = Known {
            today: today(),
            plan_kind: Some(kind),
            terms: &terms,
            others: &[],
            says: None,
        };
        let clock = decision_clock(lib, &claim, &known).unwrap();
        assert_eq!(clock.deadline.due, Some(day(due)), "{kind} {timing:?}");
        assert_eq!(clock.extended, extended.map(day), "{kind} {timing:?}");
        assert!(clock.from_sending && clock.deadline.citation.is_some());
        assert!(
            clock
                .deadline
                .steps
                .iter()
                .any(|step| step.date == Some(day(due)))
        );
        // nobody knows the plan: the earliest of all that could hold, so never later
        let unknown = Known {
            plan_kind: None,
            ..known
        };
        let earliest = decision_clock(lib, &claim, &unknown).unwrap();
        assert!(
            earliest.deadline.due.is_some_and(|early| early <= day(due)),
            "{kind}"
        );
    }
    // no rule of these speaks of a claim for care that was had: an urgent request's 72 hours are not its time
    for kind in ["medicaid-managed-care", "fehb"] {
        let claim = Claim {
            submissions: denied_request().submissions,
            ..Claim::default()
        };
        let known = Known {
            today: today(),
            plan_kind: Some(kind),
            terms: &terms,
            others: &[],
            says: None,
        };
        let clock = decision_clock(lib, &claim, &known).unwrap();
        assert_eq!(clock.deadline.due, None, "{kind}");
        let unknown = Known {
            plan_kind: None,
            ..known
        };
        let deadline = decision_clock(lib, &claim, &unknown).unwrap().deadline;
        assert_eq!(deadline.rule.as_deref(), Some("pd-payment"));
        assert!(!deadline.shortest_of.contains(&kind.to_owned()));
    }
    let mut claim = Claim::default();
    let known = Known {
        today: today(),
        plan_kind: None,
        terms: &terms,
        others: &[],
        says: None,
    };
    assert_eq!(decision_clock(lib, &claim, &known), None);
    claim.submissions = vec![Submission {
        day: Typed::day("10/27/2026", today()),
        received: Typed::day("10/29/2026", today()),
        ..Submission::default()
    }];
    let clock = decision_clock(lib, &claim, &known).unwrap();
    assert_eq!((clock.from, clock.from_sending), (day("2026-10-29"), false));
}

fn answer(code: &str, on: &str, amounts: [&str; 4]) -> AnsweredLine {
    let cents = |text: &str| text.parse::<Cents>().ok();
    AnsweredLine {
        from: Some(day(on)),
        code: code.to_owned(),
        billed: cents(amounts[0]),
        allowed: cents(amounts[1]),
        paid: cents(amounts[2]),
        owes: cents(amounts[3]),
        ..AnsweredLine::default()
    }
}

/// Source: the sentence of the issue.
#[test]
fn the_answer_is_said_in_one_sentence_with_what_the_clinic_asks() {
    let claim = Claim {
        lines: vec![
            simple("10/5/2026", "96365", "680.00"),
            simple("10/5/2026", "J3490", "340.00"),
        ],
        ..Claim::default()
    };
    let answered = [
        answer(
            "96365",
            "2026-10-05",
            ["680.00", "200.00", "160.00", "40.00"],
        ),
        answer("J3490", "2026-10-05", ["340.00", "50.95", "40.76", "10.19"]),
    ];
    let clinic = Some(Cents(57_519));
    let told = reconcile(&claim, &answered, None, clinic);
    assert_eq!(
        told.sentence,
        "Billed $1,020.00, plan paid $200.76, they say you owe $50.19; the clinic billed you $575.19."
    );
    let findings: Vec<_> = told
        .findings
        .iter()
        .map(|f| (f.kind, f.difference))
        .collect();
    assert_eq!(findings, [(FindingKind::ClinicAsksMore, Cents(52_500))]);
    assert_eq!(
        told.findings[0].say,
        "The clinic asks $525.00 more than the plan says you owe."
    );
}

/// Sources: the columns of benefits statements, CMS sample Explanation of Benefits (provider charges, allowed charges,
/// paid by insurer, what you owe), and arithmetic.
#[test]
fn a_line_that_does_not_add_up_is_told_with_the_difference() {
    let cents = |text: &str| text.parse::<Cents>().ok();
    let rows: [(AnsweredLine, Option<(FindingKind, i64)>); 7] = [
        (
            AnsweredLine {
                discount: cents("85.00"),
                coinsurance: cents("51.00"),
                ..answer(
                    "96365",
                    "2026-10-05",
                    ["340.00", "255.00", "204.00", "51.00"],
                )
            },
            None,
        ),
        (
            AnsweredLine {
                discount: cents("85.00"),
                ..answer(
                    "96365",
                    "2026-10-05",
                    ["340.00", "265.00", "214.00", "51.00"],
                )
            },
            Some((FindingKind::AllowedDoesNotAdd, 1_000)),
        ),
        (
            AnsweredLine {
                coinsurance: cents("51.00"),
                ..answer(
                    "96365",
                    "2026-10-05",
                    ["340.00", "255.00", "200.00", "51.00"],
                )
            },
            Some((FindingKind::PaidDoesNotAdd, -400)),
        ),
        (
            answer(
                "96365",
                "2026-10-05",
                ["340.00", "255.00", "204.00", "61.00"],
            ),
            Some((FindingKind::OwesDoesNotAdd, 1_000)),
        ),
        // refused: nothing paid, all of it owed, or all of it the clinic's to bear
        (
            AnsweredLine {
                not_covered: cents("340.00"),
                ..answer("96365", "2026-10-05", ["340.00", "0.00", "0.00", "340.00"])
            },
            None,
        ),
        (
            AnsweredLine {
                not_covered: cents("340.00"),
                ..answer("96365", "2026-10-05", ["340.00", "0.00", "0.00", "0.00"])
            },
            None,
        ),
        // what is not said is not zero
        (
            answer("96365", "2026-10-05", ["340.00", "", "204.00", ""]),
            None,
        ),
    ];
    for (at, (line, expected)) in rows.into_iter().enumerate() {
        let claim = Claim {
            lines: vec![simple("10/5/2026", "96365", "340.00")],
            ..Claim::default()
        };
        let told = reconcile(&claim, std::slice::from_ref(&line), None, None);
        let first = told.findings.first().map(|f| (f.kind, f.difference.0));
        assert_eq!(first, expected, "row {at}: {:?}", told.findings);
    }
}

#[test]
fn lines_that_are_missing_and_totals_that_differ_are_told() {
    let claim = Claim {
        lines: vec![
            simple("10/5/2026", "96365", "340.00"),
            simple("10/8/2026", "96365", "340.00"),
        ],
        ..Claim::default()
    };
    let answered = [
        answer("96365", "2026-10-05", ["320.00", "", "0.00", ""]),
        answer("99213", "2026-10-05", ["150.00", "", "0.00", ""]),
    ];
    let totals = answer("", "2026-10-05", ["500.00", "", "0.00", ""]);
    let told = reconcile(&claim, &answered, Some(&totals), None);
    let found: Vec<_> = told
        .findings
        .iter()
        .map(|f| (f.kind, f.difference.0))
        .collect();
    assert_eq!(
        found,
        [
            (FindingKind::BilledDiffers, -2_000),
            (FindingKind::TotalDiffers, 3_000),
            (FindingKind::NotAnswered, 0),
            (FindingKind::NotAsked, 0),
        ]
    );
    // a statement without lines is held against the claim by its totals
    let told = reconcile(
        &claim,
        &[],
        Some(&answer("", "2026-10-05", ["680.00", "", "0.00", "680.00"])),
        None,
    );
    assert!(told.findings.is_empty() && told.sums.owes == Some(Cents(68_000)));
}

#[test]
fn a_span_of_the_claim_is_answered_by_lines_of_single_days() {
    let answered: Vec<AnsweredLine> = ["05", "08", "12", "15", "19", "22"]
        .iter()
        .map(|on| {
            answer(
                "96365",
                &format!("2026-10-{on}"),
                ["340.00", "0.00", "0.00", "340.00"],
            )
        })
        .collect();
    let told = reconcile(&six_infusions(), &answered, None, None);
    assert_eq!(told.lines[0].answered, [0, 1, 2, 3, 4, 5]);
    assert_eq!(told.sums.billed, Some(Cents(204_000)));
    let kinds: Vec<_> = told.findings.iter().map(|f| f.kind).collect();
    assert_eq!(kinds, [FindingKind::NotAnswered]);
}

#[test]
fn a_statement_is_like_the_claim_it_answers() {
    let lines = [answer("96365", "2026-10-05", ["3150.00", "", "", ""])];
    let of = |numbers: Vec<&'static str>, lines| Answers {
        numbers,
        lines,
        billed: Some(Cents(315_000)),
        ..Answers::default()
    };
    let like = |statement: &Answers<'_>| likeness(&six_infusions(), statement).map(|l| l.hints);
    assert_eq!(
        like(&of(vec!["26 300 55172 01"], &lines)),
        Some(vec![Hint::Number, Hint::Billed, Hint::Days, Hint::Codes])
    );
    assert_eq!(
        like(&of(vec![], &lines)),
        Some(vec![Hint::Billed, Hint::Days, Hint::Codes])
    );
    assert_eq!(like(&of(vec!["26-300-55172-02"], &lines)), None);
    let other_days = [answer("96365", "2026-09-05", ["3150.00", "", "", ""])];
    assert_eq!(like(&of(vec![], &other_days)), None);
    let nothing = Answers::default();
    assert_eq!(like(&nothing), None);
}

fn any_line() -> impl Strategy<Value = ServiceLine> {
    let codes = prop::sample::select(vec![
        "96365", "96366", "J3490", "99213", "J0013", "G2082", "64510", "zz", "",
    ]);
    let diagnoses = prop::sample::select(vec!["F33.2", "F33", "R45.851", "G90.511", "??", ""]);
    let charges = prop::sample::select(vec!["340.00", "0", "1,02O.00", "?", ""]);
    let days = prop::sample::select(vec![
        "10/5/2026",
        "10/8/2026",
        "Oct 2026",
        "12/24/2026",
        "?",
        "",
    ]);
    (codes, diagnoses, charges, days, 0u32..8).prop_map(|(code, diagnosis, charge, on, units)| {
        let mut line = simple(on, code, charge);
        line.diagnoses = vec![diagnosis.to_owned()];
        line.units = Typed::units(&units.to_string());
        line
    })
}

fn any_answer() -> impl Strategy<Value = AnsweredLine> {
    let codes = prop::sample::select(vec!["96365", "J3490", "99213", ""]);
    let cents = || prop::option::of((0i64..200_000).prop_map(Cents));
    (codes, 0u64..20, cents(), cents(), cents(), cents()).prop_map(
        |(code, days, billed, allowed, paid, owes)| AnsweredLine {
            from: day("2026-10-05").checked_add_days(chrono::Days::new(days)),
            code: code.to_owned(),
            billed,
            allowed,
            paid,
            owes,
            ..AnsweredLine::default()
        },
    )
}

proptest! {
    /// What has to be mended stays to be mended whatever unrelated line is added.
    #[test]
    fn a_check_never_goes_away_by_an_unrelated_line(lines in prop::collection::vec(any_line(), 0..5)) {
        let terms = terms();
        let known = Known { today: today(), plan_kind: Some("original-medicare"), terms: &terms, others: &[], says: None };
        let mut claim = Claim { lines, ..Claim::default() };
        let ids = |claim: &Claim| -> Vec<(String, Option<usize>)> {
            let checks = before_sending(Library::builtin(), claim, &known);
            let look = checks.into_iter().filter(|c| c.verdict == Verdict::Look);
            look.map(|c| (c.id, c.line)).collect()
        };
        let before = ids(&claim);
        // of another month and another kind; a claim without any line now has one
        claim.lines.push(simple("9/1/2026", "96127", "12.00"));
        let after = ids(&claim);
        for check in before.iter().filter(|(id, _)| id != "lines-missing") {
            prop_assert!(after.contains(check), "{check:?} is gone");
        }
    }

    /// Sums are exact, whatever the order of lines, and so is what does not fit.
    #[test]
    fn the_order_of_lines_does_not_matter(
        lines in prop::collection::vec(any_line(), 0..4),
        answered in prop::collection::vec(any_answer(), 0..6),
        seed in any::<u64>(),
    ) {
        let claim = Claim { lines, ..Claim::default() };
        let told = reconcile(&claim, &answered, None, None);
        let exact = |amount: fn(&AnsweredLine) -> Option<Cents>| -> i64 {
            answered.iter().filter_map(amount).map(|cents| cents.0).sum()
        };
        prop_assert_eq!(told.sums.billed.map_or(0, |c| c.0), exact(|l| l.billed));
        prop_assert_eq!(told.sums.paid.map_or(0, |c| c.0), exact(|l| l.paid));
        prop_assert_eq!(told.sums.owes.map_or(0, |c| c.0), exact(|l| l.owes));
        let in_pairs: usize = told.lines.iter().map(|pair| pair.answered.len()).sum();
        prop_assert_eq!(in_pairs, answered.len());
        let mut turned = answered.clone();
        if !turned.is_empty() {
            let by = usize::try_from(seed).unwrap_or(0) % turned.len();
            turned.rotate_left(by);
        }
        let mut claim = claim;
        claim.lines.reverse();
        let again = reconcile(&claim, &turned, None, None);
        prop_assert_eq!(told.sums, again.sums);
        let said = |told: &Reconciliation| {
            let mut said: Vec<_> = told.findings.iter().map(|f| (f.kind, f.difference, f.say.clone())).collect();
            said.sort();
            said
        };
        prop_assert_eq!(said(&told), said(&again));
    }

    /// Knowing less never gives a later last day to file than any kind of plan that the rules know.
    #[test]
    fn doubt_never_gives_a_later_day_to_file(days in 0u64..900) {
        let from = day("2024-01-01").checked_add_days(chrono::Days::new(days)).unwrap();
        let none = ClaimTerms::default();
        let lib = Library::builtin();
        let doubt = filing(lib, None, &none, from).unwrap();
        for kind in &lib.appeal.plan_kinds {
            let known = filing(lib, Some(&kind.id), &none, from).unwrap();
            prop_assert!(doubt.by <= known.by, "{}", kind.id);
            prop_assert!(filing(lib, Some(&kind.id), &terms(), from).unwrap().by <= known.by || known.cautious);
        }
    }
}
