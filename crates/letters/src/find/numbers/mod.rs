//! Numbers: member, group, claim and whatever else names a case, each by its label and its shape.

mod group;
pub mod order;
mod siblings;
mod unknown;
mod value;

pub use group::group;
pub use siblings::siblings;

use super::Ctx;
use super::labels::Pair;
use crate::dates;
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Fact;
use holdfast_case::reading::ClaimNumber;
use regex::Regex;
use std::sync::LazyLock;
use value::number_at;

/// A number behind a name: "Ada Roe, no. 88-40372", "Ada Roe, CHA 20 33 8817".
static BEHIND_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[A-Z][\w.'-]+ ){1,5}?[A-Z][\w.'-]+,? [(,]?(?:(?i:no|nos|id|number|member)\.?:? ?(?i:no\.? ?)?|#)?((?:[A-Z]{1,4}[ -]?)?\d[A-Z0-9-]*(?: [A-Z0-9-]{1,8}){0,4})")
        .expect("a fixed pattern")
});

/// True where words near a label rule its field out.
fn ruled_out(ctx: &Ctx<'_>, pair: &Pair, field: &str) -> bool {
    let near = ctx
        .sheet
        .cells
        .get(pair.cell)
        .map(|c| c.text.low.as_str())
        .unwrap_or_default();
    let upto = near
        .find(pair.label.as_str())
        .map(|i| near.get(..i + pair.label.len()).unwrap_or(near))
        .unwrap_or(near);
    let tail = upto.get(upto.len().saturating_sub(40)..).unwrap_or(upto);
    // A policy that is a rule of the insurer has a number too: "Medical Policy No. 8.01".
    let own_words = upto
        .strip_suffix(pair.label.as_str())
        .unwrap_or_default()
        .trim_end();
    if pair.label.starts_with("policy")
        && List("numbers.policies-that-are-rules")
            .iter()
            .any(|w| own_words.ends_with(w))
    {
        return true;
    }
    ctx.lib
        .patterns
        .labels
        .iter()
        .filter(|l| l.field == field)
        .flat_map(|l| &l.not_if_near)
        .any(|w| {
            !pair.label.contains(w.as_str()) && crate::structure::text::at_word(tail, w).is_some()
        })
}

fn best(ctx: &Ctx<'_>, field: &str, least_digits: usize) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let mut found: Vec<(f32, Fact<String>)> = Vec::new();
    for pair in ctx.pairs.iter().filter(|p| p.is(field)) {
        // The group of a drug card is read for itself.
        let card = field == "group_number" && pair.label.starts_with("rx");
        if card || ruled_out(ctx, pair, field) {
            continue;
        }
        let Some((ids, value)) = number_at(sheet, pair) else {
            continue;
        };
        // "XXX-XXX-KR31": not shown in full.
        let masked = value.starts_with("XX") || value.starts_with("**");
        let least = if masked { 2 } else { least_digits };
        if value.chars().filter(char::is_ascii_digit).count() < least {
            continue;
        }
        let telling =
            pair.label.contains(' ') || matches!(pair.label.as_str(), "mbi" | "cin" | "dbn");
        let names_number = any(&pair.label, &List("numbers.id")).is_some();
        // "Participant" over "1311 Medicine Bow Street": the number of a house.
        if field == "member_id"
            && !pair.strong
            && value.bytes().all(|b| b.is_ascii_digit())
            && value.len() < 6
        {
            continue;
        }
        let score = f32::from(u8::from(pair.strong)) * 2.0
            + f32::from(u8::from(telling)) * 2.0
            + f32::from(u8::from(names_number))
            // A certificate or policy is the person's number only where nothing better is given.
            - f32::from(u8::from(any(&pair.label, &List("numbers.second-best")).is_some())) * 3.0;
        let sure = if pair.strong && (telling || names_number) {
            0.975
        } else if pair.strong || names_number {
            0.93
        } else {
            0.85
        };
        found.push((
            score,
            sheet.fact(value, &ids, sure, format!("label '{}'", pair.label)),
        ));
    }
    let top = found.iter().map(|f| f.0).fold(f32::MIN, f32::max);
    let mut first = found.iter().find(|f| f.0 >= top)?.1.clone();
    // Several different numbers with labels as good: unsure which.
    if found
        .iter()
        .any(|f| f.0 >= top && squeeze(&f.1.value) != squeeze(&first.value))
    {
        first.confidence = first.confidence.min(0.8);
    }
    Some(first)
}

