//! Letters that ask for something else than an appeal, that say one day twice, or with which nothing is left to do.

use crate::common::{DENIAL, Home, add_one, letter};
use holdfast_casework::view::DeadlineState;

const QUESTIONS: &str = "20-information-request-records.txt";
const REDUCED: &str = "05-medicaid-reduction.txt";
const WON: &str = "33-appeal-overturned.txt";
const DRUG: &str = "09-partd-redetermination.txt";

#[test]
fn an_answer_is_no_step_of_an_appeal_and_an_appeal_is_one() {
    let home = Home::new();
    let desk = home.made();
    home.set_clock("2026-11-02T10:00:00-05:00");
    let asked = add_one(&desk, &letter(QUESTIONS));
    let refused = add_one(&desk, &home.file("no.txt", DENIAL));
    let days = desk.today().unwrap().days;
    let of = |document: &str| {
        let mut ours = days.iter().filter(|day| day.document == document);
        ours.next().unwrap().on_ladder
    };
    assert!(!of(&asked), "{days:?}");
    assert!(of(&refused), "{days:?}");
}

#[test]
fn one_day_that_a_letter_says_twice_is_one_row_everywhere() {
    for (name, level, now) in [
        (
            QUESTIONS,
            "information-response",
            "2026-11-02T10:00:00-05:00",
        ),
        (
            REDUCED,
            "continuation-of-benefits",
            "2026-10-01T10:00:00-05:00",
        ),
    ] {
        let home = Home::new();
        let desk = home.made();
        home.set_clock(now);
        let id = add_one(&desk, &letter(name));
        let stored = desk.deadlines_of(&id).unwrap();
        let alike = stored.iter().filter(|(view, _)| view.level == level);
        let mut dates: Vec<_> = alike.map(|(_, deadline)| deadline.due).collect();
        dates.sort_unstable();
        let said = dates.len();
        dates.dedup();
        assert!(dates.len() < said, "{name} says one day twice: {stored:?}");

        let due = desk.due(None).unwrap();
        let rows: Vec<_> = due.iter().filter(|(view, _)| view.level == level).collect();
        assert_eq!(rows.len(), dates.len(), "{name}: {rows:?}");
        let today = desk.today().unwrap();
        let mut titles: Vec<&str> = today.days.iter().map(|day| day.title.as_str()).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), today.days.len(), "{:?}", today.days);

        // What is shown as one is done as one.
        let (view, _) = rows.first().unwrap();
        desk.deadline_done(&view.id).unwrap();
        let left = desk.due(None).unwrap();
        let same = left
            .iter()
            .filter(|(left, _)| left.level == level && left.due == view.due);
        assert_eq!(same.count(), 0, "{left:?}");
        desk.deadline_reopen(&view.id).unwrap();
        assert_eq!(desk.due(None).unwrap().len(), due.len());
    }
}

#[test]
fn what_can_only_be_faxed_any_more_stands_before_later_safe_days() {
    let home = Home::new();
    let desk = home.made();
    // The safe day of this one is April 2, its last day April 12.
    let late = add_one(&desk, &home.file("late.txt", DENIAL));
    let other = DENIAL
        .replace("10/14/2026", "10/20/2026")
        .replace("TR2610-55719", "TR2610-60001");
    let ahead = add_one(&desk, &home.file("ahead.txt", other));
    home.set_clock("2027-04-05T10:00:00-05:00");
    let days = desk.today().unwrap().days;
    let order: Vec<&str> = days.iter().map(|day| day.document.as_str()).collect();
    assert_eq!(order, [&late, &ahead, &ahead], "{days:?}");
    assert_eq!(days[0].state, DeadlineState::Soon);
    assert!(days[1].date < days[0].date, "{days:?}");
}

#[test]
fn with_an_appeal_that_is_won_no_step_is_left_and_it_is_not_the_first_to_see() {
    let home = Home::new();
    let desk = home.made();
    home.set_clock("2027-02-10T10:00:00-05:00");
    let refused = add_one(&desk, &home.file("no.txt", DENIAL));
    let won = add_one(&desk, &letter(WON));
    let ladder = desk.ladder(Some(&won)).unwrap();
    assert!(
        ladder.steps.iter().all(|step| step.state != "now"),
        "{ladder:?}"
    );
    assert_eq!(ladder.steps[0].state, "done");
    let said = ladder.won.unwrap();
    assert!(said.starts_with("This one is won"), "{said}");

    let first = desk.ladder(None).unwrap();
    assert_eq!(first.document.as_deref(), Some(refused.as_str()));
    assert_eq!(first.won, None);
    assert!(first.steps.iter().any(|step| step.state == "now"));

    desk.trash_document(&refused).unwrap();
    let only = desk.ladder(None).unwrap();
    assert_eq!(only.document.as_deref(), Some(won.as_str()));
}

#[test]
fn a_step_of_medicare_has_its_own_name() {
    let home = Home::new();
    let desk = home.made();
    home.set_clock("2026-11-02T10:00:00-05:00");
    add_one(&desk, &letter(DRUG));
    let day = desk.today().unwrap().days.remove(0);
    let why = desk.why(&day.deadline).unwrap().as_text;
    assert!(
        why.contains("By fax to (585) 555-0182 or by portal"),
        "{why}"
    );
    assert!(
        day.title
            .starts_with("Mail your request for an independent review by"),
        "{day:?}"
    );
    assert!(day.note.unwrap().starts_with("Independent review."));
}
