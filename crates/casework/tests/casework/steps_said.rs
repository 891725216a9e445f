//! The steps as their own letters tell of them, and the days of a decision that is only written down.

use crate::common::{Home, add_one, answers};
use holdfast_casework::Desk;
use holdfast_casework::view::{
    DeadlineState, LadderStepView, LetterAnswerRequest, LetterNodeView, LetterSentRequest,
    LetterStartRequest, StepStandingView,
};

/// Two levels of 60 days and a review outside "once both levels are exhausted"; decided in 15 days.
const TWO_LEVELS: &str = include_str!("../../../letters/letters/02-iv-ketamine-experimental.txt");
/// "The decision of the Board of Appeals is final", no review outside, a church plan.
const BOARD_IS_FINAL: &str = include_str!("../../../letters/letters/12-church-out-of-network.txt");
/// "If we still say no, you have 60 days to ask the Benefits Committee for a second look."
const SECOND_LOOK: &str = include_str!("../../../letters/letters/13-county-no-authorization.txt");
/// "After the Board decides you may sue", no review outside.
const THEN_SUE: &str = include_str!("../../../letters/letters/14-grandfathered-first-appeal.txt");
/// A statement with lines that are not paid.
const STATEMENT: &str = include_str!("../../../letters/letters/06-eob-benefit-maximum.txt");
/// A statement in which all was paid.
const ALL_PAID: &str = include_str!("../../../letters/letters/07-eob-all-paid.txt");
/// Visits cut from July 28; to go on asked for by July 27; decided in 14 days, where the rule gives 30.
const REDUCED: &str = include_str!("../../../letters/letters/05-medicaid-reduction.txt");
/// "within 30 days of getting your appeal"; of what kind the plan is nobody knows.
const STEP_THERAPY: &str = include_str!("../../../letters/letters/01-esketamine-step-therapy.txt");
/// "There is one level of appeal."
const ONE_LEVEL: &str = include_str!("../../../letters/letters/61-tpa-all-caps-tms-records.txt");
/// Medicaid that the state pays itself: nothing comes before the fair hearing.
const STATE_PAID: &str = include_str!("../../../letters/letters/85-state-medicaid-iop.txt");
/// The answer to the first appeal on [`TWO_LEVELS`]: short, with nothing of the codes.
const UPHELD_OF_TWO: &str = include_str!("two-levels-upheld.txt");
/// They only ask for records.
const ASKS: &str = include_str!("../../../letters/letters/20-information-request-records.txt");

/// A desk on November 28, 2026, with this letter of theirs.
fn with(home: &Home, text: &str) -> (Desk, String) {
    home.set_clock("2026-11-28T10:00:00-05:00");
    let desk = home.made();
    let id = add_one(&desk, &home.file("no.txt", text));
    desk.save_review(&answers(&id, &[])).unwrap();
    (desk, id)
}

fn begun(desk: &Desk, kind: &str, answers: &str) -> String {
    let request = LetterStartRequest {
        kind: kind.to_owned(),
        answers: Some(answers.to_owned()),
    };
    desk.start_letter(&request).unwrap().letter
}

fn sent(desk: &Desk, letter: &str, day: &str, fast: bool) {
    let request = LetterSentRequest {
        way: "fax".to_owned(),
        day: day.to_owned(),
        fast,
        anyway: true,
        ..LetterSentRequest::default()
    };
    desk.letter_sent(letter, &request).unwrap();
}

fn lost(desk: &Desk, letter: &str, day: &str) {
    let request = LetterAnswerRequest {
        outcome: "lost".to_owned(),
        day: day.to_owned(),
        ..LetterAnswerRequest::default()
    };
    desk.answer_letter(letter, &request).unwrap();
}

fn steps(desk: &Desk, document: &str) -> Vec<LadderStepView> {
    desk.ladder(Some(document)).unwrap().steps
}

fn step(desk: &Desk, document: &str, level: &str) -> LadderStepView {
    let all = steps(desk, document);
    all.into_iter().find(|step| step.level == level).unwrap()
}

fn due_days(desk: &Desk) -> Vec<(String, String)> {
    let due = desk.due(None).unwrap().into_iter();
    due.map(|(view, _)| (view.level, view.due.unwrap()))
        .collect()
}

