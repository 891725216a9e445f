//! Making a picture easier to recognize: even light, upright, straight, flat, and of a size the recognizer knows.
//!
//! What each step is worth: share of wrong words (in reading order; in brackets whatever the order), tesseract 5.3
//! with the fast English data, debug build, on the eight letters rendered as a poor scan, a fax and a phone photo:
//!
//! | steps taken | poor scan | fax 204 x 98 | phone photo |
//! |---|---|---|---|
//! | as set below | 13.2 % (7.6 %) | 16.0 % (8.7 %) | 10.5 % (1.6 %) |
//! | without deskew | 59.1 % (10.7 %) | not measured | 10.6 % (1.7 %) |
//! | without even light | 12.6 % (6.8 %) | not measured | 11.5 % (2.7 %) |
//! | without enlarging | 12.6 % (7.3 %) | 14.0 % (6.0 %) | 10.8 % (1.9 %) |
//! | without flattening | does not apply | does not apply | 61.9 % (3.5 %) |
//! | and smoothing by a median | 8.9 % (6.4 %) | 60.1 % (50.0 %) | 11.3 % (3.8 %) |
//!
//! So deskew and flattening stay. Even light helps photos and costs scans a little, and so does enlarging: both are
//! for photos and for scans under 190 dots per inch only (the first row was measured before that). Smoothing stays
//! off: it helps only a grainy scan and ruins a fax. Clean scans were not measured, nor the turn of a sheet by itself.

use super::gray::{Gray, STILL, chain, onto, scale};
use crate::protocol::Way;
use serde::{Deserialize, Serialize};

/// Dots per inch pictures are brought to: the size of sign the recognizer was trained on.
const TARGET_DPI: f64 = 300.0;
/// Pictures at least this fine are left at their own size.
const FINE_DPI: f64 = 290.0;
/// The same for what a scanner or fax machine made: its signs are sharp, and enlarging only costs time.
const FINE_SCAN_DPI: f64 = 190.0;
/// Pixels of a cleaned picture at most.
const MOST_PIXELS: f64 = 40e6;

/// Which steps are taken; all of them unless a measurement asks otherwise.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Steps {
    /// Uneven light is evened out.
    pub light: bool,
    /// A sheet photographed at an angle is cut out and flattened.
    pub flatten: bool,
    /// A picture lying on its side is turned up.
    pub turn: bool,
    /// A slant is taken out.
    pub deskew: bool,
    /// A coarse picture is enlarged.
    pub enlarge: bool,
    /// Specks and grain are smoothed.
    pub smooth: bool,
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            light: true,
            flatten: true,
            turn: true,
            deskew: true,
            enlarge: true,
            smooth: false,
        }
    }
}

/// A picture ready for the recognizer.
pub(crate) struct Cleaned {
    pub(crate) gray: Gray,
    pub(crate) dpi: u32,
    /// From its pixels to points of the page.
    pub(crate) way: Way,
    /// Nothing but background on it.
    pub(crate) blank: bool,
}

