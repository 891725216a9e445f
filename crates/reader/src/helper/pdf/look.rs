//! A PDF as the packet needs to know it: how large its pages are, what stands where on them, how they look.

pub(in crate::helper) use super::glyphs::Kept;
use super::render::{fit, render};
use super::{fields, gaps, glyphs, layout, open, order};
use crate::protocol::Fault;
use hayro::RenderCache;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect};
use hayro::hayro_syntax::page::{Page, Rotation};
use hayro::hayro_syntax::{Pdf, PdfData};
use hayro::kurbo::{Rect, Shape};
use holdfast_case::pages::{BBox, Word};
use image::RgbImage;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An open PDF.
pub(in crate::helper) struct Opened {
    pdf: Pdf,
    forms: fields::Forms,
    /// What pages share is looked at once.
    gaps: RefCell<gaps::Gaps>,
}

/// What a document says of its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::helper) enum FormSaid {
    /// It has none.
    None,
    /// It has one.
    Plain,
    /// It has one, and the same once more as one maker's viewer shows it.
    WithXfa,
    /// It has one that only one maker's viewer can show.
    OfOneMaker,
}

/// An entry of a form on a page.
pub(in crate::helper) struct FormEntry {
    /// Where, as shown.
    pub(in crate::helper) area: BBox,
    /// Of a box to tick: its state.
    pub(in crate::helper) state: Option<String>,
}

/// What a page is and what stands on it.
#[derive(Clone, Debug, Default)]
pub(in crate::helper) struct Look {
    /// Its size as shown.
    pub(in crate::helper) size: (f32, f32),
    /// Its boxes, left, bottom, right, top, before it is turned.
    pub(in crate::helper) media: [f64; 4],
    /// What of it is shown.
    pub(in crate::helper) shown: [f64; 4],
    /// Degrees it is turned by, clockwise.
    pub(in crate::helper) rotate: i64,
    /// Letters drawn, hidden ones too.
    pub(in crate::helper) letters: usize,
    /// Share of the page under its largest picture.
    pub(in crate::helper) picture: f32,
    /// Where its letters stand, as shown.
    pub(in crate::helper) taken: Vec<BBox>,
    /// A part of it is missing from the file.
    pub(in crate::helper) lacks: bool,
    /// What its content leaves open.
    pub(in crate::helper) balance: Balance,
    /// Names of the pictures and pieces it draws.
    pub(in crate::helper) draws: BTreeSet<Vec<u8>>,
}

/// What a content stream leaves open at its end, and takes back that it never opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::helper) struct Balance {
    /// Saved states that are never taken back.
    pub(in crate::helper) open: usize,
    /// States taken back that were never saved.
    pub(in crate::helper) short: usize,
    /// A text was begun and not ended.
    pub(in crate::helper) in_text: bool,
}

impl Balance {
    fn of(page: &Page<'_>, draws: &mut BTreeSet<Vec<u8>>) -> Self {
        let mut balance = Self::default();
        let mut operations = page.operations();
        while let Some(operation) = operations.next() {
            match &**operation.operator {
                b"Do" => draws.extend(operation.operands().filter_map(|o| match o {
                    Object::Name(name) => Some(name.to_vec()),
                    _ => None,
                })),
                b"q" => balance.open += 1,
                b"Q" if balance.open > 0 => balance.open -= 1,
                b"Q" => balance.short += 1,
                b"BT" => balance.in_text = true,
                b"ET" => balance.in_text = false,
                _ => {}
            }
        }
        balance
    }
}

impl Opened {
    /// Opens it, or tells why not.
    pub(in crate::helper) fn new(
        bytes: impl Into<PdfData>,
        password: Option<&str>,
    ) -> Result<Self, Fault> {
        let pdf = open(bytes, password)?;
        let forms = fields::Forms::of(&pdf);
        Ok(Self {
            pdf,
            forms,
            gaps: RefCell::default(),
        })
    }

    /// The file as parsed.
    pub(super) fn pdf(&self) -> &Pdf {
        &self.pdf
    }

