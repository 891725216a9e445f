//! What the faces show and ask: plain views (to the window and the command line) and requests (from them).
//!
//! Views carry finished sentences only where the sentence depends on the case (a title, a step of a derivation,
//! a doubt); all other words stand in the window's catalogue. Ids are strings, days are `YYYY-MM-DD`, money is a
//! decimal string. Views only serialize, requests only deserialize: a type used both ways splits in two in TypeScript.

mod after;
mod app;
mod checklist;
mod claims;
mod deadline;
mod document;
mod drafting;
mod form;
mod letter;
mod packet;
mod plan;
mod policy;
mod print_out;
mod queue;
mod record;
mod review;
mod scale;
mod sent;
mod settings;
mod share;
mod today;
mod treatment;

pub use after::*;
pub use app::*;
pub use checklist::*;
pub use claims::*;
pub use deadline::*;
pub use document::*;
pub use drafting::*;
pub use form::*;
pub use letter::*;
pub use packet::*;
pub use plan::*;
pub use policy::*;
pub use print_out::*;
pub use queue::*;
pub use record::*;
pub use review::*;
pub use scale::*;
pub use sent::*;
pub use settings::*;
pub use share::*;
pub use today::*;
pub use treatment::*;

use serde::Serialize;
use specta::Type;

/// What a change touched; the window reads again just these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// Documents and their pages.
    Documents,
    /// Readings and confirmations.
    Reviews,
    /// Deadlines.
    Deadlines,
    /// The import queue.
    Queue,
    /// Settings of the person.
    Settings,
    /// Cases and plan facts.
    Cases,
    /// Reminders told, put off, paused.
    Reminders,
    /// Trials, scores, claims, provisions and the like.
    CaseRecords,
}

/// The answer of every mutating use case, beside its view.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// What was done, for the undo bar: "Moved ‘Receipt, October 22’ to the trash."
    pub said: String,
    /// Number in the journal; none where nothing can be undone.
    pub undo: Option<String>,
    /// What to read again.
    pub touched: Vec<RecordKind>,
}

/// An error for the person. Faces branch on `code` only.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErrorView {
    /// Kebab-case code that stays.
    pub code: String,
    /// What happened and what is safe, in plain words.
    pub message: String,
    /// What the person can do.
    pub hint: Option<String>,
}
