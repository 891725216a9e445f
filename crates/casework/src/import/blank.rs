//! An empty form among the papers that come in: it is filed as a form, and never as a letter that says no.

use crate::desk::Inner;
use holdfast_case::Pages;
use holdfast_letters::blank_form::{is_blank, title_of_form};
use holdfast_reader::Password;
use holdfast_vault::DocumentRow;

/// A paper with more pages is a booklet that has a form in it.
const MOST_PAGES: u32 = 12;

impl Inner {
    /// What an empty form calls itself; none for any other paper. The file is asked for its boxes only where its words
    /// are those of a form. What speaks against opening it once more makes it no form: it was read already.
    pub(super) fn blank_form(
        &self,
        document: &DocumentRow,
        pages: &Pages,
        bytes: &[u8],
        password: Option<Password>,
    ) -> Option<String> {
        let count = u32::try_from(pages.pages.len()).unwrap_or(u32::MAX);
        if document.media != "application/pdf" || count > MOST_PAGES {
            return None;
        }
        let title = title_of_form(pages)?;
        let form = self.parts.reader.as_ref()?.form(bytes, password).ok()?;
        is_blank(&form).then_some(title)
    }
}
