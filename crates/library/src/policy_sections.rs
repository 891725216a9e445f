//! Passages that matter in a policy, and how to find them.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicySectionsMeta {
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
    /// How hits are counted.
    pub matching: String,
    /// What it means where nothing is found.
    pub not_found: String,
}

/// A kind of plan document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentType {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Phrases that point to it (lowercase).
    pub cues: Vec<String>,
    /// What else to know.
    pub note: String,
}

/// A passage to look for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// How much it matters, 1 the most.
    pub rank: u32,
    /// Headings over it (lowercase).
    pub headings: Vec<String>,
    /// Phrases met in letters (lowercase).
    pub phrases: Vec<String>,
    /// What to ask where it is missing.
    #[serde(default)]
    pub ask: Option<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// All passages.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicySections {
    /// About the file.
    pub meta: PolicySectionsMeta,
    /// A kind of plan document.
    #[serde(rename = "document_type")]
    pub document_types: Vec<DocumentType>,
    /// A passage to look for.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}
