//! Scores by rows, each with its source, the course of the invented case, and what must hold of all of them.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::{Days, NaiveDate};
use holdfast_case::{DaySpan, Grain, RoughDay, ScaleEntry};
use holdfast_library::Library;
use holdfast_rules::scales::{
    Baseline, Course, Dated, Points, Reached, Score, Tone, band, course, safety, score,
};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    scale: String,
    #[serde(default)]
    answers: Vec<u32>,
    #[serde(default)]
    total: String,
    #[serde(default)]
    parts: BTreeMap<String, String>,
    #[serde(default)]
    result: String,
    #[serde(default)]
    points: Option<String>,
    #[serde(default)]
    band: Option<String>,
    #[serde(default)]
    half_way: Option<String>,
    #[serde(default)]
    out_of_range: bool,
    #[serde(default)]
    not_read: bool,
    #[serde(default)]
    result_label: Option<String>,
    #[serde(default)]
    safety: Option<String>,
    source: String,
}

fn lib() -> &'static Library {
    Library::builtin()
}

#[test]
fn each_entry_amounts_to_what_its_row_says() {
    let cases: Cases = toml::from_str(include_str!("../cases/scale-scores.toml")).unwrap();
    for case in cases.case {
        let scale = lib().scale(&case.scale).unwrap();
        let entry = ScaleEntry {
            scale: case.scale.clone(),
            answers: case.answers.iter().map(|value| Some(*value)).collect(),
            total: case.total.clone(),
            parts: case.parts,
            result: case.result,
            ..ScaleEntry::default()
        };
        let at = format!(
            "{} {:?} {} ({})",
            case.scale, case.answers, case.total, case.source
        );
        let score = score(scale, &entry);
        let points = score.points();
        assert_eq!(points.map(|p| p.to_string()), case.points, "{at}");
        assert_eq!(
            points.and_then(|p| band(scale, p)).map(str::to_owned),
            case.band,
            "{at}"
        );
        let half_way = match &score {
            Score::HalfWay { answered, items } => Some(format!("{answered} of {items}")),
            _ => None,
        };
        assert_eq!(half_way, case.half_way, "{at}");
        assert_eq!(score == Score::OutOfRange, case.out_of_range, "{at}");
        assert_eq!(score == Score::NotRead, case.not_read, "{at}");
        let label = match &score {
            Score::Result(result) => Some(result.label.clone()),
            _ => None,
        };
        assert_eq!(label, case.result_label, "{at}");
        let tone = safety(scale, &entry).map(|tone| match tone {
            Tone::Soft => "soft",
            Tone::Plain => "plain",
            Tone::Today => "today",
        });
        assert_eq!(tone, case.safety.as_deref(), "{at}");
    }
}

fn dated(day: &str, points: u32) -> Dated {
    Dated {
        day: RoughDay::typed(day).span().unwrap(),
        points: Points::whole(points),
    }
}

/// The PHQ-9 of the invented case of the mockups.
fn noras() -> Vec<Dated> {
    [
        ("2026-09-01", 22),
        ("2026-09-29", 23),
        ("2026-10-05", 23),
        ("2026-10-12", 17),
        ("2026-10-19", 12),
        ("2026-10-26", 9),
        ("2026-11-09", 8),
        ("2026-11-20", 11),
    ]
    .map(|(day, points)| dated(day, points))
    .to_vec()
}

fn first_infusion() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 10, 5)
}

fn phq9(entries: &[Dated]) -> Course {
    course(
        lib().scale("phq-9").unwrap(),
        entries,
        first_infusion(),
        None,
    )
}

#[test]
fn the_invented_case_responds_on_october_26() {
    // response = 11.5 or less, first on Oct 26; (23 − 9) / 23 = 60.87 percent
    let course = phq9(&noras());
    assert_eq!(course.baseline, Baseline::BeforeTreatment(2));
    assert_eq!(course.response, Reached::Since(5));
    assert_eq!(course.remission, Reached::NotYet);
    assert_eq!(
        (course.percent_down, course.percent_shown),
        (Some(60), Some(61))
    );
    assert_eq!(course.lasted, Some((25, true)));
    assert!(course.going_up && !course.no_response);
}

#[test]
fn a_percent_is_never_rounded_up_to_a_response() {
    // rule `percent`: 49.6 per cent is not a response; 133 to 67 would be, 27 to 14 is 48.1
    let scale = lib().scale("pcl-5").unwrap();
    let madrs = lib().scale("madrs").unwrap();
    let entries = [dated("2026-10-01", 59), dated("2026-10-20", 30)];
    let course_of = |scale| course(scale, &entries, first_infusion(), None);
    let madrs = course_of(madrs);
    assert_eq!(
        (madrs.percent_down, madrs.percent_shown),
        (Some(49), Some(49))
    );
    assert_eq!(madrs.response, Reached::NotYet);
    // the PCL-5 counts points, not percent
    assert_eq!(course_of(scale).response, Reached::Since(1));
}

