//! The sentences of a part, with the lines each stands on.

use super::lines::Line;

/// One sentence, or an entry of a list.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words, line ends joined.
    pub text: String,
    /// First line of it within the part.
    pub first: usize,
    /// Last line of it within the part.
    pub last: usize,
}

/// Words before a full stop that do not end a sentence.
const SHORT: &[&str] = &[
    "e.g.", "i.e.", "etc.", "inc.", "co.", "no.", "dr.", "mr.", "ms.", "mrs.", "st.", "p.o.",
    "u.s.", "vs.", "sec.", "fig.", "p.", "pp.", "a.m.", "p.m.", "jan.", "feb.", "aug.", "sept.",
    "oct.", "nov.", "dec.", "u.s.c.", "c.f.r.",
];
/// A sentence is cut here at the latest.
const MOST_SIGNS: usize = 1_200;

/// The sentences of these lines.
pub fn of(lines: &[Line]) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut open: Option<Sentence> = None;
    for (n, line) in lines.iter().enumerate() {
        let above = n.checked_sub(1).and_then(|n| lines.get(n));
        if let Some(sentence) = open.take() {
            if begins_anew(above, line, &sentence.text) {
                found.push(sentence);
            } else {
                open = Some(sentence);
            }
        }
        for word in line.text.split(' ').filter(|w| !w.is_empty()) {
            let sentence = open.get_or_insert_with(|| Sentence {
                text: String::new(),
                first: n,
                last: n,
            });
            let split_word = sentence.last != n && joins(&sentence.text, word);
            if split_word {
                sentence.text.pop();
            } else if !sentence.text.is_empty() && (sentence.last == n || !hyphen(&sentence.text)) {
                sentence.text.push(' ');
            }
            sentence.text.push_str(word);
            sentence.last = n;
            if ends(&sentence.text, word) || sentence.text.len() > MOST_SIGNS {
                found.extend(open.take());
            }
        }
    }
    found.extend(open);
    found
}

/// True where a line begins something new though nothing ended it: an entry of a list, a new block.
fn begins_anew(above: Option<&Line>, line: &Line, open: &str) -> bool {
    let marked = is_entry(&line.text);
    let table = line.gaps > 0 || above.is_some_and(|a| a.gaps > 0);
    let upper = line.text.starts_with(|c: char| c.is_uppercase());
    let far =
        above.is_some_and(|a| a.page == line.page && line.bbox.y0 - a.bbox.y1 > line.height * 0.9);
    marked || (table && upper) || (far && upper) || (open.ends_with(':') && upper)
}

/// True of words that begin with the mark of an entry of a list.
pub fn is_entry(text: &str) -> bool {
    text.starts_with(['•', '*', '\u{25cf}', '\u{25aa}'])
        || text.starts_with("- ")
        || (text.starts_with('(') && text.find(')').is_some_and(|at| at <= 4))
        || text.split(' ').next().is_some_and(numbers_an_entry)
}

/// "3.", "a)", "iv.": what an entry of a list begins with.
fn numbers_an_entry(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ')']);
    bare.len() < word.len()
        && bare.len() <= 3
        && !bare.is_empty()
        && (bare.chars().all(|c| c.is_ascii_digit())
            || bare.chars().all(|c| "ivx".contains(c))
            || (bare.len() == 1 && bare.chars().all(|c| c.is_ascii_lowercase())))
}

/// True where `word`, the last of `sentence`, ends it.
fn ends(sentence: &str, word: &str) -> bool {
    let bare = word
        .trim_end_matches(['"', '\'', ')', ']'])
        .trim_start_matches(['(', '[', '"']);
    if bare.ends_with(['?', '!', ';']) {
        return true;
    }
    let initial = bare.len() == 2 && bare.starts_with(|c: char| c.is_alphabetic());
    // "7.2." before what it numbers.
    let number = sentence == word && word.len() <= 6;
    bare.ends_with('.') && !SHORT.contains(&bare.to_lowercase().as_str()) && !initial && !number
}

fn hyphen(text: &str) -> bool {
    text.ends_with('-') && !text.ends_with(" -")
}

/// True where a word split at the line end goes on with `next`.
fn joins(text: &str, next: &str) -> bool {
    if !hyphen(text) || !next.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let head = text.trim_end_matches('-');
    let head = head
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    // Firsts of compounds keep their hyphen.
    !matches!(
        head.as_str(),
        "pre"
            | "non"
            | "self"
            | "out"
            | "off"
            | "post"
            | "co"
            | "in"
            | "of"
            | "re"
            | "long"
            | "short"
            | "high"
            | "low"
            | "well"
            | "peer"
            | "evidence"
            | "life"
            | "step"
            | "third"
            | "first"
            | "second"
            | "mental"
            | "health"
            | "year"
            | "day"
            | "month"
            | "full"
            | "part"
            | "cost"
            | "end"
            | "follow"
            | "brand"
            | "mail"
            | "work"
            | "on"
            | "up"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::pages_from_text;
    use crate::policy::PolicyText;

    fn sentences(text: &str) -> Vec<String> {
        let pages = pages_from_text(text);
        let lines = PolicyText::of(&pages.pages).lines;
        of(&lines).into_iter().map(|s| s.text).collect()
    }

    #[test]
    fn sentences_go_over_lines_and_lists_are_parted() {
        let found = sentences(
            "You must ask first (e.g. by fax) for pre-\nauthorization of infu-\nsions. Dr. Varga may call.\n• Ketamine\n• Esketamine\n\nPay $40.50 a visit, no more than 20.",
        );
        assert_eq!(
            found,
            [
                "You must ask first (e.g. by fax) for pre-authorization of infusions.",
                "Dr. Varga may call.",
                "• Ketamine",
                "• Esketamine",
                "Pay $40.50 a visit, no more than 20."
            ]
        );
        let wrapped = sentences("If you can't wait, call\nus. We then decide within 72 hours.");
        assert_eq!(
            wrapped.first().map(String::as_str),
            Some("If you can't wait, call us.")
        );
    }
}
