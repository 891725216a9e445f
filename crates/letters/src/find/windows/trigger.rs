//! What starts a clock, by the words around its span.

use super::super::purpose::Purpose;
use super::super::{Ctx, deadlines};
use super::spans::TAIL;
use crate::phrases::List;
use crate::structure::text::{any, has};
use chrono::NaiveDate;
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Stage};
use regex::Regex;
use std::sync::LazyLock;

/// What starts a clock.
pub struct Trigger {
    /// Its id.
    pub name: &'static str,
    /// False while it has not happened.
    pub started: bool,
    /// True where the words say it.
    pub explicit: bool,
    /// A day of its own the count starts from.
    pub start: Option<NaiveDate>,
    /// How much of the words behind the span belong to it.
    pub used: usize,
}

static THIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:this|our) (?:\w+ ){0,3}?(?:notice|letter|decision|determination|denial|statement|explanation|eob|form|redetermination|reconsideration|summary|document|order|ruling|bill|notification|msn|report|page)\b|\bthis\b").expect("a fixed pattern")
});
/// A denial spoken of as such, not the one of this letter.
static GENERAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[,;] (?:and |but )?)(?:a|an|any|such an?|every|each) (?:final )?(?:denial|refusal|adverse (?:benefit )?determination|claim (?:that|which)|denied claim|decision to deny)\b|(?:^\W*|[.;:)] )an? (?:member|person|enrollee|participant|claimant|patient) whose\b|^\W*(?:when|if|where|whenever) an? (?:plan|insurer|company|service|treatment|benefit) (?:\w+ )?(?:cuts?|cut or|ends?|reduces?|stops?|den(?:y|ies)|refuses?)\b").expect("a fixed pattern")
});

/// A decision that is not the one of this letter.
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bthe last decision\b|\bthat (?:decision|answer|determination|denial|letter|notice|ruling|response)\b|\b(?:second|first|final|appeal|appeals|its|level (?:one|two|1|2)|internal|written|later|next|new|further) (?:appeal )?(?:answer|decision|determination|denial|reply|response|ruling|resolution|letter|notice)\b|\bfinal (?:\w+ )?(?:notice|letter)\b|\bour (?:\w+ )?(?:answer|reply|response|resolution)\b|\b(?:answer|decision|reply|response) (?:to|on|about) (?:your|the|an?) (?:\w+ )?(?:appeal|grievance|request|petition)\b|\b(?:appeal|trustees'|board's|plan's|committee's|panel's|fund's) (?:final )?(?:answer|decision|determination|ruling)\b|\bthe (?:decision|answer) on (?:the )?(?:review|appeal)\b|\b(?:our|the|its) last (?:answer|decision|letter|word)\b|\b(?:our|the) letter (?:about|on|denying|answering|that den(?:y|ies)|that answers|that decides|in which we (?:deny|answer|decide))\b[^.;,]{0,25}\bappeal\b|\b(?:qic|entity|alj|judge|council|opm|contractor)'s (?:\w+ )?(?:answer|decision|determination|ruling)\b").expect("a fixed pattern")
});
/// "Of service of this notice": delivery in the words of lawyers.
static SERVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:of|from|after|following) (?:the )?(?:date of )?service of (?:this|the) (?:\w+ )?(?:notice|letter|decision|determination|order)\b")
        .expect("a fixed pattern")
});
/// "Of the appeal decision", with no word that makes it another one.
static OWN_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:of|from|after|following) (?:the date of |the date on |receiving |receipt of |you (?:receive|received|get|got) )?(?:the|your|our) appeal (?:decision|denial|determination)\b")
        .expect("a fixed pattern")
});
/// The answer to an appeal, which in a first refusal has not been made.
static LATER_STEP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:our|the|its|a|any) (?:\w+ ){0,2}?(?:redetermination|reconsideration)\b|\b(?:decide|decided|ruled?|rules) on (?:your|the|it)\b")
        .expect("a fixed pattern")
});
/// Papers that the plan may come to ask for.
static OUR_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:of|from|after|following) (?:the date (?:of|on) )?(?:our|the plan's|their|its|any such|such a) (?:\w+ )?(?:request|inquiry|asking)\b|^,? ?(?:of|from|after|following) (?:the day |when |the date )?(?:we|they) (?:ask|request)")
        .expect("a fixed pattern")
});
/// An appeal that will be made.
static OF_ASKING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:of|from|after|following) (?:the (?:date|day|receipt) of |receipt of |receiving |getting )?(?:the|your|an?|its|that) (?:\w+ ){0,2}?(?:request|appeal|petition|grievance|asking|filing|complaint)(?: (?:for|to) (?:a |an |the )?(?:\w+ )?(?:hearing|review|appeal|board|panel|committee))?(?:$|[.,;)]| (?:is|was|comes?|reaches|and|or|unless|but|with|by|in|has|complete|decide|answer|make|notify|hold|we|the plan)\b)|^,? ?(?:of|from|after|following) your (?:asking|writing|appealing|filing)\b|^,? ?(?:of|from|after) (?:the day |the date |when )?you (?:ask|asked|file|filed|appeal|appealed|write|wrote|first wrote|send|sent)\b")
        .expect("a fixed pattern")
});
/// Words that name this letter beyond doubt.
static THIS_VERY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bthis (?:\w+ ){0,4}?(?:notice|letter|decision|determination|denial|statement|explanation|answer|document|order|redetermination|reconsideration|resolution)\b|\bdate (?:of|on) this\b|\byou (?:receive|received|get|got) (?:this|it)\b").expect("a fixed pattern")
});

