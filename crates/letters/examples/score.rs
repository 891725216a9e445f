//! Prints the table of the bench for the labelled letters.
//!
//! `score text` reads the plain text; `score pdf|scan-a|scan-b|fax-c|phone-d FOLDER` reads the pages that our own
//! reader made of renderings and left beside them as `*.pages` (`cargo run -p holdfast-reader --example read --
//! --keep FOLDER/*/*`). `-v` lists the faults of the letters that are worked on, never those of the letters kept
//! aside. `score read FILE…` tells in short what plain texts or kept pages say. `score all FOLDER` prints one short table over all forms. `score show NAME [FORM FOLDER]` prints one
//! reading. `--only FROM-TO` takes the letters with these numbers alone.

#![allow(clippy::unwrap_used)]

#[path = "score/renderings.rs"]
mod renderings;
#[path = "../tests/readings/support/mod.rs"]
mod support;

use holdfast_case::Pages;
use holdfast_letters::{pages_from_text, read};
use holdfast_library::Library;
use std::ops::RangeInclusive;
use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verbose = args.iter().any(|a| a == "-v");
    let only = args
        .iter()
        .position(|a| a == "--only")
        .map(|i| (i, numbers(args.get(i + 1))));
    let args: Vec<&str> = args
        .iter()
        .enumerate()
        .filter(|(n, a)| *a != "-v" && only.as_ref().is_none_or(|o| *n != o.0 && *n != o.0 + 1))
        .map(|(_, a)| a.as_str())
        .collect();
    let form = args.first().copied().unwrap_or("text");
    let lib = Library::builtin();
    let mut letters = support::letters();
    if let Some((_, range)) = only {
        letters.retain(|l| range.contains(&l.number()));
    }
    match form {
        "show" => show(lib, &letters, args.get(1..).unwrap_or_default()),
        "time" => time(lib, &letters),
        "read" => brief(lib, args.get(1..).unwrap_or_default()),
        "all" => all(lib, &letters, folder(args.get(1))),
        _ => one(lib, &letters, form, folder(args.get(1)), verbose),
    }
}

/// `FROM-TO` as a range of numbers of letters.
fn numbers(argument: Option<&String>) -> RangeInclusive<u32> {
    let (from, to) = argument.and_then(|a| a.split_once('-')).unwrap();
    from.parse().unwrap()..=to.parse().unwrap()
}

fn folder<'a>(argument: Option<&&'a str>) -> &'a Path {
    Path::new(argument.copied().unwrap_or("."))
}

fn pages(letter: &support::Letter, form: &str, folder: &Path) -> Option<Pages> {
    match form {
        "text" => Some(pages_from_text(&letter.text)),
        kind => renderings::pages(folder, kind, &letter.name),
    }
}

/// The main facts of texts or kept pages, for letters without labels.
fn brief(lib: &Library, files: &[&str]) {
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let pages: Pages = serde_json::from_str(&text).unwrap_or_else(|_| pages_from_text(&text));
        let r = read(lib, &pages);
        println!("== {file}");
        println!(
            "kind {:?} stage {:?} outcome {:?}",
            r.kind.map(|f| (f.value, f.why)),
            r.stage.map(|f| f.value),
            r.outcome.map(|f| f.value)
        );
        println!(
            "date {:?}",
            r.claim.date_of_notice.map(|f| (f.value, f.why))
        );
        println!("member {:?}", r.member.member_id.map(|f| (f.value, f.why)));
        for n in &r.claim.numbers {
            println!("number {} {}", n.kind, n.fact.value);
        }
        println!("patient {:?}", r.member.patient.map(|f| f.value));
        let days: Vec<_> = r.claim.dates_of_service.iter().map(|f| f.value).collect();
        println!("days {days:?}");
        for (field, fact) in [
            ("billed", &r.amounts.billed),
            ("allowed", &r.amounts.allowed),
            ("paid", &r.amounts.paid),
            ("not covered", &r.amounts.not_covered),
            ("owed", &r.amounts.patient_owes),
        ] {
            if let Some(f) = fact {
                println!("{field} {} ({})", f.value.decimal(), f.why);
            }
        }
        let reasons: Vec<_> = r.reasons.iter().map(|f| &f.value).collect();
        println!("reasons {reasons:?}");
        for d in &r.deadlines {
            println!(
                "{}{} {} started {} {:?} conf {:.2}",
                if d.primary { "* " } else { "  " },
                d.level,
                d.who,
                d.clock_started,
                d.limit.quote,
                d.confidence
            );
        }
        println!(
            "send {:?} fax {:?} phone {:?}",
            r.appeal.address.map(|f| f.value),
            r.appeal.fax.map(|f| f.value),
            r.appeal.phone.map(|f| f.value)
        );
        println!("doubts {:?}", r.doubts);
    }
}

