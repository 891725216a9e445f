//! Black boxes: words are found where they stand on the pages of a finished packet, and what lies below the boxes is
//! taken out of it, words and picture alike. The papers of the vault stay as they are.

use super::names::More;
use super::packet::{Whole, Work, again, pages_of};
use crate::error::{Code, Error};
use crate::view::{PacketBox, PacketRedact, PacketWordView};
use holdfast_case::letter::Node;
use holdfast_case::pages::BBox;
use holdfast_case::{Letter, Page};
use holdfast_reader::{PacketNote, PacketRequest, PictureReason, ReadRequest, Redaction};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Points around a word that go with it: ink may stand out a little.
const AROUND: f32 = 1.5;
/// Signs that words to be blacked out must have at least: a letter alone stands everywhere.
const FEWEST: usize = 2;

/// What is to go.
pub(super) struct Redacting<'r> {
    words: Vec<&'r str>,
    boxes: &'r [PacketBox],
}

impl<'r> Redacting<'r> {
    /// Errors: [`Code::BadRequest`] for words of less than two signs.
    pub(super) fn of(wanted: &'r PacketRedact) -> Result<Self, Error> {
        let words: Vec<&str> = wanted.words.iter().map(|words| words.trim()).collect();
        if words.iter().any(|words| plain(words).len() < FEWEST) {
            return Err(Error::of(Code::BadRequest)
                .saying("Words to black out have 2 letters or figures at least."));
        }
        Ok(Self {
            words,
            boxes: &wanted.boxes,
        })
    }

    /// Takes it out of the packet, reads that back, and says what was done.
    /// Errors: [`Code::SheetNotMade`] where the words can still be found.
    pub(super) fn apply(&self, whole: &mut Whole, work: &mut Work<'_>) -> Result<(), Error> {
        let pages = words_of(&whole.pdf, true, work)?;
        let mut redact = Vec::new();
        let mut missing = Vec::new();
        for words in &self.words {
            let found = pages.iter().flat_map(|page| {
                let found = places(page, words);
                found.into_iter().map(|area| (page.number, area))
            });
            let before = redact.len();
            redact.extend(found);
            if redact.len() == before {
                missing.push(format!("\u{2018}{words}\u{2019}"));
            }
        }
        for one in self.boxes {
            let number = one.page.saturating_add(whole.front);
            let page = pages.iter().find(|page| page.number == number);
            let page = page.ok_or(Code::NoSuchPage)?;
            redact.push((number, area(one, page)));
        }
        let black: BTreeSet<u32> = redact.iter().map(|(page, _)| *page).collect();
        let spots = redact.len();
        self.without_names(whole);
        let pdf: Arc<[u8]> = whole.pdf.as_slice().into();
        let redact = redact.into_iter();
        let made = work.reader.assemble(
            PacketRequest {
                parts: vec![pages_of(&pdf, 1, whole.pages, whole)],
                title: whole.title.clone(),
                redact: redact
                    .map(|(page, area)| Redaction {
                        part: 0,
                        page,
                        area,
                    })
                    .collect(),
                ..PacketRequest::default()
            },
            work.cancel,
            work.progress,
        );
        let made = made.map_err(again)?;
        whole.pdf = made.pdf;
        let left = words_of(&whole.pdf, false, work)?;
        let still = |page: &Page| self.words.iter().any(|one| !places(page, one).is_empty());
        if left.iter().any(still) {
            return Err(Error::of(Code::SheetNotMade)
                .saying("Some of these words can\u{2019}t be taken out. Nothing was made."));
        }
        for note in made.notes {
            if let PacketNote::Pictured { page, why, .. } = note
                && why != PictureReason::Redacted
            {
                let said = format!("Page {page} of the packet went in as a picture.");
                whole.notes.push(said);
            }
        }
        whole.notes.push(match spots {
            0 => "Nothing is black: these words stand nowhere.".to_owned(),
            _ => format!(
                "{} on {} black. Nothing lies below.",
                crate::words::count(spots, "place", "places"),
                crate::words::count(black.len(), "page is", "pages are"),
            ),
        });
        if spots > 0 && !missing.is_empty() {
            let said = format!("Not found in the packet: {}.", missing.join(", "));
            whole.notes.push(said);
        }
        if !self.words.is_empty() {
            let mute = pages.iter().filter(|page| page.words.is_empty());
            whole.notes.extend(mute.map(|page| {
                format!(
                    "We can\u{2019}t read words on page {}. Look at it, and mark what is to go.",
                    page.number
                )
            }));
        }
        Ok(())
    }

