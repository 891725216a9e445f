//! The queue: locked, two programs at once, stopped, undone, taken up again.

use crate::common::{DENIAL, Home, PASSPHRASE, add, add_one, answers, unlock, until};
use holdfast_casework::view::{ImportState, QueueAct, ReadingState};
use holdfast_casework::{CameBy, Desk, Filing, Reader, Then};
use holdfast_vault::{LockedVault, UnlockOptions};
use std::path::PathBuf;

fn letters(home: &Home, count: usize) -> Vec<PathBuf> {
    (0..count)
        .map(|n| {
            home.file(
                &format!("{n}.txt"),
                DENIAL.replace("TR2610-55719", &format!("TR2610-{:05}", 10_000 + n)),
            )
        })
        .collect()
}

/// Adds letters and stops them while they are brought in: a quick machine has read them all by the time the last is
/// here.
fn add_and_stop(desk: &Desk, letters: &[PathBuf]) {
    std::thread::scope(|scope| {
        let adding = scope.spawn(|| desk.add(letters, CameBy::Dropped).unwrap());
        until("one waits", || {
            let queue = desk.queue().unwrap();
            queue.files.iter().any(|f| f.state == ImportState::Waiting)
        });
        desk.queue_stop(None).unwrap();
        adding.join().unwrap();
    });
    until("nothing runs", || !desk.queue().unwrap().running);
}

/// Dropped where it is only kept.
fn kept() -> Filing {
    Filing {
        then: Then::Keep,
        ..CameBy::Dropped.into()
    }
}

#[test]
fn what_comes_while_locked_is_received_and_taken_in_at_unlock() {
    let home = Home::new();
    let desk = home.made();
    desk.lock().unwrap();
    let added = desk
        .add(
            &[
                home.file("secret name.txt", DENIAL),
                home.file("empty.txt", ""),
            ],
            CameBy::Dropped,
        )
        .unwrap();
    assert_eq!((added[0].status, added[1].status), ("received", "refused"));
    let queue = desk.queue().unwrap();
    assert!(
        queue
            .files
            .iter()
            .all(|file| !file.file_name.contains("secret")),
        "names stay out while locked"
    );
    assert_eq!(desk.app_state().unwrap().received_while_locked, 1);
    unlock(&desk);
    until("it is read", || !desk.queue().unwrap().running);
    let documents = desk.documents(&Default::default()).unwrap().documents;
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].title, "Denial letter, October 14");
    assert!(!desk.deadlines().unwrap().is_empty());
}

#[test]
fn two_programs_file_into_one_vault_at_once_and_nothing_is_lost_or_doubled() {
    let home = Home::new();
    let first = home.made();
    let second = home.desk();
    unlock(&second);
    let paths = letters(&home, 8);
    std::thread::scope(|scope| {
        scope.spawn(|| add(&first, &paths[..5]));
        scope.spawn(|| add(&second, &paths[3..]));
    });
    for desk in [&first, &second] {
        until("all is read", || !desk.queue().unwrap().running);
        assert_eq!(desk.documents(&Default::default()).unwrap().total, 8);
    }
    assert!(first.verify_vault().unwrap().whole);
}

#[test]
fn a_queue_that_was_locked_in_the_middle_goes_on_after_unlocking() {
    let home = Home::new();
    let desk = home.made();
    let paths = letters(&home, 10);
    desk.add(&paths, CameBy::Dropped).unwrap();
    desk.lock().unwrap();
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    until("all is read", || !desk.queue().unwrap().running);
    let queue = desk.queue().unwrap();
    assert!(
        queue
            .files
            .iter()
            .all(|file| file.state == ImportState::ToCheck),
        "{queue:?}"
    );
    assert_eq!(desk.documents(&Default::default()).unwrap().total, 10);
}

