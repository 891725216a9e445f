//! Damaged and hostile documents: each is an error value or a page that says why, never more.

use super::{file, helper, make, read, read_with, reader, text};
use holdfast_case::pages::PageSource;
use holdfast_reader::{CancelToken, ReadRequest, Reader, ReaderError};
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

fn code(bytes: &[u8]) -> &'static str {
    read(bytes).map_or_else(|e| e.code(), |_| "read")
}

#[test]
fn nothing_and_the_unknown_are_named() {
    assert_eq!(code(b""), "file-empty");
    assert_eq!(code(b"PK\x03\x04\x14\0\0\0"), "file-type-unknown");
    assert_eq!(code(&[0u8; 5000]), "file-type-unknown");
}

#[test]
fn a_pdf_that_breaks_off_is_damaged() {
    let whole = make::pages(&[&make::lines(12.0, &[(72.0, 700.0, "denied")])], "");
    assert_eq!(code(&whole[..40]), "file-damaged");
    // With its table gone, the page itself may still be found.
    assert!(["read", "file-damaged"].contains(&code(&whole[..whole.len() - 120])));
}

#[test]
fn a_locked_pdf_wants_its_own_password_and_no_other() {
    for name in [
        "encrypted-aes256-password-secret.pdf",
        "encrypted-rc4-password-secret.pdf",
    ] {
        let bytes = file(name);
        assert_eq!(read(&bytes).unwrap_err(), ReaderError::Encrypted, "{name}");
        assert_eq!(
            read_with(&reader(), &bytes, Some("wrong")).unwrap_err(),
            ReaderError::WrongPassword,
            "{name}"
        );
        let document = read_with(&reader(), &bytes, Some("secret")).unwrap();
        assert_eq!(text(&document), "Your request is denied.", "{name}");
    }
}

#[test]
fn six_hundred_pages_are_read_in_order() {
    let contents: Vec<String> = (1..=600)
        .map(|n| {
            make::lines(
                12.0,
                &[(72.0, 700.0, &format!("This is page {n} of the policy"))],
            )
        })
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    let document = read(&make::pages(&contents, "")).unwrap();
    assert_eq!(document.pages.pages.len(), 600);
    assert_eq!(
        document.pages.pages[599].text(),
        "This is page 600 of the policy"
    );
}

#[test]
fn pages_beyond_the_limit_are_counted_and_told() {
    let content = make::lines(12.0, &[(72.0, 700.0, "page")]);
    let pdf = make::pages(&[content.as_str(); 5], "");
    let request = ReadRequest {
        page_limit: 2,
        ..ReadRequest::default()
    };
    let document = reader()
        .read(&pdf, &request, &mut |_| {}, &CancelToken::new())
        .unwrap();
    let read = |p: &holdfast_case::pages::Page| p.source == PageSource::TextLayer;
    assert_eq!(
        document.pages.pages.iter().map(read).collect::<Vec<_>>(),
        [true, true, false, false, false]
    );
    assert_eq!(document.beyond, 3);
    let doubts = &document.pages.doubts;
    assert!(doubts.is_empty(), "{doubts:?}");
}

#[test]
fn a_stream_that_swells_to_gigabytes_costs_its_page_and_no_more() {
    // Stored-block deflate cannot swell; runs of zeros can: two layers of Flate, each a thousand to one.
    let zeros = {
        // One dynamic-free block: a fixed-code literal 0, then length-258 matches, repeated.
        let mut bits = Bits::default();
        bits.push(0b1, 1);
        bits.push(0b01, 2);
        bits.code(0x30, 8);
        for _ in 0..9_000_000 {
            bits.code(0b1100_0101, 8);
            bits.code(0, 5);
        }
        bits.code(0, 7);
        let mut zlib = vec![0x78, 0x9c];
        zlib.extend(bits.finish());
        zlib
    };
    let good = make::lines(12.0, &[(72.0, 700.0, "Still here")]);
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    for (at, content) in [
        (5, make::stream("/Filter /FlateDecode", &zeros)),
        (7, make::stream("", good.as_bytes())),
    ] {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {at} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        );
        objects.push(page.into_bytes());
        objects.push(content);
    }
    let document = read(&make::pdf(&objects)).unwrap();
    assert_eq!(document.pages.pages[1].text(), "Still here");
    assert_ne!(document.pages.pages[0].source, PageSource::TextLayer);
}

