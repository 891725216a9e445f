//! Links: those of typeset parts find their page in the packet, those of originals stay where they lead to the web,
//! to a mailbox, or to a page that came along.

use super::copy::Copier;
use crate::assembly::LeftOut;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;

/// What links of typeset parts begin with.
const OURS: &str = "holdfast:";
/// Links that stay.
const OUTSIDE: [&str; 3] = ["http://", "https://", "mailto:"];
/// How deep a tree of names may be.
const MOST_DEPTH: usize = 32;

/// Where things came to stand.
pub(super) struct Places<'a> {
    /// Pages of the original at hand: their numbers in the packet.
    pub(super) pages: HashMap<ObjectId, ObjectId>,
    /// The pages of each part by its name.
    pub(super) parts: &'a HashMap<String, Vec<ObjectId>>,
}

impl Places<'_> {
    /// The page `name/page` means.
    fn find(&self, target: &str) -> Option<ObjectId> {
        let (name, page) = target.rsplit_once('/').unwrap_or((target, "1"));
        let page: usize = page.parse().ok()?;
        self.parts.get(name)?.get(page.checked_sub(1)?).copied()
    }
}

impl Copier<'_> {
    /// Whether the value of an entry "A" is an action (elsewhere it may be anything).
    pub(super) fn is_action(&self, value: &Object) -> bool {
        let dict = self.deref(value).and_then(|v| v.as_dict().ok());
        dict.is_some_and(|d| d.has(b"S"))
    }

    /// Takes an action over into `copy`, as what it is allowed to be.
    pub(super) fn act(&mut self, action: &Object, copy: &mut Dictionary) {
        let Some(action) = self.deref(action).and_then(|a| a.as_dict().ok()).cloned() else {
            return;
        };
        let kind = self.get(&action, b"S").and_then(|s| s.as_name().ok());
        match kind {
            Some(b"URI") => {
                let uri = self.get(&action, b"URI").and_then(|u| u.as_str().ok());
                let Some(uri) = uri.map(|u| String::from_utf8_lossy(u).into_owned()) else {
                    return;
                };
                self.follow(uri.trim(), copy);
            }
            Some(b"GoTo") => match action.get(b"D").ok().and_then(|d| self.destination(d)) {
                Some(dest) => copy.set("Dest", dest),
                None => {
                    self.memory.left.insert(LeftOut::Link);
                }
            },
            _ => {
                self.memory.left.insert(LeftOut::Action);
            }
        }
    }

    fn follow(&mut self, uri: &str, copy: &mut Dictionary) {
        if let Some(target) = uri.strip_prefix(OURS) {
            match self.places.find(target) {
                Some(page) => copy.set("Dest", whole_page(page)),
                None => self.memory.dead.push(target.to_owned()),
            }
            return;
        }
        let low = uri.to_ascii_lowercase();
        if !OUTSIDE.iter().any(|start| low.starts_with(start)) {
            self.memory.left.insert(LeftOut::Link);
            return;
        }
        let mut action = Dictionary::new();
        action.set("S", "URI");
        action.set("URI", Object::string_literal(uri));
        copy.set("A", action);
    }

    /// A destination with its page in the packet; `None` where that page did not come along.
    pub(super) fn destination(&self, dest: &Object) -> Option<Object> {
        let dest = self.deref(dest)?;
        let named;
        let list = match dest {
            Object::Array(list) => list,
            Object::Name(name) | Object::String(name, _) => {
                named = named_destination(self.source, name)?;
                &named
            }
            _ => return None,
        };
        let Some(Object::Reference(page)) = list.first() else {
            return None;
        };
        let mut copy = vec![Object::Reference(*self.places.pages.get(page)?)];
        for item in list.iter().skip(1).take(8) {
            match self.deref(item)? {
                plain @ (Object::Name(_) | Object::Integer(_) | Object::Real(_) | Object::Null) => {
                    copy.push(plain.clone())
                }
                _ => return None,
            }
        }
        Some(Object::Array(copy))
    }
}

/// The whole of a page as a destination.
pub(super) fn whole_page(page: ObjectId) -> Object {
    Object::Array(vec![Object::Reference(page), Object::Name(b"Fit".to_vec())])
}

/// What a name means in an original: by its list of names, or by the older table.
fn named_destination(source: &Document, name: &[u8]) -> Option<Vec<Object>> {
    let catalog = source.catalog().ok()?;
    let array = |object: &Object| -> Option<Vec<Object>> {
        match source.dereference(object).ok()?.1 {
            Object::Array(list) => Some(list.clone()),
            Object::Dictionary(dict) => match dict.get_deref(b"D", source).ok()? {
                Object::Array(list) => Some(list.clone()),
                _ => None,
            },
            _ => None,
        }
    };
    let dict = |dict: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        dict.get_deref(key, source).ok()?.as_dict().ok().cloned()
    };
    if let Some(found) =
        dict(catalog, b"Dests").and_then(|table| table.get(name).ok().and_then(array))
    {
        return Some(found);
    }
    let mut nodes = vec![(dict(&dict(catalog, b"Names")?, b"Dests")?, 0)];
    let mut looked = 0;
    while let Some((node, depth)) = nodes.pop() {
        looked += 1;
        if depth > MOST_DEPTH || looked > 100_000 {
            return None;
        }
        if let Ok(names) = node.get_deref(b"Names", source).and_then(Object::as_array) {
            for pair in names.chunks_exact(2) {
                let [key, value] = pair else { continue };
                if source
                    .dereference(key)
                    .ok()
                    .and_then(|(_, k)| k.as_str().ok())
                    == Some(name)
                {
                    return array(value);
                }
            }
        }
        if let Ok(kids) = node.get_deref(b"Kids", source).and_then(Object::as_array) {
            for kid in kids {
                if let Ok((_, Object::Dictionary(kid))) = source.dereference(kid) {
                    nodes.push((kid.clone(), depth + 1));
                }
            }
        }
    }
    None
}
