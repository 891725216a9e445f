//! What to have before something is sent: by illness and stage.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistsMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// What short entries without marks of their own inherit.
    pub inherits: String,
    /// How to use it.
    pub advice: String,
}

/// An id and its heading.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titled {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
}

/// Something to have.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// Who has it.
    pub who_has: Vec<String>,
    /// The words to ask for it.
    pub how_to_ask: String,
    /// Ids of kinds of papers that are it.
    pub satisfied_by: Vec<String>,
    /// Ids of illnesses it is for.
    pub conditions: Vec<String>,
    /// Ids of stages it is for.
    pub stages: Vec<String>,
    /// `must`, `should` or `helps`.
    pub need: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// What to have for one illness at one stage.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Id of the illness.
    pub condition: String,
    /// Id of the stage.
    pub stage: String,
    /// Ids of items to begin with.
    pub start_with: Vec<String>,
    /// Ids of items, in order.
    pub items: Vec<String>,
}

/// All checklists.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklists {
    /// About the file.
    pub meta: ChecklistsMeta,
    /// Illnesses.
    #[serde(rename = "condition")]
    pub conditions: Vec<Titled>,
    /// Stages.
    #[serde(rename = "stage")]
    pub stages: Vec<Titled>,
    /// Kinds of papers.
    #[serde(rename = "document_kind")]
    pub document_kinds: Vec<Titled>,
    /// Something to have.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
    /// What to have for one illness at one stage.
    #[serde(rename = "list")]
    pub lists: Vec<List>,
}
