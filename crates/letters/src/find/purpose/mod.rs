//! Whose a window is and what it is for: by the nearest words, then the sentence before, then the heading.

mod around;
mod who;

use super::Ctx;
use crate::phrases::List;
use crate::structure::text::{any, at};
use around::{
    GOES_ON, NO_ANSWER, PAPERS_COME, PEERS, column_head, names_contractor, next_gives_it,
    of_appeals, of_grievances, of_the_plan, previous,
};
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Stage};
use regex::Regex;
use std::sync::LazyLock;

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
const LEVELS: &[(&str, List)] = &[
    (
        "continuation-of-benefits",
        List("purpose.continue-services"),
    ),
    ("peer-to-peer", List("purpose.peer-to-peer")),
    ("grievance", List("purpose.civil-rights")),
    ("provider-reconsideration", List("purpose.provider-dispute")),
    ("debt-dispute", List("purpose.dispute-this-debt")),
    ("reopening", List("purpose.reopen")),
    ("timely-filing", List("purpose.must-file-within")),
    (
        "expedited-appeal",
        List("purpose.expedited-reconsideration"),
    ),
    ("court", List("purpose.civil-action")),
    ("alj-hearing", List("purpose.administrative-law-judge")),
    ("external-review", List("purpose.external-review")),
    ("opm-review", List("purpose.opm")),
    ("fair-hearing", List("purpose.fair-hearing")),
    ("second-level-appeal", List("purpose.second-appeal")),
    ("enrollment", List("purpose.enroll")),
    ("offer", List("purpose.offer")),
    ("information-response", List("purpose.send-the-information")),
    ("payment", List("purpose.payment-is-due")),
    ("internal-appeal", List("purpose.appeal")),
];

/// Those that the person asks for.
const APPEALS: [&str; 8] = [
    "internal-appeal",
    "second-level-appeal",
    "expedited-appeal",
    "external-review",
    "fair-hearing",
    "alj-hearing",
    "opm-review",
    "continuation-of-benefits",
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

/// What the time is for, behind the span: "to appeal", not "our answer to the grievance".
static TO_DO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r" (?:to|for) (?:the |an? |your )?(?:appeal|appeals|file|ask|request|requests|respond|submit|send|write|seek|bring|sue|dispute|take|reply|return|pay|enroll|choose|external|independent|second|hearing|review|petition|contest|start|begin|apply|tell)\b").expect("a fixed pattern")
});

