//! Whose a window is and what it is for: by the nearest words, then the sentence before, then the heading.

use super::Ctx;
use crate::structure::text::at;
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Stage};

/// Whose, what for, and how it was known.
pub struct Purpose {
    /// Level id.
    pub level: &'static str,
    /// Who must act.
    pub who: &'static str,
    /// True where the words stand in the same sentence.
    pub near: bool,
    /// What told it.
    pub why: String,
}

/// Levels by their words, the special before the general.
const LEVELS: &[(&str, &[&str])] = &[
    (
        "continuation-of-benefits",
        &[
            "continue services",
            "keep getting",
            "continue your services",
            "keep your services",
            "keeping your services",
            "services to continue",
            "aid paid pending",
            "aid continuing",
            "continuation of benefits",
            "benefits to continue",
            "continue to receive",
            "continue your benefits",
            "services to go on",
            "visits to go on",
            "services during",
            "keep your benefits",
            "continue benefits",
            "continued benefits",
            "continue getting",
            "it to continue",
            "services continue",
            "service to continue",
            "keep the service",
            "keep receiving",
            "benefits continue",
            "while you wait",
        ],
    ),
    (
        "peer-to-peer",
        &[
            "peer-to-peer",
            "peer to peer",
            "talk with dr",
            "speak with the medical director",
            "speak with our",
            "speak with a medical director",
            "speak with the reviewer",
            "discuss this decision",
            "discuss the decision",
            "discuss this case",
            "discuss the case",
            "doctor-to-doctor",
            "talk to our",
            "talk with our",
            "talk with the reviewer",
            "speak to the reviewer",
            "discuss this determination",
        ],
    ),
    (
        "grievance",
        &["civil rights", "discriminat", "grievance about"],
    ),
    (
        "provider-reconsideration",
        &[
            "provider dispute",
            "provider appeal",
            "claim dispute",
            "payment dispute",
            "provider reconsideration",
            "dispute resolution",
            "provider claim",
        ],
    ),
    (
        "debt-dispute",
        &[
            "dispute this debt",
            "dispute the debt",
            "this debt",
            "validity of the debt",
            "validity of this debt",
            "original creditor",
        ],
    ),
    ("reopening", &["reopen"]),
    (
        "timely-filing",
        &[
            "must file within",
            "providers must file",
            "timely filing",
            "file claims",
            "corrected claim",
            "resubmit",
            "claims must be",
            "filing limit",
            "file the claim",
        ],
    ),
    (
        "expedited-appeal",
        &[
            "expedited reconsideration",
            "expedited appeal",
            "fast appeal",
            "expedited review",
            "urgent appeal",
            "expedited redetermination",
            "expedited:",
            "expedited request",
        ],
    ),
    (
        "court",
        &[
            "civil action",
            "lawsuit",
            "sue",
            "suit",
            "legal action",
            "judicial review",
            "petition",
            "district court",
            "federal court",
            "superior court",
            "go to court",
            "circuit court",
        ],
    ),
    (
        "alj-hearing",
        &[
            "administrative law judge",
            "omha",
            "office of medicare hearings",
            "alj",
        ],
    ),
    (
        "external-review",
        &[
            "external review",
            "external appeal",
            "independent review",
            "independent external",
            "independent medical review",
            "outside review",
            "independent reviewer",
        ],
    ),
    ("opm-review", &["opm", "office of personnel management"]),
    (
        "fair-hearing",
        &[
            "fair hearing",
            "state hearing",
            "administrative hearing",
            "medicaid hearing",
            "a hearing",
            "hearing",
        ],
    ),
    (
        "second-level-appeal",
        &[
            "second appeal",
            "second-level",
            "second level",
            "second look",
            "level 2",
            "level two",
            "voluntary appeal",
            "second review",
            "appeal again",
            "board of trustees",
            "benefits committee",
            "another appeal",
            "level ii",
        ],
    ),
    (
        "enrollment",
        &[
            "enroll",
            "change plans",
            "choose by",
            "must choose",
            "elect ",
            "election",
            "pick a plan",
            "special enrollment",
        ],
    ),
    (
        "offer",
        &[
            "offer",
            "free consultation",
            "% off",
            "discount",
            "promotion",
            "special price",
        ],
    ),
    (
        "information-response",
        &[
            "send the information",
            "requested information",
            "send it",
            "send us that",
            "payer's statement",
            "send the records",
            "complete and return",
            "questionnaire",
            "additional information",
            "information we need",
            "we have it by",
            "return this form",
            "return the form",
            "send us the",
            "requested records",
            "the records",
            "answer these",
            "reply to this",
            "respond to this",
            "send us your",
            "information requested",
            "form back",
            "need it by",
            "hear from you",
        ],
    ),
    (
        "payment",
        &[
            "payment is due",
            "pay by",
            "please pay",
            "amount due",
            "due date",
            "payment due",
            "pay this",
            "pay in full",
            "make a payment",
            "pay the",
            "balance",
        ],
    ),
    (
        "internal-appeal",
        &[
            "appeal",
            "reconsideration",
            "redetermination",
            "full and fair review",
            "ask for a review",
            "request a review",
            "review of the",
            "look again",
            "grievance",
            "review unit",
            "right of review",
            "request for review",
            "dispute",
            "reconsider",
            "ask us to review",
            "ask for review",
        ],
    ),
];

