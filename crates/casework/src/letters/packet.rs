//! From a letter to what is sent: the letter alone as PDF or Word document, and the whole packet.

use super::wording::full_day;
use crate::desk::{Desk, Inner, Opened};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::pictures::{PacketShown, Picture};
use crate::view::{PacketBuiltView, PacketOptions, PacketPartView, PacketView};
use chrono::NaiveDate;
use holdfast_case::letter::{ExhibitOf, ExhibitPages};
use holdfast_case::{Letter, Page, PageSource};
use holdfast_packet::compose::{letter_kind, must_hold};
use holdfast_packet::{
    CoverSheet, LabeledLine, LetterLook, PacketRequest, PartBytes, PartKind, PlannedPacket,
    letter_docx, letter_pdf, plan_packet,
};
use holdfast_reader::{
    AssembleError, CancelToken, PacketPart, PacketRequest as Assembly, PartPage,
};
use std::sync::Arc;
use zeroize::Zeroizing;

/// What is put together, and whether it is a draft.
struct Gathered {
    planned: PlannedPacket,
    assembly: Assembly,
    is_draft: bool,
}

impl Desk {
    /// The letter alone as a PDF, with a name for its file.
    pub fn letter_pdf(&self, id: &str) -> Result<(String, Vec<u8>), Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let words = Words::of(&kept.record);
        let bytes = letter_pdf(&kept.record, &words.look(self.inner.clock.today()))?;
        Ok((format!("{}.pdf", words.file_name()), bytes))
    }

    /// The letter alone as a Word document, with a name for its file.
    pub fn letter_docx(&self, id: &str) -> Result<(String, Vec<u8>), Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let words = Words::of(&kept.record);
        let bytes = letter_docx(&kept.record, &words.look(self.inner.clock.today()))?;
        Ok((format!("{}.docx", words.file_name()), bytes))
    }

    /// The whole packet: cover sheet where one is wanted, letter, list of exhibits, exhibits. As long as a gap is left,
    /// or the address is missing, it is a draft and says so on each page. Errors: an exhibit that can't be opened is
    /// named.
    pub fn packet(
        &self,
        id: &str,
        options: &PacketOptions,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<PacketBuiltView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let letter = &kept.record;
        let reader = self
            .inner
            .parts
            .reader
            .as_ref()
            .ok_or(Code::ReaderMissing)?;
        let gathered = self
            .inner
            .with(|open| self.inner.gathered(open, letter, options))?;
        let with_pages: Vec<usize> = with_pages(&gathered.planned);
        let built = reader
            .assemble(gathered.assembly, cancel, progress)
            .map_err(|error| told(error, &gathered.planned, &with_pages))?;
        // the list of exhibits was set by the plan: what came otherwise would make it point to wrong pages
        let is_planned = with_pages.iter().zip(&built.parts).all(|(at, place)| {
            let part = gathered.planned.parts.get(*at);
            part.is_some_and(|part| (part.first, part.count) == (place.first, place.count))
        });
        if !is_planned || with_pages.len() != built.parts.len() {
            return Err(Error::of(Code::SheetNotMade));
        }
        let parts = with_pages
            .iter()
            .zip(&built.parts)
            .filter_map(|(at, place)| {
                let part = gathered.planned.parts.get(*at)?;
                Some(PacketPartView {
                    title: part.title.clone(),
                    exhibit: match part.kind {
                        PartKind::Exhibit(at) => u32::try_from(at).ok(),
                        _ => None,
                    },
                    first: place.first,
                    count: place.count,
                })
            });
        let parts: Vec<PacketPartView> = parts.collect();
        Ok(PacketBuiltView {
            file_name: format!("{}.pdf", Words::of(letter).file_name()),
            pages: parts.iter().map(|part| part.count).sum(),
            parts,
            is_draft: gathered.is_draft,
            notes: super::notes::sentences(&built.notes, &gathered.planned, &with_pages),
            pdf: built.pdf,
        })
    }
}

