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

const STEPS: &[Step] = &[
    Step {
        number: 1,
        sql: include_str!("0001-first.sql"),
    },
    Step {
        number: 2,
        sql: include_str!("0002-imports.sql"),
    },
    Step {
        number: 3,
        sql: include_str!("0003-words.sql"),
    },
    Step {
        number: 4,
        sql: include_str!("0004-case-records.sql"),
    },
];

/// The schema this program writes.
pub const NEWEST_SCHEMA: u32 = 4;

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
    run(connection, Some(folder), STEPS)?;
    Ok(Some(before))
}

/// Runs all steps on a database that was just made: there is nothing yet to copy.
pub(crate) fn run_all(connection: &mut Connection) -> Result<(), VaultError> {
    run(connection, None, STEPS)
}

/// Runs the steps a database lacks, each in one transaction and after a copy into `folder`. Another process may have run them
/// while this one waited, so the number is asked again within each.
fn run(
    connection: &mut Connection,
    folder: Option<&Folder>,
    steps: &[Step],
) -> Result<(), VaultError> {
    for step in steps {
        let at = schema_of(connection)?;
        if at >= step.number {
            continue;
        }
        if let Some(folder) = folder.filter(|_| at > 0) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database;
    use crate::hazmat::DatabaseKey;

    /// Two invented steps after the real ones.
    const LATER: [Step; 6] = [
        STEPS[0],
        STEPS[1],
        STEPS[2],
        STEPS[3],
        Step {
            number: 5,
            sql: "CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY) STRICT;",
        },
        Step {
            number: 6,
            sql: "ALTER TABLE later ADD COLUMN note TEXT; INSERT INTO later VALUES ('a', 'b');",
        },
    ];

    struct Place {
        _dir: tempfile::TempDir,
        folder: Folder,
        key: DatabaseKey,
    }

    fn place() -> Place {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        let key = DatabaseKey::make_random().unwrap();
        run_all(&mut database::make(&folder, &key).unwrap()).unwrap();
        Place {
            _dir: dir,
            folder,
            key,
        }
    }

    #[test]
    fn the_newest_number_is_the_last_steps_and_numbers_have_no_gaps() {
        assert_eq!(
            NEWEST_SCHEMA, 4,
            "pinned: raise it with a new step, and never edit a released one"
        );
        let numbers: Vec<u32> = STEPS.iter().map(|step| step.number).collect();
        assert_eq!(numbers, (1..=NEWEST_SCHEMA).collect::<Vec<_>>());
    }

    #[test]
    fn a_released_step_is_never_edited() {
        let sum = blake3::hash(STEPS[0].sql.as_bytes()).to_hex();
        assert_eq!(&sum[..16], "0d44064cea6b9382", "0001-first.sql was changed");
    }

    #[test]
    fn a_queue_of_the_first_schema_comes_along() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        let key = DatabaseKey::make_random().unwrap();
        let mut records = database::make(&folder, &key).unwrap();
        run(&mut records, Some(&folder), &STEPS[..1]).unwrap();
        let old =
            "INSERT INTO import_queue (id, batch, file_name, arrival, state, added_at, changed_at)
            VALUES ('a', 'b', 'letter.pdf', 'picked', 'waiting', '', '')";
        records.execute(old, []).unwrap();
        run(&mut records, Some(&folder), STEPS).unwrap();
        let kind: Option<String> = records
            .query_row("SELECT kind FROM import_queue WHERE id = 'a'", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(kind, None);
    }

    #[test]
    fn what_a_queue_of_the_second_schema_was_refused_for_comes_along() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        let key = DatabaseKey::make_random().unwrap();
        let mut records = database::make(&folder, &key).unwrap();
        run(&mut records, Some(&folder), &STEPS[..2]).unwrap();
        let old = "INSERT INTO import_queue (id, batch, file_name, arrival, state, error, added_at, changed_at)
            VALUES ('a', 'b', 'letter.pdf', 'picked', 'failed', 'file-empty', '', '')";
        records.execute(old, []).unwrap();
        run(&mut records, Some(&folder), STEPS).unwrap();
        let row = "SELECT error, said, same_letter FROM import_queue WHERE id = 'a'";
        let kept: (String, Option<String>, Option<String>) = records
            .query_row(row, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap();
        assert_eq!(kept, ("file-empty".to_owned(), None, None));
    }

    #[test]
    fn each_step_runs_once_after_a_copy_under_the_same_key() {
        let place = place();
        let mut records = database::open(&place.folder, &place.key, database::PATIENCE).unwrap();
        records
            .execute("INSERT INTO settings VALUES ('kept', '1')", [])
            .unwrap();
        run(&mut records, Some(&place.folder), &LATER).unwrap();
        run(&mut records, Some(&place.folder), &LATER).unwrap();
        assert_eq!(schema_of(&records).unwrap(), 6);
        assert_eq!(
            records
                .query_row("SELECT count(*) FROM later", [], |row| row.get::<_, i64>(0))
                .unwrap(),
            1
        );
        drop(records);
        for (schema, tables) in [(4_u32, 0_i64), (5, 1)] {
            let copy = place.folder.before().join(format!("records-{schema}.db"));
            let bytes = std::fs::read(&copy).unwrap();
            assert!(
                !bytes.starts_with(b"SQLite format 3"),
                "the copy is encrypted"
            );
            std::fs::copy(&copy, place.folder.records()).unwrap();
            let records = database::open(&place.folder, &place.key, database::PATIENCE).unwrap();
            assert_eq!(schema_of(&records).unwrap(), schema);
            let found = |sql: &str| {
                records
                    .query_row(sql, [], |row| row.get::<_, i64>(0))
                    .unwrap()
            };
            assert_eq!(
                found("SELECT count(*) FROM settings WHERE name = 'kept'"),
                1
            );
            assert_eq!(
                found("SELECT count(*) FROM sqlite_schema WHERE name = 'later'"),
                tables
            );
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_database_as_it_was() {
        let place = place();
        let mut records = database::open(&place.folder, &place.key, database::PATIENCE).unwrap();
        let broken = Step {
            number: 5,
            sql: "CREATE TABLE half (id TEXT) STRICT; SELECT * FROM nowhere;",
        };
        assert!(
            run(
                &mut records,
                Some(&place.folder),
                &[STEPS[0], STEPS[1], STEPS[2], STEPS[3], broken]
            )
            .is_err()
        );
        assert_eq!(schema_of(&records).unwrap(), 4);
        let half = "SELECT count(*) FROM sqlite_schema WHERE name = 'half'";
        assert_eq!(
            records
                .query_row(half, [], |row| row.get::<_, i64>(0))
                .unwrap(),
            0
        );
    }

    #[test]
    fn of_many_that_start_at_once_one_migrates() {
        let place = place();
        std::thread::scope(|scope| {
            let started: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        let mut records =
                            database::open(&place.folder, &place.key, database::PATIENCE).unwrap();
                        run(&mut records, Some(&place.folder), &LATER)
                            .map(|()| schema_of(&records).unwrap())
                    })
                })
                .collect();
            for one in started {
                assert_eq!(one.join().unwrap().unwrap(), 6);
            }
        });
        let records = database::open(&place.folder, &place.key, database::PATIENCE).unwrap();
        assert_eq!(
            records
                .query_row("SELECT count(*) FROM later", [], |row| row.get::<_, i64>(0))
                .unwrap(),
            1
        );
    }

    #[test]
    fn a_newer_database_is_not_touched() {
        let place = place();
        let mut records = database::open(&place.folder, &place.key, database::PATIENCE).unwrap();
        run(&mut records, Some(&place.folder), &LATER).unwrap();
        let now = "2026-11-25T09:30:00Z".parse().unwrap();
        let refused = migrate(&mut records, &place.folder, now, Duration::ZERO);
        assert!(matches!(
            refused,
            Err(VaultError::NewerVault { found: 6, known: 4 })
        ));
    }
}
