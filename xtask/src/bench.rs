//! `cargo xtask bench`: an optimized build, then `holdfast-bench` with the words that were given.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::ground;
use crate::packages::For;
use crate::run::{Build, programs};
use crate::step::{must, root};

/// Builds and measures. Words after `bench` choose parts of it; none means all.
pub fn bench(words: &[&str]) -> Result<bool> {
    ground::lay(For::Bench)?;
    programs(Build::Release)?;
    println!("── Bench");
    must(
        Command::new(Build::Release.program("holdfast-bench"))
            .args(words)
            .current_dir(root())
            .stdin(Stdio::null()),
    )?;
    Ok(true)
}
