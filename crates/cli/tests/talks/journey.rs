use crate::{Machine, letter};

#[test]
fn letters_are_read_and_dated_without_a_vault() {
    let machine = Machine::new();
    let (first, bill) = (
        letter("01-esketamine-step-therapy.txt"),
        letter("27-clinic-bill.txt"),
    );
    let answer = machine.call(&[
        "read",
        first.to_str().unwrap(),
        bill.to_str().unwrap(),
        "--json",
    ]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    let object = answer.json();
    let (denial, bill) = (&object["readings"][0], &object["readings"][1]);
    assert_eq!(denial["kind"]["value"], "denial");
    assert_eq!(denial["member"]["member_id"]["value"], "JCX 5530 91827 01");
    assert_eq!(denial["claim"]["date_of_notice"]["value"], "2026-09-03");
    assert_eq!(denial["reasons"][0]["value"], "step-therapy");
    assert_eq!(denial["deadlines"][0]["due"], "2027-03-02");
    assert_eq!(denial["deadlines"][0]["primary"], true);
    assert_eq!(denial["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(bill["kind"]["value"], "bill");
    assert!(
        bill["deadlines"]
            .as_array()
            .unwrap()
            .iter()
            .all(|d| d["primary"] == false)
    );
}

#[test]
fn a_letter_is_filed_reviewed_dated_and_undone() {
    let machine = Machine::new();
    let made = machine.init();
    assert_eq!(
        made.json()["recovery"].as_str().unwrap().split(' ').count(),
        24
    );

    let path = letter("02-iv-ketamine-experimental.txt");
    let before = std::fs::read(&path).unwrap();
    let added = machine.open(&["add", path.to_str().unwrap()]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let id = added.json()["files"][0]["document"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(added.json()["files"][0]["status"], "filed");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "the original is never touched"
    );

    let again = machine.open(&["add", path.to_str().unwrap()]);
    assert_eq!(
        (again.status, again.json()["files"][0]["status"].as_str()),
        (0, Some("known"))
    );
    assert_eq!(again.json()["files"][0]["document"], id.as_str());

    let listed = machine.open(&["list"]).json();
    assert_eq!(listed["documents"].as_array().unwrap().len(), 1);
    assert_eq!(listed["documents"][0]["kind"], "denial");

    let due = machine.open(&["due"]).json();
    assert_eq!(due["due"][0]["due"], "2027-04-12");
    assert_eq!(due["due"][0]["document"], id.as_str());

    // Told when it came, the day moves; any beginning of the id will do.
    let short = id.get(..13).unwrap();
    let reviewed = machine.open(&[
        "review",
        short,
        "--accept-sure",
        "--set",
        "received_date=2026-10-20",
    ]);
    assert_eq!(reviewed.status, 0, "{}", reviewed.out);
    let moved = machine.open(&["due"]).json();
    assert!(moved["due"][0]["due"].as_str() >= Some("2027-04-12"));
    let undone = machine.open(&["undo"]);
    assert_eq!(undone.status, 0, "{}", undone.out);
    assert_eq!(machine.open(&["due"]).json()["due"][0]["due"], "2027-04-12");

    let wrong = machine.open(&["review", &id, "--set", "received_date=2026-02-30"]);
    assert_eq!(wrong.status, 2, "{}", wrong.out);

    let hits = machine.open(&["search", "ketamine"]).json();
    assert_eq!(hits["hits"][0]["document"], id.as_str());

    let out = machine.path("copy.txt");
    assert_eq!(
        machine
            .open(&["open", &id, "--out", out.to_str().unwrap()])
            .status,
        0
    );
    assert_eq!(std::fs::read(out).unwrap(), before);

    let verified = machine.open(&["verify"]);
    assert_eq!(
        (verified.status, verified.json()["whole"].as_bool()),
        (0, Some(true))
    );
}

#[test]
fn what_comes_while_locked_is_taken_in_at_the_next_unlock() {
    let machine = Machine::new();
    machine.init();
    let path = letter("01-esketamine-step-therapy.txt");
    let received = machine.call(&["add", path.to_str().unwrap(), "--json"]);
    assert_eq!(
        (
            received.status,
            received.json()["files"][0]["status"].as_str()
        ),
        (0, Some("received"))
    );
    assert_eq!(
        machine.call(&["status", "--json"]).json()["received_while_locked"],
        1
    );
    let listed = machine.open(&["list"]).json();
    assert_eq!(listed["documents"].as_array().unwrap().len(), 1);
    assert_eq!(
        machine.call(&["status", "--json"]).json()["received_while_locked"],
        0
    );
}

#[test]
fn nothing_of_a_letter_stands_in_plain_form_in_what_was_written() {
    let machine = Machine::new();
    machine.init();
    let path = letter("01-esketamine-step-therapy.txt");
    assert_eq!(machine.open(&["add", path.to_str().unwrap()]).status, 0);
    let planted = [
        "Okonjo",
        "JCX 5530",
        "PA-26-0088143",
        "Juniper Crossing",
        "esketamine",
    ];
    let mut looked_at = 0;
    let mut folders = vec![machine.path("data"), machine.path("config")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            looked_at += 1;
            let bytes = std::fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            for word in planted {
                assert!(
                    !text.contains(&word.to_lowercase()),
                    "{word} stands in {}",
                    path.display()
                );
            }
        }
    }
    assert!(looked_at >= 6, "only {looked_at} files were looked at");
}

#[test]
fn the_kind_given_when_filing_is_no_change_of_its_own() {
    let machine = Machine::new();
    machine.init();
    let [one, two] = ["01-esketamine-step-therapy.txt", "27-clinic-bill.txt"].map(letter);
    let rows = || {
        machine.open(&["history"]).json()["history"]
            .as_array()
            .unwrap()
            .len()
    };
    let before = rows();
    let added = machine.open(&[
        "add",
        one.to_str().unwrap(),
        two.to_str().unwrap(),
        "--kind",
        "denial",
    ]);
    assert_eq!(added.status, 0, "{}", added.out);
    let files = added.json()["files"].clone();
    for file in files.as_array().unwrap() {
        let id = file["document"].as_str().unwrap();
        let shown = machine.open(&["show", id]).json();
        assert_eq!(shown["documents"][0]["kind"], "denial", "{shown}");
    }
    assert_eq!(rows(), before, "no step beside the filing stands there");
}
