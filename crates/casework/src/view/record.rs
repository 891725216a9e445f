//! What a record of a case said before.

use serde::Serialize;
use specta::Type;

/// What a record said before a change.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordVersionView {
    /// Its number, from 1.
    pub number: u32,
    /// From when it held, RFC 3339.
    pub from: String,
    /// Until when.
    pub until: String,
    /// What it said, as JSON.
    pub record: String,
}
