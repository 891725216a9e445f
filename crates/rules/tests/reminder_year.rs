//! A year of reminders under a clock that sleeps, restarts, changes its zone, springs forward and is set back.
//! Nothing is told twice, nothing is skipped, nothing is told at night save on a last day.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use holdfast_case::DeadlineId;
use holdfast_case::reminder::{DatedDuty, DutyKind, ReminderPreferences};
use holdfast_rules::{Schedule, schedule};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn start() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 10, 1)
        .unwrap()
        .and_hms_opt(12, 0, 0)
        .unwrap()
}

/// The program as the shell runs it: asks, tells, notes what it told, and sets one timer.
struct Shell {
    duties: Vec<DatedDuty>,
    preferences: ReminderPreferences,
    told: BTreeSet<String>,
    tellings: Vec<(NaiveDateTime, String)>,
}

impl Shell {
    fn ask(&self, now: NaiveDateTime) -> Schedule {
        schedule(&self.duties, &self.preferences, &self.told, &[], now)
    }

    /// Tells what is due; returns when to ask again.
    fn wake(&mut self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let found = self.ask(now);
        for reminder in found.due {
            let night = now.hour() >= 21 || now.hour() < 8;
            let last = reminder.name.contains("/last/0/") && reminder.refers_to == now.date();
            assert!(!night || last, "{} at {now}", reminder.name);
            assert!(
                self.told.insert(reminder.name.clone()),
                "twice: {}",
                reminder.name
            );
            self.tellings.push((now, reminder.name));
        }
        let after = self.ask(now);
        assert!(after.due.is_empty(), "what was told is not due again");
        assert_eq!(after.next, after.alarms.first().map(|a| a.at));
        assert!(after.alarms.iter().all(|a| a.at > now), "alarms lie ahead");
        assert!(
            after.alarms.windows(2).all(|w| w[0].at < w[1].at),
            "one alarm for each moment"
        );
        after.next
    }

    /// Names of all that must have been told by a moment at which day is bright.
    fn expected(&self, by: NaiveDateTime) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for duty in &self.duties {
            let safe = duty
                .safe_day
                .map(|day| ("safe", day, &self.preferences.safe_day_distances));
            for (kind, day, distances) in [
                safe,
                Some(("last", duty.due, &self.preferences.last_day_distances)),
            ]
            .into_iter()
            .flatten()
            {
                for distance in distances {
                    let planned = (day - Days::new(u64::from(*distance)))
                        .and_time(self.preferences.time_of_day);
                    if planned >= duty.known_since.unwrap() && planned <= by {
                        names.insert(format!("{}/{kind}/{distance}/{day}", duty.deadline));
                    }
                }
            }
        }
        names
    }
}

/// What happens to the machine next.
#[derive(Clone, Debug)]
enum Happens {
    /// It runs until its timer rings.
    Timer,
    /// It runs and is asked after so many minutes (focus, unlock).
    Asked(i64),
    /// It sleeps or is off for so many hours.
    Sleeps(i64),
    /// The clock jumps by so many hours: zone, summer time, set right.
    Jumps(i64),
    /// It is started again: all it knows is what was noted.
    Restarts,
}

fn happenings() -> impl Strategy<Value = Vec<Happens>> {
    let one = prop_oneof![
        8 => Just(Happens::Timer),
        3 => (1..600i64).prop_map(Happens::Asked),
        3 => (1..400i64).prop_map(Happens::Sleeps),
        2 => prop_oneof![Just(-1i64), Just(1), -12..12i64, Just(-72)].prop_map(Happens::Jumps),
        1 => Just(Happens::Restarts),
    ];
    prop::collection::vec(one, 10..120)
}

