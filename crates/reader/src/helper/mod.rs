//! What runs inside the confined executable: one job, read from standard input, answered on standard output.
//!
//! Public only so that the executable and the tests reach it; no program calls it in its own process.

mod assemble;
pub(crate) mod clean;
mod confine;
mod documents;
pub(crate) mod figures;
mod form;
pub(crate) mod gray;
pub(crate) mod layout;
mod mail;
pub(crate) mod order;
mod pdf;
mod picture;
mod probe;
mod sheet;
mod text;
mod tiff;
mod whole;

pub use clean::Steps;

use crate::assembly::{DeadLink, Plan};
use crate::protocol::{Answer, Fault, Job, PartFollows, receive, send};
use std::io::{self, Read, Write};
use std::process::ExitCode;

/// The largest document taken.
const MAX_DOCUMENT: u64 = 2 << 30;

/// Entry of the executable.
pub fn main() -> ExitCode {
    // Before anything else: a message of a panic could hold words of the document.
    std::panic::set_hook(Box::new(|_| {}));
    let mut arguments = std::env::args_os().skip(1);
    match arguments.next().as_deref().and_then(|a| a.to_str()) {
        None => match serve() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        },
        Some("--confinement") => match tell_confinement() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        },
        Some("--recognize") => probe::recognize(arguments.collect()),
        Some("--probe") => probe::run(
            arguments
                .next()
                .as_deref()
                .and_then(|a| a.to_str())
                .unwrap_or_default(),
            true,
        ),
        Some("--probe-landlock") => probe::run(
            arguments
                .next()
                .as_deref()
                .and_then(|a| a.to_str())
                .unwrap_or_default(),
            false,
        ),
        Some(_) => {
            eprintln!(
                "holdfast-reader is started by Holdfast to read one document, and not by hand."
            );
            ExitCode::from(2)
        }
    }
}

fn tell_confinement() -> io::Result<()> {
    let report = confine::enter(0);
    send(&mut io::stdout().lock(), &Answer::Confined { report }, &[])
}

/// Locks itself in, takes the job, answers it.
fn serve() -> io::Result<()> {
    confine::die_with_parent();
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    // The length of the document stands in front of all, so that the limit can be set before a byte of it is taken.
    let mut len = [0; 8];
    input.read_exact(&mut len)?;
    let report = confine::enter(u64::from_le_bytes(len).min(MAX_DOCUMENT));
    send(&mut output, &Answer::Confined { report }, &[])?;
    let Some((job, bytes)) = receive::<Job>(&mut input, MAX_DOCUMENT)? else {
        return Ok(());
    };
    match job {
        Job::Read {
            password,
            first,
            limit,
            pictures,
            steps,
        } => {
            let request = Request {
                password: password.as_ref().map(|p| p.reveal()),
                first,
                limit,
                pictures,
                steps,
            };
            let result = read(bytes, &request, &mut |answer, body| {
                send(&mut output, &answer, body)
            });
            finish(result, &mut output)
        }
        Job::Count { password } => {
            let result = take_parts(&mut input, 1).and_then(|mut parts| {
                let bytes = parts.pop().unwrap_or_default();
                let (media, count) =
                    documents::count(bytes, password.as_ref().map(|p| p.reveal()))?;
                documents::opened(media, count, None, &mut |answer, body| {
                    send(&mut output, &answer, body)
                })
            });
            finish(result, &mut output)
        }
        Job::Ahead { passwords } => {
            let mut ahead = assemble::Ahead::default();
            for password in &passwords {
                let Some((_, bytes)) = receive::<PartFollows>(&mut input, MAX_DOCUMENT)? else {
                    return Ok(());
                };
                ahead.open(bytes, password.as_ref());
            }
            match receive::<Job>(&mut input, MAX_DOCUMENT)? {
                Some((Job::Assemble { plan }, _)) => packet(*plan, ahead, &mut input, &mut output),
                // it is not wanted any more
                _ => Ok(()),
            }
        }
        Job::Assemble { plan } => {
            packet(*plan, assemble::Ahead::default(), &mut input, &mut output)
        }
        Job::Form { password } => {
            let result = take_parts(&mut input, 1).and_then(|mut parts| {
                let bytes = parts.pop().unwrap_or_default();
                let form = form::list(bytes, password.as_ref().map(|p| p.reveal()))?;
                send(&mut output, &Answer::Form { form }, &[])?;
                Ok(())
            });
            finish(result, &mut output)
        }
        Job::Fill { password, boxes } => {
            let result = take_parts(&mut input, 2).and_then(|mut parts| {
                let font = parts.pop().unwrap_or_default();
                let bytes = parts.pop().unwrap_or_default();
                let password = password.as_ref().map(|p| p.reveal());
                let (pdf, left) = form::fill(bytes, password, &boxes, &font)?;
                send(&mut output, &Answer::Filled { left }, &pdf)?;
                Ok(())
            });
            finish(result, &mut output)
        }
        Job::View { password } => {
            let result = documents::view(
                bytes,
                password.as_ref().map(|p| p.reveal()),
                &mut input,
                &mut output,
            );
            finish(result, &mut output)
        }
    }
}

