//! A packet that is larger than its way takes goes out in parts: each with a cover sheet of its own, each within the
//! limit, no page lost and none twice. The pages are those of the whole packet and keep its numbers.

use super::packet::{Whole, Work, again, pages_of};
use crate::error::{Code, Error};
use crate::view::{PacketFile, PacketOptions};
use chrono::NaiveDate;
use holdfast_packet::{CoverSheet, PartOf, part_cover};
use holdfast_reader::{PacketPart, PacketRequest};
use std::sync::Arc;

/// Bytes by which a part may come out larger than its pages and its cover sheet together.
const SLACK: usize = 8_000;
/// Of the room that is left, so much may stay empty before a larger piece is tried.
const FULL: f64 = 0.9;
/// How often the room is made smaller since parts came out too large.
const ROUNDS: usize = 4;

/// What a way takes at a time.
#[derive(Clone, Copy, Default)]
pub(super) struct Limit {
    pages: Option<u32>,
    bytes: Option<usize>,
}

impl Limit {
    /// Errors: [`Code::BadRequest`] where not even a page and its cover sheet would fit.
    pub(super) fn of(options: &PacketOptions) -> Result<Self, Error> {
        if options.max_pages.is_some_and(|most| most < 2) {
            return Err(Error::of(Code::BadRequest)
                .saying("Each part has a cover sheet and at least one page.")
                .hinting("Give 2 pages or more."));
        }
        if options.max_mb == Some(0) {
            return Err(Error::of(Code::BadRequest)
                .saying("Nothing fits into 0 MB.")
                .hinting("Give 1 MB or more. Many portals take 10 MB."));
        }
        let bytes = |mb: u32| usize::try_from(u64::from(mb) * 1_000_000).unwrap_or(usize::MAX);
        Ok(Self {
            pages: options.max_pages,
            bytes: options.max_mb.map(bytes),
        })
    }

    /// True where this is more than the way takes.
    pub(super) fn is_over(&self, pages: u32, bytes: usize) -> bool {
        self.pages.is_some_and(|most| pages > most) || self.bytes.is_some_and(|most| bytes > most)
    }
}

/// First and last page of a part.
type Range = (u32, u32);

/// A packet on its way into parts.
pub(super) struct Splitting<'s> {
    whole: &'s Whole,
    pdf: Arc<[u8]>,
    cover: CoverSheet,
    day: NaiveDate,
    limit: Limit,
}

impl<'s> Splitting<'s> {
    /// `day` is printed on the cover sheets.
    pub(super) fn new(whole: &'s Whole, cover: CoverSheet, day: NaiveDate, limit: Limit) -> Self {
        Self {
            whole,
            pdf: whole.pdf.as_slice().into(),
            cover,
            day,
            limit,
        }
    }

    /// The parts, in order. The same packet gives the same bytes.
    pub(super) fn files(&self, work: &mut Work<'_>) -> Result<Vec<PacketFile>, Error> {
        let pages = self.whole.pages;
        // the longest cover sheet there can be
        let (cover, cover_pages) = self.cover(PartOf {
            part: pages,
            of: pages,
            first: pages,
            last: pages.max(2) - 1,
            pages,
        })?;
        let most = match self.limit.pages {
            None => pages,
            Some(most) => most
                .checked_sub(cover_pages)
                .filter(|most| *most > 0)
                .ok_or_else(|| {
                    Error::of(Code::BadRequest)
                        .saying("The cover sheet alone is longer than this.")
                        .hinting("Give a few pages more.")
                })?,
        };
        let Some(limit) = self.limit.bytes else {
            return self.made(&evenly(pages, most), work);
        };
        let mut room = limit.saturating_sub(cover.len() + SLACK);
        for _ in 0..ROUNDS {
            let ranges = self.by_bytes(room, most, work)?;
            let files = self.made(&ranges, work)?;
            let beyond = files.iter().filter(|file| file.first < file.last);
            let beyond = beyond
                .map(|file| file.pdf.len().saturating_sub(limit))
                .max();
            match beyond.unwrap_or(0) {
                0 => return Ok(files),
                more => room = room.saturating_sub(more + SLACK),
            }
        }
        Err(Code::SheetNotMade.into())
    }

