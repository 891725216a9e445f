//! Before, during or after care.

use super::super::{Ctx, conditional};
use crate::phrases::List;
use crate::structure::text::{any, has};
use holdfast_case::Reading;
use holdfast_case::reading::Stage;
use regex::Regex;
use std::sync::LazyLock;

/// Before, during or after care.
pub fn initial(ctx: &Ctx<'_>, reading: &Reading) -> Stage {
    let count = |cues: &[&str]| {
        ctx.plain()
            .map(|s| cues.iter().filter(|c| has(&s.text.low, c)).count())
            .sum::<usize>()
    };
    let during = count(&List("kind.concurrent")) + 2 * usize::from(goes_on(ctx));
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

/// True where more of a care that is under way was asked for: "12 more days", "keep you on it for six months".
fn goes_on(ctx: &Ctx<'_>) -> bool {
    more(ctx, |_| true)
}

/// True where such more was asked for and is what the letter answers.
pub fn more_asked(ctx: &Ctx<'_>) -> bool {
    more(ctx, |low| {
        any(low, &["asked", "request", "requested", "wanted"]).is_some()
    })
}

fn more(ctx: &Ctx<'_>, fits: impl Fn(&str) -> bool) -> bool {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:more|further|added|extra|another|additional) (?:\w+ ){0,2}?(?:days?|weeks?|months?|sessions?|visits?|treatments?|infusions?|hours)\b|\bcontinued (?:stay|treatment|care|coverage|services)\b|\b(?:keep|keeping) you (?:on|in)\b|\b(?:days?|sessions?|visits?|weeks?) (?:covered|authorized|approved) (?:so far|to date)\b|\b(?:continuation|staying in care|concurrent)\b")
            .expect("a fixed pattern")
    });
    ctx.sheet.sentences.iter().any(|s| {
        !s.foreign
            && !s.aside
            && fits(&s.text.low)
            && any(&s.text.low, &List("kind.own-time")).is_none()
            && MORE
                .find_iter(&s.text.low)
                .any(|m| !conditional(&s.text.low, m.start()))
    })
}

/// Before, during or after care is told by counting words, so it is never a sure fact.
pub fn sure(stage: Stage, kind: f32) -> f32 {
    match stage {
        Stage::InitialPreService | Stage::InitialConcurrent | Stage::InitialPostService => {
            kind.min(0.88)
        }
        Stage::FirstLevelAppeal | Stage::FinalInternal => kind.min(0.89),
        _ => kind - 0.02,
    }
}
