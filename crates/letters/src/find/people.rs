//! Who it is about, who treats, and what was asked for.

use super::Ctx;
use super::labels::{self, Pair};
use crate::structure::Sheet;
use crate::structure::text::{any, has};
use holdfast_case::Fact;

const TITLES: &[&str] = &["mr.", "ms.", "mrs.", "mx.", "miss", "mr", "ms", "mrs", "mx"];
const NOT_NAMES: &[&str] = &[
    "health",
    "plan",
    "insurance",
    "services",
    "service",
    "department",
    "member",
    "patient",
    "customer",
    "provider",
    "appeals",
    "claim",
    "claims",
    "company",
    "benefit",
    "benefits",
    "notice",
    "sir",
    "madam",
    "number",
    "id",
    "group",
    "center",
    "clinic",
    "hospital",
    "inc",
    "llc",
    "box",
    "medicare",
    "medicaid",
    "date",
    "of",
    "and",
    "the",
    "street",
    "avenue",
    "road",
    "insured",
    "subscriber",
    "enrollee",
    "for",
    "policyholder",
    "parent",
    "guardian",
    "request",
    "coverage",
    "psychiatry",
];

/// A person's name at the beginning of these parts.
fn name_at(sheet: &Sheet, cell: usize, from: usize, to: usize) -> Option<(Vec<usize>, String)> {
    let text = &sheet.cells.get(cell)?.text;
    let mut ids = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for part in text.parts.get(from..to.min(text.parts.len()))? {
        let raw = text.raw.get(part.raw.clone())?;
        let low = raw.to_ascii_lowercase();
        if words.is_empty() && TITLES.contains(&low.as_str()) {
            continue;
        }
        let bare = raw
            .trim_end_matches([',', ';', ':'])
            .trim_start_matches('(');
        let initial = bare.len() <= 2 && bare.ends_with('.');
        let sound = bare.chars().next().is_some_and(char::is_uppercase)
            && bare
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''))
            && !NOT_NAMES.contains(&low.trim_matches(|c: char| !c.is_alphanumeric()));
        if !sound {
            break;
        }
        ids.push(part.tok);
        words.push(bare.to_owned());
        let last_first = words.len() == 1
            && raw.ends_with(',')
            && raw.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        if last_first {
            if let Some(w) = words.last_mut() {
                w.push(',');
            }
            continue;
        }
        if (raw.ends_with([',', ';', ':']) && !initial) || words.len() == 5 {
            break;
        }
    }
    let value = words.join(" ");
    (!words.is_empty() && value.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .then_some((ids, value))
}

fn named(ctx: &Ctx<'_>, wanted: &[&str]) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    wanted.iter().find_map(|w| {
        ctx.pairs
            .iter()
            .filter(|p| p.strong && p.is("member_name") && p.label.contains(w))
            .find_map(|p| {
                let near = sheet
                    .cells
                    .get(p.cell)
                    .map(|c| c.text.low.as_str())
                    .unwrap_or_default();
                if any(
                    near,
                    &[
                        "provider",
                        "physician",
                        "facility",
                        "plan name",
                        "group name",
                        "drug name",
                        "doctor",
                    ],
                )
                .is_some()
                    && !has(near, w)
                {
                    return None;
                }
                let (ids, value) = name_at(sheet, p.value_cell, p.from, p.to)?;
                (ids.len() > 1)
                    .then(|| sheet.fact(value, &ids, 0.95, format!("label '{}'", p.label)))
            })
    })
}

/// The patient.
pub fn patient(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    named(
        ctx,
        &[
            "patient",
            "enrollee",
            "beneficiary",
            "member",
            "student",
            "insured",
            "claimant",
            "participant",
            "notice for",
            "prepared for",
            "customer",
            "appellant",
        ],
    )
    .or_else(|| exact(ctx, &["name", "to"]))
    .or_else(|| caption(ctx))
    .or_else(|| addressed(ctx))
    .or_else(|| named(ctx, &["subscriber", "employee"]))
}

/// A label that is just this word.
fn exact(ctx: &Ctx<'_>, labels: &[&str]) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let pair: &Pair = ctx.pairs.iter().find(|p| {
        p.strong
            && labels.contains(&p.label.as_str())
            && name_at(sheet, p.value_cell, p.from, p.to).is_some_and(|n| n.0.len() > 1)
    })?;
    let (ids, value) = name_at(sheet, pair.value_cell, pair.from, pair.to)?;
    Some(sheet.fact(value, &ids, 0.93, format!("label '{}'", pair.label)))
}

