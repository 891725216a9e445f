//! A plan book of 500 pages: read in, searched, and what that costs; beside pdftotext and grep on the same file.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use holdfast_letters::policy::{Policy, PolicyText, find_passages};
use holdfast_library::Library;
use holdfast_reader::{CancelToken, ReadRequest, Reader};
use holdfast_tests::case::PASSPHRASE;
use holdfast_tests::policy::{Edition, book};
use holdfast_tests::world::{Needs, World, program};

use crate::peers;
use crate::processes;

const PAGES: usize = 500;
const TURNS: u32 = 3;
/// How often memory is looked at.
const GLANCE: Duration = Duration::from_millis(15);

/// Prints the table.
pub fn table() -> Result<()> {
    let pdf = book(Edition::Present, PAGES)?;
    println!(
        "\nA plan book of {PAGES} pages with its text, {:.1} MB; beside {}",
        pdf.len() as f64 / 1e6,
        peers::version("pdftotext", "-v")
    );
    println!("{:<52}{:>10}{:>14}", "", "seconds", "peak memory");
    whole(&pdf)?;
    alone(&pdf)?;
    peer(&pdf)
}

/// As a person has it: filed into a vault, then searched, each by a call of its own.
fn whole(pdf: &[u8]) -> Result<()> {
    let world = World::new(Needs::default())?;
    let file = world.folder("book.pdf");
    std::fs::write(&file, pdf)?;
    let path = file.to_str().context("a path that is no text")?;
    let call = |words: &[&str]| timed(world.command(program("holdfast-cli")?), words);
    call(&["init"])?;
    let unlocking = call(&["unlock", "--check"])?;
    row("unlocking the vault (part of each call below)", &unlocking);
    row(
        "filed, read and kept (holdfast-cli add)",
        &call(&["add", path])?,
    );
    let found = call(&["provision", "find"])?;
    row(
        "searched from the vault (holdfast-cli provision find)",
        &found,
    );
    let own = found.time.saturating_sub(unlocking.time);
    println!(
        "{:<52}{:>10.2}",
        "   of that without unlocking",
        own.as_secs_f64()
    );
    Ok(())
}

/// The parts alone, in this process: reading pages, then finding passages on them.
fn alone(pdf: &[u8]) -> Result<()> {
    let reader = Reader::locate()?;
    let begun = Instant::now();
    let read = reader.read(
        pdf,
        &ReadRequest::default(),
        &mut |_| {},
        &CancelToken::new(),
    )?;
    let reading = begun.elapsed();
    ensure!(
        read.pages.pages.len() == PAGES,
        "{} pages",
        read.pages.pages.len()
    );
    println!(
        "{:<52}{:>10.2}",
        "pages read by the confined helper",
        reading.as_secs_f64()
    );
    let lib = Library::builtin();
    let begun = Instant::now();
    let mut found = 0;
    for _ in 0..TURNS {
        let policy = Policy::new(PolicyText::of(&read.pages.pages));
        found = find_passages(lib, &policy).found.len();
    }
    println!(
        "{:<52}{:>10.3}",
        format!("passages found on them ({found} kinds)"),
        begun.elapsed().as_secs_f64() / f64::from(TURNS)
    );
    Ok(())
}

/// What a person with a terminal would do: the text out, then grep for the same phrases.
fn peer(pdf: &[u8]) -> Result<()> {
    let begun = Instant::now();
    let text = peers::pdftotext(pdf, false)?;
    println!("{:<52}{:>10.2}", "pdftotext", begun.elapsed().as_secs_f64());
    let lib = Library::builtin();
    let phrases: Vec<&str> = lib
        .policy_sections
        .sections
        .iter()
        .flat_map(|s| s.phrases.iter().chain(&s.headings))
        .map(String::as_str)
        .collect();
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("phrases");
    std::fs::write(&list, phrases.join("\n"))?;
    let begun = Instant::now();
    let lines = grep(&list, text.as_bytes())?;
    println!(
        "{:<52}{:>10.3}",
        format!("grep for the same phrases ({lines} lines to look through)"),
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

fn grep(list: &Path, text: &[u8]) -> Result<usize> {
    let file = list.with_extension("text");
    std::fs::write(&file, text)?;
    let done = Command::new("grep")
        .args(["-i", "-n", "-F", "-f"])
        .arg(list)
        .arg(&file)
        .stderr(Stdio::null())
        .output()
        .context("grep is needed for this part")?;
    Ok(done.stdout.iter().filter(|b| **b == b'\n').count())
}

struct Cost {
    time: Duration,
    /// The most memory of the call and the programs it started together, in KiB, looked at every few milliseconds.
    peak: u64,
}

fn row(what: &str, cost: &Cost) {
    println!(
        "{what:<52}{:>10.2}{:>11} MiB",
        cost.time.as_secs_f64(),
        cost.peak / 1024
    );
}

/// Runs a call to its end, and looks at its memory meanwhile.
fn timed(mut command: Command, words: &[&str]) -> Result<Cost> {
    let begun = Instant::now();
    let mut child = command
        .args(words)
        .args(["--json", "--passphrase-file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut input = child.stdin.take().context("no standard input")?;
    // a call that reads nothing may be gone already
    let _ = input.write_all(PASSPHRASE.as_bytes());
    drop(input);
    let mut peak = 0;
    loop {
        if let Some(status) = child.try_wait()? {
            ensure!(status.success(), "{words:?} ended with {status}");
            let time = begun.elapsed();
            return Ok(Cost { time, peak });
        }
        peak = peak.max(processes::used(&processes::family(child.id())).pss_kib);
        std::thread::sleep(GLANCE);
    }
}
