//! Pins: passages of a plan book that are kept as provisions, to be quoted in letters.

use super::spots;
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, kept_in};
use crate::twins::named;
use crate::view::{ChangeView, PageBoxView, PinRequest, PinnedView, ProvisionView};
use holdfast_case::{Private, Provision};
use holdfast_letters::policy::find_passages;
use holdfast_vault::Operation;

impl Desk {
    /// The pins of the case in use, oldest first.
    pub fn provisions(&self) -> Result<Vec<ProvisionView>, Error> {
        self.inner.with(|open| {
            let pins: Vec<Kept<Provision>> = kept_in(open.vault.read(), open.case)?;
            pins.iter()
                .map(|pin| self.inner.provision_view(open, pin))
                .collect()
        })
    }

    /// One pin, by its id or the beginning of it.
    pub fn provision(&self, id: &str) -> Result<ProvisionView, Error> {
        let pin = self.inner.kept_one::<Provision>(id)?;
        self.inner
            .with(|open| self.inner.provision_view(open, &pin))
    }

    /// Pins a place of a passage. What is pinned already stays as it is.
    pub fn pin_passage(&self, request: &PinRequest) -> Result<PinnedView, Error> {
        let id = self.document_id(&request.document)?;
        let read = self.inner.read_book(id)?;
        let findings = find_passages(self.inner.lib, &read.policy);
        let passage = findings
            .found
            .iter()
            .find(|found| found.section == request.section)
            .and_then(|found| found.passages.get(request.number as usize))
            .ok_or(Error::of(Code::NotFound))?;
        self.inner.pin(&Provision {
            document: Some(id),
            page: passage.page,
            section: request.section.clone(),
            heading: passage.heading.clone(),
            quote: passage.quote.clone(),
            places: spots(&passage.places),
            change: String::new(),
            note: Private::new(request.note.trim().to_owned()),
        })
    }

    /// Takes a pin away.
    pub fn unpin(&self, id: &str) -> Result<ChangeView, Error> {
        let pin = self.inner.kept_one::<Provision>(id)?;
        let said = format!("Took away the pin on page {}.", pin.record.page);
        let operation = Operation::by_person("unpin").described(said.clone());
        let change = self
            .inner
            .put_away::<Provision>(operation, &pin.id.to_string())?;
        Ok(change_view(&change, said))
    }

    /// Writes a note on a pin.
    pub fn note_provision(&self, id: &str, note: &str) -> Result<ChangeView, Error> {
        let pin = self.inner.kept_one::<Provision>(id)?;
        let said = format!("Wrote a note on the pin on page {}.", pin.record.page);
        let record = Provision {
            note: Private::new(note.trim().to_owned()),
            ..pin.record
        };
        let operation = Operation::by_person("note-provision").described(said.clone());
        let change = self
            .inner
            .keep_changed(operation, &pin.id.to_string(), &record)?;
        Ok(change_view(&change, said))
    }
}

impl Inner {
    pub(super) fn pin(&self, provision: &Provision) -> Result<PinnedView, Error> {
        let known = self.kept::<Provision>()?;
        let same = |pin: &&Kept<Provision>| {
            let pin = &pin.record;
            (pin.document, pin.page, &pin.section, &pin.quote)
                == (
                    provision.document,
                    provision.page,
                    &provision.section,
                    &provision.quote,
                )
        };
        if let Some(pin) = known.iter().find(same) {
            return Ok(PinnedView {
                change: ChangeView {
                    said: format!("Page {} was pinned before.", provision.page),
                    undo: None,
                    touched: Vec::new(),
                },
                id: pin.id.to_string(),
            });
        }
        let said = format!("Pinned page {}.", provision.page);
        let operation = Operation::by_person("pin").described(said.clone());
        let change = self.keep_new(operation, provision)?;
        Ok(PinnedView {
            id: change.value.to_string(),
            change: change_view(&change, said),
        })
    }

    fn provision_view(&self, open: &Opened, pin: &Kept<Provision>) -> Result<ProvisionView, Error> {
        let record = &pin.record;
        let row = record
            .document
            .and_then(|id| open.vault.read().document(id).ok());
        let gone = row.as_ref().is_none_or(|row| row.trashed_at.is_some());
        let replaced_by = match record.document.filter(|_| !gone) {
            Some(id) => self.as_book(open, id)?.replaced_by,
            None => None,
        };
        let title = match record.section.as_str() {
            "" => record.heading.clone(),
            section => self.title_of(section),
        };
        Ok(ProvisionView {
            id: pin.id.to_string(),
            document: row.as_ref().map(named),
            book_gone: gone,
            page: record.page,
            section: record.section.clone(),
            title,
            heading: record.heading.clone(),
            quote: record.quote.clone(),
            boxes: record
                .places
                .iter()
                .map(|spot| PageBoxView {
                    page: spot.page,
                    corners: spot.bbox.corners(),
                })
                .collect(),
            change: record.change.clone(),
            note: record.note.reveal().clone(),
            replaced_by,
        })
    }
}
