//! The schedule and its words, at single moments. The walk over a year stands in `tests/reminder_year.rs`.

use super::wording::{Event, LOCKED, wording};
use super::*;
use holdfast_case::reminder::NoticeLevel;

pub(super) fn on(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub(super) fn at(day: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    day.and_hms_opt(hour, minute, 0).unwrap()
}

pub(super) fn duty(due: NaiveDate, safe: Option<NaiveDate>) -> DatedDuty {
    DatedDuty {
        deadline: DeadlineId::make_random(),
        kind: DutyKind::Act,
        due,
        safe_day: safe,
        legal: true,
        done: false,
        known_since: Some(at(on(2026, 9, 1), 12, 0)),
    }
}

pub(super) fn now_due(
    duties: &[DatedDuty],
    preferences: &ReminderPreferences,
    now: NaiveDateTime,
) -> Vec<(ReminderKind, u32)> {
    let found = schedule(duties, preferences, &BTreeSet::new(), &[], now);
    found.due.iter().map(|r| (r.kind, r.distance)).collect()
}

#[test]
fn the_distances_of_the_design_are_kept() {
    let duty = duty(on(2026, 12, 14), Some(on(2026, 12, 4)));
    let found = schedule(
        &[duty],
        &ReminderPreferences::default(),
        &BTreeSet::new(),
        &[],
        at(on(2026, 9, 2), 8, 0),
    );
    let days: Vec<NaiveDateTime> = found.alarms.iter().map(|a| a.at).collect();
    let want = [
        (11, 4),
        (11, 20),
        (11, 27),
        (12, 1),
        (12, 3),
        (12, 4),
        (12, 7),
        (12, 11),
        (12, 13),
        (12, 14),
    ];
    assert_eq!(days, want.map(|(m, d)| at(on(2026, m, d), 9, 30)));
    assert_eq!(found.next, Some(days[0]));
    assert!(found.due.is_empty());
}

#[test]
fn one_alarm_for_each_time_of_day() {
    let duties = [duty(on(2026, 12, 14), None), duty(on(2026, 12, 14), None)];
    let found = schedule(
        &duties,
        &ReminderPreferences::default(),
        &BTreeSet::new(),
        &[],
        at(on(2026, 12, 14), 9, 0),
    );
    assert_eq!(found.alarms.len(), 1);
    assert_eq!(found.alarms[0].names.len(), 2);
}

#[test]
fn night_is_quiet_save_on_a_last_day() {
    let preferences = ReminderPreferences::default();
    let safe = duty(on(2027, 1, 14), Some(on(2026, 12, 4)));
    assert!(
        now_due(
            std::slice::from_ref(&safe),
            &preferences,
            at(on(2026, 12, 4), 22, 0)
        )
        .is_empty()
    );
    let found = schedule(
        &[safe],
        &preferences,
        &BTreeSet::new(),
        &[],
        at(on(2026, 12, 4), 22, 0),
    );
    assert_eq!(found.next, Some(at(on(2026, 12, 5), 8, 0)));
    let last = duty(on(2026, 12, 4), None);
    assert!(
        now_due(&[last], &preferences, at(on(2026, 12, 4), 22, 0))
            .contains(&(ReminderKind::LastDay, 0))
    );
}

#[test]
fn a_time_inside_the_quiet_hours_moves_to_the_morning() {
    let preferences = ReminderPreferences {
        time_of_day: NaiveTime::from_hms_opt(23, 0, 0).unwrap(),
        ..Default::default()
    };
    let duty = duty(on(2026, 12, 14), Some(on(2026, 12, 4)));
    let found = schedule(
        &[duty],
        &preferences,
        &BTreeSet::new(),
        &[],
        at(on(2026, 12, 4), 7, 0),
    );
    assert_eq!(found.next, Some(at(on(2026, 12, 4), 8, 0)));
    assert_eq!(found.alarms.last().unwrap().at, at(on(2026, 12, 14), 23, 0));
}

#[test]
fn a_pause_holds_back_all_but_the_two_legal_days() {
    let preferences = ReminderPreferences {
        paused_until: Some(on(2027, 1, 4)),
        ..Default::default()
    };
    let legal = duty(on(2026, 12, 14), Some(on(2026, 12, 4)));
    assert!(
        now_due(
            std::slice::from_ref(&legal),
            &preferences,
            at(on(2026, 12, 3), 10, 0)
        )
        .is_empty()
    );
    assert_eq!(
        now_due(
            std::slice::from_ref(&legal),
            &preferences,
            at(on(2026, 12, 4), 10, 0)
        ),
        [(ReminderKind::SafeDay, 0)]
    );
    let own = DatedDuty {
        legal: false,
        ..legal
    };
    assert!(
        now_due(
            std::slice::from_ref(&own),
            &preferences,
            at(on(2026, 12, 14), 10, 0)
        )
        .is_empty()
    );
    assert_eq!(
        now_due(&[own], &preferences, at(on(2027, 1, 4), 9, 30)).len(),
        10,
        "held back, not lost"
    );
}

#[test]
fn what_was_due_before_the_day_was_known_is_not_missed() {
    let late = DatedDuty {
        known_since: Some(at(on(2026, 12, 1), 15, 0)),
        ..duty(on(2026, 12, 14), Some(on(2026, 12, 4)))
    };
    assert!(
        now_due(
            &[late],
            &ReminderPreferences::default(),
            at(on(2026, 12, 1), 15, 0)
        )
        .is_empty()
    );
}

#[test]
fn a_day_that_moves_makes_new_reminders() {
    let preferences = ReminderPreferences::default();
    let mut duty = duty(on(2026, 12, 14), None);
    let now = at(on(2026, 12, 14), 10, 0);
    let told: BTreeSet<String> = schedule(
        std::slice::from_ref(&duty),
        &preferences,
        &BTreeSet::new(),
        &[],
        now,
    )
    .due
    .into_iter()
    .map(|r| r.name)
    .collect();
    assert!(
        schedule(std::slice::from_ref(&duty), &preferences, &told, &[], now)
            .due
            .is_empty()
    );
    duty.due = on(2026, 12, 15);
    assert!(
        !schedule(&[duty], &preferences, &told, &[], now)
            .due
            .is_empty()
    );
}

#[test]
fn a_put_off_notice_comes_again_once_and_not_for_what_is_done() {
    let preferences = ReminderPreferences::default();
    let mut duty = duty(on(2027, 3, 1), None);
    let put_off = PutOff {
        id: "1".to_owned(),
        deadline: Some(duty.deadline),
        until: at(on(2026, 10, 5), 13, 0),
    };
    let due = |duty: &DatedDuty, told: &BTreeSet<String>, now| {
        schedule(
            std::slice::from_ref(duty),
            &preferences,
            told,
            std::slice::from_ref(&put_off),
            now,
        )
        .due
    };
    assert!(due(&duty, &BTreeSet::new(), at(on(2026, 10, 5), 12, 59)).is_empty());
    let again = due(&duty, &BTreeSet::new(), at(on(2026, 10, 5), 13, 0));
    assert_eq!(again.len(), 1);
    let told = BTreeSet::from([again[0].name.clone()]);
    assert!(due(&duty, &told, at(on(2026, 10, 5), 13, 1)).is_empty());
    duty.done = true;
    assert!(due(&duty, &BTreeSet::new(), at(on(2026, 10, 5), 13, 0)).is_empty());
}

#[test]
fn nothing_is_put_off_beyond_its_last_day_or_into_the_night() {
    let preferences = ReminderPreferences::default();
    let due = Some(on(2026, 12, 14));
    let now = at(on(2026, 12, 14), 10, 0);
    assert_eq!(
        put_off_until(Later::Today, &preferences, due, now),
        Some(at(on(2026, 12, 14), 13, 0))
    );
    assert_eq!(put_off_until(Later::Tomorrow, &preferences, due, now), None);
    assert_eq!(
        put_off_until(Later::Today, &preferences, due, at(on(2026, 12, 13), 19, 0)),
        None
    );
    assert_eq!(
        put_off_until(
            Later::Tomorrow,
            &preferences,
            due,
            at(on(2026, 12, 13), 19, 0)
        ),
        Some(at(on(2026, 12, 14), 9, 30))
    );
}

fn events(day: NaiveDate) -> Vec<Event> {
    let (what, to) = (
        "appeal of the ketamine denial".to_owned(),
        "Larkmoor Health, depression desk".to_owned(),
    );
    vec![
        Event::SafeDay {
            day,
            what: what.clone(),
            to: to.clone(),
            by: "mail".to_owned(),
        },
        Event::LastDay {
            day,
            what: what.clone(),
            to: to.clone(),
        },
        Event::LetterRead {
            title: "Denial".to_owned(),
            to_check: 3,
        },
        Event::PromisePassed {
            who: to.clone(),
            what: "debt papers".to_owned(),
            day,
        },
        Event::DecisionLate { who: to, day },
        Event::CopyOld {
            place: "USB debt".to_owned(),
            days: 14,
        },
    ]
}

#[test]
fn the_first_two_levels_give_nothing_away() {
    let today = on(2026, 11, 25);
    for level in [NoticeLevel::Private, NoticeLevel::Kind] {
        for days in [0, 1, 3, 7, 14, 30, -2] {
            let day = today
                .checked_add_signed(chrono::TimeDelta::days(days))
                .unwrap();
            let all = events(day);
            let single = all.iter().map(std::slice::from_ref);
            for (some, missed) in single
                .clone()
                .chain([all.as_slice()])
                .flat_map(|s| [(s, false), (s, true)])
            {
                let said = wording(level, false, some, missed, today).to_lowercase();
                assert!(!said.is_empty());
                for word in [
                    "ketamine",
                    "depression",
                    "denial",
                    "debt",
                    "larkmoor",
                    "appeal",
                ] {
                    assert!(!said.contains(word), "{said}");
                }
            }
        }
    }
}

#[test]
fn the_sentences_of_the_design() {
    let today = on(2026, 11, 27);
    let safe = |day, by: &str| Event::SafeDay {
        day,
        what: "appeal".to_owned(),
        to: "Larkmoor Health".to_owned(),
        by: by.to_owned(),
    };
    let last = |day| Event::LastDay {
        day,
        what: "appeal".to_owned(),
        to: "Larkmoor Health".to_owned(),
    };
    let read = Event::LetterRead {
        title: "Benefits statement, Larkmoor Health".to_owned(),
        to_check: 3,
    };
    let cases = [
        (
            NoticeLevel::Private,
            safe(on(2026, 12, 27), "mail"),
            "Something has a day this month.",
        ),
        (
            NoticeLevel::Private,
            safe(on(2026, 12, 4), "mail"),
            "Something needs you this week.",
        ),
        (
            NoticeLevel::Private,
            safe(today, "mail"),
            "Something needs you today.",
        ),
        (
            NoticeLevel::Private,
            last(on(2026, 11, 30)),
            "Something needs you today.",
        ),
        (
            NoticeLevel::Kind,
            safe(on(2026, 12, 4), "mail"),
            "A letter has to go out by December 4.",
        ),
        (
            NoticeLevel::Kind,
            safe(on(2026, 11, 30), "mail"),
            "A letter has to go out by Monday.",
        ),
        (
            NoticeLevel::Kind,
            last(today),
            "Today is the last day for an answer.",
        ),
        (
            NoticeLevel::Kind,
            read.clone(),
            "A letter was read. 3 things to check.",
        ),
        (
            NoticeLevel::Full,
            safe(on(2026, 12, 4), "mail"),
            "Mail the appeal to Larkmoor Health by Friday, December 4.",
        ),
        (
            NoticeLevel::Full,
            last(today),
            "Appeal to Larkmoor Health: last day today. Fax is quickest.",
        ),
        (
            NoticeLevel::Full,
            read,
            "Benefits statement, Larkmoor Health: 3 to check.",
        ),
        (
            NoticeLevel::Full,
            Event::DecisionLate {
                who: "Larkmoor Health".to_owned(),
                day: on(2027, 1, 3),
            },
            "Larkmoor Health had until January 3 to decide.",
        ),
        (
            NoticeLevel::Full,
            Event::CopyOld {
                place: "USB stick BLUE".to_owned(),
                days: 14,
            },
            "USB stick BLUE: 14 days.",
        ),
    ];
    for (level, event, want) in cases {
        assert_eq!(
            wording(level, false, std::slice::from_ref(&event), false, today),
            want
        );
        assert_eq!(wording(level, true, &[event], false, today), LOCKED);
    }
    assert_eq!(
        wording(
            NoticeLevel::Private,
            false,
            &events(today)[..2],
            true,
            today
        ),
        "While you were away: 2 things."
    );
}
