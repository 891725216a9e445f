//! For each labelled letter that says no, the command line makes an appeal packet, and what it names is read back.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::world;
use holdfast_tests::paper::{Form, Letter, letters, make};
use holdfast_tests::terminal;
use holdfast_tests::world::{Needs, World};
use serde_json::Value;

/// The letters that packets were worked on with.
const LAST: u32 = 33;

fn number(letter: &Letter) -> u32 {
    letter.name.split('-').next().unwrap().parse().unwrap()
}

/// The labels of a letter that says no; none for any other.
fn denial(letter: &Letter) -> Option<toml::Table> {
    let labels: toml::Table = letter.labels.parse().unwrap();
    let outcome = labels["outcome"].as_str().unwrap();
    let says_no = matches!(outcome, "denied" | "partly-denied" | "reduced" | "upheld");
    let has_reason = labels
        .get("denial")
        .and_then(|denial| denial.get("reasons"))
        .and_then(toml::Value::as_array)
        .is_some_and(|reasons| !reasons.is_empty());
    (says_no && has_reason && number(letter) <= LAST).then_some(labels)
}

fn texts(value: Option<&toml::Value>) -> Vec<String> {
    let list = value
        .and_then(toml::Value::as_array)
        .cloned()
        .unwrap_or_default();
    list.iter()
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect()
}

/// The words of a PDF with every run of blanks as one.
fn text_of(pdf: &Path, pages: Option<(u64, u64)>) -> String {
    let mut call = Command::new("pdftotext");
    if let Some((first, last)) = pages {
        call.args(["-f", &first.to_string(), "-l", &last.to_string()]);
    }
    let output = call.arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every "Ex. C, p. 2" of a text, as label and page.
fn references(text: &str) -> Vec<(String, Option<u64>)> {
    let mut found = Vec::new();
    for rest in text.split("(Ex. ").skip(1) {
        let inside = rest.split(')').next().unwrap();
        let (label, page) = match inside.split_once(", p. ") {
            Some((label, page)) => (label, Some(page.parse().unwrap())),
            None => (inside, None),
        };
        found.push((label.to_owned(), page));
    }
    found
}

/// The step to which a letter leads: most are the first no.
fn step(letter: &Letter) -> &'static str {
    match number(letter) {
        9 => "ire",
        10 => "opm-review",
        14 => "second-level-appeal",
        16 => "external-review",
        18 => "alj-hearing",
        _ => "internal-appeal",
    }
}

struct Made {
    letter: Value,
    packet: Value,
    pdf: PathBuf,
}

fn made(world: &World, folder: &Path, letter: &Letter) -> Made {
    let sheet = make(letter, Form::BornDigital)
        .unwrap()
        .into_iter()
        .next()
        .unwrap();
    let path = folder.join(&sheet.file_name);
    std::fs::write(&path, sheet.bytes).unwrap();
    let added = terminal::ask(world, &["add", path.to_str().unwrap()]).unwrap();
    let document = added["files"][0]["document"].as_str().unwrap();
    let address = ["--from-address", "12 Elm Street; Wooster, OH 44691"];
    let draft = ["draft", step(letter), "--answers", document];
    let drafted = terminal::ask(world, &[&draft[..], &address].concat()).unwrap();
    let letter_id = drafted["letter"]["id"].as_str().unwrap().to_owned();
    let pdf = folder.join(format!("{}-packet.pdf", letter.name));
    let packet = terminal::ask(
        world,
        &[
            "packet",
            &letter_id,
            "--cover",
            "--out",
            pdf.to_str().unwrap(),
        ],
    )
    .unwrap();
    Made {
        letter: drafted["letter"].clone(),
        packet,
        pdf,
    }
}

