//! From signs to words, lines and blocks in the order a person reads.
//!
//! A page of columns is read column by column, but only where both sides are running text: a table, or labels
//! with their values, must keep its rows.

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
const HIDDEN_CONFIDENCE: f32 = 0.9;

/// Joins signs to words. Their lines are set by [`arrange`].
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

/// Puts words in reading order and gives them line and block numbers.
pub(crate) fn arrange(words: &mut Vec<Word>) {
    words.retain(|w| {
        [w.bbox.x0, w.bbox.y0, w.bbox.x1, w.bbox.y1]
            .iter()
            .all(|v| v.is_finite())
    });
    let mut lines = lines_of(std::mem::take(words));
    for line in &mut lines {
        join_split_words(line);
    }
    let mut groups = Vec::new();
    columns(lines, &mut groups, 0);
    let (mut line_number, mut block_number) = (0, 0);
    for group in groups {
        let pitch = usual_pitch(&group);
        let mut below: Option<BBox> = None;
        for line in group {
            let bounds = bounds(&line);
            if let Some(above) = below
                && bounds.y0 - above.y0 > pitch * 1.5
            {
                block_number += 1;
            }
            below = Some(bounds);
            for mut word in line {
                word.line = line_number;
                word.block = block_number;
                words.push(word);
            }
            line_number += 1;
        }
        block_number += 1;
    }
}

type Line = Vec<Word>;

fn bounds(line: &[Word]) -> BBox {
    line.iter()
        .map(|w| w.bbox)
        .reduce(BBox::union)
        .unwrap_or_default()
}

fn middle(b: BBox) -> f32 {
    (b.y0 + b.y1) / 2.0
}

