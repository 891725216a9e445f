//! Templates of letters: kinds, parts, paragraphs, sentences; read once, and refused as a whole where one is wrong.

use chrono::NaiveDate;
use holdfast_case::letter::Role;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A kind of letter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Id, kebab-case; it stays. `appeal` serves every level without a kind of its own.
    pub id: String,
    /// Its name in a list.
    pub title: String,
    /// What it is for, in plain words.
    pub plain: String,
    /// Who gets it: `appeals`, `external-review`, `clinic`, …
    pub to: String,
    /// Who signs it: the patient, where nothing is said, or `doctor`.
    #[serde(default)]
    pub by: String,
    /// What it is called in one line.
    pub subject: Sentence,
    /// Slots whose value has to stand in it before it can be final.
    pub must: Vec<String>,
    /// Lines of the block at its head.
    pub re: Vec<String>,
    /// Parts, in order; `reasons` stands for one part of each reason.
    pub parts: Vec<String>,
    /// Where the list of what it must hold is from.
    pub source: String,
    /// True only where that was seen.
    pub verified: bool,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// A part of letters, under a heading.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) id: String,
    #[serde(default)]
    pub(super) heading: Sentence,
    #[serde(default)]
    pub(super) when: Vec<String>,
    #[serde(default)]
    pub(super) paragraph: Vec<Frame>,
}

/// A paragraph to be filled.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frame {
    pub(super) key: String,
    #[serde(default)]
    pub(super) role: Role,
    #[serde(default)]
    pub(super) listed: bool,
    #[serde(default)]
    pub(super) each: String,
    /// The rows stand in one sentence, which names papers that go along.
    #[serde(default)]
    pub(super) joined: bool,
    #[serde(default)]
    pub(super) when: Vec<String>,
    pub(super) say: Vec<Sentence>,
}

/// A sentence with its slots.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Sentence(pub(super) Vec<Piece>);

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Words as they stand.
    Words(String),
    /// A slot.
    Slot { name: String, need: Need },
    /// A pointer to what proves a slot.
    Cite(String),
    /// A public source as it is printed.
    Source(String),
    /// Something the person has to add.
    Gap { id: String, say: String },
}

/// What becomes of a sentence whose slot is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It is left out.
    Sentence,
    /// A gap stands there.
    Gap,
    /// Nothing stands there.
    Nothing,
}

/// Words that stand in small letters somewhere in our templates: common words, and so no names.
pub fn common_words() -> &'static BTreeSet<String> {
    static WORDS: OnceLock<BTreeSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let texts = LETTER_FILES.iter().map(|(_, text)| *text);
        texts
            .flat_map(|text| text.split(|c: char| !(c.is_alphabetic() || c == '\'')))
            .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == '\''))
            .map(str::to_owned)
            .collect()
    })
}

impl TryFrom<String> for Sentence {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            if !before.is_empty() {
                pieces.push(Piece::Words(before.to_owned()));
            }
            let (mark, later) = after
                .split_once('}')
                .ok_or_else(|| format!("an open {{ in: {text}"))?;
            pieces.push(piece(mark)?);
            rest = later;
        }
        if rest.contains('}') {
            return Err(format!("a lone }} in: {text}"));
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Ok(Self(pieces))
    }
}

fn piece(mark: &str) -> Result<Piece, String> {
    if let Some(name) = mark.strip_prefix("cite:") {
        return Ok(Piece::Cite(name.to_owned()));
    }
    if let Some(say) = mark.strip_prefix("source:") {
        return Ok(Piece::Source(say.to_owned()));
    }
    if let Some(gap) = mark.strip_prefix("gap:") {
        let (id, say) = gap
            .split_once('|')
            .ok_or_else(|| format!("a gap without words: {mark}"))?;
        return Ok(Piece::Gap {
            id: id.to_owned(),
            say: say.to_owned(),
        });
    }
    let (name, need) = match (mark.strip_suffix('!'), mark.strip_suffix('?')) {
        (Some(name), _) => (name, Need::Gap),
        (_, Some(name)) => (name, Need::Nothing),
        _ => (mark, Need::Sentence),
    };
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    match is_name(name) {
        true => Ok(Piece::Slot {
            name: name.to_owned(),
            need,
        }),
        false => Err(format!("no slot: {mark}")),
    }
}

/// Words of a slot that is empty.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SlotWords {
    /// What is missing.
    pub(super) gap: String,
    /// Label in the block at the head.
    pub(super) label: String,
    /// The same in a letter to somebody else than who decided: a judge did not write "your letter". Empty where it is
    /// the same.
    #[serde(default)]
    pub(super) elsewhere: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flags {
    pub(super) all: Vec<String>,
}

/// All names that templates may use.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slots {
    pub(super) one: BTreeMap<String, SlotWords>,
    pub(super) many: BTreeMap<String, Vec<String>>,
    pub(super) flags: Flags,
}

/// All templates.
#[derive(Debug)]
pub(super) struct Templates {
    pub(super) kinds: Vec<Kind>,
    pub(super) parts: BTreeMap<String, Part>,
    pub(super) slots: Slots,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    kind: Vec<Kind>,
    #[serde(default)]
    part: Vec<Part>,
}

