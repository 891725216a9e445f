//! Whether a page of the packet is its original, sign for sign: the same instructions, between what the packet sets
//! around them, on the same fonts, pictures and states. Such a page reads as before and need not be run to know it.
//!
//! Both are read here, by the parser that wrote neither. Where sameness is not plain to see, nothing is said.

use super::look::Opened;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, MaybeRef, Object, ObjectIdentifier};
use hayro::hayro_syntax::page::Page;
use std::collections::{BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How deep objects are followed.
const MOST_DEPTH: usize = 64;
/// Entries that no drawing needs, and the length, which a stream tells itself.
const OF_NO_ACCOUNT: [&[u8]; 7] = [
    b"Length",
    b"LastModified",
    b"Metadata",
    b"PieceInfo",
    b"StructParent",
    b"StructParents",
    b"Thumb",
];

/// What the packet sets around the instructions of a page.
#[derive(Clone, Debug, Default)]
pub(in crate::helper) struct Around {
    /// In front.
    pub(in crate::helper) before: String,
    /// Behind.
    pub(in crate::helper) behind: String,
}

/// Pairs of objects that were found to be the same: those of one original and the packet.
#[derive(Default)]
pub(in crate::helper) struct Pairs {
    known: HashSet<(ObjectIdentifier, ObjectIdentifier)>,
    /// Those of the page being compared, which may yet turn out not to be.
    fresh: Vec<(ObjectIdentifier, ObjectIdentifier)>,
}

impl Opened {
    /// True where page `at` (from 0) of the packet is page `index` of this original with `around` set around it.
    pub(in crate::helper) fn is_same(
        &self,
        index: usize,
        packet: &Opened,
        at: usize,
        around: &Around,
        draws: &BTreeSet<Vec<u8>>,
        pairs: &mut Pairs,
    ) -> bool {
        let (own, other) = (self.pdf(), packet.pdf());
        let compared = catch_unwind(AssertUnwindSafe(|| {
            let (Some(from), Some(to)) = (own.pages().get(index), other.pages().get(at)) else {
                return false;
            };
            let mut same = Same { own, other, pairs };
            is_framed(from, to, around) && same.page(from, to, draws)
        }))
        .unwrap_or(false);
        if !compared {
            for pair in &pairs.fresh {
                pairs.known.remove(pair);
            }
        }
        pairs.fresh.clear();
        compared
    }
}

/// True where the instructions of `to` are those of `from`, with what is set around them.
fn is_framed(from: &Page<'_>, to: &Page<'_>, around: &Around) -> bool {
    let (Some(from), Some(to)) = (from.page_stream(), to.page_stream()) else {
        return false;
    };
    let within = to
        .trim_ascii()
        .strip_prefix(around.before.trim().as_bytes())
        .and_then(|rest| rest.strip_suffix(around.behind.trim().as_bytes()));
    within.is_some_and(|within| within.trim_ascii() == from.trim_ascii())
}

struct Same<'s> {
    own: &'s Pdf,
    other: &'s Pdf,
    pairs: &'s mut Pairs,
}

impl Same<'_> {
    fn page(&mut self, from: &Page<'_>, to: &Page<'_>, draws: &BTreeSet<Vec<u8>>) -> bool {
        // notes and form entries are drawn as well, and not always carried as they were
        if from.raw().contains_key("Annots") || to.raw().contains_key("Annots") {
            return false;
        }
        let group = |page: &Page<'_>| page.raw().contains_key("Group");
        if group(from) != group(to) {
            return false;
        }
        if group(from) && !self.entry(from.raw(), to.raw(), b"Group") {
            return false;
        }
        let (a, b) = (from.resources(), to.resources());
        let kinds = [
            (&a.ext_g_states, &b.ext_g_states),
            (&a.fonts, &b.fonts),
            (&a.properties, &b.properties),
            (&a.color_spaces, &b.color_spaces),
            (&a.patterns, &b.patterns),
            (&a.shadings, &b.shadings),
        ];
        let all = kinds.into_iter().all(|(a, b)| {
            let mut names = a.keys();
            names.all(|name| self.entry(a, b, &name))
        });
        // a picture that is not drawn may have been left behind
        let mut drawn = a
            .x_objects
            .keys()
            .filter(|name| draws.contains::<[u8]>(name.as_ref()));
        all && drawn.all(|name| self.entry(&a.x_objects, &b.x_objects, &name))
    }

    /// True where an entry is the same in both.
    fn entry(&mut self, a: &Dict<'_>, b: &Dict<'_>, key: &[u8]) -> bool {
        match (a.get_raw::<Object<'_>>(key), b.get_raw::<Object<'_>>(key)) {
            (Some(a), Some(b)) => self.object(a, b, 0),
            _ => false,
        }
    }

    fn object(&mut self, a: MaybeRef<Object<'_>>, b: MaybeRef<Object<'_>>, depth: usize) -> bool {
        if depth > MOST_DEPTH {
            return false;
        }
        if let (MaybeRef::Ref(a), MaybeRef::Ref(b)) = (&a, &b) {
            let pair = (ObjectIdentifier::from(*a), ObjectIdentifier::from(*b));
            if !self.pairs.known.insert(pair) {
                return true;
            }
            self.pairs.fresh.push(pair);
        }
        let a = match a {
            MaybeRef::Ref(id) => self.own.xref().get::<Object<'_>>(id.into()),
            MaybeRef::NotRef(object) => Some(object),
        };
        let b = match b {
            MaybeRef::Ref(id) => self.other.xref().get::<Object<'_>>(id.into()),
            MaybeRef::NotRef(object) => Some(object),
        };
        match (a, b) {
            (Some(Object::Null(_)) | None, Some(Object::Null(_)) | None) => true,
            (Some(Object::Boolean(a)), Some(Object::Boolean(b))) => a == b,
            (Some(Object::Number(a)), Some(Object::Number(b))) => {
                let (a, b) = (a.as_f64(), b.as_f64());
                // numbers are written with fewer digits than some were given
                (a - b).abs() <= 1e-5 * a.abs().max(1.0)
            }
            (Some(Object::String(a)), Some(Object::String(b))) => a.as_bytes() == b.as_bytes(),
            (Some(Object::Name(a)), Some(Object::Name(b))) => *a == *b,
            (Some(Object::Array(a)), Some(Object::Array(b))) => {
                let (a, mut b) = (a.raw_iter(), b.raw_iter());
                for one in a {
                    let Some(other) = b.next() else {
                        return false;
                    };
                    if !self.object(one, other, depth + 1) {
                        return false;
                    }
                }
                b.next().is_none()
            }
            (Some(Object::Dict(a)), Some(Object::Dict(b))) => self.dict(&a, &b, depth),
            (Some(Object::Stream(a)), Some(Object::Stream(b))) => {
                a.raw_data() == b.raw_data() && self.dict(a.dict(), b.dict(), depth)
            }
            _ => false,
        }
    }

    fn dict(&mut self, a: &Dict<'_>, b: &Dict<'_>, depth: usize) -> bool {
        let counts = |key: &[u8]| !OF_NO_ACCOUNT.contains(&key);
        let more = b
            .keys()
            .any(|name| counts(&name) && !a.contains_key(name.as_ref() as &[u8]));
        if more {
            return false;
        }
        for (name, value) in a.entries() {
            let key: &[u8] = &name;
            if !counts(key) {
                continue;
            }
            let Some(other) = b.get_raw::<Object<'_>>(key) else {
                return false;
            };
            if !self.object(value, other, depth + 1) {
                return false;
            }
        }
        true
    }
}
