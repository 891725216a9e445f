//! Forms: which boxes of a PDF can be filled in, and filling them.
//!
//! What is filled in gets a look of its own in the file, so that every viewer, every printer and the packet show it; the
//! finished file is read back by the second parser before it is given out. Nothing else of the document is changed.

mod captions;
mod check;
mod fill;
mod font;
mod look;
mod walk;

use super::documents;
use super::pdf::look::{FormSaid, Opened};
use crate::media::MediaKind;
use crate::protocol::Fault;
use captions::Printed;
use fill::Filling;
use holdfast_case::form::{BoxKind, BoxPlace, BoxTrouble, Form, FormBox, FormPage};
use holdfast_case::pages::BBox;
use lopdf::{Document, LoadOptions};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use walk::Field;

/// Bytes that packed objects may swell to.
const MOST_PACKED: usize = 64 << 20;
/// Letters of a name, a hint or a value at most.
const MOST_LETTERS: usize = 4_000;

/// The file, and which values could not be put in, by their place among those that were wanted.
type Filled = (Vec<u8>, Vec<(usize, BoxTrouble)>);

/// A form that opened.
struct Blank {
    opened: Opened,
    doc: Document,
    fields: Vec<Field>,
}

/// The boxes of a document.
pub(super) fn list(bytes: Vec<u8>, password: Option<&str>) -> Result<Form, Fault> {
    let blank = Blank::open(bytes, password)?;
    Ok(catch_unwind(AssertUnwindSafe(|| blank.form())).unwrap_or_default())
}

/// Fills boxes, each told by its name.
pub(super) fn fill(
    bytes: Vec<u8>,
    password: Option<&str>,
    wanted: &[(String, String)],
    font: &[u8],
) -> Result<Filled, Fault> {
    let blank = Blank::open(bytes, password)?;
    let work = || blank.fill(wanted, font);
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Fault::damaged("its boxes cannot be followed")))
}

impl Blank {
    /// Opens it by both parsers. Errors: what stands against filling it in here.
    fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<Self, Fault> {
        if documents::kind(&bytes)? != MediaKind::Pdf {
            return Err(Fault::NoForm);
        }
        let bytes = Arc::new(bytes);
        let opened = Opened::new(bytes.clone(), password)?;
        let said = opened.form_said();
        if said == FormSaid::None {
            return Err(Fault::NoForm);
        }
        let options = LoadOptions {
            password: password.map(str::to_owned),
            max_decompressed_size: Some(MOST_PACKED),
            ..LoadOptions::default()
        };
        let load = || {
            let mut doc = Document::load_mem_with_options(&bytes, options).ok()?;
            let is_whole = doc.page_iter().count() == opened.len() && !doc.is_encrypted();
            is_whole.then(|| {
                walk::number_notes(&mut doc);
                doc
            })
        };
        let broken = || Fault::damaged("its boxes cannot be followed");
        let doc = catch_unwind(AssertUnwindSafe(load)).ok().flatten();
        let doc = doc.ok_or_else(broken)?;
        let fields = catch_unwind(AssertUnwindSafe(|| walk::fields(&doc))).map_err(|_| broken())?;
        let fields = fields.map_err(|_| Fault::too_large("its form has more than 20,000 boxes"))?;
        let signed = |field: &Field| field.kind == BoxKind::Signature && !field.value.is_empty();
        if fields.iter().any(signed) {
            return Err(Fault::FormSigned);
        }
        let fillable = |field: &Field| field.kind != BoxKind::Signature && !field.read_only;
        match (fields.iter().any(fillable), said) {
            (_, FormSaid::OfOneMaker) | (false, FormSaid::WithXfa) => Err(Fault::FormOfOneMaker),
            (false, _) => Err(Fault::NoForm),
            (true, _) => Ok(Self {
                opened,
                doc,
                fields,
            }),
        }
    }

    fn form(&self) -> Form {
        let mut boxes: Vec<FormBox> = self.fields.iter().filter_map(|f| self.one(f)).collect();
        let mut areas: BTreeMap<u32, Vec<BBox>> = BTreeMap::new();
        for place in boxes.iter().flat_map(|one| &one.places) {
            areas.entry(place.page).or_default().push(place.area);
        }
        let mut pages = Vec::new();
        for (number, areas) in areas {
            let index = number.saturating_sub(1) as usize;
            let words = self.opened.words(index);
            let printed = Printed::new(&words, areas);
            let here = |one: &&mut FormBox| one.places.iter().any(|place| place.page == number);
            for one in boxes.iter_mut().filter(here) {
                printed.caption(one, number);
            }
            let (width, height) = self.opened.size(index).unwrap_or((612.0, 792.0));
            pages.push(FormPage {
                number,
                width,
                height,
                lines: printed.lines(),
            });
        }
        let key = |one: &FormBox| {
            let first = one.places.first();
            first.map_or((0, 0, 0), |place| {
                let (row, left) = (place.area.y1 / 8.0, place.area.x0);
                (place.page, row.round() as i32, left.round() as i32)
            })
        };
        boxes.sort_by_key(key);
        Form { pages, boxes }
    }

    fn one(&self, field: &Field) -> Option<FormBox> {
        let is_ticked = matches!(field.kind, BoxKind::Check | BoxKind::OneOf);
        let places = field.entries.iter().enumerate().filter_map(|(at, entry)| {
            Some(BoxPlace {
                page: u32::try_from(entry.page + 1).ok()?,
                area: self.opened.place(entry.page, entry.rect)?,
                state: match is_ticked {
                    true => walk::spelled(&entry.state),
                    false => String::new(),
                },
                label: field.labels.get(at).cloned().unwrap_or_default(),
            })
        });
        let places: Vec<BoxPlace> = places.collect();
        let short = |text: &str| text.chars().take(MOST_LETTERS).collect::<String>();
        (!places.is_empty()).then(|| FormBox {
            name: field.name.clone(),
            kind: field.kind.clone(),
            places,
            caption: String::new(),
            rival: String::new(),
            hint: short(&field.hint),
            value: short(&field.value),
            read_only: field.read_only,
            required: field.required,
        })
    }

    fn fill(self, wanted: &[(String, String)], font: &[u8]) -> Result<Filled, Fault> {
        let by_name: HashMap<&str, &Field> =
            self.fields.iter().map(|f| (f.name.as_str(), f)).collect();
        let mut filling = Filling::new(self.doc, font);
        let mut left = Vec::new();
        for (at, (name, value)) in wanted.iter().enumerate() {
            let put = match by_name.get(name.as_str()) {
                Some(field) => filling.put(field, value),
                None => Err(BoxTrouble::NoBox),
            };
            left.extend(put.err().map(|trouble| (at, trouble)));
        }
        let named: HashSet<&str> = wanted.iter().map(|(name, _)| name.as_str()).collect();
        for field in self
            .fields
            .iter()
            .filter(|f| !named.contains(f.name.as_str()))
        {
            filling.freshen(field);
        }
        let pdf = filling.finish();
        let pdf = pdf.ok_or_else(|| Fault::damaged("the filled form could not be written"))?;
        match check::is_right(&self.opened, &pdf, &filling.expected) {
            true => Ok((pdf, left)),
            false => Err(Fault::damaged("what was filled in did not read back")),
        }
    }
}
