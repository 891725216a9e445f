//! Words to rows, rows to cells: what stands side by side, and where a wide gap parts it.

use super::slope::Slope;
use super::{Cell, Row, Text, Tok};
use holdfast_case::{BBox, Page, PageSource};

/// Measures of one page.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Usual width of a sign in points.
    pub sign: f32,
    /// Usual distance from line to line in points.
    pub pitch: f32,
    /// True where words were recognized from a picture.
    pub ocr: bool,
}

/// The middle value, or `or` where there is none.
pub fn median(mut values: Vec<f32>, or: f32) -> f32 {
    values.retain(|v| v.is_finite());
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(or)
}

/// A rule of a box or a leader of dots: drawn, not written.
fn drawn(text: &str) -> bool {
    let drawing = text.chars().all(|c| "|│║+-=_.·•*—–~¦[]<>".contains(c));
    drawing && (text.chars().count() > 2 || text.chars().all(|c| "|│║+¦".contains(c)))
}

/// What a word that is a single sign does between a label and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leader {
    /// Nothing of that kind.
    None,
    /// One of a row of dots with blanks between them.
    Dot,
    /// A colon that stands for itself.
    Colon,
}

/// For each word whether it is drawn to lead the eye: ". . . . :".
fn leaders(words: &[holdfast_case::Word]) -> Vec<Leader> {
    let dot = |n: Option<usize>| n.and_then(|n| words.get(n)).is_some_and(|w| w.text == ".");
    let kind = |(n, word): (usize, &holdfast_case::Word)| match word.text.as_str() {
        ":" => Leader::Colon,
        "." if dot(n.checked_sub(1)) || dot(Some(n + 1)) => Leader::Dot,
        _ => Leader::None,
    };
    words.iter().enumerate().map(kind).collect()
}

/// The signs as they are matched: straight quotes and dashes, no rules of boxes around them.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim_matches(|c| "|│║¦".contains(c)).chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{2032}' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{a0}' | '\u{ad}' | '\u{200b}' => {}
            c => out.push(c),
        }
    }
    out
}

