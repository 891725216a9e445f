//! Pages as the reader gives them: words with their boxes, where they came from and how sure it is.

use serde::{Deserialize, Serialize};

/// A box in points (1/72 inch), origin at the top left of the page as shown.
#[derive(Clone, Copy, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct BBox {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge, not left of `x0`.
    pub x1: f32,
    /// Bottom edge, not above `y0`.
    pub y1: f32,
}

impl BBox {
    /// The smallest box that holds both.
    pub fn union(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
    /// Width in points.
    pub fn width(self) -> f32 {
        self.x1 - self.x0
    }
    /// Height in points.
    pub fn height(self) -> f32 {
        self.y1 - self.y0
    }
    /// `[x0, y0, x1, y1]`, the form of the command line.
    pub fn corners(self) -> [f32; 4] {
        [self.x0, self.y0, self.x1, self.y1]
    }
}

/// One word as it stands on the page, without white space around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The signs of the word.
    pub text: String,
    /// Where it stands.
    pub bbox: BBox,
    /// How sure the source is of the signs, 0 to 1; a text layer gives 1.
    pub confidence: f32,
    /// Number of the text line within the page, from 0, in reading order; words of one line share it.
    pub line: u32,
    /// Number of the block (column, cell group, paragraph area) within the page, from 0, in reading order.
    pub block: u32,
}

/// Where the words of a page came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PageSource {
    /// The file's own text.
    TextLayer,
    /// Recognized from the picture.
    Ocr,
    /// Some words from the text layer, some from the picture.
    Mixed,
    /// Nothing on it.
    Blank,
    /// It could not be read; `why` is a plain sentence without anything personal.
    Unreadable {
        /// The reason, for the person.
        why: String,
    },
}

/// One page as shown, upright.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Page number from 1.
    pub number: u32,
    /// Width as shown, in points.
    pub width: f32,
    /// Height as shown, in points.
    pub height: f32,
    /// Where the words came from.
    pub source: PageSource,
    /// The words in reading order.
    pub words: Vec<Word>,
}

impl Page {
    /// The words joined by blanks, lines by line ends: for search and for people, not for recognition.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut line = None;
        for word in &self.words {
            match line {
                None => {}
                Some(l) if l == (word.block, word.line) => text.push(' '),
                Some(_) => text.push('\n'),
            }
            line = Some((word.block, word.line));
            text.push_str(&word.text);
        }
        text
    }
}

/// A file found within a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The name the mail gives it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// All pages of one document, and what could not be made out, in plain sentences.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Pages {
    /// In order.
    pub pages: Vec<Page>,
    /// Sentences for the person (a page that could not be read, text and picture that disagree).
    pub doubts: Vec<String>,
}

impl Pages {
    /// True where any page was recognized from its picture.
    pub fn any_ocr(&self) -> bool {
        self.pages
            .iter()
            .any(|p| matches!(p.source, PageSource::Ocr | PageSource::Mixed))
    }
    /// True where any page had its own text.
    pub fn any_text_layer(&self) -> bool {
        self.pages
            .iter()
            .any(|p| matches!(p.source, PageSource::TextLayer | PageSource::Mixed))
    }
}
