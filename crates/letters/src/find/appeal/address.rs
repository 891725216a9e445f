//! Postal addresses with how well they fit.

use super::super::Ctx;
use super::Place;
use super::fit::fit;
use super::phones::PHONE;
use crate::phrases::List;
use crate::structure::Sheet;
use crate::structure::text::{any, has};
use holdfast_case::Reading;
use regex::Regex;
use std::sync::LazyLock;

static ZIP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:[A-Z]{2}|[A-Z][a-z]+|[A-Z]{4,})\.?[ -]+\d{5}(?:-\d{4})?\b")
        .expect("a fixed pattern")
});
static STREET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bp[.,]? ?[o0q][.,]? ?b[o0]x +\w+|\b\d+[ :;]+(?:[nsew]\.? +|north |south |east |west )?[A-Z0-9][\w.'-]* +[\w.'-]*|\bp\. o\. box +\d+|\bbox \d+").expect("a fixed pattern")
});

/// "P, 0, Box", "PQ Box": not the spellings that are right as they are.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:R[O0][.,:;]|P(?:[,:;] ?[O0Q][.,:;]?|\. ?[0Q][.,:;]?|\. ?O[,:;]|[0Q][.,:;]?|O[,:;])) ?B[o0]x ",
    )
    .expect("a fixed pattern")
});

/// The ends of addresses in a text; the number of a box of five figures is no ZIP code.
fn zips(text: &str) -> impl Iterator<Item = regex::Match<'_>> {
    ZIP.find_iter(text)
        .filter(|m| !m.as_str().to_ascii_lowercase().starts_with("box"))
}

/// All that stand in the letter.
pub fn addresses(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Place> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for (n, para) in sheet.paras.iter().enumerate() {
        for m in zips(&para.text.raw) {
            let parts = para.text.parts_in_raw(m.range());
            let Some(ids) = address_ids(sheet, n, parts.end) else {
                continue;
            };
            let mut ids = ids;
            let mut value = address_text(sheet, &ids);
            if !STREET.is_match(&value) {
                // "C/O BRASS LANTERN   P O BOX 6613": its line has a second part.
                ids = with_neighbors(sheet, &ids);
                value = address_text(sheet, &ids);
            }
            if !STREET.is_match(&value) {
                continue;
            }
            let low = value.to_ascii_lowercase();
            let mut score = fit(ctx, reading, &ids, &low);
            if any(&low, &List("appeal.appeal-2")).is_some() {
                score += 2.0;
            }
            // "Claims: PO Box 1 | Appeals: PO Box 2": what stands before it on its line.
            let called = called(sheet, &ids);
            if any(&called, &List("appeal.appeal-2")).is_some() {
                score += 1.5;
            }
            if let Some(patient) = &reading.member.patient {
                let surname = patient.value.to_ascii_lowercase();
                let surname = surname.split(' ').next_back().unwrap_or("");
                if surname.len() > 3 && has(&low, surname) {
                    score -= 8.0;
                }
            }
            out.push(Place {
                score,
                value,
                ids,
                contested: false,
            });
        }
    }
    out
}

