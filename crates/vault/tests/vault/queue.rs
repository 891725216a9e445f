//! The import queue, put in and read back.

use crate::common::*;
use holdfast_case::Private;
use holdfast_case::reading::NoticeKind;
use holdfast_vault::*;
use uuid::Uuid;

#[test]
fn the_queue_survives_a_restart() {
    let (home, mut vault) = Home::make();
    let batch = Uuid::now_v7();
    let import = |name: &str| NewImport {
        file_name: Private::new(name.to_owned()),
        path: Some(Private::new(format!("/home/n/{name}"))),
        arrival: Arrival::Picked,
        case: None,
        kind: (name == "b.pdf").then_some(NoticeKind::Bill),
    };
    let (a, b) = change(&mut vault, |tx| {
        Ok((
            tx.enqueue(batch, &import("a.pdf"))?,
            tx.enqueue(batch, &import("b.pdf"))?,
        ))
    })
    .value;
    let id = file(&mut vault, "a.pdf", b"a");
    let other = file(&mut vault, "c.pdf", b"c");
    let said = serde_json::json!({"message": "It is empty."});
    change(&mut vault, |tx| {
        tx.set_import(a, ImportState::Reading, Some(id), None)?;
        tx.set_same_letter(id, Some(other))?;
        tx.set_import(b, ImportState::Failed, None, Some("file-empty"))?;
        tx.say_of_import(b, &said)
    });
    vault.set_import_progress(a, 0.4).unwrap();
    vault.set_import_progress(b, f64::NAN).unwrap();
    let rows = vault.read().history(100).unwrap().len();
    vault.lock().unwrap();
    let mut vault = home.unlock();
    assert_eq!(
        vault.read().history(100).unwrap().len(),
        rows,
        "a passing number leaves no row"
    );
    let queued = vault.read().unfinished_imports().unwrap();
    assert_eq!(queued.len(), 1);
    assert_eq!(
        (queued[0].id, queued[0].document, queued[0].progress),
        (a, Some(id), 0.4)
    );
    assert_eq!(queued[0].path.as_ref().unwrap().reveal(), "/home/n/a.pdf");
    let kinds: Vec<_> = vault.read().imports(now()).unwrap();
    let kinds: Vec<_> = kinds.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [None, Some(NoticeKind::Bill)]);
    let refused = vault.read().import(b).unwrap();
    assert_eq!(refused.error.as_deref(), Some("file-empty"));
    assert_eq!(refused.said, Some(said));
    assert_eq!(queued[0].same_letter, Some(other));
    change(&mut vault, |tx| {
        tx.set_import(b, ImportState::Waiting, None, None)
    });
    let again = vault.read().import(b).unwrap();
    assert_eq!((again.error, again.said), (None, None), "a new try");
    change(&mut vault, |tx| {
        tx.set_import(b, ImportState::Cancelled, None, None)
    });
    let cleared = change(&mut vault, |tx| tx.clear_finished_imports(later(1))).value;
    assert_eq!(cleared, 1, "what is not finished stays");
}

#[test]
fn what_is_open_is_the_same_to_the_records_and_to_the_program() {
    use ImportState as S;
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    let import = NewImport {
        file_name: Private::new("a.pdf".to_owned()),
        path: None,
        arrival: Arrival::Picked,
        case: None,
        kind: None,
    };
    let states = [
        S::Waiting,
        S::Keeping,
        S::Filed,
        S::Reading,
        S::Done,
        S::Kept,
        S::Known,
        S::NeedsPassword,
        S::Failed,
        S::Cancelled,
    ];
    for state in states {
        let line = change(&mut vault, |tx| {
            let line = tx.enqueue(Uuid::now_v7(), &import)?;
            tx.set_import(line, state, Some(id), None)?;
            Ok(line)
        })
        .value;
        let open = !vault.read().unfinished_imports().unwrap().is_empty();
        assert_eq!(open, state.is_open(), "{state:?}");
        let found = vault.read().import_of_document(id).unwrap();
        let line_of_it = (state != S::Known).then_some(line);
        assert_eq!(found.map(|row| row.id), line_of_it, "{state:?}");
        let listed = vault.read().imports(later(9)).unwrap().len();
        assert_eq!(listed, usize::from(state.is_open()), "{state:?}");
        let cleared = change(&mut vault, |tx| tx.clear_finished_imports(later(9))).value;
        assert_eq!(cleared, usize::from(!state.is_open()), "{state:?}");
        let gone = change(&mut vault, |tx| tx.forget_import(line)).value;
        assert_eq!(gone, state == S::NeedsPassword, "{state:?}");
        change(&mut vault, |tx| {
            let left = tx.unfinished_imports()?;
            for row in left {
                tx.set_import(row.id, S::Cancelled, None, None)?;
            }
            tx.clear_finished_imports(later(9))
        });
    }
}
