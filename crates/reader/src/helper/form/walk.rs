//! The boxes of a PDF as they hang in the file: which entries on pages belong to which field, and what each inherits.

use crate::helper::text::decode;
use holdfast_case::form::{BoxKind, BoxOption};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{HashMap, HashSet};

/// How far up a field's parents are asked.
const MOST_PARENTS: usize = 32;
/// How often a reference may lead to another one.
const MOST_STEPS: usize = 32;
/// Boxes of a form at most; honest ones have some hundreds.
pub(super) const MOST_BOXES: usize = 20_000;
/// Choices of one box at most.
const MOST_OPTIONS: usize = 2_000;
/// The state of a box that is not ticked.
pub(super) const OFF: &str = "Off";

/// Flags of fields.
const READ_ONLY: i64 = 1;
const REQUIRED: i64 = 1 << 1;
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;
const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;
const COMBO: i64 = 1 << 17;
const EDIT: i64 = 1 << 18;
const FILE: i64 = 1 << 20;
const COMB: i64 = 1 << 24;

/// An entry of a field on a page.
pub(super) struct Entry {
    pub(super) id: ObjectId,
    /// The page, from 0.
    pub(super) page: usize,
    /// Left, bottom, right, top, before the page is turned.
    pub(super) rect: [f64; 4],
    /// Of a box to tick: its state when ticked, as the file spells it.
    pub(super) state: Vec<u8>,
    /// Of a box to tick: whether it has a look for that state.
    pub(super) has_look: bool,
}

/// A field: its name, what it is, and its entries.
pub(super) struct Field {
    pub(super) name: String,
    /// Those that carry its value: several where a file has two fields of one name.
    pub(super) owners: Vec<ObjectId>,
    pub(super) kind: BoxKind,
    pub(super) entries: Vec<Entry>,
    /// What can be ticked, in words, where the file says so.
    pub(super) labels: Vec<String>,
    pub(super) hint: String,
    pub(super) value: String,
    pub(super) read_only: bool,
    pub(super) required: bool,
}

/// Too many boxes.
pub(super) struct TooMany;

/// An object, followed.
pub(super) fn deref<'d>(doc: &'d Document, mut object: &'d Object) -> Option<&'d Object> {
    for _ in 0..MOST_STEPS {
        let Object::Reference(id) = object else {
            return Some(object);
        };
        object = doc.objects.get(id)?;
    }
    None
}

/// An entry of a dictionary, followed.
pub(super) fn get<'d>(doc: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    deref(doc, dict.get(key).ok()?)
}

