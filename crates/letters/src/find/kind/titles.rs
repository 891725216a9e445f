//! Headings of a letter: short lines at its head, and those that stand for themselves.

use super::super::{Ctx, conditional};
use super::signs::Hit;
use crate::phrases::List;
use crate::structure::boxes::{self, Mark};
use crate::structure::text::{any, at_word};
use crate::structure::{RowKind, Sentence, Text};

/// Short lines at the head of the letter, and lines that stand for themselves anywhere.
pub fn headings<'a>(ctx: &'a Ctx<'_>) -> impl Iterator<Item = (usize, &'a Sentence)> {
    let sheet = ctx.sheet;
    sheet
        .sentences
        .iter()
        .filter(|s| !s.foreign && !s.text.low.is_empty() && s.mark != Some(Mark::Open))
        .filter_map(move |s| {
            let row = s
                .text
                .parts
                .first()
                .and_then(|p| sheet.toks.get(p.tok))
                .map(|t| t.row)?;
            (s.text.parts.len() <= 14).then_some((row, s))
        })
}

/// True where a line is the middle of a sentence that began on a line before: however it is worded, no heading.
fn goes_on(sheet: &crate::structure::Sheet, cell: &crate::structure::Cell) -> bool {
    let Some(first) = cell.text.parts.first().map(|p| p.tok) else {
        return false;
    };
    let para = sheet.paras.get(cell.para);
    para.into_iter()
        .flat_map(|p| &p.sentences)
        .filter_map(|&n| sheet.sentences.get(n))
        .find(|s| s.text.parts.iter().any(|p| p.tok == first))
        .is_some_and(|s| {
            s.text.parts.len() > 14 && s.text.parts.first().is_some_and(|p| p.tok != first)
        })
}

/// The lines at the head of the letter that stand for themselves, as their words.
fn lines<'a>(ctx: &'a Ctx<'_>) -> impl Iterator<Item = &'a Text> {
    let sheet = ctx.sheet;
    sheet
        .cells
        .iter()
        .filter(|c| c.row < 30 && c.text.parts.len() <= 14 && !c.text.raw.ends_with(['.', ',']))
        .filter(move |c| {
            sheet.paras.get(c.para).is_some_and(|p| p.cells.len() <= 4)
                && !goes_on(sheet, c)
                && !boxes::any(sheet, &c.ids)
                && sheet
                    .rows
                    .get(c.row)
                    .is_some_and(|r| r.kind == RowKind::Body)
        })
        .map(|c| &c.text)
}

/// The first heading with one of these cues.
pub fn title(ctx: &Ctx<'_>, cues: &[&str]) -> Hit {
    // A sentence among others is prose, however short.
    let prose = |s: &Sentence| {
        s.text.raw.ends_with('.')
            && ctx
                .sheet
                .paras
                .get(s.para)
                .is_some_and(|p| p.sentences.len() > 1)
    };
    let sentences = headings(ctx)
        .take_while(|(row, _)| *row < 30)
        .filter(|(_, s)| !prose(s))
        .map(|(_, s)| &s.text);
    sentences.chain(lines(ctx)).find_map(|text| {
        let low = &text.low;
        if any(low, &List("kind.you-may")).is_some() {
            return None;
        }
        cues.iter().find_map(|c| {
            let i = at_word(low, c)?;
            let free = !conditional(low, i);
            free.then(|| (text.toks(text.parts_in(i..i + c.len())), (*c).to_owned()))
        })
    })
}

/// Who writes is told up to the page of the salutation, behind the cover of a fax; the pages behind it tell whom one
/// may turn to next.
pub fn on_first_page(ctx: &Ctx<'_>, hit: Hit) -> Hit {
    let page_of = |row: usize| ctx.sheet.rows.get(row).map_or(0, |r| r.page);
    let last = ctx.salutation.map_or(0, page_of);
    hit.filter(|(ids, _)| {
        ids.first()
            .and_then(|&i| ctx.sheet.toks.get(i))
            .is_none_or(|t| t.page <= last)
    })
}
