//! Plan books and what is pinned in them.

use crate::ids::DocumentId;
use crate::pages::BBox;
use crate::private::Private;
use serde::{Deserialize, Serialize};

/// What the person says of a paper as a plan book. Without it, what the paper calls itself decides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyBook {
    /// The paper.
    pub document: Option<DocumentId>,
    /// False where the person says it is none.
    pub is_book: bool,
    /// The plan year or version, as the person has it; empty for none.
    pub year: String,
    /// The newer version that took its place. The older one is kept.
    pub replaced_by: Option<DocumentId>,
}

/// A part of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// Page of the document, from 1.
    pub page: u32,
    /// Box in points.
    pub bbox: BBox,
}

/// A passage of a plan book, pinned to be quoted in letters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provision {
    /// The plan book it stands in.
    pub document: Option<DocumentId>,
    /// Page of its first words, from 1.
    pub page: u32,
    /// Id of the passage in the library; empty where it is none of those.
    pub section: String,
    /// The heading it stands under.
    pub heading: String,
    /// Its words, exactly as they stand.
    pub quote: String,
    /// Where its lines stand.
    pub places: Vec<Spot>,
    /// What is new about it, where it was pinned from a comparison of two versions.
    pub change: String,
    /// The person's own note.
    pub note: Private<String>,
}
