//! The dark places of a sheet, and which way its lines run.

use crate::helper::gray::Gray;

/// Dark places of a small picture.
pub(super) struct Marks {
    points: Vec<(f32, f32)>,
    width: f32,
    height: f32,
    /// Share of dark pixels.
    pub(super) ink: f64,
    /// White gaps between dark places from left to right, and from top to bottom.
    gaps: (Gaps, Gaps),
}

/// Short white gaps: how many, and how long all of them are together.
#[derive(Clone, Copy, Default)]
struct Gaps {
    count: usize,
    sum: usize,
}

impl Gaps {
    /// One more place that is dark, so far from the dark one before it on its line.
    fn add(&mut self, last: Option<usize>, here: usize, longest: usize) {
        let gap = last.map_or(0, |last| (here - last).saturating_sub(1));
        if gap > 0 && gap <= longest {
            self.count += 1;
            self.sum += gap;
        }
    }

    fn mean(self) -> f64 {
        self.sum as f64 / self.count.max(1) as f64
    }
}

/// A gap longer than this part of a sheet's long side is none between letters or lines: a sixth of an inch.
const LONGEST_GAP: usize = 69;
/// From here on the gaps tell that a sheet stands upright. Letters and tables of this program's tests have 1.5 to 7.
const UPRIGHT: f64 = 1.15;

impl Marks {
    pub(super) fn of(small: &Gray) -> Self {
        let level = otsu(small).min(190);
        let mut points = Vec::new();
        let longest = small.width.max(small.height) / LONGEST_GAP;
        let (mut across, mut down) = (Gaps::default(), Gaps::default());
        let mut above: Vec<Option<usize>> = vec![None; small.width];
        for y in 0..small.height {
            let mut left = None;
            for ((x, p), above) in small.row(y).iter().enumerate().zip(&mut above) {
                if *p < level {
                    points.push((x as f32, y as f32));
                    across.add(left.replace(x), x, longest);
                    down.add(above.replace(y), y, longest);
                }
            }
        }
        let ink = points.len() as f64 / small.data.len().max(1) as f64;
        // A few ten thousand say the same as a million. Which ones must be left to chance: every third of each row
        // would draw columns of its own, and an upright sheet would seem to lie on its side.
        let step = points.len() / 60_000 + 1;
        let mut chance = 1u32;
        points.retain(|_| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((chance >> 16) as usize).is_multiple_of(step)
        });
        Self {
            points,
            width: small.width as f32,
            height: small.height as f32,
            ink,
            gaps: (across, down),
        }
    }

    /// Whether the gaps tell that the sheet stands upright: letters stand closer than lines, and are more.
    pub(super) fn stands_upright(&self) -> bool {
        let (across, down) = self.gaps;
        if across.count == 0 || down.count == 0 {
            return false;
        }
        let closer = down.mean() / across.mean();
        let more = across.count as f64 / down.count as f64;
        closer * more > UPRIGHT
    }

    /// How sharply lines stand apart when looked at under a slant.
    fn sharpness(&self, slant: f32, sideways: bool) -> f64 {
        let (long, across) = if sideways {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        let margin = (long * slant.abs()) as usize + 2;
        let mut rows = vec![0u32; across as usize + 2 * margin + 2];
        for (x, y) in &self.points {
            // Seen turned up by a quarter, the way along the line is downwards.
            let (along, down) = if sideways {
                (self.height - *y, *x)
            } else {
                (*x, *y)
            };
            let at = down - along * slant + margin as f32;
            if let Some(row) = rows.get_mut(at.max(0.0) as usize) {
                *row += 1;
            }
        }
        rows.windows(2)
            .map(|pair| match pair {
                [a, b] => (f64::from(*a) - f64::from(*b)).powi(2),
                _ => 0.0,
            })
            .sum()
    }

    /// Whether lines run from top to bottom.
    pub(super) fn lies_sideways(&self) -> bool {
        let best = |sideways| {
            (-10..=10)
                .map(|step| self.sharpness(step as f32 * 0.005, sideways))
                .fold(0.0, f64::max)
        };
        // Ruled tables have lines both ways: only a clear difference counts. Figures of a typewriter stand under each
        // other as sharply as lines do: there the gaps know better.
        best(true) > 1.6 * best(false) && !self.stands_upright()
    }

    /// The slant of the lines, as an angle.
    pub(super) fn slant(&self, sideways: bool) -> f64 {
        let mut best = (0.0f32, self.sharpness(0.0, sideways) * 1.02);
        let mut look = |slant: f32| {
            let sharp = self.sharpness(slant, sideways);
            if sharp > best.1 {
                best = (slant, sharp);
            }
            best.0
        };
        let mut middle = 0.0;
        for step in -40..=40 {
            middle = look(step as f32 * 0.0025);
        }
        for step in -5..=5 {
            look(middle + step as f32 * 0.0005);
        }
        f64::from(best.0).atan()
    }
}

/// The level that parts dark from light best.
pub(super) fn otsu(gray: &Gray) -> u8 {
    let mut counts = [0u64; 256];
    for p in &gray.data {
        if let Some(c) = counts.get_mut(usize::from(*p)) {
            *c += 1;
        }
    }
    let all: u64 = counts.iter().sum();
    let weighted: f64 = counts
        .iter()
        .enumerate()
        .map(|(v, c)| v as f64 * *c as f64)
        .sum();
    let (mut below, mut sum, mut best) = (0u64, 0.0, (128u8, -1.0));
    for (value, count) in counts.iter().enumerate() {
        below += count;
        sum += value as f64 * *count as f64;
        let above = all - below;
        if below == 0 || above == 0 {
            continue;
        }
        let apart = sum / below as f64 - (weighted - sum) / above as f64;
        let spread = below as f64 * above as f64 * apart * apart;
        if spread > best.1 {
            best = (value as u8, spread);
        }
    }
    best.0.saturating_add(1)
}
