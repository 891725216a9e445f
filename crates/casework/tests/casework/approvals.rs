//! Approvals that end: shown in review, told in time, and never a day that was missed.

use crate::common::{Home, add_one, answers, letter};
use holdfast_casework::Desk;
use holdfast_casework::view::{DeadlineState, SettingRequest};

/// A yes to esketamine of November 18, 2026, that ends on May 31, 2027.
const YES: &str = "22-approval-esketamine.txt";
/// A yes with a change that may be appealed, to March 14, 2028.
const CHANGED: &str = "23-approved-with-change-site.txt";
/// A yes to May 10, 2027, with words about appeals for another day.
const FOOTER: &str = "41-ma-approval-ect.txt";

fn end(desk: &Desk, document: &str) -> (String, DeadlineState) {
    let found = desk.deadlines_of(document).unwrap();
    let mut ends = found.iter().filter(|(v, _)| v.level == "authorization-end");
    let (view, _) = ends.next().unwrap();
    (view.say.clone(), view.state)
}

#[test]
fn review_shows_the_day_with_its_words_and_takes_another() {
    let home = Home::new();
    let desk = home.made();
    let yes = add_one(&desk, &letter(YES));
    let review = desk.review(&yes).unwrap();
    let facts = [&review.questions, &review.more, &review.sure];
    let found = facts
        .into_iter()
        .flatten()
        .find(|fact| fact.label == "Approval ends")
        .unwrap();
    assert_eq!(found.shown, "Mon, May 31, 2027");
    let mut in_sight = review.questions.iter().chain(review.sure.iter().take(6));
    assert!(in_sight.any(|fact| fact.field == found.field), "{review:?}");
    assert!(found.quote.as_ref().unwrap().contains("May 31, 2027"));
    assert!(found.place.is_some(), "{found:?}");
    assert_eq!(
        review.date.headline,
        "This approval ends on Monday, May 31, 2027"
    );
    assert_eq!(review.date.approval, None, "it is said once");

    let field = found.field.clone();
    let change = |value| answers(&yes, &[(field.as_str(), "correct", Some(value))]);
    desk.preview_review(&change("90 days")).unwrap_err();
    let review = desk.save_review(&change("6/30/2027")).unwrap().review;
    assert_eq!(
        review.date.headline,
        "This approval ends on Wednesday, June 30, 2027"
    );
    let stored = desk.deadlines_of(&yes).unwrap();
    assert_eq!(stored[0].1.due, "2027-06-30".parse().ok());
    let unknown = answers(&yes, &[(field.as_str(), "unknown", None)]);
    let review = desk.save_review(&unknown).unwrap().review;
    assert_eq!(review.date.headline, "This letter sets no date for you");
}

#[test]
fn a_yes_whose_end_was_not_read_is_asked_for_it_and_takes_it() {
    let home = Home::new();
    let desk = home.made();
    let letter = home.file(
        "yes.txt",
        "Lakeside Health Plan\n\nNovember 18, 2026\n\nDear Ms. Ortega:\n\n\
         We have approved your request for esketamine (Spravato), 84 mg. Authorization number: A-4471902.\n\
         No further action is needed.\n\nSincerely,\nUtilization Management\n",
    );
    let yes = add_one(&desk, &letter);
    let said = |kind| answers(&yes, &[("kind", kind, Some("approval"))]);
    let review = desk.save_review(&said("confirm")).unwrap().review;
    let asked = |review: &holdfast_casework::view::ReviewView| {
        let mut asked = review.questions.iter();
        asked.any(|fact| fact.field == "approval_end")
    };
    assert!(asked(&review), "{:?}", review.questions);
    let told = |how, day| answers(&yes, &[("approval_end", how, day)]);
    desk.preview_review(&told("correct", Some("90 days")))
        .unwrap_err();
    let review = desk
        .save_review(&told("correct", Some("3/14/2027")))
        .unwrap()
        .review;
    assert_eq!(
        review.date.headline,
        "This approval ends on Sunday, March 14, 2027"
    );
    let fact = (review.sure.iter()).find(|fact| fact.field == "approval_end");
    assert_eq!(fact.unwrap().shown, "Sun, Mar 14, 2027");
    assert_eq!(
        end(&desk, &yes).1,
        DeadlineState::Far,
        "it is among the days"
    );
    let review = desk.save_review(&told("unknown", None)).unwrap().review;
    assert_eq!(review.date.headline, "This letter sets no date for you");
    assert!(!asked(&review), "who said that it has none is left alone");
}

#[test]
fn an_approval_beside_a_day_to_act_on_is_one_more_line() {
    let home = Home::new();
    let desk = home.made();
    home.set_clock("2027-03-20T10:00:00-04:00");
    let changed = add_one(&desk, &letter(CHANGED));
    let date = desk.review(&changed).unwrap().date;
    assert!(date.headline.starts_with("Answer by"), "{date:?}");
    assert_eq!(
        date.approval.as_deref(),
        Some("This approval ends on Tuesday, March 14, 2028.")
    );
}

