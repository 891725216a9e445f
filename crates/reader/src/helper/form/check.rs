//! Reading a filled form back, by another parser than the one that wrote it: each value stands in its box, and what was
//! printed stands as before.

use super::fill::Expected;
use crate::helper::pdf::look::{Kept, Opened};
use holdfast_case::pages::BBox;
use std::collections::{BTreeSet, HashSet};

/// True where all is as it must be.
pub(super) fn is_right(before: &Opened, filled: &[u8], expected: &[Expected]) -> bool {
    let Ok(after) = Opened::new(filled.to_vec(), None) else {
        return false;
    };
    if before.len() != after.len() {
        return false;
    }
    let same_size = |index| match (before.size(index), after.size(index)) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() < 0.5 && (a.1 - b.1).abs() < 0.5,
        _ => false,
    };
    if !(0..before.len()).all(same_size) {
        return false;
    }
    let pages: BTreeSet<usize> = expected.iter().map(|one| one.page).collect();
    let (kept_before, kept_after) = (Kept::default(), Kept::default());
    pages.into_iter().all(|page| {
        let here: Vec<&Expected> = expected.iter().filter(|one| one.page == page).collect();
        let areas: Vec<BBox> = here
            .iter()
            .filter_map(|one| after.place(page, one.rect))
            .collect();
        let entries = after.entries(page);
        let written = after.signs(page, &kept_after);
        let stands = here.iter().zip(&areas).all(|(one, area)| {
            let entry = entries.iter().find(|entry| is_near(entry.area, *area));
            match (&one.words, &one.state) {
                (Some(words), _) => {
                    let letters: String = written
                        .iter()
                        .filter(|(_, at)| within(*at, *area))
                        .map(|(text, _)| text.as_str())
                        .collect();
                    plain(&letters).contains(&plain(words))
                }
                (None, Some(state)) => {
                    entry.is_some_and(|entry| entry.state.as_ref() == Some(state))
                }
                (None, None) => true,
            }
        });
        let grain = |at: &(f32, f32)| ((at.0 / 2.0).round() as i32, (at.1 / 2.0).round() as i32);
        let found: HashSet<(i32, i32)> = written.iter().map(|(_, at)| grain(at)).collect();
        let printed = before.signs(page, &kept_before);
        let outside = |at: &(f32, f32)| !areas.iter().any(|area| within(*at, *area));
        let still = |at: &(f32, f32)| {
            let (x, y) = grain(at);
            (-1..=1).any(|dx| (-1..=1).any(|dy| found.contains(&(x + dx, y + dy))))
        };
        let is_kept = printed
            .iter()
            .filter(|(_, at)| outside(at))
            .all(|(_, at)| still(at));
        areas.len() == here.len() && stands && is_kept
    })
}

/// Letters and digits alone: blanks and dashes may be drawn in several ways.
fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

fn within(at: (f32, f32), area: BBox) -> bool {
    at.0 > area.x0 - 2.0 && at.0 < area.x1 + 2.0 && at.1 > area.y0 - 2.0 && at.1 < area.y1 + 2.0
}

fn is_near(a: BBox, b: BBox) -> bool {
    (a.x0 - b.x0).abs() < 1.0 && (a.y0 - b.y0).abs() < 1.0 && (a.x1 - b.x1).abs() < 1.0
}
