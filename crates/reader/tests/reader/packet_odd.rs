//! Originals with something about them: layers, notes, forms with kin, shared lists of pictures, endless chains.

use super::packet_look::{Look, ask, assemble, part, words_of};
use super::{make, reader};
use holdfast_case::pages::BBox;
use holdfast_reader::{CancelToken, PacketNote, PartPage, PictureReason};
use proptest::prelude::*;
use std::io::Write;
use std::time::Duration;

const FONT: &[u8] =
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A document of one page with these entries, this content, and these objects from 6 on.
fn one_page(catalog: &str, page: &str, content: &str, rest: &[&[u8]]) -> Vec<u8> {
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R {page} >>")
            .into_bytes(),
        make::stream("", content.as_bytes()),
        FONT.to_vec(),
    ];
    objects.extend(rest.iter().map(|o| o.to_vec()));
    make::pdf(&objects)
}

#[test]
fn a_layer_that_is_hidden_stays_hidden_and_one_that_is_shown_stays_shown() {
    let content = "/OC /L1 BDC BT /F 12 Tf 72 700 Td (shown) Tj ET EMC /OC /L2 BDC BT /F 12 Tf 72 650 Td (hidden) Tj ET EMC";
    let pdf = one_page(
        "/OCProperties << /OCGs [6 0 R 7 0 R] /D << /OFF [7 0 R] >> >>",
        "/Resources << /Font << /F 5 0 R >> /Properties << /L1 6 0 R /L2 7 0 R >> >>",
        content,
        &[
            b"<< /Type /OCG /Name (one) >>",
            b"<< /Type /OCG /Name (one) >>",
        ],
    );
    let packet = assemble(ask(vec![part("a", pdf.clone()), part("b", pdf)])).unwrap();
    let look = Look::at(&packet.pdf);
    assert_eq!(look.layers(), (4, 2));
    look.sound();
}

#[test]
fn fields_with_kin_keep_their_whole_names_and_only_those_on_chosen_pages_come() {
    let pdf = make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /NeedAppearances true /DR << /Font << /Helv 5 0 R >> >> >> >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 612 792] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Annots [7 0 R 9 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Annots [8 0 R] >>".to_vec(),
        FONT.to_vec(),
        b"<< /T (patient) /Kids [7 0 R 8 0 R] /FT /Tx >>".to_vec(),
        b"<< /Type /Annot /Subtype /Widget /Parent 6 0 R /T (name) /V (Nadia Hale) /Rect [72 600 300 620] >>".to_vec(),
        b"<< /Type /Annot /Subtype /Widget /Parent 6 0 R /T (notes) /Ff 4096 /V (first line\\rsecond line) /Rect [72 500 300 620] >>".to_vec(),
        b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) /V /Yes /AS /Yes /Rect [72 400 90 418] >>".to_vec(),
    ]);
    let whole = assemble(ask(vec![part("a", pdf.clone())])).unwrap();
    let look = Look::at(&whole.pdf);
    assert_eq!(look.text(1), "Nadia Hale\nX");
    assert!(
        look.text(2).contains("first line\nsecond line"),
        "{}",
        look.text(2)
    );
    let names: Vec<String> = look.fields().into_iter().map(|f| f.0).collect();
    assert_eq!(names[..2], ["1-a.patient.name", "1-a.patient.notes"]);
    look.sound();
    let mut second = part("a", pdf);
    second.pages = vec![PartPage { page: 2, turns: 0 }];
    let look = Look::at(&assemble(ask(vec![second])).unwrap().pdf);
    assert_eq!(look.fields().len(), 1);
    assert!(!look.mentions("Nadia"));
    look.sound();
}

#[test]
fn a_signature_stays_to_be_seen_and_nothing_says_that_it_holds() {
    let pdf = one_page(
        "/AcroForm << /Fields [6 0 R] /SigFlags 3 >>",
        "/Annots [6 0 R]",
        "",
        &[
            b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig) /V 8 0 R /Rect [72 600 300 620] /AP << /N 7 0 R >> >>",
            &make::stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F 5 0 R >> >>",
                b"BT /F 12 Tf 2 5 Td (Signed by D. Okafor) Tj ET",
            ),
            b"<< /Type /Sig /Contents <00112233> >>",
        ],
    );
    let packet = assemble(ask(vec![part("a", pdf)])).unwrap();
    let look = Look::at(&packet.pdf);
    assert_eq!(look.text(1), "Signed by D. Okafor");
    assert!(!look.mentions("FT") && look.count_of_type("Sig") == 0);
    look.sound();
}

