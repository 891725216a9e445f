//! What was typed and is not saved yet: sealed like everything else, so that a lock or a restart loses none of it.

use crate::desk::Desk;
use crate::error::Error;
use holdfast_vault::Operation;

impl Desk {
    /// The unsaved words of a place of the window (`review/<document>`), as the window wrote them.
    pub fn draft(&self, name: &str) -> Result<Option<String>, Error> {
        self.inner
            .with(|open| Ok(open.vault.read().draft(name)?.map(|(text, _)| text)))
    }

    /// Keeps them, or nothing more where they were saved or taken back. Nobody is told: they are no record.
    pub fn keep_draft(&self, name: &str, text: Option<&str>) -> Result<(), Error> {
        self.inner
            .change(Operation::by_program("draft"), |tx, _| match text {
                Some(text) => tx.put_draft(name, text),
                None => tx.delete_draft(name),
            })
            .map(drop)
    }
}
