//! Who sent it: letterhead, labels, signature and names known to the library.

use super::Ctx;
use crate::phrases::List;
use crate::structure::RowKind;
use crate::structure::text::{any, at_word, has};
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Fact, Reading};

/// Words that make a line the name of a body.
static BODIES: List = List("issuer.bodies");
static NO_BODY: List = List("issuer.no-body");

fn candidate(low: &str, raw: &str) -> bool {
    let words = low.split_whitespace().count();
    let starts = raw.chars().next().is_some_and(char::is_uppercase);
    starts
        && (1..=9).contains(&words)
        && any(low, &NO_BODY).is_none()
        && BODIES.iter().any(|b| at_word(low, b).is_some())
        && raw.chars().filter(char::is_ascii_digit).count() <= 1
        && !raw.ends_with(['?', ':'])
}

/// The name without what stands around it.
fn trim(raw: &str) -> String {
    let cut = raw.split(" (").next().unwrap_or(raw);
    let cut = cut.split(", a ").next().unwrap_or(cut);
    let cut = match cut
        .to_ascii_lowercase()
        .find(" is an independent licensee")
        .or_else(|| cut.to_ascii_lowercase().find(", an independent licensee"))
    {
        Some(i) => cut.get(..i).unwrap_or(cut),
        None => cut,
    };
    cut.trim_end_matches([',', '.', ';', ':', ' ', '-'])
        .to_owned()
}

/// The sender: the plan or who acts for it.
pub fn issuer(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let kind = reading.kind.as_ref().map(|k| k.value);
    if matches!(kind, Some(NoticeKind::Bill | NoticeKind::Records)) {
        return labelled(ctx).filter(|f| f.why.contains("insur") || f.why.contains("plan"));
    }
    let mut found: Vec<(f32, Fact<String>)> = Vec::new();
    let end = ctx.salutation.unwrap_or(14).clamp(3, 24);
    let date_row = reading
        .claim
        .date_of_notice
        .as_ref()
        .and_then(|f| f.place)
        .map(|p| p.bbox.y0);
    for (row, r) in sheet.rows.iter().enumerate().take(end) {
        if r.page != 0 || matches!(r.kind, RowKind::Printed | RowKind::Foot) {
            continue;
        }
        for (n, &cell) in r.cells.iter().enumerate() {
            let Some(c) = sheet.cells.get(cell) else {
                continue;
            };
            if !candidate(&c.text.low, &c.text.raw) {
                continue;
            }
            // The member's own address block is no letterhead.
            let after_date = date_row.is_some_and(|y| r.bbox.y0 > y + 1.0);
            let mut score =
                4.0 - row as f32 * 0.22 - n as f32 * 0.6 - if after_date { 1.2 } else { 0.0 };
            let mentions = mentions(ctx, &c.text.low);
            score += (mentions as f32).min(4.0) * 0.45;
            score += known(ctx, &c.text.low).map_or(0.0, |_| 1.5);
            if any(
                &c.text.low,
                &["administrator for", "on behalf of", "for the", "member of"],
            )
            .is_some()
            {
                score -= 1.0;
            }
            if c.text.low.starts_with("state of ") || c.text.low.starts_with("commonwealth of ") {
                score -= 1.5;
            }
            if any(
                &c.text.low,
                &["clinic", "psychiatry", "hospital", "infusion"],
            )
            .is_some()
                && mentions < 3
            {
                score -= 2.0;
            }
            let raw = trim(&c.text.raw);
            let ids = c
                .text
                .toks(0..raw.split(' ').count().min(c.text.parts.len()));
            found.push((
                score,
                sheet.fact(
                    raw,
                    &ids,
                    if score > 5.0 { 0.89 } else { 0.85 },
                    "letterhead",
                ),
            ));
        }
    }
    if let Some(mut fact) = labelled(ctx) {
        let strong = any(&fact.why, &["insurer", "health plan", "insurance company"]).is_some();
        fact.confidence *= if strong { 1.0 } else { 0.95 };
        found.push((
            if kind == Some(NoticeKind::ExternalReviewDecision) || strong {
                4.6
            } else {
                3.2
            },
            fact,
        ));
    }
    for (s, raw, ids) in names_told(ctx) {
        found.push((
            s,
            sheet.fact(raw, &ids, 0.85, "named as the plan or its administrator"),
        ));
    }
    let best = found.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|b| b.1)
}

/// How often a name stands in the letter.
fn mentions(ctx: &Ctx<'_>, low: &str) -> usize {
    let core: Vec<&str> = low.split_whitespace().take(3).collect();
    let core = core.join(" ");
    let core = core.trim_end_matches([',', '.']);
    if core.len() < 5 {
        return 0;
    }
    ctx.sheet
        .sentences
        .iter()
        .filter(|s| has(&s.text.low, core))
        .count()
}

