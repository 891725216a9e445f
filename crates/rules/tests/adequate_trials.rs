//! Adequacy by rows, each with its source, and what must hold of all trials.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::{Days, NaiveDate};
use holdfast_case::treatment::{Adherence, Ended, Episode, TreatmentTrial, TrialAsk};
use holdfast_case::{Dose, Private, RoughDay};
use holdfast_library::Library;
use holdfast_rules::trials::{Adequacy, Lack, count, judge, what_is_asked};
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    taken: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    dose: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    end: String,
    #[serde(default)]
    still: bool,
    #[serde(default)]
    ended: Option<Ended>,
    #[serde(default)]
    missed: bool,
    #[serde(default)]
    sessions: String,
    #[serde(default)]
    payer_weeks: u32,
    adequacy: String,
    #[serde(default)]
    weeks: Option<u32>,
    #[serde(default)]
    lacks: Option<String>,
    source: String,
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn lib() -> &'static Library {
    Library::builtin()
}

fn word(adequacy: Adequacy) -> &'static str {
    match adequacy {
        Adequacy::Adequate => "adequate",
        Adequacy::NotTolerated => "not-tolerated",
        Adequacy::TooShort => "too-short",
        Adequacy::DoseLow => "dose-low",
        Adequacy::NotEnoughKnown => "not-enough-known",
    }
}

#[test]
fn each_trial_looks_as_its_row_says() {
    let cases: Cases = toml::from_str(include_str!("../cases/adequate-trials.toml")).unwrap();
    for case in cases.case {
        assert!(!case.source.is_empty(), "{}", case.name);
        let trial = TreatmentTrial {
            taken: Private::new(case.taken),
            purpose: case.purpose,
            dose: Dose::typed(&case.dose),
            at_dose_since: RoughDay::typed(&case.since),
            start: RoughDay::typed(&case.start),
            end: RoughDay::typed(&case.end),
            still_taken: case.still,
            sessions: case.sessions,
            ended: case.ended.unwrap_or_default(),
            adherence: if case.missed {
                Adherence::ManyMissed
            } else {
                Adherence::MostDays
            },
            ..TreatmentTrial::default()
        };
        let judged = judge(lib(), &trial, case.payer_weeks, today());
        assert_eq!(
            word(judged.adequacy),
            case.adequacy,
            "{}: {judged:#?}",
            case.name
        );
        if let Some(weeks) = case.weeks {
            assert_eq!(
                judged.days.map(|d| d.least_weeks()),
                Some(weeks),
                "{}",
                case.name
            );
        }
        let first = judged.lacks.first().map(|lack| format!("{lack:?}"));
        assert_eq!(first, case.lacks, "{}", case.name);
        assert!(
            !judged.say.is_empty() && !judged.short.is_empty(),
            "{}",
            case.name
        );
    }
}

fn trial(taken: &str, dose: &str, start: &str, end: &str) -> TreatmentTrial {
    TreatmentTrial {
        taken: Private::new(taken.to_owned()),
        dose: Dose::typed(dose),
        start: RoughDay::typed(start),
        end: RoughDay::typed(end),
        ..TreatmentTrial::default()
    }
}

/// The invented case of the mockups.
fn noras() -> Vec<TreatmentTrial> {
    vec![
        trial("Sertraline", "200 mg", "2021-02-08", "2021-06-14"),
        trial("Bupropion XL", "300 mg", "2021-07-12", "2021-11-08"),
        trial("Venlafaxine XR", "225 mg", "2022-01-10", "2022-08-08"),
        TreatmentTrial {
            ended: Ended::SideEffects,
            ..trial("Aripiprazole", "5 mg", "2022-05-09", "2022-08-08")
        },
        TreatmentTrial {
            side_effects: Private::new("Tremor".to_owned()),
            ..trial("Lithium", "600 mg", "2024-02-19", "2024-03-04")
        },
    ]
}

fn payer(name: &str) -> TrialAsk {
    TrialAsk {
        payer: name.to_owned(),
        ..TrialAsk::default()
    }
}

