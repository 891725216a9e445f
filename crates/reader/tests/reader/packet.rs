//! Packets: what is in them, what is on them, what is no longer in them.

use super::packet_look::{Look, ask, assemble, part, words_of};
use super::{file, make, reader};
use holdfast_case::pages::BBox;
use holdfast_reader::{
    AssembleError, CancelToken, LeftOut, PacketNote, PacketRequest, PartPage, PartPlace, Password,
    PictureReason, ReaderError, Redaction, Shrink,
};

fn letter(words: &str) -> Vec<u8> {
    make::pages(&[&make::lines(12.0, &[(72.0, 500.0, words)])], "")
}

fn letters(count: usize) -> Vec<u8> {
    let contents: Vec<String> = (1..=count)
        .map(|n| make::lines(12.0, &[(72.0, 500.0, &format!("sheet number {n}"))]))
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    make::pages(&contents, "")
}

/// A page with a link, as typeset parts have them.
fn with_link(uri: &str) -> Vec<u8> {
    let link = format!(
        "/Annots [<< /Type /Annot /Subtype /Link /Rect [72 490 200 512] /Border [0 0 0] \
         /A << /Type /Action /S /URI /URI ({uri}) >> >>]"
    );
    make::pages(
        &[&make::lines(12.0, &[(72.0, 500.0, "See Exhibit C")])],
        &link,
    )
}

#[test]
fn parts_stand_in_order_stamped_numbered_and_titled() {
    let mut exhibit = part("exhibit-c", letters(3));
    exhibit.stamp = Some("Exhibit C".into());
    exhibit.bookmark = Some("Exhibit C: Denial letter, June 17 – “no”".into());
    let packet = assemble(PacketRequest {
        parts: vec![part("letter", letter("Dear reviewer")), exhibit],
        foot: Some("N. Hale · PA-2606-118374".into()),
        number_through: true,
        title: "Appeal".into(),
        ..PacketRequest::default()
    })
    .unwrap();
    let places = [(1, 1), (2, 3)].map(|(first, count)| PartPlace { first, count });
    assert_eq!(packet.parts, places);
    assert_eq!(packet.notes, []);
    let look = Look::at(&packet.pdf);
    assert_eq!(look.pages.len(), 4);
    assert!(!look.text(1).contains("Exhibit"), "{}", look.text(1));
    for words in [
        "sheet number 2",
        "Exhibit C",
        "page 2 of 3",
        "Packet page 3 of 4",
        "N. Hale · PA-2606-118374",
    ] {
        assert!(look.text(3).contains(words), "{words}: {}", look.text(3));
    }
    let title = "Exhibit C: Denial letter, June 17 – “no”".to_owned();
    assert_eq!(look.outline(), [(title, 2)]);
    let stamp = look.word(3, "Exhibit");
    assert!(stamp.x0 > 480.0 && stamp.y1 < 50.0, "{stamp:?}");
    let foot = look.word(3, "N.");
    assert!(foot.x0 < 40.0 && foot.y0 > 760.0, "{foot:?}");
    look.sound();
}

