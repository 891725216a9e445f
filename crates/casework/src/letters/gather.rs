//! What a packet is put together from: sheets of our own, and pages of papers of the case.

use super::around::{Words, has_address};
use crate::desk::{Inner, Opened};
use crate::error::{Code, Error};
use holdfast_case::letter::{ExhibitOf, ExhibitPages};
use holdfast_case::{Letter, Page, PageSource};
use holdfast_packet::compose::must_hold;
use holdfast_packet::{PacketRequest, PartBytes, PartKind, PlannedPacket, plan_packet};
use holdfast_reader::{PacketPart, PacketRequest as Assembly, PartPage};

/// What is put together, and whether it is a draft.
pub(super) struct Gathered {
    pub(super) planned: PlannedPacket,
    pub(super) assembly: Assembly,
    pub(super) is_draft: bool,
}

impl Inner {
    pub(super) fn gathered(
        &self,
        open: &Opened,
        letter: &Letter,
        cover: bool,
        signature: &[u8],
    ) -> Result<Gathered, Error> {
        let words = Words::of(letter).signed(signature);
        let facts = self.letter_facts(open, letter)?;
        let missing = must_hold(letter, &facts);
        let is_draft = self.form_lacking(open, letter)?.is_some()
            || !letter.gaps().is_empty()
            || !missing.is_empty()
            || !has_address(letter);
        let about = words.about();
        let bodies = self.bodies(open, letter, &about)?;
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
                (PartBytes::Paper(pages), PartKind::Exhibit(at)) => {
                    self.paper(open, letter, *at, pages, &part.name)?
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
                foot: Some(words.running()),
                number_through: true,
                title: letter.subject.clone(),
                draft: is_draft,
                ..Assembly::default()
            },
            planned,
            is_draft,
        })
    }
}

impl Inner {
    /// A paper as a part: its bytes, which of its pages go along, and the words that were recognized on them.
    fn paper(
        &self,
        open: &Opened,
        letter: &Letter,
        at: usize,
        wanted: &ExhibitPages,
        name: &str,
    ) -> Result<PacketPart, Error> {
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
        let chosen: Vec<&holdfast_vault::PageRef> = match wanted {
            ExhibitPages::All => listed.iter().collect(),
            ExhibitPages::These { list } => list.iter().filter_map(of_list).collect(),
        };
        // a scan keeps what was recognized on it as hidden text; words are told by the page of the original
        let mut words = Vec::new();
        for page in read.document_pages(*id)? {
            if matches!(page.source, PageSource::Ocr | PageSource::Mixed)
                && let Some(shown) = of_list(&page.number)
            {
                words.push(Page {
                    number: shown.page,
                    ..page
                });
            }
        }
        let bytes = open.vault.open_original(row.original)?;
        Ok(PacketPart {
            pages: chosen
                .iter()
                .map(|page| PartPage {
                    page: page.page,
                    turns: page.turn,
                })
                .collect(),
            words,
            password: self.pictures.password(row.original),
            ..PacketPart::new(name, bytes.as_slice())
        })
    }
}