/// Cleans a picture that fills a page of `points` (width, height). `photo`: taken with a camera, so the sheet may
/// be only a part of it.
pub(crate) fn clean(mut gray: Gray, points: (f64, f64), photo: bool, steps: Steps) -> Cleaned {
    let per_point = (
        gray.width as f64 / points.0.max(1.0),
        gray.height as f64 / points.1.max(1.0),
    );
    let to_page = scale(1.0 / per_point.0, 1.0 / per_point.1);
    let corners = if photo && steps.flatten {
        find_sheet(&gray)
    } else {
        None
    };
    // A scanner lights its own sheet; evening that out again only coarsens the signs.
    if steps.light && photo {
        even_light(&mut gray);
    }
    if steps.smooth {
        gray = median(&gray);
    }
    // The flat picture, in its own pixels: square ones, as many as the finer side of the source has.
    let (width, height, flat) = match corners {
        Some(c) => {
            let (w, h) = sides(c);
            match onto(w, h, c) {
                Some(way) => (w, h, way),
                None => (gray.width as f64, gray.height as f64, STILL),
            }
        }
        None => {
            let finest = per_point.0.max(per_point.1);
            let (x, y) = (finest / per_point.0, finest / per_point.1);
            (
                gray.width as f64 * x,
                gray.height as f64 * y,
                scale(1.0 / x, 1.0 / y),
            )
        }
    };
    let dpi = match corners {
        // What is cut out is a sheet of letter size, whatever the camera says.
        Some(_) => width.max(height) / 11.0,
        None => per_point.0.max(per_point.1) * 72.0,
    };
    // Angle and turn are looked for in a small copy.
    let small_scale = (dpi / 100.0).max(1.0);
    let small = gray.warp(
        (width / small_scale) as usize + 1,
        (height / small_scale) as usize + 1,
        &chain(&flat, &scale(small_scale, small_scale)),
    );
    let marks = Marks::of(&small);
    let blank = marks.ink < 0.0003;
    let sideways = steps.turn && !blank && marks.lies_sideways();
    let (width, height, turned) = if sideways {
        // A quarter turn: what was the left edge becomes the top. Whether it then stands on its head, the
        // recognizer finds out.
        (
            height,
            width,
            chain(&flat, &[0.0, 1.0, 0.0, -1.0, 0.0, height, 0.0, 0.0, 1.0]),
        )
    } else {
        (width, height, flat)
    };
    let slant = if steps.deskew && !blank {
        marks.slant(sideways)
    } else {
        0.0
    };
    let straight = if slant.abs() > 0.0008 {
        chain(&turned, &rotation(slant, width, height))
    } else {
        turned
    };
    let fine = if photo { FINE_DPI } else { FINE_SCAN_DPI };
    let mut target = if dpi >= fine {
        dpi.min(TARGET_DPI)
    } else {
        TARGET_DPI
    };
    if !steps.enlarge {
        target = dpi.min(TARGET_DPI);
    }
    let factor = (target / dpi.max(20.0))
        .min(4.0)
        .min((MOST_PIXELS / (width * height).max(1.0)).sqrt());
    let (out_width, out_height) = (
        (width * factor) as usize + 1,
        (height * factor) as usize + 1,
    );
    // Shrinking by more than a third drops pixels unless they are averaged first.
    let by = (1.0 / factor).floor().max(1.0) as usize;
    let source = gray.shrink(by);
    let to_source = chain(
        &scale(1.0 / by as f64, 1.0 / by as f64),
        &chain(&straight, &scale(1.0 / factor, 1.0 / factor)),
    );
    let out = source.warp(out_width, out_height, &to_source);
    let way = chain(
        &to_page,
        &chain(&straight, &scale(1.0 / factor, 1.0 / factor)),
    );
    Cleaned {
        gray: out,
        dpi: (dpi * factor).round().clamp(70.0, 600.0) as u32,
        way,
        blank,
    }
}

/// A turn by `angle` about the middle.
fn rotation(angle: f64, width: f64, height: f64) -> Way {
    let (s, c) = angle.sin_cos();
    let (x, y) = (width / 2.0, height / 2.0);
    [
        c,
        -s,
        x - c * x + s * y,
        s,
        c,
        y - s * x - c * y,
        0.0,
        0.0,
        1.0,
    ]
}

