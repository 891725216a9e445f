//! A no that another letter changed: its dates go on until the person says that it is done.

use crate::common::{DENIAL, Home, add_one, answers};
use holdfast_casework::Desk;
use holdfast_casework::view::{ChangedAnswer, DeadlineState};

/// A letter of February 5, 2027, that changes a no, all of it.
const WON: &str = include_str!("../../../letters/letters/33-appeal-overturned.txt");

/// The same on the no of [`DENIAL`], by its number.
fn won() -> String {
    WON.replace("Hyacinth Borgstrom-Lee", "Ilse Filipek")
        .replace("QDM 338 1170-02", "CFE0047219")
        .replace("EX-27-00093", "TR2610-55719")
}

/// A desk with a no of which the last day is April 12, 2027, and a second letter, on February 10.
fn desk_with(home: &Home, second: &str) -> (Desk, String, String) {
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", DENIAL));
    home.set_clock("2027-02-10T10:00:00-05:00");
    let yes = add_one(&desk, &home.file("yes.txt", second));
    (desk, no, yes)
}

fn asked(desk: &Desk) -> Option<String> {
    desk.today().unwrap().changed.map(|changed| changed.denial)
}

#[test]
fn it_is_asked_on_today_and_in_review_and_nothing_is_done_before() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    let changed = desk.today().unwrap().changed.unwrap();
    assert_eq!((&changed.denial, &changed.decision), (&no, &yes));
    assert_eq!(
        changed.say,
        "\u{2018}Answer to an appeal, February 5\u{2019} changes the no of \
         \u{2018}Denial letter, October 14\u{2019}. \
         You have not checked \u{2018}Answer to an appeal, February 5\u{2019} yet."
    );
    assert_eq!(
        changed.days,
        ["Appeal to Tallow & Reed Benefit Services, Inc: Monday, April 12"]
    );
    let in_review = desk.review(&yes).unwrap().changed.unwrap();
    assert_eq!((&in_review.denial, &in_review.days), (&no, &changed.days));
    assert!(
        !in_review.say.contains("not checked"),
        "it is being checked"
    );
    assert_eq!(desk.review(&no).unwrap().changed, None);
    assert!(!desk.due(None).unwrap().is_empty(), "its day stands");
}

#[test]
fn yes_closes_its_dates_with_that_reason_and_can_be_taken_back() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    let change = desk.answer_changed(&yes, &no, ChangedAnswer::Done).unwrap();
    assert_eq!(
        change.said,
        "Closed the dates of \u{2018}Denial letter, October 14\u{2019}: they changed this no."
    );
    assert_eq!(asked(&desk), None);
    assert!(desk.due(None).unwrap().is_empty());
    assert!(desk.today().unwrap().days.is_empty());
    let rows = desk.deadlines_of(&no).unwrap();
    for (view, _) in &rows {
        assert_eq!(view.state, DeadlineState::Done, "{view:?}");
        assert_eq!(
            view.say,
            "Closed February 10: they changed this no (\u{2018}Answer to an appeal, February 5\u{2019})."
        );
    }
    // none of its times is told any more
    home.set_clock("2027-04-02T10:00:00-04:00");
    assert_eq!(desk.reminders_due().unwrap(), None);
    let history = desk.history().unwrap();
    assert_eq!(history[0].said, change.said);
    let ladder = desk.ladder(Some(&no)).unwrap();
    assert!(ladder.won.unwrap().starts_with("This one is closed"));
    assert!(ladder.steps.iter().all(|step| step.state != "now"));

    home.set_clock("2027-02-11T10:00:00-05:00");
    desk.undo().unwrap();
    assert_eq!(asked(&desk), Some(no.clone()));
    assert!(!desk.due(None).unwrap().is_empty());
    assert!(desk.next_alarm().is_some());

    desk.answer_changed(&yes, &no, ChangedAnswer::Done).unwrap();
    let lead = rows.iter().find(|(view, _)| view.primary).unwrap();
    desk.deadline_reopen(&lead.0.id).unwrap();
    let open = desk.due(None).unwrap();
    assert_eq!(open.len(), 1, "one that was opened again reminds again");
    assert_ne!(open[0].0.state, DeadlineState::Done);
    assert_eq!(asked(&desk), None, "and is not asked about");
}

