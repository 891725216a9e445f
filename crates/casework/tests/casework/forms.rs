//! Forms of the insurer: found, proposed from the record, filled by the person's yes, and put before the letter.

use crate::common::{DENIAL, Home, add_one, reader};
use holdfast_casework::view::{
    FormBoxInput, FormBoxView, FormFillRequest, FormView, LetterChange, LetterPartyInput,
    LetterStartRequest, PacketOptions,
};
use holdfast_casework::{CancelToken, Code, Desk, Reader};

/// A form as insurers send it: a page of lines, and boxes.
pub fn insurers_form() -> Vec<u8> {
    made(&BOXES)
}

const LINES: [(u32, u32, &str); 24] = [
    (72, 740, "Member appeal form"),
    (72, 715, "Section 1: Member information"),
    (72, 690, "Member name"),
    (330, 690, "Date of birth"),
    (72, 660, "Member ID"),
    (330, 660, "Group number"),
    (72, 630, "Mailing address"),
    (72, 600, "Daytime phone"),
    (72, 575, "Section 2: Authorized representative"),
    (72, 550, "Name"),
    (330, 550, "Phone"),
    (72, 525, "Section 3: About your appeal"),
    (72, 500, "Claim number"),
    (330, 500, "Date of denial letter"),
    (72, 470, "Service denied"),
    (330, 470, "Treating provider"),
    (72, 440, "Is this an urgent request?"),
    (230, 440, "Yes"),
    (280, 440, "No"),
    (72, 410, "Reason for appeal"),
    (92, 260, "I authorize the release of my records."),
    (72, 230, "Social Security number"),
    (72, 190, "Signature"),
    (330, 190, "Date"),
];

const BOXES: [&str; 17] = [
    "/FT /Tx /T (member.name) /Rect [150 684 320 702]",
    "/FT /Tx /T (member.dob) /TU (MM/DD/YYYY) /MaxLen 10 /Rect [410 684 540 702]",
    "/FT /Tx /T (member.id) /Rect [150 654 320 672]",
    "/FT /Tx /T (member.group) /Rect [410 654 540 672]",
    "/FT /Tx /T (member.address) /Rect [150 624 540 642]",
    "/FT /Tx /T (member.phone) /Rect [150 594 320 612]",
    "/FT /Tx /T (rep.name) /Rect [150 544 320 562]",
    "/FT /Tx /T (rep.phone) /Rect [410 544 540 562]",
    "/FT /Tx /T (claim) /Rect [150 494 320 512]",
    "/FT /Tx /T (denied.on) /Rect [440 494 540 512]",
    "/FT /Tx /T (service) /Rect [150 464 320 482]",
    "/FT /Tx /T (provider) /Rect [420 464 540 482]",
    "/FT /Tx /T (reason) /Ff 4096 /Rect [72 300 540 405]",
    "/FT /Btn /T (agree) /Rect [72 258 84 270]",
    "/FT /Tx /T (ssn) /Rect [200 224 320 242]",
    "/FT /Sig /T (sign) /Rect [150 180 320 205]",
    "/FT /Tx /T (signed.on) /Rect [370 184 480 202]",
];

fn made(boxes: &[&str]) -> Vec<u8> {
    let radio = |x: u32, state: &str| {
        format!(
            "/FT /Btn /Ff 32768 /T (urgent) /Rect [{x} 438 {} 450] /AP << /N << /{state} 6 0 R /Off 6 0 R >> >>",
            x + 12
        )
    };
    let mut boxes: Vec<String> = boxes.iter().map(|one| (*one).to_owned()).collect();
    boxes.extend([radio(215, "1"), radio(265, "0")]);
    let mut content = String::from("BT /F 10 Tf\n");
    for (x, y, text) in LINES {
        content.push_str(&format!("1 0 0 1 {x} {y} Tm ({text}) Tj\n"));
    }
    content.push_str("ET");
    let first = 7;
    let numbers: Vec<String> = (0..boxes.len())
        .map(|n| format!("{} 0 R", first + n))
        .collect();
    let numbers = numbers.join(" ");
    let stream = |entries: &str, data: &str| {
        format!(
            "<< {entries} /Length {} >>\nstream\n{data}\nendstream",
            data.len()
        )
    };
    let mut objects = vec![
        format!(
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{numbers}] /DA (/Helv 0 Tf 0 g) >> >>"
        ),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R \
             /Resources << /Font << /F 3 0 R >> >> /Annots [{numbers}] >>"
        ),
        stream("", &content),
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 12 12]",
            "0 0 12 12 re S",
        ),
    ];
    for one in boxes {
        objects.push(format!(
            "<< /Type /Annot /Subtype /Widget /P 4 0 R {one} >>"
        ));
    }
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
    out.extend(
        format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    out
}

