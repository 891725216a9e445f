//! Answers to an appeal: from the plan, from a hearing, or from a reviewer outside.

use super::super::{Ctx, conditional};
use super::Told;
use super::signs::{Signs, cue};
use crate::phrases::List;
use crate::structure::text::{any, at, has};
use holdfast_case::reading::{NoticeKind, Outcome, Stage};
use regex::Regex;
use std::sync::LazyLock;

/// True where the letter says of itself that nothing is decided, and gives no time for a next step.
fn undecided(signs: &Signs) -> bool {
    signs.nothing.is_some() && signs.clock.is_empty()
}

/// Somebody outside decided.
pub fn outside(ctx: &Ctx<'_>, signs: &Signs) -> Option<Told> {
    if undecided(signs) {
        return None;
    }
    let decided_words = signs.uphold.weight + signs.overturn.weight;
    let named = || {
        ctx.sheet
            .sentences
            .iter()
            .any(|s| any(&s.text.low, &List("kind.external-review-decision")).is_some())
    };
    let decides = signs.iro.is_some()
        && !super::clock::first_step(ctx, &signs.clock)
        && ((decided_words >= 2.0 && signs.hearing.is_none()) || (decided_words > 0.0 && named()));
    if !decides {
        return None;
    }
    let won = signs.overturn.weight > signs.uphold.weight;
    let sign = if won { &signs.overturn } else { &signs.uphold };
    Some(Told {
        kind: NoticeKind::ExternalReviewDecision,
        fine: "external-decision",
        outcome: if won {
            Outcome::Overturned
        } else {
            Outcome::Upheld
        },
        stage: Stage::ExternalReview,
        ids: sign.ids.clone(),
        sure: 0.96,
        why: format!(
            "an outside reviewer writes: '{}' and '{}'",
            cue(&signs.iro, sign),
            sign.cue
        ),
    })
}

/// The answer to an appeal, where the letter is one.
pub fn appeal(ctx: &Ctx<'_>, signs: &Signs) -> Option<Told> {
    let Signs {
        deny,
        uphold,
        overturn,
        approve,
        hearing,
        appealed,
        denial_title,
        ..
    } = signs;
    // A heading may only name the appeal that can be made; then it takes words of one that was.
    let weak = signs
        .appeal_words
        .clone()
        .filter(|_| signs.appeal_told || (uphold.weight >= 2.5 && !deny.strong()));
    let appealed = &appealed.clone().or(weak);
    let decided_words = uphold.weight + overturn.weight;
    let bill_like = signs.collect >= 2.0
        || (signs.bill_title.is_some() && signs.bill_words >= 3.0 && !signs.not_bill);
    // An answer may use the words of a first decision: "about your appeal: we have approved …".
    let by_first_words = decided_words < 2.0
        && signs.appeal_told
        && ((appealed.is_some() && (approve.strong() || deny.strong()))
            || (approve.strong() && approve.weight > deny.weight));
    let answers = (decided_words >= 2.0
        && (appealed.is_some() || hearing.is_some() || signs.appeal_told))
        || by_first_words
        // Nobody spoke of an appeal, but only an answer to one is worded so.
        || (denial_title.is_none()
            && signs.clock.is_empty()
            && ((uphold.weight >= 4.0 && !deny.strong())
                || (overturn.weight > uphold.weight
                    // "The denial is withdrawn and all is approved", with no word of an appeal, is a yes.
                    && !(approve.strong() && approve.weight >= overturn.weight && !deny.strong())
                    && overturn.weight >= if deny.strong() { 4.0 } else { 2.5 })));
    if !answers
        || undecided(signs)
        || super::clock::first_step(ctx, &signs.clock)
        || (signs.ack > 0.0 && decided_words < 2.5)
        || signs.eob.is_some()
        || bill_like
    {
        return None;
    }
    let won = if by_first_words {
        approve.weight > deny.weight
    } else {
        overturn.weight > uphold.weight
            || (overturn.weight == uphold.weight && overturn.weight > 0.0)
    };
    let sign = match (by_first_words, won) {
        (true, true) => approve,
        (true, false) => deny,
        (false, true) => overturn,
        (false, false) => uphold,
    };
    let stage = if last_inside(ctx) && !won {
        Stage::FinalInternal
    } else if hearing.is_some() {
        Stage::FairHearing
    } else {
        Stage::FirstLevelAppeal
    };
    // "We overturned the denial of the first ten days and upheld that of the last five."
    let both = !by_first_words && uphold.weight >= 2.5 && overturn.weight >= 2.5 && both_said(ctx);
    let partly = both
        || ctx.sheet.sentences.iter().any(|s| {
            any(&s.text.low, &List("kind.partially-overturned"))
                .is_some_and(|c| at(&s.text.low, c).is_some_and(|i| !conditional(&s.text.low, i)))
        });
    Some(Told {
        kind: NoticeKind::AppealDecision,
        fine: match (hearing.is_some(), won) {
            (true, _) => "hearing-decision",
            (_, true) => "appeal-overturned",
            _ => "appeal-upheld",
        },
        outcome: if partly {
            Outcome::PartlyDenied
        } else if won {
            Outcome::Overturned
        } else {
            Outcome::Upheld
        },
        stage,
        ids: sign.ids.clone(),
        sure: if appealed.is_some() || hearing.is_some() {
            0.97
        } else {
            0.93
        },
        why: format!("the answer to an appeal: '{}'", sign.cue),
    })
}

