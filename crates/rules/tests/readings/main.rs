//! From a reading to its deadlines: which lead, which are no day at all, and what a letter left out.

// A test that cannot unwrap has failed.
#![allow(clippy::unwrap_used)]

mod impossible_days;
mod known;
mod left_out;
mod nothing_to_appeal;
mod one_of_several;
mod support;
mod windows;
