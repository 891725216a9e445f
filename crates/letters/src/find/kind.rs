//! What kind of letter it is, what was decided, and at which stage.
//!
//! Statements count, conditions do not: "if a claim is denied" denies nothing. The phrase bank gives a base; a few
//! signs that letters cannot do without (who writes, which verb, is there a table) decide.

use super::verbs::{self, Verbs};
use super::{Ctx, amounts, codes, conditional};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::text::{any, at, at_word, has};
use holdfast_case::reading::{NoticeKind, Outcome, Stage};
use holdfast_case::{Fact, Reading};
use regex::Regex;
use std::sync::LazyLock;

/// The outcome of the decision.
pub struct Decided {
    kind: Fact<NoticeKind>,
    fine: String,
    outcome: Fact<Outcome>,
    stage: Fact<Stage>,
}

impl Decided {
    /// Writes it into the reading.
    pub fn fill(self, reading: &mut Reading) {
        reading.kind = Some(self.kind);
        reading.fine_kind = Some(self.fine);
        reading.outcome = Some(self.outcome);
        reading.stage = Some(self.stage);
    }
}

/// A sign with the tokens that show it.
#[derive(Clone, Debug, Default)]
struct Sign {
    weight: f32,
    ids: Vec<usize>,
    cue: String,
}

impl Sign {
    fn add(&mut self, weight: f32, ids: Vec<usize>, cue: &str) {
        if weight.abs() > 0.0 && (self.ids.is_empty() || self.weight < weight) {
            self.ids = ids;
            cue.clone_into(&mut self.cue);
        }
        self.weight += weight;
    }
    fn strong(&self) -> bool {
        self.weight >= 2.0
    }
}

