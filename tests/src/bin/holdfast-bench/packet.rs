//! A packet of 300 pages with 40 exhibits, made from its letter on; beside qpdf joining the same files and the typesetter
//! setting the letter alone. And one page of a letter, from a changed word to its picture.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use holdfast_case::letter::{Citation, Node, Paragraph, Party};
use holdfast_case::{Exhibit, ExhibitOf, ExhibitPages, Letter, Private, Section};
use holdfast_packet::{
    CoverSheet, ExhibitBody, LabeledLine, LetterLook, PacketRequest, PartBytes, PartKind,
    PlannedPacket, letter_pdf, plan_packet,
};
use holdfast_reader::{CancelToken, PacketPart, PacketRequest as Assembly, Reader};
use holdfast_tests::paper::{self, Form};
use holdfast_tests::policy::{Edition, book};

use crate::peers;
use crate::processes;

const PAGES: u32 = 300;
const EXHIBITS: usize = 40;
const TURNS: usize = 5;
/// Of the papers that are no plan book, one in so many is an office scan.
const SCANS: usize = 3;
/// Scans that differ.
const WORN: usize = 4;
/// How often memory is looked at.
const GLANCE: Duration = Duration::from_millis(10);
/// Pixels across the picture of a page, as the window asks for it.
const WIDTH: u32 = 900;

/// The case: papers with their pages, and the letter that cites them.
struct Case {
    papers: Vec<(Arc<[u8]>, u32)>,
    letter: Letter,
}

/// Prints the tables.
pub fn table() -> Result<()> {
    let reader = Reader::locate()?;
    let case = case(&reader)?;
    let folder = tempfile::tempdir()?;
    let (mut whole, mut joined, mut set) = (Vec::new(), Vec::new(), Vec::new());
    let mut only_planned = Vec::new();
    let mut made = Vec::new();
    let mut first = Duration::ZERO;
    for turn in 0..=TURNS {
        let begun = Instant::now();
        let (plan, pdf) = packet(&case, &reader)?;
        let time = begun.elapsed();
        ensure!(plan.pages == PAGES, "{} pages", plan.pages);
        let files = files(&plan, &case, folder.path())?;
        let qpdf = timed(|| join(&files, folder.path()))?;
        let typst = timed(|| Ok(letter_pdf(&case.letter, &look()).map(drop)?))?;
        let planned = timed(|| planned(&case).map(drop))?;
        match turn {
            // the first loads the fonts and the helper from disk
            0 => first = time,
            _ => {
                whole.push(time);
                only_planned.push(planned);
                joined.push(qpdf);
                set.push(typst);
            }
        }
        made = pdf;
    }
    let peak = peak(&case, &reader)?;
    let (whole, joined, set) = (median(whole), median(joined), median(set));
    println!(
        "\nA packet of {PAGES} pages with {EXHIBITS} exhibits, {:.1} MB; beside {}; medians of {TURNS}",
        made.len() as f64 / 1e6,
        peers::version("qpdf", "--version")
    );
    row("planned, set, put together and read back", whole);
    row("   the first time in this process", first);
    row("   planned and set alone", median(only_planned));
    row("qpdf joining the same files", joined);
    row("typst setting the letter alone, in this process", set);
    let sum = joined + set;
    let ratio = whole.as_secs_f64() / sum.as_secs_f64();
    println!(
        "{:<52}{ratio:>10.2}",
        "the packet, in times of both together"
    );
    println!(
        "{:<52}{:>6} MiB",
        "peak memory, helpers and this program together",
        peak / 1024
    );
    preview(case.letter, &reader)
}

/// From a changed word to the picture of its page.
fn preview(mut letter: Letter, reader: &Reader) -> Result<()> {
    let mut times = Vec::new();
    for turn in 0..TURNS {
        let paragraph = letter.sections.first_mut();
        let paragraph = paragraph.and_then(|section| section.paragraphs.first_mut());
        let paragraph = paragraph.context("a letter without a paragraph")?;
        paragraph
            .nodes
            .push(Node::words(format!("Changed {turn}. ")));
        times.push(timed(|| {
            let pdf = letter_pdf(&letter, &look())?;
            let viewer = reader.open_viewer(pdf, None)?;
            ensure!(!viewer.render(1, WIDTH)?.is_empty(), "no picture");
            Ok(())
        })?);
    }
    row(
        "a changed letter: set, opened, first page drawn",
        median(times),
    );
    Ok(())
}

fn look() -> LetterLook<'static> {
    LetterLook {
        today: NaiveDate::default(),
        running: "Nora Hale · PA-2606-118374",
        greeting: "To the appeals department:",
        closing: "Sincerely,",
        draft: false,
        signature: &[],
    }
}

fn of(at: usize) -> ExhibitOf {
    ExhibitOf::ScaleScores {
        scale: format!("scale-{at}"),
    }
}

/// A letter of some pages that cites every exhibit.
fn letter() -> Letter {
    let words = "The decision does not name the part of the definition that is held to be unmet, and my own record \
                 answers each part of it, as the papers show that go with this letter ";
    let section = |reason: usize| {
        let paragraph = |at: usize| Paragraph {
            nodes: vec![
                Node::words(words),
                Node::Cite(Citation {
                    of: of(at),
                    page: Some(1),
                }),
                Node::words("."),
            ],
            ..Paragraph::default()
        };
        let cited = (0..EXHIBITS).filter(|at| at % 4 == reason);
        Section {
            heading: format!("{}. A reason of the decision", reason + 1),
            paragraphs: cited.map(paragraph).collect(),
            ..Section::default()
        }
    };
    Letter {
        kind: "internal-appeal".to_owned(),
        from: Party {
            name: Private::new("Nora Hale".to_owned()),
            ..Party::default()
        },
        subject: "Appeal of your decision of June 17, 2026".to_owned(),
        sections: (0..4).map(section).collect(),
        exhibits: (0..EXHIBITS)
            .map(|at| Exhibit {
                of: of(at),
                title: format!("Paper number {at} of the case"),
                pages: ExhibitPages::All,
            })
            .collect(),
        ..Letter::default()
    }
}

