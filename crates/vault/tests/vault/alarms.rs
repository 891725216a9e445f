//! `alarms.json`: reminding while locked.

use crate::common::*;
use holdfast_vault::*;
use serde_json::json;

fn alarm(minutes: i64, meaning: &str) -> NewAlarm {
    NewAlarm {
        at: later(minutes),
        meaning: json!(meaning),
    }
}

fn known(alarms: Alarms) -> Vec<AlarmEntry> {
    match alarms {
        Alarms::Known(entries) => entries,
        Alarms::Lost => panic!("the alarms are lost"),
    }
}

#[test]
fn what_was_shown_or_put_off_while_locked_is_taken_over() {
    let (home, mut vault) = Home::make();
    change(&mut vault, |tx| {
        tx.set_alarms(&[alarm(20, "second"), alarm(10, "first"), alarm(30, "third")])
    });
    let text = std::fs::read_to_string(home.folder().join("alarms.json")).unwrap();
    assert!(!text.contains("first") && text.contains("token"), "{text}");
    let locked = vault.lock().unwrap();
    let entries = known(locked.alarms().unwrap());
    assert_eq!(
        entries.iter().map(|entry| entry.at).collect::<Vec<_>>(),
        [later(10), later(20), later(30)]
    );
    locked.mark_delivered(entries[0].token, later(11)).unwrap();
    locked.mark_delivered(entries[1].token, later(21)).unwrap();
    locked.put_off(entries[1].token, later(90)).unwrap();
    assert!(matches!(
        locked.mark_delivered(uuid::Uuid::now_v7(), now()),
        Err(VaultError::NotFound(Kind::Reminders))
    ));
    let mut vault = home.unlock();
    let taken = &vault.unlock_report().taken_over;
    let expected = [
        TakenOver {
            at: later(10),
            meaning: Some(json!("first")),
            delivered: Some(later(11)),
            put_off: None,
        },
        TakenOver {
            at: later(20),
            meaning: Some(json!("second")),
            delivered: Some(later(21)),
            put_off: Some(later(90)),
        },
    ];
    assert_eq!(taken.as_slice(), expected);
    // The one that stays keeps its token and its mark; the rest are new or gone.
    change(&mut vault, |tx| {
        tx.set_alarms(&[alarm(20, "second"), alarm(90, "second again")])
    });
    let now = known(vault.alarms().unwrap());
    assert_eq!(
        (now.len(), now[0].token, now[0].delivered),
        (2, entries[1].token, Some(later(21)))
    );
    assert!(entries.iter().all(|old| old.token != now[1].token));
}

#[test]
fn a_lost_or_broken_file_is_noticed_locked_and_unlocked_and_written_anew() {
    for damage in ["gone", "broken", "not ours"] {
        let (home, mut vault) = Home::make();
        change(&mut vault, |tx| tx.set_alarms(&[alarm(10, "first")]));
        let locked = vault.lock().unwrap();
        let path = home.folder().join("alarms.json");
        match damage {
            "gone" => std::fs::remove_file(&path).unwrap(),
            "broken" => truncate(&path, 20),
            _ => std::fs::write(&path, r#"{"at": 3}"#).unwrap(),
        }
        assert_eq!(locked.alarms().unwrap(), Alarms::Lost, "{damage}");
        let vault = home.unlock();
        assert!(vault.unlock_report().alarms_lost, "{damage}");
        assert_eq!(known(vault.alarms().unwrap()).len(), 1, "{damage}");
    }
}

#[test]
fn a_change_that_fails_moves_no_alarm() {
    let (_home, mut vault) = Home::make();
    change(&mut vault, |tx| tx.set_alarms(&[alarm(10, "first")]));
    let before = vault.alarms().unwrap();
    let failed: Result<Change, _> = vault.transact(Operation::by_program("date"), now(), |tx| {
        tx.set_alarms(&[])?;
        Err(VaultError::NothingToUndo)
    });
    assert!(failed.is_err());
    assert_eq!(vault.alarms().unwrap(), before);
    assert_eq!(vault.read().alarms().unwrap().len(), 1);
}
