//! Marks of a sentence to learn from: its word stems, and pairs of them. Shared with the build script, which learns.

use std::collections::BTreeSet;

/// Weights are kept as whole numbers of this part.
pub const PARTS: f32 = 512.0;

/// Words that tell nothing alone; in pairs they do ("not in").
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "and", "or", "is", "are", "was",
    "were", "be", "been", "this", "that", "it", "its", "we", "you", "your", "our", "us", "has",
    "have", "had", "with", "as", "from", "which", "who",
];

/// Endings that are taken off, the longest first.
const ENDINGS: &[&str] = &[
    "ingly", "ations", "ation", "edly", "ments", "ment", "ness", "ings", "ing", "ied", "ies", "ed",
    "es", "ly", "s", "e",
];

/// The marks of a sentence, each as a number.
pub fn marks(sentence: &str) -> BTreeSet<u32> {
    let words = words(sentence);
    let told: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !SMALL.contains(word))
        .collect();
    let near = words
        .windows(2)
        .map(|pair| number(&[&pair[0], "_", &pair[1]]));
    let apart = told.windows(2).map(|pair| number(&[pair[0], "+", pair[1]]));
    let single = told.iter().map(|word| number(&[word]));
    single.chain(near).chain(apart).collect()
}

/// Stems in their order; all numbers are one word.
fn words(sentence: &str) -> Vec<String> {
    let low = sentence.to_lowercase().replace('\u{2019}', "'");
    let low = low.replace("n't", " not");
    low.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(
            |word| match word.starts_with(|c: char| c.is_ascii_digit()) {
                true => "#".to_owned(),
                false => stem(word).to_owned(),
            },
        )
        .collect()
}

fn stem(word: &str) -> &str {
    let cut = ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| stem.len() >= 3);
    cut.unwrap_or(word)
}

/// FNV-1a in 32 bits: the same on every machine.
fn number(parts: &[&str]) -> u32 {
    parts
        .iter()
        .flat_map(|part| part.bytes())
        .fold(0x811c_9dc5, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
}
