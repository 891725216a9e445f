//! Every form a letter comes in.

use super::{file, make, read, read_with, reader, recognizing, text};
use holdfast_case::pages::PageSource;
use holdfast_reader::{CancelToken, MediaKind, ReadProgress, ReadRequest};

#[test]
fn a_born_digital_pdf_gives_words_with_their_boxes() {
    let document = read(&make::pages(
        &[&make::lines(
            12.0,
            &[(72.0, 700.0, "Your request is denied.")],
        )],
        "",
    ))
    .unwrap();
    assert_eq!(document.media, MediaKind::Pdf);
    let page = &document.pages.pages[0];
    assert_eq!(
        (page.width, page.height, &page.source),
        (612.0, 792.0, &PageSource::TextLayer)
    );
    let found: Vec<_> = page.words.iter().map(|w| w.text.as_str()).collect();
    assert_eq!(found, ["Your", "request", "is", "denied."]);
    let first = page.words[0].bbox;
    assert!(
        (first.x0 - 72.0).abs() < 0.5 && first.y0 > 80.0 && first.y1 < 96.0,
        "{first:?}"
    );
    assert!(
        first.y0 < 92.0 && first.y1 > 92.0,
        "the base line at 792 - 700 lies within"
    );
}

#[test]
fn a_turned_page_and_a_cropped_page_are_read_as_shown() {
    let content = make::lines(12.0, &[(72.0, 700.0, "Notice of denial")]);
    let turned = read(&make::pages(&[&content], "/Rotate 90")).unwrap();
    let page = &turned.pages.pages[0];
    assert_eq!((page.width, page.height), (792.0, 612.0));
    assert_eq!(page.words[0].text, "Notice");
    assert!(
        page.words[0].bbox.height() > page.words[0].bbox.width(),
        "the text now runs downwards"
    );
    let cropped = read(&make::pages(&[&content], "/CropBox [50 600 562 750]")).unwrap();
    let page = &cropped.pages.pages[0];
    assert_eq!((page.width, page.height), (512.0, 150.0));
    assert!((page.words[0].bbox.x0 - 22.0).abs() < 0.5);
}

#[test]
fn text_drawn_twice_to_look_bold_is_read_once() {
    let lines = [
        (72.0, 700.0, "DENIED"),
        (72.4, 700.0, "DENIED"),
        (72.0, 680.0, "claim"),
    ];
    assert_eq!(
        text(&read(&make::pages(&[&make::lines(12.0, &lines)], "")).unwrap()),
        "DENIED\nclaim"
    );
}

#[test]
fn columns_of_prose_are_read_as_columns_and_rows_of_a_table_as_rows() {
    let left = [
        "We have looked at your",
        "request with great care",
        "and cannot pay for the",
        "treatment that you asked",
        "for in the last month",
    ];
    let right = [
        "If you do not agree",
        "you may write to us",
        "at the address that is",
        "given on the back page",
        "of this long letter here",
    ];
    let mut lines = vec![(72.0, 740.0, "About your request")];
    for (row, (l, r)) in left.iter().zip(right).enumerate() {
        let y = 700.0 - 14.0 * row as f32;
        lines.push((72.0, y, *l));
        lines.push((330.0, y, r));
    }
    let found = text(&read(&make::pages(&[&make::lines(11.0, &lines)], "")).unwrap());
    assert!(
        found.contains("for in the last month\nIf you do not agree"),
        "{found}"
    );
    let mut rows = Vec::new();
    for row in 0..12 {
        let y = 700.0 - 14.0 * row as f32;
        rows.push((72.0, y, "Office visit with doctor"));
        rows.push((300.0, y, "180.00"));
        rows.push((400.0, y, "95.20"));
    }
    let found = text(&read(&make::pages(&[&make::lines(11.0, &rows)], "")).unwrap());
    assert!(
        found.starts_with("Office visit with doctor 180.00 95.20\n"),
        "{found}"
    );
}

#[test]
fn a_filled_field_without_a_look_is_read_and_said() {
    let annotation = "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /V (QWX 0042 7710) /Rect [100 500 300 520] >>]";
    let document = read(&make::pages(
        &[&make::lines(12.0, &[(72.0, 700.0, "Member ID")])],
        annotation,
    ))
    .unwrap();
    assert_eq!(text(&document), "Member ID\nQWX 0042 7710");
    assert_eq!(document.pages.doubts.len(), 1);
}

#[test]
fn plain_text_keeps_its_pages_and_lines() {
    let document = read("Member ID:  42\nDenied\u{c}Page two".as_bytes()).unwrap();
    assert_eq!(document.media, MediaKind::Text);
    assert_eq!(text(&document), "Member ID: 42\nDenied\n\nPage two");
}

#[test]
fn a_mail_gives_its_body_as_pages_and_its_attachments_as_bytes() {
    let mail = "From: Plan <a@plan.example>\r\nTo: x@y.example\r\nSubject: Your appeal\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
        <p>We <b>deny</b> it.</p><script>no()</script>\r\n--b\r\nContent-Type: application/pdf\r\n\
        Content-Disposition: attachment; filename=\"../letter.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
        JVBERi0xLjc=\r\n--b--\r\n";
    let document = read(mail.as_bytes()).unwrap();
    assert_eq!(document.media, MediaKind::Mail);
    let found = text(&document);
    assert!(
        found.contains("Subject: Your appeal") && found.contains("We deny it."),
        "{found}"
    );
    assert!(!found.contains("no()"));
    assert_eq!(document.attachments.len(), 1);
    assert_eq!(document.attachments[0].name, "letter.pdf");
    assert_eq!(document.attachments[0].bytes, b"%PDF-1.7");
}

