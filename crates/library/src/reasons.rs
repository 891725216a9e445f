//! Reasons of denial: their phrases, codes, documents and what an appeal has to say.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonsMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// Where the phrases are from.
    pub phrases_source: String,
    /// One rule for all.
    pub rule_of_thumb: String,
}

/// A point that fits many reasons.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonPoint {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The words.
    pub text: String,
    /// Where it is from.
    #[serde(default)]
    pub source: Option<String>,
}

/// One reason of denial.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DenialReason {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// What it means, in plain words.
    pub plain: String,
    /// Claim adjustment reason codes that mean it.
    pub carc: Vec<String>,
    /// Remark codes that mean it.
    pub rarc: Vec<String>,
    /// Phrases met in letters (lowercase).
    pub phrases: Vec<String>,
    /// Ids of studies that help.
    pub evidence: Vec<String>,
    /// Papers that help.
    pub documents: Vec<String>,
    /// What to ask the insurer.
    pub questions: Vec<String>,
    /// What an appeal has to say.
    pub appeal_must_say: Vec<String>,
    /// Arguments, in words.
    pub arguments: Vec<String>,
    /// What to beware of.
    pub beware: String,
    /// Ids of studies the other side may bring.
    #[serde(default)]
    pub counter_evidence: Vec<String>,
}

/// All reasons of denial.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DenialReasons {
    /// About the file.
    pub meta: ReasonsMeta,
    /// A point that fits many reasons.
    #[serde(rename = "common_point")]
    pub common_points: Vec<CommonPoint>,
    /// One reason of denial.
    #[serde(rename = "reason")]
    pub reasons: Vec<DenialReason>,
}
