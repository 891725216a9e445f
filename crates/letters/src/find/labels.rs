//! Labels and what stands beside or below them.

use crate::phrases;
use crate::structure::Sheet;
use holdfast_library::Library;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A label with its value.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Fields of the phrase bank that have this label.
    pub fields: Vec<String>,
    /// The label in lower case.
    pub label: String,
    /// True where a colon, a leader or a column makes it a label beyond doubt.
    pub strong: bool,
    /// The cell of the label.
    pub cell: usize,
    /// Where the value begins: its cell and the first part in it.
    pub value_cell: usize,
    /// First part of the value in `value_cell`.
    pub from: usize,
    /// End of the value in `value_cell`.
    pub to: usize,
}

impl Pair {
    /// True where the label is one of this field.
    pub fn is(&self, field: &str) -> bool {
        self.fields.iter().any(|f| f == field)
    }
    /// The words of the value on its first line.
    pub fn value<'s>(&self, sheet: &'s Sheet) -> &'s str {
        sheet
            .cells
            .get(self.value_cell)
            .map_or("", |c| c.text.raw_of(self.from..self.to))
    }
    /// The tokens of the value on its first line.
    pub fn toks(&self, sheet: &Sheet) -> Vec<usize> {
        sheet
            .cells
            .get(self.value_cell)
            .map(|c| c.text.toks(self.from..self.to))
            .unwrap_or_default()
    }
}

/// The number of a box of a form before its label.
static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\W*\d{1,2}[a-z]?[.):]? $").expect("a fixed pattern"));

/// Longest value of a label in words.
const LONGEST: usize = 40;

/// The labels of a library, ready to match.
struct Bank {
    fields: HashMap<String, Vec<String>>,
    regex: Regex,
}

impl Bank {
    /// None where the labels make no pattern: the phrase bank may be a newer one from outside.
    fn new(lib: &Library) -> Option<Self> {
        let mut fields: HashMap<String, Vec<String>> = HashMap::new();
        let p = &lib.patterns;
        let bank = p
            .labels
            .iter()
            .flat_map(|l| l.labels.iter().map(move |w| (w.as_str(), l.field.as_str())));
        let money = p
            .amount_labels
            .iter()
            .flat_map(|l| l.labels.iter().map(move |w| (w.as_str(), l.field.as_str())));
        let more = phrases::lists_of("labels")
            .flat_map(|(field, words)| words.iter().map(move |w| (*w, field)));
        for (word, field) in bank.chain(money).chain(more) {
            let list = fields.entry(word.to_owned()).or_default();
            if !list.iter().any(|f| f == field) {
                list.push(field.to_owned());
            }
        }
        let mut words: Vec<&str> = fields.keys().map(String::as_str).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let alternatives: Vec<String> = words.iter().map(|w| regex::escape(w)).collect();
        let pattern = format!(
            r"(?:^|[\s(\[/;,.-])(?P<label>{})\.?(?P<more>(?:\(s\))? ?(?:numbers?|nos?\b\.?|#|id\b)?)(?P<mark> ?[:#]| ?\.\.+|,?$|,?\s)",
            alternatives.join("|")
        );
        let regex = regex::RegexBuilder::new(&pattern)
            .size_limit(1 << 25)
            .build()
            .ok()?;
        Some(Self { fields, regex })
    }
}

/// The bank of the compiled-in library, made once: making it costs more than reading a letter.
static BUILTIN: LazyLock<Option<Bank>> = LazyLock::new(|| Bank::new(Library::builtin()));

/// Finds all labels.
pub fn pairs(lib: &Library, sheet: &Sheet) -> Vec<Pair> {
    let own;
    let bank = if std::ptr::eq(lib, Library::builtin()) {
        &*BUILTIN
    } else {
        own = Bank::new(lib);
        &own
    };
    let mut out = Vec::new();
    if let Some(bank) = bank {
        for cell in 0..sheet.cells.len() {
            of_cell(sheet, cell, &bank.regex, &bank.fields, &mut out);
        }
    }
    out
}

