//! An insurance card: what its labels name, the insurer, where claims go, and who carries the cost.

mod limits;

use super::label;
use super::phones;
use super::row;
use crate::dates;
use crate::phrases::List;
use crate::structure::text::{any, at_word};
use crate::structure::{Cell, Sheet};
use holdfast_case::{CardFields, Fact};
use regex::Regex;
use std::sync::LazyLock;

/// Labels of a card.
fn bank() -> Vec<(&'static str, List)> {
    vec![
        ("member_id", List("tables.card-member")),
        ("subscriber", List("tables.card-subscriber")),
        ("dependents", List("tables.card-dependents")),
        ("group", List("tables.card-group")),
        ("employer", List("tables.card-employer")),
        ("plan_name", List("tables.card-plan")),
        ("rx_bin", List("tables.card-bin")),
        ("rx_pcn", List("tables.card-pcn")),
        ("rx_group", List("tables.card-rx-group")),
        ("payer_id", List("tables.card-payer")),
        ("effective", List("tables.card-effective")),
        ("claims", List("tables.card-claims")),
        ("other", List("tables.card-other")),
    ]
}

static PORTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*((?:https?://)?(?:www\.)?[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s]*)?)\W*$")
        .expect("a fixed pattern")
});
static ZIP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\d{5}(?:-\d{4})?\W*$").expect("a fixed pattern"));

/// All that the card says.
pub fn fields(sheet: &Sheet) -> CardFields {
    let mut out = CardFields {
        phones: phones::phones(sheet),
        ..CardFields::default()
    };
    let labels = label::all(sheet, &bank());
    for (field, ids) in &labels {
        let why = format!("behind its label, {}", field.replace('_', " "));
        let number = |least: usize| {
            let fact = row::words_fact(sheet, ids, 0.95, &why)?;
            let signs = fact
                .value
                .chars()
                .filter(|c| c.is_ascii_alphanumeric())
                .count();
            (signs >= least).then_some(fact)
        };
        let digits = |fact: &Fact<String>| fact.value.chars().any(|c| c.is_ascii_digit());
        match *field {
            "member_id" => first(&mut out.member_id, number(5).filter(digits)),
            "group" => first(&mut out.group, number(2).filter(digits)),
            "rx_bin" => first(&mut out.rx_bin, bin(sheet, ids)),
            "rx_pcn" => first(&mut out.rx_pcn, number(2)),
            "rx_group" => first(&mut out.rx_group, number(2)),
            "payer_id" => first(&mut out.payer_id, number(4).filter(digits)),
            "subscriber" => first(&mut out.subscriber, name(sheet, ids)),
            "employer" => first(&mut out.employer, row::words_fact(sheet, ids, 0.88, &why)),
            "plan_name" => {
                let named = row::words_fact(sheet, ids, 0.9, &why);
                first(
                    &mut out.plan_name,
                    named.filter(|f| !is_kind_only(&f.value)),
                );
            }
            "dependents" => dependents(sheet, ids, &mut out),
            "effective" => {
                let day = row::days(sheet, ids).into_iter().next();
                let fact = day.map(|(d, ids)| sheet.fact(d, &ids, 0.94, &*why));
                first(&mut out.effective, fact);
            }
            "claims" => first(&mut out.claims_address, address(sheet, ids)),
            _ => {}
        }
    }
    out.portal = portal(sheet);
    out.limits = limits::limits(sheet);
    let (issuer, at) = issuer(sheet).map_or((None, None), |(f, c)| (Some(f), Some(c)));
    out.issuer = issuer;
    if out.plan_name.is_none() {
        out.plan_name = plan_name(sheet, at);
    }
    out.self_funded = self_funded(sheet);
    if out.employer.is_none() {
        out.employer = employer(sheet);
    }
    out
}

/// The first value of a field stays.
fn first<T>(slot: &mut Option<T>, found: Option<T>) {
    if slot.is_none() {
        *slot = found;
    }
}

/// Six figures, the first of them often a zero.
fn bin(sheet: &Sheet, ids: &[usize]) -> Option<Fact<String>> {
    ids.iter().find_map(|&id| {
        let tok = sheet.toks.get(id)?;
        let value: String = tok
            .low
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let sound = value.len() == 6 && value.chars().all(|c| c.is_ascii_digit());
        sound.then(|| sheet.fact(value, &[id], 0.96, "six figures behind their label"))
    })
}

