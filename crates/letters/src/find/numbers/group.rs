//! The number of the group, and the group of a drug card.

use super::super::Ctx;
use super::{best, number_at, ruled_out, squeeze};
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// The group's number.
pub fn group(ctx: &Ctx<'_>, member: Option<&Fact<String>>) -> Option<Fact<String>> {
    let labelled = best(ctx, "group_number", 2).and_then(|mut fact| {
        let account = ctx
            .pairs
            .iter()
            .any(|p| p.is("patient_account") && p.value(ctx.sheet).contains(&fact.value));
        if account && !fact.why.contains("group") {
            fact.confidence = fact.confidence.min(0.4);
        }
        fact.why.contains("gr").then_some(fact)
    });
    labelled
        .or_else(|| card_group(ctx))
        .or_else(|| behind_employer(ctx))
        .or_else(|| letters(ctx))
        .or_else(|| policy(ctx, member))
}

/// "Group: Suwannee Pulp and Paper, 60218", "the group policy of Mesa Ceramics Works (policy 40118-B)".
fn behind_employer(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[A-Z][^\d(]{3,60}, (?i:(?:group )?(?:policy|group|no|number)?\.? ?(?:no\.? )?)\(?([A-Z0-9-]*\d[A-Z0-9-]*)\)?(?:,|$)")
            .expect("a fixed pattern")
    });
    static POLICY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b[Gg]roup [Pp]olicy(?: of [^()\d]{3,60}| for [^()\d]{3,60})? \((?:[Pp]olicy |[Gg]roup )?(?:[Nn]o\.? )?([A-Z0-9-]*\d[A-Z0-9-]*)\)")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    let of_label = ctx
        .pairs
        .iter()
        .filter(|p| p.strong && p.label.contains("group"))
        .find_map(|p| {
            let text = &sheet.cells.get(p.value_cell)?.text;
            let start = text.parts.get(p.from)?.raw.start;
            let m = BEHIND.captures(p.value(sheet))?.get(1)?;
            let ids = text.toks(text.parts_in_raw(start + m.start()..start + m.end()));
            Some((m.as_str().to_owned(), ids))
        });
    let (value, ids) = of_label.or_else(|| {
        sheet.cells.iter().find_map(|c| {
            let m = POLICY.captures(&c.text.raw)?.get(1)?;
            let ids = c.text.toks(c.text.parts_in_raw(m.range()));
            Some((m.as_str().to_owned(), ids))
        })
    })?;
    (value.len() >= 4).then(|| sheet.fact(value, &ids, 0.88, "behind the name of the group"))
}

/// "Group  KK-CHIP-LOW", "Group  DUNMAG 02": letters in capitals under the very label.
fn letters(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static LETTERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[A-Z]{2,}(?:-[A-Z0-9]{2,}){1,3}|[A-Z]{2,10} \d{2,6})$")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    ctx.pairs
        .iter()
        .filter(|p| p.strong && p.is("group_number") && p.label.starts_with("gr"))
        .find_map(|p| {
            let value = p.value(sheet);
            LETTERS.is_match(value).then(|| {
                let why = format!("label '{}'", p.label);
                sheet.fact(value.to_owned(), &p.toks(sheet), 0.86, why)
            })
        })
}

/// The number of the policy of a school or an employer, where the person has another number.
fn policy(ctx: &Ctx<'_>, member: Option<&Fact<String>>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let own = squeeze(&member?.value);
    let of_group = sheet
        .cells
        .iter()
        .any(|c| any(&c.text.low, &List("numbers.groups")).is_some());
    if !of_group {
        return None;
    }
    ctx.pairs
        .iter()
        .filter(|p| p.strong && List("numbers.policies").contains(&p.label.as_str()))
        .filter(|p| !ruled_out(ctx, p, "policy_number"))
        .find_map(|p| {
            let (ids, value) = number_at(sheet, p)?;
            let why = format!("label '{}'", p.label);
            (squeeze(&value) != own).then(|| sheet.fact(value, &ids, 0.85, why))
        })
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
