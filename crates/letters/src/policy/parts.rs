//! A policy as parts: a heading and the lines under it.

use super::furniture;
use super::headings::{self, Rank};
use super::lines::{Line, LinePart, PolicyText};
use super::measure::Sizes;

/// A heading and what stands under it.
#[derive(Clone, Debug)]
pub struct Part {
    /// The words of the heading as they stand; empty before the first one.
    pub heading: String,
    /// The heading of the chapter, or of the section over a minor heading; empty where there is none.
    pub over: String,
    /// The lines, the heading's own left out.
    pub lines: Vec<Line>,
    /// The lines of the heading.
    pub head_lines: Vec<Line>,
}

/// A policy laid out.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    pub(crate) parts: Vec<Part>,
    pages: Vec<u32>,
    without_words: Vec<u32>,
    cut: Vec<u32>,
    unread: Vec<u32>,
    broken: bool,
    recognized: u32,
    opening: String,
}

/// Signs of the first pages that tell what kind of document it is.
const OPENING: usize = 24_000;

impl Policy {
    /// Lays out the lines taken in.
    pub fn new(text: PolicyText) -> Self {
        let PolicyText {
            mut lines,
            pages,
            without_words,
            recognized,
            cut,
            expected,
            broken,
        } = text;
        let unread = unread(&pages, &without_words, &cut, expected);
        furniture::mark(&mut lines, pages.len());
        let sizes = Sizes::of(&lines);
        let ranks = headings::ranks(&lines, &sizes);
        let mut opening = String::new();
        for line in &lines {
            if opening.len() > OPENING {
                break;
            }
            opening.push_str(&line.text.to_lowercase());
            opening.push(' ');
        }
        Self {
            parts: parts(lines, &ranks),
            pages,
            without_words,
            cut,
            unread,
            broken,
            recognized,
            opening,
        }
    }

    /// How many pages were taken in.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Pages on which no word was found.
    pub fn without_words(&self) -> &[u32] {
        &self.without_words
    }

    /// Pages with more words than a printed page has, of which the rest was not looked at.
    pub fn cut_short(&self) -> &[u32] {
        &self.cut
    }

    /// Pages that may hold words nobody has read: those without a word, those cut short, and those that never came.
    /// In order.
    pub fn unread(&self) -> &[u32] {
        &self.unread
    }

    /// True where words may be missing anywhere: not a word was read, or the file is damaged.
    pub fn may_lack_anything(&self) -> bool {
        self.broken || self.parts.is_empty()
    }

    /// How many pages were recognized from their pictures.
    pub fn recognized(&self) -> u32 {
        self.recognized
    }

    /// The words of the first pages, in lower case.
    pub(crate) fn opening(&self) -> &str {
        &self.opening
    }
}

/// The pages whose words nobody has read. So many numbers at most are looked at between two pages: a file can claim any.
fn unread(pages: &[u32], without_words: &[u32], cut: &[u32], expected: u32) -> Vec<u32> {
    const MOST: u32 = 10_000;
    let mut all: Vec<u32> = without_words.iter().chain(cut).copied().collect();
    let mut last = 0_u32;
    for &page in pages {
        all.extend((last.saturating_add(1)..page).take(MOST as usize));
        last = last.max(page);
    }
    all.extend((last.saturating_add(1)..=expected).take(MOST as usize));
    all.sort_unstable();
    all.dedup();
    all
}

fn parts(lines: Vec<Line>, ranks: &[Option<Rank>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut chapter, mut section) = (String::new(), String::new());
    let mut last_head: Option<(Rank, Line)> = None;
    let mut above: Option<(bool, u32, u32)> = None;
    for (line, rank) in lines.into_iter().zip(ranks) {
        if line.part != LinePart::Body {
            continue;
        }
        let begins = above
            .is_none_or(|(ended, page, block)| ended || (page == line.page && block != line.block));
        let ended = line.text.ends_with(['.', ':', ';', '?', '!']) || rank.is_some();
        above = Some((ended, line.page, line.block));
        let Some(rank) = *rank else {
            last_head = None;
            if let Some(heading) = headings::run_in(&line, begins) {
                parts.push(Part {
                    heading: heading.to_owned(),
                    over: if section.is_empty() {
                        chapter.clone()
                    } else {
                        section.clone()
                    },
                    head_lines: vec![line.clone()],
                    lines: vec![line],
                });
                continue;
            }
            match parts.last_mut() {
                Some(part) => part.lines.push(line),
                None => parts.push(Part {
                    heading: String::new(),
                    over: String::new(),
                    lines: vec![line],
                    head_lines: Vec::new(),
                }),
            }
            continue;
        };
        // A heading over two lines is one.
        if let Some((above_rank, above)) = &last_head
            && goes_on(above, *above_rank, &line, rank)
            && let Some(part) = parts.last_mut()
        {
            part.heading.push(' ');
            part.heading.push_str(&line.text);
            part.head_lines.push(line.clone());
            let said = headings::bare(&part.heading).to_owned();
            match above_rank {
                Rank::Chapter => chapter = said,
                Rank::Section => section = said,
                Rank::Minor => {}
            }
            last_head = Some((*above_rank, line));
            continue;
        }
        let said = headings::bare(&line.text).to_owned();
        let over = match rank {
            Rank::Chapter => String::new(),
            Rank::Section => chapter.clone(),
            Rank::Minor if section.is_empty() => chapter.clone(),
            Rank::Minor => section.clone(),
        };
        match rank {
            Rank::Chapter => {
                chapter = said;
                section = String::new();
            }
            Rank::Section => section = said,
            Rank::Minor => {}
        }
        parts.push(Part {
            heading: line.text.clone(),
            over,
            lines: Vec::new(),
            head_lines: vec![line.clone()],
        });
        last_head = Some((rank, line));
    }
    parts
}

/// True where `line` is the second line of the heading `above`.
fn goes_on(above: &Line, above_rank: Rank, line: &Line, rank: Rank) -> bool {
    let near = line.page == above.page
        && line.bbox.y0 - above.bbox.y1 < above.height * 0.8
        && line.bbox.y0 > above.bbox.y0;
    let same_size = (line.height - above.height).abs() < above.height * 0.08;
    let full = above.bbox.width() > 150.0
        || above.text.ends_with([':', '-', '.'])
        || headings::is_chapter(&above.text);
    let new_one =
        headings::is_chapter(&line.text) || headings::bare(&line.text).len() + 1 < line.text.len();
    near && same_size && full && !new_one && rank >= above_rank && above_rank != Rank::Minor
}
