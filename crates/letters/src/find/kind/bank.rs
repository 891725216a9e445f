//! What the phrase bank makes of a letter that shows none of the deciding signs.

use super::super::{Ctx, conditional};
use super::Decided;
use super::titles::headings;
use crate::structure::text::{at, at_word};
use holdfast_case::Fact;
use holdfast_case::reading::{NoticeKind, Outcome, Stage};

/// What it makes of them; never a no or a yes.
pub fn decide(ctx: &Ctx<'_>) -> Decided {
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
