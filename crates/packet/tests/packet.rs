//! The plan of a packet: labels, pages, a list of exhibits that grows by a page.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use holdfast_case::letter::{Citation, Node, Paragraph, Party, ReLine};
use holdfast_case::{Exhibit, ExhibitOf, ExhibitPages, Letter, Private, Section};
use holdfast_packet::{
    CoverSheet, ExhibitBody, ExhibitSheet, LabeledLine, LetterLook, PacketRequest, PartBytes,
    PartKind, letter_docx, letter_pdf, plan_packet,
};

fn look() -> LetterLook<'static> {
    LetterLook {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        running: "Nora Hale · PA-2606-118374",
        greeting: "To the appeals department:",
        closing: "Sincerely,",
        draft: false,
        signature: &[],
    }
}

fn scale(at: usize) -> ExhibitOf {
    ExhibitOf::ScaleScores {
        scale: format!("scale-{at}"),
    }
}

/// A letter that cites each of its exhibits, written by somebody whose name and words try the typesetter.
fn letter(exhibits: usize) -> Letter {
    let mut nodes = vec![Node::words(
        "#set text(red) $x$ *bold* <b>\\ I was “better” ",
    )];
    for at in 0..exhibits {
        nodes.push(Node::Cite(Citation {
            of: scale(at),
            page: Some(2),
        }));
        nodes.push(Node::words(". "));
    }
    Letter {
        kind: "internal-appeal".to_owned(),
        from: Party {
            name: Private::new("Zoë O’Hara-Nguyễn".to_owned()),
            address: Private::new("12 Elm St\nWooster, OH 44691".to_owned()),
            ..Party::default()
        },
        subject: "Appeal of your decision of June 17, 2026".to_owned(),
        re: vec![ReLine {
            label: "Member ID".to_owned(),
            nodes: vec![Node::words("LMH 4471 0926 83")],
        }],
        sections: vec![Section {
            heading: "1. It is not experimental".to_owned(),
            paragraphs: vec![Paragraph {
                nodes,
                ..Paragraph::default()
            }],
            ..Section::default()
        }],
        exhibits: (0..exhibits)
            .map(|at| Exhibit {
                of: scale(at),
                title: format!("Scores of the scale number {at}, with a title long enough to go over a line now and then"),
                pages: ExhibitPages::All,
            })
            .collect(),
        ..Letter::default()
    }
}

#[test]
fn pages_of_a_packet_follow_one_another_with_any_number_of_exhibits() {
    for count in [0, 1, 28, 100] {
        let letter = letter(count);
        let plan = plan_packet(&PacketRequest {
            forms: Vec::new(),
            letter: &letter,
            look: look(),
            cover: Some(CoverSheet {
                title: "Fax".to_owned(),
                facts: vec![LabeledLine::new("To", "Larkmoor Health Appeals")],
                sender_call: "call the sender".to_owned(),
            }),
            bodies: (0..count)
                .map(|at| ExhibitBody::Paper {
                    pages: 2 + u32::try_from(at % 3).unwrap(),
                })
                .collect(),
        })
        .unwrap();
        let mut next = 1;
        for part in &plan.parts {
            assert_eq!(part.first, next, "{}", part.name);
            assert!(part.count > 0);
            next += part.count;
            match &part.bytes {
                PartBytes::Set(pdf) => assert!(pdf.starts_with(b"%PDF")),
                bytes => assert!(matches!(bytes, PartBytes::Paper(_))),
            }
        }
        assert_eq!(plan.pages + 1, next);
        let index = plan.parts.iter().find(|part| part.kind == PartKind::Index);
        match count {
            0 => assert!(index.is_none()),
            100 => assert!(index.unwrap().count > 2),
            28 => assert!(index.unwrap().count > 1),
            _ => assert_eq!(index.unwrap().count, 1),
        }
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let letter = letter(3);
    assert_eq!(
        letter_pdf(&letter, &look()).unwrap(),
        letter_pdf(&letter, &look()).unwrap()
    );
    let word = letter_docx(&letter, &look()).unwrap();
    assert_eq!(word, letter_docx(&letter, &look()).unwrap());
    assert!(word.starts_with(b"PK"));
}

#[test]
fn a_paper_that_is_awaited_has_its_place_and_no_page() {
    let mut letter = letter(1);
    letter.exhibits.push(Exhibit {
        of: ExhibitOf::Awaited {
            row: String::new(),
            what: "Letter from Dr. Varga".to_owned(),
        },
        title: "Letter from Dr. Varga".to_owned(),
        pages: ExhibitPages::All,
    });
    let sheet = ExhibitSheet {
        title: "Scores".to_owned(),
        ..ExhibitSheet::default()
    };
    let plan = plan_packet(&PacketRequest {
        forms: Vec::new(),
        letter: &letter,
        look: look(),
        cover: None,
        bodies: vec![ExhibitBody::Sheet(Box::new(sheet)), ExhibitBody::Awaited],
    })
    .unwrap();
    let last = plan.parts.last().unwrap();
    assert_eq!(
        (last.count, last.title.as_str()),
        (0, "Exhibit B: Letter from Dr. Varga")
    );
    assert!(matches!(last.bytes, PartBytes::Nothing));
}

#[test]
fn a_name_is_set_as_one_line_with_words_that_can_be_read_out() {
    let today = look().today;
    for name in [
        "Nguyễn Thị Hương · TR-1",
        "דוד כהן",
        "محمد عبد الله",
        "Łukasz Żółć",
    ] {
        let strip = holdfast_packet::name_strip(name, today).unwrap();
        assert!(strip.pdf.starts_with(b"%PDF"), "{name}");
        assert!(strip.pdf.len() < 60_000, "{name}: {}", strip.pdf.len());
        let again = holdfast_packet::name_strip(name, today).unwrap();
        assert!(strip.pdf == again.pdf, "{name}");
    }
    assert!(holdfast_packet::name_strip("王小明", today).is_err());
}

#[test]
fn a_letter_is_set_even_where_no_font_has_a_sign_of_it() {
    let mut letter = letter(1);
    letter.from.name = Private::new("王小明".to_owned());
    assert!(letter_pdf(&letter, &look()).unwrap().starts_with(b"%PDF"));
}