#[test]
fn a_fax_of_two_pages_with_oblong_pixels_is_recognized() {
    let document = read_with(&recognizing(), &file("fax-two-pages-204x98.tif"), None).unwrap();
    assert_eq!(document.media, MediaKind::Tiff);
    let pages = &document.pages.pages;
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0].source, PageSource::Ocr);
    assert!(
        (pages[0].width - 1728.0 / 204.0 * 72.0).abs() < 1.0
            && (pages[0].height - 240.0 / 98.0 * 72.0).abs() < 1.0
    );
    assert!(
        pages[0].text().contains("Claim 4471-0092"),
        "{}",
        pages[0].text()
    );
    assert!(pages[1].text().contains("page two"), "{}", pages[1].text());
    // "Fax" was written 60 of 1728 pixels from the left.
    assert!(
        (pages[0].words[0].bbox.x0 - 21.0).abs() < 6.0,
        "{:?}",
        pages[0].words[0]
    );
    let third = read_with(&recognizing(), &file("fax-group3.tif"), None).unwrap();
    assert!(text(&third).contains("denied"), "{}", text(&third));
}

#[test]
fn a_heic_photo_is_recognized() {
    let document = read_with(&recognizing(), &file("photo.heic"), None).unwrap();
    assert_eq!(document.media, MediaKind::Heic);
    assert!(text(&document).contains("4471"), "{}", text(&document));
}

#[test]
fn a_photo_is_shown_and_boxed_the_way_its_exif_turn_says() {
    // The words lie in the upper half of a sheet lying across; each turn moves the boxes with the picture.
    let upright = file("upright.jpg");
    for (turn, tall, top, left) in [
        (1, false, true, true),
        (3, false, false, false),
        (6, true, true, false),
        (8, true, false, true),
    ] {
        let document =
            read_with(&recognizing(), &make::with_exif_turn(&upright, turn), None).unwrap();
        let page = &document.pages.pages[0];
        assert_eq!(page.height > page.width, tall, "turn {turn}");
        let number = page.words.iter().find(|w| w.text.contains("4471"));
        let number = number.unwrap_or_else(|| panic!("turn {turn}: {}", page.text()));
        let middle = (
            (number.bbox.x0 + number.bbox.x1) / 2.0,
            (number.bbox.y0 + number.bbox.y1) / 2.0,
        );
        if tall {
            assert_eq!(middle.0 < page.width / 2.0, left, "turn {turn}: {middle:?}");
        } else {
            assert_eq!(middle.1 < page.height / 2.0, top, "turn {turn}: {middle:?}");
        }
    }
}

#[test]
fn without_a_recognizer_a_picture_is_a_page_that_says_why() {
    let document = read(&file("upright.jpg")).unwrap();
    assert!(matches!(
        &document.pages.pages[0].source,
        PageSource::Unreadable { .. }
    ));
    assert_eq!(document.pages.doubts.len(), 1);
}

#[test]
fn progress_tells_the_count_and_each_page() {
    let content = make::lines(12.0, &[(72.0, 700.0, "page")]);
    let mut told = Vec::new();
    let pdf = make::pages(&[content.as_str(); 3], "");
    reader()
        .read(
            &pdf,
            &ReadRequest::default(),
            &mut |p| told.push(p),
            &CancelToken::new(),
        )
        .unwrap();
    assert_eq!(told[0], ReadProgress::PageCount(3));
    assert_eq!(
        told[3],
        ReadProgress::PageDone {
            number: 3,
            done: 3,
            of: 3
        }
    );
}

#[test]
fn a_viewer_gives_pictures_of_pages_and_says_which_do_not_exist() {
    let pdf = make::pages(&[&make::lines(40.0, &[(72.0, 600.0, "DENIED")])], "");
    let photo = file("upright.jpg");
    for (bytes, ratio) in [
        (pdf, 792.0 / 612.0),
        (photo, 200.0 / 500.0),
        (b"plain words".to_vec(), 792.0 / 612.0),
    ] {
        let viewer = reader().open_viewer(bytes, None).unwrap();
        assert_eq!(viewer.page_count(), 1);
        let png = viewer.render(1, 306).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        let (w, h) = (
            u32::from_be_bytes(png[16..20].try_into().unwrap()),
            u32::from_be_bytes(png[20..24].try_into().unwrap()),
        );
        assert_eq!(w, 306);
        assert!((f64::from(h) - 306.0 * ratio).abs() <= 2.0, "{h}");
        assert_eq!(viewer.render(2, 306).unwrap_err().code(), "no-such-page");
        assert!(viewer.render(1, 100).is_ok());
    }
}

#[test]
fn a_mail_with_more_attachments_than_are_taken_out_says_so() {
    let mail = |count: usize| {
        let part = |n| {
            format!(
                "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"{n}.txt\"\r\n\r\nnumber {n}\r\n"
            )
        };
        let parts: String = (0..count).map(part).collect();
        format!(
            "Subject: many\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee below.\r\n{parts}--b--\r\n"
        )
    };
    let document = read(mail(700).as_bytes()).unwrap();
    assert_eq!(document.attachments.len(), 500);
    assert!(
        document
            .pages
            .doubts
            .iter()
            .any(|doubt| doubt.contains("700 attachments")),
        "{:?}",
        document.pages.doubts
    );
    assert!(read(mail(3).as_bytes()).unwrap().pages.doubts.is_empty());
}
