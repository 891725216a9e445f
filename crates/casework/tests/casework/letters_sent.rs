//! A letter goes out: its packet is kept, its day is met, their time runs; what comes back opens the next step.

use crate::common::{Home, add_one, answers, unlock};
use holdfast_casework::Desk;
use holdfast_casework::view::{
    DocumentsRequest, LadderStepView, LetterAnswerRequest, LetterChange, LetterPartyInput,
    LetterSentRequest, LetterStartRequest, NextStepKind, StepStandingView,
};

/// A no of June 17, 2026 to care still to come; 180 days to appeal.
const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");
/// The answer of November 20: their no stands.
const UPHELD: &str = include_str!("../../../../tests/fixtures/appeal-upheld.txt");
/// The answer of November 20: they changed it.
const WON: &str = include_str!("../../../../tests/fixtures/appeal-won.txt");

/// A desk with a no, and an appeal begun on it.
fn appeal(home: &Home) -> (Desk, String, String) {
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", NO));
    desk.save_review(&answers(
        &no,
        &[("plan.kind", "correct", Some("employer-self-funded"))],
    ))
    .unwrap();
    let begun = desk.start_letter(&LetterStartRequest {
        kind: "internal-appeal".to_owned(),
        answers: Some(no.clone()),
    });
    (desk, no, begun.unwrap().letter)
}

/// Went out on this day by fax, whatever was missing.
fn faxed(day: &str) -> LetterSentRequest {
    LetterSentRequest {
        way: "fax".to_owned(),
        day: day.to_owned(),
        anyway: true,
        ..LetterSentRequest::default()
    }
}

/// Takes out where a letter goes, so that something is missing in it.
fn nowhere(desk: &Desk, letter: &str) {
    let party = LetterPartyInput::default();
    let change = LetterChange::To { party };
    desk.change_letter(letter, &change).unwrap();
}

fn step(desk: &Desk, document: &str, level: &str) -> LadderStepView {
    let ladder = desk.ladder(Some(document)).unwrap();
    let step = ladder.steps.into_iter().find(|step| step.level == level);
    step.unwrap()
}

#[test]
fn a_letter_with_a_gap_is_marked_as_sent_only_where_the_person_says_so() {
    let home = Home::new();
    let (desk, _, letter) = appeal(&home);
    nowhere(&desk, &letter);
    let asked = LetterSentRequest {
        anyway: false,
        ..faxed("11/2/2026")
    };
    let refused = desk.letter_sent(&letter, &asked).unwrap_err();
    assert!(refused.message().contains("still missing"), "{refused:?}");
    assert!(desk.letters_sent().unwrap().letters.is_empty());
    desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    let sent = desk.letters_sent().unwrap().letters.remove(0);
    let doubts = sent.sent[0].doubts.join(" ");
    assert!(doubts.contains("written it in by pen"), "{doubts}");
}

#[test]
fn the_packet_is_kept_as_it_went_out_and_nothing_is_asked_about_it() {
    let home = Home::new();
    let (desk, no, letter) = appeal(&home);
    let built = desk
        .packet(
            &letter,
            &Default::default(),
            &holdfast_casework::CancelToken::new(),
            &mut |_, _| {},
        )
        .unwrap();
    let change = desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    assert!(
        change
            .said
            .ends_with("went out on November 2. That is in time."),
        "{}",
        change.said
    );
    let sent = desk.letters_sent().unwrap().letters.remove(0);
    let packet = sent.sent[0].packet.clone().unwrap();
    assert!(
        packet.title.starts_with("Packet sent 2026-11-02: "),
        "{}",
        packet.title
    );
    assert_eq!(sent.sent[0].pages, built.pages.to_string());
    assert_eq!(
        sent.sent[0].say,
        format!("Sent November 2 by fax, {} pages.", built.pages)
    );
    let (_, bytes) = desk.original(&packet.document).unwrap();
    assert!(bytes.starts_with(b"%PDF"));
    let view = desk.document(&packet.document, "").unwrap();
    assert_eq!(view.pages.len(), built.pages as usize);
    assert!(desk.deadlines_of(&packet.document).unwrap().is_empty());
    let today = desk.today().unwrap();
    assert!(
        today
            .next
            .is_none_or(|next| next.document.as_deref() != Some(&packet.document))
    );
    // the letter itself is there to be read, and is not changed by a slip of the hand
    assert_eq!(
        desk.letter(&letter).unwrap().answers.as_deref(),
        Some(no.as_str())
    );
    assert!(desk.change_letter(&letter, &LetterChange::Refresh).is_err());
}