/// A recognized word without specks: stray signs around it, and leaders of dots read as letters.
fn cleared(raw: &str) -> String {
    let bare = raw.trim_matches(|c| "_~\u{b0}\u{ab}\u{bb}'\"\u{2022}".contains(c));
    // "§26140-77-0318": an S before figures, where a section of law has fewer.
    let section = bare
        .strip_prefix('§')
        .filter(|rest| rest.len() > 6 && rest.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(rest) = section {
        return format!("S{rest}");
    }
    let mut distinct: Vec<char> = bare.chars().collect();
    let count = distinct.len();
    let dotlike = distinct.iter().all(|c| "ceosur.,:;_-~".contains(*c));
    distinct.sort_unstable();
    distinct.dedup();
    let speck = count <= 2
        && !bare.chars().any(char::is_alphanumeric)
        && !matches!(bare, "-" | "&" | "$" | "#" | ":" | "--");
    if speck || (count >= 6 && dotlike && distinct.len() <= 4) {
        return String::new();
    }
    bare.to_owned()
}

/// True where two words are the halves of an amount.
fn parted_amount(left: &str, right: &str) -> bool {
    let head = left.trim_start_matches('$');
    let tail = right.trim_end_matches(['.', ',']);
    head.ends_with(',')
        && (2..=4).contains(&head.len())
        && head
            .trim_end_matches(',')
            .chars()
            .all(|c| c.is_ascii_digit())
        && (tail.len() == 6 && tail.as_bytes().get(3) == Some(&b'.'))
        && tail.chars().filter(char::is_ascii_digit).count() == 5
}

/// The box with its smaller numbers first.
fn ordered(b: BBox) -> BBox {
    BBox {
        x0: b.x0.min(b.x1),
        y0: b.y0.min(b.y1),
        x1: b.x1.max(b.x0),
        y1: b.y1.max(b.y0),
    }
}

/// Appends the tokens, rows and cells of `page`.
pub fn read_page(
    index: usize,
    page: &Page,
    toks: &mut Vec<Tok>,
    rows: &mut Vec<Row>,
    cells: &mut Vec<Cell>,
) -> Measure {
    let ocr = matches!(page.source, PageSource::Ocr | PageSource::Mixed);
    let first = toks.len();
    let led = leaders(&page.words);
    let slope = Slope::of(page);
    for (word, led) in page.words.iter().zip(led) {
        let b = slope.map_or(word.bbox, |slope| slope.level(word.bbox));
        let sound = [b.x0, b.y0, b.x1, b.y1].iter().all(|v| v.is_finite());
        if !sound || drawn(&word.text) || led == Leader::Dot {
            continue;
        }
        // "PATIENT . . . : LINNEA", "CLAIM NO : 6": the colon belongs to the words before it.
        if led == Leader::Colon
            && let Some(last) = toks.get_mut(first..).and_then(|t| t.last_mut())
            && (b.y1 - last.bbox.y1).abs() < b.height() * 0.6
            && b.x0 >= last.bbox.x0
            && last.raw.ends_with(char::is_alphanumeric)
        {
            last.raw.push(':');
            last.low.push(':');
            continue;
        }
        let raw = plain(&word.text);
        // Leaders glued to a word: "decision......" loses its dots, "Jan." keeps its own.
        let raw = match raw.find("...") {
            Some(at) if at > 0 => raw.get(..at).unwrap_or_default().to_owned(),
            Some(_) => raw.trim_start_matches('.').to_owned(),
            None => raw,
        };
        let raw = if ocr { cleared(&raw) } else { raw };
        if raw.is_empty() {
            continue;
        }
        // "$1," and "842.00" are one amount that recognition has parted.
        if let Some(last) = toks.get_mut(first..).and_then(|t| t.last_mut())
            && ocr
            && parted_amount(&last.raw, &raw)
            && b.x0 - last.bbox.x1 < b.height()
            && (b.y1 - last.bbox.y1).abs() < b.height() * 0.6
            && b.x0 >= last.bbox.x0
        {
            last.raw.push_str(&raw);
            last.low = last.raw.to_ascii_lowercase();
            last.text.push(' ');
            last.text.push_str(&word.text);
            last.bbox = last.bbox.union(b);
            last.shown = last.shown.union(word.bbox);
            continue;
        }
        toks.push(Tok {
            low: raw.to_ascii_lowercase(),
            text: word.text.clone(),
            raw,
            page: index,
            bbox: ordered(b),
            shown: ordered(word.bbox),
            confidence: if word.confidence.is_finite() {
                word.confidence.clamp(0.0, 1.0)
            } else {
                0.0
            },
            ocr,
            row: 0,
            cell: 0,
            para: usize::MAX,
        });
    }
    let mine: Vec<usize> = (first..toks.len()).collect();
    let tall = median(mine.iter().map(|&i| toks[i].bbox.height()).collect(), 9.0).max(1.0);
    let sign = median(
        mine.iter()
            .filter(|&&i| toks[i].raw.chars().count() > 2)
            .map(|&i| toks[i].bbox.width() / toks[i].raw.chars().count() as f32)
            .collect(),
        5.0,
    )
    .max(0.5);

    // From left to right every word joins the row whose last word lies nearest in height: follows a slight slope.
    let mut order = mine;
    order.sort_by(|&a, &b| toks[a].bbox.x0.total_cmp(&toks[b].bbox.x0));
    let mut chains: Vec<Vec<usize>> = Vec::new();
    // Ends of chains by coarse height, so that a page of very many lines stays cheap.
    let mut by_height: std::collections::BTreeMap<i64, Vec<usize>> =
        std::collections::BTreeMap::new();
    let bucket = |y: f32| (f64::from(y) / f64::from(tall)).clamp(-1e12, 1e12) as i64;
    let middle = |t: &Tok| (t.bbox.y0 + t.bbox.y1) / 2.0;
    for id in order {
        let y = middle(&toks[id]);
        let near = (bucket(y) - 1..=bucket(y) + 1)
            .flat_map(|b| by_height.get(&b).into_iter().flatten().copied())
            .filter_map(|c| {
                chains[c]
                    .last()
                    .map(|&l| (c, (middle(&toks[l]) - y).abs(), toks[l].bbox))
            })
            // Two words on one spot do not stand side by side.
            .filter(|&(_, d, last)| d <= tall * 0.5 && toks[id].bbox.x0 > last.x0 - 0.5)
            .filter(|&(_, _, last)| toks[id].bbox.x0 > last.x1 - (last.width() * 0.5).max(1.0))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let chain = match near {
            Some((c, ..)) => {
                if let Some(&last) = chains[c].last() {
                    let old = bucket(middle(&toks[last]));
                    if let Some(list) = by_height.get_mut(&old) {
                        list.retain(|&x| x != c);
                    }
                }
                chains[c].push(id);
                c
            }
            None => {
                chains.push(vec![id]);
                chains.len() - 1
            }
        };
        by_height.entry(bucket(y)).or_default().push(chain);
    }
    let height_of =
        |c: &[usize]| c.iter().map(|&i| toks[i].bbox.y1).sum::<f32>() / c.len().max(1) as f32;
    chains.sort_by(|a, b| height_of(a).total_cmp(&height_of(b)));
    let pitch = median(
        chains
            .windows(2)
            .map(|w| height_of(&w[1]) - height_of(&w[0]))
            .filter(|d| *d > tall * 0.6 && *d < tall * 2.2)
            .collect(),
        tall * 1.25,
    );
    let measure = Measure { sign, pitch, ocr };
    for chain in chains {
        let row = rows.len();
        let mut row_cells = Vec::new();
        for ids in split(toks, &chain, measure) {
            let cell = cells.len();
            for &i in &ids {
                toks[i].row = row;
                toks[i].cell = cell;
            }
            row_cells.push(cell);
            let ids = close_up(toks, ids);
            cells.push(Cell {
                bbox: super::union(toks, &ids),
                text: Text::default(),
                ids,
                page: index,
                row,
                para: usize::MAX,
            });
        }
        rows.push(Row {
            page: index,
            bbox: super::union(toks, &chain),
            cells: row_cells,
            kind: super::RowKind::Body,
        });
    }
    measure
}

/// Cuts a row where the gap is wider than between words of a sentence.
fn split(toks: &[Tok], chain: &[usize], m: Measure) -> Vec<Vec<usize>> {
    let wide = m.sign * if m.ocr { 2.0 } else { 1.8 };
    let cut = |after_stop: f32| {
        let mut out: Vec<Vec<usize>> = Vec::new();
        for &id in chain {
            let parted = match out.last().and_then(|c| c.last()) {
                Some(&last) => {
                    let gap = toks[id].bbox.x0 - toks[last].bbox.x1;
                    let stop = toks[last].raw.ends_with(['.', '?', '!']);
                    gap > if stop { after_stop } else { wide }
                }
                None => true,
            };
            match out.last_mut() {
                Some(cell) if !parted => cell.push(id),
                _ => out.push(vec![id]),
            }
        }
        out
    };
    // Two blanks behind a full stop part no sentence, but in a row of many cells they do.
    let strict = cut(wide);
    if strict.len() >= 4 {
        strict
    } else {
        cut(m.sign * 2.6)
    }
}

/// A letterhead spaced out sign by sign becomes one word.
fn close_up(toks: &mut [Tok], ids: Vec<usize>) -> Vec<usize> {
    let single = |i: &usize| {
        toks[*i].raw.chars().count() == 1 && toks[*i].raw.chars().all(char::is_alphabetic)
    };
    if ids.len() < 4 || !ids.iter().all(single) {
        return ids;
    }
    let word: String = ids.iter().map(|&i| toks[i].raw.as_str()).collect();
    let bbox = super::union(toks, &ids);
    let shown = ids.iter().map(|&i| toks[i].shown).reduce(BBox::union);
    let text = ids
        .iter()
        .map(|&i| toks[i].text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    match ids.first().and_then(|&i| toks.get_mut(i)) {
        Some(head) => {
            head.low = word.to_ascii_lowercase();
            head.raw = word;
            head.text = text;
            head.bbox = bbox;
            head.shown = shown.unwrap_or(head.shown);
            ids.into_iter().take(1).collect()
        }
        None => ids,
    }
}
