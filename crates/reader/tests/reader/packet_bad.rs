//! Exhibits that are odd or broken: each comes out right, or is refused with a word; none is dropped.

use super::packet_look::{Look, ask, assemble, part};
use super::{make, read, reader, text};
use holdfast_reader::{
    AssembleError, CancelToken, PacketNote, PacketRequest, PartPage, ReaderError,
};

#[test]
fn an_exhibit_without_a_page_is_refused_and_named() {
    let empty = make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec(),
    ]);
    let good = make::pages(&[&make::lines(12.0, &[(72.0, 500.0, "denied")])], "");
    let refused = assemble(ask(vec![part("a", good), part("b", empty)])).unwrap_err();
    assert!(
        matches!(
            refused,
            AssembleError::Part {
                part: 1,
                error: ReaderError::Damaged { .. }
            }
        ),
        "{refused:?}"
    );
}

#[test]
fn six_hundred_pages_go_in_and_each_is_the_one_it_was() {
    let contents: Vec<String> = (1..=600)
        .map(|n| {
            make::lines(
                12.0,
                &[(72.0, 500.0, &format!("sheet number {n} of a long book"))],
            )
        })
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    let mut book = part("b", make::pages(&contents, ""));
    book.stamp = Some("Exhibit B".into());
    let packet = assemble(PacketRequest {
        number_through: true,
        ..ask(vec![book])
    })
    .unwrap();
    assert_eq!((packet.parts[0].count, &packet.notes[..]), (600, &[][..]));
    let look = Look::at(&packet.pdf);
    for n in [1, 2, 99, 300, 599, 600] {
        let text = look.text(n);
        for words in [
            format!("sheet number {n} of"),
            format!("page {n} of 600"),
            format!("Packet page {n} of 600"),
        ] {
            assert!(text.contains(&words), "{words}: {text}");
        }
    }
    look.sound();
}

/// A page with a note box and a mark, each with its own look: dark boxes where nothing else stands.
fn with_annotations(extra: &str) -> Vec<u8> {
    let look = |width: u32, height: u32| {
        let drawn = format!("0 0 0 rg 0 0 {width} {height} re f");
        let entries = format!("/Type /XObject /Subtype /Form /BBox [0 0 {width} {height}]");
        make::stream(&entries, drawn.as_bytes())
    };
    make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [4 0 R 5 0 R] {extra} >>"
        )
        .into_bytes(),
        b"<< /Type /Annot /Subtype /FreeText /Contents (seen on May 4) /Rect [100 500 300 560] /AP << /N 6 0 R >> >>"
            .to_vec(),
        b"<< /Type /Annot /Subtype /Square /F 4 /Rect [350 300 450 400] /AP << /N 7 0 R >> >>".to_vec(),
        look(200, 60),
        look(100, 100),
    ])
}

#[test]
fn what_was_noted_and_marked_on_a_page_is_seen_in_the_packet_whichever_way_it_lies() {
    for (extra, turns) in [
        ("", 0),
        ("/Rotate 90", 0),
        ("/Rotate 180", 0),
        ("/Rotate 270", 0),
        ("", 1),
    ] {
        let original = with_annotations(extra);
        let mut one = part("a", original.clone());
        one.pages = vec![PartPage { page: 1, turns }];
        let packet = assemble(ask(vec![one])).unwrap();
        assert_eq!(packet.notes, [], "{extra}");
        let look = Look::at(&packet.pdf);
        assert!(look.mentions("seen on May 4"), "{extra}");
        // dark where the original is dark, and as much of it
        let before = Look::at(&original);
        let (was, is) = (before.dark(1), look.dark(1));
        assert!(
            was > 0.04 && (was - is).abs() < 0.002,
            "{extra} {turns}: {was} {is}"
        );
        let (x, y) = before.dark_middle(1);
        // a quarter turn clockwise takes the top to the right
        let expected = if turns == 1 { (1.0 - y, x) } else { (x, y) };
        let found = look.dark_middle(1);
        let off = (found.0 - expected.0).abs() + (found.1 - expected.1).abs();
        assert!(off < 0.02, "{extra} {turns}: {found:?} {expected:?}");
        look.sound();
    }
}

#[test]
fn text_in_letters_that_the_type_lacks_goes_in_and_is_told() {
    for (words, shown, is_told) in [
        ("Zoë O’Hara paid 12.00", "Zoë O’Hara paid 12.00", false),
        ("Nguyễn Thị Hồng Nhung", "Nguyen Thi Hong Nhung", true),
        ("נועה לוי 12.00", "12.00", true),
        ("ليلى حداد 12.00", "12.00", true),
    ] {
        let packet = assemble(ask(vec![part("a", words.as_bytes().to_vec())])).unwrap();
        let told = packet
            .notes
            .contains(&PacketNote::TextRespelled { part: 0 });
        assert_eq!(told, is_told, "{words}");
        let found = Look::at(&packet.pdf).text(1);
        assert!(found.contains(shown), "{words}: {found}");
    }
}

#[test]
fn words_that_look_like_orders_and_words_without_end_stay_words() {
    let long = "antidisestablishmentarianism".repeat(12);
    let orders = "#let x = 1 <b>no</b> $x$ *a* \\ @ref `code` // (a) << /JS (no) >> endstream";
    let paper = format!("{orders}\n{long}\n");
    let packet = assemble(ask(vec![part("a", paper.into_bytes())])).unwrap();
    let all = text(&read(&packet.pdf).unwrap());
    let one: String = all.split_whitespace().collect();
    let wanted: String = orders.split_whitespace().collect();
    assert!(one.contains(&wanted), "{all}");
    assert!(one.contains(&long), "{all}");
    assert_eq!(packet.notes, []);
}

#[test]
fn making_a_packet_tells_how_far_it_is_and_stops_when_it_is_told_to() {
    let contents = vec!["BT ET"; 40];
    let book = || ask(vec![part("a", make::pages(&contents, ""))]);
    let cancel = CancelToken::new();
    let mut steps = Vec::new();
    let stopped = reader().assemble(book(), &cancel, &mut |done, of| {
        steps.push((done, of));
        if done >= 3 {
            cancel.cancel();
        }
    });
    assert_eq!(
        stopped.unwrap_err(),
        AssembleError::Reader(ReaderError::Cancelled)
    );
    assert!(steps.iter().all(|(_, of)| *of == 80), "{steps:?}");
    assert!(
        steps.windows(2).all(|pair| pair[0].0 < pair[1].0),
        "{steps:?}"
    );
}
