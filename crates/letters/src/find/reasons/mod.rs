//! Why they refused: phrases in statements of the decision, and the reason codes of claim lines.

mod phrases;

use super::{Ctx, codes, conditional};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::text::{any, at, has};
use holdfast_case::reading::{NoticeKind, Outcome};
use holdfast_case::{Fact, Reading};

/// Words that make a sentence one of refusal or of its ground.
static REFUSES: List = List("reasons.refuses");
/// Sentences of rights and of the past that name reasons without giving one.
static RIGHTS: List = List("reasons.rights");

/// True where the sentence may give the reason of the decision.
fn gives(s: &Sentence, i: usize) -> bool {
    let low = &s.text.low;
    if conditional(low, i) {
        return false;
    }
    let right = RIGHTS
        .iter()
        .any(|r| at(low, r).is_some_and(|j| j < i || r.len() > 12));
    let told = any(low, &List("reasons.denied")).is_some();
    !right || (told && any(low, &List("reasons.you-may")).is_none())
}

/// The reasons, surest first.
pub fn reasons(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Fact<String>> {
    let outcome = reading.outcome.as_ref().map(|o| o.value);
    let refusing = matches!(
        outcome,
        Some(
            Outcome::Denied
                | Outcome::PartlyDenied
                | Outcome::Reduced
                | Outcome::Upheld
                | Outcome::ApprovedWithChange
        )
    );
    if !refusing {
        return Vec::new();
    }
    let sheet = ctx.sheet;
    let eob = reading
        .kind
        .as_ref()
        .is_some_and(|k| k.value == NoticeKind::Eob);
    let mut found: Vec<(f32, f32, Fact<String>)> = Vec::new();
    // What the codes of the lines mean.
    let lib = ctx.lib;
    for (code, tok, why) in codes::remarks(ctx) {
        let bare = code
            .trim_start_matches("CO")
            .trim_start_matches("PR")
            .trim_start_matches("OA")
            .trim_start_matches("PI")
            .trim_start_matches(['-', ' '])
            .to_owned();
        for reason in &lib.reasons.reasons {
            let remark = bare.starts_with(['M', 'N']);
            let hit = if remark {
                reason.rarc.contains(&bare)
            } else {
                reason.carc.contains(&bare)
            };
            if !hit {
                continue;
            }
            // One code may stand for several reasons: then it only supports what the words say.
            let shared = lib
                .reasons
                .reasons
                .iter()
                .filter(|r| {
                    if remark {
                        r.rarc.contains(&bare)
                    } else {
                        r.carc.contains(&bare)
                    }
                })
                .count();
            let weight = if shared > 1 || remark {
                0.6
            } else if code.len() > bare.len() || !bare.chars().all(|c| c.is_ascii_digit()) {
                1.6
            } else {
                0.9
            };
            found.push((
                weight,
                0.9,
                sheet.fact(
                    reason.id.clone(),
                    &[tok],
                    0.9,
                    format!("reason code {code}, {why}"),
                ),
            ));
        }
    }
    let why_heading = |s: &Sentence| {
        // A heading over the paragraph, or a short first sentence that serves as one.
        let run_in = sheet
            .paras
            .get(s.para)
            .and_then(|p| p.sentences.first())
            .and_then(|&n| sheet.sentences.get(n))
            .filter(|f| f.text.parts.len() <= 6)
            .map(|f| f.text.low.as_str())
            .unwrap_or_default();
        if any(run_in, &["reason", "rationale", "finding", "why", "basis"]).is_some() {
            return true;
        }
        let heading = sheet
            .heading(s.para)
            .map(|t| t.low.as_str())
            .unwrap_or_default();
        any(heading, &List("reasons.why")).is_some()
            || any(&s.text.low, &["reason and clinical rationale", "reason:"]).is_some()
    };
    for s in sheet.sentences.iter().filter(|s| !s.foreign && !s.aside) {
        let low = &s.text.low;
        if low.len() < 8 {
            continue;
        }
        let refuses = any(low, &REFUSES).is_some();
        let section = why_heading(s);
        let bank = lib.reasons.reasons.iter().flat_map(|r| {
            r.phrases.iter().map(move |p| {
                (
                    r.id.as_str(),
                    p.as_str(),
                    if p.contains(' ') && p.len() > 16 {
                        2_u8
                    } else {
                        1
                    },
                )
            })
        });
        let more = phrases::MORE
            .iter()
            .flat_map(|(id, ps)| ps.iter().map(move |(p, w)| (*id, *p, *w)));
        for (id, phrase, weight) in bank.chain(more) {
            if weight == 0 || weak_here(id, phrase, low) {
                continue;
            }
            let Some(i) = at(low, phrase) else { continue };
            if !gives(s, i) {
                continue;
            }
            let strong = weight == 2;
            if !strong && !refuses && !section {
                continue;
            }
            let mut score = if strong { 1.2 } else { 0.6 };
            score += if section { 0.5 } else { 0.0 }
                + if any(low, &List("reasons.because")).is_some() {
                    0.3
                } else {
                    0.0
                };
            let parts = s.text.parts_in(i..i + phrase.len());
            found.push((
                score,
                0.9,
                sheet.fact(
                    id.to_owned(),
                    &s.text.toks(parts),
                    0.9,
                    format!("says '{phrase}'"),
                ),
            ));
        }
    }
    // Sum the evidence of each reason; the fact shown is the strongest piece.
    let mut sums: Vec<(String, f32, f32, Fact<String>)> = Vec::new();
    for (score, _, fact) in found {
        match sums.iter_mut().find(|s| s.0 == fact.value) {
            Some(sum) => {
                sum.1 += score * 0.6;
                if score > sum.2 {
                    sum.2 = score;
                    sum.3 = fact;
                }
            }
            None => sums.push((fact.value.clone(), score, score, fact)),
        }
    }
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    let top = sums.first().map_or(0.0, |s| s.1);
    let mut out = Vec::new();
    for (id, sum, best, mut fact) in sums {
        let enough = if eob {
            sum >= 0.8
        } else {
            sum >= 0.85 && (sum >= top * 0.5 || best >= 1.7)
        };
        if !enough || matches!(id.as_str(), "allowed-amount" | "cost-share-only") {
            continue;
        }
        let shown = if sum >= 2.0 {
            0.95
        } else if sum >= 1.4 {
            0.88
        } else {
            0.75
        };
        fact.confidence = fact.confidence.min(0.995) / 0.9 * shown;
        fact.confidence = fact.confidence.min(0.97);
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
        (_, "denied when performed by") => false,
        ("eligibility", "not enrolled" | "grace period" | "termination date") => true,
        _ => false,
    }
}
