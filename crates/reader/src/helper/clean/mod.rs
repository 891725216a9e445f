//! Making a picture easier to recognize: even light, upright, straight, flat, and of a size the recognizer knows.
//!
//! What the steps are worth: share of wrong words in reading order (in brackets whatever the order), tesseract 5.3
//! with the fast English data. Rows or columns both count as the right order of a page that can be read either way.
//! Twelve of the labelled letters, a step more in each row; a dash where it was not measured:
//!
//! | steps taken | poor scan | fax 204 x 98 |
//! |---|---|---|
//! | upright and straight only | 9.0 % (5.2 %) | 10.5 % (6.1 %) |
//! | and lines kept as the recognizer saw them, leaders taken out | 6.6 % (4.2 %) | 9.5 % (5.5 %) |
//! | and paper bleached | 5.5 % (2.5 %) | - |
//! | and drawn by a curve | - | 8.4 % (5.4 %) |
//! | and lone specks out | 4.0 % (2.3 %) | 8.0 % (5.0 %) |
//! | and cut in two | 4.6 % (2.1 %) | 7.8 % (5.0 %) |
//! | and softened by 0.003, 0.0037, 0.0045 inches | does not apply | 6.6, 5.4, 5.8 % (3.8, 3.1, 3.4 %) |
//!
//! What did not help and is not done: enlarging a fax to 300 dots per inch (10.4 % against 9.5 %), a median over
//! grain once the paper is bleached (5.4 % against 4.0 %), the recognizer's own adaptive threshold then (3.8 % (2.4 %),
//! no gain in words found), its page modes 4, 6 and 11, bleaching photos, whose light is evened out already.
//!
//! All thirty-three letters, before and after: clean scan 3.7 % (1.6 %) to 2.3 % (0.7 %), poor scan 7.1 % (3.3 %) to
//! 3.2 % (1.6 %), fax 7.1 % (3.8 %) to 3.5 % (1.9 %), photo 3.5 % (1.1 %) to 1.6 % (0.5 %). Deskew and flattening were
//! measured before that: without them a poor scan had 59 % and a photo 62 % in the wrong order. The turn of a sheet
//! was not measured by itself.

mod cut;
mod flatten;
mod leaders;
mod light;
mod marks;
mod soften;
mod spots;

use super::gray::{Gray, STILL, chain, onto, scale};
use crate::protocol::Way;
use flatten::{find_sheet, sides};
pub(crate) use leaders::Leader;
use light::{bleach, even_light};
use marks::Marks;
use serde::{Deserialize, Serialize};
use spots::Ink;

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
    /// The hard edges of black and white are softened.
    pub soften: bool,
    /// Gray and grainy paper becomes white.
    pub bleach: bool,
    /// Lone specks are taken out.
    pub specks: bool,
    /// Leaders are taken out and put back as words.
    pub leaders: bool,
    /// A page is cut in two for two cores.
    pub cut: bool,
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            light: true,
            flatten: true,
            turn: true,
            deskew: true,
            enlarge: true,
            soften: true,
            bleach: true,
            specks: true,
            leaders: true,
            cut: true,
        }
    }
}

impl Steps {
    /// Names of the steps, for measurements.
    pub const NAMES: [&str; 10] = [
        "light", "flatten", "turn", "deskew", "enlarge", "soften", "bleach", "specks", "leaders",
        "cut",
    ];