/// True where the words behind a span name this letter as its beginning.
pub fn this_letter(after: &str) -> bool {
    let near: String = after.chars().take(95).collect();
    let near = near.split(['.', ';']).next().unwrap_or_default();
    THIS.is_match(near) || any(near, &List("windows.date-above")).is_some()
}

/// True where the words before a span speak of any refusal, not of the one at hand: "a member whose request was denied".
pub fn of_any(before: &str) -> bool {
    GENERAL.is_match(before)
}

/// True where the words right behind a span name this letter beyond doubt.
pub fn this_very(after: &str) -> bool {
    let near: String = after.chars().take(70).collect();
    let near = near.split(['.', ';', ',']).next().unwrap_or_default();
    THIS_VERY.is_match(near)
}

/// A condition that a decision yet to come goes against the person.
pub static IF_NO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:if|when|once|after|should|unless) (?:we|the plan|our|your (?:first |internal |level one |first-level )?appeal|the (?:first |internal |plan )?(?:appeal|reconsideration|redetermination|reviewer|review|board|decision|answer)|opm|both levels|that|they|the insurer|it|you (?:finish|complete|have (?:finished|completed|exhausted))|all|the board)\b[^.;]{0,60}?(?:den(?:y|ied|ies)|say no|says no|said no|uph[eo]ld|upholds|not (?:decided )?in your favor|against you|still|unfavorable|is no\b|decides|exhaust|finish|complete|not approve|not agree|not changed|turn)").expect("a fixed pattern")
});

/// An earlier notice told on: "that notice advised you of the right to appeal within 180 days".
static TOLD_THEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:that|which|the (?:first|earlier|original|initial)|its|his|her|their) (?:\w+ ){0,3}?(?:advised|informed|notified|told|reminded) (?:you|him|her|them|the \w+) (?:of|that|about|how)\b|\byou (?:were|had been) (?:then )?(?:advised|informed|notified|told) (?:of|that|about)\b|\b(?:was|were) (?:mailed|sent|given) to you (?:on|in)\b")
        .expect("a fixed pattern")
});

