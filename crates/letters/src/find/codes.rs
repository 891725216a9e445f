//! Codes: only where a service, a diagnosis or a reason is spoken of. Five digits alone are no code.

use super::{Ctx, amounts, labels, spared};
use crate::phrases::List;
use crate::structure::Tok;
use crate::structure::text::any;
use holdfast_case::Reading;
use holdfast_case::reading::{CodeFact, Outcome};
use regex::Regex;
use std::sync::LazyLock;

static SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*([0-9]{5}|[0-9]{4}[FTU]|[A-CEGHJ-MP-V][0-9]{4})(?:-[A-Z0-9]{2})?\W*$")
        .expect("a fixed pattern")
});
static DIAGNOSIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*([A-TV-Z][0-9][0-9AB](?:\.[0-9A-TV-Z]{1,4})?)\W*$").expect("a fixed pattern")
});
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*((?:CO|PR|OA|PI)[- ]?[0-9A-Z]{1,3}|M[A]?[0-9]{1,3}|N[0-9]{1,3}|[0-9]{1,3}|B[0-9]{1,2})\W*$").expect("a fixed pattern")
});
static NDC: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\W*(\d{4,5}-\d{3,4}-\d{1,2})\W*$").expect("a fixed pattern"));

/// Two-letter names of states and territories.
pub static STATES: List = List("codes.states");

/// True where the words hold something in the shape of a service code.
pub fn code_in(low: &str) -> bool {
    low.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/'))
        .any(|w| w.len() >= 5 && SERVICE.is_match(&w.to_ascii_uppercase()))
}

fn system(code: &str) -> &'static str {
    if code.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        "cpt"
    } else {
        "hcpcs"
    }
}

/// True where the library lists this service code, alone or in a span.
pub fn known(ctx: &Ctx<'_>, code: &str) -> bool {
    let c = &ctx.lib.codes;
    c.procedures.iter().chain(&c.hcpcs).any(|p| {
        p.code
            .split([',', '/'])
            .map(str::trim)
            .any(|one| match one.split_once('-') {
                Some((from, to)) => {
                    from.len() == code.len() && to.len() == code.len() && from <= code && code <= to
                }
                None => one == code,
            })
    })
}

static SERVICE_WORDS: List = List("codes.service-words");

/// Words right before a number that say it is something else.
static OTHER_NUMBER: List = List("codes.other-number");

