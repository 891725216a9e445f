//! The time that a holder of records has to answer: from the rule of the library, counted from the day of asking.

use chrono::{Days, NaiveDate};
use holdfast_library::Library;
use holdfast_library::appeal::Rule;

/// Level of the rule.
const LEVEL: &str = "records-request";

/// Where a request for records stands in its time.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordsClock<'a> {
    /// Days since it was asked for; 0 on the day itself.
    pub day: u32,
    /// Days that the holder has.
    pub of: u32,
    /// The last of them. By mail the time starts when the request arrives, so the law may give a few days more.
    pub by: NaiveDate,
    /// The last day if they take the one extension that the rule allows, told in writing before `by`.
    pub extended: Option<NaiveDate>,
    /// True once that last day lies behind.
    pub passed: bool,
    /// The rule.
    pub rule: &'a Rule,
}

/// The clock of a request asked on `asked`, as it stands on `today`. None where the library has no rule in days, or the
/// days leave the calendar.
pub fn records_clock(
    lib: &Library,
    asked: NaiveDate,
    today: NaiveDate,
) -> Option<RecordsClock<'_>> {
    let in_days = |r: &&Rule| r.unit == "calendar-days" && r.trigger == "receipt-of-request";
    let rule = lib
        .appeal
        .rules
        .iter()
        .filter(|r| r.level == LEVEL)
        .find(in_days)?;
    let by = asked.checked_add_days(Days::new(u64::from(rule.length)))?;
    let extended = rule
        .extension_length
        .filter(|_| rule.extension_unit.as_deref() == Some("calendar-days"))
        .and_then(|more| by.checked_add_days(Days::new(u64::from(more))));
    Some(RecordsClock {
        day: u32::try_from((today - asked).num_days()).unwrap_or(0),
        of: rule.length,
        by,
        extended,
        passed: today > by,
        rule,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 45 CFR 164.524(b)(2)(i): 30 days after receipt; (ii): once 30 more. Both sides of each edge.
    #[test]
    fn a_holder_of_records_has_thirty_days_and_once_thirty_more() {
        let lib = Library::builtin();
        for (asked, today, at, passed) in [
            ("2026-11-02", "2026-11-02", 0, false),
            ("2026-11-02", "2026-11-03", 1, false),
            ("2026-11-02", "2026-12-02", 30, false),
            ("2026-11-02", "2026-12-03", 31, true),
            // A day that lies ahead, as a slip of typing gives it.
            ("2026-11-02", "2026-11-01", 0, false),
        ] {
            let clock = records_clock(lib, day(asked), day(today)).unwrap();
            assert_eq!(
                (clock.day, clock.of, clock.passed),
                (at, 30, passed),
                "{today}"
            );
            assert_eq!(clock.by, day("2026-12-02"));
            assert_eq!(clock.extended, Some(day("2027-01-01")));
            assert_eq!(clock.rule.citation, "45 CFR 164.524(b)(2)");
        }
    }

    #[test]
    fn a_day_at_the_end_of_the_calendar_has_no_clock() {
        assert_eq!(
            records_clock(Library::builtin(), NaiveDate::MAX, day("2026-11-02")),
            None
        );
    }

    proptest! {
        #[test]
        fn a_later_today_never_takes_days_off_the_count(asked in 0..20_000_i32, later in 0..400_u64) {
            let lib = Library::builtin();
            let asked = NaiveDate::from_num_days_from_ce_opt(730_000 + asked).unwrap();
            let today = asked.checked_add_days(Days::new(later)).unwrap();
            let clock = records_clock(lib, asked, today).unwrap();
            prop_assert_eq!(u64::from(clock.day), later);
            prop_assert_eq!(clock.passed, later > 30);
        }
    }
}
