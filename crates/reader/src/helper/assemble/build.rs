//! One making of the packet, from its parts to its bytes.

use super::check::Expected;
use super::making::Making;
use super::open::Part;
use super::outline::{Shared, outline};
use super::target::Target;
use super::{Steps, Trouble, about, strip};
use crate::assembly::{PacketNote, PartPlace, PictureReason, Plan};
use crate::media::MediaKind;
use crate::protocol::Fault;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page of the packet: its part, and which of that part's pages it is, both from 0.
pub(super) type At = (usize, usize);
/// Pages that must be drawn, and why.
pub(super) type Forced = BTreeMap<At, PictureReason>;

/// A packet that was made.
pub(super) struct Built {
    pub(super) pdf: Arc<Vec<u8>>,
    pub(super) places: Vec<PartPlace>,
    pub(super) notes: Vec<PacketNote>,
    pub(super) expected: Vec<Expected>,
}

impl Built {
    /// The pages that were taken over as they are.
    pub(super) fn carried(&self) -> impl Iterator<Item = At> {
        self.expected.iter().filter(|e| e.carried).map(|e| e.at)
    }
}

/// Makes the packet.
pub(super) fn build(
    plan: &Plan,
    parts: &[Part],
    forced: &Forced,
    id: &[u8],
    steps: &mut Steps<'_, '_>,
) -> Result<Built, Trouble> {
    let mut target = Target::new();
    let root = target.reserve();
    let strip = plan
        .foot_line
        .as_ref()
        .and_then(|line| strip::put(&mut target, line));
    // Pages have their numbers first, so that links can lead to those that come later.
    let pages: Vec<Vec<ObjectId>> = parts
        .iter()
        .map(|part| part.pages.iter().map(|_| target.reserve()).collect())
        .collect();
    let names = plan.parts.iter().map(|p| p.name.clone());
    let mut making = Making {
        plan,
        forced,
        steps,
        root,
        strip,
        total: pages.iter().map(Vec::len).sum::<usize>() as u32,
        by_name: names.zip(pages.iter().cloned()).collect(),
        shared: Shared::default(),
        notes: Vec::new(),
        respelled: false,
        dead: Vec::new(),
        expected: Vec::new(),
    };
    let mut places = Vec::new();
    let mut entries = Vec::new();
    for (at, ((part, own), pages)) in parts.iter().zip(&plan.parts).zip(&pages).enumerate() {
        places.push(PartPlace {
            first: making.expected.len() as u32 + 1,
            count: pages.len() as u32,
        });
        if let (Some(title), Some(first)) = (&own.bookmark, pages.first()) {
            entries.push((title.clone(), *first));
        }
        for (place, title) in &own.bookmarks {
            let page = place.checked_sub(1).and_then(|at| pages.get(at as usize));
            entries.extend(page.map(|page| (title.clone(), *page)));
        }
        making.steps.at(Some(at))?;
        if part.respelled() {
            making.notes.push(PacketNote::TextRespelled { part: at });
        }
        match part.kind() {
            MediaKind::Pdf => making.pdf(&mut target, at, part, own, pages)?,
            _ => making.pictures(&mut target, at, part, own, pages)?,
        }
    }
    making.steps.at(None)?;
    if !making.dead.is_empty() {
        return Err(Trouble::DeadLinks(making.dead));
    }
    if making.respelled {
        making.notes.push(PacketNote::Respelled);
    }
    let Making {
        shared,
        notes,
        expected,
        ..
    } = making;
    let mut tree = Dictionary::new();
    tree.set("Type", "Pages");
    tree.set("Count", expected.len() as i64);
    let kids = pages.into_iter().flatten().map(Object::Reference);
    tree.set("Kids", Object::Array(kids.collect()));
    target.put(root, tree);
    let mut catalog = Dictionary::new();
    catalog.set("Type", "Catalog");
    catalog.set("Pages", root);
    if let Some(outline) = outline(&mut target, &entries) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    shared.enter(&mut target, &mut catalog);
    let info = about::enter(&mut target, &mut catalog, &plan.title);
    let pdf = target.write(catalog, info, id);
    let pdf = pdf.ok_or_else(|| Fault::damaged("the packet could not be written"))?;
    Ok(Built {
        pdf: Arc::new(pdf),
        places,
        notes,
        expected,
    })
}
