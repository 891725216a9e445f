//! The type that words are set in: Helvetica, which every viewer has, and a type that was handed over for letters that
//! Helvetica's code lacks. Scripts whose letters join or run from the right are not set here.

use crate::helper::assemble::letters::{Face, Spelled};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider, Tag};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A line of words in a type.
pub(super) struct Set {
    /// As a string of a content stream.
    pub(super) hex: String,
    /// Its width in thousandths of its size.
    pub(super) wide: f64,
    /// `Hf` or `Hg`.
    pub(super) name: &'static str,
}

/// The types there are.
pub(super) struct Types<'f> {
    given: Option<FontRef<'f>>,
    file: &'f [u8],
    /// Letters that were used of the given type: their number in it, how wide each is, and the letter.
    used: RefCell<BTreeMap<u16, (f64, char)>>,
}

impl<'f> Types<'f> {
    /// With a type for further letters; empty for none.
    pub(super) fn new(file: &'f [u8]) -> Self {
        Self {
            given: FontRef::new(file).ok(),
            file,
            used: RefCell::default(),
        }
    }

    /// Sets a line; none where a letter can't be set.
    pub(super) fn set(&self, text: &str) -> Option<Set> {
        let plain = Spelled::new(text);
        if !plain.respelled {
            return Some(Set {
                hex: plain.hex(),
                wide: plain.width(Face::Plain, 1000.0),
                name: "Hf",
            });
        }
        let font = self.given.as_ref()?;
        let (letters, widths) = (
            font.charmap(),
            font.glyph_metrics(Size::unscaled(), LocationRef::default()),
        );
        let units = f64::from(
            font.metrics(Size::unscaled(), LocationRef::default())
                .units_per_em
                .max(1),
        );
        let (mut hex, mut wide, mut used) = ("<".to_owned(), 0.0, Vec::new());
        for sign in text.nfc() {
            if must_be_shaped(sign) {
                return None;
            }
            let id = letters.map(sign)?;
            let advance = f64::from(widths.advance_width(id)?) * 1000.0 / units;
            let id = u16::try_from(id.to_u32()).ok().filter(|id| *id != 0)?;
            let _ = write!(hex, "{id:04x}");
            wide += advance;
            used.push((id, (advance, sign)));
        }
        hex.push('>');
        self.used.borrow_mut().extend(used);
        Some(Set {
            hex,
            wide,
            name: "Hg",
        })
    }

    /// The types as a look of a box names them; the given one only where it was used.
    pub(super) fn enter(&self, doc: &mut Document, plain: ObjectId, given: ObjectId) {
        doc.objects.insert(plain, Object::Dictionary(helvetica()));
        let used = self.used.borrow();
        let Some(font) = self.given.as_ref().filter(|_| !used.is_empty()) else {
            return;
        };
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let scale = 1000.0 / f32::from(metrics.units_per_em.max(1));
        let bounds = metrics.bounds.unwrap_or_default();
        let whole = |value: f32| Object::Integer((value * scale).round() as i64);
        // of an OpenType font the letters alone, as a PDF takes them
        let letters = font.table_data(Tag::new(b"CFF "));
        let is_true_type = letters.is_none();
        let mut file = match letters {
            Some(letters) => {
                let mut file = Stream::new(Dictionary::new(), letters.as_bytes().to_vec());
                file.dict.set("Subtype", "CIDFontType0C");
                file
            }
            None => {
                let mut file = Stream::new(Dictionary::new(), self.file.to_vec());
                file.dict.set("Length1", self.file.len() as i64);
                file
            }
        };
        // it is left as it is where it can't be packed
        let _ = file.compress();
        let file = doc.add_object(file);
        let mut about = named("FontDescriptor");
        about.set("FontName", "HoldfastForm");
        about.set("Flags", 32);
        let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        about.set("FontBBox", Object::Array(corners.map(whole).to_vec()));
        about.set("ItalicAngle", 0);
        about.set("Ascent", whole(metrics.ascent));
        about.set("Descent", whole(metrics.descent));
        about.set(
            "CapHeight",
            whole(metrics.cap_height.unwrap_or(metrics.ascent)),
        );
        about.set("StemV", 80);
        about.set(
            if is_true_type {
                "FontFile2"
            } else {
                "FontFile3"
            },
            file,
        );
        let about = doc.add_object(about);
        let mut system = Dictionary::new();
        system.set("Registry", Object::string_literal("Adobe"));
        system.set("Ordering", Object::string_literal("Identity"));
        system.set("Supplement", 0);
        let mut below = named("Font");
        match is_true_type {
            true => {
                below.set("Subtype", "CIDFontType2");
                below.set("CIDToGIDMap", "Identity");
            }
            false => below.set("Subtype", "CIDFontType0"),
        }
        below.set("BaseFont", "HoldfastForm");
        below.set("CIDSystemInfo", system);
        below.set("FontDescriptor", about);
        let widths = used.iter().flat_map(|(id, (wide, _))| {
            let wide = Object::Real(*wide as f32);
            [Object::Integer(i64::from(*id)), Object::Array(vec![wide])]
        });
        below.set("W", Object::Array(widths.collect()));
        let below = doc.add_object(below);
        let meaning = doc.add_object(Stream::new(Dictionary::new(), meaning(&used).into_bytes()));
        let mut whole = named("Font");
        whole.set("Subtype", "Type0");
        whole.set("BaseFont", "HoldfastForm");
        whole.set("Encoding", "Identity-H");
        whole.set("DescendantFonts", Object::Array(vec![below.into()]));
        whole.set("ToUnicode", meaning);
        doc.objects.insert(given, Object::Dictionary(whole));
    }

    /// True where the given type was used.
    pub(super) fn is_given_used(&self) -> bool {
        !self.used.borrow().is_empty()
    }
}

fn named(kind: &str) -> Dictionary {
    let mut dict = Dictionary::new();
    dict.set("Type", kind);
    dict
}

fn helvetica() -> Dictionary {
    let mut font = named("Font");
    font.set("Subtype", "Type1");
    font.set("BaseFont", "Helvetica");
    font.set("Encoding", "WinAnsiEncoding");
    font
}

/// What each letter of the given type means, so that words can be searched and copied.
fn meaning(used: &BTreeMap<u16, (f64, char)>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n",
    );
    let all: Vec<_> = used.iter().collect();
    for some in all.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", some.len());
        for (id, (_, sign)) in some {
            let mut units = [0; 2];
            let units: String = sign
                .encode_utf16(&mut units)
                .iter()
                .map(|unit| format!("{unit:04x}"))
                .collect();
            let _ = writeln!(map, "<{id:04x}> <{units}>");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// Letters that join, stack or run from the right: set one by one they would be wrong.
fn must_be_shaped(sign: char) -> bool {
    is_combining_mark(sign)
        || matches!(u32::from(sign),
            0x0590..=0x08ff | 0x0900..=0x109f | 0x1780..=0x17ff | 0x1800..=0x18af
            | 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069
            | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}
