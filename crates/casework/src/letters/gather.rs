//! What a packet is put together from: sheets of our own, and pages of papers of the case.

use super::around::Words;
use super::checks::{Legible, legible};
use super::in_type::{is_lacking, written};
use super::unfit::{Out, Unfit};
use crate::desk::{Inner, Opened};
use crate::error::{Code, Error};
use holdfast_case::letter::{ExhibitOf, ExhibitPages};
use holdfast_case::{Letter, Page, PageSource};
use holdfast_packet::{
    PacketRequest, PartBytes, PartKind, PlannedPacket, name_strip, plan_packet, written_sheets,
};
use holdfast_reader::{
    FootLine, PacketAhead, PacketPart, PacketRequest as Assembly, PartPage, Reader,
};
use std::collections::BTreeMap;

/// What is put together, and whether it is a draft.
pub(super) struct Gathered {
    pub(super) planned: PlannedPacket,
    pub(super) assembly: Assembly,
    pub(super) is_draft: bool,
    /// Pages that are hard to read: which exhibit, which of its pages here, from 0, and why.
    pub(super) hard: Vec<(usize, u32, Legible)>,
    /// Exhibits that are text with letters which our type lacks.
    pub(super) lacking: Vec<usize>,
    /// The papers on their way to the helper, where it could be started: it opens them while the letter is set.
    pub(super) ahead: Option<PacketAhead>,
}

impl Inner {
    /// True where something is missing: a gap, words it must hold, an address, or what its words point to.
    pub(super) fn is_draft(&self, open: &Opened, letter: &Letter) -> Result<bool, Error> {
        Ok(!self.still_lacking(open, letter, &[])?.is_empty())
    }

    pub(super) fn gathered(
        &self,
        open: &Opened,
        reader: &Reader,
        letter: &Letter,
        cover: bool,
        signature: &[u8],
        out: &mut Out,
    ) -> Result<Gathered, Error> {
        let words = Words::of(letter).signed(signature);
        let is_draft = self.is_draft(open, letter)?;
        let about = words.about();
        let mut papers = BTreeMap::new();
        let mut hard = Vec::new();
        let mut lacking = Vec::new();
        for (at, exhibit) in letter.exhibits.iter().enumerate() {
            if !matches!(exhibit.of, ExhibitOf::Document { .. }) || out.contains_key(&at) {
                continue;
            }
            match self.paper(open, letter, at) {
                Ok(Paper {
                    part,
                    hard: marks,
                    lacks,
                }) => {
                    papers.insert(at, part);
                    hard.extend(marks.into_iter().map(|(place, how)| (at, place, how)));
                    lacking.extend(lacks.then_some(at));
                }
                Err(error) => {
                    out.insert(at, Unfit::of(&error).ok_or(error)?);
                }
            }
        }
        let ahead = papers_ahead(reader, papers.values());
        let bodies = self.bodies(open, letter, &about, out)?;
        let forms = self.forms_along(open, letter)?;
        let today = self.clock.today();
        let planned = plan_packet(&PacketRequest {
            letter,
            look: words.look(today),
            cover: cover.then(|| words.cover()),
            forms: forms.iter().map(|(_, pages)| *pages).collect(),
            bodies,
        })?;
        let mut parts = Vec::new();
        for part in &planned.parts {
            let put = match (&part.bytes, &part.kind) {
                (PartBytes::Set(pdf), _) => PacketPart::new(part.name.as_str(), pdf.as_slice()),
                (PartBytes::Paper(_), PartKind::Exhibit(at)) => {
                    let paper = papers.remove(at).ok_or(Code::NotFound)?;
                    let name = part.name.clone();
                    PacketPart { name, ..paper }
                }
                (PartBytes::Paper(_), PartKind::Form(at)) => {
                    let form = forms.get(*at).ok_or(Code::NotFound)?;
                    let row = open.vault.read().document(form.0)?;
                    let bytes = open.vault.open_original(row.original)?;
                    PacketPart::new(part.name.as_str(), bytes.as_slice())
                }
                (PartBytes::Paper(_), _) | (PartBytes::Nothing, _) => continue,
            };
            parts.push(PacketPart {
                bookmark: Some(part.title.clone()),
                stamp: part.stamp.clone(),
                ..put
            });
        }
        Ok(Gathered {
            assembly: Assembly {
                parts,
                foot_line: foot_line(&words.running(), letter.written_on.unwrap_or(today)),
                foot: Some(words.running()),
                number_through: true,
                title: letter.subject.clone(),
                draft: is_draft,
                ..Assembly::default()
            },
            planned,
            is_draft,
            hard,
            lacking,
            ahead,
        })
    }
}