#[test]
fn a_no_that_is_only_written_down_starts_the_next_time_and_says_that_it_is_the_earliest() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let letter = begun(&desk, "internal-appeal", &no);
    sent(&desk, &letter, "11/20/2026", false);
    let before = step(&desk, &no, "second-level-appeal");
    assert_eq!(before.standing, StepStandingView::Later);
    lost(&desk, &letter, "11/27/2026");
    let second = step(&desk, &no, "second-level-appeal");
    assert_eq!(second.standing, StepStandingView::Open);
    let day = second.deadline.unwrap();
    assert_eq!(day.due.as_deref(), Some("2027-01-26"));
    assert!(day.primary && second.writes);
    assert!(
        second
            .earliest
            .starts_with("At the earliest. You wrote down"),
        "{}",
        second.earliest
    );
    assert!(
        second.earliest.contains("November 27"),
        "{}",
        second.earliest
    );
    assert!(due_days(&desk).contains(&("second-level-appeal".to_owned(), "2027-01-26".to_owned())));
    let next = desk.today().unwrap();
    assert_eq!(
        next.next_day.as_deref().map(|day| &day[..7]),
        Some("2027-01")
    );
    // the review outside waits for both levels, as their letter says
    assert_eq!(
        step(&desk, &no, "external-review").standing,
        StepStandingView::Later
    );

    let again = begun(&desk, "second-level-appeal", &no);
    sent(&desk, &again, "11/28/2026", false);
    lost(&desk, &again, "11/28/2026");
    let outside = step(&desk, &no, "external-review");
    assert_eq!(outside.standing, StepStandingView::Open);
    assert_eq!(outside.deadline.unwrap().due.as_deref(), Some("2027-03-28"));
    assert!(
        outside.earliest.contains("November 28"),
        "{}",
        outside.earliest
    );
    let due = due_days(&desk);
    assert!(
        due.iter().any(|(level, _)| level == "external-review"),
        "{due:?}"
    );
    assert!(
        due.iter().all(|(level, _)| level != "second-level-appeal"),
        "{due:?}"
    );
    let after = desk.after(Some(&no)).unwrap();
    let door = after
        .doors
        .iter()
        .find(|door| door.id == "external-review")
        .unwrap();
    assert!(door.by_say.contains("At the earliest"), "{}", door.by_say);
    // taken back, it waits again
    desk.undo().unwrap();
    assert_eq!(
        step(&desk, &no, "external-review").standing,
        StepStandingView::Later
    );
}

#[test]
fn without_a_day_it_is_counted_from_the_day_the_appeal_went_out() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let letter = begun(&desk, "internal-appeal", &no);
    sent(&desk, &letter, "11/20/2026", false);
    lost(&desk, &letter, "");
    let second = step(&desk, &no, "second-level-appeal");
    let day = second.deadline.unwrap();
    assert_eq!(day.due.as_deref(), Some("2027-01-19"));
    assert!(
        second.earliest.contains("November 20"),
        "{}",
        second.earliest
    );
}

#[test]
fn the_day_of_a_step_that_was_decided_is_no_day_to_act_any_more() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    // nothing went out here: they decided on what the clinic had sent
    let letter = begun(&desk, "internal-appeal", &no);
    lost(&desk, &letter, "11/27/2026");
    assert!(
        due_days(&desk)
            .iter()
            .all(|(level, _)| level != "internal-appeal")
    );
    let all = desk.deadlines_of(&no).unwrap();
    let (first, _) = all
        .iter()
        .find(|(view, _)| view.level == "internal-appeal")
        .unwrap();
    assert_eq!(first.state, DeadlineState::Done);
    assert!(
        first.say.contains("they have decided on it"),
        "{}",
        first.say
    );
}

#[test]
fn a_second_level_that_their_letter_gives_may_not_be_left_out() {
    for text in [TWO_LEVELS, SECOND_LOOK, THEN_SUE] {
        let home = Home::new();
        let (desk, no) = with(&home, text);
        let second = step(&desk, &no, "second-level-appeal");
        assert_eq!(second.title, "Second internal appeal");
        assert!(
            !second.optional && second.said.contains("Their letter says: \u{201c}"),
            "{second:?}"
        );
    }
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    // what waits for both levels is said of the step that waits
    let said = step(&desk, &no, "second-level-appeal").said;
    assert!(!said.contains("Once both levels are exhausted"), "{said}");
}