fn duties() -> impl Strategy<Value = Vec<DatedDuty>> {
    let one = (1..330u64, 0..40u64, any::<bool>(), any::<bool>()).prop_map(
        |(due, safe, has_safe, legal)| {
            let due = start().date() + Days::new(due);
            DatedDuty {
                deadline: DeadlineId::make_random(),
                kind: DutyKind::Act,
                due,
                safe_day: has_safe.then(|| due - Days::new(safe)),
                legal,
                done: false,
                known_since: Some(start()),
            }
        },
    );
    prop::collection::vec(one, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn nothing_twice_and_nothing_skipped(duties in duties(), happenings in happenings()) {
        let preferences = ReminderPreferences::default();
        let mut shell = Shell { duties, preferences, told: BTreeSet::new(), tellings: Vec::new() };
        let mut now = start();
        let mut farthest = now;
        let mut timer = shell.wake(now);
        for happens in happenings {
            match happens {
                Happens::Timer => match timer {
                    Some(at) => now = at,
                    None => break,
                },
                Happens::Asked(minutes) => now += TimeDelta::minutes(minutes),
                Happens::Sleeps(hours) | Happens::Jumps(hours) => now += TimeDelta::hours(hours),
                Happens::Restarts => {}
            }
            timer = shell.wake(now);
            farthest = farthest.max(now);
        }
        // A bright morning after everything: all that was ever due has been told, once.
        let end = (start().date() + Days::new(400)).and_hms_opt(10, 0, 0).unwrap();
        while let Some(at) = timer.filter(|at| *at < end) {
            now = at;
            timer = shell.wake(now);
        }
        shell.wake(end);
        prop_assert_eq!(&shell.told, &shell.expected(end));
        prop_assert_eq!(shell.tellings.len(), shell.told.len());
    }

    /// With the timer alone, each reminder comes at its own minute.
    #[test]
    fn a_machine_that_never_sleeps_is_always_on_time(duties in duties()) {
        let mut shell = Shell { duties, preferences: ReminderPreferences::default(), told: BTreeSet::new(), tellings: Vec::new() };
        let mut timer = shell.wake(start());
        while let Some(at) = timer {
            timer = shell.wake(at);
        }
        for (at, name) in &shell.tellings {
            prop_assert_eq!(at.time(), NaiveTime::from_hms_opt(9, 30, 0).unwrap(), "{}", name);
            let (rest, day) = name.rsplit_once('/').unwrap();
            let distance: u64 = rest.rsplit_once('/').unwrap().1.parse().unwrap();
            prop_assert_eq!(at.date() + Days::new(distance), day.parse::<NaiveDate>().unwrap());
        }
    }

    /// Any preferences, any moment, any day: never a panic, and never a timer that does not move on.
    #[test]
    fn the_schedule_is_total(
        time in 0..86_400u32, from in 0..86_400u32, to in 0..86_400u32,
        distances in prop::collection::vec(any::<u32>(), 0..5),
        due in any::<i32>(), safe in any::<i32>(), now in any::<i32>(), pause in proptest::option::of(any::<i32>()),
    ) {
        let clock = |s: u32| NaiveTime::from_num_seconds_from_midnight_opt(s, 0).unwrap();
        let day = |n: i32| NaiveDate::from_num_days_from_ce_opt(n % 95_000_000).unwrap_or(NaiveDate::MAX);
        let preferences = ReminderPreferences {
            time_of_day: clock(time), quiet_from: clock(from), quiet_to: clock(to),
            safe_day_distances: distances.clone(), last_day_distances: distances, paused_until: pause.map(day),
            ..ReminderPreferences::default()
        };
        let duty = DatedDuty { deadline: DeadlineId::make_random(),
        kind: DutyKind::Act, due: day(due), safe_day: Some(day(safe)), legal: true, done: false, known_since: None };
        let now = day(now).and_time(clock(time));
        let found = schedule(&[duty], &preferences, &BTreeSet::new(), &[], now);
        prop_assert!(found.next.is_none_or(|next| next > now));
    }
}

/// The nights on which clocks change in the United States, hour by hour.
#[test]
fn the_two_nights_of_summer_time() {
    for (change, shift) in [((2026, 11, 1), -1), ((2027, 3, 14), 1)] {
        let day = NaiveDate::from_ymd_opt(change.0, change.1, change.2).unwrap();
        let duty = DatedDuty {
            deadline: DeadlineId::make_random(),
            kind: DutyKind::Act,
            due: day,
            safe_day: None,
            legal: true,
            done: false,
            known_since: Some(start()),
        };
        let preferences = ReminderPreferences {
            time_of_day: NaiveTime::from_hms_opt(2, 0, 0).unwrap(),
            ..ReminderPreferences::default()
        };
        let mut shell = Shell {
            duties: vec![duty],
            preferences,
            told: BTreeSet::new(),
            tellings: Vec::new(),
        };
        let mut now = (day - Days::new(1)).and_hms_opt(10, 0, 0).unwrap();
        let mut shifted = false;
        while now.date() <= day {
            if now.date() == day && now.hour() == 2 && !shifted {
                now += TimeDelta::hours(shift);
                shifted = true;
            }
            shell.wake(now);
            now += TimeDelta::minutes(30);
        }
        let last_days = shell
            .tellings
            .iter()
            .filter(|(_, name)| name.contains("/last/0/"))
            .count();
        assert_eq!(last_days, 1, "{} {}", day.year(), day.month());
    }
}
