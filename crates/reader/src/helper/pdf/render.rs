//! Pictures of pages, for people and for the recognizer.

use super::open;
use crate::damage::Gap;
use crate::helper::documents::questions;
use crate::helper::gray::Gray;
use crate::helper::picture::for_recognition;
use crate::helper::{Request, Trouble};
use crate::media::MediaKind;
use crate::protocol::{Answer, Fault};
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use holdfast_case::pages::Page;
use image::{DynamicImage, RgbImage};
use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Pixels of a rendered page at most.
const MOST_PIXELS: f32 = 40e6;
/// A side of a picture at most: the renderer counts in 16 bits.
const MOST_SIDE: f32 = 16_000.0;
/// Dots per inch for the recognizer, where the scan in the page does not tell a better number.
const USUAL_DPI: f32 = 300.0;

/// The picture to recognize a page from, at the resolution of the scan in it.
pub(super) fn picture<'a>(
    page: &'a PdfPage<'a>,
    result: Page,
    doubts: Vec<String>,
    gap: Option<Gap>,
    scan_dpi: Option<f32>,
    request: &Request<'_>,
) -> (Answer, Vec<u8>) {
    let dpi = scan_dpi.unwrap_or(USUAL_DPI).clamp(100.0, 300.0);
    let (width, height) = page.render_dimensions();
    let scale = fit(width, height, dpi / 72.0);
    // A picture that cannot be decoded is left out of the rendering: the paper under it is not a blank page.
    let undecoded = Arc::new(AtomicBool::new(false));
    let settings = InterpreterSettings {
        warning_sink: Arc::new({
            let undecoded = undecoded.clone();
            move |warning| {
                if let InterpreterWarning::ImageDecodeFailure = warning {
                    undecoded.store(true, Ordering::Relaxed);
                }
            }
        }),
        ..InterpreterSettings::default()
    };
    let gray = render(page, &RenderCache::new(), &settings, scale).and_then(|p| to_gray(&p));
    let undecoded = undecoded.load(Ordering::Relaxed);
    let gap = gap.or(undecoded.then_some(Gap::PictureBroken));
    let points = (f64::from(width), f64::from(height));
    for_recognition(result, doubts, gap, gray, points, false, request)
}

/// A scale that keeps the picture within bounds.
pub(super) fn fit(width: f32, height: f32, scale: f32) -> f32 {
    let by_area = (MOST_PIXELS / (width * height).max(1.0)).sqrt();
    let by_side = MOST_SIDE / width.max(height).max(1.0);
    scale.min(by_area).min(by_side)
}

pub(super) fn render<'a>(
    page: &'a PdfPage<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    scale: f32,
) -> Option<Pixmap> {
    let pixels = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let draw = || hayro::render(page, cache, settings, &RenderSettings::default(), &pixels);
    catch_unwind(AssertUnwindSafe(draw)).ok()
}

fn to_gray(pixmap: &Pixmap) -> Option<Gray> {
    let data = pixmap
        .data_as_u8_slice()
        .chunks_exact(4)
        .map(|p| match p {
            [r, g, b, _] => {
                ((u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000) as u8
            }
            _ => 255,
        })
        .collect();
    Gray::new(
        usize::from(pixmap.width()),
        usize::from(pixmap.height()),
        data,
    )
}

/// Answers questions for pictures of a PDF's pages.
pub(in crate::helper) fn view(
    bytes: Vec<u8>,
    password: Option<&str>,
    input: &mut impl Read,
    output: &mut impl Write,
) -> Result<(), Trouble> {
    view_as(MediaKind::Pdf, bytes, password, input, output)
}

/// The same for a PDF that stands for another kind of document.
pub(in crate::helper) fn view_as(
    media: MediaKind,
    bytes: Vec<u8>,
    password: Option<&str>,
    input: &mut impl Read,
    output: &mut impl Write,
) -> Result<(), Trouble> {
    let pdf = open(bytes, password)?;
    let pages = pdf.pages();
    let settings = InterpreterSettings::default();
    let unshowable = || Fault::damaged("its picture cannot be made");
    // Fonts are kept from page to page, but not for ever: a long document would fill the memory it may have.
    let mut cache = RenderCache::new();
    let mut since = 0;
    questions(media, pages.len(), input, output, &mut |index, width| {
        let page = pages.get(index).ok_or_else(unshowable)?;
        if since >= 20 {
            cache = RenderCache::new();
            since = 0;
        }
        since += 1;
        let (w, h) = page.render_dimensions();
        let scale = fit(w, h, (width as f32 + 0.5) / w.max(1.0));
        let pixmap = render(page, &cache, &settings, scale).ok_or_else(unshowable)?;
        let rgb = pixmap
            .data_as_u8_slice()
            .chunks_exact(4)
            .flat_map(|p| p.iter().take(3).copied())
            .collect();
        RgbImage::from_raw(u32::from(pixmap.width()), u32::from(pixmap.height()), rgb)
            .map(DynamicImage::from)
            .ok_or_else(unshowable)
    })
}
