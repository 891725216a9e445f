//! What a letter says by the way: how an earlier decision came about, a ground that was given up, what was looked at and
//! ruled out. Such words give no reason, or give one less well than the decision itself.

use super::super::Ctx;
use super::Piece;
use crate::structure::{Sentence, Sheet};
use regex::Regex;
use std::sync::LazyLock;

/// How the decision before this one came about.
static HISTORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:denied|refused|rejected|turned down) at first|at first (?:denied|refused)|(?:first|original|initial) (?:denial|decision) (?:was|said|rested|gave))\b",
    )
});
/// What those decided whose decision was appealed.
static FIRST_ONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bthe (?:administrator|claims? (?:staff|office|administrator)) (?:allowed|denied|refused|paid)\b",
    )
});
/// What was looked at and does not hold.
static RULED_OUT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bnone of (?:them|these|those) (?:applies|apply|fits?|holds?)\b"));
/// A ground that was given up.
static WITHDRAWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:ground|reason|part) (?:is|was|has been) (?:withdrawn|given up|dropped|set aside)|we (?:withdraw|give up|drop) (?:that|this|the first) (?:ground|reason)|finds? for the (?:participant|member|claimant|patient|appellant))\b",
    )
});
/// What the person may be billed.
static BILLS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:may|can|might) (?:ask|bill|charge) you\b"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a fixed pattern")
}

/// True for words of how an earlier decision came about.
pub fn is_history(low: &str) -> bool {
    HISTORY.is_match(low)
}

/// True for words of what was looked at and does not hold.
pub fn is_ruled_out(low: &str) -> bool {
    RULED_OUT.is_match(low)
}

/// What of its weight a reason keeps in this sentence: that a clinic has no contract is said again where it may bill
/// the person, and is no ground there.
pub fn share(sheet: &Sheet, n: usize, id: &str) -> f32 {
    let of = |n: usize| sheet.sentences.get(n);
    let bills = of(n + 1)
        .zip(of(n))
        .is_some_and(|(next, own)| next.para == own.para && BILLS.is_match(&next.text.low));
    match id == "out-of-network" && bills {
        true => 0.5,
        false => 1.0,
    }
}

/// What is added to the rank of words in this sentence: those where the letter gives its reasons lead, a row of cells
/// comes last.
pub fn rank(ctx: &Ctx<'_>, n: usize, in_reasons: bool) -> f32 {
    let told = if in_reasons { 1.0 } else { 0.0 };
    let cells = match ctx.sheet.sentences.get(n) {
        Some(sentence) if !is_whole(sentence) => -1.0,
        _ => 0.0,
    };
    let of_others = match ctx.sheet.sentences.get(n) {
        Some(sentence) if FIRST_ONE.is_match(&sentence.text.low) => -2.0,
        _ => 0.0,
    };
    told + cells + of_others
}

/// True for what ends as a sentence does.
fn is_whole(sentence: &Sentence) -> bool {
    let raw = sentence
        .text
        .raw
        .trim_end_matches([')', '"', '\u{201d}', ']']);
    raw.ends_with(['.', '!', '?', ':', ';'])
}

/// Takes away the pieces of a ground that the letter gives up: what it says of that ground there and before.
pub fn without_withdrawn(ctx: &Ctx<'_>, found: &mut Vec<Piece>) {
    let sentences = &ctx.sheet.sentences;
    let paras: Vec<usize> = sentences
        .iter()
        .filter(|s| !s.foreign && WITHDRAWN.is_match(&s.text.low))
        .map(|s| s.para)
        .collect();
    for para in paras {
        let own = |piece: &Piece| {
            let sentence = piece.sentence.and_then(|n| sentences.get(n));
            sentence.is_some_and(|s| s.para == para)
        };
        let given_up: Vec<String> = found
            .iter()
            .filter(|piece| own(piece))
            .map(|piece| piece.fact.value.clone())
            .collect();
        let last = sentences.iter().rposition(|s| s.para == para).unwrap_or(0);
        found.retain(|piece| {
            !given_up.contains(&piece.fact.value) || piece.sentence.is_none_or(|n| n > last)
        });
    }
}