#[test]
fn marks_stand_upright_on_turned_cropped_and_huge_pages() {
    for (extra, turns, size) in [
        ("/Rotate 90", 0, (792.0, 612.0)),
        ("/Rotate 180", 0, (612.0, 792.0)),
        ("/Rotate 270", 0, (792.0, 612.0)),
        ("/Rotate -90", 1, (612.0, 792.0)),
        ("", 3, (792.0, 612.0)),
        ("/CropBox [50 400 562 750]", 0, (512.0, 350.0)),
        ("/CropBox [50 400 562 750] /Rotate 90", 0, (350.0, 512.0)),
        ("/MediaBox [0 0 14400 14400]", 0, (14400.0, 14400.0)),
        ("/MediaBox [-100 -100 692 512]", 0, (792.0, 612.0)),
        ("/MediaBox [0 0 200 3000]", 0, (200.0, 3000.0)),
    ] {
        let content = make::lines(12.0, &[(90.0, 480.0, "denied")]);
        let mut one = part("a", make::pages(&[&content], extra));
        one.stamp = Some("Exhibit A".into());
        one.pages = vec![PartPage { page: 1, turns }];
        let packet = assemble(PacketRequest {
            number_through: true,
            ..ask(vec![one])
        })
        .unwrap();
        let look = Look::at(&packet.pdf);
        assert_eq!(look.size(1), size, "{extra}");
        for words in ["denied", "Exhibit A", "page 1 of 1", "Packet page 1 of 1"] {
            assert!(
                look.text(1).contains(words),
                "{extra} {words}: {}",
                look.text(1)
            );
        }
        let (stamp, foot) = (look.word(1, "Exhibit"), look.word(1, "Packet"));
        assert!(stamp.width() > stamp.height(), "{extra}: upright");
        assert!(
            stamp.x0 > size.0 * 0.4 && stamp.y0 < size.1 * 0.15,
            "{extra}: {stamp:?}"
        );
        assert!(
            foot.x0 > size.0 * 0.4 && foot.y1 > size.1 * 0.85,
            "{extra}: {foot:?}"
        );
        assert!(
            !packet
                .notes
                .iter()
                .any(|n| matches!(n, PacketNote::Pictured { .. })),
            "{extra}: {:?}",
            packet.notes
        );
        look.sound();
    }
}

#[test]
fn a_stamp_moves_aside_for_words_and_says_where_it_cannot() {
    let head = make::lines(12.0, &[(480.0, 760.0, "Plan Notice")]);
    let rows: Vec<(f32, f32, &str)> = (0..4)
        .map(|row| (10.0, 780.0 - 12.0 * row as f32, "words words words words words words words words words words words words words words words words words"))
        .collect();
    let full = make::lines(12.0, &rows);
    let mut one = part("a", make::pages(&[&head, &full], ""));
    one.stamp = Some("Exhibit A".into());
    let packet = assemble(ask(vec![one])).unwrap();
    let look = Look::at(&packet.pdf);
    let (stamp, head) = (look.word(1, "Exhibit"), look.word(1, "Plan"));
    assert!(stamp.x1 < head.x0, "{stamp:?} {head:?}");
    assert_eq!(packet.notes, [PacketNote::StampCovers { part: 0, page: 2 }]);
}

#[test]
fn links_of_typeset_parts_lead_to_their_page_and_foreign_ones_stay_only_if_harmless() {
    let packet = assemble(ask(vec![
        part("letter", with_link("holdfast:exhibit-c/2")),
        part("web", with_link("https://example.org/a?b=c")),
        part("file", with_link("file:///etc/passwd")),
        part("exhibit-c", letters(3)),
    ]))
    .unwrap();
    let look = Look::at(&packet.pdf);
    assert_eq!(look.links(1), ["page 5"]);
    assert_eq!(look.links(2), ["https://example.org/a?b=c"]);
    assert_eq!(look.links(3), Vec::<String>::new());
    let what = LeftOut::Link;
    assert_eq!(packet.notes, [PacketNote::LeftOut { part: 2, what }]);
    look.sound();
}

#[test]
fn a_link_to_nowhere_is_an_error_that_names_it() {
    for target in ["exhibit-d/1", "exhibit-c/4", "exhibit-c/0", "exhibit-c/x"] {
        let refused = assemble(ask(vec![
            part("letter", with_link(&format!("holdfast:{target}"))),
            part("exhibit-c", letters(3)),
        ]));
        let Err(AssembleError::DeadLinks { links }) = refused else {
            panic!("{target}: {refused:?}");
        };
        assert_eq!(
            (links[0].part, links[0].page, links[0].target.as_str()),
            (0, 1, target)
        );
    }
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let request = || {
        let mut one = part("a", with_form("first"));
        one.stamp = Some("Exhibit A".into());
        one.bookmark = Some("A".into());
        PacketRequest {
            draft: true,
            number_through: true,
            ..ask(vec![
                one,
                part("b", with_form("second")),
                part("c", file("upright.jpg")),
            ])
        }
    };
    let (first, again) = (assemble(request()).unwrap(), assemble(request()).unwrap());
    assert_eq!(first.pdf, again.pdf);
    assert!(Look::at(&first.pdf).text(1).contains("DRAFT"));
    let mut other = request();
    other.title = "Another".into();
    assert_ne!(assemble(other).unwrap().pdf, first.pdf);
}

