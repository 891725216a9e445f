//! A run of words as one string to match against, with the way back to every word.

use super::Tok;
use crate::phrases::List;
use std::ops::Range;

/// One word of a [`Text`]: the tokens it came from and where it stands in both strings.
#[derive(Clone, Debug)]
pub struct Part {
    /// Index of its token; a word split at a line end has a second one.
    pub tok: usize,
    /// The token of its second half.
    pub tail: Option<usize>,
    /// Place in `raw`.
    pub raw: Range<usize>,
    /// Place in `low`.
    pub low: Range<usize>,
}

/// Words joined by single blanks. `raw` keeps their signs, `low` is for matching: lower case, and on recognized
/// pages with look-alikes put right.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The words with straight quotes and dashes.
    pub raw: String,
    /// The same in lower case, for matching.
    pub low: String,
    /// Its words.
    pub parts: Vec<Part>,
}

/// Firsts of compounds whose hyphen stays when a line ends at it.
static KEEPS_HYPHEN: List = List("text.keeps-hyphen");

impl Text {
    /// Joins the tokens `ids` in this order.
    pub fn new(toks: &[Tok], ids: &[usize]) -> Self {
        let mut text = Self::default();
        for &id in ids {
            let Some(tok) = toks.get(id) else { continue };
            if text.joins(toks, tok) {
                let Some(last) = text.parts.last_mut() else {
                    continue;
                };
                text.raw.pop();
                text.low.pop();
                text.raw.push_str(&tok.raw);
                text.low.push_str(&tok.low);
                last.tail = Some(id);
                last.raw.end = text.raw.len();
                last.low.end = text.low.len();
                continue;
            }
            if !text.parts.is_empty() {
                text.raw.push(' ');
                text.low.push(' ');
            }
            let (raw, low) = (text.raw.len(), text.low.len());
            text.raw.push_str(&tok.raw);
            text.low.push_str(&tok.low);
            text.parts.push(Part {
                tok: id,
                tail: None,
                raw: raw..text.raw.len(),
                low: low..text.low.len(),
            });
        }
        text
    }

    /// True where `next` is the second half of a word that the line end split.
    fn joins(&self, toks: &[Tok], next: &Tok) -> bool {
        let Some(last) = self.parts.last() else {
            return false;
        };
        let Some(before) = toks.get(last.tok) else {
            return false;
        };
        let head = match self
            .low
            .get(last.low.clone())
            .and_then(|w| w.strip_suffix('-'))
        {
            Some(head) => head,
            None => return false,
        };
        before.row != next.row
            && last.tail.is_none()
            && head.len() > 1
            && head.chars().all(|c| c.is_alphabetic())
            && !KEEPS_HYPHEN.contains(&head)
            && next.raw.chars().next().is_some_and(char::is_lowercase)
    }

    /// Parts that touch this range of `low`.
    pub fn parts_in(&self, low: Range<usize>) -> Range<usize> {
        let start = self.parts.partition_point(|p| p.low.end <= low.start);
        let end = self.parts.partition_point(|p| p.low.start < low.end);
        start..end.max(start)
    }

    /// Parts that touch this range of `raw`.
    pub fn parts_in_raw(&self, raw: Range<usize>) -> Range<usize> {
        let start = self.parts.partition_point(|p| p.raw.end <= raw.start);
        let end = self.parts.partition_point(|p| p.raw.start < raw.end);
        start..end.max(start)
    }

    /// Tokens of these parts.
    pub fn toks(&self, parts: Range<usize>) -> Vec<usize> {
        self.parts
            .get(parts)
            .unwrap_or_default()
            .iter()
            .flat_map(|p| std::iter::once(p.tok).chain(p.tail))
            .collect()
    }

    /// `raw` of these parts.
    pub fn raw_of(&self, parts: Range<usize>) -> &str {
        let (Some(first), Some(last)) = (
            self.parts.get(parts.start),
            parts.end.checked_sub(1).and_then(|e| self.parts.get(e)),
        ) else {
            return "";
        };
        self.raw.get(first.raw.start..last.raw.end).unwrap_or("")
    }

    /// The part of `low` before `at`.
    pub fn before(&self, at: usize) -> &str {
        self.low.get(..at).unwrap_or("")
    }

    /// The part of `low` from `at` on.
    pub fn after(&self, at: usize) -> &str {
        self.low.get(at..).unwrap_or("")
    }
}

/// True where `phrase` stands in `low` at word borders (a phrase may end inside a word: stems).
pub fn has(low: &str, phrase: &str) -> bool {
    at(low, phrase).is_some()
}

/// Where `phrase` stands in `low`, beginning at a word border.
pub fn at(low: &str, phrase: &str) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    let starts_word = phrase
        .as_bytes()
        .first()
        .is_some_and(u8::is_ascii_alphanumeric);
    low.match_indices(phrase).map(|(i, _)| i).find(|&i| {
        !starts_word
            || i == 0
            || !low
                .as_bytes()
                .get(i - 1)
                .is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// Like [`at`], but the phrase must end at a word border too.
pub fn at_word(low: &str, phrase: &str) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    let border = |i: usize| !low.as_bytes().get(i).is_some_and(u8::is_ascii_alphanumeric);
    low.match_indices(phrase)
        .map(|(i, _)| i)
        .find(|&i| (i == 0 || border(i - 1)) && border(i + phrase.len()))
}

/// The first of `phrases` that stands in `low`.
pub fn any<'a>(low: &str, phrases: &[&'a str]) -> Option<&'a str> {
    phrases.iter().copied().find(|p| has(low, p))
}
