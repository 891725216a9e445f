//! Looking into a packet: with our own reader for what is on its pages, with another parser for what is between them.

use super::{read, reader};
use holdfast_case::pages::{BBox, Page, PageSource, Word};
use holdfast_reader::{
    AssembleError, CancelToken, Packet, PacketPart, PacketRequest, ReadDocument,
};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::process::Command;

pub fn part(name: &str, bytes: Vec<u8>) -> PacketPart {
    PacketPart::new(name, bytes)
}

pub fn ask(parts: Vec<PacketPart>) -> PacketRequest {
    PacketRequest {
        parts,
        ..PacketRequest::default()
    }
}

pub fn assemble(request: PacketRequest) -> Result<Packet, AssembleError> {
    reader().assemble(request, &CancelToken::new(), &mut |_, _| {})
}

/// Words of a first page, side by side in a box.
pub fn words_of(text: &str, bbox: BBox) -> Page {
    let count = text.split(' ').count() as f32;
    let step = bbox.width() / count;
    let word = |(at, text): (usize, &str)| Word {
        text: text.to_owned(),
        bbox: BBox {
            x0: bbox.x0 + step * at as f32,
            x1: bbox.x0 + step * (at as f32 + 0.8),
            ..bbox
        },
        confidence: 0.9,
        line: 0,
        block: 0,
    };
    Page {
        number: 1,
        width: 612.0,
        height: 792.0,
        source: PageSource::Ocr,
        words: text.split(' ').enumerate().map(word).collect(),
    }
}

/// A packet taken apart.
pub struct Look {
    read: ReadDocument,
    doc: Document,
    pub pages: Vec<ObjectId>,
    bytes: Vec<u8>,
}

impl Look {
    pub fn at(pdf: &[u8]) -> Self {
        let doc = Document::load_mem(pdf).unwrap();
        let pages: Vec<ObjectId> = doc.page_iter().collect();
        let read = read(pdf).unwrap();
        assert_eq!(read.pages.pages.len(), pages.len());
        let bytes = pdf.to_vec();
        Self {
            read,
            doc,
            pages,
            bytes,
        }
    }

    fn page(&self, page: u32) -> &Page {
        &self.read.pages.pages[page as usize - 1]
    }

    pub fn text(&self, page: u32) -> String {
        self.page(page).text()
    }

    pub fn size(&self, page: u32) -> (f32, f32) {
        (self.page(page).width, self.page(page).height)
    }

    /// Where a word stands.
    pub fn word(&self, page: u32, text: &str) -> BBox {
        let word = self.page(page).words.iter().find(|w| w.text == text);
        word.unwrap_or_else(|| panic!("no {text}: {}", self.text(page)))
            .bbox
    }

    fn dict(&self, object: &Object) -> Dictionary {
        let (_, object) = self.doc.dereference(object).unwrap();
        object.as_dict().unwrap().clone()
    }

    fn number(&self, page: &Object) -> usize {
        let id = page.as_reference().unwrap();
        self.pages.iter().position(|p| *p == id).unwrap() + 1
    }

    /// Titles, and the pages they lead to.
    pub fn outline(&self) -> Vec<(String, usize)> {
        let Ok(outline) = self.doc.catalog().unwrap().get(b"Outlines") else {
            return vec![];
        };
        let mut found = Vec::new();
        let mut next = self.dict(outline).get(b"First").ok().cloned();
        while let Some(entry) = next {
            let entry = self.dict(&entry);
            let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
            let dest = entry.get(b"Dest").unwrap().as_array().unwrap();
            found.push((title, self.number(&dest[0])));
            next = entry.get(b"Next").ok().cloned();
        }
        found
    }

    /// Where the links of a page lead.
    pub fn links(&self, page: u32) -> Vec<String> {
        let page = self
            .doc
            .get_dictionary(self.pages[page as usize - 1])
            .unwrap();
        let Ok(list) = page.get_deref(b"Annots", &self.doc) else {
            return vec![];
        };
        let list = list.as_array().unwrap().iter();
        list.map(|link| {
            let link = self.dict(link);
            match link.get(b"Dest") {
                Ok(dest) => format!("page {}", self.number(&dest.as_array().unwrap()[0])),
                Err(_) => {
                    let action = self.dict(link.get(b"A").unwrap());
                    String::from_utf8_lossy(action.get(b"URI").unwrap().as_str().unwrap()).into()
                }
            }
        })
        .collect()
    }

