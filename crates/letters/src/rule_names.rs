//! Which words with a number are the name of a rule that care is decided by, and which are an office, an address, or the
//! number of an insurance policy.

use holdfast_case::rough_day::MONTHS;
use regex::Regex;
use std::sync::LazyLock;

/// A word for a rule in writing, or the name of a set of them.
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:polic(?:y|ies)|criteria|guidelines?|determination|lcd|ncd|l3\d{4}|mcg|interqual|milliman|asam|calocus\S*|locus|casii|ecsii)\b",
    )
});
/// A number of a rule: in parts, or with letters.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[A-Za-z]{1,5}[-. ]?\d|\d+[.-]\d|\d{1,4}$)"));
/// What is insured, and not what is decided by.
static INSURES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\bre:|\bemployer|\bgroup\b|\bunderwritten|\binsured\b|\bcompany,)[^;]{0,60}$")
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a fixed pattern")
}

/// True for the name of a rule; `before` is what stands before it.
pub fn is_rule(before: &str, words: &str) -> bool {
    let words = words.trim_end_matches(['.', ',', '-', '(']).trim();
    let lower = words.to_lowercase();
    let has_month = lower.split(' ').any(|word| MONTHS.contains(&word));
    // the number of an insurance policy is long, or told beside who is insured
    let mut last = words.rsplit(' ');
    let number = last.next().unwrap_or_default();
    let figures = number.chars().filter(char::is_ascii_digit).count();
    let is_bare = lower.starts_with("policy ");
    let is_insured = is_bare && (figures >= LONG || INSURES.is_match(before));
    let is_numbered = !number.contains(|c: char| c.is_ascii_digit())
        || NUMBER.is_match(number)
        || RULE.is_match(number);
    RULE.is_match(words) && is_numbered && !has_month && !is_insured
}

/// So many figures are the number of a contract.
const LONG: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_addresses_and_contracts_are_no_rules() {
        for (before, words, expected) in [
            ("Under our ", "Medical Policy MH-606", true),
            ("our ", "medical policy 8.03.22", true),
            ("We looked at Harrowgate ", "guideline BH-22", true),
            ("", "MCG Behavioral Health Guidelines, 28th edition", true),
            ("", "Local Coverage Determination (L34522", true),
            ("under ", "LOCUS 20", true),
            (
                "Hearings Docket, Division of ",
                "Medical Coverage 320",
                false,
            ),
            ("DIVISION ", "OF MEDICAL SERVICES PO BOX 1500", false),
            ("", "CLINICAL NOTES NEEDED BY JANUARY 8", false),
            ("", "COVERAGE ENDS AS OF DECEMBER 31", false),
            ("the ", "PAYMENT CYCLE 2026-38", false),
            ("Re: ", "Policy ST-364-0028817", false),
            (
                "Employer group: Paint Creek Paperboard Co., ",
                "policy GR-7718",
                false,
            ),
        ] {
            assert_eq!(is_rule(before, words), expected, "{words}");
        }
    }
}
