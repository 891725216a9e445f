//! Reading the packet back, by another parser than the one that wrote it.

use super::build::{At, Built};
use super::{Steps, Trouble};
use crate::helper::pdf::look::{Kept, Look, Opened};
use holdfast_case::pages::BBox;
use std::collections::HashSet;

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
}

/// The pages that do not read back as they must; `None` where not even their number is right.
pub(super) fn wrong(built: &Built, steps: &mut Steps<'_, '_>) -> Result<Option<Vec<At>>, Trouble> {
    let Ok(packet) = Opened::new(built.pdf.clone(), None) else {
        return Ok(None);
    };
    if packet.len() != built.expected.len() {
        return Ok(None);
    }
    let kept = Kept::default();
    let mut wrong = Vec::new();
    for (index, expected) in built.expected.iter().enumerate() {
        if expected.carried
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
        // On huge pages a point is nothing.
        let grain = (look.size.0.max(look.size.1) / 400.0).max(2.0);
        let cell = |b: &BBox| {
            let (x, y) = ((b.x0 + b.x1) / 2.0, (b.y0 + b.y1) / 2.0);
            ((x / grain).floor() as i32, (y / grain).floor() as i32)
        };
        let found: HashSet<(i32, i32)> = look.taken.iter().map(cell).collect();
        let near = |b: &&BBox| {
            let (x, y) = cell(b);
            (-1..=1).any(|dx| (-1..=1).any(|dy| found.contains(&(x + dx, y + dy))))
        };
        let stand = self.letters.iter().filter(near).count();
        stand as f32 + 1.5 >= self.letters.len() as f32 * self.kept
    }
}
