//! What stands on the pages of a policy and is not its text: running heads and feet, page numbers, tables of
//! contents, an index.

use super::lines::{Line, LinePart};
use std::collections::HashMap;
use std::ops::Range;

/// Lines looked at from the head and from the foot of a page.
const EDGE: usize = 3;

/// Says of every line what it is for.
pub fn mark(lines: &mut [Line], pages: usize) {
    let ranges = page_ranges(lines);
    mark_running(lines, &ranges);
    for range in &ranges {
        if let Some(page) = lines.get_mut(range.clone()) {
            mark_contents(page, pages);
        }
    }
}

/// Lines of each page.
fn page_ranges(lines: &[Line]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut page = None;
    for (n, line) in lines.iter().enumerate() {
        match ranges.last_mut() {
            Some(last) if page == Some(line.page) => last.end = n + 1,
            _ => ranges.push(n..n + 1),
        }
        page = Some(line.page);
    }
    ranges
}

/// A line as its twins on other pages have it: figures do not count, signs of another size do.
fn twin(line: &Line) -> (String, i32) {
    let mut key = String::with_capacity(line.text.len());
    for c in line.text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii_digit() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else {
            key.extend(c.to_lowercase());
        }
    }
    (key, (line.height / 2.0).round() as i32)
}

/// "12", "xii", "Page 12 of 142", "- 12 -", "4-17". What is left of a sentence is none: "$400.", "60%", "180."
fn is_page_number(text: &str) -> bool {
    if text.contains(['$', '%']) || text.trim_end().ends_with('.') {
        return false;
    }
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let number = |w: &String| {
        (w.len() <= 4 && w.chars().all(|c| c.is_ascii_digit()))
            || (w.len() <= 6 && w.chars().all(|c| "ivxl".contains(c)))
    };
    match words.as_slice() {
        [] => true,
        [one] => number(one),
        [page, one] if page == "page" => number(one),
        [page, one, of, all] if page == "page" && of == "of" => number(one) && number(all),
        [a, b] => number(a) && number(b) && text.contains('-'),
        _ => false,
    }
}

fn mark_running(lines: &mut [Line], ranges: &[Range<usize>]) {
    let mut edges: Vec<usize> = Vec::new();
    for range in ranges {
        let mut by_height: Vec<usize> = range.clone().collect();
        by_height.sort_by(|&a, &b| {
            let y = |n: usize| lines.get(n).map_or(0.0, |l| l.bbox.y0);
            y(a).total_cmp(&y(b))
        });
        let foot = by_height.len().saturating_sub(EDGE).max(EDGE);
        edges.extend(by_height.iter().take(EDGE));
        edges.extend(by_height.iter().skip(foot));
    }
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for line in edges.iter().filter_map(|&n| lines.get(n)) {
        *seen.entry(twin(line)).or_default() += 1;
    }
    // In a few pages two alike are enough; a chapter's own head comes three times at least.
    let enough = if ranges.len() <= 4 { 2 } else { 3 };
    for n in edges {
        let Some(line) = lines.get_mut(n) else {
            continue;
        };
        let alike = seen.get(&twin(line)).copied().unwrap_or(0);
        if is_page_number(&line.text) || (alike >= enough && ranges.len() > 1) {
            line.part = LinePart::Running;
        }
    }
}

/// The page number a row of contents ends with: words, then dots or a wide gap, then a figure.
fn leads_to(line: &Line) -> Option<u32> {
    let (words, number) = line.text.rsplit_once(' ')?;
    let number = number.trim_end_matches('.');
    if number.len() > 4 || !words.contains(char::is_alphabetic) {
        return None;
    }
    let number: u32 = number.parse().ok()?;
    Some(number)
}

/// "Appeals, 86, 88" or "Ambulance 34, 56".
fn is_index_row(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(first) = words.first() else {
        return false;
    };
    let figures = words
        .iter()
        .rev()
        .take_while(|w| {
            let bare = w.trim_end_matches(',');
            !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '-')
        })
        .count();
    let before = words.len() - figures;
    let comma = before
        .checked_sub(1)
        .and_then(|n| words.get(n))
        .is_some_and(|w| w.ends_with(','));
    figures >= 1
        && (1..=7).contains(&before)
        && first.starts_with(char::is_alphabetic)
        && (comma || figures >= 2)
}

