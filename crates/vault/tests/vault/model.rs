//! Short random runs of changes, undos, restarts and trash, against a plain model.

use crate::common::*;
use holdfast_case::{DocumentId, Private};
use holdfast_vault::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a document is, in the model.
#[derive(Clone, Debug, PartialEq)]
struct Plain {
    content: u8,
    title: String,
    trashed: bool,
    said: Option<String>,
}

type Model = BTreeMap<DocumentId, Plain>;

#[derive(Clone, Debug)]
enum Act {
    File(u8),
    Title(usize, u8),
    Say(usize, u8),
    Trash(usize),
    Restore(usize),
    EmptyTrash,
    Undo,
    Redo,
    Restart,
    Receive(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_u8..6).prop_map(Act::File),
        4 => (0_usize..6, 0_u8..9).prop_map(|(which, to)| Act::Title(which, to)),
        3 => (0_usize..6, 0_u8..9).prop_map(|(which, to)| Act::Say(which, to)),
        2 => (0_usize..6).prop_map(Act::Trash),
        2 => (0_usize..6).prop_map(Act::Restore),
        1 => Just(Act::EmptyTrash),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
        1 => Just(Act::Restart),
        1 => (0_u8..6).prop_map(Act::Receive),
    ]
}

fn bytes_of(content: u8) -> Vec<u8> {
    vec![content; 100 + usize::from(content)]
}

/// What the vault holds, read whole.
fn read(vault: &Vault) -> Model {
    let mut model = Model::new();
    for trashed in [false, true] {
        for row in vault
            .read()
            .documents(&DocumentFilter {
                trashed,
                ..Default::default()
            })
            .unwrap()
        {
            let bytes = vault.open_original(row.original).unwrap();
            assert_eq!(*bytes, bytes_of(bytes[0]));
            let said = vault.read().confirmations(row.id).unwrap();
            let said = said
                .first()
                .and_then(|said| said.value.as_ref())
                .map(ToString::to_string);
            let plain = Plain {
                content: bytes[0],
                title: row.title.into_inner(),
                trashed,
                said,
            };
            model.insert(row.id, plain);
        }
    }
    model
}

struct Run {
    home: Home,
    vault: Option<Vault>,
    model: Model,
    /// Models before each change that can be undone, and those that can be made again.
    before: Vec<Model>,
    undone: Vec<Model>,
}

impl Run {
    fn new() -> Self {
        let (home, vault) = Home::make();
        Self {
            home,
            vault: Some(vault),
            model: Model::new(),
            before: Vec::new(),
            undone: Vec::new(),
        }
    }
    fn vault(&mut self) -> &mut Vault {
        self.vault.as_mut().unwrap()
    }
    fn pick(&self, which: usize) -> Option<DocumentId> {
        self.model
            .keys()
            .nth(which % self.model.len().max(1))
            .copied()
    }
    fn step(&mut self, with: impl FnOnce(&mut Model)) {
        self.before.push(self.model.clone());
        self.undone.clear();
        with(&mut self.model);
    }

    fn play(&mut self, act: &Act) {
        match act {
            Act::File(content) => self.file(*content),
            Act::Title(which, to) => {
                let Some(id) = self.pick(*which) else { return };
                let title = format!("title {to}");
                let edit = DocumentEdit {
                    title: Some(Private::new(title.clone())),
                    ..DocumentEdit::default()
                };
                change(self.vault(), |tx| tx.edit_document(id, &edit));
                if self.model[&id].title != title {
                    self.step(|model| model.get_mut(&id).unwrap().title = title);
                }
            }
            Act::Say(which, to) => {
                let Some(id) = self.pick(*which) else { return };
                let value = serde_json::json!(to);
                // At a moment of its own, so that saying the same again is a change all the same.
                let at = later(self.before.len() as i64 + 1);
                let said = self
                    .vault()
                    .transact(Operation::by_person("say"), at, |tx| {
                        tx.confirm(id, "kind", ConfirmationState::Corrected, Some(&value))
                    });
                let row = self
                    .vault()
                    .read()
                    .journal_entry(said.unwrap().seq)
                    .unwrap();
                if row.reversible {
                    self.step(|model| model.get_mut(&id).unwrap().said = Some(to.to_string()));
                }
            }
            Act::Trash(which) => self.move_document(*which, false),
            Act::Restore(which) => self.move_document(*which, true),
            Act::EmptyTrash => {
                let plan = self.vault().plan_empty_trash().unwrap();
                let deleted = self.vault().empty_trash(&plan, now()).unwrap().value;
                assert_eq!(
                    deleted,
                    self.model.values().filter(|plain| plain.trashed).count()
                );
                self.model.retain(|_, plain| !plain.trashed);
                // What tells of deleted documents can't be undone; which rows that are is the journal's business.
                self.before.clear();
                self.undone.clear();
                self.forget_history();
            }
            Act::Undo => match self.before.pop() {
                Some(before) => {
                    self.vault().undo_last(now()).unwrap();
                    self.undone.push(std::mem::replace(&mut self.model, before));
                }
                None => assert!(matches!(
                    self.vault().undo_last(now()),
                    Err(VaultError::NothingToUndo)
                )),
            },
            Act::Redo => match self.undone.pop() {
                Some(after) => {
                    self.vault().redo_last(now()).unwrap();
                    self.before.push(std::mem::replace(&mut self.model, after));
                }
                None => assert!(matches!(
                    self.vault().redo_last(now()),
                    Err(VaultError::NothingToUndo)
                )),
            },
            Act::Restart => self.restart(),
            Act::Receive(content) => self.receive(*content),
        }
    }

