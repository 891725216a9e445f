//! Where no fixed words decide anything: what the sentences say in other words.

use super::super::{Ctx, heard};
use super::negation::refuses_nothing;
use super::signs::{Sign, Signs};

/// From this share on one sentence alone stands for itself.
const ALONE: f32 = 0.75;

/// Adds what is said in other words; true where that decides something.
pub fn add(ctx: &Ctx<'_>, signs: &mut Signs) -> bool {
    let titles = [
        &signs.denial_title,
        &signs.partial_title,
        &signs.approval_title,
        &signs.ask_title,
        &signs.bill_title,
        &signs.eob,
        &signs.change_title,
        &signs.records_title,
    ];
    let told = [&signs.deny, &signs.uphold, &signs.overturn, &signs.approve];
    let decided = told.into_iter().any(Sign::strong)
        || titles.into_iter().any(Option::is_some)
        || signs.nothing.is_some();
    if decided {
        return false;
    }
    for s in &ctx.sheet.sentences {
        let Some(says) = heard::decision(s) else {
            continue;
        };
        let sign = match says.what {
            "refused" | "reduced" if refuses_nothing(&s.text.low).is_some() => continue,
            "refused" | "reduced" => &mut signs.deny,
            "upheld" => &mut signs.uphold,
            "overturned" => &mut signs.overturn,
            "approved" => &mut signs.approve,
            "needs-information" => &mut signs.ask,
            _ => continue,
        };
        let weight = if says.share >= ALONE { 2.0 } else { 1.0 };
        sign.add(weight, s.text.toks(0..s.text.parts.len()), &s.text.low);
    }
    // A no that no clock bears out takes two sentences.
    if signs.deny.weight < 3.0 && signs.clock.is_empty() {
        signs.deny = Sign::default();
    }
    let told = [
        &signs.deny,
        &signs.uphold,
        &signs.overturn,
        &signs.approve,
        &signs.ask,
    ];
    told.into_iter().any(Sign::strong)
}
