//! What a record said before each of its changes, in plain words, and taking an older version again.
//!
//! One way for all kinds: a kind only says what it says ([`Told`]); what two versions differ in, when each held and how
//! one is brought back is worked out here.

mod kinds;
mod telling;
mod trash;

pub(crate) use kinds::{Told, is_told, kind_words};
pub(crate) use telling::{Teller, Telling, joined, led};

use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept;
use crate::view::{ChangeView, RecordVersionView};
use holdfast_case::checklist::ChecklistEntry;
use holdfast_case::{CaseRecordId, DocumentId, PolicyBook};
use holdfast_vault::{Operation, VaultError};
use telling::differences;

impl Desk {
    /// What a record of a case said before each of its changes, newest first; a change that is seen nowhere is left
    /// out. `of` is the record's id or the beginning of it, the word of a record that a case has once (`plan`,
    /// `claim-terms`, `trial-ask`, `checklist-choice`, `records-request`), the id of a thing of the checklist, or of the
    /// paper that is a plan book. Of the latter nothing may have been said yet: then there is nothing older either.
    pub fn record_versions(&self, of: &str) -> Result<Vec<RecordVersionView>, Error> {
        self.inner.with(|open| self.inner.versions_of(open, of))
    }

    /// Takes an older version of a record again, by its number. What stands now is kept as a version.
    pub fn bring_back_version(&self, of: &str, number: u32) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let (row, before, kind, called) = inner.with(|open| {
            let read = open.vault.read();
            let id = inner.record_of(open, of)?.ok_or(Code::NotFound)?;
            let row = read.case_record(id)?;
            if row.trashed_at.is_some() {
                return Err(Error::of(Code::NotFound)
                    .saying("This lies in the trash. Nothing was changed.")
                    .hinting("Put it back first."));
            }
            let mut versions = read.case_record_versions(id)?.into_iter();
            let version = versions.find(|version| version.number == number);
            let version = version.ok_or_else(|| {
                Error::of(Code::NotFound).saying("There is no such version. Nothing was changed.")
            })?;
            let kind = kinds::find(&row.kind).ok_or(Code::NotFound)?;
            let teller = inner.teller(open);
            let told = |body| (kind.told)(body, &teller).ok_or(Code::RecordDamaged);
            if differences(&told(&version.body)?, &told(&row.body)?).is_empty() {
                return Err(Error::of(Code::BadRequest)
                    .saying("This is what it says now. Nothing was changed."));
            }
            let called = (kind.called)(&row.body, &teller).ok_or(Code::RecordDamaged)?;
            Ok((row, version.body, kind, called))
        })?;
        let said = format!("Brought back what {called} said before.");
        let operation = Operation::by_person("bring-back-version").described(said.as_str());
        let change = inner.change(operation, |tx, _| {
            // it may have been changed since it was looked at
            let now = tx.case_record(row.id)?.body;
            (kind.put_again)(tx, row.case, row.id, &before, &now)
        })?;
        Ok(change_view(&change, said))
    }
}

impl Inner {
    fn versions_of(&self, open: &Opened, of: &str) -> Result<Vec<RecordVersionView>, Error> {
        let read = open.vault.read();
        let Some(id) = self.record_of(open, of)? else {
            return Ok(Vec::new());
        };
        let row = read.case_record(id)?;
        let kind = kinds::find(&row.kind).ok_or(Code::NotFound)?;
        let teller = self.teller(open);
        let now = (kind.told)(&row.body, &teller).ok_or(Code::RecordDamaged)?;
        let mut after = None;
        let mut found: Vec<RecordVersionView> = Vec::new();
        for version in read.case_record_versions(id)?.into_iter().rev() {
            let held = teller.held(version.held_from, version.held_until);
            let Some(told) = (kind.told)(&version.body, &teller) else {
                found.push(RecordVersionView {
                    number: version.number,
                    held,
                    lines: Vec::new(),
                    can_come_back: false,
                    more_goes: false,
                    trouble: Some("We can't read this one. It is kept as it is.".to_owned()),
                });
                continue;
            };
            let lines = differences(&told, after.as_ref().unwrap_or(&now));
            if !lines.is_empty() {
                let stands = differences(&told, &now).is_empty();
                found.push(RecordVersionView {
                    number: version.number,
                    held,
                    lines,
                    can_come_back: !stands && row.trashed_at.is_none(),
                    more_goes: !stands && !found.is_empty(),
                    trouble: None,
                });
            }
            after = Some(told);
        }
        Ok(found)
    }

    /// The record that is known by this id or word; none where nothing was said of it yet.
    fn record_of(&self, open: &Opened, of: &str) -> Result<Option<CaseRecordId>, Error> {
        let read = open.vault.read();
        let of = of.trim();
        if kinds::ONE_OF_A_CASE.contains(&of) {
            let rows = read.case_records(open.case, of)?;
            return Ok(rows.first().map(|row| row.id));
        }
        if self.lib.checklists.items.iter().any(|item| item.id == of) {
            let entries = kept::kept_in::<ChecklistEntry>(read, open.case)?;
            let entry = entries.into_iter().find(|entry| entry.record.item == of);
            return Ok(entry.map(|entry| entry.id));
        }
        let id = kept::id_of(open, of)?;
        match read.case_record(id) {
            Ok(_) => Ok(Some(id)),
            Err(VaultError::NotFound(kind)) => {
                let document: DocumentId = of.parse().map_err(|_| VaultError::NotFound(kind))?;
                read.document(document)?;
                let books = kept::kept_in::<PolicyBook>(read, open.case)?;
                let book = books
                    .into_iter()
                    .find(|book| book.record.document == Some(document));
                Ok(book.map(|book| book.id))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn teller<'a>(&self, open: &'a Opened) -> Teller<'a> {
        Teller {
            lib: self.lib,
            today: self.clock.today(),
            now: self.clock.now(),
            read: open.vault.read(),
        }
    }
}
