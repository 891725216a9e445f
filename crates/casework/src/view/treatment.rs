//! What was tried, and what of it counts.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The treatment history.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TreatmentView {
    /// What was tried, by its first day, the oldest first.
    pub trials: Vec<TrialRowView>,
    /// What the plan asks, as a sentence; none where that is not known.
    pub asked: Option<String>,
    /// What there is, as a sentence.
    pub have: String,
    /// True where there is what is asked; none where that is not known.
    pub met: Option<bool>,
    /// Classes that count, with how many medicines of each.
    pub classes: Vec<ClassCountView>,
    /// What to add so that more counts.
    pub gaps: Vec<GapView>,
    /// What was taken at the same time.
    pub overlaps: Vec<String>,
    /// What the plan asks, as it was told.
    pub ask: AskView,
    /// Sessions, oldest first.
    pub sessions: Vec<SessionRowView>,
    /// Scales, in the order in which they are offered.
    pub scales: Vec<ScaleChoiceView>,
    /// What a treatment can be for.
    pub purposes: Vec<String>,
    /// Day of the last check of the table of doses.
    pub checked: String,
}

/// Medicines of a class.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClassCountView {
    /// Its label.
    pub label: String,
    /// What it is, in plain words; empty where that is not known.
    pub plain: String,
    /// How many.
    pub count: u32,
}

/// Something to add.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GapView {
    /// The trial it is about; none for what is about all.
    pub trial: Option<String>,
    /// The sentence.
    pub say: String,
}

/// What the plan asks, as it was told.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AskView {
    /// The payer chosen; empty for one's own numbers, or none.
    pub payer: String,
    /// How many medicines.
    pub drugs: u32,
    /// Of how many classes.
    pub classes: u32,
    /// For how many weeks each.
    pub weeks: u32,
    /// How many added.
    pub added: u32,
    /// Payers whose rule is known.
    pub payers: Vec<String>,
    /// Which score it asks for; empty where it does not say.
    pub scale: String,
    /// Where the numbers are from; empty where nothing was told.
    pub source: String,
    /// True only where the source was seen.
    pub verified: bool,
}

/// Tells what the plan asks.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct AskRequest {
    /// A payer of the list; empty for one's own numbers.
    pub payer: String,
    /// How many medicines, as typed.
    pub drugs: String,
    /// Of how many classes, as typed.
    pub classes: String,
    /// For how many weeks each, as typed.
    pub weeks: String,
    /// How many added, as typed.
    pub added: String,
}

/// A trial in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrialRowView {
    /// Its id.
    pub id: String,
    /// What it was, as typed.
    pub taken: String,
    /// Its class, or "Add-on"; empty where it is not known.
    pub class: String,
    /// What its class is, in plain words; empty where it is not known.
    pub class_plain: String,
    /// The dose as typed.
    pub dose: String,
    /// "Feb–Jun 2021, 18 wk".
    pub when: String,
    /// What happened, in the person's words.
    pub happened: String,
    /// How it looks.
    pub look: TrialLookView,
    /// The fields for changing it.
    pub fields: TrialView,
}

/// How a trial looks, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrialLookView {
    /// `adequate`, `not-tolerated`, `too-short`, `dose-low` or `not-enough-known`.
    pub state: String,
    /// Why, in a few words.
    pub short: String,
    /// Why, as sentences.
    pub say: String,
    /// What is not sure of it.
    pub doubts: Vec<String>,
    /// Where the measure is from; empty where there is none.
    pub source: String,
    /// True only where the source was seen.
    pub verified: bool,
}

