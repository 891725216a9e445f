//! The light on a sheet: how bright the paper is in each place, and evening that out.

use crate::helper::gray::Gray;

/// Side of the squares the paper is looked at in, in pixels.
const CELL: usize = 24;
/// The paper's light changes slowly: it is looked up once for so many pixels of a row.
const EVERY: usize = 8;
/// Paper this bright everywhere needs nothing.
const WHITE: f32 = 246.0;

/// How bright the paper is, square by square.
pub(super) struct Paper {
    columns: usize,
    rows: usize,
    levels: Vec<f32>,
    /// The least of all squares, before they were smoothed.
    darkest: f32,
    /// Half as bright as most of it: what is darker is printed dark, with light letters on it, and no paper.
    floor: f32,
}

impl Paper {
    /// Looks at a picture; `None` where it is too small to tell.
    pub(super) fn of(gray: &Gray) -> Option<Self> {
        let (columns, rows) = (gray.width.div_ceil(CELL), gray.height.div_ceil(CELL));
        if columns < 3 || rows < 3 {
            return None;
        }
        let mut levels = Vec::with_capacity(columns * rows);
        for cy in 0..rows {
            for cx in 0..columns {
                levels.push(paper_of(gray, cx, cy));
            }
        }
        let darkest = levels.iter().copied().fold(255.0, f32::min);
        let mut paper = Self {
            columns,
            rows,
            levels,
            darkest,
            floor: 0.0,
        };
        // Squares full of ink take the light of their neighbors; then the steps between squares are smoothed.
        paper.around(|n| n.iter().copied().fold(0.0, f32::max));
        paper.around(|n| n.iter().sum::<f32>() / n.len().max(1) as f32);
        let mut sorted = paper.levels.clone();
        sorted.sort_by(f32::total_cmp);
        paper.floor = sorted
            .get(sorted.len() / 2)
            .map_or(0.0, |usual| usual / 2.0);
        Some(paper)
    }

    /// Whether each pixel of a row is darker than this share of the paper's light around it.
    pub(super) fn dark_in_row<'g>(
        &'g self,
        gray: &'g Gray,
        y: usize,
        share: f32,
    ) -> impl Iterator<Item = bool> + 'g {
        let mut level = 0;
        gray.row(y).iter().enumerate().map(move |(x, pixel)| {
            if x % EVERY == 0 {
                level = (self.near(x, y) * share) as u8;
            }
            *pixel < level
        })
    }

    /// How bright the paper is in the square of a pixel.
    pub(super) fn near(&self, x: usize, y: usize) -> f32 {
        let level = self.cell(
            (x / CELL).min(self.columns - 1),
            (y / CELL).min(self.rows - 1),
        );
        level.max(self.floor)
    }

    fn cell(&self, x: usize, y: usize) -> f32 {
        self.levels
            .get(y * self.columns + x)
            .copied()
            .unwrap_or(255.0)
    }

    /// Each square becomes what `join` makes of it and its neighbors.
    fn around(&mut self, join: impl Fn(&[f32]) -> f32) {
        let mut out = Vec::with_capacity(self.levels.len());
        for y in 0..self.rows {
            for x in 0..self.columns {
                let mut near = [0.0; 9];
                let mut count = 0;
                for ny in y.saturating_sub(1)..=(y + 1).min(self.rows - 1) {
                    for nx in x.saturating_sub(1)..=(x + 1).min(self.columns - 1) {
                        if let Some(n) = near.get_mut(count) {
                            *n = self.cell(nx, ny);
                        }
                        count += 1;
                    }
                }
                out.push(join(near.get(..count).unwrap_or_default()));
            }
        }
        self.levels = out;
    }
}

/// The brightness that a fifth of the pixels of a square reach.
fn paper_of(gray: &Gray, cx: usize, cy: usize) -> f32 {
    let mut counts = [0u32; 256];
    let mut all = 0;
    for y in (cy * CELL..((cy + 1) * CELL).min(gray.height)).step_by(2) {
        let row = gray.row(y);
        let cells = cx * CELL..((cx + 1) * CELL).min(gray.width);
        for p in row.get(cells).unwrap_or_default() {
            if let Some(count) = counts.get_mut(usize::from(*p)) {
                *count += 1;
            }
            all += 1;
        }
    }
    let mut above = all / 5;
    let mut level = 255;
    for (value, count) in counts.iter().enumerate().rev() {
        level = value;
        if *count > above {
            break;
        }
        above -= count;
    }
    level as f32
}

/// Brings the paper to white wherever the light fell, and leaves a picture alone whose paper is white already.
pub(super) fn even_light(gray: &mut Gray) {
    let Some(paper) = Paper::of(gray) else { return };
    if paper.darkest > WHITE {
        return;
    }
    let last = (paper.columns as f32 - 1.001, paper.rows as f32 - 1.001);
    let width = gray.width;
    for (y, row) in gray.data.chunks_exact_mut(width).enumerate() {
        let fy = ((y as f32 / CELL as f32) - 0.5).clamp(0.0, last.1);
        let (cy, ty) = (fy as usize, fy.fract());
        for (x, pixel) in row.iter_mut().enumerate() {
            let fx = ((x as f32 / CELL as f32) - 0.5).clamp(0.0, last.0);
            let (cx, tx) = (fx as usize, fx.fract());
            let top = paper.cell(cx, cy) * (1.0 - tx) + paper.cell(cx + 1, cy) * tx;
            let bottom = paper.cell(cx, cy + 1) * (1.0 - tx) + paper.cell(cx + 1, cy + 1) * tx;
            let light = (top * (1.0 - ty) + bottom * ty).max(40.0);
            *pixel = (f32::from(*pixel) * 250.0 / light).min(255.0) as u8;
        }
    }
}

/// Paper at least this share as bright as it is around becomes white.
const PAPER: f32 = 0.85;

/// Makes white paper of gray and grainy paper, and leaves the edges of signs soft: a recognizer tells lines from
/// noise by them.
pub(super) fn bleach(gray: &mut Gray) {
    let Some(paper) = Paper::of(gray) else { return };
    let width = gray.width;
    for (y, row) in gray.data.chunks_exact_mut(width).enumerate() {
        let mut factor = 1.0;
        for (x, pixel) in row.iter_mut().enumerate() {
            if x % EVERY == 0 {
                factor = 255.0 / (paper.near(x, y) * PAPER).max(30.0);
            }
            *pixel = (f32::from(*pixel) * factor).min(255.0) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grain_of_the_paper_becomes_white_and_ink_stays() {
        let mut gray = Gray::white(480, 480);
        let mut chance = 7u32;
        for p in &mut gray.data {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *p = 205 + ((chance >> 16) % 25) as u8;
        }
        (100..112).for_each(|y| gray.data[y * 480 + 100..y * 480 + 300].fill(40));
        bleach(&mut gray);
        assert!(gray.row(50).iter().all(|p| *p == 255));
        assert!(gray.row(105)[150] < 60);
    }

    #[test]
    fn light_letters_on_a_dark_band_are_not_bleached_away() {
        let mut gray = Gray::white(960, 960);
        (300..500).for_each(|y| gray.data[y * 960..(y + 1) * 960].fill(50));
        (390..396).for_each(|y| gray.data[y * 960 + 400..y * 960 + 500].fill(240));
        bleach(&mut gray);
        assert!(gray.row(393)[450] > 2 * gray.row(393)[600]);
    }
}