fn mark_contents(page: &mut [Line], pages: usize) {
    let body: Vec<usize> = (0..page.len())
        .filter(|&n| page.get(n).is_some_and(|l| l.part == LinePart::Body))
        .collect();
    let lines: Vec<(usize, &Line)> = body
        .iter()
        .filter_map(|&n| Some((n, page.get(n)?)))
        .collect();
    let titled = lines.iter().take(3).any(|(_, l)| {
        let low = l.text.to_lowercase();
        let low = low.trim_matches(|c: char| !c.is_alphanumeric());
        matches!(
            low,
            "contents" | "table of contents" | "what is inside" | "index" | "contents continued"
        ) || low.starts_with("table of contents")
    });
    let rows: Vec<(usize, u32, bool)> = lines
        .iter()
        .filter_map(|(n, l)| Some((*n, leads_to(l)?, l.led)))
        .filter(|(_, number, _)| (*number as usize) <= pages * 2 + 60)
        .collect();
    let rising = rows
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.1 <= b.1))
        .count();
    let led = rows.iter().filter(|row| row.2).count();
    let in_order = rising * 5 >= rows.len().saturating_sub(1) * 4;
    let many = rows.len() * 100 >= lines.len() * 35;
    let contents = in_order
        && ((rows.len() >= 4 && many && led * 2 >= rows.len())
            || (rows.len() >= 3 && titled && led * 2 >= rows.len())
            || (rows.len() >= 5 && titled));
    let index_rows: Vec<usize> = lines
        .iter()
        .filter(|(_, l)| is_index_row(&l.text))
        .map(|(n, _)| *n)
        .collect();
    let index = index_rows.len() >= 6
        && (index_rows.len() * 100 >= lines.len() * 45
            || (titled && index_rows.len() * 4 >= lines.len()));
    let (first, last) = if index {
        (index_rows.first().copied(), index_rows.last().copied())
    } else if contents {
        (rows.first().map(|r| r.0), rows.last().map(|r| r.0))
    } else {
        return;
    };
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    // The title over them goes with them, and rows whose words run over two lines.
    let from = if titled { 0 } else { first };
    for line in page.get_mut(from..=last).unwrap_or_default() {
        line.part = LinePart::Contents;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::pages_from_text;
    use crate::policy::PolicyText;

    fn parts(text: &str) -> Vec<(String, LinePart)> {
        let pages = pages_from_text(text);
        let mut policy = PolicyText::of(&pages.pages);
        mark(&mut policy.lines, pages.pages.len());
        policy.lines.into_iter().map(|l| (l.text, l.part)).collect()
    }

    #[test]
    fn heads_feet_and_page_numbers_are_no_text() {
        let page = |n: usize| {
            let body: Vec<String> = (0..7)
                .map(|k| {
                    format!(
                        "{} words of {}",
                        ["some", "few", "other", "more", "new", "old", "last"][k],
                        ["ash", "elm", "oak", "fir", "yew"][n]
                    )
                })
                .collect();
            format!(
                "Elmtree Health Plan 2026\n\n{}\n\nForm EH-{n}   Page {n} of 9",
                body.join("\n")
            )
        };
        let all: Vec<String> = (0..5).map(page).collect();
        for (text, part) in parts(&all.join("\u{c}")) {
            let running = text.starts_with("Elmtree") || text.starts_with("Form");
            assert_eq!(part == LinePart::Running, running, "{text}");
        }
    }

    #[test]
    fn a_table_of_contents_is_not_the_text_it_lists() {
        let toc = "TABLE OF CONTENTS\nExclusions ............. 12\nAppeals ................ 19\nExternal review ........ 23\nDefinitions ............ 31\n";
        let found = parts(&format!("{toc}\u{c}Exclusions\nWe do not cover these.\n"));
        let contents = found
            .iter()
            .filter(|(_, part)| *part == LinePart::Contents)
            .count();
        assert_eq!(contents, 5);
        assert!(
            found
                .iter()
                .any(|(t, p)| t == "Exclusions" && *p == LinePart::Body)
        );
    }

    #[test]
    fn a_schedule_of_amounts_is_no_table_of_contents() {
        let text = "Schedule of benefits\nOffice visit        30\nSpecialist          50\nEmergency room     250\nInfusion            20\n\nThe plan pays the rest after your copayment.\nA visit to a specialist needs no referral.\nAsk us if you are unsure what applies to you.\nMore words stand here.\nAnd here.\nAnd here too.\nAnd at the end.\n";
        let found = parts(text);
        assert!(
            found.iter().all(|(_, part)| *part != LinePart::Contents),
            "{found:?}"
        );
    }

    #[test]
    fn an_index_is_not_the_text_it_lists() {
        let text = "Index\nAmbulance, 34, 56\nAppeals, 86, 88\nDeductible, 4\nExclusions, 61\nInfusion therapy, 44, 45\nKetamine, 62\nTravel, 71\n";
        let found = parts(text);
        assert!(
            found.iter().all(|(_, part)| *part == LinePart::Contents),
            "{found:?}"
        );
    }
}
