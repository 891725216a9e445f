//! A summary of the case without names, to share with fellow patients.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What to tell of.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShareRequest {
    /// The letter it is about; none for the denial to act on next.
    pub document: Option<String>,
    /// True where the insurer is named.
    pub insurer: bool,
    /// True where the state is named.
    pub state: bool,
}

/// The summary as it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SharePagesView {
    /// How many pages it has.
    pub pages: u32,
}

/// The summary, whole, as it would be saved.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShareView {
    /// Its text.
    pub text: String,
    /// How many places the check struck out.
    pub struck: u32,
    /// What the check did, in a sentence.
    pub said: String,
    /// True where there is a denial to tell of.
    pub ready: bool,
}
