//! What counts as an adequate trial of a treatment: doses, weeks, sessions.
//! The app never says that a trial failed: the prescriber says that.

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreatmentsMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What short entries without marks of their own inherit.
    pub inherits: String,
    /// About doses from memory.
    pub checked_note: String,
    /// How to use it.
    pub advice: String,
    /// Weeks where nothing else is said.
    pub default_min_weeks: u32,
    /// Where that is from.
    pub default_min_weeks_note: String,
    /// Who owns the questionnaires.
    pub questionnaires: String,
}

/// A rule for all trials.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrialRule {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The words.
    pub text: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// A class of drugs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrugClass {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// What it means, in plain words.
    pub plain: String,
}

/// A drug and its least adequate trial.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drug {
    /// Generic name, lowercase.
    pub generic: String,
    /// Brand names.
    pub brands: Vec<String>,
    /// Id of its class.
    pub class: String,
    /// What it is used for.
    #[serde(rename = "use")]
    pub purpose: Vec<String>,
    /// Least adequate dose a day, in milligrams or `dose_unit`; 0 where no one dose can be named.
    pub min_dose_mg: f64,
    /// Usual greatest dose a day.
    #[serde(default)]
    pub usual_max_mg: Option<f64>,
    /// Least weeks at that dose.
    pub min_weeks: u32,
    /// Source of the dose, a short name.
    pub dose_basis: String,
    /// What else to know.
    pub note: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// Unit, where it is not milligrams a day.
    #[serde(default)]
    pub dose_unit: Option<String>,
}

/// A treatment that is no drug.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What counts as a course.
    pub counts_as: String,
    /// Least number of sessions.
    pub min_sessions: u32,
    /// What to write down.
    pub record: String,
    /// What else to know.
    pub note: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// What a payer asks for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayerAsk {
    /// Who asks.
    pub payer: String,
    /// How many drugs.
    pub failed_drugs: u32,
    /// Of how many classes.
    pub classes: u32,
    /// How many weeks each.
    pub weeks: u32,
    /// How many augmentations.
    pub augmentation: u32,
    /// Which score.
    pub scale: String,
    /// In which episode.
    pub episode: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What may stand in for one.
    #[serde(default)]
    pub augmentation_alternative: Option<String>,
}

/// All about adequate trials.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreatmentAdequacy {
    /// About the file.
    pub meta: TreatmentsMeta,
    /// Sources by the short names that entries use.
    pub sources: BTreeMap<String, String>,
    /// A rule for all trials.
    #[serde(rename = "rule")]
    pub rules: Vec<TrialRule>,
    /// A class of drugs.
    #[serde(rename = "class")]
    pub classes: Vec<DrugClass>,
    /// A drug and its least adequate trial.
    #[serde(rename = "drug")]
    pub drugs: Vec<Drug>,
    /// A treatment that is no drug.
    #[serde(rename = "treatment")]
    pub treatments: Vec<Treatment>,
    /// What a payer asks for.
    #[serde(rename = "payer_ask")]
    pub payer_asks: Vec<PayerAsk>,
}
