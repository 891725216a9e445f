//! A line of the foot that was set by the typesetter, since the plain type lacks its signs: a PDF of our own with one
//! small page, put under every page of the packet as one and the same piece.

use super::copy::{Copier, Memory};
use super::links::Places;
use super::target::Target;
use crate::assembly::FootLine;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;

/// The piece, as it stands in the packet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strip {
    pub(super) id: ObjectId,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where its base line is, above its lower edge.
    pub(super) up: f64,
}

/// Puts the line in; `None` where it is no page that can be taken: the foot is then spelled in plain type.
pub(super) fn put(target: &mut Target, line: &FootLine) -> Option<Strip> {
    let source = Document::load_mem(&line.pdf).ok()?;
    let page = source.page_iter().next()?;
    let content = source.get_page_content(page);
    let dict = source.get_dictionary(page).ok()?;
    let corners: Vec<f64> = dict
        .get(b"MediaBox")
        .and_then(Object::as_array)
        .ok()?
        .iter()
        .filter_map(|side| side.as_float().ok().map(f64::from))
        .collect();
    let [left, bottom, right, top] = corners.as_slice().try_into().ok()?;
    let (width, height): (f64, f64) = (right - left, top - bottom);
    if left != 0.0 || bottom != 0.0 || !(1.0..=20_000.0).contains(&width) || height < 1.0 {
        return None;
    }
    let (parts, mut memory) = (HashMap::new(), Memory::default());
    let places = Places {
        pages: HashMap::new(),
        parts: &parts,
    };
    let mut copier = Copier {
        source: &source,
        target,
        places: &places,
        memory: &mut memory,
    };
    let resources = copier.object(dict.get(b"Resources").ok()?, 0).ok()?;
    let mut form = Dictionary::new();
    form.set("Type", "XObject");
    form.set("Subtype", "Form");
    form.set(
        "BBox",
        Object::Array(
            [0.0, 0.0, width, height]
                .map(|side| Object::Real(side as f32))
                .to_vec(),
        ),
    );
    form.set("Resources", resources);
    Some(Strip {
        id: target.add(Stream::new(form, content)),
        width,
        height,
        up: f64::from(line.up),
    })
}