#[test]
fn an_added_medicine_counts_as_added_and_not_as_one_more_medicine() {
    // BCBS of Minnesota II-226: rule `augmentation`
    let counted = count(lib(), &noras(), None, today());
    assert_eq!((counted.in_full, counted.added), (3, 1));
    assert_eq!(counted.classes.len(), 3);
    assert_eq!(counted.have, "You have 3 in full and 1 added.");
    let weeks: Vec<u32> = counted
        .judged
        .iter()
        .map(|j| j.days.unwrap().least_weeks())
        .collect();
    assert_eq!(weeks, [18, 17, 30, 13, 2]);
}

#[test]
fn what_a_plan_asks_is_counted_against_and_what_is_missing_is_said() {
    let asked = what_is_asked(lib(), &payer("QualChoice BI734 (esketamine)")).unwrap();
    let counted = count(lib(), &noras(), Some(&asked), today());
    assert_eq!(
        counted.asked.as_deref(),
        Some(
            "Your plan asks for 2 medicines of 2 classes for 4 weeks each, and 2 medicines added on top."
        )
    );
    assert_eq!(counted.met, Some(false));
    assert_eq!(
        counted.gaps[0].say,
        "The plan asks for 2 medicines added on top. 1 counts so far."
    );
}

#[test]
fn one_class_counts_and_the_second_lacks_its_dose() {
    let trials = [
        trial("Sertraline", "200 mg", "2021-02-08", "2021-06-14"),
        trial("Venlafaxine XR", "", "2022-01-10", "2022-08-08"),
    ];
    let own = TrialAsk {
        drugs: 2,
        classes: 2,
        weeks: 6,
        ..TrialAsk::default()
    };
    let asked = what_is_asked(lib(), &own).unwrap();
    let counted = count(lib(), &trials, Some(&asked), today());
    let gaps: Vec<&str> = counted.gaps.iter().map(|gap| gap.say.as_str()).collect();
    assert_eq!(
        gaps,
        [
            "The plan asks for 2 medicines. 1 counts so far.",
            "The plan asks for 2 classes. 1 counts so far.",
            "Venlafaxine XR: The dose is missing, or we can't read it. Write it like 200 mg, or 75 mg twice a day.",
        ]
    );
}

#[test]
fn two_forms_of_a_drug_are_one_and_two_drugs_of_a_class_are_two() {
    let trials = [
        trial("Wellbutrin SR", "300 mg", "2019-02-08", "2019-06-14"),
        trial("bupropion XL", "450 mg", "2021-02-08", "2021-06-14"),
        trial("citalopram", "40 mg", "2018-02-08", "2018-06-14"),
        trial("escitalopram", "20 mg", "2017-02-08", "2017-06-14"),
    ];
    let counted = count(lib(), &trials, None, today());
    assert_eq!(counted.in_full, 3);
    assert_eq!(counted.classes.get("SSRI"), Some(&2));
    assert_eq!(counted.classes.get("NDRI"), Some(&1));
}

#[test]
fn a_plan_that_counts_this_time_of_illness_asks_which_it_was() {
    let asked = what_is_asked(lib(), &payer("Cigna (esketamine)")).unwrap();
    let mut trials = noras();
    assert_eq!(count(lib(), &trials, Some(&asked), today()).in_full, 0);
    for trial in &mut trials {
        trial.episode = Episode::Present;
    }
    let counted = count(lib(), &trials, Some(&asked), today());
    assert_eq!((counted.in_full, counted.met), (3, Some(true)));
    trials[0].episode = Episode::Earlier;
    assert_eq!(count(lib(), &trials, Some(&asked), today()).in_full, 2);
}

#[test]
fn an_added_medicine_without_the_one_it_was_added_to_is_asked_for() {
    let trials = [trial("Abilify", "5 mg", "2022-05-09", "2022-08-08")];
    let counted = count(lib(), &trials, None, today());
    assert_eq!(counted.added, 0);
    assert!(
        counted.gaps[0]
            .say
            .contains("Put that drug on the list too"),
        "{:?}",
        counted.gaps
    );
}

