//! Collecting what a page draws: signs with their places, and how much of it is pictures.

use crate::helper::layout::Sign;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect, Shape};
use std::cell::RefCell;

/// Signs of one page at most; beyond it is no letter.
const MAX_SIGNS: usize = 400_000;

/// What a page draws.
pub(super) struct Found {
    /// Signs in the order they are drawn.
    pub(super) glyphs: Vec<Sign>,
    /// Signs whose meaning the file does not give.
    pub(super) unknown: usize,
    /// Share of the page under its largest picture, 0 to 1.
    pub(super) largest_image: f32,
    /// Where that picture lies.
    pub(super) image_box: Rect,
    /// Dots per inch of that picture.
    pub(super) image_dpi: Option<f32>,
    /// Small filled or stroked shapes: text turned to outlines has thousands.
    pub(super) small_paths: usize,
}

/// Pages run with the same fonts and color profiles; then they are opened anew, since a long document would fill the
/// memory it may have.
const KEPT_FOR: u32 = 60;

/// What pages of one document share while they are run. To open a color profile takes longer than to run most pages.
#[derive(Default)]
pub(in crate::helper) struct Kept<'a> {
    cache: RefCell<(InterpreterCache<'a>, u32)>,
}

impl<'a> Kept<'a> {
    fn cache(&self) -> InterpreterCache<'a> {
        let Ok(mut kept) = self.cache.try_borrow_mut() else {
            return InterpreterCache::new();
        };
        if kept.1 >= KEPT_FOR {
            *kept = <(InterpreterCache<'a>, u32)>::default();
        }
        kept.1 += 1;
        kept.0.clone()
    }
}

/// Runs the page and writes down what it draws. `kept` belongs to this document and no other.
pub(super) fn collect<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    settings: &InterpreterSettings,
    kept: &Kept<'a>,
) -> Found {
    run(pdf, page, settings, kept, false)
}

/// The same for who asks only where letters stand: the signs come without their text, and blanks do not come.
pub(super) fn places<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    settings: &InterpreterSettings,
    kept: &Kept<'a>,
) -> Found {
    run(pdf, page, settings, kept, true)
}

fn run<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    settings: &InterpreterSettings,
    kept: &Kept<'a>,
    places_alone: bool,
) -> Found {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = kept.cache();
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        area,
        &cache,
        pdf.xref(),
        settings.clone(),
    );
    let mut device = Collector {
        area,
        places_alone,
        found: Found {
            glyphs: Vec::new(),
            unknown: 0,
            largest_image: 0.0,
            image_box: Rect::ZERO,
            image_dpi: None,
            small_paths: 0,
        },
    };
    interpret_page(page, &mut context, &mut device);
    device.found
}

struct Collector {
    area: Rect,
    places_alone: bool,
    found: Found,
}

impl Device<'_> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, _: &DrawMode) {
        let bounds = (props.transform * path.bounding_box().to_path(0.1)).bounding_box();
        if bounds.width() < 40.0 && bounds.height() < 40.0 && path.elements().len() > 5 {
            self.found.small_paths += 1;
        }
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let hidden = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            if self.found.glyphs.len() >= MAX_SIGNS {
                return;
            }
            let place = props.transform * glyph.transform();
            let advance = match &**glyph {
                Glyph::Outline(g) => g.advance_width(),
                Glyph::Type3(g) => g.advance_width(),
            };
            let advance = f64::from(advance.unwrap_or(500.0)).clamp(0.0, 5000.0);
            let start = place * Point::ZERO;
            let end = place * Point::new(advance, 0.0);
            let up = place * Point::new(0.0, 1000.0) - start;
            let size = up.hypot();
            let middle = start.midpoint(end) + up * 0.3;
            // Off the page as shown is off the page.
            if !size.is_finite() || size < 0.5 || !self.area.inflate(2.0, 2.0).contains(middle) {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) if self.places_alone && c.is_whitespace() => continue,
                Some(BfString::String(s)) if self.places_alone && s.trim().is_empty() => continue,
                Some(_) if self.places_alone => String::new(),
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(s)) => s,
                None => {
                    self.found.unknown += 1;
                    continue;
                }
            };
            if text
                .chars()
                .any(|c| c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c))
            {
                self.found.unknown += 1;
            }
            self.found.glyphs.push(Sign {
                text,
                start: (start.x as f32, start.y as f32),
                end: (end.x as f32, end.y as f32),
                up: (up.x as f32, up.y as f32),
                hidden,
            });
        }
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        let (w, h) = (f64::from(image.width()), f64::from(image.height()));
        // hayro draws a picture in its own pixels; the transform brings these to the page.
        let bounds = (props.transform * Rect::new(0.0, 0.0, w, h).to_path(0.1))
            .bounding_box()
            .intersect(self.area);
        if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
            return;
        }
        let share = (bounds.area() / self.area.area().max(1.0)) as f32;
        if share > self.found.largest_image {
            self.found.largest_image = share;
            self.found.image_box = bounds;
            let scale = scale_of(props.transform);
            self.found.image_dpi = (scale > 0.0).then(|| (72.0 / scale) as f32);
        }
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Points per pixel.
fn scale_of(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}