/// Takes the parts of a packet that follow its plan, and puts it together.
fn packet(
    mut plan: Plan,
    ahead: assemble::Ahead,
    input: &mut impl Read,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut take = || {
        let mut parts = Vec::with_capacity(plan.parts.len());
        for part in &mut plan.parts {
            let mut frames = take_parts(input, if part.ahead.is_some() { 1 } else { 2 })?;
            let words = frames.pop().unwrap_or_default();
            part.words = serde_json::from_slice(&words).map_err(io::Error::from)?;
            parts.push(frames.pop().unwrap_or_default());
        }
        Ok(parts)
    };
    let result = take().and_then(|parts| {
        assemble::assemble(&plan, parts, ahead, &mut |answer, body| {
            send(output, &answer, body)
        })
    });
    finish(result, output)
}

/// Takes the parts that follow a job.
fn take_parts(input: &mut impl Read, count: usize) -> Result<Vec<Vec<u8>>, Trouble> {
    let mut parts = Vec::new();
    for _ in 0..count {
        let part = receive::<PartFollows>(input, MAX_DOCUMENT)?;
        let (_, bytes) = part.ok_or(io::Error::from(io::ErrorKind::UnexpectedEof))?;
        parts.push(bytes);
    }
    Ok(parts)
}

fn finish(result: Result<(), Trouble>, output: &mut impl Write) -> io::Result<()> {
    match result {
        Ok(()) => send(output, &Answer::Done, &[]),
        Err(Trouble::Fault(fault)) => send(output, &Answer::Failed { fault }, &[]),
        Err(Trouble::Part(part, fault)) => send(output, &Answer::PartFailed { part, fault }, &[]),
        Err(Trouble::DeadLinks(links)) => send(output, &Answer::DeadLinks { links }, &[]),
        Err(Trouble::Io(e)) => Err(e),
    }
}

/// What is asked of one reading.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The document's own password.
    pub password: Option<&'a str>,
    /// First page wanted, from 1.
    pub first: u32,
    /// How many pages at most.
    pub limit: u32,
    /// Whether pictures for recognition are wanted.
    pub pictures: bool,
    /// How they are cleaned.
    pub steps: Steps,
}

/// Why a job stopped.
pub(crate) enum Trouble {
    /// The document's fault.
    Fault(Fault),
    /// The fault of one part of a packet, from 0.
    Part(usize, Fault),
    /// Links that lead nowhere.
    DeadLinks(Vec<DeadLink>),
    /// The other side is gone.
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(e: io::Error) -> Self {
        Self::Io(e)
    }
}

impl From<Fault> for Trouble {
    fn from(f: Fault) -> Self {
        Self::Fault(f)
    }
}

/// Where answers go.
pub(crate) type Answers<'s> = dyn FnMut(Answer, &[u8]) -> io::Result<()> + 's;

/// Reads one document; pages come as they are done.
pub(crate) fn read(
    bytes: Vec<u8>,
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    documents::read(bytes, request, answers)
}

/// The parser as a plain function, for tests that throw hostile bytes at it: the pages that came, with what is said of
/// them, or the code of the fault. A page whose picture would be recognized comes without its words.
#[doc(hidden)]
pub fn read_in_process(
    bytes: Vec<u8>,
    request: &Request<'_>,
) -> Result<holdfast_case::pages::Pages, String> {
    let mut all = holdfast_case::pages::Pages::default();
    let result = read(bytes, request, &mut |answer, _| {
        match answer {
            Answer::Opened { loss, .. } => all.doubts.extend(loss.map(|loss| loss.sentence())),
            Answer::Page {
                mut page,
                doubts,
                gap,
            }
            | Answer::Picture {
                mut page,
                doubts,
                gap,
                ..
            } => {
                all.doubts.extend(doubts);
                crate::damage::settle(&mut page, gap, &mut all.doubts);
                all.pages.push(page);
            }
            _ => {}
        }
        Ok(())
    });
    match result {
        Ok(()) => Ok(all),
        Err(Trouble::Fault(fault) | Trouble::Part(_, fault)) => {
            Err(crate::ReaderError::from(fault).code().to_owned())
        }
        Err(Trouble::DeadLinks(_)) => Err("links".to_owned()),
        Err(Trouble::Io(e)) => Err(e.to_string()),
    }
}