    fn file(&mut self, content: u8) {
        let filed = self
            .vault()
            .file_bytes(
                &bytes_of(content),
                &letter("new"),
                Operation::by_person("file"),
                now(),
            )
            .unwrap()
            .value;
        let known = self
            .model
            .iter()
            .find(|(_, plain)| plain.content == content)
            .map(|(id, plain)| (*id, plain.trashed));
        match (filed, known) {
            (Filed::New(id), None) => {
                let plain = Plain {
                    content,
                    title: "new".into(),
                    trashed: false,
                    said: None,
                };
                self.step(|model| drop(model.insert(id, plain)));
            }
            (Filed::Known(id), Some((known, false)))
            | (Filed::InTrash(id), Some((known, true))) => assert_eq!(id, known),
            other => panic!("{other:?}"),
        }
    }

    fn move_document(&mut self, which: usize, out: bool) {
        let Some(id) = self.pick(which) else { return };
        if self.model[&id].trashed != out {
            return;
        }
        change(self.vault(), |tx| {
            if out {
                tx.restore_document(id)
            } else {
                tx.trash_document(id)
            }
        });
        self.step(|model| model.get_mut(&id).unwrap().trashed = !out);
    }

    /// After the trash was emptied, the rows before are taken out of play: what can be undone is.
    fn forget_history(&mut self) {
        while let Ok(done) = self.vault.as_mut().unwrap().undo_last(now()) {
            let _ = done;
        }
        self.model = read(self.vault.as_ref().unwrap());
        let sentinel = self.vault.as_mut().unwrap();
        change(sentinel, |tx| {
            tx.put_draft("sentinel", &uuid::Uuid::now_v7().to_string())
        });
        self.before.push(self.model.clone());
    }

    fn restart(&mut self) {
        self.vault = None;
        self.vault = Some(self.home.unlock());
        assert!(self.vault().unlock_report().trouble.is_none());
    }

    fn receive(&mut self, content: u8) {
        self.vault = None;
        let about = About {
            file_name: Private::new("received".into()),
            media: "text/plain".into(),
            arrival: Arrival::Dropped,
            at: now(),
        };
        self.home
            .locked()
            .receive(&bytes_of(content), &about)
            .unwrap();
        self.restart();
        let taken_in = self.vault().unlock_report().taken_in.clone();
        let known = self.model.values().any(|plain| plain.content == content);
        assert_eq!(taken_in.len(), usize::from(!known));
        for id in taken_in {
            // The program's own doing: no step that the person could undo.
            let plain = Plain {
                content,
                title: "received".into(),
                trashed: false,
                said: None,
            };
            self.model.insert(id, plain.clone());
            for model in self.before.iter_mut().chain(&mut self.undone) {
                model.insert(id, plain.clone());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn a_vault_behaves_like_its_plain_model(acts in prop::collection::vec(act(), 1..25)) {
        let mut run = Run::new();
        for act in &acts {
            run.play(act);
            prop_assert_eq!(&read(run.vault.as_ref().unwrap()), &run.model, "after {:?}", act);
        }
        prop_assert_eq!(run.vault().verify(|_, _| true).unwrap().findings, []);
    }
}
