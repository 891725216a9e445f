//! Documents: list, preview, search, trash.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Asks for documents.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct DocumentsRequest {
    /// Words to search for; empty for all.
    pub words: String,
    /// Kind id, empty for all.
    pub kind: String,
    /// True for the trash.
    pub trash: bool,
}

/// The list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DocumentsView {
    /// Newest first, or best hit first.
    pub documents: Vec<DocumentRowView>,
    /// How many there are in all, filters aside.
    pub total: u32,
    /// How many lie in the trash.
    pub in_trash: u32,
    /// Kinds present, with counts, for the filter.
    pub kinds: Vec<KindCountView>,
    /// A nearer spelling where nothing was found.
    pub did_you_mean: Option<String>,
}

/// A kind and how many.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KindCountView {
    /// Kind id.
    pub kind: String,
    /// Count.
    pub count: u32,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRowView {
    /// Id.
    pub id: String,
    /// "Denial letter, June 17".
    pub title: String,
    /// Kind id (`denial`, `eob`, …, or `unread`).
    pub kind: String,
    /// Who sent it.
    pub from: Option<String>,
    /// Date on the letter, else the day it was filed.
    pub date: String,
    /// Day it was filed.
    pub filed: String,
    /// Pages; 0 while not read.
    pub pages: u32,
    /// Facts to check; 0 once reviewed.
    pub to_check: u32,
    /// True where nothing is asked and it was not looked over yet either.
    pub to_look_over: bool,
    /// True once the person saved the review.
    pub reviewed: bool,
    /// Why it could not be read.
    pub unread: Option<String>,
    /// Found words, in parts: marked or not.
    pub snippet: Vec<SnippetPartView>,
    /// Pages with a hit.
    pub hit_pages: Vec<u32>,
    /// Name of the file as it came.
    pub file_name: String,
}

/// A part of a snippet.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SnippetPartView {
    /// Text.
    pub text: String,
    /// True for a hit.
    pub hit: bool,
}

/// One document for the preview.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    /// The row.
    pub row: DocumentRowView,
    /// Pages with sizes and text.
    pub pages: Vec<PageView>,
    /// How it came: `dropped`, `chosen`, `mail`, `command-line`, `received-locked`.
    pub came_by: String,
    /// Moment it was filed, RFC 3339.
    pub filed_at: String,
    /// Size in bytes, as a string of digits.
    pub bytes: String,
    /// The same in words: "412 KB", "2.1 MB".
    pub size_text: String,
    /// Media type in words: "PDF", "Photo (JPEG)".
    pub media: String,
    /// A document that seems to be the same letter.
    pub same_letter_as: Option<SameLetterView>,
    /// Documents that came with the same mail.
    pub attachments: Vec<SameLetterView>,
    /// Deadlines of this letter.
    pub deadlines: Vec<super::DeadlineView>,
    /// Sentences for the person.
    pub doubts: Vec<String>,
    /// How far reading it is.
    pub reading: ReadingState,
    /// Why it could not be read, or not with the password typed last.
    pub trouble: Option<super::ErrorView>,
    /// Search hits: boxes per page.
    pub hits: Vec<PageBoxView>,
}

/// How far the reading of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ReadingState {
    /// It was read, wholly or in part.
    Read,
    /// It waits for that, or is being read.
    UnderWay,
    /// It is kept unread: so the person wished, or reading was stopped.
    Kept,
    /// It has a password of its own.
    Password,
    /// It could not be read.
    Unreadable,
}

/// Another document, named.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SameLetterView {
    /// Id.
    pub document: String,
    /// Title.
    pub title: String,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageView {
    /// From 1.
    pub number: u32,
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// `text-layer`, `ocr`, `mixed`, `blank` or `unreadable`.
    pub source: String,
    /// Why it could not be read.
    pub why: Option<String>,
    /// Recognized text in reading order: the picture's alternative.
    pub text: String,
    /// Address of the picture under the `page:` scheme, without width: `page://localhost/<document>/<page>`.
    pub picture: String,
}

/// A box on a page, in points.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageBoxView {
    /// Page number.
    pub page: u32,
    /// `[x0, y0, x1, y1]`.
    pub corners: [f32; 4],
}
