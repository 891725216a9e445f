//! Why this date: each step says in a person's words where it comes from, one of them leads, the safe day has its reason.

use crate::common::{DENIAL, Home, add_one, answers};
use holdfast_casework::Desk;
use holdfast_casework::view::WhyView;

fn why_of(desk: &Desk) -> WhyView {
    let all = desk.deadlines().unwrap();
    let leading = all.iter().find(|d| d.primary).unwrap();
    desk.why(&leading.id).unwrap()
}

fn said(why: &WhyView) -> Vec<(&str, &str)> {
    let pair = |step| -> (&str, &str) {
        let step: &holdfast_casework::view::WhyStepView = step;
        (step.title.as_str(), step.say.as_str())
    };
    why.steps.iter().map(pair).collect()
}

#[test]
fn letter_and_law_that_agree_are_said_to() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("a.txt", DENIAL));
    let why = why_of(&desk);
    assert_eq!(
        said(&why),
        [
            (
                "October 14: the date on the letter",
                "We read it on page 1. The time runs from the day it came. We don't know that day, so we take the earliest it can be."
            ),
            (
                "The law gives 180 days from the day it came",
                "That gives Monday, April 12, 2027. They must give at least this much."
            ),
            (
                "The letter says: 180 days after you get it",
                "\u{201c}within 180 days following receipt of this notice.\u{201d} That gives Monday, April 12, 2027."
            ),
            (
                "We go by April 12, 2027",
                "The letter and the law give the same day."
            ),
            (
                "Friday, April 2, 2027 is the safe day to mail",
                "10 days ahead, so slow mail cannot cost you the appeal. By fax to 312-555-0191 or by portal you can send up to April 12, 2027."
            ),
        ]
    );
    let leads: Vec<bool> = why.steps.iter().map(|step| step.leads).collect();
    assert_eq!(leads, [false, false, false, true, false]);
    assert_eq!(why.steps[0].page, Some(1));
    assert!(why.steps[1].citation.is_some() && why.steps[1].checked.is_some());
    assert_eq!(
        why.doubts,
        ["We don't know the day it came. We count from the letter's date."]
    );
}

#[test]
fn of_two_days_the_earlier_leads_and_the_later_is_named_once() {
    let home = Home::new();
    let desk = home.made();
    let text = DENIAL.replace(
        "within 180 days following receipt of this notice",
        "within 120 days of the date of this notice",
    );
    let document = add_one(&desk, &home.file("a.txt", text));
    desk.save_review(&answers(
        &document,
        &[("received_date", "correct", Some("2026-10-19"))],
    ))
    .unwrap();
    let why = why_of(&desk);
    let lead = why.steps.iter().find(|step| step.leads).unwrap();
    assert_eq!(
        (lead.title.as_str(), lead.say.as_str()),
        (
            "We go by the earlier one: February 11, 2027",
            "You may have until Saturday, April 17, 2027. Do not plan on it."
        )
    );
    assert_eq!(why.steps[0].title, "October 19: the day it came");
    assert!(why.later_if.is_empty(), "{:?}", why.later_if);
    assert!(why.doubts.is_empty(), "{:?}", why.doubts);
    let jargon = ["clock starts", "notice", "The earlier leads"];
    let own = said(&why);
    let words = own
        .iter()
        .map(|(title, say)| format!("{title} {}", say.split('\u{201d}').next_back().unwrap()));
    for line in words {
        assert!(jargon.iter().all(|word| !line.contains(word)), "{line}");
    }
}

#[test]
fn what_is_still_open_names_the_day_of_the_law_where_only_the_letters_has_passed() {
    let home = Home::new();
    let desk = home.made();
    let text = DENIAL.replace(
        "within 180 days following receipt of this notice",
        "within 30 days of the date of this notice",
    );
    let document = add_one(&desk, &home.file("a.txt", text));
    desk.save_review(&answers(&document, &[("received_date", "unknown", None)]))
        .unwrap();
    let why = why_of(&desk);
    assert!(
        why.ways
            .iter()
            .any(|way| way == "The law may give you until Monday, April 12, 2027."),
        "{:?}",
        why.ways
    );
}

#[test]
fn a_state_that_the_letter_and_the_person_tell_apart_is_said_and_asked() {
    const FINAL: &str = include_str!("../../../letters/letters/16-final-adverse-external.txt");
    let home = Home::new();
    home.set_clock("2027-01-15T10:00:00-05:00");
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", FINAL));
    let asked = |desk: &Desk| {
        let review = desk.review(&document).unwrap();
        let mut asked = review.questions.into_iter();
        asked.find(|question| question.field == "plan.state")
    };
    let due = |desk: &Desk| why_of(desk).deadline.due.unwrap();
    let before = due(&desk);
    assert!(asked(&desk).is_none(), "nobody told another");
    desk.set_plan(None, Some("marketplace"), Some("SC"))
        .unwrap();
    let why = why_of(&desk);
    assert!(due(&desk) <= before, "{} came for {before}", due(&desk));
    let differs = "This letter reads like \u{201c}New York\u{201d}. For your plan you saved \u{201c}South Carolina\u{201d} before.";
    let doubt =
        format!("{differs} Until you say which it is here, we go by the earlier of the two.");
    assert!(why.doubts.contains(&doubt), "{:?}", why.doubts);
    let question = asked(&desk).expect("which state it is is asked");
    assert_eq!(question.help.as_deref(), Some(differs));
    desk.save_review(&answers(
        &document,
        &[("plan.state", "correct", Some("NY"))],
    ))
    .unwrap();
    assert!(asked(&desk).is_none());
    assert_eq!(due(&desk), before);
}
