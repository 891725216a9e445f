//! The same letter filed twice in two forms: as it came by mail and as a photo, by fax and by portal.

use crate::deadlines::SAME_LETTER;
use crate::desk::{Desk, Inner, Opened, change_view, held};
use crate::error::Error;
use crate::view::{ChangeView, SameLetterView};
use holdfast_case::{DocumentId, Pages};
use holdfast_letters::{TextPrint, same_letter, same_letter_at_most};
use holdfast_vault::{
    ConfirmationState, DocumentFilter, DocumentRow, Moment, Operation, ReadingRow, Records, Tx,
    VaultError,
};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Begins the name under which the person's word is kept that two papers are two letters; the other's id follows.
const OTHER_THAN: &str = "other_letter_than.";

impl Desk {
    /// Says that two papers which look like one letter are two: each keeps its own days, and neither is said to be the
    /// other any more.
    pub fn tell_apart(&self, document: &str, other: &str) -> Result<ChangeView, Error> {
        let (one, two) = (self.document_id(document)?, self.document_id(other)?);
        let said = "They are two letters. Each keeps its own days.";
        let operation = Operation::by_person("tell-apart").described(said);
        let change = self.inner.change(operation, |tx, _| {
            for (one, two) in [(one, two), (two, one)] {
                let field = format!("{OTHER_THAN}{two}");
                tx.confirm(one, &field, ConfirmationState::Corrected, None)?;
                if let Some(line) = tx.import_of_document(one)?
                    && line.same_letter == Some(two)
                {
                    tx.set_same_letter(one, None)?;
                }
            }
            Ok(())
        })?;
        Ok(change_view(&change, said))
    }
}

/// True where the person said that these are two letters.
pub(crate) fn told_apart(
    read: Records<'_>,
    one: DocumentId,
    two: DocumentId,
) -> Result<bool, VaultError> {
    let field = format!("{OTHER_THAN}{two}");
    let said = read.confirmations(one)?;
    Ok(said.iter().any(|said| said.field == field))
}

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
            if self.prints.same(**tx, &ours, &theirs)? && !told_apart(**tx, document, later.id)? {
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
        if score >= SAME_LETTER
            && best.is_none_or(|(known, _)| score > known)
            && !told_apart(read, document, other.id)?
        {
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

/// The same beside another of the same title: its file's name tells them apart.
pub(crate) fn named_beside(row: &DocumentRow, other: &DocumentRow) -> SameLetterView {
    let mut named = named(row);
    if row.title == other.title && row.file_name != other.file_name {
        named.title = format!("{} ({})", named.title, row.file_name.reveal());
    }
    named
}
