//! Pages a minute and words read wrong, beside other programs on the same files.
//!
//! Every file goes through all programs one after the other, each time beginning with another one, so that whatever
//! else this computer does falls on all of them. The time is from handing over the file to having its text, with the
//! start of the program in it, as a person would wait for it.

use std::time::Instant;

use anyhow::{Context, Result};
use holdfast_reader::{CancelToken, ReadRequest, Reader};
use holdfast_tests::paper::{self, Form, Letter};

use crate::peers;
use crate::words::Faults;

/// Text PDFs take milliseconds: they are read so often.
const TURNS: usize = 5;

/// One file, what stands in it, and how many pages it has.
struct File {
    bytes: Vec<u8>,
    truth: String,
    pages: usize,
}

/// From the bytes of a file to its text.
type Read<'a> = Box<dyn Fn(&[u8]) -> Result<String> + 'a>;

/// A program that does it.
struct Way<'a> {
    name: &'a str,
    read: Read<'a>,
}

impl<'a> Way<'a> {
    fn new(name: &'a str, read: impl Fn(&[u8]) -> Result<String> + 'a) -> Way<'a> {
        let read = Box::new(read);
        Way { name, read }
    }
}

/// Prints the tables: text PDFs, then clean and poor scans.
pub fn tables(all: bool) -> Result<()> {
    let letters: Vec<Letter> = paper::letters()?
        .into_iter()
        .step_by(if all { 1 } else { 20 })
        .collect();
    let reader = Reader::locate()?;
    let folder = tempfile::tempdir()?;
    let ours = |bytes: &[u8]| text(&reader, bytes);
    println!(
        "\nReading, beside {}, {}, OCRmyPDF {}",
        peers::version("pdftotext", "-v"),
        peers::version("tesseract", "--version"),
        peers::version("ocrmypdf", "--version")
    );

    let files = make(&letters, Form::BornDigital)?;
    let ways = [
        Way::new("Holdfast (confined helper)", ours),
        Way::new("pdftotext", |pdf| peers::pdftotext(pdf, false)),
        Way::new("pdftotext -layout", |pdf| peers::pdftotext(pdf, true)),
    ];
    compare("Text PDFs", &files, &ways, TURNS)?;
    for form in [Form::CleanScan, Form::PoorScan] {
        let files = make(&letters, form)?;
        let path = folder.path();
        let ways = [
            Way::new("Holdfast (confined helper)", ours),
            Way::new("tesseract alone", |pdf| peers::tesseract(pdf, path)),
            Way::new("OCRmyPDF", |pdf| peers::ocrmypdf(pdf, path, false)),
            Way::new("OCRmyPDF, put straight", |pdf| {
                peers::ocrmypdf(pdf, path, true)
            }),
        ];
        compare(&format!("Scans, {}", form.name()), &files, &ways, 1)?;
    }
    Ok(())
}

fn make(letters: &[Letter], form: Form) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for letter in letters {
        let sheet = paper::make(letter, form)?
            .into_iter()
            .next()
            .context("a form is one file at least")?;
        let pages = paper::pictures(letter, 20.0)?.len();
        files.push(File {
            bytes: sheet.bytes,
            truth: letter.text.clone(),
            pages,
        });
    }
    Ok(files)
}

fn compare(title: &str, files: &[File], ways: &[Way<'_>], turns: usize) -> Result<()> {
    let mut sums = vec![(0.0, Faults::default()); ways.len()];
    for (turn, file) in (0..turns).flat_map(|_| files).enumerate() {
        for at in (0..ways.len()).map(|at| (at + turn) % ways.len()) {
            let (Some(way), Some((seconds, faults))) = (ways.get(at), sums.get_mut(at)) else {
                continue;
            };
            let begun = Instant::now();
            let seen = (way.read)(&file.bytes).with_context(|| way.name.to_owned())?;
            *seconds += begun.elapsed().as_secs_f64();
            faults.add(Faults::of(&file.truth, &seen));
        }
        eprint!(".");
    }
    eprintln!();
    let pages: usize = files.iter().map(|file| file.pages).sum();
    println!(
        "\n{title}: {} files, {pages} pages, one file at a time, {turns} times",
        files.len()
    );
    println!(
        "{:<28}{:>14}{:>10}{:>20}{:>20}",
        "", "pages/minute", "ours is", "word error rate", "words not found"
    );
    let ours = sums.first().map_or(0.0, |(seconds, _)| *seconds);
    for (way, (seconds, faults)) in ways.iter().zip(&sums) {
        println!(
            "{:<28}{:>14.1}{:>9.2}x{:>18.2} %{:>18.2} %",
            way.name,
            (pages * turns) as f64 * 60.0 / seconds,
            seconds / ours,
            faults.rate(),
            faults.lost()
        );
    }
    Ok(())
}

fn text(reader: &Reader, bytes: &[u8]) -> Result<String> {
    let seen = reader.read(
        bytes,
        &ReadRequest::default(),
        &mut |_| {},
        &CancelToken::new(),
    )?;
    let pages: Vec<String> = seen
        .pages
        .pages
        .iter()
        .map(holdfast_case::Page::text)
        .collect();
    Ok(pages.join("\n"))
}
