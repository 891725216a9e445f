//! Pictures of pages.

use crate::protocol::Answer;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page as PdfPage;
use holdfast_case::pages::Page;

/// The picture to recognize a page from.
pub(super) fn picture(
    _pdf: &Pdf,
    _page: &PdfPage<'_>,
    _settings: &InterpreterSettings,
    result: Page,
    doubts: Vec<String>,
    _dpi: Option<f32>,
) -> (Answer, Vec<u8>) {
    (
        Answer::Page {
            page: result,
            doubts,
        },
        vec![],
    )
}