struct Case {
    home: Home,
    desk: Desk,
    letter: String,
    form: String,
}

/// A denial, an appeal begun, and the insurer's form.
fn case() -> Case {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("denial.txt", DENIAL));
    let letter = desk
        .start_letter(&LetterStartRequest {
            kind: "internal-appeal".to_owned(),
            answers: None,
        })
        .unwrap()
        .letter;
    let form = add_one(&desk, &home.file("appeal-form.pdf", insurers_form()));
    Case {
        home,
        desk,
        letter,
        form,
    }
}

impl Case {
    fn view(&self) -> FormView {
        self.desk.form(&self.form, Some(&self.letter)).unwrap()
    }

    fn fill(&self, set: &[(&str, &str)]) -> holdfast_casework::view::FormFilledView {
        let mut boxes: Vec<FormBoxInput> = self
            .view()
            .boxes
            .into_iter()
            .filter(|one| !one.locked)
            .map(|one| FormBoxInput {
                name: one.name,
                value: one.value,
            })
            .collect();
        for (name, value) in set {
            boxes.retain(|one| one.name != *name);
            boxes.push(FormBoxInput {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
            });
        }
        self.desk
            .fill_form(&FormFillRequest {
                document: self.form.clone(),
                letter: Some(self.letter.clone()),
                boxes,
            })
            .unwrap()
    }

    fn packet(&self) -> holdfast_casework::view::PacketBuiltView {
        let options = PacketOptions {
            cover: true,
            ..PacketOptions::default()
        };
        let never = CancelToken::new();
        self.desk
            .packet(&self.letter, &options, &never, &mut |_, _| {})
            .unwrap()
    }

    fn words(&self) -> String {
        let view = self.desk.letter(&self.letter).unwrap();
        let sections = view.sections.iter().flat_map(|section| &section.paragraphs);
        sections
            .flat_map(|one| &one.nodes)
            .map(|node| node.say.clone())
            .collect()
    }
}

fn named<'a>(view: &'a FormView, name: &str) -> &'a FormBoxView {
    view.boxes.iter().find(|one| one.name == name).unwrap()
}

fn texts(pdf: &[u8]) -> Vec<String> {
    let reader = Reader::with_programs(reader(), None);
    let read = reader.read(pdf, &Default::default(), &mut |_| {}, &CancelToken::new());
    read.unwrap()
        .pages
        .pages
        .iter()
        .map(|page| page.text())
        .collect()
}

#[test]
fn a_form_is_found_and_filled_from_the_record_alone() {
    let case = case();
    let found = case.desk.forms(Some(&case.letter)).unwrap().forms;
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].document.as_str(), found[0].boxes),
        (case.form.as_str(), 18)
    );
    assert!(!found[0].along && found[0].filled.is_none());
    let party = LetterPartyInput {
        name: "Nora Hale".to_owned(),
        address: "12 Elm Road\nDayton, OH 45401".to_owned(),
        phone: "555-010-0199".to_owned(),
        ..LetterPartyInput::default()
    };
    let before = case.desk.letter(&case.letter).unwrap().from.name;
    let party = LetterPartyInput {
        name: before.clone(),
        ..party
    };
    case.desk
        .change_letter(&case.letter, &LetterChange::From { party })
        .unwrap();
    let view = case.view();
    let value = |name: &str| named(&view, name).value.clone();
    assert_eq!(value("member.name"), before);
    assert_eq!(value("member.address"), "12 Elm Road, Dayton, OH 45401");
    assert_eq!(value("member.phone"), "555-010-0199");
    assert_eq!(value("denied.on"), "10/14/2026");
    assert_eq!(
        value("reason"),
        "See the attached letter of November 23, 2026."
    );
    assert_eq!(value("urgent"), "0");
    assert!(!value("member.id").is_empty() && DENIAL.contains(&value("member.id")));
    let id = named(&view, "member.id");
    assert!(
        id.from.contains("page 1") && id.from_page == Some(1),
        "{}",
        id.from
    );
    // what is the person's alone is empty, and says why
    for name in ["sign", "signed.on", "agree", "ssn", "rep.name", "rep.phone"] {
        let one = named(&view, name);
        assert!(
            one.value.is_empty() && !one.by_pen.is_empty(),
            "{name}: {}",
            one.by_pen
        );
    }
    // nothing was typed of the day of birth: it stays empty
    assert_eq!(value("member.dob"), "");
}

#[test]
fn no_value_is_proposed_that_the_record_does_not_hold() {
    let case = case();
    let view = case.view();
    let record = format!("{DENIAL} {:?}", case.desk.letter(&case.letter).unwrap());
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let record = plain(&record);
    for one in &view.boxes {
        let is_words = matches!(one.kind.as_str(), "text" | "lines");
        let own = matches!(one.name.as_str(), "reason" | "denied.on");
        if is_words && !own {
            assert!(
                record.contains(&plain(&one.value)),
                "{}: {}",
                one.name,
                one.value
            );
        }
        assert!(one.value.is_empty() || !one.from.is_empty(), "{}", one.name);
    }
}

