//! Recognizing the words of a picture: the recognizer's seam, the one we use, and several of them side by side.

mod recognizers;
mod tesseract;
mod tsv;

pub(super) use recognizers::{Recognizers, Task};
pub use tesseract::Tesseract;

use crate::cancel::CancelToken;
use holdfast_case::pages::BBox;

/// A gray picture to recognize, in pixels row by row.
pub struct OcrPicture<'p> {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Dots per inch, as far as known.
    pub dpi: u32,
    /// One byte a pixel, 0 is black.
    pub gray: &'p [u8],
    /// True where rows go through from edge to edge, as in a table; else columns are looked for.
    pub rows: bool,
}

/// A word found, with its box in pixels of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct OcrWord {
    /// The signs.
    pub text: String,
    /// Where, in pixels.
    pub bbox: BBox,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Words with the same number stand in one line.
    pub line: u32,
}

/// Something that recognizes words. Called from several threads at once.
pub trait OcrEngine: Send + Sync {
    /// The words of a picture, or a plain sentence why there are none to be had.
    fn recognize(
        &self,
        picture: &OcrPicture<'_>,
        cancel: &CancelToken,
    ) -> Result<Vec<OcrWord>, String>;
}