/// Letters, some of them scanned, and a plan book that fills up what is left of the pages.
fn case(reader: &Reader) -> Result<Case> {
    let text = include_str!("../../../fixtures/denial-of-approval.txt");
    let make = |name: String, form| -> Result<(Arc<[u8]>, u32)> {
        let letter = paper::Letter {
            name,
            text: text.into(),
            labels: String::new(),
        };
        let sheet = paper::make(&letter, form)?.into_iter().next();
        let bytes = sheet.context("a letter without a file")?.bytes;
        let pages = reader.count_pages(&bytes, None)?;
        Ok((bytes.into(), pages))
    };
    // to wear a scan takes seconds: some stand for all
    let scans = (0..WORN).map(|at| make(format!("scan-{at}"), Form::CleanScan));
    let scans = scans.collect::<Result<Vec<_>>>()?;
    let mut papers = Vec::new();
    for at in 1..EXHIBITS {
        let scan = scans.get(at / SCANS % WORN).filter(|_| at % SCANS == 0);
        papers.push(match scan {
            Some(scan) => scan.clone(),
            None => make(format!("paper-{at}"), Form::BornDigital)?,
        });
    }
    let mut case = Case {
        papers,
        letter: letter(),
    };
    case.papers.push((Arc::from([]), 1));
    let left = PAGES.checked_sub(planned(&case)?.pages - 1);
    let left = left.context("the letters alone are too long")?;
    let pages = usize::try_from(left)?;
    if let Some(last) = case.papers.last_mut() {
        *last = (book(Edition::Present, pages)?.into(), left);
    }
    Ok(case)
}

fn planned(case: &Case) -> Result<PlannedPacket> {
    let bodies = case.papers.iter();
    Ok(plan_packet(&PacketRequest {
        forms: Vec::new(),
        letter: &case.letter,
        look: look(),
        cover: Some(CoverSheet {
            title: "Fax".to_owned(),
            facts: vec![LabeledLine::new("To", "Larkmoor Health")],
            sender_call: "call the sender".to_owned(),
        }),
        bodies: bodies
            .map(|(_, pages)| ExhibitBody::Paper { pages: *pages })
            .collect(),
    })?)
}

/// The bytes of a part.
fn bytes_of(part: &holdfast_packet::PlannedPart, case: &Case) -> Arc<[u8]> {
    let none = || Arc::from([]);
    match (&part.bytes, &part.kind) {
        (PartBytes::Set(pdf), _) => pdf.as_slice().into(),
        (_, PartKind::Exhibit(at)) => {
            (case.papers.get(*at)).map_or_else(none, |(bytes, _)| bytes.clone())
        }
        _ => none(),
    }
}

fn packet(case: &Case, reader: &Reader) -> Result<(PlannedPacket, Vec<u8>)> {
    let papers = case.papers.iter().map(|(bytes, _)| (bytes.clone(), None));
    let ahead = reader.open_ahead(papers.collect())?;
    let plan = planned(case)?;
    let parts = plan.parts.iter().map(|part| PacketPart {
        bookmark: Some(part.title.clone()),
        stamp: part.stamp.clone(),
        ..PacketPart::new(part.name.as_str(), bytes_of(part, case))
    });
    let request = Assembly {
        parts: parts.collect(),
        foot: Some("Nora Hale · PA-2606-118374".to_owned()),
        number_through: true,
        title: case.letter.subject.clone(),
        ..Assembly::default()
    };
    let built = reader.assemble_ahead(Some(ahead), request, &CancelToken::new(), &mut |_, _| {})?;
    Ok((plan, built.pdf))
}

/// Each part as a file, for the other program.
fn files(plan: &PlannedPacket, case: &Case, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for (at, part) in plan.parts.iter().enumerate() {
        let path = folder.join(format!("{at}.pdf"));
        std::fs::write(&path, bytes_of(part, case))?;
        files.push(path);
    }
    Ok(files)
}

fn join(files: &[PathBuf], folder: &Path) -> Result<()> {
    let done = Command::new("qpdf")
        .args(["--empty", "--pages"])
        .args(files)
        .arg("--")
        .arg(folder.join("joined.pdf"))
        .stderr(Stdio::null())
        .status()
        .context("qpdf is needed for this part")?;
    ensure!(done.success(), "qpdf ended with {done}");
    Ok(())
}

/// The most memory while one packet is made, of this program and the helpers together, in KiB. Not timed.
fn peak(case: &Case, reader: &Reader) -> Result<u64> {
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let glances = scope.spawn(|| {
            let mut peak = 0;
            while !is_done.load(Ordering::Relaxed) {
                let family = processes::family(std::process::id());
                peak = peak.max(processes::used(&family).pss_kib);
                std::thread::sleep(GLANCE);
            }
            peak
        });
        let made = packet(case, reader);
        is_done.store(true, Ordering::Relaxed);
        let peak = glances
            .join()
            .map_err(|_| anyhow::anyhow!("nobody looked"))?;
        made.map(|_| peak)
    })
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let begun = Instant::now();
    work()?;
    Ok(begun.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn row(what: &str, time: Duration) {
    println!("{what:<52}{:>8.0} ms", time.as_secs_f64() * 1000.0);
}