/// The library's issuer that a line names.
fn known<'l>(ctx: &'l Ctx<'_>, low: &str) -> Option<&'l holdfast_library::patterns::Issuer> {
    let note = &ctx.lib.patterns.issuers_note;
    ctx.lib
        .patterns
        .issuers
        .iter()
        .filter_map(|i| {
            let longest = i
                .aliases
                .iter()
                .filter(|a| {
                    at_word(low, a).is_some() && !note.ambiguous_aliases.contains(a) && a.len() > 3
                })
                .map(String::len)
                .max()?;
            Some((longest, i))
        })
        .max_by_key(|x| x.0)
        .map(|x| x.1)
}

fn labelled(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    ctx.pairs
        .iter()
        .filter(|p| p.strong && p.is("issuer"))
        .filter_map(|p| {
            let raw = trim(p.value(sheet));
            let low = raw.to_ascii_lowercase();
            let sound = raw.len() > 4
                && raw.len() < 80
                && raw.chars().next().is_some_and(char::is_uppercase)
                && !low.contains("member id")
                && low.split(' ').count() <= 9;
            let ids = p.toks(sheet);
            let n = raw.split(' ').count().min(ids.len());
            sound.then(|| {
                sheet.fact(
                    raw.clone(),
                    ids.get(..n).unwrap_or_default(),
                    0.93,
                    format!("label '{}'", p.label),
                )
            })
        })
        .next()
}

/// Names in sentences that say whose letter it is: "X reviews requests on behalf of Y".
fn names_told(ctx: &Ctx<'_>) -> Vec<(f32, String, Vec<usize>)> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for s in sheet.sentences.iter().filter(|s| !s.foreign).take(40) {
        if let Some(issuer) = known(ctx, &s.text.low) {
            let alias = issuer
                .aliases
                .iter()
                .filter_map(|a| at_word(&s.text.low, a).map(|i| (i, a.len())))
                .max_by_key(|x| x.1);
            if let Some((i, n)) = alias {
                let parts = s.text.parts_in(i..i + n);
                let raw = s
                    .text
                    .raw_of(parts.clone())
                    .trim_end_matches([',', '.', ';', ':'])
                    .to_owned();
                out.push((2.4, raw, s.text.toks(parts)));
            }
        }
    }
    out
}

/// What the sender is.
pub fn role(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let kind = reading.kind.as_ref().map(|k| k.value)?;
    let issuer = reading.plan.issuer.as_ref();
    let low = issuer
        .map(|f| f.value.to_ascii_lowercase())
        .unwrap_or_default();
    let told = |cues: &[&str]| {
        sheet
            .sentences
            .iter()
            .take(60)
            .any(|s| !s.foreign && any(&s.text.low, cues).is_some())
    };
    let library = known(ctx, &low).map(|i| i.kind.as_str());
    let (role, sure, why) = match (kind, library) {
        (NoticeKind::Bill, _) if reading.fine_kind.as_deref() == Some("collections") => {
            ("collector", 0.95, "a debt collector writes")
        }
        (NoticeKind::Bill | NoticeKind::Records, _) => {
            ("clinic", 0.85, "asks for payment or gives records")
        }
        (NoticeKind::ExternalReviewDecision, _) if any(&low, &["review", "maximus"]).is_some() => {
            ("reviewer", 0.9, "an outside reviewer writes")
        }
        (_, Some("tpa")) => ("administrator", 0.93, "known to the library"),
        (_, Some("pbm")) => ("pharmacy-manager", 0.93, "known to the library"),
        (_, Some("reviewer" | "behavioral")) => ("reviewer", 0.9, "known to the library"),
        (_, Some("public" | "regulator")) => ("agency", 0.9, "known to the library"),
        (_, Some(_)) => ("insurer", 0.9, "known to the library"),
        _ if any(
            &low,
            &["department", "state of", "county of", "agency", "office of"],
        )
        .is_some() =>
        {
            ("agency", 0.9, "the name says so")
        }
        _ if told(&List("issuer.third-party-administrator"))
            || any(
                &low,
                &["administrators", "benefit services", "benefit partners"],
            )
            .is_some() =>
        {
            ("administrator", 0.85, "acts for a plan")
        }
        _ if told(&List("issuer.pharmacy-benefit-manager"))
            || any(&low, &["rx", "pharmacy"]).is_some() =>
        {
            ("pharmacy-manager", 0.85, "manages drugs for a plan")
        }
        _ if told(&List("issuer.utilization-manager-for")) => {
            ("reviewer", 0.8, "reviews for a plan")
        }
        _ => ("insurer", 0.7, "no sign of acting for another"),
    };
    let mut fact = sheet.fact(role.to_owned(), &[], sure, why);
    fact.place = None;
    if let Some(i) = issuer {
        fact.quote.clone_from(&i.quote);
        fact.place = i.place;
    }
    Some(fact)
}