#[test]
fn the_list_of_what_was_added_outlives_a_restart_and_loses_only_what_was_looked_at() {
    let home = Home::new();
    let desk = home.made();
    let mut paths = letters(&home, 2);
    paths.push(home.file("empty.txt", ""));
    let added = add(&desk, &paths);
    let listed = |desk: &Desk| -> Vec<(String, ImportState)> {
        let files = desk.queue().unwrap().files;
        files.into_iter().map(|f| (f.file_name, f.state)).collect()
    };
    let before = listed(&desk);
    assert_eq!(before.len(), 3);
    desk.lock().unwrap();
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    assert_eq!(listed(&desk), before);
    // Looked at, a line still stands until more is added; the others stay then too.
    desk.document(added[0].document.as_deref().unwrap(), "")
        .unwrap();
    assert_eq!(listed(&desk), before);
    add_one(&desk, &home.file("more.txt", DENIAL));
    let after = listed(&desk);
    assert_eq!(after[..2], before[1..]);
    assert_eq!(after.len(), 3);
    assert!(desk.queue_clear().unwrap().files.is_empty());
}

#[test]
fn an_idle_lock_hides_all_at_once_and_lets_the_queue_end() {
    let home = Home::new();
    let desk = home.made();
    desk.add(&letters(&home, 6), CameBy::Dropped).unwrap();
    desk.lock_idle().unwrap();
    assert!(!desk.is_open());
    assert_eq!(desk.today().unwrap_err().code().id(), "locked");
    unlock(&desk);
    until("all is read", || !desk.queue().unwrap().running);
    assert_eq!(desk.documents(&Default::default()).unwrap().total, 6);
}

#[test]
fn what_was_filed_is_undone_to_the_trash_and_cleared() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    let queue = desk.queue().unwrap();
    let queue = desk.queue_undo(Some(&queue.files[0].id)).unwrap();
    assert_eq!(queue.files[0].state, ImportState::Undone);
    assert_eq!(desk.documents(&Default::default()).unwrap().in_trash, 1);
    desk.undo().unwrap();
    assert!(desk.document(&document, "").is_ok());
    assert_eq!(desk.documents(&Default::default()).unwrap().total, 1);
    assert!(desk.queue_clear().unwrap().files.is_empty());
}

#[test]
fn a_file_that_waits_can_be_stopped_and_all_of_them() {
    let home = Home::new();
    let desk = home.made();
    add_and_stop(&desk, &letters(&home, 30));
    let queue = desk.queue().unwrap();
    let stopped = queue
        .files
        .iter()
        .filter(|file| file.state == ImportState::Stopped)
        .count();
    assert!(stopped > 0, "{queue:?}");
    assert!(desk.verify_vault().unwrap().whole);
}

#[test]
fn cases_keep_their_plans_apart() {
    let home = Home::new();
    let desk = home.made();
    let first = desk.case(None).unwrap();
    let second = desk.new_case("Another").unwrap();
    assert!(!second.in_use);
    desk.use_case(&second.id.to_string()).unwrap();
    desk.set_plan(None, Some("medicaid-managed-care"), Some("oh"))
        .unwrap();
    let cases = desk.cases().unwrap();
    assert_eq!(
        cases
            .iter()
            .find(|case| case.id == first.id)
            .unwrap()
            .plan_kind,
        None
    );
    let used = desk.case(None).unwrap();
    assert_eq!(
        (used.plan_kind.as_deref(), used.state.as_deref()),
        (Some("medicaid-managed-care"), Some("OH"))
    );
    assert_eq!(
        desk.set_plan(None, Some("no-such-kind"), None)
            .unwrap_err()
            .code()
            .exit_status(),
        2
    );
}

