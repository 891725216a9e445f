//! What the packet sets on its pages: the stamp, the foot, the word DRAFT. All stand upright on the page as shown.
//!
//! A page is measured in a frame of its own, in which an ordinary sheet keeps its points and a huge or tiny one is
//! as wide as a sheet: so marks grow with the page, and are of one size where all are printed to fit.

use super::letters::{Face, Spelled};
use super::sheet::{Sheet, meet};
use super::strip::Strip;
use holdfast_case::pages::BBox;
use std::fmt::Write;

/// Distance of the stamp from the edges.
const EDGE: f64 = 12.0;
/// Room between the stamp's words and its rule.
const PAD: f64 = 7.0;
/// Height of the stamp.
const STAMP: f64 = 33.0;
/// Size of its label.
const LABEL: f64 = 12.0;
/// Size of what stands under it, and of the foot.
const SMALL: f64 = 8.0;
/// Distance of the foot's words from the sides.
const SIDE: f64 = 36.0;
/// Base lines of the foot above the lower edge, the best first.
const FEET: [f64; 4] = [18.0, 11.0, 26.0, 34.0];

/// Names under which the page's resources know the faces and the state of DRAFT.
pub(super) struct Names {
    pub(super) plain: String,
    pub(super) bold: String,
    pub(super) faint: String,
    /// The foot's line that was set already.
    pub(super) strip: String,
}

/// What is to be set on one page.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks<'a> {
    /// The label, and which page of how many of its part this is.
    pub(super) stamp: Option<(&'a str, u32, u32)>,
    /// The foot's left.
    pub(super) foot: Option<&'a str>,
    /// The same as a piece that was set already.
    pub(super) strip: Option<Strip>,
    /// Which page of how many of the packet this is.
    pub(super) number: Option<(u32, u32)>,
    /// Whether DRAFT stands across.
    pub(super) draft: bool,
    /// The page is a picture, dark at its edges perhaps.
    pub(super) scan: bool,
}

/// Marks as a content stream.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) content: String,
    /// The stamp lies on words.
    pub(super) covers: bool,
    /// Some sign was put otherwise.
    pub(super) respelled: bool,
    /// How many letters are set.
    pub(super) letters: usize,
    /// Whether the state of DRAFT is used.
    pub(super) faint: bool,
}

/// The frame of a page.
struct Frame {
    scale: f64,
    width: f64,
    height: f64,
    /// Where words stand, origin at the upper left.
    taken: Vec<BBox>,
}

/// Sets the marks; `taken` is where words stand on the page as shown (points, origin at the upper left).
pub(super) fn draw(sheet: &Sheet, marks: &Marks<'_>, taken: &[BBox], names: &Names) -> Drawn {
    let mut drawn = Drawn::default();
    let (width, height) = sheet.shown();
    let side = width.min(height).max(1.0);
    let scale = if (430.0..=1000.0).contains(&side) {
        1.0
    } else {
        side / 612.0
    };
    let small = |v: f32| (f64::from(v) / scale) as f32;
    let frame = Frame {
        scale,
        width: width / scale,
        height: height / scale,
        taken: taken
            .iter()
            .map(|b| BBox {
                x0: small(b.x0),
                y0: small(b.y0),
                x1: small(b.x1),
                y1: small(b.y1),
            })
            .collect(),
    };
    let [a, b, c, d, e, f] = sheet.to_file();
    let s = frame.scale;
    let _ = writeln!(
        drawn.content,
        "/Artifact BMC q {} {} {} {} {} {} cm",
        num(a * s),
        num(b * s),
        num(c * s),
        num(d * s),
        num(e),
        num(f)
    );
    if marks.draft {
        draft(&frame, names, &mut drawn);
    }
    if let Some((label, page, of)) = marks.stamp {
        stamp(&frame, label, page, of, names, &mut drawn);
    }
    foot(&frame, marks, names, &mut drawn);
    drawn.content.push_str("Q EMC");
    if drawn.letters == 0 {
        drawn.content.clear();
    }
    drawn
}

fn stamp(frame: &Frame, label: &str, page: u32, of: u32, names: &Names, drawn: &mut Drawn) {
    let label = Spelled::new(label);
    let under = Spelled::new(&format!("page {page} of {of}"));
    drawn.respelled |= label.respelled;
    let widest = (frame.width - 2.0 * EDGE - 2.0 * PAD).max(20.0);
    let fit = |text: &Spelled, face, size: f64| size * (widest / text.width(face, size)).min(1.0);
    let sizes = (
        fit(&label, Face::Bold, LABEL),
        fit(&under, Face::Plain, SMALL),
    );
    let widths = (
        label.width(Face::Bold, sizes.0),
        under.width(Face::Plain, sizes.1),
    );
    let width = widths.0.max(widths.1) + 2.0 * PAD;
    // From the corner to the left, until it lies on no word.
    let mut x = frame.width - EDGE - width;
    let corner = x;
    while x >= EDGE && !frame.free(x, EDGE, width, STAMP) {
        x -= 6.0;
    }
    if x < EDGE && !frame.free(corner, EDGE, width, STAMP) {
        x = corner;
        drawn.covers = true;
    }
    let bottom = frame.height - EDGE - STAMP;
    let _ = writeln!(
        drawn.content,
        "1 g 0 G 0.9 w {} {} {} {} re B",
        num(x),
        num(bottom),
        num(width),
        num(STAMP)
    );
    let middle = x + width / 2.0;
    let line = |text: &Spelled, font: &str, size: f64, width: f64, up: f64, out: &mut String| {
        let x = middle - width / 2.0;
        set(out, text, font, size, x, bottom + up);
    };
    line(
        &label,
        &names.bold,
        sizes.0,
        widths.0,
        18.0,
        &mut drawn.content,
    );
    line(
        &under,
        &names.plain,
        sizes.1,
        widths.1,
        6.5,
        &mut drawn.content,
    );
    drawn.letters += label.letters() + under.letters();
}

