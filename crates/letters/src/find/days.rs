//! Dates and what they are: the date of the notice, days of treatment, or neither.

use super::{Ctx, labels};
use crate::dates::{self, Spot};
use crate::phrases::List;
use crate::structure::RowKind;
use crate::structure::text::{any, at_word, has};
use chrono::NaiveDate;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// A date with what stands around it.
#[derive(Clone, Debug)]
pub struct Day {
    /// The date.
    pub spot: Spot,
    /// Its sentence.
    pub sentence: usize,
    /// Its tokens.
    pub ids: Vec<usize>,
    /// What stands left of it in its cell, or in the cell left of it.
    pub name: String,
    /// What stands in the cell over it.
    pub over: String,
    /// The sentence before it.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// True where its cell holds nothing else.
    pub alone: bool,
    /// Its row.
    pub row: usize,
    /// Its page.
    pub page: usize,
}

static WEEKDAYS: List = List("days.weekdays");

/// All dates of the document.
pub fn all(ctx: &Ctx<'_>) -> Vec<Day> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for (n, s) in sheet.sentences.iter().enumerate() {
        for spot in dates::find(&s.text.low) {
            let parts = s.text.parts_in(spot.low.clone());
            let ids = s.text.toks(parts.clone());
            let Some(tok) = ids.first().and_then(|&i| sheet.toks.get(i)) else {
                continue;
            };
            let Some(cell) = sheet.cells.get(tok.cell) else {
                continue;
            };
            let from = cell
                .text
                .parts
                .iter()
                .position(|p| ids.contains(&p.tok))
                .unwrap_or(0);
            let within = cell
                .text
                .parts
                .iter()
                .filter(|p| ids.contains(&p.tok))
                .count();
            let rest: Vec<&str> = cell
                .text
                .parts
                .iter()
                .filter(|p| !ids.contains(&p.tok))
                .filter_map(|p| cell.text.low.get(p.low.clone()))
                .filter(|w| !WEEKDAYS.contains(&w.trim_end_matches(',')))
                .collect();
            let over = above(ctx, tok.cell);
            out.push(Day {
                sentence: n,
                name: labels::name_of(sheet, tok.cell, from),
                over,
                before: s.text.before(spot.low.start).to_owned(),
                after: s.text.after(spot.low.end).to_owned(),
                alone: rest.is_empty() && within > 0,
                row: tok.row,
                page: tok.page,
                spot,
                ids,
            });
        }
    }
    out
}

pub fn above(ctx: &Ctx<'_>, cell: usize) -> String {
    let sheet = ctx.sheet;
    let Some(c) = sheet.cells.get(cell) else {
        return String::new();
    };
    let Some(row) = c.row.checked_sub(1).and_then(|r| sheet.rows.get(r)) else {
        return String::new();
    };
    let m = sheet.measure(c.page);
    if row.page != c.page || c.bbox.y0 - row.bbox.y1 > m.pitch {
        return String::new();
    }
    row.cells
        .iter()
        .filter_map(|&x| sheet.cells.get(x))
        .find(|x| x.bbox.x0 < c.bbox.x1 && x.bbox.x1 > c.bbox.x0)
        .map(|x| x.text.low.clone())
        .unwrap_or_default()
}

static NOTICE: List = List("days.notice");
static DECISION: List = List("days.decision");
static PROCESSED: List = List("days.processed");
static NOT_NOTICE: List = List("days.not-notice");

/// "Sent by first-class mail on …", of this letter and no other.
static MAILED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*(?:(?:this|the present) (?:\w+ ){1,2}(?:was|is|were|has been|being) )?(?:sent|mailed|posted|issued|dated)(?: (?:to|you|by|via|first|class|first-class|regular|certified|priority|registered|overnight|electronic|u\.?s\.?|usps|mail|post|and|fax|e-?mail|portal|online)){0,8}(?: on)?:?\s*$").expect("a fixed pattern")
});

