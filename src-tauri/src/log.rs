//! The log: to standard error, and to one small file of the latest start.
//!
//! Our own parts log places, codes and moments. Libraries are heard from errors on only: at finer levels some of
//! them write down what passes through them, such as the words of a notice.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

const FILTER: &str =
    "error,holdfast=info,holdfast_casework=info,holdfast_vault=info,holdfast_reader=info";

/// Starts logging.
pub fn begin() {
    let outlets = Outlets(file().map(Mutex::new));
    let started = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(FILTER))
        .with_writer(outlets)
        .with_ansi(false)
        .try_init();
    if started.is_err() {
        eprintln!("Holdfast: the log could not be started.");
    }
}

/// Takes away what the start before wrote. Only once no other one runs: that one still writes here.
pub fn begin_afresh() {
    if let Some(path) = path()
        && OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(path)
            .is_err()
    {
        tracing::warn!("the log of the start before is still there");
    }
}

fn path() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let state = state.filter(|path| path.is_absolute()).or_else(|| {
        std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"))
    })?;
    Some(state.join(crate::app::ID).join("holdfast.log"))
}

/// The file in the system's state folder, readable by its owner alone. Lines are only ever put behind what is there:
/// a second start says its line and ends, while the first goes on writing.
fn file() -> Option<File> {
    let path = path()?;
    std::fs::create_dir_all(path.parent()?).ok()?;
    OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path)
        .ok()
}

struct Outlets(Option<Mutex<File>>);

impl<'a> MakeWriter<'a> for Outlets {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line(self.0.as_ref())
    }
}

/// Writes to both; a full disk must not stop the app.
struct Line<'a>(Option<&'a Mutex<File>>);

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = std::io::stderr().write_all(bytes);
        if let Some(file) = self.0
            && let Ok(mut file) = file.lock()
        {
            let _ = file.write_all(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
