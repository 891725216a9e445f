//! Prints the table of the bench for the labelled letters.
//!
//! `score text` reads the plain text; `score pdf|scan-a|scan-b|fax-c|phone-d FOLDER` reads renderings with
//! `pdftotext` or `tesseract`, kept beside them as `*.words` after the first run. `-v` lists the faults of the
//! letters that are worked on, never those of the letters kept aside. `score show NAME` prints one reading.

#![allow(clippy::unwrap_used)]

#[path = "score/renderings.rs"]
mod renderings;
#[path = "../tests/readings/support.rs"]
mod support;

use holdfast_letters::{pages_from_text, read};
use holdfast_library::Library;
use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verbose = args.iter().any(|a| a == "-v");
    let args: Vec<&str> = args
        .iter()
        .map(String::as_str)
        .filter(|a| *a != "-v")
        .collect();
    let form = args.first().copied().unwrap_or("text");
    let lib = Library::builtin();
    let letters = support::letters();
    if form == "show" {
        for letter in letters
            .iter()
            .filter(|l| args.iter().skip(1).any(|a| l.name.starts_with(a)) && !l.held_out())
        {
            let reading = read(lib, &pages_from_text(&letter.text));
            println!("{}", serde_json::to_string_pretty(&reading).unwrap());
        }
        return;
    }
    if form == "time" {
        time(lib, &letters);
        return;
    }
    let (mut worked, mut aside, mut all) = (
        support::Score::default(),
        support::Score::default(),
        support::Score::default(),
    );
    let mut seen = 0;
    for letter in &letters {
        let pages = match form {
            "text" => Some(pages_from_text(&letter.text)),
            kind => renderings::pages(
                Path::new(args.get(1).copied().unwrap_or(".")),
                kind,
                &letter.name,
            ),
        };
        let Some(pages) = pages else { continue };
        seen += 1;
        let reading = read(lib, &pages);
        if letter.held_out() {
            aside.add(letter, &reading)
        } else {
            worked.add(letter, &reading)
        };
        all.add(letter, &reading);
    }
    println!("{seen} letters as {form}");
    print!("{}", worked.report("worked on"));
    if verbose {
        for f in &worked.faults {
            println!("  {f}");
        }
    }
    aside
        .harm
        .iter_mut()
        .for_each(|h| *h = h.chars().take(60).collect());
    print!("{}", aside.report("kept aside"));
    print!("{}", all.report("all"));
}

/// Time for each letter, and for the whole set as one document, once and ten times over.
fn time(lib: &Library, letters: &[support::Letter]) {
    let all: Vec<_> = letters.iter().map(|l| pages_from_text(&l.text)).collect();
    let at = std::time::Instant::now();
    for pages in &all {
        read(lib, pages);
    }
    println!(
        "{:.1} ms a letter",
        at.elapsed().as_secs_f64() * 1000.0 / all.len() as f64
    );
    for times in [1, 10] {
        let mut pages = holdfast_case::Pages::default();
        for _ in 0..times {
            pages.pages.extend(all.iter().flat_map(|p| p.pages.clone()));
        }
        for (n, page) in pages.pages.iter_mut().enumerate() {
            page.number = n as u32 + 1;
        }
        let at = std::time::Instant::now();
        read(lib, &pages);
        println!(
            "{} pages: {:.0} ms",
            pages.pages.len(),
            at.elapsed().as_secs_f64() * 1000.0
        );
    }
}
