//! How well the words around a place fit the appeal that comes next.

use super::super::{Ctx, labels};
use super::{APPEAL, OTHER};
use crate::phrases::List;
use crate::structure::text::any;
use crate::structure::{RowKind, Sheet};
use holdfast_case::Reading;

/// The row of the leading window's words: its page and height.
fn lead_at(reading: &Reading) -> Option<(u32, f32)> {
    let place = reading.deadlines.iter().find(|d| d.primary)?.limit.place?;
    Some((place.page, place.bbox.y0))
}

/// The level that leads, as a group of words.
fn level_words(level: &str) -> &'static [&'static str] {
    match level {
        "external-review" => &["external", "independent", "department of", "commissioner"],
        "opm-review" => &["opm", "office of personnel"],
        "alj-hearing" => &["hearing", "omha", "administrative law judge"],
        "fair-hearing" => &["hearing"],
        "court" => &["court", "petition"],
        "reconsideration" => &List("appeal.reconsideration"),
        _ => &[],
    }
}

/// How well the words around a place fit the appeal that comes next.
pub fn fit(ctx: &Ctx<'_>, reading: &Reading, ids: &[usize], own: &str) -> f32 {
    let sheet = ctx.sheet;
    let Some(first) = ids.first().and_then(|&i| sheet.toks.get(i)) else {
        return -9.0;
    };
    let lead = reading.deadlines.iter().find(|d| d.primary);
    let level = lead.map_or("internal-appeal", |d| d.level.as_str());
    let mut score = 0.0_f32;
    // Its own sentence and what stands left of it.
    let sentence = sheet.paras.get(first.para).and_then(|p| {
        p.sentences.iter().copied().find(|&s| {
            sheet
                .sentences
                .get(s)
                .is_some_and(|s| s.text.parts.iter().any(|p| p.tok == ids[0]))
        })
    });
    let mut near = String::from(own);
    // "Premium questions: 1 | Appeals fax: 2": a label of its own, whatever else stands in the line.
    let labelled = own.trim_end().ends_with(':') && any(own, &APPEAL).is_some();
    if let Some(s) = sentence.and_then(|s| sheet.sentences.get(s)) {
        if s.foreign || s.aside {
            score -= 5.0;
        }
        if !labelled {
            near.push(' ');
            near.push_str(&s.text.low);
        }
    }
    let label = left_label(sheet, first.cell);
    near.push(' ');
    near.push_str(&label);
    // The rest of its paragraph and the one above it.
    let para = sheet.paras.get(first.para);
    let around = para.map(|p| p.text.low.clone()).unwrap_or_default();
    let above = para
        .and_then(|p| p.above)
        .and_then(|a| sheet.paras.get(a))
        .map(|p| p.text.low.clone())
        .unwrap_or_default();
    let heading = sheet
        .heading(first.para)
        .map(|t| t.low.clone())
        .unwrap_or_default();
    // Where the letter knows complaints that are no appeals, their place is another one.
    let complaint = reading.deadlines.iter().any(|d| d.level == "grievance")
        && any(&near, &["grievance", "complaint"]).is_some()
        && any(&near, &["appeal"]).is_none();
    if complaint {
        score -= 4.0;
    } else if any(&near, &APPEAL).is_some() {
        score += 3.0;
    } else if any(&around, &APPEAL).is_some() {
        score += 1.5;
    }
    if any(&heading, &APPEAL).is_some()
        || any(&above, &APPEAL).is_some()
        || under(sheet, first.para, &APPEAL)
    {
        score += 1.5;
    }
    // "Put it on paper and send it to", "It is filed with": what stands below ends the sentence.
    let leads = List("appeal.leads-below")
        .iter()
        .any(|w| above.trim_end_matches(':').ends_with(w));
    if any(&label, &List("appeal.send")).is_some()
        || any(&near, &List("appeal.send-it-to")).is_some()
        || any(&above, &List("appeal.write-to")).is_some()
        || leads
    {
        score += 1.5;
    }
    if let Some(other) = any(&near, &OTHER) {
        let helps = any(&near, &List("appeal.help-filing")).is_some() && other != "questions only";
        score -= if helps { 0.5 } else { 4.0 };
    }
    // Where the words of the leading window stand.
    let place = sheet.place(ids);
    if let (Some((page, y)), Some(place)) = (lead_at(reading), place)
        && place.page == page
    {
        let pitch = sheet.measure(first.page).pitch;
        let down = (place.bbox.y0 - y) / pitch;
        score += if (-1.5..4.0).contains(&down) {
            2.0
        } else if (-4.0..16.0).contains(&down) {
            1.2
        } else {
            0.0
        };
    } else if let (Some((page, _)), Some(place)) = (lead_at(reading), place)
        && place.page == page + 1
        && goes_on_from(sheet, first.para, page)
    {
        // The page ended between the two.
        score += 1.2;
    }
    // Another step's own place.
    let steps: &[(&str, &[&str])] = &[
        ("external-review", &List("appeal.external-review")),
        ("opm-review", &["personnel management", "opm"]),
        ("fair-hearing", &List("appeal.fair-hearing")),
        ("alj-hearing", &["omha", "office of medicare hearings"]),
        ("reopening", &["reopen"]),
        ("court", &List("appeal.court")),
        ("grievance", &["civil rights", "discriminat"]),
    ];
    for (step, words) in steps {
        if *step != level && any(&near, words).is_some() {
            score -= 3.5;
        }
    }
    if !level_words(level).is_empty() {
        if any(&near, level_words(level)).is_some() {
            score += 2.5;
        } else if any(&above, level_words(level)).is_some()
            || any(&heading, level_words(level)).is_some()
        {
            score += 1.2;
        } else {
            score -= 2.0;
        }
    }
    // The head of the letter and the member's own address.
    let head = first.page == 0 && ctx.salutation.map_or(first.row < 8, |s| first.row < s);
    if head {
        score -= 4.0;
    }
    if sheet
        .rows
        .get(first.row)
        .is_some_and(|r| r.kind != RowKind::Body)
    {
        score -= 5.0;
    }
    score
}

