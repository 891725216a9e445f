//! What a paper lacks so far, while it is still being read. It is kept with the pages it was found on, so that reading
//! that stops halfway and goes on later forgets nothing of it.

use holdfast_case::DocumentId;
use holdfast_vault::{Records, Tx, VaultError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const KEPT: &str = "lacking-so-far";

/// Doubts on pages that were read, and whether a part of the file is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lack {
    /// In plain sentences.
    pub(super) doubts: Vec<String>,
    /// True where a part could not be read.
    pub(super) part: bool,
}

impl Lack {
    /// What was found when its earlier pages were read.
    pub(super) fn load(read: Records<'_>, document: DocumentId) -> Result<Self, VaultError> {
        let mut all: BTreeMap<String, Self> = read.setting(KEPT)?.unwrap_or_default();
        Ok(all.remove(&document.to_string()).unwrap_or_default())
    }

    /// Keeps it beside the pages of the same change.
    pub(super) fn keep(&self, tx: &mut Tx<'_>, document: DocumentId) -> Result<(), VaultError> {
        let mut all: BTreeMap<String, Self> = tx.setting(KEPT)?.unwrap_or_default();
        let name = document.to_string();
        if all.get(&name).cloned().unwrap_or_default() == *self {
            return Ok(());
        }
        all.insert(name, self.clone());
        tx.set_setting(KEPT, &all)
    }

    /// The paper is read to its end: what it lacks stands in its reading.
    pub(super) fn forget(tx: &mut Tx<'_>, document: DocumentId) -> Result<(), VaultError> {
        let mut all: BTreeMap<String, Self> = tx.setting(KEPT)?.unwrap_or_default();
        if all.remove(&document.to_string()).is_none() {
            return Ok(());
        }
        if all.is_empty() {
            tx.unset_setting(KEPT)
        } else {
            tx.set_setting(KEPT, &all)
        }
    }

    /// Adds what a portion of the file told; what concerns the whole file is said with every portion.
    pub(super) fn add(&mut self, doubts: Vec<String>, whole: bool) {
        self.part |= !whole;
        for doubt in doubts {
            if !self.doubts.contains(&doubt) {
                self.doubts.push(doubt);
            }
        }
    }
}