    fn cover(&self, place: PartOf) -> Result<(Vec<u8>, u32), Error> {
        Ok(part_cover(
            &self.cover,
            place,
            self.whole.is_draft,
            self.day,
        )?)
    }

    /// Parts as large as fit into `room`, of at most so many pages.
    fn by_bytes(&self, room: usize, most: u32, work: &mut Work<'_>) -> Result<Vec<Range>, Error> {
        let pages = self.whole.pages;
        let mut ranges = Vec::new();
        let mut first = 1;
        let mut a_page = self.whole.pdf.len() as f64 / f64::from(pages.max(1));
        while first <= pages {
            let end = pages.min(first.saturating_add(most - 1));
            // `fits` is known to fit, a page alone at least stands; `too_far` is known not to
            let (mut fits, mut too_far) = (first, end + 1);
            let mut tries = 0;
            let wanted = |a_page: f64| (room as f64 / a_page.max(1.0)).floor().min(1e6) as u32;
            let mut last = first.saturating_add(wanted(a_page).max(1) - 1).min(end);
            while fits + 1 < too_far || (tries == 0 && first < too_far) {
                let size = self.piece(None, first, last, work)?.len();
                tries += 1;
                a_page = size as f64 / f64::from(last - first + 1);
                if size <= room {
                    fits = last;
                    if size as f64 >= room as f64 * FULL {
                        break;
                    }
                } else {
                    too_far = last;
                }
                if fits + 1 >= too_far {
                    break;
                }
                // after a few good guesses, halving comes to an end soon
                let guess = match tries < 4 {
                    true => first.saturating_add(wanted(a_page).max(1) - 1),
                    false => fits + (too_far - fits) / 2,
                };
                last = guess.clamp(fits + 1, too_far - 1);
            }
            ranges.push((first, fits));
            first = fits + 1;
        }
        Ok(ranges)
    }

    fn made(&self, ranges: &[Range], work: &mut Work<'_>) -> Result<Vec<PacketFile>, Error> {
        let of = u32::try_from(ranges.len()).unwrap_or(u32::MAX);
        let mut files = Vec::new();
        for ((first, last), part) in ranges.iter().copied().zip(1..) {
            let (cover, cover_pages) = self.cover(PartOf {
                part,
                of,
                first,
                last,
                pages: self.whole.pages,
            })?;
            let pdf = self.piece(Some(cover), first, last, work)?;
            let pages = cover_pages + last - first + 1;
            files.push(PacketFile {
                name: format!("{}, part {part} of {of}.pdf", self.whole.file_name),
                is_over: self.limit.is_over(pages, pdf.len()),
                pdf,
                first,
                last,
                pages,
            });
        }
        Ok(files)
    }

    fn piece(
        &self,
        cover: Option<Vec<u8>>,
        first: u32,
        last: u32,
        work: &mut Work<'_>,
    ) -> Result<Vec<u8>, Error> {
        let cover = cover.map(|cover| PacketPart {
            bookmark: Some("Cover sheet".to_owned()),
            ..PacketPart::new("cover", cover)
        });
        let mut parts: Vec<PacketPart> = cover.into_iter().collect();
        parts.push(pages_of(&self.pdf, first, last, self.whole));
        let request = PacketRequest {
            parts,
            title: self.whole.title.clone(),
            ..PacketRequest::default()
        };
        let made = work.reader.assemble(request, work.cancel, work.progress);
        Ok(made.map_err(again)?.pdf)
    }
}

/// As many pages in each part as fit.
fn evenly(pages: u32, most: u32) -> Vec<Range> {
    let mut ranges = Vec::new();
    let mut first = 1;
    while first <= pages {
        let last = pages.min(first.saturating_add(most.max(1) - 1));
        ranges.push((first, last));
        first = last + 1;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_is_lost_and_none_comes_twice() {
        for pages in [1, 2, 7, 49, 50, 130] {
            for most in [1, 2, 48, 49, 200] {
                let ranges = evenly(pages, most);
                let all: Vec<u32> = ranges.iter().flat_map(|(a, b)| *a..=*b).collect();
                assert_eq!(all, (1..=pages).collect::<Vec<_>>());
                assert!(ranges.iter().all(|(a, b)| b - a < most));
            }
        }
    }
}
