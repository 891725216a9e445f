//! Pictures as documents: each is a page of its own, shown as its maker meant it to be held.

use super::clean::clean;
use super::documents::opened;
use super::gray::Gray;
use super::{Answers, Request, Trouble, tiff, whole};
use crate::damage::{Gap, Loss};
use crate::media::MediaKind;
use crate::protocol::{Answer, Fault};
use holdfast_case::pages::{Page, PageSource};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pixels of a picture at most: a sheet at 1,200 dpi.
pub(super) const MOST_PIXELS: u64 = 140_000_000;
/// Pages of a TIFF at most.
const MOST_PAGES: usize = 5000;

/// A decoded picture.
pub(super) struct Shown {
    pub(super) image: DynamicImage,
    /// Dots per inch across and down, where the file tells.
    pub(super) dpi: Option<(f64, f64)>,
    /// From a camera.
    pub(super) photo: bool,
    /// The data breaks off: a part is paper or gray that never was on it.
    pub(super) broken: bool,
}

impl Shown {
    /// Size of the page in points: as large as the resolution says, where that makes a sheet; else letter height.
    pub(super) fn points(&self) -> (f64, f64) {
        let (w, h) = (
            f64::from(self.image.width()),
            f64::from(self.image.height()),
        );
        if let Some((x, y)) = self.dpi {
            let size = (w / x * 72.0, h / y * 72.0);
            let sheet = |s: f64| (100.0..=2600.0).contains(&s);
            if sheet(size.0) && sheet(size.1) && x > 90.0 {
                return size;
            }
        }
        let factor = 792.0 / w.max(h).max(1.0);
        (w * factor, h * factor)
    }
}

/// How many pages a picture file has, and what it lacks.
pub(super) fn count(kind: MediaKind, bytes: &[u8]) -> Result<(usize, Option<Loss>), Fault> {
    match kind {
        MediaKind::Tiff => {
            let (count, whole) = catch_unwind(|| tiff::count(bytes, MOST_PAGES))
                .unwrap_or_else(|_| Err(damaged()))?;
            if count == 0 {
                Err(damaged())
            } else {
                Ok((count, (!whole).then_some(Loss::Chain)))
            }
        }
        _ => Ok((1, None)),
    }
}

/// Decodes one page, numbered from 0.
pub(super) fn decode(kind: MediaKind, bytes: &[u8], index: usize) -> Result<Shown, Fault> {
    catch_unwind(AssertUnwindSafe(|| match kind {
        MediaKind::Tiff => tiff::decode(bytes, index),
        MediaKind::Heic => heic(bytes),
        MediaKind::Png => plain(bytes, ImageFormat::Png),
        MediaKind::Jpeg => plain(bytes, ImageFormat::Jpeg),
        MediaKind::WebP => plain(bytes, ImageFormat::WebP),
        MediaKind::Bmp => plain(bytes, ImageFormat::Bmp),
        MediaKind::Pdf | MediaKind::Text | MediaKind::Mail => Err(Fault::UnknownType),
    }))
    .unwrap_or_else(|_| Err(damaged()))
}

/// Reads all pages of a picture file.
pub(super) fn read(
    kind: MediaKind,
    bytes: &[u8],
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let (pages, loss) = count(kind, bytes)?;
    // A file of one picture that cannot be decoded is a damaged file, not a damaged page.
    let mut first = (pages == 1).then(|| decode(kind, bytes, 0)).transpose()?;
    opened(kind, pages, loss, answers)?;
    let skip = request.first.saturating_sub(1) as usize;
    for index in (0..pages).skip(skip).take(request.limit as usize) {
        let number = index as u32 + 1;
        let shown = match first.take() {
            Some(shown) => Ok(shown),
            None => decode(kind, bytes, index),
        };
        match shown {
            Ok(shown) => {
                let (answer, body) = page(number, shown, request);
                answers(answer, &body)?;
            }
            Err(fault) => {
                let why = crate::ReaderError::from(fault).to_string();
                let page = Page {
                    number,
                    width: 612.0,
                    height: 792.0,
                    source: PageSource::Unreadable { why },
                    words: vec![],
                };
                answers(
                    Answer::Page {
                        page,
                        doubts: vec![],
                        gap: None,
                    },
                    &[],
                )?;
            }
        }
    }
    Ok(())
}

