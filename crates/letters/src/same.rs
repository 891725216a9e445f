//! Whether two documents are the same letter in another form: a photo, a fax or a scan of it.

use holdfast_case::{Pages, Reading};
use std::collections::HashSet;

/// How likely `a` and `b` are one letter, 0 to 1. Facts that name the letter count most; the words decide the rest,
/// taken as overlapping runs of signs so that single misread signs cost little.
pub fn same_letter(a: &Reading, a_pages: &Pages, b: &Reading, b_pages: &Pages) -> f32 {
    let words = overlap(&shingles(a_pages), &shingles(b_pages));
    let mut score = words;
    // Two different dates or numbers, both read surely, make two letters of the same form.
    if let (Some(x), Some(y)) = (&a.claim.date_of_notice, &b.claim.date_of_notice) {
        if x.value == y.value {
            score += 0.1;
        } else {
            score -= 0.45 * x.confidence.min(y.confidence);
        }
    }
    match numbers_agree(a, b) {
        Some(true) => score += 0.15,
        Some(false) => score -= 0.3,
        None => {}
    }
    if let (Some(x), Some(y)) = (&a.member.member_id, &b.member.member_id) {
        let near = strsim::normalized_levenshtein(&plain(&x.value), &plain(&y.value));
        score += if near > 0.85 {
            0.05
        } else {
            -0.35 * x.confidence.min(y.confidence)
        };
    }
    if let (Some(x), Some(y)) = (&a.kind, &b.kind)
        && x.value != y.value
    {
        score -= 0.1;
    }
    score.clamp(0.0, 1.0)
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            's' => '5',
            'z' => '2',
            'b' => '8',
            c => c,
        })
        .collect()
}

/// True where a number of one is a number of the other but for look-alikes; none where one letter has none.
fn numbers_agree(a: &Reading, b: &Reading) -> Option<bool> {
    a.claim.numbers.first()?;
    b.claim.numbers.first()?;
    Some(a.claim.numbers.iter().any(|x| {
        let x = plain(&x.fact.value);
        b.claim
            .numbers
            .iter()
            .any(|y| strsim::normalized_levenshtein(&x, &plain(&y.fact.value)) > 0.85)
    }))
}

/// Runs of five signs of all letters and figures, look-alikes folded.
fn shingles(pages: &Pages) -> HashSet<[char; 5]> {
    let text: Vec<char> = pages
        .pages
        .iter()
        .flat_map(|p| &p.words)
        .take(20_000)
        .flat_map(|w| plain(&w.text).chars().collect::<Vec<_>>())
        .collect();
    text.windows(5).filter_map(|w| w.try_into().ok()).collect()
}

/// Share of the smaller set that stands in the other: a fax may lack a page.
fn overlap(a: &HashSet<[char; 5]>, b: &HashSet<[char; 5]>) -> f32 {
    let small = a.len().min(b.len());
    if small < 40 {
        return 0.0;
    }
    let both = a.iter().filter(|s| b.contains(*s)).count();
    let share = both as f32 / small as f32;
    // Forms share their printed words: 0.55 of common runs is no sign yet.
    ((share - 0.55) / 0.35).clamp(0.0, 1.0)
}