#[test]
fn what_looks_full_and_is_not_counted_says_why() {
    let mut trials = noras();
    trials.push(trial("Wellbutrin SR", "300 mg", "2019-02-08", "2019-06-14"));
    trials.push(TreatmentTrial {
        sessions: "36".to_owned(),
        ..trial("TMS", "", "2025-01-06", "2025-02-28")
    });
    let counted = count(lib(), &trials, None, today());
    assert_eq!(
        counted.have,
        "You have 3 in full and 1 added. 2 more look full and are not among them; each row says why."
    );
    let say = |at: usize| counted.judged[at].counts.say.as_str();
    assert_eq!(say(0), "Counts as a medicine.");
    assert_eq!(say(3), "Counts as added, not as a medicine of its own.");
    assert_eq!(say(4), "");
    assert_eq!(say(5), "The same drug as Bupropion XL: they count once.");
    assert_eq!(say(6), "No medicine: plans count those apart.");
    let cigna = what_is_asked(lib(), &payer("Cigna (esketamine)")).unwrap();
    let counted = count(lib(), &noras(), Some(&cigna), today());
    assert!(counted.judged[0].counts.say.starts_with("Not counted"));
    let two = [
        trial("citalopram", "40 mg", "2018-02-08", "2018-06-14"),
        trial("escitalopram", "20 mg", "2017-02-08", "2017-06-14"),
    ];
    let qual = what_is_asked(lib(), &payer("QualChoice BI734 (esketamine)")).unwrap();
    let counted = count(lib(), &two, Some(&qual), today());
    assert_eq!(
        counted.judged[1].counts.say,
        "Counts as a medicine, but as no new class: SSRI is there already."
    );
}

#[test]
fn medicines_taken_together_are_pointed_out() {
    let trials = [
        trial("Sertraline", "200 mg", "2021-02-08", "2021-06-14"),
        trial("Mirtazapine", "30 mg", "2021-04-05", "2021-06-14"),
    ];
    let counted = count(lib(), &trials, None, today());
    assert_eq!(
        counted.overlaps[0].say,
        "Sertraline and Mirtazapine were taken together for 10 weeks. A reviewer may take them for one try."
    );
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..2500u64).prop_map(|n| NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + Days::new(n))
}

fn any_trial() -> impl Strategy<Value = TreatmentTrial> {
    let taken = select(vec![
        "sertraline",
        "Wellbutrin XL",
        "venlafaxine",
        "Abilify",
        "lithium",
        "Elavil",
        "TMS",
        "tea",
    ]);
    let dose = select(vec![
        "",
        "25 mg",
        "150 mg",
        "300 mg",
        "75-225 mg",
        "a lot",
        "5 mg",
        "600 mg twice a day",
    ]);
    let ended = select(vec![Ended::NotSaid, Ended::SideEffects, Ended::NoHelp]);
    let episode = select(vec![Episode::NotSaid, Episode::Present, Episode::Earlier]);
    (
        taken,
        dose,
        any_day(),
        0..400u64,
        ended,
        episode,
        any::<bool>(),
    )
        .prop_map(
            |(taken, dose, start, long, ended, episode, still)| TreatmentTrial {
                taken: Private::new(taken.to_owned()),
                dose: Dose::typed(dose),
                start: start.into(),
                end: (start + Days::new(long)).into(),
                still_taken: still,
                ended,
                episode,
                sessions: "12".to_owned(),
                ..TreatmentTrial::default()
            },
        )
}

fn asks() -> impl Strategy<Value = Option<TrialAsk>> {
    let mut names: Vec<Option<TrialAsk>> = lib()
        .treatments
        .payer_asks
        .iter()
        .map(|ask| Some(payer(&ask.payer)))
        .collect();
    names.push(None);
    select(names)
}