/// The date of the letter.
pub fn notice(ctx: &Ctx<'_>) -> Option<Fact<NaiveDate>> {
    let sheet = ctx.sheet;
    let first_page_rows = sheet.rows.iter().take_while(|r| r.page == 0).count().max(1);
    let salutation = ctx
        .salutation
        .filter(|&r| sheet.rows.get(r).is_some_and(|r| r.page == 0));
    let latest_past = ctx
        .days
        .iter()
        .filter(|d| any(&d.before, &List("days.received")).is_some() && d.before.len() < 200)
        .map(|d| d.spot.date)
        .max();
    let mut best: Option<(f32, f32, &Day, &str)> = None;
    for day in &ctx.days {
        if day.spot.first_of_range.is_some()
            || sheet.sentences.get(day.sentence).is_some_and(|s| s.foreign)
        {
            continue;
        }
        // A label may stand over its value as well as left of it.
        let over = day.over.trim_end_matches([':', '.', '#', ' ']).trim();
        let label_over = day.name.trim().is_empty()
            && day.alone
            && !over.is_empty()
            && over.split(' ').count() <= 5
            && !over.bytes().any(|b| b.is_ascii_digit())
            && (has(over, "date")
                || has(over, "birth")
                || has(over, "dob")
                || day.over.ends_with(':')
                || NOTICE.contains(&over));
        let name = if label_over {
            over
        } else {
            day.name.trim_end_matches([':', '.', '#', ' ']).trim()
        };
        let tail = name
            .rsplit([':', ';', ',', '|'])
            .next()
            .unwrap_or(name)
            .trim();
        // In a sentence "dated" and "sent" speak of other papers; only a label of few words speaks of this one.
        let few = name.split(' ').count() <= 5;
        let words_before = day.before.split_whitespace().count();
        let own = name.rsplit([':', ';', '|']).next().unwrap_or(name).trim();
        let ends = |list: &[&str]| {
            list.iter().any(|w| {
                (if w.contains(' ') {
                    tail == *w
                } else {
                    own == *w && words_before <= 4
                }) || (few && w.contains(' ') && tail.ends_with(&format!(" {w}")))
            })
        };
        let in_table = sheet
            .tables
            .iter()
            .any(|t| t.lines.len() > 1 && (t.first..=t.last).contains(&day.row));
        if in_table {
            continue;
        }
        let kind = sheet.rows.get(day.row).map(|r| r.kind);
        let early = day.page == 0
            && salutation.map_or(day.row < first_page_rows * 2 / 5 + 2, |s| day.row < s);
        let (mut score, mut sure, mut why) = (0.0_f32, 0.6_f32, "a date");
        if ends(&NOTICE) {
            (score, sure, why) = (11.0, 0.985, "label of a notice date");
        } else if ends(&DECISION) {
            (score, sure, why) = (8.0, 0.95, "label of a decision date");
        } else if ends(&PROCESSED) {
            (score, sure, why) = (7.5, 0.94, "label of a statement's date");
        } else if tail == "date" || day.over.trim_end_matches(':') == "date" {
            (score, sure, why) = (if day.page == 0 { 9.0 } else { 2.0 }, 0.97, "label 'Date'");
        } else if day.alone && early {
            let labelled = !name.is_empty()
                && (label_over
                    || day.name.trim_end().ends_with(':')
                    || any(name, &NOT_NOTICE).is_some());
            if !labelled {
                (score, sure, why) = (7.0, 0.96, "stands alone before the salutation");
            }
        } else if day.page == 0 && words_before <= 9 && MAILED.is_match(&day.before) {
            (score, sure, why) = (8.5, 0.95, "the letter says when it was mailed");
        } else if early && day.alone && day.page == 0 {
            score = 1.0;
        } else if any(&day.before, &List("days.this-letter-is-dated")).is_some() {
            (score, sure, why) = (7.0, 0.93, "the letter says so in a sentence");
        } else if early
            && words_before <= 6
            && kind == Some(RowKind::Body)
            && any(name, &NOT_NOTICE).is_none()
            && day.after.split_whitespace().count() <= 3
            && !leads_elsewhere(&day.before)
        {
            (score, sure, why) = (3.5, 0.85, "stands at the head of the letter");
        }
        let decided = List("days.we-decided");
        if score == 0.0
            && day.before.trim_end().ends_with("on")
            && any(&day.after, &decided).is_some()
        {
            (score, sure, why) = (2.0, 0.75, "the sentence tells when it was decided");
        } else if score == 0.0 && day.alone && name.is_empty() && kind == Some(RowKind::Body) {
            // Over a signature, where no date stood at the head.
            (score, sure, why) = (2.2, 0.75, "stands alone");
        }
        if kind == Some(RowKind::Printed) {
            score = score.min(1.5);
            sure = sure.min(0.6);
            why = "line of a fax machine or printer";
        }
        if kind == Some(RowKind::Foot) {
            score = 0.0;
        }
        if kind == Some(RowKind::Running) && score < 4.0 {
            score = score.max(2.5);
        }
        // A later label on the same line may speak of another day.
        if score > 0.0
            && !ends(&NOTICE)
            && NOT_NOTICE
                .iter()
                .any(|w| at_word(tail, w).is_some() && *w != "by")
            && !ends(&PROCESSED)
            && !ends(&DECISION)
        {
            score -= 8.0;
        }
        let copy = List("days.reprint")
            .iter()
            .any(|w| has(name, w) || has(&day.before, w) || has(&day.after, w));
        if copy {
            score -= 9.0;
        }
        if has(name, "birth") || has(name, "dob") {
            score -= 20.0;
        }
        if latest_past.is_some_and(|p| day.spot.date < p) {
            score -= 4.0;
        }
        // Nearer the head is better, all else equal.
        score -= day.row as f32 * 0.002;
        if score > 0.5 && best.is_none_or(|b| score > b.0) {
            best = Some((score, sure, day, why));
        }
    }
    let (score, sure, day, why) = best?;
    // A rival with a date of its own lowers the confidence.
    let rival = ctx.days.iter().any(|d| {
        d.spot.date != day.spot.date
            && d.alone
            && d.page == 0
            && d.row < day.row
            && d.name.is_empty()
            && score < 8.0
    });
    let repeated = ctx
        .days
        .iter()
        .filter(|d| d.spot.date == day.spot.date)
        .count()
        > 1;
    let sure = if rival {
        sure - 0.1
    } else if repeated {
        sure + 0.01
    } else {
        sure
    };
    Some(sheet.fact(day.spot.date, &day.ids, sure.min(0.99), why))
}

