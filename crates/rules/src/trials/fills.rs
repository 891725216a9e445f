//! From what a pharmacy handed out to courses of treatment: which drug, from when to when, at which dose a day.
//!
//! Everything errs to the shorter and lower side: a course is only as long as its supply, and its dose is the one of
//! the last fills, from the day on which it never was lower.

use super::{Known, find_known};
use chrono::{NaiveDate, TimeDelta};
use holdfast_case::FillLine;
use holdfast_library::Library;

/// Days without supply after which a new course begins. A choice of ours: a refill may come late, and leftover
/// tablets bridge some weeks.
const GAP_DAYS: i64 = 60;

/// What was handed out of one drug, without a long gap.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledCourse {
    /// The drug, as the library names it.
    pub name: String,
    /// Milligrams a day as `200 mg`, by the last fills; none where strength, count or days are not known.
    pub dose: Option<String>,
    /// Since when it was at least that.
    pub at_dose_since: NaiveDate,
    /// Day of the first fill.
    pub first: NaiveDate,
    /// Last day of the last supply; the day of the fill where its days are not known.
    pub last: NaiveDate,
    /// Who wrote the last prescription, as printed; empty where nobody is named.
    pub prescriber: String,
    /// How many fills.
    pub fills: usize,
}

/// One fill of a drug that is known.
#[derive(Clone, Debug)]
struct Fill {
    name: String,
    day: NaiveDate,
    until: NaiveDate,
    dose: Option<f64>,
    prescriber: String,
}

/// The courses of all drugs that count as treatments, oldest first. Fills without a day, and drugs that the library
/// does not know, are left out: they stand on the paper all the same.
pub fn filled_courses(lib: &Library, fills: &[FillLine]) -> Vec<FilledCourse> {
    let mut known: Vec<Fill> = fills.iter().filter_map(|line| fill(lib, line)).collect();
    known.sort_by(|a, b| (&a.name, a.day).cmp(&(&b.name, b.day)));
    let mut courses: Vec<Vec<Fill>> = Vec::new();
    for fill in known {
        match courses.last_mut() {
            Some(course) if goes_on(course, &fill) => course.push(fill),
            _ => courses.push(vec![fill]),
        }
    }
    let mut found: Vec<FilledCourse> = courses.iter().filter_map(|course| told(course)).collect();
    found.sort_by(|a, b| (a.first, &a.name).cmp(&(b.first, &b.name)));
    found
}

fn goes_on(course: &[Fill], next: &Fill) -> bool {
    let same = course.first().is_some_and(|first| first.name == next.name);
    let until = course.iter().map(|fill| fill.until).max();
    same && until.is_some_and(|until| (next.day - until).num_days() <= GAP_DAYS)
}

fn told(course: &[Fill]) -> Option<FilledCourse> {
    let (first, last) = (course.first()?, course.last()?);
    let dose = last.dose;
    // back from the end as long as it was no less
    let at_least = course
        .iter()
        .rev()
        .take_while(|fill| dose.is_some_and(|dose| fill.dose.is_some_and(|d| d >= dose)))
        .last();
    Some(FilledCourse {
        name: first.name.clone(),
        dose: dose.map(milligrams),
        at_dose_since: at_least.unwrap_or(last).day,
        first: first.day,
        last: course.iter().map(|fill| fill.until).max()?,
        prescriber: course
            .iter()
            .rev()
            .map(|fill| fill.prescriber.clone())
            .find(|name| !name.is_empty())
            .unwrap_or_default(),
        fills: course.len(),
    })
}

/// `37.5 mg`, `200 mg`.
fn milligrams(dose: f64) -> String {
    let tenths = (dose * 10.0).round() / 10.0;
    format!("{tenths} mg")
}

fn fill(lib: &Library, line: &FillLine) -> Option<Fill> {
    let day = line.filled.as_ref()?.value;
    let name = filled_drug(lib, &line.drug.as_ref()?.value)?;
    let days = line
        .days_supply
        .as_ref()
        .map(|fact| fact.value)
        .filter(|days| *days > 0);
    let until = match days {
        Some(days) => day.checked_add_signed(TimeDelta::days(i64::from(days) - 1))?,
        None => day,
    };
    let dose = (|| {
        let strength = strength(&line.strength.as_ref()?.value)?;
        let count = line.quantity.as_ref()?.value.0 as f64 / 1000.0;
        let dose = strength * count / f64::from(days?);
        (dose > 0.0 && dose.is_finite()).then_some(dose)
    })();
    Some(Fill {
        name,
        day,
        until,
        dose,
        prescriber: line
            .prescriber
            .as_ref()
            .map(|fact| fact.value.clone())
            .unwrap_or_default(),
    })
}

