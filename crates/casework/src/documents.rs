//! Documents: the list, one with its pages, search, title, trash, a copy.

use crate::changed;
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::import::{ending_of, media_words};
use crate::review::Facts;
use crate::twins::{named, named_beside, twin_of};
use crate::view::{
    ChangeView, DocumentRowView, DocumentView, DocumentsRequest, DocumentsView, ErrorView,
    KindCountView, PageBoxView, PageView, ReadingState, SnippetPartView,
};
use chrono::SecondsFormat;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{DocumentId, Page, PageSource, Private};
use holdfast_vault::{
    Arrival, DeadlineFilter, DocumentEdit, DocumentFilter, DocumentRow, Hit, Operation, ReadState,
    Records, SearchRequest,
};
use std::collections::BTreeMap;

const MOST_HITS: u32 = 200;

impl Desk {
    /// The list, newest first, or what holds the words, best first.
    pub fn documents(&self, request: &DocumentsRequest) -> Result<DocumentsView, Error> {
        self.inner
            .with(|open| self.inner.documents_view(open, request))
    }

    /// One document, with the places of the words.
    pub fn document(&self, id: &str, words: &str) -> Result<DocumentView, Error> {
        let id = self.document_id(id)?;
        self.inner.looked_at(id);
        self.inner
            .with(|open| self.inner.document_view(open, id, words))
    }

    /// Gives it another title.
    pub fn rename_document(&self, id: &str, title: &str) -> Result<ChangeView, Error> {
        let id = self.document_id(id)?;
        let title = title.trim();
        if title.is_empty() {
            return Err(Error::of(crate::Code::BadRequest)
                .saying("A paper needs a title. Nothing was changed."));
        }
        let said = format!("It is called \u{2018}{title}\u{2019} now.");
        let edit = DocumentEdit {
            title: Some(Private::new(title.to_owned())),
            ..DocumentEdit::default()
        };
        let operation = Operation::by_person("rename").described(said.clone());
        let change = self
            .inner
            .change(operation, |tx, _| tx.edit_document(id, &edit))?;
        Ok(change_view(&change, said))
    }

    /// Says what kind of letter it is, before or instead of checking it; it is dated anew.
    pub fn set_kind(&self, id: &str, kind: &str) -> Result<ChangeView, Error> {
        let id = self.document_id(id)?;
        let kind = NoticeKind::find(kind).ok_or(crate::Code::BadRequest)?;
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        let said = "Set the kind of a letter.";
        let operation = Operation::by_person("set-kind").described(said);
        let change = self.inner.change(operation, |tx, _| {
            crate::dating::say_kind(tx, id, kind)?;
            if kind == NoticeKind::Records {
                // the person says that no day hangs on it
                tx.set_reviewed(id, Some(tx.now()))?;
            }
            crate::dating::date_again(tx, lib, id, today)
        })?;
        Ok(change_view(&change, said))
    }

    /// Moves it to the trash.
    pub fn trash_document(&self, id: &str) -> Result<ChangeView, Error> {
        let id = self.document_id(id)?;
        let mut said = format!("Moved {} to the trash.", self.quoted(id)?);
        let closed = self.inner.with(|open| {
            let read = open.vault.read();
            Ok(changed::stay_closed(read, &read.document(id)?)?)
        })?;
        if let Some(closed) = closed {
            said = format!("{said} {closed}");
        }
        let operation = Operation::by_person("trash").described(said.clone());
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        let change = self.inner.change(operation, |tx, _| {
            tx.trash_document(id)?;
            crate::dating::date_answered(tx, lib, id, today)
        })?;
        Ok(change_view(&change, said))
    }

    /// Takes it out of the trash. Where it was taken back before it was read, it is read now.
    pub fn restore_document(&self, id: &str) -> Result<ChangeView, Error> {
        let id = self.document_id(id)?;
        let said = format!("Took {} out of the trash.", self.quoted(id)?);
        let operation = Operation::by_person("restore").described(said.clone());
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        let change = self.inner.change(operation, |tx, _| {
            tx.restore_document(id)?;
            crate::dating::date_answered(tx, lib, id, today)
        })?;
        self.inner.read_put_back(id)?;
        Ok(change_view(&change, said))
    }

