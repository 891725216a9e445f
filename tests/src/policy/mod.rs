//! A plan book of the invented case, in three editions, and the walks through it in the real window.

mod walk;

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use hayro::hayro_syntax::Pdf;
use holdfast_packet::Typesetter;
use serde_json::{Value, json};

pub use walk::{by_keyboard, by_mouse};

const TEMPLATE: &str = include_str!("book.typ");
const TEXT: &str = include_str!("../../../crates/letters/policies/employer-booklet.txt");

/// Which edition of the plan book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Of 2025.
    Before,
    /// Of 2026: less time to sue, fewer visits, more said of an infusion, one part gone.
    Present,
    /// Of 2027: fewer visits, less time to send a bill, one part gone and one new.
    Next,
}

impl Edition {
    fn year(self) -> u32 {
        match self {
            Self::Before => 2025,
            Self::Present => 2026,
            Self::Next => 2027,
        }
    }

    /// What it has in place of what the edition of 2026 has.
    fn changes(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Before => BEFORE,
            Self::Present => &[],
            Self::Next => NEXT,
        }
    }
}

const BEFORE: &[(&str, &str)] = &[
    ("Effective January 1, 2026", "Effective January 1, 2025"),
    (
        "Summary Plan Description 2026",
        "Summary Plan Description 2025",
    ),
    (
        "Up to 20 visits per calendar year",
        "Up to 26 visits per calendar year",
    ),
    (" The drug itself is paid under the medical benefit.", ""),
    ("later than two years after", "later than three years after"),
    (
        "## Maternity\n",
        "## Second Opinions\nA second doctor's view before surgery, without a deductible.\n## Maternity\n",
    ),
];

const NEXT: &[(&str, &str)] = &[
    ("Effective January 1, 2026", "Effective January 1, 2027"),
    (
        "Summary Plan Description 2026",
        "Summary Plan Description 2027",
    ),
    (
        "Up to 20 visits per calendar year",
        "Up to 12 visits per calendar year",
    ),
    (
        "within 12 months of the day of service",
        "within 6 months of the day of service",
    ),
    (
        "## Ambulance\nGround and air ambulance to the nearest hospital that can treat you.\n",
        "",
    ),
    (
        "## Maternity\n",
        "## Wigs\nOne wig in a calendar year after treatment for cancer.\n## Maternity\n",
    ),
];

/// Benefits that a long book also tells of; none of them is searched for.
const FILLER: &[(&str, &str)] = &[
    (
        "Hospice",
        "Care that eases the last months of life, at home or in a hospice, with nurses, aides and someone to talk to for the family.",
    ),
    (
        "Dental Injury",
        "Repair of sound natural teeth after an accident, if it is begun soon after the injury.",
    ),
    (
        "Hearing",
        "An exam of the ear when you are ill. Aids and their fitting are left to you.",
    ),
    (
        "Home Nursing",
        "Part-time nursing and therapy at home when you cannot leave it, ordered by a doctor.",
    ),
    (
        "Skilled Nursing",
        "A stay in a place with nurses at all hours, after a stay in a hospital of three days or more.",
    ),
    (
        "Transplants",
        "Organ and tissue transplants in a center that does many of them, with the costs of the donor.",
    ),
    (
        "Vision",
        "An exam each year for children, and one pair of glasses from a set of frames.",
    ),
    (
        "Laboratory and X-Ray",
        "Blood tests, imaging and other tests that a doctor orders to find out what is wrong.",
    ),
    (
        "Speech Therapy",
        "Help to speak or swallow again after a stroke, an injury or surgery.",
    ),
    (
        "Prosthetics",
        "An artificial limb or eye, its fitting, and its repair when it is worn out.",
    ),
];

/// The book as a PDF of so many pages, each with its text.
///
/// Errors: where the typesetter fails, or the words alone take more pages than are wanted.
pub fn book(edition: Edition, pages: usize) -> Result<Vec<u8>> {
    let least = set(edition, 0)?;
    let have = pages_of(&least)?;
    ensure!(have <= pages, "the words alone take {have} pages");
    let pdf = set(edition, pages - have)?;
    ensure!(pages_of(&pdf)? == pages, "{} pages", pages_of(&pdf)?);
    Ok(pdf)
}

/// The book without pages of other benefits.
///
/// Errors: where the typesetter fails.
pub fn book_at_its_shortest(edition: Edition) -> Result<Vec<u8>> {
    set(edition, 0)
}

fn pages_of(pdf: &[u8]) -> Result<usize> {
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_| anyhow::anyhow!("the book is no PDF"))?;
    Ok(pdf.pages().len())
}

/// Sets the book with so many pages of other benefits between its chapters.
fn set(edition: Edition, filler: usize) -> Result<Vec<u8>> {
    let mut text = TEXT.to_owned();
    for (present, other) in edition.changes() {
        ensure!(text.contains(present), "the book lacks {present}");
        text = text.replace(present, other);
    }
    let chapters = text.matches("@p\n").count().max(1);
    let (mut blocks, mut told, mut set): (Vec<Value>, usize, usize) = (Vec::new(), 0, 0);
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (kind, words) = match line.split_once(' ') {
            Some(("#", words)) => ("chapter", words),
            Some(("##", words)) => ("section", words),
            Some(("###", words)) => ("minor", words),
            Some(("-", words)) => ("entry", words),
            _ if line == "@p" => {
                told += 1;
                // every chapter gets its share of other benefits before the next begins
                while set < filler * told / chapters {
                    blocks.push(json!({ "kind": "page", "text": "" }));
                    for entry in 0..8 {
                        let (head, words) = FILLER[(set * 8 + entry) % FILLER.len()];
                        let number = set * 8 + entry + 1;
                        blocks.push(
                            json!({ "kind": "section", "text": format!("{head}, Part {number}") }),
                        );
                        blocks.push(json!({ "kind": "words", "text": words }));
                    }
                    set += 1;
                }
                ("page", "")
            }
            _ if line.starts_with('@') => continue,
            _ => ("words", line),
        };
        blocks.push(json!({ "kind": kind, "text": words }));
    }
    let data = json!({ "year": edition.year().to_string(), "blocks": blocks });
    let day = NaiveDate::from_ymd_opt(2026, 1, 1).context("a day that exists")?;
    Ok(Typesetter::with_fonts(&[]).set(TEMPLATE, data.to_string(), day)?)
}