const DENY: &[(&str, f32)] = &[
    ("request is denied", 3.0),
    ("request was denied", 3.0),
    ("request has been denied", 3.0),
    ("is denied", 2.5),
    ("are denied", 2.5),
    ("was denied", 1.5),
    ("were denied", 1.5),
    ("has been denied", 2.5),
    ("have been denied", 2.5),
    ("have denied", 2.5),
    ("we denied", 2.5),
    ("we deny", 2.5),
    ("must deny", 2.5),
    ("we are denying", 2.5),
    ("denied these services", 2.5),
    ("not able to approve", 3.0),
    ("unable to approve", 3.0),
    ("cannot approve", 3.0),
    ("can not approve", 3.0),
    ("can't approve", 3.0),
    ("could not approve", 3.0),
    ("did not approve", 3.0),
    ("do not approve", 3.0),
    ("not approved", 2.5),
    ("not certified", 2.5),
    ("non-certified", 2.5),
    ("unable to certify", 3.0),
    ("cannot certify", 3.0),
    ("cannot authorize", 3.0),
    ("unable to authorize", 3.0),
    ("not authorized", 1.5),
    ("not able to authorize", 3.0),
    ("we will not pay", 2.5),
    ("will not be paid", 2.0),
    ("plan will not pay", 1.5),
    ("cannot pay", 2.0),
    ("unable to pay", 2.0),
    ("will not cover", 2.5),
    ("cannot cover", 2.5),
    ("can't cover", 2.5),
    ("not able to cover", 2.5),
    ("unable to cover", 2.5),
    ("is not covered", 1.2),
    ("are not covered", 1.2),
    ("not a covered benefit", 1.2),
    ("we said no", 2.0),
    ("why we said no", 2.5),
    ("decided not to", 2.0),
    ("declined", 2.0),
    ("we decline", 2.5),
    ("no payment can be made", 2.0),
    ("no benefits are payable", 2.5),
    ("no benefits can be paid", 2.5),
    ("no benefit is payable", 2.5),
    ("benefits are not payable", 2.5),
    ("coverage is denied", 3.0),
    ("denial of coverage", 1.5),
    ("denied in full", 2.5),
    ("coverage cannot be provided", 2.5),
    ("coverage determination is unfavorable", 2.5),
    ("request is not approved", 3.0),
    ("disapproved", 2.0),
    ("reason for denial", 1.5),
    ("reason for the denial", 1.5),
    ("reason for our denial", 1.5),
    ("cannot be approved", 2.5),
    ("does not qualify for coverage", 2.0),
    ("adverse determination", 1.0),
    ("denied because", 2.0),
    ("was denied for", 2.0),
];
const UPHOLD: &[(&str, f32)] = &[
    ("uphold", 2.5),
    ("upheld", 2.5),
    ("upholding", 2.5),
    ("affirmed", 2.5),
    ("affirms", 2.0),
    ("we affirm", 2.5),
    ("denial stands", 2.5),
    ("decision stands", 2.5),
    ("determination stands", 2.5),
    ("will stand", 1.5),
    ("stand by our", 2.5),
    ("not changing our", 2.5),
    ("has not changed", 2.0),
    ("decision remains", 2.0),
    ("denial remains", 2.5),
    ("remains denied", 2.5),
    ("continue to deny", 2.5),
    ("denial is maintained", 2.5),
    ("maintain our", 2.0),
    ("maintaining our", 2.0),
    ("maintain the", 1.0),
    ("sustained", 1.5),
    ("sustain the", 1.5),
    ("appeal is denied", 2.5),
    ("appeal has been denied", 2.5),
    ("appeal was denied", 2.5),
    ("denied your appeal", 2.5),
    ("deny your appeal", 2.5),
    ("denied the appeal", 2.5),
    ("unfavorable", 2.0),
    ("denial was correct", 2.5),
    ("correctly denied", 2.0),
    ("was correct to deny", 2.5),
    ("plan does not have to", 2.0),
    ("decided against you", 2.5),
    ("not in your favor", 2.0),
    ("still denied", 2.5),
    ("answer is still no", 2.5),
    ("we agree with the", 1.5),
    ("agrees with the", 1.5),
    ("agree with our", 1.5),
    ("request for reconsideration is denied", 2.5),
    ("again denied", 2.0),
    ("we still cannot", 2.5),
    ("same conclusion", 1.0),
    ("will not change", 1.5),
    ("denial is final", 1.5),
];
const OVERTURN: &[(&str, f32)] = &[
    ("overturn", 2.5),
    ("overturned", 0.5),
    ("reversed", 2.5),
    ("reverse our", 2.5),
    ("reverses", 2.0),
    ("reversing", 2.0),
    ("in your favor", 2.0),
    ("approve your appeal", 2.5),
    ("approved your appeal", 2.5),
    ("appeal is approved", 2.5),
    ("appeal is granted", 2.5),
    ("granted your appeal", 2.5),
    ("appeal has been approved", 2.5),
    ("appeal was approved", 2.5),
    ("changed our decision", 2.5),
    ("changing our decision", 2.5),
    ("change our decision", 2.0),
    ("withdraw our denial", 2.5),
    ("set aside", 2.0),
    ("fully favorable", 2.5),
    ("favorable decision", 1.5),
    ("is now approved", 2.5),
    ("are now approved", 2.5),
    ("will now be covered", 2.5),
    ("must cover", 1.0),
    ("must approve", 1.0),
    ("decided for you", 2.0),
    ("you won", 2.0),
    ("we will now pay", 2.5),
    ("agree with you", 2.0),
    ("agrees with you", 2.0),
    ("you were right", 2.0),
    ("your appeal succeeded", 2.5),
];
const APPROVE: &[(&str, f32)] = &[
    ("have approved", 2.5),
    ("has been approved", 2.0),
    ("have been approved", 2.0),
    ("is approved", 2.0),
    ("are approved", 2.0),
    ("was approved", 1.5),
    ("we approved", 2.0),
    ("approve", 0.0),
    ("we are pleased", 1.5),
    ("good news", 1.5),
    ("is certified", 2.0),
    ("has been certified", 2.0),
    ("is authorized", 2.0),
    ("has been authorized", 2.0),
    ("have authorized", 2.5),
    ("we authorize", 2.0),
    ("approved for", 1.0),
    ("request was approved", 2.5),
    ("what is approved", 1.5),
    ("partially approved", 2.0),
    ("approved in part", 2.0),
    ("we can approve", 1.5),
    ("we will cover", 1.5),
    ("is covered", 0.7),
    ("approved", 0.8),
    ("authorized days", 0.8),
    ("certified days", 0.8),
];
const ASK: &[(&str, f32)] = &[
    ("have not decided", 3.0),
    ("not yet decided", 3.0),
    ("no decision has been made", 3.0),
    ("cannot decide", 2.0),
    ("on hold", 2.0),
    ("pended", 1.5),
    ("is pending", 1.5),
    ("need more information", 2.5),
    ("need additional information", 2.5),
    ("additional information is needed", 2.5),
    ("need the following", 2.5),
    ("need some information", 2.5),
    ("need information", 2.0),
    ("please send us", 1.2),
    ("please see that we get", 2.0),
    ("please complete", 1.2),
    ("please answer", 2.0),
    ("fill in", 1.0),
    ("fill out", 1.0),
    ("return this form", 2.0),
    ("return the form", 2.0),
    ("questionnaire", 2.5),
    ("to complete our review", 1.5),
    ("to process your claim", 1.5),
    ("before we can process", 2.5),
    ("before we can decide", 2.5),
    ("cannot process", 1.5),
    ("unable to process", 1.5),
    ("we are holding", 2.0),
    ("this is not a denial", 3.0),
    ("not a denial", 2.5),
    ("request for information", 2.0),
    ("request for additional information", 2.5),
    ("other insurance information", 1.5),
    ("do you have other", 1.0),
    ("until we hear from you", 2.0),
    ("until we receive", 1.5),
    ("to finish our review", 1.5),
    ("records are needed", 2.0),
    ("waiting for", 1.0),
];
static NOTHING_DECIDED: List = List("kind.nothing-decided");