fn of_cell(
    sheet: &Sheet,
    cell: usize,
    regex: &Regex,
    fields: &HashMap<String, Vec<String>>,
    out: &mut Vec<Pair>,
) {
    let Some(this) = sheet.cells.get(cell) else {
        return;
    };
    let text = &this.text;
    let (wrapped, low) = wrapped_label(sheet, cell);
    let low = if wrapped {
        low.as_str()
    } else {
        text.low.as_str()
    };
    let first_new = out.len();
    let mut at = 0;
    while let Some(c) = low.get(at..).and_then(|rest| regex.captures(rest)) {
        let (Some(label), Some(mark), Some(whole)) = (c.name("label"), c.name("mark"), c.get(0))
        else {
            break;
        };
        let start = at + label.start();
        let end = at + whole.end();
        let word = label.as_str();
        let colon = mark.as_str().contains([':', '#', '.'])
            || c.name("more")
                .is_some_and(|m| !m.as_str().trim().is_empty() && !mark.as_str().trim().is_empty());
        // "Appeal number (ICN)": what is in brackets behind the label belongs to it.
        let ends = low.get(end..).is_none_or(|r| {
            let rest = r.trim().trim_end_matches(':');
            rest.is_empty()
                || (rest.starts_with('(')
                    && rest.find(')') == Some(rest.len() - 1)
                    && !rest.bytes().any(|b| b.is_ascii_digit()))
                // "Group / policyholder": two labels for one cell.
                || (rest.starts_with('/')
                    && rest.split_whitespace().count() <= 3
                    && !rest.bytes().any(|b| b.is_ascii_digit()))
                // "Member ref. UMI": what leads up to a number ends its label.
                || rest
                    .split_whitespace()
                    .all(|w| phrases::List("numbers.leads-up").contains(&w.trim_end_matches('.')))
        });
        // "Participant/patient": both words are the label.
        // "6 Decision number": the boxes of a form are counted.
        let begins = low.get(..start).is_none_or(|b| {
            !b.chars().any(char::is_alphanumeric)
                || COUNTED.is_match(b)
                || b.strip_suffix('/')
                    .is_some_and(|first| fields.contains_key(first.trim()))
        });
        at = (at + label.end()).max(at + 1);
        while !low.is_char_boundary(at) && at < low.len() {
            at += 1;
        }
        let Some(mine) = fields.get(word) else {
            continue;
        };
        // "Reno, NV": no "re no."
        let glued = c
            .name("more")
            .is_some_and(|m| m.as_str().starts_with(char::is_alphabetic));
        if word.len() <= 3 && (glued || mark.as_str().starts_with(',')) {
            continue;
        }
        let pair = |value_cell: usize, from: usize, to: usize, strong: bool| Pair {
            fields: mine.clone(),
            label: word.to_owned(),
            strong,
            cell,
            value_cell,
            from,
            to,
        };
        if ends || wrapped {
            // The value stands right of the label, or below it.
            let Some(right) = sheet.right_of(cell) else {
                if !colon && !begins {
                    // A line that ends with the label: the value begins the next one.
                    if let Some(next) = below(sheet, cell)
                        && sheet.cells.get(next).is_some_and(|c| c.para == this.para)
                    {
                        let n = sheet.cells.get(next).map_or(0, |c| c.text.parts.len());
                        out.push(pair(next, 0, n, false));
                    }
                    continue;
                }
                if colon || (begins && this.ids.len() <= 4) {
                    let left = sheet
                        .rows
                        .get(this.row)
                        .and_then(|r| r.cells.first())
                        .filter(|&&c| c != cell);
                    let in_row = left.and_then(|&c| sheet.cells.get(c)).is_some_and(|c| {
                        fields.contains_key(c.text.low.trim_end_matches([':', '.', ' ']))
                    });
                    let colon = colon || in_row;
                    if let Some(below) = below(sheet, cell) {
                        // "MEMBER" over its value, which is set in.
                        let sign = sheet.measure(this.page).sign;
                        let set_in = begins
                            && sheet
                                .cells
                                .get(below)
                                .is_some_and(|b| b.bbox.x0 > this.bbox.x0 + 0.9 * sign);
                        let colon = colon || set_in;
                        let n = sheet.cells.get(below).map_or(0, |c| c.text.parts.len());
                        out.push(pair(below, 0, n, colon));
                    }
                }
                continue;
            };
            let n = sheet.cells.get(right).map_or(0, |c| c.text.parts.len());
            // A row of labels: the values stand below.
            let label_row = sheet.cells.get(right).is_some_and(|c| {
                c.text.low.ends_with(':')
                    || fields.contains_key(c.text.low.trim_end_matches([':', '.', ' ']))
            });
            if let Some(below) = over_value(sheet, cell, fields) {
                let n = sheet.cells.get(below).map_or(0, |c| c.text.parts.len());
                out.push(pair(below, 0, n, true));
            } else if label_row && let Some(below) = below(sheet, cell) {
                let n = sheet.cells.get(below).map_or(0, |c| c.text.parts.len());
                out.push(pair(below, 0, n, true));
            } else if begins || colon || this.ids.len() <= 4 {
                out.push(pair(right, 0, n, true));
                if !colon && let Some(below) = below(sheet, cell) {
                    let n = sheet.cells.get(below).map_or(0, |c| c.text.parts.len());
                    out.push(pair(below, 0, n, false));
                }
            }
        } else {
            let parts = text.parts_in(end..low.len());
            let to = parts.end.min(parts.start + LONGEST);
            out.push(pair(cell, parts.start, to, colon));
            if begins
                && !colon
                && this.ids.len() <= 4
                && let Some(below) = below(sheet, cell)
            {
                let n = sheet.cells.get(below).map_or(0, |c| c.text.parts.len());
                out.push(pair(below, 0, n, false));
            }
        }
    }
    // A value ends where the next label of the cell begins.
    for i in first_new..out.len() {
        let next = out
            .get(first_new..)
            .unwrap_or_default()
            .iter()
            .filter(|p| p.strong && p.value_cell == cell)
            .map(|p| p.from)
            .filter(|&f| f > out[i].from)
            .min();
        if let (Some(next), true) = (next, out[i].value_cell == cell) {
            // Leave out the words of the next label.
            let label_words = out
                .iter()
                .skip(first_new)
                .filter(|p| p.strong && p.value_cell == cell && p.from == next)
                .map(|p| p.label.split(' ').count())
                .max()
                .unwrap_or(1);
            out[i].to = out[i]
                .to
                .min(next.saturating_sub(label_words))
                .max(out[i].from);
        }
    }
}

