//! What can go wrong with a document, in plain words and without a word of the document.

use crate::assembly::DeadLink;
use crate::protocol::Fault;

/// Why a document could not be read or shown. The text of each is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReaderError {
    /// The file holds no byte.
    #[error("The file is empty.")]
    Empty,
    /// The content is none of the kinds that can be read.
    #[error("This is a kind of file that cannot be read here.")]
    UnknownType,
    /// A password is needed to open it.
    #[error("The document is locked with a password of its own.")]
    Encrypted,
    /// The password given does not open it.
    #[error("That password does not open the document.")]
    WrongPassword,
    /// The content contradicts itself or breaks off.
    #[error("The document is damaged: {what}.")]
    Damaged {
        /// What is damaged, in general words.
        what: String,
    },
    /// Larger than this program takes on.
    #[error("The document is too large to be read: {what}.")]
    TooLarge {
        /// Which measure is exceeded.
        what: String,
    },
    /// A page took longer than it may.
    #[error("Reading page {page} took too long and was stopped.")]
    TimedOut {
        /// The page from 1; 1 too where the document did not get as far as its first page.
        page: u32,
    },
    /// The helper ended on its own: the document made it fail or try something forbidden.
    #[error("The document made the reading program fail. It may be damaged, or made to do harm.")]
    Crashed,
    /// The helper was ended by something else before it was done, or could not run at all: the document is not at
    /// fault.
    #[error("The reading program was ended before it was done.")]
    Ended,
    /// The document asked for more memory than it may have.
    #[error("The document needs more memory than it may have. It may be made to do harm.")]
    OutOfMemory,
    /// The caller called it off.
    #[error("Reading was called off.")]
    Cancelled,
    /// There is no such page.
    #[error("The document has no page {page}.")]
    NoSuchPage {
        /// The page from 1.
        page: u32,
    },
    /// It has no box that can be filled in.
    #[error("This paper has no boxes that can be filled in here.")]
    NoForm,
    /// Its boxes can only be filled in with one maker's program.
    #[error(
        "This form can only be filled in with the program it was made for. Print it, and fill it in by pen."
    )]
    FormOfOneMaker,
    /// It carries a digital signature.
    #[error("This form is signed already. Filling it in would break the signature.")]
    FormSigned,
    /// The helper program is not where it should be.
    #[error("The reading program holdfast-reader was not found beside this program.")]
    ProgramMissing,
    /// The helper program could not be started or talked to.
    #[error("The reading program could not be started: {why}.")]
    NotStarted {
        /// The system's reason.
        why: String,
    },
}

/// Why a packet could not be put together. The text of each is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssembleError {
    /// One part cannot be put in: locked, damaged, or without a page that was named.
    #[error("{error}")]
    Part {
        /// The part, from 0.
        part: usize,
        /// What is the matter with it.
        #[source]
        error: ReaderError,
    },
    /// Typeset parts point to places that are not in the packet.
    #[error(
        "The packet points to pages that are not in it. Put them in, or take out what points to them."
    )]
    DeadLinks {
        /// Each of them.
        links: Vec<DeadLink>,
    },
    /// Two parts have one name, so a link could mean either.
    #[error("Two parts of the packet have the same name. Give one of them another.")]
    NameTwice {
        /// The second of them, from 0.
        part: usize,
    },
    /// There is nothing to put together.
    #[error("The packet has no page. Choose what goes into it.")]
    NoParts,
    /// What concerns the packet as a whole.
    #[error(transparent)]
    Reader(#[from] ReaderError),
}

impl AssembleError {
    /// A stable name in kebab-case for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Part { error, .. } | Self::Reader(error) => error.code(),
            Self::DeadLinks { .. } => "packet-links-dead",
            Self::NameTwice { .. } => "packet-name-twice",
            Self::NoParts => "packet-empty",
        }
    }

    /// What is the matter with the document, where that is all there is to say.
    pub(crate) fn into_reader(self) -> ReaderError {
        match self {
            Self::Part { error, .. } | Self::Reader(error) => error,
            Self::DeadLinks { .. } | Self::NameTwice { .. } | Self::NoParts => ReaderError::Crashed,
        }
    }
}

impl ReaderError {
    /// A stable name in kebab-case for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::UnknownType => "file-type-unknown",
            Self::Encrypted => "file-encrypted",
            Self::WrongPassword => "file-password-wrong",
            Self::Damaged { .. } => "file-damaged",
            Self::TooLarge { .. } => "file-too-large",
            Self::TimedOut { .. } => "reading-timed-out",
            Self::Crashed => "reading-crashed",
            Self::Ended => "reader-ended",
            Self::OutOfMemory => "reading-out-of-memory",
            Self::Cancelled => "cancelled",
            Self::NoSuchPage { .. } => "no-such-page",
            Self::NoForm => "form-none",
            Self::FormOfOneMaker => "form-of-one-maker",
            Self::FormSigned => "form-signed",
            Self::ProgramMissing => "reader-missing",
            Self::NotStarted { .. } => "reader-not-started",
        }
    }
}

impl From<Fault> for ReaderError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Empty => Self::Empty,
            Fault::UnknownType => Self::UnknownType,
            Fault::Encrypted => Self::Encrypted,
            Fault::WrongPassword => Self::WrongPassword,
            Fault::Damaged { what } => Self::Damaged { what },
            Fault::TooLarge { what } => Self::TooLarge { what },
            Fault::NoForm => Self::NoForm,
            Fault::FormOfOneMaker => Self::FormOfOneMaker,
            Fault::FormSigned => Self::FormSigned,
            Fault::NoSuchPage { page } => Self::NoSuchPage { page },
        }
    }
}
