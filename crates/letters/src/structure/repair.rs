//! Look-alikes on recognized pages: words of the phrase bank and figures are put right for matching only.
//! What is shown and taken as a value stays as it was read.

use super::Tok;
use holdfast_library::Library;
use std::collections::{HashMap, HashSet};

/// Words that letters use beside those of the phrase bank.
const COMMON: &str = "january february march april may june july august september october november december monday tuesday \
 wednesday thursday friday saturday sunday calendar business working days months years hours receive received receipt notice \
 letter decision appeal appeals appealed request requested written writing denied denial upheld overturned approved within \
 after before later than following postmarked mailed deadline sincerely dear member provider patient claim number reference \
 total totals external independent review reviewer organization expedited standard urgent doctor physician hearing court \
 civil action complaint insurance department medicare medicaid marketplace employer self-funded administrator services service \
 benefits health plan experimental investigational medically necessary network authorization covered coverage exclusion \
 excluded information records please submit provide address telephone phone facsimile";

/// Repairs `low` of all recognized tokens.
pub fn repair(lib: &Library, toks: &mut [Tok]) {
    if !toks.iter().any(|t| t.ocr || t.confidence < 0.98) {
        return;
    }
    let words = lexicon(lib);
    let mut by_length: HashMap<usize, Vec<&str>> = HashMap::new();
    for word in &words {
        by_length.entry(word.len()).or_default().push(word);
    }
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for tok in toks.iter_mut().filter(|t| t.ocr || t.confidence < 0.98) {
        if let Some(figures) = figures(&tok.raw) {
            tok.low = figures;
            continue;
        }
        let bare = tok
            .low
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_owned();
        if bare.len() < 5
            || words.contains(bare.as_str())
            || bare.chars().filter(char::is_ascii_digit).count() > 2
        {
            continue;
        }
        let better = known
            .entry(bare.clone())
            .or_insert_with(|| nearest(&bare, &by_length));
        if let Some(better) = better {
            tok.low = tok.low.replace(&bare, better);
        }
    }
}

fn lexicon(lib: &Library) -> HashSet<String> {
    let p = &lib.patterns;
    let phrases = p
        .labels
        .iter()
        .flat_map(|l| &l.labels)
        .chain(p.amount_labels.iter().flat_map(|l| &l.labels))
        .chain(
            p.kinds
                .iter()
                .flat_map(|k| k.title_cues.iter().chain(&k.body_cues)),
        )
        .chain(p.start_events.iter().flat_map(|e| &e.phrases))
        .chain(p.deadline_purposes.iter().flat_map(|d| &d.cues))
        .chain(p.plan_hints.iter().flat_map(|h| &h.cues))
        .chain(p.number_words.keys())
        .chain(lib.reasons.reasons.iter().flat_map(|r| &r.phrases));
    let mut words: HashSet<String> = phrases
        .flat_map(|p| p.split(|c: char| !c.is_alphanumeric() && c != '-'))
        .chain(COMMON.split_whitespace())
        .filter(|w| w.len() > 4)
        .map(str::to_owned)
        .collect();
    // A stem would draw its own inflections back to itself.
    words.remove("discontinu");
    words.remove("reinstat");
    words
}

/// The one word of the bank that is nearest, if it is near enough and no other is as near.
fn nearest(word: &str, by_length: &HashMap<usize, Vec<&str>>) -> Option<String> {
    let allowed = if word.len() >= 9 { 2 } else { 1 };
    let twin = word
        .replace("rn", "m")
        .replace('0', "o")
        .replace(['1', '|'], "l")
        .replace("vv", "w");
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for length in word.len().saturating_sub(allowed)..=word.len() + allowed {
        for &candidate in by_length.get(&length).into_iter().flatten() {
            if candidate == twin {
                return Some(twin);
            }
            let d = strsim::levenshtein(word, candidate);
            if d > allowed || inflected(word, candidate) {
                continue;
            }
            match best {
                Some((b, _)) if d > b => {}
                Some((b, _)) if d == b => tied = true,
                _ => {
                    best = Some((d, candidate));
                    tied = false;
                }
            }
        }
    }
    best.filter(|_| !tied).map(|(_, w)| w.to_owned())
}

/// True where two words differ only by an ending, so that both may be meant.
fn inflected(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    common + 2 >= a.len().max(b.len())
        && common + 2 >= a.len().min(b.len())
        && common >= a.len().min(b.len()) - 1
}

/// A number with letters among its figures, put right: `2O26` is `2026`. Not for words and not for codes.
fn figures(raw: &str) -> Option<String> {
    if let Some(day) = named_day(raw) {
        return Some(day);
    }
    let digits = raw.chars().filter(char::is_ascii_digit).count();
    let alike = raw.chars().filter(|c| "OoIlSZB|".contains(*c)).count();
    let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
    let first = raw.chars().find(|c| c.is_alphanumeric())?;
    if alike == 0
        || letters > alike
        || digits < alike.max(2)
        || first.is_alphabetic() && letters == 1 && digits == 4
    {
        return None;
    }
    Some(
        raw.chars()
            .map(|c| match c {
                'O' | 'o' => '0',
                'I' | 'l' | '|' => '1',
                'S' => '5',
                'Z' => '2',
                'B' => '8',
                c => c,
            })
            .collect(),
    )
}

/// A day of the form `Q1-JUN-26`, its figures put right.
fn named_day(raw: &str) -> Option<String> {
    let low = raw.to_ascii_lowercase();
    let pieces: Vec<&str> = low.split('-').collect();
    let [day, month, year] = pieces.as_slice() else {
        return None;
    };
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let figures = |text: &str| {
        text.chars()
            .map(|c| match c {
                'o' | 'q' | 'd' => '0',
                'i' | 'l' | '|' => '1',
                's' => '5',
                'z' => '2',
                'b' => '8',
                c => c,
            })
            .collect::<String>()
    };
    let (day, year) = (figures(day), figures(year));
    let sound = (1..=2).contains(&day.len())
        && [2, 4].contains(&year.len())
        && day.chars().chain(year.chars()).all(|c| c.is_ascii_digit())
        && months.iter().any(|m| month.starts_with(m));
    sound.then(|| format!("{day}-{month}-{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_put_right_and_codes_are_left() {
        assert_eq!(figures("2O26").as_deref(), Some("2026"));
        assert_eq!(figures("l2/O1/2026").as_deref(), Some("12/01/2026"));
        assert_eq!(figures("Q1-JUN-26").as_deref(), Some("01-jun-26"));
        assert_eq!(figures("S9480"), None);
        assert_eq!(figures("Oslo"), None);
    }

    #[test]
    fn a_word_of_the_bank_is_known_again() {
        let lib = Library::builtin();
        let words = lexicon(lib);
        let mut by_length: HashMap<usize, Vec<&str>> = HashMap::new();
        for w in &words {
            by_length.entry(w.len()).or_default().push(w);
        }
        assert_eq!(
            nearest("deterrnination", &by_length).as_deref(),
            Some("determination")
        );
        assert_eq!(nearest("calcndar", &by_length).as_deref(), Some("calendar"));
        assert_eq!(nearest("receives", &by_length), None);
    }
}
