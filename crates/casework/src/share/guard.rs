//! The check of a finished text: what the record knows is struck out, and what only looks like a number or a date is
//! refused. It trusts nothing of how the text was made.

use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// What stands where something was struck.
pub(super) const STRUCK: &str = "[left out]";

/// What the record knows and the text may not hold.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Names, lines of addresses, numbers, days in all their forms: found however they are spaced and written.
    pub(super) phrases: BTreeSet<String>,
    /// Single words of names: found where they are written with a capital, as names are.
    pub(super) words: BTreeSet<String>,
}

impl Known {
    /// Takes a day, in the forms in which people write one.
    pub(super) fn add_day(&mut self, day: NaiveDate) {
        let ending = match day.day() {
            11..=13 => "th",
            n => match n % 10 {
                1 => "st",
                2 => "nd",
                3 => "rd",
                _ => "th",
            },
        };
        for form in [
            "%Y-%m-%d",
            "%Y%m%d",
            "%m/%d/%Y",
            "%-m/%-d/%Y",
            "%m/%d/%y",
            "%-m/%-d/%y",
            "%d.%m.%Y",
            "%B %-d",
            "%b %-d",
            "%-d %B",
            "%-d %b",
            "%B %-d %Y",
            "%b %-d %Y",
            "%-d %B %Y",
            "%-d %b %Y",
            "%B %Y",
            "%b %Y",
        ] {
            self.phrases.insert(day.format(form).to_string());
        }
        for month in ["%B", "%b"] {
            self.phrases
                .insert(format!("{} {}{ending}", day.format(month), day.day()));
        }
    }
}

/// The letters and digits of a text, in lower case, each with its place.
fn bare(text: &str) -> Vec<(usize, char)> {
    let all = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    all.flat_map(|(at, c)| c.to_lowercase().map(move |c| (at, c)))
        .collect()
}

/// The text with all that is known struck out, and how many places that were.
pub(super) fn strike(text: &str, known: &Known) -> (String, u32) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let here = bare(text);
    let phrases = known.phrases.iter().map(|phrase| (phrase, false));
    let words = known.words.iter().map(|word| (word, true));
    for (wanted, as_name) in phrases.chain(words) {
        let wanted: Vec<char> = bare(wanted).into_iter().map(|(_, c)| c).collect();
        if wanted.len() < 2 {
            continue;
        }
        for window in here.windows(wanted.len()) {
            if !window.iter().map(|(_, c)| c).eq(&wanted) {
                continue;
            }
            let (Some((from, _)), Some((last, _))) = (window.first(), window.last()) else {
                continue;
            };
            let to = last
                + text
                    .get(*last..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8);
            let before = text
                .get(..*from)
                .and_then(|before| before.chars().next_back());
            let after = text.get(to..).and_then(|after| after.chars().next());
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let capital = text.get(*from..).and_then(|rest| rest.chars().next());
            let is_name = !as_name || capital.is_some_and(|c| !c.is_lowercase());
            if !inside(before) && !inside(after) && is_name {
                found.push((*from, to));
            }
        }
    }
    found.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in found {
        match joined.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    let mut struck = String::new();
    let mut at = 0;
    for (from, to) in &joined {
        struck.push_str(text.get(at..*from).unwrap_or_default());
        struck.push_str(STRUCK);
        at = *to;
    }
    struck.push_str(text.get(at..).unwrap_or_default());
    (struck, u32::try_from(joined.len()).unwrap_or(u32::MAX))
}

/// Months as they are written, with their short forms.
const MONTHS: [&str; 23] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
];

