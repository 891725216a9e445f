//! Reading the records: one handle, with functions by area, for a whole vault and within a change alike.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use chrono::{NaiveDate, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use serde::{Serialize, de::DeserializeOwned};
use std::str::FromStr;

/// The records, to read.
#[derive(Clone, Copy)]
pub struct Records<'a> {
    pub(crate) connection: &'a Connection,
}

impl Records<'_> {
    pub(crate) fn all<T>(
        self,
        sql: &str,
        with: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, VaultError>,
    ) -> Result<Vec<T>, VaultError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(with)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// Reads row by row and keeps none.
    pub(crate) fn each(
        self,
        sql: &str,
        with: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(with)?;
        while let Some(row) = rows.next()? {
            read(row)?;
        }
        Ok(())
    }

    pub(crate) fn one<T>(
        self,
        sql: &str,
        with: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, VaultError>,
    ) -> Result<Option<T>, VaultError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(with)?;
        rows.next()?.map(read).transpose()
    }

    /// One value of a statement that gives at most one row.
    pub(crate) fn value<T: rusqlite::types::FromSql>(
        self,
        sql: &str,
        with: impl Params,
    ) -> Result<Option<T>, VaultError> {
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row(with, |row| row.get(0))
            .optional()?)
    }

    /// The ids that begin with `start`, resolved to the one that fits.
    pub(crate) fn by_beginning<T: FromStr>(
        self,
        kind: Kind,
        sql: &str,
        start: &str,
    ) -> Result<T, VaultError> {
        let start = start.trim().to_ascii_lowercase();
        let plain = !start.is_empty()
            && start
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        if !plain {
            return Err(VaultError::NotFound(kind));
        }
        let found = self.all(sql, [format!("{start}*")], |row| {
            Ok(row.get::<_, String>(0)?)
        })?;
        match found.as_slice() {
            [] => Err(VaultError::NotFound(kind)),
            [id] => id.parse().map_err(|_| VaultError::DamagedRecord(kind)),
            _ => Err(VaultError::Ambiguous(kind)),
        }
    }
}

/// Millisecond RFC 3339 in UTC: sorts as text.
pub(crate) fn moment_text(moment: Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(crate) fn parse_moment(kind: Kind, text: &str) -> Result<Moment, VaultError> {
    let parsed = chrono::DateTime::parse_from_rfc3339(text);
    parsed
        .map(|moment| moment.with_timezone(&Utc))
        .map_err(|_| VaultError::DamagedRecord(kind))
}

/// Columns of a row, read with the kind of record that is damaged if they aren't as written.
pub(crate) struct Columns<'a, 'b>(pub(crate) Kind, pub(crate) &'a Row<'b>);

impl Columns<'_, '_> {
    pub(crate) fn get<T: rusqlite::types::FromSql>(&self, name: &str) -> Result<T, VaultError> {
        Ok(self.1.get(name)?)
    }
    /// A value that is stored as text.
    pub(crate) fn parse<T: FromStr>(&self, name: &str) -> Result<T, VaultError> {
        self.get::<String>(name)?
            .parse()
            .map_err(|_| VaultError::DamagedRecord(self.0))
    }
    pub(crate) fn parse_if<T: FromStr>(&self, name: &str) -> Result<Option<T>, VaultError> {
        let text: Option<String> = self.get(name)?;
        text.map(|text| text.parse().map_err(|_| VaultError::DamagedRecord(self.0)))
            .transpose()
    }
    pub(crate) fn moment(&self, name: &str) -> Result<Moment, VaultError> {
        parse_moment(self.0, &self.get::<String>(name)?)
    }
    pub(crate) fn moment_if(&self, name: &str) -> Result<Option<Moment>, VaultError> {
        self.get::<Option<String>>(name)?
            .map(|text| parse_moment(self.0, &text))
            .transpose()
    }
    pub(crate) fn day_if(&self, name: &str) -> Result<Option<NaiveDate>, VaultError> {
        self.parse_if(name)
    }
    pub(crate) fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T, VaultError> {
        from_json(self.0, &self.get::<String>(name)?)
    }
    pub(crate) fn json_if<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, VaultError> {
        self.get::<Option<String>>(name)?
            .map(|text| from_json(self.0, &text))
            .transpose()
    }
    /// A value that serde writes as one word.
    pub(crate) fn word<T: DeserializeOwned>(&self, name: &str) -> Result<T, VaultError> {
        from_word(self.0, &self.get::<String>(name)?)
    }
}

pub(crate) fn to_json(value: &impl Serialize) -> Result<String, VaultError> {
    serde_json::to_string(value).map_err(|error| VaultError::Io(error.into()))
}

pub(crate) fn from_json<T: DeserializeOwned>(kind: Kind, text: &str) -> Result<T, VaultError> {
    serde_json::from_str(text).map_err(|_| VaultError::DamagedRecord(kind))
}

/// The one word that serde writes for a plain enum.
pub(crate) fn to_word(value: &impl Serialize) -> Result<String, VaultError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(VaultError::Io(std::io::ErrorKind::InvalidInput.into())),
    }
}

pub(crate) fn from_word<T: DeserializeOwned>(kind: Kind, word: &str) -> Result<T, VaultError> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|_| VaultError::DamagedRecord(kind))
}
