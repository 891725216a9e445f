//! Pages that are pictures: originals that are, and pages that could not or must not be taken over as they are. Their
//! words lie under the picture, unseen, so that the packet can be searched.

use super::glyphless;
use super::image::{Encoded, QUALITY};
use super::marks::num;
use super::sheet::{Sheet, meet, turned};
use super::target::Target;
use crate::assembly::Shrink;
use crate::helper::picture::{Shown, as_is};
use crate::media::MediaKind;
use holdfast_case::pages::{BBox, Word};
use image::{DynamicImage, RgbImage};
use lopdf::{Dictionary, ObjectId};
use std::fmt::Write;

/// The sheet pictures are set on.
const LETTER: (f64, f64) = (612.0, 792.0);
/// Margins of it: at the sides, for the stamp at the top, for the foot at the bottom.
const SIDE: f64 = 36.0;
const TOP: f64 = 54.0;
const BOTTOM: f64 = 45.0;
/// Dots per inch of a picture at most; beyond, it only weighs.
const MOST_DPI: f64 = 300.0;
/// Dots per inch of a photo that may stay as it came.
const FINE_DPI: f64 = 450.0;

/// A page made of a picture, before marks are set on it.
pub(super) struct Pictured {
    pub(super) sheet: Sheet,
    pub(super) image: Encoded,
    /// Where the picture lies, in points of the sheet (left, bottom, width, height).
    place: [f64; 4],
    /// Quarter turns clockwise by which its pixels are hung into that place.
    hung: u8,
    /// Words on the sheet, origin at its upper left.
    pub(super) words: Vec<Word>,
    /// Missing from the original.
    pub(super) lacks: bool,
    /// It is less sharp than it came.
    pub(super) shrunk: bool,
}

/// The picture of a page of a PDF, `size` as shown, blackened at `boxes`.
pub(super) fn page(
    mut picture: RgbImage,
    words: Vec<Word>,
    size: (f32, f32),
    turns: u8,
    boxes: &[BBox],
    shrink: Option<Shrink>,
) -> Option<Pictured> {
    blacken(&mut picture, size, boxes);
    let (quality, gray) = shrink.map_or((QUALITY, false), |s| (s.quality, s.gray));
    let image = Encoded::new(&DynamicImage::from(picture), quality, gray)?;
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    Some(Pictured {
        sheet: Sheet::upright(width, height, turns),
        image,
        place: [0.0, 0.0, width, height],
        hung: 0,
        words: uncovered(words, boxes),
        lacks: false,
        shrunk: shrink.is_some(),
    })
}

/// An original that is a picture, on a sheet of its own within margins.
pub(super) fn original(
    kind: MediaKind,
    bytes: &[u8],
    shown: Shown,
    words: &[Word],
    turns: u8,
    boxes: &[BBox],
    shrink: Option<Shrink>,
) -> Option<Pictured> {
    let size = shown.points();
    let size = (size.0.max(1.0), size.1.max(1.0));
    let flat = (size.0 as f32, size.1 as f32);
    let lies = if turns % 2 == 1 {
        (size.1, size.0)
    } else {
        size
    };
    let sheet = if lies.0 > lies.1 * 1.1 {
        (LETTER.1, LETTER.0)
    } else {
        LETTER
    };
    let room = (sheet.0 - 2.0 * SIDE, sheet.1 - TOP - BOTTOM);
    let scale = (room.0 / lies.0).min(room.1 / lies.1).min(1.0);
    let (width, height) = (lies.0 * scale, lies.1 * scale);
    let left = (sheet.0 - width) / 2.0;
    let top = TOP + (room.1 - height) / 2.0;
    let lacks = shown.broken;
    // A little finer than needed is left alone; far finer only weighs.
    let fine = f64::from(shown.image.width().max(shown.image.height())) / width.max(height) * 72.0;
    let as_it_is = (fine < FINE_DPI && boxes.is_empty())
        .then(|| as_is(kind, bytes))
        .flatten();
    let made = match &as_it_is {
        Some(_) if shrink.is_none() => None,
        _ => Some(encoded(
            shown.image,
            flat,
            turns,
            boxes,
            width.max(height),
            shrink,
        )?),
    };
    let mut hung = 0;
    let (image, shrunk) = match (as_it_is, made) {
        (None, made) => (made?, shrink.is_some()),
        // what does not get smaller keeps its sharpness
        (Some(jpeg), Some(made)) if made.weight() < jpeg.bytes.len() => (made, true),
        (Some(jpeg), _) => {
            hung = (jpeg.turns + turns % 4) % 4;
            (Encoded::as_is(jpeg), false)
        }
    };
    let mut words = uncovered(words.to_vec(), boxes);
    for word in &mut words {
        let b = turned(word.bbox, flat, turns);
        let (s, left, top) = (scale as f32, left as f32, top as f32);
        word.bbox = BBox {
            x0: left + b.x0 * s,
            y0: top + b.y0 * s,
            x1: left + b.x1 * s,
            y1: top + b.y1 * s,
        };
    }
    Some(Pictured {
        sheet: Sheet::upright(sheet.0, sheet.1, 0),
        image,
        place: [left, sheet.1 - top - height, width, height],
        hung,
        words,
        lacks,
        shrunk,
    })
}

