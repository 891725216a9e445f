//! The calendar against the published lists, and at its ends.

use super::*;

fn on(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn calendar() -> Calendar {
    Calendar::new(Library::builtin())
}

#[test]
fn every_holiday_of_the_library_is_understood() {
    assert_eq!(
        calendar().holidays.len(),
        Library::builtin().appeal.holidays.len()
    );
}

#[test]
fn the_published_tables_agree_with_the_rule() {
    let calendar = calendar();
    for year in &Library::builtin().appeal.calendar.year {
        let mut found: Vec<(NaiveDate, String)> = Vec::new();
        let mut day = on(year.year as i32, 1, 1);
        while day.year() == year.year as i32 {
            if let Some(name) = calendar.holiday(day) {
                found.push((day, name.to_owned()));
            }
            day = day.succ_opt().unwrap();
        }
        let listed: Vec<_> = year.days.iter().map(|d| (d.date, d.name.clone())).collect();
        assert_eq!(found, listed);
        for listed in &year.days {
            assert_eq!(weekday(listed.date), listed.weekday);
            if listed.date != listed.observed {
                assert!(calendar.is_observed_only(listed.observed), "{listed:?}");
                assert!(!calendar.is_open(listed.observed));
                assert!(calendar.is_working(listed.observed));
            }
        }
    }
}

/// The government's own lists of days off, 2021 to 2024 (Inauguration Day left out).
#[test]
fn days_off_of_earlier_years_are_found() {
    let listed: &[(i32, &[(u32, u32)])] = &[
        (
            2021,
            &[
                (1, 1),
                (1, 18),
                (2, 15),
                (5, 31),
                (6, 18),
                (7, 5),
                (9, 6),
                (10, 11),
                (11, 11),
                (11, 25),
                (12, 24),
                (12, 31),
            ],
        ),
        (
            2022,
            &[
                (1, 17),
                (2, 21),
                (5, 30),
                (6, 20),
                (7, 4),
                (9, 5),
                (10, 10),
                (11, 11),
                (11, 24),
                (12, 26),
            ],
        ),
        (
            2023,
            &[
                (1, 2),
                (1, 16),
                (2, 20),
                (5, 29),
                (6, 19),
                (7, 4),
                (9, 4),
                (10, 9),
                (11, 10),
                (11, 23),
                (12, 25),
            ],
        ),
        (
            2024,
            &[
                (1, 1),
                (1, 15),
                (2, 19),
                (5, 27),
                (6, 19),
                (7, 4),
                (9, 2),
                (10, 14),
                (11, 11),
                (11, 28),
                (12, 25),
            ],
        ),
    ];
    let calendar = calendar();
    for (year, days) in listed {
        let mut found = Vec::new();
        let mut day = on(*year, 1, 1);
        while day.year() == *year {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            if !weekend && !calendar.is_open(day) {
                found.push((day.month(), day.day()));
            }
            day = day.succ_opt().unwrap();
        }
        assert_eq!(&found, days, "{year}");
    }
}

#[test]
fn months_land_where_the_rule_says() {
    let cases = [
        (
            on(2026, 10, 30),
            4,
            MonthEnd::FirstOfNext,
            on(2027, 3, 1),
            true,
        ),
        (
            on(2026, 10, 28),
            4,
            MonthEnd::FirstOfNext,
            on(2027, 2, 28),
            false,
        ),
        (
            on(2026, 10, 29),
            4,
            MonthEnd::FirstOfNext,
            on(2027, 3, 1),
            true,
        ),
        (
            on(2027, 10, 29),
            4,
            MonthEnd::FirstOfNext,
            on(2028, 2, 29),
            false,
        ),
        (on(2026, 8, 31), 6, MonthEnd::LastDay, on(2027, 2, 28), true),
        (on(2026, 5, 31), 4, MonthEnd::LastDay, on(2026, 9, 30), true),
        (
            on(2028, 2, 29),
            12,
            MonthEnd::LastDay,
            on(2029, 2, 28),
            true,
        ),
        (
            on(2026, 12, 31),
            1,
            MonthEnd::LastDay,
            on(2027, 1, 31),
            false,
        ),
    ];
    for (start, months, end, day, no_such_day) in cases {
        assert_eq!(
            months_after(start, months, end),
            Some(Counted { day, no_such_day }),
            "{start} + {months}"
        );
    }
}

#[test]
fn business_days_go_both_ways() {
    let calendar = calendar();
    let after = |d, n, c| {
        calendar
            .count(d, n, Unit::BusinessDays, MonthEnd::LastDay, c)
            .map(|c| c.day)
    };
    assert_eq!(
        after(on(2026, 7, 1), 2, Counting::Member),
        Some(on(2026, 7, 3))
    );
    assert_eq!(
        after(on(2026, 7, 1), 2, Counting::OtherSide),
        Some(on(2026, 7, 6))
    );
    assert_eq!(
        after(on(2026, 11, 25), 1, Counting::Member),
        Some(on(2026, 11, 27))
    );
    assert_eq!(
        calendar.open_days_before(on(2026, 11, 27), 3),
        on(2026, 11, 23)
    );
    assert_eq!(calendar.open_on_or_before(on(2026, 7, 5)), on(2026, 7, 2));
    assert_eq!(calendar.roll_forward(on(2026, 7, 4)), on(2026, 7, 6));
    assert_eq!(calendar.roll_forward(on(2026, 7, 3)), on(2026, 7, 3));
}

#[test]
fn the_ends_of_the_calendar_are_no_trap() {
    let calendar = calendar();
    for unit in [
        Unit::Hours,
        Unit::Days,
        Unit::BusinessDays,
        Unit::Months,
        Unit::Years,
        Unit::YearsEnd,
    ] {
        for end in [MonthEnd::LastDay, MonthEnd::FirstOfNext] {
            assert_eq!(
                calendar.count(NaiveDate::MAX, u32::MAX, unit, end, Counting::Member),
                None,
                "{unit:?}"
            );
        }
    }
    assert_eq!(calendar.roll_forward(NaiveDate::MAX), NaiveDate::MAX);
    assert_eq!(calendar.open_days_before(NaiveDate::MIN, 3), NaiveDate::MIN);
}
