//! What a token of a row is by its shape: a day, a service code with its modifiers, a diagnosis, a count, a remark.

use crate::dates;
use crate::find::{Ctx, codes};
use crate::structure::{Sheet, Text, table};
use chrono::NaiveDate;
use holdfast_case::{BBox, Fact, Quantity};
use regex::Regex;
use std::sync::LazyLock;

/// A code with up to four modifiers behind dashes: `90837-95`, `96365-59-XU`.
static SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[^\w$#]*([0-9]{5}|[0-9]{4}[FTU]|[A-CEGHJ-MP-V][0-9]{4})((?:-[A-Z0-9]{2}){0,4})[^\w%]*$",
    )
    .expect("a fixed pattern")
});
static DIAGNOSIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*([A-TV-Z][0-9][0-9AB](?:\.[0-9A-TV-Z]{1,4})?)\W*$").expect("a fixed pattern")
});
/// A remark code, a letter or a number of a note: `CO-45`, `N519`, `(a)`, `44`, `D1`.
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[(\[*]*((?:CO|PR|OA|PI)[- ]?[0-9A-Z]{1,3}|[A-Za-z]{0,2}[0-9]{1,4}|[A-Z]{1,2}|[a-z])[)\]*.]*$")
        .expect("a fixed pattern")
});
static MODIFIER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\W*([A-Z0-9]{2})\W*$").expect("a fixed pattern"));
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\d{1,3}(?:,?\d{3})*(?:\.\d{1,4})?$").expect("a fixed pattern"));

/// The days of a row, each with its tokens: one, or the first and the last of a span.
pub fn days(sheet: &Sheet, ids: &[usize]) -> Vec<(NaiveDate, Vec<usize>)> {
    let text = Text::new(&sheet.toks, ids);
    let mut out: Vec<(NaiveDate, Vec<usize>)> = Vec::new();
    for spot in dates::find(&text.low) {
        let toks = text.toks(text.parts_in(spot.low.clone()));
        out.push((spot.date, toks));
    }
    out
}

/// A service code of a row.
pub struct Service {
    /// The code in capitals.
    pub code: String,
    /// Modifiers glued to it.
    pub modifiers: Vec<String>,
    /// How sure.
    pub sure: f32,
    /// Why.
    pub why: &'static str,
}

/// The service code that a token is, if it has the shape of one.
pub fn service(ctx: &Ctx<'_>, id: usize) -> Option<Service> {
    let tok = ctx.sheet.toks.get(id)?;
    let upper = tok.raw.to_ascii_uppercase();
    let caught = SERVICE.captures(&upper)?;
    let read = caught.get(1)?.as_str().to_owned();
    let (code, misread) = codes::likely(ctx, tok, read);
    let glued = caught.get(2).map_or("", |m| m.as_str());
    let modifiers = glued
        .split('-')
        .filter(|m| !m.is_empty())
        .map(str::to_owned)
        .collect();
    let (sure, why) = match (codes::known(ctx, &code), misread) {
        (true, false) => (0.97, "listed code in a line"),
        (true, true) => (0.7, "listed code that looks like the one read"),
        (false, _) => (0.9, "shape of a code in a line"),
    };
    Some(Service {
        code,
        modifiers,
        sure,
        why,
    })
}

/// The modifier that a token is. `headed` where it stands under their heading; else it must be a listed one.
pub fn modifier(ctx: &Ctx<'_>, id: usize, headed: bool) -> Option<String> {
    let tok = ctx.sheet.toks.get(id)?;
    let upper = tok.raw.to_ascii_uppercase();
    let found = MODIFIER.captures(&upper)?.get(1)?.as_str().to_owned();
    let listed = ctx.lib.codes.modifiers.iter().any(|m| m.code == found);
    (headed || listed).then_some(found)
}

/// The diagnosis code that a token is.
pub fn diagnosis(raw: &str) -> Option<String> {
    let upper = raw.to_ascii_uppercase();
    let found = DIAGNOSIS.captures(&upper)?.get(1)?;
    Some(found.as_str().to_owned())
}

/// The count that a token is.
pub fn count(raw: &str) -> Option<Quantity> {
    COUNT.is_match(raw).then(|| raw.parse().ok()).flatten()
}

/// The remark codes that a token holds: `X7,X9` are two.
pub fn remarks(raw: &str) -> Vec<String> {
    raw.split([',', ';', '/'])
        .filter_map(|piece| {
            REMARK
                .captures(piece)?
                .get(1)
                .map(|m| m.as_str().to_owned())
        })
        .collect()
}

/// True where two boxes stand over each other, with so much slack at either side.
pub fn overlap(a: BBox, b: BBox, slack: f32) -> bool {
    a.x0 < b.x1 + slack && a.x1 > b.x0 - slack
}

/// The words of these tokens as a value, without stray signs at their ends.
pub fn words(sheet: &Sheet, ids: &[usize]) -> String {
    let text = Text::new(&sheet.toks, ids);
    let strays = |c: char| matches!(c, ',' | ';' | ':' | '|' | '-' | '(' | ' ' | '*');
    let bare = text.raw.trim_matches(strays);
    // A closing bracket stays only where one was opened.
    if bare.ends_with(')') && !bare.contains('(') {
        bare.trim_end_matches(')').to_owned()
    } else {
        bare.to_owned()
    }
}

/// A fact of words, or none where nothing is left of them.
pub fn words_fact(sheet: &Sheet, ids: &[usize], sure: f32, why: &str) -> Option<Fact<String>> {
    let value = words(sheet, ids);
    (!value.is_empty()).then(|| sheet.fact(value, ids, sure, why))
}

/// Tokens of a row from left to right that are no amount.
pub fn without_amounts(sheet: &Sheet, row: usize) -> Vec<usize> {
    table::row_toks(sheet, row)
        .into_iter()
        .filter(|&i| sheet.toks.get(i).is_some_and(|t| table::money(t).is_none()))
        .collect()
}
