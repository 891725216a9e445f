//! What stands around the pages: the outline, the form they share, the layers that are hidden.

use super::copy::Copier;
use super::links::whole_page;
use super::target::Target;
use lopdf::{Dictionary, Object, ObjectId, StringFormat};

/// Adds an outline of titles and the pages they lead to; `None` where there is none.
pub(super) fn outline(target: &mut Target, entries: &[(String, ObjectId)]) -> Option<ObjectId> {
    let root = target.reserve();
    let ids: Vec<ObjectId> = entries.iter().map(|_| target.reserve()).collect();
    let (first, last) = (*ids.first()?, *ids.last()?);
    for (at, ((title, page), id)) in entries.iter().zip(&ids).enumerate() {
        let mut entry = Dictionary::new();
        entry.set("Title", text_string(title));
        entry.set("Parent", root);
        entry.set("Dest", whole_page(*page));
        if let Some(before) = at.checked_sub(1).and_then(|at| ids.get(at)) {
            entry.set("Prev", *before);
        }
        if let Some(next) = ids.get(at + 1) {
            entry.set("Next", *next);
        }
        target.put(*id, entry);
    }
    let mut outline = Dictionary::new();
    outline.set("Type", "Outlines");
    outline.set("First", first);
    outline.set("Last", last);
    outline.set("Count", ids.len() as i64);
    target.put(root, outline);
    Some(root)
}

/// A text for people, in a code that has all signs.
pub(in crate::helper) fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// What the parts share: fonts of forms, layers and which of them are hidden.
#[derive(Default)]
pub(super) struct Shared {
    fonts: Dictionary,
    fields: Vec<Object>,
    layers: Vec<Object>,
    hidden: Vec<Object>,
}

impl Shared {
    /// Takes up an original's form, if any of it came along, and what it says of its layers.
    pub(super) fn take(&mut self, copier: &mut Copier<'_>, form: Option<ObjectId>) {
        self.fields.extend(form.map(Object::Reference));
        let Ok(catalog) = copier.source.catalog() else {
            return;
        };
        if form.is_some()
            && let Some(Object::Dictionary(form)) = copier.get(catalog, b"AcroForm")
            && let Some(Object::Dictionary(used)) = copier.get(form, b"DR")
            && let Some(Object::Dictionary(fonts)) = copier.get(used, b"Font")
        {
            for (name, font) in fonts.iter() {
                if !self.fonts.has(name)
                    && let Ok(font) = copier.object(font, 0)
                {
                    self.fonts.set(name.as_slice(), font);
                }
            }
        }
        let Some(Object::Dictionary(about)) = copier.get(catalog, b"OCProperties") else {
            return;
        };
        let list = |object: Option<&Object>| -> Vec<ObjectId> {
            let list = object.and_then(|o| o.as_array().ok());
            let ids = list.into_iter().flatten();
            ids.filter_map(|id| id.as_reference().ok()).collect()
        };
        let usual = copier.get(about, b"D").and_then(|d| d.as_dict().ok());
        let base_off = usual
            .and_then(|d| copier.get(d, b"BaseState"))
            .is_some_and(|state| state.as_name().ok() == Some(b"OFF"));
        let on = list(usual.and_then(|d| copier.get(d, b"ON")));
        let off = list(usual.and_then(|d| copier.get(d, b"OFF")));
        for layer in list(copier.get(about, b"OCGs")) {
            let Some(new) = copier.memory.memo.get(&layer) else {
                continue;
            };
            let new = Object::Reference(*new);
            if off.contains(&layer) || (base_off && !on.contains(&layer)) {
                self.hidden.push(new.clone());
            }
            self.layers.push(new);
        }
    }

    /// Enters all of it in the catalog.
    pub(super) fn enter(self, target: &mut Target, catalog: &mut Dictionary) {
        if !self.fields.is_empty() {
            let mut fonts = self.fonts;
            let [plain, _] = target.fonts();
            if !fonts.has(b"Helv") {
                fonts.set("Helv", plain);
            }
            let mut used = Dictionary::new();
            used.set("Font", fonts);
            let mut form = Dictionary::new();
            form.set("Fields", Object::Array(self.fields));
            form.set("DR", used);
            form.set("DA", Object::string_literal("/Helv 0 Tf 0 g"));
            catalog.set("AcroForm", form);
        }
        if !self.layers.is_empty() {
            let mut usual = Dictionary::new();
            usual.set("Order", Object::Array(vec![]));
            usual.set("OFF", Object::Array(self.hidden));
            let mut about = Dictionary::new();
            about.set("OCGs", Object::Array(self.layers));
            about.set("D", usual);
            catalog.set("OCProperties", about);
        }
    }
}
