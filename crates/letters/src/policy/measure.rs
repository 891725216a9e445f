//! The usual sizes of a policy: of its signs, its lines and its columns.

use super::lines::{Line, LinePart};
use std::collections::HashMap;

/// Usual sizes, in points.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Height of the words of running text.
    pub height: f32,
    /// Right edge of the column, by page and left edge (in steps of 24 points).
    right: HashMap<(u32, i32), f32>,
}

fn step(x: f32) -> i32 {
    (x / 24.0).round() as i32
}

impl Sizes {
    /// Measures the lines that are text.
    pub fn of(lines: &[Line]) -> Self {
        let mut by_height: HashMap<i32, usize> = HashMap::new();
        let mut right: HashMap<(u32, i32), f32> = HashMap::new();
        for line in lines.iter().filter(|l| l.part == LinePart::Body) {
            *by_height
                .entry((line.height * 4.0).round() as i32)
                .or_default() += line.text.len();
            let edge = right
                .entry((line.page, step(line.bbox.x0)))
                .or_insert(line.bbox.x1);
            *edge = edge.max(line.bbox.x1);
        }
        let usual = by_height
            .into_iter()
            .max_by_key(|(height, signs)| (*signs, -height));
        Self {
            height: usual.map_or(10.0, |(height, _)| height as f32 / 4.0),
            right,
        }
    }

    /// The share of its column's width that a line fills, 0 to 1.
    pub fn fills(&self, line: &Line) -> f32 {
        let right = self
            .right
            .get(&(line.page, step(line.bbox.x0)))
            .copied()
            .unwrap_or(line.bbox.x1);
        let width = (right - line.bbox.x0).max(1.0);
        (line.bbox.width() / width).clamp(0.0, 1.0)
    }
}
