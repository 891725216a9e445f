//! Grounds in many wordings: each set into one letter, in which it is the only one.

use crate::clocks::set;
use holdfast_letters::{pages_from_text, read};
use holdfast_library::Library;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    letter: String,
    /// The reason and the words.
    reasons: Vec<[String; 2]>,
}

#[test]
fn a_reason_is_known_whatever_words_give_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/reasons.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut faults = Vec::new();
    for [reason, words] in &file.reasons {
        let letter = file.letter.replace("%s", &set(words));
        let got = read(Library::builtin(), &pages_from_text(&letter));
        let said: Vec<_> = got.reasons.iter().map(|f| f.value.as_str()).collect();
        if said != [reason.as_str()] {
            faults.push(format!("{words}\n    {said:?}, not {reason}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
