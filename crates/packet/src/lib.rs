//! Typesets every sheet there is: the recovery sheet, and the letter that asks for one's own records.
//!
//! A sheet is a template written in typst, compiled into the program, and data. What a person wrote goes in as
//! data (JSON through `sys.inputs`) and stays text whatever signs it holds; it is never pasted into a template.
//! The same data gives the same bytes, on every machine and every day: fonts are built in, and "today" is a date
//! the caller gives.
//!
//! Never here: files, the clock, the network, a vault. The caller gets the bytes of a PDF and decides where they
//! go. Errors name what was wrong with the request, never what it held.

pub mod compose;
mod letter;
mod packet;
mod records_request;
mod recovery;
mod summary;
mod world;
mod written;

pub use letter::{LetterLook, letter_docx, letter_pdf};
pub use packet::{
    Column, CoverSheet, ExhibitBody, ExhibitSheet, LabeledLine, NameStrip, PacketRequest,
    PartBytes, PartKind, PartOf, PlannedPacket, PlannedPart, name_strip, part_cover, plan_packet,
};
pub use records_request::{RecordsRequestLetter, RecordsRule, records_request};
pub use recovery::{RecoverySheet, WORDS, recovery_sheet};
pub use summary::summary_sheet;
pub use world::{Typesetter, wide_type};
pub use written::{WrittenRun, WrittenSheet, type_lacks, written_sheets};

/// Why a sheet could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PacketError {
    /// A recovery code has 24 words; this one has another number.
    #[error("a recovery code has {WORDS} words, this one has {0}")]
    WordCount(usize),
    /// A request for records asks for nothing.
    #[error("a request for records asks for nothing")]
    NothingAsked,
    /// The identity line cannot be put into a QR code.
    #[error("the identity line does not fit into a QR code")]
    Qr,
    /// There are not as many bodies as exhibits: a fault of the caller.
    #[error("the packet has another number of exhibits than its letter")]
    Bodies,
    /// A row of a table has another number of cells than there are columns: a fault of the caller.
    #[error("a row of a table has another number of cells than there are columns")]
    Columns,
    /// The list of exhibits never came to an end of growing.
    #[error("the list of exhibits does not come to rest")]
    Unsteady,
    /// The Word document could not be written.
    #[error("the Word document could not be written")]
    Docx,
    /// The data could not be handed to the template.
    #[error("the data of the sheet could not be handed over")]
    Data(#[source] serde_json::Error),
    /// The template failed: a fault of this program. `notes` are the typesetter's own words about the template.
    #[error("the sheet could not be set ({notes})")]
    Typeset {
        /// The places in the template, without any of the data.
        notes: String,
    },
}