/// Bits in deflate's order.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    open: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u32, bits: u32) {
        self.open |= value << self.count;
        self.count += bits;
        while self.count >= 8 {
            self.bytes.push(self.open as u8);
            self.open >>= 8;
            self.count -= 8;
        }
    }
    fn code(&mut self, value: u32, bits: u32) {
        self.push(value.reverse_bits() >> (32 - bits), bits);
    }
    fn finish(mut self) -> Vec<u8> {
        self.push(0, (8 - self.count) % 8);
        self.bytes
    }
}

#[test]
fn pictures_of_absurd_size_are_refused() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(60_000u32.to_be_bytes());
    png.extend(60_000u32.to_be_bytes());
    png.extend([8, 2, 0, 0, 0]);
    png.extend([0x1d, 0x5f, 0x5e, 0x05]);
    assert!(
        ["file-too-large", "file-damaged"].contains(&code(&png)),
        "{}",
        code(&png)
    );
    let mut tiff = b"II*\0\x08\0\0\0\x06\0".to_vec();
    for (tag, kind, value) in [
        (256u16, 4u16, 100_000u32),
        (257, 4, 100_000),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
    ] {
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend(1u32.to_le_bytes());
        tiff.extend(value.to_le_bytes());
    }
    tiff.extend([0; 4]);
    assert!(
        ["file-too-large", "file-damaged"].contains(&code(&tiff)),
        "{}",
        code(&tiff)
    );
}

#[test]
fn a_page_tree_that_bites_its_tail_ends() {
    let pdf = make::pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R /Count 1 >>".to_vec(),
    ]);
    assert_eq!(code(&pdf), "file-damaged");
}

#[test]
fn deep_nesting_is_survived() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let pdf = make::pages(
        &[&make::lines(12.0, &[(72.0, 700.0, "denied")])],
        &format!("/Deep {deep}"),
    );
    assert!(
        ["read", "file-damaged", "reading-crashed"].contains(&code(&pdf)),
        "{}",
        code(&pdf)
    );
    let mut mail = "Subject: innermost\r\nMIME-Version: 1.0\r\n\r\nDenied.\r\n".to_owned();
    for level in 0..50 {
        mail = format!(
            "Subject: level {level}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b{level}\r\n\r\n\
             --b{level}\r\nContent-Type: message/rfc822\r\n\r\n{mail}\r\n--b{level}--\r\n"
        );
    }
    let document = read(mail.as_bytes()).unwrap();
    assert_eq!(document.attachments.len(), 1, "one level at a time");
}

fn script(body: &str) -> (tempfile::TempDir, Reader) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("helper");
    std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let reader = Reader::with_programs(path, None);
    (folder, reader)
}

#[test]
fn a_helper_that_hangs_is_stopped_by_the_clock() {
    let (_folder, reader) = script("exec /bin/sleep 60");
    let started = Instant::now();
    let result = read_with(
        &reader.with_page_time(Duration::from_millis(300)),
        b"Dear member",
        None,
    );
    assert_eq!(result.unwrap_err(), ReaderError::TimedOut { page: 1 });
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_helper_that_is_killed_or_talks_nonsense_is_an_error_value() {
    for body in [
        "kill -11 $$",
        "echo nonsense that is no frame at all, but long enough",
        "exit 0",
    ] {
        let (_folder, reader) = script(body);
        assert_eq!(
            read_with(&reader, b"Dear member", None).unwrap_err(),
            ReaderError::Crashed,
            "{body}"
        );
    }
    let gone = Reader::with_programs(helper().with_file_name("no-such-program"), None);
    assert_eq!(
        read_with(&gone, b"Dear member", None).unwrap_err(),
        ReaderError::ProgramMissing
    );
}

#[test]
fn a_reading_can_be_called_off() {
    let (_folder, reader) = script("exec /bin/sleep 60");
    let cancel = CancelToken::new();
    let other = cancel.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        other.cancel();
    });
    let result = reader.read(
        b"Dear member",
        &ReadRequest::default(),
        &mut |_| {},
        &cancel,
    );
    assert_eq!(result.unwrap_err(), ReaderError::Cancelled);
}