#[test]
fn where_their_decision_is_final_no_further_step_is_promised() {
    let home = Home::new();
    let (desk, no) = with(&home, BOARD_IS_FINAL);
    let first = step(&desk, &no, "internal-appeal");
    assert!(
        first.last_chance && first.last_say.contains("only a court"),
        "{}",
        first.last_say
    );
    let second = step(&desk, &no, "second-level-appeal");
    assert_eq!(second.standing, StepStandingView::Absent);
    assert!(
        second
            .said
            .contains("The decision of the Board of Appeals is final."),
        "{}",
        second.said
    );
    assert!(second.citation.is_none() && !second.writes && !second.optional);
    let outside = step(&desk, &no, "external-review");
    assert_eq!(outside.standing, StepStandingView::Absent);
    assert!(
        outside.said.contains("not open to external review"),
        "{}",
        outside.said
    );
    assert!(!outside.last_chance && outside.last_say.is_empty());
    let after = desk.after(Some(&no)).unwrap();
    let ids: Vec<&str> = after.doors.iter().map(|door| door.id.as_str()).collect();
    assert!(
        !ids.contains(&"second-level-appeal") && !ids.contains(&"external-review"),
        "{ids:?}"
    );
}

#[test]
fn a_court_waits_for_the_board() {
    let home = Home::new();
    let (desk, no) = with(&home, THEN_SUE);
    let court = step(&desk, &no, "court");
    assert_eq!(court.standing, StepStandingView::Later);
    assert!(
        court.said.contains("After the Board decides you may sue"),
        "{}",
        court.said
    );
    assert_eq!(court.deadline.unwrap().due.as_deref(), Some("2029-07-01"));
    assert_eq!(
        step(&desk, &no, "external-review").standing,
        StepStandingView::Absent
    );
    assert!(step(&desk, &no, "second-level-appeal").last_chance);
}

#[test]
fn a_statement_that_refuses_a_line_is_a_denial_and_one_that_pays_all_is_none() {
    let home = Home::new();
    let (desk, no) = with(&home, STATEMENT);
    let ladder = desk.ladder(None).unwrap();
    assert_eq!(ladder.document.as_deref(), Some(no.as_str()));
    let request = LetterStartRequest {
        kind: "internal-appeal".to_owned(),
        answers: None,
    };
    assert_eq!(
        desk.letter(&desk.start_letter(&request).unwrap().letter)
            .unwrap()
            .answers,
        Some(no)
    );
    for text in [ALL_PAID, ASKS] {
        let home = Home::new();
        let (desk, _) = with(&home, text);
        let ladder = desk.ladder(None).unwrap();
        assert_eq!(ladder.document, None);
        assert!(
            ladder
                .steps
                .iter()
                .all(|step| !step.last_chance && step.last_say.is_empty())
        );
        assert!(desk.start_letter(&request).is_err());
    }
}

#[test]
fn each_step_says_how_long_they_have_and_its_fast_way() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let first = step(&desk, &no, "internal-appeal");
    let usual = first.decision.unwrap();
    assert_eq!(usual.say, "They have 15 days to decide.");
    assert!(usual.citation.unwrap().contains("2560.503-1(i)(2)(ii)") && usual.verified);
    let fast = first.fast.unwrap();
    assert_eq!(
        fast.say,
        "Urgent? Ask for a fast decision: it is due within 72 hours."
    );
    let outside = step(&desk, &no, "external-review");
    assert_eq!(
        outside.decision.unwrap().say,
        "They have 45 days to decide."
    );
    assert!(
        outside
            .fast
            .unwrap()
            .say
            .contains("at the same time as a fast appeal")
    );
    let court = step(&desk, &no, "court");
    assert!(court.decision.is_none() && court.fast.is_none());
}

#[test]
fn with_a_fast_appeal_waiting_the_review_outside_is_open_at_once_and_no_day_is_lost_after() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let letter = begun(&desk, "internal-appeal", &no);
    sent(&desk, &letter, "11/27/2026", true);
    let outside = step(&desk, &no, "external-review");
    assert_eq!(outside.standing, StepStandingView::Open);
    assert!(
        outside.writes && outside.said.contains("45 CFR 147.136(d)(3)"),
        "{}",
        outside.said
    );
    let beside = begun(&desk, "external-review", &no);
    sent(&desk, &beside, "11/27/2026", true);
    lost(&desk, &letter, "11/27/2026");
    let second = step(&desk, &no, "second-level-appeal");
    assert_eq!(second.standing, StepStandingView::Open);
    assert_eq!(
        step(&desk, &no, "external-review").standing,
        StepStandingView::Waiting
    );
    assert!(due_days(&desk).contains(&("second-level-appeal".to_owned(), "2027-01-26".to_owned())));
}

