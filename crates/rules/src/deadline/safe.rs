//! The safe day: for people, not a rule. Counted back from the last day before any roll-over.

use crate::calendar::{Calendar, long};
use chrono::{Days, NaiveDate};
use holdfast_case::Deadline;
use holdfast_library::Library;

/// How it can still go out.
pub const MAIL: &str = "mail";
/// Over the post-office counter, where the postmark counts.
pub const COUNTER: &str = "mail-counter";
/// By fax, portal or telephone.
pub const FAX: &str = "fax-or-portal";
/// Now.
pub const AT_ONCE: &str = "at-once";

/// A safe day, the way, and the sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Safe {
    pub(crate) day: NaiveDate,
    pub(crate) by: &'static str,
    pub(crate) say: String,
}

/// The safe day for `last`; a day that is not after `after` is no use (the paper was not there yet).
pub(crate) fn safe_day(
    lib: &Library,
    calendar: &Calendar,
    last: NaiveDate,
    must: &str,
    after: NaiveDate,
) -> Safe {
    let margins = &lib.appeal.meta.safe_day;
    let postmark = matches!(must, "be-sent" | "be-postmarked-or-received");
    let mail = if postmark {
        calendar.open_days_before(last, margins.postmark_margin_business_days)
    } else {
        let day = last
            .checked_sub_days(Days::new(u64::from(margins.mail_margin_days)))
            .unwrap_or(NaiveDate::MIN);
        calendar.open_on_or_before(day)
    };
    if mail > after && must != "be-made" {
        let (by, say) = if postmark {
            (
                COUNTER,
                format!(
                    "Over the post-office counter, with a dated receipt, by {}.",
                    long(mail)
                ),
            )
        } else {
            (MAIL, format!("To arrive by post: mail by {}.", long(mail)))
        };
        return Safe { day: mail, by, say };
    }
    let fax = calendar.open_days_before(last, margins.electronic_margin_business_days);
    if fax > after {
        return Safe {
            day: fax,
            by: FAX,
            say: format!(
                "Too short for the post: fax, portal or telephone by {}.",
                long(fax)
            ),
        };
    }
    let day = after.min(last);
    Safe {
        day,
        by: AT_ONCE,
        say: format!(
            "No time to spare: act at once, by fax, portal or telephone. Last day: {}.",
            long(last)
        ),
    }
}

/// What is the best way today: a deadline keeps the safe day it was given, and this says what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No day is known, or the clock has not started.
    NoDay,
    /// The safe day lies ahead, or is today.
    Safe {
        /// Days until then.
        days: u32,
        /// The way: `mail`, `mail-counter`, `fax-or-portal` or `at-once`.
        by: String,
    },
    /// The safe day is over, the last day is not.
    Late {
        /// The day by which it can still go out this way.
        day: NaiveDate,
        /// `fax-or-portal` or `at-once`.
        by: &'static str,
        /// Days until the last day.
        days_left: u32,
    },
    /// The last day is over.
    Passed {
        /// Days since.
        days: u32,
    },
}

/// Where a deadline stands on a day.
pub fn standing(lib: &Library, deadline: &Deadline, today: NaiveDate) -> Standing {
    let Some(due) = deadline.due else {
        return Standing::NoDay;
    };
    let between =
        |from: NaiveDate, to: NaiveDate| u32::try_from((to - from).num_days()).unwrap_or(u32::MAX);
    if due < today {
        return Standing::Passed {
            days: between(due, today),
        };
    }
    if let Some(safe) = deadline.safe_day.filter(|safe| *safe >= today) {
        return Standing::Safe {
            days: between(today, safe),
            by: deadline.safe_by.clone().unwrap_or_default(),
        };
    }
    let calendar = Calendar::new(lib);
    let fax = calendar.open_days_before(
        due,
        lib.appeal.meta.safe_day.electronic_margin_business_days,
    );
    let (day, by) = if fax >= today {
        (fax, FAX)
    } else {
        (today, AT_ONCE)
    };
    Standing::Late {
        day,
        by,
        days_left: between(today, due),
    }
}
