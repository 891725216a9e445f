//! Before, during or after care.

use super::super::Ctx;
use crate::phrases::List;
use crate::structure::text::has;
use holdfast_case::Reading;
use holdfast_case::reading::Stage;

/// Before, during or after care.
pub fn initial(ctx: &Ctx<'_>, reading: &Reading) -> Stage {
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
