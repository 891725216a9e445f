//! Checklists: which list fits an illness and a stage, where each thing stands, and which filed paper is one of them.

mod clock;
mod papers;

pub use clock::{RecordsClock, records_clock};
pub use papers::paper_kinds;

use holdfast_library::Library;
use holdfast_library::checklists::Item;
use std::collections::HashSet;

/// One thing of a list, in the order it is shown in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// The library's item.
    pub item: &'a Item,
    /// True for the few to begin with on a bad day.
    pub start: bool,
}

/// The list of an illness at a stage: first what to start with, then the rest in the library's order, each once. None
/// where the library has no such list.
pub fn rows<'a>(lib: &'a Library, condition: &str, stage: &str) -> Option<Vec<Row<'a>>> {
    let list = lib.checklist(condition, stage)?;
    let mut seen: HashSet<&str> = HashSet::new();
    let first = list.start_with.iter().map(|id| (id, true));
    let rest = list.items.iter().map(|id| (id, false));
    let rows = first
        .chain(rest)
        .filter(|(id, _)| seen.insert(id.as_str()))
        .filter_map(|(id, start)| {
            let item = lib.checklists.items.iter().find(|i| i.id == *id)?;
            Some(Row { item, start })
        })
        .collect();
    Some(rows)
}

/// Who keeps records of a patient and has to give copies: providers and plans (45 CFR 160.103 "covered entity",
/// 164.501 "designated record set").
const HOLDERS: [&str; 10] = [
    "clinic",
    "hospital",
    "insurer",
    "neurologist",
    "pain physician",
    "pharmacy",
    "physician",
    "psychiatrist",
    "psychologist",
    "therapist",
];

/// Kinds of paper that stand in a record already; a letter that somebody has yet to write does not.
const IN_A_RECORD: [&str; 14] = [
    "authorization",
    "authorization-request",
    "chart-notes",
    "claim-file",
    "device-record",
    "hospital-record",
    "infusion-record",
    "lab-or-test",
    "pharmacy-record",
    "psychiatric-assessment",
    "rating-scale",
    "specialist-assessment",
    "superbill",
    "therapy-record",
];

/// True where a person can ask for the item as a copy of their own records (45 CFR 164.524).
pub fn is_a_record(item: &Item) -> bool {
    item.who_has.iter().any(|w| HOLDERS.contains(&w.as_str())) && !records_of(item).is_empty()
}

/// Kinds of paper of the item that stand in a record already.
pub fn records_of(item: &Item) -> Vec<&str> {
    let kinds = item.satisfied_by.iter().map(String::as_str);
    kinds.filter(|kind| IN_A_RECORD.contains(kind)).collect()
}

/// True where one and the same holder may have the records of both: they can go into one letter.
pub fn share_a_holder(one: &Item, other: &Item) -> bool {
    one.who_has
        .iter()
        .any(|who| HOLDERS.contains(&who.as_str()) && other.who_has.contains(who))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_begins_with_its_start_and_says_each_thing_once() {
        let lib = Library::builtin();
        for list in &lib.checklists.lists {
            let rows = rows(lib, &list.condition, &list.stage).unwrap();
            let ids: Vec<&str> = rows.iter().map(|r| r.item.id.as_str()).collect();
            let start: Vec<&str> = list.start_with.iter().map(String::as_str).collect();
            assert_eq!(ids.get(..start.len()), Some(start.as_slice()));
            let once: HashSet<&&str> = ids.iter().collect();
            assert_eq!(once.len(), ids.len(), "{} {}", list.condition, list.stage);
            assert!(list.items.iter().all(|i| ids.contains(&i.as_str())));
            assert!(rows.iter().skip(start.len()).all(|r| !r.start));
        }
        assert_eq!(rows(lib, "trd", "no-such-stage"), None);
    }

    #[test]
    fn each_illness_has_a_list_for_each_stage() {
        let lib = Library::builtin();
        for condition in &lib.checklists.conditions {
            for stage in &lib.checklists.stages {
                assert!(rows(lib, &condition.id, &stage.id).is_some_and(|r| !r.is_empty()));
            }
        }
    }

    #[test]
    fn records_can_be_asked_for_and_letters_to_be_written_cannot() {
        let item = |id: &str| {
            let items = &Library::builtin().checklists.items;
            items.iter().find(|i| i.id == id).unwrap()
        };
        for id in [
            "pharmacy",
            "infusion-notes",
            "hospital",
            "psychotherapy",
            "claim-file",
            "ect-tms",
        ] {
            assert!(is_a_record(item(id)), "{id}");
        }
        for id in [
            "lmn",
            "own-words",
            "card",
            "appeal-letter",
            "studies",
            "benefit-check",
        ] {
            assert!(!is_a_record(item(id)), "{id}");
        }
    }
}
