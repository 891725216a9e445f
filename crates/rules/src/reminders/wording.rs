//! What a notice says, by how much the person lets it say.
//!
//! At the first two levels every sentence is made here, and nothing of the person's papers is in it: no illness, no
//! drug, no insurer, no word of a letter. At the third level, and only while unlocked, names are said.

use crate::calendar::{long, weekday};
use chrono::{Datelike, NaiveDate};
use holdfast_case::reminder::NoticeLevel;

/// What is said while the vault is locked, whatever is due.
pub const LOCKED: &str = "Something needs you. Open Holdfast to see it.";

/// Something that happened or is near. Strings are shown at the third level only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The safe day to send comes near.
    SafeDay {
        /// The safe day.
        day: NaiveDate,
        /// What has to go out, such as `appeal`.
        what: String,
        /// To whom.
        to: String,
        /// `mail`, `mail-counter`, `fax-or-portal` or `at-once`.
        by: String,
    },
    /// The last day comes near.
    LastDay {
        /// The last day.
        day: NaiveDate,
        /// What has to be there, such as `appeal`.
        what: String,
        /// To whom.
        to: String,
    },
    /// An approval ends, or has ended.
    ApprovalEnds {
        /// Its last day.
        day: NaiveDate,
        /// Who gave it.
        by: String,
    },
    /// A letter was read.
    LetterRead {
        /// What it is and from whom.
        title: String,
        /// How many facts wait to be checked.
        to_check: u32,
    },
    /// Somebody's promise passed.
    PromisePassed {
        /// Who promised.
        who: String,
        /// What.
        what: String,
        /// For which day.
        day: NaiveDate,
    },
    /// The other side's decision is late.
    DecisionLate {
        /// Who had to decide.
        who: String,
        /// Until when.
        day: NaiveDate,
    },
    /// A letter that went out is to be asked after.
    AskAfter {
        /// What went out, such as `appeal`.
        what: String,
        /// To whom.
        to: String,
    },
    /// A safety copy is old.
    CopyOld {
        /// Its place.
        place: String,
        /// Its age.
        days: u32,
    },
}

/// The one notice for all that is due; `missed` where it fell into a time when nothing ran. Empty without events.
pub fn wording(
    level: NoticeLevel,
    locked: bool,
    events: &[Event],
    missed: bool,
    today: NaiveDate,
) -> String {
    let Some(first) = events.first() else {
        return String::new();
    };
    if locked {
        return LOCKED.to_owned();
    }
    if missed {
        return while_away(level, events);
    }
    let said = say(level, first, today);
    let others = events.len() - 1;
    match (others, level) {
        (0, _) => said,
        // Alike sentences would only repeat themselves.
        (_, NoticeLevel::Private) => said,
        (1, _) => format!("{said} And 1 more thing."),
        (n, _) => format!("{said} And {n} more things."),
    }
}

fn say(level: NoticeLevel, event: &Event, today: NaiveDate) -> String {
    match level {
        NoticeLevel::Private => private(event, today).to_owned(),
        NoticeLevel::Kind => kind(event, today),
        NoticeLevel::Full => full(event, today),
    }
}

fn private(event: &Event, today: NaiveDate) -> &'static str {
    match event {
        Event::SafeDay { day, .. } => match (*day - today).num_days() {
            ..=0 => "Something needs you today.",
            1..=7 => "Something needs you this week.",
            _ => "Something has a day this month.",
        },
        Event::LastDay { .. } => "Something needs you today.",
        Event::ApprovalEnds { day, .. } => match (*day - today).num_days() {
            ..0 => "Something is worth a look.",
            0..=7 => "Something has a day this week.",
            _ => "Something has a day this month.",
        },
        Event::LetterRead { .. } => "Something new is ready.",
        Event::PromisePassed { .. } | Event::DecisionLate { .. } | Event::AskAfter { .. } => {
            "Someone may owe you an answer."
        }
        Event::CopyOld { .. } => "Your copies need a look.",
    }
}

fn kind(event: &Event, today: NaiveDate) -> String {
    match event {
        Event::SafeDay { day, .. } if *day <= today => "A letter has to go out today.".to_owned(),
        Event::SafeDay { day, .. } => format!("A letter has to go out by {}.", near(*day, today)),
        Event::LastDay { day, .. } if *day == today => {
            "Today is the last day for an answer.".to_owned()
        }
        Event::LastDay { day, .. } if *day < today => {
            "The last day for an answer has passed. There may still be a way.".to_owned()
        }
        Event::LastDay { day, .. } => {
            format!("The last day for an answer is {}.", near(*day, today))
        }
        Event::ApprovalEnds { day, .. } if *day < today => {
            format!("An approval ended on {}.", month_day(*day))
        }
        Event::ApprovalEnds { day, .. } => {
            format!("An approval ends on {}.", near(*day, today))
        }
        Event::LetterRead { to_check: 0, .. } => "A letter was read.".to_owned(),
        Event::LetterRead { to_check, .. } => format!(
            "A letter was read. {} to check.",
            things(*to_check as usize)
        ),
        Event::PromisePassed { day, .. } if today.pred_opt() == Some(*day) => {
            "A promise was for yesterday.".to_owned()
        }
        Event::PromisePassed { day, .. } => format!("A promise was for {}.", month_day(*day)),
        Event::DecisionLate { .. } => "A decision is late.".to_owned(),
        Event::AskAfter { .. } => "It is time to ask after a letter.".to_owned(),
        Event::CopyOld { .. } => "Your copies need a look.".to_owned(),
    }
}

