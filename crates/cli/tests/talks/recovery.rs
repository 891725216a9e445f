//! New recovery words: in force once proved, or once they are out; never lost in between.

use crate::Machine;
use std::io::{Read, Write};
use std::process::Stdio;
use std::time::Instant;

/// How often a call is killed.
const KILLS: u32 = 30;

/// The words in the object of an answer, where all of it is there.
fn words_of(out: &str) -> Option<String> {
    let object: serde_json::Value = serde_json::from_str(out).ok()?;
    Some(object["recovery"].as_str()?.to_owned())
}

fn opens(machine: &Machine, words: &str) -> bool {
    let call = ["unlock", "--check", "--json", "--recovery-fd", "0"];
    machine.call_with(&call, words.as_bytes()).status == 0
}

/// Makes new recovery words on a terminal and answers each question with `answer`, from the number of the question
/// (from 0) and the right word; gives the words and the status.
fn recovery_on_a_terminal(
    machine: &Machine,
    answer: impl Fn(usize, &str) -> String,
) -> (String, i32) {
    let call = format!(
        "{} recovery {}",
        env!("CARGO_BIN_EXE_holdfast-cli"),
        machine.secret().join(" ")
    );
    // `script` (util-linux) gives the program a terminal of its own.
    let plain = machine.command();
    let mut terminal = std::process::Command::new("script");
    terminal.args(["-qefc", &call, "/dev/null"]);
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => terminal.env(name, value),
            None => terminal.env_remove(name),
        };
    }
    let mut child = terminal
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (mut seen, mut answered, mut byte) = (String::new(), 0, [0]);
    while output.read(&mut byte).is_ok_and(|read| read == 1) {
        seen.push(char::from(byte[0]));
        let asked = seen.matches(" (nothing to keep the old words): ").count();
        if asked > answered {
            let number = seen.rsplit("Word ").next().unwrap();
            let number: usize = number.split(' ').next().unwrap().parse().unwrap();
            let words = words_in(&seen);
            let word = words.split(' ').nth(number - 1).unwrap();
            writeln!(input, "{}", answer(answered, word)).unwrap();
            answered = asked;
        }
    }
    let status = child.wait().unwrap().code().unwrap_or(-1);
    (words_in(&seen), status)
}

/// The line of 24 words.
fn words_in(said: &str) -> String {
    said.lines()
        .map(str::trim)
        .find(|line| {
            let all_small = line.chars().all(|c| c == ' ' || c.is_ascii_lowercase());
            all_small && line.split(' ').count() == 24
        })
        .unwrap()
        .to_owned()
}

#[test]
fn on_a_terminal_new_recovery_words_are_in_force_once_three_were_typed_back() {
    let machine = Machine::new();
    let old = words_of(&machine.init().out).unwrap();
    let opens = |words: &str| opens(&machine, words);
    let (given_up, status) = recovery_on_a_terminal(&machine, |n, word| match n {
        0 => word.to_owned(),
        _ => String::new(),
    });
    assert_eq!(status, 1);
    assert!(opens(&old) && !opens(&given_up));
    let (new, status) = recovery_on_a_terminal(&machine, |n, word| match n {
        1 => "zoo zoo".to_owned(),
        _ => word.to_owned(),
    });
    assert_eq!(status, 0);
    assert!(opens(&new) && !opens(&old));
}

#[test]
fn new_recovery_words_are_in_force_once_they_are_out_and_the_old_ones_are_not_lost_before() {
    let machine = Machine::new();
    let old = words_of(&machine.init().out).unwrap();
    let opens = |words: &str| opens(&machine, words);
    // An output that takes nothing: what could not be given out is not in force.
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut call = machine.command();
    call.args(["recovery", "--json"]).args(machine.secret());
    let status = call.stdout(full).status().unwrap();
    assert_ne!(status.code(), Some(0));
    assert!(opens(&old));
    let new = words_of(&machine.open(&["recovery"]).out).unwrap();
    assert!(opens(&new) && !opens(&old));
}

#[test]
fn killed_at_any_moment_a_call_for_new_words_leaves_the_old_ones_or_has_given_out_those_that_open()
{
    let machine = Machine::new();
    let mut holds = words_of(&machine.init().out).unwrap();
    let secret = machine.secret();
    let begun = Instant::now();
    holds = words_of(&machine.open(&["recovery"]).out).unwrap_or(holds);
    // Over the whole time of a call, and a little beyond.
    let whole = begun.elapsed() * 5 / 4;
    let mut turned = 0;
    for kill in 0..KILLS {
        let mut call = machine.command();
        call.args(["recovery", "--json"]).args(&secret);
        let mut child = call.stdout(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(whole * kill / KILLS);
        // It may have ended by itself.
        let _ = child.kill();
        let done = child.wait_with_output().unwrap();
        let given = words_of(&String::from_utf8(done.stdout).unwrap());
        let old = opens(&machine, &holds);
        let new = given.as_deref().is_some_and(|new| opens(&machine, new));
        assert!(
            old != new,
            "kill {kill}: the old ones {old}, the new ones {new}"
        );
        if let Some(given) = given.filter(|_| new) {
            turned += 1;
            holds = given;
        }
    }
    assert!(turned < KILLS, "no kill came before the end");
}
