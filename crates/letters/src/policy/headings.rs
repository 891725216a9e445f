//! Which lines are headings, and how high they stand.
//!
//! A text layer says nothing of bold type, so a heading is known by its size, by capitals, by its number, or by
//! standing alone, short and capitalized, over text.

use super::lines::{Line, LinePart};
use super::measure::Sizes;

/// Most words of a heading.
const MOST_WORDS: usize = 14;

/// How high a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A chapter.
    Chapter,
    /// A section of one.
    Section,
    /// A short line over a few paragraphs, or a term over its definition.
    Minor,
}

/// Words that begin with a small letter within a heading.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "if", "in", "into", "is", "it", "its",
    "not", "of", "on", "or", "our", "out", "own", "per", "than", "that", "the", "their", "this",
    "to", "under", "up", "us", "vs", "we", "with", "you", "your", "are", "be", "do", "does",
    "when", "who", "what", "how",
];

/// For every line its rank, where it is a heading.
pub fn ranks(lines: &[Line], sizes: &Sizes) -> Vec<Option<Rank>> {
    let body: Vec<usize> = (0..lines.len())
        .filter(|&n| lines.get(n).is_some_and(|l| l.part == LinePart::Body))
        .collect();
    let mut ranks: Vec<Option<Rank>> = vec![None; lines.len()];
    for (at, &n) in body.iter().enumerate() {
        let Some(line) = lines.get(n) else { continue };
        let near = |at: Option<usize>| at.and_then(|at| body.get(at)).and_then(|&n| lines.get(n));
        let (above, below) = (near(at.checked_sub(1)), near(Some(at + 1)));
        if let Some(found) = ranks.get_mut(n) {
            *found = rank(line, above, below, sizes);
        }
    }
    drop_lists(lines, &body, &mut ranks, sizes);
    ranks
}

/// The heading a paragraph begins with, where it does: "3.1 Prior Authorization. A service is", "Copayment: the amount".
/// `begins` is true where the line begins a paragraph.
pub fn run_in(line: &Line, begins: bool) -> Option<&str> {
    /// Most words of such a heading, and of one that is not capitalized.
    const MOST: (usize, usize) = (8, 4);
    if !begins || line.gaps > 0 {
        return None;
    }
    let text = line.text.as_str();
    let from = number_length(text);
    let rest = text.get(from..)?;
    let at = [". ", ": ", " - "]
        .iter()
        .filter_map(|end| rest.find(end))
        .min()?;
    let head = rest.get(..at)?.trim();
    let after = rest.get(at..)?.trim_start_matches(['.', ':', '-', ' ']);
    let words = head.split_whitespace().count();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let begins_well = head.starts_with(|c: char| c.is_uppercase())
        && after.starts_with(|c: char| c.is_alphanumeric() || "\"'$(".contains(c));
    let fits = words <= MOST.1 || (words <= MOST.0 && title_case(head));
    // "Step 1. Ask us", "Dr. Varga": no headings.
    let number_last = head.ends_with(|c: char| c.is_ascii_digit());
    (begins_well && fits && letters >= 4 && !number_last)
        .then(|| text.get(..from + at).unwrap_or(head))
}

/// "Chapter 9", "SECTION VII", "Article 12", "Part B".
pub fn is_chapter(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    if !matches!(
        first.as_str(),
        "chapter" | "article" | "section" | "part" | "appendix" | "attachment"
    ) {
        return false;
    }
    let second = words.next().unwrap_or_default();
    let bare = second.trim_end_matches(['.', ':', '-', ',']);
    !bare.is_empty()
        && bare.len() <= 5
        && (bare.chars().all(|c| c.is_ascii_digit() || c == '.')
            || bare.chars().all(|c| "IVXLC".contains(c))
            || (bare.len() == 1 && bare.chars().all(|c| c.is_ascii_uppercase())))
}

/// Signs of the number a line begins with ("7.2", "IV.", "B."), or 0.
fn number_length(text: &str) -> usize {
    let Some(first) = text.split(' ').next() else {
        return 0;
    };
    let bare = first.trim_end_matches(['.', ')', ':']);
    let dotted = first.len() > bare.len() || bare.contains('.');
    let figures = !bare.is_empty()
        && bare.len() <= 8
        && bare.chars().all(|c| c.is_ascii_digit() || c == '.')
        && bare.starts_with(|c: char| c.is_ascii_digit());
    let letter = bare.len() == 1 && bare.chars().all(|c| c.is_ascii_uppercase()) && dotted;
    let roman = (1..=5).contains(&bare.len()) && bare.chars().all(|c| "IVXL".contains(c)) && dotted;
    if (figures && (dotted || bare.len() <= 2)) || letter || roman {
        first.len()
    } else {
        0
    }
}

/// The heading without the number before it and the dots behind it.
pub fn bare(text: &str) -> &str {
    let mut rest = text.trim();
    if is_chapter(rest) {
        let mut spaces = rest.match_indices(' ').map(|(at, _)| at);
        let cut = spaces.nth(1).map(|at| at + 1);
        if let Some(after) = cut.and_then(|at| rest.get(at..)) {
            rest = after;
        }
    } else {
        rest = rest.get(number_length(rest)..).unwrap_or(rest);
    }
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"'$(".contains(c));
    let rest = rest.trim();
    let low = rest.to_lowercase();
    let continued = ["(continued)", "(cont.)", "(cont'd)", "continued"]
        .iter()
        .find(|end| low.ends_with(**end) && low.len() > end.len());
    let kept = continued.map_or(rest.len(), |end| rest.len() - end.len());
    rest.get(..kept)
        .unwrap_or(rest)
        .trim_end_matches(|c: char| c == ':' || c == '.' || c == '-' || c.is_whitespace())
}

