//! What was promised on a call: by which day, whether it came, and that Today waits for it.

use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept;
use crate::review::values;
use crate::view::{ChangeView, WaitingView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::Call;
use holdfast_vault::Operation;

/// Longest day as typed, in signs.
const LONGEST_DAY: usize = 200;

/// The day a promise names; what can't be read as one is kept as it was typed.
pub(super) fn day_of(typed: &str) -> Result<(Option<NaiveDate>, String), Error> {
    let typed = typed.trim();
    if typed.chars().count() > LONGEST_DAY {
        return Err(Error::of(Code::BadRequest)
            .saying("The day of the promise is too long. Nothing was changed.")
            .hinting("Write only the day there, and the rest under what they promised."));
    }
    Ok(match values::day(typed) {
        _ if typed.is_empty() => (None, String::new()),
        Ok(day) => (Some(day), String::new()),
        Err(_) => (None, typed.to_owned()),
    })
}

/// What is said of a day that can't be read.
pub(super) fn unread(typed: &str) -> String {
    format!(
        "We can't read \u{2018}{typed}\u{2019} as the day of the promise. It is kept as you typed it."
    )
}

/// Why the day of a promise can't be used.
pub(super) fn trouble(call: &Call) -> Option<&'static str> {
    (!call.promised_typed.is_empty()).then_some(
        "We can't read the day of the promise. Try 11/21/2026. It is kept as you typed it.",
    )
}

/// Whom the call was with.
pub(super) fn who(call: &Call) -> Option<String> {
    let parts = [call.whom.as_str(), call.name.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What was promised, and by when; empty where nothing was.
pub(super) fn say(call: &Call, today: NaiveDate) -> String {
    let day = match call.promised_by {
        Some(day) => words::day(day, today),
        None => call.promised_typed.clone(),
    };
    let promise = call.promise.trim_end_matches('.');
    match (promise, day.as_str()) {
        (_, "") => call.promise.clone(),
        ("", day) => format!("Promised by {day}."),
        (promise, day) => format!("{promise}, by {day}."),
    }
}

/// True while something is promised that did not come yet.
pub(super) fn is_open(call: &Call) -> bool {
    let promised =
        !call.promise.is_empty() || call.promised_by.is_some() || !call.promised_typed.is_empty();
    promised && call.came.is_none()
}

/// "It came on November 30."
pub(super) fn came(call: &Call, today: NaiveDate) -> Option<String> {
    let day = call.came?;
    Some(format!("It came on {}.", words::short_day(day, today)))
}

impl Desk {
    /// Says that what was promised on a call came: nobody waits for it any more.
    pub fn promise_came(&self, call: &str) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let kept = inner.kept_one::<Call>(call)?;
        let record = Call {
            came: Some(inner.clock.today()),
            ..kept.record
        };
        let said = "What they promised came.";
        let operation = Operation::by_person("promise-came").described(said);
        let change = inner.keep_changed(operation, &kept.id.to_string(), &record)?;
        Ok(change_view(&change, said))
    }

    /// Changes by which day something was promised; empty says that no day was named.
    pub fn set_promise_day(&self, call: &str, day: &str) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let (promised_by, promised_typed) = day_of(day)?;
        let said = match promised_typed.as_str() {
            "" => "Changed the day of the promise.".to_owned(),
            typed => unread(typed),
        };
        let kept = inner.kept_one::<Call>(call)?;
        let record = Call {
            promised_by,
            promised_typed,
            ..kept.record
        };
        let operation = Operation::by_person("set-promise-day").described(&said);
        let change = inner.keep_changed(operation, &kept.id.to_string(), &record)?;
        Ok(change_view(&change, said))
    }
}

impl Inner {
    /// What was promised on calls of the case in use, by a day, and did not come yet.
    pub(crate) fn promise_waits(
        &self,
        open: &Opened,
        today: NaiveDate,
    ) -> Result<Vec<WaitingView>, Error> {
        let mut rows: Vec<WaitingView> = Vec::new();
        for kept in kept::kept_in::<Call>(open.vault.read(), open.case)? {
            let call = kept.record;
            let Some(by) = call.promised_by.filter(|_| is_open(&call)) else {
                continue;
            };
            let zone = *self.clock.now().offset();
            let from = call
                .at
                .map_or(today, |at| at.with_timezone(&zone).date_naive());
            let days = |to: NaiveDate| u32::try_from((to - from).num_days()).unwrap_or(0);
            let row = WaitingView {
                who: who(&call).unwrap_or_else(|| "The insurer".to_owned()),
                what: match call.promise.as_str() {
                    "" => "What they promised on the call".to_owned(),
                    promise => promise.to_owned(),
                },
                day: days(today),
                of: days(by),
                by: by.to_string(),
                say: String::new(),
                letter: None,
            };
            // two that are called the same and end on one day are one row
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        Ok(rows)
    }
}
