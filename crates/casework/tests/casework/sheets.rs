//! The recovery sheet: proved, checked later, made anew, broken off.

use crate::common::{Home, unlock};
use holdfast_casework::view::{Phase, RecoverySheetView, TypedWordRequest, UnlockRequest};
use holdfast_casework::{Code, Desk};

/// A vault in its usual place, whose first sheet was not checked.
fn unchecked(home: &Home) -> (Desk, RecoverySheetView) {
    let (desk, sheet) = home.created();
    assert_eq!(desk.app_state().unwrap().phase, Phase::Recovery);
    desk.skip_recovery().unwrap();
    (desk, sheet)
}

/// The three words asked for, from the sheet.
fn typed(sheet: &RecoverySheetView) -> Vec<TypedWordRequest> {
    let word = |number: &u32| TypedWordRequest {
        number: *number,
        word: sheet.words[*number as usize - 1].clone(),
    };
    sheet.ask.iter().map(word).collect()
}

/// True where these words open the vault, by a program of their own.
fn opens(home: &Home, sheet: &RecoverySheetView) -> bool {
    let words = sheet.words.join(" ");
    match home.desk().unlock(UnlockRequest::Words { words }) {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error.code(), Code::WrongWords);
            false
        }
    }
}

#[test]
fn the_words_of_the_first_sheet_open_the_vault_from_its_making_on() {
    let home = Home::new();
    let (desk, sheet) = unchecked(&home);
    desk.lock().unwrap();
    assert!(opens(&home, &sheet));
    let short: Vec<String> = sheet
        .words
        .iter()
        .map(|word| word.chars().take(4).collect())
        .collect();
    let words = short.join(" ");
    desk.unlock(UnlockRequest::Words { words }).unwrap();
}

#[test]
fn opening_the_vault_by_the_words_is_a_check_of_the_sheet() {
    let home = Home::new();
    let (desk, sheet) = unchecked(&home);
    assert!(desk.today().unwrap().sheet_wanted);
    desk.lock().unwrap();
    unlock(&desk);
    assert!(desk.today().unwrap().sheet_wanted, "a passphrase is none");
    desk.lock().unwrap();
    home.set_clock("2026-11-25T10:00:00-05:00");
    let words = sheet.words.join(" ");
    desk.unlock(UnlockRequest::Words { words }).unwrap();
    assert!(!desk.today().unwrap().sheet_wanted);
    let settings = desk.settings().unwrap();
    assert_eq!(settings.sheet_checked_on.as_deref(), Some("2026-11-25"));
    assert_eq!(settings.sheet_made_on, None, "nobody told when");
}

#[test]
fn a_new_sheet_takes_the_place_of_the_old_one_only_when_three_of_its_words_are_right() {
    let home = Home::new();
    let (desk, old) = unchecked(&home);
    let new = desk.new_recovery_sheet().unwrap();
    assert_eq!(desk.app_state().unwrap().phase, Phase::Open);
    assert!(desk.recovery_sheet_pdf().unwrap().1.starts_with(b"%PDF-"));
    assert!(opens(&home, &old) && !opens(&home, &new));

    let mut wrong = typed(&new);
    wrong[1].word = "zoo zoo".to_owned();
    let answer = desk.confirm_recovery(&wrong).unwrap();
    assert_eq!((answer.confirmed, answer.wrong), (false, vec![new.ask[1]]));
    assert!(opens(&home, &old) && !opens(&home, &new));

    assert!(desk.confirm_recovery(&typed(&new)).unwrap().confirmed);
    assert!(!opens(&home, &old) && opens(&home, &new));
    assert!(!desk.today().unwrap().sheet_wanted);
    assert_eq!(
        desk.settings().unwrap().sheet_made_on.as_deref(),
        Some("2026-11-23")
    );
    assert!(desk.verify_vault().unwrap().whole);
}

#[test]
fn a_new_sheet_that_is_broken_off_leaves_the_old_one_and_its_check() {
    let home = Home::new();
    let desk = home.made();
    let made = desk.settings().unwrap().sheet_made_on;
    assert!(made.is_some());
    desk.new_recovery_sheet().unwrap();
    assert!(!desk.today().unwrap().sheet_broke_off, "it is still shown");
    let said = desk.drop_new_sheet().unwrap().said;
    assert_eq!(
        said,
        "Nothing was changed. Your old sheet still opens your vault."
    );
    let today = desk.today().unwrap();
    assert!(!today.sheet_wanted && !today.sheet_broke_off);
    assert_eq!(desk.settings().unwrap().sheet_made_on, made);
    assert_eq!(
        desk.recovery_sheet()
            .err()
            .map(|error| error.code())
            .unwrap(),
        Code::NoSheet
    );
}

