//! Which papers of the case are plan books: by the person's word, else by what they call themselves.

use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, change_in, keep_in, kept_in};
use crate::twins::named;
use crate::view::{ChangeView, PolicyBookView, PolicyBooksView};
use crate::words;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{DocumentId, PolicyBook};
use holdfast_letters::policy::{Policy, PolicyText, policy_kind, policy_year, year_in};
use holdfast_vault::{DocumentFilter, DocumentRow, Operation, ReadState, VaultError};
use std::cmp::Reverse;

/// Pages looked at for what a paper calls itself.
const FIRST_PAGES: u32 = 4;
/// A paper of fewer pages is not offered as a plan book.
const FEW_PAGES: u32 = 2;

impl Desk {
    /// The plan books of the case in use.
    pub fn policy_books(&self) -> Result<PolicyBooksView, Error> {
        self.inner.with(|open| self.inner.policy_books(open))
    }

    /// Says that a paper is a plan book, or that it is none; and of which year, where that is known.
    pub fn call_policy(
        &self,
        document: &str,
        is_book: bool,
        year: &str,
    ) -> Result<ChangeView, Error> {
        let id = self.document_id(document)?;
        let book = self.inner.with(|open| self.inner.as_book(open, id))?;
        let title = format!("\u{2018}{}\u{2019}", book.title);
        let said = match is_book {
            true => format!("{title} is a plan book now."),
            false => format!("{title} is no plan book any more. The paper stays."),
        };
        self.change_book(id, "call-policy", said, |book| {
            book.is_book = is_book;
            book.year = year.trim().to_owned();
        })
    }

    /// Says that `newer` took the place of `older`. Both are kept.
    pub fn replace_policy(&self, older: &str, newer: &str) -> Result<ChangeView, Error> {
        let (old, new) = (self.document_id(older)?, self.document_id(newer)?);
        if old == new {
            return Err(Error::of(Code::BadRequest)
                .saying("A plan book can't take its own place. Nothing was changed."));
        }
        let (before, after): (PolicyBookView, PolicyBookView) = self.inner.with(|open| {
            let mut books = [
                self.inner.as_book(open, old)?,
                self.inner.as_book(open, new)?,
            ];
            tell_apart(&mut books);
            Ok(books.into())
        })?;
        let said = format!(
            "\u{2018}{}\u{2019} took the place of \u{2018}{}\u{2019}. Both are kept.",
            after.title, before.title
        );
        self.change_book(old, "replace-policy", said, |book| {
            book.is_book = true;
            book.replaced_by = Some(new);
        })
    }

    fn change_book(
        &self,
        document: DocumentId,
        name: &'static str,
        said: String,
        with: impl FnOnce(&mut PolicyBook),
    ) -> Result<ChangeView, Error> {
        let known = self.inner.kept::<PolicyBook>()?;
        let known = known
            .into_iter()
            .find(|b| b.record.document == Some(document));
        let mut book = known
            .as_ref()
            .map(|b| b.record.clone())
            .unwrap_or_else(|| PolicyBook {
                document: Some(document),
                is_book: true,
                ..PolicyBook::default()
            });
        with(&mut book);
        let operation = Operation::by_person(name).described(said.clone());
        let change = self.inner.change(operation, |tx, case| {
            if book.is_book {
                // no day hangs on a plan book: there is nothing to check as on a letter
                tx.set_reviewed(document, Some(tx.now()))?;
                // two editions are alike, and are not one letter
                tx.set_same_letter(document, None)?;
            }
            match &known {
                Some(kept) => change_in(tx, kept.id, &book),
                None => keep_in(tx, case, &book).map(drop),
            }
        })?;
        Ok(change_view(&change, said))
    }
}

/// True where the person called this paper a plan book.
pub(crate) fn is_told_book(open: &Opened, id: DocumentId) -> Result<bool, Error> {
    let told: Vec<Kept<PolicyBook>> = kept_in(open.vault.read(), open.case)?;
    Ok(told
        .iter()
        .any(|book| book.record.document == Some(id) && book.record.is_book))
}

impl Inner {
    pub(crate) fn policy_books(&self, open: &Opened) -> Result<PolicyBooksView, Error> {
        let read = open.vault.read();
        let told: Vec<Kept<PolicyBook>> = kept_in(read, open.case)?;
        let rows = read.documents(&DocumentFilter::default())?;
        let rows = rows
            .iter()
            .filter(|row| row.case.is_none_or(|case| case == open.case));
        let (mut books, mut others) = (Vec::new(), Vec::new());
        for row in rows {
            let word = told.iter().find(|b| b.record.document == Some(row.id));
            match self.book_view(open, row, word.map(|b| &b.record))? {
                Some(book) => books.push(book),
                None if row.page_count >= FEW_PAGES && may_be_a_book(row) => {
                    others.push(named(row));
                }
                None => {}
            }
        }
        tell_apart(&mut books);
        // A book is as new as its year, not as the day on which it was filed.
        let order = |book: &PolicyBookView| {
            let year = year_in(&book.year);
            (
                book.replaced_by.is_some(),
                Reverse(year),
                Reverse(book.date.clone()),
            )
        };
        books.sort_by_cached_key(order);
        Ok(PolicyBooksView { books, others })
    }