/// True where one sentence, or one and the next, says of one thing that it is granted after all and of another one that
/// it is not.
fn both_said(ctx: &Ctx<'_>) -> bool {
    static WON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:we|panel|committee|board|plan|reviewer|trustees) (?:\w+ ){0,3}?(?:overturn|revers|grant|chang|approv)\w*\b|\b(?:is|are|was|were) (?:overturned|reversed|granted)\b")
            .expect("a fixed pattern")
    });
    static LOST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:uphold|upholds|upheld|upholding|affirm|affirms|affirmed|stands?|sustained?)\b",
        )
        .expect("a fixed pattern")
    });
    let says = |low: &str, words: &Regex| {
        words.find_iter(low).any(|m| {
            let before = low
                .get(m.start().saturating_sub(14)..m.end())
                .unwrap_or(low);
            !conditional(low, m.start()) && any(before, &["not ", "n't ", "cannot "]).is_none()
        })
    };
    let plain: Vec<_> = ctx.plain().collect();
    let near = plain.windows(2).any(|pair| match pair {
        [a, b] => {
            (says(&a.text.low, &WON) && says(&b.text.low, &LOST))
                || (says(&a.text.low, &LOST) && says(&b.text.low, &WON))
        }
        _ => false,
    });
    near || plain
        .iter()
        .any(|s| says(&s.text.low, &WON) && says(&s.text.low, &LOST))
}

/// A no that is kept up is the answer to an appeal, whatever else is missing.
pub fn kept_up(ctx: &Ctx<'_>, signs: &Signs) -> Option<Told> {
    (signs.uphold.weight >= 2.0).then(|| Told {
        kind: NoticeKind::AppealDecision,
        fine: "appeal-upheld",
        outcome: Outcome::Upheld,
        stage: if last_inside(ctx) {
            Stage::FinalInternal
        } else {
            Stage::FirstLevelAppeal
        },
        ids: signs.uphold.ids.clone(),
        sure: 0.8,
        why: format!("keeps to a refusal: '{}'", signs.uphold.cue),
    })
}

/// True where the plan says that nothing more can be had inside it.
fn last_inside(ctx: &Ctx<'_>) -> bool {
    ctx.sheet.sentences.iter().any(|s| {
        any(&s.text.low, &List("kind.final-adverse")).is_some_and(|c| {
            at(&s.text.low, c).is_some_and(|i| {
                !conditional(&s.text.low, i)
                    && !has(
                        s.text.low.get(i.saturating_sub(45)..i).unwrap_or(""),
                        "after",
                    )
            })
        })
    })
}
