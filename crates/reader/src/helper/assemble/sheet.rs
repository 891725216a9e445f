//! Where things are on a page: from the page as shown to the page as the file measures it.

use crate::helper::pdf::look::Look;
use holdfast_case::pages::BBox;

/// A page as it will be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    left: f64,
    bottom: f64,
    width: f64,
    height: f64,
    /// Degrees clockwise: 0, 90, 180 or 270.
    pub(super) rotate: i64,
}

impl Sheet {
    /// An upright page of this size, turned by quarters.
    pub(super) fn upright(width: f64, height: f64, turns: u8) -> Self {
        Self {
            left: 0.0,
            bottom: 0.0,
            width,
            height,
            rotate: i64::from(turns % 4) * 90,
        }
    }

    /// A page taken over, turned by quarters beyond its own turn.
    pub(super) fn of(look: &Look, turns: u8) -> Self {
        let [left, bottom, right, top] = look.shown;
        Self {
            left,
            bottom,
            width: right - left,
            height: top - bottom,
            rotate: (look.rotate + i64::from(turns % 4) * 90).rem_euclid(360),
        }
    }

    /// Width and height before it is turned.
    pub(super) fn flat(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// Width and height as shown.
    pub(super) fn shown(&self) -> (f64, f64) {
        if self.rotate % 180 == 0 {
            (self.width, self.height)
        } else {
            (self.height, self.width)
        }
    }

    /// The matrix from the page as shown (origin at its lower left corner) to the page as the file measures it.
    pub(super) fn to_file(self) -> [f64; 6] {
        let (x, y, w, h) = (self.left, self.bottom, self.width, self.height);
        match self.rotate {
            90 => [0.0, 1.0, -1.0, 0.0, x + w, y],
            180 => [-1.0, 0.0, 0.0, -1.0, x + w, y + h],
            270 => [0.0, -1.0, 1.0, 0.0, x, y + h],
            _ => [1.0, 0.0, 0.0, 1.0, x, y],
        }
    }
}

/// A box on a page of this size, after the page was turned clockwise by quarters.
pub(super) fn turned(b: BBox, (width, height): (f32, f32), turns: u8) -> BBox {
    let BBox { x0, y0, x1, y1 } = b;
    let corners = |x0, y0, x1, y1| BBox { x0, y0, x1, y1 };
    match turns % 4 {
        1 => corners(height - y1, x0, height - y0, x1),
        2 => corners(width - x1, height - y1, width - x0, height - y0),
        3 => corners(y0, width - x1, y1, width - x0),
        _ => b,
    }
}

/// Whether two boxes have a point in common.
pub(super) fn meet(a: &BBox, b: &BBox) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quarters_bring_a_box_back() {
        let b = BBox {
            x0: 10.0,
            y0: 20.0,
            x1: 40.0,
            y1: 30.0,
        };
        let mut now = b;
        let mut size = (612.0, 792.0);
        for _ in 0..4 {
            now = turned(now, size, 1);
            size = (size.1, size.0);
        }
        assert_eq!(now, b);
        assert_eq!(
            turned(turned(b, (612.0, 792.0), 1), (792.0, 612.0), 1),
            turned(b, (612.0, 792.0), 2)
        );
    }

    #[test]
    fn the_lower_left_corner_as_shown_is_found_in_the_file() {
        let at = |rotate: i64| {
            let sheet = Sheet {
                left: 10.0,
                bottom: 20.0,
                width: 100.0,
                height: 200.0,
                rotate,
            };
            let [.., e, f] = sheet.to_file();
            (e, f)
        };
        assert_eq!(at(0), (10.0, 20.0));
        assert_eq!(at(90), (110.0, 20.0));
        assert_eq!(at(180), (110.0, 220.0));
        assert_eq!(at(270), (10.0, 220.0));
    }
}
