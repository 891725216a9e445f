//! Reading a filed paper: page by page in portions, each kept at once, so that it can stop anywhere and go on later.

use super::Inner;
use super::lack::Lack;
use crate::dating;
use crate::desk::{DeskEvent, held};
use crate::error::{Code, Error};
use crate::words;
use holdfast_case::{ContentId, Page, PageSource, Pages, Private, Reading};
use holdfast_letters::blank_form;
use holdfast_reader::{CancelToken, Password, ReadProgress, ReadRequest};
use holdfast_vault::{
    DocumentEdit, DocumentRow, ImportRow, ImportState, Operation, PageRef, ReadState,
};

/// Pages read before they are kept.
const PORTION: u32 = 32;
/// Pages of which the facts are taken: a letter is shorter, and a book has none of its own.
const FACT_PAGES: u32 = 64;
/// Pages that a document can list.
const MOST_PAGES: u32 = 20_000;

/// Version of what read a paper, kept with its reading.
const READER: &str = concat!("holdfast ", env!("CARGO_PKG_VERSION"));

/// How far a paper is.
struct Far {
    /// Pages kept so far.
    kept: u32,
    /// Pages in all; none before the first portion.
    pages: Option<u32>,
}

impl Inner {
    pub(super) fn read(&self, row: &ImportRow, token: &CancelToken) {
        let Some(id) = row.document else {
            return self.end(
                row.id,
                ImportState::Failed,
                None,
                Some(&Code::Internal.into()),
            );
        };
        let done = self
            .with_for_queue(|open| Ok(open.vault.read().document(id)?))
            .and_then(|document| self.try_to_read(row, &document, token));
        let Err(error) = done else { return };
        let code = error.code();
        match code {
            Code::Locked => {}
            Code::Cancelled => self.end(row.id, ImportState::Cancelled, Some(id), None),
            Code::FileEncrypted | Code::FilePasswordWrong => {
                held(&self.queue.state).passwords.remove(&row.id);
                self.unread(
                    row,
                    ReadState::Encrypted,
                    ImportState::NeedsPassword,
                    &error,
                );
            }
            _ => self.unread(row, ReadState::Failed, ImportState::Done, &error),
        }
    }

    /// Keeps a paper as it is, with why it could not be read.
    fn unread(&self, row: &ImportRow, read: ReadState, state: ImportState, error: &Error) {
        let (code, said) = (error.code(), error.beyond_its_code());
        tracing::info!(code = %code, "a paper is kept unread");
        let Some(id) = row.document else { return };
        let done = self.change_for_queue(Operation::by_program("keep-unread"), |tx, _| {
            tx.set_read_state(id, read, Some(code.id()))?;
            tx.set_import(row.id, state, Some(id), Some(code.id()))?;
            if let Some(said) = &said {
                tx.say_unread(id, said)?;
                tx.say_of_import(row.id, said)?;
            }
            Ok(())
        });
        if done.is_err_and(|error| error.code() != Code::Locked) {
            held(&self.queue.state).stuck.insert(row.id, code);
        }
    }

