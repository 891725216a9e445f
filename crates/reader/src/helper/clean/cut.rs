//! Where a page may be cut in two, so that two cores read it at once.

use super::light::Paper;
use crate::helper::gray::Gray;

/// Ink on both sides of a cut at least, as a share of all of it.
const LEAST_SHARE: f64 = 0.3;
/// Share of the paper's light under which a pixel is ink here.
const INK: f32 = 0.65;
/// Height of the blank strip at least, in inches: more than between two lines of small print.
const LEAST_GAP: f64 = 0.03;
/// Lines on both sides of a cut at least: a recognizer tells text from noise, and up from down, by their company.
const LEAST_LINES: usize = 6;
/// A page with less ink than this many square inches of it is read faster than it is cut.
const LEAST_INK: f64 = 0.3;

/// The row in the middle of the widest blank strip that leaves ink enough on both sides.
pub(super) fn cut(gray: &Gray, dpi: f64) -> Option<usize> {
    let paper = Paper::of(gray)?;
    // Ink row by row. What is in nearly every row, such as the edge of a table, hinders no cut.
    let ink: Vec<u32> = (0..gray.height)
        .map(|y| {
            let dark = paper.dark_in_row(gray, y, INK).step_by(2);
            dark.map(u32::from).sum()
        })
        .collect();
    let mut sorted = ink.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 10).copied().unwrap_or(0);
    // A row with a few specks is blank.
    let blank = usual + 1 + (gray.width / 1000) as u32;
    let all: f64 = ink.iter().map(|n| f64::from(*n)).sum();
    if all * 2.0 < LEAST_INK * dpi * dpi {
        return None;
    }
    let lines = 1 + ink
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if *a <= blank && *b > blank))
        .count();
    let (mut above, mut gap, mut line) = (0.0, 0usize, 0usize);
    let mut best: Option<(usize, usize)> = None;
    for (y, n) in ink.iter().enumerate() {
        above += f64::from(*n);
        if *n <= blank {
            gap += 1;
            continue;
        }
        line += usize::from(gap > 0);
        let share = (above - f64::from(*n)) / all;
        if gap as f64 >= LEAST_GAP * dpi
            && (LEAST_SHARE..=1.0 - LEAST_SHARE).contains(&share)
            && (LEAST_LINES..=lines.saturating_sub(LEAST_LINES)).contains(&line)
            && best.is_none_or(|b| gap > b.0)
        {
            best = Some((gap, y - gap / 2));
        }
        gap = 0;
    }
    best.map(|b| b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[usize]) -> Gray {
        let mut gray = Gray::white(1700, 2200);
        for top in lines {
            for y in *top..top + 20 {
                let row = &mut gray.data[y * 1700 + 200..y * 1700 + 1500];
                row.iter_mut().step_by(2).for_each(|p| *p = 10);
                row.iter_mut().skip(1).step_by(4).for_each(|p| *p = 10);
            }
        }
        gray
    }

    #[test]
    fn the_cut_lies_in_the_widest_gap_near_the_middle() {
        let lines: Vec<usize> = (0..24)
            .map(|n| 200 + n * 34 + 30 * usize::from(n > 13))
            .collect();
        let at = cut(&page(&lines), 200.0).unwrap();
        assert!((lines[13] + 20..lines[14]).contains(&at), "{at}");
    }

    #[test]
    fn a_page_of_a_few_words_or_without_a_gap_is_left_whole() {
        assert_eq!(cut(&page(&[300]), 200.0), None);
        let solid: Vec<usize> = (0..40).map(|n| 200 + n * 20).collect();
        assert_eq!(cut(&page(&solid), 200.0), None);
    }
}
