//! The phrase bank of letters: labels, kinds, cues, deadline sentences, issuers.
//! Nothing here is code: `letters` compiles these rows once and says of each fact which row found it.

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternsMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// What of it was seen.
    pub verified_what: String,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Where it is from.
    pub sources: Vec<String>,
    /// What short entries without marks of their own inherit.
    pub inherits: String,
    /// How a stem is meant.
    pub stems: String,
    /// The one rule over all of it.
    pub rule: String,
}

/// Labels of a field, with the shape of its value.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Field of a reading it stands for.
    pub field: String,
    /// Heading for people.
    pub title: String,
    /// Labels as they stand in letters (lowercase).
    pub labels: Vec<String>,
    /// Regular expression of the value, or `DATE`, `AMOUNT` and the like.
    pub shape: String,
    /// Words that rule it out when they stand near.
    #[serde(default)]
    pub not_if_near: Vec<String>,
    /// What else to know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Shape of an amount of money.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountShape {
    /// Regular expression of the value, or `DATE`, `AMOUNT` and the like.
    pub shape: String,
    /// What else to know.
    pub note: String,
}

/// Labels of an amount.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountLabel {
    /// Field of a reading it stands for.
    pub field: String,
    /// Heading for people.
    pub title: String,
    /// Labels as they stand in letters (lowercase).
    pub labels: Vec<String>,
}

/// A kind of letter and what tells it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterKind {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// What it means, in plain words.
    pub plain: String,
    /// Phrases that count in headings.
    pub title_cues: Vec<String>,
    /// Weight of a heading phrase.
    pub title_weight: u32,
    /// Phrases that count in the body.
    pub body_cues: Vec<String>,
    /// Weight of a body phrase.
    pub body_weight: u32,
    /// Phrases that speak against it.
    #[serde(default)]
    pub against: Vec<String>,
    /// Weight taken off for one of these.
    #[serde(default)]
    pub against_weight: Option<i64>,
    /// What the person can do next.
    pub next: String,
}

/// Before, during or after care.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicePhase {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Phrases that point to it (lowercase).
    pub cues: Vec<String>,
}

/// What points to a kind of plan.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanHint {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Phrases that point to it (lowercase).
    pub cues: Vec<String>,
    /// Regular expressions that point to it.
    #[serde(default)]
    pub cue_patterns: Vec<String>,
}

/// How dates are written.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateForms {
    /// Examples of how dates are written.
    pub formats: Vec<String>,
    /// Order of the parts.
    pub order: String,
    /// How a year of two digits is read.
    pub two_digit_year: String,
    /// Which dates are plausible.
    pub plausible: String,
    /// Words between two dates of a range.
    pub ranges: Vec<String>,
}

/// What to do where word and figure differ.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWordsNote {
    /// The words.
    pub text: String,
}

/// A sentence that gives a time limit; `{n}`, `{unit}`, `{event}` and `{date}` are holes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlinePattern {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The sentence, a regular expression with holes.
    pub pattern: String,
    /// How much it counts.
    pub weight: u32,
}

/// What starts a clock, in the words of letters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartEvent {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Phrases met in letters (lowercase).
    pub phrases: Vec<String>,
}

/// What a time limit is for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlinePurpose {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Phrases that point to it (lowercase).
    pub cues: Vec<String>,
    /// True where the clock is the other side's.
    #[serde(default)]
    pub theirs: bool,
    /// What else to know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Windows often met.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypicalWindow {
    /// Kind of plan in words.
    pub plan: String,
    /// The window in words.
    pub value: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
}

/// How the address of an appeal is found.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressCues {
    /// Headings over it.
    pub heading_cues: Vec<String>,
    /// Words of a line to a department.
    pub attention_cues: Vec<String>,
    /// Where it ends.
    pub end_of_address: String,
    /// Words before a fax number.
    pub fax_cues: Vec<String>,
    /// Words before a telephone number.
    pub phone_cues: Vec<String>,
    /// Words before a portal.
    pub portal_cues: Vec<String>,
    /// Words beside other addresses.
    pub not_the_appeal_address: Vec<String>,
    /// What else to know.
    pub note: String,
}

/// Phrases of general use.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Phrases met in letters (lowercase).
    pub phrases: Vec<String>,
    /// What it is for.
    #[serde(rename = "use")]
    pub purpose: String,
}

/// A mistake that is easily made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The wrong reading.
    pub wrong: String,
    /// How to avoid it.
    pub how: String,
}

/// Who sends letters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Kind within its file.
    pub kind: String,
    /// Other names met in letters.
    pub aliases: Vec<String>,
    /// Name of the owner.
    #[serde(default)]
    pub parent: Option<String>,
    /// States it works in, as written.
    #[serde(default)]
    pub states: Option<String>,
}

/// About the issuers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuersNote {
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Aliases that are ordinary words too.
    pub ambiguous_aliases: Vec<String>,
    /// How these count.
    pub ambiguous_note: String,
    /// How short aliases count.
    pub short_aliases: String,
}

/// The whole phrase bank.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterPatterns {
    /// About the file.
    pub meta: PatternsMeta,
    /// Labels of a field, with the shape of its value.
    #[serde(rename = "label")]
    pub labels: Vec<Label>,
    /// Shape of an amount of money.
    pub amount: AmountShape,
    /// Labels of an amount.
    #[serde(rename = "amount_label")]
    pub amount_labels: Vec<AmountLabel>,
    /// A kind of letter and what tells it.
    #[serde(rename = "kind")]
    pub kinds: Vec<LetterKind>,
    /// Before, during or after care.
    #[serde(rename = "service_phase")]
    pub service_phases: Vec<ServicePhase>,
    /// What points to a kind of plan.
    #[serde(rename = "plan_hint")]
    pub plan_hints: Vec<PlanHint>,
    /// How dates are written.
    pub dates: DateForms,
    /// Number words and their values.
    pub number_words: BTreeMap<String, u32>,
    /// What to do where word and figure differ.
    pub number_words_note: NumberWordsNote,
    /// A sentence that gives a time limit; `{n}`, `{unit}`, `{event}` and `{date}` are holes.
    #[serde(rename = "deadline_pattern")]
    pub deadline_patterns: Vec<DeadlinePattern>,
    /// What starts a clock, in the words of letters.
    #[serde(rename = "start_event")]
    pub start_events: Vec<StartEvent>,
    /// What a time limit is for.
    #[serde(rename = "deadline_purpose")]
    pub deadline_purposes: Vec<DeadlinePurpose>,
    /// Windows often met.
    #[serde(rename = "typical_window")]
    pub typical_windows: Vec<TypicalWindow>,
    /// How the address of an appeal is found.
    pub address: AddressCues,
    /// Phrases of general use.
    #[serde(rename = "cue")]
    pub cues: Vec<Cue>,
    /// A mistake that is easily made.
    #[serde(rename = "trap")]
    pub traps: Vec<Trap>,
    /// Who sends letters.
    #[serde(rename = "issuer")]
    pub issuers: Vec<Issuer>,
    /// About the issuers.
    pub issuers_note: IssuersNote,
}