#[test]
fn a_closed_no_says_so_in_its_review_and_in_why_and_counts_no_days() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    desk.answer_changed(&yes, &no, ChangedAnswer::Done).unwrap();
    let said = "Closed February 10: they changed this no (\u{2018}Answer to an appeal, February 5\u{2019}).";
    let foot = desk.review(&no).unwrap().date;
    assert_eq!(foot.headline, "Closed: they changed this no");
    assert_eq!(foot.say, said);
    let in_review = foot.why.unwrap();
    let lead = in_review.deadline.clone();
    assert_eq!(lead.state, DeadlineState::Done);
    let rows = desk.deadlines_of(&no).unwrap();
    let stored = rows.iter().find(|(view, _)| view.primary).unwrap();
    let why = desk.why(&stored.0.id).unwrap();
    for why in [in_review, why] {
        assert_eq!(why.lead, said);
        assert!(!why.as_text.contains("days left"), "{}", why.as_text);
    }

    desk.deadline_reopen(&stored.0.id).unwrap();
    let foot = desk.review(&no).unwrap().date;
    assert_eq!(foot.headline, "Answer by Monday, April 12");
    desk.deadline_done(&stored.0.id).unwrap();
    let foot = desk.review(&no).unwrap().date;
    assert_eq!(foot.headline, "Marked as sent");
    assert_eq!(foot.say, "Done February 10, in time.");
    assert_eq!(foot.why.unwrap().lead, "Done February 10, in time.");
}

#[test]
fn the_letter_that_changed_a_no_goes_to_the_trash_with_a_word_about_the_dates_it_closed() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    let plain = "Moved \u{2018}Answer to an appeal, February 5\u{2019} to the trash.";
    assert_eq!(desk.trash_document(&yes).unwrap().said, plain);
    desk.undo().unwrap();
    desk.answer_changed(&yes, &no, ChangedAnswer::Done).unwrap();
    assert_eq!(
        desk.trash_document(&yes).unwrap().said,
        format!("{plain} The dates of \u{2018}Denial letter, October 14\u{2019} stay closed.")
    );
    desk.undo().unwrap();
    desk.trash_document(&no).unwrap();
    assert_eq!(desk.trash_document(&yes).unwrap().said, plain);
}

#[test]
fn no_and_partly_keep_its_dates_and_are_not_asked_again() {
    for answer in [ChangedAnswer::Keep, ChangedAnswer::Partly] {
        let home = Home::new();
        let (desk, no, yes) = desk_with(&home, &won());
        let before = desk.due(None).unwrap();
        let change = desk.answer_changed(&yes, &no, answer).unwrap();
        assert_eq!(
            change.said,
            "Kept the dates of \u{2018}Denial letter, October 14\u{2019}."
        );
        assert_eq!(asked(&desk), None);
        assert_eq!(desk.due(None).unwrap(), before);
        assert_eq!(desk.review(&yes).unwrap().changed, None);
        desk.undo().unwrap();
        assert_eq!(asked(&desk), Some(no));
    }
}

#[test]
fn a_part_that_is_still_refused_asks_nothing() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    for outcome in ["partly-denied", "upheld", "approved-with-change"] {
        desk.save_review(&answers(&yes, &[("outcome", "correct", Some(outcome))]))
            .unwrap();
        assert_eq!(asked(&desk), None, "{outcome}");
    }
    desk.save_review(&answers(
        &yes,
        &[("outcome", "correct", Some("overturned"))],
    ))
    .unwrap();
    assert_eq!(asked(&desk), Some(no));
}

