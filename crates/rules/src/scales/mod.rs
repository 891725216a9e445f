//! Rating scales: what answers amount to, what a change means, when help is shown.
//!
//! Missing answers are never guessed, one scale is never turned into another, and a score is no diagnosis.

mod course;
mod points;
mod safety;
mod score;

pub use course::{Baseline, Course, Dated, Reached, course};
pub use points::Points;
pub use safety::{Tone, safety};
pub use score::{Score, band, score};
