//! Letters as PDFs with their text in them, typed with a typewriter face.

/// Lines on a page.
const LINES: usize = 66;

/// A PDF with these pages of text. Signs that the face lacks are left out.
pub fn pdf(pages: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut kids = Vec::new();
    for page in pages.iter().flat_map(|page| sheets(page)) {
        let (at, drawn) = (objects.len() + 1, objects.len() + 2);
        kids.push(format!("{at} 0 R"));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {drawn} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>"
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{page}\nendstream",
            page.len()
        ));
    }
    objects[1] = format!(
        "<< /Type /Pages /Kids [{}] /Count {} >>",
        kids.join(" "),
        kids.len()
    );
    let mut text = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(text.len());
        text.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = text.len();
    text.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for place in places {
        text.push_str(&format!("{place:010} 00000 n \n"));
    }
    text.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    text.into_bytes()
}

/// What is drawn on each sheet that a page of text takes.
fn sheets(page: &str) -> Vec<String> {
    let lines: Vec<&str> = page.lines().collect();
    lines
        .chunks(LINES)
        .map(|lines| {
            let mut drawn = "BT /F 8.5 Tf 11 TL 40 760 Td\n".to_owned();
            for line in lines {
                let plain: String = line.chars().filter(|c| (' '..='~').contains(c)).collect();
                let plain = plain.replace('\\', "\\\\");
                let plain = plain.replace('(', "\\(").replace(')', "\\)");
                drawn.push_str(&format!("({plain}) Tj T*\n"));
            }
            drawn + "ET"
        })
        .collect()
}
