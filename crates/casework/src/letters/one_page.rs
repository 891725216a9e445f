//! The sheet for the doctors' call stands on one page: it says the most telling of each, and no more than fits.

use holdfast_packet::compose::LetterFacts;

/// The kind of letter.
const SHEET: &str = "peer-to-peer-sheet";

/// How many rows of each list stand on it.
const MOST: [(&str, usize); 7] = [
    ("reasons", 3),
    ("trials", 8),
    ("studies", 2),
    ("against", 1),
    ("provisions", 2),
    ("refused", 3),
    ("papers", 3),
];

/// Shortens the lists of the sheet; those of any other kind stay.
pub(super) fn shorten(kind: &str, facts: &mut LetterFacts) {
    if kind != SHEET {
        return;
    }
    for (name, most) in MOST {
        if let Some(rows) = facts.lists.get_mut(name) {
            rows.truncate(most);
        }
    }
}