/// Brings the paper to white wherever the light fell, and leaves a picture alone whose paper is white already.
fn even_light(gray: &mut Gray) {
    const CELL: usize = 24;
    let (columns, rows) = (gray.width.div_ceil(CELL), gray.height.div_ceil(CELL));
    if columns < 3 || rows < 3 {
        return;
    }
    let mut paper = Vec::with_capacity(columns * rows);
    for cy in 0..rows {
        for cx in 0..columns {
            let mut counts = [0u32; 256];
            let mut all = 0;
            for y in (cy * CELL..((cy + 1) * CELL).min(gray.height)).step_by(2) {
                let row = gray.row(y);
                for p in row
                    .get(cx * CELL..((cx + 1) * CELL).min(gray.width))
                    .unwrap_or_default()
                {
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
            paper.push(level as f32);
        }
    }
    let darkest = paper.iter().copied().fold(255.0, f32::min);
    if darkest > 246.0 {
        return;
    }
    let at = |x: usize, y: usize, grid: &[f32]| grid.get(y * columns + x).copied().unwrap_or(255.0);
    // Cells full of ink take the light of their neighbors; then the steps between cells are smoothed.
    let around = |grid: &[f32], join: &dyn Fn(&[f32]) -> f32| -> Vec<f32> {
        let mut out = Vec::with_capacity(grid.len());
        for y in 0..rows {
            for x in 0..columns {
                let mut near = [0.0; 9];
                let mut count = 0;
                for ny in y.saturating_sub(1)..=(y + 1).min(rows - 1) {
                    for nx in x.saturating_sub(1)..=(x + 1).min(columns - 1) {
                        if let Some(n) = near.get_mut(count) {
                            *n = at(nx, ny, grid);
                        }
                        count += 1;
                    }
                }
                out.push(join(near.get(..count).unwrap_or_default()));
            }
        }
        out
    };
    let widest = around(&paper, &|n| n.iter().copied().fold(0.0, f32::max));
    let smooth = around(&widest, &|n| n.iter().sum::<f32>() / n.len().max(1) as f32);
    let width = gray.width;
    for (y, row) in gray.data.chunks_exact_mut(width).enumerate() {
        let fy = ((y as f32 / CELL as f32) - 0.5).clamp(0.0, rows as f32 - 1.001);
        let (cy, ty) = (fy as usize, fy.fract());
        for (x, pixel) in row.iter_mut().enumerate() {
            let fx = ((x as f32 / CELL as f32) - 0.5).clamp(0.0, columns as f32 - 1.001);
            let (cx, tx) = (fx as usize, fx.fract());
            let top = at(cx, cy, &smooth) * (1.0 - tx) + at(cx + 1, cy, &smooth) * tx;
            let bottom = at(cx, cy + 1, &smooth) * (1.0 - tx) + at(cx + 1, cy + 1, &smooth) * tx;
            let light = (top * (1.0 - ty) + bottom * ty).max(40.0);
            *pixel = (f32::from(*pixel) * 250.0 / light).min(255.0) as u8;
        }
    }
}

/// The middle of nine, pixel by pixel.
fn median(gray: &Gray) -> Gray {
    let mut out = gray.clone();
    for y in 1..gray.height.saturating_sub(1) {
        let rows = [gray.row(y - 1), gray.row(y), gray.row(y + 1)];
        for x in 1..gray.width.saturating_sub(1) {
            let mut near = [0u8; 9];
            for (part, row) in near.chunks_exact_mut(3).zip(rows) {
                part.copy_from_slice(row.get(x - 1..x + 2).unwrap_or(&[255; 3]));
            }
            near.sort_unstable();
            if let Some(pixel) = out.data.get_mut(y * gray.width + x) {
                *pixel = near[4];
            }
        }
    }
    out
}

/// Dark places of a small picture.
struct Marks {
    points: Vec<(f32, f32)>,
    width: f32,
    height: f32,
    /// Share of dark pixels.
    ink: f64,
}

impl Marks {
    fn of(small: &Gray) -> Self {
        let level = otsu(small).min(190);
        let mut points = Vec::new();
        for y in 0..small.height {
            for (x, p) in small.row(y).iter().enumerate() {
                if *p < level {
                    points.push((x as f32, y as f32));
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
        }
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
    fn lies_sideways(&self) -> bool {
        let best = |sideways| {
            (-10..=10)
                .map(|step| self.sharpness(step as f32 * 0.005, sideways))
                .fold(0.0, f64::max)
        };
        // Ruled tables have lines both ways: only a clear difference counts.
        best(true) > 1.6 * best(false)
    }

    /// The slant of the lines, as an angle.
    fn slant(&self, sideways: bool) -> f64 {
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
fn otsu(gray: &Gray) -> u8 {
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

/// The corners of the bright sheet in a photo, from the top left, clockwise; `None` where there is no clear one or
/// it fills the picture anyway.
fn find_sheet(gray: &Gray) -> Option<[(f64, f64); 4]> {
    let by = (gray.width.max(gray.height) / 400).max(1);
    let small = gray.shrink(by);
    let level = otsu(&small);
    let (w, h) = (small.width, small.height);
    // The largest bright patch that hangs together.
    let mut seen = vec![false; w * h];
    let mut sheet: Vec<(usize, usize)> = Vec::new();
    for start in 0..w * h {
        if seen.get(start).copied().unwrap_or(true)
            || small.data.get(start).is_none_or(|p| *p < level)
        {
            continue;
        }
        let mut patch = Vec::new();
        let mut open = vec![start];
        if let Some(s) = seen.get_mut(start) {
            *s = true;
        }
        while let Some(at) = open.pop() {
            let (x, y) = (at % w, at / w);
            patch.push((x, y));
            let mut near = |ok: bool, next: usize| {
                if ok
                    && let Some(s) = seen.get_mut(next)
                    && !*s
                    && small.data.get(next).is_some_and(|p| *p >= level)
                {
                    *s = true;
                    open.push(next);
                }
            };
            near(x > 0, at.wrapping_sub(1));
            near(x + 1 < w, at + 1);
            near(y > 0, at.wrapping_sub(w));
            near(y + 1 < h, at + w);
        }
        if patch.len() > sheet.len() {
            sheet = patch;
        }
    }
    let share = sheet.len() as f64 / (w * h) as f64;
    if share < 0.25 {
        return None;
    }
    let far = |key: &dyn Fn(f64, f64) -> f64| {
        sheet
            .iter()
            .map(|(x, y)| (*x as f64, *y as f64))
            .max_by(|a, b| key(a.0, a.1).total_cmp(&key(b.0, b.1)))
    };
    let small_corners = [
        far(&|x, y| -x - y)?,
        far(&|x, y| x - y)?,
        far(&|x, y| x + y)?,
        far(&|x, y| y - x)?,
    ];
    let area = shoelace(&small_corners);
    let (right, bottom) = (w as f64 - 1.0, h as f64 - 1.0);
    let filled = small_corners
        .iter()
        .zip([(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)])
        .all(|(c, e)| (c.0 - e.0).abs() < 0.012 * right && (c.1 - e.1).abs() < 0.012 * bottom);
    // Ink makes holes; a patch much smaller than its four corners span is no sheet.
    if filled || area < 0.3 * (w * h) as f64 || (sheet.len() as f64) < 0.7 * area {
        return None;
    }
    let corners = small_corners.map(|(x, y)| ((x + 0.5) * by as f64, (y + 0.5) * by as f64));
    let (width, height) = sides(corners);
    let slim = width.min(height) / width.max(height).max(1.0);
    (slim > 0.4).then_some(corners)
}

fn shoelace(corners: &[(f64, f64); 4]) -> f64 {
    let next = corners.iter().cycle().skip(1);
    corners
        .iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum::<f64>()
        .abs()
        / 2.0
}

/// Mean width and height of a four-sided sheet.
fn sides([a, b, c, d]: [(f64, f64); 4]) -> (f64, f64) {
    let long = |p: (f64, f64), q: (f64, f64)| (p.0 - q.0).hypot(p.1 - q.1);
    (
        (long(a, b) + long(d, c)) / 2.0,
        (long(a, d) + long(b, c)) / 2.0,
    )
}

#[cfg(test)]
mod tests {
    use super::super::gray::apply;
    use super::*;

    /// A sheet of dark bars as long and as far apart as words.
    fn lines(width: usize, height: usize) -> Gray {
        let mut gray = Gray::white(width, height);
        let mut chance = 12_345u32;
        for top in (60..height - 60).step_by(30) {
            let mut x = 60;
            while x < width - 140 {
                chance = chance.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                let long = 15 + (chance >> 16) as usize % 60;
                for y in top..top + 12 {
                    gray.data[y * width + x..y * width + x + long].fill(20);
                }
                x += long + 9;
            }
        }
        gray
    }

    #[test]
    fn a_slant_is_found_and_boxes_find_their_way_back() {
        let flat = lines(850, 1100);
        let angle = 0.03;
        let slanted = flat.warp(850, 1100, &rotation(angle, 850.0, 1100.0));
        let cleaned = clean(
            slanted,
            (612.0, 792.0),
            false,
            Steps {
                enlarge: false,
                ..Steps::default()
            },
        );
        let marks = Marks::of(&cleaned.gray);
        assert!(marks.slant(false).abs() < 0.002, "{}", marks.slant(false));
        // The middle stays the middle, and a point to its right moves by the angle only.
        let (x, y) = apply(&cleaned.way, 425.0, 550.0);
        assert!(
            (x - 306.0).abs() < 1.5 && (y - 396.0).abs() < 1.5,
            "{x} {y}"
        );
        let (x2, y2) = apply(&cleaned.way, 825.0, 550.0);
        assert!(
            ((y2 - y) / (x2 - x)).atan() + angle < 0.003,
            "{}",
            (y2 - y) / (x2 - x)
        );
    }

    #[test]
    fn a_sheet_lying_on_its_side_is_turned_up() {
        let upright = lines(850, 1100);
        let side = upright.warp(
            1100,
            850,
            &[0.0, 1.0, 0.0, -1.0, 0.0, 1100.0, 0.0, 0.0, 1.0],
        );
        let cleaned = clean(side, (792.0, 612.0), false, Steps::default());
        assert!(cleaned.gray.height > cleaned.gray.width);
        assert!(!Marks::of(&cleaned.gray.shrink(3)).lies_sideways());
    }

    #[test]
    fn white_paper_is_left_as_it_is_and_gray_paper_becomes_white() {
        let mut white = lines(400, 600);
        let before = white.data.clone();
        even_light(&mut white);
        assert_eq!(white.data, before);
        let mut dim = lines(400, 600);
        dim.data.iter_mut().for_each(|p| *p = *p / 2 + 10);
        even_light(&mut dim);
        assert!(dim.data[0] >= 245 && dim.data.iter().any(|p| *p < 80));
    }

    #[test]
    fn a_blank_sheet_is_known_as_blank() {
        assert!(
            clean(
                Gray::white(850, 1100),
                (612.0, 792.0),
                false,
                Steps::default()
            )
            .blank
        );
        assert!(!clean(lines(850, 1100), (612.0, 792.0), false, Steps::default()).blank);
    }
}