/// The value under a label in a row of at least three labels without figures over a row of as many values, box by box.
fn over_value(sheet: &Sheet, label: usize, fields: &HashMap<String, Vec<String>>) -> Option<usize> {
    static BOX: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\d{1,2}[a-z]?[.):]? ").expect("a fixed pattern"));
    let row = sheet.cells.get(label)?.row;
    let r = sheet.rows.get(row)?;
    let below = sheet.rows.get(sheet.rows_below(row).next()?)?;
    let m = sheet.measure(r.page);
    if r.cells.len() < 3
        || r.cells.len() != below.cells.len()
        || below.bbox.y0 - r.bbox.y1 > m.pitch * 1.2
    {
        return None;
    }
    let cells = |r: &crate::structure::Row| -> Option<Vec<&crate::structure::Cell>> {
        r.cells.iter().map(|&c| sheet.cells.get(c)).collect()
    };
    let (labels, values) = (cells(r)?, cells(below)?);
    let figures = |low: &str| low.bytes().any(|b| b.is_ascii_digit());
    let aligned = labels
        .iter()
        .zip(&values)
        .all(|(a, b)| (a.bbox.x0 - b.bbox.x0).abs() < 4.5 * m.sign);
    let plain = labels
        .iter()
        .all(|c| !figures(&BOX.replace(&c.text.low, "")));
    let labelled = values
        .iter()
        .any(|c| fields.contains_key(c.text.low.trim_end_matches([':', '.', ' '])));
    let told = values.iter().any(|c| figures(&c.text.low));
    let at = r.cells.iter().position(|&c| c == label)?;
    (aligned && plain && !labelled && told)
        .then(|| below.cells.get(at).copied())
        .flatten()
}

/// A label that goes on in the next row of its column: "Date of" over "service:".
fn wrapped_label(sheet: &Sheet, cell: usize) -> (bool, String) {
    let no = (false, String::new());
    let Some(c) = sheet.cells.get(cell) else {
        return no;
    };
    if c.ids.len() > 3 || c.text.low.ends_with(':') || sheet.right_of(cell).is_none() {
        return no;
    }
    let sign = sheet.measure(c.page).sign;
    let Some(next) = sheet.rows.get(c.row + 1).filter(|r| r.page == c.page) else {
        return no;
    };
    let below = next.cells.first().and_then(|&b| sheet.cells.get(b));
    match below {
        Some(b)
            if (b.bbox.x0 - c.bbox.x0).abs() < 2.0 * sign
                && b.text.low.ends_with(':')
                && b.ids.len() <= 2
                && next.cells.len() <= 2 =>
        {
            (true, format!("{} {}", c.text.low, b.text.low))
        }
        _ => no,
    }
}

