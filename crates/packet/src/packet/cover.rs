//! Cover sheets: of a whole packet, and of each part of one that is too large for its way.

use super::{LabeledLine, PacketRequest};
use crate::PacketError;
use crate::letter::long_day;
use crate::world::{SetSheet, Typesetter};
use chrono::NaiveDate;
use serde::Serialize;

/// A cover sheet.
#[derive(Clone)]
pub struct CoverSheet {
    /// "Fax", or "Appeal".
    pub title: String,
    /// Its lines; the count of pages is added.
    pub facts: Vec<LabeledLine>,
    /// What to do where it came to somebody else: "call 330-555-0142", or "tell the sender".
    pub sender_call: String,
}

/// Which part of a packet a cover sheet stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartOf {
    /// The part, from 1.
    pub part: u32,
    /// How many parts there are.
    pub of: u32,
    /// First page of the packet in it, from 1.
    pub first: u32,
    /// Last page of the packet in it.
    pub last: u32,
    /// How many pages the whole packet has, without cover sheets.
    pub pages: u32,
}

#[derive(Serialize)]
struct CoverData<'a> {
    title: &'a str,
    facts: Vec<LabeledLine>,
    sender_call: &'a str,
}

impl PartOf {
    /// "Part 1 of 3, pages 1 to 48 of 130".
    fn say(&self) -> String {
        let Self {
            part,
            of,
            first,
            last,
            pages,
        } = self;
        match first == last {
            true => format!("Part {part} of {of}, page {first} of {pages}"),
            false => format!("Part {part} of {of}, pages {first} to {last} of {pages}"),
        }
    }
}

/// The cover sheet of one part, and how many pages the sheet itself has. The same request gives the same bytes.
pub fn part_cover(
    cover: &CoverSheet,
    place: PartOf,
    is_draft: bool,
    day: NaiveDate,
) -> Result<(Vec<u8>, u32), PacketError> {
    let mut own = 1;
    loop {
        let mut cover = cover.clone();
        cover.facts.push(LabeledLine::new("Part", place.say()));
        if is_draft {
            let draft = "Something is still missing in this packet";
            cover.facts.push(LabeledLine::new("Draft", draft));
        }
        let pages = place.last.saturating_sub(place.first) + 1 + own;
        let set = set(&cover, pages, day)?;
        // a long address may take a second sheet, which is counted too
        if set.pages <= own {
            return Ok((set.pdf, set.pages));
        }
        own = set.pages;
    }
}

/// The cover sheet of a whole packet.
pub(super) fn whole(
    cover: &CoverSheet,
    pages: u32,
    request: &PacketRequest<'_>,
) -> Result<SetSheet, PacketError> {
    let day = request.letter.written_on.unwrap_or(request.look.today);
    set(cover, pages, day)
}

fn set(cover: &CoverSheet, pages: u32, day: NaiveDate) -> Result<SetSheet, PacketError> {
    let mut facts = cover.facts.clone();
    facts.push(LabeledLine::new("Date", long_day(day)));
    facts.push(LabeledLine::new("Pages", format!("{pages}, with this one")));
    let data = CoverData {
        title: &cover.title,
        facts,
        sender_call: &cover.sender_call,
    };
    let data = serde_json::to_string(&data).map_err(PacketError::Data)?;
    Typesetter::built_in().set_lasting(include_str!("../sheets/cover.typ"), data, day)
}
