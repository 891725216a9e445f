//! Steps and doubts in the words of the window: what each means decides, and no id is said to a person.

use super::doubts;
use super::steps::Telling;
use crate::view::WhyStepView;
use chrono::NaiveDate;
use holdfast_case::deadline::{CountUnit, Lands, Step, StepKind};
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;
use serde_json::{Value, json};

fn today() -> NaiveDate {
    "2026-11-03".parse().unwrap()
}

fn answered(question: Value) -> Deadline {
    let question: DeadlineQuestion = serde_json::from_value(question).unwrap();
    holdfast_rules::answer(Library::builtin(), &question)
}

fn told(deadline: &Deadline) -> Vec<WhyStepView> {
    let telling = Telling {
        lib: Library::builtin(),
        today: today(),
        deadline,
        facts: None,
    };
    telling.steps()
}

fn titles(question: Value) -> Vec<String> {
    let steps = told(&answered(question));
    steps.into_iter().map(|step| step.title).collect()
}

#[test]
fn a_count_to_the_end_of_a_year_is_a_sentence() {
    let counted = |count| Deadline {
        steps: vec![Step {
            kind: StepKind::Counted {
                count,
                unit: CountUnit::Years,
                lands: Lands::EndOfYear,
            },
            date: "2029-12-31".parse().ok(),
            ..Step::default()
        }],
        ..Deadline::default()
    };
    for (count, title) in [
        (0, "The law gives until the end of that year"),
        (1, "The law gives until the end of the year after"),
        (3, "The law gives until the end of the year 3 years later"),
    ] {
        let steps = told(&counted(count));
        assert_eq!(steps[0].title, title);
        assert_eq!(steps[0].say, "That gives Monday, December 31, 2029.");
    }
}

#[test]
fn a_day_is_said_to_move_only_where_it_moves() {
    let maine = json!({"plan_kind": "marketplace", "level": "external-review", "state": "ME",
        "decision_date": "2026-03-05", "received_date": "2026-03-10"});
    let said = titles(maine);
    assert!(said.iter().all(|t| !t.contains("moves")), "{said:?}");
    assert!(
        said.contains(&"The federal rule gives four months".to_owned()),
        "{said:?}"
    );
    let rolls = json!({"plan_kind": "employer-self-funded", "level": "external-review",
        "decision_date": "2026-03-05", "received_date": "2026-03-05"});
    let said = titles(rolls);
    assert!(
        said.contains(&"It moves to Monday, July 6".to_owned()),
        "{said:?}"
    );
}

#[test]
fn the_shortest_time_has_its_title_wherever_it_stands() {
    let first = titles(json!({"notice_date": "2026-11-02"}));
    // The date of the letter is taken from the day it came: a step stands before.
    let second = titles(json!({"received_date": "2026-11-02"}));
    assert_eq!(second[0], "We take a date for the letter");
    let shortest = "The shortest time that could be yours";
    assert_eq!(
        (first[0].as_str(), second[1].as_str()),
        (shortest, shortest)
    );
    let state = titles(
        json!({"plan_kind": "marketplace", "level": "external-review",
        "decision_date": "2026-03-05", "received_date": "2026-03-10"}),
    );
    assert!(state.contains(&shortest.to_owned()), "{state:?}");
}

#[test]
fn a_kind_that_is_ruled_out_is_no_second_step_of_the_letter() {
    let deadline = answered(json!({"notice_date": "2026-11-02",
        "letter": {"form": "duration", "count": 180, "unit": "days", "trigger": "date-of-notice"}}));
    assert!(!deadline.struck_out.is_empty());
    let steps = told(&deadline);
    let of_letter = |s: &&WhyStepView| s.title.starts_with("The letter says");
    assert_eq!(steps.iter().filter(of_letter).count(), 1, "{steps:?}");
    assert!(
        steps
            .iter()
            .any(|s| s.title == "What kind of plan it is not" && s.citation.is_none()),
        "{steps:?}"
    );
}

