//! What comes back is held against what was sent: a name, a number, a day, a drug, a law, a study or a quotation that
//! was not there is refused, and said.

use holdfast_library::Library;
use holdfast_packet::compose::common_words;
use std::collections::BTreeSet;

/// Words that tell a number. `one` and `first` are too common to tell anything.
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "half",
    "third",
    "quarter",
    "twice",
    "double",
    "triple",
    "dozen",
    "second",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "majority",
    "percent",
];

/// Words of times.
const TIMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "tomorrow",
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "annual",
];

/// Words that belong to a citation or an address.
const SOURCES: &[&str] = &[
    "§", "cfr", "u.s.c", "usc", "et al", "pmid", "doi", "http", "www.", ".gov", ".com", ".org",
    "exhibit", "ex.", "statute", "court",
];

/// Longer than this many times what was sent is no better wording.
const LONGEST: usize = 2;

/// What is wrong with an answered paragraph, in plain words; nothing where it may be shown. Both texts carry marks in
/// the place of citations.
pub(super) fn refusals(lib: &Library, sent: &str, answer: &str) -> Vec<String> {
    let mut refused: Vec<String> = Vec::new();
    let mut say = |what: String| {
        if !refused.contains(&what) {
            refused.push(what);
        }
    };
    let (sent, answer) = (without_marks(sent), without_marks(answer));
    if answer.chars().count() > LONGEST * sent.chars().count() + 80 {
        say("It is much longer than your own words.".to_owned());
    }
    let (sent_lower, answer_lower) = (sent.to_lowercase(), answer.to_lowercase());
    let known: BTreeSet<&str> = words(&sent).collect();
    let known_lower: BTreeSet<String> = words(&sent_lower).map(base).collect();
    for number in numbers(&answer).difference(&numbers(&sent)) {
        say(format!("It brings in the number {number}."));
    }
    for word in words(&answer_lower).map(base) {
        let tells = NUMBERS.contains(&word.as_str()) || TIMES.contains(&word.as_str());
        if tells && !known_lower.contains(&word) {
            say(format!("It brings in \u{201c}{word}\u{201d}."));
        }
        if is_drug(lib, &word) && !known_lower.contains(&word) {
            say(format!("It brings in the drug \u{201c}{word}\u{201d}."));
        }
    }
    for source in SOURCES {
        if holds(&answer_lower, source) && !holds(&sent_lower, source) {
            say(format!("It brings in a source (\u{201c}{source}\u{201d})."));
        }
    }
    for (word, begins) in capitals(&answer) {
        let is_known = known.contains(word) || known.contains(base(word).as_str());
        // a sentence may begin with any word that is no name
        let plain = word.chars().skip(1).all(|c| !c.is_uppercase());
        let is_common = begins && plain && {
            let lower = base(&word.to_lowercase());
            known_lower.contains(&lower) || common_words().contains(&lower)
        };
        if !is_known && !is_common && word != "I" {
            say(format!("It brings in the name \u{201c}{word}\u{201d}."));
        }
    }
    for quote in quotes(&answer) {
        if !squeezed(&sent).contains(&squeezed(quote)) {
            say("It puts words between quotation marks that were not there.".to_owned());
        }
    }
    refused
}

/// The text without `[[1]]`.
fn without_marks(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        out.push_str(before);
        match after.split_once("]]") {
            Some((_, later)) => rest = later,
            None => rest = after,
        }
    }
    out.push_str(rest);
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '\u{2019}' || c == '-'))
        .map(|word| word.trim_matches(['\'', '\u{2019}', '-']))
        .filter(|word| word.chars().any(char::is_alphabetic))
}

/// A word without the `'s` of an owner.
fn base(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    word.strip_suffix("\u{2019}s").unwrap_or(word).to_owned()
}

/// Figures without what groups them: "1,020.00" is 1020.00.
fn numbers(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut number = String::new();
    for sign in text.chars().chain([' ']) {
        match sign {
            _ if sign.is_ascii_digit() => number.push(sign),
            '.' | ',' if !number.is_empty() => number.push(sign),
            // figures of another script are read by nobody here
            _ if sign.is_numeric() => {
                all.insert(sign.to_string());
            }
            _ => {
                let told = number.trim_end_matches(['.', ',']).replace(',', "");
                if !told.is_empty() {
                    all.insert(told);
                }
                number.clear();
            }
        }
    }
    all
}

