//! The letter as other programs have it: the Word document opened by LibreOffice, the PDF by poppler; the words are the
//! letter's, whatever signs and scripts they are written in.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use common::world;
use holdfast_case::letter::{Citation, Node, Paragraph, Party, ReLine};
use holdfast_case::{Exhibit, ExhibitOf, ExhibitPages, Letter, Private, Section};
use holdfast_packet::{LetterLook, letter_docx, letter_pdf};
use holdfast_tests::world::Needs;
use holdfast_tests::{case, terminal};
use serde_json::Value;

/// What a typesetter or a word processor might take for an order.
const MARKUP: &str = "#let x = 1 #set text(red) <b>bold</b> $x^2$ *a* _b_ \\ \\n @ref <label> `code` // no comment \
    /* nor this */ = heading - item + item / term: ~ -- ... & &amp; ]]> %s {slot} [gap] \"straight\" 'quotes'";

/// Names and words in other scripts.
const SCRIPTS: [&str; 6] = [
    "Zoë O’Hara-Núñez, Łódź, Çiğdem Ångström",
    "Nguyễn Thị Hồng Nhung, Đặng Văn Ổn",
    "Ελένη Παπαδοπούλου",
    "Олена Шевченко",
    "נועה לוי",
    "ليلى حداد",
];

fn look() -> LetterLook<'static> {
    LetterLook {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        running: "Nora Hale",
        greeting: "To the appeals department:",
        closing: "Sincerely,",
        draft: false,
        signature: &[],
    }
}

fn history() -> ExhibitOf {
    ExhibitOf::TreatmentHistory
}

/// A letter with every kind of node, and these words in every place that takes some.
fn letter(words: &str) -> Letter {
    let private = |text: &str| Private::new(text.to_owned());
    let said = Paragraph {
        nodes: vec![
            Node::words(format!("It says: {words} ")),
            Node::Cite(Citation {
                of: history(),
                page: Some(2),
            }),
            Node::words(". The rule is "),
            Node::Source {
                id: "rule".to_owned(),
                say: "29 CFR 2560.503-1".to_owned(),
            },
            Node::words(". "),
            Node::Gap {
                id: "danger".to_owned(),
                say: "what could happen".to_owned(),
            },
            Node::Words {
                text: format!(" strong {words}"),
                strong: true,
                em: true,
            },
        ],
        ..Paragraph::default()
    };
    let listed = Paragraph {
        listed: true,
        ..said.clone()
    };
    Letter {
        from: Party {
            name: private(words),
            address: private(&format!("12 Elm St\n{words}")),
            phone: private("330-555-0144"),
            email: private("nora@example.org"),
            ..Party::default()
        },
        to: Party {
            name: private("Larkmoor Health Appeals"),
            address: private("PO Box 4410\nDayton, OH 45401"),
            fax: private("937-555-0102"),
            ..Party::default()
        },
        subject: format!("Appeal: {words}"),
        re: vec![ReLine {
            label: "Patient".to_owned(),
            nodes: vec![Node::words(words)],
        }],
        sections: vec![Section {
            heading: format!("1. {words}"),
            paragraphs: vec![said, listed.clone(), listed],
            ..Section::default()
        }],
        exhibits: vec![Exhibit {
            of: history(),
            title: format!("History of {words}"),
            pages: ExhibitPages::All,
        }],
        ..Letter::default()
    }
}

/// The words of a letter in the order in which they are printed.
fn printed(letter: &Letter) -> String {
    let plain = |nodes: &[Node]| holdfast_case::letter::plain_text(nodes, letter);
    let from = &letter.from;
    let mut all = vec![
        from.name.reveal().clone(),
        from.address.reveal().clone(),
        format!("{} · {}", from.phone.reveal(), from.email.reveal()),
        "November 23, 2026".to_owned(),
        letter.to.name.reveal().clone(),
        letter.to.address.reveal().clone(),
        format!("Fax {}", letter.to.fax.reveal()),
        letter.subject.clone(),
    ];
    for line in &letter.re {
        all.extend([line.label.clone(), plain(&line.nodes)]);
    }
    all.push("To the appeals department:".to_owned());
    for section in &letter.sections {
        all.push(section.heading.clone());
        all.extend(section.paragraphs.iter().map(|one| plain(&one.nodes)));
    }
    all.extend(["Sincerely,".to_owned(), from.name.reveal().clone()]);
    all.push("Enclosed".to_owned());
    for (at, exhibit) in letter.exhibits.iter().enumerate() {
        let label = holdfast_case::letter::exhibit_label(at);
        all.push(format!("Exhibit {label} {}", exhibit.title));
    }
    all.join("\n")
}