    /// Empties the trash for good.
    pub fn empty_trash(&self) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let now = inner.moment();
        let change = inner.with(|open| {
            let plan = open.vault.plan_empty_trash()?;
            Ok(open.vault.empty_trash(&plan, now)?)
        })?;
        inner.told_change(&change);
        let said = match change.value {
            0 => "The trash was empty.".to_owned(),
            n => format!(
                "Emptied the trash: {}.",
                crate::words::count(n, "paper", "papers")
            ),
        };
        Ok(ChangeView {
            undo: None,
            ..change_view(&change, said)
        })
    }

    /// The bytes of a document as they came, with the name of its file.
    pub fn original(&self, id: &str) -> Result<(String, Vec<u8>), Error> {
        let id = self.document_id(id)?;
        self.inner.with(|open| {
            let row = open.vault.read().document(id)?;
            let bytes = open.vault.open_original(row.original)?;
            let name = match row.file_name.reveal().as_str() {
                "" => format!("paper{}", ending_of(&row.media)),
                name => name.to_owned(),
            };
            Ok((name, bytes.to_vec()))
        })
    }

    /// Pages that hold these words, best first.
    pub fn search(&self, words: &str) -> Result<Vec<Hit>, Error> {
        self.inner
            .with(|open| Ok(open.vault.read().search(&search_for(words, None))?))
    }

    fn quoted(&self, id: DocumentId) -> Result<String, Error> {
        self.inner.with(|open| {
            Ok(format!(
                "\u{2018}{}\u{2019}",
                open.vault.read().document(id)?.title.reveal()
            ))
        })
    }
}

fn search_for(words: &str, document: Option<DocumentId>) -> SearchRequest {
    SearchRequest {
        words: words.to_owned(),
        document,
        most: MOST_HITS,
        ..SearchRequest::default()
    }
}

impl Inner {
    pub(crate) fn documents_view(
        &self,
        open: &Opened,
        request: &DocumentsRequest,
    ) -> Result<DocumentsView, Error> {
        let read = open.vault.read();
        let trash = |trashed| DocumentFilter {
            trashed,
            ..DocumentFilter::default()
        };
        let present = read.documents(&trash(false))?;
        let trashed = read.documents(&trash(true))?;
        let (total, in_trash) = (present.len(), trashed.len());
        let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
        for row in &present {
            *counts.entry(kind_id(row)).or_default() += 1;
        }
        let listed = if request.trash { trashed } else { present };
        let words = request.words.trim();
        let mut rows: Vec<(usize, DocumentRowView)> = Vec::new();
        let hits = if words.is_empty() {
            Vec::new()
        } else {
            read.search(&search_for(words, None))?
        };
        for row in listed
            .iter()
            .filter(|row| request.kind.is_empty() || kind_id(row) == request.kind)
        {
            let mut view = self.row_view(read, row)?;
            if words.is_empty() {
                rows.push((0, view));
                continue;
            }
            let ours: Vec<(usize, &Hit)> = hits
                .iter()
                .enumerate()
                .filter(|(_, hit)| hit.document == row.id)
                .collect();
            let named = view.title.to_lowercase().contains(&words.to_lowercase())
                || view
                    .file_name
                    .to_lowercase()
                    .contains(&words.to_lowercase());
            let Some(place) = ours.first().map(|(place, _)| *place).or(named.then_some(0)) else {
                continue;
            };
            view.hit_pages = ours.iter().map(|(_, hit)| hit.page).collect();
            view.hit_pages.sort_unstable();
            if let Some((_, hit)) = ours.first() {
                let part = |(text, hit): &(String, bool)| SnippetPartView {
                    text: text.clone(),
                    hit: *hit,
                };
                view.snippet = hit.snippet.parts.iter().map(part).collect();
            }
            rows.push((place, view));
        }
        // A stable sort: without words all stay as they are, newest first.
        rows.sort_by_key(|(place, _)| *place);
        let did_you_mean = if rows.is_empty() && !words.is_empty() {
            read.did_you_mean(words)?
        } else {
            None
        };
        Ok(DocumentsView {
            documents: rows.into_iter().map(|(_, view)| view).collect(),
            total: u32::try_from(total).unwrap_or(u32::MAX),
            in_trash: u32::try_from(in_trash).unwrap_or(u32::MAX),
            kinds: counts
                .into_iter()
                .map(|(kind, count)| KindCountView {
                    kind: kind.to_owned(),
                    count,
                })
                .collect(),
            did_you_mean,
        })
    }

