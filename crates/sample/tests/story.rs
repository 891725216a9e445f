//! The sample case holds what its drawings say: days, claims, treatment and lists, all by the use cases.

#![allow(clippy::unwrap_used)]

use holdfast_casework::view::{
    CheckVerdict, ChecklistState, ClaimStanding, DocumentsRequest, Phase, UnlockRequest,
};
use holdfast_casework::{
    CameBy, Code, Desk, DeskOptions, DeskParts, FakeClock, KeyStrength, Keychain, Reader,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

const PASSPHRASE: &str = "wicker lantern sparrow mitten";

fn parts() -> DeskParts {
    DeskParts {
        reader: Some(Reader::with_programs(reader(), None)),
        keychain: Keychain::of_this_session(Duration::from_millis(200)),
        strength: KeyStrength::weak_for_tests(),
        wait: Duration::ZERO,
        patience: Duration::from_secs(10),
    }
}

/// The reading program of this build, built where it is missing.
fn reader() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let folder = here.parent().unwrap().parent().unwrap();
    let program = folder.join(format!("holdfast-reader{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let target = folder.parent().unwrap();
        let built = std::process::Command::new(cargo)
            .args([
                "build",
                "-q",
                "-p",
                "holdfast-reader",
                "--bin",
                "holdfast-reader",
            ])
            .arg("--target-dir")
            .arg(target)
            .status()
            .unwrap();
        assert!(built.success(), "the reading program builds");
    }
    program
}

#[test]
fn the_sample_holds_what_its_drawings_say() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("vault");
    holdfast_sample::make(&folder, &home.path().join("aside"), PASSPHRASE, parts()).unwrap();
    let now = chrono::DateTime::parse_from_rfc3339(holdfast_sample::TODAY).unwrap();
    let options = DeskOptions {
        config_dir: home.path().join("config"),
        data_dir: home.path().join("data"),
        vault_folder: Some(folder),
        clock: Arc::new(FakeClock::at(now)),
    };
    let desk = Desk::with_parts(options, parts()).unwrap();
    let secret = UnlockRequest::Passphrase {
        passphrase: PASSPHRASE.to_owned(),
    };
    let app = desk.unlock(secret).unwrap();
    assert_eq!(app.case_name.as_deref(), Some("Nora Hale"));

    // Jun 17 + 180 days by the letter, which is earlier than Jun 22 + 180 by the rule; the claim's by its own letter
    let days: Vec<_> = desk
        .due(None)
        .unwrap()
        .into_iter()
        .filter_map(|(_, day)| day.due)
        .map(|day| day.to_string())
        .collect();
    assert_eq!(
        days.first().map(String::as_str),
        Some("2026-12-14"),
        "{days:?}"
    );
    assert!(days.iter().any(|day| day == "2027-05-11"), "{days:?}");

    let claims = desk.claims().unwrap();
    let rows: Vec<_> = claims
        .rows
        .iter()
        .map(|row| (row.title.as_str(), row.say.as_str(), row.standing))
        .collect();
    assert_eq!(
        rows,
        [
            ("Approval for 6 more", "Not sent", ClaimStanding::Draft),
            (
                "6 infusions, Oct 5 to 22",
                "Denied Nov 12",
                ClaimStanding::Denied
            ),
            ("First visit, Millrace", "Paid Oct 9", ClaimStanding::Paid),
            (
                "Approval for 6 infusions",
                "Denied Jun 17",
                ClaimStanding::Denied
            ),
        ]
    );

    // the first visit was paid without an approval, and a request asks ahead: nothing is to be mended there
    let todo = |row: usize| {
        let claim = desk.claim(&claims.rows[row].id).unwrap();
        let checks = claim.look.checks.into_iter();
        let bad = checks.filter(|check| check.verdict == CheckVerdict::Look);
        bad.map(|check| check.title).collect::<Vec<_>>()
    };
    assert!(!todo(2).contains(&"No approval number".to_owned()));
    assert!(
        todo(0).iter().all(|title| !title.contains("in 1 day")),
        "{:?}",
        todo(0)
    );
    assert!(claims.guesses.is_empty(), "{:?}", claims.guesses);
    // Appeals opens at the day that comes next, not at the newest letter
    let ladder = desk.ladder(None).unwrap();
    let shown = ladder
        .denials
        .iter()
        .find(|denial| Some(&denial.document) == ladder.document.as_ref());
    assert_eq!(shown.unwrap().title, "Denial letter, June 17");
    // two editions of a plan book are not one letter
    let papers = desk
        .documents(&DocumentsRequest::default())
        .unwrap()
        .documents;
    for paper in papers {
        assert!(
            desk.document(&paper.id, "")
                .unwrap()
                .same_letter_as
                .is_none(),
            "{}",
            paper.title
        );
    }

    let treatment = desk.treatment().unwrap();
    assert_eq!(treatment.trials.len(), 5);
    assert_eq!(
        treatment
            .trials
            .iter()
            .filter(|t| t.look.state == "adequate")
            .count(),
        4
    );

    let list = desk.checklist().unwrap();
    let asked: Vec<_> = list
        .rows
        .iter()
        .filter(|row| row.state == ChecklistState::Asked)
        .map(|row| row.id.as_str())
        .collect();
    assert_eq!(asked, ["claim-file", "lmn", "medical-clearance"]);
    let row = |id: &str| list.rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!(row("denial").say, "You have it: Denial letter, November 12");
    assert_eq!(row("history").say, "Holdfast has it: 5 treatments");
    assert_eq!(
        row("scale-now").say,
        "Holdfast has it: the score of November 20"
    );
    let today = desk.today().unwrap();
    let waits: Vec<_> = today
        .waiting
        .iter()
        .map(|wait| (wait.who.as_str(), wait.day, wait.of))
        .collect();
    for wait in [
        ("Cedar Hollow Family Practice", 19, 30),
        ("Larkmoor Health", 13, 30),
        ("Dr. I. Varga", 11, 12),
    ] {
        assert!(waits.contains(&wait), "{waits:?}");
    }
    assert_eq!(today.to_check, 0, "{:?}", today.next);
    assert_eq!(desk.provisions().unwrap().len(), 3);
    assert!(
        desk.plan()
            .unwrap()
            .counters
            .iter()
            .any(|c| c.used == "$1,140.00")
    );
    assert!(desk.verify_vault().unwrap().whole);
}

