//! Where the next appeal goes: address, fax, phone, portal. Not the number for general questions.

use super::{Ctx, deadlines, labels};
use crate::phrases::List;
use crate::structure::text::{any, has};
use crate::structure::{RowKind, Sheet};
use holdfast_case::reading::{AppealFacts, NoticeKind, Span, Stage};
use holdfast_case::{Fact, Reading};
use regex::Regex;
use std::sync::LazyLock;

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b1[-. ])?\(?\b[2-9]\d{2}\)?[-. ]{1,2}\d{3}[-. ]\d{4}\b")
        .expect("a fixed pattern")
});
static ZIP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:[A-Z]{2}|[A-Z][a-z]+|[A-Z]{4,})\.? +\d{5}(?:-\d{4})?\b")
        .expect("a fixed pattern")
});
static STREET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bp\.? ?o\.? ?box +\w+|\b\d+ +(?:[nsew]\.? +|north |south |east |west )?[A-Z0-9][\w.'-]* +[\w.'-]*|\bp\. o\. box +\d+|\bbox \d+").expect("a fixed pattern")
});
static PORTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:https?://)?(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|gov|net|example|us|health)(?:/[\w./-]*)?").expect("a fixed pattern")
});

/// Words of an appeal near a place to send it.
static APPEAL: List = List("appeal.appeal");
/// Words that make a number or an address one of something else.
static OTHER: List = List("appeal.other");

