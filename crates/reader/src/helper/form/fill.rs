//! Filling boxes: the value, and a look for each entry, so that no viewer has to make one.

use super::font::Types;
use super::look::Style;
use super::walk::{Entry, Field, OFF, form_dict, get, spelled};
use crate::helper::assemble::outline::text_string;
use holdfast_case::form::{BoxKind, BoxTrouble};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// What must be found when the filled form is read back.
pub(super) struct Expected {
    pub(super) page: usize,
    pub(super) rect: [f64; 4],
    /// The words in it; none for a box to tick.
    pub(super) words: Option<String>,
    /// The state of a box to tick.
    pub(super) state: Option<String>,
}

/// A form while it is filled.
pub(super) struct Filling<'f> {
    pub(super) doc: Document,
    pub(super) types: Types<'f>,
    pub(super) expected: Vec<Expected>,
    default: Option<Vec<u8>>,
    /// The looks in the file are out of date.
    stale: bool,
    plain: ObjectId,
    given: ObjectId,
}

impl<'f> Filling<'f> {
    pub(super) fn new(mut doc: Document, font: &'f [u8]) -> Self {
        let form = form_dict(&doc);
        let default = form
            .and_then(|form| get(&doc, form, b"DA")?.as_str().ok())
            .map(<[u8]>::to_vec);
        let stale = form
            .and_then(|form| get(&doc, form, b"NeedAppearances")?.as_bool().ok())
            .unwrap_or(false);
        let (plain, given) = (doc.new_object_id(), doc.new_object_id());
        Self {
            doc,
            types: Types::new(font),
            expected: Vec::new(),
            default,
            stale,
            plain,
            given,
        }
    }

    /// Puts a value into a box, or tells why that can't be. Nothing of a box that can't be filled is changed.
    pub(super) fn put(&mut self, field: &Field, value: &str) -> Result<(), BoxTrouble> {
        if field.read_only {
            return Err(BoxTrouble::ReadOnly);
        }
        match &field.kind {
            BoxKind::Signature => Err(BoxTrouble::ForPen),
            BoxKind::Check | BoxKind::OneOf => self.tick(field, value),
            BoxKind::Text { most, .. } => {
                let length = value.trim().chars().count();
                if most.is_some_and(|most| length > most as usize) {
                    return Err(BoxTrouble::TooLong);
                }
                self.write(field, value, value)?;
                Ok(())
            }
            BoxKind::Choice { options, free } => {
                let wanted = value.trim();
                let at = options
                    .iter()
                    .position(|one| one.value == wanted)
                    .or_else(|| options.iter().position(|one| one.label == wanted));
                let option = at.and_then(|at| options.get(at));
                let (value, shown) = match option {
                    Some(option) => (option.value.clone(), option.label.clone()),
                    None if *free || wanted.is_empty() => (wanted.to_owned(), wanted.to_owned()),
                    None => return Err(BoxTrouble::NoSuchValue),
                };
                self.write(field, &value, &shown)?;
                for owner in &field.owners {
                    if let Some(Object::Dictionary(dict)) = self.doc.objects.get_mut(owner) {
                        match at {
                            Some(at) => dict.set("I", Object::Array(vec![Object::from(at as i64)])),
                            None => drop(dict.remove(b"I")),
                        }
                    }
                }
                Ok(())
            }
        }
    }

    /// Words into a box: all its looks are made before anything is changed.
    fn write(&mut self, field: &Field, value: &str, shown: &str) -> Result<(), BoxTrouble> {
        let looks = self.looks(field, shown)?;
        for owner in &field.owners {
            if let Some(Object::Dictionary(dict)) = self.doc.objects.get_mut(owner) {
                match value.trim() {
                    "" => drop(dict.remove(b"V")),
                    value => dict.set("V", text_string(value)),
                }
                // the same with type and ink: it would go before the plain words
                dict.remove(b"RV");
            }
        }
        self.give(field, looks);
        let expected = field.entries.iter().map(|entry| Expected {
            page: entry.page,
            rect: entry.rect,
            words: Some(shown.to_owned()),
            state: None,
        });
        self.expected.extend(expected);
        Ok(())
    }

    /// Makes the looks of boxes that have words and no look that shows them.
    pub(super) fn freshen(&mut self, field: &Field) {
        if !matches!(field.kind, BoxKind::Text { .. } | BoxKind::Choice { .. }) {
            return;
        }
        let lacks = |entry: &Entry| {
            let dict = self
                .doc
                .objects
                .get(&entry.id)
                .and_then(|o| o.as_dict().ok());
            dict.is_some_and(|dict| !dict.has(b"AP"))
        };
        if field.value.trim().is_empty() || !(self.stale || field.entries.iter().any(lacks)) {
            return;
        }
        let shown = match &field.kind {
            BoxKind::Choice { options, .. } => {
                let option = options.iter().find(|one| one.value == field.value);
                option.map_or(field.value.as_str(), |one| &one.label)
            }
            _ => &field.value,
        };
        // one that can't be made stays as it came
        if let Ok(looks) = self.looks(field, shown) {
            self.give(field, looks);
        }
    }