/// A form whose one entry is called the same in each.
fn with_form(value: &str) -> Vec<u8> {
    let content = make::lines(12.0, &[(72.0, 700.0, "Member")]);
    make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DA (/Helv 10 Tf 0 g) /XFA (x) >> \
          /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (no) >>] >> >> >>"
            .to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] /Resources << /Font << /F 5 0 R >> >> >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R 7 0 R 8 0 R 9 0 R] /AA << /O << /S /JavaScript /JS (no) >> >> >>".to_vec(),
        make::stream("", content.as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        format!(
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (member) /V ({value}) /Rect [72 600 300 620] /P 3 0 R \
             /AA << /K << /S /JavaScript /JS (no) >> >> >>"
        )
        .into_bytes(),
        b"<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 20 20] /FS << /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >> >>".to_vec(),
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 20 20] /A << /S /Launch /F (a.exe) >> >>".to_vec(),
        b"<< /Type /Annot /Subtype /Text /Contents (a note) /Rect [500 500 520 520] /P 3 0 R >>".to_vec(),
    ])
}

#[test]
fn two_forms_with_one_name_keep_what_was_filled_in_and_nothing_that_acts() {
    let packet = assemble(ask(vec![
        part("a", with_form("QWX 0042")),
        part("b", with_form("QWX 7710")),
    ]))
    .unwrap();
    let look = Look::at(&packet.pdf);
    assert!(
        look.text(1).contains("Member\nQWX 0042"),
        "{}",
        look.text(1)
    );
    assert!(look.text(2).contains("QWX 7710"), "{}", look.text(2));
    assert_eq!(
        look.fields(),
        [
            ("1-a.member".into(), "QWX 0042".into()),
            ("2-b.member".into(), "QWX 7710".into())
        ]
    );
    for word in [
        "JavaScript",
        "Launch",
        "XFA",
        "EF",
        "OpenAction",
        "AA",
        "a.exe",
        "FileAttachment",
    ] {
        assert!(!look.mentions(word), "{word} is still in it");
    }
    assert!(look.mentions("a note"));
    for what in [LeftOut::Action, LeftOut::AttachedFile] {
        assert!(
            packet
                .notes
                .contains(&PacketNote::LeftOut { part: 0, what }),
            "{:?}",
            packet.notes
        );
    }
    assert!(
        !packet
            .notes
            .iter()
            .any(|n| matches!(n, PacketNote::Pictured { .. }))
    );
    look.sound();
}

#[test]
fn pages_can_be_chosen_turned_and_repeated() {
    let mut one = part("a", letters(5));
    one.pages = [(4, 0), (2, 1), (4, 0)]
        .map(|(page, turns)| PartPage { page, turns })
        .to_vec();
    let mut form = part("b", with_form("QWX 0042"));
    form.pages = vec![PartPage { page: 1, turns: 0 }; 2];
    let packet = assemble(ask(vec![one, form])).unwrap();
    let look = Look::at(&packet.pdf);
    let found: Vec<String> = (1..=3).map(|page| look.text(page)).collect();
    assert_eq!(found[0], "sheet number 4");
    assert_eq!(found[2], "sheet number 4");
    assert_eq!(look.size(2), (792.0, 612.0));
    assert!(look.text(5).contains("QWX 0042"));
    assert_eq!(look.fields().len(), 2);
    look.sound();
    let mut missing = part("a", letters(5));
    missing.pages = vec![PartPage { page: 6, turns: 0 }];
    let refused = assemble(ask(vec![part("x", letter("y")), missing]));
    let error = ReaderError::NoSuchPage { page: 6 };
    assert_eq!(refused.unwrap_err(), AssembleError::Part { part: 1, error });
}