const PROVIDER: &[&str] = &[
    "doctor may",
    "provider may",
    "providers must",
    "providers may",
    "provider must",
    "physician may",
    "physicians may",
    "prescriber may",
    "doctor can",
    "provider can",
    "physician can",
    "network providers",
    "clinic may",
    "clinic must",
    "clinic should",
    "pharmacy must",
    "facility may",
    "facility must",
    "providers who",
    "participating providers",
    "treating physician may",
    "hospital may",
    "hospital must",
    "practitioner may",
    "peer-to-peer",
    "peer to peer",
    "your doctor should",
    "your physician may",
    "providers have",
    "provider has",
    "prescribers may",
    "doctor has",
    "providers can",
    "clinician may",
    "clinicians may",
    "providers:",
    "for providers",
    "provider disputes",
    "provider dispute",
    "the provider may",
    "prescriber can",
    "doctor wants to",
    "doctor to talk",
    "psychiatrist may",
    "psychiatrist can",
];
const PLAN: &[&str] = &[
    "we will",
    "we'll",
    "we decide",
    "we answer",
    "we must give",
    "we must decide",
    "we must tell",
    "we must make",
    "we must answer",
    "will answer",
    "will decide",
    "will send you",
    "will make",
    "will reply",
    "we reply",
    "is decided",
    "decision within",
    "answer within",
    "are decided",
    "be decided",
    "decision is made",
    "decision will",
    "decides",
    "opm will",
    "you will get our",
    "you will receive a",
    "you will receive our",
    "you will hear",
    "we have up to",
    "we may take",
    "may take up to",
    "insurer must",
    "plan must",
    "it must approve",
    "must approve",
    "must comply",
    "must pay the",
    "notify you",
    "we respond",
    "will respond",
    "we give you",
    "the plan will",
    "reviewer will",
    "be completed",
    "will be paid",
    "will be reprocessed",
    "will process",
    "we make",
    "we finish",
    "is answered",
    "are answered",
    "be answered",
    "get a decision",
    "give you a decision",
    "give you a written",
    "a decision on",
    "appeals are",
    "will be decided",
    "we act",
    "must carry out",
    "must provide",
    "must authorize",
    "a written decision",
    "response will",
    "will be sent to you",
    "we issue",
    "will issue",
    "we complete",
    "appeal is decided",
    "must effectuate",
    "plan has",
    "we have 30",
    "we have 60",
    "we have 72",
    "decision comes",
    "takes up to",
    "process your appeal",
    "must be implemented",
    "we'll answer",
    "we send you",
    "reviewed within",
    "resolved within",
    "we must let you know",
];
const MEMBER: &[&str] = &[
    "you may",
    "you must",
    "you can",
    "you have",
    "you need",
    "you want",
    "you should",
    "you will have",
    "you ask",
    "you file",
    "you think",
    "you disagree",
    "you do not agree",
    "you choose",
    "you, ",
    "you or ",
    "your appeal must",
    "your request must",
    "your appeal has to",
    "be filed",
    "be postmarked",
    "be received",
    "be made",
    "write to",
    "mail to",
    "send your",
    "send it",
    "send us",
    "send this",
    "file an",
    "file a ",
    "file the",
    "file your",
    "ask for",
    "ask us",
    "ask within",
    "request must",
    "appeal must",
    "a party",
    "member must",
    "member may",
    "beneficiary may",
    "enrollee may",
    "enrollee must",
    "participant may",
    "claimant may",
    "to appeal",
    "to file",
    "to request",
    "must have your",
    "must get your",
    "must receive your",
    "must reach us",
    "we have it by",
    "has to be sent",
    "need to receive your",
    "must receive it",
    "must have it",
    "must get it",
    "to dispute",
    "member appeals",
    "appeals must",
    "requests must",
    "appeal by",
    "file suit",
    "suit may be",
    "any lawsuit",
    "we must receive",
    "need your",
    "be requested",
    "be submitted",
    "be at our",
    "request it",
    "appeal deadline",
    "time limit to appeal",
    "deadline to appeal",
    "right to appeal",
    "call or write",
    "return this",
    "return the",
    "reply to",
    "respond to this",
    "answer this",
    "please send",
    "please return",
    "please reply",
    "please call",
    "please complete",
    "please pay",
    "must be mailed",
    "must be sent",
    "must be postmarked",
    "must be in writing",
    "must be filed",
    "must be received",
    "seek",
    "appellant may",
    "the member has",
    "we need to get",
    "has to reach",
    "must arrive",
    "subscriber may",
    "you get",
    "you want to",
];
/// Words of the person's side that a plan's own clock uses too: they count where nothing better does.
const MEMBER_WEAK: &[&str] = &[
    "appeal within",
    "do so",
    "submit",
    "has to be",
    "must be",
    "request a",
    "ask to",
    "ask by",
    "you ",
    "your request",
];

