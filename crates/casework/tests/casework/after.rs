//! After a decision: a yes is checked on the next bill, and a no is not the end.

use crate::common::{Home, add_one, answers};
use holdfast_casework::Desk;
use holdfast_casework::view::{
    AfterAct, AfterDoorView, AfterOutcome, AfterView, LetterAnswerRequest, LetterSentRequest,
    LetterStartRequest,
};

/// A no of June 17, 2026 to care still to come; 180 days to appeal.
const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");
/// The answer of November 20: their no stands.
const UPHELD: &str = include_str!("../../../../tests/fixtures/appeal-upheld.txt");
/// The answer of November 20: they changed it.
const WON: &str = include_str!("../../../../tests/fixtures/appeal-won.txt");

/// A desk with a no of a plan of this kind.
fn denied(home: &Home, kind: &str) -> (Desk, String) {
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", NO));
    desk.save_review(&answers(&no, &[("plan.kind", "correct", Some(kind))]))
        .unwrap();
    (desk, no)
}

/// The same, appealed, with this answer to it.
fn answered(home: &Home, outcome: &str, decision: Option<&str>) -> (Desk, String) {
    let (desk, no) = denied(home, "employer-self-funded");
    let begun = desk.start_letter(&LetterStartRequest {
        kind: "internal-appeal".to_owned(),
        answers: Some(no.clone()),
    });
    let letter = begun.unwrap().letter;
    desk.letter_sent(
        &letter,
        &LetterSentRequest {
            way: "fax".to_owned(),
            day: "11/2/2026".to_owned(),
            anyway: true,
            ..LetterSentRequest::default()
        },
    )
    .unwrap();
    let document = decision.map(|text| {
        let paper = add_one(&desk, &home.file("decision.txt", text));
        let kind = [("plan.kind", "correct", Some("employer-self-funded"))];
        desk.save_review(&answers(&paper, &kind)).unwrap();
        paper
    });
    let answer = LetterAnswerRequest {
        outcome: outcome.to_owned(),
        document: document.clone(),
        ..LetterAnswerRequest::default()
    };
    desk.answer_letter(&letter, &answer).unwrap();
    (desk, document.unwrap_or(no))
}

fn door<'a>(view: &'a AfterView, id: &str) -> &'a AfterDoorView {
    let ids: Vec<&str> = view.doors.iter().map(|door| door.id.as_str()).collect();
    let found = view.doors.iter().find(|door| door.id == id);
    found.unwrap_or_else(|| panic!("no {id} among {ids:?}"))
}

#[test]
fn without_a_denial_nothing_is_shown() {
    let home = Home::new();
    let view = home.made().after(None).unwrap();
    assert_eq!((view.outcome, view.shown), (AfterOutcome::None, false));
    assert!(view.doors.is_empty() && view.document.is_none());
}

#[test]
fn a_first_no_is_told_with_its_next_step_and_does_not_push_itself_forward() {
    let home = Home::new();
    let (desk, no) = denied(&home, "employer-self-funded");
    let view = desk.after(Some(&no)).unwrap();
    assert_eq!((view.outcome, view.shown), (AfterOutcome::No, false));
    let next = door(&view, "internal-appeal");
    assert_eq!(next.by.as_deref(), Some("2026-12-14"));
    assert_eq!(next.by_say, "By Monday, December 14.");
    assert!(next.deadline.is_some() && !next.why.is_empty());
    let act = next.act.as_ref().unwrap();
    assert_eq!(
        (act.what, act.kind.as_str()),
        (AfterAct::Write, "internal-appeal")
    );
    assert_eq!(act.answers.as_deref(), Some(no.as_str()));
}

#[test]
fn a_final_no_says_first_that_it_is_not_the_end() {
    let home = Home::new();
    let (desk, decision) = answered(&home, "lost", Some(UPHELD));
    let view = desk.after(Some(&decision)).unwrap();
    assert_eq!((view.outcome, view.shown), (AfterOutcome::No, true));
    assert_eq!(view.headline, "This is not the end.");
    let review = door(&view, "external-review");
    assert!(review.by.is_some() && review.source.is_some(), "{review:?}");
    assert!(review.why.contains("must follow"), "{}", review.why);
    assert!(!review.decides.is_empty() && !review.last_say.is_empty());
    let letter = review.places.first().unwrap();
    assert_eq!(letter.scope, "This goes before any other address.");
    assert!(view.doors.iter().all(|door| door.id != "internal-appeal"));
    // each way says why, by when, and what to do or whom to ask
    for door in &view.doors {
        assert!(!door.why.is_empty() && !door.by_say.is_empty(), "{door:?}");
        assert!(door.act.is_some() || !door.places.is_empty(), "{door:?}");
        assert!(door.places.iter().all(|place| !place.source.is_empty()));
    }
    assert_eq!(view.watch.len(), 3);
    assert!(view.checks.is_empty());
}

#[test]
fn a_yes_says_what_to_check_and_opens_no_other_way() {
    let home = Home::new();
    let (desk, decision) = answered(&home, "won", Some(WON));
    let view = desk.after(Some(&decision)).unwrap();
    assert_eq!((view.outcome, view.shown), (AfterOutcome::Won, true));
    assert!(
        view.checks
            .iter()
            .any(|check| check.contains("next statement"))
    );
    assert!(view.doors.is_empty() && view.watch.is_empty());
}

#[test]
fn a_yes_to_a_part_says_both() {
    let home = Home::new();
    let (desk, no) = answered(&home, "partly", None);
    let view = desk.after(Some(&no)).unwrap();
    assert_eq!((view.outcome, view.shown), (AfterOutcome::Partly, true));
    assert!(!view.checks.is_empty() && !view.doors.is_empty());
}

#[test]
fn the_office_and_the_parity_comparison_follow_the_kind_of_plan() {
    for (kind, office, parity) in [
        ("employer-self-funded", "EBSA", true),
        ("marketplace", "department of insurance", true),
        ("original-medicare", "MEDICARE", false),
        ("tricare", "Defense Health Agency", false),
    ] {
        let home = Home::new();
        let (desk, no) = denied(&home, kind);
        let view = desk.after(Some(&no)).unwrap();
        let regulator = door(&view, "regulator");
        assert!(regulator.places[0].name.contains(office), "{regulator:?}");
        assert_eq!(regulator.act.as_ref().unwrap().kind, "complaint");
        let has_parity = view.doors.iter().any(|door| door.id == "parity");
        assert_eq!(has_parity, parity, "{kind}");
    }
}

#[test]
fn each_letter_that_is_offered_can_be_begun() {
    let home = Home::new();
    let (desk, decision) = answered(&home, "lost", Some(UPHELD));
    let view = desk.after(Some(&decision)).unwrap();
    let acts = view.doors.iter().filter_map(|door| door.act.as_ref());
    let mut begun = 0;
    for act in acts.filter(|act| act.what == AfterAct::Write) {
        let request = LetterStartRequest {
            kind: act.kind.clone(),
            answers: act.answers.clone(),
        };
        desk.start_letter(&request).unwrap();
        begun += 1;
    }
    assert!(begun >= 3, "{begun}");
}