#[test]
fn each_denial_gets_a_packet_that_names_what_its_letter_names() {
    let world = world(Needs::default());
    terminal::make_vault(&world).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut wrong: Vec<String> = Vec::new();
    let mut count = 0;
    for letter in letters().unwrap() {
        let Some(labels) = denial(&letter) else {
            continue;
        };
        count += 1;
        let made = made(&world, folder.path(), &letter);
        let mut fails = |what: String| wrong.push(format!("{}: {what}", letter.name));

        // reasons: those of the letter, and no other
        let denial = &labels["denial"];
        let expected = texts(denial.get("reasons"));
        let also = texts(denial.get("reasons_also_accept"));
        let reasons: Vec<String> = made.letter["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reason| reason["id"].as_str().unwrap().to_owned())
            .collect();
        for reason in &expected {
            if !reasons.contains(reason) {
                fails(format!("lacks the reason {reason}, has {reasons:?}"));
            }
        }
        for reason in &reasons {
            if !expected.contains(reason) && !also.contains(reason) {
                fails(format!("has the reason {reason}"));
            }
        }

        // what the letter of the packet names
        let parts = made.packet["parts"].as_array().unwrap();
        let span = |title: &str| {
            let part = parts.iter().find(|part| part["title"] == title).unwrap();
            let first = part["first"].as_u64().unwrap();
            (first, first + part["count"].as_u64().unwrap() - 1)
        };
        let text = text_of(&made.pdf, Some(span("Letter")));
        // a letter does not shout, even where theirs does
        let quiet = text.to_lowercase();
        let names = |what: &str| {
            let what = what.to_lowercase();
            quiet.contains(&what.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let claim = labels.get("claim");
        let member = labels.get("member");
        let said = |table: Option<&toml::Value>, key: &str| {
            let value = table.and_then(|table| table.get(key));
            value.and_then(toml::Value::as_str).map(str::to_owned)
        };
        for key in ["patient", "member_id"] {
            if let Some(value) = said(member, key)
                && !names(&value)
            {
                fails(format!(
                    "does not name the {key} {value}: {}",
                    made.letter["re"]
                ));
            }
        }
        let numbers = claim
            .and_then(|claim| claim.get("numbers"))
            .and_then(toml::Value::as_array);
        let numbers: Vec<&str> = numbers
            .into_iter()
            .flatten()
            .filter_map(|number| number.get("value").and_then(toml::Value::as_str))
            .collect();
        if !numbers.is_empty() && !numbers.iter().any(|number| names(number)) {
            fails(format!("names none of the numbers {numbers:?}"));
        }
        if let Some(day) = claim
            .and_then(|claim| claim.get("date_of_notice"))
            .and_then(toml::Value::as_datetime)
        {
            let day: chrono::NaiveDate = day.to_string().parse().unwrap();
            let day = day.format("%B %-d, %Y").to_string();
            if !names(&day) {
                fails(format!("does not name the day {day}"));
            }
        }
        if let Some(address) = said(labels.get("appeal"), "address") {
            let missing: Vec<&str> = address.split(", ").filter(|line| !names(line)).collect();
            if !missing.is_empty() {
                fails(format!("lacks of the address: {missing:?}"));
            }
        }

        // what is quoted says something, and is no code or heading
        let quoted = text.split('\u{201c}').skip(1);
        for quote in quoted.filter_map(|rest| rest.split('\u{201d}').next()) {
            if quote.split_whitespace().count() < 4 {
                fails(format!("quotes {quote:?}"));
            }
        }
        // studies of ketamine prove nothing where another treatment was refused
        let lower = letter.text.to_lowercase();
        let is_of_ketamine = lower.contains("ketamine") || lower.contains("spravato");
        let is_study = |part: &&Value| part["title"].as_str().unwrap().contains("Study: ");
        if !is_of_ketamine && let Some(study) = parts.iter().find(is_study) {
            fails(format!("has {}", study["title"]));
        }
        // one office above the address, and no instruction
        let to = made.letter["to"]["name"].as_str().unwrap_or_default();
        if to.to_lowercase().starts_with("send") {
            fails(format!("goes to {to:?}"));
        }

        // each reference leads to a page of its exhibit that carries its stamp
        for (label, page) in references(&text) {
            let exhibit = parts.iter().find(|part| {
                let title = part["title"].as_str().unwrap();
                title.starts_with(&format!("Exhibit {label}: "))
            });
            let Some(exhibit) = exhibit else {
                fails(format!("points to an exhibit {label} that is not there"));
                continue;
            };
            let (first, pages) = (
                exhibit["first"].as_u64().unwrap(),
                exhibit["count"].as_u64().unwrap(),
            );
            let page = page.unwrap_or(1);
            if page > pages {
                fails(format!(
                    "points to page {page} of {label}, which has {pages}"
                ));
                continue;
            }
            let target = text_of(&made.pdf, Some((first + page - 1, first + page - 1)));
            let stamp = format!("Exhibit {label} page {page} of {pages}");
            if !target.contains(&stamp) {
                fails(format!("points to a page without the stamp {stamp}"));
            }
        }
        let check = Command::new("qpdf")
            .arg("--check")
            .arg(&made.pdf)
            .output()
            .unwrap();
        if !check.status.success() {
            fails(format!("qpdf: {}", String::from_utf8_lossy(&check.stderr)));
        }
        std::fs::remove_file(&made.pdf).unwrap();
    }
    assert!(count >= 20, "{count} letters that say no");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
