//! What a decision asks for beside an answer: that a copy goes to somebody else, or that all which was written comes along.

use crate::quoting::{Named, Quotable};
use regex::Regex;
use std::sync::LazyLock;

/// Whom a copy goes to, where the reader of the letter is told to send one.
static COPY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        \b(?:send|mail|fax|give|provide|deliver) \s (?:(?:a|one|another|an\ identical) \s)? copy
        (?:\s of \s (?:it|(?:your|this|the) \s (?:letter|request|appeal|form)(?:\s for \s (?:a\ )?hearing)?))?
        ,? \s (?:also \s)? to \s
        ((?:the|your) \s (?:(?:other|health|medicare|drug|insurance) \s){0,2}
         (?:plan|carrier|insurer|insurance\ company|contractor|administrator|part(?:y|ies)))\b",
    )
    .expect("a fixed pattern")
});

/// Words with which they tell what they do themselves, and ask nothing.
static OURS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:we|they|it|plan|will|may) (?:also )?$").expect("a fixed pattern")
});

/// That all letters between the two are to come along.
static ALL_LETTERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        \ball \s (?:that \s)? (?:you\ and\ we|we\ and\ you) \s have \s written\b
        | \b(?:copies|copy) \s of \s (?:all|any|every|each) \s (?:of \s)? (?:the \s)? (?:letters?|correspondence)\b
        | \ball \s (?:the \s)? correspondence \s (?:between|with|to|from|about|you|we)\b
        | \b(?:all|any) \s letters \s (?:you|we|between|to\ and\ from)\b",
    )
    .expect("a fixed pattern")
});

impl Quotable {
    /// Whom the letter tells to send a copy of the answer to: "the plan", and the page.
    pub fn copy_goes_to(&self) -> Option<Named> {
        self.texts().find_map(|(text, page)| {
            let found = COPY.captures(text)?;
            let (whole, whom) = (found.get(0)?, found.get(1)?);
            let before = text.get(..whole.start()).unwrap_or_default();
            (!OURS.is_match(before)).then(|| Named {
                words: whom.as_str().to_lowercase(),
                page,
            })
        })
    }

    /// True where it asks for all that both sides have written.
    pub fn asks_for_all_letters(&self) -> bool {
        self.texts().any(|(text, _)| ALL_LETTERS.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use crate::pages_from_text;
    use crate::quoting::Quotable;
    use holdfast_library::Library;

    fn letter(text: &str) -> Quotable {
        Quotable::new(Library::builtin(), &pages_from_text(text))
    }

    #[test]
    fn a_copy_goes_to_whom_the_letter_names_and_not_where_they_send_one_themselves() {
        for (text, whom) in [
            (
                "Send it to the hearing office and send a copy to the plan.",
                Some("the plan"),
            ),
            (
                "You must also send a copy of your request to the other parties.",
                Some("the other parties"),
            ),
            (
                "Please mail a copy of this letter to your health plan as well.",
                Some("your health plan"),
            ),
            ("We will send a copy to the plan.", None),
            ("Your plan may send a copy to the carrier.", None),
            ("Please send a copy of the bill.", None),
        ] {
            let found = letter(text).copy_goes_to();
            assert_eq!(found.map(|one| one.words).as_deref(), whom, "{text}");
        }
    }

    #[test]
    fn all_letters_are_asked_for_in_many_words() {
        for (text, asked) in [
            (
                "Add all that you and we have written to each other, and a phone number.",
                true,
            ),
            (
                "Include copies of all letters you sent to us about the claim.",
                true,
            ),
            ("Enclose all correspondence between you and the plan.", true),
            ("We sent you a copy of the letter.", false),
            ("All letters are read by a person.", false),
        ] {
            assert_eq!(letter(text).asks_for_all_letters(), asked, "{text}");
        }
    }
}