/// A number without what only lays it out.
pub fn squeeze(value: &str) -> String {
    value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The member's number.
pub fn member_id(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let labelled = best(ctx, "member_id", 3);
    // A label of one word may only stand by chance before a number.
    if let Some(fact) = labelled.filter(|f| f.confidence >= 0.84) {
        return Some(fact);
    }
    behind_name(ctx)
        .or_else(|| unknown::member(ctx))
        .or_else(|| best(ctx, "member_id", 3))
}

/// The number that follows the person's name in the value of a label.
fn behind_name(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    ctx.pairs
        .iter()
        .filter(|p| p.strong && p.is("member_name"))
        .find_map(|p| {
            let cell = sheet.cells.get(p.value_cell)?;
            let first = cell.text.parts.get(p.from)?.raw.start;
            let m = BEHIND_NAME.captures(cell.text.raw.get(first..)?)?.get(1)?;
            let digits = m.as_str().chars().filter(char::is_ascii_digit).count();
            let dated = !dates::find(&m.as_str().to_ascii_lowercase()).is_empty();
            let ids = cell
                .text
                .toks(cell.text.parts_in_raw(first + m.start()..first + m.end()));
            (digits >= 4 && !dated).then(|| {
                sheet.fact(
                    m.as_str().to_owned(),
                    &ids,
                    0.88,
                    format!("behind the name of '{}'", p.label),
                )
            })
        })
}

/// Fields that name a case, the one to quote first, with the type they are shown as.
const CASES: &[(&str, &str)] = &[
    ("claim_number", "claim"),
    ("appeal_number", "appeal"),
    ("authorization_number", "authorization"),
    ("reference_number", "reference"),
    ("case_number", "case"),
    ("denial_number", "notice"),
    ("patient_account", "account"),
];

/// True of a label of an earlier step: "First appeal no."
fn earlier(ctx: &Ctx<'_>, pair: &Pair) -> bool {
    let low = ctx.sheet.cells.get(pair.cell).map(|c| c.text.low.as_str());
    let before = low.and_then(|l| l.get(..l.find(pair.label.as_str())?));
    let last = before.and_then(|b| b.split_whitespace().next_back());
    last.is_some_and(|w| List("numbers.earlier").contains(&w))
}

/// Numbers under a column called "Claim", with whether their line was refused.
fn of_tables(ctx: &Ctx<'_>) -> Vec<(String, Vec<usize>, bool)> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for table in &sheet.tables {
        let head = table.head.iter().find_map(|&i| {
            let tok = sheet.toks.get(i)?;
            let cell = sheet.cells.get(tok.cell)?;
            let low = cell.text.low.trim_end_matches([':', '.']);
            (List("numbers.columns").contains(&low)
                || ["claim and", "claim /", "claim, "]
                    .iter()
                    .any(|w| low.starts_with(w)))
            .then_some(cell.bbox)
        });
        let Some(head) = head else { continue };
        for line in table.lines.iter().filter(|l| !l.total) {
            let cell = sheet
                .rows
                .get(line.row)
                .into_iter()
                .flat_map(|r| r.cells.iter().copied())
                .find(|&c| {
                    sheet
                        .cells
                        .get(c)
                        .is_some_and(|c| (c.bbox.x0 - head.x0).abs() < 12.0)
                });
            let Some(n) = cell else { continue };
            let count = sheet.cells.get(n).map_or(0, |c| c.text.parts.len());
            let pair = Pair {
                fields: Vec::new(),
                label: String::new(),
                strong: true,
                cell: n,
                value_cell: n,
                from: 0,
                to: count,
            };
            if let Some((ids, value)) = number_at(sheet, &pair)
                && squeeze(&value).len() >= 5
            {
                let refused = crate::find::codes::line_refuses(ctx, line.row) == Some(true);
                out.push((value, ids, refused));
            }
        }
    }
    out
}