/// The last of `cues` before the end of `low`, with where it stands.
fn last<'c>(low: &str, cues: &[&'c str]) -> Option<(usize, &'c str)> {
    let border = |i: usize, c: &str| {
        !c.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
            || i == 0
            || !low
                .as_bytes()
                .get(i - 1)
                .is_some_and(u8::is_ascii_alphanumeric)
    };
    cues.iter()
        .filter_map(|c| {
            low.rmatch_indices(c)
                .map(|x| x.0)
                .find(|&i| border(i, c))
                .map(|i| (i + c.len(), *c))
        })
        .max()
}

/// The level whose words stand nearest to `from..to` in `low`; words before it count before words behind it.
fn nearest(low: &str, from: usize, to: usize) -> Option<(&'static str, &'static str)> {
    let before = low.get(..from).unwrap_or("");
    let after = low.get(to..).unwrap_or("");
    // Only the purposes: the decision a clock waits for is no purpose.
    let after = after.split(['.', ';']).next().unwrap_or(after);
    let hit = |low: &str, back: bool| {
        let mut best: Option<(usize, usize, &'static str, &'static str)> = None;
        for (rank, (level, cues)) in LEVELS.iter().enumerate() {
            for cue in *cues {
                let general = *level == "internal-appeal";
                let place = if back {
                    last(low, &[cue]).map(|x| low.len() - x.0)
                } else {
                    at(low, cue)
                };
                let Some(distance) = place else { continue };
                // A special purpose outweighs a general one that stands a little nearer.
                let telling = matches!(
                    *level,
                    "reopening"
                        | "continuation-of-benefits"
                        | "grievance"
                        | "peer-to-peer"
                        | "court"
                );
                let weight = (distance + if general { 90 } else { 0 } + rank / 4)
                    .saturating_sub(if telling { 45 } else { 0 });
                if best.is_none_or(|b| weight < b.0) {
                    best = Some((weight, rank, level, cue));
                }
            }
        }
        best.map(|b| (b.2, b.3))
    };
    let clause = before.rsplit([';']).next().unwrap_or(before);
    hit(clause, true).or_else(|| hit(before, true)).or_else(|| {
        // Behind: leave the words of the trigger out.
        let free = after
            .find(" to ")
            .map(|i| after.get(i..).unwrap_or(""))
            .unwrap_or("");
        hit(free, false).or_else(|| {
            after
                .find(", ")
                .and_then(|i| hit(after.get(i..).unwrap_or(""), false))
        })
    })
}

