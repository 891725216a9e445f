//! Grounds that a letter counts: the notes that claim lines point to, "First. … Second, …", "Claim 1. … Claim 2. …".
//!
//! Each of them gives a reason of its own, so that what is said of one takes nothing from the others.

use super::super::{Ctx, codes, heard};
use super::{Piece, gives, zone};
use crate::phrases::List;
use crate::structure::table::{money, row_toks};
use crate::structure::text::any;
use crate::structure::{Sentence, Sheet};
use holdfast_case::Reading;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Longest mark of a claim line: "K07", "(ii)".
const MARK: usize = 5;
/// Most sentences of one ground.
const MOST: usize = 6;

/// What begins a ground that is counted.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\((?:[1-9]|[a-h]|i{1,3}|iv)\) |(?:[1-9]|\d\.\d)[.)]? |(?:the )?(?:first|second|third)(?:$|[.,:]| (?:claim|ground|reason|bill|need)\b)|claim (?:no\.? ?)?[\w/ -]{1,24}[.:]|(?:one|another|the other) (?:ground|reason)\b|item \d)")
        .expect("a fixed pattern")
});

/// The sentences of each ground; none where fewer than two are counted.
pub fn all(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Range<usize>> {
    let sentences = &ctx.sheet.sentences;
    let zone = zone::find(ctx);
    let marks = of_lines(ctx);
    // "8817-A    Nothing can be paid."
    let of_a_claim = |s: &Sentence| {
        left_of(ctx.sheet, s).is_some_and(|left| {
            let end = left.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            end.len() >= 3
                && reading
                    .claim
                    .numbers
                    .iter()
                    .any(|n| n.fact.value.ends_with(end))
        })
    };
    let begins: Vec<usize> = sentences
        .iter()
        .enumerate()
        .filter(|(n, s)| {
            let leads = ctx
                .sheet
                .paras
                .get(s.para)
                .and_then(|p| p.sentences.first())
                == Some(n);
            !s.foreign
                && !s.aside
                && (is_note(ctx, s, &marks)
                    || (leads || s.text.low.starts_with("second"))
                        && zone.contains(n)
                        && (COUNTED.is_match(&s.text.low) || of_a_claim(s)))
        })
        .map(|(n, _)| n)
        .collect();
    if begins.len() < 2 {
        return Vec::new();
    }
    let end = |n: usize| {
        let para = sentences.get(n).map_or(0, |s| s.para);
        let over = |m: &usize| {
            begins.contains(m)
                || sentences.get(*m).is_none_or(|s| {
                    s.para > para + 1 || any(&s.text.low, &List("reasons.rights-begin")).is_some()
                })
        };
        (n + 1..n + MOST).find(over).unwrap_or(n + MOST)
    };
    begins.iter().map(|&n| n..end(n)).collect()
}

/// What the note of a claim line says in other words, where no fixed words in it give a reason.
pub fn in_other_words(ctx: &Ctx<'_>, ground: Range<usize>) -> Option<Piece> {
    let sheet = ctx.sheet;
    // A note of a refused line gives a reason; a paragraph that is counted may tell anything.
    let marks = of_lines(ctx);
    sheet
        .sentences
        .get(ground.start)
        .filter(|s| is_note(ctx, s, &marks))?;
    let passage: Vec<&Sentence> = ground
        .clone()
        .filter_map(|n| sheet.sentences.get(n))
        .filter(|s| heard::taken(s) && gives(s, 0))
        .collect();
    let heard = heard::reasons(&passage);
    let plainest = heard.first()?.sentence();
    let ids = plainest.text.toks(0..plainest.text.parts.len());
    let why = "the note of a claim line says so in other words".to_owned();
    let fact = sheet.fact(heard.first()?.reason.to_owned(), &ids, 0.9, why);
    Some(Piece {
        weight: 0.9,
        rank: 1.4,
        fact,
        sentence: Some(ground.start),
    })
}

/// True for a note behind the mark of a claim line.
fn is_note(ctx: &Ctx<'_>, s: &Sentence, marks: &[String]) -> bool {
    let sheet = ctx.sheet;
    let Some(tok) = s.text.parts.first().and_then(|p| sheet.toks.get(p.tok)) else {
        return false;
    };
    let of_line = sheet
        .tables
        .iter()
        .any(|t| (t.first..=t.last).contains(&tok.row));
    let known = |raw: &str| mark(raw).is_some_and(|m| marks.contains(&m));
    !of_line && (known(&tok.raw) || left_of(sheet, s).is_some_and(known))
}

/// What stands alone left of a sentence that begins its cell: a mark with its note, or a number with its paragraph.
fn left_of<'s>(sheet: &'s Sheet, s: &Sentence) -> Option<&'s str> {
    let first = s.text.parts.first()?.tok;
    let tok = sheet.toks.get(first)?;
    let own = sheet.cells.get(tok.cell)?;
    if own.ids.first() != Some(&first) {
        return None;
    }
    let cells = sheet.rows.get(tok.row)?.cells.iter();
    let left = cells
        .filter_map(|&c| sheet.cells.get(c))
        .filter(|c| c.bbox.x1 <= own.bbox.x0)
        .max_by(|a, b| a.bbox.x1.total_cmp(&b.bbox.x1))?;
    (left.ids.len() == 1).then_some(left.text.raw.as_str())
}

/// The marks of claim lines that were refused: what stands behind their figures.
fn of_lines(ctx: &Ctx<'_>) -> Vec<String> {
    marks_where(ctx, |refuses| refuses != Some(false))
}

fn marks_where(ctx: &Ctx<'_>, is_meant: impl Fn(Option<bool>) -> bool) -> Vec<String> {
    let sheet = ctx.sheet;
    let lines = sheet.tables.iter().flat_map(|t| &t.lines);
    lines
        .filter(|l| !l.total && is_meant(codes::line_refuses(ctx, l.row)))
        .flat_map(|l| {
            let toks = row_toks(sheet, l.row);
            let amount = |&i: &usize| sheet.toks.get(i).is_some_and(|t| money(t).is_some());
            let behind = toks.iter().rposition(amount).map_or(toks.len(), |n| n + 1);
            toks.into_iter().skip(behind)
        })
        .filter_map(|i| sheet.toks.get(i))
        .flat_map(|t| t.raw.split([',', '/']))
        .filter_map(mark)
        .collect()
}

/// The sentences of notes that point to lines with nothing refused, and to no other line: they give no reason.
pub fn notes_of_paid(ctx: &Ctx<'_>) -> Vec<usize> {
    let sheet = ctx.sheet;
    let refused = of_lines(ctx);
    let mut paid = marks_where(ctx, |refuses| refuses == Some(false));
    paid.retain(|mark| !refused.contains(mark));
    let all = || sheet.sentences.iter().enumerate();
    let mut found = Vec::new();
    for (n, note) in all().filter(|(_, s)| is_note(ctx, s, &paid)) {
        let own = all()
            .skip(n)
            .take_while(|(m, s)| s.para == note.para && (*m == n || !is_note(ctx, s, &refused)));
        found.extend(own.map(|(m, _)| m));
    }
    found
}

/// The letters and figures of a mark; none of what is a word or nothing.
fn mark(raw: &str) -> Option<String> {
    let bare = raw.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let short = (1..=MARK).contains(&bare.len());
    (short && bare.chars().all(|c| c.is_ascii_alphanumeric())).then(|| bare.to_owned())
}
