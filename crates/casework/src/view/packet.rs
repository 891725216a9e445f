//! Packets as they are wanted and as they came out.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How a packet is wanted.
#[derive(Clone, Debug, PartialEq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PacketOptions {
    /// With a cover sheet.
    pub cover: bool,
    /// Pages that the way takes at a time, with cover sheet; where there are more, it comes in parts.
    pub max_pages: Option<u32>,
    /// Millions of bytes that the way takes at a time; where there are more, it comes in parts.
    pub max_mb: Option<u32>,
    /// Heavy pages become less sharp pictures.
    pub shrink: bool,
    /// What is blacked out.
    pub redact: PacketRedact,
}

/// What is blacked out in a packet. Below a black box nothing is left, neither words nor picture.
#[derive(Clone, Debug, PartialEq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PacketRedact {
    /// Words, wherever they stand.
    pub words: Vec<String>,
    /// Places on pages.
    pub boxes: Vec<PacketBox>,
}

impl PacketRedact {
    /// True where nothing is blacked out.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.boxes.is_empty()
    }
}

/// A place on a page of the packet, its cover sheet not counted, in shares of its width and height, 0 to 1, from its upper left.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PacketBox {
    /// The page of the packet, from 1.
    pub page: u32,
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

/// A part of a packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PacketPartView {
    /// "Exhibit C: Treatment history".
    pub title: String,
    /// Place of the exhibit in the letter, from 0; none for what is no exhibit.
    pub exhibit: Option<u32>,
    /// Its first page, from 1.
    pub first: u32,
    /// How many pages it has.
    pub count: u32,
}

/// An exhibit that could not go into a packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PacketLeftOutView {
    /// Its place in the letter, from 0; none for what is in the trash and no exhibit any more.
    pub exhibit: Option<u32>,
    /// What it is called.
    pub title: String,
    /// What is the matter with it, and what stands in its place.
    pub say: String,
    /// What to do.
    pub todo: String,
    /// The paper, where it is one.
    pub document: Option<String>,
    /// True where it is in the trash.
    pub is_gone: bool,
}

/// Something that was checked of a packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PacketCheckView {
    /// True where all is well.
    pub is_good: bool,
    /// What was found.
    pub say: String,
    /// Pages of the packet it is about.
    pub pages: Vec<u32>,
}

/// A packet that was put together.
#[derive(Clone, PartialEq, Eq)]
pub struct PacketBuiltView {
    /// A name for its file.
    pub file_name: String,
    /// Its bytes.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// Its parts.
    pub parts: Vec<PacketPartView>,
    /// True where something is missing: each page says that it is a draft.
    pub is_draft: bool,
    /// What to know of it, in sentences.
    pub notes: Vec<String>,
    /// Exhibits that could not go in; it is made all the same.
    pub left_out: Vec<PacketLeftOutView>,
    /// What was checked of it.
    pub checks: Vec<PacketCheckView>,
    /// Its pages that became less sharp.
    pub less_sharp: Vec<u32>,
    /// The files it is sent in where it is too large for its way; empty where it goes as one.
    pub files: Vec<PacketFile>,
}

/// One of the files in which a packet goes out: a cover sheet, and pages of the packet.
#[derive(Clone, PartialEq, Eq)]
pub struct PacketFile {
    /// A name for it.
    pub name: String,
    /// Its bytes.
    pub pdf: Vec<u8>,
    /// First page of the packet in it, from 1.
    pub first: u32,
    /// Last page of the packet in it.
    pub last: u32,
    /// How many pages it has, with its cover sheet.
    pub pages: u32,
    /// True where its one page alone is larger than the way takes.
    pub is_over: bool,
}

/// A packet that was put together and is kept in memory to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PacketView {
    /// Id of its letter.
    pub letter: String,
    /// How many pages it has.
    pub pages: u32,
    /// How many of them are its cover sheet.
    pub front: u32,
    /// Its parts.
    pub parts: Vec<PacketPartView>,
    /// How large it is, in words.
    pub size: String,
    /// How many bytes it has.
    pub bytes: u32,
    /// True where something is missing: each page says that it is a draft.
    pub is_draft: bool,
    /// True where something is blacked out.
    pub is_redacted: bool,
    /// What to know of it, in sentences.
    pub notes: Vec<String>,
    /// Exhibits that could not go in; it is made all the same.
    pub left_out: Vec<PacketLeftOutView>,
    /// What was checked of it.
    pub checks: Vec<PacketCheckView>,
    /// By when it should go out, in words; none where no day is known.
    pub by: Option<String>,
    /// Its pages that became less sharp.
    pub less_sharp: Vec<u32>,
    /// The files it is sent in where it is too large for its way; empty where it goes as one.
    pub files: Vec<PacketFileView>,
}

/// One of the files in which a packet goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PacketFileView {
    /// A name for it.
    pub name: String,
    /// First page of the packet in it, from 1.
    pub first: u32,
    /// Last page of the packet in it.
    pub last: u32,
    /// How many pages it has, with its cover sheet.
    pub pages: u32,
    /// How large it is, in words.
    pub size: String,
    /// True where its one page alone is larger than the way takes.
    pub is_over: bool,
}

/// Words that one may want to black out, found in a packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PacketWordView {
    /// What kind: `name`, `number`, `phone`, `birth`, `address` or `email`.
    pub kind: String,
    /// The words.
    pub words: String,
    /// On which pages of the packet they stand.
    pub pages: Vec<u32>,
}