#[test]
fn a_lock_or_an_end_in_the_midst_of_a_new_sheet_is_told_until_it_is_noticed() {
    let home = Home::new();
    let (desk, old) = unchecked(&home);
    desk.new_recovery_sheet().unwrap();
    desk.lock().unwrap();
    unlock(&desk);
    assert!(desk.today().unwrap().sheet_broke_off);
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    assert!(desk.today().unwrap().sheet_broke_off, "after a restart too");
    assert_eq!(
        desk.recovery_sheet()
            .err()
            .map(|error| error.code())
            .unwrap(),
        Code::NoSheet
    );
    assert!(desk.today().unwrap().sheet_wanted);
    assert!(opens(&home, &old));
    assert!(desk.today().unwrap().sheet_broke_off, "the old words too");
    let said = desk.drop_new_sheet().unwrap().said;
    assert_eq!(
        said,
        "Nothing was changed. Your old sheet still opens your vault."
    );
    let today = desk.today().unwrap();
    assert!(!today.sheet_broke_off && !today.sheet_wanted);
}

#[test]
fn a_new_sheet_that_could_not_be_written_can_be_tried_again() {
    let home = Home::new();
    let (desk, old) = unchecked(&home);
    let new = desk.new_recovery_sheet().unwrap();
    let (keys, away) = (home.vault().join("keys"), home.vault().join("away"));
    std::fs::rename(&keys, &away).unwrap();
    assert!(desk.confirm_recovery(&typed(&new)).is_err());
    std::fs::rename(&away, &keys).unwrap();
    assert!(opens(&home, &old));
    assert!(desk.confirm_recovery(&typed(&new)).unwrap().confirmed);
    assert!(opens(&home, &new));
}

#[test]
fn a_sheet_is_asked_for_until_one_is_confirmed_also_after_a_lock() {
    let home = Home::new();
    let (desk, _) = unchecked(&home);
    assert!(desk.today().unwrap().sheet_wanted);
    desk.lock().unwrap();
    unlock(&desk);
    assert!(desk.today().unwrap().sheet_wanted);
    let sheet = desk.new_recovery_sheet().unwrap();
    assert!(desk.confirm_recovery(&typed(&sheet)).unwrap().confirmed);
    assert!(!desk.today().unwrap().sheet_wanted);
}

#[test]
fn a_sheet_that_is_held_is_checked_by_all_its_words_however_they_are_typed() {
    let home = Home::new();
    let (desk, sheet) = unchecked(&home);
    desk.lock().unwrap();
    home.set_clock("2026-12-02T10:00:00-05:00");
    unlock(&desk);
    let lines: Vec<String> = sheet
        .words
        .iter()
        .zip(1..)
        .map(|(word, number)| format!("{number}. {},\n", word.to_uppercase()))
        .collect();
    let said = desk.check_recovery(lines.concat()).unwrap().said;
    assert!(said.contains("open this vault"), "{said}");
    assert!(!desk.today().unwrap().sheet_wanted);
    let settings = desk.settings().unwrap();
    assert_eq!(settings.sheet_checked_on.as_deref(), Some("2026-12-02"));
    assert_eq!(settings.sheet_made_on, None, "that day is not known");
    assert!(opens(&home, &sheet));
}

#[test]
fn checking_a_confirmed_sheet_again_keeps_the_day_it_was_made() {
    let home = Home::new();
    let (desk, _) = unchecked(&home);
    let sheet = desk.new_recovery_sheet().unwrap();
    desk.confirm_recovery(&typed(&sheet)).unwrap();
    home.set_clock("2027-03-01T10:00:00-05:00");
    desk.check_recovery(sheet.words.join(" ")).unwrap();
    let settings = desk.settings().unwrap();
    assert_eq!(settings.sheet_made_on.as_deref(), Some("2026-11-23"));
    assert_eq!(settings.sheet_checked_on.as_deref(), Some("2027-03-01"));
}

