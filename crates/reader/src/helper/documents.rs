//! From bytes to the reader of their kind.

use super::{Answers, Request, Trouble, mail, pdf, picture, text};
use crate::damage::Loss;
use crate::media::MediaKind;
use crate::protocol::{Answer, Ask, Fault, receive, send};
use image::{DynamicImage, ImageEncoder, codecs::png};
use std::io::{Read, Write};

/// Width of a page picture at most.
const MOST_WIDTH: u32 = 6000;
/// Height of one: a strip of paper a mile long is no page.
const MOST_HEIGHT: u32 = 12_000;

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
        kind => picture::read(kind, &bytes, request, answers),
    }
}

/// What a document is and how many pages it has, without reading them.
pub(super) fn count(bytes: Vec<u8>, password: Option<&str>) -> Result<(MediaKind, usize), Trouble> {
    let kind = kind(&bytes)?;
    let count = match kind {
        MediaKind::Pdf => pdf::open(bytes, password)?.pages().len(),
        MediaKind::Text => text::sheets(&text::decode(&bytes)).len(),
        MediaKind::Mail => text::sheets(&mail::as_sheets(&bytes)?).len(),
        kind => picture::count(kind, &bytes)?.0,
    };
    Ok((kind, count))
}

/// Opens a document and answers questions for pictures until the other side hangs up.
pub(super) fn view(
    bytes: Vec<u8>,
    password: Option<&str>,
    input: &mut impl Read,
    output: &mut impl Write,
) -> Result<(), Trouble> {
    match kind(&bytes)? {
        MediaKind::Pdf => pdf::render::view(bytes, password, input, output),
        kind @ (MediaKind::Text | MediaKind::Mail) => {
            // Text has no look of its own: it is set on a sheet, and that sheet is shown.
            let sheets = if kind == MediaKind::Text {
                text::decode(&bytes)
            } else {
                mail::as_sheets(&bytes)?
            };
            let pdf = super::sheet::as_pdf(&sheets);
            pdf::render::view_as(kind, pdf, None, input, output)
        }
        kind => {
            let (count, _) = picture::count(kind, &bytes)?;
            let mut kept: Option<(usize, picture::Shown)> = None;
            if count == 1 {
                kept = Some((0, picture::decode(kind, &bytes, 0)?));
            }
            questions(kind, count, input, output, &mut |index, width| {
                let shown = match kept.take() {
                    Some((at, shown)) if at == index => shown,
                    _ => picture::decode(kind, &bytes, index)?,
                };
                let points = shown.points();
                let height = (f64::from(width) * points.1 / points.0.max(1.0))
                    .round()
                    .max(1.0) as u32;
                let filter = image::imageops::FilterType::Triangle;
                let resized = shown
                    .image
                    .resize_exact(width, height.min(MOST_HEIGHT), filter);
                kept = Some((index, shown));
                Ok(resized)
            })
        }
    }
}

/// Tells the page count, then answers each question with the picture `render` gives for page (from 0) and width.
pub(super) fn questions(
    media: MediaKind,
    count: usize,
    input: &mut impl Read,
    output: &mut impl Write,
    render: &mut dyn FnMut(usize, u32) -> Result<DynamicImage, Fault>,
) -> Result<(), Trouble> {
    let page_count = u32::try_from(count).unwrap_or(u32::MAX);
    send(
        output,
        &Answer::Opened {
            media,
            page_count,
            loss: None,
        },
        &[],
    )?;
    while let Some((Ask::Render { page, width }, _)) = receive::<Ask>(input, 0)? {
        let index = (page as usize).checked_sub(1).filter(|i| *i < count);
        let picture = match index {
            Some(index) => render(index, width.clamp(16, MOST_WIDTH)).and_then(|p| as_png(&p)),
            None => Err(Fault::NoSuchPage { page }),
        };
        match picture {
            Ok(png) => send(output, &Answer::Rendered, &png)?,
            Err(fault) => send(output, &Answer::Failed { fault }, &[])?,
        }
    }
    Ok(())
}

/// Quickly rather than small: it crosses a pipe and is forgotten.
fn as_png(picture: &DynamicImage) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let rgb = picture.to_rgb8();
    png::PngEncoder::new_with_quality(&mut bytes, png::CompressionType::Fast, png::FilterType::Up)
        .write_image(
            rgb.as_raw(),
            rgb.width(),
            rgb.height(),
            image::ExtendedColorType::Rgb8,
        )
        .map_err(|_| Fault::damaged("its picture cannot be made"))?;
    Ok(bytes)
}

pub(super) fn kind(bytes: &[u8]) -> Result<MediaKind, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    MediaKind::sniff(bytes).ok_or(Fault::UnknownType)
}

/// Tells what was opened.
pub(super) fn opened(
    media: MediaKind,
    page_count: usize,
    loss: Option<Loss>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let page_count = u32::try_from(page_count).unwrap_or(u32::MAX);
    let opened = Answer::Opened {
        media,
        page_count,
        loss,
    };
    Ok(answers(opened, &[])?)
}
