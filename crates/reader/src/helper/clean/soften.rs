//! Softening what a fax or a black-and-white scan made: letters of stairs and spurs.

use crate::helper::gray::Gray;

/// How far a pixel spreads, in inches, as the sigma of a bell curve.
const SPREAD: f64 = 0.004;
/// One pixel in this many may be neither black nor white.
const BETWEEN: usize = 200;

/// Softens a picture of black and white; any other is left alone. `dpi`: across and down.
pub(super) fn soften(gray: &mut Gray, dpi: (f64, f64)) {
    let between = gray.data.iter().filter(|p| (24..232).contains(*p)).count();
    if between * BETWEEN > gray.data.len() {
        return;
    }
    let (across, down) = (bell(SPREAD * dpi.0), bell(SPREAD * dpi.1));
    // Rows first; then each row is the sum of the rows around it. At the edge, its last pixel goes on for ever.
    let mut padded = Vec::new();
    for row in gray.data.chunks_exact_mut(gray.width.max(1)) {
        let (first, last) = (row.first().copied(), row.last().copied());
        let side = across.len() / 2;
        padded.clear();
        padded.extend(std::iter::repeat_n(first.unwrap_or(255), side));
        padded.extend_from_slice(row);
        padded.extend(std::iter::repeat_n(last.unwrap_or(255), side));
        for (pixel, around) in row.iter_mut().zip(padded.windows(across.len())) {
            let sum: f32 = around
                .iter()
                .zip(&across)
                .map(|(p, w)| f32::from(*p) * w)
                .sum();
            *pixel = (sum + 0.5) as u8;
        }
    }
    let source = gray.clone();
    let (side, last) = (down.len() / 2, gray.height.saturating_sub(1));
    let mut sums = vec![0.0f32; gray.width];
    for (y, row) in gray.data.chunks_exact_mut(gray.width.max(1)).enumerate() {
        sums.fill(0.5);
        for (n, weight) in down.iter().enumerate() {
            let from = source.row((y + n).saturating_sub(side).min(last));
            for (sum, p) in sums.iter_mut().zip(from) {
                *sum += f32::from(*p) * weight;
            }
        }
        row.iter_mut().zip(&sums).for_each(|(p, s)| *p = *s as u8);
    }
}

/// What each neighbor counts, the pixel itself in the middle; together one.
fn bell(sigma: f64) -> Vec<f32> {
    let side = (2.5 * sigma).ceil().clamp(1.0, 8.0) as i32;
    let raw: Vec<f64> = (-side..=side)
        .map(|n| (-f64::from(n).powi(2) / (2.0 * sigma * sigma).max(0.01)).exp())
        .collect();
    let all: f64 = raw.iter().sum();
    raw.iter().map(|v| (v / all) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_and_white_gets_soft_edges_and_keeps_its_ink() {
        let mut gray = Gray::white(60, 60);
        (20..30).for_each(|y| gray.data[y * 60 + 20..y * 60 + 40].fill(0));
        soften(&mut gray, (204.0, 98.0));
        let row = gray.row(25);
        assert_eq!((row[10], row[30]), (255, 0));
        assert!(
            row[19] < 255 && row[19] > 127 && row[20] > 0 && row[20] < 127,
            "{:?}",
            &row[18..22]
        );
        let column: Vec<u8> = (18..22).map(|y| gray.row(y)[30]).collect();
        assert!(
            column[1] < 255 && column[2] > 0 && column[0] == 255,
            "{column:?}"
        );
    }

    #[test]
    fn a_gray_scan_is_left_alone() {
        let mut gray = Gray::white(60, 60);
        gray.data.iter_mut().step_by(3).for_each(|p| *p = 180);
        let before = gray.data.clone();
        soften(&mut gray, (204.0, 98.0));
        assert_eq!(gray.data, before);
    }
}
