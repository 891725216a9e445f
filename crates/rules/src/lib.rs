//! Facts to deadlines, ladders and reminder times, each with its why.
//!
//! Here: which time limit holds and from when, the calendar it is counted by, the ladder of each kind of plan, the
//! interview that finds the kind, and the times at which a person is told; also what counts as a
//! full trial of a treatment, and what the scores of a rating scale amount to. All of it is computed from arguments:
//! the library, what is known, and the day it is. Where something is not known the earliest day leads, and the
//! doubt is said; an answer keeps every step with its date and citation.
//! Never here: a clock, a file, a thread, a word of a letter that was not read already, or a fact of law (those are
//! data of the library). A rule that is not in the library does not exist here.

pub mod after;
pub mod bearing;
pub mod calendar;
pub mod checklists;
pub mod claims;
pub mod counters;
pub mod deadline;
pub mod interview;
pub mod ladder;
pub mod reading;
pub mod reminders;
pub mod scales;
pub mod sent;
pub mod trials;

pub use deadline::answer::answer;
pub use deadline::safe::{Standing, standing};
pub use interview::{Interview, Next, interview};
pub use ladder::{Ladder, ladder};
pub use reading::{KnownFacts, date_reading};
pub use reminders::{PutOff, Reminder, Schedule, schedule};
