//! Telephone numbers of a card with what they are for.

use super::label;
use crate::phrases::List;
use crate::structure::text::any;
use crate::structure::{Sheet, Text};
use holdfast_case::statement::{CardPhone, PhoneRole};
use regex::Regex;
use std::sync::LazyLock;

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\b\d{3}[-. ])\d{3}[-. ]\d{4}\b")
        .expect("a fixed pattern")
});

/// Words that say what a number is for; the first list that has one decides.
const ROLES: [(PhoneRole, List); 6] = [
    (PhoneRole::BehavioralHealth, List("tables.phone-behavioral")),
    (
        PhoneRole::PriorAuthorization,
        List("tables.phone-authorization"),
    ),
    (PhoneRole::Other, List("tables.phone-other")),
    (PhoneRole::Pharmacy, List("tables.phone-pharmacy")),
    (PhoneRole::Provider, List("tables.phone-provider")),
    (PhoneRole::MemberServices, List("tables.phone-member")),
];

/// What the words beside a number make of it.
fn role(label: &str) -> PhoneRole {
    ROLES
        .iter()
        .find(|(_, words)| any(label, words).is_some())
        .map_or(PhoneRole::Other, |r| r.0)
}

/// All telephone numbers, those for the deaf and of fax machines left out.
pub fn phones(sheet: &Sheet) -> Vec<CardPhone> {
    let mut out: Vec<CardPhone> = Vec::new();
    for (n, row) in sheet.rows.iter().enumerate() {
        for (at, &cell) in row.cells.iter().enumerate() {
            let Some(c) = sheet.cells.get(cell) else {
                continue;
            };
            let mut from = 0;
            for found in PHONE.find_iter(&c.text.raw) {
                let ids = c.text.toks(c.text.parts_in_raw(found.range()));
                let before = c.text.raw.get(from..found.start()).unwrap_or_default();
                from = found.end();
                let mut label = tidy(before);
                if label.is_empty() {
                    label = at
                        .checked_sub(1)
                        .and_then(|b| row.cells.get(b))
                        .and_then(|&b| sheet.cells.get(b))
                        .map(|b| tidy(&b.text.raw))
                        .filter(|l| !PHONE.is_match(l))
                        .unwrap_or_default();
                }
                if label.is_empty() {
                    label = above(sheet, n, cell);
                }
                let low = label.to_lowercase();
                if any(&low, &List("tables.phone-not")).is_some() {
                    continue;
                }
                let value = found.as_str().trim().to_owned();
                if out
                    .iter()
                    .any(|p| p.number.value == value && p.label == label)
                {
                    continue;
                }
                let role = role(&low);
                let sure = if role == PhoneRole::Other { 0.8 } else { 0.93 };
                let why = if label.is_empty() {
                    "a telephone number without words".to_owned()
                } else {
                    format!("beside '{low}'")
                };
                out.push(CardPhone {
                    role,
                    label,
                    number: sheet.fact(value, &ids, sure, why),
                });
            }
        }
    }
    out
}

/// Words of a label without the signs around them, and without the verb that leads to the number.
fn tidy(words: &str) -> String {
    let stray = |c: char| !c.is_alphanumeric() && c != ')';
    let mut label = words.trim_matches(stray);
    for verb in [" call", " at", " phone", " tel", " dial"] {
        label = label
            .strip_suffix(verb)
            .unwrap_or(label)
            .trim_end_matches(stray);
    }
    label.to_owned()
}

/// The words in the cell above.
fn above(sheet: &Sheet, row: usize, cell: usize) -> String {
    row.checked_sub(1)
        .and_then(|r| sheet.rows.get(r))
        .into_iter()
        .flat_map(|r| r.cells.iter().copied())
        .find(|&c| label::below(sheet, c) == Some(cell))
        .and_then(|c| sheet.cells.get(c))
        .map(|c| Text::new(&sheet.toks, &c.ids).raw)
        .filter(|words| !PHONE.is_match(words))
        .map(|words| tidy(&words))
        .unwrap_or_default()
}