fn foot(frame: &Frame, marks: &Marks<'_>, names: &Names, drawn: &mut Drawn) {
    let spelled = marks.foot.filter(|_| marks.strip.is_none());
    let left = spelled.map(Spelled::new).unwrap_or(Spelled::new(""));
    let right = match marks.number {
        Some((page, of)) => Spelled::new(&format!("Packet page {page} of {of}")),
        None => Spelled::new(""),
    };
    drawn.respelled |= left.respelled;
    let side = SIDE.min(frame.width / 12.0);
    let room = frame.width - 2.0 * side;
    let size = |text: &Spelled, share: f64| {
        SMALL * (room * share / text.width(Face::Plain, SMALL).max(1.0)).min(1.0)
    };
    let right_size = size(&right, 0.4);
    let right_width = right.width(Face::Plain, right_size);
    let left_room = (room - right_width - 12.0).max(room * 0.4);
    let left_size = size(&left, left_room / room);
    let left_width = left.width(Face::Plain, left_size);
    let shrunk = |strip: &Strip| (left_room / strip.width.max(1.0)).min(1.0);
    let strip = marks.strip.map(|strip| (strip, shrunk(&strip)));
    let pieces = [
        (&left, left_size, left_width, side),
        (
            &right,
            right_size,
            right_width,
            frame.width - side - right_width,
        ),
    ];
    let free = |base: f64| {
        let is_free =
            |x: f64, width: f64, size: f64| frame.free(x, frame.height - base - size, width, size);
        pieces
            .iter()
            .filter(|(text, ..)| !text.bytes.is_empty())
            .all(|(_, size, width, x)| is_free(*x, *width, *size))
            && strip.is_none_or(|(strip, by)| is_free(side, strip.width * by, SMALL * by))
    };
    let base = FEET.into_iter().find(|base| free(*base));
    let white = |out: &mut String, x: f64, width: f64, size: f64| {
        // No free line, or none that is known to be white: legible at least.
        if base.is_none() || marks.scan {
            let up = base.unwrap_or(FEET[0]);
            let _ = writeln!(
                out,
                "1 g {} {} {} {} re f",
                num(x - 2.0),
                num(up - 2.5),
                num(width + 4.0),
                num(size + 2.5)
            );
        }
    };
    if let Some((strip, by)) = strip {
        white(&mut drawn.content, side, strip.width * by, SMALL * by);
        let up = base.unwrap_or(FEET[0]) - strip.up * by;
        let _ = writeln!(
            drawn.content,
            "q {} 0 0 {} {} {} cm /{} Do Q",
            num(by),
            num(by),
            num(side),
            num(up),
            names.strip
        );
        // how many signs it draws is not known here: one at least
        drawn.letters += 1;
    }
    for (text, size, width, x) in pieces {
        if text.bytes.is_empty() {
            continue;
        }
        let up = base.unwrap_or(FEET[0]);
        white(&mut drawn.content, x, width, size);
        set(&mut drawn.content, text, &names.plain, size, x, up);
        drawn.letters += text.letters();
    }
}

fn draft(frame: &Frame, names: &Names, drawn: &mut Drawn) {
    let word = Spelled::new("DRAFT");
    let diagonal = frame.width.hypot(frame.height);
    let size = 0.62 * diagonal / word.width(Face::Bold, 1.0);
    let (cos, sin) = (frame.width / diagonal, frame.height / diagonal);
    let (along, across) = (word.width(Face::Bold, size) / 2.0, size * 0.36);
    let x = frame.width / 2.0 - along * cos + across * sin;
    let y = frame.height / 2.0 - along * sin - across * cos;
    let _ = writeln!(
        drawn.content,
        "q /{} gs 0.45 g BT /{} {} Tf {} {} {} {} {} {} Tm {} Tj ET Q",
        names.faint,
        names.bold,
        num(size),
        num(cos),
        num(sin),
        num(-sin),
        num(cos),
        num(x),
        num(y),
        word.hex()
    );
    drawn.letters += word.letters();
    drawn.faint = true;
}

impl Frame {
    /// Whether no word stands in a box (origin at the upper left).
    fn free(&self, x: f64, y: f64, width: f64, height: f64) -> bool {
        let wanted = BBox {
            x0: (x - 1.5) as f32,
            y0: (y - 1.5) as f32,
            x1: (x + width + 1.5) as f32,
            y1: (y + height + 1.5) as f32,
        };
        !self.taken.iter().any(|b| meet(b, &wanted))
    }
}

fn set(out: &mut String, text: &Spelled, font: &str, size: f64, x: f64, y: f64) {
    let _ = writeln!(
        out,
        "0 g BT /{font} {} Tf {} {} Td {} Tj ET",
        num(size),
        num(x),
        num(y),
        text.hex()
    );
}

/// A number as a content stream has it: never with an exponent.
pub(in crate::helper) fn num(value: f64) -> String {
    let mut text = format!("{:.4}", if value.is_finite() { value } else { 0.0 });
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    if text == "-0" { "0".to_owned() } else { text }
}
