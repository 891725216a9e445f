//! From bytes to the reader of their kind.

use super::{Answers, Request, Trouble, mail, pdf, text};
use crate::media::MediaKind;
use crate::protocol::{Answer, Fault};
use std::io::{Read, Write};

/// Reads a document of any known kind.
pub(super) fn read(
    bytes: Vec<u8>,
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    match kind(&bytes)? {
        MediaKind::Pdf => pdf::read(bytes, request, answers),
        MediaKind::Text => text::read(&bytes, request, answers),
        MediaKind::Mail => mail::read(&bytes, request, answers),
        _ => Err(Fault::UnknownType.into()),
    }
}

/// Opens a document and answers questions for pictures until the other side hangs up.
pub(super) fn view(
    bytes: Vec<u8>,
    _password: Option<&str>,
    _input: &mut impl Read,
    _output: &mut impl Write,
) -> Result<(), Trouble> {
    kind(&bytes)?;
    Err(Fault::UnknownType.into())
}

fn kind(bytes: &[u8]) -> Result<MediaKind, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    MediaKind::sniff(bytes).ok_or(Fault::UnknownType)
}

/// Tells what was opened.
pub(super) fn opened(
    media: MediaKind,
    page_count: usize,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let page_count = u32::try_from(page_count).unwrap_or(u32::MAX);
    Ok(answers(Answer::Opened { media, page_count }, &[])?)
}
