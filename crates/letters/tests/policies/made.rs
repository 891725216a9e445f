//! Invented policies: a text with marks, set on pages as a printer would, with the places of what was labelled.

use holdfast_case::{BBox, Page, PageSource, Word};
use std::collections::BTreeMap;

/// A labelled place: page and box.
pub type Spot = (u32, BBox);

/// A policy on pages, and where what is wanted stands.
pub struct Made {
    pub pages: Vec<Page>,
    /// By id of the passage: the places that are right, and whether one of them must be found.
    pub labels: BTreeMap<String, (Vec<Spot>, bool)>,
}

#[derive(Default)]
struct Setting {
    columns: usize,
    head: Option<String>,
    foot: Option<String>,
    ocr: bool,
}

const WIDTH: f32 = 612.0;
const HEIGHT: f32 = 792.0;
const MARGIN: f32 = 60.0;
const BODY: f32 = 10.0;

struct Press {
    setting: Setting,
    pages: Vec<Page>,
    y: f32,
    column: usize,
    line: u32,
    block: u32,
    chance: u64,
}

impl Press {
    fn column_width(&self) -> f32 {
        let columns = self.setting.columns.max(1) as f32;
        (WIDTH - 2.0 * MARGIN - (columns - 1.0) * 18.0) / columns
    }
    fn left(&self) -> f32 {
        MARGIN + self.column as f32 * (self.column_width() + 18.0)
    }
    fn page(&mut self) {
        let number = self.pages.len() as u32 + 1;
        let source = if self.setting.ocr {
            PageSource::Ocr
        } else {
            PageSource::TextLayer
        };
        self.pages.push(Page {
            number,
            width: WIDTH,
            height: HEIGHT,
            source,
            words: Vec::new(),
        });
        (self.column, self.line, self.block) = (0, 0, 0);
        if let Some(head) = self.setting.head.clone() {
            self.y = 30.0;
            self.set(&head, 8.0, MARGIN, 2000.0);
        }
        let foot = match self.setting.foot.clone() {
            Some(foot) => format!("{foot}   {number}"),
            None => number.to_string(),
        };
        self.y = HEIGHT - 40.0;
        self.set(&foot, 8.0, MARGIN, 2000.0);
        self.block += 1;
        self.y = MARGIN;
    }
    fn advance(&mut self, needed: f32) {
        if self.pages.is_empty() {
            self.page();
        }
        if self.y + needed > HEIGHT - MARGIN {
            self.column += 1;
            self.block += 1;
            self.y = MARGIN;
            if self.column >= self.setting.columns.max(1) {
                self.page();
            }
        }
    }
    /// Sets one paragraph; gives the boxes of its lines.
    fn paragraph(&mut self, text: &str, size: f32) -> Vec<Spot> {
        self.block += 1;
        let room = ((self.column_width()) / (size * 0.5)) as usize;
        let mut lines: Vec<String> = vec![String::new()];
        for word in text.split_whitespace() {
            let last = lines.last_mut().unwrap();
            if !last.is_empty() && last.len() + 1 + word.len() > room {
                lines.push(word.to_owned());
            } else {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
        }
        let mut spots = Vec::new();
        for line in lines {
            self.advance(size * 1.2);
            let left = self.left();
            spots.push(self.set(&line, size, left, self.column_width()));
        }
        spots
    }
    fn set(&mut self, text: &str, size: f32, left: f32, _room: f32) -> Spot {
        let (mut x, y) = (left, self.y);
        let mut around: Option<BBox> = None;
        let ocr = self.setting.ocr;
        let mut words = Vec::new();
        for word in text.split(' ') {
            if word.is_empty() {
                x += size * 0.5;
                continue;
            }
            let width = word.chars().count() as f32 * size * 0.5;
            // Recognition is uneven in height and takes a sign for another now and then.
            self.chance = self
                .chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let roll = (self.chance >> 33) % 100;
            let uneven = if ocr {
                (roll % 7) as f32 * 0.02 * size
            } else {
                0.0
            };
            let bbox = BBox {
                x0: x,
                y0: y + uneven,
                x1: x + width,
                y1: y + size,
            };
            let text = if ocr && roll < 4 {
                word.replace('l', "1").replace('o', "0")
            } else {
                word.to_owned()
            };
            words.push(Word {
                text,
                bbox,
                confidence: if ocr { 0.9 } else { 1.0 },
                line: self.line,
                block: self.block,
            });
            around = Some(around.map_or(bbox, |a| a.union(bbox)));
            x += width + size * 0.5;
        }
        self.y += size * 1.2;
        self.line += 1;
        let page = self.pages.last_mut().unwrap();
        page.words.extend(words);
        (page.number, around.unwrap_or_default())
    }
}

const FILLER: [(&str, &str); 8] = [
    (
        "Hospice",
        "Care that eases the last months of life, at home or in a hospice, with nurses, aides and someone to talk to for the family.",
    ),
    (
        "Dental Injury",
        "Repair of sound natural teeth after an accident, if it is begun soon after the injury. Fillings and crowns for other reasons are left to a dental plan.",
    ),
    (
        "Hearing",
        "An exam of the ear when you are ill. Aids and their fitting are not part of it.",
    ),
    (
        "Home Health",
        "Part-time nursing and therapy at home when you cannot leave it, ordered by a doctor and reviewed every 60 days.",
    ),
    (
        "Skilled Nursing",
        "A stay of up to 100 days in a place with nurses at all hours, after a stay in a hospital of three days or more.",
    ),
    (
        "Transplants",
        "Organ and tissue transplants in a center we have chosen, with the costs of the donor.",
    ),
    (
        "Vision",
        "An exam each year for children, and one pair of glasses from a set of frames.",
    ),
    (
        "Laboratory and X-Ray",
        "Blood tests, imaging and other tests that a doctor orders to find out what is wrong. Large machines such as MRI have their own rules.",
    ),
];

/// Sets the policy in this file.
pub fn make(name: &str, text: &str, ocr: bool) -> Made {
    let mut press = Press {
        setting: Setting {
            columns: 1,
            ocr,
            ..Setting::default()
        },
        pages: Vec::new(),
        y: 0.0,
        column: 0,
        line: 0,
        block: 0,
        chance: 7,
    };
    let mut labels: BTreeMap<String, (Vec<Spot>, bool)> = BTreeMap::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    let headings: Vec<String> = text
        .lines()
        .filter_map(|l| l.strip_prefix("## ").or(l.strip_prefix("# ")))
        .map(str::to_owned)
        .collect();
    let mut filled = 0;
    for line in text.lines() {
        let line = line.trim_end();
        if let Some(mark) = line.strip_prefix('@') {
            let (mark, rest) = mark.split_once(' ').unwrap_or((mark, ""));
            match mark {
                "about" => {}
                "columns" => press.setting.columns = rest.parse().unwrap(),
                "head" => press.setting.head = Some(rest.to_owned()),
                "foot" => press.setting.foot = Some(rest.to_owned()),
                "p" => press.page(),
                "label" => open.extend(rest.split(' ').map(|id| (id.to_owned(), true))),
                "may" => open.extend(rest.split(' ').map(|id| (id.to_owned(), false))),
                "toc" => {
                    press.paragraph("TABLE OF CONTENTS", 12.0);
                    for (n, heading) in headings.iter().enumerate() {
                        let dots = ".".repeat(70_usize.saturating_sub(heading.len()));
                        press.block += 1;
                        press.advance(12.0);
                        let left = press.left();
                        press.set(
                            &format!("{heading} {dots} {}", 3 + n / 3),
                            BODY,
                            left,
                            500.0,
                        );
                    }
                }
                "filler" => {
                    for _ in 0..rest.parse::<usize>().unwrap() * 4 {
                        let (head, words) = FILLER[filled % FILLER.len()];
                        filled += 1;
                        press.paragraph(head, 12.0);
                        press.paragraph(words, BODY);
                    }
                }
                _ => panic!("{name}: @{mark}"),
            }
            continue;
        }
        let (words, size) = if let Some(words) = line.strip_prefix("### ") {
            (words, BODY)
        } else if let Some(words) = line.strip_prefix("## ") {
            (words, 12.0)
        } else if let Some(words) = line.strip_prefix("# ") {
            (words, 16.0)
        } else {
            (line, BODY)
        };
        if words.is_empty() {
            continue;
        }
        let heading = line.starts_with('#');
        press.y += if heading { 8.0 } else { 3.0 };
        let words = words
            .strip_prefix("- ")
            .map_or(words.to_owned(), |w| format!("• {w}"));
        let spots = press.paragraph(&words, size);
        for (id, wanted) in &open {
            let entry = labels.entry(id.clone()).or_insert((Vec::new(), false));
            entry.0.extend(spots.iter().copied());
            entry.1 |= wanted;
        }
        // A label over a heading holds for the heading and the paragraph under it.
        if !heading {
            open.clear();
        }
    }
    Made {
        pages: press.pages,
        labels,
    }
}