#[test]
fn what_is_wrong_with_typed_words_is_said_where_it_can_be_known() {
    let home = Home::new();
    let (desk, old) = unchecked(&home);
    let new = desk.new_recovery_sheet().unwrap();
    desk.confirm_recovery(&typed(&new)).unwrap();
    let other = unchecked(&Home::new()).1;
    let with = |number: usize, word: &str| {
        let mut words = new.words.clone();
        words[number - 1] = word.to_owned();
        words.join(" ")
    };
    let older = "These words don't open this vault. They may be from an older sheet.";
    // A last word holds the checksum of the others: of all words one in eight fits there, so that two are tried.
    let swapped = ["abandon", "zoo"].map(|word| with(24, word));
    let said = |words: String| {
        let error = desk.check_recovery(words).unwrap_err();
        assert_eq!(error.code(), Code::WrongWords);
        error.message().to_owned()
    };
    assert_eq!(said(with(7, "")), "A sheet has 24 words. These are 23.");
    assert_eq!(said("zoo".to_owned()), "A sheet has 24 words. This is one.");
    assert_eq!(said(String::new()), "A sheet has 24 words. These are 0.");
    assert_eq!(
        said(with(7, "hospitel")),
        "Word 7 is not a word that a sheet can have."
    );
    assert!(
        swapped
            .into_iter()
            .filter(|words| *words != new.words.join(" "))
            .map(said)
            .all(|said| said == older || said.contains("together they don't fit"))
    );
    assert_eq!(
        said(["abandon"; 24].join(" ")),
        "Each of these can stand on a sheet, but together they don't fit."
    );
    assert_eq!(said(old.words.join(" ")), older);
    assert_eq!(said(other.words.join(" ")), older);
    // Nothing is lost by it.
    assert!(!desk.today().unwrap().sheet_wanted);
    assert!(desk.settings().unwrap().sheet_made_on.is_some());
    assert!(opens(&home, &new));
}

#[test]
fn a_wrong_sheet_costs_no_try_and_waits_for_none_as_when_opening() {
    let home = Home::new();
    let (desk, sheet) = unchecked(&home);
    let other = unchecked(&Home::new()).1;
    for _ in 0..7 {
        assert!(desk.check_recovery(other.words.join(" ")).is_err());
    }
    assert_eq!(desk.app_state().unwrap().wait_seconds, 0);
    desk.check_recovery(sheet.words.join(" ")).unwrap();
}

#[test]
fn a_sheet_is_checked_only_while_the_vault_is_open() {
    let home = Home::new();
    let (desk, sheet) = unchecked(&home);
    desk.lock().unwrap();
    let refused = desk.check_recovery(sheet.words.join(" ")).unwrap_err();
    assert_eq!(refused.code(), Code::Locked);
}

#[test]
fn a_sheet_whose_place_another_program_took_is_never_called_checked() {
    let home = Home::new();
    let desk = home.made();
    let sheet = desk.new_recovery_sheet().unwrap();
    // Another program makes a newer one meanwhile, and nobody proves it.
    let other = home.desk();
    unlock(&other);
    let newer = other.new_recovery_sheet().unwrap();
    other.trust_recovery().unwrap();
    let refused = desk.confirm_recovery(&typed(&sheet)).unwrap_err();
    assert_eq!(refused.code().id(), "sheet-replaced");
    assert!(desk.today().unwrap().sheet_wanted);
    assert_eq!(desk.settings().unwrap().sheet_made_on, None);
    // It is not offered again either.
    let again = desk.confirm_recovery(&typed(&sheet)).unwrap_err();
    assert_eq!(again.code(), Code::NoSheet);
    assert!(opens(&home, &newer));
}

#[test]
fn what_was_said_of_one_sheet_does_not_hold_for_a_key_file_put_in_its_place() {
    let home = Home::new();
    let (desk, first) = unchecked(&home);
    let key = home.vault().join("keys/recovery.age");
    let of_the_first = std::fs::read(&key).unwrap();
    let second = desk.new_recovery_sheet().unwrap();
    desk.confirm_recovery(&typed(&second)).unwrap();
    std::fs::write(&key, of_the_first).unwrap();
    assert!(desk.today().unwrap().sheet_wanted);
    assert_eq!(desk.settings().unwrap().sheet_checked_on, None);
    assert!(opens(&home, &first));
}

#[test]
fn nothing_typed_to_check_a_sheet_is_written_anywhere() {
    let home = Home::new();
    let (desk, sheet) = unchecked(&home);
    let typed = sheet.words.join(" ");
    desk.check_recovery(typed.clone()).unwrap();
    assert!(desk.check_recovery(format!("{typed} planted")).is_err());
    desk.lock().unwrap();
    let mut folders = vec![home.dir.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            files += 1;
            for planted in [&typed[..20], "planted"] {
                let found = bytes
                    .windows(planted.len())
                    .any(|part| part == planted.as_bytes());
                assert!(!found, "{}", path.display());
            }
        }
    }
    assert!(files > 5);
}