include!(concat!(env!("OUT_DIR"), "/letters.rs"));

impl Templates {
    /// Those compiled into this program.
    pub(super) fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Templates> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            Self::read(LETTER_FILES, include_str!("../../data/slots.toml"))
                .expect("the compiled-in templates read: a test of this crate reads them all")
        })
    }

    fn read(files: &[(&str, &str)], slots: &str) -> Result<Self, String> {
        let slots = toml::from_str(slots).map_err(|error| format!("slots.toml: {error}"))?;
        let mut all = Self {
            kinds: Vec::new(),
            parts: BTreeMap::new(),
            slots,
        };
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            all.kinds.extend(file.kind);
            for part in file.part {
                if let Some(twice) = all.parts.insert(part.id.clone(), part) {
                    return Err(format!("{name}: {} stands twice", twice.id));
                }
            }
        }
        match check(&all) {
            wrong if wrong.is_empty() => Ok(all),
            wrong => Err(wrong.join("; ")),
        }
    }

    /// The kind with this id; a level without a kind of its own is an appeal.
    pub(super) fn kind(&self, id: &str) -> Option<&Kind> {
        let find = |id: &str| self.kinds.iter().find(|kind| kind.id == id);
        find(id).or_else(|| find("appeal"))
    }
}

/// What is wrong with the names that templates use.
fn check(all: &Templates) -> Vec<String> {
    let singles: BTreeSet<&str> = all.slots.one.keys().map(String::as_str).collect();
    let mut wrong = Vec::new();
    for kind in &all.kinds {
        check_sentence(&kind.subject, &singles, &kind.id, &mut wrong);
        let names = kind.must.iter().chain(&kind.re);
        let unknown = names.filter(|name| !singles.contains(name.as_str()));
        wrong.extend(unknown.map(|name| format!("{}: {name}", kind.id)));
        let parts = kind.parts.iter();
        let gone = parts.filter(|part| *part != "reasons" && !all.parts.contains_key(*part));
        wrong.extend(gone.map(|part| format!("{}: no part {part}", kind.id)));
    }
    for part in all.parts.values() {
        check_part(all, part, &singles, &mut wrong);
    }
    wrong
}

fn check_part(all: &Templates, part: &Part, singles: &BTreeSet<&str>, wrong: &mut Vec<String>) {
    let flags: BTreeSet<&str> = all.slots.flags.all.iter().map(String::as_str).collect();
    let of_list = |list: &str| all.slots.many.get(list).into_iter().flatten();
    let mut known = singles.clone();
    if part.id.starts_with("reason/") {
        known.extend(of_list("reasons").map(String::as_str));
    }
    check_sentence(&part.heading, &known, &part.id, wrong);
    let mut keys = BTreeSet::new();
    for frame in &part.paragraph {
        let at = format!("{}/{}", part.id, frame.key);
        if !keys.insert(&frame.key) {
            wrong.push(format!("{at}: stands twice"));
        }
        let mut known = known.clone();
        if !frame.each.is_empty() {
            if !all.slots.many.contains_key(&frame.each) {
                wrong.push(format!("{at}: no list {}", frame.each));
            }
            known.extend(of_list(&frame.each).map(String::as_str));
        }
        for name in part.when.iter().chain(&frame.when) {
            let name = name.trim_start_matches('!');
            let is_list = all.slots.many.contains_key(name);
            if !known.contains(name) && !flags.contains(name) && !is_list {
                wrong.push(format!("{at}: when {name}"));
            }
        }
        for sentence in &frame.say {
            check_sentence(sentence, &known, &at, wrong);
        }
    }
}

fn check_sentence(sentence: &Sentence, known: &BTreeSet<&str>, at: &str, wrong: &mut Vec<String>) {
    for piece in &sentence.0 {
        let (Piece::Slot { name, .. } | Piece::Cite(name)) = piece else {
            continue;
        };
        if !known.contains(name.as_str()) {
            wrong.push(format!("{at}: {name}"));
        }
    }
}

/// All kinds of letters there are, in the order of the files.
pub fn letter_kinds() -> &'static [Kind] {
    &Templates::builtin().kinds
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    impl Templates {
        /// Templates of a test.
        pub(crate) fn of_test(text: &str) -> Self {
            Self::read(&[("test", text)], include_str!("../../data/slots.toml")).unwrap()
        }
    }

    #[test]
    fn the_templates_of_this_program_read() {
        let all = Templates::read(LETTER_FILES, include_str!("../../data/slots.toml"));
        assert_eq!(all.err(), None);
    }

    #[test]
    fn a_name_that_does_not_exist_is_refused() {
        let text = "[[part]]\nid = \"x\"\n[[part.paragraph]]\nkey = \"a\"\nsay = [\"{trial}\"]";
        let slots = include_str!("../../data/slots.toml");
        // a slot of a row, outside of its list
        assert!(Templates::read(&[("test", text)], slots).is_err());
        let listed = text.replace("key =", "each = \"trials\"\nkey =");
        assert!(Templates::read(&[("test", &listed)], slots).is_ok());
    }

    #[test]
    fn what_is_no_slot_is_refused() {
        for text in ["a {b", "a } b", "{}", "{Two Words}", "{gap:x}"] {
            assert!(Sentence::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