#[test]
fn their_own_shorter_time_is_held_to_and_a_usual_appeal_opens_nothing_outside() {
    // 30 days by the rule, 14 by their letter
    let home = Home::new();
    let (desk, no) = with(&home, REDUCED);
    let first = step(&desk, &no, "internal-appeal");
    assert_eq!(
        first.decision.unwrap().say,
        "Their letter gives them 14 days to decide."
    );
    let letter = begun(&desk, "internal-appeal", &no);
    sent(&desk, &letter, "11/27/2026", false);
    let follow = desk.letter_follow(&letter).unwrap();
    assert_eq!(follow.clock.unwrap().by.as_deref(), Some("2026-12-11"));
    assert_eq!(
        step(&desk, &no, "fair-hearing").standing,
        StepStandingView::Later
    );
}

/// All words of a letter.
fn words(desk: &Desk, letter: &str) -> String {
    let letter = desk.letter(letter).unwrap();
    let said = |nodes: &[LetterNodeView]| -> String {
        nodes.iter().map(|node| node.say.clone()).collect()
    };
    let mut all = vec![letter.subject.clone()];
    all.extend(
        letter
            .re
            .iter()
            .map(|line| format!("{}: {}", line.label, said(&line.nodes))),
    );
    let paragraphs = letter
        .sections
        .iter()
        .flat_map(|section| &section.paragraphs);
    all.extend(paragraphs.map(|one| said(&one.nodes)));
    all.join("\n")
}

#[test]
fn a_letter_says_their_time_as_it_is_followed() {
    let two_levels = (TWO_LEVELS, "gives 15 days from receipt at each");
    let shorter = (REDUCED, "Your own letter gives 14 days from receipt");
    let not_known = (STEP_THERAPY, "Your own letter gives 30 days from receipt");
    for (text, expected) in [two_levels, shorter, not_known] {
        let home = Home::new();
        let (desk, no) = with(&home, text);
        let letter = words(&desk, &begun(&desk, "internal-appeal", &no));
        assert!(letter.contains(expected), "{letter}");
        let others = ["at most 30 days", "is 60 days from receipt"];
        assert!(
            others.iter().all(|other| !letter.contains(other)),
            "{letter}"
        );
    }
}

#[test]
fn a_second_appeal_contests_the_newer_decision_and_knows_the_facts_of_the_first_no() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let letter = begun(&desk, "internal-appeal", &no);
    sent(&desk, &letter, "11/20/2026", false);
    lost(&desk, &letter, "11/27/2026");
    let second = words(&desk, &begun(&desk, "second-level-appeal", &no));
    assert!(second.contains("November 27, 2026"), "{second}");
    assert!(!second.contains("decision of October 14"), "{second}");
    // the day is not known: the letter has a gap, and no other day in its place
    let change = LetterAnswerRequest {
        outcome: "lost".to_owned(),
        ..LetterAnswerRequest::default()
    };
    desk.answer_letter(&letter, &change).unwrap();
    let second = words(&desk, &begun(&desk, "second-level-appeal", &no));
    assert!(!second.contains("decision of October 14"), "{second}");
    assert!(second.contains("the date of their letter"), "{second}");
}

