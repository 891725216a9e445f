//! One treatment that was tried, one session of a treatment that comes in sessions, and what a plan asks for.

use crate::treatment::Dose;
use crate::{DocumentId, Private, RoughDay};
use serde::{Deserialize, Serialize};

/// A drug, a therapy or a procedure that was tried. Every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TreatmentTrial {
    /// What it was, in the person's words.
    pub taken: Private<String>,
    /// What it was for: one of the uses in the library, such as `depression`. Empty where it was not said.
    pub purpose: String,
    /// The dose it came to, as typed.
    pub dose: Dose,
    /// Since when it was taken at that dose; empty where that is not known.
    pub at_dose_since: RoughDay,
    /// First day.
    pub start: RoughDay,
    /// Last day; means nothing while it is still taken.
    pub end: RoughDay,
    /// True while it is still taken.
    pub still_taken: bool,
    /// How many sessions there were, as typed; for what comes in sessions.
    pub sessions: String,
    /// Whether it was taken alone, or added to another drug.
    pub standing: Standing,
    /// Whether it was taken on most days.
    pub adherence: Adherence,
    /// Why it ended.
    pub ended: Ended,
    /// What happened, in the person's words.
    pub outcome: Private<String>,
    /// Side effects, in the person's words.
    pub side_effects: Private<String>,
    /// Who prescribed it.
    pub prescriber: Private<String>,
    /// In which time of illness.
    pub episode: Episode,
    /// The paper that proves it.
    pub document: Option<DocumentId>,
    /// Anything else.
    pub note: Private<String>,
}

/// Whether a drug was taken alone, or added to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was not said.
    #[default]
    NotSaid,
    /// Alone.
    Alone,
    /// Added to another drug that was kept.
    Added,
}

/// Whether it was taken on most days (8 of 10 doses is the usual test).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Adherence {
    /// It was not said.
    #[default]
    NotSaid,
    /// On most days.
    MostDays,
    /// Many days were missed.
    ManyMissed,
}

/// Why it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// It was not said.
    #[default]
    NotSaid,
    /// It did not help, or not enough.
    NoHelp,
    /// It helped, and then no more.
    WoreOff,
    /// Side effects.
    SideEffects,
    /// Something else: cost, a move, a pregnancy.
    Other,
}

/// In which time of illness it was tried. Two well months begin a new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Episode {
    /// It was not said.
    #[default]
    NotSaid,
    /// In the present one.
    Present,
    /// In an earlier one.
    Earlier,
}

/// One session: an infusion, a TMS session, an ECT treatment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TreatmentSession {
    /// What it was, in the person's words, such as `Ketamine infusion`.
    pub what: Private<String>,
    /// The day.
    pub day: RoughDay,
    /// The dose, as typed.
    pub dose: Dose,
    /// Anything else.
    pub note: Private<String>,
    /// The paper that proves it.
    pub document: Option<DocumentId>,
}

/// What the plan asks to have been tried: an entry of the library, or the person's own numbers from the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrialAsk {
    /// The payer's name in the library; empty where the numbers below hold.
    pub payer: String,
    /// How many medicines.
    pub drugs: u32,
    /// Of how many classes.
    pub classes: u32,
    /// For how many weeks each; 0 where it does not say.
    pub weeks: u32,
    /// How many added medicines.
    pub added: u32,
}
