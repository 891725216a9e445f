//! Which of several numbers an answer has to quote, once it is known what the letter is.

use super::super::Ctx;
use crate::find::codes::line_refuses;
use holdfast_case::Reading;
use holdfast_case::reading::{ClaimNumber, NoticeKind};

/// Puts the number that the letter goes by in front: of an answer to an appeal the appeal's own, of a bill the
/// account's.
pub fn settle(reading: &mut Reading) {
    let first = match reading.kind.as_ref().map(|k| k.value) {
        Some(NoticeKind::AppealDecision) => "appeal",
        // A collector's own number goes before the account it collects for.
        Some(NoticeKind::Bill) if reading.fine_kind.as_deref() != Some("collections") => "account",
        _ => return,
    };
    let numbers = &mut reading.claim.numbers;
    let mut named = numbers.iter().any(|n| n.kind == first);
    numbers.sort_by_key(|n| !(n.kind == first && n.fact.confidence >= 0.85));
    named |= first != "appeal";
    // An examiner's file: what an answer to an appeal goes by where it has no number of the appeal.
    if !named {
        numbers.sort_by_key(|n| n.kind != "case");
    }
}

/// Of several claims that each stand over their own lines, puts those in front of which a line was refused. The numbers
/// come with their rank and their row.
pub fn refused_first(ctx: &Ctx<'_>, numbers: &mut [(usize, usize, ClaimNumber)]) {
    let mut rows: Vec<usize> = numbers
        .iter()
        .filter(|n| n.2.kind == "claim")
        .map(|n| n.1)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    if rows.len() < 2 {
        return;
    }
    let own = |row: usize| {
        let end = rows.iter().copied().find(|&r| r > row);
        row..end.unwrap_or(ctx.sheet.rows.len())
    };
    let refused = |row: usize| own(row).any(|r| line_refuses(ctx, r) == Some(true));
    // In the head of a letter numbers stand without lines of their own.
    let lines = |row: usize| {
        let tables = ctx.sheet.tables.iter();
        let mut lines = tables.flat_map(|t| &t.lines);
        lines.any(|l| own(row).contains(&l.row))
    };
    if !rows.iter().any(|&r| refused(r)) {
        return;
    }
    for (rank, row, number) in numbers.iter_mut() {
        if number.kind == "claim" && lines(*row) && !refused(*row) {
            *rank += 1;
        }
    }
}
