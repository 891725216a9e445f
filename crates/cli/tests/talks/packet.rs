//! A packet at the terminal: in parts, with words blacked out, signed.

use crate::Machine;

const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");

fn drafted(machine: &Machine) -> String {
    machine.init();
    let path = machine.write("no.txt", NO.as_bytes());
    let added = machine.open(&["add", path.to_str().unwrap()]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let drafted = machine.open(&["draft", "internal-appeal"]);
    assert_eq!(drafted.status, 0, "{} {}", drafted.out, drafted.err);
    drafted.json()["letter"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_packet_is_written_in_parts_that_are_told_with_pages_and_bytes() {
    let machine = Machine::new();
    let id = drafted(&machine);
    let out = machine.path("appeal.pdf");
    let out = out.to_str().unwrap();
    let made = machine.open(&["packet", &id, "--out", out, "--max-pages", "3"]);
    assert_eq!(made.status, 0, "{} {}", made.out, made.err);
    let told = made.json();
    let files = told["files"].as_array().unwrap();
    assert!(files.len() > 1, "{told}");
    let mut pages = 0;
    for (file, name) in files
        .iter()
        .zip(["appeal.pdf", "appeal-2.pdf", "appeal-3.pdf"])
    {
        let bytes = std::fs::read(machine.path(name)).unwrap();
        assert_eq!(file["bytes"].as_u64(), Some(bytes.len() as u64));
        assert!(file["file"].as_str().unwrap().ends_with(name), "{file}");
        assert!(file["pages"].as_u64() <= Some(3));
        pages += file["pages"].as_u64().unwrap();
    }
    assert_eq!(
        pages,
        told["pages"].as_u64().unwrap() + files.len() as u64,
        "{told}"
    );
    // where a part is there already none is written
    let other = machine.path("other.pdf");
    machine.write("other-2.pdf", b"mine");
    let refused = machine.open(&[
        "packet",
        &id,
        "--out",
        other.to_str().unwrap(),
        "--max-pages",
        "3",
    ]);
    assert_ne!(refused.status, 0);
    assert!(!other.exists());
    assert_eq!(std::fs::read(machine.path("other-2.pdf")).unwrap(), b"mine");
    let wrong = machine.open(&[
        "packet",
        &id,
        "--out",
        other.to_str().unwrap(),
        "--max-mb",
        "0",
    ]);
    assert_eq!((wrong.status, wrong.code().as_str()), (2, "bad-request"));
}

#[test]
fn words_are_blacked_out_and_a_letter_is_signed_by_pen_again() {
    let machine = Machine::new();
    let id = drafted(&machine);
    let out = machine.path("shared.pdf");
    let out = out.to_str().unwrap();
    let made = machine.open(&["packet", &id, "--out", out, "--redact", "appeals", "zzyzx"]);
    assert_eq!(made.status, 0, "{} {}", made.out, made.err);
    let notes = made.json()["notes"].to_string();
    assert!(notes.contains("Nothing lies below"), "{notes}");
    assert!(
        notes.contains("Not found in the packet: \u{2018}zzyzx"),
        "{notes}"
    );
    let no = machine.open(&["letter", "show", &id]).json()["letter"]["answers"]
        .as_str()
        .unwrap()
        .to_owned();
    let refused = machine.open(&["letter", "edit", &id, "--signature", &no]);
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (2, "bad-request")
    );
    let pen = machine.open(&["letter", "edit", &id, "--signature", "pen"]);
    assert_eq!(pen.status, 0, "{} {}", pen.out, pen.err);
    assert!(pen.json()["letter"]["signature"].is_null());
}

#[test]
fn exhibits_are_put_in_and_taken_out_by_hand() {
    let machine = Machine::new();
    let id = drafted(&machine);
    let edited = machine.open(&[
        "letter",
        "edit",
        &id,
        "--timeline",
        "--to-follow",
        "Letter of Dr. Varga",
        "--to-follow",
        "pharmacy",
    ]);
    assert_eq!(edited.status, 0, "{} {}", edited.out, edited.err);
    let told = edited.json();
    let exhibits = told["letter"]["exhibits"].as_array().unwrap().clone();
    let find = |title: &str| {
        let found = exhibits.iter().find(|one| one["title"] == title);
        found.unwrap_or_else(|| panic!("{title}: {exhibits:?}"))
    };
    assert_eq!(find("What happened, day by day")["by_hand"], true);
    let waits = find("Letter of Dr. Varga");
    assert_eq!(
        (&waits["awaited"], &waits["by_hand"]),
        (&true.into(), &true.into())
    );
    let label = waits["label"].as_str().unwrap();
    let unknown = machine.open(&["letter", "edit", &id, "--here", label]);
    assert_eq!(unknown.code(), "not-found");
    let paper = machine.write("varga.txt", b"Ines Varga, MD. I treat this patient.");
    let added = machine.open(&["add", paper.to_str().unwrap()]).json();
    let paper = added["files"][0]["document"].as_str().unwrap();
    let put = machine.open(&["letter", "edit", &id, "--here", &format!("{label}={paper}")]);
    assert_eq!(put.status, 0, "{} {}", put.out, put.err);
    let exhibits = put.json()["letter"]["exhibits"].clone();
    let put = exhibits
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["label"] == label);
    assert_eq!(put.unwrap()["document"], paper);
    let out = machine.open(&["letter", "edit", &id, "--no-timeline", "--take-out", "ZZ"]);
    assert_eq!(out.code(), "not-found");
    let out = machine.open(&["letter", "show", &id]).json();
    assert!(!out.to_string().contains("What happened, day by day"));
}

#[test]
fn what_was_split_is_kept_in_its_parts() {
    let machine = Machine::new();
    let id = drafted(&machine);
    let sent = machine.open(&["sent", &id, "--by", "fax", "--max-pages", "3", "--anyway"]);
    assert_eq!(sent.status, 0, "{} {}", sent.out, sent.err);
    let sending = sent.json()["letters"][0]["submissions"][0].clone();
    let parts = sending["parts"].as_array().unwrap();
    assert!(parts.len() > 1, "{sending}");
    assert!(sending["packet"].is_null());
    let shown = machine.open(&["show", parts[0].as_str().unwrap()]);
    assert_eq!(shown.status, 0, "{} {}", shown.out, shown.err);
}

#[test]
fn what_answers_a_reason_is_ticked_and_taken_out_by_its_word() {
    let machine = Machine::new();
    let id = drafted(&machine);
    let chart = machine.write("chart.txt", b"The chart of the visit.\n");
    let added = machine.open(&["add", chart.to_str().unwrap()]);
    assert_eq!(added.status, 0, "{} {}", added.out, added.err);
    let shown = machine.open(&["letter", "show", &id]).json();
    let picks = |shown: &serde_json::Value| -> Vec<serde_json::Value> {
        let reasons = shown["letter"]["reasons"].as_array().unwrap();
        let of = |one: &serde_json::Value| one["picks"].as_array().unwrap().clone();
        reasons.iter().flat_map(of).collect()
    };
    let chart = picks(&shown)
        .into_iter()
        .find(|one| one["tick"].as_str().unwrap().contains(":paper:"))
        .unwrap();
    let word = chart["tick"].as_str().unwrap().to_owned();
    let edit = |change: &[&str]| {
        let mut call = vec!["letter", "edit", id.as_str()];
        call.extend(change);
        machine.open(&call)
    };
    let is_ticked = |told: crate::Answer| {
        let told = told.json();
        picks(&told)
            .iter()
            .any(|one| one["tick"] == word.as_str() && one["ticked"] == true)
    };
    assert!(is_ticked(edit(&["--tick", &word])));
    assert!(!is_ticked(edit(&["--untick", &word])));
    assert!(is_ticked(edit(&["--tick", &word])));
    let paper = word.rsplit(':').next().unwrap();
    assert!(!is_ticked(edit(&["--no-paper", paper])));
    let reason = word.split(':').next().unwrap();
    let wrong = edit(&["--tick", &format!("{reason}:magic")]);
    assert_eq!((wrong.status, wrong.code().as_str()), (2, "bad-request"));
    let none = edit(&["--tick", &format!("{reason}:call:abcdef")]);
    assert_eq!((none.status, none.code().as_str()), (1, "not-found"));
}