fn is_full(trial: &TreatmentTrial, weeks: u32) -> bool {
    judge(lib(), trial, weeks, today()).adequacy == Adequacy::Adequate
}

proptest! {
    #[test]
    fn a_shorter_trial_never_becomes_adequate(trial in any_trial(), less in 0..400u64, weeks in 0..12u32) {
        let mut shorter = trial.clone();
        let end = trial.end.day().unwrap() - Days::new(less);
        shorter.end = end.into();
        prop_assert!(!is_full(&shorter, weeks) || is_full(&trial, weeks));
    }

    #[test]
    fn a_rougher_day_never_makes_a_trial_adequate(trial in any_trial(), weeks in 0..12u32) {
        for format in ["%Y-%m", "%Y", "about %Y-%m-%d", ""] {
            let rough = |day: &RoughDay| RoughDay::typed(&day.day().unwrap().format(format).to_string());
            let starts = TreatmentTrial { start: rough(&trial.start), ..trial.clone() };
            let ends = TreatmentTrial { end: rough(&trial.end), ..trial.clone() };
            prop_assert!(!is_full(&starts, weeks) || is_full(&trial, weeks));
            prop_assert!(!is_full(&ends, weeks) || is_full(&trial, weeks));
        }
    }

    #[test]
    fn a_lower_dose_never_becomes_adequate(mut trial in any_trial(), high in 1..500u32, less in 0..500u32) {
        trial.dose = Dose::typed(&format!("{high} mg"));
        // one that is far above any usual dose is asked about
        let full = is_full(&trial, 0) || judge(lib(), &trial, 0, today()).lacks.contains(&Lack::DoseHigh);
        trial.dose = Dose::typed(&format!("{} mg", high.saturating_sub(less)));
        prop_assert!(!is_full(&trial, 0) || full);
    }

    #[test]
    fn asking_for_more_weeks_never_makes_a_trial_adequate(trial in any_trial(), weeks in 1..12u32, more in 0..12u32) {
        prop_assert!(!is_full(&trial, weeks + more) || is_full(&trial, weeks));
    }

    #[test]
    fn the_order_of_trials_does_not_matter(
        trials in prop::collection::vec(any_trial(), 0..7),
        ask in asks(),
        turn in 0..7usize,
    ) {
        let asked = ask.and_then(|ask| what_is_asked(lib(), &ask));
        let one = count(lib(), &trials, asked.as_ref(), today());
        let mut turned = trials.clone();
        turned.rotate_left(turn.min(trials.len()));
        if turn % 2 == 1 { turned.reverse(); }
        let other = count(lib(), &turned, asked.as_ref(), today());
        let figures = |c: &holdfast_rules::trials::Counted| {
            (c.in_full, c.not_tolerated, c.added, c.classes.clone(), c.met, c.gaps.len(), c.overlaps.len())
        };
        prop_assert_eq!(figures(&one), figures(&other));
    }

    #[test]
    fn one_more_trial_never_takes_a_medicine_away(
        trials in prop::collection::vec(any_trial(), 0..5),
        more in any_trial(),
        ask in asks(),
    ) {
        let asked = ask.and_then(|ask| what_is_asked(lib(), &ask));
        let before = count(lib(), &trials, asked.as_ref(), today());
        let mut all = trials;
        all.push(more);
        let after = count(lib(), &all, asked.as_ref(), today());
        prop_assert!(after.in_full + after.not_tolerated >= before.in_full + before.not_tolerated);
        prop_assert!(after.added >= before.added);
        prop_assert!(after.met >= before.met);
    }

    #[test]
    fn nothing_that_is_typed_panics(taken in ".*", dose in ".*", start in ".*", end in ".*") {
        let trial = trial(&taken, &dose, &start, &end);
        let _ = judge(lib(), &trial, 6, today());
        let _ = holdfast_rules::trials::complete(lib(), &taken);
        prop_assert_eq!(trial.dose.text(), dose.trim());
        prop_assert_eq!(trial.start.text(), start.trim());
    }
}
