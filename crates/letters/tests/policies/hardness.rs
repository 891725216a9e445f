//! Pages nobody meant to be read: nothing of them may stop the search, and long ones take time in step with their words.

use super::made::make;
use holdfast_case::{BBox, Page, PageSource, Word};
use holdfast_letters::policy::{
    MOST_WORDS, Policy, PolicyText, compare_policies, find_passages, policy_kind,
};
use holdfast_library::Library;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const BOOK: &str = include_str!("../../policies/employer-booklet.txt");

/// The booklet, over and over, until it has so many pages.
fn long(pages: usize) -> Vec<Page> {
    let made = make("long", BOOK, false).pages;
    (0..pages)
        .map(|n| Page {
            number: n as u32 + 1,
            ..made[n % made.len()].clone()
        })
        .collect()
}

fn searched(pages: &[Page]) -> Duration {
    let begun = Instant::now();
    let policy = Policy::new(PolicyText::of(pages));
    let found = find_passages(Library::builtin(), &policy);
    assert!(found.found.len() > 10);
    begun.elapsed()
}

#[test]
fn two_thousand_pages_take_time_in_step_with_their_number() {
    let (some, many) = (long(250), long(2000));
    searched(&some);
    let (short, whole) = (searched(&some), searched(&many));
    // Eight times the pages: a search that held all against all would take sixty-four times as long.
    assert!(
        whole < short * 30 + Duration::from_millis(200),
        "{short:?} {whole:?}"
    );
}

#[test]
fn two_books_that_share_nothing_are_compared_without_holding_all_against_all() {
    let other = include_str!("../../policies/medicare-evidence.txt");
    let made = make("other", other, false).pages;
    let others: Vec<Page> = (0..300)
        .map(|n| Page {
            number: n as u32 + 1,
            ..made[n % made.len()].clone()
        })
        .collect();
    let (a, b) = (
        Policy::new(PolicyText::of(&long(300))),
        Policy::new(PolicyText::of(&others)),
    );
    let begun = Instant::now();
    let found = compare_policies(Library::builtin(), &a, &b);
    assert!(!found.changes.is_empty());
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_page_with_far_too_many_words_is_cut_and_named() {
    let word = |n: usize| Word {
        text: format!("word{n}"),
        bbox: BBox {
            x0: 0.0,
            y0: n as f32,
            x1: 9.0,
            y1: n as f32 + 1.0,
        },
        confidence: 1.0,
        line: n as u32,
        block: 0,
    };
    let page = Page {
        number: 7,
        width: 612.0,
        height: 792.0,
        source: PageSource::TextLayer,
        words: (0..MOST_WORDS + 5).map(word).collect(),
    };
    let empty = Page {
        number: 8,
        width: 612.0,
        height: 792.0,
        source: PageSource::Blank,
        words: Vec::new(),
    };
    let policy = Policy::new(PolicyText::of(&[page, empty]));
    assert_eq!(
        (policy.cut_short(), policy.without_words()),
        (&[7][..], &[8][..])
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Any words in any boxes give an answer, and every passage stands on a page that is there.
    #[test]
    fn any_page_is_searched(words in proptest::collection::vec((".{0,12}", -1e9_f32..1e9, -1e9_f32..1e9, 0_u32..40, 0_u32..4, any::<bool>()), 0..120)) {
        let words: Vec<Word> = words
            .into_iter()
            .map(|(text, x, y, line, block, odd)| Word {
                text: if odd { "Appeals means within 180 days. See section 2:".to_owned() } else { text },
                bbox: BBox { x0: x, y0: y, x1: if odd { f32::NAN } else { y }, y1: x },
                confidence: y,
                line,
                block,
            })
            .collect();
        let page = Page { number: 1, width: f32::NAN, height: 0.0, source: PageSource::Ocr, words };
        let policy = Policy::new(PolicyText::of([&page, &page]));
        let found = find_passages(Library::builtin(), &policy);
        prop_assert!(found.found.iter().flat_map(|f| &f.passages).all(|p| p.page == 1 && (0.0..=1.0).contains(&p.confidence)));
        prop_assert_eq!(found.found.len() + found.not_found.len(), Library::builtin().policy_sections.sections.len());
        policy_kind(Library::builtin(), &policy);
        prop_assert!(compare_policies(Library::builtin(), &policy, &policy).changes.is_empty());
    }
}
