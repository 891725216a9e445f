//! Types a letter: prose in a book face, what is laid out with blanks in a typewriter face.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use holdfast_packet::Typesetter;
use image::GrayImage;
use serde_json::{Value, json};

use super::Letter;

const TEMPLATE: &str = include_str!("letter.typ");

/// A face without serifs, beside the typesetter's own; where the system has none, a book face stands in.
const SANS: &[&str] = &[
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
];
const FACES: [&str; 3] = ["Libertinus Serif", "Liberation Sans", "New Computer Modern"];

/// Signs in a line that a page standing up holds.
const WIDEST_STANDING: usize = 130;

/// The letter as a PDF with its text in it.
pub fn pdf(letter: &Letter) -> Result<Vec<u8>> {
    let fonts: Vec<Vec<u8>> = SANS
        .iter()
        .filter_map(|path| std::fs::read(path).ok())
        .take(1)
        .collect();
    let as_typed = ["\"table\"", "\"two-column\"", "\"all-caps\""]
        .iter()
        .any(|layout| layout_line(&letter.labels).contains(layout));
    let widest = letter
        .text
        .lines()
        .filter(|line| !line.contains('\t'))
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(1)
        .max(1);
    // inches between the margins
    let free = if widest > WIDEST_STANDING { 9.6 } else { 7.1 };
    let number: usize = letter
        .name
        .get(..2)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    let data = json!({
        // what no page standing up could hold in a size that is read lies down
        "lying": widest > WIDEST_STANDING,
        "face": FACES[number % FACES.len()],
        // a typewriter sign is 0.60205 em wide; rounded up, or the longest line breaks
        "size": (free * 72.0 / (0.6025 * widest as f64)).min(10.4),
        "pages": letter.text.split('\u{c}').map(|page| blocks(page, as_typed)).collect::<Vec<_>>(),
    });
    let day = NaiveDate::from_ymd_opt(2026, 1, 1).context("a day that exists")?;
    Ok(Typesetter::with_fonts(&fonts).set(TEMPLATE, data.to_string(), day)?)
}

/// The pages of a PDF as gray pictures on white.
pub fn pictures(pdf: Vec<u8>, dots_per_inch: f32) -> Result<Vec<GrayImage>> {
    let pdf = Pdf::new(pdf).map_err(|_| anyhow::anyhow!("the typed letter is no PDF"))?;
    let cache = RenderCache::new();
    let scale = dots_per_inch / 72.0;
    let pixmap = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let mut found = Vec::new();
    for page in pdf.pages().iter() {
        let settings = InterpreterSettings::default();
        let seen = render(page, &cache, &settings, &RenderSettings::default(), &pixmap);
        let (width, height) = (u32::from(seen.width()), u32::from(seen.height()));
        let gray = seen.data_as_u8_slice().chunks_exact(4).map(|p| {
            ((u32::from(p[0]) * 299 + u32::from(p[1]) * 587 + u32::from(p[2]) * 114) / 1000) as u8
        });
        found.push(
            GrayImage::from_raw(width, height, gray.collect()).context("a picture of its size")?,
        );
    }
    Ok(found)
}

fn layout_line(labels: &str) -> &str {
    labels
        .lines()
        .find(|line| line.trim_start().starts_with("layout"))
        .unwrap_or_default()
}

/// Paragraphs to be filled, and blocks to be left as they were typed.
fn blocks(page: &str, as_typed: bool) -> Vec<Value> {
    if as_typed {
        return vec![json!({ "filled": false, "text": page.trim_matches('\n') })];
    }
    let mut found = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in page.lines().chain(std::iter::once("")) {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                found.push(block(&lines));
                lines.clear();
            }
        } else {
            lines.push(line);
        }
    }
    found
}

fn block(lines: &[&str]) -> Value {
    if lines.iter().any(|line| line.contains('\t')) {
        return cells(lines);
    }
    let laid_out = lines
        .iter()
        .any(|line| line.starts_with("  ") || line.trim().contains("   "));
    let long = |line: &&str| line.chars().count() > 55;
    let full = match lines {
        [only] => only.chars().count() > 60,
        [head @ .., _] => head.iter().all(long),
        [] => false,
    };
    if full && !laid_out {
        let words: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
        json!({ "filled": true, "text": words.join(" ") })
    } else {
        json!({ "filled": false, "text": lines.join("\n") })
    }
}

/// Rows of cells with tabulators between them, the first row as heading; columns of figures stand to the right.
fn cells(lines: &[&str]) -> Value {
    let rows: Vec<Vec<&str>> = lines
        .iter()
        .map(|line| line.split('\t').collect())
        .collect();
    let (head, body) = match rows.split_first() {
        Some((head, body)) => (head.clone(), body),
        None => (Vec::new(), rows.as_slice()),
    };
    let column = |at: usize| body.iter().filter_map(move |row| row.get(at).copied());
    // No word of a heading reaches out of its column.
    let widths = head.iter().enumerate().map(|(at, head)| {
        let longest = head.split(' ').map(str::len).max().unwrap_or(0);
        let cells = column(at).map(str::len).max().unwrap_or(0);
        cells.clamp(5, 15).max(longest + 1)
    });
    let figures = |cell: &str| cell.ends_with(|c: char| c.is_ascii_digit() || c == ')');
    let right = (0..head.len())
        .map(|at| column(at).all(|cell| cell.is_empty() || figures(cell) && cell.contains('.')));
    json!({
        "head": head, "rows": body, "widths": widths.collect::<Vec<_>>(), "right": right.collect::<Vec<_>>(),
    })
}
