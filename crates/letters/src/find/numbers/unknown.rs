//! Numbers behind labels that no list knows: whatever a letter calls its file, matter or ticket.

use super::{Ctx, number_at, squeeze};
use crate::find::labels::{self, Pair};
use crate::phrases::List;
use crate::structure::RowKind;
use crate::structure::text::any;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// What ends a label: a colon, or a word for "number".
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?::|#|\b(?:no|nr|nos|num)\.|\bnumber|\bid\.?)$").expect("a fixed pattern")
});

/// A number with what it is called.
pub struct Named {
    /// Its label in lower case.
    pub label: String,
    /// Its signs.
    pub value: String,
    /// Its tokens.
    pub ids: Vec<usize>,
}

/// All numbers with a label of some kind, in reading order.
pub fn all(ctx: &Ctx<'_>) -> Vec<Named> {
    let sheet = ctx.sheet;
    let mut out: Vec<Named> = Vec::new();
    for (cell, c) in sheet.cells.iter().enumerate() {
        let kind = sheet.rows.get(c.row).map(|r| r.kind);
        if kind == Some(RowKind::Printed) {
            continue;
        }
        for (n, part) in c.text.parts.iter().enumerate() {
            let raw = c.text.raw.get(part.raw.clone()).unwrap_or("");
            let opens = raw
                .trim_start_matches(['(', '#'])
                .chars()
                .next()
                .is_some_and(|x| x.is_ascii_uppercase() || x.is_ascii_digit());
            let before = c.text.raw_of(0..n);
            let label = if n == 0 {
                labels::name_of(sheet, cell, 0)
            } else if MARK.is_match(before) {
                last_words(before)
            } else {
                continue;
            };
            let words = label.split_whitespace().count();
            if !opens
                || label.is_empty()
                || words > 6
                || !label.chars().any(char::is_alphabetic)
                || label.chars().filter(char::is_ascii_digit).count() > 3
                || any(&label, &List("numbers.no-label")).is_some()
            {
                continue;
            }
            let pair = Pair {
                fields: Vec::new(),
                label: label.clone(),
                strong: true,
                cell,
                value_cell: cell,
                from: n,
                to: c.text.parts.len(),
            };
            let Some((ids, value)) = number_at(sheet, &pair) else {
                continue;
            };
            let digits = value.chars().filter(char::is_ascii_digit).count();
            if digits >= 4 && squeeze(&value).len() >= 5 {
                out.push(Named { label, value, ids });
            }
        }
    }
    out
}

/// The last words of a label in running text: "Your file in this matter, no." gives "this matter, no.".
fn last_words(before: &str) -> String {
    let low = before
        .trim_end_matches([':', '.', '#', ' '])
        .to_ascii_lowercase();
    let clause = low
        .rsplit([';', '(', '|'])
        .find(|s| !s.trim().is_empty())
        .unwrap_or(&low);
    let words: Vec<&str> = clause.split_whitespace().collect();
    // A full stop behind a long word ends a sentence, behind a short one an abbreviation.
    let end = words
        .iter()
        .rposition(|w| w.ends_with('.') && w.len() > 6)
        .map_or(0, |i| i + 1);
    let from = words.len().saturating_sub(4).max(end);
    words.get(from..).unwrap_or_default().join(" ")
}

/// The person's number, by any label that speaks of a member, a card or a policy, or in a sentence.
pub fn member(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let named = all(ctx);
    let by = |list: List| {
        named.iter().find(|n| {
            any(&n.label, &list).is_some() && any(&n.label, &List("numbers.case")).is_none()
        })
    };
    by(List("numbers.person"))
        .or_else(|| by(List("numbers.person-last")))
        .map(|n| {
            let why = format!("label '{}'", n.label);
            ctx.sheet.fact(n.value.clone(), &n.ids, 0.85, why)
        })
        .or_else(|| told(ctx, &PERSON_TOLD))
}

/// "Your card shows you as …".
static PERSON_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:you are|you as|know you (?:as|by)|listed (?:as|under)|enrolled (?:as|under)|member(?:ship)? of record is|your (?:own |personal )?(?:no|number|id)\.?)(?: (?:no|number|id)\.?)? ?:? ?([A-Z0-9])")
        .expect("a fixed pattern")
});

/// "This matter is numbered …", "which our office numbers …", "we have it under …".
pub static CASE_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:numbered|(?:office|we|plan|fund|clerk|file) numbers?(?: it| this)?(?: as)?|(?:filed|kept|recorded|registered|carried|logged|docketed|entered|known to us|have this|have it|keep this|keep it|will find it)(?: (?:here|with us|in our \w+))? (?:under|as)|bears (?:the|our) (?:number|reference)|under (?:our |the )?(?:number|no|file|reference))\.?(?: (?:number|no)\.?)? ([A-Z0-9])")
        .expect("a fixed pattern")
});

/// The number that a sentence of this shape tells; the last group begins at it.
pub fn told(ctx: &Ctx<'_>, shape: &Regex) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    ctx.plain().find_map(|s| {
        let at = shape.captures(&s.text.raw)?.get(1)?.start();
        let part = s.text.parts.get(s.text.parts_in_raw(at..at + 1).start)?;
        let cell = sheet.toks.get(part.tok)?.cell;
        let parts = &sheet.cells.get(cell)?.text.parts;
        let from = parts.iter().position(|p| p.tok == part.tok)?;
        let pair = Pair {
            fields: Vec::new(),
            label: String::new(),
            strong: true,
            cell,
            value_cell: cell,
            from,
            to: parts.len(),
        };
        let (ids, value) = number_at(sheet, &pair)?;
        let digits = value.chars().filter(char::is_ascii_digit).count();
        (digits >= 4 && squeeze(&value).len() >= 5)
            .then(|| sheet.fact(value, &ids, 0.8, "a sentence tells it"))
    })
}

/// The number of the claim or request, by any label that is none of the person's.
pub fn case(ctx: &Ctx<'_>, member: Option<&str>) -> Option<(Fact<String>, bool)> {
    let named = all(ctx);
    let free = |n: &&Named| Some(squeeze(&n.value).as_str()) != member;
    let pick = named
        .iter()
        .filter(free)
        .find(|n| any(&n.label, &List("numbers.case")).is_some())
        .map(|n| (n, true))
        .or_else(|| {
            named
                .iter()
                .filter(free)
                .find(|n| {
                    any(&n.label, &List("numbers.person")).is_none()
                        && any(&n.label, &List("numbers.group")).is_none()
                })
                .map(|n| (n, false))
        });
    pick.map(|(n, told)| {
        let sure = if told { 0.85 } else { 0.7 };
        (
            ctx.sheet.fact(
                n.value.clone(),
                &n.ids,
                sure,
                format!("label '{}'", n.label),
            ),
            n.label.contains("claim"),
        )
    })
}
