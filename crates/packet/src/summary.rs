//! A case told without names, as a sheet to give away. It says no more than the text does, and its file tells neither a
//! day nor whose machine made it.

use crate::PacketError;
use crate::world::{SetSheet, Typesetter};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    lead: Vec<&'a str>,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    heading: &'a str,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    /// True for a line that belongs to the one before.
    below: bool,
}

/// Sets the text of a summary: its title, what to know, then headings with lines, blocks parted by an empty line. A line
/// begins with a dash, and what belongs to the line before with blanks. Gives the PDF and how many pages it has.
pub fn summary_sheet(text: &str) -> Result<(Vec<u8>, u32), PacketError> {
    let mut blocks = text
        .split("\n\n")
        .map(str::trim_end)
        .filter(|block| !block.trim().is_empty());
    let title = blocks.next().unwrap_or_default().trim();
    let mut lead = Vec::new();
    let mut parts: Vec<Part<'_>> = Vec::new();
    for block in blocks {
        match block.split_once('\n') {
            Some((heading, lines)) => parts.push(Part {
                heading: heading.trim(),
                lines: lines.lines().map(line).collect(),
            }),
            None => lead.push(block.trim()),
        }
    }
    let data = Data { title, lead, parts };
    let data = serde_json::to_string(&data).map_err(PacketError::Data)?;
    // no day of the case, and none of the machine: the same for every summary there is
    let no_day = NaiveDate::default();
    let set: SetSheet =
        Typesetter::built_in().set_plain(include_str!("sheets/summary.typ"), data, no_day)?;
    Ok((set.pdf, set.pages))
}

fn line(line: &str) -> Line<'_> {
    match line.strip_prefix("- ") {
        Some(text) => Line { text, below: false },
        None => Line {
            text: line.trim(),
            below: true,
        },
    }
}