/// A person's name: words without figures.
fn name(sheet: &Sheet, ids: &[usize]) -> Option<Fact<String>> {
    let upto = ids
        .iter()
        .position(|&i| {
            sheet
                .toks
                .get(i)
                .is_none_or(|t| t.raw.chars().any(|c| c.is_ascii_digit() || c == '('))
        })
        .unwrap_or(ids.len());
    let fact = row::words_fact(sheet, ids.get(..upto)?, 0.92, "a name behind its label")?;
    fact.value.contains(' ').then_some(fact)
}

/// Names behind the label, and those in the cells below in the same column.
fn dependents(sheet: &Sheet, ids: &[usize], out: &mut CardFields) {
    let mut put = |ids: &[usize]| {
        if let Some(name) = name(sheet, ids)
            && !out.dependents.iter().any(|d| d.value == name.value)
        {
            out.dependents.push(name);
        }
    };
    // Several in one line, parted by commas.
    let mut part: Vec<usize> = Vec::new();
    for &id in ids {
        part.push(id);
        if sheet
            .toks
            .get(id)
            .is_some_and(|t| t.raw.ends_with([',', ';']))
        {
            put(&part);
            part.clear();
        }
    }
    put(&part);
    let Some(first) = ids.first().and_then(|&i| sheet.toks.get(i)) else {
        return;
    };
    for below in cells_below(sheet, first.cell, first.bbox.x0) {
        let words = below
            .text
            .raw
            .chars()
            .all(|c| c.is_alphabetic() || " .'-,".contains(c));
        if !words || below.ids.len() > 4 {
            break;
        }
        put(&below.ids);
    }
}

/// Cells that begin at the same left edge in the lines below, without a gap.
fn cells_below(sheet: &Sheet, cell: usize, x0: f32) -> Vec<&Cell> {
    let mut out = Vec::new();
    let Some(c) = sheet.cells.get(cell) else {
        return out;
    };
    let m = sheet.measure(c.page);
    let mut bottom = c.bbox.y1;
    for row in sheet.rows_below(c.row).filter_map(|r| sheet.rows.get(r)) {
        if row.bbox.y0 - bottom > m.pitch * 0.9 {
            break;
        }
        let found = row
            .cells
            .iter()
            .filter_map(|&n| sheet.cells.get(n))
            .find(|n| (n.bbox.x0 - x0).abs() <= 2.0 * m.sign);
        let Some(found) = found else { break };
        bottom = found.bbox.y1;
        out.push(found);
    }
    out
}

/// Where claims go: the lines from the label on, up to the ZIP code.
fn address(sheet: &Sheet, ids: &[usize]) -> Option<Fact<String>> {
    let first = ids.first().and_then(|&i| sheet.toks.get(i))?;
    let mut lines = vec![row::words(sheet, ids)];
    let mut all = ids.to_vec();
    let whole = |line: &String| ZIP.is_match(line);
    if !lines.last().is_some_and(whole) {
        let cell = sheet.cells.get(first.cell)?;
        // Under a label that has its value beside it the next line may begin under the label.
        let under_value = cells_below(sheet, first.cell, first.bbox.x0);
        let under_label = cells_below(sheet, first.cell, cell.bbox.x0);
        let below = [under_value, under_label]
            .into_iter()
            .find(|cells| cells.iter().take(4).any(|c| ZIP.is_match(&c.text.raw)))?;
        for cell in below.into_iter().take(4) {
            lines.push(row::words(sheet, &cell.ids));
            all.extend(&cell.ids);
            if lines.last().is_some_and(whole) {
                break;
            }
        }
    }
    let value = lines.join(", ").replace(",,", ",");
    whole(&value).then(|| sheet.fact(value, &all, 0.9, "from the label of claims to the ZIP code"))
}

/// The web address.
fn portal(sheet: &Sheet) -> Option<Fact<String>> {
    sheet.toks.iter().enumerate().find_map(|(id, tok)| {
        let found = PORTAL.captures(&tok.raw)?.get(1)?.as_str();
        let told = found.to_lowercase();
        let sure = told.starts_with("www.") || told.starts_with("http") || told.contains('/');
        let ending = List("tables.web").iter().any(|e| told.ends_with(e));
        (sure || ending).then(|| {
            sheet.fact(
                found.trim_end_matches('.').to_owned(),
                &[id],
                0.93,
                "shape of a web address",
            )
        })
    })
}

/// True of a cell that could be a name over a card: words, no label, no figures.
fn title_like(sheet: &Sheet, cell: usize) -> bool {
    let Some(c) = sheet.cells.get(cell) else {
        return false;
    };
    let letters = c.text.raw.chars().filter(|l| l.is_alphabetic()).count();
    !c.text.raw.contains(':')
        && letters >= 4
        && c.ids.len() <= 8
        && dates::find(&c.text.low).is_empty()
        && bank()
            .iter()
            .all(|(_, l)| !l.contains(&c.text.low.as_str()))
}

