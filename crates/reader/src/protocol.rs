//! The frames between starter and helper: length of the head, length of the body, head as JSON, body as bytes.
//!
//! Both sides limit what they take: a helper taken over by a document must not be able to fill the caller's
//! memory by announcing a large frame.

use crate::assembly::{DeadLink, PacketNote, PartPlace, Plan};
use crate::confinement::ConfinementReport;
use crate::damage::{Gap, Loss};
use crate::helper::Steps;
use crate::helper::clean::Leader;
use crate::media::MediaKind;
use crate::secret::Password;
use holdfast_case::form::{BoxTrouble, Form};
use holdfast_case::pages::Page;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// The largest head taken: one page with a hundred thousand words.
const MAX_HEAD: u32 = 32 << 20;

/// What the starter asks for; the document is the body of this first frame.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "job")]
pub(crate) enum Job {
    /// All pages from `first` on, at most `limit` of them.
    Read {
        /// The document's own password.
        password: Option<Password>,
        /// First page to give, from 1.
        first: u32,
        /// How many pages at most.
        limit: u32,
        /// Whether pictures for recognition are wanted.
        pictures: bool,
        /// How they are cleaned.
        steps: Steps,
    },
    /// Say how many pages the document has; it follows in a frame of its own.
    Count {
        /// The document's own password.
        password: Option<Password>,
    },
    /// Open papers for a packet that is still being planned. They follow in frames of their own, and then the packet's job.
    Ahead {
        /// The password of each.
        passwords: Vec<Option<Password>>,
    },
    /// Put a packet together; its parts follow in frames of their own, save those that were opened ahead.
    Assemble {
        /// What it is to be.
        plan: Box<Plan>,
    },
    /// Say which boxes of the document can be filled in; it follows in a frame of its own.
    Form {
        /// The document's own password.
        password: Option<Password>,
    },
    /// Fill boxes of the document; it and a type for further letters follow in frames of their own.
    Fill {
        /// The document's own password.
        password: Option<Password>,
        /// Boxes by name, and what goes into each.
        boxes: Vec<(String, String)>,
    },
    /// Keep the document open and answer [`Ask`]s.
    View {
        /// The document's own password.
        password: Option<Password>,
    },
}

/// The head of a frame whose body is a document, or the words that belong to one.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PartFollows {}

/// A question to a helper that views.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "ask")]
pub(crate) enum Ask {
    /// The picture of one page.
    Render {
        /// From 1.
        page: u32,
        /// Width of the picture.
        width: u32,
    },
}

/// The way from a point of a picture back to the page as shown: a projective map, row by row.
pub(crate) type Way = [f64; 9];

/// What the helper answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "answer")]
pub(crate) enum Answer {
    /// First of all: how far it is locked in.
    Confined {
        /// The level reached.
        report: ConfinementReport,
    },
    /// The document is open.
    Opened {
        /// What it is.
        media: MediaKind,
        /// How many pages it has.
        page_count: u32,
        /// What it lacks as a whole.
        loss: Option<Loss>,
    },
    /// One page is done.
    Page {
        /// With its words.
        page: Page,
        /// Sentences for the person.
        doubts: Vec<String>,
        /// What it lacks.
        gap: Option<Gap>,
    },
    /// One page whose words must be recognized; the body is the gray picture, row by row.
    Picture {
        /// The page so far: size, number, and words of its text layer that stay.
        page: Page,
        /// Sentences for the person.
        doubts: Vec<String>,
        /// What the page lacks.
        gap: Option<Gap>,
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// Dots per inch, as far as known.
        dpi: u32,
        /// From the picture to the page.
        way: Way,
        /// Rows of dots and rules of hyphens that were taken out of it, in its pixels.
        leaders: Vec<Leader>,
        /// The row it may be cut at.
        cut: Option<u32>,
    },
    /// A file within a mail; the body is its bytes.
    Attachment {
        /// Its name.
        name: String,
    },
    /// The picture asked for; the body is a PNG.
    Rendered,
    /// A packet has come so far.
    Assembling {
        /// The part it is at, from 0; none where it is at the whole.
        part: Option<usize>,
        /// Steps done.
        done: u32,
        /// Steps there are.
        of: u32,
    },
    /// The packet; the body is the file.
    Assembled {
        /// Where each part stands in it.
        parts: Vec<PartPlace>,
        /// What a person should know.
        notes: Vec<PacketNote>,
    },
    /// The boxes of a form.
    Form {
        /// Its pages and boxes.
        form: Form,
    },
    /// The filled form; the body is the file.
    Filled {
        /// Values that could not be put in, by their place, and why.
        left: Vec<(usize, BoxTrouble)>,
    },
    /// A part cannot be put in.
    PartFailed {
        /// From 0.
        part: usize,
        /// Why.
        fault: Fault,
    },
    /// Links of typeset parts lead nowhere.
    DeadLinks {
        /// Each of them.
        links: Vec<DeadLink>,
    },
    /// It cannot be done.
    Failed {
        /// Why.
        fault: Fault,
    },
    /// Nothing more comes.
    Done,
}