/// An entry of a field, or of those above it.
pub(super) fn inherited<'d>(
    doc: &'d Document,
    dict: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Object> {
    let mut dict = dict;
    for _ in 0..MOST_PARENTS {
        if let Some(found) = get(doc, dict, key) {
            return Some(found);
        }
        dict = get(doc, dict, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// The dictionary of the form.
pub(super) fn form_dict(doc: &Document) -> Option<&Dictionary> {
    get(doc, doc.catalog().ok()?, b"AcroForm")?.as_dict().ok()
}

/// Gives each note on a page a number of its own, so that it can be changed.
pub(super) fn number_notes(doc: &mut Document) {
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    for page in pages {
        let Some(notes) = notes_of(doc, page) else {
            continue;
        };
        if notes.iter().all(|note| note.as_reference().is_ok()) {
            continue;
        }
        let numbered = notes.into_iter().map(|note| match note {
            Object::Dictionary(dict) => Object::Reference(doc.add_object(dict)),
            other => other,
        });
        let numbered = Object::Array(numbered.collect());
        if let Some(Object::Dictionary(page)) = doc.objects.get_mut(&page) {
            page.set("Annots", numbered);
        }
    }
}

fn notes_of(doc: &Document, page: ObjectId) -> Option<Vec<Object>> {
    let page = doc.objects.get(&page)?.as_dict().ok()?;
    Some(get(doc, page, b"Annots")?.as_array().ok()?.clone())
}

/// The fields of a form whose notes have numbers, in the order of their first entries.
pub(super) fn fields(doc: &Document) -> Result<Vec<Field>, TooMany> {
    let mut found: Vec<Field> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut nameless = 0;
    for (page, page_id) in doc.page_iter().enumerate() {
        for note in notes_of(doc, page_id).unwrap_or_default() {
            let Ok(id) = note.as_reference() else {
                continue;
            };
            let Some(entry) = entry_at(doc, id, page).filter(|_| seen.insert(id)) else {
                continue;
            };
            let (owner, name) = owner_of(doc, id);
            let name = match name {
                Some(name) => name,
                None => {
                    nameless += 1;
                    format!("(box {nameless})")
                }
            };
            if seen.len() > MOST_BOXES {
                return Err(TooMany);
            }
            if let Some(at) = by_name.get(&name) {
                if let Some(field) = found.get_mut(*at) {
                    field.entries.push(entry);
                    if !field.owners.contains(&owner) {
                        field.owners.push(owner);
                    }
                }
                continue;
            }
            let Some(field) = field_of(doc, owner, id, name.clone(), entry) else {
                continue;
            };
            by_name.insert(name, found.len());
            found.push(field);
        }
    }
    for field in &mut found {
        settle(doc, field);
    }
    Ok(found)
}

/// An entry on a page, where it is one that is shown.
fn entry_at(doc: &Document, id: ObjectId, page: usize) -> Option<Entry> {
    let dict = doc.objects.get(&id)?.as_dict().ok()?;
    if get(doc, dict, b"Subtype")?.as_name().ok()? != b"Widget" {
        return None;
    }
    // hidden, or not to be shown
    let flags = get(doc, dict, b"F").and_then(|f| f.as_i64().ok());
    if flags.unwrap_or(0) & 0b10_0010 != 0 {
        return None;
    }
    let mut rect = [0.0; 4];
    let sides = get(doc, dict, b"Rect")?.as_array().ok()?;
    for (side, value) in rect.iter_mut().zip(sides) {
        *side = f64::from(deref(doc, value)?.as_float().ok()?);
    }
    let [x0, y0, x1, y1] = rect;
    let rect = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
    let is_there = rect[2] - rect[0] >= 1.0 && rect[3] - rect[1] >= 1.0;
    let (state, has_look) = on_state(doc, dict);
    is_there.then_some(Entry {
        id,
        page,
        rect,
        state,
        has_look,
    })
}

/// The state of a box when it is ticked, told by its looks; and whether there is a look for it.
fn on_state(doc: &Document, dict: &Dictionary) -> (Vec<u8>, bool) {
    let looks = |key: &[u8]| {
        let looks = get(doc, dict, b"AP")?.as_dict().ok()?;
        let looks = get(doc, looks, key)?.as_dict().ok()?;
        let mut states = looks.iter().map(|(state, _)| state.clone());
        states.find(|state| state.as_slice() != OFF.as_bytes())
    };
    match (looks(b"N"), looks(b"D")) {
        (Some(state), _) => (state, true),
        (None, Some(state)) => (state, false),
        (None, None) => (Vec::new(), false),
    }
}

/// The field an entry belongs to, and its full name; none where nothing names it.
fn owner_of(doc: &Document, id: ObjectId) -> (ObjectId, Option<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut owner = None;
    let mut at = id;
    for _ in 0..MOST_PARENTS {
        let Some(Ok(dict)) = doc.objects.get(&at).map(Object::as_dict) else {
            break;
        };
        if let Some(Ok(name)) = get(doc, dict, b"T").map(Object::as_str) {
            owner.get_or_insert(at);
            names.push(decode(name));
        }
        let parent = dict.get(b"Parent").and_then(Object::as_reference);
        match parent {
            Ok(parent) => at = parent,
            Err(_) => break,
        }
    }
    names.reverse();
    let name = names.join(".");
    (owner.unwrap_or(id), (!name.is_empty()).then_some(name))
}

fn field_of(
    doc: &Document,
    owner: ObjectId,
    id: ObjectId,
    name: String,
    entry: Entry,
) -> Option<Field> {
    let dict = doc.objects.get(&id)?.as_dict().ok()?;
    let flags = inherited(doc, dict, b"Ff").and_then(|f| f.as_i64().ok());
    let flags = flags.unwrap_or(0);
    let kind = match inherited(doc, dict, b"FT")?.as_name().ok()? {
        // what is typed as a secret, or names a file, is nobody's to fill
        b"Tx" if flags & (PASSWORD | FILE) != 0 => return None,
        b"Tx" => {
            let most = inherited(doc, dict, b"MaxLen").and_then(|n| n.as_i64().ok());
            let most = most.and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
            BoxKind::Text {
                lines: flags & MULTILINE != 0,
                most,
                comb: flags & COMB != 0 && flags & MULTILINE == 0 && most.is_some(),
            }
        }
        b"Btn" if flags & PUSH != 0 => return None,
        b"Btn" if flags & RADIO != 0 => BoxKind::OneOf,
        b"Btn" => BoxKind::Check,
        b"Ch" => BoxKind::Choice {
            options: options(doc, dict),
            free: flags & COMBO != 0 && flags & EDIT != 0,
        },
        b"Sig" => BoxKind::Signature,
        _ => return None,
    };
    let text = |key: &[u8]| match inherited(doc, dict, key) {
        Some(Object::String(bytes, _)) => decode(bytes),
        _ => String::new(),
    };
    let labels = match kind {
        BoxKind::Check | BoxKind::OneOf => options(doc, dict),
        _ => Vec::new(),
    };
    Some(Field {
        name,
        owners: vec![owner],
        value: match kind {
            BoxKind::Signature => match inherited(doc, dict, b"V").is_some() {
                true => "signed".to_owned(),
                false => String::new(),
            },
            _ => value(doc, dict),
        },
        kind,
        entries: vec![entry],
        labels: labels.into_iter().map(|option| option.label).collect(),
        hint: text(b"TU"),
        read_only: flags & READ_ONLY != 0,
        required: flags & REQUIRED != 0,
    })
}

/// The choices of a list, or the words of boxes to tick.
fn options(doc: &Document, dict: &Dictionary) -> Vec<BoxOption> {
    let Some(Ok(list)) = inherited(doc, dict, b"Opt").map(Object::as_array) else {
        return Vec::new();
    };
    let word = |object: &Object| Some(decode(deref(doc, object)?.as_str().ok()?));
    let option = |object: &Object| match deref(doc, object)? {
        Object::Array(pair) => Some(BoxOption {
            value: word(pair.first()?)?,
            label: word(pair.get(1)?)?,
        }),
        _ => word(object).map(|value| BoxOption {
            label: value.clone(),
            value,
        }),
    };
    list.iter().take(MOST_OPTIONS).filter_map(option).collect()
}

/// What stands in a field: words, a choice, or the state of what is ticked.
fn value(doc: &Document, dict: &Dictionary) -> String {
    match inherited(doc, dict, b"V") {
        Some(Object::String(bytes, _)) => decode(bytes),
        Some(Object::Name(state)) if state.as_slice() != OFF.as_bytes() => spelled(state),
        Some(Object::Array(list)) => {
            let words = list.iter().filter_map(|one| deref(doc, one)?.as_str().ok());
            words.map(decode).collect::<Vec<_>>().join(", ")
        }
        Some(Object::Stream(stream)) => {
            let bytes = stream.decompressed_content_with_limit(1 << 20);
            bytes.map(|bytes| decode(&bytes)).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A state as a word.
pub(super) fn spelled(state: &[u8]) -> String {
    decode(state)
}

/// Boxes of one name that stand for different values are one of several; states that the file does not tell are made.
fn settle(doc: &Document, field: &mut Field) {
    if !matches!(field.kind, BoxKind::Check | BoxKind::OneOf) {
        return;
    }
    let is_one_of = field.kind == BoxKind::OneOf;
    for (at, entry) in field.entries.iter_mut().enumerate() {
        if entry.state.is_empty() {
            let shown = doc.objects.get(&entry.id).and_then(|o| o.as_dict().ok());
            let shown = shown.and_then(|dict| get(doc, dict, b"AS")?.as_name().ok());
            entry.state = match shown.filter(|state| *state != OFF.as_bytes()) {
                Some(state) => state.to_vec(),
                None if is_one_of => format!("Choice{}", at + 1).into_bytes(),
                None => b"Yes".to_vec(),
            };
        }
    }
    let states: HashSet<&[u8]> = field.entries.iter().map(|e| e.state.as_slice()).collect();
    if field.kind == BoxKind::Check && states.len() > 1 {
        field.kind = BoxKind::OneOf;
    }
    if field.value.is_empty() {
        // some files tick an entry without saying so above it
        let ticked = field.entries.iter().find(|entry| {
            let dict = doc.objects.get(&entry.id).and_then(|o| o.as_dict().ok());
            let shown = dict.and_then(|dict| get(doc, dict, b"AS")?.as_name().ok());
            shown == Some(entry.state.as_slice())
        });
        field.value = ticked
            .map(|entry| spelled(&entry.state))
            .unwrap_or_default();
    }
}
