//! A call: who was called, what was asked and answered, what was promised.

use crate::ids::DocumentId;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// One question of a call's script, with what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAnswer {
    /// The question as it was asked.
    pub asked: String,
    /// Name of the answer in the script (`plan.year`).
    pub fills: String,
    /// What was said.
    pub answered: String,
}

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Call {
    /// Id of the script it followed, if any.
    pub script: Option<String>,
    /// Who was called, such as the insurer.
    pub whom: String,
    /// The person who answered.
    pub name: String,
    /// Number that was called.
    pub number: String,
    /// When it began, in the person's own time.
    pub at: Option<DateTime<FixedOffset>>,
    /// How many minutes it took.
    pub minutes: Option<u32>,
    /// Reference number of the call.
    pub reference: String,
    /// Questions and answers, in order.
    pub answers: Vec<CallAnswer>,
    /// What else was said.
    pub said: String,
    /// What was promised.
    pub promise: String,
    /// By which day.
    pub promised_by: Option<NaiveDate>,
    /// The same as it was typed, where it can't be read as a day; else empty.
    pub promised_typed: String,
    /// The day on which the person said that it came.
    pub came: Option<NaiveDate>,
    /// A paper it was about.
    pub about: Option<DocumentId>,
}