#[test]
fn a_filled_form_stands_before_the_letter_and_can_be_taken_out_again() {
    let case = case();
    let alone = case.packet();
    assert!(!case.words().contains("form for this request"));
    let filled = case.fill(&[("member.dob", "05/04/1989"), ("service", "")]);
    assert!(
        filled.by_pen.iter().any(|label| label == "Signature"),
        "{:?}",
        filled.by_pen
    );
    assert!(filled.by_pen.contains(&"Service denied".to_owned()));
    assert!(
        case.words()
            .contains("Your form for this request is enclosed, filled in.")
    );
    let with = case.packet();
    assert_eq!(with.pages, alone.pages + 1);
    let titles: Vec<&str> = with.parts.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(
        titles[..3],
        ["Cover sheet", "Form of the insurer", "Letter"]
    );
    let pages = texts(&with.pdf);
    assert!(
        pages[1].contains("05/04/1989") && pages[1].contains("10/14/2026"),
        "{}",
        pages[1]
    );
    assert!(pages[1].contains("Packet page 2 of"), "{}", pages[1]);
    assert!(
        pages[0].contains(&format!("{}, with this one", with.pages)),
        "{}",
        pages[0]
    );
    // the empty one is as it came; the filled one is a paper of its own
    assert_eq!(case.desk.original(&case.form).unwrap().1, insurers_form());
    let row = &case.desk.forms(Some(&case.letter)).unwrap().forms[0];
    assert!(row.along);
    assert_eq!(row.filled.as_ref(), Some(&filled.filled));
    // it is remembered, what was left empty too
    let view = case.view();
    assert_eq!(named(&view, "member.dob").value, "05/04/1989");
    assert_eq!(named(&view, "service").value, "");
    let again = case.fill(&[("member.dob", "05/05/1989")]);
    assert_ne!(again.filled, filled.filled);
    assert_eq!(named(&case.view(), "service").value, "");
    assert!(texts(&case.packet().pdf)[1].contains("05/05/1989"));
    let out = LetterChange::Form {
        document: again.filled.clone(),
        on: false,
    };
    case.desk.change_letter(&case.letter, &out).unwrap();
    assert_eq!(case.packet().pages, alone.pages);
    assert!(!case.words().contains("form for this request"));
    // one step back, and all of it is as before
    case.desk.undo().unwrap();
    assert_eq!(case.packet().pages, with.pages);
}

#[test]
fn a_form_that_is_gone_makes_the_packet_a_draft() {
    let case = case();
    let filled = case.fill(&[]);
    case.desk.trash_document(&filled.filled).unwrap();
    let view = case.desk.letter(&case.letter).unwrap();
    assert!(
        view.missing
            .iter()
            .any(|gap| gap.say.contains("filled form")),
        "{:?}",
        view.missing
    );
    let packet = case.packet();
    assert!(
        packet.is_draft
            && packet
                .parts
                .iter()
                .all(|part| !part.title.contains("insurer"))
    );
}

#[test]
fn what_can_not_be_filled_is_refused_and_nothing_is_filed() {
    let case = case();
    let before = case
        .desk
        .documents(&Default::default())
        .unwrap()
        .documents
        .len();
    for (name, value, words) in [
        ("member.dob", "the fourth of May, 1989", "so many letters"),
        ("member.name", "محمد علي", "these letters"),
        ("urgent", "7", "this choice"),
        ("no.such.box", "x", "has no box"),
    ] {
        let request = FormFillRequest {
            document: case.form.clone(),
            letter: Some(case.letter.clone()),
            boxes: vec![FormBoxInput {
                name: name.to_owned(),
                value: value.to_owned(),
            }],
        };
        let error = case.desk.fill_form(&request).unwrap_err();
        assert_eq!(error.code(), Code::BadRequest);
        assert!(error.message().contains(words), "{}", error.message());
    }
    assert_eq!(
        case.desk
            .documents(&Default::default())
            .unwrap()
            .documents
            .len(),
        before
    );
    // letters beyond the usual code are set in another type
    case.fill(&[("member.name", "Nguyễn Thị Đức")]);
    let pages = texts(&case.packet().pdf);
    assert!(pages[1].contains("Nguyễn Thị Đức"), "{}", pages[1]);
    // a paper without boxes says so
    let error = case
        .desk
        .form(
            &add_one(&case.desk, &case.home.file("a.txt", "words")),
            None,
        )
        .unwrap_err();
    assert_eq!(error.code(), Code::FormNone);
}
