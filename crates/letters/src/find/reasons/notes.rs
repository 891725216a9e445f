//! The notes of a statement of claims: each stands behind the mark that a claim line bears, and gives a reason.

use super::super::{Ctx, codes, heard};
use super::{Piece, gives};
use crate::structure::table::{money, row_toks};
use crate::structure::{Sentence, Sheet};

/// Longest mark: "K07", "(ii)".
const MARK: usize = 5;
/// Most sentences of one note.
const MOST: usize = 5;

/// What the notes say in other words, of those in which no fixed words were found.
pub fn in_other_words(ctx: &Ctx<'_>, found: &[Piece]) -> Vec<Piece> {
    let sheet = ctx.sheet;
    let marks = of_lines(ctx);
    let begins = |s: &Sentence| -> Option<String> {
        let tok = s.text.parts.first().and_then(|p| sheet.toks.get(p.tok))?;
        let of_line = sheet
            .tables
            .iter()
            .any(|t| (t.first..=t.last).contains(&tok.row));
        mark(&tok.raw).filter(|m| !of_line && marks.contains(m))
    };
    let mut out = Vec::new();
    for (n, s) in sheet.sentences.iter().enumerate() {
        if s.foreign || begins(s).is_none() {
            continue;
        }
        let more = sheet.sentences.get(n + 1..).unwrap_or_default().iter();
        let rest = more
            .take(MOST)
            .take_while(|x| begins(x).is_none() && x.para <= s.para + 1);
        let note: Vec<&Sentence> = std::iter::once(s).chain(rest).collect();
        let known = found
            .iter()
            .any(|(_, fact)| note.iter().any(|s| s.text.raw.contains(&fact.quote)));
        if known {
            continue;
        }
        let passage: Vec<&Sentence> = note
            .into_iter()
            .filter(|s| heard::taken(s) && gives(s, 0))
            .collect();
        let heard = heard::reasons(&passage);
        out.extend(heard.first().map(|h| {
            let ids = h.sentence().text.toks(0..h.sentence().text.parts.len());
            let why = "the note of a claim line says so in other words".to_owned();
            (0.9, sheet.fact(h.reason.to_owned(), &ids, 0.9, why))
        }));
    }
    out
}

/// The marks of claim lines that were refused: what stands behind their figures.
fn of_lines(ctx: &Ctx<'_>) -> Vec<String> {
    let sheet = ctx.sheet;
    let lines = sheet.tables.iter().flat_map(|t| &t.lines);
    lines
        .filter(|l| !l.total && codes::line_refuses(ctx, l.row) != Some(false))
        .flat_map(|l| behind(sheet, l.row))
        .collect()
}

fn behind(sheet: &Sheet, row: usize) -> Vec<String> {
    let toks = row_toks(sheet, row);
    let last = toks
        .iter()
        .rposition(|&i| sheet.toks.get(i).is_some_and(|t| money(t).is_some()));
    let Some(last) = last else {
        return Vec::new();
    };
    toks.get(last + 1..)
        .unwrap_or_default()
        .iter()
        .filter_map(|&i| sheet.toks.get(i))
        .flat_map(|t| t.raw.split([',', '/']))
        .filter_map(mark)
        .collect()
}

/// The letters and figures of a mark; none of what is a word or nothing.
fn mark(raw: &str) -> Option<String> {
    let bare = raw.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let short = (1..=MARK).contains(&bare.len());
    (short && bare.chars().all(|c| c.is_ascii_alphanumeric())).then(|| bare.to_owned())
}
