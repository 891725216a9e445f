//! The command line over the same vault as the window: quick to set up a case with, and an honest witness.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::case::PASSPHRASE;
use crate::world::{World, program};

/// Asks `holdfast-cli`, which opens the vault by the passphrase of the tests; answers with its object.
pub fn ask(world: &World, words: &[&str]) -> Result<Value> {
    let mut child = world
        .command(program("holdfast-cli")?)
        .args(words)
        .args(["--json", "--passphrase-file", "-", "--wait", "10"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // a call that reads nothing may be gone already
    let _ = child
        .stdin
        .take()
        .context("no standard input")?
        .write_all(PASSPHRASE.as_bytes());
    let done = child.wait_with_output()?;
    let said = String::from_utf8(done.stdout)?;
    ensure!(
        done.status.success(),
        "{words:?} ended with {}: {said} {}",
        done.status,
        String::from_utf8_lossy(&done.stderr)
    );
    Ok(serde_json::from_str(&said)?)
}

/// Makes a vault.
pub fn make_vault(world: &World) -> Result<()> {
    words_of_new_vault(world).map(drop)
}

/// Makes a vault; answers with its recovery words.
pub fn words_of_new_vault(world: &World) -> Result<String> {
    let answer = ask(world, &["init"])?;
    let words = answer.get("recovery").and_then(Value::as_str);
    Ok(words.context("a vault without words")?.to_owned())
}

/// True where these recovery words open the vault.
pub fn opens_with(world: &World, words: &str) -> Result<bool> {
    let mut child = world
        .command(program("holdfast-cli")?)
        .args(["unlock", "--check", "--json", "--recovery-fd", "0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("no standard input")?;
    input.write_all(words.as_bytes())?;
    drop(input);
    let done = child.wait_with_output()?;
    let said = String::from_utf8(done.stdout)?;
    ensure!(
        done.status.success() || said.contains("wrong-words"),
        "the words were not tried: {said}"
    );
    Ok(done.status.success())
}

/// Files a letter, waits until it was read, and answers with the document's id.
pub fn file(world: &World, letter: &Path) -> Result<String> {
    let path = letter.to_str().context("a path that is no text")?;
    let answer = ask(world, &["add", path])?;
    let id = answer.pointer("/files/0/document").and_then(Value::as_str);
    Ok(id.with_context(|| answer.to_string())?.to_owned())
}

/// Files a letter and confirms what is sure, so that its date stands.
pub fn file_and_check(world: &World, letter: &Path) -> Result<String> {
    let id = file(world, letter)?;
    ask(world, &["review", &id, "--accept-sure"])?;
    Ok(id)
}
