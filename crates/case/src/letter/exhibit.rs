//! What goes with a letter: papers of the case, and sheets that are set from its records.

use crate::ids::{CaseRecordId, DocumentId};
use serde::{Deserialize, Serialize};

/// What an exhibit is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum ExhibitOf {
    /// A filed paper, page-true.
    Document {
        /// The paper.
        id: DocumentId,
    },
    /// A table of what was tried.
    TreatmentHistory,
    /// The scores of a scale, as chart and table.
    ScaleScores {
        /// Id of the scale.
        scale: String,
    },
    /// What happened, day by day.
    Timeline,
    /// A record of a call.
    Call {
        /// The call.
        id: CaseRecordId,
    },
    /// A sheet about a study of the library: what it is, what it found, its limits, and where it stands.
    Study {
        /// Id of the study.
        id: String,
    },
    /// A paper that is promised or asked for and is not here yet.
    Awaited {
        /// Id of the row of the checklist, or empty.
        row: String,
        /// What it is, in words.
        what: String,
    },
}

/// Which pages of a paper go along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "pages", rename_all = "kebab-case")]
pub enum ExhibitPages {
    /// All.
    #[default]
    All,
    /// These, from 1, in this order.
    These {
        /// Page numbers.
        list: Vec<u32>,
    },
}

impl ExhibitPages {
    /// Place of a page of the thing among the pages that go along, from 1.
    pub fn place(&self, page: u32) -> Option<u32> {
        match self {
            Self::All => Some(page),
            Self::These { list } => {
                let at = list.iter().position(|one| *one == page)?;
                u32::try_from(at + 1).ok()
            }
        }
    }

    /// How many go along of a thing with `count` pages.
    pub fn count(&self, count: u32) -> u32 {
        match self {
            Self::All => count,
            Self::These { list } => u32::try_from(list.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Something that goes with the letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exhibit {
    /// What it is.
    pub of: ExhibitOf,
    /// What it is called in the list of exhibits.
    pub title: String,
    /// Which pages go along.
    #[serde(default)]
    pub pages: ExhibitPages,
}

/// The letter of the exhibit at this place, from 0: A … Z, AA, AB …
pub fn exhibit_label(at: usize) -> String {
    let mut label = Vec::new();
    let mut rest = at;
    loop {
        label.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match rest / 26 {
            0 => break,
            more => rest = more - 1,
        }
    }
    label.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_go_on_after_z() {
        let told = [0, 1, 25, 26, 27, 51, 52, 99, 701, 702];
        let labels: Vec<String> = told.iter().map(|at| exhibit_label(*at)).collect();
        let expected = ["A", "B", "Z", "AA", "AB", "AZ", "BA", "CV", "ZZ", "AAA"];
        assert_eq!(labels, expected);
    }

    #[test]
    fn no_two_exhibits_share_a_label() {
        let labels: std::collections::BTreeSet<_> = (0..2000).map(exhibit_label).collect();
        assert_eq!(labels.len(), 2000);
    }

    #[test]
    fn a_page_of_a_part_has_its_place_in_the_part() {
        let part = ExhibitPages::These {
            list: vec![60, 61, 62],
        };
        assert_eq!(part.place(61), Some(2));
        assert_eq!(part.place(59), None);
        assert_eq!(part.count(142), 3);
        assert_eq!(ExhibitPages::All.place(61), Some(61));
    }
}
