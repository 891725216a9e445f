//! Numbered migrations, forward only, never edited after release. Before one runs, the database is copied.

use crate::Moment;
use crate::error::VaultError;
use crate::folder::{Folder, WholeVault, sync_folder};
use rusqlite::{Connection, TransactionBehavior};
use std::time::Duration;

/// One step: the schema number it leads to, and its SQL.
#[derive(Clone, Copy)]
struct Step {
    number: u32,
    sql: &'static str,
}

const STEPS: &[Step] = &[Step {
    number: 1,
    sql: include_str!("0001-first.sql"),
}];

/// The schema this program writes.
pub const NEWEST_SCHEMA: u32 = 1;

/// The schema of a database; 0 is an empty one.
pub(crate) fn schema_of(connection: &Connection) -> Result<u32, VaultError> {
    Ok(connection.query_row(include_str!("schema.sql"), [], |row| row.get(0))?)
}

/// Brings the database to the newest schema. Gives back the number it had, where that was an older one.
pub(crate) fn migrate(
    connection: &mut Connection,
    folder: &Folder,
    now: Moment,
    wait: Duration,
) -> Result<Option<u32>, VaultError> {
    let before = schema_of(connection)?;
    if before == NEWEST_SCHEMA {
        return Ok(None);
    }
    if before > NEWEST_SCHEMA {
        return Err(VaultError::NewerVault {
            found: before,
            known: NEWEST_SCHEMA,
        });
    }
    let _held = WholeVault::take(folder, "migrate", now, wait)?;
    run_all(connection, folder)?;
    Ok(Some(before))
}

/// Runs all steps there are.
pub(crate) fn run_all(connection: &mut Connection, folder: &Folder) -> Result<(), VaultError> {
    run(connection, folder, STEPS)
}

/// Runs the steps a database lacks, each in one transaction and after a copy. Another process may have run them
/// while this one waited, so the number is asked again within each.
fn run(connection: &mut Connection, folder: &Folder, steps: &[Step]) -> Result<(), VaultError> {
    for step in steps {
        let at = schema_of(connection)?;
        if at >= step.number {
            continue;
        }
        if at > 0 {
            copy_before(connection, folder, at)?;
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if schema_of(&transaction)? < step.number {
            transaction.execute_batch(step.sql)?;
            transaction.pragma_update(None, "user_version", step.number)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

/// Copies the database, under its own key, to `before/records-<schema>.db`.
fn copy_before(connection: &Connection, folder: &Folder, schema: u32) -> Result<(), VaultError> {
    std::fs::create_dir_all(folder.before())?;
    let name = folder.before().join(format!("records-{schema}.db"));
    if name.exists() {
        return Ok(());
    }
    let unfinished = folder
        .before()
        .join(format!(".{}.tmp", uuid::Uuid::new_v4()));
    let path = unfinished
        .to_str()
        .ok_or(std::io::Error::from(std::io::ErrorKind::InvalidFilename))?;
    connection.execute(include_str!("copy.sql"), [path])?;
    std::fs::File::open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, &name)?;
    sync_folder(&folder.before())?;
    Ok(())
}
