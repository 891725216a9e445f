//! The same letter filed twice in two forms: as it came by mail and as a photo, by fax and by portal.

use crate::deadlines::SAME_LETTER;
use crate::desk::{Inner, Opened, held};
use crate::error::Error;
use crate::review::Facts;
use crate::view::SameLetterView;
use holdfast_case::{DocumentId, Page, Pages};
use holdfast_vault::{DocumentFilter, DocumentRow, Records};

impl Inner {
    /// Looks whether a paper that was just read is a letter that is here already, and remembers it for the queue.
    pub(crate) fn look_for_twin(&self, document: DocumentId) {
        let found = self.with_for_queue(|open| {
            let read = open.vault.read();
            let facts = Facts::load(read, self.lib, document, self.clock.today())?;
            let others = read.documents(&DocumentFilter::default())?;
            let pages = read.document_pages(document)?;
            Ok(twin_of(read, &facts, &pages, &others)?.map(|row| row.id))
        });
        match found {
            Ok(twin) => {
                held(&self.queue.state).twins.insert(document, twin);
            }
            Err(error) => tracing::debug!(code = %error.code(), "no look for the same letter"),
        }
    }

    /// The paper that was found to be the same letter, as it is called now; none once it was trashed.
    pub(crate) fn twin_view(
        &self,
        open: &Opened,
        twin: Option<DocumentId>,
    ) -> Option<SameLetterView> {
        let other = open.vault.read().document(twin?).ok()?;
        other.trashed_at.is_none().then(|| named(&other))
    }
}

/// The document that seems to be the same letter, filed before this one.
pub(crate) fn twin_of<'a>(
    read: Records<'_>,
    facts: &Facts,
    pages: &[Page],
    others: &'a [DocumentRow],
) -> Result<Option<&'a DocumentRow>, Error> {
    let pages_of = |pages: Vec<Page>| Pages {
        pages,
        doubts: Vec::new(),
    };
    let ours = pages_of(pages.to_vec());
    let mut best: Option<(f32, &DocumentRow)> = None;
    for other in others
        .iter()
        .filter(|other| other.id < facts.document.id && facts.is_read)
    {
        let Some(theirs) = read.reading(other.id)? else {
            continue;
        };
        let their_pages = pages_of(read.document_pages(other.id)?);
        let score =
            holdfast_letters::same_letter(&facts.reading, &ours, &theirs.reading, &their_pages);
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
