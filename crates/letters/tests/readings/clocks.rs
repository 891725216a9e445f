//! Clocks in many wordings: each passage set into a letter of its kind, with the last day that leads.

use crate::support::due;
use holdfast_letters::{pages_from_text, read};
use holdfast_library::Library;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    letters: BTreeMap<String, String>,
    /// The letter, the last day, the level, the words.
    clocks: Vec<[String; 4]>,
}

/// Words set in lines as a letter has them; what has lines already stays.
pub fn set(words: &str) -> String {
    if words.contains('\n') {
        return words.to_owned();
    }
    let mut out = String::new();
    let mut line = 0;
    for word in words.split(' ') {
        if line + word.len() > 100 {
            out.push('\n');
            line = 0;
        } else if line > 0 {
            out.push(' ');
        }
        out.push_str(word);
        line += word.len() + 1;
    }
    out
}

#[test]
fn a_clock_is_read_whatever_words_it_is_told_in() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/clocks.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut faults = Vec::new();
    for [form, last_day, step, words] in &file.clocks {
        let letter = file.letters[form].replace("%s", &set(words));
        let got = read(Library::builtin(), &pages_from_text(&letter));
        let notice = got.claim.date_of_notice.as_ref().map(|f| f.value);
        let lead = got.deadlines.iter().find(|d| d.primary);
        let day = lead
            .and_then(|d| due(d, notice))
            .map_or("none".to_owned(), |d| d.to_string());
        let level = lead.map_or("none", |d| d.level.as_str());
        if day != *last_day || level != step {
            faults.push(format!(
                "{form}: {words}\n    {day} {level}, not {last_day} {step}"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
