//! Plan books: what was found in them, what is pinned, what changed between two.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The plan books of the case.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PolicyBooksView {
    /// The newest year first; those that were replaced come last.
    pub books: Vec<PolicyBookView>,
    /// Other papers of several pages that the person may say are one.
    pub others: Vec<super::SameLetterView>,
}

/// One plan book.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PolicyBookView {
    /// Id of the paper.
    pub document: String,
    /// Title of the paper, or "Plan book 2026" where nobody gave it one; with the name of its file where another book
    /// is called the same.
    pub title: String,
    /// Name of its file as it came.
    pub file: String,
    /// Plan year or version as the person has it, else as the book says it; empty for none.
    pub year: String,
    /// Day on it, else the day it was filed.
    pub date: String,
    /// Pages.
    pub pages: u32,
    /// What kind of book it calls itself: "Summary plan description".
    pub kind: Option<String>,
    /// What to know of such a book.
    pub note: Option<String>,
    /// Why it is held for one.
    pub why: String,
    /// The version that took its place.
    pub replaced_by: Option<super::SameLetterView>,
}

/// What was found in one plan book.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PassagesView {
    /// The book.
    pub book: PolicyBookView,
    /// "We searched all 142 pages."
    pub searched: String,
    /// What was not looked at, and what recognition may have missed.
    pub doubts: Vec<String>,
    /// Pages read so far while it is still being read.
    pub reading: Option<ReadingPageView>,
    /// What was found, most important first.
    pub found: Vec<FoundSectionView>,
    /// What was not.
    pub not_found: Vec<MissingSectionView>,
    /// What "not found" means.
    pub not_found_note: String,
}

/// How far the reading of a book is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReadingPageView {
    /// Pages read.
    pub page: u32,
    /// Pages in all.
    pub pages: u32,
}

/// A passage looked for, and its places.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundSectionView {
    /// Id of the passage in the library.
    pub section: String,
    /// Title in everyday words.
    pub title: String,
    /// Why it matters.
    pub why_it_matters: String,
    /// How much it matters, 1 the most.
    pub rank: u32,
    /// Best place first.
    pub places: Vec<PassageView>,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PassageView {
    /// Its number within the passage, from 0: what a request names it by.
    pub number: u32,
    /// Page.
    pub page: u32,
    /// The heading it stands under, with the one over it: "Exclusions".
    pub heading: String,
    /// Its words.
    pub quote: String,
    /// Lines before it.
    pub before: String,
    /// Lines after it.
    pub after: String,
    /// Boxes of its lines.
    pub boxes: Vec<super::PageBoxView>,
    /// True where a person should look twice.
    pub unsure: bool,
    /// Why it was taken.
    pub why: String,
    /// The pin, where it is pinned.
    pub pinned: Option<String>,
    /// The person's own note on the pin; empty for none.
    pub note: String,
}

/// A passage that was not found.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MissingSectionView {
    /// Id of the passage in the library.
    pub section: String,
    /// Title in everyday words.
    pub title: String,
    /// How much it matters, 1 the most.
    pub rank: u32,
    /// What that means, where it can be good.
    pub good: Option<String>,
    /// What to ask on the call.
    pub ask: Option<String>,
}

/// Pins a place.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PinRequest {
    /// Id of the plan book.
    pub document: String,
    /// Id of the passage in the library.
    pub section: String,
    /// Number of its place, from 0.
    pub number: u32,
    /// The person's own note.
    pub note: String,
}

/// A pinned passage.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProvisionView {
    /// Id of the record.
    pub id: String,
    /// The plan book.
    pub document: Option<super::SameLetterView>,
    /// True where the book lies in the trash or is gone.
    pub book_gone: bool,
    /// Page.
    pub page: u32,
    /// Id of the passage; empty for none.
    pub section: String,
    /// Title of the passage in everyday words, else the heading.
    pub title: String,
    /// The heading it stands under.
    pub heading: String,
    /// Its words.
    pub quote: String,
    /// Boxes of its lines.
    pub boxes: Vec<super::PageBoxView>,
    /// What is new about it.
    pub change: String,
    /// Own note.
    pub note: String,
    /// The version that took the place of its book.
    pub replaced_by: Option<super::SameLetterView>,
}

/// What a call to pin answers with.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PinnedView {
    /// For the undo bar.
    pub change: super::ChangeView,
    /// Id of the pin.
    pub id: String,
}

/// What changed between two plan books.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionsView {
    /// The older one.
    pub older: PolicyBookView,
    /// The newer one.
    pub newer: PolicyBookView,
    /// "3 changes. 212 sentences are the same, 4 stand in another place."
    pub summary: String,
    /// Figures first, then what is asked for, then the rest.
    pub changes: Vec<PolicyChangeView>,
    /// What was not looked at.
    pub doubts: Vec<String>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PolicyChangeView {
    /// Its number, from 0: what a request names it by.
    pub number: u32,
    /// `new`, `gone` or `changed`.
    pub kind: String,
    /// Title of the passage, or the heading.
    pub title: String,
    /// What changed, in a sentence.
    pub say: String,
    /// True where a count of days, money or visits changed.
    pub figures: bool,
    /// True where the newer words ask for something.
    pub asks: bool,
    /// The older words.
    pub old: Option<SaidView>,
    /// The newer words.
    pub new: Option<SaidView>,
    /// The pin, where it is pinned.
    pub pinned: Option<String>,
}

/// Words of one version.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SaidView {
    /// Page.
    pub page: u32,
    /// Heading.
    pub heading: String,
    /// The words.
    pub text: String,
    /// Boxes of their lines.
    pub boxes: Vec<super::PageBoxView>,
}

/// What insurers say in public about the treatment.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PayerPositionsView {
    /// Whose position was looked for: the insurer, as the papers name it.
    pub issuer: Option<String>,
    /// Its public positions.
    pub own: Vec<PayerPositionView>,
    /// Positions of others that can be quoted.
    pub to_quote: Vec<PayerPositionView>,
    /// How to use them.
    pub how_to_use: String,
}

/// One position.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PayerPositionView {
    /// Id in the library.
    pub id: String,
    /// Who says so.
    pub payer: String,
    /// Number of its policy.
    pub number: String,
    /// Title of its policy.
    pub title: String,
    /// "Infusions for depression: refuses" and the like.
    pub stances: Vec<String>,
    /// What it asks for.
    pub criteria: Vec<String>,
    /// Date on the copy seen; empty for none.
    pub date: String,
    /// Where it was read.
    pub source: String,
    /// Day of the last check.
    pub checked: String,
    /// False where nobody read the policy itself.
    pub verified: bool,
    /// What was not seen.
    pub unverified: Vec<String>,
}
