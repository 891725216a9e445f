//! The end of an approval: told in time, in quiet words, and never as a day that was missed.

use super::tests::{at, duty, now_due, on};
use super::wording::{Event, wording};
use super::*;
use holdfast_case::reminder::NoticeLevel;

/// An approval that ends on March 14, 2027, known since the September before.
fn approval() -> DatedDuty {
    DatedDuty {
        kind: DutyKind::ApprovalEnd,
        legal: false,
        ..duty(on(2027, 3, 14), None)
    }
}

#[test]
fn the_end_of_an_approval_is_told_a_month_and_a_week_before_and_never_on_the_day() {
    let found = schedule(
        &[approval()],
        &ReminderPreferences::default(),
        &BTreeSet::new(),
        &[],
        at(on(2026, 9, 2), 8, 0),
    );
    let days: Vec<NaiveDateTime> = found.alarms.iter().map(|a| a.at).collect();
    assert_eq!(
        days,
        [at(on(2027, 2, 12), 9, 30), at(on(2027, 3, 7), 9, 30)]
    );
}

#[test]
fn a_pause_holds_the_end_of_an_approval_back() {
    let preferences = ReminderPreferences {
        paused_until: Some(on(2027, 3, 10)),
        ..ReminderPreferences::default()
    };
    let seen = |now| now_due(&[approval()], &preferences, now);
    assert!(seen(at(on(2027, 3, 8), 12, 0)).is_empty());
    let after = seen(at(on(2027, 3, 10), 9, 30));
    assert_eq!(
        after,
        [
            (ReminderKind::ApprovalEnd, 7),
            (ReminderKind::ApprovalEnd, 30)
        ]
    );
}

#[test]
fn an_approval_that_is_taken_care_of_is_told_no_more() {
    let done = DatedDuty {
        done: true,
        ..approval()
    };
    let seen = now_due(
        &[done],
        &ReminderPreferences::default(),
        at(on(2027, 3, 8), 12, 0),
    );
    assert!(seen.is_empty());
}

#[test]
fn a_notice_on_an_approval_that_was_put_off_waits_for_the_morning_on_its_last_day_too() {
    let duty = approval();
    let until = at(on(2027, 3, 14), 22, 0);
    let put_off = PutOff {
        id: "one".to_owned(),
        deadline: Some(duty.deadline),
        until,
    };
    let told: BTreeSet<String> = [30, 7]
        .map(|n| format!("{}/ends/{n}/2027-03-14", duty.deadline))
        .into();
    let found = schedule(
        &[duty],
        &ReminderPreferences::default(),
        &told,
        &[put_off],
        until,
    );
    assert!(found.due.is_empty(), "{found:?}");
    assert_eq!(found.next, Some(at(on(2027, 3, 15), 8, 0)));
}

#[test]
fn the_end_of_an_approval_is_said_without_a_word_of_acting_late() {
    let event = Event::ApprovalEnds {
        day: on(2027, 3, 14),
        by: "Larkmoor Health".to_owned(),
    };
    let said = |level, today| wording(level, false, std::slice::from_ref(&event), false, today);
    let (before, after) = (on(2027, 2, 12), on(2027, 3, 20));
    assert_eq!(
        said(NoticeLevel::Private, before),
        "Something has a day this month."
    );
    assert_eq!(
        said(NoticeLevel::Kind, before),
        "An approval ends on March 14."
    );
    assert_eq!(
        said(NoticeLevel::Full, before),
        "An approval by Larkmoor Health ends on Sunday, March 14. Ask your clinic to ask for a new one."
    );
    for level in [NoticeLevel::Private, NoticeLevel::Kind, NoticeLevel::Full] {
        for day in [before, on(2027, 3, 8), on(2027, 3, 14), after] {
            let words = said(level, day).to_lowercase();
            for word in ["last day", "late", "appeal", "overdue", "there may still"] {
                assert!(!words.contains(word), "{words}");
            }
        }
    }
    assert_eq!(
        said(NoticeLevel::Full, after),
        "An approval by Larkmoor Health ended on Sunday, March 14. Ask your clinic whether a new one was asked for."
    );
}