fn page(number: u32, shown: Shown, request: &Request<'_>) -> (Answer, Vec<u8>) {
    let points = shown.points();
    let page = Page {
        number,
        width: points.0 as f32,
        height: points.1 as f32,
        source: PageSource::Blank,
        words: vec![],
    };
    let photo = shown.photo;
    let gap = shown.broken.then_some(Gap::PictureBroken);
    let gray = to_gray(&shown.image);
    drop(shown);
    for_recognition(page, vec![], gap, gray, points, photo, request)
}

/// The answer for a page that is a picture: cleaned for the recognizer, or why it was not read.
pub(super) fn for_recognition(
    mut page: Page,
    doubts: Vec<String>,
    gap: Option<Gap>,
    gray: Option<Gray>,
    points: (f64, f64),
    photo: bool,
    request: &Request<'_>,
) -> (Answer, Vec<u8>) {
    let Some(gray) = gray else {
        page.source = PageSource::Unreadable {
            why: "The picture of this page is damaged.".to_owned(),
        };
        return (Answer::Page { page, doubts, gap }, vec![]);
    };
    let cleaned = clean(gray, points, photo, request.steps);
    if cleaned.blank {
        return (Answer::Page { page, doubts, gap }, vec![]);
    }
    if !request.pictures {
        if page.words.is_empty() {
            let why = "This page is a picture, and recognizing text in pictures is not available."
                .to_owned();
            page.source = PageSource::Unreadable { why };
        }
        return (Answer::Page { page, doubts, gap }, vec![]);
    }
    let (width, height) = (cleaned.gray.width as u32, cleaned.gray.height as u32);
    (
        Answer::Picture {
            page,
            doubts,
            gap,
            width,
            height,
            dpi: cleaned.dpi,
            way: cleaned.way,
            leaders: cleaned.leaders,
            cut: cleaned.cut,
        },
        cleaned.gray.data,
    )
}

/// Gray on white paper: what is transparent shows the paper.
pub(super) fn to_gray(image: &DynamicImage) -> Option<Gray> {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let data = if image.color().has_alpha() {
        image
            .to_rgba8()
            .pixels()
            .map(|p| {
                let [r, g, b, a] = p.0.map(u32::from);
                let luma = (r * 299 + g * 587 + b * 114) / 1000;
                ((luma * a + 255 * (255 - a)) / 255) as u8
            })
            .collect()
    } else {
        image.to_luma8().into_raw()
    };
    Gray::new(width, height, data)
}

fn damaged() -> Fault {
    Fault::damaged("the picture in it cannot be decoded")
}

fn too_large() -> Fault {
    Fault::too_large("the picture has too many pixels")
}

fn plain(bytes: &[u8], format: ImageFormat) -> Result<Shown, Fault> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(900 << 20);
    let reader = {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits);
        reader
    };
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (w, h) = decoder.dimensions();
    if u64::from(w) * u64::from(h) > MOST_PIXELS {
        return Err(too_large());
    }
    let orientation = decoder
        .orientation()
        .unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(fault)?;
    image.apply_orientation(orientation);
    let broken = format == ImageFormat::Jpeg && !whole::jpeg_ends(bytes);
    let dpi = match format {
        ImageFormat::Png => png_dpi(bytes),
        ImageFormat::Jpeg => jfif_dpi(bytes),
        _ => None,
    };
    let turned = image.width() != w;
    let dpi = dpi.map(|(x, y)| if turned { (y, x) } else { (x, y) });
    Ok(Shown {
        image,
        photo: format != ImageFormat::Png && dpi.is_none_or(|d| d.0 < 90.0),
        dpi,
        broken,
    })
}

fn fault(error: image::ImageError) -> Fault {
    match error {
        image::ImageError::Limits(_) => too_large(),
        _ => damaged(),
    }
}

fn heic(bytes: &[u8]) -> Result<Shown, Fault> {
    // No threads: the helper may start none.
    let options = heifer::Options {
        max_threads: 1,
        max_pixels: MOST_PIXELS,
    };
    let decoded = heifer::decode_rgba8(bytes, &options).map_err(|_| damaged())?;
    let (width, height) = (decoded.width, decoded.height);
    let image =
        image::RgbImage::from_raw(width, height, decoded.into_rgb8()).ok_or_else(damaged)?;
    Ok(Shown {
        image: image.into(),
        dpi: None,
        photo: true,
        broken: false,
    })
}

