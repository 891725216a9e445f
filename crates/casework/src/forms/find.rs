//! Which papers of the case are forms, and the boxes of each. A paper is asked once while the vault is open.

use crate::desk::{Desk, Inner};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::view::{FormRowView, FormsView};
use holdfast_case::{ContentId, DocumentId, FilledForm, Form, Letter};
use holdfast_reader::ReaderError;
use holdfast_vault::{Arrival, DocumentFilter, DocumentRow};
use std::sync::Arc;

/// A paper with more pages is no form that came with a letter; it can still be asked for by its name.
const MOST_PAGES: u32 = 300;
/// Days between the filing of a letter and of what came with it.
const TOGETHER: i64 = 3;
/// Papers asked for a list at most, the newest first.
const MOST_PAPERS: usize = 200;

impl Desk {
    /// The id of a paper by itself or a beginning that fits only one.
    pub fn paper_id(&self, id: &str) -> Result<String, Error> {
        Ok(self.document_id(id)?.to_string())
    }

    /// The forms among the papers of the case. With a letter those that belong to it stand first, and it is told which
    /// are filled for it and go along.
    pub fn forms(&self, letter: Option<&str>) -> Result<FormsView, Error> {
        let inner = &self.inner;
        let letter: Option<Kept<Letter>> = letter.map(|id| inner.kept_one(id)).transpose()?;
        let answers = letter.as_ref().and_then(|kept| kept.record.answers);
        let (mut rows, kept) = inner.with(|open| {
            let filter = DocumentFilter {
                case: Some(open.case),
                ..DocumentFilter::default()
            };
            let rows = open.vault.read().documents(&filter)?;
            Ok((rows, inner.kept_with::<FilledForm>(open)?))
        })?;
        let answered = rows.iter().find(|row| Some(row.id) == answers);
        let parent = answered.and_then(|row| row.parent);
        let came = answered.map(|row| row.added_at);
        let is_near = |row: &DocumentRow| {
            let with = row.parent.is_some() && (row.parent == parent || row.parent == answers);
            // what came out of one envelope is filed within a few days
            let together =
                came.is_some_and(|came| (row.added_at - came).num_days().abs() <= TOGETHER);
            Some(row.id) == answers || Some(row.id) == parent || with || together
        };
        rows.retain(may_be_a_form);
        rows.sort_by_key(|row| !is_near(row));
        let mut forms = Vec::new();
        for row in rows.iter().take(MOST_PAPERS) {
            let form = match inner.form_of(row.original) {
                Ok(form) => form,
                // one paper that can't be opened is no reason to list none
                Err(error) if error.code() == Code::Locked => return Err(error),
                Err(_) => continue,
            };
            let Some(form) = form else {
                continue;
            };
            let id = letter.as_ref().map(|kept| kept.id);
            let filled = kept
                .iter()
                .map(|kept| &kept.record)
                .find(|one| one.form == Some(row.id) && one.letter == id)
                .and_then(|one| one.filled);
            let along = letter.as_ref().is_some_and(|kept| {
                filled.is_some_and(|filled| kept.record.forms.contains(&filled))
            });
            forms.push(FormRowView {
                document: row.id.to_string(),
                title: row.title.reveal().clone(),
                boxes: u32::try_from(form.boxes.len()).unwrap_or(u32::MAX),
                filled: filled.map(|id| id.to_string()),
                along,
                of_letter: is_near(row),
            });
        }
        Ok(FormsView { forms })
    }
}

fn may_be_a_form(row: &DocumentRow) -> bool {
    let is_theirs = !matches!(row.arrival, Arrival::Sent | Arrival::Made);
    row.media == "application/pdf" && is_theirs && row.page_count <= MOST_PAGES
}

impl Inner {
    /// The boxes of a paper; none where it has no box to fill in. Errors: what stands against opening it.
    pub(super) fn form_of(&self, original: ContentId) -> Result<Option<Arc<Form>>, Error> {
        if let Some(known) = self.pictures.form(original) {
            return Ok(known);
        }
        let reader = self.parts.reader.as_ref().ok_or(Code::ReaderMissing)?;
        let begun = self.pictures.wipes();
        let bytes = self.with(|open| Ok(open.vault.open_original(original)?))?;
        let form = match reader.form(&bytes, self.pictures.password(original)) {
            Ok(form) => Some(Arc::new(form)),
            Err(ReaderError::NoForm) => None,
            Err(error) => return Err(error.into()),
        };
        self.pictures.remember_form(original, form.clone(), begun);
        Ok(form)
    }

    /// The paper and its boxes. Errors: [`Code::FormNone`] where it has none.
    pub(super) fn form_at(&self, id: DocumentId) -> Result<(DocumentRow, Arc<Form>), Error> {
        let row = self.with(|open| Ok(open.vault.read().document(id)?))?;
        let form = self.form_of(row.original)?;
        Ok((row, form.ok_or(Code::FormNone)?))
    }
}
