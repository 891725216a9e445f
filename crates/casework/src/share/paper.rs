//! The same summary as a typeset PDF: set from the text that was checked, shown page by page before it is saved.

use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::pictures::Picture;
use crate::view::{SharePagesView, ShareRequest};
use holdfast_packet::summary_sheet;
use std::sync::Arc;
use zeroize::Zeroizing;

impl Desk {
    /// Sets the summary and keeps it in memory to be looked at. Errors: as of [`Desk::share_summary`].
    pub fn show_share_summary(&self, request: &ShareRequest) -> Result<SharePagesView, Error> {
        let inner = &self.inner;
        let begun = inner.pictures.wipes();
        let (_, pdf, pages) = self.share_summary_set(request)?;
        let reader = inner.parts.reader.as_ref().ok_or(Code::ReaderMissing)?;
        let viewer = reader.open_viewer(pdf.as_slice(), None)?;
        inner.pictures.keep_summary(viewer, begun);
        Ok(SharePagesView { pages })
    }

    /// The picture of a page of the summary that was set last, so many pixels wide, as PNG.
    pub fn share_summary_page(&self, page: u32, width: u32) -> Result<Picture, Error> {
        let viewer = self.inner.pictures.summary().ok_or(Code::NotFound)?;
        Ok(Arc::new(Zeroizing::new(viewer.render(page, width)?)))
    }

    /// The summary as a PDF, with a name for its file. It is not sealed: the person was asked.
    pub fn share_summary_pdf(&self, request: &ShareRequest) -> Result<(String, Vec<u8>), Error> {
        let (name, pdf, _) = self.share_summary_set(request)?;
        Ok((name, pdf))
    }

    fn share_summary_set(&self, request: &ShareRequest) -> Result<(String, Vec<u8>, u32), Error> {
        let view = self.share_summary(request)?;
        if !view.ready {
            return Err(Error::of(Code::NotFound).saying(view.said));
        }
        let (pdf, pages) = summary_sheet(&view.text)?;
        Ok(("Summary without names.pdf".to_owned(), pdf, pages))
    }
}
