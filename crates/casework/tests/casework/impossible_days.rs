//! Days that cannot be, given or read: none is saved by mistake, none leads, and what stands in for one is said.

use crate::common::{DENIAL, Home, add_one, answers};
use holdfast_casework::Desk;
use holdfast_casework::view::FactView;

const APPROVAL: &str = include_str!("../../../letters/letters/102-mco-ect-authorized.txt");
const BILL: &str = include_str!("../../../letters/letters/27-clinic-bill.txt");

fn question(desk: &Desk, document: &str, field: &str) -> Option<FactView> {
    let mut asked = desk.review(document).unwrap().questions.into_iter();
    asked.find(|fact| fact.field == field)
}

#[test]
fn a_day_that_is_still_to_come_or_before_the_letter_is_refused_in_plain_words() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    for (field, day, says) in [
        (
            "received_date",
            "11/21/2027",
            "It can't have come on November 21, 2027: that day lies ahead of today.",
        ),
        (
            "received_date",
            "10/13/2026",
            "The letter is dated October 14. It can't have come before, on October 13.",
        ),
        (
            "claim.date_of_notice",
            "11/24/2026",
            "The letter can't be of November 24: that day lies ahead of today.",
        ),
    ] {
        let given = answers(&document, &[(field, "correct", Some(day))]);
        for error in [
            desk.preview_review(&given).unwrap_err(),
            desk.save_review(&given).unwrap_err(),
        ] {
            assert_eq!(
                (error.code().id(), error.message()),
                ("bad-date", says),
                "{field} {day}"
            );
        }
    }
    let review = desk.review(&document).unwrap();
    assert!(!review.document.row.reviewed, "nothing was saved");
    assert_eq!(review.date.headline, "Answer by Monday, April 12, 2027");
    // The two of them together are looked at together.
    let both = |date, came| {
        let said = [
            ("received_date", "correct", Some(came)),
            ("claim.date_of_notice", "correct", Some(date)),
        ];
        desk.preview_review(&answers(&document, &said))
    };
    assert!(both("10/12/2026", "10/13/2026").is_ok());
    assert!(both("10/21/2026", "10/20/2026").is_err());
    assert!(both("10/21/2026", "11/23/2026").is_ok(), "today is a day");
}

#[test]
fn a_letter_dated_after_it_was_filed_counts_from_that_day_until_its_date_is_put_right() {
    let home = Home::new();
    let desk = home.made();
    let text = DENIAL.replace("10/14/2026", "11/07/2028");
    let document = add_one(&desk, &home.file("a.txt", text));
    home.set_clock("2026-11-27T10:00:00-05:00");
    let review = desk.review(&document).unwrap();
    // November 23 + 180 days.
    assert_eq!(review.date.headline, "Answer by Saturday, May 22, 2027");
    assert_eq!(
        review.date.say,
        "The letter's date reads November 7, 2028, but you had it before. We count from November 23 until you put it right."
    );
    let asked = question(&desk, &document, "claim.date_of_notice").unwrap();
    assert_eq!((asked.confidence.as_str(), asked.value), ("unsure", None));
    assert_eq!(
        asked.help.as_deref(),
        Some(
            "We read Tue, Nov 7, 2028, but you filed the letter on Mon, Nov 23, 2026: it can't be of that date."
        )
    );
    let sure = desk.confidences(&document).unwrap();
    assert_eq!(sure["claim.date_of_notice"], 0.0);
    let confirmed = answers(&document, &[("claim.date_of_notice", "confirm", None)]);
    assert_eq!(
        desk.save_review(&confirmed).unwrap_err().code().id(),
        "bad-date"
    );
    let right = answers(
        &document,
        &[("claim.date_of_notice", "correct", Some("2026-11-07"))],
    );
    let saved = desk.save_review(&right).unwrap().review;
    assert_eq!(saved.date.headline, "Answer by Thursday, May 6, 2027");
    assert!(question(&desk, &document, "claim.date_of_notice").is_none());
}

#[test]
fn where_the_letters_date_is_missing_it_is_the_date_that_is_asked_for() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    let unknown = answers(&document, &[("claim.date_of_notice", "unknown", None)]);
    let line = desk.preview_review(&unknown).unwrap();
    assert_eq!(
        (line.headline.as_str(), line.say.as_str()),
        ("No date yet", "The date printed on the letter is needed.")
    );
}

#[test]
fn the_day_it_came_is_asked_only_where_a_date_counts_from_it() {
    let home = Home::new();
    let desk = home.made();
    let came = |name: &str, text: &str| {
        let document = add_one(&desk, &home.file(name, text));
        question(&desk, &document, "received_date").is_some()
    };
    assert!(came("denial.txt", DENIAL));
    assert!(!came("approval.txt", APPROVAL));
    assert!(!came("bill.txt", BILL));
}