    fn looks(&self, field: &Field, shown: &str) -> Result<Vec<Stream>, BoxTrouble> {
        let mut looks = Vec::new();
        for entry in &field.entries {
            let dict = self
                .doc
                .objects
                .get(&entry.id)
                .and_then(|o| o.as_dict().ok());
            let dict = dict.ok_or(BoxTrouble::NoBox)?;
            let mut style = Style::of(&self.doc, dict, entry.rect, self.default.as_deref());
            if let BoxKind::Text { lines, most, comb } = field.kind {
                style.lines = lines;
                style.comb = most.filter(|_| comb);
            }
            let content = style.words(shown, &self.types)?;
            looks.push(Stream::new(style.shape(), content.into_bytes()));
        }
        Ok(looks)
    }

    fn give(&mut self, field: &Field, looks: Vec<Stream>) {
        for (entry, mut look) in field.entries.iter().zip(looks) {
            let mut fonts = Dictionary::new();
            fonts.set("Hf", self.plain);
            if self.types.is_given_used() {
                fonts.set("Hg", self.given);
            }
            let mut resources = Dictionary::new();
            resources.set("Font", fonts);
            look.dict.set("Resources", resources);
            let look = self.doc.add_object(look);
            let mut looks = Dictionary::new();
            looks.set("N", look);
            if let Some(Object::Dictionary(dict)) = self.doc.objects.get_mut(&entry.id) {
                dict.set("AP", looks);
                dict.remove(b"AS");
            }
        }
    }

    fn tick(&mut self, field: &Field, value: &str) -> Result<(), BoxTrouble> {
        let wanted = Some(value.trim()).filter(|value| !value.is_empty() && *value != OFF);
        let is_there = |value: &str| field.entries.iter().any(|e| spelled(&e.state) == value);
        if wanted.is_some_and(|value| !is_there(value)) {
            return Err(BoxTrouble::NoSuchValue);
        }
        let mut ticked = OFF.as_bytes().to_vec();
        for entry in &field.entries {
            let on = wanted.is_some_and(|value| spelled(&entry.state) == value);
            let state = match on {
                true => entry.state.clone(),
                false => OFF.as_bytes().to_vec(),
            };
            if on {
                ticked.clone_from(&state);
            }
            if !entry.has_look {
                self.give_ticks(entry);
            }
            if let Some(Object::Dictionary(dict)) = self.doc.objects.get_mut(&entry.id) {
                dict.set("AS", Object::Name(state.clone()));
            }
            self.expected.push(Expected {
                page: entry.page,
                rect: entry.rect,
                words: None,
                state: Some(spelled(&state)),
            });
        }
        for owner in &field.owners {
            if let Some(Object::Dictionary(dict)) = self.doc.objects.get_mut(owner) {
                dict.set("V", Object::Name(ticked.clone()));
            }
        }
        Ok(())
    }

    /// A box to tick that has no look for being ticked gets one.
    fn give_ticks(&mut self, entry: &Entry) {
        let Some(Ok(dict)) = self.doc.objects.get(&entry.id).map(Object::as_dict) else {
            return;
        };
        let style = Style::of(&self.doc, dict, entry.rect, self.default.as_deref());
        let mut states = Dictionary::new();
        for (state, on) in [
            (entry.state.clone(), true),
            (OFF.as_bytes().to_vec(), false),
        ] {
            let look = Stream::new(style.shape(), style.tick(on).into_bytes());
            states.set(state, self.doc.add_object(look));
        }
        let mut looks = Dictionary::new();
        looks.set("N", states);
        if let Some(Object::Dictionary(dict)) = self.doc.objects.get_mut(&entry.id) {
            dict.set("AP", looks);
        }
    }

    /// The finished file.
    pub(super) fn finish(&mut self) -> Option<Vec<u8>> {
        self.types.enter(&mut self.doc, self.plain, self.given);
        // what only one maker's viewer shows would stand before the boxes that are filled
        let form = self
            .doc
            .catalog()
            .ok()
            .and_then(|catalog| catalog.get(b"AcroForm").ok());
        let place = form.and_then(|form| form.as_reference().ok());
        let root = self
            .doc
            .trailer
            .get(b"Root")
            .and_then(Object::as_reference)
            .ok()?;
        let strip = |form: &mut Dictionary| {
            form.remove(b"XFA");
            form.remove(b"NeedAppearances");
        };
        match place {
            Some(id) => {
                if let Some(Object::Dictionary(form)) = self.doc.objects.get_mut(&id) {
                    strip(form);
                }
            }
            None => {
                if let Some(Object::Dictionary(catalog)) = self.doc.objects.get_mut(&root)
                    && let Ok(Object::Dictionary(form)) = catalog.get_mut(b"AcroForm")
                {
                    strip(form);
                }
            }
        }
        if let Some(Object::Dictionary(catalog)) = self.doc.objects.get_mut(&root) {
            // rights that one maker's viewer granted to the file as it was
            catalog.remove(b"Perms");
        }
        let mut bytes = Vec::new();
        self.doc.save_to(&mut bytes).ok()?;
        Some(bytes)
    }
}