#[test]
fn what_is_just_kept_is_sealed_and_not_read_until_it_is_asked_for() {
    let home = Home::new();
    let desk = home.made();
    let path = home.file("a.txt", DENIAL);
    desk.add(&[path], kept()).unwrap();
    until("it is kept", || !desk.queue().unwrap().running);
    let file = desk.queue().unwrap().files.remove(0);
    assert_eq!((file.state, file.again), (ImportState::Kept, true));
    assert!(desk.deadlines().unwrap().is_empty(), "nothing was read");
    let document = file.document.unwrap();
    let view = desk.document(&document, "").unwrap();
    assert_eq!(view.reading, ReadingState::Kept);
    assert!(desk.verify_vault().unwrap().whole);

    // looked at, its line went with the next import; the paper itself can still be read
    desk.add(&[home.file("b.txt", "A note.")], CameBy::Dropped)
        .unwrap();
    until("the note is read", || !desk.queue().unwrap().running);
    assert_eq!(desk.queue().unwrap().files.len(), 1);
    desk.read_document(&document).unwrap();
    until("it is read", || !desk.queue().unwrap().running);
    let view = desk.document(&document, "").unwrap();
    assert_eq!(view.reading, ReadingState::Read);
    assert_eq!(view.row.title, "Denial letter, October 14");
    assert!(!desk.deadlines().unwrap().is_empty());
}

#[test]
fn a_wish_to_keep_holds_over_a_restart() {
    let home = Home::new();
    let desk = home.made();
    let paths = letters(&home, 12);
    desk.add(&paths, kept()).unwrap();
    desk.lock().unwrap();
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    until("all is kept", || !desk.queue().unwrap().running);
    let queue = desk.queue().unwrap();
    assert!(
        queue.files.iter().all(|f| f.state == ImportState::Kept),
        "{queue:?}"
    );
    assert_eq!(queue.files.len(), 12);
}

#[test]
fn a_file_that_was_not_there_is_taken_when_tried_again() {
    let home = Home::new();
    let desk = home.made();
    let path = home.path("letters/late.txt");
    let file = add(&desk, std::slice::from_ref(&path)).remove(0);
    assert_eq!((file.state, file.again), (ImportState::Refused, true));
    home.file("late.txt", DENIAL);
    desk.queue_again(&file.id).unwrap();
    until("it is read", || !desk.queue().unwrap().running);
    let file = desk.queue().unwrap().files.remove(0);
    assert_eq!((file.state, file.again), (ImportState::ToCheck, false));
}

#[test]
fn a_stopped_file_goes_on_when_it_is_asked_for() {
    let home = Home::new();
    let desk = home.made();
    add_and_stop(&desk, &letters(&home, 16));
    let stopped: Vec<_> = desk.queue().unwrap().files;
    let stopped = stopped.iter().filter(|f| f.state == ImportState::Stopped);
    let stopped: Vec<_> = stopped.collect();
    assert!(!stopped.is_empty(), "nothing was stopped");
    assert!(stopped.iter().all(|file| file.again), "{stopped:?}");
    for file in &stopped {
        desk.queue_again(&file.id).unwrap();
    }
    until("all is read", || !desk.queue().unwrap().running);
    let queue = desk.queue().unwrap();
    assert!(
        queue.files.iter().all(|f| f.state == ImportState::ToCheck),
        "{queue:?}"
    );
}

#[test]
fn a_line_that_was_looked_at_is_put_away_and_its_paper_stays() {
    let home = Home::new();
    let desk = home.made();
    let path = home.file("a.txt", DENIAL);
    add_one(&desk, &path);
    let known = add(&desk, &[path]).remove(0);
    assert_eq!(known.state, ImportState::Known);
    let queue = desk.queue_put_away(&known.id).unwrap();
    assert!(queue.files.iter().all(|file| file.id != known.id));
    assert_eq!(desk.documents(&Default::default()).unwrap().total, 1);
}

#[test]
fn the_same_letter_in_another_form_is_named_in_the_queue() {
    let home = Home::new();
    let desk = home.made();
    let first = add_one(&desk, &home.file("a.txt", DENIAL));
    let again = add(&desk, &[home.file("b.txt", format!("{DENIAL}\n\n"))]).remove(0);
    let queue = desk.queue().unwrap();
    let again = queue.files.iter().find(|file| file.id == again.id).unwrap();
    let same = again.same_letter_as.as_ref().unwrap();
    assert_eq!(same.document, first);

    // It stays said until the person has seen it: after a lock, and after a restart.
    desk.lock().unwrap();
    unlock(&desk);
    let named = |desk: &Desk| {
        let files = desk.queue().unwrap().files;
        let same = files.iter().filter_map(|file| file.same_letter_as.as_ref());
        same.map(|same| same.document.clone()).collect::<Vec<_>>()
    };
    assert_eq!(named(&desk), [first.as_str()]);
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    assert_eq!(named(&desk), [first.as_str()]);
    desk.trash_document(&first).unwrap();
    assert!(named(&desk).is_empty(), "the other one is gone");
}

