//! The same letter filed twice in two forms: as it came by mail and as a photo, by fax and by portal.

use crate::deadlines::SAME_LETTER;
use crate::desk::{Inner, Opened, held};
use crate::error::Error;
use crate::view::SameLetterView;
use holdfast_case::{DocumentId, Pages};
use holdfast_letters::{TextPrint, same_letter, same_letter_at_most};
use holdfast_vault::{DocumentFilter, DocumentRow, Moment, ReadingRow, Records, Tx, VaultError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

impl Inner {
    /// Looks whether a paper that was just read is a letter that is here already, and notes it in the queue, which
    /// says so until the person has seen it. One filed after it may have been read before it: of that it is noted too.
    pub(crate) fn note_same_letters(
        &self,
        tx: &mut Tx<'_>,
        document: DocumentId,
    ) -> Result<(), VaultError> {
        let others = tx.documents(&DocumentFilter::default())?;
        let twin = twin_of(&self.prints, **tx, document, &others)?.map(|row| row.id);
        tx.set_same_letter(document, twin)?;
        let Some(ours) = tx.reading(document)? else {
            return Ok(());
        };
        for later in others.iter().filter(|other| other.id > document) {
            let noted = match tx.import_of_document(later.id)? {
                Some(line) => line.same_letter.is_some(),
                None => true,
            };
            let Some(theirs) = tx.reading(later.id)?.filter(|_| !noted) else {
                continue;
            };
            if self.prints.same(**tx, &ours, &theirs)? {
                tx.set_same_letter(later.id, Some(document))?;
            }
        }
        Ok(())
    }

    /// The paper that was found to be the same letter, as it is called now; none once it was trashed or is gone.
    pub(crate) fn twin_view(
        &self,
        open: &Opened,
        twin: Option<DocumentId>,
    ) -> Result<Option<SameLetterView>, Error> {
        let Some(twin) = twin else { return Ok(None) };
        match open.vault.read().document(twin) {
            Ok(other) => Ok(other.trashed_at.is_none().then(|| named(&other))),
            // The trash was emptied since.
            Err(VaultError::NotFound(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// The prints of letters compared so far, while the vault is open: pages are large, and the same ones are compared at
/// every change. A letter that was read anew gets a new one.
#[derive(Default)]
pub(crate) struct Prints(Mutex<HashMap<DocumentId, (Moment, Arc<TextPrint>)>>);

impl Prints {
    /// True where both readings are of one letter.
    pub(crate) fn same(
        &self,
        read: Records<'_>,
        a: &ReadingRow,
        b: &ReadingRow,
    ) -> Result<bool, VaultError> {
        Ok(self.score(read, a, b)? >= SAME_LETTER)
    }

    /// Nothing of a letter is held any more.
    pub(crate) fn clear(&self) {
        held(&self.0).clear();
    }

    fn score(&self, read: Records<'_>, a: &ReadingRow, b: &ReadingRow) -> Result<f32, VaultError> {
        let most = same_letter_at_most(&a.reading, &b.reading);
        if most < SAME_LETTER {
            return Ok(most);
        }
        let (first, second) = (self.of(read, a)?, self.of(read, b)?);
        Ok(same_letter(&a.reading, &first, &b.reading, &second))
    }

    fn of(&self, read: Records<'_>, row: &ReadingRow) -> Result<Arc<TextPrint>, VaultError> {
        if let Some((at, print)) = held(&self.0).get(&row.document)
            && *at == row.at
        {
            return Ok(Arc::clone(print));
        }
        let print = Arc::new(TextPrint::of(&Pages {
            pages: read.document_pages(row.document)?,
            doubts: Vec::new(),
        }));
        held(&self.0).insert(row.document, (row.at, Arc::clone(&print)));
        Ok(print)
    }
}

/// The document that seems to be the same letter, filed before this one.
pub(crate) fn twin_of<'a>(
    prints: &Prints,
    read: Records<'_>,
    document: DocumentId,
    others: &'a [DocumentRow],
) -> Result<Option<&'a DocumentRow>, VaultError> {
    let Some(ours) = read.reading(document)? else {
        return Ok(None);
    };
    let mut best: Option<(f32, &DocumentRow)> = None;
    for other in others.iter().filter(|other| other.id < document) {
        let Some(theirs) = read.reading(other.id)? else {
            continue;
        };
        let score = prints.score(read, &ours, &theirs)?;
        if score >= SAME_LETTER && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, other));
        }
    }
    Ok(best.map(|(_, other)| other))
}

/// A document by its name.
pub(crate) fn named(row: &DocumentRow) -> SameLetterView {
    SameLetterView {
        document: row.id.to_string(),
        title: row.title.reveal().clone(),
    }
}