impl Desk {
    /// Puts the packet together and keeps it in memory to be looked at; see [`Desk::packet`].
    pub fn show_packet(
        &self,
        id: &str,
        options: &PacketOptions,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<PacketView, Error> {
        let inner = &self.inner;
        let kept: Kept<Letter> = inner.kept_one(id)?;
        let reader = inner.parts.reader.as_ref().ok_or(Code::ReaderMissing)?;
        let begun = inner.pictures.wipes();
        let built = self.packet(id, options, cancel, progress)?;
        let viewer = reader.open_viewer(built.pdf.as_slice(), None)?;
        let view = PacketView {
            letter: kept.id.to_string(),
            pages: built.pages,
            parts: built.parts,
            size: crate::words::size(u64::try_from(built.pdf.len()).unwrap_or(u64::MAX)),
            is_draft: built.is_draft,
            notes: built.notes,
        };
        inner.pictures.keep_packet(
            PacketShown {
                letter: view.letter.clone(),
                file_name: built.file_name,
                pdf: Zeroizing::new(built.pdf),
                pages: view.pages,
                of: kept.changed_at,
                cover: options.cover,
                viewer,
            },
            begun,
        );
        Ok(view)
    }

    /// The picture of a page of the packet that was put together last, so many pixels wide, as PNG.
    pub fn packet_page(&self, letter: &str, page: u32, width: u32) -> Result<Picture, Error> {
        let packet = self.inner.pictures.packet(letter).ok_or(Code::NotFound)?;
        Ok(Arc::new(Zeroizing::new(packet.viewer.render(page, width)?)))
    }

    /// The packet that was put together last, with a name for its file. It is not sealed: the person was asked.
    pub fn packet_file(&self, letter: &str) -> Result<(String, Vec<u8>), Error> {
        let packet = self.inner.pictures.packet(letter).ok_or(Code::NotFound)?;
        Ok((packet.file_name.clone(), packet.pdf.to_vec()))
    }
}

/// Parts that have pages, by their place in the plan.
fn with_pages(planned: &PlannedPacket) -> Vec<usize> {
    let has = |part: &holdfast_packet::PlannedPart| !matches!(part.bytes, PartBytes::Nothing);
    let parts = planned.parts.iter().enumerate();
    parts
        .filter(|(_, part)| has(part))
        .map(|(at, _)| at)
        .collect()
}

/// What went wrong, with the name of the exhibit it is about.
fn told(error: AssembleError, planned: &PlannedPacket, with_pages: &[usize]) -> Error {
    match error {
        AssembleError::Part { part, error } => {
            let part = with_pages.get(part).and_then(|at| planned.parts.get(*at));
            let error = Error::from(error);
            match part {
                Some(part) => {
                    let said = format!(
                        "{} \u{2018}{}\u{2019} can\u{2019}t go in as it is.",
                        error.message(),
                        part.title
                    );
                    error.saying(said)
                }
                None => error,
            }
        }
        AssembleError::Reader(error) => error.into(),
        // faults of this program
        other => Error::of(Code::SheetNotMade).because(other),
    }
}

impl Inner {
    fn gathered(
        &self,
        open: &Opened,
        letter: &Letter,
        options: &PacketOptions,
    ) -> Result<Gathered, Error> {
        let words = Words::of(letter);
        let facts = self.letter_facts(open, letter)?;
        let missing = must_hold(letter, &facts);
        let is_draft = !letter.gaps().is_empty() || !missing.is_empty() || !has_address(letter);
        let about = words.about();
        let bodies = self.bodies(open, letter, &about)?;
        let today = self.clock.today();
        let planned = plan_packet(&PacketRequest {
            letter,
            look: words.look(today),
            cover: options.cover.then(|| words.cover()),
            bodies,
        })?;
        let mut parts = Vec::new();
        for part in &planned.parts {
            let put = match (&part.bytes, &part.kind) {
                (PartBytes::Set(pdf), _) => PacketPart::new(part.name.as_str(), pdf.as_slice()),
                (PartBytes::Paper(pages), PartKind::Exhibit(at)) => {
                    self.paper(open, letter, *at, pages, &part.name)?
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

/// True where the letter says where it goes.
pub(super) fn has_address(letter: &Letter) -> bool {
    let to = &letter.to;
    !to.address.reveal().trim().is_empty() || !to.fax.reveal().trim().is_empty()
}

/// The words around a letter.
pub(super) struct Words<'a> {
    letter: &'a Letter,
    running: String,
    greeting: String,
}

impl<'a> Words<'a> {
    pub(super) fn of(letter: &'a Letter) -> Self {
        let name = letter.from.name.reveal();
        let number = re_value(letter, "Reference");
        let parts: Vec<&str> = [name.as_str(), number.as_str()]
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect();
        Self {
            letter,
            running: parts.join(" \u{b7} "),
            greeting: greeting(letter),
        }
    }

    pub(super) fn running(&self) -> String {
        self.running.clone()
    }

    pub(super) fn greeting(&self) -> &str {
        &self.greeting
    }

    pub(super) fn look(&self, today: NaiveDate) -> LetterLook<'_> {
        LetterLook {
            today,
            running: &self.running,
            greeting: &self.greeting,
            closing: "Sincerely,",
            signature: &[],
        }
    }

    /// Whose sheet it is: name, member ID, reference.
    fn about(&self) -> Vec<String> {
        let mut about = Vec::new();
        let patient = re_value(self.letter, "Patient");
        let name = match patient.as_str() {
            "" => self.letter.from.name.reveal().clone(),
            _ => patient,
        };
        if !name.is_empty() {
            about.push(name);
        }
        for label in ["Member ID", "Reference"] {
            let value = re_value(self.letter, label);
            if !value.is_empty() {
                about.push(format!("{label} {value}"));
            }
        }
        about
    }

    fn cover(&self) -> CoverSheet {
        let letter = self.letter;
        let to = &letter.to;
        let mut lines: Vec<&str> = vec![to.name.reveal()];
        lines.extend(to.address.reveal().lines());
        let mut facts = vec![LabeledLine::new("To", lines.join("\n"))];
        if !to.fax.reveal().is_empty() {
            facts.push(LabeledLine::new("Fax", to.fax.reveal()));
        }
        facts.push(LabeledLine::new("From", letter.from.name.reveal()));
        let phone = letter.from.phone.reveal();
        if !phone.is_empty() {
            facts.push(LabeledLine::new("Telephone", phone));
        }
        facts.push(LabeledLine::new("About", &letter.subject));
        for label in ["Member ID", "Reference"] {
            let value = re_value(letter, label);
            if !value.is_empty() {
                facts.push(LabeledLine::new(label, value));
            }
        }
        CoverSheet {
            title: if to.fax.reveal().is_empty() {
                "Appeal"
            } else {
                "Fax"
            }
            .to_owned(),
            facts,
            sender_call: match phone.as_str() {
                "" => "the sender".to_owned(),
                phone => phone.to_owned(),
            },
        }
    }

    /// A name for the file: what it is and whose, without signs that a file system refuses.
    pub(super) fn file_name(&self) -> String {
        let subject = &self.letter.subject;
        let clean: String = subject
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || " ,-".contains(c) {
                    c
                } else {
                    ' '
                }
            })
            .collect();
        let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        match clean.is_empty() {
            true => "Letter".to_owned(),
            false => clean.chars().take(80).collect(),
        }
    }
}

/// A value of the block at the head; empty where it is a gap or not there.
fn re_value(letter: &Letter, label: &str) -> String {
    let line = letter.re.iter().find(|line| line.label == label);
    match line.map(|line| line.nodes.as_slice()) {
        Some([holdfast_case::Node::Words { text, .. }]) => text.clone(),
        _ => String::new(),
    }
}

fn greeting(letter: &Letter) -> String {
    let to = letter_kind(&letter.kind).map_or("", |kind| kind.to.as_str());
    match to {
        "appeals" => "To the appeals department:",
        "external-review" => "To the external reviewer:",
        "fair-hearing" => "To the hearing office:",
        "doctor" => "Dear Doctor:",
        "clinic" => "To the billing office:",
        "regulator" => "To the insurance regulator:",
        _ => "To whom it may concern:",
    }
    .to_owned()
}

/// The day of the letter in words.
pub(super) fn day_of(letter: &Letter, today: NaiveDate) -> String {
    full_day(letter.written_on.unwrap_or(today))
}
