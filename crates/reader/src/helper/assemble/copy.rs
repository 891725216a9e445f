//! Taking objects of an original over into the packet: whatever a page needs to be drawn, and nothing that acts.

use super::links::Places;
use super::target::Target;
use crate::assembly::LeftOut;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeSet, HashMap, HashSet};

/// How deep objects may lie in one another; the deepest of honest files need some thirty.
const MOST_DEPTH: usize = 200;
/// How often a reference may lead to another one.
const MOST_STEPS: usize = 32;

/// Entries that act, call for other files, or tell of the maker; a page is drawn without them.
const LEFT: [&[u8]; 17] = [
    b"AA",
    b"AF",
    b"Alternates",
    b"EF",
    b"JS",
    b"LastModified",
    b"Metadata",
    b"OPI",
    b"OpenAction",
    b"PA",
    b"PieceInfo",
    b"Ref",
    b"RichMediaContent",
    b"StructParent",
    b"StructParents",
    b"Thumb",
    b"XFA",
];
/// Deeds. A thing that does one of these is left behind wherever it stands.
const DEEDS: [&[u8]; 17] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"Rendition",
    b"Sound",
    b"Movie",
    b"Hide",
    b"ResetForm",
    b"SetOCGState",
    b"Trans",
    b"GoTo3DView",
    b"RichMediaExecute",
    b"Thread",
    b"GoToDp",
];

/// The page cannot be taken over.
#[derive(Debug)]
pub(super) struct Uncarried;

/// What is remembered from page to page of one original.
#[derive(Default)]
pub(super) struct Memory {
    /// What was taken over already.
    pub(super) memo: HashMap<ObjectId, ObjectId>,
    /// Numbers handed out for objects that are being taken over right now.
    open: HashSet<ObjectId>,
    /// Those of them that something points to: they must keep their number.
    pointed: HashSet<ObjectId>,
    pub(super) left: BTreeSet<LeftOut>,
    /// Targets of our own links that are in no part.
    pub(super) dead: Vec<String>,
}

/// Takes objects of one original over.
pub(super) struct Copier<'a> {
    pub(super) source: &'a Document,
    pub(super) target: &'a mut Target,
    pub(super) places: &'a Places<'a>,
    pub(super) memory: &'a mut Memory,
}

impl<'a> Copier<'a> {
    /// Follows references to the thing itself.
    pub(super) fn deref<'o>(&self, mut object: &'o Object) -> Option<&'o Object>
    where
        'a: 'o,
    {
        for _ in 0..MOST_STEPS {
            let Object::Reference(id) = object else {
                return Some(object);
            };
            let source: &'a Document = self.source;
            object = source.objects.get(id)?;
        }
        None
    }

    /// An entry of a dictionary, followed.
    pub(super) fn get<'o>(&self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o Object>
    where
        'a: 'o,
    {
        self.deref(dict.get(key).ok()?)
    }

    /// Takes an object over, and all it points to.
    pub(super) fn object(&mut self, object: &Object, depth: usize) -> Result<Object, Uncarried> {
        if depth > MOST_DEPTH {
            return Err(Uncarried);
        }
        Ok(match object {
            Object::Reference(id) => return self.reference(*id, depth),
            Object::Array(items) => Object::Array(
                items
                    .iter()
                    .map(|item| self.object(item, depth + 1))
                    .collect::<Result<_, _>>()?,
            ),
            Object::Dictionary(dict) if self.acts(dict) => Object::Null,
            Object::Dictionary(dict) => Object::Dictionary(self.dictionary(dict, &[], depth)?),
            Object::Stream(stream) => Object::Stream(self.stream(stream, depth)?),
            plain => plain.clone(),
        })
    }

    fn reference(&mut self, id: ObjectId, depth: usize) -> Result<Object, Uncarried> {
        if let Some(page) = self.places.pages.get(&id) {
            return Ok(Object::Reference(*page));
        }
        if let Some(known) = self.memory.memo.get(&id) {
            if self.memory.open.contains(known) {
                self.memory.pointed.insert(*known);
            }
            return Ok(Object::Reference(*known));
        }
        let Some(object) = self.source.objects.get(&id) else {
            return Ok(Object::Null);
        };
        // A page that is not wanted must not come in by a back door, with all that hangs on it.
        if let Object::Dictionary(dict) = object
            && let Ok(b"Page" | b"Pages" | b"Catalog") = dict.get_type()
        {
            return Ok(Object::Null);
        }
        let new = self.target.reserve();
        self.memory.memo.insert(id, new);
        self.memory.open.insert(new);
        let copied = self.object(object, depth + 1)?;
        self.memory.open.remove(&new);
        let settled = if self.memory.pointed.remove(&new) || !same_is_one(&copied) {
            self.target.put(new, copied);
            new
        } else {
            self.target.settle(new, copied)
        };
        self.memory.memo.insert(id, settled);
        Ok(Object::Reference(settled))
    }

    /// Takes a dictionary over, without the entries named and without what acts.
    pub(super) fn dictionary(
        &mut self,
        dict: &Dictionary,
        without: &[&[u8]],
        depth: usize,
    ) -> Result<Dictionary, Uncarried> {
        let mut copy = Dictionary::new();
        let field = dict.has(b"FT") || (dict.has(b"T") && dict.has(b"Kids"));
        for (key, value) in dict.iter() {
            let key: &[u8] = key;
            if without.contains(&key) {
                continue;
            }
            if LEFT.contains(&key) {
                match key {
                    b"AA" | b"JS" | b"OpenAction" | b"PA" => {
                        self.memory.left.insert(LeftOut::Action)
                    }
                    b"EF" | b"AF" => self.memory.left.insert(LeftOut::AttachedFile),
                    _ => false,
                };
                continue;
            }
            match key {
                // Fields are joined to their kin by those who know which of them are in the packet.
                b"Parent" | b"Kids" if field => {}
                b"A" if self.is_action(value) => self.act(value, &mut copy),
                b"Dest" => {
                    if let Some(dest) = self.destination(value) {
                        copy.set("Dest", dest);
                    }
                }
                _ => {
                    let value = self.object(value, depth + 1)?;
                    copy.set(key, value);
                }
            }
        }
        Ok(copy)
    }

    fn stream(&mut self, stream: &Stream, depth: usize) -> Result<Stream, Uncarried> {
        // "F" would be a file beside this one.
        let outside: [&[u8]; 4] = [b"F", b"FFilter", b"FDecodeParms", b"Length"];
        let mut dict = self.dictionary(&stream.dict, &outside, depth)?;
        dict.set("Length", stream.content.len() as i64);
        Ok(Stream {
            dict,
            content: stream.content.clone(),
            allows_compression: true,
            start_position: None,
        })
    }

    /// Whether a dictionary is a deed.
    fn acts(&mut self, dict: &Dictionary) -> bool {
        let kind = self.get(dict, b"S").and_then(|s| s.as_name().ok());
        let acts = kind.is_some_and(|kind| DEEDS.contains(&kind))
            && dict.get_type().map_or(true, |kind| kind == b"Action");
        if acts {
            self.memory.left.insert(LeftOut::Action);
        }
        acts
    }
}

/// Whether two of the same content may be one: not things that belong to one page or carry a state of their own.
fn same_is_one(object: &Object) -> bool {
    match object {
        Object::Dictionary(dict) => {
            let own = dict.has(b"Rect")
                || dict.has(b"T")
                || dict.has(b"FT")
                || matches!(dict.get_type(), Ok(b"OCG" | b"OCMD" | b"Annot"));
            !own
        }
        _ => true,
    }
}
