//! How to answer a denial, reason by reason.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RebuttalsMeta {
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
    /// In which order to answer.
    pub order: String,
    /// What no sentence may do.
    pub honesty: String,
}

/// A kind of proof and how much it weighs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceKind {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// How much it weighs, 5 the most.
    pub strength: u32,
}

/// The answer to one reason.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rebuttal {
    /// Id of the denial reason.
    pub reason: String,
    /// What the answer has to show.
    pub aim: String,
    /// Who does it.
    pub who_acts: Vec<String>,
    /// Model sentences with holes in braces.
    pub sentences: Vec<String>,
    /// Ids of kinds of proof that help.
    pub evidence_kinds: Vec<String>,
    /// Ids of checklist items.
    pub checklist_items: Vec<String>,
    /// Ids of passages of the policy.
    pub provisions: Vec<String>,
    /// Ids of phone scripts.
    pub scripts: Vec<String>,
    /// The one question to ask by phone.
    pub phone_question: String,
    /// What the doctor says, doctor to doctor.
    pub peer_to_peer: Vec<String>,
    /// What comes next.
    pub if_refused_again: String,
    /// A kind word.
    pub kind_word: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// What to do where reasons come together.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// Ids of the denial reasons.
    pub reasons: Vec<String>,
    /// The words.
    pub text: String,
}

/// All answers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rebuttals {
    /// About the file.
    pub meta: RebuttalsMeta,
    /// A kind of proof and how much it weighs.
    #[serde(rename = "evidence_kind")]
    pub evidence_kinds: Vec<EvidenceKind>,
    /// The answer to one reason.
    #[serde(rename = "rebuttal")]
    pub rebuttals: Vec<Rebuttal>,
    /// What to do where reasons come together.
    #[serde(rename = "combination")]
    pub combinations: Vec<Combination>,
}