    fn row_view(&self, read: Records<'_>, row: &DocumentRow) -> Result<DocumentRowView, Error> {
        let facts = Facts::load(read, self.lib, row.id, self.clock.today())?;
        let filed = row
            .added_at
            .with_timezone(self.clock.now().offset())
            .date_naive();
        let unread = match row.read_state {
            ReadState::Encrypted => Some("It has a password of its own.".to_owned()),
            ReadState::Failed => Some(unread(row)),
            ReadState::Partly => Some(partly(&facts.page_doubts)),
            ReadState::Waiting | ReadState::Read => None,
        };
        Ok(DocumentRowView {
            id: row.id.to_string(),
            title: row.title.reveal().clone(),
            kind: kind_id(row).to_owned(),
            from: facts.issuer(),
            date: row.letter_date.unwrap_or(filed).to_string(),
            filed: filed.to_string(),
            pages: row.page_count,
            to_look_over: row.trashed_at.is_none()
                && crate::today::to_check(row)
                && facts.to_check() == 0,
            to_check: if row.reviewed_at.is_some() {
                0
            } else {
                facts.to_check()
            },
            reviewed: row.reviewed_at.is_some(),
            unread,
            snippet: Vec::new(),
            hit_pages: Vec::new(),
            file_name: row.file_name.reveal().clone(),
        })
    }

    pub(crate) fn document_view(
        &self,
        open: &Opened,
        id: DocumentId,
        words: &str,
    ) -> Result<DocumentView, Error> {
        let read = open.vault.read();
        let row = read.document(id)?;
        let stored = read.document_pages(id)?;
        let facts = Facts::load(read, self.lib, id, self.clock.today())?;
        let size = read
            .original(row.original)?
            .map_or(0, |original| original.size);
        let others = read.documents(&DocumentFilter::default())?;
        let attachments = others
            .iter()
            .filter(|other| other.parent == Some(id))
            .map(named)
            .collect();
        let deadlines = DeadlineFilter {
            document: Some(id),
            with_done: true,
            ..DeadlineFilter::default()
        };
        let deadlines = self.stored_deadlines(read, &deadlines)?;
        let views = deadlines.iter().map(|stored| self.stored_view(stored));
        let views: Vec<_> = views.collect();
        let count = u32::try_from(stored.len())
            .unwrap_or(u32::MAX)
            .max(row.page_count);
        let pages = (1..=count)
            .map(|number| page_view(id, number, stored.iter().find(|p| p.number == number)));
        let doubts = [facts.page_doubts.clone(), facts.reading.doubts.clone()].concat();
        Ok(DocumentView {
            row: self.row_view(read, &row)?,
            pages: pages.collect(),
            came_by: came_by(row.arrival).to_owned(),
            filed_at: row
                .added_at
                .with_timezone(self.clock.now().offset())
                .to_rfc3339_opts(SecondsFormat::Secs, false),
            bytes: size.to_string(),
            size_text: crate::words::size(size),
            media: media_words(&row.media).to_owned(),
            // two editions of a plan book are alike, and are not one letter
            same_letter_as: match crate::policy::is_told_book(open, id)? {
                true => None,
                false => twin_of(&self.prints, read, row.id, &others)?
                    .map(|twin| named_beside(twin, &row)),
            },
            attachments,
            deadlines: views,
            doubts: crate::words::each_once(doubts),
            reading: reading_state(read, &row)?,
            trouble: trouble(&row),
            hits: stored
                .iter()
                .flat_map(|page| hits_on(page, words))
                .collect(),
        })
    }
}

