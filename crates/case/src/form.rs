//! An insurer's own form: the boxes of a paper that can be filled in, and what a person filled in.

use crate::ids::{CaseRecordId, DocumentId};
use crate::pages::BBox;
use crate::private::Private;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A paper that can be filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Its pages that have boxes.
    pub pages: Vec<FormPage>,
    /// Its boxes, in the order of the pages, from the top to the foot.
    pub boxes: Vec<FormBox>,
}

/// A page of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormPage {
    /// Its number, from 1.
    pub number: u32,
    /// Width as shown, in points.
    pub width: f32,
    /// Height as shown, in points.
    pub height: f32,
    /// What is printed on it outside of its boxes, line by line.
    pub lines: Vec<FormLine>,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormLine {
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub area: BBox,
}

/// What kind of box it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum BoxKind {
    /// For words.
    Text {
        /// True for several lines.
        lines: bool,
        /// The most letters it takes.
        most: Option<u32>,
        /// True where each letter has a cell of its own.
        comb: bool,
    },
    /// To tick, or to leave.
    Check,
    /// One of several to tick; what can be ticked are its places.
    OneOf,
    /// One of a list.
    Choice {
        /// What can be chosen.
        options: Vec<BoxOption>,
        /// True where other words may be typed too.
        free: bool,
    },
    /// For a signature.
    Signature,
}

/// What can be chosen from a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxOption {
    /// The value that stands in the file.
    pub value: String,
    /// The words that are shown.
    pub label: String,
}

/// A place at which a box stands: the same box may stand on several pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoxPlace {
    /// The page, from 1.
    pub page: u32,
    /// Where, as the page is shown.
    pub area: BBox,
    /// Of a box to tick: the value it has when ticked.
    pub state: String,
    /// Of a box to tick: the words beside it.
    pub label: String,
}

/// A box of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormBox {
    /// Its full name in the file, by which it is filled.
    pub name: String,
    /// What kind.
    pub kind: BoxKind,
    /// Where it stands; at least once.
    pub places: Vec<BoxPlace>,
    /// The printed words that most likely belong to it; of boxes to tick the question before them.
    pub caption: String,
    /// Other printed words that are nearly as close; empty for none.
    pub rival: String,
    /// What the file itself says of it, shown as a hint by viewers.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// True where it is not to be changed.
    pub read_only: bool,
    /// True where the form says that it must be filled in.
    pub required: bool,
}

impl FormBox {
    /// True where nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.value.trim().is_empty()
    }

    /// True for a box to tick.
    pub fn is_ticked_kind(&self) -> bool {
        matches!(self.kind, BoxKind::Check | BoxKind::OneOf)
    }
}

/// Why a box can't be filled with a value here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoxTrouble {
    /// There is no such box.
    NoBox,
    /// It is not to be changed.
    ReadOnly,
    /// It is for a signature.
    ForPen,
    /// The list, or the boxes to tick, have no such value.
    NoSuchValue,
    /// More letters than it takes.
    TooLong,
    /// The words do not fit in, even when small.
    NoRoom,
    /// It has letters that can't be set here.
    Letters,
}

/// What a person filled in of a form, for a letter or alone. Boxes that are not named were not decided yet.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilledForm {
    /// The empty form.
    pub form: Option<DocumentId>,
    /// The letter it goes with.
    pub letter: Option<CaseRecordId>,
    /// What stands in each box, by its name; empty for one that is left for the pen.
    pub boxes: BTreeMap<String, Private<String>>,
    /// The filled paper.
    pub filled: Option<DocumentId>,
}

impl fmt::Debug for FilledForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FilledForm(•••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_filled_in_never_prints_itself() {
        let mut filled = FilledForm::default();
        let name = Private::new("Nora Hale".to_owned());
        filled.boxes.insert("name".to_owned(), name);
        assert!(!format!("{filled:?}").contains("Nora"));
    }

    #[test]
    fn a_record_of_an_earlier_program_opens() {
        let filled: FilledForm = serde_json::from_str("{}").unwrap();
        assert_eq!(filled, FilledForm::default());
    }
}
