//! Measures Holdfast, side by side with other programs, in one run, and prints tables.
//!
//! `holdfast-bench [letters] [eobs] [reading] [policy] [packet] [start] [rest] [--all]`. No part named means every part. `--all` takes every
//! letter for the side-by-side part, `reading`, and for the pictures of `letters`; without it every twentieth, and one in six
//! of those by other hands.
//!
//! Here: measuring, and printing what was measured with how it was measured. Never here: a figure that is not from
//! this run, or a target; what is to be reached stands where it was promised.
//! Papers are made in memory; only programs that need a file get one, in a folder that is removed.

mod eobs;
mod letters;
mod packet;
mod peers;
mod policy;
mod processes;
mod reading;
mod rest;
mod stage;
mod start;
mod words;

use std::process::ExitCode;

use anyhow::Result;

const PARTS: [&str; 7] = [
    "letters", "eobs", "reading", "policy", "packet", "start", "rest",
];

fn main() -> ExitCode {
    let (options, parts): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.starts_with("--"));
    let unknown = options.iter().find(|word| *word != "--all");
    if let Some(word) = unknown.or(parts.iter().find(|part| !PARTS.contains(&part.as_str()))) {
        eprintln!(
            "{word} is not known. Parts: {}; option: --all.",
            PARTS.join(", ")
        );
        return ExitCode::from(2);
    }
    if cfg!(debug_assertions) {
        println!("Not an optimized build: times mean little. `cargo xtask bench` makes one.");
    }
    let mut failed = false;
    for part in PARTS {
        if !parts.is_empty() && !parts.iter().any(|wanted| wanted == part) {
            continue;
        }
        if let Err(error) = measure(part, !options.is_empty()) {
            eprintln!("{part}: stopped: {error:#}");
            failed = true;
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn measure(part: &str, all: bool) -> Result<()> {
    match part {
        "letters" => letters::table(all),
        "eobs" => eobs::table(),
        "reading" => reading::tables(all),
        "policy" => policy::table(),
        "packet" => packet::table(),
        "start" => start::tables(),
        _ => rest::tables(),
    }
}
