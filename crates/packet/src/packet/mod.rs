//! The plan of a packet: which parts in which order, what each holds, and on which page of the packet it begins.
//!
//! What is set from the record is set here; papers of the case come in by the pages they have. The parts are put
//! together elsewhere, where foreign PDFs may be opened.

mod cover;
mod sheets;
mod strip;

pub use cover::{CoverSheet, PartOf, part_cover};
pub use sheets::{Column, ExhibitSheet, LabeledLine};
pub use strip::{NameStrip, name_strip};

use crate::PacketError;
use crate::letter::{LetterLook, letter_sheet};
use crate::world::Typesetter;
use holdfast_case::letter::{ExhibitOf, ExhibitPages, Letter, exhibit_label};
use serde::Serialize;

/// How often the list of exhibits is set anew because it grew by a page: each time its own length can change once.
const ROUNDS: usize = 6;

/// What an exhibit is made of.
pub enum ExhibitBody {
    /// A paper of the case with this many pages.
    Paper {
        /// Pages of the whole paper.
        pages: u32,
    },
    /// A sheet set from the record; for a paper, one that stands in its place.
    Sheet(Box<ExhibitSheet>),
    /// It is not here yet: it has its place in the list, and no page.
    Awaited,
}

/// What a packet is made of.
pub struct PacketRequest<'a> {
    /// The letter, with its exhibits.
    pub letter: &'a Letter,
    /// How it is set.
    pub look: LetterLook<'a>,
    /// A cover sheet, where one is wanted.
    pub cover: Option<CoverSheet>,
    /// Pages of each filled form of the insurer that goes before the letter.
    pub forms: Vec<u32>,
    /// The body of each exhibit, in the order of the letter's.
    pub bodies: Vec<ExhibitBody>,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// The cover sheet.
    Cover,
    /// The filled form of the insurer at this place, from 0.
    Form(usize),
    /// The letter.
    Letter,
    /// The list of exhibits.
    Index,
    /// The exhibit at this place, from 0.
    Exhibit(usize),
}

/// What a part is put together from.
#[derive(Clone)]
pub enum PartBytes {
    /// A PDF of our own.
    Set(Vec<u8>),
    /// Pages of the paper of this exhibit, or of this form.
    Paper(ExhibitPages),
    /// Nothing yet.
    Nothing,
}

/// A part of a packet.
#[derive(Clone)]
pub struct PlannedPart {
    /// What it is.
    pub kind: PartKind,
    /// Its name for links: `letter`, `exhibit-c`.
    pub name: String,
    /// "Exhibit C: Treatment history", for the list of bookmarks.
    pub title: String,
    /// "Exhibit C", stamped on each of its pages; none for the front of the packet.
    pub stamp: Option<String>,
    /// What it is put together from.
    pub bytes: PartBytes,
    /// Its first page in the packet, from 1.
    pub first: u32,
    /// How many pages it has.
    pub count: u32,
}

/// A packet as planned.
#[derive(Clone)]
pub struct PlannedPacket {
    /// Its parts, in order.
    pub parts: Vec<PlannedPart>,
    /// How many pages it has.
    pub pages: u32,
    /// True where no font has some sign of what was set: a box stands there.
    pub lacks_signs: bool,
}

#[derive(Serialize)]
struct IndexLine<'a> {
    label: String,
    title: &'a str,
    pages: String,
    link: String,
}

#[derive(Serialize)]
struct IndexData<'a> {
    running: &'a str,
    exhibits: Vec<IndexLine<'a>>,
}

