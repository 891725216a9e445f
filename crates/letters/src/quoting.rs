//! What an answer quotes or asks for of a letter that was read: the whole sentence around some words, the rules and the
//! review company it names, and whether two days are the ends of a span.

use crate::structure::Sheet;
use holdfast_case::{Pages, Place};
use holdfast_library::Library;
use regex::Regex;
use std::sync::LazyLock;

/// Rules named in one letter at most; more is a list of everything they have.
const MOST_CRITERIA: usize = 3;

/// A name as it is printed, and its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The words.
    pub words: String,
    /// Page number from 1.
    pub page: u32,
}

/// What a reason rests on, as far as the letter tells it beside the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    /// The rule of the plan, in the letter's words.
    pub rule: Option<Named>,
    /// What is held to be missing, in the letter's words.
    pub lack: Option<Named>,
}

/// A letter laid out to be quoted.
pub struct Quotable {
    pub(crate) sheet: Sheet,
}

/// Names of rules that decisions are made by: sets for sale, policies with a number, coverage determinations.
static CRITERIA: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let edition = r"(?:,? (?:\d+(?:st|nd|rd|th) [Ee]dition|[Ee]dition \d+|[Vv]ersion [\d.]+|20\d\d(?:\.\d)?))?";
    let patterns = [
        format!(
            r"\b(?:MCG|InterQual|Milliman)(?:®|™)?(?: (?:[A-Z][\w&-]*|20\d\d|of|and|for))*(?: Guidelines?| Criteria)?{edition}"
        ),
        format!(r"\b(?:The )?ASAM Criteria{edition}"),
        format!(r"\b(?:CALOCUS-CASII|CALOCUS/LOCUS|CALOCUS|LOCUS|CASII|ECSII)(?: \d\d)?\b{edition}"),
        r"(?:\b[A-Z][\w-]* )?\b(?i:medical|clinical|coverage|payment|pharmacy-medical|behavioral)(?i: coverage| payment| clinical| utilization| medical| health| policy| criteria| guideline)* (?:(?i:no\.|number|#) ?)?(?:[A-Z]{1,4}[-. ]?)*\d[\w.-]*".to_owned(),
        r"\b(?i:guideline|policy|criteria) (?:[A-Z]{1,5}-)+\d[\w-]*".to_owned(),
        r"\b(?:(?:Local|National) Coverage Determination|LCD|NCD) ?\(?(?:L\d{5}|\d{1,3}\.\d+)\b".to_owned(),
        r"\bL3\d{4}\b".to_owned(),
    ];
    patterns
        .iter()
        .map(|pattern| Regex::new(pattern).expect("a fixed pattern"))
        .collect()
});

/// A review company told as such.
static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:independent (?:medical )?review(?:er|ing)?(?: organization| company)?|review company|outside reviewer)(?: is|,|:)? ((?:[A-Z][\w&.'-]*|of)(?: (?:[A-Z][\w&.'-]*|of|and|&))+)",
    )
    .expect("a fixed pattern")
});

impl Quotable {
    /// Lays a letter out.
    pub fn new(lib: &Library, pages: &Pages) -> Self {
        let pages = Pages {
            pages: pages.pages.iter().take(crate::LOOKED_AT).cloned().collect(),
            doubts: Vec::new(),
        };
        Self {
            sheet: Sheet::new(lib, &pages),
        }
    }

    /// The whole sentence in which words stand, as printed; none where they stand in a table or in no sentence.
    pub fn sentence(&self, place: &Place, words: &str) -> Option<String> {
        let at = self.sentence_at(place, words)?;
        let found = self.sheet.sentences.get(at)?;
        let raw = found.text.raw.trim();
        // a line that broke inside brackets begins no sentence
        let before = at
            .checked_sub(1)
            .and_then(|at| self.sheet.sentences.get(at));
        let before = before.map(|one| one.text.raw.trim()).unwrap_or_default();
        if is_open(before) && raw.contains(')') && !is_open(raw) {
            return Some(format!("{before} {raw}"));
        }
        let is_prose = raw.split(' ').count() >= 4 && raw.chars().any(char::is_lowercase);
        // capitals without a full stop are the cells of a table, or a heading
        let is_loud = raw.split(' ').count() >= 6 && raw.ends_with(['.', '!', '?', ';', ')']);
        (is_prose || is_loud).then(|| raw.to_owned())
    }