#[test]
fn its_day_is_met_their_time_runs_and_all_of_it_can_be_taken_back() {
    let home = Home::new();
    let (desk, no, letter) = appeal(&home);
    let before = desk
        .documents(&DocumentsRequest::default())
        .unwrap()
        .documents
        .len();
    assert_eq!(
        step(&desk, &no, "internal-appeal").standing,
        StepStandingView::Open
    );
    desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    let waiting = step(&desk, &no, "internal-appeal");
    assert_eq!(
        (waiting.standing, waiting.state.as_str()),
        (StepStandingView::Waiting, "now")
    );
    assert!(!waiting.writes && waiting.letter.as_deref() == Some(letter.as_str()));
    let clock = waiting.follow.unwrap().clock.unwrap();
    assert_eq!(
        clock.say,
        "Decisions like this take up to 30 days. Today is day 21 of 30."
    );
    assert_eq!(clock.by.as_deref(), Some("2026-12-02"));
    assert!(clock.citation.is_some());
    assert_eq!(
        step(&desk, &no, "external-review").standing,
        StepStandingView::Later
    );
    assert!(
        desk.due(None)
            .unwrap()
            .iter()
            .all(|(view, _)| view.level != "internal-appeal")
    );
    let wait = desk.today().unwrap().waiting;
    let wait = wait
        .iter()
        .find(|wait| wait.letter.as_deref() == Some(letter.as_str()))
        .unwrap();
    assert_eq!(
        (wait.day, wait.of, wait.by.as_str()),
        (21, 30, "2026-12-02")
    );

    desk.undo().unwrap();
    assert_eq!(
        desk.documents(&DocumentsRequest::default())
            .unwrap()
            .documents
            .len(),
        before
    );
    assert_eq!(
        step(&desk, &no, "internal-appeal").standing,
        StepStandingView::Open
    );
    assert!(desk.letters_sent().unwrap().letters.is_empty());
    // nor does the packet come back as a paper that nobody knows
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    assert_eq!(
        desk.documents(&DocumentsRequest::default())
            .unwrap()
            .documents
            .len(),
        before
    );
    desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    assert_eq!(
        desk.documents(&DocumentsRequest::default())
            .unwrap()
            .documents
            .len(),
        before + 1
    );
}

#[test]
fn a_day_that_has_not_come_is_no_day_of_sending_and_one_with_a_slip_is_read() {
    let home = Home::new();
    let (desk, _, letter) = appeal(&home);
    let ahead = desk.letter_sent(&letter, &faxed("12/24/2026")).unwrap_err();
    assert_eq!(ahead.code().id(), "bad-date");
    desk.letter_sent(&letter, &faxed("11/10")).unwrap();
    let sent = desk.letters_sent().unwrap().letters.remove(0);
    assert!(
        sent.sent[0].say.starts_with("Sent November 10 by fax"),
        "{}",
        sent.sent[0].say
    );
}

#[test]
fn proof_is_added_to_a_sending_one_paper_after_another() {
    let home = Home::new();
    let (desk, _, letter) = appeal(&home);
    desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    let report = add_one(
        &desk,
        &home.file("report.txt", "Fax report. 12 pages sent. Result OK."),
    );
    let receipt = add_one(
        &desk,
        &home.file("receipt.txt", "Return receipt. Delivered."),
    );
    let request = LetterSentRequest {
        at: Some(0),
        proofs: vec![report.clone(), receipt.clone(), report.clone()],
        ..faxed("11/2/2026")
    };
    desk.letter_sent(&letter, &request).unwrap();
    let sent = desk.letters_sent().unwrap().letters.remove(0);
    let proofs: Vec<String> = sent.sent[0]
        .proofs
        .iter()
        .map(|p| p.document.clone())
        .collect();
    assert_eq!(proofs, [report, receipt]);
    assert!(
        sent.sent[0].packet.is_some() && sent.sent[0].doubts.iter().all(|d| !d.contains("proof"))
    );
}

