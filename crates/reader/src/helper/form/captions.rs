//! The printed words that belong to a box: beside it, above it, or under it, as people read a form.

use holdfast_case::form::{BoxKind, FormBox, FormLine};
use holdfast_case::pages::{BBox, Word};

/// Blanks between words of one caption, in heights of the words.
const GAP: f32 = 1.6;
/// How far words may stand from their box, in points.
const FAR: f32 = 260.0;
/// How far above or below its box a caption may stand.
const NEAR: f32 = 15.0;
/// Words of a caption at most.
const MOST_WORDS: usize = 24;

/// A page with its printed words and all its boxes.
pub(super) struct Printed<'p> {
    words: Vec<&'p Word>,
    boxes: Vec<BBox>,
}

/// Words near a box, and how near.
struct Candidate {
    text: String,
    distance: f32,
}

impl<'p> Printed<'p> {
    /// What stands within a box is what was filled in, and no caption.
    pub(super) fn new(words: &'p [Word], boxes: Vec<BBox>) -> Self {
        let within = |word: &Word| {
            let (x, y) = middle(word.bbox);
            boxes
                .iter()
                .any(|b| x > b.x0 && x < b.x1 && y > b.y0 && y < b.y1)
        };
        let words = words.iter().filter(|word| !within(word)).collect();
        Self { words, boxes }
    }

    /// The printed lines, from top to foot. Words far apart on one height are lines of their own.
    pub(super) fn lines(&self) -> Vec<FormLine> {
        let mut lines: Vec<(Vec<&Word>, BBox)> = Vec::new();
        for word in &self.words {
            let fits = |(_, area): &&mut (Vec<&Word>, BBox)| {
                on_line(word.bbox, *area)
                    && word.bbox.x0 - area.x1 < GAP * height(word.bbox)
                    && word.bbox.x0 > area.x0
                    && !self.between(area.x1, word.bbox.x0, word.bbox)
            };
            match lines.iter_mut().rev().take(40).find(fits) {
                Some((words, area)) => {
                    *area = area.union(word.bbox);
                    words.push(word);
                }
                None => lines.push((vec![word], word.bbox)),
            }
        }
        lines.sort_by(|a, b| {
            (a.1.y0, a.1.x0)
                .partial_cmp(&(b.1.y0, b.1.x0))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        let line = |(words, area): (Vec<&Word>, BBox)| FormLine {
            text: joined(&words),
            area,
        };
        lines.into_iter().map(line).collect()
    }

    /// Says of a box which words belong to it.
    pub(super) fn caption(&self, one: &mut FormBox, page: u32) {
        match one.kind {
            BoxKind::Check | BoxKind::OneOf => self.of_ticked(one, page),
            _ => {
                let Some(place) = one.places.first().filter(|place| place.page == page) else {
                    return;
                };
                let mut near = self.around(place.area);
                near.sort_by(|a, b| a.distance.total_cmp(&b.distance));
                let mut near = near.into_iter();
                let Some(best) = near.next() else {
                    return;
                };
                let rival = near
                    .find(|other| other.text != best.text && other.distance <= best.distance + 3.0);
                one.caption = best.text;
                one.rival = rival.map(|rival| rival.text).unwrap_or_default();
            }
        }
    }

    /// Boxes to tick: the words to the right of each, and the question before the first.
    fn of_ticked(&self, one: &mut FormBox, page: u32) {
        for place in one.places.iter_mut().filter(|place| place.page == page) {
            let right = self.right(place.area);
            let label = right.or_else(|| self.left(place.area));
            if place.label.is_empty() {
                place.label = label.map(|found| found.text).unwrap_or_default();
            }
        }
        let first = one.places.first().filter(|place| place.page == page);
        if let (Some(first), true) = (first, one.caption.is_empty()) {
            let before = self
                .left(first.area)
                .filter(|found| found.text != first.label);
            let before = before.or_else(|| self.line_above(first.area));
            one.caption = before.map(|found| found.text).unwrap_or_default();
        }
    }

    /// Words before it, above it and under it.
    fn around(&self, area: BBox) -> Vec<Candidate> {
        let mut found = Vec::new();
        if let Some(mut left) = self.left(area) {
            // most forms set words before their boxes, some way off
            left.distance *= 0.4;
            found.push(left);
        }
        for (above, more) in [(true, 1.0), (false, 5.0)] {
            if let Some(mut one) = self.over_or_under(area, above) {
                one.distance += more;
                found.push(one);
            }
        }
        found
    }

    /// Words that end before the box on its height, up to the next box or a wide blank.
    fn left(&self, area: BBox) -> Option<Candidate> {
        let mut line: Vec<&Word> = (self.words.iter().copied())
            .filter(|word| beside(word.bbox, area) && word.bbox.x1 <= area.x0 + 4.0)
            .collect();
        line.sort_by(|a, b| b.bbox.x1.total_cmp(&a.bbox.x1));
        let nearest = line.first()?.bbox;
        let distance = (area.x0 - nearest.x1).max(0.0);
        if distance > FAR || self.between(nearest.x1, area.x0, area) {
            return None;
        }
        let mut words: Vec<&Word> = Vec::new();
        let mut edge = nearest.x1;
        for word in line.into_iter().take(MOST_WORDS) {
            let blank = edge - word.bbox.x1;
            if blank > GAP * height(word.bbox) || self.between(word.bbox.x1, edge, word.bbox) {
                break;
            }
            edge = word.bbox.x0;
            words.push(word);
        }
        words.reverse();
        candidate(&words, distance)
    }

    /// Words that begin behind the box on its height.
    fn right(&self, area: BBox) -> Option<Candidate> {
        let mut line: Vec<&Word> = (self.words.iter().copied())
            .filter(|word| beside(word.bbox, area) && word.bbox.x0 >= area.x1 - 4.0)
            .collect();
        line.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        let nearest = line.first()?.bbox;
        let distance = (nearest.x0 - area.x1).max(0.0);
        if distance > 24.0 || self.between(area.x1, nearest.x0, area) {
            return None;
        }
        let mut words: Vec<&Word> = Vec::new();
        let mut edge = nearest.x0;
        for word in line.into_iter().take(MOST_WORDS) {
            let blank = word.bbox.x0 - edge;
            if blank > GAP * height(word.bbox) || self.between(edge, word.bbox.x0, word.bbox) {
                break;
            }
            edge = word.bbox.x1;
            words.push(word);
        }
        candidate(&words, distance)
    }

    /// The line right above the box, or right under it, as far as it stands over the box.
    fn over_or_under(&self, area: BBox, above: bool) -> Option<Candidate> {
        let off = |word: &Word| match above {
            true => area.y0 - word.bbox.y1,
            false => word.bbox.y0 - area.y1,
        };
        let over = |word: &&&Word| {
            let (x, _) = middle(word.bbox);
            let starts = word.bbox.x0 >= area.x0 - 8.0 && x <= area.x1 + 2.0;
            starts && (-4.0..NEAR).contains(&off(word))
        };
        let near: Vec<&Word> = self.words.iter().filter(over).copied().collect();
        let nearest = near.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
        let (line, distance) = (nearest.bbox, off(nearest).max(0.0));
        // another box lies between: the words are that one's
        let blocked = self.boxes.iter().any(|b| {
            let apart = match above {
                true => b.y0 >= line.y1 - 2.0 && b.y1 <= area.y0 + 2.0,
                false => b.y1 <= line.y0 + 2.0 && b.y0 >= area.y1 - 2.0,
            };
            apart && b.x0 < area.x1 && b.x1 > area.x0
        });
        if blocked {
            return None;
        }
        let mut words: Vec<&Word> = near
            .into_iter()
            .filter(|word| on_line(word.bbox, line))
            .collect();
        words.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        // the tail of a longer line, such as a heading, is no caption of this box
        let first = words.first()?.bbox;
        let goes_on = self.words.iter().any(|word| {
            let blank = first.x0 - word.bbox.x1;
            on_line(word.bbox, line) && (-1.0..GAP * height(line)).contains(&blank)
        });
        if goes_on {
            return None;
        }
        words.truncate(MOST_WORDS);
        candidate(&words, distance)
    }

    /// The whole line above a row of boxes to tick.
    fn line_above(&self, area: BBox) -> Option<Candidate> {
        let above = |word: &&&Word| {
            let off = area.y0 - word.bbox.y1;
            (-2.0..NEAR).contains(&off) && word.bbox.x0 >= area.x0 - 60.0
        };
        let near: Vec<&Word> = self.words.iter().filter(above).copied().collect();
        let nearest = near.iter().max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1))?;
        let line = nearest.bbox;
        // the words beside another box to tick are that one's
        let is_label = self
            .boxes
            .iter()
            .any(|b| beside(line, *b) && b.width() < 30.0);
        if is_label {
            return None;
        }
        let mut words: Vec<&Word> = near
            .into_iter()
            .filter(|word| on_line(word.bbox, line))
            .collect();
        words.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        words.truncate(MOST_WORDS);
        candidate(&words, area.y0 - line.y1)
    }

