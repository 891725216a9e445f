//! Where a letter gives its reasons: from the words of the refusal to the first word of what can be done about it.

use super::super::{Ctx, conditional, verbs};
use crate::phrases::List;
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
    let rights = |low: &str| any(low, &List("reasons.rights-begin")).is_some();
    let body = |n: &usize| {
        sentences
            .get(*n)
            .is_some_and(|s| !s.foreign && !s.aside && s.text.parts.len() >= 3)
    };
    let low = |n: usize| sentences.get(n).map_or("", |s| s.text.low.as_str());
    let Some(first) = (0..sentences.len())
        .filter(body)
        .find(|&n| refuses(low(n)) && !rights(low(n)))
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
    from..to.min(first + MOST)
}

/// Most sentences that give reasons.
const MOST: usize = 24;
