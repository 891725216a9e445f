//! A gray picture and the plane maps that carry it about.

use crate::protocol::Way;

/// One byte a pixel, 0 is black, row by row.
#[derive(Clone)]
pub(crate) struct Gray {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) data: Vec<u8>,
}

impl Gray {
    /// All white.
    pub(crate) fn white(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            data: vec![255; width * height],
        }
    }

    /// From rows that must fit.
    pub(crate) fn new(width: usize, height: usize, data: Vec<u8>) -> Option<Self> {
        (width > 0 && height > 0 && data.len() == width.checked_mul(height)?).then_some(Self {
            width,
            height,
            data,
        })
    }

    /// One row.
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        self.data
            .get(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
    }

    /// Each pixel the mean of `by` by `by` pixels.
    pub(crate) fn shrink(&self, by: usize) -> Self {
        if by <= 1 {
            return self.clone();
        }
        let (width, height) = ((self.width / by).max(1), (self.height / by).max(1));
        let mut data = Vec::with_capacity(width * height);
        let mut sums = vec![0u32; width];
        for y in 0..height {
            sums.fill(0);
            let mut rows = 0;
            for source in y * by..((y + 1) * by).min(self.height) {
                rows += 1;
                for (sum, part) in sums.iter_mut().zip(self.row(source).chunks(by)) {
                    *sum += part.iter().map(|p| u32::from(*p)).sum::<u32>();
                }
            }
            let area = (rows * by.min(self.width)).max(1) as u32;
            data.extend(sums.iter().map(|s| (s / area) as u8));
        }
        Self {
            width,
            height,
            data,
        }
    }

    /// A picture of `width` by `height` whose pixels come from where `to_source` says; white beyond the edge.
    pub(crate) fn warp(&self, width: usize, height: usize, to_source: &Way) -> Self {
        let (w, most_x, most_y) = (
            self.width,
            self.width as f64 - 1.0,
            self.height as f64 - 1.0,
        );
        self.drawn(width, height, to_source, |u, v| {
            let (u, v) = (u.clamp(0.0, most_x), v.clamp(0.0, most_y));
            let (ux, vy) = (u as usize, v as usize);
            let (fx, fy) = ((u - ux as f64) as f32, (v - vy as f64) as f32);
            let right = usize::from(ux + 1 < w);
            let below = if vy + 1 < self.height { w } else { 0 };
            let at = vy * w + ux;
            let get = |i: usize| f32::from(self.data.get(i).copied().unwrap_or(255));
            let top = get(at) + (get(at + right) - get(at)) * fx;
            let bottom = get(at + below) + (get(at + below + right) - get(at + below)) * fx;
            (top + (bottom - top) * fy + 0.5) as u8
        })
    }

    /// The same by a smooth curve through four pixels each way: edges stay sharp where pixels are few, as in a fax,
    /// whose rows lie twice as far apart as its columns.
    pub(crate) fn warp_smooth(&self, width: usize, height: usize, to_source: &Way) -> Self {
        self.drawn(width, height, to_source, |u, v| {
            // Cut off above zero, which is what rounding down is there: both lie above -0.5.
            let (left, top) = ((u + 1.0) as isize - 1, (v + 1.0) as isize - 1);
            let (right, below) = (u - left as f64, v - top as f64);
            let (left, top) = (left - 1, top - 1);
            let (across, down) = (curve(right as f32), curve(below as f32));
            let rows = self
                .four_by_four(left, top)
                .unwrap_or_else(|| self.four_by_four_at_edge(left, top));
            // Down first: four columns at once.
            let mut columns = [0.0_f32; 4];
            for (row, weight) in rows.iter().zip(down) {
                for (column, pixel) in columns.iter_mut().zip(row) {
                    *column += weight * f32::from(*pixel);
                }
            }
            let [a, b, c, d] = columns;
            let [p, q, r, s] = across;
            let sum = (a * p + b * q) + (c * r + d * s);
            (sum + 0.5).clamp(0.0, 255.0) as u8
        })
    }

    /// Four rows of four pixels from there on; none where some lie beyond the edge.
    #[inline]
    fn four_by_four(&self, left: isize, top: isize) -> Option<[[u8; 4]; 4]> {
        let (left, top) = (usize::try_from(left).ok()?, usize::try_from(top).ok()?);
        if left + 4 > self.width || top + 4 > self.height {
            return None;
        }
        let first = top * self.width + left;
        let lines = self.data.get(first..first + 3 * self.width + 4)?;
        let row = |n: usize| lines.get(n * self.width..)?.first_chunk::<4>().copied();
        Some([row(0)?, row(1)?, row(2)?, row(3)?])
    }

    /// The same where some lie beyond the edge: its last pixel goes on for ever.
    #[cold]
    fn four_by_four_at_edge(&self, left: isize, top: isize) -> [[u8; 4]; 4] {
        let end = |at: isize, most: usize| at.clamp(0, most as isize - 1) as usize;
        let row = |n: isize| {
            let line = self.row(end(top + n, self.height));
            let pixel = |x| line.get(end(left + x, self.width)).copied().unwrap_or(255);
            [pixel(0), pixel(1), pixel(2), pixel(3)]
        };
        [row(0), row(1), row(2), row(3)]
    }

    /// A picture whose pixels are `sample` of the places they come from, counted from the middle of the first pixel;
    /// white where that lies beyond the edge.
    fn drawn(
        &self,
        width: usize,
        height: usize,
        to_source: &Way,
        sample: impl Fn(f64, f64) -> u8,
    ) -> Self {
        let mut out = Self::white(width, height);
        let [a, b, c, d, e, f, g, h, i] = *to_source;
        let affine = g == 0.0 && h == 0.0 && i == 1.0;
        let (most_x, most_y) = (self.width as f64 - 0.5, self.height as f64 - 0.5);
        for (y, row) in out.data.chunks_exact_mut(width.max(1)).enumerate() {
            let y = y as f64 + 0.5;
            for (x, pixel) in row.iter_mut().enumerate() {
                let x = x as f64 + 0.5;
                let (mut u, mut v) = (a * x + b * y + c, d * x + e * y + f);
                if !affine {
                    let z = g * x + h * y + i;
                    u /= z;
                    v /= z;
                }
                let (u, v) = (u - 0.5, v - 0.5);
                if u > -0.5 && v > -0.5 && u < most_x && v < most_y {
                    *pixel = sample(u, v);
                }
            }
        }
        out
    }
}

