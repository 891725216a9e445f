//! Files that are cut off or have holes: what is missing is told, and a page of which nothing is left is never an
//! empty page.

use super::{file, make, read, reader, recognizing, text};
use holdfast_case::pages::{PageSource, Pages};
use holdfast_reader::helper::{Request, Steps, read_in_process};
use holdfast_reader::{CancelToken, ReadDocument, ReadRequest, ReaderError};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbImage};
use proptest::prelude::*;
use std::io::{Cursor, Write};

/// Noise, as a scan has: it packs badly, so that most of a file is the picture.
fn noise(width: u32, height: u32) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| {
        let n = (x * 7919 + y * 104_729) ^ (x * y * 31);
        Luma([(n % 200) as u8 + 55])
    })
}

fn encoded(picture: &GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = match format {
        ImageFormat::WebP => DynamicImage::from(RgbImage::from(
            DynamicImage::from(picture.clone()).to_rgb8(),
        )),
        _ => DynamicImage::from(picture.clone()),
    };
    picture
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A scan as many programs bind it: the tree of pages first, each page with its picture behind it. `pictures` are
/// the entries of each picture and its data.
fn scan(pictures: &[(&str, Vec<u8>)], size: (u32, u32)) -> Vec<u8> {
    let kids: String = (0..pictures.len())
        .map(|n| format!("{} 0 R ", 3 + 3 * n))
        .collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Kids [{kids}] /Count {} >>",
            pictures.len()
        )
        .into_bytes(),
    ];
    for (n, (entries, data)) in pictures.iter().enumerate() {
        let at = 3 + 3 * n;
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents {} 0 R \
             /Resources << /XObject << /I {} 0 R >> >> >>",
            size.0,
            size.1,
            at + 1,
            at + 2
        );
        objects.push(page.into_bytes());
        let draw = format!("q {} 0 0 {} 0 0 cm /I Do Q", size.0, size.1);
        objects.push(make::stream("", draw.as_bytes()));
        let entries = format!(
            "/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray {entries}",
            size.0, size.1
        );
        objects.push(make::stream(&entries, data));
    }
    make::pdf(&objects)
}

const JPEG: &str = "/BitsPerComponent 8 /Filter /DCTDecode";
const FLATE: &str = "/BitsPerComponent 8 /Filter /FlateDecode";
const PLAIN: &str = "/BitsPerComponent 8";
const FAX: &str =
    "/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 200 /Rows 260 >>";

/// A Group 4 fax of that many rows, dotted.
fn group4(rows: u16) -> Vec<u8> {
    use ::fax::{Color, VecWriter, encoder::Encoder};
    let mut encoder = Encoder::new(VecWriter::new());
    for y in 0..rows {
        let dots = (0..200u16).map(|x| {
            if (x + y) % 7 < 3 {
                Color::Black
            } else {
                Color::White
            }
        });
        encoder.encode_line(dots, 200).unwrap();
    }
    encoder.finish().unwrap().finish()
}

fn said(result: &Result<ReadDocument, ReaderError>) -> String {
    match result {
        Ok(document) => format!(
            "{:?} {:?}",
            document
                .pages
                .pages
                .iter()
                .map(|p| &p.source)
                .collect::<Vec<_>>(),
            document.pages.doubts
        ),
        Err(error) => error.to_string(),
    }
}

/// The rule of this file.
fn never_silent(result: &Result<ReadDocument, ReaderError>, what: &str) {
    if let Ok(document) = result {
        assert!(!document.pages.doubts.is_empty(), "{what}: nothing is said");
        let blank = |p: &holdfast_case::pages::Page| p.source == PageSource::Blank;
        assert!(
            !document.pages.pages.iter().all(blank),
            "{what}: taken for empty"
        );
    }
}

#[test]
fn a_scan_cut_off_anywhere_is_not_an_empty_page() {
    let picture = encoded(&noise(200, 260), ImageFormat::Jpeg);
    let whole = scan(&[(JPEG, picture.clone()), (JPEG, picture)], (200, 260));
    assert!(
        !said(&read(&whole)).contains("too early"),
        "{}",
        said(&read(&whole))
    );
    for percent in [10, 30, 45, 60, 75, 90, 97, 99] {
        let result = read(&whole[..whole.len() * percent / 100]);
        never_silent(&result, &format!("{percent} %: {}", said(&result)));
    }
}

