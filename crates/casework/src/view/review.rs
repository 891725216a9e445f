//! Letter review: the facts of a letter, each to confirm, correct or leave open.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The review of one letter.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReviewView {
    /// The document with its pages.
    pub document: super::DocumentView,
    /// Questions, at most five, the most telling first.
    pub questions: Vec<FactView>,
    /// Others that we are not sure of: to look at by those who like to.
    pub more: Vec<FactView>,
    /// Those that look right.
    pub sure: Vec<FactView>,
    /// Kinds to choose from, where no kind was found: (id, words).
    pub kinds: Vec<ChoiceView>,
    /// An earlier no that this letter changes, while its dates are open.
    pub changed: Option<super::ChangedNoView>,
    /// The date it leads to.
    pub date: DateLineView,
    /// Words of all pages with their places, in reading order: the person may drag over some to name a missed fact.
    pub words: Vec<PageWordView>,
}

/// A word on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageWordView {
    /// Page number.
    pub page: u32,
    /// `[x0, y0, x1, y1]` in points.
    pub corners: [f32; 4],
    /// The word.
    pub text: String,
}

/// A fact to check.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    /// Field path, such as `claim.date_of_notice` or `received_date`; with an index where several: `reasons.0`.
    pub field: String,
    /// Label: "Letter date".
    pub label: String,
    /// Question for an unsure one: "When did this letter reach you?"
    pub question: String,
    /// A second line under the question.
    pub help: Option<String>,
    /// The value as stored (date ISO, money decimal, id), none where nothing was read.
    pub value: Option<String>,
    /// The value as shown: "Thu, Nov 12, 2026".
    pub shown: String,
    /// How it is typed.
    pub input: FactInput,
    /// Choices; one is always unknown or not stated.
    pub choices: Vec<ChoiceView>,
    /// Words as they stand.
    pub quote: Option<String>,
    /// Where.
    pub place: Option<super::PageBoxView>,
    /// Confidence in words: `sure`, `likely`, `unsure`.
    pub confidence: String,
    /// What the person said before: `open`, `confirmed`, `corrected`, `unknown`.
    pub state: String,
    /// Why it was found.
    pub why: Option<String>,
}

/// How a fact is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum FactInput {
    /// A line of text.
    Text,
    /// A day.
    Date,
    /// Dollars.
    Money,
    /// One of the choices.
    Choice,
    /// Yes or no.
    YesNo,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceView {
    /// Value sent back; empty for "I don't know" or "Not stated".
    pub value: String,
    /// Words.
    pub say: String,
}

/// The live date at the foot of the review.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DateLineView {
    /// "Answer by Thursday, May 20, 2027", or why there is none.
    pub headline: String,
    /// "If it came on November 21."
    pub say: String,
    /// Why this date, worked out from the present answers.
    pub why: Option<super::WhyView>,
    /// "This approval ends on Sunday, March 14.", where the letter gives a day to act on beside it.
    pub approval: Option<String>,
    /// Questions still open that could move it.
    pub open: u32,
}

/// An answer to one fact.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerRequest {
    /// Field path.
    pub field: String,
    /// `confirm`, `correct` or `unknown`.
    pub answer: String,
    /// The value of a correction.
    pub value: Option<String>,
}

/// Answers of one review; asked for a live date (nothing stored) or to be saved.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReviewRequest {
    /// Document id.
    pub document: String,
    /// Answers.
    pub answers: Vec<AnswerRequest>,
}

/// A saved review: the review anew, and what changed.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedReviewView {
    /// Anew.
    pub review: ReviewView,
    /// Change.
    pub change: super::ChangeView,
}
