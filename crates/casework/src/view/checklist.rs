//! Checklists, and the letter that asks for one's own records.

use super::ChoiceView;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The checklist in use.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChecklistView {
    /// Illness id in use.
    pub condition: String,
    /// Stage id in use.
    pub stage: String,
    /// Illnesses to choose from.
    pub conditions: Vec<ChoiceView>,
    /// Stages to choose from.
    pub stages: Vec<ChoiceView>,
    /// Its rows: what to start with first, then the rest, then the person's own.
    pub rows: Vec<ChecklistRowView>,
    /// How many rows the person has.
    pub have: u32,
    /// How many were asked for.
    pub asked: u32,
    /// How many there are.
    pub total: u32,
    /// "You have 3 of 27. 2 are asked for."
    pub say: String,
    /// Where the lists are from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Day on which they were last checked.
    pub checked: String,
}

/// Where a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ChecklistState {
    /// Not asked for, not there.
    ToDo,
    /// Asked for.
    Asked,
    /// There.
    Have,
}

/// One thing of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChecklistRowView {
    /// Id of the item; of the person's own, the id of its record.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Why it matters; empty for one's own.
    pub why: String,
    /// Who has it, in words: "your psychiatrist or your pharmacy"; empty for one's own.
    pub who: String,
    /// The words to ask for it; empty for one's own.
    pub how_to_ask: String,
    /// `must`, `should`, `helps`, or `own`.
    pub need: String,
    /// True for the few to begin with.
    pub start: bool,
    /// Where it stands.
    pub state: ChecklistState,
    /// The same in words: "Asked on November 2. Day 12 of 30." or "You have it: Pharmacy list".
    pub say: String,
    /// The day it was asked for.
    pub asked_on: Option<String>,
    /// Who was asked.
    pub asked_of: String,
    /// Day of the wait, from 0; none where no time runs.
    pub day: Option<u32>,
    /// Days of the wait.
    pub of: Option<u32>,
    /// The day by which the answer is due, or to look again.
    pub by: Option<String>,
    /// True once that day lies behind.
    pub late: bool,
    /// What to do then; empty before.
    pub then: String,
    /// The filed paper that it is.
    pub document: Option<PaperView>,
    /// True where that paper ticked it by itself.
    pub by_itself: bool,
    /// True where it can be asked for as one's own records.
    pub record: bool,
    /// True where somebody else has it and can be asked.
    pub askable: bool,
    /// Where Holdfast itself makes it: `treatment` or `call`; none for papers.
    pub place: Option<String>,
    /// The person's own note.
    pub note: String,
    /// Where the item is from; empty for one's own.
    pub source: String,
}

/// A filed paper by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PaperView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// What a person says of a row. What is none stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct ChecklistEdit {
    /// The day it was asked for; empty takes that back.
    pub asked_on: Option<String>,
    /// Who was asked.
    pub asked_of: Option<String>,
    /// Day to look again; empty for none.
    pub follow_up: Option<String>,
    /// True: the person has it. False: they have not.
    pub have: Option<bool>,
    /// The filed paper that it is; empty for one that lies elsewhere.
    pub document: Option<String>,
    /// A note; empty for none.
    pub note: Option<String>,
    /// Another name, for one of the person's own.
    pub title: Option<String>,
}

/// The letter that asks for records, ready to be filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordsRequestView {
    /// Whose records.
    pub patient: String,
    /// Where the copies go.
    pub address: String,
    /// Who has them.
    pub holder: String,
    /// Their address.
    pub holder_address: String,
    /// First day, as typed.
    pub from: String,
    /// Last day, as typed.
    pub to: String,
    /// E-mail for the copies; empty for paper.
    pub by_email: String,
    /// What can be asked for, by item.
    pub items: Vec<WantedRecordView>,
    /// "They have 30 days, so by Wednesday, December 2."
    pub time: String,
    /// Citation of that time.
    pub citation: String,
    /// Where its text stands.
    pub source_url: String,
}

/// One kind of record to ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WantedRecordView {
    /// Item id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// True where it is chosen to begin with.
    pub chosen: bool,
}

/// The letter as the person filled it in.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct RecordsRequestInput {
    /// Whose records.
    pub patient: String,
    /// Where the copies go.
    pub address: String,
    /// Who has them.
    pub holder: String,
    /// Their address.
    pub holder_address: String,
    /// First day, as typed.
    pub from: String,
    /// Last day, as typed.
    pub to: String,
    /// E-mail for the copies; empty for paper.
    pub by_email: String,
    /// Items asked for.
    pub items: Vec<String>,
}
