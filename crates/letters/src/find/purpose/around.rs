//! What stands around a window besides its nearest words: the sentence before, the head of its column, turns of phrase
//! that tell what it is for.

use super::who;
use crate::find::{Ctx, days};
use crate::structure::text::any;
use regex::Regex;
use std::sync::LazyLock;

/// Care that goes on while an appeal is decided.
pub static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bwe (?:will |shall )?(?:go on|keep|keep on|continue) (?:paying|to pay|covering|to cover)\b[^.;]{0,60}\b(?:until|while|pending)\b|\b(?:keep|keeping|continue|continues|continued|go on|goes on|going on|stay|remain|maintain)\b[^.;]{0,70}\b(?:services?|benefits?|care|treatments?|coverage|days|visits|hours|covered|program|sessions?|aid|assistance)\b[^.;]{0,80}\b(?:while|during|until|pending|meantime|in the meanwhile|ask|request|must|appeal)\b|\b(?:while|during|until|pending)\b[^.;]{0,60}\b(?:appeal|decide|hearing|review)\b[^.;]{0,60}\b(?:keep|continue|go on|stay|remain)\b|\bto (?:keep|continue|go on with) (?:the|your|getting|having)\b[^.;]{0,50}\b(?:while|during|until|pending)\b[^.;]{0,25}\b(?:appeal|decide|decides|hearing|review)\b|\b(?:want|wish|like|asks?) to (?:keep|continue|go on with)\b[^.;]{0,40}\b(?:services?|benefits?|care|treatments?|coverage|visits|hours|program|sessions?|aid|assistance)\b|\b(?:services?|benefits?|care|treatments?|coverage|visits|hours|program|aid|assistance)\b[^.;]{0,40}\b(?:to|will|can) (?:continue|go on|stay|remain)\b|\byour (?:\w+ )?(?:services?|benefits?|care|treatments?|visits|sessions?|hours)\b[^.;]{0,30}\b(?:goes|go) on until\b").expect("a fixed pattern")
});

/// "Where we did not answer in 30 days": the time in which an answer was to come.
pub static NO_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:we|us|plan|it|they|carrier)\b[^.;]{0,40}\b(?:did|do|does|have|has) not (?:yet )?(?:answer|answered|reply|replied|respond|responded|decide|decided|write|written)(?: you| to you| it)? (?:in|within|inside)?(?: the)? ?$")
        .expect("a fixed pattern")
});

/// Something that was asked for comes in.
pub static PAPERS_COME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:if|once|when) (?:we|it|they|those|these) (?:have|get|receive|comes?|arrives?)\b[^.;]{0,30}$")
        .expect("a fixed pattern")
});

/// The words at the head of the column in which a short cell stands, over cells of the same kind and rules.
pub fn column_head(ctx: &Ctx<'_>, s: &crate::structure::Sentence) -> String {
    let sheet = ctx.sheet;
    let first = s.text.parts.first().and_then(|p| sheet.toks.get(p.tok));
    let Some(mut cell) = first.map(|t| t.cell) else {
        return String::new();
    };
    for _ in 0..8 {
        let Some((above, words)) = days::cell_above(ctx, cell, 2.0) else {
            break;
        };
        let figure = words.bytes().any(|b| b.is_ascii_digit());
        if words.chars().any(char::is_alphabetic) && !figure {
            let heads = words.split(' ').count() <= 8 && !words.ends_with('.');
            return if heads { words } else { String::new() };
        }
        cell = above;
    }
    String::new()
}

/// True where the next step is Medicare's second one, at a qualified independent contractor.
pub fn names_contractor(ctx: &Ctx<'_>) -> bool {
    let says = |w| ctx.sheet.sentences.iter().any(|s| s.text.low.contains(w));
    says("qualified independent contractor") && says("redetermination")
}

/// True where the paragraph is about an appeal.
pub fn of_appeals(ctx: &Ctx<'_>, para: usize) -> bool {
    ctx.sheet.paras.get(para).is_some_and(|p| {
        any(
            &p.text.low,
            &["appeal", "second level", "second-level", "review"],
        )
        .is_some()
    })
}

/// True where the head of a column says what the plan does.
pub fn of_the_plan(head: &str) -> bool {
    const WE: [&str; 6] = [
        "we ",
        "our answer",
        "our decision",
        "when we ",
        "how long we ",
        "how fast we ",
    ];
    WE.iter().any(|w| head.starts_with(w)) && !who::must_reach(head)
}

/// "If your doctor wishes to speak to the medical director": a talk between doctors.
pub static PEERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:doctor|physician|prescriber|provider|clinician|psychiatrist|practitioner)\b[^.;]{0,60}\b(?:speak|talk|discuss|confer|go over)\b[^.;]{0,40}\b(?:medical directors?|reviewers?|reviewing|physicians?|doctors?|pharmacists?)\b")
        .expect("a fixed pattern")
});

/// The sentence before in the same paragraph.
pub fn previous(sheet: &crate::structure::Sheet, n: usize) -> Option<&str> {
    let s = sheet.sentences.get(n)?;
    n.checked_sub(1)
        .and_then(|i| sheet.sentences.get(i))
        .filter(|p| p.para == s.para)
        .map(|p| p.text.low.as_str())
}

/// True where the next sentence gives the time of this one to the person.
pub fn next_gives_it(sheet: &crate::structure::Sheet, n: usize) -> bool {
    static THAT_TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:during|within|in|until the end of|throughout|before the end of) (?:that|this|which|the) (?:time|period|window|span)[^.;]{0,30}\b(?:you|a member|an enrollee|the member)\b")
            .expect("a fixed pattern")
    });
    let para = sheet.sentences.get(n).map(|s| s.para);
    sheet
        .sentences
        .get(n + 1)
        .is_some_and(|s| Some(s.para) == para && THAT_TIME.is_match(&s.text.low))
}

/// True where the paragraph speaks of grievances and of no appeal.
pub fn of_grievances(ctx: &Ctx<'_>, para: usize) -> bool {
    ctx.sheet
        .paras
        .get(para)
        .is_some_and(|p| p.text.low.contains("grievance") && !p.text.low.contains("appeal"))
}
