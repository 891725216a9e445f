//! A kind of plan, or a state, that is one of several: the day that comes first leads, and nothing of the others is lost.

use super::support::*;
use holdfast_case::deadline::{DoubtCode, StepKind};

/// A first refusal with the letter's own limit, if any.
fn denial(own: Option<LetterLimit>, stage: Stage) -> Reading {
    let mut reading = letter(
        NoticeKind::Denial,
        Outcome::Denied,
        stage,
        "",
        on(2026, 6, 1),
    );
    let own = own.map(|own| stated("internal-appeal", "member", own, true));
    reading.deadlines = own.into_iter().collect();
    reading
}

fn known(kinds: &[&str], today: Option<NaiveDate>) -> KnownFacts {
    KnownFacts {
        plan_kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        today,
        ..KnownFacts::default()
    }
}

fn codes(deadline: &Deadline) -> Vec<DoubtCode> {
    deadline.doubt.iter().map(|d| d.code.clone()).collect()
}

#[test]
fn of_two_kinds_with_the_same_steps_the_earlier_leads_with_all_its_steps() {
    let reading = denial(None, Stage::InitialPostService);
    let kinds = ["employer-self-funded", "medicare-advantage"];
    let found = dated(&reading, &known(&kinds, Some(on(2026, 6, 2))));
    let alone = dated(&reading, &known(&kinds[1..], Some(on(2026, 6, 2))));
    assert_eq!((found.len(), found[0].due), (1, alone[0].due));
    let meant: Vec<&StepKind> = found[0].steps.iter().map(|s| &s.kind).collect();
    let shortest = StepKind::ShortestKind {
        kind: "medicare-advantage".to_owned(),
        among: Some(2),
    };
    assert_eq!(meant[0], &shortest);
    let of_it: Vec<&StepKind> = alone[0].steps.iter().map(|s| &s.kind).collect();
    assert_eq!(meant[1..], of_it[..]);
    let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(codes(&found[0])[0], DoubtCode::KindOneOf { kinds });
    for doubt in &alone[0].doubt {
        assert!(found[0].doubt.contains(doubt), "{doubt:?}");
    }
    assert!(found[0].later_if.iter().any(|l| l.plan_kind.is_some()));
}

#[test]
fn what_is_named_by_somebody_is_not_struck_out_by_a_number() {
    let own = limit(180, "days", "date-of-notice");
    let reading = denial(Some(own), Stage::InitialPostService);
    let kinds = ["employer-self-funded", "medicare-advantage"];
    let found = dated(&reading, &known(&kinds, None));
    let alone = dated(&reading, &known(&kinds[1..], None));
    assert_eq!(found[0].due, alone[0].due);
    assert!(found[0].struck_out.is_empty());
}

#[test]
fn an_open_day_is_not_hidden_behind_one_that_has_passed() {
    let reading = denial(None, Stage::InitialPostService);
    let kinds = ["medicare-advantage", "employer-self-funded"];
    let today = Some(on(2026, 10, 1));
    let found = dated(&reading, &known(&kinds, today));
    let passed = dated(&reading, &known(&kinds[..1], today))[0].due.unwrap();
    assert_eq!(
        found[0].due,
        dated(&reading, &known(&kinds[1..], today))[0].due
    );
    assert!(codes(&found[0]).contains(&DoubtCode::OtherPassed { day: passed }));
    // Where both have passed the earlier leads, and there is nothing open to hide.
    let late = dated(&reading, &known(&kinds, Some(on(2028, 1, 1))));
    assert_eq!(late[0].due, Some(passed));
}

/// Which of two days comes first for the person.
fn rank(day: NaiveDate, today: NaiveDate) -> (bool, NaiveDate) {
    (day < today, day)
}

#[test]
fn over_all_pairs_no_step_is_lost_and_the_day_that_comes_first_leads() {
    let lib = Library::builtin();
    let kinds: Vec<&str> = (lib.appeal.plan_kinds.iter().map(|kind| kind.id.as_str()))
        .filter(|id| *id != "unknown")
        .collect();
    let letters = [
        None,
        Some(limit(60, "days", "date-of-notice")),
        Some(limit(180, "days", "receipt-of-notice")),
        Some(printed(on(2026, 9, 9))),
    ];
    let stages = [
        Stage::InitialPreService,
        Stage::InitialPostService,
        Stage::InitialConcurrent,
        Stage::FirstLevelAppeal,
        Stage::FinalInternal,
    ];
    let days = [on(2026, 6, 2), on(2026, 10, 1), on(2028, 1, 1)];
    for (own, stage) in letters.iter().flat_map(|l| stages.map(|s| (l, s))) {
        let mut reading = denial(own.clone(), stage);
        if matches!(stage, Stage::FirstLevelAppeal | Stage::FinalInternal) {
            reading.kind = fact(NoticeKind::AppealDecision, 0.95);
            reading.outcome = fact(Outcome::Upheld, 0.95);
        }
        for today in days {
            for (at, one) in kinds.iter().enumerate() {
                for other in &kinds[at + 1..] {
                    of_both(&reading, (one, other), today);
                }
            }
        }
    }
}

