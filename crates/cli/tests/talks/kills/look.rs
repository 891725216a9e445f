//! What is in a vault in which an import was ended at any moment: nothing half there, and what each paper came to.

use super::Paper;
use holdfast_case::{Deadline, DeadlineQuestion, Page, Reading};
use holdfast_vault::{
    Alarms, DeadlineFilter, DocumentFilter, DocumentRow, ImportState, Moment, ReadState, Vault,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// What a paper came to, but for ids and the moment it was filed.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    title: String,
    file_name: String,
    media: String,
    kind: Option<&'static str>,
    letter_date: Option<chrono::NaiveDate>,
    read_state: ReadState,
    in_a_case: bool,
    pub pages: Vec<Page>,
    pub reading: Option<Reading>,
    pub page_doubts: Vec<String>,
    pub deadlines: Vec<(Deadline, Option<DeadlineQuestion>)>,
}

/// What a whole vault came to: papers by name, and the coming reminders with what they mean.
#[derive(Debug, PartialEq)]
pub struct Outcomes {
    pub papers: BTreeMap<&'static str, Outcome>,
    pub alarms: Vec<(Moment, String)>,
}

/// How far each file was when the program was killed.
#[derive(Default)]
pub struct Census(pub Mutex<BTreeMap<&'static str, u32>>);

impl Census {
    fn count(&self, what: &'static str) {
        *self.0.lock().unwrap().entry(what).or_default() += 1;
    }
}

/// The documents by the names of the files they came as: none twice, none with other bytes.
fn documents(vault: &Vault, papers: &[Paper]) -> BTreeMap<&'static str, DocumentRow> {
    let read = vault.read();
    let mut found = BTreeMap::new();
    for row in read.documents(&DocumentFilter::default()).unwrap() {
        let bytes = vault.open_original(row.original).unwrap();
        let paper = papers.iter().find(|paper| paper.bytes == *bytes);
        let paper = paper.unwrap_or_else(|| panic!("bytes that nobody filed: {row:?}"));
        let before = found.insert(paper.name, row);
        assert!(before.is_none(), "{} is there twice", paper.name);
    }
    found
}

pub fn outcomes(vault: &Vault, papers: &[Paper]) -> Outcomes {
    let read = vault.read();
    let mut names: Vec<(String, String)> = Vec::new();
    let mut found = BTreeMap::new();
    for (name, row) in documents(vault, papers) {
        let filter = DeadlineFilter {
            document: Some(row.id),
            with_done: true,
            ..DeadlineFilter::default()
        };
        let rows = read.deadlines(&filter).unwrap();
        names.extend(rows.iter().map(|deadline| {
            let what = format!(
                "{name} {} {}",
                deadline.deadline.level, deadline.deadline.who
            );
            (deadline.id.to_string(), what)
        }));
        let mut deadlines: Vec<_> = rows
            .into_iter()
            .map(|deadline| (deadline.deadline, deadline.question))
            .collect();
        deadlines.sort_by_key(|(deadline, _)| format!("{deadline:?}"));
        let stored = read.reading(row.id).unwrap();
        let (reading, page_doubts) = match stored {
            Some(stored) => (Some(stored.reading), stored.page_doubts),
            None => (None, Vec::new()),
        };
        let outcome = Outcome {
            title: row.title.reveal().clone(),
            file_name: row.file_name.reveal().clone(),
            media: row.media.clone(),
            kind: row.kind.map(|kind| kind.id()),
            letter_date: row.letter_date,
            read_state: row.read_state,
            in_a_case: row.case.is_some(),
            pages: read.document_pages(row.id).unwrap(),
            reading,
            page_doubts,
            deadlines,
        };
        found.insert(name, outcome);
    }
    let alarms = read.alarms().unwrap().into_iter().map(|(_, alarm)| {
        let meaning = names
            .iter()
            .fold(alarm.meaning.to_string(), |text, (id, name)| {
                text.replace(id, name)
            });
        (alarm.at, meaning)
    });
    let mut alarms: Vec<_> = alarms.collect();
    alarms.sort();
    Outcomes {
        papers: found,
        alarms,
    }
}

/// Looks through a vault in which an import was ended at any moment, and counts how far it was.
pub fn look(
    vault: &Vault,
    papers: &[Paper],
    sound: &Outcomes,
    told: &BTreeSet<String>,
    census: &Census,
) {
    let report = vault.unlock_report();
    assert!(
        report.trouble.is_none()
            && report.damaged == 0
            && report.strange == 0
            && !report.alarms_lost,
        "{report:?}"
    );
    assert_eq!(vault.verify(|_, _| true).unwrap().findings, []);
    let read = vault.read();
    let rows = documents(vault, papers);
    for name in told {
        assert!(
            rows.contains_key(name.as_str()),
            "{name} was said to be filed, and is gone"
        );
    }
    let ids: BTreeSet<_> = rows.values().map(|row| row.id).collect();
    for reading in read.readings().unwrap() {
        assert!(
            ids.contains(&reading.document),
            "a reading without document"
        );
    }
    let all = DeadlineFilter {
        with_done: true,
        ..DeadlineFilter::default()
    };
    for deadline in read.deadlines(&all).unwrap() {
        let of = deadline.document.expect("it comes from a letter");
        assert!(
            ids.contains(&of),
            "a deadline of a letter that is not there"
        );
    }
    let lines = read.imports(Moment::UNIX_EPOCH).unwrap();
    for line in &lines {
        let there = line.document.is_none_or(|id| ids.contains(&id));
        assert!(there, "a line of the queue without document: {line:?}");
    }
    let found = outcomes(vault, papers);
    for (name, row) in &rows {
        let (outcome, whole) = (&found.papers[name], &sound.papers[name]);
        let queued = read.import_of_document(row.id).unwrap();
        match &outcome.reading {
            None => {
                assert_eq!(outcome.read_state, ReadState::Waiting, "{name}");
                assert_eq!(outcome.deadlines, [], "{name}");
                assert!(
                    queued.is_some_and(|line| line.state.wants_work()),
                    "{name} is unread, and nothing will read it"
                );
                census.count(if outcome.pages.is_empty() {
                    "sealed"
                } else {
                    "pages"
                });
            }
            Some(reading) => {
                assert_eq!(Some(reading), whole.reading.as_ref(), "{name}");
                assert_eq!(outcome.deadlines, whole.deadlines, "{name}");
                assert_eq!(outcome.title, whole.title, "{name}");
                let done = outcome.pages == whole.pages;
                let goes_on = queued.is_some_and(|line| line.state == ImportState::Reading);
                assert!(done || goes_on, "{name} has its facts and lacks pages");
                census.count(if done { "read" } else { "facts" });
            }
        }
    }
    for paper in papers.iter().filter(|paper| !rows.contains_key(paper.name)) {
        let waits = lines
            .iter()
            .any(|line| line.file_name.reveal() == paper.name);
        census.count(if waits { "queued" } else { "nothing" });
    }
    let Alarms::Known(entries) = vault.alarms().unwrap() else {
        panic!("the reminders are lost");
    };
    for (token, alarm) in read.alarms().unwrap() {
        let kept = entries
            .iter()
            .any(|entry| (entry.token, entry.at) == (token, alarm.at));
        assert!(kept, "a reminder that a locked vault does not know");
    }
}