fn rank(line: &Line, above: Option<&Line>, below: Option<&Line>, sizes: &Sizes) -> Option<Rank> {
    let text = line.text.as_str();
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if words > MOST_WORDS || text.len() > 110 || letters < 3 || line.gaps > 1 {
        return None;
    }
    let chapter = is_chapter(text);
    let begins = text.trim_start_matches(['"', '\'', '(']);
    if !begins.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let ends_like_text = text.ends_with([',', ';']) || (text.ends_with('.') && !chapter);
    if ends_like_text {
        return None;
    }
    let step = if line.ocr { 1.25 } else { 1.1 };
    let larger = line.height >= sizes.height * step;
    let huge = line.height >= sizes.height * 1.4;
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let caps = letters >= 4 && upper * 100 >= letters * 85;
    let bare = bare(text);
    let numbered = bare.len() < text.trim_end_matches([':', '.']).len() && !chapter;
    if (huge && (caps || chapter || words <= 8))
        || (chapter && (larger || caps || title_case(bare) || bare.is_empty()))
    {
        return Some(Rank::Chapter);
    }
    if larger || (caps && words <= 12) {
        return Some(Rank::Section);
    }
    if bare.is_empty() || !bare.starts_with(|c: char| c.is_uppercase() || "\"'".contains(c)) {
        return None;
    }
    // Without size or capitals: a short line by itself, over text of another shape.
    let alone = stands_apart(line, above);
    let leads = below.is_some_and(|b| {
        b.text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'(•-*".contains(c))
    });
    let short = sizes.fills(line) < 0.75 || words <= 4;
    let question = text.ends_with('?');
    let looks = title_case(bare) || question || (alone && words <= 9);
    let ends_above = above.is_none_or(|a| {
        a.text.ends_with(['.', ':', ';', '?', '!'])
            || a.text.len() < 40
            || a.page != line.page
            || a.block != line.block
    });
    (looks && short && leads && (alone || ends_above)).then_some(if numbered && title_case(bare) {
        Rank::Section
    } else {
        Rank::Minor
    })
}

/// True where more than a line's room is left over it, or it begins a page, a column or a block.
fn stands_apart(line: &Line, above: Option<&Line>) -> bool {
    above.is_none_or(|a| {
        a.page != line.page
            || a.block != line.block
            || line.bbox.y0 < a.bbox.y0
            || line.bbox.y0 - a.bbox.y1 > line.height * 0.9
    })
}

/// "Out-of-Network Care": every word but the small ones begins with a capital.
pub fn title_case(text: &str) -> bool {
    let mut any = false;
    for word in text.split(|c: char| c.is_whitespace() || c == '/') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = bare.chars().next() else {
            continue;
        };
        if first.is_uppercase() || first.is_ascii_digit() {
            any |= first.is_uppercase();
        } else if !SMALL.contains(&bare) {
            return false;
        }
    }
    any
}

/// Three or more small headings in a row without text between them are a list.
fn drop_lists(lines: &[Line], body: &[usize], ranks: &mut [Option<Rank>], sizes: &Sizes) {
    let rank_at = |ranks: &[Option<Rank>], at: usize| {
        body.get(at).and_then(|&n| ranks.get(n).copied().flatten())
    };
    let mut at = 0;
    while at < body.len() {
        let Some(first) = rank_at(ranks, at) else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while rank_at(ranks, end) == Some(first) {
            end += 1;
        }
        let size = |at: usize| {
            body.get(at)
                .and_then(|&n| lines.get(n))
                .map_or(0.0, |l| l.height)
        };
        let plain = (at..end).all(|at| size(at) < sizes.height * 1.1);
        if end - at >= 3 && plain && first != Rank::Chapter {
            // The first may be the list's own heading.
            for &n in body.get(at + 1..end).unwrap_or_default() {
                if let Some(found) = ranks.get_mut(n) {
                    *found = None;
                }
            }
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_a_heading_do_not_belong_to_it() {
        for (text, wanted) in [
            ("7.2 Appeals", "Appeals"),
            (
                "Section 8. The disputed claims process",
                "The disputed claims process",
            ),
            ("ARTICLE IX - EXCLUSIONS", "EXCLUSIONS"),
            ("B. Prior Authorization:", "Prior Authorization"),
            ("Exclusions (continued)", "Exclusions"),
            ("IV. External Review", "External Review"),
            ("180 days to appeal", "180 days to appeal"),
            ("In Vitro Care", "In Vitro Care"),
        ] {
            assert_eq!(bare(text), wanted, "{text}");
        }
    }

    #[test]
    fn chapters_are_known_by_their_word_and_number() {
        assert!(
            is_chapter("Chapter 9. What to do") && is_chapter("ARTICLE IV") && is_chapter("Part D")
        );
        assert!(!is_chapter("Part of the cost") && !is_chapter("Section on appeals"));
    }

    #[test]
    fn titles_keep_their_small_words_small() {
        assert!(title_case("What the Plan Does Not Cover") && title_case("Out-of-Network Care"));
        assert!(!title_case("The plan pays for this") && !title_case("180 90"));
    }
}