/// Hands over the papers. Where that fails they are handed over once more with the packet, which tells why.
fn papers_ahead<'p>(
    reader: &Reader,
    papers: impl Iterator<Item = &'p PacketPart>,
) -> Option<PacketAhead> {
    let papers: Vec<_> = papers
        .map(|paper| (paper.bytes.clone(), paper.password.clone()))
        .collect();
    match papers.is_empty() {
        true => None,
        false => reader.open_ahead(papers).ok(),
    }
}

/// The foot as a line that is set already, where its signs go beyond those of the plain type. Where even the
/// typesetter lacks one, it is spelled in plain type, and that is told.
fn foot_line(foot: &str, day: chrono::NaiveDate) -> Option<FootLine> {
    // the plain type has the letters of western Europe
    if foot.chars().all(|sign| u32::from(sign) <= 0xff) {
        return None;
    }
    let set = name_strip(foot, day).ok()?;
    Some(FootLine {
        pdf: set.pdf,
        up: set.up,
    })
}

/// A paper as a part of a packet.
struct Paper {
    part: PacketPart,
    /// Which of its pages are hard to read, each by its place among them, and why.
    hard: Vec<(u32, Legible)>,
    /// True where it is text with letters that our type lacks.
    lacks: bool,
}

impl Inner {
    /// A paper as a part: its bytes, which of its pages go along, and the words that were recognized on them.
    /// Says too which of them are hard to read, each by its place among them.
    fn paper(&self, open: &Opened, letter: &Letter, at: usize) -> Result<Paper, Error> {
        let exhibit = letter.exhibits.get(at).ok_or(Code::NotFound)?;
        let ExhibitOf::Document { id } = &exhibit.of else {
            return Err(Code::NotFound.into());
        };
        let read = open.vault.read();
        let row = read.document(*id)?;
        let listed = read.page_list(*id)?;
        let of_list = |page: &u32| {
            let place = usize::try_from(page.checked_sub(1)?).ok()?;
            listed.get(place)
        };
        let chosen: Vec<&holdfast_vault::PageRef> = match &exhibit.pages {
            ExhibitPages::All => listed.iter().collect(),
            ExhibitPages::These { list } => list.iter().filter_map(of_list).collect(),
        };
        // a scan keeps what was recognized on it as hidden text; words are told by the page of the original
        let mut words = Vec::new();
        let mut hard = Vec::new();
        let pages: Vec<Page> = read.document_pages(*id)?.into_iter().collect();
        let last = chosen.iter().map(|page| page.page).max();
        let is_text = matches!(row.media.as_str(), "text/plain" | "message/rfc822");
        let set = match last.filter(|_| is_text) {
            Some(last) => written(&pages, last),
            None => None,
        };
        let lacks = set.as_deref().is_some_and(is_lacking);
        for page in pages {
            let how = legible(&page);
            if how != Legible::Well
                && let Some(place) = exhibit.pages.place(page.number)
            {
                hard.push((place.saturating_sub(1), how));
            }
            if matches!(page.source, PageSource::Ocr | PageSource::Mixed)
                && let Some(shown) = of_list(&page.number)
            {
                words.push(Page {
                    number: shown.page,
                    ..page
                });
            }
        }
        let whole = match set {
            // the plain type would spell it otherwise
            Some(sheets) => {
                PacketPart::new("", written_sheets(&sheets, self.clock.today())?.as_slice())
            }
            None => PacketPart::new("", open.vault.open_original(row.original)?.as_slice()),
        };
        let part = PacketPart {
            pages: chosen
                .iter()
                .map(|page| PartPage {
                    page: page.page,
                    turns: page.turn,
                })
                .collect(),
            words,
            password: self.pictures.password(row.original),
            ..whole
        };
        Ok(Paper { part, hard, lacks })
    }
}