fn of_both(reading: &Reading, (one, other): (&str, &str), today: NaiveDate) {
    let alone = |kind: &str| dated(reading, &known(&[kind], Some(today)));
    let (first, second) = (alone(one), alone(other));
    let both = dated(reading, &known(&[one, other], Some(today)));
    let what = format!("{one} {other} {today} {reading:?}");
    let leading = |all: &[Deadline]| all.iter().find(|d| d.primary).and_then(|d| d.due);
    let whole = leading(&first).is_some() && leading(&second).is_some();
    for theirs in first.iter().chain(&second).filter(|d| d.who == "member") {
        let Some(due) = theirs.due else { continue };
        let same = both
            .iter()
            .find(|d| d.who == "member" && d.level == theirs.level);
        let Some(found) = same else {
            // Where one names no day all kinds are weighed, and their first step may go by another name.
            assert!(!whole, "{} is lost: {what}", theirs.level);
            continue;
        };
        for time in theirs.sooner_if.iter().filter(|_| whole) {
            let later = time
                .date
                .is_some_and(|day| found.due.is_some_and(|due| day >= due));
            let said = found
                .sooner_if
                .iter()
                .any(|own| own.say == time.say || own.citation == time.citation);
            assert!(
                later || said,
                "{} {time:?}: {what}\n{found:?}",
                theirs.level
            );
        }
        let Some(found) = found.due else { continue };
        assert!(
            rank(found, today) <= rank(due, today) || !whole && found <= due,
            "{}: {found} before {due}: {what}",
            theirs.level
        );
    }
    if whole {
        let leads = both.iter().find(|d| d.primary).unwrap();
        let kinds = vec![one.to_owned(), other.to_owned()];
        assert!(
            codes(leads).contains(&DoubtCode::KindOneOf { kinds }),
            "{what}"
        );
        let first_of_both = [leading(&first), leading(&second)];
        let first_of_both = first_of_both
            .into_iter()
            .flatten()
            .min_by_key(|d| rank(*d, today));
        assert_eq!(leading(&both), first_of_both, "{what}\n{both:?}");
    }
}

#[test]
fn of_two_states_the_earlier_leads_and_it_is_said() {
    let mut reading = letter(
        NoticeKind::AppealDecision,
        Outcome::Upheld,
        Stage::FinalInternal,
        "marketplace",
        on(2026, 6, 1),
    );
    // What stands in the letter is one of the two; the other was told.
    reading.plan.state = fact("ME".to_owned(), 0.95);
    let facts = |states: &[&str], today| KnownFacts {
        states: states.iter().map(|state| (*state).to_owned()).collect(),
        received_date: Some(on(2026, 6, 3)),
        today: Some(today),
        ..KnownFacts::default()
    };
    let states = &Library::builtin().appeal.states;
    let today = on(2026, 6, 4);
    let due = |states: &[&str], today| dated(&reading, &facts(states, today))[0].due.unwrap();
    for state in states {
        let both = ["ME", state.state.as_str()];
        let earlier = due(&both[..1], today).min(due(&both[1..], today));
        assert_eq!(due(&both, today), earlier, "{both:?}");
        if both[0] == both[1] {
            continue;
        }
        let found = dated(&reading, &facts(&both, today));
        let kind = StepKind::ShortestState {
            state: found[0].state_entry.clone().unwrap(),
            among: Some(2),
        };
        assert!(found[0].steps.iter().any(|s| s.kind == kind), "{found:?}");
        let states = both.iter().map(|state| (*state).to_owned()).collect();
        assert!(codes(&found[0]).contains(&DoubtCode::StateOneOf { states }));
    }
    // One that nobody lists can be any.
    let any = due(&["ME", "PR"], today);
    assert!(
        states
            .iter()
            .all(|s| any <= due(&[s.state.as_str()], today))
    );
}

#[test]
fn of_two_states_it_is_said_whatever_is_known_of_the_kind_of_plan() {
    let reading = letter(
        NoticeKind::AppealDecision,
        Outcome::Upheld,
        Stage::FinalInternal,
        "",
        on(2026, 6, 1),
    );
    let own = stated(
        "external-review",
        "member",
        limit(4, "months", "receipt-of-notice"),
        true,
    );
    let reading = Reading {
        deadlines: vec![own],
        ..reading
    };
    for kinds in [
        &["marketplace", "employer-insured"][..],
        &["marketplace"],
        &[],
    ] {
        let states = vec!["ME".to_owned(), "NY".to_owned()];
        let facts = KnownFacts {
            states: states.clone(),
            ..known(kinds, Some(on(2026, 6, 2)))
        };
        let codes = codes(&dated(&reading, &facts)[0]);
        assert!(
            codes.contains(&DoubtCode::StateOneOf { states }),
            "{kinds:?} {codes:?}"
        );
        let of_kind = |code: &DoubtCode| match code {
            DoubtCode::KindOneOf { .. } => kinds.len() == 2,
            DoubtCode::KindUnknown => kinds.is_empty(),
            _ => false,
        };
        assert!(kinds.len() == 1 || codes.iter().any(of_kind), "{codes:?}");
    }
}
