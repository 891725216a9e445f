//! Whether the letter offers a review by somebody outside.

use super::{Ctx, deadlines};
use crate::phrases::List;
use crate::structure::text::{any, at};
use holdfast_case::Reading;
use holdfast_case::reading::{ExternalReviewFacts, NoticeKind};

static NAMES: List = List("review.names");
static NO: List = List("review.no");

/// A sentence of so many words is quoted whole.
const LONGEST: usize = 40;

/// What the letter says of it.
pub fn review(ctx: &Ctx<'_>, reading: &Reading) -> ExternalReviewFacts {
    let sheet = ctx.sheet;
    let kind = reading.kind.as_ref().map(|k| k.value);
    let refusing = deadlines::says_no(reading);
    let mut yes = None;
    let mut no = None;
    for s in ctx.plain() {
        let low = &s.text.low;
        let opm = at(low, "office of personnel management")
            .filter(|_| any(low, &["review", "ask", "write"]).is_some());
        let Some(i) = NAMES.iter().filter_map(|n| at(low, n)).min().or(opm) else {
            continue;
        };
        let parts = s.text.parts_in(i..i + 15);
        // a sentence is quoted whole; of a very long one, what stands around the name
        let ids = match s.text.parts.len() {
            all @ 0..=LONGEST => s.text.toks(0..all),
            all => s
                .text
                .toks(parts.start.saturating_sub(6)..(parts.end + 6).min(all)),
        };
        if any(low, &NO).is_some() {
            no.get_or_insert(ids);
        } else if s.text.parts.len() > 1 {
            yes.get_or_insert(ids);
        }
    }
    let itself = kind == Some(NoticeKind::ExternalReviewDecision);
    let mut out = ExternalReviewFacts::default();
    let (offered, ids, sure, why) = match (yes, no) {
        _ if itself => (
            false,
            Vec::new(),
            0.85,
            "the letter is the answer of the outside reviewer",
        ),
        (Some(ids), None) if refusing => (true, ids, 0.89, "offers a review by somebody outside"),
        (Some(ids), Some(_)) if refusing => (
            true,
            ids,
            0.6,
            "offers a review outside in one place and rules it out in another",
        ),
        (_, Some(ids)) => (false, ids, 0.93, "says that there is none"),
        _ => (false, Vec::new(), 0.85, "no review outside is offered"),
    };
    let mut fact = sheet.fact(offered, &ids, sure, why);
    if ids.is_empty() {
        fact.place = None;
    }
    if offered {
        let state = sheet.sentences.iter().any(|s| {
            !s.foreign && any(&s.text.low, &List("review.insurance-department")).is_some()
        });
        let program = matches!(
            reading.plan.kind.as_ref().map(|k| k.value.as_str()),
            Some(
                "medicare-advantage"
                    | "medicare-part-d"
                    | "original-medicare"
                    | "fehb"
                    | "medicaid-managed-care"
                    | "medicaid-fee-for-service"
                    | "tricare"
            )
        );
        let federal = sheet
            .sentences
            .iter()
            .any(|s| any(&s.text.low, &List("review.federal-external-review")).is_some());
        let (value, sure) = if program {
            ("program", 0.9)
        } else if state {
            ("state", 0.85)
        } else if federal {
            ("federal", 0.85)
        } else {
            ("federal", 0.5)
        };
        out.kind = Some(sheet.fact(
            value.to_owned(),
            &ids,
            sure,
            "by the plan and by who is named",
        ));
    }
    out.offered = Some(fact);
    out
}
