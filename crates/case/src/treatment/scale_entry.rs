//! One filling-in of a rating scale, whole or half-way.

use crate::{Private, RoughDay};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Answers to a scale on a day. What is left out is `None`, and is never guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScaleEntry {
    /// Id of the scale in the library.
    pub scale: String,
    /// The day it tells of.
    pub day: RoughDay,
    /// Answers, in the order of the items; empty where only a total was entered.
    pub answers: Vec<Option<u32>>,
    /// The answer to the item that is asked but not counted: the place of the option, from 0.
    pub extra: Option<u32>,
    /// The total as typed, where the scale is kept by its total.
    pub total: String,
    /// The result in words, where the scale has no points.
    pub result: String,
    /// Totals of its parts as typed, by the id of the part.
    pub parts: BTreeMap<String, String>,
    /// True where the person said that this is the score from before treatment.
    pub baseline: bool,
    /// Anything else.
    pub note: Private<String>,
}
