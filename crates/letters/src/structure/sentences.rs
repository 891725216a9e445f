//! Paragraphs to sentences, and which of them are of no account: other languages, notices about languages.

use super::text::any;
use super::{RowKind, Sentence, Sheet, Text, boxes};
use crate::phrases::List;

/// Ends of words with a dot that end no sentence.
static ABBREVIATIONS: List = List("sentences.abbreviations");

/// Words in capitals that begin sentences and follow no comma.
static STARTERS: List = List("sentences.starters");

/// Builds the sentences of all paragraphs.
pub fn build(sheet: &mut Sheet) {
    for para in 0..sheet.paras.len() {
        let cuts = cuts(sheet, para);
        let ids: Vec<usize> = sheet.paras[para]
            .cells
            .iter()
            .flat_map(|&c| sheet.cells[c].ids.iter().copied())
            .collect();
        let aside = sheet.paras[para]
            .cells
            .iter()
            .filter_map(|&c| sheet.rows.get(sheet.cells[c].row))
            .any(|r| r.kind != RowKind::Body);
        let mut start = 0;
        for end in cuts {
            let own = ids.get(start..end).unwrap_or_default();
            let text = Text::new(&sheet.toks, own);
            let mark = boxes::of(sheet, own);
            start = end;
            let foreign = foreign(&text.low, &text.raw);
            sheet.paras[para].sentences.push(sheet.sentences.len());
            sheet.sentences.push(Sentence {
                text,
                para,
                foreign,
                aside,
                mark,
            });
        }
    }
    over_the_gap(sheet);
    over_the_page(sheet);
    boxes::leave_open(sheet);
}

/// Positions in the paragraph's tokens behind which a sentence ends.
fn cuts(sheet: &Sheet, para: usize) -> Vec<usize> {
    let p = &sheet.paras[para];
    let sign = sheet.measure(p.page).sign;
    let ids: Vec<usize> = p
        .cells
        .iter()
        .flat_map(|&c| sheet.cells[c].ids.iter().copied())
        .collect();
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..ids.len() {
        let Some(next) = ids.get(at + 1).and_then(|&i| sheet.toks.get(i)) else {
            out.push(at + 1);
            break;
        };
        let this = &sheet.toks[ids[at]];
        let lead = next.raw.trim_start_matches(|c: char| !c.is_alphanumeric());
        let fresh = lead.chars().next().is_some_and(|c| !c.is_lowercase());
        let bare = this.raw.trim_end_matches(['"', '\'', ')', ']']);
        let number = at == start
            && bare
                .trim_end_matches('.')
                .chars()
                .all(|c| c.is_ascii_digit());
        let initial = bare.len() == 2
            && bare.starts_with(|c: char| c.is_ascii_uppercase())
            && this.row == next.row;
        let stop = match bare.chars().last() {
            Some('?' | '!') => true,
            Some('.') => {
                !number && !initial && !ABBREVIATIONS.contains(&this.low.trim_start_matches('('))
            }
            // On recognized pages a full stop may have been read as a comma.
            Some(',') => this.ocr && STARTERS.contains(&next.raw.as_str()),
            _ => false,
        } && !next.low.starts_with("box");
        // A line that ends early, with room for the next word, ends for good.
        let early = this.row != next.row
            && p.bbox.x1 - this.bbox.x1 > next.bbox.width() + 2.5 * sign
            && !this.raw.ends_with([',', '-'])
            && !next.raw.starts_with('(')
            && !matches!(
                this.low.as_str(),
                "of" | "the"
                    | "to"
                    | "by"
                    | "and"
                    | "or"
                    | "within"
                    | "from"
                    | "a"
                    | "an"
                    | "in"
                    | "at"
                    | "on"
                    | "for"
                    | "box"
                    | "than"
            );
        let bullet = this.row != next.row
            && matches!(next.raw.chars().next(), Some('•' | '*' | '[' | '-'))
            && next.raw.chars().count() == 1;
        // A row with a label of its own begins anew.
        let labelled = this.row != next.row
            && sheet.rows.get(next.row).is_some_and(|r| {
                let left = r.cells.iter().take_while(|&&c| c != next.cell).last();
                left.and_then(|&c| sheet.cells.get(c))
                    .is_some_and(|c| c.text.low.ends_with(':') && !in_prose(sheet, c.para))
            });
        if (fresh && (stop || early)) || bullet || labelled || boxes::part(sheet, &ids, at) {
            out.push(at + 1);
            start = at + 1;
        }
    }
    out
}