/// The insurer or administrator: of the upper third of the front what is written largest, the uppermost of equals.
fn issuer(sheet: &Sheet) -> Option<(Fact<String>, usize)> {
    let front = sheet.rows.iter().filter(|r| r.page == 0).take(6);
    let mut best: Option<(f32, usize)> = None;
    for cell in front.flat_map(|r| r.cells.iter().copied()) {
        let Some(c) = sheet.cells.get(cell).filter(|_| title_like(sheet, cell)) else {
            continue;
        };
        if c.text.raw.chars().any(|d| d.is_ascii_digit()) {
            continue;
        }
        let tall = c.bbox.height();
        if best.is_none_or(|b| tall > b.0 * 1.15) {
            best = Some((tall, cell));
        }
    }
    let (_, cell) = best?;
    let c = sheet.cells.get(cell)?;
    let upto = c
        .ids
        .iter()
        .position(|&i| sheet.toks.get(i).is_some_and(|t| t.raw.starts_with('(')))
        .unwrap_or(c.ids.len());
    let fact = row::words_fact(
        sheet,
        c.ids.get(..upto)?,
        0.86,
        "written largest at the head of the card",
    )?;
    Some((fact, cell))
}

/// True of words that only say which kind of plan it is: "PPO" is the name of none.
fn is_kind_only(value: &str) -> bool {
    let low = value.to_lowercase();
    low.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| List("tables.kind-words").contains(&word))
}

/// The plan as a card names it: a line that calls itself a plan, else the first one with a word such as PPO beside
/// others.
fn plan_name(sheet: &Sheet, issuer: Option<usize>) -> Option<Fact<String>> {
    let may_be = |n: usize, c: &Cell| {
        let sentence = c.text.raw.ends_with('.') || c.ids.len() > 8;
        let employer = any(&c.text.low, &List("tables.employer-words")).is_some();
        Some(n) != issuer && !sentence && !employer && !c.text.raw.contains(':')
    };
    let cells = || {
        let cells = sheet.cells.iter().enumerate();
        cells.filter(|(n, c)| may_be(*n, c)).map(|(_, c)| c)
    };
    let calls_itself = |c: &&Cell| {
        c.ids.len() >= 3
            && List("tables.plan-ends")
                .iter()
                .any(|w| c.text.low.ends_with(w))
    };
    let of_a_kind = |c: &&Cell| {
        let told = List("tables.plan-words")
            .iter()
            .any(|w| at_word(&c.text.low, w).is_some());
        told && !is_kind_only(&c.text.raw)
    };
    match cells().find(calls_itself) {
        Some(c) => row::words_fact(sheet, &c.ids, 0.9, "a line that calls itself a plan"),
        None => cells()
            .find(of_a_kind)
            .and_then(|c| row::words_fact(sheet, &c.ids, 0.85, "words of a kind of plan")),
    }
}

/// The employer as a sentence names it: "Administered for …".
fn employer(sheet: &Sheet) -> Option<Fact<String>> {
    sheet.cells.iter().find_map(|c| {
        let word = any(&c.text.low, &List("tables.employer-words"))?;
        let at = c.text.low.find(word)? + word.len();
        let part = c.text.parts.iter().position(|p| p.low.start >= at)?;
        // Up to the end of the sentence.
        let end = c
            .text
            .parts
            .iter()
            .enumerate()
            .skip(part)
            .find(|(_, p)| {
                sheet
                    .toks
                    .get(p.tok)
                    .is_some_and(|t| t.raw.ends_with('.') && t.raw.len() > 3)
            })
            .map_or(c.text.parts.len(), |(n, _)| n + 1);
        let ids = c.text.toks(part..end);
        let mut fact = row::words_fact(sheet, &ids, 0.85, "behind the words of an employer")?;
        fact.value = fact.value.trim_end_matches('.').to_owned();
        Some(fact)
    })
}

/// Who carries the cost, where the card says so.
fn self_funded(sheet: &Sheet) -> Option<Fact<bool>> {
    let says = |list: List, value: bool| {
        sheet.cells.iter().find_map(|c| {
            let word = any(&c.text.low, &list)?;
            let at = c.text.low.find(word)?;
            let ids = c.text.toks(c.text.parts_in(at..at + word.len()));
            Some(sheet.fact(value, &ids, 0.93, format!("the words '{word}'")))
        })
    };
    says(List("tables.self-funded"), true).or_else(|| says(List("tables.fully-insured"), false))
}
