//! The passages of a plan book, from the words of its pages that are kept.

use super::boxes;
use crate::desk::{Desk, Inner};
use crate::documents::{page_view, unread};
use crate::error::{Code, Error};
use crate::kept::{Kept, kept_in};
use crate::review::Facts;
use crate::view::{
    FoundSectionView, MissingSectionView, PageView, PassageView, PassagesView, PolicyBookView,
    ReadingPageView,
};
use crate::words;
use holdfast_case::{DocumentId, Provision};
use holdfast_letters::policy::{Findings, Passage, Policy, PolicyText, find_passages};
use holdfast_vault::ReadState;

/// Below this a person should look twice.
const SURE: f32 = 0.8;

/// The words of a passage on its page.
pub(crate) struct PassageWords {
    pub(crate) page: u32,
    pub(crate) quote: String,
    /// The same with what follows.
    pub(crate) more: String,
}

/// Signs of a page that are looked at from the beginning of a passage on.
const MORE_SIGNS: usize = 700;

/// A plan book laid out, and what was kept of it.
pub(super) struct ReadBook {
    pub(super) book: PolicyBookView,
    pub(super) policy: Policy,
    /// Pages the paper has, as far as is known.
    pub(super) pages: usize,
    /// True while it is still being read.
    pub(super) under_way: bool,
    /// What the reader could not make out.
    page_doubts: Vec<String>,
    /// Why the paper as a whole could not be read, where that is so.
    unread: Option<String>,
    pins: Vec<Kept<Provision>>,
}

impl Desk {
    /// What was found in a plan book, and what was not.
    pub fn policy_passages(&self, document: &str) -> Result<PassagesView, Error> {
        let id = self.document_id(document)?;
        let read = self.inner.read_book(id)?;
        let findings = find_passages(self.inner.lib, &read.policy);
        Ok(self.inner.passages_view(id, read, &findings))
    }

    /// One page of a plan book: a book of hundreds is never sent whole.
    pub fn policy_page(&self, document: &str, page: u32) -> Result<PageView, Error> {
        let id = self.document_id(document)?;
        self.inner.with(|open| {
            let read = open.vault.read();
            let index = page.checked_sub(1).ok_or(Code::NoSuchPage)? as usize;
            let listed = read.page_list(id)?;
            let shown = listed.get(index).ok_or(Code::NoSuchPage)?;
            let words = read.page(shown.original, shown.page)?;
            Ok(page_view(id, page, words.as_ref()))
        })
    }
}

impl Inner {
    /// Lays out a plan book, page by page.
    pub(super) fn read_book(&self, id: DocumentId) -> Result<ReadBook, Error> {
        let (book, text, pages, under_way, page_doubts, unread, pins) = self.with(|open| {
            let book = self.as_book(open, id)?;
            let read = open.vault.read();
            let row = read.document(id)?;
            let mut text = PolicyText::new();
            read.each_document_page(id, |page| text.add(&page))?;
            let line = read.import_of_document(id)?;
            let under_way = line.is_some_and(|line| line.state.is_open());
            let facts = Facts::load(read, self.lib, id, self.clock.today())?;
            text.expect(row.page_count);
            let damaged = ["missing", "breaks off", "could not be read"];
            if (facts.page_doubts.iter()).any(|said| damaged.iter().any(|w| said.contains(w))) {
                text.breaks_off();
            }
            let pins = kept_in(read, open.case)?;
            let pages = row.page_count as usize;
            let unread = (row.read_state == ReadState::Failed).then(|| unread(&row));
            Ok((
                book,
                text,
                pages,
                under_way,
                facts.page_doubts,
                unread,
                pins,
            ))
        })?;
        Ok(ReadBook {
            book,
            policy: Policy::new(text),
            pages,
            under_way,
            page_doubts,
            unread,
            pins,
        })
    }

    /// The places of one passage in a plan book, best first; and whether the book is still being read.
    pub(crate) fn passages_of(
        &self,
        id: DocumentId,
        section: &str,
    ) -> Result<(bool, Vec<PassageWords>), Error> {
        let read = self.read_book(id)?;
        let findings = find_passages(self.lib, &read.policy);
        let found = findings.found.iter().find(|found| found.section == section);
        let places = found.into_iter().flat_map(|found| &found.passages);
        let places: Result<Vec<_>, Error> = places
            .map(|passage| {
                let more = self.words_from(id, passage.page, &passage.quote)?;
                Ok(PassageWords {
                    page: passage.page,
                    quote: passage.quote.clone(),
                    more,
                })
            })
            .collect();
        Ok((read.under_way, places?))
    }

    /// The words of a page from these on, as many as a passage may have; empty where they do not stand there.
    fn words_from(&self, id: DocumentId, page: u32, quote: &str) -> Result<String, Error> {
        let words = self.with(|open| {
            let read = open.vault.read();
            let listed = read.page_list(id)?;
            let index = page.saturating_sub(1) as usize;
            match listed.get(index) {
                Some(shown) => Ok(read.page(shown.original, shown.page)?),
                None => Ok(None),
            }
        })?;
        let text = words.map(|words| words.text()).unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let from = text.find(quote.trim_end_matches(" \u{2026}"));
        let rest = from.and_then(|from| text.get(from..)).unwrap_or_default();
        Ok(rest.chars().take(MORE_SIGNS).collect())
    }