    fn try_to_read(
        &self,
        row: &ImportRow,
        document: &DocumentRow,
        token: &CancelToken,
    ) -> Result<(), Error> {
        let reader = self.parts.reader.as_ref().ok_or(Code::ReaderMissing)?;
        let bytes =
            self.with_for_queue(|open| Ok(open.vault.open_original(document.original)?))?;
        let password = self.password_of(row, document.original);
        let mut far = self.far(document)?;
        let mut lack = Lack::default();
        if far.kept > 0 {
            tracing::info!("reading goes on where it stopped");
            lack = self.with_for_queue(|open| Ok(Lack::load(open.vault.read(), document.id)?))?;
        }
        loop {
            if let Some(pages) = far.pages.filter(|pages| far.kept >= *pages) {
                // Read to the end: the last transaction may be all that is missing.
                return self.finish(row, document, pages, (&lack, true), &bytes);
            }
            let request = ReadRequest {
                file_name: None,
                password: password.clone(),
                ocr: true,
                first_page: far.kept + 1,
                page_limit: PORTION,
            };
            self.note_progress(row, far.kept, far.pages.unwrap_or(0));
            let kept = far.kept;
            let all = std::cell::Cell::new(far.pages.unwrap_or(0));
            let mut progress = |progress: ReadProgress| match progress {
                ReadProgress::PageCount(count) => {
                    all.set(count);
                    self.note_progress(row, kept, count);
                }
                ReadProgress::PageDone { done, .. } => {
                    held(&self.queue.state).pace.page();
                    self.note_progress(row, kept + done, all.get());
                }
            };
            let read = reader
                .read(&bytes, &request, &mut progress, token)
                .map_err(|error| match Error::from(error) {
                    error if error.code() == Code::Cancelled => self.stopped_or_locked(row.id),
                    error => error,
                })?;
            let count = u32::try_from(read.pages.pages.len())
                .unwrap_or(u32::MAX)
                .min(MOST_PAGES);
            let portion: Vec<Page> = read
                .pages
                .pages
                .into_iter()
                .filter(|page| page.number > kept && page.number <= (kept + PORTION).min(count))
                .collect();
            lack.add(read.pages.doubts, read.whole);
            if kept == 0 {
                for attached in &read.attachments {
                    self.file_attachment(row, document.id, &attached.name, &attached.bytes)?;
                }
            }
            self.keep_pages(row, document, &portion, count, far.pages.is_none(), &lack)?;
            far = Far {
                kept: (kept + PORTION).min(count),
                pages: Some(count),
            };
            if token.is_cancelled() && far.kept < count {
                return Err(self.stopped_or_locked(row.id));
            }
            // A long paper gives its facts early, and makes room for the others.
            if far.kept < count && far.kept >= FACT_PAGES && kept < FACT_PAGES {
                return self.finish(row, document, count, (&lack, false), &bytes);
            }
        }
    }

    fn password_of(&self, row: &ImportRow, original: ContentId) -> Option<Password> {
        let typed = held(&self.queue.state).passwords.get(&row.id).cloned();
        typed.or_else(|| self.pictures.password(original))
    }

    fn far(&self, document: &DocumentRow) -> Result<Far, Error> {
        self.with_for_queue(|open| {
            let read = open.vault.read();
            let pages = read.page_list(document.id)?.len();
            let kept = if pages == 0 {
                0
            } else {
                read.original_pages(document.original)?.len()
            };
            Ok(Far {
                kept: u32::try_from(kept).unwrap_or(0),
                pages: (pages > 0).then(|| u32::try_from(pages).unwrap_or(MOST_PAGES)),
            })
        })
    }

    /// For the eye only: it costs no row of the journal.
    fn note_progress(&self, row: &ImportRow, page: u32, pages: u32) {
        if let Some(active) = held(&self.queue.state).active.get_mut(&row.id) {
            active.page = page;
            active.pages = pages;
        }
        self.tell(DeskEvent::QueueChanged);
    }

