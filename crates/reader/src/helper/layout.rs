//! From the signs of a text layer to words.

use holdfast_case::pages::{BBox, Word};

/// One sign of a text layer with its place on the page as shown (points, origin top left).
#[derive(Clone, Debug)]
pub(crate) struct Sign {
    /// What it means; a ligature means several letters.
    pub(crate) text: String,
    /// Where it stands on its base line.
    pub(crate) start: (f32, f32),
    /// Where the next one would stand.
    pub(crate) end: (f32, f32),
    /// One font size, upwards as the text stands.
    pub(crate) up: (f32, f32),
    /// Not drawn: put under a picture by whoever recognized it.
    pub(crate) hidden: bool,
}

/// Gap, in font sizes, from which two signs belong to two words.
const WORD_GAP: f32 = 0.16;
/// Share of the font size above and below the base line that a box takes in.
const ASCENT: f32 = 0.74;
const DESCENT: f32 = 0.22;
/// Confidence of words that someone recognized before us.
pub(super) const HIDDEN_CONFIDENCE: f32 = 0.9;

/// Joins signs to words. Their lines are set by [`super::order::arrange`].
pub(crate) fn words(mut signs: Vec<Sign>) -> Vec<Word> {
    drop_doubles(&mut signs);
    let mut words = Vec::new();
    let mut open: Option<Open> = None;
    for sign in &signs {
        let size = length(sign.up).max(0.5);
        let text = normalize(&sign.text);
        if text.trim().is_empty() {
            if !text.is_empty() {
                close(&mut open, &mut words);
            }
            continue;
        }
        if open.as_ref().is_some_and(|o| !o.takes(sign, size)) {
            close(&mut open, &mut words);
        }
        match &mut open {
            Some(o) => o.add(sign, &text),
            None => open = Some(Open::begin(sign, &text, size)),
        }
    }
    close(&mut open, &mut words);
    words
}

/// A word being put together.
struct Open {
    text: String,
    bbox: BBox,
    end: (f32, f32),
    direction: (f32, f32),
    size: f32,
    hidden: bool,
}

impl Open {
    fn begin(sign: &Sign, text: &str, size: f32) -> Self {
        // At right angles to "up", to the right: y grows downwards on the page.
        let direction = (-sign.up.1 / size, sign.up.0 / size);
        Self {
            text: text.to_owned(),
            bbox: sign_box(sign),
            end: sign.end,
            direction,
            size,
            hidden: sign.hidden,
        }
    }

    fn takes(&self, sign: &Sign, size: f32) -> bool {
        let way = (sign.start.0 - self.end.0, sign.start.1 - self.end.1);
        let along = way.0 * self.direction.0 + way.1 * self.direction.1;
        let across = (way.0 * self.direction.1 - way.1 * self.direction.0).abs();
        let larger = size.max(self.size);
        let turned = (-sign.up.1 / size - self.direction.0).abs() > 0.1
            || (sign.up.0 / size - self.direction.1).abs() > 0.1;
        !turned && across < 0.25 * larger && along < WORD_GAP * larger && along > -0.5 * larger
    }

    fn add(&mut self, sign: &Sign, text: &str) {
        self.text.push_str(text);
        self.bbox = self.bbox.union(sign_box(sign));
        self.end = sign.end;
        self.size = self.size.max(length(sign.up));
    }
}

fn close(open: &mut Option<Open>, words: &mut Vec<Word>) {
    let Some(done) = open.take() else { return };
    // A soft hyphen shows only at the end of a line; within a word it means nothing.
    let mut text = done.text;
    if text.ends_with('\u{ad}') {
        text.pop();
        text.push('-');
    }
    let text = text.replace('\u{ad}', "");
    if !text.is_empty() {
        let confidence = if done.hidden { HIDDEN_CONFIDENCE } else { 1.0 };
        words.push(Word {
            text,
            bbox: done.bbox,
            confidence,
            line: 0,
            block: 0,
        });
    }
}

fn length(v: (f32, f32)) -> f32 {
    v.0.hypot(v.1)
}

fn sign_box(sign: &Sign) -> BBox {
    let mut bbox: Option<BBox> = None;
    for base in [sign.start, sign.end] {
        for share in [ASCENT, -DESCENT] {
            let (x, y) = (base.0 + sign.up.0 * share, base.1 + sign.up.1 * share);
            let point = BBox {
                x0: x,
                y0: y,
                x1: x,
                y1: y,
            };
            bbox = Some(bbox.map_or(point, |b| b.union(point)));
        }
    }
    bbox.unwrap_or_default()
}

/// Ligatures to letters; blanks of all kinds to blanks; signs that show nothing to nothing.
fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2010}' | '\u{2011}' => out.push('-'),
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The same sign drawn twice in nearly the same place (to look bold) counts once.
fn drop_doubles(signs: &mut Vec<Sign>) {
    use std::collections::HashMap;
    let mut seen: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    let mut keep = vec![true; signs.len()];
    for (index, sign) in signs.iter().enumerate() {
        if sign.text.trim().is_empty() {
            continue;
        }
        let near = (length(sign.up) * 0.12).max(0.3);
        let cell = ((sign.start.0 / 2.0) as i32, (sign.start.1 / 2.0) as i32);
        let mut double = false;
        'search: for dx in -1..=1 {
            for dy in -1..=1 {
                for other in seen.get(&(cell.0 + dx, cell.1 + dy)).into_iter().flatten() {
                    if let Some(other) = signs.get(*other)
                        && other.text == sign.text
                        && other.hidden == sign.hidden
                        && (other.start.0 - sign.start.0).abs() < near
                        && (other.start.1 - sign.start.1).abs() < near
                        && (length(other.up) - length(sign.up)).abs() < 0.2 * length(sign.up)
                    {
                        double = true;
                        break 'search;
                    }
                }
            }
        }
        if double {
            if let Some(k) = keep.get_mut(index) {
                *k = false;
            }
        } else {
            seen.entry(cell).or_default().push(index);
        }
    }
    let mut kept = keep.into_iter();
    signs.retain(|_| kept.next().unwrap_or(true));
}
