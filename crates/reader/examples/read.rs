//! Reads files and prints the text of their pages, for measuring word errors and speed.
//!
//! `cargo run -p holdfast-reader --example read -- [--no-ocr] [--summary] [--boxes] [--keep] [--into FOLDER]
//! [--without STEP] [--with STEP] FILE…`
//!
//! `--keep` writes the pages beside each file as `FILE.pages`, from where the letters are scored; `--into` writes them
//! to a folder. Files whose pages are younger than they are passed over. It is for made-up letters only: such pages lie on the disk in plain form.

use holdfast_reader::helper::Steps;
use holdfast_reader::{CancelToken, ReadRequest, Reader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let (mut summary, mut boxes, mut keep) = (false, false, false);
    let mut request = ReadRequest::default();
    let mut files = Vec::new();
    let mut steps = Steps::default();
    let mut into: Option<PathBuf> = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--without" | "--with" => {
                let on = argument == "--with";
                let name = arguments.next().unwrap_or_default();
                if !steps.set(&name, on) {
                    eprintln!("a step is one of {}", Steps::NAMES.join(", "));
                    return ExitCode::FAILURE;
                }
            }
            "--no-ocr" => request.ocr = false,
            "--summary" => summary = true,
            "--keep" => keep = true,
            "--into" => {
                keep = true;
                into = arguments.next().map(PathBuf::from);
            }
            "--boxes" => boxes = true,
            _ => files.push(argument),
        }
    }
    let reader = match Reader::locate() {
        Ok(reader) => reader.with_steps(steps),
        Err(e) => {
            eprintln!("{e}");
            return ExitCode::FAILURE;
        }
    };
    for file in files {
        let kept = kept_as(Path::new(&file), into.as_deref());
        if keep && younger(&kept, Path::new(&file)) {
            continue;
        }
        let started = Instant::now();
        let read = std::fs::read(&file)
            .map_err(|e| e.to_string())
            .and_then(|b| {
                reader
                    .read(&b, &request, &mut |_| {}, &CancelToken::new())
                    .map_err(|e| e.to_string())
            });
        match read {
            Ok(document) => {
                let pages = &document.pages.pages;
                if keep {
                    let json = serde_json::to_vec(&document.pages);
                    let written = json
                        .map_err(|e| e.to_string())
                        .and_then(|json| std::fs::write(&kept, json).map_err(|e| e.to_string()));
                    match written {
                        Ok(()) => {
                            println!("{file}: {} pages in {:?}", pages.len(), started.elapsed())
                        }
                        Err(why) => println!("{}: {why}", kept.display()),
                    }
                } else if summary {
                    let sources: Vec<_> = pages
                        .iter()
                        .map(|p| (&p.source, p.words.len()))
                        .take(4)
                        .collect();
                    println!(
                        "{file}: {:?}, {} pages in {:?}, {sources:?}",
                        document.media,
                        pages.len(),
                        started.elapsed()
                    );
                    println!(
                        "  {:?} attachments {}",
                        document.pages.doubts,
                        document.attachments.len()
                    );
                } else if boxes {
                    for word in pages.iter().flat_map(|p| &p.words) {
                        println!(
                            "{:?} {} {} {}",
                            word.bbox.corners(),
                            word.block,
                            word.line,
                            word.text
                        );
                    }
                } else {
                    let texts: Vec<_> = pages.iter().map(|p| p.text()).collect();
                    println!("{}", texts.join("\u{c}\n"));
                }
            }
            Err(why) => println!("{file}: {why}"),
        }
    }
    ExitCode::SUCCESS
}

/// Where the pages of a file are kept: beside it, or in a folder of their own.
fn kept_as(file: &Path, into: Option<&Path>) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".pages");
    into.or(file.parent()).unwrap_or(Path::new("")).join(name)
}

/// Whether `kept` was written after `file`.
fn younger(kept: &Path, file: &Path) -> bool {
    let time = |p: &Path| std::fs::metadata(p).and_then(|m| m.modified());
    matches!((time(kept), time(file)), (Ok(kept), Ok(file)) if kept > file)
}
