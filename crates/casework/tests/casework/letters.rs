//! Letters of every kind from records that hold next to nothing, and made whole by hand.

use crate::common::{Home, add_one};
use holdfast_casework::view::{
    CallRequest, LetterAnswerRequest, LetterChange, LetterNodeKind, LetterNodeView,
    LetterPartyInput, LetterStartRequest, LetterView, PacketOptions, PlanEntry, PlanRequest,
    ScaleRequest, SessionRequest, TrialRequest,
};
use holdfast_casework::{CancelToken, Code, Desk};
use holdfast_library::Library;
use std::collections::BTreeSet;

const TEMPLATES: [&str; 6] = [
    include_str!("../../../packet/data/letters/appeals.toml"),
    include_str!("../../../packet/data/letters/clinic.toml"),
    include_str!("../../../packet/data/letters/outside.toml"),
    include_str!("../../../packet/data/letters/plan.toml"),
    include_str!("../../../packet/data/letters/reasons.toml"),
    include_str!("../../../packet/data/slots.toml"),
];

/// Names of tables that go along, and numbers put in words.
const OWN_WORDS: &str = "treatment history chart of scores one score Ex A B C p";

/// A letter that says no and nothing else.
const BARE_NO: &str = "We have denied your request.\n";

type Put = fn(&Desk);

/// Records with one thing in them, and the words that thing may bring into a letter.
const RECORDS: [(&str, Put, &str); 9] = [
    ("nothing more", |_| {}, ""),
    (
        "a member ID",
        |desk| plan(desk, "member-id", "QX 5519"),
        "QX 5519",
    ),
    (
        "a plan name",
        |desk| plan(desk, "plan-name", "Juniper Gold"),
        "Juniper Gold",
    ),
    (
        "a medicine",
        |desk| trial(desk, "Sertraline", "", ""),
        "Sertraline SSRI",
    ),
    (
        "a medicine with its dose",
        |desk| trial(desk, "Sertraline", "200 mg", "2021-02-08"),
        "Sertraline SSRI 200 mg February 8 2021 2021-02-08",
    ),
    (
        "a score",
        score,
        "PHQ-9 23 October 5 2026 severe depression",
    ),
    (
        "a session",
        |desk| {
            let request = SessionRequest {
                what: "Ketamine infusion".to_owned(),
                days: "10/5/2026".to_owned(),
                ..SessionRequest::default()
            };
            desk.add_sessions(&request).unwrap();
        },
        "October 5 2026",
    ),
    ("a call", |desk| call(desk, ""), "November 23 2026"),
    (
        "a promise",
        |desk| call(desk, "to call back"),
        "November 23 2026 to call back",
    ),
];

fn plan(desk: &Desk, field: &str, value: &str) {
    let entry = PlanEntry {
        field: field.to_owned(),
        value: value.to_owned(),
    };
    let request = PlanRequest {
        entries: vec![entry],
        state: None,
    };
    desk.save_plan(&request).unwrap();
}

fn trial(desk: &Desk, taken: &str, dose: &str, start: &str) {
    let request = TrialRequest {
        taken: taken.to_owned(),
        dose: dose.to_owned(),
        start: start.to_owned(),
        ..TrialRequest::default()
    };
    desk.add_trial(&request).unwrap();
}

fn score(desk: &Desk) {
    let request = ScaleRequest {
        scale: "phq-9".to_owned(),
        day: "2026-10-05".to_owned(),
        total: "23".to_owned(),
        ..ScaleRequest::default()
    };
    desk.save_scale(&request).unwrap();
}

fn call(desk: &Desk, promise: &str) {
    desk.save_call(&CallRequest {
        script: None,
        whom: "Larkmoor Health".to_owned(),
        name: String::new(),
        number: String::new(),
        minutes: None,
        reference: String::new(),
        answers: Vec::new(),
        said: String::new(),
        promise: promise.to_owned(),
        promised_by: String::new(),
    })
    .unwrap();
}

fn start(desk: &Desk, kind: &str, answers: Option<&str>) -> Option<LetterView> {
    let request = LetterStartRequest {
        kind: kind.to_owned(),
        answers: answers.map(str::to_owned),
    };
    match desk.start_letter(&request) {
        Ok(started) => Some(desk.letter(&started.letter).unwrap()),
        Err(error) => {
            assert_eq!(error.code(), Code::BadRequest, "{kind}");
            None
        }
    }
}

