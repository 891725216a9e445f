//! From a letter to what is sent: the letter alone as PDF or Word document, and the whole packet.

use super::around::Words;
use super::checks::{Legible, checks};
use super::in_type::{lacking_exhibit, name_lacks, words_lack};
use super::redact::Redacting;
use super::split::{Limit, Splitting};
use super::unfit::{Out, Unfit, gone_view};
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::pictures::{PacketShown, PartShown, Picture};
use crate::view::{
    PacketBuiltView, PacketCheckView, PacketFile, PacketFileView, PacketLeftOutView, PacketOptions,
    PacketPartView, PacketView, PacketWordView,
};
use holdfast_case::Letter;
use holdfast_case::letter::Exhibit;
use holdfast_packet::{PartBytes, PartKind, PlannedPacket, letter_docx, letter_pdf};
use holdfast_reader::{
    AssembleError, CancelToken, PacketNote, PacketPart, PictureReason, Reader, Shrink,
};
use std::sync::{Arc, Mutex};
use zeroize::Zeroizing;

/// How heavy pages are made lighter: still fine enough to be read on a screen and after a fax.
const LIGHTER: Shrink = Shrink {
    dpi: 120,
    quality: 60,
    gray: false,
};

/// A reader at work, and who is told of it.
pub(super) struct Work<'w> {
    pub(super) reader: &'w Reader,
    pub(super) cancel: &'w CancelToken,
    pub(super) progress: &'w mut dyn FnMut(u32, u32),
}

/// A packet in one piece.
pub(super) struct Whole {
    pub(super) pdf: Vec<u8>,
    pub(super) parts: Vec<PacketPartView>,
    pub(super) pages: u32,
    /// Pages of its cover sheet.
    pub(super) front: u32,
    /// Entries of its outline.
    pub(super) bookmarks: Vec<(u32, String)>,
    pub(super) title: String,
    pub(super) file_name: String,
    pub(super) is_draft: bool,
    pub(super) notes: Vec<String>,
    /// What was checked of it.
    pub(super) checks: Vec<PacketCheckView>,
    /// Exhibits that could not go in.
    pub(super) left_out: Vec<PacketLeftOutView>,
    pub(super) less_sharp: Vec<u32>,
}

impl Desk {
    /// The letter alone as a PDF, with a name for its file. As long as something is missing each page says so.
    pub fn letter_pdf(&self, id: &str) -> Result<(String, Vec<u8>), Error> {
        let (letter, _) = self.live_letter(id)?;
        let signature = self.signature(&letter)?;
        let draft = self.inner.with(|open| self.inner.is_draft(open, &letter))?;
        let words = Words::of(&letter).signed(&signature).drafted(draft);
        let bytes = letter_pdf(&letter, &words.look(self.inner.clock.today()))?;
        Ok((format!("{}.pdf", words.file_name()), bytes))
    }

    /// What is not printed of the letter alone as a PDF, since our type lacks its letters, in sentences.
    pub fn letter_lacks(&self, id: &str) -> Result<Vec<String>, Error> {
        let (letter, _) = self.live_letter(id)?;
        let said = name_lacks(&letter).into_iter();
        let said = said.chain(words_lack(&letter, false));
        Ok(said.map(str::to_owned).collect())
    }

    /// The letter alone as a Word document, with a name for its file; the same holds.
    pub fn letter_docx(&self, id: &str) -> Result<(String, Vec<u8>), Error> {
        let (letter, _) = self.live_letter(id)?;
        let signature = self.signature(&letter)?;
        let draft = self.inner.with(|open| self.inner.is_draft(open, &letter))?;
        let words = Words::of(&letter).signed(&signature).drafted(draft);
        let bytes = letter_docx(&letter, &words.look(self.inner.clock.today()))?;
        Ok((format!("{}.docx", words.file_name()), bytes))
    }