/// True where the cue is turned round by what stands right before it.
fn negated(low: &str, at: usize) -> bool {
    let before = low.get(at.saturating_sub(24)..at).unwrap_or("");
    any(before, &List("kind.not-been"))
        .is_some_and(|w| before.trim_end().ends_with(w.trim_end()) || before.ends_with(w))
}

fn gather(
    ctx: &Ctx<'_>,
    cues: &[(&str, f32)],
    verbs: Option<&Verbs>,
    allow: impl Fn(&Sentence, usize) -> bool,
) -> Sign {
    let mut sign = Sign::default();
    let mut seen: Vec<&str> = Vec::new();
    for s in ctx
        .sheet
        .sentences
        .iter()
        .filter(|s| !s.foreign && !s.aside)
    {
        let low = &s.text.low;
        let mut told = 0.0_f32;
        for (cue, weight) in cues {
            if *weight == 0.0 || seen.contains(cue) {
                continue;
            }
            let Some(i) = at(low, cue) else { continue };
            if conditional(low, i) || negated(low, i) || !allow(s, i) {
                continue;
            }
            seen.push(cue);
            told += weight;
            sign.add(*weight, s.text.toks(s.text.parts_in(i..i + cue.len())), cue);
        }
        // The same sentence counts once: the patterns only add what the phrases did not see.
        for (verb, weight) in verbs.map(|v| v.as_slice()).unwrap_or_default() {
            if told >= *weight {
                continue;
            }
            let hit = verb.find_iter(low).find(|m| {
                !conditional(low, m.start())
                    && !negated(low, m.start())
                    && !IFFY.is_match(m.as_str())
                    && allow(s, m.start())
            });
            if let Some(m) = hit {
                sign.add(
                    weight - told,
                    s.text.toks(s.text.parts_in(m.range())),
                    m.as_str(),
                );
                told = *weight;
            }
        }
    }
    sign
}

/// An appeal spoken of as made.
static APPEALED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:received|reviewed|considered|review of|read|heard|decided|looked at|studied|answer(?:s|ed|ing)? to|answering|response to|responding to|regarding|about|concerning|result of|outcome of|completed|granted|granting) (?:\w+ ){0,3}?(?:appeal|grievance|request for reconsideration|request for redetermination)\b|\b(?:appeal|grievance) (?:that )?(?:you|we) (?:filed|sent|submitted|made|received)\b|\byou appealed\b|\byour appeal (?:of|dated|received|on)\b").expect("a fixed pattern")
});

/// Conditions inside a match: "services that are not covered if …".
static IFFY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:if|when|may be|can be|could be|would be|might be|unless|should)\b")
        .expect("a fixed pattern")
});

/// True where "approved" is said of something else than the request: FDA-approved, approved by the department.
fn approves_request(s: &Sentence, i: usize) -> bool {
    let low = &s.text.low;
    let before = low.get(i.saturating_sub(30)..i).unwrap_or("");
    let after = low.get(i..(i + 60).min(low.len())).unwrap_or("");
    any(before, &List("kind.fda")).is_none()
        && any(after, &List("kind.approved-by-the-food")).is_none()
}

/// Short lines at the head of the letter, and lines that stand for themselves anywhere.
fn headings<'a>(ctx: &'a Ctx<'_>) -> impl Iterator<Item = (usize, &'a Sentence)> {
    let sheet = ctx.sheet;
    sheet
        .sentences
        .iter()
        .filter(|s| !s.foreign && !s.text.low.is_empty())
        .filter_map(move |s| {
            let row = s
                .text
                .parts
                .first()
                .and_then(|p| sheet.toks.get(p.tok))
                .map(|t| t.row)?;
            (s.text.parts.len() <= 14).then_some((row, s))
        })
}