#[test]
fn a_cut_scan_with_a_page_left_tells_of_the_other() {
    let whole = file("upright.jpg");
    let size = image::load_from_memory(&whole).unwrap();
    let size = (size.width(), size.height());
    let pdf = scan(&[(JPEG, whole.clone()), (JPEG, whole)], size);
    let cut = &pdf[..pdf.len() * 3 / 4];
    let document = recognizing()
        .read(
            cut,
            &ReadRequest::default(),
            &mut |_| {},
            &CancelToken::new(),
        )
        .unwrap();
    assert!(text(&document).contains("4471"), "{document:?}");
    assert!(!document.whole);
    assert!(
        document
            .pages
            .doubts
            .iter()
            .any(|d| d.contains("too early") || d.contains("tells of 2 pages")),
        "{:?}",
        document.pages.doubts
    );
}

#[test]
fn a_picture_in_a_pdf_that_breaks_off_is_told() {
    let gray = noise(200, 260);
    let half = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    let kinds = [
        ("jpeg", JPEG, encoded(&gray, ImageFormat::Jpeg)),
        ("flate", FLATE, deflated(gray.as_raw())),
        ("plain", PLAIN, gray.as_raw().clone()),
        ("fax", FAX, group4(260)),
    ];
    for (name, entries, data) in kinds {
        let whole = read(&scan(&[(entries, data.clone())], (200, 260)));
        assert!(
            whole.as_ref().is_ok_and(|d| d.whole),
            "{name}: {}",
            said(&whole)
        );
        let mut zeros = data.clone();
        zeros[data.len() / 2..].fill(0);
        for (how, data) in [
            ("cut", half(data.clone())),
            ("hole", zeros),
            ("none", vec![]),
        ] {
            if (name, how) == ("plain", "hole") {
                continue;
            }
            let result = read(&scan(&[(entries, data)], (200, 260)));
            never_silent(&result, &format!("{name} {how}: {}", said(&result)));
            assert!(
                result.as_ref().map_or(true, |d| !d.whole),
                "{name} {how}: {}",
                said(&result)
            );
        }
    }
    let short = read(&scan(
        &[(FLATE, deflated(&gray.as_raw()[..20_000]))],
        (200, 260),
    ));
    assert!(
        short.as_ref().map_or(true, |d| !d.whole),
        "short rows: {}",
        said(&short)
    );
}

#[test]
fn a_picture_a_page_names_and_the_file_lacks_is_told() {
    let whole = scan(&[(PLAIN, noise(200, 260).into_raw())], (200, 260));
    let name = b"/I 5 0 R";
    let at = whole.windows(name.len()).position(|w| w == name).unwrap();
    let mut lost = whole;
    lost[at + 3] = b'9';
    let error = read(&lost).unwrap_err();
    assert_eq!(error.code(), "file-damaged", "{error}");
}

#[test]
fn pictures_cut_off_are_refused_or_told() {
    let gray = noise(300, 200);
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Tiff,
        ImageFormat::WebP,
        ImageFormat::Bmp,
    ] {
        let whole = encoded(&gray, format);
        assert!(read(&whole).is_ok_and(|d| d.whole), "{format:?}");
        for percent in [20, 50, 80, 95] {
            let result = read(&whole[..whole.len() * percent / 100]);
            let told = result
                .as_ref()
                .map_or(true, |d| !d.whole && !d.pages.doubts.is_empty());
            assert!(told, "{format:?} {percent} %: {}", said(&result));
        }
    }
    for name in [
        "photo.heic",
        "fax-group3.tif",
        "fax-two-pages-204x98.tif",
        "upright.jpg",
    ] {
        let whole = file(name);
        let result = read(&whole);
        assert!(
            result.as_ref().is_ok_and(|d| d.whole),
            "{name}: {}",
            said(&result)
        );
        for percent in [30, 60, 90] {
            let result = read(&whole[..whole.len() * percent / 100]);
            let told = result
                .as_ref()
                .map_or(true, |d| !d.whole && !d.pages.doubts.is_empty());
            assert!(told, "{name} {percent} %: {}", said(&result));
        }
    }
}

#[test]
fn a_white_page_is_no_alarm_and_a_file_without_a_word_says_so() {
    let white = vec![255; 200 * 260];
    let blank = read(&scan(&[(PLAIN, white)], (200, 260))).unwrap();
    assert!(blank.whole);
    assert_eq!(blank.pages.pages[0].source, PageSource::Blank);
    assert_eq!(blank.pages.doubts, ["No words were found in this file."]);
    let line = make::lines(12.0, &[(72.0, 700.0, "Your request is denied.")]);
    let backed = read(&make::pages(&[&line, ""], "")).unwrap();
    assert_eq!(backed.pages.pages[1].source, PageSource::Blank);
    assert!(backed.pages.doubts.is_empty(), "{:?}", backed.pages.doubts);
}