#[test]
fn it_is_asked_after_a_week_then_when_they_are_late_and_again_until_it_is_answered() {
    let home = Home::new();
    let (desk, _, letter) = appeal(&home);
    desk.letter_sent(&letter, &faxed("11/20/2026")).unwrap();
    let asked = |desk: &Desk| {
        let sent = desk.letters_sent().unwrap().letters.remove(0);
        (sent.ask_again.unwrap_or_default(), sent.ask_now)
    };
    assert_eq!(asked(&desk), ("2026-11-27".to_owned(), false));
    home.set_clock("2026-11-27T10:00:00-05:00");
    assert!(asked(&desk).1);
    let notice = desk.reminders_due().unwrap().unwrap();
    assert_eq!(notice.text, "Someone may owe you an answer.");
    desk.reminder_shown(&notice.id).unwrap();
    assert_eq!(desk.reminders_due().unwrap(), None, "it is told once");
    desk.nothing_yet(&letter).unwrap();
    assert_eq!(
        asked(&desk).0,
        "2026-12-21",
        "the day after their time is over"
    );

    home.set_clock("2026-12-21T10:00:00-05:00");
    let late = desk.letters_sent().unwrap().letters.remove(0);
    assert!(
        late.late && late.say.ends_with("They are late."),
        "{}",
        late.say
    );
    assert!(
        late.ways
            .iter()
            .any(|way| way.citation.is_some() && way.say.contains("external review"))
    );
    assert!(desk.reminders_due().unwrap().is_some());
    desk.nothing_yet(&letter).unwrap();
    assert_eq!(asked(&desk).0, "2026-12-28");
    desk.set_ask_again(&letter, "12/23/2026").unwrap();
    assert_eq!(asked(&desk).0, "2026-12-23");
    assert_eq!(
        desk.set_ask_again(&letter, "soon").unwrap_err().code().id(),
        "bad-date"
    );

    home.set_clock("2026-12-24T10:00:00-05:00");
    let step = desk.letters_to_ask().into_iter().next().unwrap();
    assert!(step.contains("They are late"), "{step}");
    let answer = LetterAnswerRequest {
        outcome: "won".to_owned(),
        day: "12/22/2026".to_owned(),
        document: None,
    };
    desk.answer_letter(&letter, &answer).unwrap();
    assert_eq!(asked(&desk), (String::new(), false));
    assert!(desk.letters_to_ask().is_empty());
}

#[test]
fn an_upheld_decision_is_offered_taken_by_a_yes_and_opens_the_next_step_with_its_own_day() {
    let home = Home::new();
    let (desk, no, letter) = appeal(&home);
    desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    let decision = add_one(&desk, &home.file("upheld.txt", UPHELD));
    let asked = desk.today().unwrap().answers;
    assert_eq!(asked.len(), 1);
    assert_eq!((&asked[0].letter, &asked[0].document), (&letter, &decision));
    assert_eq!(asked[0].outcome.as_deref(), Some("lost"));
    assert_eq!(asked[0].outcome_say, "It says that they keep their no.");
    assert_eq!(
        step(&desk, &no, "internal-appeal").standing,
        StepStandingView::Waiting
    );

    let answer = LetterAnswerRequest {
        outcome: "lost".to_owned(),
        day: String::new(),
        document: Some(decision.clone()),
    };
    desk.answer_letter(&letter, &answer).unwrap();
    assert!(desk.today().unwrap().answers.is_empty());
    for document in [&no, &decision] {
        let lost = step(&desk, document, "internal-appeal");
        assert_eq!(
            (lost.standing, lost.state.as_str()),
            (StepStandingView::Lost, "done")
        );
        assert_eq!(lost.said, "They kept their no on November 20.");
        let next = step(&desk, document, "external-review");
        assert_eq!(
            (next.standing, next.state.as_str()),
            (StepStandingView::Open, "now")
        );
        assert_eq!(next.answers.as_deref(), Some(decision.as_str()));
        let day = next.deadline.unwrap();
        assert_eq!(day.document, decision);
        assert!(day.due.is_some() && next.writes);
        assert_eq!(
            next.last_say,
            "This is the last chance. After it, only a court is left."
        );
    }
    // the next step goes out too, and is waited for by its own time
    let begun = desk.start_letter(&LetterStartRequest {
        kind: "external-review".to_owned(),
        answers: Some(decision.clone()),
    });
    let second = begun.unwrap().letter;
    desk.letter_sent(&second, &faxed("11/23/2026")).unwrap();
    let waiting = step(&desk, &no, "external-review");
    assert_eq!(waiting.standing, StepStandingView::Waiting);
    let clock = waiting.follow.unwrap().clock.unwrap();
    assert!(
        clock
            .say
            .starts_with("Decisions like this take up to 45 days."),
        "{}",
        clock.say
    );
}