    /// Whole names of form entries, and what is in them.
    pub fn fields(&self) -> Vec<(String, String)> {
        let form = self.dict(self.doc.catalog().unwrap().get(b"AcroForm").unwrap());
        let mut found = Vec::new();
        let mut open: Vec<(String, Object)> = Vec::new();
        let list =
            |dict: &Dictionary, key: &[u8]| dict.get(key).unwrap().as_array().unwrap().clone();
        for field in list(&form, b"Fields").into_iter().rev() {
            open.push((String::new(), field));
        }
        let text = |o: &Object| {
            let bytes = o.as_str().or(o.as_name()).unwrap();
            String::from_utf8_lossy(bytes).into_owned()
        };
        while let Some((above, field)) = open.pop() {
            let field = self.dict(&field);
            let name = format!("{above}{}", text(field.get(b"T").unwrap()));
            if let Ok(value) = field.get(b"V") {
                found.push((name.clone(), text(value)));
            }
            if field.has(b"Kids") {
                for kid in list(&field, b"Kids").into_iter().rev() {
                    open.push((format!("{name}."), kid));
                }
            }
        }
        found
    }

    /// Whether a name, a text or a stream of the file has these letters, as they are or unpacked.
    pub fn mentions(&self, word: &str) -> bool {
        fn within(object: &Object, word: &[u8]) -> bool {
            let has = |bytes: &[u8]| bytes.windows(word.len()).any(|w| w == word);
            let entry = |(key, value): (&Vec<u8>, &Object)| key == word || within(value, word);
            match object {
                Object::Name(name) => name == word,
                Object::String(text, _) => has(text),
                Object::Array(items) => items.iter().any(|item| within(item, word)),
                Object::Dictionary(dict) => dict.iter().any(entry),
                Object::Stream(stream) => {
                    let open = stream.decompressed_content().unwrap_or_default();
                    stream.dict.iter().any(entry)
                        || (word.len() > 2 && (has(&open) || has(&stream.content)))
                }
                _ => false,
            }
        }
        let word = word.as_bytes();
        let info = Object::Dictionary(self.doc.trailer.clone());
        self.doc
            .objects
            .values()
            .chain([&info])
            .any(|object| within(object, word))
    }

    /// How many dictionaries are of a type.
    pub fn count_of_type(&self, kind: &str) -> usize {
        let objects = self.doc.objects.values();
        objects
            .filter(|o| o.as_dict().is_ok_and(|d| d.has_type(kind.as_bytes())))
            .count()
    }

    /// How many pictures are in it.
    pub fn pictures(&self) -> usize {
        let streams = self.doc.objects.values().filter_map(|o| o.as_stream().ok());
        streams
            .filter(|s| {
                s.dict
                    .get(b"Subtype")
                    .is_ok_and(|k| k.as_name().is_ok_and(|n| n == b"Image"))
            })
            .count()
    }

    /// How many layers there are, and how many of them are hidden.
    pub fn layers(&self) -> (usize, usize) {
        let about = self.dict(self.doc.catalog().unwrap().get(b"OCProperties").unwrap());
        let count =
            |dict: &Dictionary, key: &[u8]| dict.get(key).unwrap().as_array().unwrap().len();
        (
            count(&about, b"OCGs"),
            count(&self.dict(about.get(b"D").unwrap()), b"OFF"),
        )
    }

    /// Share of a page that is dark.
    pub fn dark(&self, page: u32) -> f64 {
        let viewer = reader().open_viewer(self.bytes.clone(), None).unwrap();
        let png = viewer.render(page, 400).unwrap();
        let picture = image::load_from_memory(&png).unwrap().into_luma8();
        let dark = picture.pixels().filter(|p| p.0[0] < 180).count();
        dark as f64 / f64::from(picture.width() * picture.height())
    }

    /// Where the middle of what is dark lies, in shares of the page; the stamp's and the foot's strips left out.
    pub fn dark_middle(&self, page: u32) -> (f64, f64) {
        let viewer = reader().open_viewer(self.bytes.clone(), None).unwrap();
        let png = viewer.render(page, 400).unwrap();
        let picture = image::load_from_memory(&png).unwrap().into_luma8();
        let (w, h) = (f64::from(picture.width()), f64::from(picture.height()));
        let (mut count, mut x, mut y) = (0.0, 0.0, 0.0);
        for (px, py, pixel) in picture.enumerate_pixels() {
            let at = (f64::from(px) / w, f64::from(py) / h);
            if pixel.0[0] < 180 && (0.08..0.94).contains(&at.1) {
                (count, x, y) = (count + 1.0, x + at.0, y + at.1);
            }
        }
        (x / count, y / count)
    }

    /// Another program finds nothing to object to.
    pub fn sound(&self) {
        // It reads files only; what stands in this one is invented.
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &self.bytes).unwrap();
        let told = Command::new("qpdf")
            .arg("--check")
            .arg(file.path())
            .output()
            .expect("qpdf is one of the packages the tests need");
        assert!(
            told.status.success(),
            "{}{}",
            String::from_utf8_lossy(&told.stdout),
            String::from_utf8_lossy(&told.stderr)
        );
    }
}