fn said(nodes: &[LetterNodeView]) -> String {
    let one = |node: &LetterNodeView| match node.is {
        LetterNodeKind::Words | LetterNodeKind::Source => node.say.clone(),
        LetterNodeKind::Cite => format!("({})", node.say),
        LetterNodeKind::Gap => format!("[{}]", node.say),
    };
    nodes.iter().map(one).collect()
}

fn texts(letter: &LetterView) -> Vec<String> {
    let mut all = vec![
        letter.subject.clone(),
        letter.to.name.clone(),
        letter.to.address.clone(),
    ];
    for line in &letter.re {
        all.push(format!("{}: {}", line.label, said(&line.nodes)));
    }
    for section in &letter.sections {
        all.push(section.heading.clone());
        let paragraphs = section.paragraphs.iter();
        all.extend(paragraphs.map(|one| said(&one.nodes)));
    }
    all
}

fn words(text: &str, into: &mut BTreeSet<String>) {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '$');
    into.extend(parts.filter(|word| !word.is_empty()).map(str::to_owned));
}

/// All strings of a template but its notes.
fn strings(value: &toml::Value, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => words(text, into),
        toml::Value::Array(all) => all.iter().for_each(|one| strings(one, into)),
        toml::Value::Table(table) => {
            let notes = ["source", "checked", "plain", "title"];
            let rest = table
                .iter()
                .filter(|(key, _)| !notes.contains(&key.as_str()));
            rest.for_each(|(_, one)| strings(one, into));
        }
        _ => {}
    }
}

/// What any letter may say: words of templates, titles of reasons, and the day on which it is written.
fn common_words() -> BTreeSet<String> {
    let mut pool = BTreeSet::new();
    for text in TEMPLATES {
        let table: toml::Table = text.parse().unwrap();
        strings(&toml::Value::Table(table), &mut pool);
    }
    for reason in &Library::builtin().reasons.reasons {
        words(&reason.title, &mut pool);
    }
    words(OWN_WORDS, &mut pool);
    words("November 23, 2026", &mut pool);
    pool
}

const LEFTOVERS: [&str; 13] = [
    "{",
    "}",
    "  ",
    " ,",
    " .",
    "()",
    "[]",
    "“”",
    "None",
    "null",
    " 0 of",
    "no in all",
    "gone",
];

fn party(name: &str, address: &str) -> LetterPartyInput {
    LetterPartyInput {
        name: name.to_owned(),
        address: address.to_owned(),
        phone: "330-555-0144".to_owned(),
        fax: String::new(),
        email: String::new(),
    }
}

#[test]
fn a_letter_from_next_to_nothing_says_next_to_nothing_and_shows_its_gaps() {
    let common = common_words();
    let mut wrong = Vec::new();
    for (name, put, own) in RECORDS {
        let home = Home::new();
        let desk = home.made();
        put(&desk);
        let mut pool = common.clone();
        words(own, &mut pool);
        let mut check = |letter: &LetterView, pool: &BTreeSet<String>| {
            let at = format!("{} of {name}", letter.kind);
            for text in texts(letter) {
                for sign in LEFTOVERS.iter().filter(|sign| text.contains(**sign)) {
                    wrong.push(format!("{at}: {sign:?} in: {text}"));
                }
                let mut has = BTreeSet::new();
                words(&text, &mut has);
                for word in has.difference(pool) {
                    wrong.push(format!("{at}: {word} in: {text}"));
                }
            }
            if letter.missing.is_empty() {
                wrong.push(format!("{at}: nothing is missing"));
            }
        };
        let kinds = desk.letter_kinds();
        let mut begun = 0;
        for kind in &kinds {
            if let Some(letter) = start(&desk, &kind.id, None) {
                check(&letter, &pool);
                begun += 1;
            }
        }
        // those that answer a decision want one
        assert!(begun > 10 && begun < kinds.len(), "{name}: {begun}");
        let no = add_one(&desk, &home.file("no.txt", BARE_NO));
        words("Letter", &mut pool); // what the paper is called
        for kind in &kinds {
            let letter = start(&desk, &kind.id, Some(&no)).unwrap();
            check(&letter, &pool);
        }
    }
    assert!(wrong.is_empty(), "{} faults: {wrong:#?}", wrong.len());
}