#[test]
fn what_is_locked_needs_its_password_and_is_carried_unlocked() {
    for name in [
        "encrypted-rc4-password-secret.pdf",
        "encrypted-aes256-password-secret.pdf",
    ] {
        let locked = || part("a", file(name));
        let error = ReaderError::Encrypted;
        assert_eq!(
            assemble(ask(vec![locked()])).unwrap_err(),
            AssembleError::Part { part: 0, error }
        );
        let mut wrong = locked();
        wrong.password = Some(Password::new("no".into()));
        let error = ReaderError::WrongPassword;
        assert_eq!(
            assemble(ask(vec![wrong])).unwrap_err(),
            AssembleError::Part { part: 0, error }
        );
        let mut right = locked();
        right.password = Some(Password::new("secret".into()));
        let packet = assemble(ask(vec![right])).unwrap();
        let look = Look::at(&packet.pdf);
        assert_eq!(look.text(1), "Your request is denied.");
        assert_eq!(packet.notes, []);
        look.sound();
    }
}

#[test]
fn what_only_forbids_printing_is_carried() {
    let packet = assemble(ask(vec![part(
        "a",
        file("encrypted-aes256-permissions-only.pdf"),
    )]))
    .unwrap();
    let look = Look::at(&packet.pdf);
    assert_eq!(look.text(1), "Your request is denied.");
    assert_eq!(packet.notes, []);
    assert!(!look.mentions("Encrypt"));
    look.sound();
}

#[test]
fn a_damaged_original_becomes_pictures_and_none_of_its_pages_is_lost() {
    // The catalog's list of pages is gone, which one parser mends and the other does not.
    let whole = String::from_utf8_lossy(&letters(3)).into_owned();
    for (name, hurt) in [
        ("cut", whole.split("xref").next().unwrap().to_owned()),
        (
            "no pages",
            whole
                .replace("/Type /Pages", "/Type /Sages")
                .replace("/Kids", "/Kinds"),
        ),
        ("no catalog", whole.replace("/Root 1 0 R", "/Root 9 0 R")),
    ] {
        let mut one = part("a", hurt.into_bytes());
        one.stamp = Some("Exhibit A".into());
        let packet = assemble(ask(vec![one])).unwrap();
        let look = Look::at(&packet.pdf);
        assert_eq!(look.pages.len(), 3, "{name}");
        for page in 1..=3 {
            let words = format!("sheet number {page}");
            assert!(
                look.text(page).contains(&words),
                "{name}: {}",
                look.text(page)
            );
            assert!(
                look.text(page).contains("Exhibit A"),
                "{name}: {}",
                look.text(page)
            );
        }
        look.sound();
    }
    let none = make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec(),
    ]);
    let refused = assemble(ask(vec![part("a", none)])).unwrap_err();
    assert_eq!(refused.code(), "file-damaged");
}

#[test]
fn content_that_leaves_its_state_behind_does_not_move_the_marks() {
    for content in [
        "q 0.1 0 0 0.1 0 0 cm q 5 0 0 5 300 300 cm",
        "Q Q 0.5 0 0 0.5 0 0 cm BT /F 24 Tf 200 600 Td (half) Tj ET",
        "BT /F 24 Tf 200 600 Td (open \\) Q (q) text) Tj",
    ] {
        let mut one = part("a", make::pages(&[content], ""));
        one.stamp = Some("Exhibit A".into());
        let packet = assemble(ask(vec![one])).unwrap();
        let stamp = Look::at(&packet.pdf).word(1, "Exhibit");
        assert!(stamp.x0 > 480.0 && stamp.y1 < 50.0, "{content}: {stamp:?}");
    }
}

