//! Amounts: the totals of a table, or what stands behind a label.

use super::{Ctx, labels, prices};
use crate::phrases::List;
use crate::structure::amounts::AMOUNTS;
use crate::structure::table::{self, Line, Table};
use crate::structure::text::{any, at_word};
use holdfast_case::reading::Amounts;
use holdfast_case::{Cents, Fact};

/// A heading of what is no amount of ours: what is left of a deductible.
const LEFT: (&str, List) = ("none", List("amounts.deductible-left"));
/// Words that head a column but mean nothing in a sentence.
static HEAD_ONLY: List = List("amounts.head-only");

/// True where a heading is known, though it may be of none of our fields.
pub fn is_told(ctx: &Ctx<'_>, head: &str) -> bool {
    best_of(ctx, head, true).is_some()
}

/// The field an amount of this name is of, with the label that says so.
fn field_of(ctx: &Ctx<'_>, name: &str, head: bool) -> Option<(&'static str, String)> {
    let (field, word) = best_of(ctx, name, head)?;
    let field = match field {
        "billed" => "billed",
        "allowed" => "allowed",
        "discount" => "discount",
        "not_covered" => "not_covered",
        "deductible" => "deductible",
        "copay" => "copay",
        "coinsurance" => "coinsurance",
        "other_insurance" => "other_insurance",
        "plan_paid" => "paid",
        "you_owe" => "patient_owes",
        _ => return None,
    };
    Some((field, word.to_owned()))
}

/// The name in the lists and the label that fit best.
fn best_of<'a>(ctx: &Ctx<'a>, name: &str, head: bool) -> Option<(&'a str, &'a str)> {
    let bank = ctx
        .lib
        .patterns
        .amount_labels
        .iter()
        .flat_map(|l| l.labels.iter().map(move |w| (l.field.as_str(), w.as_str())));
    // beside those of the phrase bank; the longest that fits decides
    let more = AMOUNTS
        .iter()
        .chain([&LEFT])
        .flat_map(|(f, ws)| ws.iter().map(move |w| (*f, *w)));
    let summary = ctx
        .sheet
        .sentences
        .iter()
        .take(12)
        .any(|s| any(&s.text.low, &["medicare summary", "redetermination"]).is_some());
    let mut best: Option<(usize, usize, &'a str, &'a str)> = None;
    for (field, word) in bank.chain(more) {
        if !head && HEAD_ONLY.contains(&word)
            || (summary && field == "other_insurance" && word == "medicare paid")
        {
            continue;
        }
        // A word that was cut at the end of a line: "ineli-gible".
        let mended = if head {
            name.replace('-', "")
        } else {
            String::new()
        };
        let (name, at) = match (at_word(name, word), at_word(&mended, word)) {
            (Some(at), _) => (name, at),
            (None, Some(at)) => (mended.as_str(), at),
            (None, None) => continue,
        };
        // "Not paid by plan" is no payment.
        let before = name.get(..at).unwrap_or_default().trim_end();
        if field == "plan_paid" && (before == "not" || before.ends_with(" not")) {
            continue;
        }
        let end = at + word.len();
        // Of labels in a sentence the one nearest to the amount counts.
        let rank = if head { word.len() } else { end };
        if best.is_none_or(|b| (rank, word.len()) > (b.0, b.1)) && (head || name.len() - end <= 28)
        {
            best = Some((rank, word.len(), field, word));
        }
    }
    best.map(|(_, _, field, word)| (field, word))
}

