//! The program `tesseract`, run without its knowing anything of the document but pixels we decoded ourselves.
//!
//! It is started through our helper, which locks itself in first (only the program, its libraries and its
//! language data can be read or executed, no network) and then becomes it. The picture goes in as a file that exists
//! in memory alone, the table comes out through a pipe; neither touches a disk.

use super::{OcrEngine, OcrPicture, OcrWord, tsv};
use crate::cancel::CancelToken;
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long one page may take.
const PAGE_TIME: Duration = Duration::from_secs(90);
/// A recognizer that ends so soon has not begun with the picture.
const AT_ONCE: Duration = Duration::from_secs(2);
/// A table longer than this is not of one page.
const MAX_TABLE: u64 = 64 << 20;

/// The recognizer of the system.
pub struct Tesseract {
    launcher: PathBuf,
    program: PathBuf,
    data: Option<PathBuf>,
    allowed: Vec<PathBuf>,
}

impl Tesseract {
    /// `launcher` is our helper, `program` the recognizer.
    pub fn new(launcher: PathBuf, program: PathBuf) -> Self {
        let data = data_folder(&program);
        let mut allowed = vec![program.clone()];
        if let Ok(real) = std::fs::canonicalize(&program) {
            allowed.push(real);
        }
        allowed.extend(data.clone());
        let libraries = [
            "/lib",
            "/lib64",
            "/usr/lib",
            "/usr/lib64",
            "/usr/local/lib",
            "/etc/ld.so.cache",
        ];
        allowed.extend(libraries.iter().map(PathBuf::from).filter(|p| p.exists()));
        Self {
            launcher,
            program,
            data,
            allowed,
        }
    }
}

/// Language data beside the program, else where the system keeps it.
fn data_folder(program: &Path) -> Option<PathBuf> {
    let beside = program.parent().map(|p| p.join("tessdata"));
    let usual = [
        "/usr/share/tesseract-ocr/5/tessdata",
        "/usr/share/tesseract-ocr/4.00/tessdata",
        "/usr/share/tessdata",
        "/usr/local/share/tessdata",
    ];
    beside
        .into_iter()
        .chain(usual.map(PathBuf::from))
        .find(|p| p.join("eng.traineddata").is_file())
}

impl OcrEngine for Tesseract {
    fn recognize(
        &self,
        picture: &OcrPicture<'_>,
        cancel: &CancelToken,
    ) -> Result<Vec<OcrWord>, String> {
        // It reads a stream sign by sign, which costs a twentieth of the page; a file in memory it takes at once.
        let Ok(held) = in_memory(picture) else {
            return self.run(picture, None, cancel);
        };
        let begun = Instant::now();
        match self.run(picture, Some(held), cancel) {
            // where such a file cannot be opened it fails at once
            Err(_) if !cancel.is_cancelled() && begun.elapsed() < AT_ONCE => {
                self.run(picture, None, cancel)
            }
            done => done,
        }
    }
}

/// The picture as a file that exists in memory alone, sealed so that nobody can change it.
fn in_memory(picture: &OcrPicture<'_>) -> std::io::Result<File> {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let mut file = File::from(memfd_create("picture", flags)?);
    write(picture, &mut file)?;
    let seals = SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL;
    fcntl_add_seals(&file, seals)?;
    file.rewind()?;
    Ok(file)
}

/// The picture as a portable gray map.
fn write(picture: &OcrPicture<'_>, out: &mut impl Write) -> std::io::Result<()> {
    let head = format!("P5\n{} {}\n255\n", picture.width, picture.height);
    out.write_all(head.as_bytes())?;
    out.write_all(picture.gray)
}

impl Tesseract {
    /// Has it recognize a picture that is held in memory, or else is handed over as a stream.
    fn run(
        &self,
        picture: &OcrPicture<'_>,
        held: Option<File>,
        cancel: &CancelToken,
    ) -> Result<Vec<OcrWord>, String> {
        let failed = || "The text recognizer (tesseract) failed on this page.".to_owned();
        let mut command = Command::new(&self.launcher);
        command
            .arg("--recognize")
            .args(&self.allowed)
            .arg("--")
            .arg(&self.program);
        let from = if held.is_some() {
            "/proc/self/fd/0"
        } else {
            "stdin"
        };
        // 3 looks for columns and takes the figures of a table for some; 6 reads each row through
        let way = if picture.rows { "6" } else { "3" };
        command.args([from, "stdout", "--oem", "1", "--psm", way, "-l", "eng"]);
        command.args(["--dpi", &picture.dpi.to_string()]);
        if let Some(data) = &self.data {
            command.arg("--tessdata-dir").arg(data);
        }
        command.arg("tsv");
        let mut child = command
            .env_clear()
            .env("OMP_THREAD_LIMIT", "1")
            .env("RUST_BACKTRACE", "0")
            .env("LC_ALL", "C")
            .current_dir("/")
            .stdin(held.map_or_else(Stdio::piped, Stdio::from))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| "The text recognizer (tesseract) could not be started.".to_owned())?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let table = std::thread::scope(|scope| {
            scope.spawn(move || {
                if let Some(mut input) = input {
                    // where it goes away in the middle its end says so
                    let _ = write(picture, &mut input);
                }
            });
            let reading = scope.spawn(move || {
                let mut table = Vec::new();
                let read = output.map(|o| o.take(MAX_TABLE).read_to_end(&mut table));
                matches!(read, Some(Ok(_))).then_some(table)
            });
            let end = Instant::now() + PAGE_TIME;
            while !reading.is_finished() {
                if cancel.is_cancelled() || Instant::now() > end {
                    let _ = child.kill();
                    break;
                }
                std::thread::sleep(Duration::from_millis(10));
            }
            reading.join().ok().flatten()
        });
        let status = child.wait();
        let table = table.ok_or_else(failed)?;
        if !status.is_ok_and(|s| s.success()) {
            return Err(failed());
        }
        Ok(tsv::words(&String::from_utf8_lossy(&table)))
    }
}
