//! Calls other programs, says what each step is and how long it took.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The folder of the project, wherever the command was called from.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the project")
}

/// The folder of the window's source.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Cargo's output folder: `CARGO_TARGET_DIR` where it is set, else `target/`.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) if !folder.is_empty() => root().join(folder),
        _ => root().join("target"),
    }
}

/// The cargo that started us.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// Runs a command to its end; its output goes where ours goes. An exit status other than 0 is an error.
pub fn must(command: &mut Command) -> Result<()> {
    let shown = show(command);
    let status = command
        .status()
        .with_context(|| format!("could not start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// What a command prints, or nothing if it cannot be started or fails: for asking, not for doing.
pub fn ask(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn show(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let rest = command
        .get_args()
        .map(|word| word.to_string_lossy().into_owned());
    std::iter::once(program)
        .chain(rest)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Says a step's name, does it, and says its seconds.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("── {name}");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    match &result {
        Ok(_) => println!("   {name}: {seconds:.1} s"),
        Err(_) => println!("   {name}: failed after {seconds:.1} s"),
    }
    result
}

/// Steps that are all tried even when one fails, with a summary at the end.
#[derive(Default)]
pub struct Report {
    lines: Vec<(String, f64, Option<String>)>,
}

impl Report {
    /// Does one check and remembers how it went; tells whether it passed.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let start = Instant::now();
        let result = step(name, work);
        let failure = result.err().map(|error| format!("{error:#}"));
        if let Some(why) = &failure {
            println!("   {why}");
        }
        let passed = failure.is_none();
        self.lines
            .push((name.to_owned(), start.elapsed().as_secs_f64(), failure));
        passed
    }

    /// Prints all steps with their seconds; tells whether every one passed.
    pub fn summary(&self) -> bool {
        println!("\n── Summary");
        for (name, seconds, failure) in &self.lines {
            let word = if failure.is_some() { "FAILED" } else { "ok" };
            println!("   {word:<7} {seconds:>7.1} s  {name}");
        }
        let failed = self
            .lines
            .iter()
            .filter(|(_, _, failure)| failure.is_some())
            .count();
        match failed {
            0 => println!("   All {} checks passed.", self.lines.len()),
            1 => println!(
                "   1 of {} checks failed; its output stands above.",
                self.lines.len()
            ),
            n => println!(
                "   {n} of {} checks failed; their output stands above.",
                self.lines.len()
            ),
        }
        failed == 0
    }
}