#[test]
fn where_it_starts_decides_what_is_counted_from() {
    let from = |question: Value| {
        let mut titles = titles(question).into_iter();
        titles.find(|title| title.starts_with("The law gives"))
    };
    let question = |came: Option<&str>| json!({"plan_kind": "employer-self-funded", "notice_date": "2026-11-02", "received_date": came});
    for came in [None, Some("2026-11-02")] {
        assert_eq!(
            from(question(came)).unwrap(),
            "The law gives 180 days from the day it came"
        );
    }
    let presumed = titles(json!({"plan_kind": "original-medicare", "notice_date": "2026-11-02"}));
    assert_eq!(presumed[0], "November 7: the day it counts as delivered");
    let dated = from(json!({"plan_kind": "medicaid-managed-care", "notice_date": "2026-11-02"}));
    assert_eq!(
        dated.unwrap(),
        "The law gives 60 days from the letter's date"
    );
}

#[test]
fn a_letter_whose_words_give_no_day_is_not_said_to_give_none() {
    let steps = told(&answered(
        json!({"plan_kind": "employer-self-funded", "notice_date": "2026-11-02",
        "letter": {"form": "words", "quote": "in good time"}}),
    ));
    let lead = steps.iter().find(|step| step.leads).unwrap();
    assert_eq!(
        lead.say,
        "The letter's own words give no day that we can count."
    );
}

#[test]
fn once_the_day_has_passed_nothing_is_said_to_be_sent_up_to_it() {
    let said = |question: Value| {
        let steps = told(&answered(question));
        let lines = steps.into_iter().map(|s| format!("{} {}", s.title, s.say));
        lines.collect::<Vec<_>>().join("\n")
    };
    let passed = said(json!({"plan_kind": "medicare-advantage", "notice_date": "2026-06-01"}));
    assert!(
        !passed.contains("you can send up to") && !passed.contains("safe day"),
        "{passed}"
    );
    // the safe day alone has passed
    let late = said(json!({"plan_kind": "medicare-advantage", "notice_date": "2026-08-31"}));
    assert!(late.contains("was the safe day"), "{late}");
    assert!(late.contains("you can send up to November 4"), "{late}");
}

/// Of every rule that says what helps a late request: it is a sentence, and nothing of how the data is kept shows.
#[test]
fn what_helps_a_late_request_is_said_in_words() {
    let lib = Library::builtin();
    for rule in lib.appeal.rules.iter().filter(|r| r.good_cause.is_some()) {
        let deadline = Deadline {
            rule: Some(rule.id.clone()),
            good_cause: rule.good_cause.clone(),
            ..Deadline::default()
        };
        let said = super::late(&deadline, lib);
        assert!(rule.late.is_some(), "{}", rule.id);
        let raw = ["yes", "none in", "What helps", "; ask", "no:"];
        assert!(raw.iter().all(|raw| !said.contains(raw)), "{said}");
        assert!(said.ends_with('.') && !said.contains(".."), "{said}");
    }
    let of = |id: &str| {
        let rule = lib.appeal.rules.iter().find(|rule| rule.id == id).unwrap();
        super::late(
            &Deadline {
                rule: Some(rule.id.clone()),
                good_cause: rule.good_cause.clone(),
                ..Deadline::default()
            },
            lib,
        )
    };
    assert_eq!(
        of("ma-reconsideration"),
        "They may take it late for a good reason. Ask in writing and say why (42 CFR 422.582(c))."
    );
    assert_eq!(
        of("erisa-internal-appeal"),
        "The rule names no reason for taking it late. Ask all the same, in writing, with the reason and proof."
    );
    assert_eq!(
        of("mc-appeal"),
        "We don't know if they take it late. Ask them, because each state has its own rule."
    );
}

