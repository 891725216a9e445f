//! One page of an original taken over as it is.

use super::annots::annotations;
use super::copy::{Copier, Uncarried};
use super::fields::Fields;
use super::sheet::{Sheet, turned};
use crate::helper::pdf::look::{Balance, Look};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use holdfast_case::pages::{BBox, Word};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeSet, HashSet};
use std::io::Write;

/// How far up the tree of pages a page's heritage is looked for.
const MOST_PARENTS: usize = 64;
/// Streams of one page at most.
const MOST_STREAMS: usize = 100_000;

/// A page before marks are set on it.
pub(super) struct Laid {
    /// Its entries, without resources and content.
    pub(super) dict: Dictionary,
    pub(super) resources: Dictionary,
    pub(super) contents: Vec<Object>,
    pub(super) sheet: Sheet,
    /// Where words stand on it as shown.
    pub(super) taken: Vec<BBox>,
    /// What its content leaves open.
    pub(super) balance: Balance,
    /// Words recognized on it, and the page they were found on.
    pub(super) recognized: Option<(Vec<Word>, Sheet)>,
    /// Where they stand on it as shown.
    pub(super) covered: Vec<BBox>,
    /// Share of its letters that must be found again where they stood.
    pub(super) kept: f32,
    /// Names of the pictures and pieces it draws.
    pub(super) draws: BTreeSet<Vec<u8>>,
}

/// Takes a page over; `from` is its number in the original, `to` in the packet.
pub(super) fn page(
    copier: &mut Copier<'_>,
    from: ObjectId,
    to: ObjectId,
    look: &Look,
    turns: u8,
    fields: &mut Fields,
) -> Result<Laid, Uncarried> {
    let source = copier.source;
    let page = source.get_dictionary(from).map_err(|_| Uncarried)?;
    let sheet = Sheet::of(look, turns);
    let mut dict = Dictionary::new();
    dict.set("Type", "Page");
    dict.set("MediaBox", corners(look.media));
    if look.shown != look.media {
        dict.set("CropBox", corners(look.shown));
    }
    if sheet.rotate != 0 {
        dict.set("Rotate", sheet.rotate);
    }
    if let Some(unit @ (Object::Integer(_) | Object::Real(_))) = copier.get(page, b"UserUnit") {
        dict.set("UserUnit", unit.clone());
    }
    if let Ok(group) = page.get(b"Group") {
        let group = copier.object(group, 0)?;
        dict.set("Group", group);
    }
    let resources = resources(copier, page, look)?;
    let contents = contents(copier, page)?;
    let annotations = annotations(copier, page, to, fields)?;
    if !annotations.is_empty() {
        dict.set("Annots", Object::Array(annotations));
    }
    Ok(Laid {
        dict,
        resources,
        contents,
        sheet,
        taken: look
            .taken
            .iter()
            .map(|b| turned(*b, look.size, turns))
            .collect(),
        balance: look.balance,
        recognized: None,
        covered: vec![],
        kept: 0.96,
        draws: look.draws.clone(),
    })
}

pub(super) fn corners(sides: [f64; 4]) -> Object {
    Object::Array(
        sides
            .map(|side| {
                if side.fract() == 0.0 {
                    Object::Integer(side as i64)
                } else {
                    Object::Real(side as f32)
                }
            })
            .to_vec(),
    )
}

/// What the page uses: its own, or its parents'. The first two levels are unfolded, so that names can be added.
fn resources(
    copier: &mut Copier<'_>,
    page: &Dictionary,
    look: &Look,
) -> Result<Dictionary, Uncarried> {
    let mut holder = page;
    for _ in 0..MOST_PARENTS {
        if let Some(Object::Dictionary(found)) = copier.get(holder, b"Resources") {
            let mut copy = Dictionary::new();
            for (kind, entries) in found.iter() {
                let entries = match copier.deref(entries) {
                    Some(Object::Dictionary(entries)) if unfolded(kind) => {
                        Object::Dictionary(copier.dictionary(entries, &[], 0)?)
                    }
                    Some(Object::Dictionary(entries)) if kind == b"XObject" => {
                        let unused = unused(copier, entries, found, look);
                        Object::Dictionary(copier.dictionary(entries, &unused, 0)?)
                    }
                    _ => copier.object(entries, 0)?,
                };
                copy.set(kind.as_slice(), entries);
            }
            return Ok(copy);
        }
        match copier.get(holder, b"Parent") {
            Some(Object::Dictionary(parent)) => holder = parent,
            _ => break,
        }
    }
    Ok(Dictionary::new())
}

