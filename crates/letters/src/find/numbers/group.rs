//! The number of the group, and the group of a drug card.

use super::super::Ctx;
use super::best;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// The group's number.
pub fn group(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let Some(mut fact) = best(ctx, "group_number", 2) else {
        return card_group(ctx);
    };
    if ctx
        .pairs
        .iter()
        .any(|p| p.is("patient_account") && p.value(ctx.sheet).contains(&fact.value))
        && !fact.why.contains("group")
    {
        fact.confidence = fact.confidence.min(0.4);
    }
    fact.why.contains("gr").then_some(fact)
}

/// A group of a drug card may be letters alone: "RxGrp GSMCOM".
fn card_group(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static GROUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i:\brx ?gro?u?p)\.?:?(?: \.+)? ?([A-Z0-9]{3,15})\b")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    // "RxBIN / RxGrp ... 018844 / GSMCOM": values in the order of the labels.
    let pair = ctx
        .pairs
        .iter()
        .filter(|p| p.strong && p.is("group_number") && p.label.contains("rx"))
        .find_map(|p| {
            let cell = sheet.cells.get(p.value_cell)?;
            let parts = cell
                .text
                .parts
                .get(p.from..p.to.min(cell.text.parts.len()))?;
            let part = parts.iter().rev().find(|x| {
                cell.text.raw.get(x.raw.clone()).is_some_and(|w| {
                    w.len() >= 3
                        && w.chars()
                            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                })
            })?;
            Some((
                vec![part.tok],
                cell.text.raw.get(part.raw.clone())?.to_owned(),
            ))
        });
    let (ids, value) = pair.or_else(|| {
        sheet.cells.iter().find_map(|c| {
            let m = GROUP.captures(&c.text.raw)?.get(1)?;
            Some((
                c.text.toks(c.text.parts_in_raw(m.range())),
                m.as_str().to_owned(),
            ))
        })
    })?;
    Some(sheet.fact(value, &ids, 0.9, "label 'RxGroup'"))
}
