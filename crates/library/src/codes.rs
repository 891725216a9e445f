//! Billing, diagnosis and adjustment codes in our own words. CPT descriptions are never the AMA's.

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodesMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// Notice about CPT.
    pub cpt_notice: String,
    /// How to use it.
    pub advice: String,
}

/// A code of something done or given.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceCode {
    /// The code itself.
    pub code: String,
    /// Kind within its file.
    pub kind: String,
    /// What it means, in plain words.
    pub plain: String,
    /// What else to know.
    pub note: String,
    /// Where it is from.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// A diagnosis code.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiagnosisCode {
    /// The code itself.
    pub code: String,
    /// Group of illnesses.
    pub group: String,
    /// What it means, in plain words.
    pub plain: String,
    /// What else to know.
    pub note: String,
    /// Where it is from.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// A code with its meaning.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainCode {
    /// The code itself.
    pub code: String,
    /// What it means, in plain words.
    pub plain: String,
    /// What else to know.
    pub note: String,
    /// Where it is from.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// Who an adjustment falls on.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupCode {
    /// The code itself.
    pub code: String,
    /// What it means, in plain words.
    pub plain: String,
    /// What it means for the patient.
    pub means_for_you: String,
    /// Where it is from.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// A code that says why a line was not paid in full.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentCode {
    /// The code itself.
    pub code: String,
    /// What it means, in plain words.
    pub plain: String,
    /// What it means for the patient.
    pub means_for_you: String,
    /// Id of the denial reason it stands for, empty where it is none.
    pub denial_reason: String,
    /// Where it is from.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// Something to check on a claim.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimCheck {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// What to look for.
    pub rule: String,
    /// Why it matters.
    pub why: String,
    /// Codes by which insurers say so; empty for none.
    #[serde(default)]
    pub remark: String,
    /// Where it is from.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// What a rule of billing looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BillingKind {
    /// A catch-all drug code: the line has to name drug, dose and package number.
    UnlistedDrug,
    /// At most `most` units on one day.
    MostADay,
    /// Stands only with one of `with` on the same day.
    Needs,
    /// Does not stand with any of `with` on the same day.
    NotWith,
    /// Needs `modifier` where one of `with` stands on the same day.
    NeedsModifier,
    /// In use only from `from` to `until`.
    InUse,
    /// A code that is often taken for another.
    Trap,
    /// One unit is one milligram.
    UnitsAreMilligrams,
    /// Goes with a diagnosis of one of `groups`.
    ForGroups,
    /// A diagnosis that does not stand with any of `with` on one line.
    DiagnosesApart,
    /// A diagnosis that stands only beside another.
    NotAlone,
    /// A diagnosis too general for most plans.
    Vague,
}

/// A rule that lines of a claim are held against.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BillingRule {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// What it looks at.
    pub kind: BillingKind,
    /// Codes it holds for.
    pub codes: Vec<String>,
    /// Other codes it speaks of.
    #[serde(default)]
    pub with: Vec<String>,
    /// Most units on one day.
    #[serde(default)]
    pub most: Option<u32>,
    /// The modifier it wants.
    #[serde(default)]
    pub modifier: Option<String>,
    /// First day the code is in use.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day the code is in use.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Groups of diagnoses.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Why it matters, to the person.
    pub why: String,
    /// What to do.
    pub mend: String,
    /// Where it is from, by its short name.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// Lists of codes of which stretches are written out whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeSystem {
    /// Services.
    Cpt,
    /// Diagnoses.
    #[serde(rename = "icd-10-cm")]
    Icd10Cm,
}

/// A stretch of a code list that is written out whole: a code that falls into it and is not among them does not exist.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WholeStretch {
    /// Id.
    pub id: String,
    /// Of which list.
    pub system: CodeSystem,
    /// How its first codes begin, such as `F30`.
    pub from: String,
    /// How its last codes begin; as long as `from`.
    pub to: String,
    /// All codes of the stretch that can stand on a claim.
    pub codes: Vec<String>,
    /// Where it is from, by its short name.
    pub source: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
}

/// All codes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// About the file.
    pub meta: CodesMeta,
    /// Sources by the short names that entries use.
    pub sources: BTreeMap<String, String>,
    /// A CPT code.
    #[serde(rename = "procedure")]
    pub procedures: Vec<ServiceCode>,
    /// A HCPCS code.
    pub hcpcs: Vec<ServiceCode>,
    /// A drug package number.
    pub ndc: Vec<ServiceCode>,
    /// A diagnosis code.
    pub icd10: Vec<DiagnosisCode>,
    /// A modifier.
    #[serde(rename = "modifier")]
    pub modifiers: Vec<PlainCode>,
    /// A place of service.
    #[serde(rename = "place_of_service")]
    pub places_of_service: Vec<PlainCode>,
    /// A revenue code.
    #[serde(rename = "revenue_code")]
    pub revenue_codes: Vec<PlainCode>,
    /// Who an adjustment falls on.
    #[serde(rename = "group_code")]
    pub group_codes: Vec<GroupCode>,
    /// A claim adjustment reason code.
    pub carc: Vec<AdjustmentCode>,
    /// A remittance advice remark code.
    pub rarc: Vec<AdjustmentCode>,
    /// Something to check on a claim.
    #[serde(rename = "claim_check")]
    pub claim_checks: Vec<ClaimCheck>,
    /// A rule that lines of a claim are held against.
    #[serde(rename = "billing_rule")]
    pub billing_rules: Vec<BillingRule>,
    /// A stretch of a code list that is known whole.
    #[serde(rename = "whole_stretch")]
    pub whole_stretches: Vec<WholeStretch>,
}
