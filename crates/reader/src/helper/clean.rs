//! Making a picture easier to recognize.

use crate::protocol::Way;

/// Where a point of the picture lies on the page.
pub(crate) fn apply(way: &Way, x: f64, y: f64) -> (f64, f64) {
    let [a, b, c, d, e, f, g, h, i] = *way;
    let w = g * x + h * y + i;
    let w = if w.abs() < 1e-9 { 1e-9 } else { w };
    ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
}