fn full(event: &Event, today: NaiveDate) -> String {
    match event {
        Event::SafeDay { day, what, to, by } => {
            let verb = match by.as_str() {
                "fax-or-portal" | "at-once" => "Fax",
                _ => "Mail",
            };
            let when = if *day <= today {
                "today".to_owned()
            } else {
                format!("by {}", full_day(*day))
            };
            format!("{verb} the {what} to {to} {when}.")
        }
        Event::LastDay { day, what, to } if *day == today => format!(
            "{} to {to}: last day today. Fax is quickest.",
            capital(what)
        ),
        Event::LastDay { day, what, to } if *day < today => format!(
            "{} to {to}: {} has passed. There may still be a way.",
            capital(what),
            full_day(*day)
        ),
        Event::LastDay { day, what, to } => format!(
            "{} to {to}: last day {}. Fax is quickest.",
            capital(what),
            full_day(*day)
        ),
        Event::ApprovalEnds { day, by } if *day < today => format!(
            "An approval by {by} ended on {}. Ask your clinic whether a new one was asked for.",
            full_day(*day)
        ),
        Event::ApprovalEnds { day, by } => format!(
            "An approval by {by} ends on {}. Ask your clinic to ask for a new one.",
            full_day(*day)
        ),
        Event::LetterRead { title, to_check } => format!("{title}: {to_check} to check."),
        Event::PromisePassed { who, what, day } => {
            format!("{who}: {what} was promised for {}.", month_day(*day))
        }
        Event::DecisionLate { who, day } => {
            format!("{who} had until {} to decide.", month_day(*day))
        }
        Event::AskAfter { what, to } => format!("Ask {to} whether your {what} came."),
        Event::CopyOld { place, days } => format!("{place}: {days} days."),
    }
}

/// What was due while nothing ran.
fn while_away(level: NoticeLevel, events: &[Event]) -> String {
    let told = match level {
        NoticeLevel::Private => things(events.len()),
        NoticeLevel::Kind => {
            let mut counted: Vec<(&str, &str, usize)> = Vec::new();
            for event in events {
                let (one, many) = kind_words(event);
                match counted.iter_mut().find(|(o, _, _)| *o == one) {
                    Some((_, _, n)) => *n += 1,
                    None => counted.push((one, many, 1)),
                }
            }
            let words = counted
                .iter()
                .map(|(one, many, n)| format!("{n} {}", if *n == 1 { one } else { many }));
            words.collect::<Vec<_>>().join(", ")
        }
        NoticeLevel::Full => events.iter().map(named).collect::<Vec<_>>().join("; "),
    };
    format!("While you were away: {told}.")
}

fn kind_words(event: &Event) -> (&'static str, &'static str) {
    match event {
        Event::SafeDay { .. } => ("letter to go out", "letters to go out"),
        Event::LastDay { .. } => ("last day", "last days"),
        Event::ApprovalEnds { .. } => ("end of an approval", "ends of approvals"),
        Event::LetterRead { .. } => ("letter read", "letters read"),
        Event::PromisePassed { .. } => ("promise", "promises"),
        Event::DecisionLate { .. } => ("late decision", "late decisions"),
        Event::AskAfter { .. } => ("letter to ask after", "letters to ask after"),
        Event::CopyOld { .. } => ("copy to look at", "copies to look at"),
    }
}

fn named(event: &Event) -> String {
    match event {
        Event::SafeDay { day, what, to, .. } => {
            format!("{what} to {to}, to go out by {}", month_day(*day))
        }
        Event::LastDay { day, what, to } => format!("{what} to {to}, last day {}", month_day(*day)),
        Event::ApprovalEnds { day, by } => {
            format!("approval by {by}, to {}", month_day(*day))
        }
        Event::LetterRead { title, .. } => title.clone(),
        Event::PromisePassed { who, what, .. } => format!("{what} from {who}"),
        Event::DecisionLate { who, .. } => format!("decision of {who}"),
        Event::AskAfter { what, to } => format!("{what} to {to}, to ask after"),
        Event::CopyOld { place, .. } => place.clone(),
    }
}

fn things(count: usize) -> String {
    if count == 1 {
        "1 thing".to_owned()
    } else {
        format!("{count} things")
    }
}

/// The name of the day inside a week, month and day beyond it.
fn near(day: NaiveDate, today: NaiveDate) -> String {
    if (1..7).contains(&(day - today).num_days()) {
        weekday(day)
    } else {
        month_day(day)
    }
}

fn month_day(day: NaiveDate) -> String {
    day.format("%B %-d").to_string()
}

/// `Friday, December 4`; the year is said only where it could be missed.
fn full_day(day: NaiveDate) -> String {
    let year = format!(", {}", day.year());
    long(day)
        .strip_suffix(&year)
        .map_or_else(|| long(day), str::to_owned)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
