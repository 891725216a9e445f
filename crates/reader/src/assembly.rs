//! What a packet is asked to be and what became of it: the words both halves share.
//!
//! The bytes of the parts are no part of this: they go to the helper in frames of their own, one behind another.

use crate::secret::Password;
use holdfast_case::pages::{BBox, Page};
use serde::{Deserialize, Serialize};

/// One page of a part, and how it is laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPage {
    /// The page of the original, from 1.
    pub page: u32,
    /// Quarter turns clockwise, beyond the way the original shows it.
    pub turns: u8,
}

/// A place that must not be readable in the packet, not even by someone who takes the file apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redaction {
    /// The part, from 0.
    pub part: usize,
    /// The page of the original, from 1.
    pub page: u32,
    /// Where, on the page as the original shows it.
    pub area: BBox,
}

/// How a packet that is too large is made smaller: a page that weighs more than its picture becomes that picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shrink {
    /// Dots per inch of the pictures, 50 to 300.
    pub dpi: u16,
    /// Quality of the pictures, 1 to 100.
    pub quality: u8,
    /// Without color.
    pub gray: bool,
}

/// Where a part came to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPlace {
    /// Its first page in the packet, from 1.
    pub first: u32,
    /// How many pages it has there.
    pub count: u32,
}

/// A link of a typeset part that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadLink {
    /// The part it stands in, from 0.
    pub part: usize,
    /// The page it stands on, as the part counts its own, from 1.
    pub page: u32,
    /// Where it was to lead: `name/page`.
    pub target: String,
}

/// Why a page stands in the packet as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureReason {
    /// The original is damaged and cannot be taken over as it is.
    Damaged,
    /// Taken over as it is, it did not read back as before.
    ReadsOtherwise,
    /// A place on it is blacked out.
    Redacted,
    /// It was asked to be made smaller.
    Shrunk,
}

/// What was left behind with an original, since it acts or hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// A script, or a deed that is done on a click.
    Action,
    /// A file attached to a page.
    AttachedFile,
    /// Sound, film, or a thing to be moved about.
    Media,
    /// A link to a page that is not in the packet, or to something that is no web or mail address.
    Link,
}

/// Something a person should know about a packet. Pages are numbered as the original numbers them, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "note")]
pub enum PacketNote {
    /// The page was set as a picture, with its words under it.
    Pictured {
        /// The part, from 0.
        part: usize,
        /// The page of the original.
        page: u32,
        /// Why.
        why: PictureReason,
    },
    /// No free place was found near the top edge: the stamp covers something of the page.
    StampCovers {
        /// The part, from 0.
        part: usize,
        /// The page of the original.
        page: u32,
    },
    /// The page cannot be drawn whole: a part of it is missing from the original.
    Incomplete {
        /// The part, from 0.
        part: usize,
        /// The page of the original.
        page: u32,
    },
    /// A form's entry has signs that could not be drawn.
    EntryUndrawn {
        /// The part, from 0.
        part: usize,
        /// The page of the original.
        page: u32,
    },
    /// Left behind with the original.
    LeftOut {
        /// The part, from 0.
        part: usize,
        /// What.
        what: LeftOut,
    },
    /// A text has signs the type lacks in which it is set; they stand there as their nearest plain letters or as dots.
    TextRespelled {
        /// The part, from 0.
        part: usize,
    },
    /// A stamp or the foot has signs the packet's type lacks; they stand there as their nearest plain letters.
    Respelled,
}

/// The line at the left of each page's foot, set as a small PDF of our own: for names that the plain type lacks signs for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FootLine {
    /// One page, as large as the line.
    pub pdf: Vec<u8>,
    /// Where its base line is, in points above the lower edge.
    pub up: f32,
}

/// A part without its bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PlanPart {
    pub(crate) password: Option<Password>,
    pub(crate) pages: Vec<PartPage>,
    pub(crate) name: String,
    pub(crate) bookmark: Option<String>,
    pub(crate) bookmarks: Vec<(u32, String)>,
    pub(crate) stamp: Option<String>,
    /// They travel in a frame of their own: those of a long original would burst this one.
    #[serde(skip)]
    pub(crate) words: Vec<Page>,
    /// Set all its pages as pictures: carrying them has cost a helper.
    pub(crate) as_pictures: bool,
    /// Which of the papers that were opened ahead it is, from 0; its bytes do not follow then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ahead: Option<usize>,
}

/// A request without the bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Plan {
    pub(crate) parts: Vec<PlanPart>,
    pub(crate) foot: Option<String>,
    pub(crate) foot_line: Option<FootLine>,
    pub(crate) number_through: bool,
    pub(crate) title: String,
    pub(crate) draft: bool,
    pub(crate) shrink: Option<Shrink>,
    pub(crate) redact: Vec<Redaction>,
}