#[test]
fn links_within_an_original_lead_to_its_pages_in_the_packet() {
    let pdf = make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R /Names << /Dests << /Kids [6 0 R] >> >> >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 /MediaBox [0 0 612 792] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest (three) >> \
          << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [5 0 R /XYZ 0 700 null] >> >> \
          << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [4 0 R /Fit] >> \
          << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToR /F (other.pdf) /D [0 /Fit] >> >>] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R >>".to_vec(),
        b"<< /Names [(three) << /D [5 0 R /Fit] >>] >>".to_vec(),
    ]);
    let mut chosen = part("a", pdf.clone());
    chosen.pages = [3, 1].map(|page| PartPage { page, turns: 0 }).to_vec();
    let look = Look::at(&assemble(ask(vec![part("x", pdf), chosen])).unwrap().pdf);
    assert_eq!(look.links(1), ["page 3", "page 3", "page 2"]);
    assert_eq!(look.links(5), ["page 4", "page 4"]);
    look.sound();
}

#[test]
fn a_page_brings_only_the_pictures_it_draws() {
    let picture = |n: u8| {
        make::stream(
            "/Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceGray /BitsPerComponent 8",
            &[n; 1600],
        )
    };
    let pictures: Vec<Vec<u8>> = (1..=9).map(picture).collect();
    let pictures: Vec<&[u8]> = pictures.iter().map(Vec::as_slice).collect();
    let names: String = (1..=9).map(|n| format!("/I{n} {} 0 R ", n + 5)).collect();
    let pdf = one_page(
        "",
        &format!("/Resources << /XObject << {names} >> >>"),
        "q 300 0 0 300 0 0 cm /I3 Do Q",
        &pictures,
    );
    let packet = assemble(ask(vec![part("a", pdf)])).unwrap();
    let look = Look::at(&packet.pdf);
    assert_eq!(look.pictures(), 1);
    assert!(look.dark(1) > 0.1);
}

#[test]
fn a_scan_gets_the_words_that_were_recognized_under_it() {
    let picture = make::stream(
        "/Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &[230; 1600],
    );
    let pdf = one_page(
        "",
        "/Rotate 90 /Resources << /XObject << /I 6 0 R >> >>",
        "q 612 0 0 792 0 0 cm /I Do Q",
        &[&picture],
    );
    let mut scan = part("a", pdf);
    let place = BBox {
        x0: 600.0,
        y0: 15.0,
        x1: 780.0,
        y1: 30.0,
    };
    scan.words = vec![words_of("Notice of denial", place)];
    scan.stamp = Some("Exhibit A".into());
    let packet = assemble(ask(vec![scan])).unwrap();
    let look = Look::at(&packet.pdf);
    assert!(
        look.text(1).contains("Notice of denial"),
        "{}",
        look.text(1)
    );
    let (word, stamp) = (look.word(1, "Notice"), look.word(1, "Exhibit"));
    assert!((word.x0 - 600.0).abs() < 3.0 && word.y0 < 20.0, "{word:?}");
    assert!(stamp.x1 < 600.0, "the stamp keeps off them: {stamp:?}");
    assert_eq!(packet.notes, []);
    look.sound();
}

#[test]
fn a_chain_without_end_costs_the_page_its_text_and_not_the_packet() {
    let chain: Vec<Vec<u8>> = (7..5000)
        .map(|n| format!("<< /Next {n} 0 R >>").into_bytes())
        .collect();
    let chain: Vec<&[u8]> = chain.iter().map(Vec::as_slice).collect();
    let pdf = one_page(
        "",
        "/Resources << /Font << /F 5 0 R >> /Chain 6 0 R >>",
        &make::lines(12.0, &[(72.0, 700.0, "still here")]),
        &chain,
    );
    let packet = assemble(ask(vec![part("a", pdf)])).unwrap();
    let (part, page, why) = (0, 1, PictureReason::Damaged);
    assert_eq!(packet.notes, [PacketNote::Pictured { part, page, why }]);
    let look = Look::at(&packet.pdf);
    assert_eq!(look.text(1), "still here");
    assert!(look.dark(1) > 0.0001);
    look.sound();
}

