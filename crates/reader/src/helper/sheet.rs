//! Text set on sheets: a small PDF in a typewriter face, written here so that text is shown by the same means as
//! any other document, word for word where [`super::text`] says its boxes are.

use super::text::{self, ADVANCE, HEIGHT, LINE};
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// The PDF of a text.
pub(super) fn as_pdf(content: &str) -> Vec<u8> {
    let sheets = text::sheets(content);
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut kids = String::new();
    for (index, lines) in sheets.iter().enumerate() {
        let page = text::page(index as u32 + 1, lines);
        let mut drawn = format!("BT /F {} Tf\n", ADVANCE / 0.6);
        for word in &page.words {
            // The base line of a typewriter sits a quarter above the bottom of its line.
            let (x, y) = (word.bbox.x0, HEIGHT - word.bbox.y1 + LINE * 0.25);
            let _ = writeln!(drawn, "1 0 0 1 {x:.2} {y:.2} Tm <{}> Tj", hex(&word.text));
        }
        drawn.push_str("ET");
        let at = objects.len() + 1;
        let _ = write!(kids, "{at} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.2} {HEIGHT}] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            page.width,
            at + 1
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawn}\nendstream",
            drawn.len()
        ));
    }
    if let Some(pages) = objects.get_mut(1) {
        *pages = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", sheets.len());
    }
    write_out(&objects)
}

/// Objects with their table.
fn write_out(objects: &[String]) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.4\n");
    let mut places = Vec::with_capacity(objects.len());
    for (index, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        let _ = write!(pdf, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let table = pdf.len();
    let _ = write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(pdf, "{place:010} 00000 n ");
    }
    let _ = write!(
        pdf,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    pdf.into_bytes()
}

/// True where the face lacks signs of a text, which then do not stand as they were written.
pub(super) fn is_respelled(content: &str) -> bool {
    let is_lacking = |sign: char| !sign.is_whitespace() && text::to_windows_1252(sign).is_none();
    content
        .nfc()
        .any(|sign| !sign.is_control() && is_lacking(sign))
}

/// The word in the font's code; a sign it lacks shows as its nearest plain letter, or as a middle dot.
fn hex(word: &str) -> String {
    let mut out = String::with_capacity(word.len() * 2);
    for sign in word.nfc() {
        let code = text::to_windows_1252(sign).or_else(|| text::nearest_windows_1252(sign));
        let _ = write!(out, "{:02x}", code.unwrap_or(0xb7));
    }
    out
}
