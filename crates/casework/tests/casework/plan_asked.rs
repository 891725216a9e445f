//! Of which kind the plan is: asked where a date or a step of the letter hangs on it, and on no other paper.

use crate::common::{Home, add_one, letter};
use holdfast_casework::Desk;

/// Papers that set no date of which the plan would be a part: yes, won, paid, a bill, a reminder, an offer.
const NO_DATE: [&str; 17] = [
    "22-approval-esketamine.txt",
    "33-appeal-overturned.txt",
    "41-ma-approval-ect.txt",
    "53-tricare-ect-approved.txt",
    "07-eob-all-paid.txt",
    "67-gap-exception-single-case.txt",
    "79-clinic-peer-to-peer-letter.txt",
    "91-good-faith-estimate.txt",
    "102-mco-ect-authorized.txt",
    "27-clinic-bill.txt",
    "28-collection-letter.txt",
    "30-marketing-appeal.txt",
    "32-appointment-reminder.txt",
    "42-premium-grace-period.txt",
    "103-premium-past-due-grace.txt",
    "117-savings-card-ends.txt",
    "129-medigap-premium-reminder.txt",
];

fn asks_plan(desk: &Desk, document: &str) -> bool {
    let review = desk.review(document).unwrap();
    review
        .questions
        .iter()
        .any(|fact| fact.field == "plan.kind")
}

#[test]
fn a_paper_that_sets_no_date_is_not_asked_for_the_kind_of_plan() {
    let home = Home::new();
    home.set_clock("2027-08-01T10:00:00-04:00");
    let desk = home.made();
    let asked = NO_DATE.into_iter().filter(|name| {
        let id = add_one(&desk, &letter(name));
        asks_plan(&desk, &id)
    });
    assert_eq!(asked.collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_letter_that_says_no_and_not_of_which_plan_is_asked() {
    let home = Home::new();
    let desk = home.made();
    let bare = "Larkmoor Health\n\nOctober 14, 2026\n\nMember ID: LMH 4471 0032\nClaim number: C-2610-118\n\n\
                Notice of denial\n\nYour request for ketamine infusion is denied because it is not medically \
                necessary.\n\nYou may appeal this decision.\n";
    let id = add_one(&desk, &home.file("no.txt", bare));
    assert!(asks_plan(&desk, &id));
}