#[test]
fn the_sample_is_left_as_it_was_found_and_takes_no_papers() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let now = chrono::DateTime::parse_from_rfc3339("2028-03-01T09:00:00-05:00").unwrap();
    let options = DeskOptions {
        config_dir: home.path().join("config"),
        data_dir: data.clone(),
        vault_folder: None,
        clock: Arc::new(FakeClock::at(now)),
    };
    let desk = Desk::with_parts(options, parts()).unwrap();
    let app = holdfast_sample::open(&desk).unwrap();
    assert_eq!((app.phase, app.today.as_str()), (Phase::Open, "2026-11-23"));
    let says = app.sample.unwrap();
    assert!(says.contains("Monday, November 23, 2026"), "{says}");

    let paper = home.path().join("my-letter.txt");
    std::fs::write(&paper, "Dear Nora").unwrap();
    let refused = desk.add(&[paper], CameBy::Dropped).unwrap_err();
    assert_eq!(refused.code(), Code::InSample);
    assert!(desk.next_alarm().is_none() && desk.reminders_due().unwrap().is_none());
    // it can be tried out all the same
    desk.add_to_checklist("Letter of a friend").unwrap();

    let app = desk.lock().unwrap();
    assert_eq!(
        (app.phase, app.today.as_str()),
        (Phase::FirstRun, "2028-03-01")
    );
    assert_eq!(app.sample, None);
    assert!(!data.join("sample").exists());
    // a vault of one's own is made as if nothing had been
    let own = desk
        .create_vault(holdfast_casework::view::CreateVaultRequest {
            folder: None,
            passphrase: PASSPHRASE.to_owned(),
            remember: false,
        })
        .unwrap();
    assert_eq!(own.words.len(), 24);
    assert_eq!(
        holdfast_sample::open(&desk).unwrap_err().code(),
        Code::AlreadyAVault
    );
    desk.lock().unwrap();
    // and a locked one stays locked behind the sample
    assert_eq!(holdfast_sample::open(&desk).unwrap().phase, Phase::Open);
    assert_eq!(desk.lock().unwrap().phase, Phase::Locked);
}
