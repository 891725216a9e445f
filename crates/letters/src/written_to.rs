//! To whom a letter of theirs is written: the patient, or somebody who acts for a child or a ward.

use crate::quoting::Quotable;
use regex::Regex;
use std::sync::LazyLock;

/// Lines looked at: the head, the address and the first sentences.
const HEAD: usize = 60;

/// Somebody acts for the patient: the address, a row of the head, or how the letter speaks of the patient.
static ACTS_FOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        ^(?:(?:to|for) \s)? (?:the \s)? (?:parents?|guardian|parents?\ (?:or|and|/)\ (?:legal\ )?guardians?) \s of \b
        | \(\s*(?:a\ )?(?:minor|child|minor\ child)\s*\)
        | \byour \s (?:minor\ )?(?:child|son|daughter|ward)(?:’s|'s)? \b
        ",
    )
    .expect("a fixed pattern")
});

/// A name of two words and more: a first name, perhaps an initial, a family name.
const NAME: &str = r"(?:\p{Lu}[\p{L}’'\-]+|\p{Lu}\.)(?:\s(?:\p{Lu}[\p{L}’'\-]+|\p{Lu}\.|(?:de|del|van|von|la)))*\s\p{Lu}[\p{L}’'\-]+";

/// Who is written to, by name: in care of, by the greeting, or below "parent of".
static NAMED: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        format!(r"^(?i:c/o|in care of)\s+({NAME})\s*,?$"),
        format!(r"^(?i:dear)\s+({NAME})\s*[:,]"),
        format!(r"^(?i:parent|guardian)s?(?i: or guardian)?(?i: of the (?:beneficiary|patient|member|child))\s*:?\s+({NAME})\b"),
    ]
    .map(|pattern| Regex::new(&pattern).expect("a fixed pattern"))
});

/// Words that stand before a name and are none.
const TITLES: [&str; 12] = [
    "mr", "mrs", "ms", "miss", "dr", "mx", "brother", "sister", "pastor", "reverend", "member",
    "appeals",
];

impl Quotable {
    /// True where the letter is written to somebody who acts for the patient.
    pub fn is_to_a_guardian(&self) -> bool {
        self.texts()
            .take(HEAD)
            .any(|(text, _)| ACTS_FOR.is_match(text.trim()))
    }

    /// The name of who is written to, where the head or the greeting gives it in full.
    pub fn written_to(&self) -> Option<String> {
        NAMED.iter().find_map(|pattern| {
            self.texts().take(HEAD).find_map(|(text, _)| {
                let name = pattern.captures(text.trim())?.get(1)?.as_str();
                let first = name.split([' ', '.']).next().unwrap_or_default();
                let is_title = TITLES.contains(&first.to_lowercase().as_str());
                (!is_title).then(|| name.to_owned())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_acts_for_a_patient_is_told_by_the_address_a_row_or_a_word() {
        for (line, acts) in [
            ("To the guardian of", true),
            ("For the parent or guardian of", true),
            ("Parent or guardian of: Phineas Marlowe-Tran", true),
            ("Parent of the beneficiary", true),
            ("Patient Juno Umoh (child)", true),
            ("Re: Your son Anton's stay at Whispering Dunes", true),
            ("WE SAID NO TO A REQUEST FOR YOUR CHILD.", true),
            ("Patient Nora Hale", false),
            ("We are a service of the parent company of Larkmoor", false),
            ("your children may be covered too", false),
        ] {
            assert_eq!(ACTS_FOR.is_match(line), acts, "{line}");
        }
    }

    #[test]
    fn a_name_in_full_is_taken_and_half_a_name_is_not() {
        let named = |line: &str| {
            let found = NAMED.iter().find_map(|pattern| pattern.captures(line));
            found.and_then(|found| Some(found.get(1)?.as_str().to_owned()))
        };
        for (line, name) in [
            ("c/o Remedios Quintana", Some("Remedios Quintana")),
            ("Dear Remedios Quintana:", Some("Remedios Quintana")),
            ("Dear Pastor Sauder,", Some("Pastor Sauder")),
            ("Dear Member:", None),
            (
                "Parent of the beneficiary Garrick Vandermolen",
                Some("Garrick Vandermolen"),
            ),
        ] {
            assert_eq!(named(line).as_deref(), name, "{line}");
        }
    }
}
