//! Over all kinds and levels: whatever is taken out of a question, the day does not get later.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::{Days, NaiveDate};
use holdfast_case::{Deadline, DeadlineQuestion, LetterLimit};
use holdfast_library::Library;
use holdfast_rules::answer;
use proptest::prelude::*;
use proptest::sample::select;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn doubts(found: &Deadline, part: &str) -> bool {
    found.doubt.iter().any(|d| d.contains(part))
}

/// All levels that a rule or a ladder names.
fn levels() -> Vec<String> {
    let appeal = &Library::builtin().appeal;
    let mut all: Vec<String> = appeal.levels.iter().map(|l| l.id.clone()).collect();
    all.extend(appeal.rules.iter().map(|r| r.level.clone()));
    all.sort();
    all.dedup();
    all
}

fn kinds() -> Vec<Option<String>> {
    let kinds = Library::builtin().appeal.plan_kinds.iter();
    let mut all: Vec<_> = kinds.map(|k| Some(k.id.clone())).collect();
    all.push(None);
    all
}

fn letter() -> impl Strategy<Value = Option<LetterLimit>> {
    let duration = (
        1..400u32,
        select(vec![
            "hours",
            "days",
            "business-days",
            "weeks",
            "months",
            "moons",
        ]),
        proptest::option::of(select(vec![
            "receipt-of-notice",
            "date-of-notice",
            "date-of-decision",
            "effective-date",
            "awareness",
            "first-denial",
        ])),
    );
    let duration = duration.prop_map(|(count, unit, trigger)| LetterLimit {
        form: "duration".to_owned(),
        count: Some(if unit == "months" {
            count % 24 + 1
        } else {
            count
        }),
        unit: Some(unit.to_owned()),
        trigger: trigger.map(str::to_owned),
        ..LetterLimit::default()
    });
    let printed = (0..400u64).prop_map(|n| LetterLimit {
        form: "date".to_owned(),
        date: Some(day("2026-03-01") + Days::new(n)),
        ..LetterLimit::default()
    });
    proptest::option::of(prop_oneof![3 => duration, 1 => printed])
}

prop_compose! {
    /// A question where all is known: the notice is its own decision, the post took what it is given at most.
    fn question()(
        kind in select(kinds()), level in select(levels()),
        claim in select(vec!["pre-service", "post-service", "concurrent", "urgent", "self-pay"]),
        state in select(Library::builtin().appeal.states.iter().map(|s| s.state.clone()).collect::<Vec<_>>()),
        paper in (0..1500u64).prop_map(|n| day("2026-01-01") + Days::new(n)), after in 0..=10u64, cut in 0..60u64, letter in letter(),
    ) -> DeadlineQuestion {
        DeadlineQuestion {
            plan_kind: kind, level: Some(level), claim_type: Some(claim.to_owned()), state: Some(state),
            notice_date: Some(paper), decision_date: Some(paper), received_date: Some(paper + Days::new(after)),
            effective_date: Some(paper + Days::new(cut)), letter, today: None,
        }
    }
}

type Without = (&'static str, fn(&mut DeadlineQuestion));

/// Each thing that can be not known.
const WITHOUT: [Without; 7] = [
    ("plan_kind", |q| q.plan_kind = None),
    ("claim_type", |q| q.claim_type = None),
    ("state", |q| q.state = None),
    ("notice_date", |q| q.notice_date = None),
    ("received_date", |q| q.received_date = None),
    ("decision_date", |q| q.decision_date = None),
    ("effective_date", |q| q.effective_date = None),
];

/// Knowing less never gives a later day, unless the answer itself says that it may be sooner, and how.
fn less_is_never_later(q: &DeadlineQuestion) -> Result<(), TestCaseError> {
    let more = answer(Library::builtin(), q);
    let Some(due) = more.due else { return Ok(()) };
    for (what, take) in WITHOUT {
        let mut less = q.clone();
        take(&mut less);
        let found = answer(Library::builtin(), &less);
        let Some(later) = found.due.filter(|d| *d > due) else {
            continue;
        };
        let said = match what {
            // A kind that the letter rules out is out. Its own figure, and only that, is no limit of a law.
            "plan_kind" => {
                let kind = q.plan_kind.clone().unwrap_or_default();
                // One without a rule at this step is none that could be meant.
                found.struck_out.contains(&kind) || more.cautious_figure || more.rule.is_none()
            }
            // The choice of a faster track that leaves the ordinary time.
            "claim_type" => found
                .sooner_if
                .iter()
                .any(|s| s.date.is_none_or(|day| day <= due)),
            // The law presumes a day of receipt where none is known.
            "received_date" => {
                let paper = q.notice_date.max(q.decision_date);
                later - due <= chrono::TimeDelta::days(5)
                    && paper.is_none_or(|p| q.received_date < Some(p + Days::new(5)))
            }
            "decision_date" => doubts(&found, "has not happened"),
            "effective_date" => doubts(&found, "sooner"),
            _ => false,
        } || doubts(&found, "Only the letter gives a day");
        prop_assert!(
            said,
            "without {what}: {later} > {due}\n{q:?}\nmore {more:?}\nless {found:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn knowing_less_is_never_later(q in question()) {
        less_is_never_later(&q)?;
    }

    #[test]
    fn knowing_less_of_little_is_never_later(q in question(), taken in prop::collection::vec(0..7usize, 1..4)) {
        let mut q = q;
        for at in taken {
            WITHOUT[at].1(&mut q);
        }
        less_is_never_later(&q)?;
    }
}

#[test]
fn without_plan_and_kind_of_claim_the_faster_second_look_is_said() {
    let q = DeadlineQuestion {
        level: Some("qic-reconsideration".to_owned()),
        claim_type: Some("concurrent".to_owned()),
        state: Some("AL".to_owned()),
        notice_date: Some(day("2026-01-01")),
        received_date: Some(day("2026-01-01")),
        effective_date: Some(day("2026-01-01")),
        letter: Some(LetterLimit {
            form: "duration".to_owned(),
            count: Some(186),
            unit: Some("moons".to_owned()),
            ..LetterLimit::default()
        }),
        ..DeadlineQuestion::default()
    };
    less_is_never_later(&q).unwrap();
}
