//! Where a letter gives its reasons: from the words of the refusal to the first word of what can be done about it.

use super::super::{Ctx, conditional, heard, verbs};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::text::any;
use std::ops::Range;

/// The sentences in which reasons are given; empty where no sentence refuses.
pub fn find(ctx: &Ctx<'_>) -> Range<usize> {
    let sentences = &ctx.sheet.sentences;
    let refuses = |low: &str| {
        any(low, &List("reasons.refusal")).is_some()
            || verbs::DENY
                .iter()
                .chain(verbs::UPHOLD.iter())
                .any(|(v, w)| {
                    *w >= 2.0 && v.find(low).is_some_and(|m| !conditional(low, m.start()))
                })
    };
    // "It does not start a new appeal period": by the way.
    let rights = |low: &str| {
        any(low, &List("reasons.rights-begin")).is_some()
            && any(low, &["not start a new", "not a new"]).is_none()
    };
    let body = |n: &usize| {
        sentences
            .get(*n)
            .is_some_and(|s| !s.foreign && !s.aside && s.text.parts.len() >= 3)
    };
    let low = |n: usize| sentences.get(n).map_or("", |s| s.text.low.as_str());
    let in_other_words = |n: usize| {
        let says = sentences.get(n).and_then(heard::decision);
        says.is_some_and(|says| matches!(says.what, "refused" | "reduced" | "upheld"))
    };
    let Some(first) = (0..sentences.len())
        .filter(body)
        .find(|&n| (refuses(low(n)) || in_other_words(n)) && !rights(low(n)))
    else {
        return 0..0;
    };
    // The ground may stand before the refusal in one paragraph.
    let para = sentences.get(first).map(|s| s.para);
    let from = (0..first)
        .rev()
        .take_while(|&n| sentences.get(n).map(|s| s.para) == para)
        .last()
        .unwrap_or(first);
    let to = (first + 1..sentences.len())
        .find(|&n| rights(low(n)))
        .unwrap_or(sentences.len());
    let told = (first..to).filter(|&n| sentences.get(n).is_some_and(|s| tells(ctx, s)));
    from..told.take(MOST).last().map_or(first + 1, |last| last + 1)
}

/// True for what is no crumb of a table: the words and figures of its cells give no reason.
fn tells(ctx: &Ctx<'_>, s: &Sentence) -> bool {
    let sheet = ctx.sheet;
    let row = s
        .text
        .parts
        .first()
        .and_then(|p| sheet.toks.get(p.tok))
        .map_or(0, |t| t.row);
    s.text.parts.len() >= 4
        && !sheet
            .tables
            .iter()
            .any(|t| (t.first..=t.last).contains(&row))
}

/// The same; where no sentence refuses in words that are known, what the letter says first to the person.
pub fn or_body(ctx: &Ctx<'_>) -> Range<usize> {
    let zone = find(ctx);
    if !zone.is_empty() {
        return zone;
    }
    let sheet = ctx.sheet;
    let row_of = |s: &Sentence| {
        let first = s.text.parts.first().and_then(|p| sheet.toks.get(p.tok));
        first.map_or(0, |t| t.row)
    };
    let begins = ctx.salutation.unwrap_or(0);
    let from = sheet.sentences.iter().position(|s| row_of(s) > begins);
    let Some(from) = from else { return 0..0 };
    let rights = |s: &Sentence| any(&s.text.low, &List("reasons.rights-begin")).is_some();
    let rest = sheet.sentences.get(from..).unwrap_or_default();
    let long = rest.iter().position(rights).unwrap_or(rest.len());
    from..from + long.min(MOST)
}

/// Most sentences that give reasons.
const MOST: usize = 24;