    /// What viewers show beside the pages may hold names too: of exhibits the letters stay, of the file a plain title.
    fn without_names(&self, whole: &mut Whole) {
        for (_, title) in &mut whole.bookmarks {
            if let Some((label, _)) = title.split_once(": ") {
                *title = label.to_owned();
            }
        }
        "Packet".clone_into(&mut whole.title);
        let mut name = holdfast_case::Page {
            number: 1,
            width: 1.0,
            height: 1.0,
            source: holdfast_case::PageSource::TextLayer,
            words: Vec::new(),
        };
        name.words = whole
            .file_name
            .split_whitespace()
            .map(|text| holdfast_case::pages::Word {
                text: text.to_owned(),
                bbox: BBox::default(),
                confidence: 1.0,
                line: 0,
                block: 0,
            })
            .collect();
        if self.words.iter().any(|one| !places(&name, one).is_empty()) {
            "Packet".clone_into(&mut whole.file_name);
        }
    }
}

/// The pages of a packet with their words; `anew` recognizes pictures that have none.
pub(super) fn words_of(pdf: &[u8], anew: bool, work: &Work<'_>) -> Result<Vec<Page>, Error> {
    let request = ReadRequest {
        ocr: anew,
        ..ReadRequest::default()
    };
    let read = work
        .reader
        .read(pdf, &request, &mut |_| {}, work.cancel)
        .map_err(Error::from)?;
    Ok(read.pages.pages)
}

fn area(one: &PacketBox, page: &Page) -> BBox {
    let across = |share: f32| share.clamp(0.0, 1.0) * page.width;
    let down = |share: f32| share.clamp(0.0, 1.0) * page.height;
    BBox {
        x0: across(one.x0.min(one.x1)),
        y0: down(one.y0.min(one.y1)),
        x1: across(one.x0.max(one.x1)),
        y1: down(one.y0.max(one.y1)),
    }
}

