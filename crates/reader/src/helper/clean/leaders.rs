//! Leaders: rows of dots between a label and its value, and rules drawn with hyphens.
//!
//! A recognizer takes them for letters and swallows what stands beside them. So they are taken out of the picture,
//! counted, and put back among the words.

use super::spots::{Ink, Mark};
use crate::helper::gray::Gray;
use holdfast_case::pages::BBox;
use serde::{Deserialize, Serialize};

/// Marks of a row at least; three make an ellipsis.
const LEAST_MARKS: usize = 5;
/// From one mark to the next at most, in inches.
const FARTHEST: f64 = 0.2;
/// Marks next to each other that may be lost: a fax swallows some.
const MOST_LOST: f64 = 3.0;
/// How far from the row no other ink may be: as far as letters reach up from dots, and down from hyphens.
const CLEAR_ABOVE: f64 = 0.035;
const CLEAR_BELOW: f64 = 0.02;

/// A row of equal marks that was taken out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Leader {
    /// The marks, as they would be typed.
    pub(crate) text: String,
    /// Where, in pixels; as high as letters beside it would be.
    pub(crate) bbox: BBox,
}

/// Takes all leaders out of an upright picture of `dpi` dots per inch, whose ink was looked at.
pub(super) fn take_out(gray: &mut Gray, ink: &Ink, dpi: f64) -> Vec<Leader> {
    let mut leaders = Vec::new();
    for row in rows(&ink.marks, dpi) {
        let Some(bounds) = bounds(&row.marks) else {
            continue;
        };
        if stands_alone(ink, &row.marks, bounds, dpi) {
            row.marks.iter().for_each(|mark| ink.wipe(gray, *mark));
            // Specks between them too: nothing else is printed there.
            ink.wipe_within(gray, (bounds.x0, bounds.x1), around(bounds, dpi));
            leaders.push(leader(&row, bounds, dpi));
        }
    }
    leaders
}

/// Marks in a row, and how many there are with those that were lost between them.
struct Row {
    marks: Vec<Mark>,
    count: usize,
}

/// Equal marks at equal distances beside each other.
fn rows(marks: &[Mark], dpi: f64) -> Vec<Row> {
    let level = (0.01 * dpi).max(1.5);
    let mut used = vec![false; marks.len()];
    let mut rows = Vec::new();
    for (first, mark) in marks.iter().enumerate() {
        if used.get(first).is_none_or(|u| *u) {
            continue;
        }
        let mut row = vec![(first, *mark)];
        let mut pitch: Option<f64> = None;
        let mut count = 1;
        let (mut last, mut at) = (*mark, first);
        loop {
            let (x, y) = last.middle();
            let next = marks
                .iter()
                .enumerate()
                .skip(at + 1)
                .take_while(|(_, m)| m.middle().0 - x <= FARTHEST * dpi)
                .find(|(index, m)| {
                    m.middle().0 - x > last.width() * 1.2
                        && used.get(*index).is_some_and(|u| !*u)
                        && (m.middle().1 - y).abs() <= level
                        && m.like(mark)
                        && m.like(&last)
                });
            let Some((index, m)) = next else { break };
            let step = m.middle().0 - x;
            // Some marks may be lost in between. A full stop before the row stands at another distance.
            if let Some(p) = pitch {
                let steps = (step / p).round();
                let off = (step - steps * p).abs();
                if !(1.0..=MOST_LOST + 1.0).contains(&steps) || off > (0.15 * p).max(1.5) {
                    break;
                }
            }
            count += pitch.map_or(1, |p| (step / p).round().max(1.0) as usize);
            if pitch.is_none() {
                pitch = Some(step);
            }
            row.push((index, *m));
            (last, at) = (*m, index);
        }
        if row.len() >= LEAST_MARKS {
            for (index, _) in &row {
                if let Some(u) = used.get_mut(*index) {
                    *u = true;
                }
            }
            let marks = row.into_iter().map(|(_, m)| m).collect();
            rows.push(Row { marks, count });
        }
    }
    rows
}

fn bounds(marks: &[Mark]) -> Option<Mark> {
    marks.iter().copied().reduce(|a, b| Mark {
        x0: a.x0.min(b.x0),
        y0: a.y0.min(b.y0),
        x1: a.x1.max(b.x1),
        y1: a.y1.max(b.y1),
        ink: a.ink + b.ink,
    })
}

/// Whether nothing else is printed over, under or between the marks: dots over a row of letters are no leader, nor
/// are full stops between them.
fn stands_alone(ink: &Ink, marks: &[Mark], bounds: Mark, dpi: f64) -> bool {
    let own: usize = marks.iter().map(|m| m.ink).sum();
    ink.within((bounds.x0, bounds.x1), around(bounds, dpi)) <= own + own / 5
}

/// First and last row of the strip that belongs to a row of marks.
fn around(bounds: Mark, dpi: f64) -> (usize, usize) {
    let (above, below) = ((CLEAR_ABOVE * dpi) as usize, (CLEAR_BELOW * dpi) as usize);
    (bounds.y0.saturating_sub(above), bounds.y1 + below)
}

