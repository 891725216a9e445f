//! Each row of the contract's 'when something is wrong'.

use crate::cut_off::cut_off;
use crate::{Machine, letter};

fn refused(machine: &Machine, file: &str) -> (i32, String) {
    let answer = machine.open(&["add", file]);
    let object = answer.json();
    assert_eq!(object["files"][0]["status"], "refused", "{file}");
    (
        answer.status,
        object["files"][0]["error"]["code"]
            .as_str()
            .unwrap()
            .to_owned(),
    )
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_the_sixth_try_has_to_wait() {
    let machine = Machine::new();
    machine.init();
    let wrong = machine.write("wrong", b"river lamp copper thistle mall");
    let wrong = wrong.to_str().unwrap();
    for _ in 0..5 {
        let answer = machine.call(&["unlock", "--check", "--json", "--passphrase-file", wrong]);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (3, "wrong-passphrase")
        );
    }
    let sixth = machine.call(&["unlock", "--check", "--json", "--passphrase-file", wrong]);
    assert_eq!(
        (sixth.status, sixth.code().as_str()),
        (3, "wait-before-next-try")
    );
}

#[test]
fn the_words_open_it_and_other_words_do_not() {
    let machine = Machine::new();
    let words = machine.init().json()["recovery"]
        .as_str()
        .unwrap()
        .to_owned();
    let right = machine.call_with(
        &["unlock", "--check", "--json", "--recovery-fd", "0"],
        words.as_bytes(),
    );
    assert_eq!(right.status, 0, "{}", right.out);
    let other = Machine::new().init().json()["recovery"]
        .as_str()
        .unwrap()
        .to_owned();
    let wrong = machine.call_with(
        &["unlock", "--check", "--json", "--recovery-fd", "0"],
        other.as_bytes(),
    );
    assert_eq!((wrong.status, wrong.code().as_str()), (3, "wrong-words"));
    let none = machine.call(&["list", "--json"]);
    assert_eq!((none.status, none.code().as_str()), (3, "locked"));
}

#[test]
fn a_folder_that_is_no_vault_and_damaged_files_are_told_apart() {
    let machine = Machine::new();
    machine.init();
    let check = |vault: &std::path::Path| {
        let answer = machine.open(&["unlock", "--check", "--vault", vault.to_str().unwrap()]);
        (answer.status, answer.code())
    };
    assert_eq!(
        check(&machine.path("nowhere")),
        (4, "vault-missing".to_owned())
    );
    let plain = machine.path("plain");
    std::fs::create_dir(&plain).unwrap();
    assert_eq!(check(&plain), (4, "not-a-vault".to_owned()));

    let vault = machine.vault();
    let database = vault.join("records.db");
    let sound = std::fs::read(&database).unwrap();
    std::fs::write(&database, vec![7; sound.len()]).unwrap();
    assert_eq!(check(&vault), (4, "database-damaged".to_owned()));
    std::fs::write(&database, &sound).unwrap();

    let key = vault.join("keys/passphrase.age");
    let sound = std::fs::read(&key).unwrap();
    std::fs::write(&key, b"broken").unwrap();
    assert_eq!(check(&vault), (4, "key-damaged".to_owned()));
    std::fs::write(&key, sound).unwrap();
    let whole = machine.open(&["unlock", "--check", "--vault", vault.to_str().unwrap()]);
    assert_eq!(whole.status, 0, "{}", whole.out);
}

#[test]
fn a_vault_is_not_made_where_something_is() {
    let machine = Machine::new();
    machine.init();
    assert_eq!(machine.open(&["init"]).code(), "already-a-vault");
    let full = machine.path("full");
    std::fs::create_dir(&full).unwrap();
    std::fs::write(full.join("letter.txt"), "kept").unwrap();
    let answer = machine.open(&["init", "--vault", full.to_str().unwrap()]);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (1, "folder-not-empty")
    );
    assert_eq!(
        std::fs::read_to_string(full.join("letter.txt")).unwrap(),
        "kept"
    );
    let synced = machine.path("Dropbox");
    std::fs::create_dir_all(synced.join(".dropbox.cache")).unwrap();
    let answer = machine.open(&["init", "--vault", synced.join("v").to_str().unwrap()]);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (1, "folder-synced")
    );
}

#[test]
fn what_is_no_paper_is_refused_per_file_and_the_others_go_on() {
    let machine = Machine::new();
    machine.init();
    let path = |name: &str| machine.path(name).to_str().unwrap().to_owned();
    machine.write("empty.pdf", b"");
    machine.write(
        "program.bin",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
    );
    machine.write(
        "renamed.png",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    );
    std::fs::create_dir(machine.path("folder")).unwrap();
    std::os::unix::fs::symlink("nowhere", machine.path("link.pdf")).unwrap();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(machine.path("pipe.pdf"))
            .status()
            .unwrap()
            .success()
    );

    assert_eq!(
        refused(&machine, &path("empty.pdf")),
        (5, "file-empty".to_owned())
    );
    assert_eq!(
        refused(&machine, &path("program.bin")),
        (5, "file-type-unknown".to_owned())
    );
    assert_eq!(
        refused(&machine, &path("renamed.png")),
        (5, "file-ending-wrong".to_owned())
    );
    assert_eq!(
        refused(&machine, &path("folder")),
        (5, "file-is-folder".to_owned())
    );
    assert_eq!(
        refused(&machine, &path("link.pdf")),
        (5, "file-link-broken".to_owned())
    );
    assert_eq!(
        refused(&machine, &path("pipe.pdf")),
        (5, "file-is-pipe".to_owned())
    );
    assert_eq!(
        refused(&machine, "/dev/null"),
        (5, "file-is-device".to_owned())
    );
    assert_eq!(
        refused(&machine, &path("gone.pdf")),
        (5, "file-missing".to_owned())
    );

    let good = letter("01-esketamine-step-therapy.txt");
    let both = machine.open(&["add", &path("empty.pdf"), good.to_str().unwrap()]);
    assert_eq!(both.status, 5);
    let files = both.json()["files"].clone();
    assert_eq!(
        (files[0]["status"].as_str(), files[1]["status"].as_str()),
        (Some("refused"), Some("filed"))
    );
}

