//! Form entries. Those of each original hang below a field of their own, so that two forms which call an entry by
//! the same name do not overwrite each other; what was filled in and has no look is given one.

use super::copy::{Copier, Uncarried};
use super::looks;
use super::target::Target;
use crate::assembly::LeftOut;
use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use std::collections::BTreeMap;

/// How far up a field's parents are asked.
const MOST_PARENTS: usize = 32;

/// The fields of one original that are in the packet.
#[derive(Clone, Default)]
pub(super) struct Fields {
    /// Fields above those on pages, and who hangs below each.
    kids: BTreeMap<ObjectId, Vec<ObjectId>>,
    roots: Vec<ObjectId>,
    /// The file says that looks are out of date.
    stale: bool,
    /// What fields use that do not say how they are set.
    default_look: Option<Object>,
    /// An entry has signs that could not be drawn.
    pub(super) undrawn: bool,
    /// Entries were drawn anew, so the page may have fewer letters than before.
    pub(super) redrawn: bool,
}

impl Fields {
    /// Asks the original about its forms.
    pub(super) fn of(copier: &Copier<'_>) -> Self {
        let form = copier
            .source
            .catalog()
            .ok()
            .and_then(|catalog| copier.get(catalog, b"AcroForm"))
            .and_then(|form| form.as_dict().ok());
        let stale = form
            .and_then(|form| copier.get(form, b"NeedAppearances"))
            .and_then(|need| need.as_bool().ok())
            .unwrap_or(false);
        let default_look = form.and_then(|form| copier.get(form, b"DA")).cloned();
        Self {
            stale,
            default_look,
            ..Self::default()
        }
    }

    /// Takes an entry on a page over.
    pub(super) fn widget(
        &mut self,
        copier: &mut Copier<'_>,
        id: Option<ObjectId>,
        dict: &Dictionary,
        page: ObjectId,
    ) -> Result<Option<ObjectId>, Uncarried> {
        let kind = inherited(copier, dict, b"FT").and_then(|k| k.as_name().ok());
        if kind == Some(b"Sig") {
            return signature(copier, dict, page);
        }
        let is_field = kind.is_some();
        let new = copier.target.reserve();
        if let Some(id) = id {
            copier.memory.memo.insert(id, new);
        }
        let mut copy = copier.dictionary(dict, &[b"Parent", b"Kids", b"P"], 0)?;
        copy.set("P", page);
        if let Some(look) = looks::needed(copier, dict, self.stale, self.default_look.as_ref()) {
            self.undrawn |= look.undrawn;
            self.redrawn = true;
            look.put(copier.target, &mut copy);
        }
        if is_field {
            let parent = dict.get(b"Parent").and_then(Object::as_reference).ok();
            self.hang(copier, parent, new, &mut copy, 0)?;
        }
        copier.target.put(new, copy);
        Ok(Some(new))
    }

    /// Hangs a field below its parent, which is taken over with it.
    fn hang(
        &mut self,
        copier: &mut Copier<'_>,
        parent: Option<ObjectId>,
        new: ObjectId,
        copy: &mut Dictionary,
        depth: usize,
    ) -> Result<(), Uncarried> {
        let source = parent.and_then(|id| {
            let dict = copier.source.objects.get(&id)?.as_dict().ok()?;
            Some((id, dict.clone()))
        });
        let Some((id, dict)) = source.filter(|_| depth < MOST_PARENTS) else {
            if !copy.has(b"T") {
                let name = format!("entry{}", self.roots.len() + 1);
                copy.set("T", Object::string_literal(name));
            }
            self.roots.push(new);
            return Ok(());
        };
        let above = match copier.memory.memo.get(&id) {
            Some(known) => *known,
            None => {
                let above = copier.target.reserve();
                copier.memory.memo.insert(id, above);
                let mut node = copier.dictionary(&dict, &[b"Parent", b"Kids"], 0)?;
                let parent = dict.get(b"Parent").and_then(Object::as_reference).ok();
                self.hang(copier, parent, above, &mut node, depth + 1)?;
                copier.target.put(above, node);
                above
            }
        };
        self.kids.entry(above).or_default().push(new);
        copy.set("Parent", above);
        Ok(())
    }

    /// Joins the fields below one named field, and gives that; `None` where there are none.
    pub(super) fn join(self, target: &mut Target, name: &str) -> Option<ObjectId> {
        if self.roots.is_empty() {
            return None;
        }
        let whole = target.reserve();
        for root in &self.roots {
            if let Some(Object::Dictionary(root)) = target.doc.objects.get_mut(root) {
                root.set("Parent", whole);
            }
        }
        for (above, kids) in self.kids {
            if let Some(Object::Dictionary(above)) = target.doc.objects.get_mut(&above) {
                above.set("Kids", list(&kids));
            }
        }
        let mut dict = Dictionary::new();
        // A full stop would divide the name.
        let name: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        dict.set(
            "T",
            Object::String(name.into_bytes(), StringFormat::Literal),
        );
        if let Some(look @ Object::String(..)) = self.default_look {
            dict.set("DA", look);
        }
        dict.set("Kids", list(&self.roots));
        target.put(whole, dict);
        Some(whole)
    }
}

fn list(ids: &[ObjectId]) -> Object {
    Object::Array(ids.iter().map(|id| Object::Reference(*id)).collect())
}

/// An entry of a field, or of those above it.
pub(super) fn inherited<'o, 'a: 'o>(
    copier: &Copier<'a>,
    dict: &'o Dictionary,
    key: &[u8],
) -> Option<&'o Object> {
    let mut dict = dict;
    for _ in 0..MOST_PARENTS {
        if let Some(found) = copier.get(dict, key) {
            return Some(found);
        }
        dict = copier.get(dict, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// A signature no longer holds in a packet, but what it looks like does: it becomes a stamp.
fn signature(
    copier: &mut Copier<'_>,
    dict: &Dictionary,
    page: ObjectId,
) -> Result<Option<ObjectId>, Uncarried> {
    // an empty place for a signature acts on nothing: it is signed by pen
    if inherited(copier, dict, b"V").is_some() {
        copier.memory.left.insert(LeftOut::Action);
    }
    if !dict.has(b"AP") {
        return Ok(None);
    }
    let mut stamp = Dictionary::new();
    stamp.set("Type", "Annot");
    stamp.set("Subtype", "Stamp");
    for key in ["Rect", "AP", "AS", "F"] {
        if let Ok(value) = dict.get(key.as_bytes()) {
            let value = copier.object(value, 0)?;
            stamp.set(key, value);
        }
    }
    stamp.set("P", page);
    Ok(Some(copier.target.add(stamp)))
}
