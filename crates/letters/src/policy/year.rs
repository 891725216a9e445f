//! Of which year a plan book is, by its own words: title first, then what says when it takes effect.

use super::parts::Policy;
use regex::Regex;
use std::sync::LazyLock;

/// Signs of the first page that hold the title.
const TITLE: usize = 400;

static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(20[0-4]\d)\b").expect("a fixed pattern"));
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:plan year|benefit year|coverage period|policy period|effective(?: date)?|in effect|for the year|as of|beginning|restated)\b[^.;]{0,30}?\b(20[0-4]\d)\b|\b(20[0-4]\d) (?:plan year|plan book|benefits?|summary plan|evidence of coverage|certificate|brochure|handbook)\b",
    )
    .expect("a fixed pattern")
});
static RIGHTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:©|\(c\)|copyright|rev\.?|revised|printed)[^.;]{0,20}?\b20[0-4]\d\b")
        .expect("a fixed pattern")
});

/// The year a plan book is of; none where its first pages do not say.
pub fn policy_year(policy: &Policy) -> Option<i32> {
    let opening = policy.opening();
    let title: String = opening.chars().take(TITLE).collect();
    told(&title)
        .or_else(|| named(&title))
        .or_else(|| told(opening))
}

/// The year that a few words name, such as the title or the file of a paper: the latest of several.
pub fn year_in(words: &str) -> Option<i32> {
    named(&words.to_lowercase())
}

fn named(text: &str) -> Option<i32> {
    let text = RIGHTS.replace_all(text, " ");
    // "book2025.txt"
    let spaced: String = parted(&text);
    let years = YEAR.captures_iter(&spaced);
    years.filter_map(|c| c.get(1)?.as_str().parse().ok()).max()
}

fn told(text: &str) -> Option<i32> {
    let text = RIGHTS.replace_all(text, " ");
    let years = TOLD.captures_iter(&text);
    years
        .filter_map(|c| c.get(1).or_else(|| c.get(2))?.as_str().parse().ok())
        .max()
}

/// The same words with a blank between letters and figures.
fn parted(text: &str) -> String {
    let mut out = String::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let turns = before.is_some_and(|b| b.is_alphabetic() != c.is_alphabetic());
        if turns || c == '_' {
            out.push(' ');
        }
        out.push(if c == '_' { ' ' } else { c });
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::pages_from_text;
    use crate::policy::PolicyText;

    #[test]
    fn the_year_of_a_book_is_what_it_says_of_itself() {
        let rows = [
            (
                "Health Plan\nSummary Plan Description. Effective January 1, 2026.\n",
                Some(2026),
            ),
            (
                "2025 Evidence of Coverage\nYour plan was founded in 1998.\n",
                Some(2025),
            ),
            (
                "Health Plan\nPlan year: January 1, 2026 through December 31, 2026\n",
                Some(2026),
            ),
            (
                "Health Plan\n\u{a9} 2019 Larkmoor Health\nRules of care.\n",
                None,
            ),
            ("Health Plan\nRules of care.\n", None),
        ];
        for (text, expected) in rows {
            let policy = Policy::new(PolicyText::of(&pages_from_text(text).pages));
            assert_eq!(policy_year(&policy), expected, "{text}");
        }
    }

    #[test]
    fn a_year_stands_in_the_name_of_a_file_too() {
        for (name, expected) in [
            ("book2025.txt", Some(2025)),
            ("SPD_2026_final.pdf", Some(2026)),
            ("Plan book", None),
            ("scan 120260.pdf", None),
        ] {
            assert_eq!(year_in(name), expected, "{name}");
        }
    }
}
