//! What must hold for every question, not only for the worked ones.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::{Days, NaiveDate};
use holdfast_case::{Deadline, DeadlineQuestion, LetterLimit};
use holdfast_library::Library;
use holdfast_rules::answer;
use proptest::prelude::*;
use proptest::sample::select;

fn lib() -> &'static Library {
    Library::builtin()
}

fn day() -> impl Strategy<Value = NaiveDate> {
    // Years that hold leap days, observed holidays of both kinds, and no change of a rule's effective date.
    (0..2200u64).prop_map(|n| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n))
}

fn kinds() -> Vec<String> {
    lib()
        .appeal
        .plan_kinds
        .iter()
        .map(|k| k.id.clone())
        .filter(|k| k != "unknown")
        .collect()
}

fn levels() -> Vec<String> {
    let mut all: Vec<String> = lib().appeal.levels.iter().map(|l| l.id.clone()).collect();
    all.extend(lib().appeal.rules.iter().map(|r| r.level.clone()));
    all.extend(lib().appeal.level_aliases.keys().cloned());
    all.push("peer-to-peer".to_owned());
    all.sort();
    all.dedup();
    all
}

fn states() -> Vec<String> {
    lib()
        .appeal
        .states
        .iter()
        .map(|s| s.state.clone())
        .collect()
}

fn claim() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(
        select(vec![
            "pre-service",
            "post-service",
            "concurrent",
            "urgent",
            "self-pay",
        ])
        .prop_map(str::to_owned),
    )
}

fn letter() -> impl Strategy<Value = Option<LetterLimit>> {
    let duration = (
        1..400u32,
        select(vec!["hours", "days", "business-days", "months", "years"]),
        proptest::option::of(select(vec![
            "receipt-of-notice",
            "date-of-notice",
            "future-decision",
            "effective-date",
            "mailing",
            "awareness",
        ])),
    )
        .prop_map(|(count, unit, trigger)| {
            let count = match unit {
                "months" => count % 24 + 1,
                "years" => count % 3 + 1,
                _ => count,
            };
            LetterLimit {
                form: "duration".to_owned(),
                count: Some(count),
                unit: Some(unit.to_owned()),
                trigger: trigger.map(str::to_owned),
                ..LetterLimit::default()
            }
        });
    let printed = day().prop_map(|date| LetterLimit {
        form: "date".to_owned(),
        trigger: Some("fixed".to_owned()),
        date: Some(date),
        ..LetterLimit::default()
    });
    proptest::option::of(prop_oneof![3 => duration, 1 => printed])
}

prop_compose! {
    /// A question as letters make them: the paper is dated, receipt follows within a month or is not known.
    fn question()(
        kind in select(kinds()), level in select(levels()), claim_type in claim(), state in proptest::option::of(select(states())),
        paper in day(), after in proptest::option::of(0..30u64), cut in proptest::option::of(0..60u64), letter in letter(),
    ) -> DeadlineQuestion {
        DeadlineQuestion {
            plan_kind: Some(kind), level: Some(level), claim_type, state,
            notice_date: Some(paper), decision_date: Some(paper),
            received_date: after.map(|n| paper + Days::new(n)),
            effective_date: cut.map(|n| paper + Days::new(n)),
            letter, today: None,
        }
    }
}

fn due(question: &DeadlineQuestion) -> Option<NaiveDate> {
    answer(lib(), question).due
}

fn not_later(a: Option<NaiveDate>, b: Option<NaiveDate>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a <= b,
        _ => true,
    }
}

