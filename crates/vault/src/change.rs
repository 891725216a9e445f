//! A change to the records: what was done, by whom, and which kinds of record it touched.

use holdfast_case::Private;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A moment in UTC; faces turn it into the person's own time.
pub type Moment = chrono::DateTime<chrono::Utc>;

/// A kind of record, for "read these again".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Cases with their plan.
    Cases,
    /// Documents and the pages they list.
    Documents,
    /// Words of pages.
    Pages,
    /// What letters say.
    Readings,
    /// What the person confirmed, corrected or doesn't know.
    Confirmations,
    /// Deadlines.
    Deadlines,
    /// What was told, put off, or is to be told.
    Reminders,
    /// The import queue.
    Queue,
    /// Settings inside the vault.
    Settings,
    /// Text at work.
    Drafts,
    /// The journal itself.
    Journal,
    /// Sealed originals.
    Originals,
    /// Trials, scores, claims, provisions and the like.
    CaseRecords,
}

/// Who made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// The person: "undo" takes this one back.
    Person,
    /// The program on its own: taken back only along with what caused it.
    Program,
}

/// The name of a change for the journal.
#[derive(Clone, Debug)]
pub struct Operation {
    pub(crate) id: &'static str,
    pub(crate) author: Author,
    pub(crate) description: Private<String>,
    pub(crate) group: Option<Uuid>,
}

impl Operation {
    /// Something the person did; `id` in kebab-case, such as `confirm-fact`.
    pub fn by_person(id: &'static str) -> Self {
        Self {
            id,
            author: Author::Person,
            description: Private::default(),
            group: None,
        }
    }
    /// Something the program did on its own.
    pub fn by_program(id: &'static str) -> Self {
        Self {
            author: Author::Program,
            ..Self::by_person(id)
        }
    }
    /// Adds words for the history; they stay inside the records.
    pub fn described(self, description: impl Into<String>) -> Self {
        Self {
            description: Private::new(description.into()),
            ..self
        }
    }
    /// Joins changes that are undone together (filing, reading and dating of one letter).
    pub fn in_group(self, group: Uuid) -> Self {
        Self {
            group: Some(group),
            ..self
        }
    }
}

/// The answer of every change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T = ()> {
    /// What the change gives back.
    pub value: T,
    /// Number of its row in the journal.
    pub seq: i64,
    /// What was done.
    pub operation: String,
    /// Which kinds of record were touched, each once, in a fixed order.
    pub touched: Vec<Kind>,
}

impl<T> Change<T> {
    /// The same change with another value.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Change<U> {
        Change {
            value: with(self.value),
            seq: self.seq,
            operation: self.operation,
            touched: self.touched,
        }
    }
}