    /// The plan book of this paper, whatever it calls itself.
    pub(super) fn as_book(&self, open: &Opened, id: DocumentId) -> Result<PolicyBookView, Error> {
        let read = open.vault.read();
        let row = read.document(id)?;
        let told: Vec<Kept<PolicyBook>> = kept_in(read, open.case)?;
        let word = told
            .into_iter()
            .find(|b| b.record.document == Some(id))
            .map(|b| b.record);
        let asked = PolicyBook {
            document: Some(id),
            is_book: true,
            ..word.unwrap_or_default()
        };
        self.book_view(open, &row, Some(&asked))?
            .ok_or(Error::of(Code::NotFound))
    }

    fn book_view(
        &self,
        open: &Opened,
        row: &DocumentRow,
        word: Option<&PolicyBook>,
    ) -> Result<Option<PolicyBookView>, Error> {
        let may_be = may_be_a_book(row);
        let read = matches!(
            row.read_state,
            ReadState::Read | ReadState::Partly | ReadState::Waiting
        );
        let asked = word.is_some_and(|w| w.is_book);
        let refused = word.is_some_and(|w| !w.is_book);
        if refused || !(asked || (may_be && read)) {
            return Ok(None);
        }
        let policy = self.opening_of(open, row)?;
        let kind = policy_kind(self.lib, &policy);
        if !asked && kind.is_none() && row.kind != Some(NoticeKind::PolicyChange) {
            return Ok(None);
        }
        let entry = kind.as_ref().and_then(|kind| {
            let types = &self.lib.policy_sections.document_types;
            types.iter().find(|t| t.id == kind.id)
        });
        let why = match (&kind, word) {
            (Some(kind), None) => {
                format!("It says \u{201c}{}\u{201d} on its first pages.", kind.why)
            }
            (None, None) => "It tells of a change to a plan.".to_owned(),
            (_, Some(_)) => "You said so.".to_owned(),
        };
        let replaced = word.and_then(|w| w.replaced_by);
        let replaced_by = match replaced.map(|id| open.vault.read().document(id)) {
            None => None,
            Some(Ok(row)) => Some(named(&row)),
            // its trash was emptied: nothing that is there took the place
            Some(Err(VaultError::NotFound(_))) => None,
            Some(Err(error)) => return Err(error.into()),
        };
        let year = match word.map(|w| w.year.as_str()) {
            Some(told) if !told.is_empty() => told.to_owned(),
            _ => year_of(row, &policy).map_or_else(String::new, |year| year.to_string()),
        };
        let filed = row
            .added_at
            .with_timezone(self.clock.now().offset())
            .date_naive();
        Ok(Some(PolicyBookView {
            document: row.id.to_string(),
            title: match self.has_own_title(open, row)? {
                true => row.title.reveal().clone(),
                false => book_title(&year),
            },
            file: row.file_name.reveal().clone(),
            year,
            date: row.letter_date.unwrap_or(filed).to_string(),
            pages: row.page_count,
            kind: entry.map(|t| t.title.clone()),
            note: entry.map(|t| t.note.clone()),
            why,
            replaced_by,
        }))
    }

    /// The first pages of a paper, on which it says what it is.
    fn opening_of(&self, open: &Opened, row: &DocumentRow) -> Result<Policy, Error> {
        let read = open.vault.read();
        let mut text = PolicyText::new();
        for page in 1..=FIRST_PAGES.min(row.page_count) {
            if let Some(page) = read.page(row.original, page)? {
                text.add(&page);
            }
        }
        Ok(Policy::new(text))
    }

    /// True where the person gave the paper its title; else it is that of its file, or of its kind and day.
    fn has_own_title(&self, open: &Opened, row: &DocumentRow) -> Result<bool, Error> {
        if row.title == row.file_name {
            return Ok(false);
        }
        let stored = open.vault.read().reading(row.id)?;
        let made = stored.and_then(|stored| words::title(&stored.reading, self.clock.today()));
        let of_kind = row.kind.map(words::kind);
        let title = row.title.reveal().as_str();
        Ok(made.as_deref() != Some(title) && of_kind != Some(title))
    }
}

/// A paper that was read as a letter, a statement or a bill is no plan book.
fn may_be_a_book(row: &DocumentRow) -> bool {
    matches!(
        row.kind,
        None | Some(NoticeKind::Records | NoticeKind::PolicyChange | NoticeKind::Other)
    )
}

/// The year of a plan book: in the title that a person gave, in its own words, in the name of its file.
fn year_of(row: &DocumentRow, policy: &Policy) -> Option<i32> {
    let title = (row.title != row.file_name).then(|| row.title.reveal().as_str());
    title
        .and_then(year_in)
        .or_else(|| policy_year(policy))
        .or_else(|| year_in(row.file_name.reveal()))
}

/// What a plan book is called that nobody gave a title.
fn book_title(year: &str) -> String {
    format!("Plan book {year}").trim_end().to_owned()
}

/// Books of one title are told apart by the names of their files.
pub(super) fn tell_apart(books: &mut [PolicyBookView]) {
    let titles: Vec<String> = books.iter().map(|book| book.title.clone()).collect();
    for book in books {
        let alike = titles.iter().filter(|title| **title == book.title).count();
        if alike > 1 && !book.file.is_empty() {
            book.title = format!("{} ({})", book.title, book.file);
        }
    }
}