/// What each of four pixels in a row counts for a place `t` of the way from the second to the third (Catmull and
/// Rom's curve).
fn curve(t: f32) -> [f32; 4] {
    [
        ((-0.5 * t + 1.0) * t - 0.5) * t,
        (1.5 * t - 2.5) * t * t + 1.0,
        ((-1.5 * t + 2.0) * t + 0.5) * t,
        (0.5 * t - 0.5) * t * t,
    ]
}

/// No change.
pub(crate) const STILL: Way = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];

/// Larger or smaller along each side.
pub(crate) fn scale(x: f64, y: f64) -> Way {
    [x, 0.0, 0.0, 0.0, y, 0.0, 0.0, 0.0, 1.0]
}

/// First `first`, then `then`.
pub(crate) fn chain(then: &Way, first: &Way) -> Way {
    let mut out = [0.0; 9];
    for (index, cell) in out.iter_mut().enumerate() {
        let (row, column) = (index / 3, index % 3);
        *cell = (0..3)
            .map(|k| {
                then.get(row * 3 + k).unwrap_or(&0.0) * first.get(k * 3 + column).unwrap_or(&0.0)
            })
            .sum();
    }
    out
}

/// Where a point goes.
pub(crate) fn apply(way: &Way, x: f64, y: f64) -> (f64, f64) {
    let [a, b, c, d, e, f, g, h, i] = *way;
    let w = g * x + h * y + i;
    let w = if w.abs() < 1e-9 { 1e-9 } else { w };
    ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
}

/// The projective map that takes the corners of a `width` by `height` picture (from the top left, clockwise) to
/// four points.
pub(crate) fn onto(width: f64, height: f64, corners: [(f64, f64); 4]) -> Option<Way> {
    let from = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
    let mut rows: Vec<[f64; 9]> = Vec::with_capacity(8);
    for ((x, y), (u, v)) in from.into_iter().zip(corners) {
        rows.push([x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u]);
        rows.push([0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v]);
    }
    let solved = solve(rows)?;
    let mut way = [1.0; 9];
    way.iter_mut().zip(solved).for_each(|(w, s)| *w = s);
    Some(way)
}

/// Eight equations in eight unknowns; the ninth column is the right side.
fn solve(mut rows: Vec<[f64; 9]>) -> Option<[f64; 8]> {
    for column in 0..8 {
        let pivot =
            (column..8).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, pivot);
        let lead = rows[column];
        if lead[column].abs() < 1e-9 {
            return None;
        }
        for (index, row) in rows.iter_mut().enumerate() {
            if index != column {
                let factor = row[column] / lead[column];
                row.iter_mut()
                    .zip(lead)
                    .for_each(|(cell, l)| *cell -= factor * l);
            }
        }
    }
    let mut solved = [0.0; 8];
    for (index, (cell, row)) in solved.iter_mut().zip(&rows).enumerate() {
        *cell = row[8] / row[index];
    }
    Some(solved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_onto_four_points_hits_them() {
        let corners = [(10.0, 5.0), (210.0, 20.0), (190.0, 300.0), (0.0, 280.0)];
        let way = onto(100.0, 200.0, corners).unwrap();
        for ((x, y), (u, v)) in [(0.0, 0.0), (100.0, 0.0), (100.0, 200.0), (0.0, 200.0)]
            .into_iter()
            .zip(corners)
        {
            let (a, b) = apply(&way, x, y);
            assert!((a - u).abs() < 1e-6 && (b - v).abs() < 1e-6);
        }
    }

    #[test]
    fn a_coarse_edge_stays_steeper_by_the_curve_than_by_the_line() {
        let rows = [0u8, 0, 0, 255, 255, 255];
        let picture = Gray::new(1, 6, rows.to_vec()).unwrap();
        let (line, curve) = (
            picture.warp(1, 12, &scale(1.0, 0.5)),
            picture.warp_smooth(1, 12, &scale(1.0, 0.5)),
        );
        let step = |g: &Gray| i32::from(g.data[6]) - i32::from(g.data[5]);
        assert!(
            step(&curve) > step(&line),
            "{:?} {:?}",
            curve.data,
            line.data
        );
    }

    #[test]
    fn a_picture_carried_nowhere_stays_the_same() {
        let picture = Gray::new(3, 2, vec![1, 2, 3, 4, 5, 6]).unwrap();
        assert_eq!(picture.warp(3, 2, &STILL).data, picture.data);
        assert_eq!(picture.warp_smooth(3, 2, &STILL).data, picture.data);
        assert_eq!(picture.warp(6, 4, &scale(0.5, 0.5)).shrink(2).width, 3);
    }
}