/// A trial as it is kept, each field as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrialView {
    /// What it was.
    pub taken: String,
    /// What it was for.
    pub purpose: String,
    /// The dose.
    pub dose: String,
    /// Since when at that dose.
    pub at_dose_since: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// True while it is still taken.
    pub still_taken: bool,
    /// How many sessions.
    pub sessions: String,
    /// `not-said`, `alone` or `added`.
    pub standing: String,
    /// `not-said`, `most-days` or `many-missed`.
    pub adherence: String,
    /// `not-said`, `no-help`, `wore-off`, `side-effects` or `other`.
    pub ended: String,
    /// What happened.
    pub outcome: String,
    /// Side effects.
    pub side_effects: String,
    /// Who prescribed it.
    pub prescriber: String,
    /// `not-said`, `present` or `earlier`.
    pub episode: String,
    /// The paper that proves it; empty where there is none.
    pub document: String,
    /// Anything else.
    pub note: String,
}

/// A trial as it is typed. What is left out is not known.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct TrialRequest {
    /// What it was.
    pub taken: String,
    /// What it was for.
    pub purpose: String,
    /// The dose.
    pub dose: String,
    /// Since when at that dose.
    pub at_dose_since: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// True while it is still taken.
    pub still_taken: bool,
    /// How many sessions.
    pub sessions: String,
    /// `not-said`, `alone` or `added`.
    pub standing: String,
    /// `not-said`, `most-days` or `many-missed`.
    pub adherence: String,
    /// `not-said`, `no-help`, `wore-off`, `side-effects` or `other`.
    pub ended: String,
    /// What happened.
    pub outcome: String,
    /// Side effects.
    pub side_effects: String,
    /// Who prescribed it.
    pub prescriber: String,
    /// `not-said`, `present` or `earlier`.
    pub episode: String,
    /// The paper that proves it; empty where there is none.
    pub document: String,
    /// Anything else.
    pub note: String,
}

/// How a trial that is being typed is understood.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrialPreviewView {
    /// "Sertraline, SSRI"; none where the name is not known, or nothing is typed.
    pub known_as: Option<String>,
    /// True for what comes in sessions: they are asked for, and no dose.
    pub in_sessions: bool,
    /// How the dose is read.
    pub dose: Option<String>,
    /// Said below a dose that can't be read.
    pub dose_trouble: Option<String>,
    /// The same of the days.
    pub start_trouble: Option<String>,
    /// Of the last day.
    pub end_trouble: Option<String>,
    /// Of the day since when.
    pub since_trouble: Option<String>,
    /// How long it was: "Feb–Jun 2021, 18 wk".
    pub when: String,
    /// How it looks.
    pub look: TrialLookView,
}

/// A name that begins as typed.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CompletionView {
    /// What to put in the field.
    pub name: String,
    /// What it is: "sertraline, SSRI".
    pub about: String,
}

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SessionRowView {
    /// Its id.
    pub id: String,
    /// What it was, as typed.
    pub what: String,
    /// The day, as typed.
    pub day: String,
    /// The day for reading: "Oct 5, 2026".
    pub day_shown: String,
    /// True where the day can't be read to the day, so that no mark stands in the chart.
    pub unmarked: bool,
    /// The dose, as typed.
    pub dose: String,
    /// Anything else.
    pub note: String,
}

/// A session as it is typed; several days at once make several sessions.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SessionRequest {
    /// What it was.
    pub what: String,
    /// The days, one a line.
    pub days: String,
    /// The dose.
    pub dose: String,
    /// Anything else.
    pub note: String,
}

/// A scale that is offered.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleChoiceView {
    /// Id.
    pub id: String,
    /// "PHQ-9".
    pub short: String,
    /// Its whole name.
    pub name: String,
    /// How many scores there are.
    pub scores: u32,
    /// True where the items stand here, so that it can be filled in.
    pub fill_in: bool,
    /// True for the few that stand in front.
    pub front: bool,
}

/// What a trial said before a change, field by field; for the command line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrialVersionView {
    /// Its number, as [`super::RecordVersionView`] has it.
    pub number: u32,
    /// Until when it said so, RFC 3339.
    pub until: String,
    /// What it was.
    pub taken: String,
    /// The dose.
    pub dose: String,
    /// When.
    pub when: String,
    /// What happened.
    pub outcome: String,
}