struct Place {
    score: f32,
    value: String,
    ids: Vec<usize>,
}

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
fn fit(ctx: &Ctx<'_>, reading: &Reading, ids: &[usize], own: &str) -> f32 {
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
    if let Some(s) = sentence.and_then(|s| sheet.sentences.get(s)) {
        if s.foreign || s.aside {
            score -= 5.0;
        }
        near.push(' ');
        near.push_str(&s.text.low);
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
    if any(&near, &APPEAL).is_some() {
        score += 3.0;
    } else if any(&around, &APPEAL).is_some() {
        score += 1.5;
    }
    if any(&heading, &APPEAL).is_some() || any(&above, &APPEAL).is_some() {
        score += 1.5;
    }
    if any(&label, &List("appeal.send")).is_some()
        || any(&near, &List("appeal.send-it-to")).is_some()
        || any(&above, &List("appeal.write-to")).is_some()
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
        ("court", &["petition", "district court"]),
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

/// The text of the cell left of a cell, or of the label above in the label column.
fn left_label(sheet: &Sheet, cell: usize) -> String {
    let own = labels::name_of(sheet, cell, 0);
    if !own.is_empty() {
        return own;
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

/// Where to appeal.
pub fn appeal(ctx: &Ctx<'_>, reading: &Reading) -> AppealFacts {
    let sheet = ctx.sheet;
    let mut out = AppealFacts::default();
    let kind = reading.kind.as_ref().map(|k| k.value);
    let refuses = deadlines::refuses(reading) || kind == Some(NoticeKind::Eob);
    out.expedited_decision_within = expedited(ctx, reading);
    if !refuses {
        return out;
    }
    let court = reading
        .deadlines
        .iter()
        .find(|d| d.primary)
        .is_some_and(|d| d.level == "court")
        || reading
            .stage
            .as_ref()
            .is_some_and(|s| s.value == Stage::FairHearing);
    if court {
        return out;
    }
    let made = |best: Option<Place>, least: f32, what: &str| {
        best.filter(|p| p.score >= least).map(|p| {
            let sure = if p.score >= 6.0 {
                0.97
            } else if p.score >= 4.5 {
                0.94
            } else if p.score >= 3.0 {
                0.86
            } else {
                0.7
            };
            sheet.fact(
                p.value,
                &p.ids,
                sure,
                format!("{what} where the appeal is spoken of"),
            )
        })
    };
    let top = |places: Vec<Place>| {
        places.into_iter().fold(None, |best: Option<Place>, p| {
            if best.as_ref().is_none_or(|b| p.score > b.score + 0.01) {
                Some(p)
            } else {
                best
            }
        })
    };
    let address = top(addresses(ctx, reading));
    let beside = address
        .as_ref()
        .filter(|p| p.score >= 1.8)
        .and_then(|p| sheet.place(&p.ids));
    let (faxes, phones) = numbers(ctx, reading, beside);
    out.fax = made(top(faxes), 2.0, "fax number");
    out.phone = made(top(phones), 2.6, "telephone number");
    out.address = made(address, 1.8, "address");
    out.portal = portal(ctx, reading);
    out
}

/// Fax and telephone numbers with how well they fit.
fn numbers(
    ctx: &Ctx<'_>,
    reading: &Reading,
    beside: Option<holdfast_case::Place>,
) -> (Vec<Place>, Vec<Place>) {
    let sheet = ctx.sheet;
    let (mut faxes, mut phones) = (Vec::new(), Vec::new());
    for s in sheet.sentences.iter().filter(|s| !s.foreign && !s.aside) {
        let mut from = 0;
        for m in PHONE.find_iter(&s.text.raw) {
            let parts = s.text.parts_in_raw(m.range());
            let ids = s.text.toks(parts.clone());
            let low_start = s.text.parts.get(parts.start).map_or(0, |p| p.low.start);
            let own = s
                .text
                .low
                .get(from.min(low_start)..low_start)
                .unwrap_or("")
                .to_owned();
            let own = own.rsplit([';', '.']).next().unwrap_or(&own).to_owned();
            from = s
                .text
                .parts
                .get(parts.end.saturating_sub(1))
                .map_or(low_start, |p| p.low.end);
            let Some(cell) = ids.first().and_then(|&i| sheet.toks.get(i)).map(|t| t.cell) else {
                continue;
            };
            let label = left_label(sheet, cell);
            let after = s.text.after(from);
            let short = own.get(own.len().saturating_sub(34)..).unwrap_or(&own);
            let fax = any(short, &["fax", "facsimile"]).is_some()
                || (own.trim().is_empty()
                    && any(&label, &["fax", "facsimile"]).is_some()
                    && any(&label, &["phone", "tel"]).is_none());
            let tty = any(short, &["tty", "tdd", "relay"]).is_some();
            if tty {
                continue;
            }
            let value = m.as_str().trim_start_matches(' ').to_owned();
            let next: String = after.chars().take(60).collect();
            let mut context = own.clone();
            if next.trim_start().starts_with('(') {
                context.push_str(&next);
            }
            let mut score = fit(ctx, reading, &ids, &context);
            if any(&context, &OTHER).is_some() {
                score -= 2.0;
            }
            // Right under the address it belongs to it.
            if let (Some(address), Some(own)) = (beside, sheet.place(&ids))
                && address.page == own.page
            {
                let pitch = ids
                    .first()
                    .and_then(|&i| sheet.toks.get(i))
                    .map_or(12.0, |t| sheet.measure(t.page).pitch);
                let down = (own.bbox.y0 - address.bbox.y1) / pitch;
                if (-1.2..3.0).contains(&down) && own.bbox.x0 < address.bbox.x1 + 4.0 * pitch {
                    score += 2.0;
                }
            }
            let fast = any(&context, &["fast", "urgent", "expedited"]).is_some()
                || any(&label, &["fast", "urgent", "expedited"]).is_some();
            if fast {
                score += if fax { -0.8 } else { 0.8 };
            }
            if fax {
                // A number without words of its own follows the one before it: "or fax …".
                faxes.push(Place {
                    score: score + 0.5,
                    value,
                    ids,
                });
            } else {
                let called = any(&context, &["call", "phone", "telephone", "by phone", "tel"])
                    .is_some()
                    || any(&label, &["phone", "call", "tel"]).is_some();
                // A call that nobody ties to the appeal is for questions.
                let sentence = s.text.low.as_str();
                let tied = any(sentence, &APPEAL).is_some()
                    || any(&label, &APPEAL).is_some()
                    || any(sentence, &["fast", "urgen", "expedit", "review"]).is_some();
                if !tied {
                    score -= 1.2;
                }
                phones.push(Place {
                    score: score + if called { 0.5 } else { -1.5 },
                    value,
                    ids,
                });
            }
        }
    }
    (faxes, phones)
}

/// Postal addresses with how well they fit.
fn addresses(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Place> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for (n, para) in sheet.paras.iter().enumerate() {
        for m in ZIP.find_iter(&para.text.raw) {
            // The number of a box of five figures is no ZIP code.
            if m.as_str().to_ascii_lowercase().starts_with("box") {
                continue;
            }
            let parts = para.text.parts_in_raw(m.range());
            let Some(ids) = address_ids(sheet, n, parts.end) else {
                continue;
            };
            let value = address_text(sheet, &ids);
            if !STREET.is_match(&value) {
                continue;
            }
            let low = value.to_ascii_lowercase();
            let mut score = fit(ctx, reading, &ids, &low);
            if any(&low, &List("appeal.appeal-2")).is_some() {
                score += 2.0;
            }
            if let Some(patient) = &reading.member.patient {
                let surname = patient.value.to_ascii_lowercase();
                let surname = surname.split(' ').next_back().unwrap_or("");
                if surname.len() > 3 && has(&low, surname) {
                    score -= 8.0;
                }
            }
            out.push(Place { score, value, ids });
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
    if ends_line
        && lines.last().is_some_and(|c| short(c))
        && lines.iter().rev().take(3).all(|c| short(c))
    {
        // A block of short lines: up to six above, until something that is no line of an address.
        let mut ids: Vec<Vec<usize>> = Vec::new();
        for c in lines.iter().rev().take(7) {
            if !ids.is_empty() && (sentence_like(c) || !short(c)) {
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
        return Some(ids.into_iter().flatten().collect());
    }
    // In running text: back to the words that lead to it.
    let low_end = last.low.end;
    let before = p.text.low.get(..low_end)?;
    let window_start = before.char_indices().rev().nth(190).map_or(0, |x| x.0);
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
    // A box whose letter was recognized as a zero.
    let out = out
        .replace("P. 0. Box", "P. O. Box")
        .replace("P.0. Box", "P.O. Box")
        .replace("P0 Box", "PO Box");
    out.trim_matches([',', '.', ';', ' ', ':']).to_owned()
}

/// A web address for appeals.
fn portal(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let mut best: Option<Place> = None;
    for s in sheet.sentences.iter().filter(|s| !s.foreign && !s.aside) {
        for m in PORTAL.find_iter(&s.text.raw) {
            if !m.as_str().contains('.')
                || s.text
                    .raw
                    .get(..m.start())
                    .is_some_and(|b| b.ends_with('@'))
            {
                continue;
            }
            let ids = s.text.toks(s.text.parts_in_raw(m.range()));
            let score = fit(ctx, reading, &ids, "");
            if best.as_ref().is_none_or(|b| score > b.score) {
                best = Some(Place {
                    score,
                    value: m.as_str().trim_end_matches('.').to_owned(),
                    ids,
                });
            }
        }
    }
    best.filter(|p| p.score >= 3.0).map(|p| {
        sheet.fact(
            p.value,
            &p.ids,
            0.85,
            "web address where the appeal is spoken of",
        )
    })
}

/// How soon an urgent appeal is decided.
fn expedited(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<Span>> {
    let sheet = ctx.sheet;
    let d = reading
        .deadlines
        .iter()
        .find(|d| d.who == "plan" && d.limit.unit.as_deref() == Some("hours"))?;
    let count = d.limit.count?;
    let value = Span {
        count,
        unit: "hours".to_owned(),
    };
    let mut fact = sheet.fact(value, &[], d.confidence, d.why.clone());
    fact.quote.clone_from(&d.limit.quote);
    fact.place = d.limit.place;
    fact.confidence = d.confidence.min(0.95);
    Some(fact)
}
