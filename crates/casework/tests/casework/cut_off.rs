//! A damaged file, for the tests of the window's use cases and of the command line.

/// A PDF cut off within the picture of its second page; the first has words, if `first` says some.
pub fn cut_off(first: &str) -> Vec<u8> {
    let text = format!("BT /F 12 Tf 72 700 Td ({first}) Tj ET");
    let mut pdf = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{text}\nendstream\nendobj\n\
         5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>\nendobj\n\
         6 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 7 0 R \
         /Resources << /XObject << /I 8 0 R >> >> >>\nendobj\n\
         7 0 obj\n<< /Length 28 >>\nstream\nq 612 0 0 792 0 0 cm /I Do Q\nendstream\nendobj\n\
         8 0 obj\n<< /Type /XObject /Subtype /Image /Width 850 /Height 1100 /ColorSpace /DeviceGray \
         /BitsPerComponent 8 /Filter /DCTDecode /Length 99000 >>\nstream\n",
        text.len()
    )
    .into_bytes();
    pdf.extend([0xff, 0xd8, 0xff, 0xe0]);
    pdf.extend([0x5a; 3000]);
    pdf
}
