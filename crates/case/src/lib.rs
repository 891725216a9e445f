//! The words of the field: pages, facts, readings, deadlines, reminders and ids of a coverage case.
//!
//! Here are types with their invariants and the few sums that belong to a type itself.
//! Never here: files, a clock, a thread, a database, a window, or a rule of any plan.
//! All parts (`reader`, `letters`, `rules`, `vault`, `packet`) speak in these types and know nothing of each other.
//!
//! The types derive serde because three borders inside one machine carry them as they are: the frames of the
//! reader process, the sealed records of the vault, and the requests of the command line. What goes to the
//! window has types of its own in `casework`.

pub mod call;
pub mod checklist;
pub mod claim;
pub mod deadline;
pub mod derivation;
pub mod form;
pub mod ids;
pub mod letter;
pub mod money;
pub mod pages;
pub mod plan;
pub mod policy;
pub mod private;
pub mod quantity;
pub mod reading;
pub mod reminder;
pub mod rough_day;
pub mod statement;
pub mod treatment;

pub use call::{Call, CallAnswer};
pub use deadline::{Deadline, DeadlineQuestion, LetterLimit};
pub use form::{BoxKind, FilledForm, Form, FormBox};
pub use ids::{CaseId, CaseRecordId, ContentId, DeadlineId, DocumentId, ImportId};
pub use letter::{
    Citation, Exhibit, ExhibitOf, ExhibitPages, Letter, Node, Paragraph, Pick, Picked, Section,
};
pub use money::Cents;
pub use pages::{BBox, Page, PageSource, Pages, Word};
pub use plan::{PlanFact, PlanField, PlanForm, PlanOrigin, PlanPart, PlanRecord};
pub use policy::{PolicyBook, Provision, Spot};
pub use private::Private;
pub use quantity::Quantity;
pub use reading::{Fact, Place, Reading};
pub use rough_day::{DaySpan, Grain, RoughDay};
pub use statement::{
    BillTable, CardFields, Counter, FillLine, FillTable, StatementLine, StatementTable,
};
pub use treatment::{Dose, ScaleEntry, TreatmentSession, TreatmentTrial, TrialAsk};
