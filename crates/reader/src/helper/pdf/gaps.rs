//! What a PDF lacks. The parser mends what it can and leaves the rest out without a word: a file cut off in the
//! middle has pages whose pictures are nowhere. Here is looked for what a page refers to and the file does not have.

use crate::damage::{Gap, Loss};
use crate::helper::whole;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::{Page, Resources};
use hayro_ccitt::{DecodeSettings, EncodingMode};
use std::collections::HashMap;

/// Forms within forms looked into.
const DEEPEST: u32 = 12;

/// What the file lacks as a whole.
pub(super) fn loss(pdf: &Pdf) -> Option<Loss> {
    let found = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
    let pages = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .and_then(|root| root.get::<Dict<'_>>("Pages"));
    match pages.and_then(|pages| pages.get::<u32>("Count")) {
        Some(told) if told > found => Some(Loss::Pages { told, found }),
        _ => ends_early(pdf.data().as_ref()).then_some(Loss::EndsEarly),
    }
}

/// A whole file ends with the place of its table, and no object stands behind it.
fn ends_early(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"startxref";
    let Some(at) = bytes.windows(MARK.len()).rposition(|w| w == MARK) else {
        return true;
    };
    let tail = bytes.get(at + MARK.len()..).unwrap_or_default();
    let number = tail
        .trim_ascii_start()
        .first()
        .is_some_and(u8::is_ascii_digit);
    let object = tail
        .windows(5)
        .any(|w| w == b" obj\n" || w == b" obj\r" || w == b" obj<" || w == b" obj ");
    !number || object || shorter_than_told(bytes)
}

/// A file made for the web tells its length at the beginning. One that was added to since is longer.
fn shorter_than_told(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let find = |what: &[u8], from: usize| {
        let rest = head.get(from..)?;
        let at = rest.windows(what.len()).position(|w| w == what)?;
        Some(from + at + what.len())
    };
    let told = find(b"/Linearized", 0).and_then(|from| {
        let rest = head.get(find(b"/L ", from)?..)?.trim_ascii_start();
        let digits: Vec<u8> = rest
            .iter()
            .copied()
            .take_while(u8::is_ascii_digit)
            .collect();
        String::from_utf8(digits).ok()?.parse::<usize>().ok()
    });
    told.is_some_and(|told| told > bytes.len())
}

/// Looks at pages one after the other, and at what they share once.
#[derive(Default)]
pub(super) struct Gaps {
    known: HashMap<ObjectIdentifier, Option<Gap>>,
}

impl Gaps {
    /// What a page lacks.
    pub(super) fn of(&mut self, page: &Page<'_>) -> Option<Gap> {
        let raw = page.raw();
        let own = contents(page).or_else(|| {
            let resources = raw.get::<Dict<'_>>("Resources");
            let lost = lost(raw, "Resources") || resources.as_ref().is_some_and(resources_lost);
            lost.then_some(Gap::PartMissing)
        });
        let has = page.resources();
        own.or_else(|| {
            // what it names and has cannot be missing: its instructions need not be gone through
            let is_sound = has.x_objects.is_empty()
                && has.fonts.keys().all(|font| has.get_font(&font).is_some());
            match is_sound {
                true => None,
                false => self.drawn(page.typed_operations(), has, 0),
            }
        })
    }

    /// What the instructions of a page or form draw and the file does not have.
    fn drawn(&mut self, mut all: TypedIter<'_>, has: &Resources<'_>, deep: u32) -> Option<Gap> {
        let mut gap = None;
        while let Some(one) = all.next() {
            gap = gap.or_else(|| match one {
                TypedInstruction::XObject(name) => self.shown(name.0, has, deep),
                TypedInstruction::TextFont(font) => (has.fonts.contains_key(font.0)
                    && has.get_font(font.0).is_none())
                .then_some(Gap::FontMissing),
                _ => None,
            });
            if gap.is_some() {
                break;
            }
        }
        gap
    }

    fn shown(&mut self, name: &Name<'_>, has: &Resources<'_>, deep: u32) -> Option<Gap> {
        let Some(stream) = has.get_x_object(name) else {
            return has
                .x_objects
                .contains_key(name)
                .then_some(Gap::PictureMissing);
        };
        let id = has.x_objects.get_ref(name).map(ObjectIdentifier::from);
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return *known;
        }
        // What bites its own tail is known by then, and lacks nothing.
        self.known.extend(id.map(|id| (id, None)));
        let gap = match stream.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => picture(&stream),
            Some(b"Form") if deep < DEEPEST => self.form(&stream, has, deep),
            _ => None,
        };
        self.known.extend(id.map(|id| (id, gap)));
        gap
    }

    fn form(&mut self, form: &Stream<'_>, outer: &Resources<'_>, deep: u32) -> Option<Gap> {
        if !is_whole(form) {
            return Some(Gap::PartBroken);
        }
        let dict = form.dict();
        let own = dict.get::<Dict<'_>>("Resources");
        if lost(dict, "Resources") || own.as_ref().is_some_and(resources_lost) {
            return Some(Gap::PartMissing);
        }
        let own = own.map(Resources::new);
        let data = form.decoded_data().ok()?;
        self.drawn(
            TypedIter::new(&data),
            own.as_ref().unwrap_or(outer),
            deep + 1,
        )
    }
}

