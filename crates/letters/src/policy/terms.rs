//! Phrases over words: the vocabulary of all passages wanted, and where its phrases stand in a run of words.
//!
//! Words are compared by their stems ("excluded" is "exclude"), by whole words ("ein" is not in "being"), and
//! whatever signs stand between them; the time is linear in the words.

use holdfast_library::Library;
use std::collections::{HashMap, HashSet};

/// A word of the vocabulary; 0 is any other word.
pub type Stem = u32;

/// Any figure, in a phrase: "you have # days".
const ANY_FIGURE: Stem = u32::MAX;

/// Where a phrase belongs, and what it weighs.
#[derive(Clone, Debug)]
pub struct Use {
    /// Index of the passage wanted.
    pub section: usize,
    /// How much a hit says.
    pub weight: f32,
}

/// A phrase and the passages it speaks for.
#[derive(Clone, Debug)]
struct Phrase {
    stems: Vec<Stem>,
    text: String,
    uses: Vec<Use>,
}

/// Headings and terms of one passage wanted, as stems without small words.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Id of the passage.
    pub id: String,
    /// Headings; true where other passages have the same one.
    pub heads: Vec<(Vec<Stem>, bool)>,
    /// Terms whose definition is wanted.
    pub defines: Vec<Vec<Stem>>,
}

/// All phrases, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    stems: HashMap<String, Stem>,
    small: HashSet<Stem>,
    phrases: Vec<Phrase>,
    by_first: HashMap<Stem, Vec<usize>>,
    /// The passages wanted, in the library's order.
    pub wanted: Vec<Wanted>,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its stem.
    pub stem: Stem,
    /// Number of its line within the part.
    pub line: u32,
    /// What stands before it ends a sentence, or it begins the part.
    pub first: bool,
    /// A dash, a colon or a closing quote stands behind it.
    pub dash: bool,
    /// It is a figure.
    pub figure: bool,
}

/// A phrase that was met.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Which phrase.
    pub phrase: usize,
    /// The token it begins with.
    pub token: usize,
}

/// Words that say nothing in a heading.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "for", "to", "in", "your", "our", "you", "we", "this",
    "is", "are", "on", "under", "with", "by", "from", "what", "how", "when", "if", "it", "that",
];
/// Words that are left out wherever they stand: "submit your claim" is "submit a claim".
const ARTICLES: &[&str] = &[
    "a", "an", "the", "your", "our", "his", "her", "their", "this", "that", "any", "such",
];
/// Words that are looked at around a hit.
const MARKS: &[&str] = &[
    "see",
    "refer",
    "page",
    "described",
    "entitled",
    "titled",
    "means",
    "mean",
    "defined",
    "refers",
    "definition",
    "glossary",
    "term",
    "word",
    "chapter",
    "section",
    "cover",
    "pay",
    "benefit",
    "require",
    "must",
    "within",
    "not",
    "day",
    "eligible",
];

/// The stem of a lower-case word: plural and past endings go, figures stay.
pub fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if word.len() < 4 || !word.is_ascii() || word.starts_with(|c: char| c.is_ascii_digit()) {
        return word;
    }
    let cut =
        |ending: &str, least: usize| word.strip_suffix(ending).filter(|rest| rest.len() >= least);
    if let Some(rest) = cut("ies", 3) {
        return rest;
    }
    if let Some(rest) = cut("ing", 4).or_else(|| cut("ed", 4)) {
        return rest.strip_suffix('e').unwrap_or(rest);
    }
    let word = if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word
    } else {
        cut("s", 3).unwrap_or(word)
    };
    match word.strip_suffix('e').or_else(|| word.strip_suffix('y')) {
        Some(rest) if rest.len() >= 3 => rest,
        _ => word,
    }
}

/// A number in words as a figure.
fn figure(word: &str) -> Option<&'static str> {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    const FIGURES: [&str; 12] = [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
    ];
    let at = NUMBERS.iter().position(|n| *n == word)?;
    FIGURES.get(at).copied()
}

/// "pre-certified" and "precertified" are one word, wherever the hyphen is.
fn closed(lower: &str) -> String {
    lower.replace("pre-", "pre").replace("non-", "non")
}

