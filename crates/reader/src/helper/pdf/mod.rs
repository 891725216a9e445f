//! PDF documents. This folder is the only place that knows hayro, whose interface changes with every release.

mod fields;
mod gaps;
mod glyphs;
mod judge;
pub(super) mod look;
pub(super) mod render;
pub(super) mod same;

use super::documents::opened;
use super::{Answers, Request, Trouble, layout, order};
use crate::damage::Gap;
use crate::media::MediaKind;
use crate::protocol::{Answer, Fault};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
use holdfast_case::pages::{Page, PageSource};
use judge::Verdict;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Opens a PDF, or tells why not.
pub(super) fn open(bytes: impl Into<PdfData>, password: Option<&str>) -> Result<Pdf, Fault> {
    let bytes = bytes.into();
    let locked = match password {
        Some(_) => Fault::WrongPassword,
        None => Fault::Encrypted,
    };
    let pdf = catch_unwind(AssertUnwindSafe(|| {
        Pdf::new_with_password(bytes, password.unwrap_or_default())
    }))
    .map_err(|_| Fault::damaged("its inner table cannot be followed"))?;
    match pdf {
        Ok(pdf) if pdf.pages().is_empty() => Err(Fault::damaged("it has no page")),
        Ok(pdf) => Ok(pdf),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => Err(locked),
        Err(LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm)) => Err(
            Fault::damaged("it is locked in a way that is not known here"),
        ),
        Err(LoadPdfError::Decryption(_)) => Err(Fault::damaged("its lock is damaged")),
        Err(LoadPdfError::Invalid) => Err(Fault::damaged("it breaks off or is not a whole PDF")),
    }
}

/// Reads the pages asked for.
pub(super) fn read(
    bytes: Vec<u8>,
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let pdf = open(bytes, request.password)?;
    let pages = pdf.pages();
    opened(MediaKind::Pdf, pages.len(), gaps::loss(&pdf), answers)?;
    let settings = InterpreterSettings::default();
    let forms = fields::Forms::of(&pdf);
    let mut gaps = gaps::Gaps::default();
    let kept = glyphs::Kept::default();
    let skip = request.first.saturating_sub(1) as usize;
    for (index, page) in pages
        .iter()
        .enumerate()
        .skip(skip)
        .take(request.limit as usize)
    {
        let number = index as u32 + 1;
        // One page that makes the parser fail costs that page. Memory claimed for a bomb costs the process:
        // the starter then begins again behind this page.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let gap = gaps.of(page);
            read_page(&pdf, page, number, gap, (&settings, &kept), &forms, request)
        }));
        let (answer, body) = read.unwrap_or_else(|_| (damaged(page, number), vec![]));
        answers(answer, &body)?;
    }
    Ok(())
}

fn damaged(page: &PdfPage<'_>, number: u32) -> Answer {
    let (width, height) = page.render_dimensions();
    let why = "This page is damaged.".to_owned();
    let page = Page {
        number,
        width,
        height,
        source: PageSource::Unreadable { why },
        words: vec![],
    };
    Answer::Page {
        page,
        doubts: vec![],
        gap: None,
    }
}

fn read_page<'a>(
    pdf: &'a Pdf,
    page: &'a PdfPage<'a>,
    number: u32,
    gap: Option<Gap>,
    (settings, kept): (&InterpreterSettings, &glyphs::Kept<'a>),
    forms: &fields::Forms,
    request: &Request<'_>,
) -> (Answer, Vec<u8>) {
    let (width, height) = page.render_dimensions();
    let mut found = glyphs::collect(pdf, page, settings, kept);
    let filled = forms.values_of(page, &found.glyphs);
    let mut doubts = Vec::new();
    if !filled.is_empty() {
        doubts.push(format!(
            "Page {number} is a form whose entries have no look of their own; they are read, but the picture may not show them."
        ));
    }
    let verdict = judge::judge(&found, width * height);
    if verdict == Verdict::Picture {
        found.glyphs.clear();
    }
    found.glyphs.extend(filled);
    let mut words = layout::words(found.glyphs);
    order::arrange(&mut words);
    let source = if words.is_empty() {
        PageSource::Blank
    } else {
        PageSource::TextLayer
    };
    let result = Page {
        number,
        width,
        height,
        source,
        words,
    };
    if verdict == Verdict::Text || verdict == Verdict::Blank {
        return (
            Answer::Page {
                page: result,
                doubts,
                gap,
            },
            vec![],
        );
    }
    render::picture(page, result, doubts, gap, found.image_dpi, request)
}
