//! Yearly counters: how much of a deductible or of an out-of-pocket limit has been counted.

use super::row;
use crate::phrases::List;
use crate::structure::table::{money, row_toks};
use crate::structure::text::any;
use crate::structure::{Sheet, Text};
use holdfast_case::statement::CounterKind;
use holdfast_case::{Cents, Counter, Fact};
use regex::Regex;
use std::sync::LazyLock;

const AMOUNT: &str = r"(\$ ?\d[\d,]*(?:\.\d{2})?|\d[\d,]*\.\d{2})";
const KIND: &str = r"(?P<kind>deductible|out[- ]of[- ]pocket|moop|oop)";
/// Words between, without another amount.
const FEW: &str = r"[^$\d]{0,40}?";

/// What the amounts of a form are, in the order they stand in.
#[derive(Clone, Copy)]
enum Is {
    Met,
    Limit,
    Left,
    /// The whole limit is met.
    Both,
}

static FORMS: LazyLock<Vec<(Regex, &'static [Is])>> = LazyLock::new(|| {
    let form = |pattern: &str| {
        let pattern = pattern
            .replace("AMOUNT", AMOUNT)
            .replace("KIND", KIND)
            .replace("FEW", FEW);
        Regex::new(&pattern).expect("a fixed pattern")
    };
    vec![
        // "You have met $860.00 of your $1,500 deductible"
        (
            form(
                r"\b(?:met|used|paid|spent|counted|applied|credited) AMOUNT (?:of|toward|towards|to) FEWAMOUNTFEWKIND",
            ),
            &[Is::Met, Is::Limit],
        ),
        // "$412.16 has been applied to your $2,000.00 individual deductible", "and $1,012.16 to your …"
        (
            form(
                r"AMOUNT (?:(?:has|have) been |was |were )?(?:applied |counted |credited )?(?:to|toward|towards) (?:your |the )AMOUNTFEWKIND",
            ),
            &[Is::Met, Is::Limit],
        ),
        // "You have now met your $283.00 deductible"
        (form(r"\bmet (?:your|the) AMOUNTFEWKIND"), &[Is::Both]),
        // "Deductible 3,000.00 of 3,000.00 met", "Part B Deductible: You have now met $283.00 of your $283.00"
        (
            form(r"KINDFEWAMOUNT (?:out )?of (?:your |the )?AMOUNT"),
            &[Is::Met, Is::Limit],
        ),
        // "Deductible $1,500.00 met $1,500.00"
        (
            form(r"KINDFEWAMOUNT,? (?:met|used|applied|so far):? AMOUNT"),
            &[Is::Limit, Is::Met],
        ),
        // "Deductible left for 2026: 0.00"
        (
            form(
                r"KIND (?:amount )?(?:left|remaining)(?: for (?:20\d\d|this year|the year))?[^$\d]{0,12}AMOUNT",
            ),
            &[Is::Left],
        ),
        // "$640.00 left of your deductible"
        (
            form(r"AMOUNT (?:is |are )?(?:left|remaining|still to go)FEWKIND"),
            &[Is::Left],
        ),
        // "DEDUCTIBLE FOR 2026: 2,000.00, MET"
        (
            form(r"KIND(?: for 20\d\d)?:? AMOUNT,? (?:is )?met\b"),
            &[Is::Both],
        ),
    ]
});

/// All counters, each once.
pub fn counters(sheet: &Sheet) -> Vec<Counter> {
    let mut out: Vec<Counter> = Vec::new();
    let mut put = |counter: Counter| {
        let value = |f: &Option<Fact<Cents>>| f.as_ref().map(|f| f.value);
        let same = |c: &Counter| {
            c.kind == counter.kind
                && value(&c.limit) == value(&counter.limit)
                && value(&c.met) == value(&counter.met)
                && value(&c.left) == value(&counter.left)
                && c.whose == counter.whose
        };
        if !out.iter().any(same) {
            out.push(counter);
        }
    };
    // A label and its amounts in the cell beside it.
    let pairs: Vec<Text> = (0..sheet.cells.len())
        .filter_map(|c| {
            let mut ids = sheet.cells.get(c)?.ids.clone();
            ids.extend(&sheet.cells.get(sheet.right_of(c)?)?.ids);
            Some(Text::new(&sheet.toks, &ids))
        })
        .collect();
    for text in sheet
        .sentences
        .iter()
        .map(|s| &s.text)
        .chain(sheet.cells.iter().map(|c| &c.text))
        .chain(&pairs)
    {
        told(sheet, text).into_iter().for_each(&mut put);
    }
    rows(sheet).into_iter().for_each(&mut put);
    under_own_heading(sheet).into_iter().for_each(&mut put);
    out
}

