//! What was tried: which drug a name means, whether a trial looks long and strong enough, what counts toward what a
//! plan asks.
//!
//! Doubt never makes a trial adequate: rough days count by their shorter side, a range of doses by its lower end, and
//! what is not known is asked for. It is never said that a trial failed; the prescriber says that.

mod count;
mod fills;
mod find;
mod judge;
mod plural;
mod weeks;
mod wording;

pub use count::{Counted, EpisodeAsk, Gap, Overlap, WhatIsAsked, count, what_is_asked};
pub use fills::{FilledCourse, filled_courses, filled_drug};
pub use find::{Completion, Known, complete, find_known, purposes};
pub use judge::{Adequacy, CountsAs, Judged, Lack, Part, judge};
pub use weeks::{DaysTaken, Duration, days_taken};
pub use wording::ask_for;