#[test]
fn the_answer_that_is_filed_leaves_nothing_of_the_first_no_out() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let letter = begun(&desk, "internal-appeal", &no);
    sent(&desk, &letter, "11/20/2026", false);
    let answer = add_one(&desk, &home.file("answer.txt", UPHELD_OF_TWO));
    desk.save_review(&answers(&answer, &[])).unwrap();
    let request = LetterAnswerRequest {
        outcome: "lost".to_owned(),
        document: Some(answer.clone()),
        ..LetterAnswerRequest::default()
    };
    desk.answer_letter(&letter, &request).unwrap();
    let second = begun(&desk, "second-level-appeal", &answer);
    let said = words(&desk, &second);
    for fact in [
        "F33.2",
        "J3490",
        "Blackhawk",
        "15 days from receipt at each",
        "November 26, 2026",
    ] {
        assert!(said.contains(fact), "{fact} in {said}");
    }
    let exhibits = desk.letter(&second).unwrap().exhibits;
    let titles: Vec<&str> = exhibits.iter().map(|one| one.title.as_str()).collect();
    assert!(titles.contains(&"Denial letter, October 14"), "{titles:?}");
    // a day that was only written down is not counted beside the paper's own
    let day = step(&desk, &answer, "second-level-appeal");
    assert_eq!(day.deadline.unwrap().due.as_deref(), Some("2027-01-25"));
    assert!(day.earliest.is_empty());
    // with the paper in the trash the day is not lost: it is counted as only written down
    desk.trash_document(&answer).unwrap();
    let day = step(&desk, &no, "second-level-appeal");
    assert_eq!(day.deadline.unwrap().due.as_deref(), Some("2027-01-25"));
    assert!(!day.earliest.is_empty());
}

#[test]
fn where_care_is_cut_that_it_goes_on_is_asked_for_also_once_that_day_has_passed() {
    let home = Home::new();
    let (desk, no) = with(&home, REDUCED);
    let letter = words(&desk, &begun(&desk, "internal-appeal", &no));
    assert!(
        letter.contains("Please keep the treatment going"),
        "{letter}"
    );
    assert!(letter.contains("July 27, 2026, has passed"), "{letter}");
}

#[test]
fn what_is_shown_after_a_no_holds_no_notes_and_no_fund_for_another_illness() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let letter = begun(&desk, "internal-appeal", &no);
    sent(&desk, &letter, "11/20/2026", false);
    lost(&desk, &letter, "11/20/2026");
    let again = begun(&desk, "second-level-appeal", &no);
    lost(&desk, &again, "11/27/2026");
    let after = desk.after(Some(&no)).unwrap();
    let places = after.doors.iter().flat_map(|door| &door.places);
    for place in places {
        let all = format!("{} {} {}", place.name, place.scope, place.source);
        for note in [
            "memory",
            "cyberoptik",
            "legalclarity",
            "hbs.edu",
            "copies seen",
            "CRPS",
            "Spravato",
        ] {
            assert!(!all.contains(note), "{note} in {all}");
        }
    }
    // their address is for appeals to them
    let outside = after
        .doors
        .iter()
        .find(|door| door.id == "external-review")
        .unwrap();
    let names: Vec<&str> = outside
        .places
        .iter()
        .map(|place| place.name.as_str())
        .collect();
    assert!(!names.contains(&"As their letter says"), "{names:?}");
}

#[test]
fn where_their_letter_says_that_there_is_one_level_no_second_appeal_is_offered() {
    let home = Home::new();
    let (desk, no) = with(&home, ONE_LEVEL);
    let second = step(&desk, &no, "second-level-appeal");
    assert_eq!(second.standing, StepStandingView::Absent, "{second:?}");
    assert!(
        second.said.contains("ONE LEVEL OF APPEAL"),
        "{}",
        second.said
    );
}

#[test]
fn of_a_step_only_what_is_about_that_step_is_quoted() {
    let home = Home::new();
    let (desk, no) = with(&home, TWO_LEVELS);
    let second = step(&desk, &no, "second-level-appeal");
    assert!(
        second.said.contains("you may file a second appeal"),
        "{}",
        second.said
    );
    assert!(!second.said.contains("independent"), "{}", second.said);
}

#[test]
fn where_nothing_comes_before_the_hearing_an_appeal_begins_as_the_request_for_it() {
    let home = Home::new();
    let (desk, no) = with(&home, STATE_PAID);
    for asked in ["internal-appeal", "appeal", "fair-hearing"] {
        let request = LetterStartRequest {
            kind: asked.to_owned(),
            answers: Some(no.clone()),
        };
        let started = desk.start_letter(&request).unwrap();
        let view = desk.letter(&started.letter).unwrap();
        assert_eq!(view.kind, "fair-hearing", "{asked}");
        let told = started.change.said.contains("State fair hearing");
        assert_eq!(told, asked != "fair-hearing", "{}", started.change.said);
        let said = words(&desk, &started.letter);
        assert!(!said.contains("438.") && said.contains("431.230"), "{said}");
    }
}
