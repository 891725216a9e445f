//! Why they refused: phrases in statements of the decision, and the reason codes of claim lines.

mod by_the_way;
mod grounds;
mod patterns;
mod phrases;
mod shapes;
mod zone;

use super::{Ctx, codes, conditional, deadlines, heard};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::boxes::Mark;
use crate::structure::text::{any, at, has};
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Fact, Reading};
use std::ops::Range;

/// Words that make a sentence one of refusal or of its ground.
static REFUSES: List = List("reasons.refuses");
/// Sentences of rights and of the past that name reasons without giving one.
static RIGHTS: List = List("reasons.rights");

/// True where the sentence may give the reason of the decision.
fn gives(s: &Sentence, i: usize) -> bool {
    let low = &s.text.low;
    if conditional(low, i)
        || any(low, &List("reasons.of-a-kind")).is_some()
        || List("reasons.left-open")
            .iter()
            .any(|w| at(low, w).is_some_and(|j| j <= i))
    {
        return false;
    }
    if by_the_way::is_history(low) || by_the_way::is_ruled_out(low) {
        return false;
    }
    let right = RIGHTS
        .iter()
        .any(|r| at(low, r).is_some_and(|j| j < i || r.len() > 12));
    let told = any(low, &List("reasons.denied")).is_some();
    !right || (told && any(low, &List("reasons.you-may")).is_none())
}

/// A piece of evidence.
#[derive(Clone)]
struct Piece {
    /// How much it weighs.
    weight: f32,
    /// How well its words can stand for the reason: those of the decision before those said by the way.
    rank: f32,
    /// The fact it would make.
    fact: Fact<String>,
    /// The sentence it stands in.
    sentence: Option<usize>,
}

