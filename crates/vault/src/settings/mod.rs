//! Settings inside the vault, drafts, and what is kept for the recovery sheet.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, from_json, moment_text, to_json};
use serde::{Serialize, de::DeserializeOwned};

impl Records<'_> {
    /// A setting; none where it was never set.
    pub fn setting<T: DeserializeOwned>(self, name: &str) -> Result<Option<T>, VaultError> {
        let text: Option<String> = self.value(include_str!("find.sql"), [name])?;
        text.map(|text| from_json(Kind::Settings, &text))
            .transpose()
    }

    /// A draft and when it was saved.
    pub fn draft(self, name: &str) -> Result<Option<(String, Moment)>, VaultError> {
        self.one(include_str!("find-draft.sql"), [name], |row| {
            let row = Columns(Kind::Drafts, row);
            Ok((row.get("text")?, row.moment("changed_at")?))
        })
    }

    /// Password of backup repositories, as printed on the recovery sheet.
    pub fn backup_password(self) -> Result<Option<zeroize::Zeroizing<String>>, VaultError> {
        Ok(self
            .value::<String>(include_str!("find-keepsake.sql"), [BACKUP_PASSWORD])?
            .map(Into::into))
    }
}

const BACKUP_PASSWORD: &str = "backup-password";

impl Tx<'_> {
    /// Sets a setting.
    pub fn set_setting(&mut self, name: &str, value: &impl Serialize) -> Result<(), VaultError> {
        self.run(
            Kind::Settings,
            include_str!("set.sql"),
            (name, to_json(value)?),
        )
        .map(drop)
    }

    /// Takes a setting away.
    pub fn unset_setting(&mut self, name: &str) -> Result<(), VaultError> {
        self.run(Kind::Settings, include_str!("unset.sql"), [name])
            .map(drop)
    }

    /// Saves a draft.
    pub fn put_draft(&mut self, name: &str, text: &str) -> Result<(), VaultError> {
        let now = moment_text(self.now);
        self.run(
            Kind::Drafts,
            include_str!("put-draft.sql"),
            (name, text, now),
        )
        .map(drop)
    }

    /// Takes a draft away.
    pub fn delete_draft(&mut self, name: &str) -> Result<(), VaultError> {
        self.run(Kind::Drafts, include_str!("delete-draft.sql"), [name])
            .map(drop)
    }

    pub(crate) fn keep_backup_password(&mut self, password: &str) -> Result<(), VaultError> {
        self.run(
            Kind::Settings,
            include_str!("put-keepsake.sql"),
            (BACKUP_PASSWORD, password),
        )
        .map(drop)
    }
}