#[test]
fn of_two_forms_read_at_the_same_time_one_is_named() {
    let home = Home::new();
    let desk = home.made();
    let both = [
        home.file("a.txt", DENIAL),
        home.file("b.txt", format!("{DENIAL}\n\n")),
    ];
    add(&desk, &both);
    let files = desk.queue().unwrap().files;
    let named = files.iter().filter(|file| file.same_letter_as.is_some());
    assert_eq!(named.count(), 1, "{files:?}");
}

#[test]
fn what_was_taken_in_gets_its_case_although_the_program_was_killed_before_it_could() {
    let home = Home::new();
    let desk = home.made();
    desk.lock().unwrap();
    desk.add(&[home.file("a.txt", DENIAL)], CameBy::Dropped)
        .unwrap();
    drop(desk);
    // As far as a program comes that is killed while it opens the vault.
    let open = || {
        let secret = secrecy::SecretString::from(PASSPHRASE.to_owned());
        let options = UnlockOptions::at("2026-11-23T15:00:00Z".parse().unwrap());
        let vault = LockedVault::open(&home.vault()).unwrap();
        vault.unlock_with_passphrase(&secret, &options).unwrap()
    };
    assert_eq!(open().read().documents_without_case().unwrap().len(), 1);
    let desk = home.desk();
    unlock(&desk);
    until("it is read", || !desk.queue().unwrap().running);
    drop(desk);
    assert_eq!(open().read().documents_without_case().unwrap(), []);
    let deadlines = open().read().deadlines(&Default::default()).unwrap();
    assert!(!deadlines.is_empty());
    assert!(deadlines.iter().all(|row| row.case.is_some()));
}

#[test]
fn what_is_read_again_is_the_line_that_brought_it() {
    let home = Home::new();
    drop(home.made());
    let desk = home.desk_with(Reader::with_programs(home.path("no-reader"), None));
    unlock(&desk);
    let path = home.file("a.txt", DENIAL);
    let first = add(&desk, std::slice::from_ref(&path)).remove(0);
    assert_eq!(first.state, ImportState::Unreadable, "{first:?}");
    let again = add(&desk, &[path]).remove(0);
    assert_eq!(again.state, ImportState::Known, "{again:?}");
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    until("it is read", || !desk.queue().unwrap().running);
    let files = desk.queue().unwrap().files;
    let state = |id: &str| {
        files
            .iter()
            .find(|file| file.id == id)
            .map(|file| file.state)
    };
    assert_eq!(state(&first.id), Some(ImportState::ToCheck), "{files:?}");
    assert_eq!(state(&again.id), Some(ImportState::Known), "{files:?}");
}

#[test]
fn a_letter_in_which_nothing_is_unclear_still_waits_to_be_looked_over() {
    let home = Home::new();
    let desk = home.made();
    let letter = include_str!("../../../../tests/fixtures/denial-of-approval.txt");
    let clear = letter.replace("the day you receive it.", "the date of this letter.");
    assert_ne!(clear, letter);
    let file = add(&desk, &[home.file("clear.txt", clear)]).remove(0);
    assert_eq!((file.state, file.to_check), (ImportState::ToCheck, 0));
    assert_eq!(file.acts.first(), Some(&QueueAct::Check), "{:?}", file.acts);
    let document = file.document.unwrap();
    let marked = || {
        let listed = desk.documents(&Default::default()).unwrap();
        listed.documents[0].to_look_over
    };
    assert!(marked());
    desk.save_review(&answers(&document, &[])).unwrap();
    assert!(!marked());
    let file = desk.queue().unwrap().files.remove(0);
    assert_eq!(file.state, ImportState::Filed);
    assert_eq!(file.acts.first(), Some(&QueueAct::See), "{:?}", file.acts);
}
