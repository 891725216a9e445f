//! Who sent a letter: as it was read, and as it may stand in a title.

use super::facts::{Facts, SURE};
use crate::words;
use holdfast_case::Reading;

/// The sender, where the person said so or where it was read with certainty: a line of another table, taken for a
/// name, would stand as a fact beside a day.
pub(crate) fn sure_sender(reading: &Reading) -> Option<String> {
    let issuer = reading.plan.issuer.as_ref();
    issuer
        .filter(|issuer| issuer.confidence >= SURE)
        .map(|issuer| words::name(&issuer.value))
}

impl Facts {
    /// Who sent it, as it was read or as the person has it.
    pub(crate) fn issuer(&self) -> Option<String> {
        self.reading_now()
            .plan
            .issuer
            .map(|issuer| words::name(&issuer.value))
    }

    /// Who sent it, for the titles of days and for reminders.
    pub(crate) fn sure_issuer(&self) -> Option<String> {
        sure_sender(&self.reading_now())
    }
}
