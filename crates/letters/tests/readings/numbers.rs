//! Numbers under many labels: each head set into one letter, with the person's number and the one to quote.

use crate::support::flat;
use holdfast_letters::{pages_from_text, read};
use holdfast_library::Library;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    letter: String,
    /// The head, a sentence, the person's number, the number to quote first.
    numbers: Vec<[String; 4]>,
}

#[test]
fn numbers_are_known_by_whatever_they_are_called() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/numbers.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut faults = Vec::new();
    for [head, words, member, number] in &file.numbers {
        let letter = file
            .letter
            .replace("<head>", head)
            .replace("<words>", words);
        let got = read(Library::builtin(), &pages_from_text(&letter));
        let id = got.member.member_id.map(|f| f.value).unwrap_or_default();
        let first = got.claim.numbers.first().map(|n| n.fact.value.clone());
        let first = first.unwrap_or_default();
        if flat(&id) != flat(member) || flat(&first) != flat(number) {
            faults.push(format!("{head} {words}\n    {id:?} and {first:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