    /// Sets a step by its name; false where there is none of that name.
    pub fn set(&mut self, name: &str, on: bool) -> bool {
        let step = match name {
            "light" => &mut self.light,
            "flatten" => &mut self.flatten,
            "turn" => &mut self.turn,
            "deskew" => &mut self.deskew,
            "enlarge" => &mut self.enlarge,
            "soften" => &mut self.soften,
            "bleach" => &mut self.bleach,
            "specks" => &mut self.specks,
            "leaders" => &mut self.leaders,
            "cut" => &mut self.cut,
            _ => return false,
        };
        *step = on;
        true
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
    /// Rows of dots and rules of hyphens that were taken out.
    pub(crate) leaders: Vec<Leader>,
    /// The row it may be cut at.
    pub(crate) cut: Option<u32>,
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
    if steps.soften && !photo {
        soften::soften(&mut gray, (per_point.0 * 72.0, per_point.1 * 72.0));
    }
    let Flat {
        width,
        height,
        way: flat,
        dpi,
    } = flat_of(&gray, corners, per_point);
    // Angle and turn are looked for in a small copy.
    let small_scale = (dpi / 100.0).max(1.0);
    let small = gray.warp(
        (width / small_scale) as usize + 1,
        (height / small_scale) as usize + 1,
        &chain(&flat, &scale(small_scale, small_scale)),
    );
    let marks = Marks::of(&small);
    let blank = marks.ink < 0.0003;
    let (width, height, straight) = if blank {
        (width, height, flat)
    } else {
        upright(&marks, (width, height), flat, steps)
    };
    let fine = if photo { FINE_DPI } else { FINE_SCAN_DPI };
    let target = if steps.enlarge && dpi < fine {
        TARGET_DPI
    } else {
        dpi.min(TARGET_DPI)
    };
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
    let mut out = if photo {
        source.warp(out_width, out_height, &to_source)
    } else {
        source.warp_smooth(out_width, out_height, &to_source)
    };
    let way = chain(
        &to_page,
        &chain(&straight, &scale(1.0 / factor, 1.0 / factor)),
    );
    let out_dpi = (dpi * factor).clamp(70.0, 600.0);
    let leaders = if blank {
        vec![]
    } else {
        // The light of a photo is evened out already.
        let bleach = steps.bleach && !photo;
        touch_up(&mut out, out_dpi, Steps { bleach, ..steps })
    };
    let cut = if steps.cut && !blank {
        cut::cut(&out, out_dpi).and_then(|c| u32::try_from(c).ok())
    } else {
        None
    };
    Cleaned {
        gray: out,
        dpi: out_dpi.round() as u32,
        way,
        blank,
        leaders,
        cut,
    }
}

/// A flat sheet in pixels of its own: square ones, as many as the finer side of the source has.
struct Flat {
    width: f64,
    height: f64,
    /// From its pixels to those of the source.
    way: Way,
    dpi: f64,
}

/// The sheet within these corners, or else the whole picture.
fn flat_of(gray: &Gray, corners: Option<[(f64, f64); 4]>, per_point: (f64, f64)) -> Flat {
    let Some(corners) = corners else {
        let finest = per_point.0.max(per_point.1);
        let (x, y) = (finest / per_point.0, finest / per_point.1);
        return Flat {
            width: gray.width as f64 * x,
            height: gray.height as f64 * y,
            way: scale(1.0 / x, 1.0 / y),
            dpi: finest * 72.0,
        };
    };
    let (w, h) = sides(corners);
    let (width, height, way) = match onto(w, h, corners) {
        Some(way) => (w, h, way),
        None => (gray.width as f64, gray.height as f64, STILL),
    };
    Flat {
        width,
        height,
        way,
        // What is cut out is a sheet of letter size, whatever the camera says.
        dpi: width.max(height) / 11.0,
    }
}

/// Turned up and straight: width and height then, and the way to the source.
fn upright(marks: &Marks, (width, height): (f64, f64), flat: Way, steps: Steps) -> (f64, f64, Way) {
    let sideways = steps.turn && marks.lies_sideways();
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
    let slant = if steps.deskew {
        marks.slant(sideways)
    } else {
        0.0
    };
    if slant.abs() > 0.0008 {
        let straight = chain(&turned, &rotation(slant, width, height));
        (width, height, straight)
    } else {
        (width, height, turned)
    }
}

/// What is done to the picture as the recognizer will see it; the leaders that were taken out.
fn touch_up(gray: &mut Gray, dpi: f64, steps: Steps) -> Vec<Leader> {
    if steps.bleach {
        bleach(gray);
    }
    if !steps.leaders && !steps.specks {
        return vec![];
    }
    let Some(ink) = Ink::of(gray, dpi) else {
        return vec![];
    };
    let leaders = if steps.leaders {
        leaders::take_out(gray, &ink, dpi)
    } else {
        vec![]
    };
    if steps.specks {
        ink.wipe_specks(gray);
    }
    leaders
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

    /// A table of a typewriter: narrow signs under each other in every row, at equal distances.
    fn typed_table(width: usize, height: usize) -> Gray {
        let mut gray = Gray::white(width, height);
        for top in (100..height - 100).step_by(14) {
            for x in (80..width - 80).step_by(6).filter(|x| x / 6 % 9 < 7) {
                for y in top..top + 8 {
                    gray.data[y * width + x..y * width + x + 1].fill(20);
                    gray.data[y * width + x + 3..y * width + x + 4].fill(20);
                }
            }
        }
        gray
    }

    #[test]
    fn a_typed_table_is_not_turned_on_its_side_and_one_that_lies_is_turned_up() {
        let table = typed_table(850, 1100);
        assert!(!Marks::of(&table).lies_sideways());
        let side = table.warp(
            1100,
            850,
            &[0.0, 1.0, 0.0, -1.0, 0.0, 1100.0, 0.0, 0.0, 1.0],
        );
        // What lies is no less known by its lines for being a table.
        assert!(!Marks::of(&side).stands_upright());
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
