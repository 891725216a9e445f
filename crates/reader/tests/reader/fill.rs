//! Forms: their boxes are listed with the words that belong to them, filled, and read back by another program.

use crate::{make, read_with, reader, text};
use holdfast_case::form::{BoxKind, BoxTrouble, Form, FormBox};
use holdfast_reader::{FormFilled, FormRequest, ReaderError};
use std::process::{Command, Stdio};

/// A form of one page with these lines and boxes; `form` goes into the form's dictionary.
pub fn form(lines: &[(f32, f32, &str)], boxes: &[&str], form: &str, catalog: &str) -> Vec<u8> {
    let mut objects = vec![
        Vec::new(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
        Vec::new(),
        make::stream("", make::lines(10.0, lines).as_bytes()),
    ];
    let first = objects.len() + 1;
    let numbers: Vec<String> = (0..boxes.len())
        .map(|n| format!("{} 0 R", first + n))
        .collect();
    let numbers = numbers.join(" ");
    for one in boxes {
        let entry = format!("<< /Type /Annot /Subtype /Widget /P 4 0 R {one} >>");
        objects.push(entry.into_bytes());
    }
    objects[0] = format!(
        "<< /Type /Catalog /Pages 2 0 R {catalog} /AcroForm << /Fields [{numbers}] \
         /DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv 3 0 R >> >> {form} >> >>"
    )
    .into_bytes();
    objects[3] = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R \
         /Resources << /Font << /F 3 0 R >> >> /Annots [{numbers}] >>"
    )
    .into_bytes();
    make::pdf(&objects)
}

fn named<'a>(form: &'a Form, name: &str) -> &'a FormBox {
    let found = form.boxes.iter().find(|one| one.name == name);
    found.unwrap_or_else(|| panic!("{name}: {:?}", form.boxes))
}

fn list(bytes: &[u8]) -> Result<Form, ReaderError> {
    reader().form(bytes, None)
}

fn fill_with(bytes: &[u8], boxes: &[(&str, &str)], font: &[u8]) -> Result<FormFilled, ReaderError> {
    reader().fill_form(FormRequest {
        bytes: bytes.into(),
        password: None,
        boxes: boxes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        font: font.into(),
    })
}

fn fill(bytes: &[u8], boxes: &[(&str, &str)]) -> FormFilled {
    fill_with(bytes, boxes, &[]).unwrap()
}

