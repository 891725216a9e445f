//! The packet's file while it grows: numbers for its objects, and one copy of what is the same.

use blake3::Hasher;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream};
use std::collections::HashMap;

/// The file being made.
pub(super) struct Target {
    pub(super) doc: Document,
    /// What stands in it already, by its content.
    known: HashMap<[u8; 32], ObjectId>,
    fonts: Option<[ObjectId; 2]>,
    faint: Option<ObjectId>,
}

impl Target {
    pub(super) fn new() -> Self {
        let mut doc = Document::new();
        doc.version = "1.7".to_owned();
        Self {
            doc,
            known: HashMap::new(),
            fonts: None,
            faint: None,
        }
    }

    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.doc.max_id += 1;
        (self.doc.max_id, 0)
    }

    /// Puts an object under its number.
    pub(super) fn put(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.doc.objects.insert(id, object.into());
    }

    /// Adds an object.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.put(id, object);
        id
    }

    /// Adds an object unless one with the same content stands there: fonts and letterheads come with every exhibit.
    pub(super) fn add_once(&mut self, object: impl Into<Object>) -> ObjectId {
        let object = object.into();
        let key = hash(&object);
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.add(object);
        self.known.insert(key, id);
        id
    }

    /// The same for an object whose number was reserved and not handed out yet; gives the number it has now.
    pub(super) fn settle(&mut self, id: ObjectId, object: Object) -> ObjectId {
        let key = hash(&object);
        if let Some(known) = self.known.get(&key) {
            if id.0 == self.doc.max_id {
                self.doc.max_id -= 1;
            }
            return *known;
        }
        self.known.insert(key, id);
        self.put(id, object);
        id
    }

    /// Helvetica and Helvetica-Bold.
    pub(super) fn fonts(&mut self) -> [ObjectId; 2] {
        if let Some(fonts) = self.fonts {
            return fonts;
        }
        let fonts = ["Helvetica", "Helvetica-Bold"].map(|face| {
            let mut font = Dictionary::new();
            font.set("Type", "Font");
            font.set("Subtype", "Type1");
            font.set("BaseFont", face);
            font.set("Encoding", "WinAnsiEncoding");
            self.add(font)
        });
        self.fonts = Some(fonts);
        fonts
    }

    /// The state in which DRAFT lets the page be read.
    pub(super) fn faint(&mut self) -> ObjectId {
        if let Some(id) = self.faint {
            return id;
        }
        let mut state = Dictionary::new();
        state.set("Type", "ExtGState");
        state.set("ca", Object::Real(0.3));
        let id = self.add(state);
        self.faint = Some(id);
        id
    }

    /// The instructions of [`Self::save_state`].
    pub(super) fn saves(times: usize) -> String {
        "q\n".repeat(times.min(1000))
    }

    /// A content stream that keeps the state as it was before a page, so many times.
    pub(super) fn save_state(&mut self, times: usize) -> ObjectId {
        let content = Self::saves(times);
        self.add_once(Object::Stream(Stream::new(
            Dictionary::new(),
            content.into_bytes(),
        )))
    }

    /// Writes the file. `id` is its name for ever.
    pub(super) fn write(
        mut self,
        catalog: Dictionary,
        info: Dictionary,
        id: &[u8],
    ) -> Option<Vec<u8>> {
        let catalog = self.add(catalog);
        let info = self.add(info);
        let name = Object::String(
            id.iter().copied().take(16).collect(),
            lopdf::StringFormat::Hexadecimal,
        );
        self.doc.trailer.set("Root", catalog);
        self.doc.trailer.set("Info", info);
        self.doc
            .trailer
            .set("ID", Object::Array(vec![name.clone(), name]));
        // What was begun for a page that then had to be drawn hangs on nothing.
        self.doc.prune_objects();
        self.doc.compress();
        let options = SaveOptions {
            use_object_streams: true,
            use_xref_streams: true,
            ..SaveOptions::default()
        };
        let mut bytes = Vec::new();
        self.doc.save_with_options(&mut bytes, options).ok()?;
        Some(bytes)
    }
}

/// A hash of an object's content; what it points to is told by number.
fn hash(object: &Object) -> [u8; 32] {
    let mut hasher = Hasher::new();
    add(object, &mut hasher);
    *hasher.finalize().as_bytes()
}

fn add(object: &Object, hasher: &mut Hasher) {
    let bytes = |tag: u8, bytes: &[u8], hasher: &mut Hasher| {
        hasher.update(&[tag]);
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    match object {
        Object::Null => bytes(0, &[], hasher),
        Object::Boolean(b) => bytes(1, &[u8::from(*b)], hasher),
        Object::Integer(i) => bytes(2, &i.to_le_bytes(), hasher),
        Object::Real(r) => bytes(3, &r.to_le_bytes(), hasher),
        Object::Name(n) => bytes(4, n, hasher),
        Object::String(s, _) => bytes(5, s, hasher),
        Object::Array(items) => {
            bytes(6, &items.len().to_le_bytes(), hasher);
            items.iter().for_each(|item| add(item, hasher));
        }
        Object::Dictionary(dict) => entries(dict, hasher),
        Object::Stream(stream) => {
            bytes(8, &stream.content, hasher);
            entries(&stream.dict, hasher);
        }
        Object::Reference(id) => {
            bytes(9, &id.0.to_le_bytes(), hasher);
            bytes(9, &id.1.to_le_bytes(), hasher);
        }
    }
}

fn entries(dict: &Dictionary, hasher: &mut Hasher) {
    hasher.update(&[7]);
    hasher.update(&(dict.len() as u64).to_le_bytes());
    for (key, value) in dict.iter() {
        hasher.update(&(key.len() as u64).to_le_bytes());
        hasher.update(key);
        add(value, hasher);
    }
}