fn title(ctx: &Ctx<'_>, cues: &[&str]) -> Option<(Vec<usize>, String)> {
    headings(ctx)
        .take_while(|(row, _)| *row < 30)
        .find_map(|(_, s)| {
            let low = &s.text.low;
            if any(low, &List("kind.you-may")).is_some() {
                return None;
            }
            cues.iter().find_map(|c| {
                let i = at_word(low, c)?;
                let free = !conditional(low, i);
                free.then(|| {
                    (
                        s.text.toks(s.text.parts_in(i..i + c.len())),
                        (*c).to_owned(),
                    )
                })
            })
        })
}

/// Decides kind, outcome and stage.
pub fn decide(ctx: &Ctx<'_>, reading: &Reading) -> Decided {
    let sheet = ctx.sheet;
    let earlier = |s: &Sentence, i: usize| {
        // A denial told as history: "our denial of November 4", "correctly deny, on January 23".
        let before = s.text.low.get(i.saturating_sub(50)..i).unwrap_or("");
        any(before, &List("kind.insurer")).is_none()
    };
    let deny = gather(ctx, DENY, Some(&verbs::DENY), earlier);
    let uphold = gather(ctx, UPHOLD, Some(&verbs::UPHOLD), |s, i| {
        any(
            s.text.low.get(i.saturating_sub(12)..i).unwrap_or(""),
            &["if ", "not "],
        )
        .is_none()
    });
    let overturn = gather(ctx, OVERTURN, Some(&verbs::OVERTURN), |s, i| {
        let before = s.text.low.get(i.saturating_sub(40)..i).unwrap_or("");
        any(before, &List("kind.not")).is_none()
            || has(before, "decided to")
            || has(before, "agree to")
    });
    let approve = gather(ctx, APPROVE, Some(&verbs::APPROVE), approves_request);
    let ask = gather(ctx, ASK, Some(&verbs::ASK), |_, _| true);
    let nothing = sheet
        .sentences
        .iter()
        .find_map(|s| any(&s.text.low, &NOTHING_DECIDED));

    let iro = title(ctx, &List("kind.independent-review-organization"));
    let hearing = title(ctx, &List("kind.administrative-hearings"));
    let appealed = title(ctx, &List("kind.appeal-decision"));
    let appeal_told = sheet.sentences.iter().filter(|s| !s.foreign).any(|s| {
        any(&s.text.low, &List("kind.your-appeal-was-read"))
            .is_some_and(|cue| at(&s.text.low, cue).is_some_and(|i| !conditional(&s.text.low, i)))
    }) || ctx
        .pairs
        .iter()
        .any(|p| p.strong && p.is("appeal_number") && p.label.contains(' '))
        || sheet
            .sentences
            .iter()
            .filter(|s| !s.foreign && !s.aside)
            .any(|s| {
                APPEALED.find_iter(&s.text.low).any(|m| {
                    let after = s.text.after(m.end());
                    !conditional(&s.text.low, m.start())
                        && any(&s.text.low, &List("kind.questions")).is_none()
                        && any(after.get(..12).unwrap_or(after), &List("kind.right")).is_none()
                })
            });
    let eob = title(ctx, &List("kind.explanation-of-benefits"));
    let not_bill = sheet
        .sentences
        .iter()
        .any(|s| has(&s.text.low, "this is not a bill") || has(&s.text.low, "not a bill"));
    let denial_title = title(ctx, &List("kind.notice-of-adverse-benefit-determination"));
    let partial_title = title(ctx, &List("kind.partial-denial"));
    let ask_title = title(ctx, &List("kind.request-for-information"));
    let approval_title = title(ctx, &List("kind.notice-of-approval"));
    let change_title = title(ctx, &List("kind.notice-of-change"));
    let records_title = title(ctx, &List("kind.superbill"));
    let body = |cues: &[&str]| {
        cues.iter()
            .filter(|c| {
                sheet.sentences.iter().any(|s| {
                    !s.foreign && at(&s.text.low, c).is_some_and(|i| !conditional(&s.text.low, i))
                })
            })
            .count() as f32
    };
    let collect = body(&List("kind.debt-collector"));
    let bill_words = body(&List("kind.amount-due"));
    let bill_title = title(ctx, &List("kind.statement"));
    let change_words = body(&List("kind.will-renew"));
    let reminder = body(&List("kind.reminder-of-your-appointment"));
    let advert = body(&List("kind.unsubscribe"));
    let ack = body(&List("kind.we-received-your-appeal"));

    let ids =
        |hit: &Option<(Vec<usize>, String)>| hit.as_ref().map(|h| h.0.clone()).unwrap_or_default();
    let cue = |hit: &Option<(Vec<usize>, String)>, sign: &Sign| {
        hit.as_ref()
            .map(|h| h.1.clone())
            .unwrap_or_else(|| sign.cue.clone())
    };
    let told = |hit: &Option<(Vec<usize>, String)>, sign: &Sign| {
        if hit.is_some() {
            ids(hit)
        } else {
            sign.ids.clone()
        }
    };
    let fact = |kind: NoticeKind, ids: Vec<usize>, sure: f32, why: String| {
        sheet.fact(kind, &ids, sure, why)
    };
    let make = |kind,
                fine: &str,
                outcome: Outcome,
                stage: Stage,
                ids: Vec<usize>,
                sure: f32,
                why: String| Decided {
        kind: fact(kind, ids.clone(), sure, why.clone()),
        fine: fine.to_owned(),
        outcome: sheet.fact(outcome, &ids, sure, why.clone()),
        stage: sheet.fact(stage, &ids, stage_sure(stage, sure), why),
    };
    let quiet = |sign: &Sign| !sign.strong();

    // 1. Somebody outside decided.
    let decided_words = uphold.weight + overturn.weight;
    if (iro.is_some() && decided_words >= 2.0 && hearing.is_none())
        || (iro.is_some()
            && sheet
                .sentences
                .iter()
                .any(|s| any(&s.text.low, &List("kind.external-review-decision")).is_some())
            && decided_words > 0.0)
    {
        let won = overturn.weight > uphold.weight;
        let sign = if won { &overturn } else { &uphold };
        let fine = "external-decision";
        let outcome = if won {
            Outcome::Overturned
        } else {
            Outcome::Upheld
        };
        return make(
            NoticeKind::ExternalReviewDecision,
            fine,
            outcome,
            Stage::ExternalReview,
            told(&None, sign),
            0.96,
            format!(
                "an outside reviewer writes: '{}' and '{}'",
                cue(&iro, sign),
                sign.cue
            ),
        );
    }
    // 2. The answer to an appeal.
    let bill_like = collect >= 2.0 || (bill_title.is_some() && bill_words >= 3.0 && !not_bill);
    // An answer may use the words of a first decision: "about your appeal: we have approved …".
    let by_first_words = decided_words < 2.0
        && appeal_told
        && ((appealed.is_some() && (approve.strong() || deny.strong()))
            || (approve.strong() && approve.weight > deny.weight));
    if ack == 0.0
        && ((decided_words >= 2.0 && (appealed.is_some() || hearing.is_some() || appeal_told))
            || by_first_words
            || (overturn.weight >= 2.5
                && overturn.weight > uphold.weight
                && denial_title.is_none())
            || (uphold.weight >= 4.0 && denial_title.is_none()))
        && eob.is_none()
        && !bill_like
    {
        let won = if by_first_words {
            approve.weight > deny.weight
        } else {
            overturn.weight > uphold.weight
                || (overturn.weight == uphold.weight && overturn.weight > 0.0)
        };
        let sign = match (by_first_words, won) {
            (true, true) => &approve,
            (true, false) => &deny,
            (false, true) => &overturn,
            (false, false) => &uphold,
        };
        let last = sheet.sentences.iter().find_map(|s| {
            any(&s.text.low, &List("kind.final-adverse")).filter(|c| {
                at(&s.text.low, c).is_some_and(|i| {
                    !conditional(&s.text.low, i)
                        && !has(
                            s.text.low.get(i.saturating_sub(45)..i).unwrap_or(""),
                            "after",
                        )
                })
            })
        });
        let stage = if hearing.is_some() {
            Stage::FairHearing
        } else if last.is_some() && !won {
            Stage::FinalInternal
        } else {
            Stage::FirstLevelAppeal
        };
        let partly = sheet.sentences.iter().any(|s| {
            any(&s.text.low, &List("kind.partially-overturned"))
                .is_some_and(|c| at(&s.text.low, c).is_some_and(|i| !conditional(&s.text.low, i)))
        });
        let fine = match (hearing.is_some(), won) {
            (true, _) => "hearing-decision",
            (_, true) => "appeal-overturned",
            _ => "appeal-upheld",
        };
        let outcome = if partly {
            Outcome::PartlyDenied
        } else if won {
            Outcome::Overturned
        } else {
            Outcome::Upheld
        };
        return make(
            NoticeKind::AppealDecision,
            fine,
            outcome,
            stage,
            told(&None, sign),
            if appealed.is_some() || hearing.is_some() {
                0.97
            } else {
                0.93
            },
            format!("the answer to an appeal: '{}'", sign.cue),
        );
    }
    // 3. A statement of claims.
    if (eob.is_some() || (not_bill && !sheet.tables.is_empty()))
        && collect == 0.0
        && records_title.is_none()
    {
        return statement(ctx, reading, &eob, &deny);
    }
    // 4. Somebody wants money.
    if collect >= 2.0 {
        return make(
            NoticeKind::Bill,
            "collections",
            Outcome::None,
            Stage::None,
            Vec::new(),
            0.96,
            "a debt collector writes".to_owned(),
        );
    }
    if records_title.is_some() && deny.weight < 4.0 {
        return make(
            NoticeKind::Records,
            "clinic-letter",
            Outcome::None,
            Stage::None,
            ids(&records_title),
            0.92,
            format!("heading '{}'", cue(&records_title, &deny)),
        );
    }
    if nothing.is_none_or(|n| !n.contains("nothing in"))
        && (bill_title.is_some() && bill_words >= 2.0 || bill_words >= 4.0)
        && !not_bill
        && denial_title.is_none()
        && (deny.weight < 5.0 || bill_words >= 4.0)
    {
        return make(
            NoticeKind::Bill,
            "bill",
            Outcome::None,
            Stage::None,
            ids(&bill_title),
            0.95,
            "asks for payment".to_owned(),
        );
    }
    // 5. Nothing was decided: they ask, tell, remind or advertise.
    let denied = deny.strong() || denial_title.is_some();
    if (ask.weight >= 3.0 || ask_title.is_some() && ask.weight >= 1.0)
        && (!denied
            || nothing.is_some()
            || (deny.weight < 3.0 && denial_title.is_none() && ask.weight > deny.weight + 1.0))
        && quiet(&approve)
    {
        return make(
            NoticeKind::InformationRequest,
            "information-request",
            Outcome::Pending,
            initial(ctx, reading),
            told(&ask_title, &ask),
            0.95,
            format!("asks for something: '{}'", cue(&ask_title, &ask)),
        );
    }
    if (change_title.is_some() || change_words >= 2.0)
        && (change_words >= 1.0)
        && denial_title.is_none()
        && (deny.weight < 4.0 || nothing.is_some())
        && reading.claim.numbers.is_empty()
    {
        return make(
            NoticeKind::PolicyChange,
            "policy-change",
            Outcome::None,
            Stage::None,
            ids(&change_title),
            0.95,
            "the plan or its drug list changes".to_owned(),
        );
    }
    if reminder >= 1.0 && !denied {
        return make(
            NoticeKind::Other,
            "appointment",
            Outcome::None,
            Stage::None,
            Vec::new(),
            0.94,
            "reminds of an appointment".to_owned(),
        );
    }
    // Mail to everybody names nobody: no member, no claim, no request.
    let anchored = reading.member.member_id.is_some() || !reading.claim.numbers.is_empty();
    let rights = sheet.sentences.iter().any(|s| {
        !s.foreign
            && any(&s.text.low, &List("kind.appeal")).is_some()
            && any(&s.text.low, &List("kind.you-may-2")).is_some()
    });
    // Nor has it a date, or a person it speaks to.
    let nobody = reading.claim.date_of_notice.is_none()
        && ctx.salutation.is_none()
        && !ctx.pairs.iter().any(|p| p.strong && p.is("member_name"));
    if (denial_title.is_none() || (nobody && deny.weight < 2.5))
        && !anchored
        && (advert >= 1.0 || !rights || deny.weight < 2.5 || nobody)
        && quiet(&approve)
    {
        return fallback(ctx);
    }
    if advert >= 2.0 && denial_title.is_none() && deny.weight < 4.0 && !anchored {
        return make(
            NoticeKind::Other,
            "advertising",
            Outcome::None,
            Stage::None,
            Vec::new(),
            0.92,
            "advertising".to_owned(),
        );
    }
    if ack >= 1.0 && !denied {
        return make(
            NoticeKind::Other,
            "acknowledgement",
            Outcome::Pending,
            Stage::None,
            Vec::new(),
            0.9,
            "confirms receipt".to_owned(),
        );
    }
    // 6. No, or yes and no.
    let stage = initial(ctx, reading);
    let approved = approve.weight >= 1.5 || partial_title.is_some();
    if denied && nothing.is_none() {
        let cut = gather(
            ctx,
            &[
                ("reduction", 2.0),
                ("termination of", 2.0),
                ("stop paying", 2.0),
                ("stop covering", 2.0),
                ("no longer meet", 0.5),
                ("will be reduced", 2.0),
                ("is being reduced", 2.0),
                ("we are reducing", 2.0),
                ("reduce the", 1.5),
                ("will pay for one", 1.5),
                ("instead of", 0.5),
                ("will end on", 2.0),
                ("will stop", 1.5),
                ("terminat", 1.0),
                ("suspend", 1.0),
                ("beginning", 0.5),
                ("fewer", 0.5),
            ],
            None,
            |_, _| true,
        );
        if partial_title.is_some() || (approved && deny.weight > 0.0) {
            let changed = sheet
                .sentences
                .iter()
                .any(|s| any(&s.text.low, &List("kind.place-of-care")).is_some())
                && any(&approve.cue, &["partially", "in part"]).is_none()
                && sheet
                    .sentences
                    .iter()
                    .any(|s| any(&s.text.low, &List("kind.site-of-care")).is_some());
            let outcome = if changed {
                Outcome::ApprovedWithChange
            } else {
                Outcome::PartlyDenied
            };
            return make(
                NoticeKind::PartialDenial,
                "partial-denial",
                outcome,
                stage,
                told(&partial_title, &deny),
                0.94,
                format!("'{}' and '{}'", cue(&partial_title, &approve), deny.cue),
            );
        }
        let reduced = cut.weight >= 2.0 && stage == Stage::InitialConcurrent;
        let sure = if denial_title.is_some() && deny.strong() {
            0.98
        } else if deny.weight >= 4.0 {
            0.97
        } else {
            0.93
        };
        return make(
            NoticeKind::Denial,
            if reduced { "reduction" } else { "denial" },
            if reduced {
                Outcome::Reduced
            } else {
                Outcome::Denied
            },
            stage,
            told(&None, if deny.ids.is_empty() { &cut } else { &deny }),
            sure,
            format!(
                "says no: '{}'",
                cue(&None, if deny.cue.is_empty() { &cut } else { &deny })
            ),
        );
    }
    // 7. Yes.
    if approve.strong() || (approval_title.is_some() && approve.weight > 0.5) {
        return make(
            NoticeKind::Approval,
            "approval",
            Outcome::Approved,
            stage,
            told(&approval_title, &approve),
            0.95,
            format!("says yes: '{}'", cue(&approval_title, &approve)),
        );
    }
    if ask.weight >= 2.0 {
        return make(
            NoticeKind::InformationRequest,
            "information-request",
            Outcome::Pending,
            stage,
            ask.ids.clone(),
            0.8,
            format!("asks for something: '{}'", ask.cue),
        );
    }
    fallback(ctx)
}

