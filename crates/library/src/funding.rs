//! Ways to pay, what each costs, and the sums behind them.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundingMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What short entries without marks of their own inherit.
    pub inherits: String,
    /// In which order to look.
    pub order: String,
    /// Why to go on claiming.
    pub keep_claiming: String,
    /// What not to sign.
    pub beware_self_pay: String,
}

/// Something assumed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// Its name.
    pub name: String,
    /// True where the person can change it.
    pub editable: bool,
    /// What else to know.
    pub note: String,
    /// Its value.
    #[serde(default)]
    pub value: Option<u32>,
}

/// A sum that the app works out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// The words.
    pub text: String,
    /// What it needs.
    pub inputs: Vec<String>,
    /// About its defaults.
    #[serde(default)]
    pub defaults_note: Option<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// An example in words.
    #[serde(default)]
    pub worked_example: Option<String>,
    /// What is assumed, and can be changed.
    #[serde(default)]
    pub assumptions: Vec<Assumption>,
    /// Things to beware of.
    #[serde(default)]
    pub warnings: Vec<String>,
}

/// Limits of one year, in whole dollars.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyLimits {
    /// The year.
    pub year: u32,
    /// For one person.
    #[serde(default)]
    pub self_only: Option<u32>,
    /// For a family.
    #[serde(default)]
    pub family: Option<u32>,
    /// More from age 55.
    #[serde(default)]
    pub catch_up_55: Option<u32>,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Most that can be set aside.
    #[serde(default)]
    pub salary_reduction: Option<u32>,
    /// Most that can be carried over.
    #[serde(default)]
    pub carryover: Option<u32>,
    /// For an excepted-benefit account.
    #[serde(default)]
    pub excepted_benefit_hra: Option<u32>,
}

/// What makes a high-deductible plan in one year, in whole dollars.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighDeductible {
    /// The year.
    pub year: u32,
    /// Least deductible, one person.
    pub min_deductible_self: u32,
    /// Least deductible, family.
    pub min_deductible_family: u32,
    /// Most out of pocket, one person.
    pub max_out_of_pocket_self: u32,
    /// Most out of pocket, family.
    pub max_out_of_pocket_family: u32,
    /// True only where the text of the source was seen.
    pub verified: bool,
}

/// A fee, in words.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// The words.
    pub text: String,
    /// True where the person can change it.
    pub editable: bool,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// As of when.
    #[serde(default)]
    pub as_of: Option<String>,
}

/// A way to pay.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundingOption {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// What it means, in plain words.
    pub plain: String,
    /// Who can have it.
    pub who: String,
    /// Beginnings of diagnosis codes that it is for; empty for any.
    #[serde(default)]
    pub for_diagnoses: Vec<String>,
    /// Words for the treatments that it is for; empty for any.
    #[serde(default)]
    pub for_treatments: Vec<String>,
    /// What to do, in order.
    #[serde(default)]
    pub steps: Vec<String>,
    /// Papers it asks for.
    #[serde(default)]
    pub documents: Vec<String>,
    /// Kind of cost.
    pub cost_kind: String,
    /// What can go wrong.
    pub risk: String,
    /// Id of the phone script.
    #[serde(default)]
    pub script: Option<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// Rules to know.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Whom to ask.
    #[serde(default)]
    pub contact: Option<String>,
    /// Parts that were not seen.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// Yearly limits in whole dollars.
    #[serde(default)]
    pub limits: Vec<YearlyLimits>,
    /// What makes a high-deductible plan.
    #[serde(default)]
    pub hdhp: Vec<HighDeductible>,
    /// About the limits.
    #[serde(default)]
    pub limits_note: Option<String>,
    /// Things to beware of.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// What is assumed, and can be changed.
    #[serde(default)]
    pub assumptions: Vec<Assumption>,
    /// What it has.
    #[serde(default)]
    pub features: Vec<String>,
    /// What it costs.
    #[serde(default)]
    pub fees: Vec<Fee>,
}

/// All ways to pay.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// About the file.
    pub meta: FundingMeta,
    /// A sum that the app works out.
    #[serde(rename = "formula")]
    pub formulas: Vec<Formula>,
    /// A way to pay.
    #[serde(rename = "option")]
    pub options: Vec<FundingOption>,
}
