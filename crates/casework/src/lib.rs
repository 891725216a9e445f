//! The use cases: import, review, date, remind, answer.
//!
//! Everything a person can do is one function here, a file per use case. The window, the tray and the command line
//! are thin faces on it. Here, and only here, the parts (`vault`, `reader`, `letters`, `rules`, `packet`) meet.
//! Never here: Tauri, a window, a terminal, SQL, or a rule of a plan.
//! The time comes from a clock that the faces hand in; errors go out as one list of codes ([`Code`]), in sentences
//! that name nobody.

mod after;
mod approvals;
mod calls;
mod cases;
mod changed;
mod checked;
mod checklists;
mod claims;
mod clock;
mod dating;
mod deadlines;
mod desk;
mod documents;
mod doors;
mod drafting;
mod drafts;
mod error;
mod explained;
mod finding;
mod first_run;
mod forms;
mod history;
mod import;
mod interview;
mod kept;
mod ladder;
mod letters;
mod local_settings;
mod made;
mod outside;
mod passphrase;
mod person_names;
mod pictures;
mod plan;
mod plan_record;
mod policy;
mod reminders;
mod review;
mod sample;
mod scales;
mod settings;
mod share;
mod sheet;
mod sooner;
mod today;
mod treatment;
mod twins;
mod unlock;
mod versions;
pub mod view;
mod why;
mod words;

pub use cases::{CaseInfo, is_unseen};
pub use claims::ClaimChanged;
pub use clock::{Clock, FakeClock, SystemClock, clock_of_this_run};
pub use desk::{Desk, DeskEvent, DeskOptions, DeskParts};
pub use doors::{close_doors, display_is_there};
pub use error::{Code, Error};
pub use import::{Added, CameBy, Filing, Then};
pub use local_settings::Looks;
pub use outside::{
    KnownPlan, OutsideReader, OutsideReading, answer, kind_is_known, plan_kinds, rules,
};
pub use pictures::Picture;
pub use reminders::{DueNotice, PauseFor, Snooze, TrayView};
pub use sample::SampleSite;
pub use unlock::WhileLocked;

pub use holdfast_reader::{CancelToken, Password, Reader};
pub use holdfast_rules::Ladder;
pub use holdfast_vault::{Hit, KeyStrength, Keychain};
