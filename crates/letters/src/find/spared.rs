//! Codes that a letter names and leaves alone: paid, or no part of the decision.

use crate::structure::Sheet;
use regex::Regex;
use std::sync::LazyLock;

/// What is said behind a code that is left alone.
static SPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[^.;]|\.\d){0,60}?\b(?:(?:is|was|are|were) (?:not|no) (?:a )?(?:part|touched|affected)\b|(?:was|were|is|are|has been|have been) (?:already )?(?:paid|payable|covered|approved)\b(?: nothing)?)",
    )
});
/// Another code, or a clause of its own.
static NEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:[0-9]{5}|[a-v][0-9]{4})\b|\.[ )]|\bbut\b"));
/// "For the anesthesia, $3,240.00, we have paid nothing".
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bfor the (\w{5,})\b[^;]{0,40}?\b(?:paid nothing|nothing (?:was|is|has been) paid)\b")
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a fixed pattern")
}

/// True where the words behind a code say that it is left alone.
pub fn is_spared(after: &str) -> bool {
    let own = NEXT
        .find(after)
        .map_or(after, |next| after.get(..next.start()).unwrap_or(after));
    SPARED.is_match(own)
}

/// What the letter says it paid nothing for, in a word.
pub fn unpaid(sheet: &Sheet) -> Option<String> {
    let own = sheet.sentences.iter().filter(|s| !s.foreign && !s.aside);
    own.filter_map(|s| NOTHING.captures(&s.text.low))
        .find_map(|found| Some(found.get(1)?.as_str().to_owned()))
}

/// True where the words before a code, back to the code before it, name what it stands for.
pub fn is_named(before: &str, word: &str) -> bool {
    let own = NEXT
        .find_iter(before)
        .last()
        .map_or(before, |last| before.get(last.end()..).unwrap_or(before));
    own.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_was_paid_or_is_no_part_of_it_is_left_alone() {
        for (after, expected) in [
            (
                ") is not part of this decision; you will get a separate statement",
                true,
            ),
            (
                ", 420.00) was paid on the remittance mentioned above.",
                true,
            ),
            (
                ", four hours) was paid on november 2, 2026 and is not touched by this letter.",
                true,
            ),
            (") is not covered.", false),
            (") and 99213, which was paid", false),
            (") was denied. the rest was paid", false),
            (") were held by video.", false),
        ] {
            assert_eq!(is_spared(after), expected, "{after}");
        }
    }
}
