//! The letter as a Word document, to be edited elsewhere. Its words are those of the PDF.

use super::once::pointed_once;
use super::sheet::{DATED, LetterLook, long_day};
use crate::PacketError;
use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, Header, IndentLevel, Level, LevelJc, LevelText,
    LineSpacing, NumberFormat, Numbering, NumberingId, PageMargin, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Pic, Run, RunFonts, SpecialIndentType, Start, Table,
    TableCell, TableRow, WidthType,
};
use holdfast_case::letter::{ExhibitOf, Letter, Node, exhibit_label, plain_text};
use std::io::Cursor;

/// Half points.
const TEXT: usize = 23;
const HEADING: usize = 24;
/// Twentieths of a point: an inch and a tenth.
const MARGIN: i32 = 1584;
/// What is left of the width right of the line for a signature.
const AFTER_LINE: i32 = 4900;
/// Number 1 is taken: the library puts a list with figures there into every document.
const BULLETS: usize = 2;
/// Height of a signature: 40 points, in the units of pictures; and its width at most.
const SIGNED_HIGH: u32 = 40 * 12_700;
const SIGNED_WIDE: u32 = 210 * 12_700;

/// The letter as a `.docx`. The same letter gives the same bytes.
pub fn letter_docx(letter: &Letter, look: &LetterLook<'_>) -> Result<Vec<u8>, PacketError> {
    let letter = &pointed_once(letter);
    let mut docx = Docx::new()
        .page_size(12240, 15840)
        .page_margin(
            PageMargin::new()
                .left(MARGIN)
                .right(MARGIN)
                .top(1440)
                .bottom(1440),
        )
        .default_fonts(
            RunFonts::new()
                .ascii("Georgia")
                .hi_ansi("Georgia")
                .cs("Georgia"),
        )
        .default_size(TEXT)
        .add_abstract_numbering(
            AbstractNumbering::new(BULLETS).add_level(
                Level::new(
                    0,
                    Start::new(1),
                    NumberFormat::new("bullet"),
                    LevelText::new("\u{2022}"),
                    LevelJc::new("left"),
                )
                .indent(
                    Some(500),
                    Some(SpecialIndentType::Hanging(260)),
                    None,
                    None,
                ),
            ),
        )
        .add_numbering(Numbering::new(BULLETS, BULLETS));
    if look.draft {
        let draft = Run::new()
            .bold()
            .color("808080")
            .add_text("DRAFT: something is still missing");
        docx = docx.header(Header::new().add_paragraph(tight().add_run(draft)));
    }
    let from = &letter.from;
    docx = docx.add_paragraph(tight().add_run(Run::new().bold().add_text(from.name.reveal())));
    for line in lines(from.address.reveal()) {
        docx = docx.add_paragraph(tight().add_run(Run::new().add_text(line)));
    }
    let calls = [from.phone.reveal().as_str(), from.email.reveal()];
    let calls: Vec<&str> = calls.into_iter().filter(|one| !one.is_empty()).collect();
    if !calls.is_empty() {
        docx = docx.add_paragraph(tight().add_run(Run::new().add_text(calls.join("  ·  "))));
    }
    let day = letter.written_on.unwrap_or(look.today);
    docx = docx
        .add_paragraph(Paragraph::new())
        .add_paragraph(said(&long_day(day)));
    docx = docx.add_paragraph(tight().add_run(Run::new().add_text(letter.to.name.reveal())));
    for line in lines(letter.to.address.reveal()) {
        docx = docx.add_paragraph(tight().add_run(Run::new().add_text(line)));
    }
    if !letter.to.fax.reveal().is_empty() {
        let fax = format!("Fax {}", letter.to.fax.reveal());
        docx = docx.add_paragraph(tight().add_run(Run::new().add_text(fax)));
    }
    docx = docx
        .add_paragraph(Paragraph::new())
        .add_paragraph(heading(&letter.subject));
    if !letter.re.is_empty() {
        let rows = letter.re.iter().map(|line| {
            let cell = |text: String, width| {
                TableCell::new()
                    .width(width, WidthType::Dxa)
                    .add_paragraph(tight().add_run(Run::new().add_text(text)))
            };
            TableRow::new(vec![
                cell(line.label.clone(), 2200),
                cell(plain_text(&line.nodes, letter), 6800),
            ])
        });
        docx = docx
            .add_table(Table::without_borders(rows.collect()))
            .add_paragraph(Paragraph::new());
    }
    docx = docx.add_paragraph(said(look.greeting));
    for section in &letter.sections {
        if !section.heading.is_empty() {
            docx = docx.add_paragraph(heading(&section.heading));
        }
        for paragraph in &section.paragraphs {
            let mut set = spaced();
            if paragraph.listed {
                set = set.numbering(NumberingId::new(BULLETS), IndentLevel::new(0));
            }
            for node in &paragraph.nodes {
                set = set.add_run(run(node, letter));
            }
            docx = docx.add_paragraph(set);
        }
    }
    if !look.closing.is_empty() {
        docx = signed(docx, letter, look);
    }
    let enclosed = letter.exhibits.iter().enumerate();
    let mut enclosed = enclosed
        .filter(|(_, one)| !matches!(one.of, ExhibitOf::Awaited { .. }))
        .peekable();
    if enclosed.peek().is_some() {
        docx = docx.add_paragraph(tight().add_run(Run::new().bold().add_text("Enclosed")));
    }
    for (at, one) in enclosed {
        let line = format!("Exhibit {}  {}", exhibit_label(at), one.title);
        docx = docx.add_paragraph(tight().add_run(Run::new().add_text(line)));
    }
    let mut out = Cursor::new(Vec::new());
    docx.build().pack(&mut out).map_err(|_| PacketError::Docx)?;
    Ok(out.into_inner())
}

