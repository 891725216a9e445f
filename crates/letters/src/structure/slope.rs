//! Lines that slope, as on a card photographed at an angle: how much, and where their words would stand were they level.
//!
//! Words are put side by side by their height. On a slope of a few degrees the value of one line stands as high as the
//! label of the next, and a wrong number is worse than none.

use super::rows::median;
use holdfast_case::{BBox, Page, PageSource, Word};
use std::collections::HashMap;

/// Rows follow a slope below this by themselves: about one degree.
const LEAST: f32 = 0.02;
/// The steepest that is looked for: about eleven degrees.
const MOST: f32 = 0.2;
/// So many words at least show a slope.
const WORDS: usize = 8;
/// So many times sharper the lines must be along the slope than level.
const SHARPER: f32 = 1.25;
/// How far the lines of the recognizer may differ from it.
const NEAR: f32 = 0.03;

/// The slope of a page, about its middle.
#[derive(Clone, Copy, Debug)]
pub struct Slope {
    by: f32,
    x: f32,
    y: f32,
}

fn middle(b: BBox) -> (f32, f32) {
    ((b.x0 + b.x1) / 2.0, (b.y0 + b.y1) / 2.0)
}

fn is_sound(b: BBox) -> bool {
    [b.x0, b.y0, b.x1, b.y1].iter().all(|v| v.is_finite())
}

impl Slope {
    /// The slope of a recognized page, where it has one that matters: both the words as a whole and the recognizer's
    /// own lines must show it.
    pub fn of(page: &Page) -> Option<Self> {
        if !matches!(page.source, PageSource::Ocr | PageSource::Mixed) {
            return None;
        }
        let words: Vec<&Word> = page.words.iter().filter(|w| is_sound(w.bbox)).collect();
        if words.len() < WORDS {
            return None;
        }
        let told = of_lines(&words)?;
        if told.iter().all(|by| by.abs() < LEAST / 2.0) {
            return None;
        }
        let height = median(words.iter().map(|w| w.bbox.height()).collect(), 9.0);
        let bin = (height * 0.25).max(0.5);
        let steps =
            |from: f32, step: f32, count: i32| (0..=count).map(move |n| from + step * n as f32);
        let best = |slopes: &mut dyn Iterator<Item = f32>| {
            slopes
                .map(|by| (by, sharpness(&words, by, bin)))
                .max_by(|a, b| a.1.total_cmp(&b.1))
        };
        let (coarse, _) = best(&mut steps(-MOST, 0.005, (MOST * 400.0) as i32))?;
        let (by, sharp) = best(&mut steps(coarse - 0.005, 0.001, 10))?;
        let level = sharpness(&words, 0.0, bin);
        let shown = by.abs() >= LEAST
            && told.iter().any(|told| (by - told).abs() <= NEAR)
            && sharp >= level * SHARPER;
        let (x, y) = (page.width / 2.0, page.height / 2.0);
        (shown && x.is_finite() && y.is_finite()).then_some(Self { by, x, y })
    }

    /// Where a box would stand, were its line level.
    pub fn level(&self, b: BBox) -> BBox {
        let (x, y) = middle(b);
        let (across, down) = (x - self.x, y - self.y);
        let (x, y) = (
            self.x + across + self.by * down,
            self.y + down - self.by * across,
        );
        // The box of a slanted word is taller by its own rise.
        let height = (b.height() - self.by.abs() * b.width()).max(b.height() * 0.35);
        let width = (b.width() - self.by.abs() * height).max(b.width() * 0.5);
        BBox {
            x0: x - width / 2.0,
            y0: y - height / 2.0,
            x1: x + width / 2.0,
            y1: y + height / 2.0,
        }
    }
}

/// The middle slope of the recognizer's lines: from the first word of each to its last, and from word to word. The
/// first is the finer one; the second holds where pieces of two lines were taken for one.
fn of_lines(words: &[&Word]) -> Option<[f32; 2]> {
    let mut lines: HashMap<(u32, u32), Vec<(f32, f32)>> = HashMap::new();
    for word in words {
        let key = (word.block, word.line);
        lines.entry(key).or_default().push(middle(word.bbox));
    }
    let rise = |a: &(f32, f32), b: &(f32, f32)| {
        let across = b.0 - a.0;
        (across > 1.0).then(|| (b.1 - a.1) / across)
    };
    let (mut whole, mut steps): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    for line in lines.values_mut() {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        whole.extend(line.first().zip(line.last()).and_then(|(a, b)| rise(a, b)));
        steps.extend(line.windows(2).filter_map(|w| rise(w.first()?, w.last()?)));
    }
    (whole.len() >= 3).then(|| [median(whole, 0.0), median(steps, 0.0)])
}

/// How well the words stand in lines along a slope: the more of them at one height, the more.
fn sharpness(words: &[&Word], by: f32, bin: f32) -> f32 {
    let mut bins: HashMap<i64, f32> = HashMap::new();
    for word in words {
        let (x, y) = middle(word.bbox);
        let at = f64::from((y - by * x) / bin).clamp(-1e9, 1e9);
        let whole = at.floor();
        let part = (at - whole) as f32;
        let weight = word.bbox.width().clamp(0.0, 1e4);
        *bins.entry(whole as i64).or_default() += weight * (1.0 - part);
        *bins.entry(whole as i64 + 1).or_default() += weight * part;
    }
    bins.values().map(|w| w * w).sum()
}
