//! Opens the app, or walks through it where there is no display; makes the pictures; writes the bindings.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::ground;
use crate::packages::For;
use crate::step::{cargo, must, root, step, target};

/// How the programs are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Quick to build.
    Debug,
    /// Optimized; takes many minutes from nothing.
    Release,
}

impl Build {
    /// Where cargo puts a program of this build.
    pub fn program(self, name: &str) -> PathBuf {
        target()
            .join(if self == Build::Release {
                "release"
            } else {
                "debug"
            })
            .join(name)
    }
}

/// `cargo xtask run`.
pub fn run(build: Build) -> Result<bool> {
    open(build, &[], &["main-job", "--pictures"])
}

/// Opens the app with these words; where there is no display, takes this walk.
fn open(build: Build, words: &[&str], instead: &[&str]) -> Result<bool> {
    let seen = ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()));
    ground::lay(if seen { For::Run } else { For::Walk })?;
    programs(build)?;
    if seen {
        println!(
            "── Holdfast opens. Closing its window keeps it in the tray; Quit in the tray's menu ends it."
        );
        let mut holdfast = Command::new(build.program("holdfast"));
        must(holdfast.args(words).current_dir(root()))?;
    } else {
        println!(
            "── There is no display here: Holdfast is started in a virtual one and walked through."
        );
        walk(build, instead, target().join("pictures"))?;
    }
    Ok(true)
}

/// `cargo xtask demo`.
pub fn demo(build: Build) -> Result<bool> {
    open(build, &["--sample"], &["sample", "--pictures"])
}

/// `cargo xtask screenshots`.
pub fn screenshots() -> Result<bool> {
    ground::lay(For::Walk)?;
    programs(Build::Debug)?;
    step("Pictures of every screen", || {
        walk(
            Build::Debug,
            &["screens", "--pictures"],
            root().join("docs/pictures"),
        )
    })?;
    Ok(true)
}

/// `cargo xtask bindings`: the test that guards the window's generated types writes them instead.
pub fn bindings() -> Result<bool> {
    ground::lay(For::Run)?;
    step("Window: generated types", || {
        must(
            cargo()
                .args(["test", "--quiet", "-p", "holdfast", "bindings"])
                .env("HOLDFAST_WRITE_BINDINGS", "1"),
        )
    })?;
    Ok(true)
}

/// Builds the programs of the project: the app, its reader, the command line, and what walks and measures.
pub fn programs(build: Build) -> Result<()> {
    step("Programs", || {
        let mut command = cargo();
        command.args(["build", "--workspace", "--bins"]);
        // With the examples the libraries are the very ones of the tests: fifty need not be built a second time.
        command.arg(match build {
            Build::Debug => "--examples",
            Build::Release => "--release",
        });
        must(&mut command)
    })
}

fn walk(build: Build, words: &[&str], pictures: PathBuf) -> Result<()> {
    std::fs::create_dir_all(&pictures)?;
    let mut command = Command::new(build.program("holdfast-walk"));
    must(
        command
            .current_dir(root())
            .stdin(Stdio::null())
            .args(words)
            .arg(pictures),
    )
}
