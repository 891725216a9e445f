//! The clock that a face hands in. Nothing below the faces asks the system for the time.

use crate::desk::held;
use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use std::sync::{Arc, Mutex};

/// Tells the time as the person's computer shows it.
pub trait Clock: Send + Sync {
    /// Now, with the offset of the person's zone.
    fn now(&self) -> DateTime<FixedOffset>;
    /// Local date and time.
    fn local(&self) -> NaiveDateTime {
        self.now().naive_local()
    }
    /// Local day.
    fn today(&self) -> NaiveDate {
        self.local().date()
    }
    /// A local time as a moment. A time that the change to summer time leaves out is taken an hour later, one that
    /// stands twice is taken the first time.
    fn moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let offset = *self.now().offset();
        local
            .and_local_timezone(offset)
            .single()
            .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
    }
}

/// The day a moment falls on in the person's zone, which their computer knows for other days of the year too.
pub(crate) fn day_of(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Local).date_naive()
}

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }
    fn moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        use chrono::LocalResult::{Ambiguous, None, Single};
        match local.and_local_timezone(Local) {
            Single(at) | Ambiguous(at, _) => at.with_timezone(&Utc),
            None => {
                let later = local + TimeDelta::hours(1);
                later
                    .and_local_timezone(Local)
                    .earliest()
                    .map_or_else(|| later.and_utc(), |at| at.with_timezone(&Utc))
            }
        }
    }
}

/// A clock that stands where a test puts it.
#[derive(Debug)]
pub struct FakeClock(Mutex<DateTime<FixedOffset>>);

impl FakeClock {
    /// Stands at `at`.
    pub fn at(at: DateTime<FixedOffset>) -> Self {
        Self(Mutex::new(at))
    }
    /// Puts it somewhere else.
    pub fn set(&self, at: DateTime<FixedOffset>) {
        *self.0.lock().unwrap_or_else(|p| p.into_inner()) = at;
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<FixedOffset> {
        *self.0.lock().unwrap_or_else(|p| p.into_inner())
    }
}

/// A clock read from a file that holds one RFC 3339 time, for tests that drive the whole program from outside.
/// It exists in debug builds alone; while the file cannot be read it is the computer's clock.
#[cfg(debug_assertions)]
#[derive(Debug)]
pub struct FileClock(pub std::path::PathBuf);

#[cfg(debug_assertions)]
impl Clock for FileClock {
    fn now(&self) -> DateTime<FixedOffset> {
        std::fs::read_to_string(&self.0)
            .ok()
            .and_then(|text| DateTime::parse_from_rfc3339(text.trim()).ok())
            .unwrap_or_else(|| SystemClock.now())
    }
}

/// The clock of a desk: the one it was given, but while a sample is open the same time of day on the days of its story.
pub(crate) struct SampleClock {
    given: Arc<dyn Clock>,
    ahead: Mutex<TimeDelta>,
}

impl SampleClock {
    /// Shows what this clock shows.
    pub(crate) fn new(given: Arc<dyn Clock>) -> Self {
        Self {
            given,
            ahead: Mutex::new(TimeDelta::zero()),
        }
    }

    /// From now on it is this day, and the next one after midnight.
    pub(crate) fn show(&self, today: NaiveDate) {
        *held(&self.ahead) = today - self.given.today();
    }

    /// From now on it is the present again.
    pub(crate) fn show_present(&self) {
        *held(&self.ahead) = TimeDelta::zero();
    }
}

impl Clock for SampleClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.given.now() + *held(&self.ahead)
    }
    fn moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        self.given.moment(local)
    }
}

/// The clock for a program: the computer's, or in debug builds the one that `HOLDFAST_TEST_CLOCK` names.
pub fn clock_of_this_run() -> std::sync::Arc<dyn Clock> {
    #[cfg(debug_assertions)]
    if let Some(path) = std::env::var_os("HOLDFAST_TEST_CLOCK") {
        return std::sync::Arc::new(FileClock(path.into()));
    }
    std::sync::Arc::new(SystemClock)
}