#[test]
fn pictures_stand_on_letter_sheets_with_their_words_under_them() {
    let upright = file("upright.jpg");
    let words = words_of(
        "Denied 王 4471",
        BBox {
            x0: 100.0,
            y0: 40.0,
            x1: 300.0,
            y1: 80.0,
        },
    );
    let mut looks = Vec::new();
    for (bytes, turns, size) in [
        (upright.clone(), 0, (792.0, 612.0)),
        (make::with_exif_turn(&upright, 6), 0, (612.0, 792.0)),
        (upright.clone(), 1, (612.0, 792.0)),
        (file("photo.heic"), 0, (792.0, 612.0)),
    ] {
        let mut one = part("a", bytes);
        one.stamp = Some("Exhibit A".into());
        one.words = vec![words.clone()];
        one.pages = vec![PartPage { page: 1, turns }];
        let packet = assemble(ask(vec![one])).unwrap();
        let look = Look::at(&packet.pdf);
        assert_eq!(look.size(1), size);
        for word in ["Denied", "王", "4471", "Exhibit A"] {
            assert!(look.text(1).contains(word), "{word}: {}", look.text(1));
        }
        assert!(look.dark(1) > 0.0005, "the picture is seen");
        looks.push(look.dark_middle(1));
        assert!(!look.mentions("Exif"));
        look.sound();
    }
    // The words are in the upper half of the picture: turned to the right, in the right half of the sheet.
    assert!(looks[0].1 < 0.47, "{looks:?}");
    assert!(looks[1].0 > 0.53 && looks[2].0 > 0.53, "{looks:?}");
    let fax = assemble(ask(vec![part("fax", file("fax-two-pages-204x98.tif"))])).unwrap();
    assert_eq!(Look::at(&fax.pdf).pages.len(), 2);
    let text = assemble(ask(vec![part("text", b"Plain words, typed.".to_vec())])).unwrap();
    assert_eq!(Look::at(&text.pdf).text(1), "Plain words, typed.");
}

#[test]
fn what_is_blacked_out_is_gone() {
    let content = make::lines(
        12.0,
        &[
            (72.0, 700.0, "Member QWX-0042-7710 denied"),
            (72.0, 500.0, "stays here"),
        ],
    );
    let request = || PacketRequest {
        redact: vec![Redaction {
            part: 0,
            page: 1,
            area: BBox {
                x0: 120.0,
                y0: 75.0,
                x1: 240.0,
                y1: 97.0,
            },
        }],
        ..ask(vec![part("a", make::pages(&[&content], ""))])
    };
    let packet = assemble(request()).unwrap();
    let look = Look::at(&packet.pdf);
    assert!(
        look.text(1).contains("Member") && look.text(1).contains("stays here"),
        "{}",
        look.text(1)
    );
    assert!(
        !look.text(1).contains("QWX") && !look.mentions("QWX"),
        "{}",
        look.text(1)
    );
    let (part, page, why) = (0, 1, PictureReason::Redacted);
    assert_eq!(packet.notes, [PacketNote::Pictured { part, page, why }]);
    look.sound();
}

#[test]
fn a_heavy_scan_is_made_smaller_and_a_page_of_words_is_left_alone() {
    let mut seed = 1u32;
    let noise: Vec<u8> = (0..1000 * 1300)
        .map(|_| {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            seed as u8
        })
        .collect();
    let scan = make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>".to_vec(),
        make::stream("", b"q 612 0 0 792 0 0 cm /I Do Q"),
        make::stream("/Type /XObject /Subtype /Image /Width 1000 /Height 1300 /ColorSpace /DeviceGray /BitsPerComponent 8", &noise),
    ]);
    let small = assemble(PacketRequest {
        shrink: Some(Shrink {
            dpi: 72,
            quality: 40,
            gray: true,
        }),
        ..ask(vec![
            part("scan", scan.clone()),
            part("words", letter("stays as it is")),
        ])
    })
    .unwrap();
    let large = assemble(ask(vec![part("scan", scan)])).unwrap();
    assert!(
        small.pdf.len() * 3 < large.pdf.len(),
        "{} {}",
        small.pdf.len(),
        large.pdf.len()
    );
    let (part, page, why) = (0, 1, PictureReason::Shrunk);
    assert_eq!(small.notes, [PacketNote::Pictured { part, page, why }]);
    assert!(Look::at(&small.pdf).text(2).contains("stays as it is"));
}