/// The last words, room for a pen or the picture of a signature, a line, and the name below it.
fn signed(docx: Docx, letter: &Letter, look: &LetterLook<'_>) -> Docx {
    let docx = docx.add_paragraph(said(look.closing).keep_next(true));
    let docx = match signature(look.signature) {
        Some(picture) => {
            let picture = tight().add_run(Run::new().add_image(picture));
            docx.add_paragraph(picture.keep_next(true))
        }
        None => docx
            .add_paragraph(Paragraph::new().keep_next(true))
            .add_paragraph(Paragraph::new().keep_next(true)),
    };
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .size(4)
        .space(4)
        .color("595959");
    // the line is an edge of the name's own paragraph, so that it stays with it
    let lined = |text: &str, right: i32| {
        said(text)
            .indent(None, None, Some(right), None)
            .set_borders(ParagraphBorders::with_empty().set(line.clone()))
    };
    let docx = docx.add_paragraph(lined(letter.from.name.reveal(), AFTER_LINE));
    match letter.kind == DATED {
        true => docx
            .add_paragraph(Paragraph::new().keep_next(true))
            .add_paragraph(lined("Date", AFTER_LINE)),
        false => docx,
    }
}

/// A PNG as a picture, as high as it stands in the PDF; none where there is none, or it tells no size.
fn signature(png: &[u8]) -> Option<Pic> {
    let side = |from: usize| {
        let bytes = png.get(from..from + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes)).filter(|side| *side > 0)
    };
    // the sides stand first in a PNG: eight bytes of its own, the length and name of the block, then these
    let (width, height) = (side(16)?, side(20)?);
    let wide = u64::from(SIGNED_HIGH) * u64::from(width) / u64::from(height);
    let wide = u32::try_from(wide).ok()?.clamp(1, SIGNED_WIDE);
    let high = u64::from(wide) * u64::from(height) / u64::from(width);
    let mut picture = Pic::new_with_dimensions(png.to_vec(), width, height)
        .size(wide, u32::try_from(high).ok()?.max(1));
    // the library counts its pictures from one document to the next
    "rIdImage1".clone_into(&mut picture.id);
    Some(picture)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty())
}

fn tight() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().after(0))
}

fn spaced() -> Paragraph {
    Paragraph::new()
        .align(AlignmentType::Left)
        .line_spacing(LineSpacing::new().after(160).line(276))
}

fn said(text: &str) -> Paragraph {
    spaced().add_run(Run::new().add_text(text))
}

fn heading(text: &str) -> Paragraph {
    Paragraph::new()
        .keep_next(true)
        .line_spacing(LineSpacing::new().before(200).after(120))
        .add_run(Run::new().bold().size(HEADING).add_text(text))
}

fn run(node: &Node, letter: &Letter) -> Run {
    let text = plain_text(std::slice::from_ref(node), letter);
    let run = Run::new().add_text(text);
    match node {
        Node::Words { strong, em, .. } => {
            let run = if *strong { run.bold() } else { run };
            if *em { run.italic() } else { run }
        }
        Node::Gap { .. } => run.italic().highlight("yellow"),
        Node::Cite(_) | Node::Source { .. } => run,
    }
}