/// Words that stand beside each other make a line, left to right; lines go from top to bottom.
fn lines_of(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| middle(a.bbox).total_cmp(&middle(b.bbox)));
    let mut lines: Vec<(BBox, Line)> = Vec::new();
    for word in words {
        let b = word.bbox;
        let fit = lines
            .iter_mut()
            .rev()
            .take(12)
            .filter_map(|entry| {
                let overlap = entry.0.y1.min(b.y1) - entry.0.y0.max(b.y0);
                let least = b.height().min(entry.0.height()).max(0.1);
                let most = b.height().max(entry.0.height()).max(0.1);
                // A heading of twice the size beside small text is another line, and so is what overlaps in x.
                let beside = entry
                    .1
                    .iter()
                    .all(|w| w.bbox.x1 <= b.x0 + 0.3 * least || w.bbox.x0 >= b.x1 - 0.3 * least);
                (overlap > 0.6 * least && most < 3.0 * least && beside)
                    .then_some((overlap / least, entry))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match fit {
            Some((_, entry)) => {
                // A tall sign must not make the line swallow its neighbors: the box follows the middle.
                entry.0.x0 = entry.0.x0.min(b.x0);
                entry.0.x1 = entry.0.x1.max(b.x1);
                entry.1.push(word);
            }
            None => lines.push((b, vec![word])),
        }
    }
    let mut lines: Vec<Line> = lines.into_iter().map(|l| l.1).collect();
    for line in &mut lines {
        line.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    }
    lines.sort_by(|a, b| middle(bounds(a)).total_cmp(&middle(bounds(b))));
    lines
}

/// A word drawn in pieces that touch is one word.
fn join_split_words(line: &mut Line) {
    let mut joined: Line = Vec::with_capacity(line.len());
    for word in line.drain(..) {
        if let Some(last) = joined.last_mut()
            && word.confidence == last.confidence
            && word.confidence >= HIDDEN_CONFIDENCE
            && (word.bbox.height() - last.bbox.height()).abs() < 0.15 * last.bbox.height()
            && word.bbox.x0 - last.bbox.x1 < 0.06 * last.bbox.height()
        {
            last.text.push_str(&word.text);
            last.bbox = last.bbox.union(word.bbox);
        } else {
            joined.push(word);
        }
    }
    *line = joined;
}

/// Splits lines at a gutter between two columns of running text, and each side again.
fn columns(lines: Vec<Line>, groups: &mut Vec<Vec<Line>>, depth: u32) {
    if lines.is_empty() {
        return;
    }
    let split = if depth < 4 { gutter(&lines) } else { None };
    let Some((x, first, last)) = split else {
        groups.push(lines);
        return;
    };
    let (mut above, mut left, mut right, mut below) = (vec![], vec![], vec![], vec![]);
    for (index, line) in lines.into_iter().enumerate() {
        if index < first {
            above.push(line);
        } else if index > last {
            below.push(line);
        } else {
            let (l, r): (Line, Line) = line.into_iter().partition(|w| w.bbox.x1 <= x);
            if !l.is_empty() {
                left.push(l);
            }
            if !r.is_empty() {
                right.push(r);
            }
        }
    }
    columns(above, groups, depth + 1);
    columns(left, groups, depth + 1);
    columns(right, groups, depth + 1);
    columns(below, groups, depth + 1);
}

/// A vertical strip without words over several lines, with running text on both sides: its place, first and
/// last line.
fn gutter(lines: &[Line]) -> Option<(f32, usize, usize)> {
    let mut heights: Vec<f32> = lines.iter().flatten().map(|w| w.bbox.height()).collect();
    if heights.len() < 40 {
        return None;
    }
    heights.sort_by(f32::total_cmp);
    let em = heights.get(heights.len() / 2).copied().unwrap_or(10.0);
    let half = em * 0.5;
    let mut candidates: Vec<i32> = Vec::new();
    for line in lines {
        for pair in line.windows(2) {
            if let [a, b] = pair
                && b.bbox.x0 - a.bbox.x1 > 2.0 * half
            {
                candidates.push(((a.bbox.x1 + b.bbox.x0) / 2.0) as i32);
            }
        }
        // Columns whose lines do not stand side by side.
        let b = bounds(line);
        candidates.push((b.x0 - half * 1.1) as i32);
    }
    candidates.sort_unstable();
    candidates.dedup_by(|a, b| (*a - *b).abs() < 3);
    let mut best: Option<(usize, f32, usize, usize)> = None;
    for x in candidates {
        let x = x as f32;
        let mut first = 0;
        while first < lines.len() {
            let crosses = |line: &Line| {
                line.iter()
                    .any(|w| w.bbox.x0 < x + half && w.bbox.x1 > x - half)
            };
            let Some(start) =
                (first..lines.len()).find(|i| lines.get(*i).is_some_and(|l| !crosses(l)))
            else {
                break;
            };
            let end = (start..lines.len())
                .find(|i| lines.get(*i).is_some_and(crosses))
                .unwrap_or(lines.len());
            let run = lines.get(start..end).unwrap_or_default();
            if let Some(score) = prose_on_both_sides(run, x)
                && best.as_ref().is_none_or(|b| score > b.0)
            {
                best = Some((score, x, start, end.saturating_sub(1)));
            }
            first = end + 1;
        }
    }
    best.map(|(_, x, first, last)| (x, first, last))
}

/// How many lines stand on both sides, where both sides are running text.
fn prose_on_both_sides(run: &[Line], x: f32) -> Option<usize> {
    const LEAST_LINES: usize = 4;
    const WORDS_PER_LINE: f32 = 3.5;
    let side = |left: bool| {
        let (mut lines, mut words, mut letters) = (0usize, 0usize, 0usize);
        for line in run {
            let here = line.iter().filter(|w| (w.bbox.x1 <= x) == left);
            let (mut n, mut a) = (0, 0);
            for word in here {
                n += 1;
                a += usize::from(
                    word.text.chars().filter(|c| c.is_alphabetic()).count() * 2
                        > word.text.chars().count(),
                );
            }
            lines += usize::from(n > 0);
            words += n;
            letters += a;
        }
        let prose = lines >= LEAST_LINES
            && words as f32 >= WORDS_PER_LINE * lines as f32
            && letters * 10 >= words * 7;
        prose.then_some(lines)
    };
    Some(side(true)? + side(false)?)
}

/// The usual distance between lines of a group.
fn usual_pitch(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some(bounds(b).y0 - bounds(a).y0),
            _ => None,
        })
        .filter(|s| *s > 1.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    // The lower quarter: most steps of a letter of short paragraphs are gaps between them.
    steps.get(steps.len() / 4).copied().unwrap_or(14.0)
}