/// The field of each column of a table.
pub fn columns(ctx: &Ctx<'_>, table: &Table) -> Vec<Option<&'static str>> {
    let mut fields: Vec<_> = table
        .columns
        .iter()
        .map(|c| field_of(ctx, &c.head, true).map(|f| f.0))
        .collect();
    // Where no column says what was paid, what is payable says it.
    if !fields.contains(&Some("paid")) {
        for (field, column) in fields.iter_mut().zip(&table.columns) {
            if *field == Some("allowed") && column.head.starts_with("payable") {
                *field = Some("paid");
            }
        }
    }
    fields
}

/// The line that tells a table's totals: its total row, or its only row.
pub fn total_line(table: &Table) -> Option<&Line> {
    table
        .lines
        .iter()
        .find(|l| l.total)
        .or(match table.lines.as_slice() {
            [one] => Some(one),
            _ => None,
        })
}

fn set(amounts: &mut Amounts, field: &str, fact: Fact<Cents>) {
    let slot = match field {
        "billed" => &mut amounts.billed,
        "allowed" => &mut amounts.allowed,
        "paid" => &mut amounts.paid,
        "not_covered" => &mut amounts.not_covered,
        "patient_owes" => &mut amounts.patient_owes,
        "discount" => &mut amounts.discount,
        "deductible" => &mut amounts.deductible,
        "copay" => &mut amounts.copay,
        "coinsurance" => &mut amounts.coinsurance,
        "other_insurance" => &mut amounts.other_insurance,
        _ => return,
    };
    if slot.is_none() {
        *slot = Some(fact);
    }
}

/// The amounts of the first claim of the letter.
pub fn amounts(ctx: &Ctx<'_>) -> Amounts {
    let sheet = ctx.sheet;
    let mut out = Amounts::default();
    // Of several claims the one that was refused is what the letter is about.
    let refused = |t: &&Table| {
        t.lines
            .iter()
            .any(|l| !l.total && super::codes::line_refuses(ctx, l.row) == Some(true))
    };
    let several = sheet.tables.len() > 1;
    let first = sheet.tables.iter().find(refused);
    for table in first.into_iter().chain(&sheet.tables) {
        let fields = columns(ctx, table);
        let known = fields.iter().flatten().count();
        if known == 0 {
            continue;
        }
        if let Some(line) = total_line(table) {
            for figure in &line.figures {
                if let Some(Some(field)) = fields.get(figure.column) {
                    let head = table
                        .columns
                        .get(figure.column)
                        .map(|c| c.head.as_str())
                        .unwrap_or_default();
                    let sure = match (line.total && known >= 2, several) {
                        (true, false) => 0.975,
                        (false, false) => 0.9,
                        _ => 0.86,
                    };
                    let why = format!(
                        "{} under '{head}'",
                        if line.total { "total" } else { "figure" }
                    );
                    set(
                        &mut out,
                        field,
                        sheet.fact(figure.amount, &[figure.tok], sure, why),
                    );
                }
            }
            break;
        }
        // No total printed: the rows are added up, which the person has to check.
        for (column, field) in fields.iter().enumerate() {
            let Some(field) = field else { continue };
            let cells: Vec<_> = table
                .lines
                .iter()
                .flat_map(|l| &l.figures)
                .filter(|f| f.column == column)
                .collect();
            let sum = cells
                .iter()
                .fold(0_i64, |s, f| s.saturating_add(f.amount.0));
            let ids: Vec<usize> = cells.iter().map(|f| f.tok).collect();
            if !ids.is_empty() {
                set(
                    &mut out,
                    field,
                    sheet.fact(Cents(sum), &ids, 0.8, "rows of the column added up"),
                );
            }
        }
        break;
    }
    let in_table = |row: usize| {
        sheet.tables.iter().any(|t| {
            (t.first..=t.last).contains(&row) && columns(ctx, t).iter().any(Option::is_some)
        })
    };
    // Behind labels and in sentences; a name with "total" goes first.
    let mut found: Vec<(i32, &'static str, Fact<Cents>)> = Vec::new();
    for s in ctx.plain() {
        for part in &s.text.parts {
            let Some(tok) = sheet.toks.get(part.tok) else {
                continue;
            };
            let Some(amount) = table::money(tok) else {
                continue;
            };
            if in_table(tok.row) {
                continue;
            }
            let Some(cell) = sheet.cells.get(tok.cell) else {
                continue;
            };
            let from = cell
                .text
                .parts
                .iter()
                .position(|p| p.tok == part.tok)
                .unwrap_or(0);
            // "$  527.50": the sign is part of the amount.
            let sign = cell.text.parts.first().and_then(|p| sheet.toks.get(p.tok));
            let from = if from == 1 && sign.is_some_and(|t| t.raw == "$") {
                0
            } else {
                from
            };
            let beside = labels::name_of(sheet, tok.cell, from);
            let mut name = s.text.before(part.low.start).to_owned();
            let label = !beside.is_empty() && (beside.trim_end().ends_with(':') || from == 0);
            if label || !name.chars().any(char::is_alphabetic) {
                name = beside;
            }
            let tail = name
                .get(name.len().saturating_sub(70)..)
                .unwrap_or(&name)
                .trim_end_matches([':', ' ', '.', '+', '-', '$']);
            let told = field_of(ctx, tail, label);
            let over = super::days::above(ctx, tok.cell);
            let headed = told.is_none() && from == 0;
            let Some((field, word)) =
                told.or_else(|| headed.then(|| field_of(ctx, &over, true)).flatten())
            else {
                continue;
            };
            let whole = at_word(tail, "total").is_some()
                || s.text
                    .after(part.low.end)
                    .trim_start()
                    .starts_with("in all");
            let score = match (headed, label) {
                (true, _) => -2,
                (_, true) => 4,
                _ => 0,
            } + if whole { 3 } else { 0 };
            let sure = if label { 0.93 } else { 0.82 };
            found.push((
                score,
                field,
                sheet.fact(amount, &[part.tok], sure, format!("label '{word}'")),
            ));
        }
    }
    found.extend(lone_totals(ctx));
    // A sentence that tells it by its verb knows more than a word that stands near.
    found.extend(prices::told(ctx).into_iter().map(|(f, fact)| (1, f, fact)));
    found.sort_by_key(|f| -f.0);
    for (_, field, fact) in found {
        set(&mut out, field, fact);
    }
    out
}

/// The total under a column that alone holds amounts: such a column makes no table.
fn lone_totals(ctx: &Ctx<'_>) -> Vec<(i32, &'static str, Fact<Cents>)> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for (n, row) in sheet.rows.iter().enumerate() {
        let low = table::row_low(sheet, n);
        let in_table = sheet.tables.iter().any(|t| (t.first..=t.last).contains(&n));
        let amounts: Vec<_> = table::row_toks(sheet, n)
            .into_iter()
            .filter_map(|i| {
                Some((
                    i,
                    sheet.toks.get(i)?.bbox,
                    table::money(sheet.toks.get(i)?)?,
                ))
            })
            .collect();
        let [(tok, at, amount)] = amounts.as_slice() else {
            continue;
        };
        if in_table || !low.starts_with("total") || low.len() > 60 {
            continue;
        }
        // Up its column to the first words that are no amount.
        let head = (1..=14).map_while(|up| n.checked_sub(up)).find_map(|r| {
            let above = sheet.rows.get(r).filter(|a| a.page == row.page)?;
            let cells = above.cells.iter().filter_map(|&c| sheet.cells.get(c));
            let over: Vec<_> = cells
                .flat_map(|c| &c.ids)
                .filter_map(|&i| sheet.toks.get(i))
                .filter(|t| t.bbox.x0 < at.x1 && t.bbox.x1 > at.x0)
                .collect();
            let words: Vec<&str> = over
                .iter()
                .filter(|t| table::money(t).is_none())
                .map(|t| t.low.as_str())
                .collect();
            (!words.is_empty() && words.len() == over.len()).then(|| words.join(" "))
        });
        let Some((field, word)) = head.and_then(|h| field_of(ctx, &h, true)) else {
            continue;
        };
        let why = format!("total under '{word}'");
        out.push((3, field, sheet.fact(*amount, &[*tok], 0.82, why)));
    }
    out
}