#[test]
fn a_packet_with_a_gap_is_a_draft() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", BARE_NO));
    let letter = start(&desk, "internal-appeal", Some(&no)).unwrap();
    let options = PacketOptions {
        cover: true,
        ..PacketOptions::default()
    };
    let packet = desk
        .packet(&letter.id, &options, &CancelToken::new(), &mut |_, _| {})
        .unwrap();
    assert!(packet.is_draft);
}

#[test]
fn a_letter_of_any_kind_is_made_whole_by_filling_its_gaps() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", BARE_NO));
    let mut wrong = Vec::new();
    for kind in desk.letter_kinds() {
        let id = start(&desk, &kind.id, Some(&no)).unwrap().id;
        let change = |change: LetterChange| desk.change_letter(&id, &change);
        let to = party("Larkmoor Health", "PO Box 4410\nDayton, OH 45401");
        change(LetterChange::To { party: to }).unwrap();
        if desk
            .letter(&id)
            .unwrap()
            .missing
            .iter()
            .any(|gap| gap.id == "writer")
        {
            let from = party("Nora Hale", "41 Quince Street\nWooster, OH 44691");
            change(LetterChange::From { party: from }).unwrap();
        }
        // what is filled in may ask for more
        for round in 0..4 {
            let open = desk.letter(&id).unwrap().missing;
            for gap in open.iter().filter(|gap| !gap.id.is_empty()) {
                let words = format!("filled {}", gap.id.replace('_', " "));
                change(LetterChange::Gap {
                    id: gap.id.clone(),
                    words,
                })
                .unwrap_or_else(|error| panic!("{} {} {round}: {error}", kind.id, gap.id));
                if desk.letter(&id).unwrap().missing.is_empty() {
                    break;
                }
            }
        }
        // what was filled in stays when something else changes
        let ask = "ask_new_evidence".to_owned();
        change(LetterChange::Ask { ask, on: true }).unwrap();
        let letter = desk.letter(&id).unwrap();
        if !letter.missing.is_empty() {
            wrong.push(format!("{}: {:?}", kind.id, letter.missing));
        }
        let text = texts(&letter).join("\n");
        if text.contains('[') {
            wrong.push(format!("{}: {text}", kind.id));
        }
        if let Err(error) = change(LetterChange::Final { on: true }) {
            wrong.push(format!("{}: {error}", kind.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_letter_to_a_clinic_or_from_a_doctor_is_in_nobody_elses_name() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("denial.txt", crate::common::DENIAL));
    let appeal = start(&desk, "internal-appeal", None).unwrap();
    assert!(!appeal.to.address.is_empty() && !appeal.from.name.is_empty());
    for kind in ["records-request", "assessment-request", "complaint"] {
        let letter = start(&desk, kind, None).unwrap();
        assert_eq!(letter.to.address, "", "{kind}: the insurer's address");
        assert_eq!(letter.from.name, appeal.from.name, "{kind}");
    }
    let letter = start(&desk, "medical-necessity", None).unwrap();
    assert_eq!(letter.from.name, "", "a doctor signs it");
    let text = texts(&letter).join("\n");
    assert!(text.contains(&appeal.from.name), "{text}");
}

#[test]
fn an_appeal_is_the_second_only_where_the_first_was_decided() {
    let home = Home::new();
    let desk = home.made();
    let denial = add_one(&desk, &home.file("denial.txt", crate::common::DENIAL));
    let denial = Some(denial.as_str());
    let answered = |kind: &str| {
        let id = start(&desk, kind, denial).unwrap().id;
        let request = LetterAnswerRequest {
            outcome: "lost".to_owned(),
            day: "11/20/2026".to_owned(),
            document: None,
        };
        desk.answer_letter(&id, &request).unwrap();
    };
    let second = || {
        let letter = start(&desk, "second-level-appeal", denial).unwrap();
        texts(&letter)
            .join(" ")
            .contains("This is my second appeal")
    };
    assert!(!second());
    answered("claim-file-request");
    assert!(!second(), "they only refused to send the file");
    answered("internal-appeal");
    assert!(second());
}
