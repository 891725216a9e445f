//! Bytes to pages of words in a confined helper process, and pictures of pages.
//!
//! Two halves live here. The *starter* ([`Reader`], [`Viewer`]) is linked into the programs: it starts the
//! executable `holdfast-reader` once per document, feeds it the bytes, watches the clock, and hands pictures of
//! pages without good text to `tesseract`, which runs in a confinement of its own. The *helper* (the module of
//! that name) is what runs inside that executable: the only place where a PDF, a picture or a mail is parsed.
//!
//! The helper also puts packets together ([`Reader::assemble`]): pages of originals are taken over, stamped and
//! numbered where they are parsed, and only the finished file comes back.
//!
//! It lists and fills the boxes of forms too ([`Reader::form`], [`Reader::fill_form`]).
//!
//! What may never be here: a file written, a word of a document in an error or a log, a parser that runs in the
//! calling process, a question to the network. What an outsider's bytes do to the helper (a crash, a hang, a
//! bomb) is an error value to the caller.
//!
//! Measured figures for the clean-up before recognition stand at the head of `helper/clean.rs`.

mod assembly;
mod cancel;
mod confinement;
mod damage;
mod error;
#[doc(hidden)]
pub mod helper;
mod media;
mod protocol;
mod secret;
mod starter;

pub use assembly::{
    DeadLink, FootLine, LeftOut, PacketNote, PartPage, PartPlace, PictureReason, Redaction, Shrink,
};
pub use cancel::CancelToken;
pub use confinement::{ConfinementReport, LandlockLevel};
pub use error::{AssembleError, ReaderError};
pub use media::{MediaKind, ending_disagrees};
pub use secret::Password;
pub use starter::ahead::PacketAhead;
pub use starter::assemble::{Packet, PacketPart, PacketRequest};
pub use starter::form::{FormFilled, FormRequest};
pub use starter::ocr::{OcrEngine, OcrPicture, OcrWord, Tesseract};
pub use starter::{ReadDocument, ReadProgress, ReadRequest, Reader, Viewer};