/// What the phrase bank makes of a letter that shows none of the deciding signs.
fn fallback(ctx: &Ctx<'_>) -> Decided {
    let sheet = ctx.sheet;
    let mut best: Option<(i64, &str)> = None;
    for kind in &ctx.lib.patterns.kinds {
        let titled = headings(ctx).take_while(|(r, _)| *r < 25).any(|(_, s)| {
            kind.title_cues
                .iter()
                .any(|c| at_word(&s.text.low, c).is_some())
        });
        let hits = kind
            .body_cues
            .iter()
            .filter(|c| {
                sheet.sentences.iter().any(|s| {
                    !s.foreign
                        && !s.aside
                        && at(&s.text.low, c).is_some_and(|i| !conditional(&s.text.low, i))
                })
            })
            .count();
        let against = kind
            .against
            .iter()
            .filter(|c| {
                sheet
                    .sentences
                    .iter()
                    .any(|s| at(&s.text.low, c).is_some_and(|i| !conditional(&s.text.low, i)))
            })
            .count();
        let score = i64::from(titled) * i64::from(kind.title_weight)
            + hits as i64 * i64::from(kind.body_weight)
            + against as i64 * kind.against_weight.unwrap_or(0);
        if best.is_none_or(|b| score > b.0) {
            best = Some((score, &kind.id));
        }
    }
    let (score, fine) = best.unwrap_or((0, "other"));
    // A no or a yes needs a statement, which was not found: the bank alone never makes one.
    let kind = match fine {
        "bill" | "collections" => NoticeKind::Bill,
        "information-request" => NoticeKind::InformationRequest,
        "policy-change" => NoticeKind::PolicyChange,
        "records-reply" | "claim-file-reply" | "clinic-letter" | "fax-proof" | "insurance-card"
        | "policy-document" | "medical-policy" => NoticeKind::Records,
        _ => NoticeKind::Other,
    };
    let (kind, fine) = if score >= 4 {
        (kind, fine)
    } else {
        (NoticeKind::Other, "other")
    };
    let sure = if score >= 6 { 0.75 } else { 0.55 };
    let why = "phrases of the bank".to_owned();
    Decided {
        kind: sheet.fact(kind, &[], sure, why.clone()).unplaced(),
        fine: fine.to_owned(),
        outcome: sheet.fact(Outcome::None, &[], sure, why.clone()).unplaced(),
        stage: sheet.fact(Stage::None, &[], sure, why).unplaced(),
    }
}