/// Words of a text; marks of lists and of the direction of writing are none.
fn words(text: &str) -> Vec<String> {
    let is_mark = |c: char| matches!(c, '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let words = text.split_whitespace();
    words
        .filter(|word| *word != "•")
        .map(str::to_owned)
        .collect()
}

/// The texts of Word documents as LibreOffice reads them. It keeps its settings in the folder, which is thrown away.
fn opened(folder: &Path, documents: &[PathBuf]) -> Vec<String> {
    let settings = format!("-env:UserInstallation=file://{}/settings", folder.display());
    let told = Command::new("soffice")
        .args([
            &settings,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
        ])
        .arg(folder)
        .args(documents)
        .output()
        .expect(
            "soffice is missing: libreoffice-writer-nogui is one of the packages the tests need",
        );
    assert!(
        told.status.success(),
        "soffice: {}",
        String::from_utf8_lossy(&told.stderr)
    );
    let text = |path: &PathBuf| {
        let path = path.with_extension("txt");
        std::fs::read_to_string(&path).unwrap_or_else(|_| {
            let said = String::from_utf8_lossy(&told.stderr);
            panic!("soffice did not open {}: {said}", path.display())
        })
    };
    documents.iter().map(text).collect()
}

fn same(name: &str, found: &[String], expected: &[String]) {
    let at = found.iter().zip(expected).position(|(a, b)| a != b);
    let at = at.unwrap_or_else(|| found.len().min(expected.len()));
    let near = |all: &[String]| {
        all.iter()
            .skip(at.saturating_sub(3))
            .take(8)
            .cloned()
            .collect::<Vec<_>>()
    };
    assert!(
        found == expected,
        "{name}: from word {at}: {:?} is not {:?}",
        near(found),
        near(expected)
    );
}

#[test]
fn libreoffice_opens_the_word_document_and_its_words_are_the_letters() {
    let folder = tempfile::tempdir().unwrap();
    let long = "pneumonoultramicroscopicsilicovolcanoconiosis".repeat(8);
    let all: Vec<&str> = [MARKUP, &long].into_iter().chain(SCRIPTS).collect();
    let mut paths = Vec::new();
    for (at, text) in all.iter().enumerate() {
        let path = folder.path().join(format!("letter-{at}.docx"));
        std::fs::write(&path, letter_docx(&letter(text), &look()).unwrap()).unwrap();
        paths.push(path);
    }
    for (found, text) in opened(folder.path(), &paths).iter().zip(&all) {
        same(text, &words(found), &words(&printed(&letter(text))));
    }
}

/// A paragraph as it is printed: of pointers to one page that follow one another, the last stands.
fn pointed_once(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(" (Ex. ") {
        let (before, from) = rest.split_at(at);
        let end = from.find(')').unwrap() + 1;
        let (pointer, after) = from.split_at(end);
        let next = after.find(" (Ex. ").map(|at| &after[at..]);
        parts.push(before.to_owned());
        if next.is_none_or(|next| !next.starts_with(pointer)) {
            parts.push(pointer.to_owned());
        }
        rest = after;
    }
    parts.push(rest.to_owned());
    parts.concat()
}

#[test]
fn the_word_document_of_a_real_appeal_says_what_the_letter_says() {
    let world = world(Needs::default());
    terminal::make_vault(&world).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let denial = terminal::file(&world, &case::denial(folder.path()).unwrap()).unwrap();
    let draft = [
        "draft",
        "internal-appeal",
        "--answers",
        &denial,
        "--from-address",
        "12 Elm Street; Wooster, OH 44691",
    ];
    let drafted = terminal::ask(&world, &draft).unwrap();
    let letter = &drafted["letter"];
    let path = folder.path().join("appeal.docx");
    let call = [
        "packet",
        letter["id"].as_str().unwrap(),
        "--out",
        path.to_str().unwrap(),
    ];
    terminal::ask(&world, &call).unwrap();

    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut expected = vec![
        text(&letter["from"]["name"]),
        text(&letter["from"]["address"]),
    ];
    expected.push("November 23, 2026".to_owned());
    expected.extend([text(&letter["to"]["name"]), text(&letter["to"]["address"])]);
    let fax = text(&letter["to"]["fax"]);
    if !fax.is_empty() {
        expected.push(format!("Fax {fax}"));
    }
    expected.push(text(&letter["subject"]));
    for line in letter["re"].as_array().unwrap() {
        expected.extend([text(&line["label"]), text(&line["text"])]);
    }
    expected.push("To the appeals department:".to_owned());
    for section in letter["sections"].as_array().unwrap() {
        expected.push(text(&section["heading"]));
        let paragraphs = section["paragraphs"].as_array().unwrap().iter();
        expected.extend(paragraphs.map(|one| pointed_once(&text(&one["text"]))));
    }
    expected.extend(["Sincerely,".to_owned(), text(&letter["from"]["name"])]);
    expected.push("Enclosed".to_owned());
    for exhibit in letter["exhibits"].as_array().unwrap() {
        let (label, title) = (text(&exhibit["label"]), text(&exhibit["title"]));
        expected.push(format!("Exhibit {label} {title}"));
    }
    let found = opened(folder.path(), &[path]);
    same("appeal", &words(&found[0]), &words(&expected.join("\n")));
    assert!(words(&found[0]).len() > 200);
}

/// Letters and figures of a text, sorted: poppler puts lines of other directions in another order.
fn signs(text: &str) -> Vec<char> {
    let mut signs: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    signs.sort_unstable();
    signs.dedup();
    signs
}

#[test]
fn the_pdf_of_a_letter_keeps_every_sign_of_its_words_and_obeys_none() {
    let folder = tempfile::tempdir().unwrap();
    let long = "pneumonoultramicroscopicsilicovolcanoconiosis".repeat(8);
    for (at, text) in [MARKUP, &long].into_iter().chain(SCRIPTS).enumerate() {
        let path = folder.path().join(format!("letter-{at}.pdf"));
        std::fs::write(&path, letter_pdf(&letter(text), &look()).unwrap()).unwrap();
        let told = Command::new("pdftotext")
            .arg(&path)
            .arg("-")
            .output()
            .unwrap();
        let found = String::from_utf8(told.stdout).unwrap();
        if at == 0 {
            let one: String = found.split_whitespace().collect();
            let whole: String = format!("It says: {MARKUP}").split_whitespace().collect();
            assert!(one.contains(&whole), "{found}");
        }
        let (has, wants) = (signs(&found), signs(text));
        let lost: Vec<&char> = wants.iter().filter(|sign| !has.contains(sign)).collect();
        assert!(lost.is_empty(), "{text}: lost {lost:?} in {found}");
    }
}
