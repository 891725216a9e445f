//! Today beside days that have passed: what can still be met comes first, what has passed names its letter.

use crate::common::{DENIAL, Home, add_one, answers};
use holdfast_casework::view::{DeadlineState, NextStepKind};

/// The same denial with another date and number.
fn denial_of(day: &str, number: &str) -> String {
    DENIAL
        .replace("10/14/2026", day)
        .replace("TR2610-55719", number)
}

#[test]
fn a_day_ahead_stands_before_those_that_have_passed() {
    let home = Home::new();
    let desk = home.made();
    for (n, day) in ["01/14/2026", "02/16/2026", "03/18/2026"]
        .iter()
        .enumerate()
    {
        add_one(
            &desk,
            &home.file(
                &format!("{n}.txt"),
                denial_of(day, &format!("TR2601-{:05}", 20_000 + n)),
            ),
        );
    }
    let open = add_one(&desk, &home.file("now.txt", DENIAL));
    // the safe day of the open one is April 2, three days ahead
    home.set_clock("2027-03-30T10:00:00-05:00");
    let today = desk.today().unwrap();
    let said: Vec<(i32, &str)> = today
        .days
        .iter()
        .map(|day| (day.days, day.title.as_str()))
        .collect();
    assert_eq!(said[0], (3, "Mail your appeal by Friday, April 2"));
    assert_eq!(said[1], (13, "Last day for that appeal: Monday, April 12"));
    assert_eq!(today.next_day.as_deref(), Some("2027-04-02"));
    let passed = &today.days[2];
    assert_eq!(passed.state, DeadlineState::Passed);
    assert_eq!(
        passed.title,
        "Appeal to Tallow & Reed Benefit Services, Inc: September 14, 2026 has passed",
        "the one that passed last"
    );
    assert_eq!(
        passed.note.as_deref(),
        Some("There may still be a way. From \u{2018}Denial letter, March 18\u{2019}.")
    );

    let next = today.next.unwrap();
    assert_eq!(next.kind, NextStepKind::ActOnDay);
    assert_eq!(next.document.as_deref(), Some(open.as_str()));
}

#[test]
fn a_passed_day_is_a_step_once_its_letter_was_checked_and_after_all_checking() {
    let home = Home::new();
    let desk = home.made();
    let old = add_one(
        &desk,
        &home.file("old.txt", denial_of("01/14/2026", "TR2601-1")),
    );
    let new = add_one(&desk, &home.file("now.txt", DENIAL));
    let today = desk.today().unwrap();
    assert_eq!(today.next.as_ref().unwrap().kind, NextStepKind::CheckLetter);
    assert_eq!(
        today.more, 1,
        "a letter that was not checked asks for that alone"
    );

    let said = [
        ("received_date", "unknown", None),
        ("plan.issuer", "confirm", None),
    ];
    desk.save_review(&answers(&old, &said)).unwrap();
    let today = desk.today().unwrap();
    let next = today.next.unwrap();
    assert_eq!(
        (next.kind, next.document.as_deref()),
        (NextStepKind::CheckLetter, Some(new.as_str()))
    );
    assert_eq!(today.days.last().unwrap().state, DeadlineState::Passed);
    assert_eq!(today.next_day.as_deref(), Some(today.days[0].date.as_str()));

    desk.save_review(&answers(&new, &[("received_date", "unknown", None)]))
        .unwrap();
    let next = desk.today().unwrap().next.unwrap();
    assert_eq!(next.kind, NextStepKind::ActOnDay);
    assert_eq!(
        next.title,
        "See what is still open: Appeal to Tallow & Reed Benefit Services, Inc"
    );
    assert_eq!(
        next.why,
        "July 13 has passed. There may still be a way. From \u{2018}Denial letter, January 14\u{2019}."
    );
    let why = desk.why(next.deadline.as_deref().unwrap()).unwrap();
    assert!(!why.ways.is_empty());
}

