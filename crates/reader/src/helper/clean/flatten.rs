//! The sheet within a photo: its four corners.

use super::marks::otsu;
use crate::helper::gray::Gray;

/// The corners of the bright sheet in a photo, from the top left, clockwise; `None` where there is no clear one or
/// it fills the picture anyway.
pub(super) fn find_sheet(gray: &Gray) -> Option<[(f64, f64); 4]> {
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
pub(super) fn sides([a, b, c, d]: [(f64, f64); 4]) -> (f64, f64) {
    let long = |p: (f64, f64), q: (f64, f64)| (p.0 - q.0).hypot(p.1 - q.1);
    (
        (long(a, b) + long(d, c)) / 2.0,
        (long(a, d) + long(b, c)) / 2.0,
    )
}
