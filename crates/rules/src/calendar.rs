//! Days as the rules count them: federal holidays by their rule (5 U.S.C. 6103), observed days, business days,
//! months and years without such a day. Everything is total: a day beyond the calendar is `None`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use holdfast_case::deadline::{CountUnit, whole_days};
use holdfast_library::Library;

/// Longest count of business days that is walked; far beyond any rule.
const FARTHEST_BUSINESS_DAYS: u32 = 4_000;

/// On which day of the year a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Fixed {
        month: u32,
        day: u32,
    },
    Nth {
        nth: u32,
        weekday: Weekday,
        month: u32,
    },
    Last {
        weekday: Weekday,
        month: u32,
    },
}

impl When {
    /// Reads `July 4`, `third Monday in January` or `last Monday in May`.
    fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            [month, day] => Some(Self::Fixed {
                month: month_number(month)?,
                day: day.parse().ok().filter(|d| (1..=31).contains(d))?,
            }),
            [nth, weekday, "in", month] => {
                let (weekday, month) = (weekday.parse().ok()?, month_number(month)?);
                let nth = match *nth {
                    "first" => 1,
                    "second" => 2,
                    "third" => 3,
                    "fourth" => 4,
                    "last" => return Some(Self::Last { weekday, month }),
                    _ => return None,
                };
                Some(Self::Nth {
                    nth,
                    weekday,
                    month,
                })
            }
            _ => None,
        }
    }

    fn falls_on(self, day: NaiveDate) -> bool {
        match self {
            Self::Fixed {
                month,
                day: of_month,
            } => day.month() == month && day.day() == of_month,
            Self::Nth {
                nth,
                weekday,
                month,
            } => day.month() == month && day.weekday() == weekday && (day.day() - 1) / 7 + 1 == nth,
            Self::Last { weekday, month } => {
                let week_later = day.checked_add_days(Days::new(7));
                day.month() == month
                    && day.weekday() == weekday
                    && week_later.is_none_or(|d| d.month() != month)
            }
        }
    }
}

fn month_number(name: &str) -> Option<u32> {
    name.parse::<chrono::Month>()
        .ok()
        .map(|m| m.number_from_month())
}

/// What becomes of a month or year that has no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthEnd {
    /// The last day of that month, the earlier of the two.
    LastDay,
    /// The first day of the month after (federal external review).
    FirstOfNext,
}

/// Whose clock counts business days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// The member's: observed days count as working days, so that the day found is not too late.
    Member,
    /// The other side's: observed days are free.
    OtherSide,
}

/// Unit of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Hours; with only a day known, 24 are a day and a part of one is none.
    Hours,
    /// Calendar days.
    Days,
    /// Monday to Friday without federal holidays.
    BusinessDays,
    /// Same number in a later month.
    Months,
    /// Same day in a later year.
    Years,
    /// December 31 of a later year.
    YearsEnd,
}

impl Unit {
    /// The unit with this id of rules (`calendar-days`) or letters (`days`).
    pub fn find(id: &str) -> Option<Self> {
        Some(match id {
            "hours" => Self::Hours,
            "days" | "calendar-days" => Self::Days,
            "business-days" => Self::BusinessDays,
            "months" => Self::Months,
            "years" => Self::Years,
            "years-end" => Self::YearsEnd,
            _ => return None,
        })
    }

    /// A count as people write it (`6 weeks`, `1 month`), in a unit that is counted here. None for a unit that is none.
    pub fn read(count: u32, word: &str) -> Option<(u32, Self)> {
        let word = word.trim().to_ascii_lowercase().replace([' ', '_'], "-");
        Some(match word.as_str() {
            "hour" => (count, Self::Hours),
            "day" | "calendar-day" => (count, Self::Days),
            "week" | "weeks" | "calendar-weeks" => (count.checked_mul(7)?, Self::Days),
            "business-day" | "working-day" | "working-days" => (count, Self::BusinessDays),
            "month" | "calendar-month" | "calendar-months" => (count, Self::Months),
            "year" | "calendar-year" | "calendar-years" => (count, Self::Years),
            other => (count, Self::find(other)?),
        })
    }

    /// The unit as a step of an answer has it.
    pub fn outward(self) -> CountUnit {
        match self {
            Self::Hours => CountUnit::Hours,
            Self::Days => CountUnit::Days,
            Self::BusinessDays => CountUnit::BusinessDays,
            Self::Months => CountUnit::Months,
            Self::Years | Self::YearsEnd => CountUnit::Years,
        }
    }

