//! The annotations of a page: notes, marks and form entries come along, links where they lead somewhere, what acts
//! or carries files does not.

use super::copy::{Copier, Uncarried};
use super::fields::Fields;
use crate::assembly::LeftOut;
use lopdf::{Dictionary, Object, ObjectId};

/// Annotations of one page at most.
const MOST: usize = 20_000;

/// Takes the annotations of a page over; `page` is its number in the packet.
pub(super) fn annotations(
    copier: &mut Copier<'_>,
    source: &Dictionary,
    page: ObjectId,
    fields: &mut Fields,
) -> Result<Vec<Object>, Uncarried> {
    let Some(Object::Array(list)) = copier.get(source, b"Annots") else {
        return Ok(vec![]);
    };
    let list = list.clone();
    let mut out = Vec::new();
    for entry in list.iter().take(MOST) {
        let id = entry.as_reference().ok();
        let Some(Object::Dictionary(dict)) = copier.deref(entry) else {
            continue;
        };
        // Something before pointed to it, such as a note to its window.
        let known = id.and_then(|id| copier.memory.memo.get(&id).copied());
        if let Some(known) = known {
            let entry = Object::Reference(known);
            if !out.contains(&entry) {
                out.push(entry);
            }
            continue;
        }
        let dict = dict.clone();
        let kind = copier.get(&dict, b"Subtype").and_then(|s| s.as_name().ok());
        match kind.map(<[u8]>::to_vec).as_deref() {
            Some(b"FileAttachment") => {
                copier.memory.left.insert(LeftOut::AttachedFile);
            }
            Some(b"RichMedia" | b"Movie" | b"Sound" | b"Screen" | b"3D") => {
                copier.memory.left.insert(LeftOut::Media);
            }
            Some(b"Widget") => {
                if let Some(new) = fields.widget(copier, id, &dict, page)? {
                    out.push(Object::Reference(new));
                }
            }
            kind => {
                let new = copier.target.reserve();
                if let Some(id) = id {
                    copier.memory.memo.insert(id, new);
                }
                let mut copy = copier.dictionary(&dict, &[], 0)?;
                let leads = copy.has(b"A") || copy.has(b"Dest");
                if kind == Some(b"Link") && !leads {
                    continue;
                }
                copy.set("P", page);
                copier.target.put(new, copy);
                out.push(Object::Reference(new));
            }
        }
    }
    Ok(out)
}