/// The words of a text with where each begins: letters, figures and apostrophes within.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = rest.find(|c: char| c.is_alphanumeric())?;
        let after = rest.get(start..)?;
        let length = after
            .char_indices()
            .find(|(n, c)| {
                let inner = *c == '\'' || *c == ',' || *c == '.';
                let between = after.as_bytes().get(n + 1).copied().unwrap_or(b' ');
                let within = match c {
                    '\'' => between.is_ascii_alphabetic(),
                    ',' | '.' => {
                        between.is_ascii_digit()
                            && n.checked_sub(1)
                                .and_then(|n| after.as_bytes().get(n))
                                .is_some_and(u8::is_ascii_digit)
                    }
                    _ => false,
                };
                !(c.is_alphanumeric() || (inner && within))
            })
            .map_or(after.len(), |(n, _)| n);
        let word = after.get(..length)?;
        let begins = at + start;
        at = begins + length;
        rest = after.get(length..)?;
        Some((begins, word))
    })
}

impl Vocabulary {
    /// Of all passages of the library.
    pub fn of(lib: &Library) -> Self {
        let mut all = Self::default();
        for word in SMALL {
            let id = all.learn(word);
            all.small.insert(id);
        }
        for word in MARKS {
            all.learn(word);
        }
        let mut heads: HashMap<Vec<Stem>, usize> = HashMap::new();
        for (section, entry) in lib.policy_sections.sections.iter().enumerate() {
            let finding = lib.section_finding(&entry.id);
            let mut wanted = Wanted {
                id: entry.id.clone(),
                ..Wanted::default()
            };
            let more = finding.map(|f| f.heads.as_slice()).unwrap_or_default();
            for head in entry.headings.iter().chain(more) {
                let stems = all.content(head);
                if stems.is_empty() || wanted.heads.iter().any(|(known, _)| *known == stems) {
                    continue;
                }
                *heads.entry(stems.clone()).or_default() += 1;
                wanted.heads.push((stems, false));
            }
            if let Some(finding) = finding {
                wanted.defines = finding
                    .defines
                    .iter()
                    .map(|term| all.learn_all(term))
                    .collect();
                for text in &finding.strong {
                    all.add(text, section, 2.5);
                }
                for text in &finding.weak {
                    all.add(text, section, 0.2);
                }
                for text in &finding.phrases {
                    all.add(text, section, usual_weight(text));
                }
            }
            for text in &entry.phrases {
                all.add(text, section, usual_weight(text));
            }
            all.wanted.push(wanted);
        }
        for wanted in &mut all.wanted {
            for (stems, shared) in &mut wanted.heads {
                *shared = heads.get(stems).is_some_and(|n| *n > 1);
            }
        }
        for (n, phrase) in all.phrases.iter().enumerate() {
            if let Some(first) = phrase.stems.first() {
                all.by_first.entry(*first).or_default().push(n);
            }
        }
        all
    }

    fn learn(&mut self, word: &str) -> Stem {
        let key = figure(word).unwrap_or_else(|| stem(word)).to_owned();
        let next = self.stems.len() as Stem + 1;
        *self.stems.entry(key).or_insert(next)
    }

    fn learn_all(&mut self, text: &str) -> Vec<Stem> {
        let text = closed(&text.to_lowercase()).replace('#', " anyfigure ");
        words(&text)
            .filter(|(_, w)| !ARTICLES.contains(w))
            .map(|(_, w)| match w {
                "anyfigure" => ANY_FIGURE,
                w => self.learn(w),
            })
            .collect()
    }

    fn content(&mut self, text: &str) -> Vec<Stem> {
        let stems = self.learn_all(text);
        stems
            .into_iter()
            .filter(|s| !self.small.contains(s))
            .collect()
    }

    /// A phrase of a passage; what was added first keeps its weight.
    fn add(&mut self, text: &str, section: usize, weight: f32) {
        let stems = self.learn_all(text);
        let at = match self.phrases.iter().position(|p| p.stems == stems) {
            Some(at) => at,
            None => {
                self.phrases.push(Phrase {
                    stems,
                    text: text.to_owned(),
                    uses: Vec::new(),
                });
                self.phrases.len() - 1
            }
        };
        if let Some(phrase) = self.phrases.get_mut(at)
            && phrase.uses.iter().all(|known| known.section != section)
        {
            phrase.uses.push(Use { section, weight });
        }
    }

    /// The id of a word, 0 for one that no phrase has.
    pub fn id(&self, word: &str) -> Stem {
        self.stems
            .get(figure(word).unwrap_or_else(|| stem(word)))
            .copied()
            .unwrap_or(0)
    }

    /// True for a word that says nothing in a heading.
    pub fn is_small(&self, stem: Stem) -> bool {
        self.small.contains(&stem)
    }

    /// The words of a phrase, as the library has them.
    pub fn text(&self, phrase: usize) -> &str {
        self.phrases.get(phrase).map_or("", |p| &p.text)
    }