fn holds_together(d: &Deadline) -> Result<(), TestCaseError> {
    prop_assert_eq!(
        d.rule.is_some(),
        d.citation.as_ref().is_some_and(|c| !c.is_empty()),
        "a rule has its citation"
    );
    prop_assert_eq!(d.rule.is_some(), d.checked.is_some());
    let earliest = [d.due_by_letter, d.due_by_rule].into_iter().flatten().min();
    prop_assert_eq!(d.due, earliest, "the earlier of letter and rule");
    prop_assert!(d.due.is_none() || d.clock_started);
    prop_assert!(
        !(d.due.is_some() && d.steps.is_empty()),
        "a day has its why"
    );
    prop_assert!(
        d.due
            .is_none_or(|due| d.steps.iter().any(|s| s.leads && s.date == Some(due))),
        "the leading step is marked"
    );
    prop_assert!(
        d.steps
            .iter()
            .all(|s| !s.citation.is_empty() && !s.say.is_empty())
    );
    prop_assert!(
        d.later_if.iter().all(|l| Some(l.date) > d.due),
        "what is later is later"
    );
    prop_assert!(
        d.safe_day.is_none() || d.safe_day <= d.due,
        "the safe day is not after the last"
    );
    prop_assert!(
        d.due.is_some() || !d.doubt.is_empty(),
        "no day without saying why"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_answer_holds_together(q in question()) {
        holds_together(&answer(lib(), &q))?;
        let unknown = DeadlineQuestion { plan_kind: None, ..q };
        holds_together(&answer(lib(), &unknown))?;
    }

    /// Not knowing the plan kind is never later than knowing it, unless the letter itself rules that kind out.
    #[test]
    fn an_unknown_kind_is_never_later(q in question(), level in select(vec!["internal-appeal", "external-review", "fair-hearing"])) {
        let q = DeadlineQuestion { level: Some(level.to_owned()), ..q };
        let unknown = answer(lib(), &DeadlineQuestion { plan_kind: Some("unknown".to_owned()), ..q.clone() });
        for kind in kinds() {
            if unknown.struck_out.contains(&kind) {
                continue;
            }
            let known = answer(lib(), &DeadlineQuestion { plan_kind: Some(kind.clone()), ..q.clone() });
            if unknown.due.is_some() && !known.cautious_figure {
                prop_assert!(not_later(unknown.due, known.due), "{kind}: {:?} > {:?}", unknown.due, known.due);
            }
        }
    }

    /// Not knowing the state, or when it came, is never later than knowing.
    #[test]
    fn doubt_is_never_later(q in question()) {
        let known = due(&q);
        prop_assert!(not_later(due(&DeadlineQuestion { state: None, ..q.clone() }), known), "state");
        prop_assert!(not_later(due(&DeadlineQuestion { received_date: None, ..q.clone() }), known)
            // The presumed day of a law can be later than the day it came, which only the person knows.
            || answer(lib(), &q).steps.iter().any(|s| s.say.contains("sooner than the")), "receipt");
    }

    #[test]
    fn later_receipt_is_never_earlier(q in question(), more in 0..40u64) {
        let Some(received) = q.received_date else { return Ok(()) };
        let later = DeadlineQuestion { received_date: Some(received + Days::new(more)), ..q.clone() };
        prop_assert!(not_later(due(&q), due(&later)));
    }

    #[test]
    fn a_later_paper_is_never_earlier(q in question(), more in 0..40u64) {
        let shift = |d: Option<NaiveDate>| d.map(|d| d + Days::new(more));
        let later = DeadlineQuestion { notice_date: shift(q.notice_date), decision_date: shift(q.decision_date), received_date: None, ..q.clone() };
        let first = DeadlineQuestion { received_date: None, ..q };
        prop_assert!(not_later(due(&first), due(&later)));
    }

    /// The letter is never passed, and an unverified state never goes beyond the federal four months.
    #[test]
    fn unverified_never_moves_a_day_later(q in question()) {
        let d = answer(lib(), &q);
        prop_assert!(d.due_by_letter.is_none() || d.due <= d.due_by_letter);
        if let Some(state) = d.state_entry.as_deref().and_then(|s| lib().state(s)).filter(|s| !s.verified)
            && let (Some(due), Some(receipt)) = (d.due_by_rule, q.received_date.or(q.decision_date))
        {
            let floor = receipt.checked_add_months(chrono::Months::new(4)).unwrap();
            prop_assert!(due <= floor, "{}: {due} > {floor}", state.state);
        }
    }

    /// Any question whatever has an answer.
    #[test]
    fn the_answer_is_total(
        kind in proptest::option::of(prop_oneof![select(kinds()), any::<String>()]),
        level in proptest::option::of(prop_oneof![select(levels()), any::<String>()]),
        claim_type in proptest::option::of(any::<String>()), state in proptest::option::of(prop_oneof![select(states()), any::<String>()]),
        days in prop::array::uniform5(proptest::option::of(any::<i32>())), printed in proptest::option::of(any::<i32>()),
        count in proptest::option::of(any::<u32>()),
        unit in proptest::option::of(prop_oneof![select(vec!["hours", "days", "business-days", "months", "years"]).prop_map(str::to_owned), any::<String>()]),
        trigger in proptest::option::of(prop_oneof![select(vec!["receipt-of-notice", "date-of-notice", "first-denial", "fixed"]).prop_map(str::to_owned), any::<String>()]),
    ) {
        let date = |n: Option<i32>| n.map(|n| match n % 5 {
            0 => NaiveDate::MAX,
            1 => NaiveDate::MIN,
            _ => NaiveDate::from_num_days_from_ce_opt(n % 95_000_000).unwrap_or(NaiveDate::MAX),
        });
        let letter = LetterLimit { form: String::new(), count, unit, trigger, date: date(printed), ..LetterLimit::default() };
        let [notice, received, decision, effective, today] = days.map(date);
        let q = DeadlineQuestion {
            plan_kind: kind, level, claim_type, state, notice_date: notice, received_date: received, decision_date: decision,
            effective_date: effective, letter: Some(letter), today,
        };
        let d = answer(lib(), &q);
        prop_assert!(d.rule.is_none() || d.citation.is_some());
    }
}