/// Tokens of the address that ends before part `end` of a paragraph.
fn address_ids(sheet: &Sheet, para: usize, end: usize) -> Option<Vec<usize>> {
    let p = sheet.paras.get(para)?;
    let last = p.text.parts.get(end.checked_sub(1)?)?;
    let last_tok = sheet.toks.get(last.tok)?;
    let cell = sheet.cells.get(last_tok.cell)?;
    let ends_line = cell.ids.last() == Some(&last.tok)
        || cell
            .text
            .parts
            .last()
            .is_some_and(|x| x.tok == last.tok || x.tail == Some(last.tok));
    let position = p.cells.iter().position(|&c| c == last_tok.cell)?;
    let lines: Vec<&crate::structure::Cell> = p
        .cells
        .get(..=position)?
        .iter()
        .filter_map(|&c| sheet.cells.get(c))
        .collect();
    let m = sheet.measure(p.page);
    let short = |c: &crate::structure::Cell| c.ids.len() <= 8 && c.bbox.width() < 52.0 * m.sign;
    let sentence_like = |c: &crate::structure::Cell| {
        c.text.raw.ends_with(['.', ':']) && c.ids.len() > 3 && !c.text.low.contains("box")
            || c.text.low.ends_with(':')
    };
    // A telephone, a span of time, a greeting: no line of an address.
    let no_line = |c: &crate::structure::Cell| {
        c.text.low.starts_with("dear ")
            || PHONE.is_match(&c.text.raw)
            || counts_time(&c.text.low)
            || c.text.low.starts_with("fax")
            || c.text.low.starts_with("phone")
    };
    if ends_line
        && lines.last().is_some_and(|c| short(c))
        && lines.iter().rev().take(2).all(|c| short(c))
    {
        // A block of short lines: up to six above, until something that is no line of an address.
        let mut ids: Vec<Vec<usize>> = Vec::new();
        for c in lines.iter().rev().take(7) {
            let is_line = short(c) || is_office(&c.text.raw);
            if !ids.is_empty() && (sentence_like(c) || !is_line || no_line(c)) {
                break;
            }
            // "fax 207-555-0174, PO Box 1195, Portland, ME 04104": the address begins behind the number.
            let phone = PHONE.find_iter(&c.text.raw).last().map(|m| m.end());
            if let Some(behind) =
                phone.filter(|&b| c.text.raw.get(b..).is_some_and(|r| STREET.is_match(r)))
            {
                let from = c.text.parts_in_raw(behind..c.text.raw.len());
                let from = (from.start..from.end)
                    .find(|&i| c.text.parts.get(i).is_some_and(|p| p.raw.start >= behind))
                    .unwrap_or(from.start);
                ids.push(c.text.toks(from..c.text.parts.len()));
                break;
            }
            let toks = c.text.toks(0..c.text.parts.len());
            // "Write to OPM at:" inside the line: the address begins behind the colon.
            let colon = c.text.parts.iter().rposition(|x| {
                c.text
                    .raw
                    .get(x.raw.clone())
                    .is_some_and(|w| w.ends_with(':'))
            });
            match colon {
                Some(k) if k + 1 < c.text.parts.len() => {
                    ids.push(c.text.toks(k + 1..c.text.parts.len()));
                    break;
                }
                _ => ids.push(toks),
            }
        }
        ids.reverse();
        // "WHERE TO APPEAL", "Write": a heading over the address.
        let heading = |line: &Vec<usize>| {
            let low = sheet.quote(line).to_ascii_lowercase();
            let low = low.trim_end_matches([':', '.', '?']);
            low.starts_with("where ") || List("appeal.heads-address").contains(&low)
        };
        if ids.len() > 2 && ids.first().is_some_and(heading) {
            ids.remove(0);
        }
        return Some(ids.into_iter().flatten().collect());
    }
    // In running text: back to the words that lead to it.
    let low_end = last.low.end;
    let before = p.text.low.get(..low_end)?;
    // An address stands in one sentence.
    let sentence = p
        .sentences
        .iter()
        .filter_map(|&s| sheet.sentences.get(s))
        .find(|s| s.text.parts.iter().any(|x| x.tok == last.tok))
        .and_then(|s| s.text.parts.first())
        .and_then(|first| p.text.parts.iter().find(|x| x.tok == first.tok))
        .map_or(0, |x| x.low.start);
    let window_start = before
        .char_indices()
        .rev()
        .nth(190)
        .map_or(0, |x| x.0)
        .max(sentence.min(low_end));
    let window = before.get(window_start..)?;
    let street = STREET
        .find_iter(window)
        .find(|m| !counts_time(m.as_str()))
        .map_or(window.len(), |m| m.start());
    let lead = List("appeal.write-to-2")
        .iter()
        .filter_map(|l| {
            window
                .get(..street)
                .and_then(|w| w.rfind(l))
                .map(|i| i + l.len())
        })
        .collect::<Vec<_>>();
    // The lead nearest to the street that still leaves a name before it, else the nearest.
    let start = lead
        .iter()
        .copied()
        .filter(|&i| street.saturating_sub(i) > 3)
        .max()
        .or_else(|| lead.iter().copied().max())
        .unwrap_or(0);
    let from = p.text.parts_in(window_start + start..low_end).start;
    Some(p.text.toks(from..end))
}

