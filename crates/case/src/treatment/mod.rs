//! What a person tried against an illness, and how they did: trials, sessions, rating scales.
//!
//! Whatever was typed is kept as it was typed. What can be read of it (a dose, a day) is read anew each time, so a
//! slip in one field never costs what stands in another.

mod dose;
mod scale_entry;
mod trial;

pub use dose::{Dose, DoseReading, NANOGRAMS_PER_MG, Per};
pub use scale_entry::ScaleEntry;
pub use trial::{Adherence, Ended, Episode, Standing, TreatmentSession, TreatmentTrial, TrialAsk};