    /// What a phrase speaks for.
    pub fn uses(&self, phrase: usize) -> &[Use] {
        self.phrases.get(phrase).map_or(&[], |p| &p.uses)
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// Appends the words of one line. `lower` is its text in lower case; `begins` is true where its first word begins
    /// a sentence; `ocr` tries look-alikes for unknown words.
    pub fn tokens(&self, lower: &str, line: u32, begins: bool, ocr: bool, into: &mut Vec<Token>) {
        let closed = closed(lower);
        let lower = closed.as_str();
        let bytes = lower.as_bytes();
        let mut first = begins;
        for (start, word) in words(lower) {
            if ARTICLES.contains(&word) {
                continue;
            }
            if start > 0 {
                let before = lower
                    .get(..start)
                    .unwrap_or_default()
                    .trim_end_matches([' ', '"', '\'', '(']);
                first |= before.ends_with(['.', ':', ';', '?', '!', '•']);
            }
            let mut id = self.id(word);
            if id == 0
                && ocr
                && word.contains(|c: char| "01|5".contains(c))
                && word.contains(char::is_alphabetic)
            {
                let mended: String = word
                    .chars()
                    .map(|c| match c {
                        '0' => 'o',
                        '1' => 'l',
                        '5' => 's',
                        c => c,
                    })
                    .collect();
                id = self.id(&mended);
            }
            // "four (4) months" says its number once.
            if let Some(last) = into.last()
                && last.stem == id
                && id != 0
                && word.starts_with(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            let end = start + word.len();
            let behind = lower
                .get(end..)
                .unwrap_or_default()
                .trim_start_matches(['"', '\'', ')']);
            let dash = behind.starts_with(':')
                || behind.starts_with(" -")
                || behind.starts_with(" \u{2013}")
                || bytes.get(end) == Some(&b'"');
            into.push(Token {
                stem: id,
                line,
                first,
                dash,
                figure: figure(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit()),
            });
            first = false;
        }
    }

    /// All phrases that stand in these words.
    pub fn hits(&self, tokens: &[Token]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let by = |stem: Stem| {
                self.by_first
                    .get(&stem)
                    .map(Vec::as_slice)
                    .unwrap_or_default()
            };
            let known = if token.stem == 0 { &[] } else { by(token.stem) };
            let figures = if token.figure { by(ANY_FIGURE) } else { &[] };
            for &phrase in known.iter().chain(figures) {
                let Some(stems) = self.phrases.get(phrase).map(|p| &p.stems) else {
                    continue;
                };
                let there = tokens.get(at..at + stems.len()).is_some_and(|run| {
                    run.iter().zip(stems).all(|(token, stem)| {
                        token.stem == *stem || (*stem == ANY_FIGURE && token.figure)
                    })
                });
                if there {
                    hits.push(Hit { phrase, token: at });
                }
            }
        }
        hits
    }
}

/// What a phrase weighs by its length: one word says little.
fn usual_weight(text: &str) -> f32 {
    match words(text).filter(|(_, w)| !SMALL.contains(w)).count() {
        0 | 1 => 0.4,
        2 => 0.9,
        3 => 1.3,
        _ => 1.7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_their_stems() {
        for (a, b) in [
            ("excluded", "exclude"),
            ("services", "service"),
            ("appeals", "appeal"),
            ("designated", "designate"),
            ("therapies", "therapy"),
            ("requires", "require"),
            ("covered", "covers"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        for (a, b) in [
            ("being", "ein"),
            ("provider", "provision"),
            ("120", "12"),
            ("plan", "plane1"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn words_keep_their_numbers_whole() {
        let found: Vec<&str> = words("pay $1,140.00, i.e. the plan's share (40%).")
            .map(|w| w.1)
            .collect();
        assert_eq!(
            found,
            ["pay", "1,140.00", "i", "e", "the", "plan's", "share", "40"]
        );
    }

    #[test]
    fn a_phrase_is_met_over_signs_and_line_ends_and_not_within_words() {
        let all = Vocabulary::of(Library::builtin());
        let mut tokens = Vec::new();
        all.tokens("you may request an external", 0, true, false, &mut tokens);
        all.tokens(
            "review within four (4) months of being told.",
            1,
            false,
            false,
            &mut tokens,
        );
        let found: Vec<&str> = all
            .hits(&tokens)
            .iter()
            .map(|h| all.text(h.phrase))
            .collect();
        assert!(found.contains(&"external review"), "{found:?}");
        assert!(found.contains(&"within four months"), "{found:?}");
        assert!(
            !found.contains(&"ein") && !found.contains(&"iro"),
            "{found:?}"
        );
    }
}
