//! Why they refused: phrases in statements of the decision, and the reason codes of claim lines.

use super::{Ctx, codes, conditional};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::text::{any, at, has};
use holdfast_case::reading::{NoticeKind, Outcome};
use holdfast_case::{Fact, Reading};

/// Phrases beside those of the reference file. Weight 2 stands for itself; 1 needs a refusal in its sentence.
const MORE: &[(&str, &[(&str, u8)])] = &[
    (
        "not-medically-necessary",
        &[
            ("not medically necessary", 2),
            ("medically necessary", 1),
            ("not reasonable and necessary", 2),
            ("reasonable and necessary", 1),
            ("medical necessity", 1),
            ("not medically required", 1),
            ("not medically needed", 2),
            ("do not show that you need", 2),
            ("does not show that you need", 2),
            ("could be treated", 1),
            ("lower level of care", 1),
            ("less intensive", 1),
            ("severe enough", 1),
            ("no longer need", 1),
            ("not necessary", 1),
            ("does not meet criteria", 1),
            ("did not meet criteria", 1),
            ("criteria were not met", 1),
            ("criteria not met", 1),
            ("criteria are not met", 1),
            ("can be safely treated", 1),
            ("not deemed necessary", 2),
            ("necessary for your condition", 1),
        ],
    ),
    (
        "experimental-investigational",
        &[
            ("experimental or investigational", 1),
            ("investigational", 1),
            ("is investigational", 2),
            ("are investigational", 2),
            ("considered investigational", 2),
            ("considered experimental", 2),
            ("is experimental", 2),
            ("deemed experimental", 2),
            ("deemed investigational", 2),
            ("experimental", 1),
            ("unproven", 1),
            ("safety and efficacy have not been established", 2),
            ("not been established", 1),
            ("reliable evidence", 1),
            ("not been shown to be", 1),
            ("has not been proven", 2),
            ("have not been proven", 2),
            ("not enough evidence", 1),
            ("insufficient evidence", 1),
            ("not proven", 1),
            ("still being studied", 2),
            ("clinical trials have not", 1),
        ],
    ),
    (
        "off-label",
        &[
            ("off-label", 1),
            ("off label", 1),
            ("not an indication approved", 2),
            ("not approved by the fda for", 2),
            ("not approved by the food and drug", 1),
            ("fda has not approved", 2),
            ("has not been approved by the fda", 2),
            ("medically accepted indication", 1),
            ("not a medically accepted", 2),
            ("not fda-approved for", 2),
            ("not approved for this", 1),
            ("compendia", 1),
            ("compendium", 1),
            ("unlabeled use", 2),
            ("labeled use", 1),
            ("unapproved use", 2),
            ("not an approved use", 2),
            ("food and drug administration has not approved", 2),
            ("approved by the fda only", 2),
            ("fda-approved uses", 1),
        ],
    ),
    (
        "no-prior-authorization",
        &[
            ("no prior authorization", 2),
            ("prior authorization was not", 2),
            ("without prior authorization", 2),
            ("not authorized in advance", 2),
            ("needs approval before", 1),
            ("approval before it is done", 1),
            ("without approval", 1),
            ("no authorization", 2),
            ("authorization was not obtained", 2),
            ("without authorization", 2),
            ("not preauthorized", 2),
            ("no referral", 2),
            ("without a referral", 2),
            ("approved in advance", 1),
            ("precertification was not", 2),
            ("did not ask for approval", 2),
            ("did not get approval", 2),
            ("was not precertified", 2),
            ("authorization was not requested", 2),
        ],
    ),
    (
        "out-of-network",
        &[
            ("out-of-network", 1),
            ("out of network", 1),
            ("not in the network", 1),
            ("not in our network", 2),
            ("not in your plan's network", 2),
            ("outside the network", 1),
            ("outside our network", 1),
            ("does not participate", 1),
            ("not a participating", 1),
            ("not participate", 1),
            ("non-participating", 1),
            ("not contracted", 1),
            ("no contract", 1),
            ("nonparticipating", 1),
            ("no out-of-network", 2),
            ("not one of our network", 2),
            ("not one of the network", 2),
            ("not part of our network", 2),
            ("not part of the network", 2),
            ("not a member of our network", 2),
            ("not in-network", 1),
            ("not in network", 1),
            ("no agreement with", 1),
            ("not under contract", 1),
            ("not have a contract", 1),
            ("network provider is available", 2),
            ("in-network provider is available", 2),
            ("not a network provider", 2),
            ("non-network", 1),
        ],
    ),
    (
        "step-therapy",
        &[
            ("step therapy requirement", 2),
            ("step therapy", 1),
            ("try first", 1),
            ("first try", 1),
            ("must try", 1),
            ("tried first", 1),
            ("not tried", 1),
            ("have not tried", 2),
            ("has not tried", 2),
            ("fail first", 2),
            ("trial of", 1),
            ("tried and failed", 1),
            ("adequate trial", 1),
            ("preferred drug", 1),
            ("preferred drugs", 1),
            ("you try", 1),
            ("those trials", 1),
            ("try two", 1),
            ("must first try", 2),
            ("first-line", 1),
            ("formulary alternatives", 1),
            ("other drugs first", 2),
            ("step-therapy", 1),
        ],
    ),
    (
        "excluded-benefit",
        &[
            ("non-covered benefit", 2),
            ("not a covered benefit", 2),
            ("excluded from coverage", 2),
            ("is excluded", 2),
            ("are excluded", 2),
            ("exclusion", 1),
            ("excludes", 2),
            ("does not cover", 1),
            ("do not cover", 1),
            ("not covered under", 1),
            ("not a benefit", 2),
            ("no benefit for", 1),
            ("gives no benefit", 2),
            ("not a covered service", 2),
            ("not covered by your", 1),
            ("leaves out", 1),
            ("plan exclusion", 2),
            ("limitations and exclusions", 1),
            ("exclusions and limitations", 1),
            ("not a covered expense", 2),
            ("excluded service", 2),
            ("excluded condition", 2),
            ("preexisting", 1),
            ("pre-existing", 1),
        ],
    ),
    (
        "coding-error",
        &[
            ("inconsistent with the modifier", 2),
            ("coded in error", 2),
            ("invalid combination of modifiers", 2),
            ("corrected claim", 1),
            ("wrong code", 2),
            ("invalid code", 2),
            ("not a valid code", 2),
            ("billed incorrectly", 2),
            ("coding", 1),
            ("modifier", 1),
            ("bundled", 1),
            ("unbundl", 1),
            ("included in another", 1),
            ("included in the payment", 1),
            ("mutually exclusive", 1),
            ("code is not valid", 2),
        ],
    ),
    (
        "insufficient-documentation",
        &[
            ("does not show the drug name", 2),
            ("documentation was not sufficient", 2),
            ("not sufficient to support", 2),
            ("insufficient documentation", 2),
            ("lack of documentation", 2),
            ("did not send", 1),
            ("did not receive the", 1),
            ("never received", 1),
            ("were not sent", 1),
            ("neither was sent", 1),
            ("records were not", 1),
            ("not received the information", 2),
            ("documents required", 1),
            ("missing records", 2),
            ("not enough information", 2),
            ("information we asked for", 1),
            ("without the records", 2),
            ("incomplete records", 2),
            ("was not included", 1),
            ("information we have does not", 2),
            ("not documented", 1),
            ("do not document", 1),
            ("not adequately documented", 2),
            ("information submitted was", 1),
        ],
    ),
    (
        "timely-filing",
        &[
            ("time limit for filing", 2),
            ("timely filing", 1),
            ("filing limit", 1),
            ("filed too late", 2),
            ("received too late", 2),
            ("submitted too late", 2),
            ("not filed in time", 2),
            ("filed late", 2),
            ("past the filing", 2),
            ("after the filing", 2),
            ("late filing", 2),
            ("not submitted within", 2),
        ],
    ),
    (
        "site-of-service",
        &[
            ("site of care", 1),
            ("place of care", 1),
            ("hospital setting", 1),
            ("site of service", 1),
            ("hospital outpatient", 1),
            ("less costly site", 1),
            ("setting", 0),
            ("home infusion or", 1),
            ("infusion suite", 1),
            ("in a hospital", 1),
            ("lower cost site", 2),
            ("level of facility", 1),
            ("alternate site", 1),
        ],
    ),
    (
        "frequency-limit",
        &[
            ("exceeds the frequency", 2),
            ("frequency limit", 2),
            ("limit on frequency", 2),
            ("more than the number", 2),
            ("number of visits", 1),
            ("visits above", 1),
            ("more often than", 1),
            ("exceeds the number", 2),
            ("quantity limit", 2),
            ("more than allowed", 1),
            ("exceeds the limit", 1),
            ("maximum number", 1),
            ("too many", 1),
            ("maintenance", 1),
            ("up to 36", 1),
            ("exceed", 0),
            ("over the limit", 1),
            ("units allowed", 1),
            ("too often", 2),
        ],
    ),
    (
        "duplicate-claim",
        &[
            ("exact duplicate", 2),
            ("duplicate claim", 2),
            ("duplicate of", 2),
            ("already processed", 2),
            ("already paid this claim", 2),
            ("processed before", 1),
            ("duplicate", 1),
        ],
    ),
    (
        "coordination-of-benefits",
        &[
            ("coordination of benefits", 1),
            ("another payer", 1),
            ("other insurance", 1),
            ("primary payer", 1),
            ("other coverage", 1),
            ("another insurer", 1),
            ("other health plan should pay first", 2),
            ("pay first", 1),
            ("pays first", 1),
            ("workers' compensation", 1),
            ("primary insurance", 1),
            ("is primary", 1),
            ("primary plan", 1),
            ("that payer's statement", 1),
        ],
    ),
    (
        "provider-not-covered",
        &[
            ("not an eligible provider", 2),
            ("this type of provider", 2),
            ("provider type", 1),
            ("not licensed", 1),
            ("not eligible to", 1),
            ("not an approved provider", 2),
            ("not a covered provider", 2),
            ("not enrolled", 1),
            ("provider is not eligible", 2),
            ("provider is not", 1),
            ("not certified to", 1),
            ("kind of provider", 2),
            ("not recognized as a provider", 2),
            ("provider not eligible", 2),
            ("license type", 2),
        ],
    ),
    (
        "benefit-maximum",
        &[
            ("benefit maximum", 2),
            ("maximum benefit", 2),
            ("maximum has been", 2),
            ("annual maximum", 2),
            ("yearly limit", 1),
            ("visits per year", 1),
            ("visits a year", 1),
            ("visit limit", 2),
            ("visits allowed", 1),
            ("calendar year limit", 2),
            ("used all", 1),
            ("used up", 2),
            ("all of your", 0),
            ("limit has been reached", 2),
            ("limit for the year", 2),
            ("exhausted your benefit", 2),
            ("maximum for this", 2),
            ("reached the maximum", 2),
            ("reached your", 1),
            ("benefit limit", 2),
            ("per calendar year", 1),
            ("per benefit year", 1),
            ("lifetime limit", 2),
        ],
    ),
    (
        "eligibility",
        &[
            ("coverage had ended", 2),
            ("coverage ended", 2),
            ("not covered on the date", 2),
            ("not eligible on", 2),
            ("was not in effect", 2),
            ("terminated before", 2),
            ("no coverage on", 2),
            ("not active on", 2),
        ],
    ),
];

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
        let more = MORE
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
