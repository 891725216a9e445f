//! Reading the packet back, by another parser than the one that wrote it.

use super::build::{At, Built};
use super::open::Part;
use super::{Steps, Trouble};
use crate::helper::pdf::look::{Kept, Look, Opened};
use crate::helper::pdf::same::{Around, Pairs};
use holdfast_case::pages::BBox;
use std::collections::BTreeSet;

/// What must be found on a page of the packet.
pub(super) struct Expected {
    pub(super) at: At,
    /// Taken over as it was, so that it can still be drawn instead.
    pub(super) carried: bool,
    /// Size as shown.
    pub(super) size: (f64, f64),
    /// Where the page's own letters stand.
    pub(super) letters: Vec<BBox>,
    /// Share of them that must be found there.
    pub(super) kept: f32,
    /// Letters of its marks.
    pub(super) marks: usize,
    /// Share of it under its largest picture.
    pub(super) picture: f32,
    /// What was set around its own instructions.
    pub(super) around: Around,
    /// Names of the pictures and pieces it draws.
    pub(super) draws: BTreeSet<Vec<u8>>,
}

/// The pages that do not read back as they must; `None` where not even their number is right.
pub(super) fn wrong(
    built: &Built,
    parts: &[Part],
    steps: &mut Steps<'_, '_>,
) -> Result<Option<Vec<At>>, Trouble> {
    let Ok(packet) = Opened::new(built.pdf.clone(), None) else {
        return Ok(None);
    };
    if packet.len() != built.expected.len() {
        return Ok(None);
    }
    let kept = Kept::default();
    let mut wrong = Vec::new();
    let mut original: Option<(usize, Option<Opened>, Pairs)> = None;
    for (index, expected) in built.expected.iter().enumerate() {
        if expected.carried
            && !expected.is_original(parts, &mut original, &packet, index)
            && !packet
                .look_again(index, &kept)
                .is_some_and(|look| expected.met_by(&look))
        {
            wrong.push(expected.at);
        }
        steps.step(None)?;
    }
    Ok(Some(wrong))
}

impl Expected {
    /// True where the page is plainly its original. Of each part one page is run all the same, so that what is set on it
    /// was seen by the other parser at least once.
    fn is_original(
        &self,
        parts: &[Part],
        original: &mut Option<(usize, Option<Opened>, Pairs)>,
        packet: &Opened,
        index: usize,
    ) -> bool {
        let (at, nth) = self.at;
        let Some(part) = parts.get(at).filter(|_| nth > 0) else {
            return false;
        };
        if original.as_ref().is_none_or(|(had, ..)| *had != at) {
            let anew = match part.opened() {
                Some(_) => None,
                None => part.open().ok(),
            };
            *original = Some((at, anew, Pairs::default()));
        }
        let (Some((_, anew, pairs)), Some(wanted)) = (original, part.pages.get(nth)) else {
            return false;
        };
        let Some(open) = part.opened().or(anew.as_ref()) else {
            return false;
        };
        let Some(from) = (wanted.page as usize).checked_sub(1) else {
            return false;
        };
        let size = packet.size(index);
        let fits = |size: (f32, f32)| {
            (f64::from(size.0) - self.size.0).abs() < 1.5
                && (f64::from(size.1) - self.size.1).abs() < 1.5
        };
        size.is_some_and(fits)
            && open.is_same(from, packet, index, &self.around, &self.draws, pairs)
    }

    /// A little is granted: signs at the very edge, and pictures that lie a hair otherwise.
    fn met_by(&self, look: &Look) -> bool {
        let (width, height) = (f64::from(look.size.0), f64::from(look.size.1));
        (width - self.size.0).abs() < 1.5
            && (height - self.size.1).abs() < 1.5
            && look.picture + 0.05 >= self.picture
            && look.taken.len() + 2 >= self.marks * 9 / 10
            && self.letters_stand(look)
    }