pub(super) fn kind_of(low: &str) -> Option<CounterKind> {
    if any(low, &List("tables.counter-deductible")).is_some() {
        Some(CounterKind::Deductible)
    } else {
        any(low, &List("tables.counter-out-of-pocket")).map(|_| CounterKind::OutOfPocket)
    }
}

/// Person or family, in or out of network, and the year, as the words around say.
pub(super) fn scope(low: &str) -> (Option<String>, Option<String>, Option<i32>) {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(20\d\d)\b").expect("a fixed pattern"));
    let whose = ["individual", "family"]
        .into_iter()
        .find(|w| low.contains(w));
    let plain = low.replace('-', " ");
    let network = if plain.contains("out of network") || plain.contains("non participating") {
        Some("out-of-network")
    } else if plain.contains("in network") {
        Some("in-network")
    } else {
        None
    };
    let year = YEAR
        .captures(low)
        .and_then(|c| c.get(1)?.as_str().parse().ok());
    (whose.map(str::to_owned), network.map(str::to_owned), year)
}

/// Counters in the words of a sentence or a cell.
fn told(sheet: &Sheet, text: &Text) -> Vec<Counter> {
    let mut out: Vec<Counter> = Vec::new();
    let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
    for (form, meaning) in FORMS.iter() {
        for caught in form.captures_iter(&text.low) {
            let Some(whole) = caught.get(0) else { continue };
            let free = !taken
                .iter()
                .any(|t| t.start < whole.end() && whole.start() < t.end);
            let Some(kind) = caught
                .name("kind")
                .and_then(|k| kind_of(k.as_str()))
                .filter(|_| free)
            else {
                continue;
            };
            taken.push(whole.range());
            // Only what is said within this form, and just before it.
            let around = text.low.get(whole.range()).unwrap_or_default();
            let (whose, network, _) = scope(around);
            let mut counter = Counter {
                kind,
                whose,
                network,
                year: scope(&text.low).2,
                limit: None,
                met: None,
                left: None,
            };
            // The kind is a group of its own; the others are the amounts.
            let named = caught.name("kind").map(|k| k.range());
            let amounts = caught
                .iter()
                .skip(1)
                .flatten()
                .filter(|m| Some(m.range()) != named);
            for (found, is) in amounts.zip(meaning.iter()) {
                let Ok(cents) = found.as_str().parse::<Cents>() else {
                    continue;
                };
                let ids = text.toks(text.parts_in(found.range()));
                let fact = sheet.fact(cents, &ids, 0.92, "amount of a yearly counter");
                match is {
                    Is::Met => counter.met = Some(fact),
                    Is::Limit => counter.limit = Some(fact),
                    Is::Left => counter.left = Some(fact),
                    Is::Both => {
                        counter.met = Some(fact.clone());
                        counter.limit = Some(fact);
                    }
                }
            }
            out.push(counter);
        }
    }
    out
}

/// What a heading means; none where it heads something else.
fn heading(low: &str) -> Option<Is> {
    if any(low, &List("tables.counter-left")).is_some() {
        Some(Is::Left)
    } else if any(low, &List("tables.counter-met")).is_some() {
        Some(Is::Met)
    } else {
        any(low, &List("tables.counter-limit")).map(|_| Is::Limit)
    }
}

/// Most rows between the heading of a small table and its last counter.
const ROWS_UNDER_A_HEADING: usize = 12;