/// Whatever is asked: no title stands twice, and no id of a kind of plan is said.
#[test]
fn no_title_stands_twice_and_no_id_is_said() {
    let lib = Library::builtin();
    let ids: Vec<&str> = (lib.appeal.plan_kinds.iter().map(|kind| kind.id.as_str()))
        .filter(|id| id.contains('-'))
        .collect();
    let mut levels: Vec<&str> = lib.appeal.levels.iter().map(|l| l.id.as_str()).collect();
    levels.sort_unstable();
    levels.dedup();
    let kinds: Vec<Value> = (lib.appeal.plan_kinds.iter().map(|k| json!(k.id)))
        .chain([Value::Null])
        .collect();
    let letters = [
        Value::Null,
        json!({"form": "duration", "count": 60, "unit": "days", "trigger": "date-of-notice"}),
        json!({"form": "duration", "count": 180, "unit": "days", "trigger": "receipt-of-notice"}),
        json!({"form": "date", "date": "2027-01-09"}),
    ];
    let papers = [
        json!({"notice_date": "2026-11-02", "decision_date": "2026-11-02"}),
        json!({"notice_date": "2026-11-02"}),
        json!({"received_date": "2026-11-05"}),
        json!({}),
    ];
    for (kind, level) in kinds
        .iter()
        .flat_map(|k| levels.iter().map(move |l| (k, l)))
    {
        for (letter, paper) in letters
            .iter()
            .flat_map(|l| papers.iter().map(move |p| (l, p)))
        {
            let mut question = paper.clone();
            question["plan_kind"] = kind.clone();
            question["level"] = json!(level);
            question["letter"] = letter.clone();
            let deadline = answered(question.clone());
            let steps = told(&deadline);
            let mut titles: Vec<&str> = steps.iter().map(|s| s.title.as_str()).collect();
            titles.sort_unstable();
            assert!(
                titles.windows(2).all(|t| t[0] != t[1]),
                "{question} {titles:?}"
            );
            let mut said: Vec<String> = steps.into_iter().flat_map(|s| [s.title, s.say]).collect();
            said.extend(
                deadline
                    .doubt
                    .iter()
                    .map(|d| doubts::doubt(lib, d, today())),
            );
            said.extend(deadline.later_if.iter().map(|l| doubts::condition(lib, l)));
            for id in &ids {
                assert!(
                    said.iter().all(|say| !say.contains(id)),
                    "{question} {id} {said:?}"
                );
            }
        }
    }
}

#[test]
fn of_two_kinds_the_one_that_leads_is_named_and_what_has_passed_of_the_other_is_said() {
    use holdfast_case::reading::{NoticeKind, Stage};
    use holdfast_case::{Fact, Reading};
    use holdfast_rules::{KnownFacts, date_reading};
    fn read<T>(value: T) -> Fact<T> {
        Fact {
            value,
            confidence: 0.95,
            quote: String::new(),
            place: None,
            why: String::new(),
        }
    }
    let mut reading = Reading {
        kind: Some(read(NoticeKind::Denial)),
        stage: Some(read(Stage::InitialPostService)),
        ..Reading::default()
    };
    reading.claim.date_of_notice = Some(read("2026-06-01".parse().unwrap()));
    let facts = KnownFacts {
        plan_kinds: vec![
            "medicare-advantage".to_owned(),
            "employer-self-funded".to_owned(),
        ],
        today: Some(today()),
        ..KnownFacts::default()
    };
    let lib = Library::builtin();
    let found = date_reading(lib, &reading, &facts);
    let steps = told(&found[0]);
    assert_eq!(
        steps[0].title,
        "The one that comes first of those it could be"
    );
    assert!(steps[0].say.ends_with("That gives Saturday, November 28."));
    assert!(
        steps
            .iter()
            .any(|s| s.title.starts_with("The law gives 180 days"))
    );
    let doubts: Vec<String> = (found[0].doubt.iter())
        .map(|doubt| doubts::doubt(lib, doubt, today()))
        .collect();
    let passed = "By another that it could be, August 5 has passed. Act all the same.";
    assert!(doubts.contains(&passed.to_owned()), "{doubts:?}");
}
