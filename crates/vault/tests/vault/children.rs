//! Other processes: this test program starts itself again to play one part, and may kill it.

use crate::common::*;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

const PART: &str = "HOLDFAST_VAULT_TEST_PART";
const FOLDER: &str = "HOLDFAST_VAULT_TEST_FOLDER";
const START: &str = "HOLDFAST_VAULT_TEST_START";

type Part = fn(&Path, u32) -> Result<(), std::io::Error>;

fn part(name: &str) -> Option<Part> {
    match name {
        "import" => Some(crate::crashes::import_for_ever),
        "write" => Some(crate::together::write_many),
        "hold" => Some(crate::together::hold_whole_vault),
        _ => None,
    }
}

/// What the other process says, line by line.
pub struct Other {
    pub child: Child,
    pub lines: Lines<BufReader<ChildStdout>>,
}

impl Other {
    pub fn start(part: &str, folder: &Path, start: u32) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "children::a_child_plays_the_part_it_is_told",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(PART, part)
            .env(FOLDER, folder)
            .env(START, start.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }
    /// The next thing it says; what the test program prints by itself is passed over.
    pub fn next_word(&mut self) -> Option<String> {
        self.lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("SAYS ").map(str::to_owned))
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Said by the child, after a line end, since the test program may have begun a line of its own.
pub fn say(word: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    write!(out, "\nSAYS {word}\n")?;
    out.flush()
}

#[test]
fn a_child_plays_the_part_it_is_told() {
    match std::env::var(PART) {
        Ok(name) => {
            let folder = std::env::var_os(FOLDER).unwrap();
            let start = std::env::var(START).unwrap().parse().unwrap();
            part(&name).unwrap()(Path::new(&folder), start).unwrap();
        }
        // Not as a child: then the children that the tests start must be known, and no others.
        Err(_) => {
            assert!(
                ["import", "write", "hold"]
                    .iter()
                    .all(|name| part(name).is_some())
            );
            assert!(part("anything else").is_none());
            let (home, _vault) = Home::make();
            let mut other = Other::start("anything else", &home.folder(), 0);
            assert_eq!(other.next_word(), None);
            assert!(!other.child.wait().unwrap().success());
        }
    }
}