/// Faults the helper itself can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub(crate) enum Fault {
    /// No bytes.
    Empty,
    /// No known kind.
    UnknownType,
    /// Needs a password.
    Encrypted,
    /// Has one, which was not it.
    WrongPassword,
    /// Contradicts itself.
    Damaged {
        /// General words.
        what: String,
    },
    /// Too large.
    TooLarge {
        /// General words.
        what: String,
    },
    /// It has no box that can be filled in.
    NoForm,
    /// Its boxes can only be filled in with one maker's program.
    FormOfOneMaker,
    /// It is signed, which filling it in would break.
    FormSigned,
    /// Asked for a page it does not have.
    NoSuchPage {
        /// From 1.
        page: u32,
    },
}

impl Fault {
    /// Damage, in general words.
    pub(crate) fn damaged(what: &str) -> Self {
        Self::Damaged {
            what: what.to_owned(),
        }
    }
    /// Excess, in general words.
    pub(crate) fn too_large(what: &str) -> Self {
        Self::TooLarge {
            what: what.to_owned(),
        }
    }
}

/// Writes one frame.
pub(crate) fn send<T: Serialize>(out: &mut impl Write, head: &T, body: &[u8]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let len = u32::try_from(head.len()).map_err(|_| io::Error::other("head too long"))?;
    out.write_all(&len.to_le_bytes())?;
    out.write_all(&(body.len() as u64).to_le_bytes())?;
    out.write_all(&head)?;
    out.write_all(body)?;
    out.flush()
}

/// Reads one frame; `None` at the end of the stream.
pub(crate) fn receive<T: DeserializeOwned>(
    from: &mut impl Read,
    max_body: u64,
) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut len = [0; 4];
    match from.read_exact(&mut len) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut body_len = [0; 8];
    from.read_exact(&mut body_len)?;
    let (head_len, body_len) = (u32::from_le_bytes(len), u64::from_le_bytes(body_len));
    if head_len > MAX_HEAD || body_len > max_body {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "a frame larger than allowed",
        ));
    }
    let head = read_whole(from, u64::from(head_len))?;
    let body = read_whole(from, body_len)?;
    Ok(Some((serde_json::from_slice(&head)?, body)))
}

/// Reads exactly `len` bytes, growing as they come: an announced length alone claims no memory.
fn read_whole(from: &mut impl Read, len: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if len <= 64 << 20 {
        bytes.reserve_exact(len as usize);
    }
    from.take(len).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < len {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_as_it_went() {
        let mut wire = Vec::new();
        send(
            &mut wire,
            &Ask::Render {
                page: 3,
                width: 900,
            },
            b"body",
        )
        .unwrap();
        let (ask, body): (Ask, _) = receive(&mut wire.as_slice(), 100).unwrap().unwrap();
        assert!(matches!(
            ask,
            Ask::Render {
                page: 3,
                width: 900
            }
        ));
        assert_eq!(body, b"body");
    }

    #[test]
    fn a_frame_that_announces_too_much_is_refused_before_it_is_read() {
        let mut wire = 5u32.to_le_bytes().to_vec();
        wire.extend(u64::MAX.to_le_bytes());
        assert!(receive::<Ask>(&mut wire.as_slice(), 1 << 30).is_err());
        let mut wire = u32::MAX.to_le_bytes().to_vec();
        wire.extend(0u64.to_le_bytes());
        assert!(receive::<Ask>(&mut wire.as_slice(), 1 << 30).is_err());
    }

    #[test]
    fn a_frame_cut_short_is_an_error_and_an_end_is_none() {
        let mut wire = Vec::new();
        send(
            &mut wire,
            &Ask::Render {
                page: 3,
                width: 900,
            },
            b"body",
        )
        .unwrap();
        wire.pop();
        assert!(receive::<Ask>(&mut wire.as_slice(), 100).is_err());
        assert!(receive::<Ask>(&mut [].as_slice(), 100).unwrap().is_none());
    }
}