/// The reasons, surest first.
pub fn reasons(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Fact<String>> {
    if !deadlines::says_no(reading) {
        return Vec::new();
    }
    let grounds = grounds::all(ctx, reading);
    let mut found = by_codes(ctx);
    by_words(ctx, &grounds, &mut found);
    by_the_way::without_withdrawn(ctx, &mut found);
    let eob = reading
        .kind
        .as_ref()
        .is_some_and(|k| k.value == NoticeKind::Eob);
    let mut said = weighed(found.clone(), eob);
    for ground in grounds {
        let inside = |p: &&Piece| p.sentence.is_some_and(|n| ground.contains(&n));
        let mut own: Vec<Piece> = found.iter().filter(inside).cloned().collect();
        if own.is_empty() {
            own.extend(grounds::in_other_words(ctx, ground));
        }
        for fact in weighed(own, eob) {
            if !said.iter().any(|f| f.value == fact.value) {
                said.push(fact);
            }
        }
    }
    if said.is_empty() {
        return in_other_words(ctx, reading);
    }
    said
}

/// Where no fixed phrase gives a reason: what the passage that gives it says in other words. Never shown as sure.
fn in_other_words(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Fact<String>> {
    let sheet = ctx.sheet;
    let zone = zone::or_body(ctx);
    let passage: Vec<&Sentence> = sheet
        .sentences
        .iter()
        .enumerate()
        .filter(|(n, s)| zone.contains(n) || says_why(ctx, s) || s.mark == Some(Mark::Ticked))
        .map(|(_, s)| s)
        .filter(|s| heard::taken(s) && gives(s, 0) && !is_a_clock(s, reading))
        .collect();
    let heard = heard::reasons(&passage).into_iter();
    let known = heard.filter(|h| !matches!(h.reason, "allowed-amount" | "cost-share-only"));
    let facts = known.map(|h| {
        let ids = h.sentence().text.toks(0..h.sentence().text.parts.len());
        let sure = (0.4 + h.weight * 0.2).min(OTHER_WORDS);
        let why = "says so in other words".to_owned();
        sheet.fact(h.reason.to_owned(), &ids, sure, why)
    });
    facts.collect()
}

/// As sure as other words make it.
const OTHER_WORDS: f32 = 0.75;

/// True for a sentence that tells by when something must be done.
fn is_a_clock(s: &Sentence, reading: &Reading) -> bool {
    let told = |quote: &str| !quote.is_empty() && s.text.raw.contains(quote);
    let mut clocks = reading.deadlines.iter();
    clocks.any(|stated| told(&stated.limit.quote))
}

/// What the codes of the lines mean.
fn by_codes(ctx: &Ctx<'_>) -> Vec<Piece> {
    let lib = ctx.lib;
    let mut found = Vec::new();
    for (code, tok, why) in codes::remarks(ctx) {
        let bare = code
            .trim_start_matches("CO")
            .trim_start_matches("PR")
            .trim_start_matches("OA")
            .trim_start_matches("PI")
            .trim_start_matches(['-', ' ']);
        let remark = bare.starts_with(['M', 'N']);
        let meant: Vec<&str> = lib
            .reasons
            .reasons
            .iter()
            .filter(|r| {
                let list = if remark { &r.rarc } else { &r.carc };
                list.iter().any(|c| c == bare)
            })
            .map(|r| r.id.as_str())
            .collect();
        // One code may stand for several reasons: then it only supports what the words say.
        let weight = if meant.len() > 1 || remark {
            0.6
        } else if code.len() > bare.len() || !bare.chars().all(|c| c.is_ascii_digit()) {
            1.6
        } else {
            0.9
        };
        for id in meant {
            let why = format!("reason code {code}, {why}");
            found.push(Piece {
                weight,
                rank: weight,
                fact: ctx.sheet.fact(id.to_owned(), &[tok], 0.9, why),
                sentence: None,
            });
        }
    }
    found
}

/// True where the sentence stands in the section that says why.
fn says_why(ctx: &Ctx<'_>, s: &Sentence) -> bool {
    let sheet = ctx.sheet;
    // A heading over the paragraph, or a short first sentence that serves as one.
    let run_in = sheet
        .paras
        .get(s.para)
        .and_then(|p| p.sentences.first())
        .and_then(|&n| sheet.sentences.get(n))
        .filter(|f| f.text.parts.len() <= 6)
        .map(|f| f.text.low.as_str())
        .unwrap_or_default();
    let heading = sheet
        .heading(s.para)
        .map(|t| t.low.as_str())
        .unwrap_or_default();
    any(run_in, &["reason", "rationale", "finding", "why", "basis"]).is_some()
        || any(heading, &List("reasons.why")).is_some()
        || any(&s.text.low, &["reason and clinical rationale", "reason:"]).is_some()
}

/// What the sentences say.
fn by_words(ctx: &Ctx<'_>, grounds: &[Range<usize>], found: &mut Vec<Piece>) {
    let sheet = ctx.sheet;
    let bank = || {
        ctx.lib.reasons.reasons.iter().flat_map(|r| {
            r.phrases
                .iter()
                .map(move |p| (r.id.as_str(), p.as_str(), p.contains(' ') && p.len() > 16))
        })
    };
    let more = || {
        phrases::MORE
            .iter()
            .flat_map(|(id, ps)| ps.iter().map(move |(p, w)| (*id, *p, *w)))
            .filter(|x| x.2 > 0)
            .map(|(id, p, w)| (id, p, w == 2))
    };
    let zone = zone::find(ctx);
    let paid_notes = grounds::notes_of_paid(ctx);
    for (n, s) in sheet.sentences.iter().enumerate() {
        let low = &s.text.low;
        // What a form does not tick is no reason.
        if s.foreign || s.aside || low.len() < 8 || s.mark == Some(Mark::Open) {
            continue;
        }
        if paid_notes.contains(&n) {
            continue;
        }
        // What a form gives as a reason by ticking it is one.
        let counted = grounds.iter().any(|g| g.contains(&n));
        let section = says_why(ctx, s) || s.mark == Some(Mark::Ticked) || counted;
        let here = zone.contains(&n);
        let told = section || here || any(low, &REFUSES).is_some();
        let base = if section {
            0.5
        } else if here {
            0.3
        } else {
            0.0
        } + if any(low, &List("reasons.because")).is_some() {
            0.3
        } else {
            0.0
        };
        let mut add = |id: &str, at: std::ops::Range<usize>, strong: bool, words: &str| {
            if gives(s, at.start) && (strong || told) {
                let ids = s.text.toks(s.text.parts_in(at));
                let fact = sheet.fact(id.to_owned(), &ids, 0.9, format!("says '{words}'"));
                let weight = base + if strong { 1.2 } else { 0.6 };
                found.push(Piece {
                    weight: weight * by_the_way::share(sheet, n, id),
                    rank: weight + by_the_way::rank(ctx, n, section || here),
                    fact,
                    sentence: Some(n),
                });
            }
        };
        for (id, phrase, strong) in bank().chain(more()) {
            if weak_here(id, phrase, low) {
                continue;
            }
            if let Some(i) = at(low, phrase) {
                add(id, i..i + phrase.len(), strong, phrase);
            }
        }
        // A shape alone is no proof: it needs a refusal beside it.
        for pattern in patterns::PATTERNS.iter().filter(|_| told) {
            if let Some(m) = pattern.regex.find(low)
                && !weak_here(pattern.id, m.as_str(), low)
            {
                add(pattern.id, m.range(), pattern.strong, m.as_str());
            }
        }
        if !(section || here) {
            continue;
        }
        // A shape may end in the next sentence.
        let next = sheet
            .sentences
            .get(n + 1)
            .filter(|x| x.para == s.para && !x.foreign);
        let both = format!("{low} {}", next.map_or("", |x| x.text.low.as_str()));
        for (id, shape) in shapes::SHAPES.iter() {
            if let Some(m) = shape.find(&both).filter(|m| m.start() < low.len()) {
                add(id, m.start()..m.end().min(low.len()), true, m.as_str());
            }
        }
    }
}

/// Adds up the evidence of each reason; the fact shown is the strongest piece.
fn weighed(found: Vec<Piece>, eob: bool) -> Vec<Fact<String>> {
    let mut sums: Vec<(f32, f32, Fact<String>)> = Vec::new();
    let mut ranks: Vec<f32> = Vec::new();
    for Piece {
        weight: score,
        rank,
        fact,
        ..
    } in found
    {
        let known = sums.iter().position(|s| s.2.value == fact.value);
        match known.and_then(|at| Some((sums.get_mut(at)?, ranks.get_mut(at)?))) {
            Some((sum, best)) => {
                sum.0 += score * 0.6;
                sum.1 = sum.1.max(score);
                if rank > *best {
                    *best = rank;
                    sum.2 = fact;
                }
            }
            None => {
                sums.push((score, score, fact));
                ranks.push(rank);
            }
        }
    }
    sums.sort_by(|a, b| b.0.total_cmp(&a.0));
    let top = sums.first().map_or(0.0, |s| s.0);
    let mut out = Vec::new();
    for (sum, best, mut fact) in sums {
        let enough = if eob {
            sum >= 0.8
        } else {
            sum >= 0.85 && (sum >= top * 0.5 || best >= 1.7)
        };
        if !enough || matches!(fact.value.as_str(), "allowed-amount" | "cost-share-only") {
            continue;
        }
        let shown = if sum >= 3.4 {
            0.95
        } else if sum >= 1.4 {
            0.88
        } else {
            0.75
        };
        fact.confidence = (fact.confidence.min(0.995) / 0.9 * shown).min(0.97);
        out.push(fact);
    }
    out
}

/// Phrases that mean another thing in this sentence.
fn weak_here(id: &str, phrase: &str, low: &str) -> bool {
    match (id, phrase) {
        ("excluded-benefit", "exclusions and limitations" | "limitations and exclusions") => {
            !has(low, "exclu")
        }
        ("no-prior-authorization", "prior authorization" | "prior approval") => {
            any(low, &List("reasons.no-prior")).is_none()
        }
        ("provider-not-covered", "not certified") => {
            any(low, &["provider", "physician", "clinician", "facility"]).is_none()
        }
        ("insufficient-documentation", "missing information" | "incomplete information") => false,
        ("benefit-maximum", "exhausted") => true,
        ("excluded-benefit", "does not cover" | "do not cover") => {
            any(low, &List("reasons.not-for-what-it-is")).is_some()
        }
        // The name of a code says nothing of how it was billed.
        ("coding-error", "unclassified drug" | "unlisted code" | "not otherwise classified") => {
            any(low, &List("reasons.billed-wrong")).is_none()
        }
        // "May not be marketed without approval": how a drug comes to be sold.
        ("no-prior-authorization", _) if any(low, &["marketed", "food and drug"]).is_some() => true,
        // "It is part of the visit, and not paid a second time on a line of its own": one line, billed within another.
        ("duplicate-claim", _) if any(low, &["line of its own", "part of the"]).is_some() => true,
        // "Maximum medical improvement": of an injury, not of a benefit.
        ("benefit-maximum", _) if has(low, "medical improvement") => true,
        // "It reached us after the 180 days": a letter, and no maximum.
        ("benefit-maximum", words) if any(words, &["reached us", "reached our"]).is_some() => true,
        // "Treatment by an out-of-network provider is not covered": where, and not who.
        ("provider-not-covered", _) if has(low, "network provider") => true,
        ("step-therapy", "has not been tried" | "have not been tried" | "not been tried") => {
            any(low, &List("reasons.tried")).is_none()
        }
        (_, "denied when performed by") => false,
        ("eligibility", "not enrolled" | "grace period" | "termination date") => true,
        _ => false,
    }
}
