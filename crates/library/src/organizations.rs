//! Who can help, and how to reach them. The app contacts nobody by itself.

use chrono::NaiveDate;
use serde::Deserialize;

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationsMeta {
    /// Title of the file.
    pub title: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What short entries without marks of their own inherit.
    pub inherits: String,
    /// What the app does not do.
    pub privacy: String,
    /// About one name met in a guide.
    pub apra_note: String,
}

/// Somebody who helps.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Kind within its file.
    pub kind: String,
    /// Kinds of plan that an office watches over or a helper is there for; empty for a helper of all.
    #[serde(default)]
    pub plan_kinds: Vec<String>,
    /// What they help with.
    pub helps_with: Vec<String>,
    /// Whom they help.
    pub who: String,
    /// What it costs.
    pub cost: String,
    /// Telephone number as it stands.
    #[serde(default)]
    pub phone: Option<String>,
    /// Number for text messages, or how to text.
    #[serde(default)]
    pub text: Option<String>,
    /// Web address.
    #[serde(default)]
    pub web: Option<String>,
    /// When they answer.
    #[serde(default)]
    pub hours: Option<String>,
    /// What else to know.
    #[serde(default)]
    pub note: Option<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// `high`, `medium` or `low`: how far the entry can be leaned on.
    pub confidence: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// A tip.
    #[serde(default)]
    pub tip: Option<String>,
    /// About the number.
    #[serde(default)]
    pub phone_note: Option<String>,
}

/// All who help.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organizations {
    /// About the file.
    pub meta: OrganizationsMeta,
    /// Somebody who helps.
    #[serde(rename = "organization")]
    pub organizations: Vec<Organization>,
}