    /// How many pages it has.
    pub(in crate::helper) fn len(&self) -> usize {
        self.pdf.pages().len()
    }

    /// How large a page (from 0) is, as shown.
    pub(in crate::helper) fn size(&self, index: usize) -> Option<(f32, f32)> {
        Some(self.pdf.pages().get(index)?.render_dimensions())
    }

    /// Looks at a page (from 0); `None` where there is no such page or it makes the parser fail. `kept` is what the
    /// pages of this document share.
    pub(in crate::helper) fn look<'a>(&'a self, index: usize, kept: &Kept<'a>) -> Option<Look> {
        let page = self.pdf.pages().get(index)?;
        let look = || {
            let mut look = self.look_at(page, kept);
            look.balance = Balance::of(page, &mut look.draws);
            let gaps = self.gaps.try_borrow_mut();
            look.lacks = gaps.is_ok_and(|mut gaps| gaps.of(page).is_some());
            look
        };
        catch_unwind(AssertUnwindSafe(look)).ok()
    }

    /// The same without what only the taking over needs to know.
    pub(in crate::helper) fn look_again<'a>(
        &'a self,
        index: usize,
        kept: &Kept<'a>,
    ) -> Option<Look> {
        let page = self.pdf.pages().get(index)?;
        catch_unwind(AssertUnwindSafe(|| self.look_at(page, kept))).ok()
    }

    fn look_at<'a>(&'a self, page: &'a Page<'a>, kept: &Kept<'a>) -> Look {
        let settings = InterpreterSettings::default();
        let found = glyphs::places(&self.pdf, page, &settings, kept);
        let (media, shown) = (page.media_box(), page.intersected_crop_box());
        let mut look = Look {
            size: page.render_dimensions(),
            media: [media.x0, media.y0, media.x1, media.y1],
            shown: [shown.x0, shown.y0, shown.x1, shown.y1],
            rotate: match page.rotation() {
                Rotation::None => 0,
                Rotation::Horizontal => 90,
                Rotation::Flipped => 180,
                Rotation::FlippedHorizontal => 270,
            },
            letters: 0,
            picture: found.largest_image,
            taken: Vec::new(),
            lacks: false,
            balance: Balance::default(),
            draws: BTreeSet::new(),
        };
        look.letters = found.glyphs.len();
        look.taken.reserve_exact(found.glyphs.len());
        for sign in &found.glyphs {
            let (down, up) = (-0.22, 0.74);
            let xs = [
                sign.start.0 + sign.up.0 * down,
                sign.start.0 + sign.up.0 * up,
                sign.end.0 + sign.up.0 * down,
                sign.end.0 + sign.up.0 * up,
            ];
            let ys = [
                sign.start.1 + sign.up.1 * down,
                sign.start.1 + sign.up.1 * up,
                sign.end.1 + sign.up.1 * down,
                sign.end.1 + sign.up.1 * up,
            ];
            let least = |v: [f32; 4]| v.into_iter().fold(f32::MAX, f32::min);
            let most = |v: [f32; 4]| v.into_iter().fold(f32::MIN, f32::max);
            look.taken.push(BBox {
                x0: least(xs),
                y0: least(ys),
                x1: most(xs),
                y1: most(ys),
            });
        }
        look
    }

    /// The words of a page (from 0), what is filled into its form too.
    pub(in crate::helper) fn words(&self, index: usize) -> Vec<Word> {
        let Some(page) = self.pdf.pages().get(index) else {
            return vec![];
        };
        let read = || {
            let settings = InterpreterSettings::default();
            let mut found = glyphs::collect(&self.pdf, page, &settings, &Kept::default());
            let filled = self.forms.values_of(page, &found.glyphs);
            found.glyphs.extend(filled);
            let mut words = layout::words(found.glyphs);
            order::arrange(&mut words);
            words
        };
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_default()
    }

    /// The picture of a page (from 0) at so many dots per inch, or as many as fit.
    pub(in crate::helper) fn picture(&self, index: usize, dpi: f32) -> Option<RgbImage> {
        let page = self.pdf.pages().get(index)?;
        let (width, height) = page.render_dimensions();
        let scale = fit(width, height, dpi / 72.0);
        let settings = InterpreterSettings::default();
        let pixmap = render(page, &RenderCache::new(), &settings, scale)?;
        let rgb = pixmap
            .data_as_u8_slice()
            .chunks_exact(4)
            .flat_map(|p| p.iter().take(3).copied())
            .collect();
        RgbImage::from_raw(u32::from(pixmap.width()), u32::from(pixmap.height()), rgb)
    }

    /// What it says of its form, without looking into it.
    pub(in crate::helper) fn form_said(&self) -> FormSaid {
        let xref = self.pdf.xref();
        let Some(catalog) = xref.get::<Dict<'_>>(xref.root_id()) else {
            return FormSaid::None;
        };
        let Some(form) = catalog.get::<Dict<'_>>("AcroForm") else {
            return FormSaid::None;
        };
        let has_xfa = form.contains_key("XFA");
        let fields = form.get::<Array<'_>>("Fields");
        let has_fields = fields.is_some_and(|list| list.raw_iter().next().is_some());
        if has_xfa && catalog.get::<bool>("NeedsRendering").unwrap_or(false) {
            return FormSaid::OfOneMaker;
        }
        match (has_xfa, has_fields) {
            (true, false) => FormSaid::OfOneMaker,
            (true, true) => FormSaid::WithXfa,
            (false, true) => FormSaid::Plain,
            (false, false) => FormSaid::None,
        }
    }

    /// A box of the file (left, bottom, right, top) on a page (from 0) as it is shown.
    pub(in crate::helper) fn place(&self, index: usize, rect: [f64; 4]) -> Option<BBox> {
        let page = self.pdf.pages().get(index)?;
        let [x0, y0, x1, y1] = rect;
        let shown = page.initial_transform(true).to_kurbo();
        let area = (shown * Rect::new(x0, y0, x1, y1).to_path(0.1)).bounding_box();
        Some(BBox {
            x0: area.x0 as f32,
            y0: area.y0 as f32,
            x1: area.x1 as f32,
            y1: area.y1 as f32,
        })
    }

    /// The entries of forms on a page (from 0).
    pub(in crate::helper) fn entries(&self, index: usize) -> Vec<FormEntry> {
        let Some(page) = self.pdf.pages().get(index) else {
            return vec![];
        };
        let Some(notes) = page.raw().get::<Array<'_>>("Annots") else {
            return vec![];
        };
        let entry = |note: Dict<'_>| {
            let is_entry = note.get::<Name<'_>>("Subtype").as_deref() == Some(b"Widget".as_slice());
            let rect = note.get::<PdfRect>("Rect").filter(|_| is_entry)?;
            Some(FormEntry {
                area: self.place(index, [rect.x0, rect.y0, rect.x1, rect.y1])?,
                state: note
                    .get::<Name<'_>>("AS")
                    .map(|state| state.as_str().to_owned()),
            })
        };
        notes.iter::<Dict<'_>>().filter_map(entry).collect()
    }

    /// The signs on a page (from 0) in the order they are drawn, and the middle of each as shown.
    pub(in crate::helper) fn signs<'a>(
        &'a self,
        index: usize,
        kept: &Kept<'a>,
    ) -> Vec<(String, (f32, f32))> {
        let Some(page) = self.pdf.pages().get(index) else {
            return vec![];
        };
        let collect = || {
            let settings = InterpreterSettings::default();
            let found = glyphs::collect(&self.pdf, page, &settings, kept);
            let signs = found.glyphs.into_iter();
            let signs = signs
                .filter(|sign| !sign.text.trim().is_empty())
                .map(|sign| {
                    let x = (sign.start.0 + sign.end.0) / 2.0 + sign.up.0 * 0.3;
                    let y = (sign.start.1 + sign.end.1) / 2.0 + sign.up.1 * 0.3;
                    (sign.text, (x, y))
                });
            signs.collect()
        };
        catch_unwind(AssertUnwindSafe(collect)).unwrap_or_default()
    }
}
