//! The reader as its callers see it: through the real, confined helper process.
#![allow(clippy::unwrap_used)]

mod bad;
mod cut;
mod fill;
mod forms;
mod make;
mod packet;
mod packet_ahead;
mod packet_bad;
mod packet_look;
mod packet_odd;
mod walls;

use holdfast_reader::{CancelToken, Password, ReadDocument, ReadRequest, Reader, ReaderError};
use std::path::PathBuf;

/// The helper that belongs to this build.
fn helper() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_holdfast-reader"))
}

/// A reader without a recognizer.
fn reader() -> Reader {
    Reader::with_programs(helper(), None)
}

/// A reader with the system's recognizer; the tests need it installed, as the program does.
fn recognizing() -> Reader {
    let tesseract = PathBuf::from("/usr/bin/tesseract");
    assert!(
        tesseract.is_file(),
        "tesseract-ocr is one of the packages the tests need"
    );
    Reader::with_programs(helper(), Some(tesseract))
}

fn read_with(
    reader: &Reader,
    bytes: &[u8],
    password: Option<&str>,
) -> Result<ReadDocument, ReaderError> {
    let password = password.map(|p| Password::new(p.to_owned()));
    let request = ReadRequest {
        password,
        ..ReadRequest::default()
    };
    reader.read(bytes, &request, &mut |_| {}, &CancelToken::new())
}

fn read(bytes: &[u8]) -> Result<ReadDocument, ReaderError> {
    read_with(&reader(), bytes, None)
}

fn text(document: &ReadDocument) -> String {
    document
        .pages
        .pages
        .iter()
        .map(|p| p.text())
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/files")
            .join(name),
    )
    .unwrap()
}