#[test]
fn where_all_days_have_passed_none_is_said_to_be_next() {
    let home = Home::new();
    let desk = home.made();
    add_one(
        &desk,
        &home.file("old.txt", denial_of("01/14/2026", "TR2601-1")),
    );
    let today = desk.today().unwrap();
    assert_eq!(today.next_day, None);
    let next = today.next.as_ref().unwrap();
    assert_eq!(next.kind, NextStepKind::CheckLetter);
    assert!(
        next.why
            .ends_with("By what we read, its last day was Monday, July 13. It may be another."),
        "{}",
        next.why
    );
    assert_eq!(today.days[0].state, DeadlineState::Passed);
    let about = desk.ladder(None).unwrap().about;
    assert!(
        about.starts_with("Tallow & Reed"),
        "the window says above the steps that this is not the end: {about}"
    );
}

/// A benefits statement of which everything was paid: no day of the person's own.
const ALL_PAID: &str = include_str!("../../../letters/letters/07-eob-all-paid.txt");

#[test]
fn no_passed_day_is_lost_and_letters_are_checked_by_their_days() {
    let home = Home::new();
    let desk = home.made();
    let old = add_one(
        &desk,
        &home.file("old.txt", denial_of("01/14/2026", "TR2601-1")),
    );
    let older = add_one(
        &desk,
        &home.file("older.txt", denial_of("01/05/2026", "TR2601-2")),
    );
    let first = add_one(&desk, &home.file("now.txt", DENIAL));
    let second = add_one(
        &desk,
        &home.file("later.txt", denial_of("11/02/2026", "TR2611-3")),
    );
    let paid = add_one(&desk, &home.file("paid.txt", ALL_PAID));
    let mut today = desk.today().unwrap();
    assert!(
        today.days.iter().all(|day| day.days >= 0),
        "{:?}",
        today.days
    );
    let passed: Vec<&str> = today.passed.iter().map(|d| d.document.as_str()).collect();
    assert_eq!(passed, [old.as_str(), older.as_str()]);
    assert!(
        today
            .passed
            .iter()
            .all(|d| d.state == DeadlineState::Passed)
    );

    let mut order = Vec::new();
    while let Some(next) = today.next.take() {
        order.extend(next.document.clone());
        today = desk.later_today(&next.id).unwrap();
    }
    assert_eq!(order, [first, second, old, older, paid]);
    assert_eq!(
        (today.put_off, today.to_check, today.letters_open),
        (5, 5, 2)
    );
    assert_eq!(
        today.passed.len(),
        2,
        "it stands there whatever was put off"
    );
    home.set_clock("2026-11-24T10:00:00-05:00");
    let today = desk.today().unwrap();
    assert_eq!((today.put_off, today.more), (0, 4));
}

#[test]
fn where_one_step_is_of_two_letters_each_is_named_and_what_is_not_checked_says_so() {
    let home = Home::new();
    let desk = home.made();
    let first = add_one(&desk, &home.file("now.txt", DENIAL));
    let notes = || -> Vec<String> {
        let days = desk.today().unwrap().days.into_iter();
        days.map(|day| day.note.unwrap_or_default()).collect()
    };
    let alone = notes();
    assert!(
        alone[0].ends_with(
            "From \u{2018}Denial letter, October 14\u{2019}. Not confirmed yet, so we took the earliest date."
        ),
        "{alone:?}"
    );
    assert_eq!(alone[1], "", "it is named right above");
    desk.save_review(&answers(
        &first,
        &[("received_date", "correct", Some("2026-10-19"))],
    ))
    .unwrap();
    assert!(!notes()[0].contains("From"), "{:?}", notes());
    let second = add_one(
        &desk,
        &home.file("later.txt", denial_of("11/02/2026", "TR2611-3")),
    );
    desk.save_review(&answers(
        &second,
        &[("received_date", "correct", Some("2026-11-05"))],
    ))
    .unwrap();
    let both = notes();
    assert!(
        both[0].ends_with("From \u{2018}Denial letter, October 14\u{2019}."),
        "{both:?}"
    );
    assert!(
        both[2].ends_with("From \u{2018}Denial letter, November 2\u{2019}."),
        "{both:?}"
    );
}
