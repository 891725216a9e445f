//! How fast and how rightly statements are read line by line: twenty of thirty lines each, as PDFs.

use std::time::Instant;

use anyhow::Result;
use holdfast_case::{StatementLine, StatementTable};
use holdfast_letters::statement_lines;
use holdfast_library::Library;
use holdfast_reader::{CancelToken, ReadRequest, Reader};
use holdfast_tests::paper::{self, Form, statements};

use crate::processes::own_peak;

/// Statements.
const MANY: u32 = 20;
/// Lines of each.
const LINES: usize = 30;

/// Reads them and prints time, lines right of all, and memory.
pub fn table() -> Result<()> {
    let reader = Reader::locate()?;
    let made: Vec<statements::Statement> =
        (0..MANY).map(|n| statements::statement(n, LINES)).collect();
    let mut files = Vec::new();
    for statement in &made {
        files.push(paper::make(&statement.letter, Form::BornDigital)?);
    }
    let begun = Instant::now();
    let mut pages = Vec::new();
    for sheets in &files {
        for sheet in sheets {
            let request = ReadRequest {
                file_name: Some(sheet.file_name.clone()),
                ..ReadRequest::default()
            };
            let seen = reader.read(&sheet.bytes, &request, &mut |_| {}, &CancelToken::new())?;
            pages.push(seen.pages);
        }
    }
    let to_pages = begun.elapsed();
    let begun = Instant::now();
    let tables: Vec<StatementTable> = pages
        .iter()
        .map(|pages| statement_lines(Library::builtin(), pages))
        .collect();
    let to_lines = begun.elapsed();
    let (mut right, mut doubts) = (0, 0);
    for (statement, table) in made.iter().zip(&tables) {
        doubts += table.doubts.len();
        let rows = statement.lines.iter().zip(&table.lines);
        right += rows.filter(|(want, got)| is_right(want, got)).count();
    }
    let all = made.iter().map(|s| s.lines.len()).sum::<usize>();
    println!("\nStatements: {MANY} of {LINES} lines, born digital, one after another");
    println!(
        "   PDF to pages                {:>9.2} s",
        to_pages.as_secs_f64()
    );
    println!(
        "   pages to lines              {:>9.2} s",
        to_lines.as_secs_f64()
    );
    println!("   lines right                 {right:>6} of {all}");
    println!("   doubts (each is wrong here) {doubts:>6}");
    println!(
        "   most memory of this program {:>6} MB",
        own_peak()? / 1_000_000
    );
    Ok(())
}

/// True where code, charge and the patient's share are those that were printed.
fn is_right(want: &(&str, i64, i64), got: &StatementLine) -> bool {
    let amount = |field| got.amount(field).map(|f| f.value.0);
    got.code.as_ref().is_some_and(|c| c.value == want.0)
        && amount("billed") == Some(want.1)
        && amount("patient_owes") == Some(want.2)
}
