//! Rating scales: items where they may be shown, scoring, bands, what counts as change, and when to show help.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScalesMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// How it was looked up.
    pub method: String,
    /// What short entries without marks of their own inherit.
    pub inherits: String,
    /// How to use it.
    pub advice: String,
    /// Why one scale is never turned into another.
    pub compare: String,
}

/// What is shown when an answer speaks of death or self-harm.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyNotice {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// The words.
    pub text: String,
    /// What to do besides.
    pub also: String,
    /// True where the crisis line is shown.
    pub show_988: bool,
    /// Buttons, in order.
    pub buttons: Vec<String>,
    /// What the app never does then.
    pub never: Vec<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// An answer of a scale.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleOption {
    /// Its value.
    pub value: u32,
    /// Its words.
    pub label: String,
}

/// An item that is asked but not counted.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraItem {
    /// The words.
    pub text: String,
    /// Its answers.
    pub options: Vec<String>,
    /// True where it counts.
    pub scored: bool,
}

/// A band of totals.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// From this total.
    pub from: u32,
    /// To this total.
    pub to: u32,
    /// Its words.
    pub label: String,
}

/// A change that counts as response.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Change in per cent.
    #[serde(default)]
    pub percent: Option<u32>,
    /// What else to know.
    pub note: String,
    /// Change in points.
    #[serde(default)]
    pub points: Option<u32>,
    /// This total or less.
    #[serde(default)]
    pub at_most: Option<u32>,
}

/// A total that counts as remission.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remission {
    /// Less than this total.
    #[serde(default)]
    pub below: Option<u32>,
    /// What else to know.
    pub note: String,
    /// This total or less.
    #[serde(default)]
    pub at_most: Option<u32>,
}

/// The least change that matters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Importance {
    /// Change in points.
    #[serde(default)]
    pub points: Option<u32>,
    /// What else to know.
    pub note: String,
    /// Change in per cent.
    #[serde(default)]
    pub percent: Option<u32>,
}

/// When help is shown.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// Number of the item, from 1.
    #[serde(default)]
    pub item: Option<u32>,
    /// An answer of this value or more.
    #[serde(default)]
    pub at_least: Option<u32>,
    /// Id of the notice.
    pub notice: String,
    /// What else to know.
    pub note: String,
    /// Any result but this one.
    #[serde(default)]
    pub any_result_but: Option<String>,
}

/// A group of items.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Its words.
    pub label: String,
    /// Numbers of its items, from 1.
    pub items: Vec<u32>,
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleResult {
    /// Its value.
    pub value: String,
    /// Its words.
    pub label: String,
}

/// A part with a score of its own.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScalePart {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Least total.
    pub min: u32,
    /// Greatest total.
    pub max: u32,
    /// What else to know.
    pub note: String,
}

/// A rating scale.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it measures.
    pub measures: String,
    /// Who fills it in, in words: `self`, `clinician`, …
    pub rater: String,
    /// How it is entered: `items`, `total`, `number`, `choice` or `result`.
    pub entry: String,
    /// Which days it asks about.
    pub recall: String,
    /// The question over all items.
    #[serde(default)]
    pub stem: Option<String>,
    /// Who owns it and what is allowed.
    pub licence: String,
    /// True where its items may be shown.
    pub reproduce: bool,
    /// The line of credit it wants.
    #[serde(default)]
    pub credit: Option<String>,
    /// Answers, in order.
    #[serde(default)]
    pub options: Vec<ScaleOption>,
    /// Its items, in order.
    #[serde(default)]
    pub items: Vec<String>,
    /// An item that is asked but not counted.
    #[serde(default)]
    pub extra_item: Option<ExtraItem>,
    /// Least total.
    #[serde(default)]
    pub min: Option<u32>,
    /// Greatest total.
    #[serde(default)]
    pub max: Option<u32>,
    /// Always `worse` so far: what a higher total means.
    pub higher_is: String,
    /// How it is scored.
    pub scoring: String,
    /// Bands of totals.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// What counts as response.
    #[serde(default)]
    pub response: Option<Change>,
    /// What counts as remission.
    #[serde(default)]
    pub remission: Option<Remission>,
    /// The least change that matters.
    #[serde(default)]
    pub mic: Option<Importance>,
    /// When help is shown.
    #[serde(default)]
    pub safety: Option<Safety>,
    /// What payers ask of it.
    #[serde(default)]
    pub payer_use: Option<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Parts that were not seen.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What is said before.
    #[serde(default)]
    pub intro: Option<String>,
    /// A gentle word before.
    #[serde(default)]
    pub gentle: Option<String>,
    /// Groups of items.
    #[serde(default)]
    pub clusters: Vec<Cluster>,
    /// About the bands.
    #[serde(default)]
    pub bands_note: Option<String>,
    /// Results in words.
    #[serde(default)]
    pub results: Vec<ScaleResult>,
    /// Parts with scores of their own.
    #[serde(default)]
    pub parts: Vec<ScalePart>,
}

/// A rule for all scales.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleRule {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The words.
    pub text: String,
}

/// All scales.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scales {
    /// About the file.
    pub meta: ScalesMeta,
    /// What is shown when an answer speaks of death or self-harm.
    pub safety_notice: SafetyNotice,
    /// A rating scale.
    #[serde(rename = "scale")]
    pub scales: Vec<Scale>,
    /// A rule for all scales.
    #[serde(rename = "rule")]
    pub rules: Vec<ScaleRule>,
}
