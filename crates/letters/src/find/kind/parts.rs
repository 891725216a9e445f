//! A part: what was paid or granted of it, which of several items were refused, and what is cut down.

use super::super::{Ctx, conditional};
use crate::phrases::List;
use crate::structure::Cell;
use crate::structure::boxes::Mark;
use crate::structure::text::any;
use holdfast_case::{Cents, Fact, Reading};
use regex::Regex;
use std::sync::LazyLock;

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern")
}

/// True where the letter says that a part was paid or granted; "in whole or in part" says neither.
pub fn paid(ctx: &Ctx<'_>) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"\b(?:paid|allowed|covered|approved|granted|certified)(?: only)? (?:in part|partly|a part|part of)\b|\b(?:partly|partially) (?:paid|allowed|covered|approved|granted|certified|denied|favorable)\b|\bpaid (?:\w+ )?in part only\b|\b(?:declin|den|refus|turn)\w* (?:down )?(?:(?:the )?(?:greater|larger|smaller|other|remaining) )?part of\b|\bpart of (?:a|the|your|this) (?:claims?|request)\b[^.;]{0,30}\b(?:turned down|denied|refused|not (?:been )?(?:approved|paid|certified))\b|\b(?:decision|determination|outcome|result|status)\W{1,3}(?:modified|partly|partial\w*|in part)\b",
        )
    });
    // "Decision   MODIFIED" in a box of facts.
    static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"\b(?:decision|determination|outcome|result|status)[:. ]{1,6}(?:modified|partly|partial\w*)\b",
        )
    });
    let rows = 0..ctx.sheet.rows.len();
    let mut lows = rows.map(|r| crate::structure::table::row_low(ctx.sheet, r));
    // A row of a box is short; a sentence that speaks of what may come is neither.
    const LONGEST_ROW: usize = 12;
    let told = |low: &str| {
        LABELLED
            .find(low)
            .is_some_and(|m| !conditional(low, m.start()))
            && low.split(' ').count() <= LONGEST_ROW
    };
    if lows.any(|low| told(&low)) {
        return true;
    }
    ctx.plain().any(|s| {
        let low = &s.text.low;
        PART.find_iter(low).any(|m| {
            let from = m.start().saturating_sub(40);
            let clause = low.get(from..m.end()).unwrap_or(low);
            s.mark != Some(Mark::Open)
                && !conditional(low, m.start())
                && any(clause, &List("kind.whole-or-part")).is_none()
        })
    })
}

/// True where one amount was paid and another one was not covered.
pub fn paid_beside(reading: &Reading) -> bool {
    let some = |f: &Option<Fact<Cents>>| f.as_ref().is_some_and(|f| f.value.0 > 0);
    some(&reading.amounts.paid) && some(&reading.amounts.not_covered)
}

/// The words by which care that goes on is cut down: "we are cutting back a service you get now", "[X] Reduced".
pub fn cut_back(ctx: &Ctx<'_>) -> Option<(Vec<usize>, String)> {
    static LESS: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"\b(?:we are|we're|is|are|plan is|am) (?:now )?(?:going to )?(?:reducing|reduce|cutting (?:back|down)|cut (?:back|down))\b|\bpay for (?:less|fewer) of\b|\b(?:services?|visits?|hours|days|treatments?|sessions?|therapy) (?:[\w-]+ ){0,4}?(?:will be|are being|is being|have been|has been) (?:reduced|cut (?:back|down|from))\b",
        )
    });
    static CARE: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"\b(?:services?|visits?|hours|days|treatments?|sessions?|therapy|care|program|trips)\b",
        )
    });
    static TICKED: LazyLock<Regex> =
        LazyLock::new(|| fixed(r"\b(?:reduc(?:e|ed|es|ing|tion)|cut (?:down|back))\b"));
    let mut sentences = ctx.sheet.sentences.iter().filter(|s| !s.foreign);
    sentences.find_map(|s| {
        let low = &s.text.low;
        let m = if s.mark == Some(Mark::Ticked) && s.text.parts.len() <= 10 {
            TICKED.find(low)
        } else if s.mark.is_none() && !s.aside {
            LESS.find_iter(low).find(|m| {
                let behind = s.text.after(m.end());
                let of_care =
                    CARE.is_match(m.as_str()) || CARE.is_match(behind.get(..60).unwrap_or(behind));
                !conditional(low, m.start()) && of_care
            })
        } else {
            None
        }?;
        let ids = s.text.toks(s.text.parts_in(m.range()));
        Some((ids, m.as_str().to_owned()))
    })
}

/// True where one item of a list was granted and another one refused: "not certified" in one row, "certified" in the
/// next.
pub fn each_its_own(ctx: &Ctx<'_>) -> bool {
    let rows = statuses(ctx);
    let of = |refused: bool| rows.iter().filter(move |r| r.1 == refused);
    of(true).any(|(n, _)| of(false).any(|(y, _)| n != y && n.abs_diff(*y) <= 12))
}

/// The rows that tell what became of their item, each with whether it was refused.
pub fn statuses(ctx: &Ctx<'_>) -> Vec<(usize, bool)> {
    static NO: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"^(?:still )?(?:not (?:certified|approved|covered|authorized|payable|granted)|non-?certified|denied|refused|declined|unfavorable|disapproved)(?:$|[.,;:(-]| -| \d)",
        )
    });
    static YES: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"^(?:now )?(?:certified|approved|covered|authorized|granted|favorable)(?:$|[.,;:(-]| -| \d| through| until)",
        )
    });
    let sheet = ctx.sheet;
    let of_table = |row: usize| {
        sheet
            .tables
            .iter()
            .any(|t| (t.first..=t.last).contains(&row))
    };
    // Of a label the value tells: "Not approved: 12 days", and not "Not approved: none".
    let says = |cell: &Cell, words: &Regex| {
        let Some(m) = words.find(&cell.text.low) else {
            return false;
        };
        let row = sheet.rows.get(cell.row);
        let right = row.and_then(|r| {
            let mut cells = r.cells.iter().filter_map(|&c| sheet.cells.get(c));
            cells.find(|c| c.bbox.x0 > cell.bbox.x1)
        });
        let alone = row.is_none_or(|r| r.cells.len() < 2);
        let open = sheet.sentences.iter().any(|s| {
            s.mark == Some(Mark::Open)
                && s.text.parts.first().map(|p| p.tok) == cell.text.parts.first().map(|p| p.tok)
        });
        let whole = m.end() >= cell.text.low.trim_end_matches([':', '.']).len();
        let named = right.is_some_and(|c| {
            let value = c.text.low.as_str();
            !value.starts_with(|x: char| x.is_ascii_digit()) || value.starts_with('0')
        });
        !(alone || open || of_table(cell.row) || whole && named)
    };
    let rows = |words: &Regex, refused: bool| -> Vec<(usize, bool)> {
        let cells = sheet.cells.iter().filter(|c| says(c, words));
        cells.map(|c| (c.row, refused)).collect()
    };
    let mut out = rows(&NO, true);
    out.extend(rows(&YES, false));
    out
}