/// Letters and figures alone, small.
fn plain(text: &str) -> Vec<char> {
    let signs = text.chars().filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

/// Where these words stand on the page, a box for each word of the page that holds some of them. Blanks, dashes and
/// dots between them don't matter; a number is also found within a longer one, a word only as a whole.
fn places(page: &Page, words: &str) -> Vec<BBox> {
    let sought = plain(words);
    let within = sought.iter().any(|sign| sign.is_numeric());
    // each sign of the page: which word it is of, and whether something begins with it or ends before it
    let (mut signs, mut of, mut edge) = (Vec::new(), Vec::new(), Vec::new());
    for (at, word) in page.words.iter().enumerate() {
        let mut is_edge = true;
        for sign in word.text.chars() {
            if !sign.is_alphanumeric() {
                is_edge = true;
                continue;
            }
            for small in sign.to_lowercase() {
                signs.push(small);
                of.push(at);
                edge.push(is_edge);
                is_edge = false;
            }
        }
    }
    let mut found = BTreeSet::new();
    for start in 0..=signs.len().saturating_sub(sought.len()) {
        let end = start + sought.len();
        let whole =
            edge.get(start).copied().unwrap_or(false) && edge.get(end).copied().unwrap_or(true);
        if signs.get(start..end) == Some(sought.as_slice()) && (within || whole) {
            found.extend(of.get(start..end).into_iter().flatten().copied());
        }
    }
    let boxes = found.into_iter().filter_map(|at| page.words.get(at));
    boxes
        .map(|word| BBox {
            x0: word.bbox.x0 - AROUND,
            y0: word.bbox.y0 - AROUND,
            x1: word.bbox.x1 + AROUND,
            y1: word.bbox.y1 + AROUND,
        })
        .collect()
}

/// What one may want to go, as the letter and the papers that go along have it, where it stands on these pages.
pub(super) fn proposed(letter: &Letter, pages: &[Page], mut more: More) -> Vec<PacketWordView> {
    let from = &letter.from;
    let mut all: Vec<(&str, String)> = vec![
        ("name", from.name.reveal().clone()),
        ("phone", from.phone.reveal().clone()),
        ("email", from.email.reveal().clone()),
    ];
    let lines = from.address.reveal().lines();
    all.extend(lines.map(|line| ("address", line.to_owned())));
    for line in &letter.re {
        let [Node::Words { text, .. }] = line.nodes.as_slice() else {
            continue;
        };
        let label = line.label.to_lowercase();
        let kind = match label.as_str() {
            _ if label.contains("birth") => "birth",
            "patient" | "member" => "name",
            // a house is found as a whole: its words stand everywhere
            "provider" | "doctor" | "clinic" => {
                more.houses.insert(text.clone());
                continue;
            }
            _ if text.chars().any(char::is_numeric) => "number",
            _ => continue,
        };
        all.push((kind, text.clone()));
    }
    for (gap, words) in &letter.filled {
        match gap.as_str() {
            gap if gap.contains("birth") => all.push(("birth", words.reveal().clone())),
            "doctor" | "provider" | "clinic" | "holder" => {
                more.houses.insert(words.reveal().clone());
            }
            "representative_name" => all.push(("name", words.reveal().clone())),
            _ => {}
        }
    }
    let own = all.iter().filter(|(kind, _)| *kind == "name");
    let own: Vec<String> = own.map(|(_, name)| name.clone()).collect();
    more.look(pages, &own);
    all.extend(more.people.into_iter().map(|name| ("name", name)));
    all.extend(more.addresses.into_iter().map(|line| ("address", line)));
    all.extend(more.numbers.into_iter().map(|number| ("number", number)));
    let births: Vec<String> = all
        .iter()
        .filter(|(kind, _)| *kind == "birth")
        .flat_map(|(_, text)| other_ways(text))
        .collect();
    all.extend(births.into_iter().map(|text| ("birth", text)));
    // a name is also found by its parts
    let parts: Vec<String> = all
        .iter()
        .filter(|(kind, text)| *kind == "name" && text.contains(' '))
        .flat_map(|(_, text)| text.split_whitespace())
        .filter(|part| plain(part).len() > FEWEST)
        .map(str::to_owned)
        .collect();
    all.extend(parts.into_iter().map(|part| ("name", part)));
    all.extend(more.houses.into_iter().map(|house| ("name", house)));
    let mut seen = BTreeSet::new();
    let mut views = Vec::new();
    for (kind, words) in all {
        let words = words.trim().to_owned();
        let sought = plain(&words);
        if sought.len() < FEWEST || !seen.insert(sought) {
            continue;
        }
        let here = pages.iter().filter(|page| !places(page, &words).is_empty());
        let here: Vec<u32> = here.map(|page| page.number).collect();
        if !here.is_empty() {
            views.push(PacketWordView {
                kind: kind.to_owned(),
                words,
                pages: here,
            });
        }
    }
    views
}

/// A day as it may be written otherwise.
fn other_ways(day: &str) -> Vec<String> {
    let read = crate::review::values::day(day).ok();
    let ways = [
        "%m/%d/%Y",
        "%-m/%-d/%Y",
        "%m/%d/%y",
        "%Y-%m-%d",
        "%B %-d, %Y",
        "%b %-d, %Y",
    ];
    let ways = ways.iter();
    ways.filter_map(|way| Some(read?.format(way).to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::PageSource;
    use holdfast_case::pages::Word;

    fn page(text: &str) -> Page {
        let words = text.split(' ').zip(0u16..).map(|(word, at)| Word {
            text: word.to_owned(),
            bbox: BBox {
                x0: f32::from(at) * 10.0,
                y0: 0.0,
                x1: f32::from(at) * 10.0 + 8.0,
                y1: 10.0,
            },
            confidence: 1.0,
            line: 0,
            block: 0,
        });
        Page {
            number: 1,
            width: 612.0,
            height: 792.0,
            source: PageSource::TextLayer,
            words: words.collect(),
        }
    }

    #[test]
    fn words_are_found_as_people_write_them() {
        for (text, words, found) in [
            ("Dear Nora Hale, you", "nora hale", 2),
            ("about Hale\u{2019}s appeal", "Hale", 1),
            ("the hale and the exhaled", "Hale", 1),
            ("ID:LMH4471-0926-83.", "LMH 4471 0926 83", 1),
            ("LMH 4471 0926 83", "LMH4471092683", 4),
            ("call (330) 555-0142 now", "330-555-0142", 2),
            ("spelled Ha- le over a line", "Hale", 2),
            ("nothing here", "Hale", 0),
            ("", "Hale", 0),
        ] {
            assert_eq!(places(&page(text), words).len(), found, "{text}: {words}");
        }
    }
}