/// Resolution of a PNG (`pHYs`, dots per meter).
fn png_dpi(bytes: &[u8]) -> Option<(f64, f64)> {
    let at = bytes
        .get(..bytes.len().min(65_536))?
        .windows(4)
        .position(|w| w == b"pHYs")?;
    let field = bytes.get(at + 4..at + 13)?;
    let number = |r: &[u8]| {
        r.try_into()
            .ok()
            .map(u32::from_be_bytes)
            .map(|n| f64::from(n) * 0.0254)
    };
    let (x, y) = (number(field.get(..4)?)?, number(field.get(4..8)?)?);
    (field.get(8) == Some(&1) && x > 1.0 && y > 1.0).then_some((x, y))
}

/// Resolution of a JPEG as scanners write it.
fn jfif_dpi(bytes: &[u8]) -> Option<(f64, f64)> {
    let head = bytes.get(..20)?;
    if head.get(6..11) != Some(b"JFIF\0".as_slice()) {
        return None;
    }
    let per = match head.get(13)? {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    let number =
        |at: usize| Some(f64::from(u16::from_be_bytes([*head.get(at)?, *head.get(at + 1)?])) * per);
    let (x, y) = (number(14)?, number(16)?);
    (x > 1.0 && y > 1.0).then_some((x, y))
}

/// A JPEG that can stand in a PDF as it is, without what it tells of camera, place and time.
pub(super) struct AsIs {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) gray: bool,
    /// Quarter turns clockwise with which it is to be shown.
    pub(super) turns: u8,
    pub(super) bytes: Vec<u8>,
}

/// The picture's own bytes, where it is a whole JPEG in a usual color and needs no mirror.
pub(super) fn as_is(kind: MediaKind, bytes: &[u8]) -> Option<AsIs> {
    if kind != MediaKind::Jpeg || !whole::jpeg_ends(bytes) {
        return None;
    }
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg)
        .into_decoder()
        .ok()?;
    let turns = match decoder.orientation().ok()? {
        image::metadata::Orientation::NoTransforms => 0,
        image::metadata::Orientation::Rotate90 => 1,
        image::metadata::Orientation::Rotate180 => 2,
        image::metadata::Orientation::Rotate270 => 3,
        _ => return None,
    };
    let mut out = vec![0xff, 0xd8];
    let mut frame = None;
    let mut at = 2;
    loop {
        let (Some(0xff), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return None;
        };
        if *marker == 0xd9 {
            // What lies behind the end is no part of the picture.
            out.extend([0xff, 0xd9]);
            break;
        }
        let len = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        let segment = bytes.get(at..at + 2 + len.max(2))?;
        at += segment.len();
        match marker {
            // The frame: eight bits, one or three colors.
            0xc0..=0xc2 => {
                let field = |i: usize| segment.get(i).copied().map(u32::from);
                let colors = field(9)?;
                if field(4)? != 8 || !matches!(colors, 1 | 3) {
                    return None;
                }
                frame = Some((
                    field(7)? << 8 | field(8)?,
                    field(5)? << 8 | field(6)?,
                    colors == 1,
                ));
                out.extend(segment);
            }
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return None,
            // Camera, place, time, maker, words; the mark of how colors are meant stays.
            0xe0..=0xed | 0xef | 0xfe => {}
            0xda => {
                out.extend(segment);
                // Up to the next mark: stuffed bytes and restarts belong to the picture's data.
                let data = bytes.get(at..)?;
                let end = data.windows(2).position(|pair| {
                    matches!(pair, [0xff, mark] if !matches!(mark, 0x00 | 0xff | 0xd0..=0xd7))
                })?;
                out.extend(data.get(..end)?);
                at += end;
            }
            _ => out.extend(segment),
        }
    }
    let (width, height, gray) = frame?;
    (width > 0 && height > 0).then_some(AsIs {
        width,
        height,
        gray,
        turns,
        bytes: out,
    })
}