/// What starts the span between `before` and `after` in sentence `n`.
pub fn trigger(
    ctx: &Ctx<'_>,
    reading: &Reading,
    n: usize,
    before: &str,
    after: &str,
    p: &Purpose,
) -> Trigger {
    let kind = reading.kind.as_ref().map(|k| k.value);
    let stage = reading.stage.as_ref().map(|s| s.value);
    let near = after
        .get(..after.char_indices().nth(95).map_or(after.len(), |x| x.0))
        .unwrap_or(after);
    let near = near.split(". ").next().unwrap_or(near);
    // A trigger ends where the next clause begins.
    let mut used = near.len();
    for stop in [
        ", that is",
        ", and ",
        ", or fax",
        " to send it",
        ". ",
        ", whichever",
        " and we ",
        " if ",
    ] {
        if let Some(i) = near.find(stop) {
            used = used.min(i);
        }
    }
    let near = near.get(..used).unwrap_or(near);
    let words_only = !TAIL.is_match(near);
    let t = |name, started, explicit, start| Trigger {
        name,
        started,
        explicit,
        start,
        used: if words_only { 0 } else { used },
    };
    let received = any(near, &List("windows.receive")).is_some();
    let this = THIS.is_match(near) || any(near, &List("windows.date-above")).is_some();

    // This letter: when it came, or the day it bears.
    let notice = |explicit| {
        let name = if received {
            "receipt-of-notice"
        } else {
            "date-of-notice"
        };
        t(name, true, explicit, None)
    };

    // The reviewer outside ends the matter: what is told of steps before it is history.
    let before_it = kind == Some(NoticeKind::ExternalReviewDecision)
        && matches!(
            p.level,
            "internal-appeal" | "second-level-appeal" | "expedited-appeal" | "external-review"
        );
    if (before_it || TOLD_THEN.is_match(before)) && !this_very(after) {
        return t("future-decision", false, true, None);
    }
    if SERVED.is_match(near) {
        return t("receipt-of-notice", true, true, None);
    }
    if any(near, &List("windows.date-of-service")).is_some() {
        let last = reading.claim.dates_of_service.iter().map(|f| f.value).min();
        return t("date-of-service", last.is_some(), true, last);
    }
    if any(near, &List("windows.first-denied")).is_some() && !this {
        if matches!(
            kind,
            Some(NoticeKind::AppealDecision | NoticeKind::ExternalReviewDecision)
        ) {
            let start = first_denial(ctx);
            return t("first-denial", start.is_some(), true, start);
        }
        return notice(true);
    }
    let very = THIS_VERY.is_match(near);
    // "30 days after the pay-by date": counted from another last day.
    if any(near, &List("windows.another-last-day")).is_some() && !very {
        return t("future-decision", false, true, None);
    }
    // "Within 60 days of our request", "the Board sits within 45 days of the request": papers that somebody will ask
    // for, an appeal that will be made.
    if OUR_REQUEST.is_match(near) && !very && kind != Some(NoticeKind::InformationRequest) {
        return t("future-decision", false, true, None);
    }
    if OF_ASKING.is_match(near) && !very && p.level != "plan-compliance" {
        return t("receipt-of-appeal", false, true, None);
    }
    // "Of that decision", "from our second answer": one that has not been made.
    let initial = matches!(
        kind,
        Some(
            NoticeKind::Denial
                | NoticeKind::PartialDenial
                | NoticeKind::Eob
                | NoticeKind::Approval
                | NoticeKind::InformationRequest
        )
    );
    // In the answer to an appeal "the appeal decision" is this one.
    let own_answer = kind == Some(NoticeKind::AppealDecision) && OWN_ANSWER.is_match(near);
    if own_answer {
        return notice(true);
    }
    if (LATER.is_match(near) || (initial && LATER_STEP.is_match(near))) && !very {
        return t("future-decision", false, true, None);
    }
    if any(near, &List("windows.become-aware")).is_some() && !THIS_VERY.is_match(near) {
        return t("awareness", false, true, None);
    }
    if any(
        near,
        &[
            "remittance",
            "date of payment",
            "of payment",
            "the payment",
            "payment date",
            "voucher",
            "explanation of payment",
            "eop",
        ],
    )
    .is_some()
    {
        return t("remittance", false, true, None);
    }
    if p.who == "plan" || any(near, &List("windows.getting-your")).is_some() {
        if this && received && p.who == "plan" && p.level == "plan-compliance" {
            return t("receipt-of-notice", true, true, None);
        }
        if this && p.level == "plan-compliance" {
            return t("date-of-notice", true, true, None);
        }
        let information = any(near, &["information", "records"]).is_some()
            || any(before, &["information", "once we have it", "records"]).is_some()
                && kind == Some(NoticeKind::InformationRequest);
        return t(
            if information {
                "receipt-of-information"
            } else {
                "receipt-of-appeal"
            },
            false,
            !words_only,
            None,
        );
    }
    let later = any(near, &List("windows.final-denial"));
    if let Some(cue) = later {
        let here = any(near, &List("windows.this-final")).is_some();
        let own = match kind {
            Some(NoticeKind::AppealDecision) if cue.starts_with("final") => {
                stage == Some(Stage::FinalInternal) || stage == Some(Stage::FairHearing)
            }
            Some(NoticeKind::AppealDecision) => {
                !matches!(p.level, "court")
                    && any(near, &["the board", "second-level", "opm's", "exhaust"]).is_none()
            }
            Some(NoticeKind::ExternalReviewDecision) => true,
            _ => false,
        };
        if here || own {
            return notice(true);
        }
        return t("future-decision", false, true, None);
    }
    // "A denial can be appealed within 180 days after you receive it": one that may come.
    if GENERAL.is_match(before) {
        return t("future-decision", false, true, None);
    }
    // "You would have 65 days": only if it came to that.
    let tail = before
        .get(before.len().saturating_sub(40)..)
        .unwrap_or(before);
    if !very && any(tail, &List("windows.would")).is_some() {
        return t("future-decision", false, true, None);
    }
    // "If we say no, you have 60 days from our decision": the one to come.
    let to_come = IF_NO.is_match(before) && !very && !near.contains("this");
    if this && !to_come {
        return notice(true);
    }
    // The words before it may say when: "After you receive this letter, you have 60 days".
    let sentence_this = any(before, &List("windows.receive-this"));
    let prior = previous(ctx, n);
    let condition = IF_NO.is_match(before)
        || IF_NO.is_match(near)
        || (words_only
            && IF_NO.is_match(&prior)
            && before.len() < 40
            && any(before, &["you", "this"]).is_some());
    let refused_now = deadlines::refuses(reading);
    let of_now = any(near, &List("windows.the-denial")).is_some();
    if let Some(cue) = sentence_this {
        return t(
            if has(cue, "date") {
                "date-of-notice"
            } else {
                "receipt-of-notice"
            },
            !condition,
            true,
            None,
        );
    }
    if condition {
        return t("future-decision", false, true, None);
    }
    if of_now {
        let conditional_text = any(
            before,
            &["if a claim", "if any claim", "ever denied", "any denial"],
        )
        .is_some();
        if conditional_text && !refused_now {
            return t("future-decision", false, true, None);
        }
        return notice(true);
    }
    // Later steps without a word on their start wait for the decision before them.
    if initial
        && matches!(
            p.level,
            "second-level-appeal" | "external-review" | "court" | "alj-hearing" | "opm-review"
        )
        && p.who == "member"
    {
        return t("future-decision", false, false, None);
    }
    notice(false)
}

/// The sentence before in the same paragraph.
fn previous(ctx: &Ctx<'_>, n: usize) -> String {
    let para = ctx.sheet.sentences.get(n).map(|s| s.para);
    n.checked_sub(1)
        .and_then(|i| ctx.sheet.sentences.get(i))
        .filter(|s| Some(s.para) == para)
        .map(|s| s.text.low.clone())
        .unwrap_or_default()
}

/// The day of the first denial, as an appeal decision tells it.
fn first_denial(ctx: &Ctx<'_>) -> Option<NaiveDate> {
    ctx.days
        .iter()
        .find(|d| {
            let tail = d
                .before
                .get(d.before.len().saturating_sub(50)..)
                .unwrap_or(&d.before);
            any(tail, &List("windows.our-denial-dated")).is_some()
        })
        .map(|d| d.spot.date)
}