#[test]
fn response_that_was_lost_is_said_so_with_how_long_it_lasted() {
    let entries = [
        dated("2026-10-05", 20),
        dated("2026-10-12", 10),
        dated("2026-10-26", 14),
        dated("2026-11-02", 16),
        dated("2026-11-09", 19),
    ];
    let course = phq9(&entries);
    assert_eq!(course.response, Reached::Once(1));
    // the gain was 10; 16 has lost more than half of it
    assert_eq!(course.lasted, Some((21, false)));
    assert_eq!(course.responded_until, Some(1));
    assert!(course.no_response);
}

#[test]
fn the_score_that_a_person_names_is_the_one_to_count_from() {
    let scale = lib().scale("phq-9").unwrap();
    let told = course(scale, &noras(), first_infusion(), Some(0));
    assert_eq!(told.baseline, Baseline::Told(0));
    let none = course(scale, &noras(), None, None);
    assert_eq!(none.baseline, Baseline::First(0));
    let late = course(scale, &noras(), NaiveDate::from_ymd_opt(2026, 8, 1), None);
    assert_eq!(
        (late.baseline, late.response),
        (Baseline::None, Reached::Unknown)
    );
}

#[test]
fn a_baseline_of_nothing_has_no_percent() {
    let entries = [dated("2026-10-01", 0), dated("2026-10-20", 3)];
    let course = phq9(&entries);
    assert_eq!(
        (course.percent_down, course.response),
        (None, Reached::Unknown)
    );
}

fn any_entries() -> impl Strategy<Value = Vec<Dated>> {
    prop::collection::vec((0..120u64, 0..28u32), 0..10).prop_map(|rows| {
        rows.into_iter()
            .map(|(day, points)| {
                let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap() + Days::new(day);
                Dated {
                    day: DaySpan {
                        first: day,
                        last: day,
                        grain: Grain::Day,
                    },
                    points: Points::whole(points),
                }
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_higher_answer_never_lowers_a_total(answers in prop::collection::vec(0..4u32, 9), at in 0..9usize) {
        let scale = lib().scale("phq-9").unwrap();
        let entry = |answers: &[u32]| ScaleEntry {
            answers: answers.iter().map(|value| Some(*value)).collect(),
            ..ScaleEntry::default()
        };
        let before = score(scale, &entry(&answers)).points();
        let mut more = answers.clone();
        more[at] = (more[at] + 1).min(3);
        prop_assert!(score(scale, &entry(&more)).points() >= before);
        prop_assert!(before.is_some());
    }

    #[test]
    fn an_entry_with_an_answer_left_out_has_no_score(answers in prop::collection::vec(0..4u32, 9), at in 0..9usize) {
        let scale = lib().scale("phq-9").unwrap();
        let mut answers: Vec<Option<u32>> = answers.into_iter().map(Some).collect();
        answers[at] = None;
        let entry = ScaleEntry { answers, ..ScaleEntry::default() };
        let half_way = matches!(score(scale, &entry), Score::HalfWay { answered: 8, items: 9 });
        prop_assert!(half_way);
    }

    #[test]
    fn help_is_shown_for_every_answer_to_item_nine_but_not_at_all(
        answers in prop::collection::vec(prop::option::of(0..4u32), 9),
    ) {
        let scale = lib().scale("phq-9").unwrap();
        let ninth = answers[8].unwrap_or(0);
        let entry = ScaleEntry { answers, ..ScaleEntry::default() };
        prop_assert_eq!(safety(scale, &entry).is_some(), ninth > 0);
    }

    #[test]
    fn every_total_of_a_scale_with_bands_has_one(total in 0..100u32) {
        for scale in lib().scales.scales.iter().filter(|scale| !scale.bands.is_empty()) {
            let (min, max) = (scale.min.unwrap(), scale.max.unwrap());
            if (min..=max).contains(&total) {
                prop_assert!(band(scale, Points::whole(total)).is_some(), "{} {}", scale.id, total);
            }
        }
    }

    #[test]
    fn the_order_in_which_scores_were_entered_does_not_matter(entries in any_entries()) {
        // of several scores on one day, the order they were entered in is the order they came in
        let mut entries = entries;
        entries.sort_by_key(|entry| entry.day.first);
        entries.dedup_by_key(|entry| entry.day.first);
        let mut turned = entries.clone();
        turned.reverse();
        let (one, other) = (phq9(&entries), phq9(&turned));
        prop_assert_eq!(one.percent_down, other.percent_down);
        prop_assert_eq!(one.lasted, other.lasted);
        prop_assert_eq!(one.going_up, other.going_up);
    }

    #[test]
    fn a_shown_percent_never_reaches_a_threshold_that_was_not(entries in any_entries()) {
        let course = phq9(&entries);
        if let (Some(shown), Some(down)) = (course.percent_shown, course.percent_down) {
            prop_assert_eq!(shown >= 50, down >= 50);
            prop_assert!(shown == down || shown == down + 1);
        }
    }
}