/// All codes with whether the letter refuses them.
pub fn codes(ctx: &Ctx<'_>, reading: &Reading) -> Vec<CodeFact> {
    let sheet = ctx.sheet;
    let outcome = reading.outcome.as_ref().map(|o| o.value);
    let mut out: Vec<CodeFact> = Vec::new();
    let mut put = |value: &str, system: &str, tok: usize, sure: f32, why: &str, denied: bool| {
        if let Some(old) = out
            .iter_mut()
            .find(|c: &&mut CodeFact| c.fact.value == value && c.system == system)
        {
            old.denied |= denied;
            return;
        }
        out.push(CodeFact {
            fact: sheet.fact(value.to_owned(), &[tok], sure, why),
            system: system.to_owned(),
            denied,
        });
    };
    // Of a part that was refused the lines of a claim tell; where there are none, the rows that say so, or all.
    let claim = sheet.tables.iter().any(|t| t.lines.len() > 1);
    let all = matches!(
        outcome,
        Some(Outcome::Denied | Outcome::Upheld | Outcome::Reduced)
    ) || (outcome == Some(Outcome::PartlyDenied) && !claim);
    let parted = outcome == Some(Outcome::PartlyDenied);
    let statuses = if parted {
        super::kind::item_statuses(ctx)
    } else {
        Vec::new()
    };
    let item_refused = |row: usize| {
        let above = statuses.iter().filter(|(r, _)| *r <= row && row - r <= 2);
        above.max_by_key(|(r, _)| *r).map(|(_, refused)| *refused)
    };
    // what is left alone, and what a line of a table refuses all the same
    let (mut spared, mut refused): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let unpaid = spared::unpaid(sheet).filter(|_| parted && !claim);
    let mut named_unpaid: Vec<String> = Vec::new();
    for s in ctx.plain() {
        for (n, part) in s.text.parts.iter().enumerate() {
            let Some(tok) = sheet.toks.get(part.tok) else {
                continue;
            };
            let before = n
                .checked_sub(1)
                .and_then(|i| s.text.parts.get(i))
                .and_then(|p| sheet.toks.get(p.tok));
            for piece in pieces(tok) {
                if let Some(code) = SERVICE
                    .captures(&piece)
                    .and_then(|c| c.get(1))
                    .map(|m| m.as_str().to_owned())
                {
                    let (code, misread) = likely(ctx, tok, code);
                    if let Some((sure, why)) =
                        service_code(ctx, part.tok, before, &s.text.low, &code, part.low.start)
                    {
                        let denied = all || line_refuses(ctx, tok.row).unwrap_or(false);
                        let denied = denied
                            && line_refuses(ctx, tok.row) != Some(false)
                            && item_refused(tok.row) != Some(false);
                        let sure = if misread { sure * 0.75 } else { sure };
                        let after = s.text.low.get(part.low.start + code.len()..);
                        match line_refuses(ctx, tok.row) {
                            Some(true) => refused.push(code.clone()),
                            None if after.is_some_and(spared::is_spared) => {
                                spared.push(code.clone())
                            }
                            _ => {}
                        }
                        let before = s.text.low.get(..part.low.start).unwrap_or_default();
                        if unpaid
                            .as_ref()
                            .is_some_and(|word| spared::is_named(before, word))
                        {
                            named_unpaid.push(code.clone());
                        }
                        put(&code, system(&code), part.tok, sure, why, denied);
                    }
                } else if let Some(code) = DIAGNOSIS.captures(&piece).and_then(|c| c.get(1)) {
                    let near = s.text.before(part.low.start);
                    let tail = near.get(near.len().saturating_sub(60)..).unwrap_or(near);
                    let beside = label_of(ctx, part.tok);
                    let named = any(tail, &["diagnos", "icd", "dx", "condition", "for "]).is_some()
                        || any(&beside, &["diagnos", "icd", "dx", "for"]).is_some();
                    if code.as_str().contains('.')
                        || (named && any(&beside, &["diagnos", "icd", "dx"]).is_some())
                    {
                        put(
                            code.as_str(),
                            "icd-10-cm",
                            part.tok,
                            if named { 0.97 } else { 0.92 },
                            "shape of a diagnosis code",
                            false,
                        );
                    }
                } else if let Some(code) = NDC.captures(&piece).and_then(|c| c.get(1))
                    && any(&s.text.low, &["ndc", "national drug"]).is_some()
                {
                    put(code.as_str(), "ndc", part.tok, 0.93, "label 'NDC'", false);
                }
            }
        }
    }
    for (value, tok, why) in remarks(ctx) {
        let system = if value.starts_with(['M', 'N']) {
            "rarc"
        } else {
            "carc"
        };
        put(&value, system, tok, 0.9, why, false);
    }
    for code in &mut out {
        let value = &code.fact.value;
        let is_paid = !named_unpaid.is_empty() && !named_unpaid.contains(value);
        if (spared.contains(value) || is_paid) && !refused.contains(value) {
            code.denied = false;
        }
    }
    out
}