/// What the window at `from..to` of sentence `n` is for, and whose it is.
pub fn of(ctx: &Ctx<'_>, reading: &Reading, n: usize, from: usize, to: usize) -> Purpose {
    let sheet = ctx.sheet;
    let kind = reading.kind.as_ref().map(|k| k.value);
    let fallback = Purpose {
        level: "internal-appeal",
        who: "member",
        near: false,
        why: "no purpose named".to_owned(),
    };
    let Some(s) = sheet.sentences.get(n) else {
        return fallback;
    };
    let low = s.text.low.as_str();
    let before = low.get(..from).unwrap_or("");
    let after = low.get(to..).unwrap_or("");

    // What stands left of it in its row is a label: "For a fast appeal:", "Ask by:".
    let label = s
        .text
        .parts
        .first()
        .and_then(|p| sheet.toks.get(p.tok))
        .map(|t| {
            let row = sheet
                .rows
                .get(t.row)
                .map(|r| r.cells.as_slice())
                .unwrap_or_default();
            row.iter()
                .take_while(|&&c| c != t.cell)
                .last()
                .and_then(|&c| sheet.cells.get(c))
                .map(|c| c.text.low.clone())
                .unwrap_or_default()
        })
        .unwrap_or_default();
    let whole_before = if label.is_empty() || label.len() > 60 {
        before.to_owned()
    } else {
        format!("{label} {before}")
    };

    // Whose: the subject that stands last before it.
    let weak = last(&whole_before, MEMBER_WEAK);
    let member = last(&whole_before, MEMBER);
    let plan = last(&whole_before, PLAN);
    let mut provider = last(&whole_before, PROVIDER);
    if provider.is_some_and(|(i, _)| {
        let upto = whole_before.get(..i).unwrap_or("");
        [
            "you, your",
            "you or your",
            "you and your",
            "you, or your",
            "you or a",
            "member or",
        ]
        .iter()
        .any(|w| {
            upto.get(upto.len().saturating_sub(50)..)
                .unwrap_or(upto)
                .contains(w)
        })
    }) {
        provider = None;
    }
    let reaches_us = [
        "we must get",
        "we must have",
        "we must receive",
        "we need to receive",
        "must reach us",
        "we have it by",
        "we need to get",
        "we have to receive",
        "we need your",
        "we need it",
    ]
    .iter()
    .any(|w| whole_before.contains(w));
    let mut who = match (member, plan, provider) {
        (_, _, Some(p)) if plan.is_none_or(|x| x.0 <= p.0) && !reaches_us => "provider",
        (_, Some(_), _) if reaches_us => "member",
        (m, Some(p), _) if m.is_none_or(|m| m.0 <= p.0) => "plan",
        (Some(_), ..) => "member",
        (None, None, _) if weak.is_some() => "member",
        (None, None, _) => {
            let (m, p, d) = (
                MEMBER.iter().filter_map(|c| at(after, c)).min(),
                PLAN.iter().filter_map(|c| at(after, c)).min(),
                PROVIDER.iter().filter_map(|c| at(after, c)).min(),
            );
            match (m, p, d) {
                (_, _, Some(d)) if m.is_none_or(|m| d < m) => "provider",
                (m, Some(p), _) if m.is_none_or(|m| p < m) => "plan",
                _ => "member",
            }
        }
        _ => "member",
    };
    // "you will receive a decision", "you can get a decision": still the plan's.
    if who == "member"
        && plan.is_some_and(|p| p.1.starts_with("you will") || p.1.contains("decision"))
        && member.is_some_and(|m| plan.is_some_and(|p| m.0 <= p.0 + 4))
    {
        who = "plan";
    }

    let found = nearest(&whole_before, whole_before.len(), whole_before.len())
        .or_else(|| nearest(low, from, to));
    let mut near = found.is_some();
    let mut why = found.map(|f| format!("'{}'", f.1)).unwrap_or_default();
    let mut level = found.map(|f| f.0);
    // A general word is made special by the sentence before or the heading.
    let general = matches!(level, None | Some("internal-appeal"));
    if general {
        let mut context: Vec<String> = Vec::new();
        let mut i = n;
        for _ in 0..2 {
            let Some(j) = i.checked_sub(1) else { break };
            let Some(p) = sheet.sentences.get(j) else {
                break;
            };
            if p.para == s.para && !p.foreign {
                context.push(p.text.low.clone());
            }
            i = j;
        }
        if let Some(h) = sheet.heading(s.para) {
            context.push(h.low.clone());
        }
        for (depth, text) in context.iter().enumerate() {
            let Some((l, cue)) = nearest(text, text.len(), text.len()) else {
                continue;
            };
            let told = level.is_some();
            // A special purpose in the sentence before holds for a sentence that names none, or only "appeal" after a heading of that name.
            let heading = depth + 1 == context.len() && text.split(' ').count() <= 14;
            if !told
                || (heading
                    && l != "internal-appeal"
                    && matches!(
                        l,
                        "external-review"
                            | "fair-hearing"
                            | "second-level-appeal"
                            | "expedited-appeal"
                    ))
            {
                if !told || l != "internal-appeal" {
                    level = Some(l);
                    why = format!(
                        "'{cue}' {}",
                        if heading {
                            "in the heading"
                        } else {
                            "in the sentence before"
                        }
                    );
                    near = near || depth == 0;
                }
                break;
            }
        }
    }
    let mut level = level.unwrap_or(match kind {
        Some(NoticeKind::InformationRequest) => "information-response",
        Some(NoticeKind::Bill) => "payment",
        Some(NoticeKind::PolicyChange) => "enrollment",
        _ => "internal-appeal",
    });
    match who {
        "plan" => {
            let complies = [
                "must approve",
                "must comply",
                "must pay",
                "must provide",
                "must authorize",
                "must carry out",
                "must effectuate",
                "insurer must",
                "must be implemented",
                "will be reprocessed",
                "will process",
                "will be paid",
            ]
            .iter()
            .any(|c| whole_before.contains(c));
            level = if complies {
                "plan-compliance"
            } else {
                "plan-decision"
            };
        }
        "provider" => {
            level = match level {
                "peer-to-peer" | "external-review" | "timely-filing" => level,
                "internal-appeal" | "second-level-appeal" | "provider-reconsideration" => {
                    "provider-reconsideration"
                }
                other => other,
            };
        }
        _ => {
            if level == "peer-to-peer" {
                who = "provider";
            }
            if level == "provider-reconsideration" || level == "timely-filing" {
                who = "provider";
            }
            if level == "grievance" {
                who = "other";
            }
        }
    }
    // Nobody gives a person hours: such a span is the plan's own.
    let hours = low.get(from..to).unwrap_or("").contains("hour");
    if hours
        && who == "member"
        && matches!(
            level,
            "internal-appeal"
                | "expedited-appeal"
                | "second-level-appeal"
                | "external-review"
                | "reconsideration"
        )
    {
        (who, level) = ("plan", "plan-decision");
    }
    // What "reconsideration" is called goes by the letter it stands in.
    if who == "member"
        && level == "internal-appeal"
        && kind == Some(NoticeKind::AppealDecision)
        && whole_before.contains("reconsideration")
        && reading.stage.as_ref().map(|s| s.value) != Some(Stage::FairHearing)
    {
        level = "reconsideration";
    }
    // Medicare's second step: "a reconsideration by an Independent Review Entity".
    if who == "member"
        && level == "external-review"
        && kind == Some(NoticeKind::AppealDecision)
        && low.contains("reconsideration")
        || previous_names_reconsideration(ctx, n)
            && level == "external-review"
            && who == "member"
            && kind == Some(NoticeKind::AppealDecision)
    {
        level = "reconsideration";
    }
    if level == "fair-hearing" && kind == Some(NoticeKind::ExternalReviewDecision) {
        level = "alj-hearing";
    }
    if level == "expedited-appeal" && who == "member" && reading.kind.is_none() {
        level = "internal-appeal";
    }
    Purpose {
        level,
        who,
        near,
        why,
    }
}

/// True where the sentence before asks for a reconsideration.
fn previous_names_reconsideration(ctx: &Ctx<'_>, n: usize) -> bool {
    let Some(s) = ctx.sheet.sentences.get(n) else {
        return false;
    };
    n.checked_sub(1)
        .and_then(|i| ctx.sheet.sentences.get(i))
        .is_some_and(|p| {
            p.para == s.para
                && [
                    "ask for a reconsideration",
                    "request a reconsideration",
                    "request reconsideration",
                ]
                .iter()
                .any(|w| p.text.low.contains(w))
        })
}