/// Plans a packet and sets what is of our own making. The same request gives the same plan and bytes.
/// Errors: [`PacketError::Bodies`] where there are not as many bodies as exhibits.
pub fn plan_packet(request: &PacketRequest<'_>) -> Result<PlannedPacket, PacketError> {
    let letter = request.letter;
    if request.bodies.len() != letter.exhibits.len() {
        return Err(PacketError::Bodies);
    }
    let stands_in = |(at, body): (usize, &ExhibitBody)| {
        let of = letter.exhibits.get(at).map(|exhibit| &exhibit.of);
        let is_paper = matches!(of, Some(ExhibitOf::Document { .. }));
        (is_paper && matches!(body, ExhibitBody::Sheet(_))).then_some(at)
    };
    let stand_ins: Vec<usize> = request
        .bodies
        .iter()
        .enumerate()
        .filter_map(stands_in)
        .collect();
    let set = letter_sheet(letter, &request.look, Some(&stand_ins))?;
    let mut lacks_signs = set.lacks_signs;
    let mut exhibits = Vec::new();
    for (at, (exhibit, body)) in letter.exhibits.iter().zip(&request.bodies).enumerate() {
        let (bytes, count) = match body {
            ExhibitBody::Paper { pages } => (
                PartBytes::Paper(exhibit.pages.clone()),
                exhibit.pages.count(*pages),
            ),
            ExhibitBody::Sheet(sheet) => {
                let set = sheet.set(request.look.today)?;
                lacks_signs |= set.lacks_signs;
                (PartBytes::Set(set.pdf), set.pages)
            }
            ExhibitBody::Awaited => (PartBytes::Nothing, 0),
        };
        let label = exhibit_label(at);
        exhibits.push(PlannedPart {
            kind: PartKind::Exhibit(at),
            name: crate::letter::link_name(at),
            title: format!("Exhibit {label}: {}", exhibit.title),
            stamp: Some(format!("Exhibit {label}")),
            bytes,
            first: 0,
            count,
        });
    }
    let is_listed = !exhibits.is_empty();
    let mut index_pages = index_guess(exhibits.len());
    let mut cover_pages = 1;
    let others = set.pages
        + request.forms.iter().sum::<u32>()
        + exhibits.iter().map(|one| one.count).sum::<u32>();
    for _ in 0..ROUNDS {
        let mut parts = Vec::new();
        if request.cover.is_some() {
            parts.push(front(PartKind::Cover, "cover", "Cover sheet", cover_pages));
        }
        parts.extend(forms(&request.forms));
        parts.push(front(PartKind::Letter, "letter", "Letter", set.pages));
        if is_listed {
            let title = "List of exhibits";
            parts.push(front(PartKind::Index, "index", title, index_pages));
        }
        parts.extend(exhibits.iter().cloned());
        let mut next = 1;
        for part in &mut parts {
            part.first = next;
            next += part.count;
        }
        let mut index_pdf = Vec::new();
        if is_listed {
            let index = index_sheet(&parts, request)?;
            lacks_signs |= index.lacks_signs;
            if index.pages != index_pages {
                index_pages = index.pages;
                continue;
            }
            index_pdf = index.pdf;
        }
        let mut cover_pdf = Vec::new();
        if let Some(cover) = &request.cover {
            let cover = cover::whole(cover, others + index_pages + cover_pages, request)?;
            lacks_signs |= cover.lacks_signs;
            if cover.pages != cover_pages {
                cover_pages = cover.pages;
                continue;
            }
            cover_pdf = cover.pdf;
        }
        for part in &mut parts {
            match part.kind {
                PartKind::Cover => part.bytes = PartBytes::Set(std::mem::take(&mut cover_pdf)),
                PartKind::Index => part.bytes = PartBytes::Set(std::mem::take(&mut index_pdf)),
                PartKind::Letter => part.bytes = PartBytes::Set(set.pdf.clone()),
                PartKind::Form(_) | PartKind::Exhibit(_) => {}
            }
        }
        return Ok(PlannedPacket {
            parts,
            pages: next - 1,
            lacks_signs,
        });
    }
    Err(PacketError::Unsteady)
}

/// How many pages the list of exhibits takes, before it is set: titles of one line each. A guess that is right spares a
/// round.
fn index_guess(exhibits: usize) -> u32 {
    const FIRST: usize = 22;
    const FURTHER: usize = 23;
    let further = exhibits.saturating_sub(FIRST).div_ceil(FURTHER);
    u32::from(exhibits > 0) + u32::try_from(further).unwrap_or(u32::MAX / 2)
}

/// A part of the front, which is set once all pages are counted.
fn front(kind: PartKind, name: &str, title: &str, count: u32) -> PlannedPart {
    PlannedPart {
        kind,
        name: name.to_owned(),
        title: title.to_owned(),
        stamp: None,
        bytes: PartBytes::Nothing,
        first: 0,
        count,
    }
}

/// The forms of the insurer: whoever opens the packet looks for them first.
fn forms(pages: &[u32]) -> impl Iterator<Item = PlannedPart> {
    let several = pages.len() > 1;
    pages
        .iter()
        .enumerate()
        .map(move |(at, count)| PlannedPart {
            kind: PartKind::Form(at),
            name: format!("form-{}", at + 1),
            title: match several {
                true => format!("Form of the insurer {}", at + 1),
                false => "Form of the insurer".to_owned(),
            },
            stamp: None,
            bytes: PartBytes::Paper(ExhibitPages::All),
            first: 0,
            count: *count,
        })
}

fn index_sheet(
    parts: &[PlannedPart],
    request: &PacketRequest<'_>,
) -> Result<crate::world::SetSheet, PacketError> {
    let line = |part: &PlannedPart| {
        let PartKind::Exhibit(at) = part.kind else {
            return None;
        };
        let exhibit = request.letter.exhibits.get(at)?;
        let pages = match (&exhibit.of, part.count) {
            (ExhibitOf::Awaited { .. }, _) => "to follow".to_owned(),
            (_, 0) => "none".to_owned(),
            (_, 1) => part.first.to_string(),
            (_, count) => format!("{}\u{2013}{}", part.first, part.first + count - 1),
        };
        Some(IndexLine {
            label: exhibit_label(at),
            title: &exhibit.title,
            pages,
            link: match part.count {
                0 => String::new(),
                _ => format!("holdfast:{}/1", part.name),
            },
        })
    };
    let data = IndexData {
        running: request.look.running,
        exhibits: parts.iter().filter_map(line).collect(),
    };
    let data = serde_json::to_string(&data).map_err(PacketError::Data)?;
    Typesetter::built_in().set_lasting(
        include_str!("../sheets/index.typ"),
        data,
        request.look.today,
    )
}
