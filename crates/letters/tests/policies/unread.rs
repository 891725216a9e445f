//! Two versions of which one could not be read whole: what may stand on an unread page is neither new nor gone.

use super::made::make;
use holdfast_case::{Page, PageSource};
use holdfast_letters::policy::{ChangeKind, Comparison, Policy, PolicyText, compare_policies};
use holdfast_library::Library;

const BOOK: &str = include_str!("../../policies/employer-booklet.txt");

fn pages() -> Vec<Page> {
    make("version", BOOK, false).pages
}

fn policy(pages: &[Page]) -> Policy {
    Policy::new(PolicyText::of(pages))
}

fn compare(old: &Policy, new: &Policy) -> Comparison {
    compare_policies(Library::builtin(), old, new)
}

fn kinds(found: &Comparison, kind: ChangeKind) -> usize {
    found.changes.iter().filter(|c| c.kind == kind).count()
}

/// The same pages, the words of one of them not read.
fn without_words(mut pages: Vec<Page>, number: u32) -> Vec<Page> {
    for page in pages.iter_mut().filter(|p| p.number == number) {
        page.words.clear();
        page.source = PageSource::Unreadable {
            why: "A part of it is missing from the file.".to_owned(),
        };
    }
    pages
}

#[test]
fn what_stood_on_a_page_that_was_not_read_is_not_gone() {
    let whole = pages();
    let old = policy(&whole);
    let mut told = 0;
    for page in &whole {
        let new = policy(&without_words(whole.clone(), page.number));
        let found = compare(&old, &new);
        let said: Vec<&str> = found.changes.iter().map(|c| c.say.as_str()).collect();
        assert_eq!(
            kinds(&found, ChangeKind::Gone),
            0,
            "page {}: {said:#?}",
            page.number
        );
        assert!(found.same > 10);
        told += found.doubts.len();
        let says = |d: &String| d.contains("of the older plan book could not be compared");
        assert!(found.doubts.iter().all(says), "{:?}", found.doubts);
        // nor is it new the other way
        let back = compare(&new, &old);
        assert_eq!(kinds(&back, ChangeKind::New), 0, "{:#?}", back.changes);
        assert_eq!(back.doubts.len(), found.doubts.len());
    }
    // pages of contents say nothing that is compared
    assert!(told > whole.len() / 2, "{told} of {}", whole.len());
}

#[test]
fn what_is_gone_far_from_the_unread_page_is_still_said() {
    let gone = "The drug itself is paid under the medical benefit.";
    assert!(BOOK.contains(gone));
    let newer = make("version", &BOOK.replace(gone, ""), false).pages;
    let old = policy(&pages());
    let on = |policy: &Policy| {
        let found = compare(&old, policy);
        let said = found.changes.iter().any(|c| c.say.contains(gone));
        let page = found
            .changes
            .first()
            .and_then(|c| Some(c.old.as_ref()?.page));
        (said, page)
    };
    let (said, page) = on(&policy(&newer));
    assert!(said);
    let last = newer.last().unwrap().number;
    let far = if page.unwrap() > 2 { 1 } else { last };
    assert!(on(&policy(&without_words(newer, far))).0);
}

#[test]
fn with_an_unread_book_nothing_is_gone_and_nothing_is_new() {
    let whole = pages();
    let old = policy(&whole);
    let scan = whole.iter().map(|p| p.number);
    let scan = scan.fold(whole.clone(), without_words);
    for unread in [policy(&scan), policy(&[])] {
        for found in [compare(&old, &unread), compare(&unread, &old)] {
            assert!(found.changes.is_empty(), "{:#?}", found.changes);
            assert_eq!(found.doubts.len(), 1, "{:?}", found.doubts);
            assert!(found.doubts[0].starts_with("No words of the "));
        }
    }
}

#[test]
fn pages_that_never_came_count_as_unread() {
    let whole = pages();
    let old = policy(&whole);
    let first = &whole[..2];
    // without that word from outside nobody knows that there were more
    assert!(kinds(&compare(&old, &policy(first)), ChangeKind::Gone) > 0);
    let mut text = PolicyText::of(first);
    text.expect(u32::try_from(whole.len()).unwrap());
    let found = compare(&old, &Policy::new(text));
    assert_eq!(kinds(&found, ChangeKind::Gone), 0, "{:#?}", found.changes);
    // a damaged file may lack anything
    let mut text = PolicyText::of(first);
    text.breaks_off();
    let found = compare(&old, &Policy::new(text));
    assert_eq!(kinds(&found, ChangeKind::Gone), 0, "{:#?}", found.changes);
}