/// The drug that a printed line names: its words up to the first figure, the last ones left out until the library
/// knows what is left ("SERTRALINE HCL 100 MG TAB" is sertraline).
pub fn filled_drug(lib: &Library, printed: &str) -> Option<String> {
    let words: Vec<&str> = printed
        .split_whitespace()
        .take_while(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    (1..=words.len())
        .rev()
        .find_map(|n| match find_known(lib, &words.get(..n)?.join(" ")) {
            Known::Drug { entries, .. } => Some(entries.first()?.generic.clone()),
            _ => None,
        })
}

/// Milligrams of one tablet; none in another unit or for a mixture of two drugs.
fn strength(text: &str) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_alphabetic())?);
    let number: f64 = number.trim().replace(',', "").parse().ok()?;
    match unit.trim() {
        "mg" => Some(number),
        "mcg" => Some(number / 1000.0),
        "g" => Some(number * 1000.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::{Fact, Quantity};
    use proptest::prelude::*;

    fn fact<T>(value: T) -> Option<Fact<T>> {
        Some(Fact {
            value,
            confidence: 0.95,
            quote: String::new(),
            place: None,
            why: String::new(),
        })
    }

    fn line(day: &str, drug: &str, strength: &str, count: u32, days: u32) -> FillLine {
        FillLine {
            filled: fact(day.parse().unwrap()),
            drug: fact(drug.to_owned()),
            strength: fact(strength.to_owned()),
            quantity: fact(Quantity::whole(count)),
            days_supply: fact(days),
            prescriber: fact("I VARGA".to_owned()),
            ..FillLine::default()
        }
    }

    fn told(fills: &[FillLine]) -> Vec<String> {
        filled_courses(Library::builtin(), fills)
            .into_iter()
            .map(|c| {
                let dose = c.dose.unwrap_or_default();
                format!(
                    "{} {dose} since {}: {} to {}, {}",
                    c.name, c.at_dose_since, c.first, c.last, c.fills
                )
            })
            .collect()
    }

    #[test]
    fn fills_become_courses_with_the_dose_that_was_held_to_the_end() {
        let climbs = [
            line("2021-02-08", "SERTRALINE HCL 50 MG TABLET", "50 mg", 30, 30),
            line(
                "2021-03-10",
                "SERTRALINE HCL 100 MG TABLET",
                "100 mg",
                60,
                30,
            ),
            line("2021-04-09", "ZOLOFT 100 MG TABLET", "100 mg", 60, 30),
        ];
        let expected = "sertraline 200 mg since 2021-03-10: 2021-02-08 to 2021-05-08, 3";
        assert_eq!(told(&climbs), [expected]);
        let mut mixed = climbs.to_vec();
        mixed.reverse();
        assert_eq!(told(&mixed), [expected], "in whatever order they stand");
        let tapered = [
            line("2022-01-01", "VENLAFAXINE ER 150 MG CAP", "150 mg", 30, 30),
            line("2022-01-31", "VENLAFAXINE ER 75 MG CAP", "75 mg", 30, 30),
        ];
        assert_eq!(
            told(&tapered),
            ["venlafaxine 75 mg since 2022-01-01: 2022-01-01 to 2022-03-01, 2"],
            "never more than what was held to the end"
        );
    }

    #[test]
    fn a_long_gap_begins_anew_and_what_is_no_treatment_is_left_out() {
        let rows = [
            line("2021-01-01", "BUPROPION XL 300 MG TAB", "300 mg", 30, 30),
            line("2021-06-01", "BUPROPION XL 300 MG TAB", "300 mg", 30, 30),
            line("2021-06-01", "AMOXICILLIN 500 MG CAPSULE", "500 mg", 21, 7),
        ];
        assert_eq!(
            told(&rows),
            [
                "bupropion 300 mg since 2021-01-01: 2021-01-01 to 2021-01-30, 1",
                "bupropion 300 mg since 2021-06-01: 2021-06-01 to 2021-06-30, 1",
            ]
        );
        let mut unknown = line("2021-01-01", "BUPROPION XL 300 MG TAB", "300 mg", 30, 30);
        unknown.days_supply = None;
        assert_eq!(
            told(&[unknown]),
            ["bupropion  since 2021-01-01: 2021-01-01 to 2021-01-01, 1"],
            "without its days neither dose nor end is made up"
        );
    }

    proptest! {
        #[test]
        fn a_course_is_never_longer_than_its_supplies_nor_stronger_than_its_strongest_fill(
            fills in prop::collection::vec((0i64..700, 1u32..4, 1u32..91), 1..20)
        ) {
            let start: NaiveDate = "2021-01-01".parse().unwrap();
            let lines: Vec<FillLine> = fills
                .iter()
                .map(|(at, a_day, days)| {
                    let day = (start + TimeDelta::days(*at)).to_string();
                    line(&day, "SERTRALINE 50 MG", "50 mg", a_day * days, *days)
                })
                .collect();
            let courses = filled_courses(Library::builtin(), &lines);
            let ends = fills.iter().map(|(at, _, days)| start + TimeDelta::days(at + i64::from(*days) - 1));
            let last = ends.max().unwrap();
            let strongest = fills.iter().map(|(_, a_day, _)| a_day * 50).max().unwrap();
            prop_assert_eq!(courses.iter().map(|c| c.fills).sum::<usize>(), fills.len());
            for course in &courses {
                prop_assert!(course.first <= course.at_dose_since && course.last <= last);
                let dose: f64 = course.dose.as_ref().unwrap().trim_end_matches(" mg").parse().unwrap();
                prop_assert!(dose <= f64::from(strongest));
            }
        }
    }
}
