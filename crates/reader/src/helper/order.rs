//! Words in the order a person reads: lines, blocks, columns.
//!
//! A page of columns is read column by column, but only where both sides are running text: a table, or labels
//! with their values, must keep its rows.

use super::layout::HIDDEN_CONFIDENCE;
use holdfast_case::pages::{BBox, Word};

/// Puts words in reading order and gives them line and block numbers.
pub(crate) fn arrange(words: &mut Vec<Word>) {
    words.retain(|w| {
        [w.bbox.x0, w.bbox.y0, w.bbox.x1, w.bbox.y1]
            .iter()
            .all(|v| v.is_finite())
    });
    *words = numbered(lines_of(std::mem::take(words)));
}

/// Puts the pieces of lines that a recognizer found in reading order; what it saw as one line stays one, however
/// uneven the boxes of its words are.
pub(crate) fn arrange_pieces(pieces: Vec<Line>) -> Vec<Word> {
    numbered(rows_of(pieces))
}

/// Words of lines from top to bottom, with line and block numbers, columns one after the other.
fn numbered(mut lines: Vec<Line>) -> Vec<Word> {
    let mut words = Vec::new();
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
    words
}

/// Words beside each other.
pub(crate) type Line = Vec<Word>;

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

/// Pieces that stand beside each other make a row, left to right; rows go from top to bottom.
fn rows_of(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.retain(|p| !p.is_empty());
    for piece in &mut pieces {
        piece.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    }
    pieces.sort_by(|a, b| level(a).total_cmp(&level(b)));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for piece in pieces {
        let fit = rows
            .iter_mut()
            .rev()
            .take(12)
            .filter_map(|row| beside(row, &piece).map(|overlap| (overlap, row)))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match fit {
            Some((_, row)) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    let mut rows: Vec<Line> = rows.into_iter().map(|r| r.concat()).collect();
    for row in &mut rows {
        row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    }
    rows.sort_by(|a, b| level(a).total_cmp(&level(b)));
    rows
}

/// How much of its height a piece shares with what stands next to it in a row; `None` where it stands over or under
/// a word of it, or where its signs are of another size.
fn beside(row: &[Line], piece: &Line) -> Option<f32> {
    let own = bounds(piece);
    // The row's words left and right of the piece. A row of dots stands between two words of one line.
    let (mut before, mut behind): (Vec<&Word>, Vec<&Word>) = (vec![], vec![]);
    for word in row.iter().flatten() {
        let least = own.height().min(word.bbox.height()).max(0.1);
        if word.bbox.x1 <= own.x0 + 0.4 * least {
            before.push(word);
        } else if word.bbox.x0 >= own.x1 - 0.4 * least {
            behind.push(word);
        } else {
            return None;
        }
    }
    before.sort_by(|a, b| b.bbox.x1.total_cmp(&a.bbox.x1));
    behind.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let gap = |word: Option<&&Word>, b: bool| {
        word.map_or(f32::MAX, |w| {
            if b {
                own.x0 - w.bbox.x1
            } else {
                w.bbox.x0 - own.x1
            }
        })
    };
    let left = gap(before.first(), true) <= gap(behind.first(), false);
    let near = if left { before } else { behind };
    let a = height_of(near.into_iter().take(ENDS));
    let b = if left {
        height_of(piece.iter().take(ENDS))
    } else {
        height_of(piece.iter().rev().take(ENDS))
    };
    let (least, most) = (
        (a.1 - a.0).min(b.1 - b.0).max(0.1),
        (a.1 - a.0).max(b.1 - b.0),
    );
    let overlap = (a.1.min(b.1) - a.0.max(b.0)) / least;
    (overlap > 0.5 && most < 3.0 * least).then_some(overlap)
}

/// Words looked at for the height of one end of a line.
const ENDS: usize = 3;

/// Top and bottom of words: the middle one of each, so that neither a speck nor a word grown together with a rule
/// counts.
fn height_of<'w>(words: impl Iterator<Item = &'w Word>) -> (f32, f32) {
    let (mut tops, mut bottoms): (Vec<f32>, Vec<f32>) =
        words.map(|w| (w.bbox.y0, w.bbox.y1)).unzip();
    let middle_one = |values: &mut Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    (middle_one(&mut tops), middle_one(&mut bottoms))
}

/// How far down words stand.
fn level(words: &[Word]) -> f32 {
    let (top, bottom) = height_of(words.iter());
    (top + bottom) / 2.0
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
        let (mut lines, mut words, mut letters, mut labels) = (0usize, 0usize, 0usize, 0usize);
        for line in run {
            let here = line.iter().filter(|w| (w.bbox.x1 <= x) == left);
            let (mut n, mut a, mut label) = (0, 0, false);
            for word in here {
                n += 1;
                label |= word.text.ends_with(':');
                a += usize::from(
                    word.text.chars().filter(|c| c.is_alphabetic()).count() * 2
                        > word.text.chars().count(),
                );
            }
            lines += usize::from(n > 0);
            labels += usize::from(label);
            words += n;
            letters += a;
        }
        let prose = lines >= LEAST_LINES
            && words as f32 >= WORDS_PER_LINE * lines as f32
            && letters * 10 >= words * 7;
        prose.then_some((lines, labels))
    };
    let (left, right) = (side(true)?, side(false)?);
    // Labels with their values on both sides belong to the rows they stand in.
    let labels = left.1 * 2 >= left.0 && right.1 * 2 >= right.0;
    (!labels).then_some(left.0 + right.0)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A word as wide as its letters, `high` points high.
    fn word(text: &str, x: f32, y: f32, high: f32) -> Word {
        Word {
            text: text.to_owned(),
            bbox: BBox {
                x0: x,
                y0: y,
                x1: x + 6.0 * text.len() as f32,
                y1: y + high,
            },
            confidence: 0.9,
            line: 0,
            block: 0,
        }
    }

    fn lines(words: &[Word]) -> Vec<String> {
        let mut lines: Vec<(u32, String)> = vec![];
        for w in words {
            match lines.last_mut() {
                Some((line, text)) if *line == w.line => {
                    text.push(' ');
                    text.push_str(&w.text);
                }
                _ => lines.push((w.line, w.text.clone())),
            }
        }
        lines.into_iter().map(|l| l.1).collect()
    }

    #[test]
    fn a_line_of_the_recognizer_stays_one_however_uneven_its_boxes() {
        // A word grown together with a rule above it, a low dash, a word of small letters.
        let line = vec![
            word("Insurance", 50.0, 93.0, 17.0),
            word("-", 110.0, 105.0, 1.0),
            word("can", 120.0, 104.0, 5.0),
            word("arrange", 144.0, 101.0, 8.0),
        ];
        let next = vec![word("cost", 50.0, 114.0, 8.0)];
        let words = arrange_pieces(vec![next, line]);
        assert_eq!(lines(&words), ["Insurance - can arrange", "cost"]);
    }

    #[test]
    fn a_row_of_dots_takes_its_place_between_label_and_value() {
        let line = vec![
            word("Member", 50.0, 100.0, 8.0),
            word("ID", 92.0, 100.0, 8.0),
            word("7740-31", 300.0, 101.0, 8.0),
        ];
        let dots = vec![word(".....................", 120.0, 102.0, 6.0)];
        let words = arrange_pieces(vec![line, dots]);
        assert_eq!(lines(&words), ["Member ID ..................... 7740-31"]);
    }

    #[test]
    fn pieces_of_one_row_that_runs_downhill_are_joined_at_their_ends() {
        let left = (0..8)
            .map(|n| word("label", 40.0 + 34.0 * n as f32, 100.0 + n as f32, 8.0))
            .collect();
        let right = vec![word("value", 330.0, 109.0, 8.0)];
        let under = vec![word("below", 40.0, 114.0, 8.0)];
        let words = arrange_pieces(vec![right, under, left]);
        assert_eq!(lines(&words).len(), 2);
        assert!(lines(&words)[0].ends_with("label value"));
    }

    #[test]
    fn what_stands_over_each_other_makes_two_rows() {
        let words = arrange_pieces(vec![
            vec![word("upper", 50.0, 100.0, 8.0)],
            vec![word("lower", 50.0, 106.0, 8.0)],
        ]);
        assert_eq!(lines(&words), ["upper", "lower"]);
    }
}
