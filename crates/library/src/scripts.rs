//! Phone scripts: what to say, what to note, what to answer.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptsMeta {
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
    /// How to use it.
    pub advice: String,
    /// About recording calls.
    pub recording: String,
}

/// Something to note on each call.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteField {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The words.
    pub text: String,
}

/// How to begin.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opener {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The words.
    pub text: String,
    /// Why it matters.
    pub why: String,
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptStep {
    /// The words, with holes in braces.
    pub say: String,
    /// Field the answer fills.
    pub fills: String,
}

/// What they may say, and the answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// What one hears.
    pub hear: String,
    /// What one answers.
    pub answer: String,
}

/// How far to go when bargaining.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// What to hope for.
    pub goal: String,
    /// What is the least.
    pub floor: String,
    /// What never to agree to.
    pub never: String,
}

/// A call with one aim.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Whom to call.
    pub to: String,
    /// What the call is for.
    pub aim: String,
    /// What to have ready.
    pub ready: Vec<String>,
    /// Id of how to begin.
    pub opener: String,
    /// What to say, in order.
    pub steps: Vec<ScriptStep>,
    /// What they may say.
    #[serde(default)]
    pub if_they_say: Vec<Reply>,
    /// What to do after.
    pub after: Vec<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// The rule behind it.
    #[serde(default)]
    pub rule: Option<String>,
    /// True where help comes before all else.
    #[serde(default)]
    pub safety: bool,
    /// How far to go when bargaining.
    #[serde(default)]
    pub limits: Option<Limits>,
    /// What helps.
    #[serde(default)]
    pub tactics: Vec<String>,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetPart {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The words.
    pub text: String,
}

/// A one-page sheet for a call.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Heading for people.
    pub title: String,
    /// Parts of the sheet.
    pub parts: Vec<SheetPart>,
    /// Tips.
    pub tips: Vec<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// All scripts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scripts {
    /// About the file.
    pub meta: ScriptsMeta,
    /// Something to note on each call.
    #[serde(rename = "note_field")]
    pub note_fields: Vec<NoteField>,
    /// How to begin.
    #[serde(rename = "opener")]
    pub openers: Vec<Opener>,
    /// A call with one aim.
    #[serde(rename = "script")]
    pub scripts: Vec<Script>,
    /// A one-page sheet for a call.
    #[serde(rename = "sheet")]
    pub sheets: Vec<Sheet>,
}