    fn letters_stand(&self, look: &Look) -> bool {
        let found = Spots::of(&look.taken, look.size);
        let stand = self.letters.iter().filter(|b| found.has_near(b)).count();
        stand as f32 + 1.5 >= self.letters.len() as f32 * self.kept
    }
}

/// Which spots of a page have a letter in them: a net of cells, each of which has one or none.
struct Spots {
    /// Points across a cell. On huge pages a point is nothing.
    grain: f32,
    across: i32,
    down: i32,
    cells: Vec<bool>,
}

impl Spots {
    fn of(letters: &[BBox], (width, height): (f32, f32)) -> Self {
        let grain = (width.max(height) / 400.0).max(2.0);
        // what stands on the edge falls into the cells beyond it
        let count = |side: f32| (side / grain).ceil().clamp(0.0, 1000.0) as i32 + 4;
        let (across, down) = (count(width), count(height));
        let mut spots = Self {
            grain,
            across,
            down,
            cells: vec![false; (across * down) as usize],
        };
        for letter in letters {
            let (x, y) = spots.cell(letter);
            if let Some(cell) = spots.at(x, y) {
                spots.cells[cell] = true;
            }
        }
        spots
    }

    /// The cell in which a letter's middle lies; the first two rows and columns lie before the page.
    fn cell(&self, b: &BBox) -> (i32, i32) {
        let (x, y) = ((b.x0 + b.x1) / 2.0, (b.y0 + b.y1) / 2.0);
        let cell = |v: f32| ((v / self.grain).floor() as i32).saturating_add(2);
        (cell(x), cell(y))
    }

    fn at(&self, x: i32, y: i32) -> Option<usize> {
        let inside = (0..self.across).contains(&x) && (0..self.down).contains(&y);
        inside.then(|| (y * self.across + x) as usize)
    }

    /// Whether a letter stands in the same cell or one beside it.
    fn has_near(&self, b: &BBox) -> bool {
        let (x, y) = self.cell(b);
        let has = |x, y| {
            self.at(x, y)
                .and_then(|cell| self.cells.get(cell))
                .is_some_and(|has| *has)
        };
        (-1..=1)
            .any(|dx: i32| (-1..=1).any(|dy: i32| has(x.saturating_add(dx), y.saturating_add(dy))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(x: f32, y: f32) -> BBox {
        BBox {
            x0: x - 2.0,
            y0: y - 4.0,
            x1: x + 2.0,
            y1: y + 4.0,
        }
    }

    #[test]
    fn a_letter_stands_where_one_was_and_nowhere_else() {
        let spots = Spots::of(&[letter(100.0, 100.0)], (612.0, 792.0));
        for (x, y, stands) in [
            (100.0, 100.0, true),
            (101.5, 98.5, true),
            (106.0, 100.0, false),
            (100.0, 106.0, false),
            (500.0, 700.0, false),
        ] {
            assert_eq!(spots.has_near(&letter(x, y)), stands, "{x} {y}");
        }
    }

    #[test]
    fn letters_at_and_beyond_the_edges_are_found_or_are_nowhere() {
        let edges = [(0.0, 0.0), (612.0, 792.0), (-1.5, 300.0), (613.5, 300.0)];
        let letters: Vec<BBox> = edges.iter().map(|(x, y)| letter(*x, *y)).collect();
        let spots = Spots::of(&letters, (612.0, 792.0));
        for one in &letters {
            assert!(spots.has_near(one), "{one:?}");
        }
        for far in [f32::MAX, f32::MIN, f32::NAN] {
            assert!(!Spots::of(&[], (612.0, 792.0)).has_near(&letter(far, far)));
        }
    }

    #[test]
    fn a_page_two_hundred_inches_wide_has_a_net_as_well() {
        let wide = (14_400.0, 14_400.0);
        let spots = Spots::of(&[letter(14_000.0, 14_000.0)], wide);
        assert!(spots.has_near(&letter(14_030.0, 14_000.0)));
        assert!(!spots.has_near(&letter(14_200.0, 14_000.0)));
        assert!(spots.cells.len() < 200_000);
    }
}
