//! A summary of the case without names, for fellow patients: told from fields alone, then searched for every name,
//! number, date and address that the record holds.

mod course;
mod guard;
mod known;
mod paper;
mod tell;

use crate::after::decided;
use crate::desk::{Desk, Inner, Opened};
use crate::error::{Code, Error};
use crate::view::{ShareRequest, ShareView};
use crate::words;
use holdfast_case::DocumentId;

impl Desk {
    /// The summary as it would be saved. Errors: [`Code::ShareRefused`] where something that could name a person is
    /// still in it.
    pub fn share_summary(&self, request: &ShareRequest) -> Result<ShareView, Error> {
        let ladder = self.ladder(request.document.as_deref())?;
        let id: Option<DocumentId> = ladder.document.as_deref().and_then(|id| id.parse().ok());
        let Some(id) = id else {
            return Ok(ShareView {
                text: String::new(),
                struck: 0,
                said: "There is no denial to tell of yet.".to_owned(),
                ready: false,
            });
        };
        self.inner.with(|open| {
            let outcome = decided(&self.inner, open, &ladder, id)?;
            let told = self.inner.told_without_names(open, request, id, outcome)?;
            let known = self.inner.known_private(open, request, &told.allowed)?;
            let (text, struck) = guard::strike(&told.text, &known);
            match guard::shape(&text) {
                Some(_) => Err(Code::ShareRefused.into()),
                None => Ok(ShareView {
                    text,
                    struck,
                    said: said(struck),
                    ready: true,
                }),
            }
        })
    }

    /// The same as a file, with a name for it. It is not sealed: the person was asked.
    pub fn share_summary_file(&self, request: &ShareRequest) -> Result<(String, Vec<u8>), Error> {
        let view = self.share_summary(request)?;
        if !view.ready {
            return Err(Error::of(Code::NotFound).saying(view.said));
        }
        Ok((
            "Summary without names.txt".to_owned(),
            view.text.into_bytes(),
        ))
    }
}

/// What the check did.
fn said(struck: u32) -> String {
    match struck {
        0 => {
            "We searched it for every name, number, date and address in your record. None is in it."
                .to_owned()
        }
        n => {
            let count = usize::try_from(n).unwrap_or(usize::MAX);
            format!(
                "We searched it for every name, number, date and address in your record, and struck out {}.",
                words::count(count, "place", "places")
            )
        }
    }
}

impl Inner {
    fn told_without_names(
        &self,
        open: &Opened,
        request: &ShareRequest,
        id: DocumentId,
        outcome: crate::view::AfterOutcome,
    ) -> Result<tell::ToldCase, Error> {
        tell::told(self, open, request, id, outcome)
    }
}