/// Counters of a small table that stands right under another one: its own heading row says what each figure is, by
/// the heading that is nearest across.
fn under_own_heading(sheet: &Sheet) -> Vec<Counter> {
    let mut out = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        let heads: Vec<(f32, Is)> = row
            .cells
            .iter()
            .filter_map(|id| {
                let cell = sheet.cells.get(*id)?;
                let figures = cell.ids.iter().filter_map(|id| sheet.toks.get(*id));
                let words = figures.clone().all(|tok| money(tok).is_none());
                let is = heading(&cell.text.low).filter(|_| words)?;
                Some(((cell.bbox.x0 + cell.bbox.x1) / 2.0, is))
            })
            .collect();
        if heads.len() < 2 {
            continue;
        }
        for below in sheet.rows_below(at).take(ROWS_UNDER_A_HEADING) {
            let words = Text::new(&sheet.toks, &row::without_amounts(sheet, below)).low;
            let Some(kind) = kind_of(&words) else {
                continue;
            };
            let (whose, network, year) = scope(&words);
            let mut counter = Counter {
                kind,
                whose,
                network,
                year,
                limit: None,
                met: None,
                left: None,
            };
            for id in row_toks(sheet, below) {
                let Some(tok) = sheet.toks.get(id) else {
                    continue;
                };
                let Some(amount) = money(tok) else { continue };
                let across = (tok.bbox.x0 + tok.bbox.x1) / 2.0;
                let nearest = heads
                    .iter()
                    .min_by(|a, b| (a.0 - across).abs().total_cmp(&(b.0 - across).abs()));
                let fact = sheet.fact(
                    amount,
                    &[id],
                    0.92,
                    "figure under the heading nearest across",
                );
                match nearest.map(|(_, is)| is) {
                    Some(Is::Limit) => counter.limit = Some(fact),
                    Some(Is::Met) => counter.met = Some(fact),
                    Some(Is::Left) => counter.left = Some(fact),
                    _ => {}
                }
            }
            if adds_up(&counter) {
                out.push(counter);
            }
        }
    }
    out
}

/// True where limit, used and left are all there and fit each other: a figure under a wrong heading never does.
fn adds_up(counter: &Counter) -> bool {
    let cents = |fact: &Option<Fact<Cents>>| fact.as_ref().map(|fact| fact.value.0);
    match (
        cents(&counter.limit),
        cents(&counter.met),
        cents(&counter.left),
    ) {
        (Some(limit), Some(met), Some(left)) => met.checked_add(left) == Some(limit),
        _ => false,
    }
}

/// Counters as rows of a table: limit, used and left under their headings.
fn rows(sheet: &Sheet) -> Vec<Counter> {
    let mut out = Vec::new();
    for found in &sheet.tables {
        let means: Vec<Option<Is>> = found.columns.iter().map(|c| heading(&c.head)).collect();
        if means.iter().flatten().count() < 2 {
            continue;
        }
        for line in &found.lines {
            let words = Text::new(&sheet.toks, &row::without_amounts(sheet, line.row)).low;
            // A day or a code makes it a line of a claim.
            let Some(kind) = kind_of(&words) else {
                continue;
            };
            let (whose, network, year) = scope(&words);
            let mut counter = Counter {
                kind,
                whose,
                network,
                year,
                limit: None,
                met: None,
                left: None,
            };
            for figure in &line.figures {
                let head = found
                    .columns
                    .get(figure.column)
                    .map_or("", |c| c.head.as_str());
                let fact = sheet.fact(
                    figure.amount,
                    &[figure.tok],
                    0.93,
                    format!("figure under '{head}'"),
                );
                match means.get(figure.column).copied().flatten() {
                    Some(Is::Limit) => counter.limit = Some(fact),
                    Some(Is::Met) => counter.met = Some(fact),
                    Some(Is::Left) => counter.left = Some(fact),
                    _ => {}
                }
            }
            if counter.limit.is_some() || counter.met.is_some() {
                out.push(counter);
            }
        }
    }
    out
}
