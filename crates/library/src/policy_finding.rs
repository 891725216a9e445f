//! How passages of a policy are found and named: what the search and the comparison know beside the passages
//! themselves ([`crate::policy_sections`]).

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFindingMeta {
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
}

/// What is known of one passage beside its entry in the list of passages. Its id is the same.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFinding {
    /// Id of the passage.
    pub id: String,
    /// Title for people, in everyday words.
    pub plain: String,
    /// How a sentence names it: "The section on … now also says".
    pub about: String,
    /// Terms whose definition is wanted (lowercase).
    #[serde(default)]
    pub defines: Vec<String>,
    /// More headings over it (lowercase).
    #[serde(default)]
    pub heads: Vec<String>,
    /// More phrases within it (lowercase).
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Phrases that decide alone.
    #[serde(default)]
    pub strong: Vec<String>,
    /// Phrases that stand everywhere and only help.
    #[serde(default)]
    pub weak: Vec<String>,
    /// What to ask for where nothing was found.
    #[serde(default)]
    pub ask: Option<String>,
    /// Said where finding nothing can be good news.
    #[serde(default)]
    pub good: Option<String>,
}

/// What a count in a sentence is about.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountTopic {
    /// How a sentence names it: "the time to appeal".
    pub say: String,
    /// All of these stand in the sentence (lowercase fragments).
    pub all: Vec<String>,
    /// One of these does, where there are any.
    pub any: Vec<String>,
    /// None of these does.
    pub none: Vec<String>,
    /// `time`, `money` or `visits`.
    pub unit: String,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFinding {
    /// About the file.
    pub meta: PolicyFindingMeta,
    /// One entry for each passage.
    #[serde(rename = "section")]
    pub sections: Vec<SectionFinding>,
    /// What counts are about; the first that fits names one.
    #[serde(rename = "count")]
    pub counts: Vec<CountTopic>,
}
