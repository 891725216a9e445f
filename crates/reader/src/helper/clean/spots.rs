//! The small dark spots of a sheet: full stops, dots of leaders, hyphens, specks. And taking out the specks.

use super::light::Paper;
use crate::helper::gray::Gray;

/// Sizes in inches: a mark's width and height at most.
pub(super) const WIDEST: f64 = 0.09;
pub(super) const TALLEST: f64 = 0.035;
/// Marks looked at on a page at most; a page of noise has more.
const MOST_MARKS: usize = 40_000;
/// A speck's size at most, and how far from it no ink may be: a full stop is nearer to its sentence.
const SPECK: f64 = 0.025;
const ALONE: f64 = 0.07;
/// Share of the paper's light under which a pixel is ink.
const INK: f32 = 0.7;

/// A small dark patch: its bounds in pixels, both ends in.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) x0: usize,
    pub(super) y0: usize,
    pub(super) x1: usize,
    pub(super) y1: usize,
    pub(super) ink: usize,
}

impl Mark {
    pub(super) fn width(&self) -> f64 {
        (self.x1 - self.x0 + 1) as f64
    }

    pub(super) fn height(&self) -> f64 {
        (self.y1 - self.y0 + 1) as f64
    }

    pub(super) fn middle(&self) -> (f64, f64) {
        (
            (self.x0 + self.x1) as f64 / 2.0,
            (self.y0 + self.y1) as f64 / 2.0,
        )
    }

    pub(super) fn like(&self, other: &Self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= (a.max(b) * 0.45).max(2.0);
        close(self.width(), other.width()) && close(self.height(), other.height())
    }
}

/// The ink of an upright picture.
pub(super) struct Ink {
    paper: Paper,
    /// Whether a pixel is clearly darker than the paper around it.
    dark: Vec<bool>,
    width: usize,
    height: usize,
    dpi: f64,
    /// The small marks, from left to right.
    pub(super) marks: Vec<Mark>,
}

impl Ink {
    /// Looks at a picture; `None` where it is too small to tell.
    pub(super) fn of(gray: &Gray, dpi: f64) -> Option<Self> {
        let paper = Paper::of(gray)?;
        let dark = dark(gray, &paper);
        let marks = marks(&dark, gray.width, dpi);
        Some(Self {
            paper,
            dark,
            width: gray.width,
            height: gray.height,
            dpi,
            marks,
        })
    }

    /// Dark pixels within bounds, both ends in, clipped to the picture.
    pub(super) fn within(&self, x: (usize, usize), y: (usize, usize)) -> usize {
        let last = self.width.saturating_sub(1);
        (y.0..=y.1.min(self.height.saturating_sub(1)))
            .map(|row| {
                let line = row * self.width;
                self.dark
                    .get(line + x.0..=line + x.1.min(last))
                    .unwrap_or_default()
                    .iter()
                    .filter(|d| **d)
                    .count()
            })
            .sum()
    }

    /// Makes paper of a mark.
    pub(super) fn wipe(&self, gray: &mut Gray, mark: Mark) {
        // Its soft edge too.
        let edge = (self.dpi / 150.0).ceil() as usize;
        let x = (mark.x0.saturating_sub(edge), mark.x1 + edge);
        self.wipe_within(gray, x, (mark.y0.saturating_sub(edge), mark.y1 + edge));
    }

    /// Makes paper of all that lies within bounds, both ends in, clipped to the picture.
    pub(super) fn wipe_within(&self, gray: &mut Gray, x: (usize, usize), y: (usize, usize)) {
        let last = self.width.saturating_sub(1);
        for row in y.0..=y.1.min(self.height.saturating_sub(1)) {
            let line = row * self.width;
            if let Some(cells) = gray.data.get_mut(line + x.0..=line + x.1.min(last)) {
                cells
                    .iter_mut()
                    .enumerate()
                    .for_each(|(n, p)| *p = self.paper.near(x.0 + n, row) as u8);
            }
        }
    }

    /// Makes paper of the specks that stand far from all other ink; the recognizer takes them for full stops,
    /// colons and dashes.
    pub(super) fn wipe_specks(&self, gray: &mut Gray) {
        let around = (ALONE * self.dpi) as usize;
        for mark in &self.marks {
            let small = mark.width().max(mark.height()) <= SPECK * self.dpi;
            let x = (mark.x0.saturating_sub(around), mark.x1 + around);
            let y = (mark.y0.saturating_sub(around), mark.y1 + around);
            if small && self.within(x, y) <= mark.ink {
                self.wipe(gray, *mark);
            }
        }
    }
}

/// Which pixels are clearly darker than the paper around them.
fn dark(gray: &Gray, paper: &Paper) -> Vec<bool> {
    let mut dark = Vec::with_capacity(gray.data.len());
    for y in 0..gray.height {
        dark.extend(paper.dark_in_row(gray, y, INK));
    }
    dark
}

/// The small patches of dark pixels that hang together, from left to right.
fn marks(dark: &[bool], width: usize, dpi: f64) -> Vec<Mark> {
    let (widest, tallest) = (WIDEST * dpi, TALLEST * dpi);
    let least = (dpi / 150.0).powi(2).max(2.0) as usize;
    let mut seen = vec![false; dark.len()];
    let mut marks = Vec::new();
    let mut open = Vec::new();
    for start in 0..dark.len() {
        if !dark.get(start).is_some_and(|d| *d) || seen.get(start).is_none_or(|s| *s) {
            continue;
        }
        let (x, y) = (start % width, start / width);
        let mut mark = Mark {
            x0: x,
            y0: y,
            x1: x,
            y1: y,
            ink: 0,
        };
        open.push(start);
        if let Some(s) = seen.get_mut(start) {
            *s = true;
        }
        while let Some(at) = open.pop() {
            let (x, y) = (at % width, at / width);
            mark.x0 = mark.x0.min(x);
            mark.x1 = mark.x1.max(x);
            mark.y0 = mark.y0.min(y);
            mark.y1 = mark.y1.max(y);
            mark.ink += 1;
            for ny in y.saturating_sub(1)..=y + 1 {
                for nx in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    let next = ny * width + nx;
                    if dark.get(next).is_some_and(|d| *d)
                        && let Some(s) = seen.get_mut(next)
                        && !*s
                    {
                        *s = true;
                        open.push(next);
                    }
                }
            }
        }
        if mark.width() <= widest && mark.height() <= tallest && mark.ink >= least {
            marks.push(mark);
            if marks.len() > MOST_MARKS {
                return vec![];
            }
        }
    }
    marks.sort_by_key(|m| m.x0);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_speck_goes_and_a_full_stop_stays() {
        let mut gray = Gray::white(600, 200);
        let mut draw = |x: usize, y: usize, w: usize, h: usize| {
            (y..y + h).for_each(|row| gray.data[row * 600 + x..row * 600 + x + w].fill(20));
        };
        draw(100, 84, 12, 19);
        draw(120, 100, 3, 3);
        draw(400, 60, 3, 3);
        let ink = Ink::of(&gray, 200.0).unwrap();
        ink.wipe_specks(&mut gray);
        assert_eq!((gray.row(101)[121], gray.row(61)[401]), (20, 255));
    }
}