#[test]
fn a_damaged_document_is_filed_unread_and_a_reading_of_it_says_so() {
    let machine = Machine::new();
    machine.init();
    let broken = machine.write(
        "broken.pdf",
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 9 0 R",
    );
    let broken = broken.to_str().unwrap();
    let filed = machine.open(&["add", broken]);
    assert_eq!(
        (filed.status, filed.json()["files"][0]["status"].as_str()),
        (0, Some("filed")),
        "{}",
        filed.out
    );
    assert_eq!(filed.json()["files"][0]["error"]["code"], "file-damaged");
    let read = machine.call(&["read", broken, "--json"]);
    assert_eq!((read.status, read.code().as_str()), (5, "file-damaged"));
    assert_eq!(read.json()["error"]["file"], broken);

    let good = letter("01-esketamine-step-therapy.txt");
    let both = machine.call(&["read", broken, good.to_str().unwrap(), "--json"]);
    assert_eq!(both.status, 5);
    assert_eq!(both.json()["readings"][0]["error"]["code"], "file-damaged");
    assert_eq!(both.json()["readings"][1]["kind"]["value"], "denial");
}

#[test]
fn a_call_that_does_not_fit_has_status_2_and_help_has_0() {
    let machine = Machine::new();
    assert_eq!(machine.call(&["nonsense"]).status, 2);
    let answer = machine.call(&["add", "--json"]);
    assert_eq!((answer.status, answer.code().as_str()), (2, "bad-request"));
    assert_eq!(machine.call(&["--help"]).status, 0);
    assert_eq!(machine.call(&["completions", "bash"]).status, 0);
    assert!(machine.call(&["man"]).out.contains("holdfast"));
}

#[test]
fn standard_input_that_breaks_off_is_no_letter() {
    let machine = Machine::new();
    machine.init();
    // A folder can be opened and never read: the first look at it breaks off.
    let broken = || std::fs::File::open(machine.path("")).unwrap();
    let call = |arguments: &[&str]| {
        let mut command = machine.command();
        command.args(arguments).args(machine.secret()).arg("--json");
        let done = command.stdin(broken()).output().unwrap();
        crate::Answer {
            status: done.status.code().unwrap_or(-1),
            out: String::from_utf8(done.stdout).unwrap(),
            err: String::from_utf8(done.stderr).unwrap(),
        }
    };
    let added = call(&["add", "-"]);
    let file = added.json()["files"][0].clone();
    assert_eq!(
        (file["status"].as_str(), file["error"]["code"].as_str()),
        (Some("refused"), Some("file-gone")),
        "{file}"
    );
    assert_eq!(added.status, 5);
    let read = call(&["read", "-"]);
    assert_eq!((read.status, read.code().as_str()), (5, "file-gone"));
    assert_eq!(call(&["case", "new"]).code(), "file-gone");
}

#[test]
fn the_name_of_a_case_is_text_and_is_not_cut() {
    let machine = Machine::new();
    machine.init();
    let named = |name: &[u8]| {
        let [option, file] = machine.secret();
        machine.call_with(&["case", "new", "--json", &option, &file], name)
    };
    let wrong = named(b"B\xffa's case");
    assert_eq!((wrong.status, wrong.code().as_str()), (2, "bad-request"));
    let right = named("B\u{e9}a\u{2019}s case\n".as_bytes());
    assert_eq!(right.json()["cases"][0]["name"], "B\u{e9}a\u{2019}s case");
    assert_eq!(
        machine.open(&["case", "list"]).json()["cases"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_file_cut_off_is_never_taken_for_an_empty_page() {
    let machine = Machine::new();
    machine.init();
    let lost = machine.write("lost.pdf", &cut_off(""));
    let read = machine.call(&["read", "--json", lost.to_str().unwrap()]);
    assert_eq!((read.status, read.code().as_str()), (5, "file-damaged"));
    let said = read.json()["error"]["message"].as_str().unwrap().to_owned();
    assert!(said.contains("ends too early"), "{said}");
    let filed = machine.open(&["add", lost.to_str().unwrap()]);
    let file = &filed.json()["files"][0];
    assert_eq!((filed.status, file["status"].as_str()), (0, Some("filed")));
    assert_eq!(file["error"]["code"], "file-damaged");

    let half = machine.write("half.pdf", &cut_off("Your request is denied."));
    let read = machine.call(&["read", "--json", half.to_str().unwrap()]);
    assert_eq!(read.status, 0, "{}", read.out);
    let doubts = read.json()["doubts"].to_string();
    assert!(
        doubts.contains("ends too early") && doubts.contains("Page 2"),
        "{doubts}"
    );
    let filed = machine.open(&["add", half.to_str().unwrap()]);
    let file = filed.json()["files"][0].clone();
    assert_eq!(file["status"], "filed");
    let unread = file["unread"].as_str().unwrap();
    assert!(unread.contains("Page 2"), "{unread}");
    let listed = machine.open(&["list"]).json()["documents"].to_string();
    assert!(listed.contains("ends too early"), "{listed}");
}