/// The party of a hearing, named over the word for it.
fn caption(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let row = sheet.rows.iter().take(25).position(|r| {
        r.cells.iter().any(|&c| {
            sheet.cells.get(c).is_some_and(|c| {
                matches!(
                    c.text.low.trim_end_matches(['.', ',']),
                    "appellant" | "petitioner" | "claimant" | "in the matter of"
                )
            })
        })
    })?;
    (row.saturating_sub(4)..row + 4).find_map(|r| {
        sheet.rows.get(r)?.cells.iter().find_map(|&c| {
            let n = sheet.cells.get(c)?.text.parts.len();
            let (ids, value) = name_at(sheet, c, 0, n)?;
            (ids.len() > 1 && n == ids.len())
                .then(|| sheet.fact(value, &ids, 0.85, "the party of the hearing"))
        })
    })
}

/// Whom the letter greets, with the full name of the address if there is one.
fn addressed(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let row = ctx.salutation?;
    let cell = *sheet.rows.get(row)?.cells.first()?;
    let n = sheet.cells.get(cell)?.text.parts.len();
    let (ids, greeted) = name_at(sheet, cell, 1, n)?;
    let surname = greeted.split(' ').next_back().unwrap_or("").to_lowercase();
    for above in (0..row).rev() {
        for &c in &sheet.rows.get(above)?.cells {
            let n = sheet.cells.get(c)?.text.parts.len();
            if let Some((full, value)) = name_at(sheet, c, 0, n)
                && full.len() > 1
                && full.len() + 1 >= n
                && value.to_lowercase().ends_with(&surname)
            {
                return Some(sheet.fact(
                    value,
                    &full,
                    0.93,
                    "name over the address, as in the salutation",
                ));
            }
        }
    }
    Some(sheet.fact(
        greeted,
        &ids,
        if ids.len() > 1 { 0.88 } else { 0.6 },
        "the salutation",
    ))
}

/// The subscriber, where it is another person than the patient.
pub fn subscriber(ctx: &Ctx<'_>, patient: Option<&Fact<String>>) -> Option<Fact<String>> {
    let fact = named(ctx, &["subscriber", "employee", "sponsor", "policyholder"])?;
    patient
        .is_none_or(|p| !p.value.eq_ignore_ascii_case(&fact.value))
        .then_some(fact)
}

/// Doctor or clinic.
pub fn provider(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let mut best: Option<(i32, Fact<String>)> = None;
    for p in ctx
        .pairs
        .iter()
        .filter(|p| p.strong && (p.is("provider") || p.is("facility")))
    {
        let ids = p.toks(sheet);
        let text = p.value(sheet).trim_end_matches(['.', ',', ';']).to_owned();
        let organisation = any(
            &text.to_ascii_lowercase(),
            &[
                "clinic",
                "center",
                "psychiatry",
                "hospital",
                "associates",
                "llc",
                "pllc",
                "medical",
                "health",
                "infusion",
                "imaging",
                "care",
                "pharmacy",
                "counseling",
                "dr.",
                "md",
            ],
        )
        .is_some();
        let starts = text
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        if !starts || text.len() < 4 || text.len() > 90 || !text.chars().any(char::is_alphabetic) {
            continue;
        }
        let score = i32::from(organisation) * 2
            + i32::from(p.label.contains("provider") || p.label.contains("facility"))
            + i32::from(p.label != "from" && p.label != "where");
        if best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((
                score,
                sheet.fact(
                    text,
                    &ids,
                    if score >= 3 { 0.93 } else { 0.8 },
                    format!("label '{}'", p.label),
                ),
            ));
        }
    }
    best.map(|b| b.1)
}

/// The service in the letter's words.
pub fn service(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let mut best: Option<(i32, Fact<String>)> = None;
    for p in ctx.pairs.iter().filter(|p| p.strong && p.is("service")) {
        if p.is("provider") || matches!(p.label.as_str(), "description" | "services") {
            continue;
        }
        let ids = labels::whole_value(sheet, p, &ctx.pairs);
        let text = sheet.quote(&ids);
        let low = text.to_ascii_lowercase();
        if text.len() < 4
            || !text.chars().any(char::is_alphabetic)
            || any(&low, &["member:", "notice of", "claim number", "member id"]).is_some()
        {
            continue;
        }
        let telling = matches!(p.label.as_str(), "re" | "about" | "from" | "treatment");
        let score = 2 - i32::from(telling)
            + i32::from(p.label.contains("request") || p.label.contains("service"));
        if best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((
                score,
                sheet.fact(
                    text,
                    &ids,
                    if score >= 2 { 0.92 } else { 0.75 },
                    format!("label '{}'", p.label),
                ),
            ));
        }
    }
    best.map(|b| b.1)
}