/// A token cut at its inner commas, semicolons and slashes: "96365,J3490".
pub fn pieces(tok: &Tok) -> Vec<String> {
    tok.raw
        .split([',', ';', '/'])
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a token is called: left of it, or the head of its column.
fn label_of(ctx: &Ctx<'_>, tok: usize) -> String {
    let sheet = ctx.sheet;
    let Some(t) = sheet.toks.get(tok) else {
        return String::new();
    };
    let mut name = sheet
        .cells
        .get(t.cell)
        .map(|c| {
            labels::name_of(
                sheet,
                t.cell,
                c.text.parts.iter().position(|p| p.tok == tok).unwrap_or(0),
            )
        })
        .unwrap_or_default();
    for table in sheet
        .tables
        .iter()
        .filter(|x| (x.first..=x.last).contains(&t.row))
    {
        for &head in &table.head {
            if let Some(h) = sheet.toks.get(head)
                && h.bbox.x0 < t.bbox.x1 + 6.0
                && h.bbox.x1 > t.bbox.x0 - 6.0
            {
                name.push(' ');
                name.push_str(&h.low);
            }
        }
    }
    name
}

/// On recognized pages a listed code that looks like the figures read: 33490 is J3490. Never as a sure fact.
pub fn likely(ctx: &Ctx<'_>, tok: &Tok, code: String) -> (String, bool) {
    if !tok.ocr || known(ctx, &code) {
        return (code, false);
    }
    for (read, meant) in [
        ('3', 'J'),
        ('6', 'G'),
        ('5', 'S'),
        ('1', 'J'),
        ('0', 'Q'),
        ('9', 'J'),
    ] {
        if let Some(rest) = code.strip_prefix(read) {
            let twin = format!("{meant}{rest}");
            if known(ctx, &twin) {
                return (twin, true);
            }
        }
    }
    (code, false)
}

fn service_code(
    ctx: &Ctx<'_>,
    id: usize,
    before: Option<&Tok>,
    low: &str,
    code: &str,
    at: usize,
) -> Option<(f32, &'static str)> {
    let sheet = ctx.sheet;
    let tok = sheet.toks.get(id)?;
    let prior = before
        .map(|t| t.raw.trim_end_matches([',', '.']))
        .unwrap_or_default();
    let prior_low = before.map(|t| t.low.as_str()).unwrap_or_default();
    let state = STATES.contains(&prior.to_ascii_uppercase().as_str())
        && prior.len() == 2
        && prior.chars().all(|c| c.is_ascii_uppercase());
    let numeric = code.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if (numeric && state)
        || OTHER_NUMBER.contains(&prior_low.trim_end_matches(':'))
        || tok.raw.contains('$')
        || tok.raw.contains('#')
    {
        return None;
    }
    let tail = low.get(at.saturating_sub(80)..at).unwrap_or(low);
    if any(tail, &List("codes.customer-service-code")).is_some() && !known(ctx, code) {
        return None;
    }
    let name = label_of(ctx, id);
    let labelled = any(
        &name,
        &["cpt", "hcpcs", "procedure", "proc", "code", "service code"],
    )
    .is_some()
        && any(&name, &["customer", "zip", "area code", "access code"]).is_none();
    let opened = tok.raw.starts_with('(')
        || tail
            .rfind('(')
            .is_some_and(|i| tail.get(i..).is_some_and(|t| !t.contains(')')));
    let spoken = any(low, &SERVICE_WORDS).is_some() || any(&name, &SERVICE_WORDS).is_some();
    // A number at the end of an address: state by name before it.
    let address = numeric
        && sheet
            .cells
            .get(tok.cell)
            .is_some_and(|c| c.ids.last() == Some(&id))
        && before.is_some_and(|b| b.raw.ends_with(',') || state_name(&b.low))
        && !spoken;
    if address {
        return None;
    }
    match (known(ctx, code), labelled) {
        (true, true) => Some((0.98, "listed code beside a code label")),
        (true, false) => Some((
            if spoken || opened { 0.97 } else { 0.85 },
            "listed code where a service is spoken of",
        )),
        (false, true) => Some((0.94, "shape of a code beside a code label")),
        (false, false) if opened && spoken && !state_name(prior_low) => {
            Some((0.92, "in brackets behind a service"))
        }
        (false, false) if spoken && !numeric => {
            Some((0.85, "shape of a code where a service is spoken of"))
        }
        (false, false)
            if spoken
                && tail.trim_end().ends_with(',')
                && any(tail, &SERVICE_WORDS).is_some()
                && any(tail, &["street", "road", "box", "suite"]).is_none() =>
        {
            Some((0.85, "behind a service"))
        }
        _ => None,
    }
}

fn state_name(low: &str) -> bool {
    static NAMES: List = List("codes.names");
    NAMES.contains(&low.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// What the table says of the line that holds `row`: refused, not refused, or nothing.
pub fn line_refuses(ctx: &Ctx<'_>, row: usize) -> Option<bool> {
    let sheet = ctx.sheet;
    for table in sheet
        .tables
        .iter()
        .filter(|t| (t.first..=t.last).contains(&row))
    {
        let fields = amounts::columns(ctx, table);
        for line in table
            .lines
            .iter()
            .filter(|l| l.rows.contains(&row) && !l.total)
        {
            let of = |name: &str| {
                line.figures
                    .iter()
                    .find(|f| fields.get(f.column).copied().flatten() == Some(name))
                    .map(|f| f.amount.0)
            };
            let words: Vec<&str> = line
                .rows
                .iter()
                .flat_map(|&r| crate::structure::table::row_toks(sheet, r))
                .filter_map(|i| sheet.toks.get(i))
                .map(|t| t.raw.as_str())
                .collect();
            if words
                .iter()
                .any(|w| matches!(*w, "NO" | "No" | "DENIED" | "Denied"))
            {
                return Some(true);
            }
            if words.iter().any(|w| matches!(*w, "YES" | "Yes")) {
                return Some(false);
            }
            if let Some(n) = of("not_covered") {
                // A part of the charge may be cut while the rest is allowed.
                let nothing = of("allowed").is_none_or(|a| a <= 0);
                // Allowed as a price, and all of that price not covered.
                let none_of_it = of("paid") == Some(0) && of("allowed").is_some_and(|a| n >= a);
                // The whole charge: whatever the other figures were read as.
                let whole = of("billed").is_some_and(|b| n >= b);
                return Some(n > 0 && (nothing || none_of_it || whole));
            }
            if let (Some(0), Some(0)) = (of("allowed"), of("paid").or(Some(0))) {
                return Some(true);
            }
            if let Some(allowed) = of("allowed") {
                return Some(allowed == 0);
            }
        }
    }
    None
}

/// Reason codes: in the last column of a claim line, or behind a label that says so.
pub fn remarks(ctx: &Ctx<'_>) -> Vec<(String, usize, &'static str)> {
    let sheet = ctx.sheet;
    let mut out: Vec<(String, usize, &'static str)> = Vec::new();
    let mut put = |value: String, tok: usize, why: &'static str| {
        if !out.iter().any(|(v, ..)| *v == value) {
            out.push((value, tok, why));
        }
    };
    for table in &sheet.tables {
        for line in table.lines.iter().filter(|l| !l.total) {
            let Some(last) = line.figures.iter().map(|f| f.tok).max() else {
                continue;
            };
            for id in crate::structure::table::row_toks(sheet, line.row)
                .into_iter()
                .filter(|&i| i > last)
            {
                let Some(tok) = sheet.toks.get(id) else {
                    continue;
                };
                for piece in pieces(tok) {
                    if let Some(m) = REMARK.captures(&piece).and_then(|c| c.get(1)) {
                        put(
                            m.as_str().to_owned(),
                            id,
                            "behind the figures of a claim line",
                        );
                    }
                }
            }
        }
    }
    for s in ctx.plain() {
        for (n, part) in s.text.parts.iter().enumerate() {
            let Some(tok) = sheet.toks.get(part.tok) else {
                continue;
            };
            let Some(m) = REMARK.captures(&tok.raw).and_then(|c| c.get(1)) else {
                continue;
            };
            let before = s.text.before(part.low.start);
            let tail = before
                .get(before.len().saturating_sub(30)..)
                .unwrap_or(before);
            let named = List("codes.reason-code")
                .iter()
                .any(|w| tail.trim_end_matches([' ', ':', '#', ',']).ends_with(w));
            let typed = m.as_str().starts_with("CO-")
                || m.as_str().starts_with("PR-")
                || m.as_str().starts_with("OA-")
                || m.as_str().starts_with("PI-");
            if named || (typed && n == 0) {
                put(
                    m.as_str().to_owned(),
                    part.tok,
                    "behind the label of a reason code",
                );
            }
        }
    }
    out
}
