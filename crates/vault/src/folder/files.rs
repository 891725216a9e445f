//! Files that are wholly there or wholly not: written under a temporary name, synced, renamed, folder synced.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

const TEMP_ENDING: &str = ".tmp";

/// A file with a lock, which is given up by name when this is dropped. Closing the handle would not be enough: a
/// program that is just being started holds a copy of every handle for a moment, and the lock with it.
pub(crate) struct Held(pub(crate) File);

impl Drop for Held {
    fn drop(&mut self) {
        // It goes with the process at the latest.
        let _ = self.0.unlock();
    }
}

/// A file being written. While it is open it carries a lock, so that a sweep can tell it from what a crash left.
pub(crate) struct TempFile {
    file: File,
    path: PathBuf,
    done: bool,
}

impl TempFile {
    /// Starts a file in `folder`, readable by its owner only.
    pub(crate) fn start(folder: &Path) -> io::Result<Self> {
        loop {
            let temp = Self::begin(folder)?;
            // Before the lock was ours, a sweep may have taken it for one that a crash left.
            if temp.path.try_exists()? {
                return Ok(temp);
            }
        }
    }

    fn begin(folder: &Path) -> io::Result<Self> {
        let path = folder.join(format!(".{}{TEMP_ENDING}", uuid::Uuid::new_v4()));
        let mut options = OpenOptions::new();
        options.write(true).read(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        let temp = Self {
            file,
            path,
            done: false,
        };
        temp.file.lock()?;
        Ok(temp)
    }

    /// Syncs the file, gives it its name and syncs the folder. The lock stays with the file that is given back.
    pub(crate) fn finish(mut self, name: &Path) -> io::Result<Held> {
        self.file.sync_all()?;
        fs::rename(&self.path, name)?;
        self.done = true;
        if let Some(folder) = name.parent() {
            sync_folder(folder)?;
        }
        self.file.try_clone().map(Held)
    }
}

impl Write for TempFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        if !self.done {
            // What cannot be removed now is swept at the next unlock.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// True for a name that only an unfinished file has.
pub(crate) fn is_temp(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMP_ENDING)
}

/// Removes the unfinished files of `folder` that nobody is writing any more; gives back how many.
pub(crate) fn sweep(folder: &Path) -> io::Result<usize> {
    let mut swept = 0;
    for entry in list(folder)? {
        if !is_temp(&entry.name) {
            continue;
        }
        // The lock is held until the name is gone: who begins the file waits for it, then sees that the name went.
        if let Some(_held) = lock_if_free(&entry.path)? {
            remove_if_there(&entry.path)?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// One entry of a folder whose name is plain text.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) is_folder: bool,
}

/// What stands in a folder, sorted by name; a folder that isn't there holds nothing.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<Entry>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if let Ok(name) = entry.file_name().into_string() {
            found.push(Entry {
                name,
                path: entry.path(),
                is_folder: entry.file_type()?.is_dir(),
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The file with its lock, where nobody else holds that; none where someone does or the file is gone.
pub(crate) fn lock_if_free(path: &Path) -> io::Result<Option<Held>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(Held(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Writes a small file whole, in place of an old one if there is one.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut temp = TempFile::start(folder)?;
    temp.write_all(bytes)?;
    temp.finish(path).map(drop)
}

/// Reads a file that is small by its nature; a larger one is not what it claims to be.
pub(crate) fn read_small(path: &Path) -> io::Result<Vec<u8>> {
    const MOST: u64 = 1 << 20;
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(bytes)
}

/// Makes names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Windows has no handle on a folder to sync; a rename is durable there by itself.
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn a_file_that_is_begun_while_others_sweep_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    while !done.load(Ordering::Relaxed) {
                        sweep(folder.path()).unwrap();
                    }
                });
            }
            let written: Vec<io::Result<()>> = (0..400)
                .map(|n| write_whole(&folder.path().join(format!("{n}.json")), b"{}"))
                .collect();
            done.store(true, Ordering::Relaxed);
            assert!(written.iter().all(Result::is_ok), "{written:?}");
        });
        assert_eq!(list(folder.path()).unwrap().len(), 400);
    }
}
