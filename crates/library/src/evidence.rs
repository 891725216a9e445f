//! Studies and guidelines that an appeal can quote, for and against.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// How it was looked up.
    pub method: String,
    /// How to use it.
    pub advice: String,
    /// What the evidence as a whole can bear.
    pub honest_note: String,
}

/// A study or guideline.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// How it is cited.
    pub citation: String,
    /// Year of publication.
    pub year: u32,
    /// PubMed number, empty where there is none.
    pub pmid: String,
    /// DOI, empty where there is none.
    pub doi: String,
    /// Web address.
    pub url: String,
    /// What it is about.
    pub indications: Vec<String>,
    /// Ids of the drugs it is about; none where it is about no single one.
    pub treatments: Vec<String>,
    /// Kind of study.
    pub design: String,
    /// How many took part, in words.
    pub n: String,
    /// What was found, in our words.
    pub result: String,
    /// `supports`, `mixed`, `context` or `against`.
    pub stance: String,
    /// Ids of denial reasons it answers.
    pub rebuts: Vec<String>,
    /// What it cannot show.
    pub limits: String,
    /// Fields that were seen.
    pub verified: Vec<String>,
    /// Fields from memory.
    pub memory: Vec<String>,
    /// Fields that were not seen.
    pub unverified: Vec<String>,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// PubMed Central number.
    #[serde(default)]
    pub pmcid: Option<String>,
    /// What it is good for.
    #[serde(rename = "use")]
    #[serde(default)]
    pub purpose: Option<String>,
    /// What to answer when the other side brings it.
    #[serde(default)]
    pub answer: Option<String>,
}

/// All studies.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// About the file.
    pub meta: EvidenceMeta,
    /// A study or guideline.
    #[serde(rename = "study")]
    pub studies: Vec<Study>,
}