/// "Healthcare and Insurance, Federal Employee Insurance Operations": a line may be wide where it is a name, each of its
/// words large but for those that join them, and nothing in it ends a sentence.
fn is_office(line: &str) -> bool {
    const JOINING: [&str; 6] = ["and", "of", "for", "the", "at", "&"];
    let is_part = |word: &str| {
        JOINING.contains(&word) || word.trim_start_matches('(').starts_with(char::is_uppercase)
    };
    !line.contains(['.', ':', ';', '?', '$'])
        && line.split(' ').count() <= 9
        && line.split(' ').all(is_part)
}

/// The label right before an address on its line: "Appeals:".
fn called(sheet: &Sheet, ids: &[usize]) -> String {
    let text = ids
        .first()
        .and_then(|&i| sheet.toks.get(i))
        .and_then(|t| sheet.cells.get(t.cell))
        .map(|c| &c.text);
    let Some(text) = text else {
        return String::new();
    };
    let at = text.parts.iter().position(|p| Some(&p.tok) == ids.first());
    let before = text.raw_of(0..at.unwrap_or(0)).to_ascii_lowercase();
    match before.ends_with(':') && before.split(' ').count() <= 4 {
        true => before,
        false => String::new(),
    }
}

/// The tokens of an address with those right of its lines, where a street or a box stands there.
fn with_neighbors(sheet: &Sheet, ids: &[usize]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for (n, &i) in ids.iter().enumerate() {
        out.push(i);
        let Some(tok) = sheet.toks.get(i) else {
            continue;
        };
        let ends = ids
            .get(n + 1)
            .and_then(|&j| sheet.toks.get(j))
            .is_none_or(|next| next.cell != tok.cell);
        let right = ends.then(|| sheet.right_of(tok.cell)).flatten();
        if let Some(c) = right.and_then(|c| sheet.cells.get(c))
            && STREET.is_match(&c.text.raw)
            && !PHONE.is_match(&c.text.raw)
        {
            out.extend(c.text.toks(0..c.text.parts.len()));
        }
    }
    out
}

/// "180 days of": a number with a word behind it, but no street.
fn counts_time(text: &str) -> bool {
    text.split_whitespace().nth(1).is_some_and(|w| {
        List("appeal.units-of-time").contains(&w.trim_end_matches([',', '.', ';']))
    })
}

/// The lines of an address joined by commas.
fn address_text(sheet: &Sheet, ids: &[usize]) -> String {
    let mut out = String::new();
    let mut row = None;
    let mut cell_break = false;
    for tok in ids.iter().filter_map(|&i| sheet.toks.get(i)) {
        if let Some(r) = row {
            // A new short line is a new part; running text goes on.
            if r != tok.row && !out.ends_with(',') && cell_break {
                out.push(',');
            }
            out.push(' ');
        }
        cell_break = sheet.cells.get(tok.cell).is_some_and(|c| c.ids.len() <= 8);
        row = Some(tok.row);
        out.push_str(&tok.raw);
    }
    // A box whose letters or points were recognized as others.
    let out = BOX.replace_all(&out, "P.O. Box ");
    out.trim_matches([',', '.', ';', ' ', ':']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misread_box_is_one_and_a_right_one_is_left() {
        for read in [
            "P, 0, Box 7025",
            "PQ BOX 7025",
            "RO. Box 7025",
            "P. 0. Box 7025",
        ] {
            assert_eq!(
                BOX.replace_all(read, "P.O. Box "),
                "P.O. Box 7025",
                "{read}"
            );
        }
        for right in ["P.O. Box 12", "PO Box 12", "P. O. Box 12"] {
            assert_eq!(BOX.replace_all(right, "P.O. Box "), right);
        }
    }
}