/// What stands against reading it; that it has a password nobody typed yet is no trouble.
fn trouble(row: &DocumentRow) -> Option<ErrorView> {
    let code = row.read_error.as_deref().and_then(Code::find)?;
    let told = match row.read_state {
        ReadState::Encrypted => code == Code::FilePasswordWrong,
        ReadState::Failed => true,
        ReadState::Waiting | ReadState::Read | ReadState::Partly => false,
    };
    told.then(|| ErrorView::from(Error::kept(code.id(), row.read_said.as_ref())))
}

fn reading_state(read: Records<'_>, row: &DocumentRow) -> Result<ReadingState, Error> {
    Ok(match row.read_state {
        ReadState::Read | ReadState::Partly => ReadingState::Read,
        ReadState::Encrypted => ReadingState::Password,
        ReadState::Failed => ReadingState::Unreadable,
        ReadState::Waiting => {
            let line = read.import_of_document(row.id)?;
            match line.is_some_and(|line| line.state.is_open()) {
                true => ReadingState::UnderWay,
                false => ReadingState::Kept,
            }
        }
    })
}

/// What is said of a paper that could not be read at all: why, where that is known.
pub(crate) fn unread(row: &DocumentRow) -> String {
    let why = row.read_error.as_deref().zip(row.read_said.as_ref());
    let why = why.map(|(code, said)| format!(" {}", Error::kept(code, Some(said)).message()));
    format!(
        "We kept this file but can't read it.{} You can still look at it.",
        why.unwrap_or_default()
    )
}

/// What is said of a paper that lacks a part: which, in a few sentences.
pub(crate) fn partly(page_doubts: &[String]) -> String {
    const SENTENCES: usize = 3;
    let mut said = "A part of this file could not be read.".to_owned();
    for doubt in page_doubts.iter().take(SENTENCES) {
        said.push(' ');
        said.push_str(doubt);
    }
    said
}

fn kind_id(row: &DocumentRow) -> &'static str {
    match (row.kind, row.read_state) {
        (Some(kind), _) => kind.id(),
        (None, ReadState::Read | ReadState::Partly) => NoticeKind::Other.id(),
        (None, _) => "unread",
    }
}

fn came_by(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::Dropped => "dropped",
        Arrival::Pasted => "pasted",
        Arrival::Picked => "chosen",
        Arrival::CommandLine => "command-line",
        Arrival::Scanned => "scanned",
        Arrival::WatchedFolder => "watched-folder",
        Arrival::Attached => "mail",
        Arrival::Sent => "sent",
        Arrival::Made => "made",
        Arrival::Found => "found",
    }
}

pub(crate) fn page_view(document: DocumentId, number: u32, page: Option<&Page>) -> PageView {
    let (source, why) = match page.map(|page| &page.source) {
        Some(PageSource::TextLayer) => ("text-layer", None),
        Some(PageSource::Ocr) => ("ocr", None),
        Some(PageSource::Mixed) => ("mixed", None),
        Some(PageSource::Blank) => ("blank", None),
        Some(PageSource::Unreadable { why }) => ("unreadable", Some(why.clone())),
        None => ("unreadable", Some("This page was not read yet.".to_owned())),
    };
    PageView {
        number,
        width: page.map_or(612.0, |page| page.width),
        height: page.map_or(792.0, |page| page.height),
        source: source.to_owned(),
        why,
        text: page.map(Page::text).unwrap_or_default(),
        picture: format!("page://localhost/{document}/{number}"),
    }
}

/// Boxes of the words that begin with one of the searched words.
fn hits_on(page: &Page, words: &str) -> Vec<PageBoxView> {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let wanted: Vec<String> = words
        .split_whitespace()
        .map(plain)
        .filter(|word| !word.is_empty())
        .collect();
    let hit = |word: &&holdfast_case::Word| {
        let text = plain(&word.text);
        wanted
            .iter()
            .any(|wanted| text.starts_with(wanted.as_str()))
    };
    page.words
        .iter()
        .filter(hit)
        .map(|word| PageBoxView {
            page: page.number,
            corners: word.bbox.corners(),
        })
        .collect()
}