/// True where the lines of a paragraph are running text, so that none of them labels what stands beside it.
fn in_prose(sheet: &Sheet, para: usize) -> bool {
    sheet.paras.get(para).is_some_and(|p| {
        let words: usize = p
            .cells
            .iter()
            .filter_map(|&c| sheet.cells.get(c))
            .map(|c| c.ids.len())
            .sum();
        p.cells.len() >= 3 && words > 4 * p.cells.len()
    })
}

static OTHER: List = List("sentences.other");
static ENGLISH: List = List("sentences.english");

/// True where the sentence is of another language, or says that help with languages is free.
fn foreign(low: &str, raw: &str) -> bool {
    let (mut other, mut english) = (0, 0);
    for word in low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        other += usize::from(OTHER.contains(&word));
        english += usize::from(ENGLISH.contains(&word));
    }
    let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
    let strange = raw
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .count();
    let help = any(low, &List("sentences.language-assistance")).is_some()
        && any(low, &["appeal within", "days of", "days from"]).is_none();
    (other >= 2 && other > english) || (letters > 8 && strange * 4 > letters) || help
}

/// A sentence that a wide line gap or a crooked edge has cut is put together again.
fn over_the_gap(sheet: &mut Sheet) {
    for q in 0..sheet.paras.len() {
        let Some(p) = sheet.paras[q].above else {
            continue;
        };
        let (Some(&i), Some(&j)) = (
            sheet.paras[p].sentences.last(),
            sheet.paras[q].sentences.first(),
        ) else {
            continue;
        };
        let pitch = sheet.measure(sheet.paras[q].page).pitch;
        let sign = sheet.measure(sheet.paras[q].page).sign;
        let (a, b) = (&sheet.sentences[i], &sheet.sentences[j]);
        if sheet.paras[q].page != sheet.paras[p].page {
            continue;
        }
        // "We must have it by", and its day in large type below.
        let dangles = [" by", " before", " until", " than", " on the"]
            .iter()
            .any(|w| a.text.low.ends_with(w));
        let gap = sheet.paras[q].bbox.y0 - sheet.paras[p].bbox.y1;
        let near = gap < pitch * if dangles { 2.6 } else { 1.3 };
        let beside =
            dangles || (sheet.paras[q].bbox.x0 - sheet.paras[p].bbox.x0).abs() < 9.0 * sign;
        let open = a.text.parts.len() > 4 && !a.text.raw.ends_with(['.', '?', '!', ':']);
        let goes_on = b.text.parts.len() > 1
            && (dangles || b.text.raw.starts_with(|c: char| c.is_lowercase()));
        if near && beside && open && goes_on && !a.aside && !b.aside {
            let ids: Vec<usize> = a
                .text
                .toks(0..a.text.parts.len())
                .into_iter()
                .chain(b.text.toks(0..b.text.parts.len()))
                .collect();
            sheet.sentences[i].text = Text::new(&sheet.toks, &ids);
            sheet.sentences[j].text = Text::default();
            // What follows the second half stays with it; the whole counts for the first paragraph.
        }
    }
}

/// A sentence that runs over the end of a page is put together again.
fn over_the_page(sheet: &mut Sheet) {
    let mut i = 0;
    while i + 1 < sheet.sentences.len() {
        let page = |s: &Sentence| sheet.paras.get(s.para).map(|p| p.page);
        if sheet.sentences[i].aside || page(&sheet.sentences[i]) == page(&sheet.sentences[i + 1]) {
            i += 1;
            continue;
        }
        let next = (i + 1..sheet.sentences.len().min(i + 8)).find(|&j| !sheet.sentences[j].aside);
        if let Some(j) = next {
            let (a, b) = (&sheet.sentences[i].text, &sheet.sentences[j].text);
            let open = a.parts.len() > 4 && !a.raw.ends_with(['.', '?', '!', ':']);
            let goes_on = b.parts.len() > 2
                && b.raw
                    .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            if open
                && goes_on
                && page(&sheet.sentences[i]).map(|p| p + 1) == page(&sheet.sentences[j])
            {
                let ids: Vec<usize> = a
                    .toks(0..a.parts.len())
                    .into_iter()
                    .chain(b.toks(0..b.parts.len()))
                    .collect();
                sheet.sentences[i].text = Text::new(&sheet.toks, &ids);
                sheet.sentences[j].text = Text::default();
            }
        }
        i += 1;
    }
}