/// What a page is told to draw: in one stream or several.
fn contents(page: &Page<'_>) -> Option<Gap> {
    let raw = page.raw();
    let check = |stream: Option<Stream<'_>>| match stream {
        None => Some(Gap::PartMissing),
        Some(stream) => (!is_whole(&stream)).then_some(Gap::PartBroken),
    };
    match raw.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => check(Some(stream)),
        Some(Object::Array(parts)) => parts.raw_iter().find_map(|part| match part {
            MaybeRef::Ref(part) => check(page.xref().get::<Stream<'_>>(part.into())),
            MaybeRef::NotRef(_) => None,
        }),
        Some(_) => None,
        None => raw.contains_key("Contents").then_some(Gap::PartMissing),
    }
}

/// Named, and not there.
fn lost(dict: &Dict<'_>, key: &str) -> bool {
    dict.contains_key(key) && dict.get::<Object<'_>>(key).is_none()
}

fn resources_lost(resources: &Dict<'_>) -> bool {
    lost(resources, "Font") || lost(resources, "XObject")
}

/// A picture, and the picture that says where it shows.
fn picture(stream: &Stream<'_>) -> Option<Gap> {
    let dict = stream.dict();
    if !is_whole(stream) {
        return Some(Gap::PictureBroken);
    }
    ["SMask", "Mask"].into_iter().find_map(|key| {
        if lost(dict, key) {
            return Some(Gap::PictureMissing);
        }
        let mask = dict.get::<Stream<'_>>(key)?;
        (!is_whole(&mask)).then_some(Gap::PictureBroken)
    })
}

/// Whether a stream comes to its own end, as far as its outermost filter tells.
fn is_whole(stream: &Stream<'_>) -> bool {
    let filters = stream.filters();
    let mut filters = filters.iter().filter(|f| **f != Filter::Crypt);
    let (first, alone) = (filters.next(), filters.next().is_none());
    let data = stream.raw_data();
    match first {
        None => stored_size(stream).is_none_or(|size| whole::nearly(data.len() as u64, size)),
        Some(Filter::FlateDecode) => whole::inflated(&data).is_some_and(|got| {
            let size = stored_size(stream).filter(|_| alone);
            size.is_none_or(|size| whole::nearly(got, size))
        }),
        Some(Filter::DctDecode) => whole::jpeg_ends(&data),
        Some(Filter::CcittFaxDecode) => {
            fax(stream).is_none_or(|settings| whole::fax_ends(&data, settings))
        }
        Some(_) => true,
    }
}

/// Bytes a picture has before it is packed, at least; none for what is no picture.
fn stored_size(stream: &Stream<'_>) -> Option<u64> {
    let dict = stream.dict();
    let width = u64::from(dict.get::<u32>("Width")?);
    let height = u64::from(dict.get::<u32>("Height")?);
    let mask = dict.get::<bool>("ImageMask").unwrap_or(false);
    let depth = u64::from(
        dict.get::<u8>("BitsPerComponent")
            .filter(|_| !mask)
            .unwrap_or(1),
    );
    let colors = if mask { 1 } else { colors(dict) };
    Some(
        width
            .saturating_mul(colors)
            .saturating_mul(depth)
            .div_ceil(8)
            .saturating_mul(height),
    )
}

/// Samples of a pixel, 1 where that is not plain.
fn colors(dict: &Dict<'_>) -> u64 {
    let named = |name: &Name<'_>| match &**name {
        b"DeviceRGB" | b"CalRGB" | b"Lab" => 3,
        b"DeviceCMYK" => 4,
        _ => 1,
    };
    match dict.get::<Object<'_>>("ColorSpace") {
        Some(Object::Name(name)) => named(&name),
        Some(Object::Array(space)) => {
            let mut parts = space.flex_iter();
            match parts.next::<Name<'_>>() {
                Some(name) if &*name == b"ICCBased" => parts
                    .next::<Stream<'_>>()
                    .and_then(|profile| profile.dict().get::<u8>("N"))
                    .map_or(1, u64::from),
                Some(name) => named(&name),
                None => 1,
            }
        }
        _ => 1,
    }
}

/// How the fax in a stream is written.
fn fax(stream: &Stream<'_>) -> Option<DecodeSettings> {
    let dict = stream.dict();
    let parms = dict.get::<Dict<'_>>("DecodeParms").or_else(|| {
        let list = dict.get::<Array<'_>>("DecodeParms")?;
        list.iter::<Dict<'_>>().next()
    });
    let parms = parms.unwrap_or_default();
    let is = |key: &str, usual: bool| parms.get::<bool>(key).unwrap_or(usual);
    Some(DecodeSettings {
        columns: parms.get::<u32>("Columns").unwrap_or(1728),
        rows: dict.get::<u32>("Height")?,
        end_of_block: is("EndOfBlock", true),
        end_of_line: is("EndOfLine", false),
        rows_are_byte_aligned: is("EncodedByteAlign", false),
        encoding: match parms.get::<i32>("K").unwrap_or(0) {
            ..0 => EncodingMode::Group4,
            0 => EncodingMode::Group3_1D,
            _ => EncodingMode::Group3_2D,
        },
        strict: false,
    })
}
