//! Over all kinds and levels: whatever is taken out of a question, the day does not get later.

use super::answer::Ask;
use super::doubt::{Draft, Missing};
use chrono::{Days, NaiveDate, TimeDelta};
use holdfast_case::{DeadlineQuestion, LetterLimit};
use holdfast_library::Library;
use proptest::prelude::*;
use proptest::sample::select;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
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
            "future-decision",
            "receipt-of-decision",
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
    /// A question where all is known: the notice is its own decision, or the first denial before it; the post took
    /// what it is given at most.
    fn question()(
        kind in select(kinds()), level in select(levels()),
        claim in select(vec!["pre-service", "post-service", "concurrent", "urgent", "self-pay"]),
        state in select(Library::builtin().appeal.states.iter().map(|s| s.state.clone()).collect::<Vec<_>>()),
        paper in (0..1500u64).prop_map(|n| day("2026-01-01") + Days::new(n)),
        later in prop_oneof![3 => Just(0u64), 1 => 0..40u64],
        after in 0..=10u64, cut in 0..60u64, letter in letter(),
    ) -> DeadlineQuestion {
        DeadlineQuestion {
            plan_kind: kind, level: Some(level), claim_type: Some(claim.to_owned()), state: Some(state),
            notice_date: Some(paper), decision_date: Some(paper + Days::new(later)),
            received_date: Some(paper + Days::new(later + after)), effective_date: Some(paper + Days::new(cut)), letter, today: None,
        }
    }
}

/// What is taken out of a question.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Left {
    /// A fact that a doubt can name as making the day sooner.
    Out(Missing),
    ClaimType,
    State,
}

type Without = (Left, fn(&mut DeadlineQuestion));

/// Each fact that can be missing.
const WITHOUT: [Without; 7] = [
    (Left::Out(Missing::PlanKind), |q| q.plan_kind = None),
    (Left::ClaimType, |q| q.claim_type = None),
    (Left::State, |q| q.state = None),
    (Left::Out(Missing::NoticeDate), |q| q.notice_date = None),
    (Left::Out(Missing::ReceivedDate), |q| q.received_date = None),
    (Left::Out(Missing::DecisionDate), |q| q.decision_date = None),
    (Left::Out(Missing::EffectiveDate), |q| {
        q.effective_date = None
    }),
];

fn draft(q: &DeadlineQuestion) -> Draft {
    Ask::of(q).draft(Library::builtin())
}

/// Whether an answer says that a fact which is missing could make its day sooner.
fn says(found: &Draft, left: Left) -> bool {
    let names = |fact| found.doubt.iter().any(|d| d.sooner_by().contains(&fact));
    matches!(left, Left::Out(fact) if names(fact))
}

/// The days for the mail after one of its papers with which the clock of an answer starts, in a step of its own.
fn presumed(q: &DeadlineQuestion, found: &Draft) -> Option<u32> {
    let deadline = &found.deadline;
    let start = deadline.start?;
    let rule = Library::builtin().rule(deadline.rule.as_deref()?)?;
    let days = Some(rule.receipt_presumption_days).filter(|days| *days > 0)?;
    let mut papers = [q.notice_date, q.decision_date].into_iter().flatten();
    let counted = papers.any(|paper| paper + Days::new(days.into()) == start);
    let said = deadline.steps.iter().any(|s| s.date == Some(start));
    Some(days).filter(|_| counted && said)
}

/// Knowing less never gives a later day, unless the answer itself says of this very fact that it may be sooner.
fn less_is_never_later(q: &DeadlineQuestion) -> Result<(), TestCaseError> {
    WITHOUT
        .into_iter()
        .try_for_each(|without| one_less_is_never_later(q, without))
}

fn one_less_is_never_later(
    q: &DeadlineQuestion,
    (fact, take): Without,
) -> Result<(), TestCaseError> {
    let more = draft(q);
    let mut less = q.clone();
    take(&mut less);
    let found = draft(&less);
    let (Some(due), Some(later)) = (more.deadline.due, found.deadline.due) else {
        return Ok(());
    };
    if later <= due {
        return Ok(());
    }
    // The post is given so many days; a notice that was longer under way is older than any day taken for it.
    let post = Library::builtin().appeal.meta.safe_day.mail_margin_days;
    let under_way = q
        .received_date
        .zip(q.notice_date)
        .map(|(came, sent)| came - sent);
    let by_post = fact == Left::Out(Missing::NoticeDate)
        && q.decision_date.is_none()
        && under_way.is_some_and(|days| days <= TimeDelta::days(post.into()));
    let said = (says(&found, fact) && !by_post)
        || match fact {
            // A kind that the letter rules out is out, and a step says so.
            Left::Out(Missing::PlanKind) => {
                let kind = q.plan_kind.clone().unwrap_or_default();
                // One without a rule at this step is none that could be meant.
                more.deadline.rule.is_none() || found.deadline.struck_out.contains(&kind)
            }
            // The choice of a faster track that leaves the ordinary time: shown above all doubts.
            Left::ClaimType => {
                let sooner = &found.deadline.sooner_if;
                sooner.iter().any(|s| s.date.is_none_or(|day| day <= due))
            }
            // The law presumes so many days where none is known, and a step says so: then the day is the one of a
            // paper that came on the presumed day. Business days and rolling over may put more days between.
            Left::Out(Missing::ReceivedDate) => presumed(&less, &found).is_some_and(|_| {
                let mut then = q.clone();
                then.received_date = found.deadline.start;
                draft(&then).deadline.due.is_some_and(|day| later <= day)
            }),
            _ => false,
        };
    prop_assert!(
        said,
        "without {fact:?}: {later} > {due}\n{q:?}\nmore {more:?}\nless {found:?}"
    );
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
