//! What is received while the vault is locked: sealed with the public half alone, under a random id.

use crate::change::Moment;
use crate::documents::Arrival;
use crate::error::VaultError;
use crate::folder::Folder;
use crate::hazmat::Recipient;
use crate::locked::About;
use crate::originals::seal_file;
use crate::records::to_json;
use holdfast_case::Private;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What stands in `<id>.about.age`.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredAbout {
    pub(super) file_name: Private<String>,
    pub(super) media: String,
    pub(super) arrival: Arrival,
    pub(super) at: Moment,
}

/// Seals bytes and what is known about them into the inbox. The description goes first and keeps its lock until
/// the content is there too: a content file in the inbox always has its description.
pub(crate) fn receive(
    folder: &Folder,
    recipient: &Recipient,
    bytes: &[u8],
    about: &About,
) -> Result<Uuid, VaultError> {
    super::make_folder(&folder.inbox())?;
    let id = Uuid::new_v4();
    let stored = StoredAbout {
        file_name: about.file_name.clone(),
        media: about.media.clone(),
        arrival: about.arrival,
        at: about.at,
    };
    let text = zeroize::Zeroizing::new(to_json(&stored)?);
    let held = seal_file(recipient, text.as_bytes(), &folder.about(id))?;
    let content = seal_file(recipient, bytes, &folder.received(id));
    if content.is_err() {
        // Nothing half there: a description without content means nothing.
        let _ = std::fs::remove_file(folder.about(id));
    }
    drop(held);
    content.map(|_| id)
}