#[test]
fn a_decision_that_is_no_answer_is_not_asked_about_again() {
    let home = Home::new();
    let (desk, _, letter) = appeal(&home);
    desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    let decision = add_one(&desk, &home.file("upheld.txt", UPHELD));
    desk.not_answer_of_letter(&letter, &decision).unwrap();
    assert!(desk.today().unwrap().answers.is_empty());
    desk.undo().unwrap();
    assert_eq!(desk.today().unwrap().answers.len(), 1);
}

#[test]
fn a_yes_to_a_letter_wins_the_step_and_nothing_is_left_to_appeal() {
    let home = Home::new();
    let (desk, no, letter) = appeal(&home);
    desk.letter_sent(&letter, &faxed("11/2/2026")).unwrap();
    let decision = add_one(&desk, &home.file("won.txt", WON));
    let asked = desk.today().unwrap().answers.remove(0);
    assert_eq!(asked.outcome.as_deref(), Some("won"));
    let answer = LetterAnswerRequest {
        outcome: "won".to_owned(),
        day: String::new(),
        document: Some(decision),
    };
    desk.answer_letter(&letter, &answer).unwrap();
    assert_eq!(
        step(&desk, &no, "internal-appeal").standing,
        StepStandingView::Won
    );
    let ladder = desk.ladder(Some(&no)).unwrap();
    assert!(ladder.won.unwrap().starts_with("This one is won"));
    assert!(
        ladder
            .steps
            .iter()
            .all(|step| step.state != "now" && !step.writes)
    );
}

#[test]
fn a_fast_appeal_is_waited_for_three_days_and_the_outside_review_can_stand_open_beside_it() {
    let home = Home::new();
    let (desk, no, letter) = appeal(&home);
    let fast = LetterSentRequest {
        fast: true,
        ..faxed("11/22/2026")
    };
    desk.letter_sent(&letter, &fast).unwrap();
    let waiting = step(&desk, &no, "internal-appeal");
    let clock = waiting.follow.unwrap().clock.unwrap();
    assert_eq!(
        clock.say,
        "Decisions like this take up to 72 hours. Today is day 1 of 3."
    );
    let outside = desk.start_letter(&LetterStartRequest {
        kind: "external-review".to_owned(),
        answers: Some(no.clone()),
    });
    let outside = outside.unwrap().letter;
    desk.letter_sent(
        &outside,
        &LetterSentRequest {
            fast: true,
            ..faxed("11/23/2026")
        },
    )
    .unwrap();
    for level in ["internal-appeal", "external-review"] {
        let step = step(&desk, &no, level);
        assert_eq!(
            (step.standing, step.state.as_str()),
            (StepStandingView::Waiting, "now")
        );
    }
    assert_eq!(
        desk.today()
            .unwrap()
            .waiting
            .iter()
            .filter(|w| w.letter.is_some())
            .count(),
        2
    );
}

#[test]
fn no_letter_of_ours_goes_to_a_court() {
    let home = Home::new();
    let (desk, no, _) = appeal(&home);
    let court = step(&desk, &no, "court");
    assert!(!court.writes);
}

#[test]
fn the_guide_says_the_ways_and_by_when_and_what_is_missing() {
    let home = Home::new();
    let (desk, _, letter) = appeal(&home);
    let guide = desk.send_guide(&letter).unwrap();
    assert_eq!(guide.ways[0].id, "certified-mail");
    assert!(
        guide
            .by
            .unwrap()
            .starts_with("The last day is Monday, December 14.")
    );
    assert_eq!(guide.missing_say, None);
    assert!(
        guide.ways[0]
            .label
            .iter()
            .any(|line| line.contains("Toledo"))
    );
    assert!(
        guide
            .ways
            .iter()
            .find(|way| way.id == "fax")
            .unwrap()
            .to
            .contains("555-0142")
    );
    nowhere(&desk, &letter);
    let guide = desk.send_guide(&letter).unwrap();
    assert!(guide.missing_say.unwrap().contains("by pen"));
}

/// What Today asks to be asked after.
trait Asks {
    fn letters_to_ask(&self) -> Vec<String>;
}

impl Asks for Desk {
    fn letters_to_ask(&self) -> Vec<String> {
        let mut found = Vec::new();
        // one step is shown at a time: each is put off to see the next
        let mut today = self.today().unwrap();
        while let Some(next) = today.next {
            if next.kind == NextStepKind::AskAfterLetter {
                found.push(next.title.clone());
            }
            today = self.later_today(&next.id).unwrap();
        }
        found
    }
}
