//! Help with wording: where it comes from, what is sent, what came back.

use super::{LetterNodeInput, LetterNodeView};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Whether help with wording is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftingView {
    /// True where it is.
    pub on: bool,
    /// Address of the program; empty where it is off.
    pub address: String,
    /// The model it uses.
    pub model: String,
}

/// Where help comes from, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct DraftingInput {
    /// Address of a program on this computer; empty turns it off.
    pub address: String,
    /// The model.
    pub model: String,
}

/// What would be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionPromptView {
    /// The letter.
    pub letter: String,
    /// The section.
    pub section: String,
    /// To which address.
    pub to: String,
    /// To which model.
    pub model: String,
    /// What the program is told to do.
    pub task: String,
    /// The words of the letter that go out, with marks in the place of citations.
    pub text: String,
    /// The whole message, byte by byte.
    pub body: String,
    /// Stands for exactly this message: handed back unread.
    pub seal: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionView {
    /// Paragraph by paragraph.
    pub paragraphs: Vec<SuggestedParagraphView>,
}

/// A suggested paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestedParagraphView {
    /// Place in the section.
    pub place: u32,
    /// What was sent of it: handed back unread.
    pub instead_of: String,
    /// Why it is refused, in plain words; empty where it may be taken.
    pub refused: Vec<String>,
    /// True where it says the same in the same words.
    pub same: bool,
    /// What stayed, came and went.
    pub pieces: Vec<SuggestionPieceView>,
    /// Its words: handed back where it is taken.
    pub nodes: Vec<LetterNodeView>,
}

/// Some words of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionPieceView {
    /// What became of them.
    pub change: WordChange,
    /// The words.
    pub text: String,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum WordChange {
    /// They stay.
    Stays,
    /// They are new.
    Came,
    /// They are gone.
    Went,
}

/// A suggested paragraph that is taken.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionTake {
    /// The section.
    pub section: String,
    /// Place in the section.
    pub place: u32,
    /// As it was given.
    pub instead_of: String,
    /// As they were given.
    pub nodes: Vec<LetterNodeInput>,
}
