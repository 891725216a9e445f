//! What payers say in their public policies about ketamine and esketamine.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayerPoliciesMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What short entries without marks of their own inherit.
    pub inherits: String,
    /// How to use it.
    pub advice: String,
    /// How to use a position.
    pub how_to_use: String,
    /// What a survey found.
    pub coverage_survey: String,
}

/// A payer's position.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayerPolicy {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Who it is.
    pub payer: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// Number of the policy, empty where there is none.
    pub number: String,
    /// Heading for people.
    pub title: String,
    /// Position on infusions for depression.
    pub iv_ketamine_depression: String,
    /// Position on infusions for pain.
    pub iv_ketamine_pain: String,
    /// Position on esketamine.
    pub esketamine: String,
    /// What it asks for.
    pub criteria: Vec<String>,
    /// Fax for requests.
    #[serde(default)]
    pub request_fax: Option<String>,
    /// Date of the policy, in words.
    pub date: String,
    /// Where it is from.
    pub source: String,
    /// What it is good for in a letter.
    pub quote_value: String,
    /// How the text was seen: `regulation`, `statute`, `agency`, `transcript`, `secondary` or `memory`.
    pub seen: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Parts that were not seen.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// When to look again.
    #[serde(default)]
    pub recheck: Option<String>,
    /// Where it is weak.
    #[serde(default)]
    pub attack_points: Vec<String>,
}

/// A pattern over many payers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayerPattern {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The words.
    pub text: String,
}

/// All positions.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayerPolicies {
    /// About the file.
    pub meta: PayerPoliciesMeta,
    /// A payer's position.
    #[serde(rename = "policy")]
    pub policies: Vec<PayerPolicy>,
    /// A pattern over many payers.
    #[serde(rename = "pattern")]
    pub patterns: Vec<PayerPattern>,
}
