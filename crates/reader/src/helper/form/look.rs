//! What a filled box looks like: its ground and frame as the form wants them, and the words in it, as large as they fit.

use super::font::{Set, Types};
use super::walk::{get, inherited};
use crate::helper::assemble::marks::num;
use holdfast_case::form::BoxTrouble;
use lopdf::{Dictionary, Document, Object};
use std::fmt::Write;

/// Below this size nobody reads it on a fax.
const SMALLEST: f64 = 5.0;
/// The size in boxes that leave it open.
const USUAL: f64 = 11.0;
/// Lines of a box at most.
const MOST_LINES: usize = 400;

/// How a box wants its words.
pub(super) struct Style {
    /// Width and height as the words run.
    size: (f64, f64),
    /// Quarter turns of the words within the box.
    turns: u8,
    ground: String,
    frame: String,
    edge: f64,
    asked: Option<f64>,
    ink: String,
    align: i64,
    pub(super) lines: bool,
    pub(super) comb: Option<u32>,
}

impl Style {
    /// As the entry and its field say; `default` is what the form says for all.
    pub(super) fn of(
        doc: &Document,
        entry: &Dictionary,
        rect: [f64; 4],
        default: Option<&[u8]>,
    ) -> Self {
        let shown = get(doc, entry, b"MK").and_then(|mk| mk.as_dict().ok());
        let turned = shown.and_then(|mk| get(doc, mk, b"R")?.as_i64().ok());
        let turns = (turned.unwrap_or(0).rem_euclid(360) / 90) as u8;
        let (width, height) = (rect[2] - rect[0], rect[3] - rect[1]);
        let size = if turns % 2 == 1 {
            (height, width)
        } else {
            (width, height)
        };
        let color = |key: &[u8], names: [&str; 3]| {
            let list = get(doc, shown?, key)?.as_array().ok()?;
            color(doc, list, names)
        };
        let ground = color(b"BG", ["g", "rg", "k"]);
        let stroke = color(b"BC", ["G", "RG", "K"]);
        let edge = get(doc, entry, b"BS")
            .and_then(|bs| get(doc, bs.as_dict().ok()?, b"W")?.as_float().ok())
            .map_or(1.0, f64::from)
            .clamp(0.0, 12.0);
        let edge = if stroke.is_some() { edge } else { 0.0 };
        let (w, h) = size;
        let frame = stroke.filter(|_| edge > 0.0).map(|stroke| {
            let under = get(doc, entry, b"BS")
                .and_then(|bs| get(doc, bs.as_dict().ok()?, b"S")?.as_name().ok())
                .is_some_and(|s| s == b"U");
            let half = edge / 2.0;
            let path = match under {
                true => format!("0 {} m {} {} l S", num(half), num(w), num(half)),
                false => format!(
                    "{} {} {} {} re S",
                    num(half),
                    num(half),
                    num(w - edge),
                    num(h - edge)
                ),
            };
            format!("q {stroke} {} w {path} Q\n", num(edge))
        });
        let asked = inherited(doc, entry, b"DA").and_then(|da| da.as_str().ok());
        let (asked, ink) = appearance(asked.or(default).unwrap_or_default());
        Self {
            size,
            turns,
            ground: ground.map_or_else(String::new, |color| {
                format!("q {color} 0 0 {} {} re f Q\n", num(w), num(h))
            }),
            frame: frame.unwrap_or_default(),
            edge,
            asked,
            ink,
            align: inherited(doc, entry, b"Q")
                .and_then(|q| q.as_i64().ok())
                .unwrap_or(0),
            lines: false,
            comb: None,
        }
    }

    /// The frame of its look, as the entries of a piece of content.
    pub(super) fn shape(&self) -> Dictionary {
        let (w, h) = self.size;
        let mut shape = Dictionary::new();
        shape.set("Type", "XObject");
        shape.set("Subtype", "Form");
        let real = |value: f64| Object::Real(value as f32);
        shape.set("BBox", Object::Array([0.0, 0.0, w, h].map(real).to_vec()));
        let way = match self.turns {
            1 => Some([0.0, 1.0, -1.0, 0.0, h, 0.0]),
            2 => Some([-1.0, 0.0, 0.0, -1.0, w, h]),
            3 => Some([0.0, -1.0, 1.0, 0.0, 0.0, w]),
            _ => None,
        };
        if let Some(way) = way {
            shape.set("Matrix", Object::Array(way.map(real).to_vec()));
        }
        shape
    }