/// The picture blackened at `boxes`, turned, and no finer than it can be shown over `long` points.
fn encoded(
    mut image: DynamicImage,
    flat: (f32, f32),
    turns: u8,
    boxes: &[BBox],
    long: f64,
    shrink: Option<Shrink>,
) -> Option<Encoded> {
    if !boxes.is_empty() {
        let mut rgb = image.to_rgb8();
        blacken(&mut rgb, flat, boxes);
        image = rgb.into();
    }
    image = match turns % 4 {
        1 => image.rotate90(),
        2 => image.rotate180(),
        3 => image.rotate270(),
        _ => image,
    };
    let dpi = shrink.map_or(MOST_DPI, |s| f64::from(s.dpi.clamp(50, 300)));
    let most = (long / 72.0 * dpi).max(16.0) as u32;
    if image.width().max(image.height()) > most {
        image = image.resize(most, most, image::imageops::FilterType::Triangle);
    }
    let (quality, gray) = shrink.map_or((QUALITY, false), |s| (s.quality, s.gray));
    Encoded::new(&image, quality, gray)
}

impl Pictured {
    /// Puts it in: what the page uses, and what it draws.
    pub(super) fn put(self, target: &mut Target) -> (Dictionary, String) {
        let [x, y, width, height] = self.place;
        let image: ObjectId = self.image.put(target);
        let mut images = Dictionary::new();
        images.set("Picture", image);
        let mut resources = Dictionary::new();
        resources.set("XObject", images);
        let mut content = String::new();
        if !self.words.is_empty() {
            let mut fonts = Dictionary::new();
            fonts.set("Words", glyphless::add(target));
            resources.set("Font", fonts);
            hidden(&self.words, self.sheet.flat().1, "Words", &mut content);
        }
        let matrix = match self.hung {
            1 => [0.0, -height, width, 0.0, x, y + height],
            2 => [-width, 0.0, 0.0, -height, x + width, y + height],
            3 => [0.0, height, -width, 0.0, x + width, y],
            _ => [width, 0.0, 0.0, height, x, y],
        };
        let matrix = matrix.map(num).join(" ");
        let _ = writeln!(content, "q {matrix} cm /Picture Do Q");
        (resources, content)
    }
}

/// Sets words without drawing them.
pub(super) fn hidden(words: &[Word], height: f64, font: &str, content: &mut String) {
    content.push_str("BT 3 Tr\n");
    for word in words {
        let b = word.bbox;
        let count = word.text.chars().count();
        let (wide, high) = (f64::from(b.width()), f64::from(b.height()));
        if count == 0 || wide <= 0.0 || high <= 0.0 {
            continue;
        }
        // A word that runs up or down the page stands taller than it is wide.
        let upright = count < 2 || high <= wide * 1.6;
        let (along, across) = if upright { (wide, high) } else { (high, wide) };
        let size = (across * 0.9).max(1.0);
        let stretch = along / (count as f64 * size * glyphless::ADVANCE / 1000.0) * 100.0;
        let (x, y) = (f64::from(b.x0), height - f64::from(b.y1));
        let _ = if upright {
            writeln!(
                content,
                "/{font} {} Tf {} Tz 1 0 0 1 {} {} Tm {} Tj",
                num(size),
                num(stretch),
                num(x),
                num(y + across * 0.22),
                glyphless::hex(&word.text)
            )
        } else {
            writeln!(
                content,
                "/{font} {} Tf {} Tz 0 -1 1 0 {} {} Tm {} Tj",
                num(size),
                num(stretch),
                num(x + across * 0.22),
                num(y + along),
                glyphless::hex(&word.text)
            )
        };
    }
    content.push_str("ET\n");
}

/// Paints boxes black, a little beyond their edges.
fn blacken(picture: &mut RgbImage, size: (f32, f32), boxes: &[BBox]) {
    let (w, h) = picture.dimensions();
    let (across, down) = (w as f32 / size.0.max(1.0), h as f32 / size.1.max(1.0));
    for b in boxes {
        let from = |v: f32, scale: f32| ((v - 0.5) * scale).floor().max(0.0) as u32;
        let to =
            |v: f32, scale: f32, most: u32| (((v + 0.5) * scale).ceil().max(0.0) as u32).min(most);
        for y in from(b.y0, down)..to(b.y1, down, h) {
            for x in from(b.x0, across)..to(b.x1, across, w) {
                picture.put_pixel(x, y, image::Rgb([0, 0, 0]));
            }
        }
    }
}

/// The words no box touches: of one that is covered in part, no letter may stay.
fn uncovered(mut words: Vec<Word>, boxes: &[BBox]) -> Vec<Word> {
    words.retain(|word| !boxes.iter().any(|b| meet(b, &word.bbox)));
    words
}