#[test]
fn what_comes_with_many_exhibits_stands_in_the_packet_once() {
    let many: Vec<_> = (0..20)
        .map(|n| part(&format!("e{n}"), letters(2)))
        .collect();
    let packet = assemble(ask(many)).unwrap();
    let look = Look::at(&packet.pdf);
    assert_eq!(look.pages.len(), 40);
    assert_eq!(look.count_of_type("Font"), 1);
}

#[test]
fn a_request_that_cannot_be_met_says_why() {
    assert_eq!(assemble(ask(vec![])).unwrap_err(), AssembleError::NoParts);
    let twice = ask(vec![part("a", letter("x")), part("a", letter("y"))]);
    assert_eq!(
        assemble(twice).unwrap_err(),
        AssembleError::NameTwice { part: 1 }
    );
    let odd = ask(vec![part("a", letter("x")), part("b", vec![0, 1, 2, 3])]);
    let error = ReaderError::UnknownType;
    assert_eq!(
        assemble(odd).unwrap_err(),
        AssembleError::Part { part: 1, error }
    );
    let cancel = CancelToken::new();
    cancel.cancel();
    let refused = reader().assemble(ask(vec![part("a", letter("x"))]), &cancel, &mut |_, _| {});
    assert_eq!(
        refused.unwrap_err(),
        AssembleError::Reader(ReaderError::Cancelled)
    );
}

#[test]
fn pages_are_counted_without_being_read() {
    let count = |bytes: &[u8]| reader().count_pages(bytes, None);
    assert_eq!(count(&letters(7)), Ok(7));
    assert_eq!(count(&file("fax-two-pages-204x98.tif")), Ok(2));
    assert_eq!(count(b"words\x0cmore words"), Ok(2));
    assert_eq!(count(&file("upright.jpg")), Ok(1));
    assert_eq!(count(b""), Err(ReaderError::Empty));
    let locked = file("encrypted-aes256-password-secret.pdf");
    assert_eq!(count(&locked), Err(ReaderError::Encrypted));
    assert_eq!(
        reader().count_pages(&locked, Some(Password::new("secret".into()))),
        Ok(1)
    );
}

#[test]
fn any_number_of_exhibits_is_found_again_each_at_its_place() {
    for count in [0, 1, 28, 100] {
        let mut parts = vec![part("letter", letter("Dear reviewer"))];
        for n in 1..=count {
            let mut exhibit = part(&format!("exhibit-{n}"), letters(1 + n % 3));
            exhibit.stamp = Some(format!("Exhibit {n}"));
            exhibit.bookmark = Some(format!("Exhibit {n}"));
            parts.push(exhibit);
        }
        let mut told = (0, 0);
        let request = PacketRequest {
            number_through: true,
            ..ask(parts)
        };
        let packet = reader()
            .assemble(request, &CancelToken::new(), &mut |done, of| {
                told = (done, of)
            })
            .unwrap();
        let look = Look::at(&packet.pdf);
        let total = look.pages.len() as u32;
        assert_eq!(told, (2 * total, 2 * total));
        assert_eq!(packet.parts.len(), count + 1);
        assert_eq!(packet.parts.iter().map(|p| p.count).sum::<u32>(), total);
        assert_eq!(look.outline().len(), count);
        for (n, place) in packet.parts.iter().enumerate().skip(1) {
            for page in 0..place.count {
                let (at, text) = (place.first + page, look.text(place.first + page));
                for words in [
                    format!("Exhibit {n}\n"),
                    format!("page {} of {}", page + 1, place.count),
                    format!("Packet page {at} of {total}"),
                    format!("sheet number {}", page + 1),
                ] {
                    assert!(text.contains(&words), "{words}: {text}");
                }
            }
        }
        look.sound();
    }
}