/// Numbers that name the claim or request, the one to quote in an answer first.
pub fn claim_numbers(ctx: &Ctx<'_>) -> Vec<ClaimNumber> {
    let sheet = ctx.sheet;
    let mut out: Vec<(usize, usize, ClaimNumber)> = Vec::new();
    let member = member_id(ctx).map(|f| squeeze(&f.value));
    for (rank, (field, kind)) in CASES.iter().enumerate() {
        for pair in ctx.pairs.iter().filter(|p| p.is(field)) {
            if ruled_out(ctx, pair, field) {
                continue;
            }
            let Some((ids, value)) = number_at(sheet, pair) else {
                continue;
            };
            let flat = squeeze(&value);
            if flat.len() < 5
                || Some(&flat) == member.as_ref()
                || out.iter().any(|(_, _, n)| squeeze(&n.fact.value) == flat)
            {
                continue;
            }
            let low = sheet
                .cells
                .get(pair.cell)
                .map(|c| c.text.low.as_str())
                .unwrap_or_default();
            let other = any(low, &List("numbers.certified-mail")).is_some();
            if other && !pair.strong {
                continue;
            }
            // "Ref" and "Notice" name many things; "claim number" names one.
            let telling =
                pair.label.contains(' ') || matches!(*field, "claim_number" | "appeal_number");
            let sure = match (pair.strong, telling) {
                (true, true) => 0.97,
                (true, false) => 0.89,
                _ => 0.86,
            };
            let fact = sheet.fact(
                value,
                &ids,
                if other { 0.6 } else { sure },
                format!("label '{}'", pair.label),
            );
            // The number of an appeal that was decided before is no longer the one to quote.
            let over = *field == "appeal_number" && earlier(ctx, pair);
            let rank = if over { CASES.len() } else { rank };
            out.push((
                rank + usize::from(!pair.strong),
                sheet.cells.get(pair.value_cell).map_or(0, |c| c.row),
                ClaimNumber {
                    fact,
                    kind: if over { "reference" } else { *kind }.to_owned(),
                },
            ));
        }
    }
    order::refused_first(ctx, &mut out);
    for (value, ids, refused) in of_tables(ctx) {
        let flat = squeeze(&value);
        if let Some(old) = out
            .iter_mut()
            .find(|(_, _, n)| squeeze(&n.fact.value) == flat)
        {
            old.0 = if refused { 0 } else { old.0 };
            continue;
        }
        let fact = sheet.fact(value, &ids, 0.9, "under the heading 'claim' of a table");
        out.push((
            usize::from(!refused),
            0,
            ClaimNumber {
                fact,
                kind: "claim".to_owned(),
            },
        ));
    }
    // "No. 2608-334-11907" in a line that speaks of a claim.
    static NO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|\s)No\.? ?([A-Z0-9][A-Z0-9-]{5,24})\b").expect("a fixed pattern")
    });
    for row in 0..sheet.rows.len() {
        let low = crate::structure::table::row_low(sheet, row);
        if !low.contains("claim") && !low.contains("docket") {
            continue;
        }
        for &cell in sheet
            .rows
            .get(row)
            .map(|r| r.cells.as_slice())
            .unwrap_or_default()
        {
            let Some(text) = sheet.cells.get(cell).map(|c| &c.text) else {
                continue;
            };
            for caught in NO.captures_iter(&text.raw) {
                let Some(m) = caught.get(1) else { continue };
                let value = m.as_str().to_owned();
                let flat = squeeze(&value);
                let digits = value.chars().filter(char::is_ascii_digit).count();
                if digits < 4
                    || Some(&flat) == member.as_ref()
                    || out.iter().any(|(_, _, n)| squeeze(&n.fact.value) == flat)
                {
                    continue;
                }
                let ids = text.toks(text.parts_in_raw(m.range()));
                let kind = if low.contains("docket") {
                    "docket"
                } else {
                    "claim"
                };
                let fact = sheet.fact(value, &ids, 0.92, format!("'No.' in a line about a {kind}"));
                out.push((
                    0,
                    row,
                    ClaimNumber {
                        fact,
                        kind: kind.to_owned(),
                    },
                ));
            }
        }
    }
    if out.is_empty()
        && let Some(fact) = unknown::told(ctx, &unknown::CASE_TOLD)
    {
        out.push((
            9,
            0,
            ClaimNumber {
                fact,
                kind: "reference".to_owned(),
            },
        ));
    }
    if out.is_empty()
        && let Some((fact, claim)) = unknown::case(ctx, member.as_deref())
    {
        let kind = if claim { "claim" } else { "reference" };
        out.push((
            9,
            0,
            ClaimNumber {
                fact,
                kind: kind.to_owned(),
            },
        ));
    }
    out.sort_by_key(|(rank, _, n)| {
        (
            *rank,
            n.fact.place.map(|p| (p.page, (p.bbox.y0 * 10.0) as i64)),
        )
    });
    out.into_iter().map(|(_, _, n)| n).collect()
}
