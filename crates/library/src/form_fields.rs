//! What the boxes of insurers' forms ask for, by the words beside them.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormFieldsMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entries can be leaned on.
    pub confidence: String,
}

/// Something a box can ask for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormAsk {
    /// Its id.
    pub id: String,
    /// `any` where the heading above says whose it is; empty where the words do.
    #[serde(default)]
    pub whose: String,
    /// True where it is asked in boxes of several lines, by sentences.
    #[serde(default)]
    pub lines: bool,
    /// Words that ask for it (lowercase, letters and digits only).
    pub words: Vec<String>,
}

/// Boxes that are left for the person's pen.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormNever {
    /// `signature`, `day-signed`, `consent`, `secret`, `representative` or `office`.
    pub why: String,
    /// Words that say so.
    pub words: Vec<String>,
}

/// A heading that says whose boxes follow.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSection {
    /// `member`, `provider`, `representative`, `request` or `office`.
    pub whose: String,
    /// Words of the heading.
    pub words: Vec<String>,
}

/// What a box to tick says.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormTick {
    /// Its id.
    pub id: String,
    /// Words beside it.
    pub words: Vec<String>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormFields {
    /// About the file.
    pub meta: FormFieldsMeta,
    /// What is asked for.
    #[serde(rename = "ask")]
    pub asks: Vec<FormAsk>,
    /// What is left for the pen.
    #[serde(rename = "never")]
    pub nevers: Vec<FormNever>,
    /// Headings.
    #[serde(rename = "section")]
    pub sections: Vec<FormSection>,
    /// Boxes to tick.
    #[serde(rename = "tick")]
    pub ticks: Vec<FormTick>,
}
