//! The letter as a PDF and as a document that a word processor opens.

mod docx;
mod once;
mod sheet;

pub use docx::letter_docx;
pub use sheet::{LetterLook, letter_pdf};

pub(crate) use sheet::{letter_sheet, link_name, long_day};