    /// A letter as it stands now, and the exhibits of it that are gone.
    fn live_letter(&self, id: &str) -> Result<(Letter, Vec<Exhibit>), Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        self.inner.with(|open| self.inner.live(open, &kept.record))
    }

    /// The whole packet: cover sheet where one is wanted, letter, list of exhibits, exhibits. As long as a gap is left,
    /// or the address is missing, it is a draft and says so on each page. Where it is larger than its way takes, it
    /// comes in files as well, each with a cover sheet of its own; the packet itself has none then. Instead of an exhibit
    /// that can't be opened a sheet stands that says so, and it is told which one that is.
    /// Errors: [`Code::BadRequest`] for a limit that nothing fits.
    pub fn packet(
        &self,
        id: &str,
        options: &PacketOptions,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<PacketBuiltView, Error> {
        let (letter, gone) = self.live_letter(id)?;
        let letter = &letter;
        let limit = Limit::of(options)?;
        let reader = self.inner.parts.reader.as_ref();
        let mut work = Work {
            reader: reader.ok_or(Code::ReaderMissing)?,
            cancel,
            progress,
        };
        let mut whole = self.whole(letter, options, options.cover, &mut work)?;
        let mut files = Vec::new();
        if limit.is_over(whole.pages, whole.pdf.len()) {
            if options.cover {
                whole = self.whole(letter, options, false, &mut work)?;
            }
            let words = Words::of(letter);
            let day = letter.written_on.unwrap_or(self.inner.clock.today());
            files = Splitting::new(&whole, words.cover(), day, limit).files(&mut work)?;
            let over = files.iter().zip(1..).filter(|(file, _)| file.is_over);
            for (file, part) in over.collect::<Vec<_>>() {
                whole.notes.push(alone(file, part));
            }
        }
        Ok(PacketBuiltView {
            file_name: whole.file_name,
            pages: whole.pages,
            parts: whole.parts,
            is_draft: whole.is_draft,
            notes: whole.notes,
            left_out: (whole.left_out.into_iter())
                .chain(gone.iter().map(gone_view))
                .collect(),
            checks: whole.checks,
            less_sharp: whole.less_sharp,
            pdf: whole.pdf,
            files,
        })
    }

    /// The packet in one piece, with or without a cover sheet.
    fn whole(
        &self,
        letter: &Letter,
        options: &PacketOptions,
        cover: bool,
        work: &mut Work<'_>,
    ) -> Result<Whole, Error> {
        let signature = self.signature(letter)?;
        let mut out = Out::new();
        let (planned, is_draft, title, pages_of, hard, lacking, built) = loop {
            let gathered = (self.inner).with(|open| {
                let inner = &self.inner;
                inner.gathered(open, work.reader, letter, cover, &signature, &mut out)
            })?;
            let planned = gathered.planned;
            let mut assembly = gathered.assembly;
            assembly.shrink = options.shrink.then_some(LIGHTER);
            let title = assembly.title.clone();
            let pages_of: Vec<Vec<u32>> = (assembly.parts.iter())
                .map(|part| part.pages.iter().map(|page| page.page).collect())
                .collect();
            let made =
                (work.reader).assemble_ahead(gathered.ahead, assembly, work.cancel, work.progress);
            match made {
                Ok(built) => {
                    break (
                        planned,
                        gathered.is_draft,
                        title,
                        pages_of,
                        gathered.hard,
                        gathered.lacking,
                        built,
                    );
                }
                // that one stays out, and all others go in; each time there is one less to try
                Err(error) => match at_fault(&error, &planned) {
                    Some((at, unfit)) if !out.contains_key(&at) => {
                        out.insert(at, unfit);
                    }
                    _ => return Err(told(error, &planned)),
                },
            }
        };
        let with_pages: Vec<usize> = with_pages(&planned);
        // the list of exhibits was set by the plan: what came otherwise would make it point to wrong pages
        let is_planned = with_pages.iter().zip(&built.parts).all(|(at, place)| {
            let part = planned.parts.get(*at);
            part.is_some_and(|part| (part.first, part.count) == (place.first, place.count))
        });
        if !is_planned || with_pages.len() != built.parts.len() {
            return Err(Error::of(Code::SheetNotMade));
        }
        let planned_parts = with_pages.iter().filter_map(|at| planned.parts.get(*at));
        let parts: Vec<PacketPartView> = planned_parts
            .clone()
            .map(|part| PacketPartView {
                title: part.title.clone(),
                exhibit: match part.kind {
                    PartKind::Exhibit(at) => u32::try_from(at).ok(),
                    _ => None,
                },
                first: part.first,
                count: part.count,
            })
            .collect();
        let mut less_sharp = Vec::new();
        for note in &built.notes {
            let PacketNote::Pictured {
                part,
                page,
                why: PictureReason::Shrunk,
            } = note
            else {
                continue;
            };
            let listed = pages_of.get(*part).filter(|pages| !pages.is_empty());
            let place = listed.map_or(Some(page - 1), |pages| {
                let at = pages.iter().position(|one| one == page);
                at.and_then(|at| u32::try_from(at).ok())
            });
            let first = built.parts.get(*part).map(|place| place.first);
            less_sharp.extend(first.zip(place).map(|(first, place)| first + place));
        }
        let cover = |part: &&holdfast_packet::PlannedPart| part.kind == PartKind::Cover;
        let mut whole = Whole {
            pages: parts.iter().map(|part| part.count).sum(),
            front: planned_parts.clone().filter(cover).map(|p| p.count).sum(),
            bookmarks: parts
                .iter()
                .map(|part| (part.first, part.title.clone()))
                .collect(),
            parts,
            title,
            file_name: Words::of(letter).file_name(),
            is_draft,
            checks: Vec::new(),
            left_out: (out.iter())
                .filter_map(|(at, unfit)| Some(unfit.view(*at, letter.exhibits.get(*at)?)))
                .collect(),
            notes: super::notes::sentences(&built.notes, &planned, &with_pages),
            less_sharp,
            pdf: built.pdf,
        };
        let hard: Vec<(u32, Legible)> = (hard.iter())
            .filter_map(|(at, place, how)| {
                let of = |part: &&holdfast_packet::PlannedPart| part.kind == PartKind::Exhibit(*at);
                let part = planned.parts.iter().find(of)?;
                Some((part.first + place, *how))
            })
            .collect();
        whole.checks = checks(letter, &whole, &hard);
        let lacks = words_lack(letter, planned.lacks_signs);
        whole.notes.extend(lacks.map(str::to_owned));
        let titles = planned
            .parts
            .iter()
            .filter(|part| matches!(part.kind, PartKind::Exhibit(at) if lacking.contains(&at)));
        whole
            .notes
            .extend(titles.map(|part| lacking_exhibit(&part.title)));
        if !options.redact.is_empty() {
            Redacting::of(&options.redact)?.apply(&mut whole, work)?;
        }
        Ok(whole)
    }

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
        if cancel.is_cancelled() {
            return Err(Code::Cancelled.into());
        }
        let is_redacted = !options.redact.is_empty();
        let cover_alone = options.cover && built.files.is_empty();
        let view = PacketView {
            letter: kept.id.to_string(),
            pages: built.pages,
            front: if cover_alone { front(&built.parts) } else { 0 },
            parts: built.parts,
            size: said_size(&built.pdf),
            bytes: u32::try_from(built.pdf.len()).unwrap_or(u32::MAX),
            is_draft: built.is_draft,
            is_redacted,
            notes: built.notes,
            left_out: built.left_out,
            checks: built.checks,
            by: inner.with(|open| inner.by_of(open, &kept.record))?,
            less_sharp: built.less_sharp,
            files: built.files.iter().map(file_view).collect(),
        };
        let file_name = match is_redacted {
            true => format!("{}, blacked out.pdf", built.file_name),
            false => format!("{}.pdf", built.file_name),
        };
        inner.pictures.keep_packet(
            PacketShown {
                letter: view.letter.clone(),
                file_name,
                pdf: Zeroizing::new(built.pdf),
                files: (built.files.into_iter())
                    .map(|file| PartShown {
                        name: file.name,
                        pdf: Zeroizing::new(file.pdf),
                        pages: file.pages,
                    })
                    .collect(),
                pages: view.pages,
                of: kept.changed_at,
                options: options.clone(),
                part_viewer: Mutex::default(),
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

    /// The picture of a page of one of the files that the packet is parted into, from 0: its cover sheet comes first.
    pub fn packet_part_page(
        &self,
        letter: &str,
        part: usize,
        page: u32,
        width: u32,
    ) -> Result<Picture, Error> {
        let packet = self.inner.pictures.packet(letter).ok_or(Code::NotFound)?;
        let reader = self.inner.parts.reader.as_ref();
        let viewer = packet.viewer_of(reader.ok_or(Code::ReaderMissing)?, part)?;
        let viewer = viewer.ok_or(Code::NotFound)?;
        Ok(Arc::new(Zeroizing::new(viewer.render(page, width)?)))
    }

    /// The files of the packet that was put together last, each with a name: one, or as many as it was parted into.
    /// They are not sealed: the person was asked.
    pub fn packet_files(&self, letter: &str) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let packet = self.inner.pictures.packet(letter).ok_or(Code::NotFound)?;
        if packet.files.is_empty() {
            return Ok(vec![(packet.file_name.clone(), packet.pdf.to_vec())]);
        }
        let files = packet.files.iter();
        Ok(files
            .map(|file| (file.name.clone(), file.pdf.to_vec()))
            .collect())
    }

    /// What one may want to black out in the packet that was put together last: names, numbers, the day of birth and
    /// ways to reach the person, as the letter and the record have them, where they stand in the packet.
    pub fn packet_words(&self, letter: &str) -> Result<Vec<PacketWordView>, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(letter)?;
        let id = kept.id.to_string();
        let packet = self.inner.pictures.packet(&id).ok_or(Code::NotFound)?;
        let reader = self.inner.parts.reader.as_ref();
        let work = Work {
            reader: reader.ok_or(Code::ReaderMissing)?,
            cancel: &CancelToken::new(),
            progress: &mut |_, _| {},
        };
        let pages = super::redact::words_of(&packet.pdf, false, &work)?;
        let letter = &kept.record;
        let more = (self.inner).with(|open| self.inner.named_in_papers(open, letter))?;
        Ok(super::redact::proposed(letter, &pages, more))
    }
}