/// What another program finds in it: its words, and no complaint about the file.
fn elsewhere(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.pdf");
    std::fs::write(&path, pdf).unwrap();
    if let Ok(checked) = Command::new("qpdf").arg("--check").arg(&path).output() {
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(checked.status.success(), "{said}");
    }
    let read = Command::new("pdftotext")
        .args(["-layout"])
        .arg(&path)
        .arg("-")
        .stderr(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8_lossy(&read.stdout).into_owned()
}

fn plain_form() -> Vec<u8> {
    form(
        &[
            (72.0, 720.0, "Member appeal form"),
            (72.0, 690.0, "Member name:"),
            (72.0, 660.0, "Date of birth (MM/DD/YYYY)"),
            (340.0, 672.0, "Member ID number"),
            (72.0, 610.0, "Is this an urgent request?"),
            (250.0, 610.0, "Yes"),
            (300.0, 610.0, "No"),
            (92.0, 580.0, "I want to appeal a denial"),
            (72.0, 560.0, "State your reason"),
            (72.0, 420.0, "Signature"),
        ],
        &[
            "/FT /Tx /T (name) /TU (Full name of the member) /Rect [150 684 330 702]",
            "/FT /Tx /T (dob) /MaxLen 10 /Rect [220 654 320 672]",
            "/FT /Tx /T (id) /MaxLen 12 /Ff 16777216 /Rect [340 650 520 668] \
             /MK << /BC [0 0 1] >> /BS << /W 1 >>",
            "/FT /Btn /T (sure) /Rect [72 578 84 590]",
            "/FT /Tx /T (reason) /Ff 4096 /Rect [72 470 540 555]",
            "/FT /Sig /T (sign) /Rect [130 410 330 435]",
            "/FT /Ch /T (state) /Ff 131072 /Opt [[(OH) (Ohio)] [(PA) (Pennsylvania)]] /Rect [400 410 500 428]",
        ],
        "",
        "",
    )
}

#[test]
fn boxes_are_listed_with_the_words_that_belong_to_them() {
    let form = list(&plain_form()).unwrap();
    assert_eq!(form.boxes.len(), 7);
    let name = named(&form, "name");
    assert_eq!(name.caption, "Member name:");
    assert_eq!(name.hint, "Full name of the member");
    let area = name.places[0].area;
    assert!(
        (area.x0 - 150.0).abs() < 0.5 && (area.y0 - 90.0).abs() < 0.5,
        "{area:?}"
    );
    assert_eq!(named(&form, "dob").caption, "Date of birth (MM/DD/YYYY)");
    let id = named(&form, "id");
    assert_eq!(id.caption, "Member ID number");
    assert_eq!(
        id.kind,
        BoxKind::Text {
            lines: false,
            most: Some(12),
            comb: true
        }
    );
    assert_eq!(
        named(&form, "sure").places[0].label,
        "I want to appeal a denial"
    );
    assert_eq!(named(&form, "sure").places[0].state, "Yes");
    assert_eq!(named(&form, "reason").caption, "State your reason");
    assert_eq!(named(&form, "sign").kind, BoxKind::Signature);
    let BoxKind::Choice { options, .. } = &named(&form, "state").kind else {
        panic!("a choice");
    };
    assert_eq!(options[0].label, "Ohio");
    let lines: Vec<&str> = form.pages[0]
        .lines
        .iter()
        .map(|l| l.text.as_str())
        .collect();
    assert_eq!(lines[0], "Member appeal form");
    assert!(lines.contains(&"Is this an urgent request?"), "{lines:?}");
}

#[test]
fn what_is_filled_in_is_shown_by_every_program() {
    let blank = plain_form();
    let values = [
        ("name", "Renée O’Hara"),
        ("dob", "05/04/1989"),
        ("id", "LMH44710926"),
        ("sure", "Yes"),
        (
            "reason",
            "See the attached letter of November 23, 2026.\nIt answers each reason.",
        ),
        ("state", "OH"),
    ];
    let filled = fill(&blank, &values);
    assert_eq!(filled.left, []);
    let words = elsewhere(&filled.pdf);
    for wanted in [
        "Renée O’Hara",
        "05/04/1989",
        "See the attached letter of November 23, 2026.",
        "Ohio",
    ] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    assert!(words.replace(' ', "").contains("LMH44710926"), "{words}");
    // our own reading of it, and its boxes
    let page = text(&read_with(&reader(), &filled.pdf, None).unwrap());
    assert!(page.contains("Renée O’Hara"), "{page}");
    let again = list(&filled.pdf).unwrap();
    for (name, value) in values {
        assert_eq!(named(&again, name).value, value);
    }
    // the same again is the same, and nothing else moved
    assert_eq!(fill(&blank, &values).pdf, filled.pdf);
    let before = text(&read_with(&reader(), &blank, None).unwrap());
    for line in before.lines() {
        assert!(page.contains(line.split(' ').next().unwrap()), "{line}");
    }
    let cleared = fill(&filled.pdf, &[("name", ""), ("sure", "")]);
    let words = elsewhere(&cleared.pdf);
    assert!(
        !words.contains("Hara") && words.contains("05/04/1989"),
        "{words}"
    );
    assert!(named(&list(&cleared.pdf).unwrap(), "sure").is_empty());
}

#[test]
fn words_become_smaller_until_they_fit_and_are_refused_where_they_do_not() {
    let blank = plain_form();
    let long = "Farrow & Lisle Millwork, Incorporated, Medical and Dental Plan";
    let filled = fill(&blank, &[("name", long)]);
    assert_eq!(filled.left, []);
    assert!(elsewhere(&filled.pdf).contains("Millwork"));
    let rows = [
        ("name", "word ".repeat(60), BoxTrouble::NoRoom),
        ("reason", "word ".repeat(4000), BoxTrouble::NoRoom),
        (
            "dob",
            "May 4, 1989, in the morning".to_owned(),
            BoxTrouble::TooLong,
        ),
        ("sign", "Nora".to_owned(), BoxTrouble::ForPen),
        ("state", "Utah".to_owned(), BoxTrouble::NoSuchValue),
        ("sure", "Perhaps".to_owned(), BoxTrouble::NoSuchValue),
        ("nothing", "x".to_owned(), BoxTrouble::NoBox),
        ("name", "王小明".to_owned(), BoxTrouble::Letters),
        ("name", "محمد".to_owned(), BoxTrouble::Letters),
    ];
    for (name, value, why) in rows {
        let filled = fill(&blank, &[(name, &value), ("state", "PA")]);
        assert_eq!(filled.left, [(0, why)], "{name}");
        assert!(elsewhere(&filled.pdf).contains("Pennsylvania"));
    }
}

#[test]
fn radios_kids_and_boxes_of_one_name_are_set_together() {
    let look = |state: &str| format!("/AP << /N << /{state} 3 0 R /Off 3 0 R >> >>");
    let bytes = form(
        &[
            (72.0, 700.0, "Level of appeal"),
            (190.0, 700.0, "First"),
            (250.0, 700.0, "Second"),
        ],
        &[
            &format!(
                "/FT /Btn /Ff 32768 /T (level) /Rect [175 698 187 710] {}",
                look("1")
            ),
            &format!(
                "/FT /Btn /Ff 32768 /T (level) /Rect [235 698 247 710] {}",
                look("2")
            ),
            "/FT /Tx /T (id) /Rect [72 600 200 618]",
            "/FT /Tx /T (id) /Rect [72 500 200 518] /Q 2",
            "/FT /Tx /T (locked) /Ff 1 /V (kept) /Rect [72 400 200 418]",
            "/FT /Tx /T (secret) /Ff 8192 /Rect [72 300 200 318]",
        ],
        "/NeedAppearances true",
        "",
    );
    let found = list(&bytes).unwrap();
    let level = named(&found, "level");
    assert_eq!(level.kind, BoxKind::OneOf);
    assert_eq!(level.caption, "Level of appeal");
    let labels: Vec<&str> = level.places.iter().map(|p| p.label.as_str()).collect();
    assert_eq!(labels, ["First", "Second"]);
    assert_eq!(named(&found, "id").places.len(), 2);
    assert!(named(&found, "locked").read_only);
    assert!(found.boxes.iter().all(|one| one.name != "secret"));
    let filled = fill(
        &bytes,
        &[("level", "2"), ("id", "QWX 0042"), ("locked", "no")],
    );
    assert_eq!(filled.left, [(2, BoxTrouble::ReadOnly)]);
    let words = elsewhere(&filled.pdf);
    assert_eq!(words.matches("QWX 0042").count(), 2, "{words}");
    // what stood there without a look is shown now
    assert!(words.contains("kept"), "{words}");
    assert!(!String::from_utf8_lossy(&filled.pdf).contains("NeedAppearances"));
    assert_eq!(named(&list(&filled.pdf).unwrap(), "level").value, "2");
}

#[test]
fn forms_that_can_not_be_filled_say_why() {
    let none = make::pages(&[&make::lines(12.0, &[(72.0, 700.0, "Denied")])], "");
    assert_eq!(list(&none).unwrap_err(), ReaderError::NoForm);
    assert_eq!(list(b"plain words").unwrap_err(), ReaderError::NoForm);
    assert_eq!(list(b"").unwrap_err(), ReaderError::Empty);
    let one_maker = form(&[], &[], "/XFA (x)", "");
    assert_eq!(list(&one_maker).unwrap_err(), ReaderError::FormOfOneMaker);
    let dynamic = form(
        &[],
        &["/FT /Tx /T (a) /Rect [72 600 200 618]"],
        "/XFA (x)",
        "/NeedsRendering true",
    );
    assert_eq!(list(&dynamic).unwrap_err(), ReaderError::FormOfOneMaker);
    let signed = form(
        &[],
        &[
            "/FT /Tx /T (a) /Rect [72 600 200 618]",
            "/FT /Sig /T (s) /V << /Type /Sig >> /Rect [72 500 200 518]",
        ],
        "",
        "",
    );
    assert_eq!(list(&signed).unwrap_err(), ReaderError::FormSigned);
    let both = form(
        &[],
        &["/FT /Tx /T (a) /Rect [72 600 200 618]"],
        "/XFA (x)",
        "",
    );
    let filled = fill(&both, &[("a", "Nora")]);
    assert!(elsewhere(&filled.pdf).contains("Nora"));
    assert!(!String::from_utf8_lossy(&filled.pdf).contains("XFA"));
    let mut cut = plain_form();
    cut.truncate(900);
    let error = list(&cut).unwrap_err();
    assert!(
        matches!(error, ReaderError::NoForm | ReaderError::Damaged { .. }),
        "{error:?}"
    );
}

#[test]
fn turned_boxes_and_boxes_written_into_the_page_are_filled() {
    // the entry stands in the page itself, the page is turned, and so are the words
    let note = "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (side) /MK << /R 90 >> \
                /Rect [100 500 118 700] >>] /Rotate 90";
    let mut bytes = make::pages(&[&make::lines(12.0, &[(72.0, 700.0, "Denied")])], note);
    let text = String::from_utf8(bytes.clone()).unwrap();
    let text = text.replacen(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [9 0 R] >> >>",
        1,
    );
    bytes = text.into_bytes();
    let found = list(&bytes).unwrap();
    let area = found.boxes[0].places[0].area;
    assert!(area.width() > area.height(), "{area:?}");
    let filled = fill(&bytes, &[("side", "Nora Hale")]);
    assert_eq!(filled.left, []);
    assert!(
        elsewhere(&filled.pdf).contains("Nora"),
        "{}",
        elsewhere(&filled.pdf)
    );
}

#[test]
fn a_form_of_thousands_of_boxes_is_listed_and_filled_and_beyond_is_refused() {
    let boxes = |count: usize| -> Vec<String> {
        (0..count)
            .map(|n| {
                let (x, y) = ((n % 60) as f32 * 9.0 + 20.0, (n / 60) as f32 * 2.0 + 10.0);
                format!("/FT /Tx /T (b{n}) /Rect [{x} {y} {} {}]", x + 8.0, y + 1.8)
            })
            .collect()
    };
    let made = boxes(10_000);
    let made: Vec<&str> = made.iter().map(String::as_str).collect();
    let bytes = form(&[], &made, "", "");
    assert_eq!(list(&bytes).unwrap().boxes.len(), 10_000);
    let filled = fill(&bytes, &[("b17", "1"), ("b9999", "2")]);
    assert_eq!(filled.left, []);
    let again = list(&filled.pdf).unwrap();
    assert_eq!(named(&again, "b9999").value, "2");
    let made = boxes(20_001);
    let made: Vec<&str> = made.iter().map(String::as_str).collect();
    let error = list(&form(&[], &made, "", "")).unwrap_err();
    assert!(matches!(error, ReaderError::TooLarge { .. }), "{error:?}");
}
