//! What a person has said of a checklist: which one is theirs, what was asked for, what they hold, what is not it.
//!
//! What a filed paper ticks by itself is not kept: it is looked up anew each time, so it goes with the paper.

use crate::ids::DocumentId;
use crate::private::Private;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which list is in use.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChecklistChoice {
    /// Id of the illness in the library's checklists.
    pub condition: String,
    /// Id of the stage.
    pub stage: String,
}

/// One thing of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChecklistEntry {
    /// Id of the library's item; empty for one of the person's own.
    pub item: String,
    /// What the person calls it, where it is their own.
    pub title: Private<String>,
    /// That it was asked for.
    pub asked: Option<Asked>,
    /// That the person says they have it.
    pub have: Option<Have>,
    /// Papers that ticked it by themselves and are not it, as the person said.
    pub not_it: Vec<DocumentId>,
    /// The person's own note.
    pub note: Private<String>,
}

/// Something was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The day of asking.
    pub on: NaiveDate,
    /// Who was asked; empty where nobody said.
    #[serde(default)]
    pub of: Private<String>,
    /// True for a request for one's own records: the law gives the other side a time.
    #[serde(default)]
    pub records: bool,
    /// Day to look again, where no law sets one.
    #[serde(default)]
    pub follow_up: Option<NaiveDate>,
}

/// The person has it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Have {
    /// The filed paper that it is; none where it lies elsewhere.
    pub document: Option<DocumentId>,
}

/// A request for one's own records, as it was last written.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordsRequest {
    /// Whose records.
    pub patient: Private<String>,
    /// Where the copies go, lines as typed.
    pub address: Private<String>,
    /// Who has the records.
    pub holder: Private<String>,
    /// Their address, lines as typed.
    pub holder_address: Private<String>,
    /// First day wanted, as typed: a day, a month or a year.
    pub from: Private<String>,
    /// Last day wanted, as typed.
    pub to: Private<String>,
    /// What is asked for, one line each.
    pub wanted: Vec<Private<String>>,
    /// An e-mail address for the copies; empty for paper.
    pub by_email: Private<String>,
    /// Ids of the checklist items that it asks for.
    pub items: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_an_earlier_program_opens() {
        let entry: ChecklistEntry = serde_json::from_str(r#"{"item":"pharmacy"}"#).unwrap();
        assert_eq!(entry.item, "pharmacy");
        assert_eq!(entry.asked, None);
        let asked: Asked = serde_json::from_str(r#"{"on":"2026-11-02"}"#).unwrap();
        assert!(!asked.records);
    }

    #[test]
    fn who_was_asked_never_prints_itself() {
        let asked = Asked {
            on: NaiveDate::default(),
            of: Private::new("Elk Meadow Clinic".to_owned()),
            records: true,
            follow_up: None,
        };
        assert!(!format!("{asked:?}").contains("Elk"));
    }
}
