//! What a record of a case said before, and records in the trash.

use serde::Serialize;
use specta::Type;

/// What a record said before a change, beside what took its place.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordVersionView {
    /// Its number, from 1; by it the version is brought back.
    pub number: u32,
    /// When it held: "November 3 to November 20".
    pub held: String,
    /// What the change put in the place of something else; empty where this version can't be read.
    pub lines: Vec<DifferenceView>,
    /// True where it can be brought back: it can be read, and is not what stands now.
    pub can_come_back: bool,
    /// True where bringing it back takes back later changes as well.
    pub more_goes: bool,
    /// Why it can't be shown; none where it can.
    pub trouble: Option<String>,
}

/// One thing that a change made another.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceView {
    /// What it is: "Dose you came to".
    pub what: String,
    /// What it said before; "nothing" where it said nothing.
    pub before: String,
    /// What it said after.
    pub after: String,
}

/// A record in the trash.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrashedRecordView {
    /// Its id.
    pub id: String,
    /// What it is: "Claim or request".
    pub kind: String,
    /// What it is called; empty where it can't be read.
    pub title: String,
    /// The day it was put there: "November 3".
    pub day: String,
}
