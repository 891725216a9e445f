//! No letter says what its facts do not hold: every kind is composed from nothing, from one fact at a time, from all
//! but one, and what stands in it is held against its template and those facts, read anew here.
#![allow(clippy::unwrap_used)]

use holdfast_case::letter::{Node, plain_text};
use holdfast_case::{Letter, Section};
use holdfast_packet::compose::{
    Composed, LetterFacts, ReasonFacts, Row, Slot, compose, letter_kinds, must_hold,
};
use std::collections::{BTreeMap, BTreeSet};

const FILES: [&str; 5] = [
    include_str!("../data/letters/appeals.toml"),
    include_str!("../data/letters/clinic.toml"),
    include_str!("../data/letters/outside.toml"),
    include_str!("../data/letters/plan.toml"),
    include_str!("../data/letters/reasons.toml"),
];

/// Words that would claim something beside the slots: each may stand only where its fact is there.
const CLAIMS: [&str; 10] = [
    "enclosed",
    "with this letter",
    "go with this letter",
    "one by one",
    "listed here",
    "in the block above",
    "I tried",
    "that I have",
    "my urgent appeal",
    "This dispute is",
];

/// The templates as they are written, and no code of the composer.
struct Written {
    /// Literal words of each paragraph, by part and key.
    frames: BTreeMap<(String, String), BTreeSet<String>>,
    reasons: Vec<String>,
    singles: Vec<String>,
    many: BTreeMap<String, Vec<String>>,
    flags: Vec<String>,
    /// What stands for an empty slot.
    gaps: BTreeMap<String, String>,
}

fn texts(value: &toml::Value) -> Vec<String> {
    let all = value.as_array().unwrap().iter();
    all.map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// Words of a text without its slots; a source or a gap leaves its own.
fn literal(sentence: &str, gaps: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (mark, later) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push(' ');
        if let Some(say) = mark.strip_prefix("source:") {
            out.push_str(say);
        } else if let Some((_, say)) = mark.split_once('|') {
            out.push_str(say);
        } else if let Some(gap) = mark.strip_suffix('!') {
            out.push_str(&gaps[gap]);
        }
        out.push(' ');
        rest = later;
    }
    out + rest
}

fn words(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '$' && c != '_');
    parts
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn written() -> Written {
    let slots: toml::Table = include_str!("../data/slots.toml").parse().unwrap();
    let one = slots["one"].as_table().unwrap();
    let gaps: BTreeMap<String, String> = one
        .iter()
        .map(|(name, words)| (name.clone(), words["gap"].as_str().unwrap().to_owned()))
        .collect();
    let many = slots["many"].as_table().unwrap().iter();
    let mut all = Written {
        frames: BTreeMap::new(),
        reasons: Vec::new(),
        singles: one.keys().cloned().collect(),
        many: many
            .map(|(name, list)| (name.clone(), texts(list)))
            .collect(),
        flags: texts(&slots["flags"]["all"]),
        gaps,
    };
    for file in FILES {
        let file: toml::Table = file.parse().unwrap();
        for part in file["part"].as_array().unwrap() {
            let id = part["id"].as_str().unwrap().to_owned();
            if let Some(reason) = id.strip_prefix("reason/") {
                all.reasons.push(reason.to_owned());
            }
            for frame in part["paragraph"].as_array().unwrap() {
                let key = frame["key"].as_str().unwrap().to_owned();
                let said = texts(&frame["say"]);
                let said: Vec<String> = said.iter().map(|s| literal(s, &all.gaps)).collect();
                all.frames.insert((id.clone(), key), words(&said.join(" ")));
            }
        }
    }
    all
}

/// A value like no other; begins small, as many do, and ends with no stop.
fn value(name: &str) -> Slot {
    Slot::bare(format!("zz{name}zz"))
}

fn row(names: &[String]) -> Row {
    Row {
        key: "row".to_owned(),
        slots: names
            .iter()
            .map(|name| (name.clone(), value(name)))
            .collect(),
        ..Row::default()
    }
}

fn everything(all: &Written) -> LetterFacts {
    LetterFacts {
        slots: all
            .singles
            .iter()
            .map(|name| (name.clone(), value(name)))
            .collect(),
        flags: BTreeSet::new(),
        lists: all
            .many
            .iter()
            .map(|(name, slots)| (name.clone(), vec![row(slots)]))
            .collect(),
        reasons: Vec::new(),
    }
}

fn with_reason(facts: LetterFacts, id: &str, slots: &[&str]) -> LetterFacts {
    let slots: Vec<String> = slots.iter().map(|slot| (*slot).to_owned()).collect();
    LetterFacts {
        reasons: vec![ReasonFacts {
            reason: id.to_owned(),
            row: row(&slots),
            lists: BTreeMap::new(),
        }],
        ..facts
    }
}

