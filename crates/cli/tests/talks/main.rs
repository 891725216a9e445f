//! Talks with the program at a terminal: what is typed, what it answers, with which status.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod after;
mod broken_off;
mod checklist;
mod claims;
#[path = "../../../casework/tests/casework/cut_off.rs"]
mod cut_off;
mod deadlines;
mod form;
mod hardness;
mod journey;
mod kills;
mod packet;
mod plan;
mod provision;
mod recovery;
mod sent;
mod treatment;
mod trouble;
mod typed;
mod wrong;

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A machine of its own: home, settings, vault.
pub struct Machine {
    home: tempfile::TempDir,
}

/// What a call answered.
pub struct Answer {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Answer {
    /// The one JSON object.
    pub fn json(&self) -> Value {
        let mut lines = self.out.lines();
        let first = lines.next().unwrap_or_default();
        assert!(lines.next().is_none(), "more than one line: {}", self.out);
        let value: Value = serde_json::from_str(first)
            .unwrap_or_else(|e| panic!("{e}: {} {}", self.out, self.err));
        assert_eq!(value["schema"], 1);
        value
    }
    /// Code of the error object.
    pub fn code(&self) -> String {
        self.json()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

pub const PASSPHRASE: &str = "river lamp copper thistle mill";

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

impl Machine {
    pub fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
    /// A call with nothing on standard input.
    pub fn call(&self, arguments: &[&str]) -> Answer {
        self.call_with(arguments, b"")
    }
    /// A call that opens the vault with its passphrase.
    pub fn open(&self, arguments: &[&str]) -> Answer {
        let secret = self.write("secret", PASSPHRASE.as_bytes());
        let secret = secret.to_str().unwrap().to_owned();
        let mut all = arguments.to_vec();
        all.extend(["--json", "--passphrase-file", &secret]);
        self.call(&all)
    }
    pub fn call_with(&self, arguments: &[&str], input: &[u8]) -> Answer {
        self.run(self.command().args(arguments), input)
    }
    /// The program with this machine's home around it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast-cli"));
        command
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("HOLDFAST_TEST_WEAK_KEYS", "1")
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    }
    /// The arguments that open the vault with its passphrase.
    pub fn secret(&self) -> [String; 2] {
        let secret = self.write("secret", PASSPHRASE.as_bytes());
        [
            "--passphrase-file".to_owned(),
            secret.to_str().unwrap().to_owned(),
        ]
    }
    /// Runs a call that was put together by hand.
    pub fn run(&self, command: &mut Command, input: &[u8]) -> Answer {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A call that reads no input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input);
        let done = child.wait_with_output().unwrap();
        Answer {
            status: done.status.code().unwrap_or(-1),
            out: String::from_utf8(done.stdout).unwrap(),
            err: String::from_utf8(done.stderr).unwrap(),
        }
    }
    pub fn init(&self) -> Answer {
        let made = self.open(&["init"]);
        assert_eq!(made.status, 0, "{} {}", made.out, made.err);
        made
    }
    pub fn vault(&self) -> PathBuf {
        self.path("data").join("app.holdfast.desktop/vault")
    }
}

/// A labelled letter of the letters crate.
pub fn letter(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../letters/letters")
        .join(name)
}
