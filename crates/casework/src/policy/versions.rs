//! Two plan books side by side.

use super::books::tell_apart;
use super::passages::{ReadBook, doubts};
use super::{boxes, spots};
use crate::desk::{Desk, Inner};
use crate::error::{Code, Error};
use crate::view::{PinnedView, PolicyChangeView, SaidView, VersionsView};
use crate::words;
use holdfast_case::{DocumentId, Private, Provision};
use holdfast_letters::policy::{Change, ChangeKind, Comparison, Said, compare_policies};

impl Desk {
    /// What changed from one plan book to another.
    pub fn compare_policies(&self, older: &str, newer: &str) -> Result<VersionsView, Error> {
        let (old, new) = (self.document_id(older)?, self.document_id(newer)?);
        self.inner.versions_view(old, new)
    }

    /// Pins the newer words of a change; where they are gone, the older ones.
    pub fn pin_change(&self, older: &str, newer: &str, number: u32) -> Result<PinnedView, Error> {
        let (old, new) = (self.document_id(older)?, self.document_id(newer)?);
        let (_, _, found) = self.inner.compared(old, new)?;
        let change = found
            .changes
            .get(number as usize)
            .ok_or(Error::of(Code::NotFound))?;
        let provision = provision_of(change, old, new).ok_or(Error::of(Code::NotFound))?;
        self.inner.pin(&provision)
    }
}

/// What is pinned of a change.
fn provision_of(change: &Change, older: DocumentId, newer: DocumentId) -> Option<Provision> {
    let (document, said) = match (&change.new, &change.old) {
        (Some(said), _) => (newer, said),
        (None, Some(said)) => (older, said),
        (None, None) => return None,
    };
    Some(Provision {
        document: Some(document),
        page: said.page,
        section: change.section.clone().unwrap_or_default(),
        heading: said.heading.clone(),
        quote: said.text.clone(),
        places: spots(&said.places),
        change: change.say.clone(),
        note: Private::default(),
    })
}

impl Inner {
    fn compared(
        &self,
        older: DocumentId,
        newer: DocumentId,
    ) -> Result<(ReadBook, ReadBook, Comparison), Error> {
        if older == newer {
            return Err(
                Error::of(Code::BadRequest).saying("These are the same plan book. Choose two.")
            );
        }
        let (mut old, mut new) = (self.read_book(older)?, self.read_book(newer)?);
        let mut books = [old.book.clone(), new.book.clone()];
        tell_apart(&mut books);
        (old.book, new.book) = books.into();
        let found = compare_policies(self.lib, &old.policy, &new.policy);
        Ok((old, new, found))
    }

    fn versions_view(&self, older: DocumentId, newer: DocumentId) -> Result<VersionsView, Error> {
        let (old, new, found) = self.compared(older, newer)?;
        let pins = self.kept::<Provision>()?;
        let pinned = |change: &Change| {
            let wanted = provision_of(change, older, newer)?;
            let same = pins.iter().find(|pin| {
                (pin.record.document, pin.record.page, &pin.record.quote)
                    == (wanted.document, wanted.page, &wanted.quote)
            });
            same.map(|pin| pin.id.to_string())
        };
        let said = |said: &Said| SaidView {
            page: said.page,
            heading: said.heading.clone(),
            text: said.text.clone(),
            boxes: boxes(&said.places),
        };
        let changes: Vec<PolicyChangeView> = (0_u32..)
            .zip(&found.changes)
            .map(|(number, change)| {
                let heading = change
                    .new
                    .as_ref()
                    .or(change.old.as_ref())
                    .map(|s| s.heading.clone());
                PolicyChangeView {
                    number,
                    kind: match change.kind {
                        ChangeKind::New => "new",
                        ChangeKind::Gone => "gone",
                        ChangeKind::Changed => "changed",
                    }
                    .to_owned(),
                    title: match &change.section {
                        Some(section) => self.title_of(section),
                        None => heading.unwrap_or_default(),
                    },
                    say: change.say.clone(),
                    figures: !change.numbers.is_empty(),
                    asks: change.asks,
                    old: change.old.as_ref().map(said),
                    new: change.new.as_ref().map(said),
                    pinned: pinned(change),
                }
            })
            .collect();
        let mut all_doubts = found.doubts.clone();
        for read in [&old, &new] {
            let title = &read.book.title;
            all_doubts.extend(
                doubts(read)
                    .into_iter()
                    .map(|doubt| format!("\u{2018}{title}\u{2019}: {doubt}")),
            );
        }
        Ok(VersionsView {
            summary: summary(&found),
            older: old.book,
            newer: new.book,
            changes,
            doubts: all_doubts,
        })
    }
}

fn summary(found: &Comparison) -> String {
    let same = words::count(found.same, "sentence is", "sentences are");
    let moved = match found.moved {
        0 => String::new(),
        n => format!(" {} in another place.", words::count(n, "stands", "stand")),
    };
    let changes = match found.changes.len() {
        0 => "No changes.".to_owned(),
        n => format!("{}.", words::count(n, "change", "changes")),
    };
    format!("{changes} {same} the same.{moved}")
}