#[test]
fn a_finished_packet_is_parted_with_its_words_links_and_outline() {
    let mut exhibit = part("exhibit-c", letters(4));
    exhibit.stamp = Some("Exhibit C".into());
    let parts = vec![part("letter", with_link("holdfast:exhibit-c/1")), exhibit];
    let whole = assemble(PacketRequest {
        number_through: true,
        ..ask(parts)
    })
    .unwrap();
    let mut piece = part("pages", whole.pdf);
    piece.pages = [1, 2, 3].map(|page| PartPage { page, turns: 0 }).into();
    piece.bookmarks = vec![(1, "Letter".into()), (2, "Exhibit C".into())];
    let piece = assemble(ask(vec![part("cover", letter("Part 1 of 2")), piece])).unwrap();
    let look = Look::at(&piece.pdf);
    let outline = [("Letter".to_owned(), 2), ("Exhibit C".to_owned(), 3)];
    assert_eq!(look.outline(), outline);
    assert_eq!(look.links(2).len(), 1);
    for (page, words) in [(3, "page 1 of 4"), (4, "Packet page 3 of 5")] {
        assert!(look.text(page).contains(words), "{}", look.text(page));
    }
    look.sound();
}

#[test]
fn below_a_black_box_there_is_neither_word_nor_picture() {
    let content = make::lines(14.0, &[(72.0, 700.0, "Member QWX-7741 stays here")]);
    let mut exhibit = part("a", make::pages(&[&content], ""));
    exhibit.stamp = Some("Exhibit A".into());
    let whole = assemble(ask(vec![exhibit])).unwrap();
    let area = Look::at(&whole.pdf).word(1, "QWX-7741");
    let redact = vec![Redaction {
        part: 0,
        page: 1,
        area,
    }];
    let packet = assemble(PacketRequest {
        redact,
        ..ask(vec![part("pages", whole.pdf)])
    })
    .unwrap();
    let look = Look::at(&packet.pdf);
    assert!(!look.mentions("QWX") && !look.text(1).contains("7741"));
    assert!(look.text(1).contains("Exhibit A") && look.text(1).contains("stays"));
    let viewer = reader().open_viewer(packet.pdf, None).unwrap();
    let picture = image::load_from_memory(&viewer.render(1, 1224).unwrap()).unwrap();
    let picture = picture.to_luma8();
    let (mut black, mut all) = (0, 0);
    for y in (area.y0 * 2.0) as u32..(area.y1 * 2.0) as u32 {
        for x in (area.x0 * 2.0) as u32..(area.x1 * 2.0) as u32 {
            all += 1;
            black += u32::from(picture.get_pixel(x, y).0[0] < 40);
        }
    }
    assert!(all > 500 && black == all, "{black} of {all} are black");
}

#[test]
fn a_photo_made_smaller_is_told_and_one_that_would_not_get_smaller_stays() {
    let shrunk = |dpi, quality| {
        let request = PacketRequest {
            shrink: Some(Shrink {
                dpi,
                quality,
                gray: false,
            }),
            ..ask(vec![part("photo", file("upright.jpg"))])
        };
        assemble(request).unwrap()
    };
    let (part, page, why) = (0, 1, PictureReason::Shrunk);
    let note = PacketNote::Pictured { part, page, why };
    assert_eq!(shrunk(50, 20).notes, [note]);
    assert_eq!(shrunk(300, 100).notes, []);
}