/// "by", "until", "since" right before a date: it is the end or beginning of something.
fn leads_elsewhere(before: &str) -> bool {
    before
        .split_whitespace()
        .next_back()
        .is_some_and(|w| List("days.leads-elsewhere").contains(&w))
}

static SERVICE: List = List("days.service");

/// Days of treatment.
pub fn service(ctx: &Ctx<'_>) -> Vec<Fact<NaiveDate>> {
    let sheet = ctx.sheet;
    let mut out: Vec<Fact<NaiveDate>> = Vec::new();
    let add = |out: &mut Vec<Fact<NaiveDate>>, day: &Day, sure: f32, why: &str| {
        if !out.iter().any(|f| f.value == day.spot.date) {
            out.push(sheet.fact(day.spot.date, &day.ids, sure, why));
        }
    };
    for day in &ctx.days {
        let name = day.name.trim_end_matches([':', '.', ' ']);
        let named = SERVICE.iter().any(|w| has(name, w))
            || SERVICE
                .iter()
                .any(|w| day.over.trim_end_matches(':').ends_with(w));
        let in_table = sheet.tables.iter().any(|t| {
            t.lines.iter().any(|l| l.row == day.row) && {
                let first = crate::structure::table::row_toks(sheet, day.row)
                    .into_iter()
                    .take(6)
                    .collect::<Vec<_>>();
                day.ids.iter().all(|i| first.contains(i))
                    || day.ids.first().is_some_and(|i| first.first() == Some(i))
            }
        });
        let before = &day.before;
        let near = before
            .get(before.len().saturating_sub(70)..)
            .unwrap_or(before.as_str());
        let told = any(near, &List("days.received-these-services-on")).is_some();
        // "Ketamine infusions (96365) at Potomac Ridge Wellness, 12 January through 30 January 2026": a span behind a code.
        let coded = day.spot.first_of_range.is_some()
            && super::codes::code_in(near)
            && any(near, &["approved", "authorized", "valid", "requested for"]).is_none()
            && near.ends_with(", ");
        let future = any(near, &List("days.approved")).is_some();
        if named && any(name, &["birth", "received"]).is_none() {
            add(&mut out, day, 0.97, "label of a service date");
        } else if in_table {
            add(&mut out, day, 0.95, "first column of a table of amounts");
        } else if line_of_bill(ctx, day) {
            add(&mut out, day, 0.85, "begins a line with an amount");
        } else if (told && !future) || coded {
            add(&mut out, day, 0.88, "the sentence tells a day of treatment");
        }
    }
    // The provider's line of a summary: a date alone over a claim.
    let none = out.is_empty();
    if none {
        for day in ctx.days.iter().filter(|d| {
            d.alone
                && d.page > 0
                && sheet
                    .tables
                    .iter()
                    .any(|t| t.first > d.row && t.first - d.row < 12)
        }) {
            add(&mut out, day, 0.8, "stands alone over a table of amounts");
        }
    }
    out
}

/// True where the date begins a row that ends in an amount and is no payment.
fn line_of_bill(ctx: &Ctx<'_>, day: &Day) -> bool {
    let sheet = ctx.sheet;
    let toks = crate::structure::table::row_toks(sheet, day.row);
    let starts = toks.first().is_some_and(|t| day.ids.contains(t));
    let amount = toks.iter().any(|&t| {
        sheet
            .toks
            .get(t)
            .is_some_and(|t| crate::structure::table::money(t).is_some())
    });
    let low = crate::structure::table::row_low(sheet, day.row);
    starts && amount && any(&low, &List("days.payment")).is_none()
}