    fn passages_view(&self, id: DocumentId, read: ReadBook, findings: &Findings) -> PassagesView {
        let pinned = |section: &str, passage: &Passage| {
            let same = |pin: &&Kept<Provision>| {
                let pin = &pin.record;
                pin.document == Some(id)
                    && pin.section == section
                    && pin.page == passage.page
                    && passage
                        .quote
                        .contains(pin.quote.trim_end_matches(" \u{2026}"))
            };
            read.pins.iter().find(same)
        };
        let sections = &self.lib.policy_sections;
        let mut found: Vec<FoundSectionView> = Vec::new();
        for section in &findings.found {
            let Some(entry) = self.lib.section(&section.section) else {
                continue;
            };
            found.push(FoundSectionView {
                section: entry.id.clone(),
                title: self.title_of(&entry.id),
                why_it_matters: entry.why.clone(),
                rank: entry.rank,
                places: (0_u32..)
                    .zip(&section.passages)
                    .map(|(number, passage)| PassageView {
                        number,
                        page: passage.page,
                        heading: heading_of(passage),
                        quote: passage.quote.clone(),
                        before: passage.before.clone(),
                        after: passage.after.clone(),
                        boxes: boxes(&passage.places),
                        unsure: passage.confidence < SURE,
                        why: words::sentence_start(&passage.why),
                        pinned: pinned(&entry.id, passage).map(|pin| pin.id.to_string()),
                        note: pinned(&entry.id, passage)
                            .map(|pin| pin.record.note.reveal().clone())
                            .unwrap_or_default(),
                    })
                    .collect(),
            });
        }
        found.sort_by_key(|section| section.rank);
        // In what was not read nothing was looked for, so nothing is missing from it.
        let looked_for = match read.policy.pages() {
            0 => &[][..],
            _ => findings.not_found.as_slice(),
        };
        let mut not_found: Vec<MissingSectionView> = looked_for
            .iter()
            .filter_map(|id| {
                let entry = self.lib.section(id)?;
                let finding = self.lib.section_finding(id);
                Some(MissingSectionView {
                    section: entry.id.clone(),
                    title: self.title_of(&entry.id),
                    rank: entry.rank,
                    good: finding.and_then(|f| f.good.clone()),
                    ask: finding.and_then(|f| f.ask.clone()),
                })
            })
            .collect();
        not_found.sort_by_key(|section| section.rank);
        let looked_at = read.policy.pages();
        let reading = (read.under_way && looked_at < read.pages).then(|| ReadingPageView {
            page: u32::try_from(looked_at).unwrap_or(u32::MAX),
            pages: u32::try_from(read.pages).unwrap_or(u32::MAX),
        });
        PassagesView {
            searched: searched(&read),
            doubts: doubts(&read),
            reading,
            book: read.book,
            found,
            not_found,
            not_found_note: sections.meta.not_found.clone(),
        }
    }

    /// The title of a passage in everyday words.
    pub(super) fn title_of(&self, section: &str) -> String {
        let plain = self.lib.section_finding(section).map(|f| f.plain.clone());
        plain
            .or_else(|| self.lib.section(section).map(|s| s.title.clone()))
            .unwrap_or_default()
    }
}

/// The heading of a passage, with the one over it where it alone says little.
fn heading_of(passage: &Passage) -> String {
    match (passage.over.as_str(), passage.heading.as_str()) {
        ("", heading) => heading.to_owned(),
        (over, "") => over.to_owned(),
        (over, heading) => format!("{over} › {heading}"),
    }
}

fn searched(read: &ReadBook) -> String {
    let looked_at = read.policy.pages();
    match looked_at {
        0 if read.unread.is_some() => {
            "No page of it could be read, so nothing was searched.".to_owned()
        }
        0 => "No page of it was read yet.".to_owned(),
        1 => "We searched its one page.".to_owned(),
        n if n >= read.pages => format!("We searched all {n} pages."),
        n => format!("We searched {n} of {} pages.", read.pages),
    }
}

/// What was not looked at, plainly.
pub(super) fn doubts(read: &ReadBook) -> Vec<String> {
    let mut said: Vec<String> = read
        .unread
        .iter()
        .chain(&read.page_doubts)
        .cloned()
        .collect();
    let policy = &read.policy;
    let missing = read.pages.saturating_sub(policy.pages());
    if missing > 0 && !read.under_way {
        said.push(format!(
            "{} could not be read and were not searched.",
            words::count(missing, "page", "pages")
        ));
    }
    let empty = policy.without_words();
    if !empty.is_empty() {
        const NAMED: usize = 6;
        let named: Vec<String> = empty.iter().take(NAMED).map(u32::to_string).collect();
        let more = if empty.len() > NAMED { " and more" } else { "" };
        said.push(format!(
            "No words were found on page {}{more}. Look at such pages yourself.",
            named.join(", ")
        ));
    }
    if policy.recognized() > 0 {
        said.push(format!(
            "{} scanned. A word read wrong can hide a passage.",
            match policy.recognized() {
                1 => "1 page is".to_owned(),
                n => format!("{n} pages are"),
            }
        ));
    }
    if let Some(page) = policy.cut_short().first() {
        said.push(format!(
            "Page {page} holds far more words than a page can. Only its first part was searched."
        ));
    }
    words::each_once(said)
}