/// Every record that is tried, with its name.
fn records(all: &Written) -> Vec<(String, LetterFacts)> {
    let nothing = LetterFacts::default;
    let full = everything(all);
    let mut records = vec![
        ("nothing".to_owned(), nothing()),
        ("everything".to_owned(), full.clone()),
    ];
    for name in &all.singles {
        let mut one = nothing();
        one.slots.insert(name.clone(), value(name));
        records.push((format!("only {name}"), one));
        let mut most = full.clone();
        most.slots.remove(name);
        records.push((format!("all but {name}"), most));
    }
    for flag in &all.flags {
        for (from, how) in [(nothing(), "only"), (full.clone(), "all and")] {
            let mut facts = from;
            facts.flags.insert(flag.clone());
            records.push((format!("{how} {flag}"), facts));
        }
    }
    for (list, slots) in &all.many {
        for slot in slots {
            let mut one = nothing();
            one.lists
                .insert(list.clone(), vec![row(std::slice::from_ref(slot))]);
            records.push((format!("only {list}: {slot}"), one));
            let mut most = full.clone();
            let rest: Vec<String> = slots.iter().filter(|one| *one != slot).cloned().collect();
            most.lists.insert(list.clone(), vec![row(&rest)]);
            records.push((format!("all but {list}: {slot}"), most));
        }
    }
    for reason in &all.reasons {
        let shapes: [&[&str]; 3] = [
            &["reason_title"],
            &["reason_title", "reason_quote"],
            &["reason_title", "reason_quote", "reason_day"],
        ];
        for shape in shapes {
            let name = format!("reason {reason} {shape:?}");
            records.push((name.clone(), with_reason(nothing(), reason, shape)));
            records.push((
                format!("all and {name}"),
                with_reason(full.clone(), reason, shape),
            ));
        }
    }
    records
}

/// A letter with these words.
fn letter_of(kind: &str, composed: &Composed) -> Letter {
    Letter {
        kind: kind.to_owned(),
        subject: composed.subject.clone(),
        re: composed.re.clone(),
        sections: composed.sections.clone(),
        ..Letter::default()
    }
}

/// All texts of a letter, each alone.
fn all_texts(letter: &Letter) -> Vec<String> {
    let mut all = vec![letter.subject.clone()];
    for line in &letter.re {
        all.push(line.label.clone());
        all.push(plain_text(&line.nodes, letter));
    }
    for section in &letter.sections {
        all.push(section.heading.clone());
        let said = section.paragraphs.iter();
        all.extend(said.map(|one| plain_text(&one.nodes, letter)));
    }
    all
}

/// What a slot that came in empty leaves behind.
fn leftovers(text: &str) -> Vec<&'static str> {
    const SIGNS: [&str; 24] = [
        "{",
        "}",
        "  ",
        " ,",
        " .",
        " ;",
        " :",
        "( ",
        " )",
        "()",
        "[]",
        "“”",
        "..",
        ",,",
        ",.",
        ":.",
        ";.",
        "(,",
        ": ,",
        "None",
        "null",
        "NaN",
        " 0 of",
        "exhibit gone",
    ];
    let mut found: Vec<&str> = SIGNS
        .into_iter()
        .filter(|sign| text.contains(*sign))
        .collect();
    if text.trim() != text {
        found.push("a blank at an end");
    }
    if text.starts_with(['.', ',', ')', ';', ':', '”']) {
        found.push("a sign at the beginning");
    }
    found
}

fn given(facts: &LetterFacts) -> BTreeSet<String> {
    let rows = facts
        .lists
        .values()
        .flatten()
        .chain(facts.reasons.iter().map(|reason| &reason.row));
    let of_rows = rows.flat_map(|row| row.slots.values());
    let all = facts.slots.values().chain(of_rows);
    all.map(|slot| slot.words.clone()).collect()
}

/// Paragraphs that name papers in one sentence, and the words of ours around them.
const JOINED: [&str; 2] = ["along", "paper"];
const JOINS: [&str; 8] = [
    "The", "paper", "goes", "along", "These", "papers", "go", "and",
];
/// Words that stand in an answer to a reason where care already given was refused.
const PAID: [&str; 2] = ["payment", "for"];

