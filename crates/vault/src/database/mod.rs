//! `records.db`: opening it with its key, and bringing it to the newest schema.

mod migrate;

pub use migrate::NEWEST_SCHEMA;
pub(crate) use migrate::{migrate, run_all, schema_of};

use crate::error::{DatabaseDamage, VaultError};
use crate::folder::Folder;
use crate::hazmat::DatabaseKey;
use rusqlite::{Connection, OpenFlags};
use std::sync::Once;
use std::time::Duration;

/// How long a change waits for another process to finish its own, where nothing else is said.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// Up to this size the whole file is looked through at unlock; a larger one is looked through by `verify`, since
/// nobody should wait seconds at the door.
const QUICK_CHECK_BELOW: u64 = 64 << 20;

const SETTINGS: &str = include_str!("settings.sql");
const LOOK_ONLY: &str = include_str!("read-only.sql");
const MAKE_DURABLE: &str = include_str!("make-durable.sql");

/// Makes a new, empty database.
pub(crate) fn make(folder: &Folder, key: &DatabaseKey) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(&folder.records(), key, flags)?;
    connection.execute_batch(MAKE_DURABLE)?;
    Ok(connection)
}

/// Opens the database to look at it where nothing can be written, not even the small files that SQLite keeps beside
/// it. What a crash left in the write-ahead log cannot be read in this way; then it is an error.
pub(crate) fn open_to_look(folder: &Folder, key: &DatabaseKey) -> Result<Connection, VaultError> {
    // Where the log is there, another process may have the records open: they are shared with it if that can be.
    if let Ok(log) = folder.path().join("records.db-wal").metadata() {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match connect(&folder.records(), key, flags) {
            Err(_) if log.len() == 0 => {}
            shared => {
                let connection = shared?;
                connection.execute_batch(LOOK_ONLY)?;
                return Ok(connection);
            }
        }
    }
    // Nobody can write, so that the file can be taken for one that never changes.
    let mut address = "file:".to_owned();
    for byte in folder.records().as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(*byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = connect(std::path::Path::new(&address), key, flags)?;
    connection.execute_batch(LOOK_ONLY)?;
    Ok(connection)
}

/// Opens the database of a vault and looks whether it is sound.
pub(crate) fn open(
    folder: &Folder,
    key: &DatabaseKey,
    patience: Duration,
) -> Result<Connection, VaultError> {
    let size = match folder.records().metadata() {
        Ok(data) if data.is_file() => data.len(),
        _ if folder.path().is_dir() => {
            return Err(VaultError::DamagedDatabase {
                damage: DatabaseDamage::Missing,
            });
        }
        _ => return Err(VaultError::NoFolder),
    };
    if size == 0 && !folder.path().join("records.db-wal").exists() {
        return Err(VaultError::DamagedDatabase {
            damage: DatabaseDamage::NotADatabase,
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(&folder.records(), key, flags)?;
    connection.busy_timeout(patience)?;
    connection.execute_batch(MAKE_DURABLE)?;
    if schema_of(&connection)? == 0 {
        return Err(VaultError::DamagedDatabase {
            damage: DatabaseDamage::NotADatabase,
        });
    }
    if size < QUICK_CHECK_BELOW {
        let sound: String =
            connection.query_row(include_str!("quick-check.sql"), [], |row| row.get(0))?;
        if sound != "ok" {
            return Err(VaultError::DamagedDatabase {
                damage: DatabaseDamage::Pages,
            });
        }
    }
    Ok(connection)
}

/// Lets SQLite and its cipher get ready once, and has whoever else opens a database wait for it. By itself SQLite says
/// that it is ready before its cipher is: of threads that open the first databases of a program at the same moment,
/// some would be refused with "SQL logic error".
fn get_ready() {
    static READY: Once = Once::new();
    // Where even this fails, the database itself says why.
    READY.call_once(|| drop(Connection::open_in_memory()));
}

fn connect(
    records: &std::path::Path,
    key: &DatabaseKey,
    flags: OpenFlags,
) -> Result<Connection, VaultError> {
    get_ready();
    let connection = Connection::open_with_flags(records, flags)?;
    // SQLCipher would write its own complaints to standard error.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.key::<&str, _>(None, key.raw_form().as_bytes(), false)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.execute_batch(SETTINGS)?;
    // A key that doesn't fit shows at the first read, not before.
    schema_of(&connection)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};
    use std::sync::Barrier;

    const CHILD: &str = "HOLDFAST_VAULT_TEST_FIRST";
    const THREADS: usize = 16;

    /// What each of several threads is told that make the first databases of this program at the same moment.
    fn make_at_once() -> Vec<VaultError> {
        let dir = tempfile::tempdir().unwrap();
        let gate = Barrier::new(THREADS);
        std::thread::scope(|scope| {
            let makers: Vec<_> = (0..THREADS)
                .map(|number| {
                    let (gate, path) = (&gate, dir.path().join(number.to_string()));
                    scope.spawn(move || {
                        std::fs::create_dir_all(&path).unwrap();
                        let key = DatabaseKey::make_random().unwrap();
                        gate.wait();
                        make(&Folder::new(&path), &key).err()
                    })
                })
                .collect();
            makers
                .into_iter()
                .filter_map(|maker| maker.join().unwrap())
                .collect()
        })
    }

    /// Each program has one first moment, so this one starts itself anew: without waiting about one in forty failed.
    #[test]
    fn the_first_databases_of_a_program_can_be_opened_at_the_same_moment() {
        if std::env::var_os(CHILD).is_some() {
            let refused = make_at_once();
            assert!(refused.is_empty(), "{refused:?}");
            return;
        }
        let name =
            "database::tests::the_first_databases_of_a_program_can_be_opened_at_the_same_moment";
        for _ in 0..100 {
            let done = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", name])
                .env(CHILD, "1")
                .stderr(Stdio::null())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&done.stdout);
            assert!(done.status.success(), "{said}");
            assert!(said.contains("1 passed"), "{said}");
        }
    }
}