/// Words that begin with a capital letter, and whether they begin a sentence.
fn capitals(text: &str) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    for word in words(text) {
        if !word.starts_with(char::is_uppercase) && !word.chars().skip(1).any(char::is_uppercase) {
            continue;
        }
        // its place in the text: `words` gives slices of it
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let before = text.get(..at).unwrap_or_default().trim_end();
        let before = before
            .trim_end_matches(['\u{201c}', '"', '(', '\u{2018}'])
            .trim_end();
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':']);
        all.push((word, begins));
    }
    all
}

/// Runs between quotation marks.
fn quotes(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    for (open, close) in [('\u{201c}', '\u{201d}'), ('"', '"')] {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once(open) {
            match after.split_once(close) {
                Some((quote, later)) => {
                    all.push(quote);
                    rest = later;
                }
                None => {
                    all.push(after);
                    break;
                }
            }
        }
    }
    all
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn holds(text: &str, part: &str) -> bool {
    text.match_indices(part).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + part.len()..).and_then(|t| t.chars().next());
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let begins = part.starts_with(char::is_alphabetic);
        let runs_on = is_word(before) || (is_word(after) && !part.contains('.'));
        !begins || !runs_on
    })
}

/// True for a drug that the library knows by one of its names.
fn is_drug(lib: &Library, word: &str) -> bool {
    word.len() > 3
        && lib.treatments.drugs.iter().any(|drug| {
            drug.generic.eq_ignore_ascii_case(word)
                || drug
                    .brands
                    .iter()
                    .any(|brand| brand.eq_ignore_ascii_case(word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = "From January 14 to April 13, 2024, I took sertraline at 200 mg a day for Dr. Varga [[1]]. \
                        It did not help. The plan says \u{201c}two trials of different classes\u{201d} [[2]].";

    #[test]
    fn better_words_for_the_same_facts_pass() {
        for answer in [
            "I took 200 mg of sertraline each day for Dr. Varga from January 14 to April 13, 2024 [[1]]. It did not help \
             me. The plan asks for \u{201c}two trials of different classes\u{201d} [[2]].",
            "For Dr. Varga, I took sertraline, 200 mg a day, January 14 to April 13, 2024 [[1]]. This treatment did not \
             help. The plan says \u{201c}two trials of different classes\u{201d} [[2]].",
        ] {
            assert_eq!(
                refusals(Library::builtin(), SENT, answer),
                Vec::<String>::new(),
                "{answer}"
            );
        }
    }

    #[test]
    fn what_was_not_sent_is_refused_and_said() {
        for (answer, part) in [
            ("I took 250 mg of sertraline [[1]].", "number 250"),
            ("I took sertraline for three months [[1]].", "three"),
            ("I took sertraline until May 13, 2024 [[1]].", "May"),
            ("I took sertraline until june [[1]].", "june"),
            ("I took sertraline and bupropion [[1]].", "bupropion"),
            ("I took sertraline and Zoloft [[1]].", "zoloft"),
            ("Dr. Novak gave me sertraline [[1]].", "Novak"),
            ("Zarate found that it helps [[1]].", "Zarate"),
            ("The FDA says so [[1]].", "FDA"),
            ("See 29 CFR 2560 [[1]].", "cfr"),
            ("As Smith et al. show [[1]].", "et al"),
            ("Look at www.example.org [[1]].", "www."),
            (
                "The plan says \u{201c}no treatment is covered\u{201d} [[2]].",
                "quotation",
            ),
            ("A majority got better [[1]].", "majority"),
            ("It took \u{0663} weeks [[1]].", "\u{0663}"),
        ] {
            let said = refusals(Library::builtin(), SENT, answer).join(" ");
            assert!(said.contains(part), "{answer}: {said}");
        }
    }

    #[test]
    fn much_more_than_was_sent_is_refused() {
        let long = "It did not help me. ".repeat(40);
        let said = refusals(Library::builtin(), SENT, &long).join(" ");
        assert!(said.contains("much longer"), "{said}");
    }
}
