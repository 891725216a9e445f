//! Papers of our own making, filed beside those that came: a packet as it went out, a form as it was filled.

use crate::desk::Inner;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{CaseId, DocumentId, Private};
use holdfast_vault::{Arrival, Filed, NewDocument, PageRef, ReadState, Sealed, Tx, VaultError};

/// A PDF of our own making, before it is filed.
pub(crate) struct MadePaper {
    pub(crate) title: String,
    pub(crate) file_name: String,
    pub(crate) pages: u32,
    /// How it came to be.
    pub(crate) by: Arrival,
}

impl MadePaper {
    /// Files it. It is no letter of theirs: it is not read, and nothing is asked about it. The same bytes are filed
    /// once, and come back out of the trash.
    pub(crate) fn file(
        &self,
        tx: &mut Tx<'_>,
        case: CaseId,
        sealed: &Sealed,
    ) -> Result<DocumentId, VaultError> {
        let file = NewDocument::from_file(self.file_name.clone(), "application/pdf", self.by);
        let document = NewDocument {
            case: Some(case),
            kind: Some(NoticeKind::Records),
            title: Private::new(self.title.clone()),
            ..file
        };
        let id = match tx.file_document(sealed, &document)? {
            Filed::New(id) => id,
            Filed::Known(id) => return Ok(id),
            Filed::InTrash(id) => {
                tx.restore_document(id)?;
                return Ok(id);
            }
        };
        let page = |page| PageRef {
            original: sealed.id(),
            page,
            turn: 0,
            crop: None,
        };
        let pages: Vec<PageRef> = (1..=self.pages).map(page).collect();
        tx.set_page_list(id, &pages)?;
        tx.set_read_state(id, ReadState::Read, None)?;
        tx.set_reviewed(id, Some(tx.now()))?;
        Ok(id)
    }
}

/// Takes away what was sealed for nothing. What can't be taken away now is taken in at the next unlock, which loses
/// nothing.
pub(crate) fn discard(inner: &Inner, sealed: Vec<Sealed>) {
    for one in sealed {
        let _ = inner.with(|open| Ok(open.vault.discard(one)?));
    }
}
