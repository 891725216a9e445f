//! What must hold against a machine that is not as it should be, and names that mean harm.

use crate::{Machine, letter};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::process::Stdio;

fn first(answer: &crate::Answer) -> serde_json::Value {
    answer.json()["files"][0].clone()
}

#[test]
fn a_paper_filed_without_its_reader_is_read_by_the_next_call_that_has_one() {
    let machine = Machine::new();
    machine.init();
    let path = letter("02-iv-ketamine-experimental.txt");
    let mut without = machine.command();
    without
        .arg("add")
        .arg(&path)
        .args(machine.secret())
        .arg("--json")
        .env("HOLDFAST_READER", machine.path("no-reader"));
    let answer = machine.run(&mut without, b"");
    assert_eq!(first(&answer)["status"], "filed");
    assert_eq!(first(&answer)["error"]["code"], "reader-missing");
    assert_eq!(answer.status, 1, "{}", answer.out);

    // A call that is over before the paper is read leaves it to the next.
    assert_eq!(machine.open(&["list"]).status, 0);
    let other = machine.write("other.txt", b"A note of some length, and nothing else.");
    let next = machine.open(&["add", other.to_str().unwrap()]);
    assert_eq!(next.status, 0, "{}", next.out);
    let listed = machine.open(&["list"]).json();
    let kinds: Vec<&str> = listed["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"denial"), "{listed}");
    assert_eq!(machine.open(&["due"]).json()["due"][0]["due"], "2027-04-12");
}

#[test]
fn a_reader_that_is_killed_is_not_the_papers_fault() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::new();
    machine.init();
    let killed = machine.write("killed-reader", b"#!/bin/sh\nkill -9 $$\n");
    std::fs::set_permissions(&killed, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = letter("02-iv-ketamine-experimental.txt");
    let mut call = machine.command();
    call.arg("add")
        .arg(&path)
        .args(machine.secret())
        .arg("--json")
        .env("HOLDFAST_READER", killed);
    let answer = machine.run(&mut call, b"");
    assert_eq!(first(&answer)["error"]["code"], "reader-ended");
    assert_eq!(answer.status, 1);
    let again = machine.open(&["add", path.to_str().unwrap()]);
    assert_eq!(first(&again)["status"], "known");
    assert_eq!(
        machine.open(&["list"]).json()["documents"][0]["kind"],
        "denial"
    );
}

#[test]
fn a_file_whose_name_is_no_text_is_filed_by_its_bytes() {
    let machine = Machine::new();
    machine.init();
    let path = machine
        .path("")
        .join(OsStr::from_bytes(b"nonutf\xff\xfe.txt"));
    std::fs::write(
        &path,
        std::fs::read(letter("01-esketamine-step-therapy.txt")).unwrap(),
    )
    .unwrap();
    let mut call = machine.command();
    call.arg("add")
        .arg(&path)
        .args(machine.secret())
        .arg("--json");
    let answer = machine.run(&mut call, b"");
    assert_eq!(
        (answer.status, first(&answer)["status"].as_str()),
        (0, Some("filed")),
        "{}",
        answer.out
    );
}

#[test]
fn the_program_dumps_no_core_and_lives_through_a_file_that_may_not_grow() {
    let machine = Machine::new();
    let mut child = machine
        .command()
        .args(["deadline", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let shut = || {
        let text = std::fs::read_to_string(&limits).unwrap();
        let line = text
            .lines()
            .find(|line| line.starts_with("Max core file size"))
            .unwrap()
            .to_owned();
        line.split_whitespace().filter(|word| *word == "0").count() == 2
    };
    let begun = std::time::Instant::now();
    while !shut() {
        assert!(begun.elapsed().as_secs() < 20, "core dumps stay allowed");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    drop(child.stdin.take());
    child.wait().unwrap();

    machine.init();
    let path = letter("01-esketamine-step-therapy.txt");
    let mut call = std::process::Command::new("sh");
    let secret = machine.secret();
    call.arg("-c")
        .arg("ulimit -f 1; exec \"$0\" \"$@\"")
        .arg(env!("CARGO_BIN_EXE_holdfast-cli"))
        .arg("add")
        .arg(&path)
        .args(&secret)
        .arg("--json")
        .env("HOME", machine.path(""))
        .env("XDG_CONFIG_HOME", machine.path("config"))
        .env("XDG_DATA_HOME", machine.path("data"))
        .env("HOLDFAST_TEST_WEAK_KEYS", "1");
    let answer = machine.run(&mut call, b"");
    assert_eq!(answer.status, 1, "{} {}", answer.out, answer.err);
    assert!(answer.out.contains("disk-full"), "{}", answer.out);
}

#[test]
fn names_command_no_terminal() {
    let machine = Machine::new();
    machine.init();
    let text = std::fs::read(letter("01-esketamine-step-therapy.txt")).unwrap();
    let path = machine.write("evil\u{1b}[31m\u{7}\nx\u{202e}fdp.txt", &text);
    let mut call = machine.command();
    call.arg("add").arg(&path).args(machine.secret());
    let shown = machine.run(&mut call, b"");
    let mut read = machine.command();
    let read = machine.run(read.arg("read").arg(&path), b"");
    let mut gone = machine.command();
    let gone = machine.run(
        gone.arg("read").arg(machine.path("gone\u{1b}[31m.txt")),
        b"",
    );
    let mut wrong = machine.command();
    let wrong = machine.run(wrong.arg("no\u{1b}[31mcall"), b"");
    for answer in [&shown, &read, &gone, &wrong] {
        for sign in ['\u{1b}', '\u{7}', '\u{202e}'] {
            assert!(
                !answer.out.contains(sign) && !answer.err.contains(sign),
                "{} {}",
                answer.out,
                answer.err
            );
        }
    }
    assert!(
        shown
            .out
            .contains("\\u{1b}[31m\\u{7}\\nx\\u{202e}fdp.txt: filed"),
        "{}",
        shown.out
    );

    let secret = machine.secret();
    let new = |name: &str| {
        let arguments = ["case", "new", "--json", &secret[0], &secret[1]];
        machine.call_with(&arguments, name.as_bytes())
    };
    for name in ["a\u{1b}[31mb", "two\nlines", "x\u{202e}y", &"n".repeat(101)] {
        assert_eq!(
            (new(name).status, new(name).code().as_str()),
            (2, "bad-request"),
            "{name:?}"
        );
    }
    assert_eq!(new(&"n".repeat(100)).status, 0);
}

#[test]
fn the_words_open_during_the_wait_and_another_vault_does_not_wait() {
    let machine = Machine::new();
    let words = machine.init().json()["recovery"]
        .as_str()
        .unwrap()
        .to_owned();
    let wrong = machine.write("wrong", b"river lamp copper thistle mall");
    let wrong = wrong.to_str().unwrap();
    for _ in 0..5 {
        machine.call(&["unlock", "--check", "--passphrase-file", wrong]);
    }
    let second = machine.path("second").to_str().unwrap().to_owned();
    assert_eq!(machine.open(&["init", "--vault", &second]).status, 0);
    assert_eq!(
        machine
            .open(&["unlock", "--check", "--vault", &second])
            .status,
        0
    );
    assert_eq!(
        machine.open(&["unlock", "--check"]).code(),
        "wait-before-next-try"
    );
    let by_words = machine.call_with(
        &["unlock", "--check", "--json", "--recovery-fd", "0"],
        words.as_bytes(),
    );
    assert_eq!(by_words.status, 0, "{}", by_words.out);
    assert_eq!(machine.open(&["unlock", "--check"]).status, 0);
}

#[test]
fn values_that_do_not_exist_are_wrong_calls_everywhere() {
    let machine = Machine::new();
    machine.init();
    let path = letter("01-esketamine-step-therapy.txt");
    let path = path.to_str().unwrap();
    let id = first(&machine.open(&["add", path]))["document"]
        .as_str()
        .unwrap()
        .to_owned();
    for call in [
        &["read", path, "--plan-kind", "banana", "--json"][..],
        &["read", path, "--state", "ZZ", "--json"],
        &["rules", "--plan-kind", "banana", "--json"],
        &["rules", "--state", "ZZ", "--json"],
    ] {
        let answer = machine.call(call);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (2, "bad-request"),
            "{call:?}"
        );
    }
    for (call, code) in [
        (&["plan", "--plan-kind", "banana"][..], "bad-request"),
        (&["plan", "--state", "ZZ"], "bad-request"),
        (&["review", &id, "--set", "plan.state=ZZ"], "bad-request"),
        (&["review", &id, "--set", "plan.kind=banana"], "bad-request"),
        (&["review", &id, "--set", "bogus=1"], "wrong-field"),
        (&["add", path, "--kind", "love-letter"], "bad-request"),
    ] {
        let answer = machine.open(call);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (2, code),
            "{call:?}"
        );
    }
    assert_eq!(machine.open(&["plan", "--plan-kind", "unknown"]).status, 0);
    assert_eq!(
        machine
            .open(&["review", &id, "--set", "plan.state=oh"])
            .status,
        0
    );
}

#[test]
fn a_file_goes_to_the_case_and_is_of_the_kind_that_is_given_and_keeps_its_folder() {
    let machine = Machine::new();
    machine.init();
    let secret = machine.secret();
    let made = machine.call_with(
        &["case", "new", "--json", &secret[0], &secret[1]],
        b"Another",
    );
    let case = made.json()["cases"][0]["case"].as_str().unwrap().to_owned();
    let text = std::fs::read(letter("01-esketamine-step-therapy.txt")).unwrap();
    std::fs::create_dir(machine.path("d1")).unwrap();
    std::fs::create_dir(machine.path("d2")).unwrap();
    let one = machine.write("d1/x.txt", &text);
    let two = machine.write("d2/x.txt", b"A second paper, which says nothing of note.");
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let added = machine.open(&["add", one, two, "--case", &case, "--kind", "records"]);
    assert_eq!(added.status, 0, "{}", added.out);
    let files = added.json()["files"].clone();
    assert_eq!(
        (files[0]["file"].as_str(), files[1]["file"].as_str()),
        (Some(one), Some(two))
    );
    let listed = machine.open(&["list"]).json();
    assert!(
        listed["documents"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["kind"] == "records"),
        "{listed}"
    );
    assert_eq!(
        machine
            .open(&["add", one, "--case", "nothing-like-it"])
            .status,
        1
    );
}

#[test]
fn facts_and_deadlines_stand_as_the_contract_has_them() {
    let machine = Machine::new();
    machine.init();
    let path = letter("02-iv-ketamine-experimental.txt");
    let id = first(&machine.open(&["add", path.to_str().unwrap()]))["document"]
        .as_str()
        .unwrap()
        .to_owned();
    let shown = machine.open(&["show", &id]).json()["documents"][0].clone();
    let deadline = &shown["deadlines"][0];
    for key in [
        "level",
        "who",
        "primary",
        "letter",
        "rule",
        "citation",
        "rule_verified",
        "clock_started",
        "due",
        "weekday",
        "safe_day",
        "later_if",
        "doubt",
        "steps",
    ] {
        assert!(deadline.get(key).is_some(), "{key}: {deadline}");
    }
    assert_eq!(deadline["document"], id.as_str());
    let fact = shown["facts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|fact| fact["field"] == "member.member_id")
        .unwrap();
    assert!(fact["confidence"].as_f64().unwrap() > 0.5, "{fact}");
    assert!(
        fact["place"]["page"] == 1 && fact["place"]["box"].as_array().unwrap().len() == 4,
        "{fact}"
    );
    let reviewed = machine.open(&["review", &id]).json();
    assert!(
        reviewed["facts"]
            .as_array()
            .unwrap()
            .iter()
            .any(|fact| fact["confidence"].is_number())
    );
    let ladder = machine.open(&["ladder", &id]).json()["ladders"][0].clone();
    assert!(
        ladder["plan_kind_why"].is_string() && ladder["steps"][0]["rule_verified"].is_boolean(),
        "{ladder}"
    );
    assert!(
        ladder["steps"]
            .as_array()
            .unwrap()
            .iter()
            .any(|step| step["deadline"]["rule_verified"].is_boolean()),
        "{ladder}"
    );
}

#[test]
fn three_calls_at_once_each_say_what_became_of_every_file() {
    let machine = Machine::new();
    machine.init();
    let text = String::from_utf8(std::fs::read(letter("01-esketamine-step-therapy.txt")).unwrap())
        .unwrap();
    let secret = machine.secret();
    let answers: Vec<crate::Answer> = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..3)
            .map(|call| {
                let files: Vec<_> = (0..6)
                    .map(|n| {
                        machine.write(
                            &format!("{call}-{n}.txt"),
                            format!("{text}\n{call} {n}\n").as_bytes(),
                        )
                    })
                    .collect();
                let mut command = machine.command();
                command.arg("add").args(files).args(&secret).arg("--json");
                let machine = &machine;
                scope.spawn(move || machine.run(&mut command, b""))
            })
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    for answer in answers {
        assert_eq!(answer.status, 0, "{}", answer.out);
        let files = answer.json()["files"].as_array().unwrap().clone();
        assert_eq!(files.len(), 6);
        assert!(
            files.iter().all(|file| file["status"] == "filed"),
            "{}",
            answer.out
        );
    }
}

#[test]
fn a_damaged_database_is_told_what_is_there_and_the_rescue_is_at_hand() {
    let machine = Machine::new();
    machine.init();
    let records = machine.vault().join("records.db");
    let size = std::fs::metadata(&records).unwrap().len() as usize;
    std::fs::write(&records, vec![7; size]).unwrap();
    let hint = |machine: &Machine| {
        machine.open(&["list"]).json()["error"]["hint"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(!hint(&machine).contains("before"), "{}", hint(&machine));
    std::fs::write(machine.vault().join("before/records-1.db"), b"a copy").unwrap();
    assert!(hint(&machine).contains("before"));
    assert!(hint(&machine).contains("holdfast-cli rescue"));
    assert!(machine.call(&["rescue"]).out.contains("age -d"));
}

#[test]
fn a_reader_of_completions_that_goes_away_is_no_trouble() {
    let machine = Machine::new();
    let mut child = machine
        .command()
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!(
        done.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}