    /// The content of a box with these words; without words its ground and frame.
    pub(super) fn words(&self, text: &str, types: &Types<'_>) -> Result<String, BoxTrouble> {
        let (width, height) = self.size;
        let margin = 2.0_f64.max(self.edge * 1.5);
        let mut content = format!("{}{}/Tx BMC q\n", self.ground, self.frame);
        let inner = self.edge;
        let _ = writeln!(
            content,
            "{} {} {} {} re W n",
            num(inner),
            num(inner),
            num((width - 2.0 * inner).max(0.0)),
            num((height - 2.0 * inner).max(0.0))
        );
        let text = text.replace("\r\n", "\n").replace(['\r', '\t'], "\n");
        if !text.trim().is_empty() {
            let put = match (self.comb, self.lines) {
                (Some(cells), _) => self.in_cells(&text, cells, types)?,
                (None, true) => self.in_lines(&text, margin, types)?,
                (None, false) => self.in_line(&text, margin, types)?,
            };
            let _ = writeln!(content, "BT {}", self.ink);
            for (size, x, y, set) in put {
                let _ = writeln!(
                    content,
                    "/{} {} Tf 1 0 0 1 {} {} Tm {} Tj",
                    set.name,
                    num(size),
                    num(x),
                    num(y),
                    set.hex
                );
            }
            content.push_str("ET\n");
        }
        content.push_str("Q EMC");
        Ok(content)
    }

    /// One line, as large as it fits.
    fn in_line(&self, text: &str, margin: f64, types: &Types<'_>) -> Result<Placed, BoxTrouble> {
        let (width, height) = self.size;
        let parts: Vec<&str> = text
            .split('\n')
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect();
        let set = types.set(&parts.join(", ")).ok_or(BoxTrouble::Letters)?;
        let room = (width - 2.0 * margin).max(1.0);
        let most = (height - self.edge * 2.0) * 0.8;
        let mut size = self.asked.unwrap_or(USUAL).min(most);
        if set.wide * size / 1000.0 > room {
            size = room * 1000.0 / set.wide.max(1.0);
        }
        // a low box asks for small words by itself
        if size < SMALLEST.min(most) {
            return Err(BoxTrouble::NoRoom);
        }
        let x = self.start(set.wide * size / 1000.0, margin);
        let y = (height - size * 0.7) / 2.0;
        Ok(vec![(size, x, y.max(self.edge + size * 0.1), set)])
    }

    fn in_lines(&self, text: &str, margin: f64, types: &Types<'_>) -> Result<Placed, BoxTrouble> {
        let (width, height) = self.size;
        let room = (width - 2.0 * margin).max(1.0);
        let mut size = self.asked.unwrap_or(USUAL).clamp(SMALLEST, 24.0);
        let lines = loop {
            let lines = wrapped(text, size, room, types)?;
            let tall = lines.len() as f64 * size * 1.15 + size * 0.15;
            if tall <= height - 2.0 * self.edge {
                break lines;
            }
            if size <= SMALLEST {
                return Err(BoxTrouble::NoRoom);
            }
            size = (size - 0.5).max(SMALLEST);
        };
        let mut y = height - self.edge - size * 1.05;
        let mut put = Vec::new();
        for set in lines {
            let x = self.start(set.wide * size / 1000.0, margin);
            put.push((size, x, y, set));
            y -= size * 1.15;
        }
        Ok(put)
    }

    /// Each letter in the middle of its cell.
    fn in_cells(&self, text: &str, cells: u32, types: &Types<'_>) -> Result<Placed, BoxTrouble> {
        let (width, height) = self.size;
        let cell = width / f64::from(cells.max(1));
        let signs: Vec<char> = text.trim().chars().collect();
        if signs.len() > cells as usize {
            return Err(BoxTrouble::TooLong);
        }
        let free = f64::from(cells) - signs.len() as f64;
        let first = match self.align {
            1 => (free / 2.0).floor(),
            2 => free,
            _ => 0.0,
        };
        let most = (height * 0.8).min(cell * 1.25);
        let size = self.asked.unwrap_or(USUAL).min(most);
        let mut put = Vec::new();
        for (at, sign) in signs.iter().enumerate() {
            let set = types.set(&sign.to_string()).ok_or(BoxTrouble::Letters)?;
            let wide = set.wide * size / 1000.0;
            let x = (first + at as f64) * cell + (cell - wide) / 2.0;
            put.push((size, x, (height - size * 0.7) / 2.0, set));
        }
        Ok(put)
    }