/// True where one of the short paragraphs over this one, as a heading of headings, has one of these words.
fn under(sheet: &Sheet, para: usize, words: &[&str]) -> bool {
    let mut at = sheet.paras.get(para).and_then(|p| p.above);
    for _ in 0..4 {
        let Some(p) = at.and_then(|p| sheet.paras.get(p)) else {
            return false;
        };
        if p.cells.len() <= 2 && p.text.parts.len() <= 14 && any(&p.text.low, words).is_some() {
            return true;
        }
        at = p.above;
    }
    false
}

/// The text of the cell left of a cell, or of the label above in the label column.
pub fn left_label(sheet: &Sheet, cell: usize) -> String {
    let own = labels::name_of(sheet, cell, 0);
    if !own.is_empty() {
        // A row of a list: what the row is about stands in its first cell.
        let first = sheet
            .cells
            .get(cell)
            .and_then(|c| sheet.rows.get(c.row)?.cells.first())
            .and_then(|&c| sheet.cells.get(c))
            .filter(|c| c.ids.len() <= 6 && c.text.low != own);
        return match first {
            Some(first) if own.bytes().any(|b| b.is_ascii_digit()) => {
                format!("{} {own}", first.text.low)
            }
            _ => own,
        };
    }
    // A value that goes on below its first line belongs to the label of that line.
    let Some(c) = sheet.cells.get(cell) else {
        return String::new();
    };
    let Some(para) = sheet.paras.get(c.para) else {
        return String::new();
    };
    para.cells
        .first()
        .map(|&f| labels::name_of(sheet, f, 0))
        .unwrap_or_default()
}

/// True where a paragraph, or one of the two over it, goes on from the page before.
fn goes_on_from(sheet: &Sheet, para: usize, page: u32) -> bool {
    let mut at = Some(para);
    for _ in 0..3 {
        let Some(p) = at.and_then(|p| sheet.paras.get(p)) else {
            return false;
        };
        if sheet.number_of(p.page) == Some(page) {
            return true;
        }
        at = p.above;
    }
    at.and_then(|p| sheet.paras.get(p))
        .is_some_and(|p| sheet.number_of(p.page) == Some(page))
}
