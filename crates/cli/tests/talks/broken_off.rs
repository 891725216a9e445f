//! A call that was broken off, or whose paper lies in the trash, and the same call again: nothing stays behind.

use crate::typed::pdf;
use crate::{Machine, letter};
use serde_json::Value;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LETTER: &str = "01-esketamine-step-therapy.txt";

fn first(answer: &crate::Answer) -> Value {
    answer.json()["files"][0].clone()
}

fn listed(machine: &Machine, trash: bool) -> usize {
    let call: &[&str] = if trash {
        &["list", "--trash"]
    } else {
        &["list"]
    };
    machine.open(call).json()["documents"]
        .as_array()
        .map_or(0, Vec::len)
}

/// True once something lies sealed in the vault.
fn sealed(machine: &Machine) -> bool {
    let shelves = std::fs::read_dir(machine.vault().join("documents"));
    shelves.into_iter().flatten().flatten().any(|shelf| {
        let papers = std::fs::read_dir(shelf.path()).into_iter().flatten();
        papers
            .flatten()
            .any(|paper| paper.path().extension().is_some_and(|end| end == "age"))
    })
}

#[test]
fn what_a_call_that_was_broken_off_undid_is_brought_in_by_the_same_call_again() {
    let machine = Machine::new();
    machine.init();
    // Long enough that it is still being read when Ctrl+C comes.
    let text = std::fs::read_to_string(letter(LETTER)).unwrap();
    let mut pages = vec![text];
    pages.extend((2..600).map(|page| format!("Record of the clinic, sheet {page}\nSeen.\n")));
    let path = machine.write("refusal.pdf", &pdf(&pages));
    let path = path.to_str().unwrap();

    let child = machine
        .command()
        .args(["add", path, "--json"])
        .args(machine.secret())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !sealed(&machine) {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(2));
    }
    let pressed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(pressed.unwrap().success());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130));
    // Where the paper is now is said, not that nothing is there.
    let told = [ended.stdout, ended.stderr].concat();
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("lies in the trash"), "{told}");
    assert!(!told.contains("Nothing is half there"), "{told}");
    assert_eq!((listed(&machine, false), listed(&machine, true)), (0, 1));

    let again = machine.open(&["add", path]);
    let file = first(&again);
    assert_eq!(
        (again.status, &file["status"], &file["put_back"]),
        (0, &Value::from("filed"), &Value::from(true)),
        "{file}"
    );
    assert_eq!((listed(&machine, false), listed(&machine, true)), (1, 0));
    let due = machine.open(&["due"]).json();
    assert_eq!(due["due"][0]["document"], file["document"]);
    assert!(due["due"][0]["due"].is_string(), "{due}");
}

#[test]
fn a_letter_that_lies_in_the_trash_is_put_back_by_adding_it_and_that_is_said() {
    let machine = Machine::new();
    machine.init();
    let path = letter(LETTER);
    let path = path.to_str().unwrap();
    let text = std::fs::read(path).unwrap();
    let id = first(&machine.open(&["add", path]))["document"].clone();
    let id = id.as_str().unwrap();
    let due = machine.open(&["due"]).json();
    let said = "filed. It lay in the trash; it was put back.";

    assert_eq!(machine.open(&["trash", id]).status, 0);
    let again = first(&machine.open(&["add", path, path]));
    assert_eq!(
        (&again["status"], &again["put_back"], &again["document"]),
        (&Value::from("filed"), &Value::from(true), &Value::from(id))
    );
    assert_eq!(machine.open(&["due"]).json(), due);
    assert_eq!(machine.open(&["undo"]).status, 0);
    assert_eq!((listed(&machine, false), listed(&machine, true)), (0, 1));

    let mut call = machine.command();
    call.args(["add", path]).args(machine.secret());
    let told = machine.run(&mut call, b"").out;
    assert!(told.contains(said), "{told}");

    // The same for bytes that come by a pipe.
    assert_eq!(machine.open(&["trash", id]).status, 0);
    let mut call = machine.command();
    call.args(["add", "-"]).args(machine.secret());
    let told = machine.run(&mut call, &text).out;
    assert!(told.contains(said), "{told}");

    // One that is here is known, and nothing more.
    let known = first(&machine.open(&["add", path]));
    assert_eq!(known["status"], "known");
    assert!(known.get("put_back").is_none());
}

#[test]
fn a_letter_that_is_received_while_locked_and_lies_in_the_trash_is_here_after_unlocking() {
    let machine = Machine::new();
    machine.init();
    let path = letter(LETTER);
    let path = path.to_str().unwrap();
    let id = first(&machine.open(&["add", path]))["document"].clone();
    assert_eq!(machine.open(&["trash", id.as_str().unwrap()]).status, 0);
    let received = machine.call(&["add", path, "--json"]);
    assert_eq!(first(&received)["status"], "received", "{}", received.err);
    assert_eq!((listed(&machine, false), listed(&machine, true)), (1, 0));
}
