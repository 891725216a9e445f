//! What may be the name of a plan, and what stands beside such a label by chance: the head of another column, an address,
//! somebody who signs.

use regex::Regex;
use std::sync::LazyLock;

/// Words of a table's head, and of nobody.
const NO_NAMES: [&str; 9] = [
    "you", "we", "us", "they", "your", "pays", "paid", "pay", "plan",
];
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bp\. ?o\. |\bpo box\b|\b(?-i:[A-Z]{2}) \d{5}\b").expect("a fixed pattern")
});
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i), (?:[\w ]{0,24})?\b(?:officer|manager|director|supervisor|examiner|specialist|reviewer|md|do|rn|phd)\b",
    )
    .expect("a fixed pattern")
});

/// True for words that may be the name of a plan.
pub fn may_be(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    text.len() > 2
        && text.chars().any(char::is_alphabetic)
        && !NO_NAMES.contains(&lower.as_str())
        && !text.starts_with(['(', ')', ',', '-', ':'])
        && !ADDRESS.is_match(text)
        && !PERSON.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_the_label_by_chance_is_no_name() {
        for (text, expected) in [
            ("Silver Bridge HMO (Exchange)", true),
            ("Tidewater Harbor Bronze", true),
            ("You", false),
            ("P.O. Box 30417, Reno, NV 89520", false),
            ("Warren, RI 02885", false),
            ("H. Dragomirov, Claims Officer", false),
            ("(PDP), S6640", false),
        ] {
            assert_eq!(may_be(text), expected, "{text}");
        }
    }
}
