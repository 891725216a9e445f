//! Numbers in figures and words, and spans of time.

use regex::Regex;
use std::sync::LazyLock;

const ONES: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    // "By the one hundred eightieth day".
    ("fifth", 5),
    ("tenth", 10),
    ("fifteenth", 15),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
];

/// A number in figures or words; `one hundred and eighty` is 180.
pub fn number(text: &str) -> Option<u32> {
    let figure = text
        .trim()
        .trim_end_matches(|c: char| c.is_ascii_lowercase());
    if let Ok(n) = figure.parse::<u32>() {
        return Some(n);
    }
    let mut sum = 0_u32;
    let mut any = false;
    for word in text
        .split([' ', '-'])
        .filter(|w| !w.is_empty() && *w != "and")
    {
        if word == "hundred" {
            sum = sum.max(1).checked_mul(100)?;
        } else {
            sum = sum.checked_add(ONES.iter().find(|(w, _)| *w == word)?.1)?;
        }
        any = true;
    }
    any.then_some(sum)
}

/// A span of time: its figure, the same in brackets, the kind of days, the unit, once more the figure.
pub static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let ones: Vec<&str> = ONES.iter().map(|o| o.0).collect();
    let one = ones.join("|");
    Regex::new(&format!(
        r"\b(\d{{1,3}}(?:st|nd|rd|th)?|(?:{one})(?:[ -](?:and )?(?:hundred|{one}))*)(?: ?\( ?(\d{{1,3}})(?:st|nd|rd|th)? ?\))?[ °*'-](?:(calendar|business|working|full|consecutive)[ -])?(hour|day|week|month|year)s?\b'?(?: ?\( ?(\d{{1,3}}) ?\))?"
    ))
    .expect("a fixed pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words_and_figures() {
        for (text, n) in [
            ("180", 180),
            ("65th", 65),
            ("one hundred eighty", 180),
            ("one hundred and twenty", 120),
            ("sixty-five", 65),
            ("four", 4),
            ("forty five", 45),
            ("one hundred eightieth", 180),
            ("forty-fifth", 45),
        ] {
            assert_eq!(number(text), Some(n), "{text}");
        }
        assert_eq!(number("several"), None);
    }

    #[test]
    fn spans_are_found_in_their_forms() {
        for text in [
            "within one hundred eighty (180) days",
            "within three (3) business days",
            "within 4 months",
            "no later than 60 calendar days",
            "within sixty days",
            "within two weeks",
            "by the 180th day",
            "the one hundred eightieth (180th) day",
        ] {
            assert!(SPAN.is_match(text), "{text}");
        }
    }
}
