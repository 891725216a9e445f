//! A statement of claims: what its lines say.

use super::super::{Ctx, amounts, codes};
use super::Decided;
use super::signs::{Hit, Sign, Signs};
use holdfast_case::reading::{NoticeKind, Outcome, Stage};
use holdfast_case::{Cents, Fact, Reading};

/// True where the letter is a statement of claims.
pub fn is_one(ctx: &Ctx<'_>, signs: &Signs) -> bool {
    (signs.eob.is_some() || (signs.not_bill && !ctx.sheet.tables.is_empty()))
        && signs.collect == 0.0
        && signs.records_title.is_none()
}

/// What a letter with claim lines refuses of them; none where it refuses nothing or has no lines.
pub fn refused(ctx: &Ctx<'_>, reading: &Reading) -> Option<Outcome> {
    let positive = |f: &Option<Fact<Cents>>| f.as_ref().is_some_and(|f| f.value.0 > 0);
    let a = &reading.amounts;
    let lines = ctx.sheet.tables.iter().flat_map(|t| &t.lines);
    let no = lines
        .filter(|l| !l.total)
        .any(|l| codes::line_refuses(ctx, l.row) == Some(true));
    if ctx.sheet.tables.is_empty() || !(no || positive(&a.not_covered)) {
        return None;
    }
    Some(if positive(&a.paid) {
        Outcome::PartlyDenied
    } else {
        Outcome::Denied
    })
}

/// What its lines say.
pub fn read(ctx: &Ctx<'_>, reading: &Reading, eob: &Hit, deny: &Sign) -> Decided {
    let sheet = ctx.sheet;
    let mut refused = 0;
    let mut granted = 0;
    for table in &sheet.tables {
        for line in table.lines.iter().filter(|l| !l.total) {
            match codes::line_refuses(ctx, line.row) {
                Some(true) => refused += 1,
                Some(false) => granted += 1,
                None => {}
            }
        }
        let fields = amounts::columns(ctx, table);
        if table.lines.iter().all(|l| l.total) && fields.contains(&Some("not_covered")) {
            let n = table
                .lines
                .iter()
                .flat_map(|l| &l.figures)
                .any(|f| fields.get(f.column) == Some(&Some("not_covered")) && f.amount.0 > 0);
            refused += usize::from(n);
        }
    }
    let a = &reading.amounts;
    let cents = |f: &Option<Fact<Cents>>| f.as_ref().map(|f| f.value.0);
    if refused == 0 && granted == 0 {
        if cents(&a.not_covered).is_some_and(|n| n > 0) {
            refused += 1;
        }
        if cents(&a.paid).is_some_and(|n| n > 0) {
            granted += 1;
        }
        if refused == 0 && deny.strong() {
            refused += 1;
        }
    }
    let nothing_paid = cents(&a.paid) == Some(0)
        && cents(&a.allowed).is_none_or(|n| n == 0)
        && sheet.tables.len() <= 1;
    let part = cents(&a.not_covered).is_some_and(|n| n > 0);
    let outcome = match (refused, granted) {
        (0, _) if part && deny.weight > 0.0 => Outcome::PartlyDenied,
        (0, _) => Outcome::Paid,
        (_, 0) => Outcome::Denied,
        _ if nothing_paid && granted == 0 => Outcome::Denied,
        _ => Outcome::PartlyDenied,
    };
    let (ids, why) = match eob {
        Some((ids, cue)) => (ids.clone(), format!("heading '{cue}'")),
        None => (
            Vec::new(),
            "'this is not a bill' over a table of amounts".to_owned(),
        ),
    };
    let sure = if eob.is_some() { 0.98 } else { 0.9 };
    Decided {
        kind: sheet.fact(NoticeKind::Eob, &ids, sure, why.clone()),
        fine: "eob".to_owned(),
        outcome: sheet.fact(
            outcome,
            &ids,
            if sheet.tables.is_empty() { 0.7 } else { 0.89 },
            "what the lines of the statement say",
        ),
        stage: sheet.fact(Stage::InitialPostService, &ids, sure, why),
    }
}
