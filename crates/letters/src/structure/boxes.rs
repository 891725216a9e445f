//! Boxes to tick. What stands at an open one is said of other letters, where the same question has a ticked one.

use super::{Sentence, Sheet, Tok};
use regex::Regex;
use std::sync::LazyLock;

/// A box in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Said of this letter.
    Ticked,
    /// Left open.
    Open,
}

/// Where a box stands to the words that it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// Rows from one box of a question to the next at most: an option may go on for some.
const ROWS: usize = 7;

/// The box that begins at this word, with how many words it takes: "[X]", "[", "]".
fn mark(words: &[&str]) -> Option<(Mark, usize)> {
    match words {
        [
            "[x]" | "[*]" | "(x)" | "\u{2611}" | "\u{2612}" | "\u{2714}" | "\u{2713}",
            ..,
        ] => Some((Mark::Ticked, 1)),
        ["[", "x]" | "\u{2713}]", ..] | ["(", "x)", ..] => Some((Mark::Ticked, 2)),
        ["[]" | "()" | "\u{2610}" | "\u{25a1}", ..] => Some((Mark::Open, 1)),
        ["[", "]", ..] | ["(", ")", ..] => Some((Mark::Open, 2)),
        _ => None,
    }
}

/// The box that begins at `ids[at]`, and how many words it takes.
fn at(toks: &[Tok], ids: &[usize], at: usize) -> Option<(Mark, usize)> {
    let words: Vec<&str> = ids
        .iter()
        .skip(at)
        .take(2)
        .filter_map(|&i| toks.get(i))
        .map(|t| t.low.as_str())
        .collect();
    mark(&words)
}

/// On which side of their words the boxes of a line stand: behind them where the line begins with a word and ends
/// with a box.
fn side(sheet: &Sheet, cell: usize) -> Side {
    let Some(line) = sheet.cells.get(cell) else {
        return Side::Before;
    };
    let ends = |n: usize| {
        let from = line.ids.len().checked_sub(n);
        from.is_some_and(|from| at(&sheet.toks, &line.ids, from).is_some_and(|b| b.1 == n))
    };
    let begins = at(&sheet.toks, &line.ids, 0).is_some();
    match !begins && (ends(1) || ends(2)) {
        true => Side::Behind,
        false => Side::Before,
    }
}

/// True where a sentence ends behind `ids[n]`: before a box that is for the words behind it, or behind one that is for
/// those before it.
pub fn part(sheet: &Sheet, ids: &[usize], n: usize) -> bool {
    let side_of = |n: usize| {
        let cell = ids.get(n).and_then(|&i| sheet.toks.get(i)).map(|t| t.cell);
        cell.map(|cell| side(sheet, cell))
    };
    if at(&sheet.toks, ids, n + 1).is_some() && side_of(n + 1) == Some(Side::Before) {
        return true;
    }
    let closes = |words: usize| {
        (n + 1)
            .checked_sub(words)
            .is_some_and(|from| at(&sheet.toks, ids, from).is_some_and(|b| b.1 == words))
    };
    (closes(1) || closes(2)) && side_of(n) == Some(Side::Behind)
}

/// The box of a sentence, where it has one.
pub fn of(sheet: &Sheet, ids: &[usize]) -> Option<Mark> {
    let behind = [1, 2].into_iter().find_map(|n| {
        let from = ids.len().checked_sub(n)?;
        at(&sheet.toks, ids, from).filter(|b| b.1 == n)
    });
    at(&sheet.toks, ids, 0)
        .or(behind)
        .map(|b| b.0)
        .or_else(|| left_of(sheet, ids))
}

/// The box that stands alone left of a sentence, where a wide gap made it a cell of its own.
fn left_of(sheet: &Sheet, ids: &[usize]) -> Option<Mark> {
    let first = sheet.toks.get(*ids.first()?)?;
    let own = sheet.cells.get(first.cell)?;
    if own.ids.first() != ids.first() {
        return None;
    }
    let sign = sheet.measure(first.page).sign;
    let cells = sheet.rows.get(first.row)?.cells.iter();
    let left = cells
        .filter_map(|&c| sheet.cells.get(c))
        .filter(|c| c.bbox.x1 <= first.bbox.x0)
        .max_by(|a, b| a.bbox.x1.total_cmp(&b.bbox.x1))?;
    let (mark, words) = at(&sheet.toks, &left.ids, 0)?;
    (words == left.ids.len() && first.bbox.x0 - left.bbox.x1 < 6.0 * sign).then_some(mark)
}

/// True where one of these words is a box.
pub fn any(sheet: &Sheet, ids: &[usize]) -> bool {
    (0..ids.len()).any(|n| at(&sheet.toks, ids, n).is_some())
}

/// Where a box stands.
struct Place {
    sentence: usize,
    mark: Mark,
    page: usize,
    row: usize,
    x: f32,
}

/// Sets aside what stands at open boxes of a question that has a ticked one. What tells a time is never set aside.
pub fn leave_open(sheet: &mut Sheet) {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:days?|weeks?|months?|years?|hours?)\b|\d[-/.]\d")
            .expect("a fixed pattern")
    });
    let mut questions: Vec<Vec<Place>> = Vec::new();
    for place in places(sheet) {
        let own = questions
            .iter_mut()
            .rev()
            .find(|q| q.iter().any(|other| same_question(sheet, other, &place)));
        match own {
            Some(question) => question.push(place),
            None => questions.push(vec![place]),
        }
    }
    let answered = |q: &&Vec<Place>| q.iter().any(|p| p.mark == Mark::Ticked);
    let open: Vec<usize> = questions
        .iter()
        .filter(answered)
        .flatten()
        .filter(|p| p.mark == Mark::Open)
        .map(|p| p.sentence)
        .collect();
    for n in open {
        if let Some(s) = sheet.sentences.get_mut(n) {
            s.aside |= !TIME.is_match(&s.text.low);
        }
    }
}

/// All boxes from top to bottom.
fn places(sheet: &Sheet) -> Vec<Place> {
    let place = |(sentence, s): (usize, &Sentence)| {
        let mark = s.mark?;
        let ids = s.text.toks(0..s.text.parts.len());
        let tok = (0..ids.len())
            .find(|&n| at(&sheet.toks, &ids, n).is_some())
            .and_then(|n| sheet.toks.get(*ids.get(n)?))?;
        Some(Place {
            sentence,
            mark,
            page: tok.page,
            row: tok.row,
            x: tok.bbox.x0,
        })
    };
    let mut places: Vec<Place> = sheet
        .sentences
        .iter()
        .enumerate()
        .filter_map(place)
        .collect();
    places.sort_by_key(|p| (p.page, p.row));
    places
}

/// True for boxes of one line, and for those under one another with no line between that begins another question:
/// "Check what you want:".
fn same_question(sheet: &Sheet, upper: &Place, lower: &Place) -> bool {
    if upper.page != lower.page || lower.row - upper.row > ROWS {
        return false;
    }
    let sign = sheet.measure(upper.page).sign;
    let asks = |row: usize| {
        sheet.rows.get(row).is_some_and(|r| {
            let cells = r.cells.iter().filter_map(|&c| sheet.cells.get(c));
            cells
                .filter(|c| c.bbox.x0 < lower.x + 30.0 * sign && c.bbox.x1 > lower.x)
                .any(|c| c.text.raw.ends_with(':'))
        })
    };
    upper.row == lower.row
        || ((upper.x - lower.x).abs() < 4.0 * sign && !(upper.row + 1..lower.row).any(asks))
}