fn unfolded(kind: &[u8]) -> bool {
    matches!(kind, b"Font" | b"ExtGState")
}

/// Pictures the page may use and does not: a scan of a hundred pages may name all its pictures on each of them.
fn unused<'d>(
    copier: &Copier<'_>,
    entries: &'d Dictionary,
    all: &Dictionary,
    look: &Look,
) -> Vec<&'d [u8]> {
    let own = |dict: &Dictionary| dict.has(b"Resources");
    // A piece or a font without resources of its own uses the page's, and what it draws is not seen here.
    let borrows = |object: &Object| match copier.deref(object) {
        Some(Object::Stream(piece)) => {
            let kind = copier
                .get(&piece.dict, b"Subtype")
                .and_then(|kind| kind.as_name().ok());
            kind == Some(b"Form") && !own(&piece.dict)
        }
        Some(Object::Dictionary(font)) => {
            let kind = copier
                .get(font, b"Subtype")
                .and_then(|kind| kind.as_name().ok());
            kind == Some(b"Type3") && !own(font)
        }
        _ => false,
    };
    let fonts = copier.get(all, b"Font").and_then(|f| f.as_dict().ok());
    let fonts = fonts.into_iter().flat_map(|fonts| fonts.iter());
    if entries
        .iter()
        .chain(fonts)
        .any(|(_, object)| borrows(object))
    {
        return vec![];
    }
    let names = entries.iter().map(|(name, _)| name.as_slice());
    names.filter(|name| !look.draws.contains(*name)).collect()
}

/// The streams of a page's content, in order.
fn contents(copier: &mut Copier<'_>, page: &Dictionary) -> Result<Vec<Object>, Uncarried> {
    let Ok(contents) = page.get(b"Contents") else {
        return Ok(vec![]);
    };
    let list = match copier.deref(contents) {
        Some(Object::Array(list)) => list.clone(),
        Some(Object::Stream(_)) => vec![contents.clone()],
        _ => return Ok(vec![]),
    };
    let mut out = Vec::new();
    for stream in list.iter().take(MOST_STREAMS) {
        if let Some(Object::Stream(_)) = copier.deref(stream) {
            out.push(copier.object(stream, 0)?);
        }
    }
    Ok(out)
}

/// How many bytes a page brings along that no page before it has brought.
pub(super) fn weight(source: &Document, page: ObjectId, seen: &mut HashSet<ObjectId>) -> usize {
    let mut sum = 0;
    let mut stack = Vec::new();
    if let Ok(page) = source.get_dictionary(page) {
        stack.extend(
            [b"Resources".as_slice(), b"Contents", b"Annots"]
                .iter()
                .filter_map(|key| page.get(key).ok()),
        );
    }
    while let Some(object) = stack.pop() {
        match object {
            Object::Reference(id) if seen.insert(*id) => match source.objects.get(id) {
                Some(Object::Dictionary(dict))
                    if matches!(dict.get_type(), Ok(b"Page" | b"Pages" | b"Catalog")) => {}
                Some(object) => stack.push(object),
                None => {}
            },
            Object::Array(items) => stack.extend(items),
            Object::Dictionary(dict) => stack.extend(dict.iter().map(|(_, value)| value)),
            Object::Stream(stream) => {
                sum += packed(stream);
                stack.extend(stream.dict.iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    sum
}

/// How many bytes a stream takes once it is packed.
fn packed(stream: &Stream) -> usize {
    if stream.dict.has(b"Filter") {
        return stream.content.len();
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let written = packed.write_all(&stream.content);
    match written.and_then(|()| packed.finish()) {
        Ok(bytes) => bytes.len(),
        Err(_) => stream.content.len(),
    }
}