/// Words of a paragraph that neither its template has nor the facts.
fn invented(all: &Written, section: &Section, facts: &LetterFacts) -> Vec<String> {
    let given = given(facts);
    let mut found = Vec::new();
    for paragraph in &section.paragraphs {
        let key = paragraph.key.strip_prefix(&format!("{}/", section.key));
        let key = key.unwrap().split('/').next().unwrap();
        let part = match all
            .frames
            .contains_key(&(section.key.clone(), key.to_owned()))
        {
            true => section.key.clone(),
            false => "reason/any".to_owned(),
        };
        let template = &all.frames[&(part, key.to_owned())];
        for word in words(&plain_text(&paragraph.nodes, &Letter::default())) {
            // of Original Medicare "the plan" is called by its name
            if word == "Medicare" && facts.flags.contains("original_medicare") {
                continue;
            }
            // papers of a list stand in one sentence of ours
            if JOINS.contains(&word.as_str()) && JOINED.contains(&key) {
                continue;
            }
            if PAID.contains(&word.as_str()) && facts.flags.contains("post_service") {
                continue;
            }
            // where the state pays itself it is called so
            let is_state = [
                "the", "state", "State", "s", "Medicaid", "rules", "enrolled", "with", "not",
            ];
            if facts.flags.contains("state_medicaid") && is_state.contains(&&*word) {
                continue;
            }
            // what is the patient's is said to be so where somebody else writes: these words and no others
            let is_voice = [
                "the", "The", "patient", "s", "act", "as", "parent", "or", "guardian", "of", "who",
                "is", "lives",
            ];
            if facts.flags.contains("for_a_child") && is_voice.contains(&&*word) {
                continue;
            }
            if !template.contains(&word) && !given.contains(&word) {
                found.push(format!("{}: {word}", paragraph.key));
            }
        }
    }
    found
}

#[test]
fn no_letter_of_any_kind_says_more_than_its_facts_and_its_template() {
    let all = written();
    let kinds = letter_kinds();
    assert_eq!(kinds.len(), 29, "a kind came or went");
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    let records = records(&all);
    for kind in kinds {
        for (name, facts) in &records {
            let composed = compose(&kind.id, facts).unwrap();
            let letter = letter_of(&kind.id, &composed);
            for text in all_texts(&letter) {
                for sign in leftovers(&text) {
                    wrong.insert(format!("{} ({name}): {sign:?} in: {text}", kind.id));
                }
            }
            for section in &composed.sections {
                for word in invented(&all, section, facts) {
                    wrong.insert(format!("{} ({name}): {word}", kind.id));
                }
            }
        }
    }
    let some: Vec<&String> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{} faults: {some:#?}", wrong.len());
}

#[test]
fn an_empty_record_claims_nothing_and_shows_what_is_missing() {
    let all = written();
    let mut wrong = Vec::new();
    let nothing = LetterFacts::default();
    for kind in letter_kinds() {
        let composed = compose(&kind.id, &nothing).unwrap();
        let letter = letter_of(&kind.id, &composed);
        let full = compose(&kind.id, &everything(&all)).unwrap();
        let unlabeled = full.re.iter().filter(|line| line.label.is_empty());
        assert_eq!(unlabeled.count(), 0, "{}", kind.id);
        let text = all_texts(&letter).join("\n");
        for claim in CLAIMS {
            if text.contains(claim) {
                wrong.push(format!("{}: claims {claim:?}", kind.id));
            }
        }
        // a statement stands on a value, a public source or what the person still has to add
        for paragraph in letter.sections.iter().flat_map(|one| &one.paragraphs) {
            let is_stated = paragraph.role == holdfast_case::letter::Role::Statement;
            let stands = |node: &Node| matches!(node, Node::Gap { .. } | Node::Source { .. });
            if is_stated && !paragraph.nodes.iter().any(stands) {
                let said = plain_text(&paragraph.nodes, &letter);
                wrong.push(format!("{}: states out of nothing: {said}", kind.id));
            }
        }
        // what stands in its name can be filled in only as something it must hold
        let named = kind.must.iter().filter(|name| {
            let gap = format!("[{}]", all.gaps[*name]);
            letter.subject.contains(&gap)
        });
        if named.count() != letter.subject.matches('[').count() {
            wrong.push(format!("{}: {}", kind.id, letter.subject));
        }
        // each thing it can't do without is a gap to be seen, and keeps it a draft
        let missing = must_hold(&letter, &nothing);
        assert_eq!(missing.len(), kind.must.len(), "{}", kind.id);
        for name in &kind.must {
            if !text.contains(&format!("[{}]", all.gaps[name])) {
                wrong.push(format!("{}: no gap for {name}", kind.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_answered_and_sent_along_is_said_where_it_is_there() {
    let mut facts = with_reason(LetterFacts::default(), "any", &["reason_title"]);
    let names = |slot: &str| vec![row(&[slot.to_owned()])];
    facts
        .lists
        .insert("exhibits".to_owned(), names("exhibit_title"));
    facts
        .lists
        .insert("reasons".to_owned(), names("reason_title"));
    let composed = compose("appeal", &facts).unwrap();
    let text = all_texts(&letter_of("appeal", &composed)).join("\n");
    for said in [
        "I answer your reasons one by one.",
        "Copies of the papers named",
    ] {
        assert!(text.contains(said), "{said}");
    }
}