#[test]
fn an_approval_with_words_about_appeals_speaks_of_its_end_and_of_no_appeal() {
    let home = Home::new();
    let desk = home.made();
    let yes = add_one(&desk, &letter(FOOTER));
    let date = desk.review(&yes).unwrap().date;
    assert_eq!(date.headline, "This approval ends on Monday, May 10, 2027");
    assert_eq!(date.approval, None);
    let why = date.why.unwrap();
    assert_eq!(
        why.steps[0].title,
        "The letter says when the approval ends: Monday, May 10, 2027"
    );
    assert_eq!(why.deadline.level, "authorization-end");
    assert!(!why.as_text.contains("ppeal"), "{}", why.as_text);
    assert!(
        desk.due(None).unwrap().is_empty(),
        "it has no day to appeal by"
    );
}

#[test]
fn today_says_it_a_month_ahead_and_a_month_after_and_it_is_never_late() {
    let home = Home::new();
    let desk = home.made();
    let yes = add_one(&desk, &letter(YES));
    desk.save_review(&answers(&yes, &[])).unwrap();
    let today = |now: &str| {
        home.set_clock(now);
        desk.today().unwrap()
    };
    assert!(today("2027-04-30T10:00:00-04:00").approvals.is_empty());
    let near = today("2027-05-01T10:00:00-04:00");
    let [row] = near.approvals.as_slice() else {
        panic!("one: {near:?}")
    };
    assert_eq!(row.title, "This approval ends on Monday, May 31");
    assert_eq!(
        row.note,
        "Esketamine nasal spray. Ask your clinic to ask for a new one before then. \
         From \u{2018}Approval, November 18\u{2019}."
    );
    for now in ["2027-05-01", "2027-05-31", "2027-06-10", "2028-01-10"] {
        let view = today(&format!("{now}T10:00:00-04:00"));
        assert_eq!(view.next, None, "{now}: nothing to do at once");
        assert!(view.days.is_empty() && view.passed.is_empty(), "{view:?}");
        assert!(view.waiting.is_empty(), "{view:?}");
        assert_eq!(view.next_day, None);
        assert!(desk.due(None).unwrap().is_empty());
        assert_eq!(desk.tray().count, 0, "{now}");
    }
    let ended = today("2027-06-01T10:00:00-04:00");
    assert_eq!(
        ended.approvals[0].title,
        "This approval ended on Monday, May 31"
    );
    assert!(ended.approvals[0].ended);
    let (said, state) = end(&desk, &yes);
    assert_eq!(
        said,
        "This approval ended on Monday, May 31. Ask your clinic whether a new one was asked for."
    );
    assert_eq!(state, DeadlineState::Ended);
    let why = desk.why(&ended.approvals[0].deadline).unwrap();
    assert!(
        why.ways.is_empty() && !why.as_text.contains("appeal"),
        "{}",
        why.as_text
    );
    assert!(today("2027-07-01T10:00:00-04:00").approvals.is_empty());

    home.set_clock("2027-05-10T10:00:00-04:00");
    desk.deadline_done(&ended.approvals[0].deadline).unwrap();
    assert!(desk.today().unwrap().approvals.is_empty());
    desk.undo().unwrap();
    assert_eq!(desk.today().unwrap().approvals.len(), 1);
}

#[test]
fn it_is_told_a_month_and_a_week_before_and_never_as_a_last_day() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &letter(YES));
    let full = SettingRequest {
        name: "noticeLevel".to_owned(),
        value: "\"full\"".to_owned(),
    };
    desk.set_setting(&full).unwrap();
    home.set_clock("2027-05-01T09:29:00-04:00");
    assert_eq!(desk.reminders_due().unwrap(), None);
    home.set_clock("2027-05-01T09:30:00-04:00");
    let notice = desk.reminders_due().unwrap().unwrap();
    assert_eq!(
        notice.text,
        "An approval by the insurer ends on Monday, May 31. \
         Ask your clinic to ask for a new one."
    );
    assert!(!notice.urgent);
    desk.reminder_shown(&notice.id).unwrap();
    assert_eq!(desk.reminders_due().unwrap(), None);
    let next = desk.next_alarm().unwrap().to_utc().to_rfc3339();
    assert_eq!(next, "2027-05-24T13:30:00+00:00", "a week before");
    home.set_clock("2027-05-24T09:31:00-04:00");
    let notice = desk.reminders_due().unwrap().unwrap();
    desk.reminder_shown(&notice.id).unwrap();
    home.set_clock("2027-06-20T09:31:00-04:00");
    assert_eq!(
        desk.reminders_due().unwrap(),
        None,
        "it ended, and that is all"
    );
}

#[test]
fn an_approval_that_ended_before_it_was_filed_is_not_told() {
    let home = Home::new();
    let desk = home.made();
    home.set_clock("2027-06-10T10:00:00-04:00");
    let yes = add_one(&desk, &letter(YES));
    assert_eq!(desk.reminders_due().unwrap(), None);
    assert_eq!(desk.next_alarm(), None);
    let date = desk.review(&yes).unwrap().date;
    assert_eq!(date.headline, "This approval ended on Monday, May 31");
    assert_eq!(date.say, "Ask your clinic whether a new one was asked for.");
}
