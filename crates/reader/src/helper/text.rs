//! Plain text: sheets of typewriter lines, a form feed begins a new one.

use super::documents::opened;
use super::{Answers, Request, Trouble};
use crate::media::MediaKind;
use crate::protocol::Answer;
use holdfast_case::pages::{BBox, Page, PageSource, Word};
use unicode_normalization::UnicodeNormalization;

/// The sheet: US Letter, 10-point typewriter, 12 points a line.
const WIDTH: f32 = 612.0;
pub(super) const HEIGHT: f32 = 792.0;
pub(super) const MARGIN: f32 = 36.0;
pub(super) const ADVANCE: f32 = 6.0;
pub(super) const LINE: f32 = 12.0;
const LINES: usize = 60;

/// Reads plain text in UTF-8, UTF-16 or Latin-1 (as Windows writes it).
pub(super) fn read(
    bytes: &[u8],
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let text = decode(bytes);
    send_pages(MediaKind::Text, &text, request, answers)
}

/// Sets text on sheets and sends them.
pub(super) fn send_pages(
    media: MediaKind,
    text: &str,
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    send_doubted(media, text, &[], request, answers)
}

/// The same, with doubts about the whole, which go with the first sheet.
pub(super) fn send_doubted(
    media: MediaKind,
    text: &str,
    doubts: &[String],
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let sheets = sheets(text);
    opened(media, sheets.len(), None, answers)?;
    let skip = request.first.saturating_sub(1) as usize;
    for (index, lines) in sheets
        .iter()
        .enumerate()
        .skip(skip)
        .take(request.limit as usize)
    {
        answers(
            Answer::Page {
                page: page(index as u32 + 1, lines),
                doubts: if index == 0 { doubts.to_vec() } else { vec![] },
                gap: None,
            },
            &[],
        )?;
    }
    Ok(())
}

/// The lines of each sheet; long lines are kept whole (the sheet is made wider), as columns hang on them.
pub(super) fn sheets(text: &str) -> Vec<Vec<&str>> {
    let mut sheets = Vec::new();
    for part in text.split('\u{c}') {
        let lines: Vec<&str> = part.lines().collect();
        if lines.is_empty() {
            sheets.push(vec![]);
        }
        for sheet in lines.chunks(LINES) {
            sheets.push(sheet.to_vec());
        }
    }
    // A form feed at the very end begins no sheet.
    while sheets.len() > 1
        && sheets
            .last()
            .is_some_and(|s| s.iter().all(|l| l.trim().is_empty()))
    {
        sheets.pop();
    }
    sheets
}

/// One sheet as the viewer shows it and with the boxes that belong to it.
pub(super) fn page(number: u32, lines: &[&str]) -> Page {
    let mut words = Vec::new();
    let mut widest = WIDTH;
    let (mut block, mut line) = (0, 0);
    let mut gap = false;
    for (row, content) in lines.iter().enumerate() {
        let placed = place(content);
        if placed.is_empty() {
            gap = true;
            continue;
        }
        if !words.is_empty() {
            line += 1;
            block += u32::from(gap);
        }
        gap = false;
        let y0 = MARGIN + row as f32 * LINE;
        for (column, word) in placed {
            let x0 = MARGIN + column as f32 * ADVANCE;
            let x1 = x0 + word.chars().count() as f32 * ADVANCE;
            widest = widest.max(x1 + MARGIN);
            let bbox = BBox {
                x0,
                y0,
                x1,
                y1: y0 + LINE,
            };
            words.push(Word {
                text: word.to_owned(),
                bbox,
                confidence: 1.0,
                line,
                block,
            });
        }
    }
    let source = if words.is_empty() {
        PageSource::Blank
    } else {
        PageSource::TextLayer
    };
    Page {
        number,
        width: widest,
        height: HEIGHT,
        source,
        words,
    }
}

/// The words of a line with the column each begins at; a tab goes to the next eighth.
fn place(line: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut column = 0;
    let mut open: Option<(usize, usize)> = None;
    for (at, sign) in line.char_indices() {
        if sign.is_whitespace() || sign.is_control() {
            if let Some((start, from)) = open.take() {
                words.push((start, &line[from..at]));
            }
            column = if sign == '\t' {
                (column / 8 + 1) * 8
            } else {
                column + 1
            };
        } else {
            open.get_or_insert((column, at));
            column += 1;
        }
    }
    if let Some((start, from)) = open {
        words.push((start, &line[from..]));
    }
    words
}

/// The signs, whichever of the usual codes they are in.
pub(super) fn decode(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], big: bool| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|p| {
                let pair = [
                    p.first().copied().unwrap_or(0),
                    p.get(1).copied().unwrap_or(0),
                ];
                if big {
                    u16::from_be_bytes(pair)
                } else {
                    u16::from_le_bytes(pair)
                }
            })
            .collect();
        String::from_utf16_lossy(&units)
    };
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, false);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, true);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| windows_1252(*b)).collect(),
    }
}

/// Signs 0x80 to 0x9f of the Windows code.
const UPPER: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => UPPER
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{fffd}'),
        other => char::from(other),
    }
}

/// The code of a sign in the Windows code, where it has one.
pub(super) fn to_windows_1252(sign: char) -> Option<u8> {
    match u32::from(sign) {
        code @ (0x20..=0x7e | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => UPPER
            .iter()
            .position(|u| *u == sign && sign != '\u{fffd}')
            .and_then(|p| u8::try_from(p + 0x80).ok()),
    }
}

/// The code of the nearest plain letter of a sign that the Windows code lacks; none where there is no such letter.
pub(super) fn nearest_windows_1252(sign: char) -> Option<u8> {
    let plain = match sign {
        'đ' => 'd',
        'Đ' => 'D',
        'ł' => 'l',
        'Ł' => 'L',
        'ı' => 'i',
        '−' | '‐' | '‑' => '-',
        other => std::iter::once(other).nfd().next()?,
    };
    to_windows_1252(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_typewriter_keep_their_place() {
        let page = page(1, &["Paid    12.00", "", "You\towe"]);
        let at: Vec<_> = page
            .words
            .iter()
            .map(|w| (w.text.as_str(), w.bbox.x0, w.line, w.block))
            .collect();
        assert_eq!(
            at,
            [
                ("Paid", 36.0, 0, 0),
                ("12.00", 84.0, 0, 0),
                ("You", 36.0, 1, 1),
                ("owe", 84.0, 1, 1)
            ]
        );
    }

    #[test]
    fn a_form_feed_begins_a_page_and_one_at_the_end_does_not() {
        assert_eq!(sheets("a\n\u{c}b\n\u{c}").len(), 2);
        assert_eq!(sheets("").len(), 1);
        assert_eq!(sheets(&"x\n".repeat(130)).len(), 3);
    }

    #[test]
    fn each_of_the_usual_codes_is_read() {
        assert_eq!(decode("für".as_bytes()), "für");
        assert_eq!(decode(b"f\xfcr \x93a\x94"), "für “a”");
        assert_eq!(decode(&[0xff, 0xfe, b'f', 0, 0xfc, 0, b'r', 0]), "für");
        assert_eq!(decode(&[0xfe, 0xff, 0, b'f', 0, 0xfc, 0, b'r']), "für");
        assert_eq!(decode(&[0xef, 0xbb, 0xbf, b'a']), "a");
    }
}