#[test]
fn an_original_that_bursts_the_one_parser_is_drawn_by_the_other() {
    // Packed objects that nobody asks for, which the one parser unpacks all the same.
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let blank = vec![b' '; 1 << 20];
    for _ in 0..250 {
        packer.write_all(&blank).unwrap();
    }
    let bomb = make::stream(
        "/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode",
        &packer.finish().unwrap(),
    );
    let bombs = vec![bomb.as_slice(); 48];
    let pdf = one_page(
        "",
        "/Resources << /Font << /F 5 0 R >> >>",
        &make::lines(12.0, &[(72.0, 700.0, "still here")]),
        &bombs,
    );
    // It takes longer than a step may, and is ended for it; the second helper does not try.
    let packet = reader()
        .with_page_time(Duration::from_secs(2))
        .assemble(
            ask(vec![part("a", pdf)]),
            &CancelToken::new(),
            &mut |_, _| {},
        )
        .unwrap();
    let (part, page, why) = (0, 1, PictureReason::Damaged);
    assert_eq!(packet.notes, [PacketNote::Pictured { part, page, why }]);
    assert!(Look::at(&packet.pdf).text(1).contains("still here"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever is broken in an original, there is an answer, and no page is missing from it.
    #[test]
    fn no_page_is_lost_of_an_original_that_is_broken_anywhere(
        hits in prop::collection::vec((0.0..1.0f64, any::<u8>()), 1..6),
        cut in prop::option::of(0.2..1.0f64),
        which in 0..3usize,
    ) {
        let mut pdf = match which {
            0 => make::pages(&[&make::lines(12.0, &[(72.0, 700.0, "one")]), "q 1 0 0 1 0 0 cm"], ""),
            1 => super::file("encrypted-aes256-permissions-only.pdf"),
            _ => make::pages(
                &["BT /F 9 Tf 72 700 Td (two) Tj ET"],
                "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (t) /V (v) /Rect [72 600 300 620] >>]",
            ),
        };
        for (place, byte) in hits {
            let at = (place * pdf.len() as f64) as usize;
            if let Some(b) = pdf.get_mut(at) {
                *b = byte;
            }
        }
        if let Some(cut) = cut {
            pdf.truncate((cut * pdf.len() as f64) as usize);
        }
        let count = reader().count_pages(&pdf, None);
        let mut one = part("a", pdf);
        one.stamp = Some("Exhibit A".into());
        match (assemble(ask(vec![one])), count) {
            (Ok(packet), Ok(count)) => {
                prop_assert_eq!(packet.parts[0].count, count);
                prop_assert_eq!(reader().count_pages(&packet.pdf, None), Ok(count));
            }
            (Err(refused), Err(counted)) => prop_assert_eq!(refused.code(), counted.code()),
            (made, counted) => prop_assert!(false, "{:?} {:?}", made.map(|p| p.notes), counted),
        }
    }
}

#[test]
fn things_that_point_at_each_other_come_along_once() {
    let pdf = one_page(
        "",
        "/Annots [6 0 R 7 0 R] /Resources << /Font << /F 5 0 R >> >>",
        &make::lines(12.0, &[(72.0, 700.0, "noted")]),
        &[
            b"<< /Type /Annot /Subtype /Text /Contents (why?) /Rect [9 9 20 20] /Popup 7 0 R /P 3 0 R >>",
            b"<< /Type /Annot /Subtype /Popup /Rect [30 30 90 90] /Parent 6 0 R >>",
        ],
    );
    let look = Look::at(&assemble(ask(vec![part("a", pdf)])).unwrap().pdf);
    assert_eq!(look.count_of_type("Annot"), 2);
    assert!(look.mentions("why?"));
    look.sound();
}
