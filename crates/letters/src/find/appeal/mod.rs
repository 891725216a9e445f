//! Where the next appeal goes: address, fax, phone, portal. Not the number for general questions.

mod address;
mod fit;
mod phones;

use super::{Ctx, deadlines};
use crate::phrases::List;
use fit::fit;
pub use fit::left_label;
use holdfast_case::reading::{AppealFacts, NoticeKind, Span, Stage};
use holdfast_case::{Fact, Reading};
use regex::Regex;
use std::sync::LazyLock;

static PORTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:https?://)?(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|gov|net|example|us|health)(?:/[\w./-]*)?").expect("a fixed pattern")
});

/// Words of an appeal near a place to send it.
static APPEAL: List = List("appeal.appeal");
/// Words that make a number or an address one of something else.
static OTHER: List = List("appeal.other");

/// A place to send an appeal to, with how well it fits.
struct Place {
    score: f32,
    value: String,
    ids: Vec<usize>,
    /// True where another place of the letter fits nearly as well.
    contested: bool,
}

/// By so much a place has to fit better than all others to be shown as sure.
const CLEAR: f32 = 3.0;

/// Where to appeal.
pub fn appeal(ctx: &Ctx<'_>, reading: &Reading) -> AppealFacts {
    let sheet = ctx.sheet;
    let mut out = AppealFacts::default();
    let kind = reading.kind.as_ref().map(|k| k.value);
    let refuses = deadlines::refuses(reading) || kind == Some(NoticeKind::Eob);
    out.expedited_decision_within = expedited(ctx, reading);
    if !refuses {
        return out;
    }
    let lead = reading.deadlines.iter().find(|d| d.primary);
    let heard = reading.stage.as_ref().map(|s| s.value) == Some(Stage::FairHearing);
    // What follows a hearing is a court, unless the letter tells of another step.
    let court = lead.map_or(heard, |d| d.level == "court");
    if court {
        return out;
    }
    let made = |best: Option<Place>, least: f32, what: &str| {
        best.filter(|p| p.score >= least).map(|p| {
            let sure: f32 = if p.score >= 6.0 {
                0.97
            } else if p.score >= 4.5 {
                0.94
            } else if p.score >= 3.0 {
                0.86
            } else {
                0.7
            };
            let sure = if p.contested { sure.min(0.88) } else { sure };
            // Which of several telephones takes an appeal is seldom said in so many words.
            let sure = if what.starts_with("telephone") {
                sure.min(0.88)
            } else {
                sure
            };
            sheet.fact(
                p.value,
                &p.ids,
                sure,
                format!("{what} where the appeal is spoken of"),
            )
        })
    };
    let top = |places: Vec<Place>| {
        let scores: Vec<(f32, String)> =
            places.iter().map(|p| (p.score, p.value.clone())).collect();
        let best = places.into_iter().fold(None, |best: Option<Place>, p| {
            if best.as_ref().is_none_or(|b| p.score > b.score + 0.01) {
                Some(p)
            } else {
                best
            }
        });
        // Where another place fits nearly as well, the person looks which it is.
        best.map(|mut best| {
            let near = |(score, value): &(f32, String)| {
                *value != best.value && *score > best.score - CLEAR
            };
            best.contested = scores.iter().any(near);
            best
        })
    };
    let address = top(address::addresses(ctx, reading));
    let beside = address
        .as_ref()
        .filter(|p| p.score >= 1.8)
        .and_then(|p| sheet.place(&p.ids));
    let (faxes, phones) = phones::numbers(ctx, reading, beside);
    out.fax = made(top(faxes), 2.0, "fax number");
    out.phone = made(top(phones), 2.6, "telephone number");
    out.address = made(address, 1.8, "address");
    out.portal = portal(ctx, reading);
    out
}

/// A web address for appeals.
fn portal(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let mut best: Option<Place> = None;
    for s in ctx.plain() {
        for m in PORTAL.find_iter(&s.text.raw) {
            if !m.as_str().contains('.')
                || s.text
                    .raw
                    .get(..m.start())
                    .is_some_and(|b| b.ends_with('@'))
            {
                continue;
            }
            let ids = s.text.toks(s.text.parts_in_raw(m.range()));
            let score = fit(ctx, reading, &ids, "");
            if best.as_ref().is_none_or(|b| score > b.score) {
                best = Some(Place {
                    score,
                    value: m.as_str().trim_end_matches('.').to_owned(),
                    ids,
                    contested: false,
                });
            }
        }
    }
    best.filter(|p| p.score >= 3.0).map(|p| {
        sheet.fact(
            p.value,
            &p.ids,
            0.85,
            "web address where the appeal is spoken of",
        )
    })
}

/// How soon an urgent appeal is decided.
fn expedited(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<Span>> {
    let sheet = ctx.sheet;
    let d = reading
        .deadlines
        .iter()
        .find(|d| d.who == "plan" && d.limit.unit.as_deref() == Some("hours"))?;
    let count = d.limit.count?;
    let value = Span {
        count,
        unit: "hours".to_owned(),
    };
    let mut fact = sheet.fact(value, &[], d.confidence, d.why.clone());
    fact.quote.clone_from(&d.limit.quote);
    fact.place = d.limit.place;
    fact.confidence = d.confidence.min(0.95);
    Some(fact)
}