/// The level whose words stand nearest to `from..to` in `low`; words before it count before words behind it.
fn nearest(low: &str, from: usize, to: usize) -> Option<(&'static str, &'static str)> {
    let before = low.get(..from).unwrap_or("");
    let after = low.get(to..).unwrap_or("");
    // Only the purposes: the decision a clock waits for is no purpose.
    let after = after.split(['.', ';']).next().unwrap_or(after);
    let hit = |low: &str, back: bool| {
        let mut best: Option<(usize, usize, &'static str, &'static str)> = None;
        for (rank, (level, cues)) in LEVELS.iter().enumerate() {
            for cue in cues.iter() {
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
        let free = TO_DO
            .find(after)
            .and_then(|m| after.get(m.start()..))
            .unwrap_or("");
        hit(free, false).or_else(|| {
            // The next clause, not the ones behind it.
            let clause = after.split(", ").nth(1).unwrap_or("");
            hit(clause, false)
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

    let heading = sheet
        .heading(s.para)
        .map(|h| h.low.clone())
        .unwrap_or_default();
    let mut who = who::who(&whole_before, after, &heading);
    if before.split_whitespace().count() <= 3
        && (of_the_plan(&label) || of_the_plan(&column_head(ctx, s)))
    {
        who = "plan";
    }
    if NO_ANSWER.is_match(before) {
        who = "plan";
    }
    // "We hold your file open for 180 days. During that time you may appeal."
    if who == "plan" && next_gives_it(sheet, n) {
        who = "member";
    }

    // "A facility may use its own review. It has 45 days": still the facility.
    if who == "member" && previous(sheet, n).is_some_and(|before| who::means_treating(low, before))
    {
        who = "provider";
    }

    // "If you disagree, write to us by May 11" is an appeal, whatever else it is called.
    let disagrees = || {
        let words = [
            "if you disagree",
            "if you do not agree",
            "if you don't agree",
        ];
        any(before, &words).map(|cue| ("internal-appeal", cue))
    };
    let found = nearest(&whole_before, whole_before.len(), whole_before.len())
        .or_else(|| nearest(low, from, to))
        .or_else(disagrees);
    // "You may appeal this decision within 60 days of the date of this letter": the plan's own time for an appeal runs
    // from the appeal, never from the letter by which it refuses.
    // "It will be taken if it comes in during the sixty days after your receipt of this letter": the request.
    let comes = found.is_none()
        && any(
            before,
            &[
                "if it comes",
                "if it is",
                "if it reaches",
                "if it arrives",
                "if they come",
            ],
        )
        .is_some();
    let for_appeal = comes || found.is_some_and(|f| APPEALS.contains(&f.0));
    if who == "plan"
        && for_appeal
        && super::deadlines::refuses(reading)
        && super::windows::from_this_very_letter(after)
    {
        who = "member";
    }
    let mut near = found.is_some();
    let mut why = found.map(|f| format!("'{}'", f.1)).unwrap_or_default();
    let mut level = found.map(|f| f.0);
    // A general word is made special by the sentence before or the heading.
    // "If we have it within 5 days": papers that somebody was asked for.
    if level.is_none_or(|l| l == "internal-appeal")
        && PAPERS_COME.is_match(before)
        && !before.contains("appeal")
        && !(comes && of_appeals(ctx, s.para))
    {
        level = Some("information-response");
        why = "papers that have to come".to_owned();
        near = true;
    }
    if level.is_none_or(|l| l == "internal-appeal")
        && PEERS.is_match(before)
        && !before.contains("appeal")
    {
        level = Some("peer-to-peer");
        why = "a talk between doctors".to_owned();
        near = true;
    }
    // A petition may go to a court: the words around it tell.
    if level == Some("internal-appeal")
        && found.is_some_and(|f| f.1 == "petition")
        && previous(sheet, n).is_some_and(|p| any(p, &List("purpose.civil-action")).is_some())
    {
        level = Some("court");
        why = "a petition to a court".to_owned();
        near = true;
    }
    let weak_papers = level == Some("information-response");
    // "They need to hear from you", "send it": said of papers and of appeals alike.
    if level == Some("information-response")
        && found.is_some_and(|f| List("purpose.weak-papers").contains(&f.1))
        && !PAPERS_COME.is_match(before)
    {
        level = None;
    }
    let general = matches!(level, None | Some("internal-appeal"));
    if general {
        let mut context: Vec<String> = Vec::new();
        let mut i = n;
        for _ in 0..3 {
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
            // "The amount in dispute": no word of what the time is for.
            if l == "internal-appeal"
                && List("purpose.weak-in-context").contains(&cue)
                && depth + 1 < context.len()
            {
                continue;
            }
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
    // "To go on with your visits in the meantime, ask within ten days", in whatever words.
    if matches!(
        level,
        None | Some("internal-appeal" | "expedited-appeal" | "fair-hearing")
    ) && who == "member"
        && (GOES_ON.is_match(low)
            || previous(sheet, n).is_some_and(|p| GOES_ON.is_match(p) && p.ends_with('?')))
    {
        level = Some("continuation-of-benefits");
        why = "care that goes on in the meantime".to_owned();
        near = true;
    }
    let mut level = level.unwrap_or(match kind {
        _ if weak_papers && !super::deadlines::refuses(reading) => "information-response",
        // In a letter that refuses nothing, a paragraph of grievances tells the time for one.
        _ if of_grievances(ctx, s.para) && !super::deadlines::refuses(reading) => "grievance",
        Some(NoticeKind::InformationRequest) => "information-response",
        Some(NoticeKind::Bill) => "payment",
        Some(NoticeKind::PolicyChange) => "enrollment",
        _ => "internal-appeal",
    });
    match who {
        "plan" => {
            let complies = List("purpose.must-approve")
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
        && (whole_before.contains("reconsideration") || names_contractor(ctx))
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
    // Nobody appeals a bill: what can be fought there is the debt.
    let debt = List("purpose.of-a-debt");
    if kind == Some(NoticeKind::Bill)
        && (who == "member" || List("purpose.if-you").iter().any(|w| before.contains(w)))
        && matches!(
            level,
            "internal-appeal"
                | "information-response"
                | "payment"
                | "second-level-appeal"
                | "plan-decision"
        )
        && (any(low, &debt).is_some()
            || previous(sheet, n).is_some_and(|p| any(p, &debt).is_some()))
    {
        (level, who, near) = ("debt-dispute", "member", true);
    }
    if level == "offer" {
        who = "other";
    }
    if kind == Some(NoticeKind::Bill) && level == "internal-appeal" {
        level = "payment";
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