/// Before, during or after care.
fn initial(ctx: &Ctx<'_>, reading: &Reading) -> Stage {
    let sheet = ctx.sheet;
    let count = |cues: &[&str]| {
        sheet
            .sentences
            .iter()
            .filter(|s| !s.foreign && !s.aside)
            .map(|s| cues.iter().filter(|c| has(&s.text.low, c)).count())
            .sum::<usize>()
    };
    let during = count(&List("kind.concurrent"));
    let after = count(&List("kind.claim-number"))
        + 3 * usize::from(!reading.claim.dates_of_service.is_empty())
        + 3 * usize::from(reading.amounts.billed.is_some());
    let before = count(&List("kind.prior-authorization"));
    if during >= 2 && during * 2 > after {
        Stage::InitialConcurrent
    } else if after > before {
        Stage::InitialPostService
    } else {
        Stage::InitialPreService
    }
}

/// A statement of claims: what its lines say.
fn statement(
    ctx: &Ctx<'_>,
    reading: &Reading,
    eob: &Option<(Vec<usize>, String)>,
    deny: &Sign,
) -> Decided {
    let sheet = ctx.sheet;
    let mut refused = 0;
    let mut granted = 0;
    for table in &sheet.tables {
        for line in table.lines.iter().filter(|l| !l.total) {
            match codes::line_refuses(ctx, line.row) {
                Some(true) => refused += 1,
                Some(false) => granted += 1,
                None => {}
            }
        }
        let fields = amounts::columns(ctx, table);
        if table.lines.iter().all(|l| l.total) && fields.contains(&Some("not_covered")) {
            let n = table
                .lines
                .iter()
                .flat_map(|l| &l.figures)
                .any(|f| fields.get(f.column) == Some(&Some("not_covered")) && f.amount.0 > 0);
            refused += usize::from(n);
        }
    }
    let a = &reading.amounts;
    let cents = |f: &Option<Fact<holdfast_case::Cents>>| f.as_ref().map(|f| f.value.0);
    if refused == 0 && granted == 0 {
        if cents(&a.not_covered).is_some_and(|n| n > 0) {
            refused += 1;
        }
        if cents(&a.paid).is_some_and(|n| n > 0) {
            granted += 1;
        }
        if refused == 0 && deny.strong() {
            refused += 1;
        }
    }
    let nothing_paid = cents(&a.paid) == Some(0)
        && cents(&a.allowed).is_none_or(|n| n == 0)
        && sheet.tables.len() <= 1;
    let part = cents(&a.not_covered).is_some_and(|n| n > 0);
    let outcome = match (refused, granted) {
        (0, _) if part && deny.weight > 0.0 => Outcome::PartlyDenied,
        (0, _) => Outcome::Paid,
        (_, 0) => Outcome::Denied,
        _ if nothing_paid && granted == 0 => Outcome::Denied,
        _ => Outcome::PartlyDenied,
    };
    let (ids, why) = match eob {
        Some((ids, cue)) => (ids.clone(), format!("heading '{cue}'")),
        None => (
            Vec::new(),
            "'this is not a bill' over a table of amounts".to_owned(),
        ),
    };
    let sure = if eob.is_some() { 0.98 } else { 0.9 };
    Decided {
        kind: sheet.fact(NoticeKind::Eob, &ids, sure, why.clone()),
        fine: "eob".to_owned(),
        outcome: sheet.fact(
            outcome,
            &ids,
            if sheet.tables.is_empty() { 0.7 } else { 0.93 },
            "what the lines of the statement say",
        ),
        stage: sheet.fact(Stage::InitialPostService, &ids, sure, why),
    }
}

/// Before, during or after care is told by counting words, so it is never a sure fact.
fn stage_sure(stage: Stage, kind: f32) -> f32 {
    match stage {
        Stage::InitialPreService | Stage::InitialConcurrent | Stage::InitialPostService => {
            kind.min(0.88)
        }
        Stage::FirstLevelAppeal | Stage::FinalInternal => kind.min(0.89),
        _ => kind - 0.02,
    }
}

trait Unplaced {
    /// A fact that follows from the whole letter.
    fn unplaced(self) -> Self;
}
impl<T> Unplaced for Fact<T> {
    fn unplaced(mut self) -> Self {
        self.place = None;
        self
    }
}
