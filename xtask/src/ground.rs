//! Lays the ground: system packages, Node, npm packages, the window's page. Each part only when it is stale.
//!
//! Stamps hold a hash of what a part was made from. They lie in `ui/node_modules/`, so deleting that folder
//! makes all of it anew.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::node::Node;
use crate::packages::{self, For};
use crate::step::{must, step, ui};

/// Everything before cargo's own work.
pub fn lay(purpose: For) -> Result<()> {
    step("System packages", || packages::install(purpose))?;
    let node = step("Window: npm packages", npm_packages)?;
    step("Window: page", || page(&node))
}

/// Installs the locked npm packages unless those of this very lock file are there; answers with the Node to use.
pub fn npm_packages() -> Result<Node> {
    let node = Node::find()?;
    let stamp = ui().join("node_modules/.holdfast-packages");
    let wanted = hash(&[ui().join("package-lock.json"), ui().join("package.json")])?;
    if read(&stamp) != wanted {
        must(&mut node.npm(&["ci", "--no-audit", "--no-fund"]))?;
        std::fs::write(&stamp, wanted)?;
    }
    Ok(node)
}

/// Builds the window's page into `ui/dist` unless it was built from these very files.
fn page(node: &Node) -> Result<()> {
    let stamp = ui().join("node_modules/.holdfast-page");
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(ui())? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_file() {
            sources.push(path);
        } else if !["node_modules", "dist"].contains(&name.as_str()) && !name.starts_with('.') {
            files_below(&path, &mut sources)?;
        }
    }
    let wanted = hash(&sources)?;
    if read(&stamp) != wanted || !ui().join("dist/index.html").exists() {
        must(&mut node.npm(&["run", "build"]))?;
        std::fs::write(&stamp, wanted)?;
    }
    Ok(())
}

fn read(stamp: &Path) -> String {
    std::fs::read_to_string(stamp).unwrap_or_default()
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// A hash of names and contents, the same in any order of the list.
fn hash(files: &[PathBuf]) -> Result<String> {
    let mut files = files.to_vec();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes =
            std::fs::read(&file).with_context(|| format!("{} is needed", file.display()))?;
        hasher.write(
            file.strip_prefix(ui())
                .unwrap_or(&file)
                .as_os_str()
                .as_encoded_bytes(),
        );
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(format!("{:016x}", hasher.finish()))
}
