//! Filing: a sealed original gets its document, in one transaction.

use super::{Arrival, DocumentRow};
use crate::change::{Change, Kind, Moment, Operation};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::open::Vault;
use crate::originals::Sealed;
use crate::records::{moment_text, to_word};
use chrono::NaiveDate;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{CaseId, DocumentId, Private};

/// A document to be filed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDocument {
    /// Case it belongs to.
    pub case: Option<CaseId>,
    /// The mail it was attached to.
    pub parent: Option<DocumentId>,
    /// Kind, if the person gave one.
    pub kind: Option<NoticeKind>,
    /// Title; at first the file's name.
    pub title: Private<String>,
    /// Name of the file.
    pub file_name: Private<String>,
    /// Media type by its content.
    pub media: String,
    /// How it came.
    pub arrival: Arrival,
    /// Day received, if the person gave one.
    pub received: Option<NaiveDate>,
}

impl NewDocument {
    /// A document with the name of its file as title.
    pub fn from_file(
        file_name: impl Into<String>,
        media: impl Into<String>,
        arrival: Arrival,
    ) -> Self {
        let file_name = Private::new(file_name.into());
        Self {
            case: None,
            parent: None,
            kind: None,
            title: file_name.clone(),
            file_name,
            media: media.into(),
            arrival,
            received: None,
        }
    }
}

/// What filing came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// A new document.
    New(DocumentId),
    /// The same bytes are filed as this document.
    Known(DocumentId),
    /// The same bytes are in the trash as this document; it can be restored.
    InTrash(DocumentId),
}

impl Filed {
    /// The document, whichever way it came there.
    pub fn document(self) -> DocumentId {
        match self {
            Self::New(id) | Self::Known(id) | Self::InTrash(id) => id,
        }
    }
}

impl Vault {
    /// Seals bytes and files them as a document: wholly there afterwards, or wholly not. Known content gives back
    /// its document. For large files [`crate::Sealer`] and [`Tx::file_document`] do the same in two steps.
    pub fn file_bytes(
        &mut self,
        bytes: &[u8],
        document: &NewDocument,
        operation: Operation,
        now: Moment,
    ) -> Result<Change<Filed>, VaultError> {
        let sealer = self.sealer();
        let sealed = sealer.seal(bytes)?;
        let filed = self.transact(operation, now, |tx| tx.file_document(&sealed, document));
        if filed.is_err() {
            // The error leads; what cannot be taken away now is taken in at the next unlock, which is safe too.
            let _ = self.discard(sealed);
        }
        filed
    }
}

impl Tx<'_> {
    /// Records a sealed original as a document, or finds the one that shows it already.
    pub fn file_document(
        &mut self,
        sealed: &Sealed,
        document: &NewDocument,
    ) -> Result<Filed, VaultError> {
        if !self.folder.original(sealed.id).exists() {
            // Between sealing and here another process emptied the trash.
            return Err(VaultError::OriginalMissing(sealed.id));
        }
        self.record_original(sealed)?;
        let known = self.documents_of(sealed.id)?;
        if let Some(shown) = known.iter().find(|shown| shown.trashed_at.is_none()) {
            self.learn(shown, document)?;
            return Ok(Filed::Known(shown.id));
        }
        if let Some(trashed) = known.first() {
            self.learn(trashed, document)?;
            return Ok(Filed::InTrash(trashed.id));
        }
        let id = DocumentId::make_random();
        let now = moment_text(self.now);
        let row = (
            id.to_string(),
            document.case.map(|case| case.to_string()),
            sealed.id.to_string(),
            document.parent.map(|parent| parent.to_string()),
            document.kind.map(NoticeKind::id),
            document.title.reveal(),
            document.file_name.reveal(),
            &document.media,
            to_word(&document.arrival)?,
            now,
            document.received.map(|day| day.to_string()),
        );
        self.run(Kind::Documents, include_str!("insert.sql"), row)?;
        Ok(Filed::New(id))
    }

    /// A sealed file that a crash left without a record has no name. It comes once more with all that is known of it:
    /// that is kept now, and nothing the person said meanwhile is lost.
    fn learn(&mut self, found: &DocumentRow, document: &NewDocument) -> Result<(), VaultError> {
        if found.arrival != Arrival::Found || document.arrival == Arrival::Found {
            return Ok(());
        }
        let row = (
            found.id.to_string(),
            document.file_name.reveal(),
            &document.media,
            to_word(&document.arrival)?,
            document.case.map(|case| case.to_string()),
            document.parent.map(|parent| parent.to_string()),
        );
        self.run(Kind::Documents, include_str!("learn.sql"), row)
            .map(drop)
    }
}