fn leader(row: &Row, bounds: Mark, dpi: f64) -> Leader {
    let count = row.marks.len().max(1) as f64;
    let width = row.marks.iter().map(Mark::width).sum::<f64>() / count;
    let height = row.marks.iter().map(Mark::height).sum::<f64>() / count;
    let (sign, up, down) = if width > 1.5 * height {
        let pitch = (bounds.x1 - bounds.x0) as f64 / row.count.saturating_sub(1).max(1) as f64;
        // Typed with a blank after each.
        (if pitch > 3.0 * width { "- " } else { "-" }, 0.05, 0.05)
    } else {
        (".", 0.08, 0.0)
    };
    Leader {
        text: sign.repeat(row.count).trim_end().to_owned(),
        bbox: BBox {
            x0: bounds.x0 as f32,
            y0: (bounds.y0 as f64 - up * dpi).max(0.0) as f32,
            x1: bounds.x1 as f32 + 1.0,
            y1: (bounds.y1 as f64 + 1.0 + down * dpi) as f32,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take_out(gray: &mut Gray) -> Vec<Leader> {
        let ink = Ink::of(gray, 200.0).unwrap();
        super::take_out(gray, &ink, 200.0)
    }

    fn dot(gray: &mut Gray, x: usize, y: usize, w: usize, h: usize) {
        for row in y..y + h {
            gray.data[row * gray.width + x..row * gray.width + x + w].fill(30);
        }
    }

    #[test]
    fn a_row_of_dots_is_counted_and_leaves_paper() {
        let mut gray = Gray::white(800, 200);
        (0..12).for_each(|n| dot(&mut gray, 200 + n * 13, 100, 3, 3));
        // Letters at both ends, and one dot lost.
        dot(&mut gray, 150, 84, 12, 19);
        dot(&mut gray, 400, 84, 12, 19);
        wipe_all(&mut gray, 200 + 5 * 13, 100);
        let found = take_out(&mut gray);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "............");
        assert!(found[0].bbox.x0 == 200.0 && found[0].bbox.y1 == 103.0);
        assert!((90..110).all(|y| gray.row(y)[180..380].iter().all(|p| *p == 255)));
        assert_eq!(gray.row(90)[155], 30);
    }

    fn wipe_all(gray: &mut Gray, x: usize, y: usize) {
        for row in y..y + 3 {
            gray.data[row * gray.width + x..row * gray.width + x + 3].fill(255);
        }
    }

    #[test]
    fn a_speck_between_the_dots_goes_with_them() {
        let mut gray = Gray::white(800, 200);
        (0..12).for_each(|n| dot(&mut gray, 200 + n * 13, 100, 3, 3));
        dot(&mut gray, 251, 96, 2, 3);
        assert_eq!(take_out(&mut gray).len(), 1);
        assert!(gray.row(97).iter().all(|p| *p == 255));
    }

    #[test]
    fn hyphens_make_a_rule() {
        let mut gray = Gray::white(800, 200);
        (0..9).for_each(|n| dot(&mut gray, 100 + n * 16, 60, 9, 2));
        let found = take_out(&mut gray);
        assert_eq!(found[0].text, "---------");
    }

    #[test]
    fn a_full_stop_before_the_row_is_not_part_of_it() {
        let mut gray = Gray::white(800, 200);
        dot(&mut gray, 200 - 26, 100, 3, 3);
        (0..12).for_each(|n| dot(&mut gray, 200 + n * 13, 100, 3, 3));
        let found = take_out(&mut gray);
        assert_eq!((found.len(), found[0].text.len()), (1, 12));
        assert_eq!(gray.row(101)[175], 30);
    }

    #[test]
    fn hyphens_far_apart_are_words_of_their_own() {
        let mut gray = Gray::white(800, 200);
        (0..6).for_each(|n| dot(&mut gray, 100 + n * 33, 60, 9, 2));
        assert_eq!(take_out(&mut gray)[0].text, "- - - - - -");
    }

    #[test]
    fn an_ellipsis_stays_and_so_do_dots_over_letters() {
        let mut gray = Gray::white(800, 200);
        (0..3).for_each(|n| dot(&mut gray, 100 + n * 13, 50, 3, 3));
        (0..8).for_each(|n| {
            dot(&mut gray, 300 + n * 13, 50, 3, 3);
            dot(&mut gray, 300 + n * 13, 55, 3, 12);
        });
        let before = gray.data.clone();
        assert!(take_out(&mut gray).is_empty());
        assert_eq!(gray.data, before);
    }

    #[test]
    fn full_stops_between_letters_stay() {
        let mut gray = Gray::white(800, 200);
        (0..8).for_each(|n| {
            dot(&mut gray, 100 + n * 26, 100, 3, 3);
            dot(&mut gray, 108 + n * 26, 84, 12, 19);
        });
        assert!(take_out(&mut gray).is_empty());
    }
}
