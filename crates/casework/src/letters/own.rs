//! What is the person's alone: words kept beside a newer proposal, and a picture of their signature.

use crate::desk::{Desk, Inner, Opened};
use crate::error::{Code, Error};
use crate::view::LetterPictureView;
use holdfast_case::letter::{Declined, Signature};
use holdfast_case::{DocumentId, Letter};
use holdfast_packet::compose::{Proposal, compose, proposals};
use holdfast_vault::{DocumentFilter, DocumentRow, VaultError};

/// Width in which a signature is drawn: fine enough for paper at the height it stands there.
const WIDTH: u32 = 1000;

/// True where the person kept their own words beside just this proposal.
pub(super) fn is_declined(letter: &Letter, proposal: &Proposal) -> bool {
    let mut declined = letter.declined.iter();
    declined.any(|one| one.key == proposal.key && one.nodes == proposal.nodes)
}

fn is_picture(row: &DocumentRow) -> bool {
    matches!(row.media.as_str(), "image/png" | "image/jpeg")
}

fn view(row: &DocumentRow) -> LetterPictureView {
    LetterPictureView {
        document: row.id.to_string(),
        title: row.title.reveal().clone(),
    }
}

impl Inner {
    /// Puts the newer proposal for a paragraph aside, or shows it again. Errors: [`Code::NotFound`] where there is none.
    pub(super) fn keep_own(
        &self,
        open: &Opened,
        letter: &mut Letter,
        key: &str,
        on: bool,
    ) -> Result<(), Error> {
        let facts = self.letter_facts(open, letter)?;
        let composed = compose(&letter.kind, &facts).ok_or(Code::NotFound)?;
        let newer = proposals(letter, &composed);
        let newer = newer.into_iter().find(|one| one.key == key);
        let newer = newer.ok_or(Code::NotFound)?;
        letter.declined.retain(|one| one.key != key);
        if on {
            letter.declined.push(Declined {
                key: newer.key,
                nodes: newer.nodes,
            });
        }
        Ok(())
    }

    /// Signs with a picture, or by pen. Errors: [`Code::NotFound`] where there is no such paper;
    /// [`Code::BadRequest`] where it is no picture.
    pub(super) fn sign_with(
        &self,
        open: &Opened,
        letter: &mut Letter,
        document: Option<&str>,
    ) -> Result<(), Error> {
        letter.signature = match document {
            None => Signature::Pen,
            Some(document) => {
                let id: DocumentId = document.parse().map_err(|_| Error::of(Code::NotFound))?;
                let row = self.picture_row(open, id)?.ok_or(Code::NotFound)?;
                if !is_picture(&row) {
                    return Err(Error::of(Code::BadRequest)
                        .saying("This paper is no picture. The letter is signed as before.")
                        .hinting("A PNG or JPEG of your signature on white paper is good."));
                }
                Signature::Picture { document: id }
            }
        };
        Ok(())
    }

    /// The paper, unless it is in the trash or gone.
    fn picture_row(&self, open: &Opened, id: DocumentId) -> Result<Option<DocumentRow>, Error> {
        match open.vault.read().document(id) {
            Ok(row) => Ok(Some(row).filter(|row| row.trashed_at.is_none())),
            Err(VaultError::NotFound(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The picture a letter is signed with; without a title where it is gone.
    pub(super) fn signature_view(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<Option<LetterPictureView>, Error> {
        let Signature::Picture { document } = letter.signature else {
            return Ok(None);
        };
        let row = self.picture_row(open, document)?;
        let gone = || LetterPictureView {
            document: document.to_string(),
            title: String::new(),
        };
        Ok(Some(row.as_ref().map_or_else(gone, view)))
    }

    /// The pictures of the case, newest first.
    pub(super) fn signature_pictures(
        &self,
        open: &Opened,
    ) -> Result<Vec<LetterPictureView>, Error> {
        let filter = DocumentFilter {
            case: Some(open.case),
            ..DocumentFilter::default()
        };
        let rows = open.vault.read().documents(&filter)?;
        Ok(rows
            .iter()
            .filter(|row| is_picture(row))
            .map(view)
            .collect())
    }
}

impl Desk {
    /// A paper by its id or a beginning that fits only one, to be the picture of a signature.
    pub fn picture_to_sign_with(&self, id: &str) -> Result<String, Error> {
        Ok(self.document_id(id)?.to_string())
    }

    /// The picture of the signature as a PNG of our own making; empty for a pen, and where the paper is gone.
    pub(super) fn signature(&self, letter: &Letter) -> Result<Vec<u8>, Error> {
        let Signature::Picture { document } = letter.signature else {
            return Ok(Vec::new());
        };
        let row = self
            .inner
            .with(|open| self.inner.picture_row(open, document))?;
        if row.is_none() {
            return Ok(Vec::new());
        }
        Ok(self.page_picture(&document.to_string(), 1, WIDTH)?.to_vec())
    }
}
