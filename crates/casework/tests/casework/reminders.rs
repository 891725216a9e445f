//! Reminders: once each, private, also while locked, made up after a sleep.

use crate::common::{DENIAL, Home, add_one, answers, unlock};
use holdfast_casework::view::SettingRequest;
use holdfast_casework::{Desk, Snooze};

/// A desk with one letter: last day April 12, 2027, safe day April 2.
fn dated(home: &Home) -> (Desk, String) {
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    desk.save_review(&answers(&document, &[("received_date", "unknown", None)]))
        .unwrap();
    let safe = desk
        .deadlines()
        .unwrap()
        .iter()
        .find(|d| d.primary)
        .unwrap()
        .safe_day
        .clone();
    assert_eq!(safe.as_deref(), Some("2027-04-02"));
    (desk, document)
}

#[test]
fn a_reminder_comes_once_and_again_where_it_was_not_shown() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    assert_eq!(desk.reminders_due().unwrap(), None);
    home.set_clock("2027-03-03T09:29:00-05:00");
    assert_eq!(
        desk.reminders_due().unwrap(),
        None,
        "30 days before the safe day, but a minute early"
    );
    home.set_clock("2027-03-03T09:30:00-05:00");
    let first = desk.reminders_due().unwrap().unwrap();
    assert_eq!(first.text, "Something has a day this month.");
    // It was never marked as shown: a crash between the two shows it again.
    let again = desk.reminders_due().unwrap().unwrap();
    assert_eq!(again.text, first.text);
    desk.reminder_shown(&again.id).unwrap();
    assert_eq!(desk.reminders_due().unwrap(), None);
    let next = desk.next_alarm().unwrap();
    assert_eq!(
        next.to_utc().to_rfc3339(),
        "2027-03-19T14:30:00+00:00",
        "14 days before"
    );
}

#[test]
fn while_locked_the_notice_is_private_and_is_taken_over_at_unlock() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    desk.lock().unwrap();
    home.set_clock("2027-03-03T09:31:00-05:00");
    let notice = desk.reminders_due().unwrap().unwrap();
    assert_eq!(notice.text, "Something needs you. Open Holdfast to see it.");
    desk.reminder_shown(&notice.id).unwrap();
    assert_eq!(desk.reminders_due().unwrap(), None);
    unlock(&desk);
    assert_eq!(
        desk.reminders_due().unwrap(),
        None,
        "it was told while locked"
    );
    let alarms = std::fs::read_to_string(home.vault().join("alarms.json")).unwrap();
    assert!(!alarms.contains("appeal") && !alarms.contains("Tallow"));
}

#[test]
fn what_was_missed_while_the_computer_was_off_is_told_as_one() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    drop(desk);
    home.set_clock("2027-03-22T11:00:00-04:00");
    let desk = home.desk();
    unlock(&desk);
    let notice = desk.reminders_due().unwrap().unwrap();
    assert_eq!(notice.text, "While you were away: 2 things.");
    desk.reminder_shown(&notice.id).unwrap();
    assert_eq!(desk.reminders_due().unwrap(), None);
}

#[test]
fn a_notice_that_is_put_off_comes_back_then() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    home.set_clock("2027-03-03T09:30:00-05:00");
    let notice = desk.reminders_due().unwrap().unwrap();
    desk.reminder_shown(&notice.id).unwrap();
    desk.snooze(&notice.id, Snooze::LaterToday).unwrap();
    assert_eq!(desk.reminders_due().unwrap(), None);
    home.set_clock("2027-03-03T12:30:00-05:00");
    let again = desk.reminders_due().unwrap().unwrap();
    desk.reminder_shown(&again.id).unwrap();
    assert_eq!(desk.reminders_due().unwrap(), None);
}

#[test]
fn what_is_done_is_not_reminded_of() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    let id = desk
        .deadlines()
        .unwrap()
        .iter()
        .find(|d| d.primary)
        .unwrap()
        .id
        .clone();
    desk.deadline_done(&id).unwrap();
    home.set_clock("2027-04-12T10:00:00-04:00");
    assert_eq!(desk.reminders_due().unwrap(), None);
    desk.deadline_reopen(&id).unwrap();
    let notice = desk.reminders_due().unwrap().unwrap();
    assert!(notice.urgent, "today is the last day");
}

#[test]
fn how_much_a_notice_says_is_the_persons_choice() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    let set = |name: &str, value: &str| {
        let request = SettingRequest {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        desk.set_setting(&request).unwrap()
    };
    assert_eq!(set("noticeLevel", "\"full\"").notice_level, "full");
    assert_eq!(set("reminderTime", "\"08:15\"").reminder_time, "08:15");
    home.set_clock("2027-03-03T08:15:00-05:00");
    let notice = desk.reminders_due().unwrap().unwrap();
    assert!(
        notice
            .text
            .starts_with("Mail the appeal to Tallow & Reed Benefit Services, Inc by "),
        "{}",
        notice.text
    );
    assert!(
        notice.text.ends_with(" by Friday, April 2."),
        "{}",
        notice.text
    );
    assert_eq!(desk.tray().next_date.as_deref(), Some("April 2"));
    desk.lock().unwrap();
    assert_eq!((desk.tray().count, desk.tray().next_date), (0, None));
}

#[test]
fn a_pause_holds_all_but_the_safe_day_and_the_last_day() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    home.set_clock("2027-03-01T12:00:00-05:00");
    desk.pause_reminders(Some("2027-04-20")).unwrap();
    home.set_clock("2027-03-19T12:00:00-04:00");
    assert_eq!(desk.reminders_due().unwrap(), None);
    home.set_clock("2027-04-02T12:00:00-04:00");
    assert!(
        desk.reminders_due().unwrap().is_some(),
        "the safe day goes through"
    );
}

#[test]
fn while_locked_only_times_are_told_and_how_many_have_come() {
    let home = Home::new();
    let (desk, _) = dated(&home);
    let open = desk.app_state().unwrap();
    assert_eq!((open.due_while_locked, open.due_this_week), (0, false));
    assert_eq!(desk.while_locked(), None);
    desk.lock().unwrap();
    let told = |now: &str| {
        home.set_clock(now);
        let state = desk.app_state().unwrap();
        (state.due_while_locked, state.due_this_week)
    };
    assert_eq!(told("2027-02-20T09:00:00-05:00"), (0, false));
    // 30 days before the safe day, at half past nine
    assert_eq!(told("2027-02-26T09:00:00-05:00"), (0, true));
    assert_eq!(told("2027-03-03T09:31:00-05:00"), (1, false));
    let known = desk.while_locked().unwrap();
    assert_eq!(
        (known.received, known.due, known.due_this_week),
        (0, 1, false)
    );
    let notice = desk.reminders_due().unwrap().unwrap();
    desk.reminder_shown(&notice.id).unwrap();
    assert_eq!(
        desk.app_state().unwrap().due_while_locked,
        1,
        "told, not seen"
    );
    assert_eq!(told("2027-03-20T12:00:00-04:00"), (2, true));
    unlock(&desk);
    desk.lock().unwrap();
    assert_eq!(
        desk.app_state().unwrap().due_while_locked,
        1,
        "one is still untold"
    );
}