    /// Which sentence some words stand in. A box around words of two lines holds others as well, so the first word is
    /// looked for too.
    fn sentence_at(&self, place: &Place, words: &str) -> Option<usize> {
        let first = words.split_whitespace().next()?.to_lowercase();
        let first = first.trim_matches(|c: char| !c.is_alphanumeric());
        self.sheet.sentences.iter().position(|sentence| {
            let mut parts = sentence.text.parts.iter();
            parts.any(|part| {
                let word = sentence.text.low.get(part.low.clone()).unwrap_or_default();
                self.is_at(part.tok, place) && word.contains(first)
            })
        })
    }

    /// The sentence near some words that tells by which rule of the plan they decide, and the one that tells what they
    /// hold to be missing: looked for in their own paragraph and the one before it.
    pub fn grounds(&self, place: &Place, words: &str) -> Grounds {
        static RULE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?i)\b(?:defines?|defined|excludes?|leaves out|requires?|asks? (?:that|for)|must (?:have|be|first)|covers? .{0,60}(?:only|when|if))\b",
            )
            .expect("a fixed pattern")
        });
        static OF_PLAN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?i)\b(?:plan|policy|section|guidelines?|criteria|rules?|benefits?|description|contract|brochure)\b",
            )
            .expect("a fixed pattern")
        });
        static LACK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?i)\b(?:(?:do|does|did) not (?:show|include|contain|document|support)|no (?:record|evidence|documentation|proof) (?:of|that)|(?:was|were|been|is|are) not (?:shown|documented|provided|received|sent|submitted)|we (?:have|had) not (?:received|seen))\b",
            )
            .expect("a fixed pattern")
        });
        let all = &self.sheet.sentences;
        let at = self.sentence_at(place, words);
        let Some(at) = at else {
            return Grounds::default();
        };
        let own = all.get(at).map(|sentence| sentence.para);
        let near = |para: usize| own.is_some_and(|own| para == own || para + 1 == own);
        let texts = all.iter().enumerate().filter(|(n, sentence)| {
            *n != at && near(sentence.para) && !sentence.foreign && !sentence.aside
        });
        let texts: Vec<(&str, u32)> = texts
            .filter_map(|(_, sentence)| {
                let first = sentence.text.parts.first()?;
                let page = self.sheet.toks.get(first.tok)?.page;
                let page = self.sheet.number_of(page)?;
                Some((sentence.text.raw.trim(), page))
            })
            .filter(|(text, _)| text.split(' ').count() >= 6)
            .collect();
        let named = |(text, page): &(&str, u32)| Named {
            words: (*text).to_owned(),
            page: *page,
        };
        let rule = texts.iter().find(|(text, _)| {
            RULE.is_match(text) && OF_PLAN.is_match(text) && !LACK.is_match(text)
        });
        let lack = texts.iter().find(|(text, _)| LACK.is_match(text));
        Grounds {
            rule: rule.map(named),
            lack: lack.map(named),
        }
    }

    /// True where the words between two days make them the ends of a span.
    pub fn is_span(&self, first: &Place, last: &Place) -> bool {
        static JOINS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)^[\s,]*(?:\d{4},? )?(?:through|thru|to|until|up to|and including|[-–—])[\s]*$")
                .expect("a fixed pattern")
        });
        let all = 0..self.sheet.toks.len();
        let of = |place: &Place| -> Vec<usize> {
            all.clone().filter(|tok| self.is_at(*tok, place)).collect()
        };
        let (from, to) = (of(first), of(last));
        let (Some(end), Some(start)) = (from.last(), to.first()) else {
            return false;
        };
        // "between June 1 and June 18"
        let before = from.first().and_then(|first| first.checked_sub(1));
        let before = before.and_then(|before| self.sheet.toks.get(before));
        if before.is_some_and(|tok| tok.low == "between") {
            return true;
        }
        // "9 Oct 2026 to" in one line of a cell, the last day in the line below
        let cell = |tok: usize| self.sheet.toks.get(tok).map(|tok| tok.cell);
        let of_cell = |tok: usize| cell(tok).and_then(|cell| self.sheet.cells.get(cell));
        if let (Some(upper), Some(lower)) = (of_cell(*end), of_cell(*start))
            && upper.ids.last().is_some_and(|last| *last == end + 1)
            && lower.ids.first() == Some(start)
            && self
                .sheet
                .toks
                .get(end + 1)
                .is_some_and(|tok| JOINS.is_match(&tok.text))
            && upper.bbox.x0 < lower.bbox.x1
            && lower.bbox.x0 < upper.bbox.x1
        {
            return true;
        }
        // both stand in the same words: "01/05/26-01/19/26", or a list of days
        if start <= end {
            // the later day stands before the earlier one: two days
            if !from.iter().any(|tok| to.contains(tok)) {
                return false;
            }
            static LIST: LazyLock<Regex> =
                LazyLock::new(|| Regex::new(r"(?i)\band\b|&|;").expect("a fixed pattern"));
            return !LIST.is_match(&self.sheet.quote(&from));
        }
        let between: Vec<&str> = self
            .sheet
            .toks
            .get(end + 1..*start)
            .unwrap_or_default()
            .iter()
            .map(|tok| tok.text.as_str())
            .collect();
        !between.is_empty() && between.len() <= 3 && JOINS.is_match(&between.join(" "))
    }

    /// The rules that the letter names, each once, in its order.
    pub fn criteria(&self) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        for (text, page) in self.texts() {
            let mut here: Vec<(usize, &str)> = CRITERIA
                .iter()
                .flat_map(|pattern| pattern.find_iter(text))
                .filter(|hit| {
                    let before = text.get(..hit.start()).unwrap_or_default();
                    crate::rule_names::is_rule(before, hit.as_str())
                })
                .map(|hit| (hit.start(), hit.as_str()))
                .collect();
            here.sort_by_key(|(at, words)| (*at, std::cmp::Reverse(words.len())));
            for (_, words) in here {
                let words = words.trim_end_matches(['.', ',', '-', '(']).trim();
                // "Our medical policy" is a policy
                let lead = words.split(' ').next().unwrap_or_default();
                let words = match ["Our", "The", "Your", "This", "Under", "In", "By", "A"]
                    .contains(&lead)
                    && !words.contains("ASAM")
                {
                    true => words.get(lead.len() + 1..).unwrap_or(words),
                    false => words,
                };
                let known = |had: &Named| {
                    let (a, b) = (had.words.to_lowercase(), words.to_lowercase());
                    a.contains(&b) || last_word(&a) == last_word(&b)
                };
                if !found.iter().any(known) {
                    found.push(Named {
                        words: words.to_owned(),
                        page,
                    });
                }
            }
        }
        found.truncate(MOST_CRITERIA);
        found
    }

    /// The company that reviewed the case, where the letter names one that is not the insurer itself.
    pub fn review_company(&self, lib: &Library, issuer: &str) -> Option<Named> {
        let issuer = issuer.to_lowercase();
        let reviewers = lib
            .patterns
            .issuers
            .iter()
            .filter(|one| one.kind == "reviewer");
        let aliases: Vec<&str> = reviewers
            .flat_map(|one| one.aliases.iter().map(String::as_str))
            .collect();
        for (text, page) in self.texts() {
            let lower = text.to_lowercase();
            // a longer name first: it holds the shorter one
            let mut hits: Vec<&str> = aliases
                .iter()
                .filter_map(|alias| {
                    let at = whole_word(&lower, alias)?;
                    // lower case may have another length in other alphabets
                    let printed = text.get(at..at + alias.len())?;
                    let is_short = alias.len() <= 5;
                    (!is_short || printed.chars().all(|c| !c.is_lowercase())).then_some(printed)
                })
                .collect();
            hits.sort_by_key(|name| std::cmp::Reverse(name.len()));
            let told = COMPANY.captures(text).and_then(|found| found.get(1));
            let name = hits
                .first()
                .copied()
                .or_else(|| told.map(|found| found.as_str()));
            let name = name.map(|name| name.trim_end_matches(['.', ',']));
            let is_other = |name: &&str| {
                let lower = name.to_lowercase();
                issuer.is_empty() || (!issuer.contains(&lower) && !lower.contains(&issuer))
            };
            if let Some(name) = name.filter(is_other) {
                return Some(Named {
                    words: name.to_owned(),
                    page,
                });
            }
        }
        None
    }

    /// The telephone number in the sentence that has one of some words, or in the next one.
    pub fn phone_beside(&self, words: &[&str]) -> Option<String> {
        static PHONE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b").expect("a fixed pattern")
        });
        let all: Vec<(&str, u32)> = self.texts().collect();
        all.iter().enumerate().find_map(|(at, (text, _))| {
            let lower = text.to_lowercase();
            if !words.iter().any(|words| lower.contains(words)) {
                return None;
            }
            let near = all.iter().skip(at).take(2);
            near.filter_map(|(text, _)| PHONE.find(text))
                .next()
                .map(|found| found.as_str().to_owned())
        })
    }

    /// True where some words stand anywhere in it.
    pub fn mentions(&self, words: &str) -> bool {
        self.texts()
            .any(|(text, _)| text.to_lowercase().contains(words))
    }

    /// All its sentences with their pages.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, u32)> {
        self.sheet.sentences.iter().filter_map(|sentence| {
            let first = sentence.text.parts.first()?;
            let page = self.sheet.toks.get(first.tok)?.page;
            Some((
                sentence.text.raw.as_str(),
                self.sheet.number_of(page).unwrap_or(1),
            ))
        })
    }

    fn is_at(&self, tok: usize, place: &Place) -> bool {
        let Some(tok) = self.sheet.toks.get(tok) else {
            return false;
        };
        let middle = (
            (tok.shown.x0 + tok.shown.x1) / 2.0,
            (tok.shown.y0 + tok.shown.y1) / 2.0,
        );
        let b = &place.bbox;
        self.sheet.number_of(tok.page) == Some(place.page)
            && (b.x0..=b.x1).contains(&middle.0)
            && (b.y0..=b.y1).contains(&middle.1)
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', '(']).next().unwrap_or(text)
}

/// True where a bracket is opened and not closed.
fn is_open(text: &str) -> bool {
    let opened = text.rfind('(');
    opened.is_some_and(|at| !text.get(at..).is_some_and(|rest| rest.contains(')')))
}

/// Where a name stands as whole words.
fn whole_word(text: &str, name: &str) -> Option<usize> {
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|rest| rest.chars().next_back());
        let after = text
            .get(at + name.len()..)
            .and_then(|rest| rest.chars().next());
        let parts = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        parts(before) && parts(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages_from_text;

    fn letter(text: &str) -> Quotable {
        Quotable::new(Library::builtin(), &pages_from_text(text))
    }

    fn criteria(text: &str) -> Vec<String> {
        letter(text)
            .criteria()
            .into_iter()
            .map(|one| one.words)
            .collect()
    }

    #[test]
    fn rules_are_named_as_they_are_printed() {
        for (text, expected) in [
            (
                "We applied the MCG Behavioral Health Guidelines, 28th edition, to your request.",
                "MCG Behavioral Health Guidelines, 28th edition",
            ),
            ("The following policy was used: L39114.", "L39114"),
            (
                "A Local Coverage Determination (L34522) was used.",
                "Local Coverage Determination (L34522",
            ),
            (
                "Ketamine falls under our Medical Policy MH-606.",
                "Medical Policy MH-606",
            ),
            (
                "our medical policy 8.03.22 holds that ketamine is not covered",
                "medical policy 8.03.22",
            ),
            (
                "We looked at Harrowgate guideline BH-22 for request 1.",
                "guideline BH-22",
            ),
            (
                "We use The ASAM Criteria and your record.",
                "The ASAM Criteria",
            ),
            (
                "Under LOCUS you score 17, which points to community care.",
                "LOCUS",
            ),
        ] {
            let found = criteria(text);
            assert_eq!(
                found.first().map(String::as_str),
                Some(expected),
                "{text}: {found:?}"
            );
            assert_eq!(found.len(), 1, "{found:?}");
        }
        for text in [
            "You have the right to bring a civil action under section 502(a) of ERISA.",
            "Josephine McGarrigle wrote this letter.",
            "Please send us your policy number.",
            "The clinical notes of 2026 were read.",
        ] {
            assert!(criteria(text).is_empty(), "{text}: {:?}", criteria(text));
        }
    }

    #[test]
    fn a_review_company_is_named_and_the_insurer_is_none() {
        let company = |text: &str, issuer: &str| {
            let found = letter(text).review_company(Library::builtin(), issuer);
            found.map(|one| one.words)
        };
        let text = "Your request was reviewed by Medical Review Institute of America.";
        assert_eq!(
            company(text, "Elm Health").as_deref(),
            Some("Medical Review Institute of America")
        );
        assert_eq!(
            company("eviCore healthcare decides for us.", "eviCore healthcare"),
            None
        );
        assert_eq!(
            company(
                "An independent reviewer, Tallow & Reed Associates, looked at it.",
                "Elm"
            )
            .as_deref(),
            Some("Tallow & Reed Associates")
        );
        assert_eq!(
            company("You may ask for an independent review.", "Elm"),
            None
        );
    }

    #[test]
    fn a_span_of_days_is_told_from_two_days() {
        for (text, expected) in [
            (
                "Infusions on 12 January 2026 through 30 January 2026.",
                true,
            ),
            ("Infusions on 12 January 2026 and 30 January 2026.", false),
            (
                "Your claim for eight sessions of treatment at Lakeward House between June 1 and June 18, 2026 has been read.",
                true,
            ),
        ] {
            let quotable = letter(text);
            let reading = crate::read(Library::builtin(), &pages_from_text(text));
            let days = &reading.claim.dates_of_service;
            let places: Vec<Place> = days.iter().filter_map(|day| day.place).collect();
            let [first, last] = places.as_slice() else {
                panic!("{text}: {days:?}");
            };
            assert_eq!(quotable.is_span(first, last), expected, "{text}");
        }
    }

    #[test]
    fn beside_a_reason_stand_its_rule_and_what_is_missing() {
        let text = "Our drug policy BH-114 asks that a member first try at least two medicines. The notes we received show \
                    sertraline. They do not show a second full trial of six weeks. The step therapy requirement has not \
                    been met.";
        let quotable = letter(text);
        let step = quotable
            .sheet
            .toks
            .iter()
            .position(|tok| tok.low == "step")
            .unwrap();
        let grounds = quotable.grounds(&quotable.sheet.place(&[step]).unwrap(), "step therapy");
        let words = |one: Option<Named>| one.unwrap().words;
        assert!(words(grounds.rule).starts_with("Our drug policy BH-114 asks"));
        assert!(words(grounds.lack).starts_with("They do not show a second"));
    }

    #[test]
    fn words_are_quoted_with_their_whole_sentence() {
        let text = "Your request was refused.\nTreatment of depression is not an FDA-approved indication for this drug. You may appeal.";
        let quotable = letter(text);
        let tok = quotable
            .sheet
            .toks
            .iter()
            .position(|tok| tok.low.contains("fda-approved"))
            .unwrap();
        let place = quotable.sheet.place(&[tok]).unwrap();
        assert_eq!(
            quotable
                .sentence(&place, "FDA-approved indication")
                .as_deref(),
            Some("Treatment of depression is not an FDA-approved indication for this drug.")
        );
    }
}