    fn keep_pages(
        &self,
        row: &ImportRow,
        document: &DocumentRow,
        portion: &[Page],
        count: u32,
        first: bool,
        lack: &Lack,
    ) -> Result<(), Error> {
        self.change_for_queue(Operation::by_program("read-pages"), |tx, _| {
            for page in portion {
                tx.put_page(document.original, page)?;
            }
            lack.keep(tx, document.id)?;
            if first {
                let list: Vec<PageRef> = (1..=count)
                    .map(|page| PageRef {
                        original: document.original,
                        page,
                        turn: 0,
                        crop: None,
                    })
                    .collect();
                tx.set_page_list(document.id, &list)?;
            }
            if row.state != ImportState::Reading {
                tx.set_import(row.id, ImportState::Reading, Some(document.id), None)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Takes the facts of what was read, titles and dates the letter; all in one change.
    fn finish(
        &self,
        row: &ImportRow,
        document: &DocumentRow,
        count: u32,
        (lack, whole): (&Lack, bool),
        bytes: &[u8],
    ) -> Result<(), Error> {
        let (pages, known) = self.with_for_queue(|open| {
            let read = open.vault.read();
            let mut pages = read.document_pages(document.id)?;
            pages.truncate(FACT_PAGES as usize);
            let doubts = lack.doubts.clone();
            Ok((Pages { pages, doubts }, read.reading(document.id)?))
        })?;
        let mut reading = match known {
            // The facts were taken when the first pages were read.
            Some(known) if count > FACT_PAGES => known.reading,
            _ => holdfast_letters::read(self.lib, &pages),
        };
        let password = self.password_of(row, document.original);
        let form = self.blank_form(document, &pages, bytes, password);
        if let Some(title) = &form {
            reading = blank_form::as_form(reading, title);
        }
        reading.doubts = words::each_once(reading.doubts);
        let unreadable = pages
            .pages
            .iter()
            .filter(|p| matches!(p.source, PageSource::Unreadable { .. }))
            .count();
        let state = match unreadable {
            0 if !lack.part => ReadState::Read,
            n if n == pages.pages.len() && n > 0 => ReadState::Failed,
            _ => ReadState::Partly,
        };
        let today = self.clock.today();
        let edit = self.edit_of(document, &reading, form);
        self.change_for_queue(Operation::by_program("read-letter"), |tx, _| {
            tx.put_reading(document.id, &reading, &lack.doubts, READER)?;
            if whole {
                Lack::forget(tx, document.id)?;
            }
            let failed = (state == ReadState::Failed).then(|| no_page(&lack.doubts));
            tx.set_read_state(document.id, state, failed.as_ref().map(|e| e.code().id()))?;
            if let Some(said) = failed.and_then(|error| error.beyond_its_code()) {
                tx.say_unread(document.id, &said)?;
            }
            tx.edit_document(document.id, &edit)?;
            dating::date_again(tx, self.lib, document.id, today)?;
            self.note_same_letters(tx, document.id)?;
            let next = if whole {
                ImportState::Done
            } else {
                ImportState::Reading
            };
            tx.set_import(row.id, next, Some(document.id), None)
        })?;
        if whole && let Some(password) = held(&self.queue.state).passwords.remove(&row.id) {
            self.pictures.remember_password(document.original, password);
        }
        Ok(())
    }

    /// Kind, date and title as read. A title the person gave stays.
    fn edit_of(
        &self,
        document: &DocumentRow,
        reading: &Reading,
        form: Option<String>,
    ) -> DocumentEdit {
        let own_title = document.title != document.file_name;
        let title = form.or_else(|| words::title(reading, self.clock.today()));
        let title = title.filter(|_| !own_title);
        let sure = |confidence: f32| confidence >= 0.5;
        let kind = reading
            .kind
            .as_ref()
            .filter(|fact| sure(fact.confidence))
            .map(|fact| fact.value);
        let date = reading
            .claim
            .date_of_notice
            .as_ref()
            .filter(|fact| sure(fact.confidence))
            .map(|fact| fact.value);
        DocumentEdit {
            title: title.map(Private::new),
            kind: kind.filter(|_| document.kind.is_none()),
            letter_date: Some(date),
            ..DocumentEdit::default()
        }
    }
}

/// Of a paper whose pages were looked at, and not one of them could be read: why, in a few sentences.
fn no_page(doubts: &[String]) -> Error {
    const SENTENCES: usize = 3;
    let mut said = vec!["No page of this file could be read.".to_owned()];
    said.extend(doubts.iter().take(SENTENCES).cloned());
    Error::of(Code::FileDamaged).saying(said.join(" "))
}
