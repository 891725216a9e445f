//! When to ask after a letter that went out: first whether it came, then once their time is over, then each week.

use chrono::{Days, NaiveDate};

/// Days after sending at which to check that it came.
const CAME: u64 = 7;
/// Days between one question and the next, once they are late or where nobody knows their time.
const WEEK: u64 = 7;

/// The first day to ask: whether it came, a week after it went out, and never later than the day after their time is
/// over (a fast decision takes three days). A day that is over already is today.
pub fn ask_again_first(sent: NaiveDate, by: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    let came = after(sent, CAME);
    let late = by.map(|by| after(by, 1));
    late.map_or(came, |late| late.min(came)).max(today)
}

/// The next day to ask, where nothing came by `today`: the day after their time is over; after that each week.
pub fn ask_again_next(by: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    match by {
        Some(by) if by >= today => after(by, 1),
        _ => after(today, WEEK),
    }
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[test]
    fn it_is_asked_after_a_week_whether_it_came() {
        assert_eq!(ask_again_first(day(2), Some(day(30)), day(2)), day(9));
        assert_eq!(ask_again_first(day(2), None, day(2)), day(9));
    }

    #[test]
    fn a_fast_decision_is_asked_after_as_soon_as_it_is_late() {
        assert_eq!(ask_again_first(day(2), Some(day(5)), day(2)), day(6));
    }

    #[test]
    fn a_sending_written_down_late_is_asked_after_today() {
        assert_eq!(ask_again_first(day(2), Some(day(30)), day(20)), day(20));
    }

    #[test]
    fn each_nothing_yet_goes_on_to_the_end_of_their_time_and_then_week_by_week() {
        assert_eq!(ask_again_next(Some(day(20)), day(9)), day(21));
        assert_eq!(ask_again_next(Some(day(20)), day(20)), day(21));
        assert_eq!(ask_again_next(Some(day(20)), day(21)), day(28));
        assert_eq!(ask_again_next(None, day(9)), day(16));
    }
}
