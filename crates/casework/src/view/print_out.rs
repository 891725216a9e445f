//! A pharmacy's list: its rows to confirm, and what the confirmed ones come to.

use super::PaperView;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Papers whose rows can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PrintOutsView {
    /// Those that look like a pharmacy's list, the newest first.
    pub likely: Vec<PaperView>,
    /// All others.
    pub others: Vec<PaperView>,
}

/// The rows of a pharmacy's print-out that was filed.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PrintOutView {
    /// The paper.
    pub document: PaperView,
    /// Its rows, in the order they stand in, as they were read.
    pub rows: Vec<FillView>,
    /// What the confirmed rows come to, for the treatment history: nothing of it is there before the person says so.
    pub courses: Vec<FilledCourseView>,
    /// Confirmed rows that can't be counted as they stand.
    pub troubles: Vec<FillTroubleView>,
    /// Rows that may have been missed or misread, in plain words.
    pub doubts: Vec<String>,
}

/// What was handed out of one drug, without a long gap.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilledCourseView {
    /// The drug.
    pub name: String,
    /// From when to when, and at which dose.
    pub say: String,
    /// True where the treatment history has it already.
    pub there: bool,
    /// What of the history is the same, or may be: its name and days; empty where nothing is.
    pub like: String,
}

/// One medicine handed out, as printed. A value that was not found is empty.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FillView {
    /// Its number, from 1.
    pub row: u32,
    /// Page on which it stands.
    pub page: u32,
    /// Day it was filled, `YYYY-MM-DD`.
    pub filled: String,
    /// The drug.
    pub drug: String,
    /// Its strength.
    pub strength: String,
    /// How much.
    pub quantity: String,
    /// For how many days.
    pub days_supply: String,
    /// Who wrote it.
    pub prescriber: String,
    /// National Drug Code.
    pub ndc: String,
    /// True where a value is not sure and should be looked at beside the paper.
    pub unsure: bool,
    /// False for what is no treatment that plans ask about, such as an antibiotic.
    pub counts: bool,
    /// True where the row is taken as it stands unless the person says no: all of it is sure and counts.
    pub offered: bool,
}

/// Why a row can't be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FillTroubleView {
    /// Number of the row, from 1.
    pub row: u32,
    /// In plain words, with what to do.
    pub say: String,
}

/// A row that the person confirms, with its values as they were read or typed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct FillRowInput {
    /// Its number, from 1.
    pub row: u32,
    /// Day it was filled.
    pub filled: String,
    /// The drug.
    pub drug: String,
    /// Strength of one, such as `50 mg`.
    pub strength: String,
    /// How many.
    pub quantity: String,
    /// For how many days.
    pub days_supply: String,
    /// Who wrote it.
    pub prescriber: String,
}

impl From<&FillView> for FillRowInput {
    /// The row as it was read.
    fn from(row: &FillView) -> Self {
        Self {
            row: row.row,
            filled: row.filled.clone(),
            drug: row.drug.clone(),
            strength: row.strength.clone(),
            quantity: row.quantity.clone(),
            days_supply: row.days_supply.clone(),
            prescriber: row.prescriber.clone(),
        }
    }
}
