//! How fast and how rightly statements are read line by line: twenty-four of thirty lines each in six layouts, as PDFs
//! and as text. A line that is not read rightly is *doubted* where the reading of its statement says a doubt, and
//! *silent* where it says none: silent ones are what nobody would look at.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::Result;
use holdfast_case::{Pages, StatementLine, StatementTable};
use holdfast_letters::{pages_from_text, statement_lines};
use holdfast_library::Library;
use holdfast_reader::{CancelToken, ReadRequest, Reader};
use holdfast_tests::paper::statements::{Line, Statement, statement};
use holdfast_tests::paper::{Form, Sheet};

use crate::processes::own_peak;

/// Statements.
const MANY: u32 = 24;
/// Lines of each.
const LINES: usize = 30;

/// Reads them and prints lines right, doubted and silent, time, and memory.
pub fn table() -> Result<()> {
    let made: Vec<Statement> = (0..MANY).map(|n| statement(n, LINES)).collect();
    println!(
        "\nStatements: {MANY} of {LINES} lines, one after another.\n   Right: day, code, modifier and every amount. Doubted, silent: not right, with and without a doubt said."
    );
    println!(
        "   {:<14} {:<13} {:>6} {:>6} {:>8} {:>7} {:>12}",
        "as", "layout", "lines", "right", "doubted", "silent", "false alarms"
    );
    let reader = Reader::locate()?;
    let mut to_pages = Duration::ZERO;
    let mut pdfs = Vec::new();
    for statement in &made {
        let sheets = statement.make(Form::BornDigital)?;
        let begun = Instant::now();
        pdfs.push(pages(&reader, &sheets)?);
        to_pages += begun.elapsed();
    }
    let texts: Vec<Pages> = made
        .iter()
        .map(|statement| pages_from_text(&statement.letter.text))
        .collect();
    let mut to_lines = Duration::ZERO;
    for (name, read) in [("PDF", &pdfs), ("text", &texts)] {
        let begun = Instant::now();
        let tables: Vec<StatementTable> = read
            .iter()
            .map(|pages| statement_lines(Library::builtin(), pages))
            .collect();
        to_lines += begun.elapsed();
        print(name, &made, &tables);
    }
    println!(
        "   PDF to pages                {:>9.2} s",
        to_pages.as_secs_f64()
    );
    println!(
        "   pages to lines, both        {:>9.2} s",
        to_lines.as_secs_f64()
    );
    println!(
        "   most memory of this program {:>6} MB",
        own_peak()? / 1_000_000
    );
    Ok(())
}

fn pages(reader: &Reader, sheets: &[Sheet]) -> Result<Pages> {
    let mut all = Pages::default();
    for sheet in sheets {
        let request = ReadRequest {
            file_name: Some(sheet.file_name.clone()),
            ..ReadRequest::default()
        };
        let seen = reader.read(&sheet.bytes, &request, &mut |_| {}, &CancelToken::new())?;
        all.pages.extend(seen.pages.pages);
    }
    Ok(all)
}

/// What came of some lines.
#[derive(Clone, Copy, Default)]
struct Tally {
    lines: usize,
    right: usize,
    doubted: usize,
    silent: usize,
    /// Statements read rightly as a whole, of which a doubt was said all the same.
    alarms: usize,
}

impl Tally {
    fn add(&mut self, statement: &Statement, table: &StatementTable) {
        let right = in_order(&statement.lines, &table.lines);
        // A line too many is as wrong as one that is not right.
        let wrong = statement.lines.len().max(table.lines.len()) - right;
        self.lines += statement.lines.len();
        self.right += right;
        match (wrong, table.doubts.is_empty()) {
            (0, true) => {}
            (0, false) => self.alarms += 1,
            (wrong, true) => self.silent += wrong,
            (wrong, false) => self.doubted += wrong,
        }
    }
}

fn print(name: &str, made: &[Statement], tables: &[StatementTable]) {
    let mut layouts: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for (statement, table) in made.iter().zip(tables) {
        layouts
            .entry(statement.layout)
            .or_default()
            .add(statement, table);
        all.add(statement, table);
    }
    for (layout, tally) in layouts.into_iter().chain([("all", all)]) {
        println!(
            "   {name:<14} {layout:<13} {:>6} {:>6} {:>8} {:>7} {:>12}",
            tally.lines, tally.right, tally.doubted, tally.silent, tally.alarms
        );
    }
}

/// How many of the lines wanted were read rightly and in their order (the longest common run of both).
fn in_order(want: &[Line], got: &[StatementLine]) -> usize {
    let mut before = vec![0; got.len() + 1];
    for wanted in want {
        let mut here = vec![0; got.len() + 1];
        for (at, read) in got.iter().enumerate() {
            here[at + 1] = if is_right(wanted, read) {
                before[at] + 1
            } else {
                here[at].max(before[at + 1])
            };
        }
        before = here;
    }
    before.last().copied().unwrap_or(0)
}

/// True where day, code, modifier and all amounts are those that were printed, and no amount is there that was not.
fn is_right(want: &Line, got: &StatementLine) -> bool {
    let modifiers: Vec<&str> = got.modifiers.iter().map(|m| m.value.as_str()).collect();
    let amounts = holdfast_case::statement::AMOUNT_FIELDS.iter().all(|field| {
        let printed = want.amounts.iter().find(|amount| amount.0 == *field);
        got.amount(field).map(|fact| fact.value.0) == printed.map(|amount| amount.1)
    });
    amounts
        && got
            .code
            .as_ref()
            .is_some_and(|code| code.value == want.code)
        && got
            .service_from
            .as_ref()
            .is_some_and(|day| day.value == want.day)
        && modifiers == want.modifier.as_slice()
}