    fn start(&self, wide: f64, margin: f64) -> f64 {
        let (width, _) = self.size;
        match self.align {
            1 => (width - wide) / 2.0,
            2 => width - margin - wide,
            _ => margin,
        }
    }

    /// The content of a box that is ticked, or not.
    pub(super) fn tick(&self, on: bool) -> String {
        let (w, h) = self.size;
        let mut content = format!("{}{}", self.ground, self.frame);
        if on {
            let inset = (w.min(h) * 0.2).max(self.edge + 0.5);
            let _ = write!(
                content,
                "q 0 G {} w {} {} m {} {} l {} {} m {} {} l S Q",
                num((w.min(h) * 0.12).max(0.8)),
                num(inset),
                num(inset),
                num(w - inset),
                num(h - inset),
                num(inset),
                num(h - inset),
                num(w - inset),
                num(inset)
            );
        }
        content
    }
}

/// Size, left, foot and words of each line.
type Placed = Vec<(f64, f64, f64, Set)>;

/// Lines that are no wider than the room; a word that is wider alone is parted.
fn wrapped(text: &str, size: f64, room: f64, types: &Types<'_>) -> Result<Vec<Set>, BoxTrouble> {
    let set = |line: &str| types.set(line).ok_or(BoxTrouble::Letters);
    let fits = |set: &Set| set.wide * size / 1000.0 <= room;
    let mut lines = Vec::new();
    for part in text.trim_end().split('\n') {
        let mut line = String::new();
        for word in part.split(' ') {
            let longer = match line.as_str() {
                "" => word.to_owned(),
                line => format!("{line} {word}"),
            };
            if line.is_empty() || fits(&set(&longer)?) {
                line = longer;
            } else {
                lines.push(set(&line)?);
                word.clone_into(&mut line);
            }
            while !fits(&set(&line)?) && line.chars().count() > 1 {
                let mut head = line.clone();
                while head.chars().count() > 1 && !fits(&set(&head)?) {
                    head.pop();
                }
                let rest = line.split_off(head.len());
                lines.push(set(&line)?);
                line = rest;
            }
            if lines.len() > MOST_LINES {
                return Err(BoxTrouble::NoRoom);
            }
        }
        lines.push(set(&line)?);
    }
    Ok(lines)
}

fn color(doc: &Document, list: &[Object], names: [&str; 3]) -> Option<String> {
    let shares: Vec<String> = list
        .iter()
        .filter_map(|one| super::walk::deref(doc, one)?.as_float().ok())
        .map(|share| num(f64::from(share.clamp(0.0, 1.0))))
        .collect();
    let name = match shares.len() {
        1 => names[0],
        3 => names[1],
        4 => names[2],
        _ => return None,
    };
    Some(format!("{} {name}", shares.join(" ")))
}

/// The size and the ink in `/Helv 12 Tf 0 0 1 rg`; no size where it is left open.
fn appearance(asked: &[u8]) -> (Option<f64>, String) {
    let text = String::from_utf8_lossy(asked);
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let before = |at: usize, count: usize| -> Option<Vec<f64>> {
        let from = at.checked_sub(count)?;
        words
            .get(from..at)?
            .iter()
            .map(|word| word.parse().ok())
            .collect()
    };
    let size = words.iter().rposition(|word| *word == "Tf");
    let size = size
        .and_then(|at| before(at, 1))
        .and_then(|s| s.first().copied());
    let mut ink = "0 g".to_owned();
    for (at, word) in words.iter().enumerate() {
        let count = match *word {
            "g" => 1,
            "rg" => 3,
            "k" => 4,
            _ => continue,
        };
        if let Some(shares) = before(at, count) {
            let shares: Vec<String> = shares.iter().map(|s| num(s.clamp(0.0, 1.0))).collect();
            ink = format!("{} {word}", shares.join(" "));
        }
    }
    (size.filter(|size| *size > 0.0 && size.is_finite()), ink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_and_ink_are_those_the_form_asks_for() {
        assert_eq!(
            appearance(b"/Helv 12 Tf 0 0 1 rg"),
            (Some(12.0), "0 0 1 rg".to_owned())
        );
        assert_eq!(appearance(b"0.2 g /F 0 Tf"), (None, "0.2 g".to_owned()));
        assert_eq!(appearance(b"rg Tf ("), (None, "0 g".to_owned()));
    }
}
