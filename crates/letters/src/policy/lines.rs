//! The lines of a policy, taken in page by page.

use crate::structure::plain_word;
use holdfast_case::{BBox, Page, PageSource};

/// So many words of one page are taken in. No printed page has as many; a page that does is hostile or a table dump.
pub const MOST_WORDS: usize = 20_000;

/// A gap of so many heights between two words parts two cells of a table.
const CELL_GAP: f32 = 2.2;

/// One printed line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Number of its page.
    pub page: u32,
    /// Its words joined by blanks, with straight quotes and dashes.
    pub text: String,
    /// Box around it.
    pub bbox: BBox,
    /// Usual height of its words, in points.
    pub height: f32,
    /// Block of the page, as the reader counts them.
    pub block: u32,
    /// How sure its signs are: the mean of its words.
    pub sure: f32,
    /// True where it was recognized from a picture.
    pub ocr: bool,
    /// Wide gaps between its words.
    pub gaps: u16,
    /// True where the last gap is one, or dots lead to the last word.
    pub led: bool,
    /// What it is for.
    pub part: LinePart,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinePart {
    /// The policy's own words.
    Body,
    /// Head or foot of a page, page numbers.
    Running,
    /// A row of a table of contents or of an index.
    Contents,
}

/// The lines of all pages taken in.
#[derive(Clone, Debug, Default)]
pub struct PolicyText {
    pub(crate) lines: Vec<Line>,
    pub(crate) pages: Vec<u32>,
    pub(crate) without_words: Vec<u32>,
    pub(crate) recognized: u32,
    pub(crate) cut: Vec<u32>,
    pub(crate) expected: u32,
    pub(crate) broken: bool,
}

impl PolicyText {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines of these pages.
    pub fn of<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut text = Self::new();
        for page in pages {
            text.add(page);
        }
        text
    }

    /// The paper has so many pages: those that are never taken in count as unread.
    pub fn expect(&mut self, pages: u32) {
        self.expected = self.expected.max(pages);
    }

    /// The file is damaged: any part of it may be missing, and nobody knows where.
    pub fn breaks_off(&mut self) {
        self.broken = true;
    }

    /// Takes in one page; pages come in their order.
    pub fn add(&mut self, page: &Page) {
        self.pages.push(page.number);
        let before = self.lines.len();
        let ocr = matches!(page.source, PageSource::Ocr | PageSource::Mixed);
        self.recognized += u32::from(ocr);
        if page.words.len() > MOST_WORDS {
            self.cut.push(page.number);
        }
        let sound = |w: &&holdfast_case::Word| {
            let b = w.bbox;
            [b.x0, b.y0, b.x1, b.y1].iter().all(|v| v.is_finite())
        };
        let mut open: Vec<&holdfast_case::Word> = Vec::new();
        for word in page.words.iter().take(MOST_WORDS).filter(sound) {
            let same = open
                .first()
                .is_none_or(|first| (first.block, first.line) == (word.block, word.line));
            if !same {
                self.close(page.number, ocr, &open);
                open.clear();
            }
            open.push(word);
        }
        self.close(page.number, ocr, &open);
        if self.lines.len() == before {
            self.without_words.push(page.number);
        }
    }

    fn close(&mut self, page: u32, ocr: bool, words: &[&holdfast_case::Word]) {
        let Some(first) = words.first() else { return };
        let mut line = Line {
            page,
            text: String::new(),
            bbox: first.bbox,
            height: 0.0,
            block: first.block,
            sure: 0.0,
            ocr,
            gaps: 0,
            led: false,
            part: LinePart::Body,
        };
        let mut heights: Vec<f32> = Vec::with_capacity(words.len());
        let (mut sure, mut end, mut dots) = (0.0, f32::MAX, false);
        for word in words {
            let text = plain_word(&word.text);
            let leader = text.len() > 1 && text.chars().all(|c| ".·_…".contains(c));
            if text.is_empty() || leader || (text == "." && dots) {
                dots |= leader || text == ".";
                continue;
            }
            let height = word.bbox.height().max(0.1);
            let wide = word.bbox.x0 - end > CELL_GAP * height;
            line.gaps = line.gaps.saturating_add(u16::from(wide));
            line.led = wide || dots;
            dots = text.ends_with("..") || text == ".";
            if !line.text.is_empty() {
                line.text.push(' ');
            }
            match text.find("...") {
                Some(at) => line.text.push_str(text.get(..at).unwrap_or_default()),
                None => line.text.push_str(&text),
            }
            end = word.bbox.x1;
            line.bbox = line.bbox.union(word.bbox);
            heights.push(height);
            sure += if word.confidence.is_finite() {
                word.confidence.clamp(0.0, 1.0)
            } else {
                0.0
            };
        }
        if heights.is_empty() {
            return;
        }
        line.sure = sure / heights.len() as f32;
        heights.sort_by(f32::total_cmp);
        line.height = heights.get(heights.len() / 2).copied().unwrap_or(1.0);
        self.lines.push(line);
    }
}