#[test]
fn the_person_and_the_treatment_tell_it_too_and_another_person_is_never_meant() {
    let other_number = won().replace("TR2610-55719", "EX-27-00093");
    let home = Home::new();
    let (desk, no, _) = desk_with(&home, &other_number);
    let changed = desk.today().unwrap().changed.unwrap();
    assert_eq!(changed.denial, no);
    assert!(changed.say.contains("changes the no of"), "{}", changed.say);

    let home = Home::new();
    let (desk, _, _) = desk_with(&home, WON);
    assert_eq!(asked(&desk), None, "two people of one household");
}

#[test]
fn of_one_case_alone_it_is_asked_with_less_certainty_and_not_beside_a_sure_one() {
    let vague = won()
        .replace("TR2610-55719", "EX-27-00093")
        .replace("ketamine-assisted treatment,\nCPT 96365,", "a treatment");
    let home = Home::new();
    let (desk, no, _) = desk_with(&home, &vague);
    let changed = desk.today().unwrap().changed.unwrap();
    assert_eq!(changed.denial, no);
    assert!(changed.say.contains("It may be that of"), "{}", changed.say);

    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    let other = DENIAL
        .replace("TR2610-55719", "TR2611-60001")
        .replace("96365, J3490", "90870")
        .replace(
            "Ketamine infusion for depression",
            "Electroconvulsive therapy",
        )
        .replace("10/14/2026", "11/14/2026");
    add_one(&desk, &home.file("other.txt", other));
    assert_eq!(asked(&desk), Some(no.clone()));
    desk.answer_changed(&yes, &no, ChangedAnswer::Done).unwrap();
    assert_eq!(asked(&desk), None, "the other no goes on and is not meant");
    assert!(!desk.due(None).unwrap().is_empty());
}

#[test]
fn a_no_that_came_after_is_not_the_one_that_was_changed() {
    let home = Home::new();
    let later = DENIAL.replace("10/14/2026", "02/08/2027");
    let desk = home.made();
    home.set_clock("2027-02-10T10:00:00-05:00");
    add_one(&desk, &home.file("no.txt", later));
    add_one(&desk, &home.file("yes.txt", won()));
    assert_eq!(asked(&desk), None);
}

#[test]
fn a_copy_of_the_letter_that_said_no_is_closed_with_it() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    let again = format!("{DENIAL}\n");
    add_one(&desk, &home.file("again.txt", again));
    desk.answer_changed(&yes, &no, ChangedAnswer::Done).unwrap();
    assert!(desk.due(None).unwrap().is_empty());
    assert_eq!(asked(&desk), None);
}

#[test]
fn a_no_that_is_done_stays_so_when_its_letter_is_dated_anew() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    desk.answer_changed(&yes, &no, ChangedAnswer::Done).unwrap();
    let levels = |desk: &Desk| {
        let rows = desk.deadlines_of(&no).unwrap();
        rows.into_iter().map(|(v, _)| v.level).collect::<Vec<_>>()
    };
    let before = levels(&desk);
    // the end of the approval, a month ahead
    let alarm = desk.next_alarm();
    let mut others = 0;
    for kind in [
        "medicare-part-d",
        "original-medicare",
        "fehb",
        "medicaid-fee-for-service",
        "tricare",
    ] {
        let told = [("plan.kind", "correct", Some(kind))];
        desk.save_review(&answers(&no, &told)).unwrap();
        others += usize::from(levels(&desk) != before);
        assert!(desk.due(None).unwrap().is_empty(), "{kind}");
        assert_eq!(desk.next_alarm(), alarm, "{kind}");
    }
    assert!(others > 0, "some kind has other steps");
}

#[test]
fn what_is_no_decision_closes_nothing() {
    let home = Home::new();
    let (desk, no, yes) = desk_with(&home, &won());
    let other = add_one(
        &desk,
        &home.file("b.txt", "A note of no importance at all.\n"),
    );
    let done =
        |decision: &str, denial: &str| desk.answer_changed(decision, denial, ChangedAnswer::Done);
    done(&other, &no).unwrap_err();
    done(&yes, &yes).unwrap_err();
    done("ffffffff", &no).unwrap_err();
    assert!(!desk.due(None).unwrap().is_empty());
}