    /// True where a box lies between two points of a line.
    fn between(&self, from: f32, to: f32, line: BBox) -> bool {
        let (_, y) = middle(line);
        self.boxes
            .iter()
            .any(|b| b.y0 < y && b.y1 > y && b.x0 >= from - 3.0 && b.x1 <= to + 3.0)
    }
}

fn candidate(words: &[&Word], distance: f32) -> Option<Candidate> {
    let text = joined(words);
    let has_letters = text.chars().any(char::is_alphanumeric);
    has_letters.then_some(Candidate { text, distance })
}

/// The words in a row, without the dots and rules that lead to a box.
fn joined(words: &[&Word]) -> String {
    let mut text = String::new();
    for word in words {
        let word = word
            .text
            .trim_matches(|c: char| c == '_' || c == '.' && word.text.len() > 3);
        if word.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

fn middle(area: BBox) -> (f32, f32) {
    ((area.x0 + area.x1) / 2.0, (area.y0 + area.y1) / 2.0)
}

fn height(area: BBox) -> f32 {
    area.height().clamp(6.0, 20.0)
}

/// True where words stand on the height of a box: their middle, or its middle for one lower than they are.
fn beside(word: BBox, area: BBox) -> bool {
    let (word_y, area_y) = (middle(word).1, middle(area).1);
    // of a tall box the first line counts
    let low = if area.height() > 30.0 {
        area.y0 + 24.0
    } else {
        area.y1 + 2.0
    };
    (word_y > area.y0 - 2.0 && word_y < low) || (area_y > word.y0 && area_y < word.y1)
}

fn on_line(a: BBox, b: BBox) -> bool {
    let off = (middle(a).1 - middle(b).1).abs();
    off < a.height().min(b.height()).max(4.0) * 0.6
}
