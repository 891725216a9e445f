//! The claims of a statement: where each begins, its number, and who treated.

use super::row;
use crate::find::Ctx;
use crate::phrases::List;
use crate::structure::table;
use crate::structure::text::{any, at_word};
use holdfast_case::{Fact, Reading};

/// What stands over the lines of one claim.
#[derive(Clone, Default)]
pub struct Claim {
    /// The row of its number.
    pub row: usize,
    /// The number as it stands.
    pub number: Option<Fact<String>>,
    /// Who treated.
    pub provider: Option<Fact<String>>,
}

/// The row on which a fact stands.
pub fn row_of<T>(ctx: &Ctx<'_>, fact: &Fact<T>) -> Option<usize> {
    let place = fact.place?;
    let b = place.bbox;
    let tok = ctx.sheet.toks.iter().find(|t| {
        ctx.sheet.number_of(t.page) == Some(place.page)
            && t.bbox.x0 >= b.x0
            && t.bbox.x1 <= b.x1
            && t.bbox.y0 >= b.y0
            && t.bbox.y1 <= b.y1
    })?;
    Some(tok.row)
}

/// The claims of the paper from top to bottom.
pub fn claims(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Claim> {
    let sheet = ctx.sheet;
    let known = &reading.claim.provider;
    let mut out: Vec<Claim> = reading
        .claim
        .numbers
        .iter()
        .filter(|n| n.kind == "claim")
        .filter_map(|n| {
            Some(Claim {
                row: row_of(ctx, &n.fact)?,
                number: Some(n.fact.clone()),
                provider: None,
            })
        })
        // The number in a total names the claim above it.
        .filter(|c| !table::row_low(sheet, c.row).starts_with("total"))
        .collect();
    out.sort_by_key(|c| c.row);
    let several = out.len() > 1;
    let patient = reading.member.patient.as_ref().map(|p| p.value.as_str());
    for claim in &mut out {
        claim.provider = provider_near(ctx, claim, patient);
    }
    if !several {
        match out.first_mut() {
            Some(only) if only.provider.is_none() => only.provider = known.clone(),
            Some(_) => {}
            None => out.push(Claim {
                row: 0,
                number: None,
                provider: known.clone(),
            }),
        }
    }
    out
}

/// Who treated, in the row of a claim's number or the two rows after it: behind a label, or a cell of its own.
fn provider_near(ctx: &Ctx<'_>, claim: &Claim, patient: Option<&str>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let in_table = |row: usize| {
        let mut lines = sheet.tables.iter().flat_map(|t| &t.lines);
        lines.any(|l| l.row == row)
    };
    let near = (claim.row.saturating_sub(1)..=claim.row + 2).collect::<Vec<_>>();
    let labelled = ctx
        .pairs
        .iter()
        .filter(|p| {
            any(&p.label, &List("tables.provider-labels")).is_some()
                && sheet
                    .cells
                    .get(p.cell)
                    .is_some_and(|c| near.contains(&c.row) && !in_table(c.row))
        })
        .filter_map(|p| name_fact(ctx, &p.toks(sheet), 0.92, "label of the provider"))
        .find(|f| f.value.contains(' '));
    if labelled.is_some() {
        return labelled;
    }
    let row = sheet.rows.get(claim.row)?;
    let number = claim
        .number
        .as_ref()
        .map(|n| n.value.as_str())
        .unwrap_or("");
    row.cells
        .iter()
        .filter_map(|&c| sheet.cells.get(c))
        .filter(|c| {
            let figures = c.text.raw.chars().filter(char::is_ascii_digit).count();
            !c.text.raw.contains(number)
                && !c.text.low.contains(':')
                && !in_table(claim.row)
                && at_word(&c.text.low, "claim").is_none()
                && c.ids.len() > 1
                && patient.is_none_or(|p| !p.eq_ignore_ascii_case(&c.text.raw))
                && figures == 0
                && at_word(&c.text.low, "patient").is_none()
                && c.text.raw.starts_with(|l: char| l.is_uppercase())
        })
        .find_map(|c| name_fact(ctx, &c.ids, 0.85, "beside the number of the claim"))
}

/// A name without what is said of it in brackets.
fn name_fact(ctx: &Ctx<'_>, ids: &[usize], sure: f32, why: &str) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let upto = ids
        .iter()
        .position(|&i| sheet.toks.get(i).is_some_and(|t| t.raw.starts_with('(')))
        .unwrap_or(ids.len());
    row::words_fact(sheet, ids.get(..upto)?, sure, why)
}

/// The claim that a row stands under.
pub fn claim_of(claims: &[Claim], row: usize) -> Option<&Claim> {
    claims
        .iter()
        .rev()
        .find(|c| c.row <= row)
        .or_else(|| claims.first())
}
