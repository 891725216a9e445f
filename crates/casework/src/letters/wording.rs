//! Words as they are printed in a letter.

use chrono::NaiveDate;
use holdfast_case::Cents;
use holdfast_rules::trials::WhatIsAsked;

/// Longest quotation; more is a page to point to.
const LONGEST_QUOTE: usize = 320;

/// "June 17, 2026".
pub(super) fn full_day(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

/// "$1,020.00".
pub(super) fn dollars(cents: Cents) -> String {
    crate::words::money(cents)
}

/// "five"; from thirteen on in figures.
pub(super) fn count_word(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// "60–62, 75".
pub(super) fn page_ranges(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let said = runs.into_iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}\u{2013}{last}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Words of a paper as they go between quotation marks: one run, without marks of their own at the ends, cut at a word
/// where they are long.
pub(super) fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(['"', '\u{201c}', '\u{201d}', ' ']);
    // the number of a paragraph is none of its words
    let text = match text.split_once(". ").or_else(|| text.split_once(") ")) {
        Some((number, rest))
            if number.len() <= 2
                && number.chars().all(|c| c.is_ascii_digit())
                && !number.is_empty() =>
        {
            rest
        }
        _ => text,
    };
    if text.chars().count() <= LONGEST_QUOTE {
        return text.trim_end_matches(['.', ',', ';', ':']).to_owned();
    }
    let mut short = String::new();
    for word in text.split(' ') {
        if short.chars().count() + word.chars().count() > LONGEST_QUOTE {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    format!("{short} \u{2026}")
}

/// "four medicines of two classes for six weeks each".
pub(super) fn asked(asked: &WhatIsAsked) -> Option<String> {
    let number = |n: u32| count_word(usize::try_from(n).unwrap_or(usize::MAX));
    if asked.drugs == 0 {
        return None;
    }
    let medicines = match asked.drugs {
        1 => "one medicine".to_owned(),
        n => format!("{} medicines", number(n)),
    };
    let classes = match asked.classes {
        0 | 1 => String::new(),
        n => format!(" of {} classes", number(n)),
    };
    let weeks = match (asked.weeks, asked.drugs) {
        (0, _) => String::new(),
        (n, 1) => format!(" for {} weeks", number(n)),
        (n, _) => format!(" for {} weeks each", number(n)),
    };
    Some(format!("{medicines}{classes}{weeks}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_follow_one_another_are_one_span() {
        assert_eq!(page_ranges(&[60, 61, 62, 75]), "60\u{2013}62, 75");
        assert_eq!(page_ranges(&[3]), "3");
    }

    #[test]
    fn a_quotation_is_one_run_and_not_too_long() {
        assert_eq!(quoted("\u{201c}not\n proven.\u{201d}"), "not proven");
        assert_eq!(quoted("4. Rule 9 requires proof."), "Rule 9 requires proof");
        assert_eq!(quoted("4.12 is a limit"), "4.12 is a limit");
        let long = quoted(&"word ".repeat(200));
        assert!(long.chars().count() <= LONGEST_QUOTE + 2 && long.ends_with("word \u{2026}"));
    }
}
