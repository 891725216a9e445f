//! Before, during or after care.

use super::super::{Ctx, conditional};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::text::{any, has};
use holdfast_case::Reading;
use holdfast_case::reading::Stage;
use regex::Regex;
use std::sync::LazyLock;

/// Before, during or after care.
pub fn initial(ctx: &Ctx<'_>, reading: &Reading) -> Stage {
    let told = body(ctx);
    let count = |cues: &[&str]| {
        told.iter()
            .map(|s| cues.iter().filter(|c| has(&s.text.low, c)).count())
            .sum::<usize>()
    };
    let notice = reading.claim.date_of_notice.as_ref().map(|f| f.value);
    let days = &reading.claim.dates_of_service;
    let past = !days.is_empty() && days.iter().all(|d| notice.is_none_or(|n| d.value <= n));
    let billed = reading.amounts.billed.is_some();
    let during = count(&List("kind.concurrent")) + 2 * usize::from(goes_on(ctx));
    // A number of a claim is told of an injury or a request as well: without a bill or a day it tells little.
    let claims = count(&List("kind.claim-number"));
    let after = if past || billed {
        claims
    } else {
        claims.min(4)
    } + 3 * usize::from(past)
        + 3 * usize::from(billed)
        + 3 * usize::from(count(&List("kind.retrospective")) > 0);
    let before = count(&List("kind.prior-authorization"))
        + 3 * usize::from(count(&List("kind.prospective")) > 0);
    if during >= 2 && during * 2 > after {
        Stage::InitialConcurrent
    } else if after > before {
        Stage::InitialPostService
    } else {
        Stage::InitialPreService
    }
}

/// The sentences up to the first word of what can be done about it: what comes behind speaks of claims of any kind.
fn body<'a>(ctx: &Ctx<'a>) -> Vec<&'a Sentence> {
    let sheet = ctx.sheet;
    let row_of = |s: &Sentence| {
        let first = s.text.parts.first().and_then(|p| sheet.toks.get(p.tok));
        first.map_or(0, |t| t.row)
    };
    let from = ctx.salutation.unwrap_or(FIRST_ROWS);
    ctx.plain()
        .take_while(|s| {
            row_of(s) <= from || any(&s.text.low, &List("reasons.rights-begin")).is_none()
        })
        .collect()
}

/// So many rows are head of a letter that greets nobody.
const FIRST_ROWS: usize = 12;

/// True where more of a care that is under way was asked for: "12 more days", "keep you on it for six months".
fn goes_on(ctx: &Ctx<'_>) -> bool {
    let anew = |s: &&Sentence| any(&s.text.low, &List("kind.new-course")).is_some();
    !body(ctx).iter().any(anew) && more(ctx, |_| true)
}

/// True where such more was asked for and is what the letter answers.
pub fn more_asked(ctx: &Ctx<'_>) -> bool {
    more(ctx, |low| {
        any(low, &["asked", "request", "requested", "wanted"]).is_some()
    })
}

fn more(ctx: &Ctx<'_>, fits: impl Fn(&str) -> bool) -> bool {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:more|further|added|extra|another|additional) (?:\w+ ){0,2}?(?:days?|weeks?|months?|sessions?|visits?|treatments?|infusions?|hours)\b|\bcontinued (?:stay|treatment|care|coverage|services)\b|\b(?:keep|keeping) you (?:on|in)\b|\b(?:days?|sessions?|visits?|weeks?) (?:covered|authorized|approved) (?:so far|to date)\b|\b(?:continuation|staying in care|concurrent)\b|\b(?:services?|treatments?|therapy|care|program|visits?) (?:[\w-]+ ){0,3}?(?:will end|will stop|is ending|are ending|is being stopped|are being stopped)\b")
            .expect("a fixed pattern")
    });
    body(ctx).into_iter().any(|s| {
        fits(&s.text.low)
            && any(&s.text.low, &List("kind.not-more")).is_none()
            && any(&s.text.low, &List("kind.own-time")).is_none()
            && MORE.find_iter(&s.text.low).any(|m| {
                !m.as_str().starts_with("more than") && !conditional(&s.text.low, m.start())
            })
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