/// What in a text looks as if it could name a person or a day, known or not; none where nothing does.
pub(super) fn shape(text: &str) -> Option<&'static str> {
    if text.contains('@') || text.contains("://") || text.contains("www.") {
        return Some("an address");
    }
    let mut digits = 0;
    let mut gap = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => {
                digits += 1;
                gap = 0;
            }
            // one number may be parted by these
            '-' | '.' | '(' | ')' | ' ' if digits > 0 && gap < 2 => gap += 1,
            _ => {
                digits = 0;
                gap = 0;
            }
        }
        if digits >= 5 {
            return Some("a number");
        }
    }
    let letters: Vec<char> = text.chars().collect();
    let parted = letters
        .windows(3)
        .any(|three| matches!(three, [a, '/', b] if a.is_ascii_digit() && b.is_ascii_digit()));
    if parted {
        return Some("a date");
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_month = |word: &str| word == "Dec" || MONTHS.contains(&word);
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let dated = words.windows(2).any(|two| match two {
        [one, other] => (is_month(one) && is_number(other)) || (is_number(one) && is_month(other)),
        _ => false,
    });
    dated.then_some("a date")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(phrases: &[&str], words: &[&str]) -> Known {
        Known {
            phrases: phrases.iter().map(|one| (*one).to_owned()).collect(),
            words: words.iter().map(|one| (*one).to_owned()).collect(),
        }
    }

    #[test]
    fn what_is_known_is_struck_however_it_is_written() {
        let known = known(
            &[
                "Nora Hale",
                "LKM-4417-902",
                "(937) 555-0177",
                "214 Alder Street",
                "45401",
            ],
            &["Hale", "Weeks"],
        );
        for (text, expected, struck) in [
            ("By Nora Hale.", "By [left out].", 1),
            ("By NORA  HALE.", "By [left out].", 1),
            ("By nora-hale.", "By [left out].", 1),
            ("The Hale case", "The [left out] case", 1),
            (
                "Halewood is a place, exhale is a word",
                "Halewood is a place, exhale is a word",
                0,
            ),
            ("Number LKM4417902", "Number [left out]", 1),
            ("Call 937.555.0177 now", "Call [left out] now", 1),
            ("214 Alder\nStreet, 45401", "[left out], [left out]", 2),
            (
                "After 3 weeks Weeks wrote",
                "After 3 weeks [left out] wrote",
                1,
            ),
        ] {
            assert_eq!(
                strike(text, &known),
                (expected.to_owned(), struck),
                "{text}"
            );
        }
    }

    #[test]
    fn a_day_is_struck_in_the_forms_people_write() {
        let mut known = Known::default();
        known.add_day(NaiveDate::from_ymd_opt(2026, 6, 3).unwrap_or_default());
        for form in [
            "2026-06-03",
            "06/03/2026",
            "6/3/2026",
            "6/3/26",
            "June 3, 2026",
            "Jun 3",
            "June 3rd",
            "3 June 2026",
            "JUNE 3",
            "June 2026",
        ] {
            let (struck, places) = strike(&format!("On {form}, they wrote."), &known);
            assert!(
                places == 1 && struck == "On [left out], they wrote.",
                "{struck}"
            );
        }
        let (_, other) = strike("On June 4, they wrote.", &known);
        assert_eq!(other, 0);
    }

    #[test]
    fn what_looks_like_a_number_or_a_day_is_refused_though_nobody_knows_it() {
        for text in [
            "id 55501",
            "555-0177",
            "(937) 555-0177",
            "on 6/3",
            "on June 3",
            "3 June",
            "Sept 12",
            "June 2026",
            "a@b.org",
            "https://example.org",
            "2026-06-03",
            "123-45-6789",
        ] {
            assert!(shape(text).is_some(), "{text}");
        }
        for text in [
            "In week 3 of 12",
            "PHQ-9: 14 points lower",
            "Berman 2000, Zarate 2006",
            "You may 2 times",
        ] {
            assert_eq!(shape(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_known_phrase_is_left(
            before in "[ a-zA-Z0-9,.]{0,20}",
            phrase in "[A-Za-z0-9]{1,8}[ -][A-Za-z0-9]{2,8}",
            after in "[ a-zA-Z0-9,.]{0,20}",
        ) {
            let known = known(&[&phrase], &[]);
            let (struck, places) = strike(&format!("{before} {phrase} {after}"), &known);
            prop_assert!(places >= 1);
            prop_assert_eq!(strike(&struck, &known).1, 0);
        }

        #[test]
        fn nothing_panics_on_any_text(text in "\\PC{0,60}", phrase in "\\PC{0,8}") {
            let known = known(&[&phrase], &[&phrase]);
            let _ = strike(&text, &known);
            let _ = shape(&text);
        }
    }
}