/// One reading in full, never of a letter kept aside.
fn show(lib: &Library, letters: &[support::Letter], args: &[&str]) {
    let [name, rest @ ..] = args else { return };
    let form = rest.first().copied().unwrap_or("text");
    for letter in letters
        .iter()
        .filter(|l| l.name.starts_with(name) && !l.held_out())
    {
        let Some(pages) = pages(letter, form, folder(rest.get(1))) else {
            continue;
        };
        let reading = read(lib, &pages);
        println!("{}", serde_json::to_string_pretty(&reading).unwrap());
    }
}

/// Scores over one form: letters worked on, those by other hands, kept aside, and all.
fn scores(
    lib: &Library,
    letters: &[support::Letter],
    form: &str,
    folder: &Path,
) -> (usize, [support::Score; 4]) {
    let mut scores: [support::Score; 4] = Default::default();
    let mut seen = 0;
    for letter in letters {
        let Some(pages) = pages(letter, form, folder) else {
            continue;
        };
        seen += 1;
        let reading = read(lib, &pages);
        let [worked, others, aside, all] = &mut scores;
        let own = match letter {
            l if l.finished() => worked,
            l if l.held_out() => aside,
            _ => others,
        };
        own.add(letter, &reading);
        all.add(letter, &reading);
    }
    (seen, scores)
}

fn one(lib: &Library, letters: &[support::Letter], form: &str, folder: &Path, verbose: bool) {
    let (seen, [worked, others, mut aside, mut all]) = scores(lib, letters, form, folder);
    println!("{seen} letters as {form}");
    for (score, title) in [(&worked, "worked on"), (&others, "by other hands")] {
        print!("{}", score.report(title));
        for fault in score.faults.iter().filter(|_| verbose) {
            println!("  {fault}");
        }
    }
    // Of a letter kept aside not even its fault is told.
    aside
        .harm
        .iter_mut()
        .chain(&mut all.harm)
        .for_each(|h| *h = h.chars().take(24).collect());
    print!("{}", aside.report("kept aside"));
    print!("{}", all.report("all"));
}

/// For each form and field: right of all, of the letters worked on, those by other hands, and those kept aside.
fn all(lib: &Library, letters: &[support::Letter], folder: &Path) {
    let forms = ["text", "pdf", "scan-a", "scan-b", "fax-c", "phone-d"];
    let found: Vec<_> = forms
        .iter()
        .map(|form| scores(lib, letters, form, folder).1)
        .collect();
    let mut fields: Vec<&String> = found.iter().flat_map(|s| s[3].fields.keys()).collect();
    fields.sort();
    fields.dedup();
    print!("{:26}", "worked on | others | aside");
    for form in forms {
        print!("{form:>24}");
    }
    println!();
    let row = |name: &str, cell: &dyn Fn(&support::Score) -> String| {
        print!("{name:26}");
        for s in &found {
            print!(
                "{:>24}",
                format!("{} | {} | {}", cell(&s[0]), cell(&s[1]), cell(&s[2]))
            );
        }
        println!();
    };
    for field in fields {
        row(field, &|s| {
            s.fields
                .get(field)
                .map_or("-".to_owned(), |c| match c.wrong {
                    0 => format!("{}/{}", c.right, c.all()),
                    wrong => format!("{}/{}-{wrong}", c.right, c.all()),
                })
        });
    }
    row("HARM", &|s| s.harm.len().to_string());
    row("sure and right, %", &|s| {
        let (share, count) = s.precision_at(0.9);
        format!("{:.1} {count}", share * 100.0)
    });
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
        let mut pages = Pages::default();
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