#[test]
fn pages_that_were_not_asked_for_are_no_doubt() {
    let line = make::lines(12.0, &[(72.0, 700.0, "Your request is denied.")]);
    let request = ReadRequest {
        first_page: 2,
        page_limit: 1,
        ..ReadRequest::default()
    };
    let three = make::pages(&[&line, &line, &line], "");
    let second = reader()
        .read(&three, &request, &mut |_| {}, &CancelToken::new())
        .unwrap();
    assert_eq!(second.beyond, 1);
    assert!(second.pages.doubts.is_empty(), "{:?}", second.pages.doubts);
}

#[test]
fn a_font_or_a_content_that_is_missing_is_told() {
    let line = make::lines(12.0, &[(72.0, 700.0, "Your request is denied.")]);
    let whole = make::pages(&[&line, &line], "");
    let swap = |from: &[u8], to: &[u8]| {
        let at = whole.windows(from.len()).position(|w| w == from).unwrap();
        let mut other = whole.clone();
        other[at..at + from.len()].copy_from_slice(to);
        read(&other)
    };
    let content = swap(b"/Contents 7 0 R", b"/Contents 9 0 R").unwrap();
    assert_eq!(
        content.pages.doubts,
        ["Page 2 could not be read: A part of it is missing from the file."]
    );
    let font = swap(b"/F 3 0 R", b"/F 9 0 R").unwrap();
    assert!(
        font.pages.doubts[0].contains("font"),
        "{:?}",
        font.pages.doubts
    );
    let count = swap(b"/Count 2", b"/Count 5").unwrap();
    assert!(
        count.pages.doubts[0].contains("tells of 5 pages"),
        "{:?}",
        count.pages.doubts
    );
}

const ALL: Request<'_> = Request {
    password: None,
    first: 1,
    limit: 50,
    pictures: true,
    steps: FEW,
};
const FEW: Steps = Steps {
    light: true,
    flatten: true,
    turn: true,
    deskew: true,
    enlarge: false,
    soften: true,
    bleach: true,
    specks: true,
    leaders: true,
    cut: true,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_behind_a_known_mark_never_get_out_of_the_parser(
        mark in prop::sample::select(vec![
            &b"%PDF-1.7\n"[..], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*", b"\0\0\0\x18ftypheic",
            b"RIFF\0\0\0\0WEBP", b"Received: x\nSubject: y\n", b"",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let bytes = [mark, &rest].concat();
        let known = [&b"Received"[..], b""].contains(&mark.get(..8).unwrap_or(mark));
        // Noise is no document: text and mail apart, nothing of it may come out as a clean reading.
        if let Ok(pages) = read_in_process(bytes, &ALL)
            && !known
        {
            prop_assert!(told(&pages), "{pages:?}");
        }
    }

    #[test]
    fn a_pdf_with_flipped_bytes_is_read_or_refused(
        flips in prop::collection::vec((0usize..10_000, any::<u8>()), 1..20),
    ) {
        let mut pdf = make::pages(&[&make::lines(12.0, &[(72.0, 700.0, "Your request is denied.")])], "/Rotate 90");
        for (at, value) in flips {
            let at = at % pdf.len();
            pdf[at] = value;
        }
        if let Ok(pages) = read_in_process(pdf, &ALL) {
            // A byte in the text itself may take a word away; it never takes the number of pages to none.
            prop_assert!(!pages.pages.is_empty());
        }
    }

    #[test]
    fn a_cut_file_is_never_a_clean_reading(cut in 0.0f64..1.0, kind in 0usize..4) {
        let line = make::lines(12.0, &[(72.0, 700.0, "Your request is denied.")]);
        let (whole, most) = match kind {
            // A PDF may lose the place of its table and nothing else with it.
            0 => (make::pages(&[&line, &line, &line], ""), b"startxref\n1234\n%%EOF\n".len()),
            1 => (scan(&[(JPEG, encoded(&noise(40, 52), ImageFormat::Jpeg))], (40, 52)), b"startxref\n1234\n%%EOF\n".len()),
            2 => (encoded(&noise(60, 40), ImageFormat::Jpeg), 1),
            _ => (encoded(&noise(60, 40), ImageFormat::Png), 40),
        };
        let at = ((whole.len() - most) as f64 * cut) as usize;
        if let Ok(pages) = read_in_process(whole[..at].to_vec(), &ALL) {
            prop_assert!(told(&pages), "kind {kind} cut at {at} of {}: {pages:?}", whole.len());
        }
    }
}

/// Something is said, or a page says why it was not read.
fn told(pages: &Pages) -> bool {
    let why = |p: &holdfast_case::pages::Page| matches!(p.source, PageSource::Unreadable { .. });
    !pages.doubts.is_empty() || pages.pages.iter().any(why)
}