    /// `180 days`, `1 year`: the count in words.
    pub fn words(self, count: u32) -> String {
        let (one, many) = match self {
            Self::Hours => ("hour", "hours"),
            Self::Days => ("day", "days"),
            Self::BusinessDays => ("business day", "business days"),
            Self::Months => ("month", "months"),
            Self::Years | Self::YearsEnd => ("year", "years"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// A day that was counted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day.
    pub day: NaiveDate,
    /// True where the month had no such day.
    pub no_such_day: bool,
}

/// The calendar of federal holidays.
#[derive(Clone, Debug)]
pub struct Calendar {
    holidays: Vec<(String, When)>,
}

impl Calendar {
    /// The calendar by the holidays of the library.
    pub fn new(lib: &Library) -> Self {
        let read =
            |h: &holdfast_library::appeal::Holiday| Some((h.name.clone(), When::read(&h.when)?));
        Self {
            holidays: lib.appeal.holidays.iter().filter_map(read).collect(),
        }
    }

    /// Name of the federal holiday that falls on this very day.
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        self.holidays
            .iter()
            .find(|(_, when)| when.falls_on(day))
            .map(|(name, _)| name.as_str())
    }

    /// True for the Friday or Monday on which offices keep a holiday of the weekend.
    pub fn is_observed_only(&self, day: NaiveDate) -> bool {
        let holiday_of_weekend = match day.weekday() {
            Weekday::Fri => day.succ_opt(),
            Weekday::Mon => day.pred_opt(),
            _ => None,
        };
        holiday_of_weekend.is_some_and(|d| self.holiday(d).is_some())
    }

    /// True for Monday to Friday without federal holidays; an observed day is one of them.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.holiday(day).is_none()
    }

    /// True where offices and the post are taken to be open.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.is_working(day) && !self.is_observed_only(day)
    }

    /// The day itself, or the next working day after it.
    pub fn roll_forward(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_working(day) {
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        day
    }

    /// The day itself, or the open day before it.
    pub fn open_on_or_before(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_open(day) {
            let Some(before) = day.pred_opt() else { break };
            day = before;
        }
        day
    }

    /// The day so many open days before this one.
    pub fn open_days_before(&self, mut day: NaiveDate, count: u32) -> NaiveDate {
        for _ in 0..count.min(FARTHEST_BUSINESS_DAYS) {
            let Some(before) = day.pred_opt() else { break };
            day = self.open_on_or_before(before);
        }
        day
    }

    fn business_days_after(
        &self,
        mut day: NaiveDate,
        count: u32,
        counting: Counting,
    ) -> Option<NaiveDate> {
        if count > FARTHEST_BUSINESS_DAYS {
            return None;
        }
        for _ in 0..count {
            loop {
                day = day.succ_opt()?;
                let works = match counting {
                    Counting::Member => self.is_working(day),
                    Counting::OtherSide => self.is_open(day),
                };
                if works {
                    break;
                }
            }
        }
        Some(day)
    }

    /// Counts from a day that is itself not counted. `None` beyond the calendar, whose years have four digits.
    pub fn count(
        &self,
        start: NaiveDate,
        length: u32,
        unit: Unit,
        end: MonthEnd,
        counting: Counting,
    ) -> Option<Counted> {
        self.counted(start, length, unit, end, counting)
            .filter(|c| in_calendar(c.day))
    }

    fn counted(
        &self,
        start: NaiveDate,
        length: u32,
        unit: Unit,
        end: MonthEnd,
        counting: Counting,
    ) -> Option<Counted> {
        let plain = |day| Counted {
            day,
            no_such_day: false,
        };
        match unit {
            Unit::Hours => start
                .checked_add_days(Days::new(u64::from(whole_days(length))))
                .map(plain),
            Unit::Days => start
                .checked_add_days(Days::new(u64::from(length)))
                .map(plain),
            Unit::BusinessDays => self.business_days_after(start, length, counting).map(plain),
            Unit::Months => months_after(start, length, end),
            Unit::Years => months_after(start, length.checked_mul(12)?, end),
            Unit::YearsEnd => {
                let year = start.year().checked_add(i32::try_from(length).ok()?)?;
                NaiveDate::from_ymd_opt(year, 12, 31).map(plain)
            }
        }
    }
}

/// True for a day that can be written as `YYYY-MM-DD`.
pub(crate) fn in_calendar(day: NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}

fn months_after(start: NaiveDate, months: u32, end: MonthEnd) -> Option<Counted> {
    let day = start.checked_add_months(Months::new(months))?;
    if day.day() == start.day() {
        return Some(Counted {
            day,
            no_such_day: false,
        });
    }
    let day = match end {
        MonthEnd::LastDay => day,
        MonthEnd::FirstOfNext => day.succ_opt()?,
    };
    Some(Counted {
        day,
        no_such_day: true,
    })
}

/// `Friday, March 6, 2026`.
pub fn long(day: NaiveDate) -> String {
    day.format("%A, %B %-d, %Y").to_string()
}

/// English name of the day of the week.
pub fn weekday(day: NaiveDate) -> String {
    day.format("%A").to_string()
}

#[cfg(test)]
mod tests;