/// What is said where a page alone is larger than the way takes.
fn alone(file: &PacketFile, part: u32) -> String {
    format!(
        "Page {} alone is larger than the limit. It stands alone in part {part}, which has {}.",
        file.first,
        said_size(&file.pdf)
    )
}

fn front(parts: &[PacketPartView]) -> u32 {
    let first = parts.first().filter(|part| part.exhibit.is_none());
    first.map_or(0, |part| part.count)
}

fn said_size(pdf: &[u8]) -> String {
    crate::words::size(u64::try_from(pdf.len()).unwrap_or(u64::MAX))
}

fn file_view(file: &PacketFile) -> PacketFileView {
    PacketFileView {
        name: file.name.clone(),
        first: file.first,
        last: file.last,
        pages: file.pages,
        size: said_size(&file.pdf),
        is_over: file.is_over,
    }
}

/// A part of a finished packet: pages of it, as they are.
pub(super) fn pages_of(pdf: &Arc<[u8]>, first: u32, last: u32, whole: &Whole) -> PacketPart {
    let marks = whole.bookmarks.iter();
    let here = |(page, title): &(u32, String)| {
        (*page >= first && *page <= last).then(|| (page - first + 1, title.clone()))
    };
    PacketPart {
        pages: (first..=last)
            .map(|page| holdfast_reader::PartPage { page, turns: 0 })
            .collect(),
        bookmarks: marks.filter_map(here).collect(),
        ..PacketPart::new("pages", pdf.clone())
    }
}

/// What went wrong with a packet that was put together before.
pub(super) fn again(error: AssembleError) -> Error {
    match error {
        AssembleError::Reader(error) | AssembleError::Part { error, .. } => error.into(),
        // faults of this program
        other => Error::of(Code::SheetNotMade).because(other),
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

/// The exhibit that a packet could not be made for, and why, where its paper is at fault.
fn at_fault(error: &AssembleError, planned: &PlannedPacket) -> Option<(usize, Unfit)> {
    let AssembleError::Part { part, error } = error else {
        return None;
    };
    let part = planned.parts.get(*with_pages(planned).get(*part)?)?;
    match (&part.kind, &part.bytes) {
        (PartKind::Exhibit(at), PartBytes::Paper(_)) => {
            Some((*at, Unfit::of(&Error::from(error.clone()))?))
        }
        _ => None,
    }
}

/// What went wrong, with the name of the exhibit it is about.
fn told(error: AssembleError, planned: &PlannedPacket) -> Error {
    match error {
        AssembleError::Part { part, error } => {
            let at = with_pages(planned).get(part).copied();
            let part = at.and_then(|at| planned.parts.get(at));
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
        other => again(other),
    }
}
