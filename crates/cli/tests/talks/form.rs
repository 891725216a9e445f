//! The insurer's own form at the terminal: listed, shown with what the record has, filled, sent along, taken out.

use crate::Machine;
use serde_json::Value;

const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");

/// A form of three boxes.
fn form() -> Vec<u8> {
    let content = "BT /F 10 Tf 1 0 0 1 72 700 Tm (Member ID) Tj 1 0 0 1 72 660 Tm (Date of birth) Tj \
                   1 0 0 1 72 620 Tm (Signature) Tj ET";
    let entry = |what: &str, y: u32| {
        format!(
            "<< /Type /Annot /Subtype /Widget /P 4 0 R {what} /Rect [160 {} 320 {}] >>",
            y - 6,
            y + 12
        )
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R 8 0 R] >> >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R \
         /Resources << /Font << /F 3 0 R >> >> /Annots [6 0 R 7 0 R 8 0 R] >>"
            .to_owned(),
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ),
        entry("/FT /Tx /T (id)", 700),
        entry("/FT /Tx /T (born)", 660),
        entry("/FT /Sig /T (sign)", 620),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    let end = format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

fn asked(machine: &Machine, words: &[&str]) -> Value {
    let answer = machine.open(words);
    assert_eq!(answer.status, 0, "{words:?}: {} {}", answer.out, answer.err);
    answer.json()
}

#[test]
fn a_form_is_filled_and_goes_along_with_its_letter() {
    let machine = Machine::new();
    machine.init();
    let path = machine.write("no.txt", NO.as_bytes());
    asked(&machine, &["add", path.to_str().unwrap()]);
    let letter = asked(&machine, &["draft", "internal-appeal"]);
    let letter = letter["letter"]["id"].as_str().unwrap();
    assert_eq!(
        asked(&machine, &["form", "list"])["forms"],
        Value::Array(vec![])
    );
    let path = machine.write("form.pdf", &form());
    let added = asked(&machine, &["add", path.to_str().unwrap()]);
    let id = added["files"][0]["document"].as_str().unwrap();
    let list = asked(&machine, &["form", "list", "--letter", letter]);
    assert_eq!(list["forms"][0]["document"], id);
    assert_eq!(list["forms"][0]["boxes"], 3);
    let shown = asked(&machine, &["form", "show", id, "--letter", letter]);
    let boxes = shown["form"]["boxes"].as_array().unwrap();
    assert_eq!(boxes[0]["value"], "LMH 4471 0926 83");
    assert!(
        boxes[0]["from"].as_str().unwrap().contains("page 1"),
        "{}",
        boxes[0]
    );
    assert_eq!(boxes[2]["by_pen"], "Sign it by pen.");
    let set = [
        "form",
        "fill",
        id,
        "--letter",
        letter,
        "--set",
        "born=05/04/1989",
        "--leave",
        "id",
    ];
    let filled = asked(&machine, &set);
    let paper = filled["document"].as_str().unwrap();
    assert_eq!(
        filled["by_pen"],
        serde_json::json!(["Member ID", "Signature"])
    );
    assert_eq!(
        asked(&machine, &["form", "list", "--letter", letter])["forms"][0]["along"],
        true
    );
    let out = machine.path("appeal.pdf");
    let packet = asked(
        &machine,
        &["packet", letter, "--out", out.to_str().unwrap()],
    );
    assert_eq!(packet["parts"][0]["title"], "Form of the insurer");
    asked(&machine, &["letter", "edit", letter, "--no-form", paper]);
    assert_eq!(
        asked(&machine, &["form", "list", "--letter", letter])["forms"][0]["along"],
        false
    );
    let wrong = machine.open(&["form", "fill", id, "--set", "born"]);
    assert_eq!((wrong.status, wrong.code().as_str()), (2, "bad-request"));
    let none = machine.open(&[
        "form",
        "show",
        added["files"][0]["document"].as_str().unwrap(),
        "--letter",
        "0000",
    ]);
    assert_ne!(none.status, 0);
}