/// The cell right under this one in its column.
pub fn below(sheet: &Sheet, cell: usize) -> Option<usize> {
    let c = sheet.cells.get(cell)?;
    let m = sheet.measure(c.page);
    let row = sheet.rows_below(c.row).next()?;
    let r = sheet.rows.get(row)?;
    if r.bbox.y0 - c.bbox.y1 > m.pitch * 1.2 {
        return None;
    }
    r.cells.iter().copied().find(|&b| {
        sheet
            .cells
            .get(b)
            .is_some_and(|b| (b.bbox.x0 - c.bbox.x0).abs() < 2.5 * m.sign)
    })
}

/// True for a line that holds whole sentences: where every line stands apart it is no part of a value above it.
fn is_paragraph(sheet: &Sheet, cell: usize) -> bool {
    const LONGER_THAN_A_VALUE: usize = 20;
    let Some(cell) = sheet.cells.get(cell) else {
        return false;
    };
    let raw = cell.text.raw.trim_end();
    raw.starts_with("Dear ") || (raw.ends_with('.') && raw.split(' ').count() > LONGER_THAN_A_VALUE)
}

/// The lines of a value that goes on below its first one, as tokens: as long as they stand under it with no label
/// of their own.
pub fn whole_value(sheet: &Sheet, pair: &Pair, pairs: &[Pair]) -> Vec<usize> {
    let mut ids = pair.toks(sheet);
    let Some(first) = sheet.cells.get(pair.value_cell) else {
        return ids;
    };
    let m = sheet.measure(first.page);
    // Only a value that fills its line can go on below.
    if pair.to < first.text.parts.len() {
        return ids;
    }
    let x0 = first.bbox.x0;
    let mut row = first.row;
    for _ in 0..4 {
        let Some(next) = sheet
            .rows_below(row)
            .next()
            .and_then(|r| sheet.rows.get(r).map(|x| (r, x)))
        else {
            break;
        };
        let last_bottom = sheet.rows.get(row).map_or(0.0, |r| r.bbox.y1);
        let Some(&cell) = next.1.cells.iter().find(|&&c| {
            sheet
                .cells
                .get(c)
                .is_some_and(|c| (c.bbox.x0 - x0).abs() < 2.5 * m.sign)
        }) else {
            break;
        };
        let labelled = pairs
            .iter()
            .any(|p| p.cell == cell && p.strong && p.value_cell >= cell)
            || sheet
                .cells
                .get(cell)
                .is_some_and(|c| c.text.raw.split(' ').take(4).any(|w| w.ends_with(':')));
        let left_label = next.1.cells.first() != Some(&cell);
        let apart = next.1.bbox.y1 - last_bottom > m.pitch * 1.5;
        if apart || labelled || left_label || is_paragraph(sheet, cell) {
            break;
        }
        ids.extend(
            sheet
                .cells
                .get(cell)
                .map(|c| c.text.toks(0..c.text.parts.len()))
                .unwrap_or_default(),
        );
        row = next.0;
    }
    ids
}

/// The words left of a part of a cell, or in the cell left of it, or over it: what a value is called.
pub fn name_of(sheet: &Sheet, cell: usize, from: usize) -> String {
    let Some(c) = sheet.cells.get(cell) else {
        return String::new();
    };
    let within = c.text.raw_of(0..from).to_ascii_lowercase();
    if within.chars().any(char::is_alphabetic) {
        return within;
    }
    let Some(row) = sheet.rows.get(c.row) else {
        return String::new();
    };
    let left = row.cells.iter().take_while(|&&x| x != cell).last().copied();
    if let Some(left) = left {
        let (wrapped, text) = wrapped_label(sheet, left);
        let text = if wrapped {
            text
        } else {
            sheet
                .cells
                .get(left)
                .map(|c| c.text.low.clone())
                .unwrap_or_default()
        };
        return text;
    }
    String::new()
}
