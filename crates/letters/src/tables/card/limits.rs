//! The deductible and the most a person pays in a year, as a card prints them. A line with several amounts and nothing
//! that tells them apart says none of them.

use super::super::counters;
use crate::structure::table::{money, row_toks};
use crate::structure::{Sheet, Text};
use holdfast_case::statement::CounterKind;
use holdfast_case::{Cents, Counter, Fact};
use regex::Regex;
use std::sync::LazyLock;

/// What an amount is told to be: which network, and whose.
#[derive(Clone, Default, PartialEq, Eq)]
struct Scope {
    network: Option<&'static str>,
    whose: Option<&'static str>,
}

/// Words that tell two amounts of a line apart. "Out-of-pocket" is none of them.
static SCOPES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<out>\bout[- ]of[- ]network\b|\bnon[- ]?(?:network|participating|preferred)\b|\boon\b|/ ?out\b)",
        r"|(?P<in>\bin[- ]network\b|\binn\b|\bin(?: ?/ ?out\b))",
        r"|(?P<one>\bindividual\b|\bindiv?\b|\bper person\b)|(?P<family>\bfamily\b|\bfam\b)",
    ))
    .expect("a fixed pattern")
});

/// All that the words name, in their order.
fn scopes(low: &str) -> Vec<Scope> {
    let mut out: Vec<Scope> = Vec::new();
    let network = |name| Scope {
        network: Some(name),
        whose: None,
    };
    let whose = |name| Scope {
        network: None,
        whose: Some(name),
    };
    for found in SCOPES.captures_iter(low) {
        let has = |name: &str| found.name(name).is_some();
        if has("out") {
            out.push(network("out-of-network"));
        } else if has("in") {
            out.push(network("in-network"));
            // "in / out" is caught as one.
            if found.get(0).is_some_and(|m| m.as_str().ends_with("out")) {
                out.push(network("out-of-network"));
            }
        } else {
            let name = if has("one") { "individual" } else { "family" };
            out.push(whose(name));
        }
    }
    out
}

/// What each of the amounts is, by the words before it, by those behind it, or by two names before both.
fn told(between: &[&str], count: usize) -> Option<Vec<Scope>> {
    let of = |from: usize| -> Option<Vec<Scope>> {
        let parts = between.get(from..from + count)?;
        let scope = |part: &&str| match scopes(part).as_slice() {
            [one] => Some(one.clone()),
            // "Individual in-network": both are said of the same amount.
            [a, b] if a.network.is_some() != b.network.is_some() => Some(Scope {
                network: a.network.or(b.network),
                whose: a.whose.or(b.whose),
            }),
            _ => None,
        };
        parts.iter().map(scope).collect()
    };
    let head = scopes(between.first()?);
    let named = (head.len() == count).then_some(head);
    let apart = |scopes: &Vec<Scope>| {
        let twice = |n: usize| scopes.iter().skip(n + 1).any(|s| Some(s) == scopes.get(n));
        !(0..scopes.len()).any(twice)
    };
    // Words before each amount go first; those behind the last one belong to it only where none stand before the first.
    [of(0), named, of(1)].into_iter().flatten().find(apart)
}

/// All limits of the card, each once.
pub fn limits(sheet: &Sheet) -> Vec<Counter> {
    let mut out: Vec<Counter> = Vec::new();
    for row in 0..sheet.rows.len() {
        let ids = row_toks(sheet, row);
        let text = Text::new(&sheet.toks, &ids);
        let Some(kind) = counters::kind_of(&text.low) else {
            continue;
        };
        for found in of_row(sheet, &text, kind) {
            let same = |c: &Counter| {
                (c.kind, &c.whose, &c.network) == (found.kind, &found.whose, &found.network)
            };
            if !out.iter().any(same) {
                out.push(found);
            }
        }
    }
    out
}

/// The limits of one line.
fn of_row(sheet: &Sheet, text: &Text, kind: CounterKind) -> Vec<Counter> {
    let mut amounts: Vec<(usize, Cents)> = Vec::new();
    let mut between: Vec<&str> = Vec::new();
    let mut from = 0;
    for part in &text.parts {
        let Some(cents) = sheet.toks.get(part.tok).and_then(money) else {
            continue;
        };
        amounts.push((part.tok, cents));
        between.push(text.low.get(from..part.low.start).unwrap_or_default());
        from = part.low.end;
    }
    between.push(text.after(from));
    let (whose, network, year) = counters::scope(&text.low);
    let counter = |kind, whose, network, limit: Fact<Cents>| Counter {
        kind,
        whose,
        network,
        year,
        limit: Some(limit),
        met: None,
        left: None,
    };
    if let &[(id, amount)] = amounts.as_slice() {
        let limit = sheet.fact(amount, &[id], 0.9, "the one amount behind its word");
        return vec![counter(kind, whose, network, limit)];
    }
    // "Deductible $1,500  Out-of-pocket max $6,000": each has its own word.
    let kinds: Vec<CounterKind> = between
        .iter()
        .take(amounts.len())
        .filter_map(|part| counters::kind_of(part))
        .collect();
    if amounts.len() == 2 && kinds.len() == 2 {
        let both = kinds.iter().zip(&between).zip(&amounts);
        return both
            .filter(|_| kinds.first() != kinds.last())
            .map(|((kind, words), &(id, amount))| {
                let (whose, network, _) = counters::scope(words);
                let limit = sheet.fact(amount, &[id], 0.88, "the amount behind its word");
                counter(*kind, whose, network, limit)
            })
            .collect();
    }
    let Some(scopes) = told(&between, amounts.len()).filter(|_| kinds.len() <= 1) else {
        return Vec::new();
    };
    let both = amounts.iter().zip(scopes);
    both.map(|(&(id, amount), scope)| {
        let why = "the amount beside the word that tells it from the others";
        let limit = sheet.fact(amount, &[id], 0.88, why);
        let text = |name: Option<&str>| name.map(str::to_owned);
        counter(kind, text(scope.whose), text(scope.network), limit)
    })
    .collect()
}
