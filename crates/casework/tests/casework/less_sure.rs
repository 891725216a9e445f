//! What we are less sure of: only what tells something is shown, and a state by its name.

use crate::common::{DENIAL, Home, add_one, answers, letter};

const BILL: &str = include_str!("../../../letters/letters/27-clinic-bill.txt");
const STEP_THERAPY: &str = include_str!("../../../letters/letters/01-esketamine-step-therapy.txt");

#[test]
fn a_no_that_stands_nowhere_in_the_letter_is_no_row() {
    let home = Home::new();
    let desk = home.made();
    for (name, letter) in [("bill.txt", BILL), ("denial.txt", DENIAL)] {
        let document = add_one(&desk, &home.file(name, letter));
        let more = desk.review(&document).unwrap().more;
        assert!(!more.is_empty(), "{name}");
        let empty = more.iter().find(|fact| {
            fact.place.is_none()
                && fact.field == "external_review.offered"
                && fact.value.as_deref() == Some("no")
        });
        assert!(empty.is_none(), "{name}: {empty:?}");
    }
}

#[test]
fn a_no_that_the_person_gave_stays_to_be_seen() {
    let home = Home::new();
    let desk = home.made();
    let bill = add_one(&desk, &home.file("bill.txt", BILL));
    let said = [("external_review.offered", "correct", Some("no"))];
    desk.save_review(&answers(&bill, &said)).unwrap();
    let review = desk.review(&bill).unwrap();
    let shown = review.more.iter().chain(&review.sure);
    let fields: Vec<&str> = shown.map(|fact| fact.field.as_str()).collect();
    assert!(fields.contains(&"external_review.offered"), "{fields:?}");
}

#[test]
fn a_name_that_shouts_is_shown_as_people_write_it() {
    let home = Home::new();
    let desk = home.made();
    let letter = include_str!("../../../../tests/fixtures/denial-of-approval.txt");
    let document = add_one(&desk, &home.file("a.txt", letter));
    let review = desk.review(&document).unwrap();
    let mut all = review
        .questions
        .iter()
        .chain(&review.more)
        .chain(&review.sure);
    let sender = all.find(|fact| fact.field == "plan.issuer").unwrap();
    assert_eq!(
        (sender.value.as_deref(), sender.shown.as_str()),
        (Some("LARKMOOR HEALTH"), "Larkmoor Health")
    );
}

#[test]
fn a_state_is_shown_by_its_name_and_taken_by_name_or_letters() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", STEP_THERAPY));
    let state = || {
        let review = desk.review(&document).unwrap();
        let all = review.questions.into_iter().chain(review.more);
        let mut all = all.chain(review.sure);
        all.find(|fact| fact.field == "plan.state").unwrap()
    };
    assert_eq!(
        (state().value.as_deref(), state().shown.as_str()),
        (Some("PA"), "Pennsylvania")
    );
    for (given, stored, shown) in [("new york", "NY", "New York"), ("oh", "OH", "Ohio")] {
        let said = [("plan.state", "correct", Some(given))];
        desk.save_review(&answers(&document, &said)).unwrap();
        assert_eq!(
            (state().value.as_deref(), state().shown.as_str()),
            (Some(stored), shown)
        );
    }
    let nowhere = [("plan.state", "correct", Some("Ruritania"))];
    let refused = desk.save_review(&answers(&document, &nowhere)).unwrap_err();
    assert_eq!(
        refused.message(),
        "There is no such state. Nothing was changed."
    );
}

#[test]
fn a_sender_that_is_not_sure_stands_in_no_title_of_a_day_until_the_person_says_it() {
    for name in ["46-medicaid-iop-ending"] {
        let home = Home::new();
        let desk = home.made();
        let document = add_one(&desk, &letter(&format!("{name}.txt")));
        let review = desk.review(&document).unwrap();
        let mut all = (review.questions.iter())
            .chain(&review.more)
            .chain(&review.sure);
        let sender = all.find(|fact| fact.field == "plan.issuer").unwrap();
        assert_ne!(sender.confidence, "sure", "{name}: {sender:?}");
        let titles = || {
            let found = desk.deadlines_of(&document).unwrap();
            let days = found.into_iter().filter(|(_, day)| day.due.is_some());
            let titles = days.map(|(view, _)| view.title);
            let mut appeals: Vec<String> = titles
                .filter(|title| title.to_lowercase().contains("appeal"))
                .collect();
            appeals.dedup();
            appeals
        };
        assert_eq!(titles(), ["Your appeal"], "{name}");
        for day in desk.today().unwrap().days {
            let said = format!("{} {}", day.title, day.note.unwrap_or_default());
            assert!(!said.contains(&sender.shown), "{name}: {said}");
        }
        let said = [("plan.issuer", "correct", Some("Quillback Part B"))];
        desk.save_review(&answers(&document, &said)).unwrap();
        assert_eq!(titles(), ["Appeal to Quillback Part B"], "{name}");
    }
}

/// A last day that stands in the letter and was not read can be told; a rule that ends sooner still leads.
#[test]
fn a_last_day_that_was_not_read_is_told_by_hand() {
    let home = Home::new();
    let desk = home.made();
    let denial = add_one(&desk, &home.file("a.txt", DENIAL));
    let fields = desk.review_fields().unwrap();
    assert!(fields.iter().any(|field| field.value == "answer_by"));
    let told = |value| answers(&denial, &[("answer_by", "correct", Some(value))]);
    let review = desk.save_review(&told("12/7/2026")).unwrap().review;
    assert_eq!(review.date.headline, "Answer by Monday, December 7");
    let shown = (review.sure.iter()).find(|fact| fact.field == "answer_by");
    assert_eq!(shown.unwrap().shown, "by Monday, December 7");
    let review = desk.save_review(&told("400 days")).unwrap().review;
    let why = review.date.why.unwrap().deadline;
    assert_eq!(
        why.due.as_deref(),
        Some("2027-04-12"),
        "the rule's 180 days end sooner"
    );
    desk.save_review(&told("soon")).unwrap_err();
    let shown = |review: holdfast_casework::view::ReviewView| {
        let mut sure = review.sure.into_iter();
        sure.find(|fact| fact.field == "answer_by").unwrap().value
    };
    let kept = answers(&denial, &[("answer_by", "confirm", None)]);
    let review = desk.save_review(&kept).unwrap().review;
    assert_eq!(
        shown(review).as_deref(),
        Some("400 days date-of-notice"),
        "what is shown is what is confirmed"
    );
}

/// What kind of letter it is and its last day may be told in one go, in any order.
#[test]
fn a_last_day_goes_by_the_kind_that_is_told_with_it_or_was_told_before() {
    let home = Home::new();
    let desk = home.made();
    let text = "Lakeside Health Plan\n\nNovember 18, 2026\n\nPlease read the enclosed.\n";
    let paper = add_one(&desk, &home.file("a.txt", text));
    let day = ("answer_by", "correct", Some("12/14/2026"));
    desk.save_review(&answers(&paper, &[day])).unwrap_err();
    let both = [day, ("kind", "correct", Some("denial"))];
    let review = desk.save_review(&answers(&paper, &both)).unwrap().review;
    assert_eq!(review.date.headline, "Answer by Monday, December 14");
    let later = ("answer_by", "correct", Some("by Dec. 1, 2026."));
    let review = desk.save_review(&answers(&paper, &[later])).unwrap().review;
    assert_eq!(review.date.headline, "Answer by Tuesday, December 1");
}
